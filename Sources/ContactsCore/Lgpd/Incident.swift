/// Personal data were, or may have been, where they should not: Resolução CD/ANPD 15/2024.
public struct NewIncident: Equatable, Sendable {
  /// What happened; nothing that identifies a person.
  public var summary: Sensitive<String>
  public var risk: Incident.Risk
  /// When the centre came to know that personal data were affected: the clock runs from there.
  public var knownAt: Timestamp
  /// Whose access was affected, and when, so that the audit tells the people; nil where nobody's was.
  public var scope: AuditScope?

  public init(
    summary: Sensitive<String>, risk: Incident.Risk, knownAt: Timestamp, scope: AuditScope?
  ) {
    self.summary = summary
    self.risk = risk
    self.knownAt = knownAt
    self.scope = scope
  }
}

/// What somebody did in a stretch of time.
public struct AuditScope: Equatable, Sendable {
  /// Login; nil for anybody.
  public var login: String?
  public var from: Timestamp
  /// Not counted any more.
  public var until: Timestamp

  public init(login: String?, from: Timestamp, until: Timestamp) {
    self.login = login
    self.from = from
    self.until = until
  }
}

/// A line of the register of incidents, which keeps all of them, told to the ANPD or not.
public struct Incident: Equatable, Sendable {
  public let protocolNumber: DeskProtocol
  public let summary: String
  public let risk: Risk
  public let knownAt: Timestamp
  public let scope: AuditScope?
  /// How many people's data.
  public let affected: Int
  /// Last days, in São Paulo: to tell the ANPD and the people, to complete what was told, to keep the line.
  public let noticeDueOn, complementDueOn, keepUntil: CivilDate
  public let openedAt: Timestamp
  /// Login.
  public let openedBy: String

  public enum Risk: String, Sendable, CaseIterable {
    case low = "baixo"
    /// Has to be told to the ANPD and to the people.
    case relevant = "relevante"
  }

  /// Somebody whose data it concerns, and who is still there.
  public struct Person: Equatable, Sendable {
    public let uid: UID
    /// Nil where nobody has said, and where the record is closed to most.
    public let name: Sensitive<String>?

    public init(uid: UID, name: Sensitive<String>?) {
      self.uid = uid
      self.name = name
    }
  }

  /// Since when there is a law to tell of it: 18 September 2020, in São Paulo.
  static let earliest = Timestamp(milliseconds: 1_600_398_000_000)

  /// The business days that are left to tell of it.
  public func daysLeft(at now: Timestamp) -> Int {
    BusinessCalendar.national.businessDays(from: now.local.date, to: noticeDueOn)
  }
}
