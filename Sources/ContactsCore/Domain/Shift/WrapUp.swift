/// How an interaction is ended.
public struct WrapUp: Equatable, Sendable {
  public var interaction: UID
  /// A code of the catalogue of outcomes.
  public var outcomeCode: String
  /// A code of the reason catalogue; nil leaves the reason as it is.
  public var reasonCode: String?
  /// At most 500 Unicode scalars.
  public var note: Sensitive<String>?
  /// When somebody began to work on it: the handling time is counted from here.
  public var openedAt: Timestamp
  /// What was promised, if anything was.
  public var callback: Promise?

  /// A callback of the same person.
  public struct Promise: Equatable, Sendable {
    public var dueAt: Timestamp
    public var note: Sensitive<String>?

    public init(dueAt: Timestamp, note: Sensitive<String>?) {
      self.dueAt = dueAt
      self.note = note
    }
  }

  public init(
    interaction: UID, outcomeCode: String, reasonCode: String?, note: Sensitive<String>?,
    openedAt: Timestamp, callback: Promise?
  ) {
    self.interaction = interaction
    self.outcomeCode = outcomeCode
    self.reasonCode = reasonCode
    self.note = note
    self.openedAt = openedAt
    self.callback = callback
  }

  /// The longest note kept, in Unicode scalars.
  public static let longestNote = 500
}

/// What a wrap-up answers.
public struct WrapUpReceipt: Equatable, Sendable {
  public let handlingMilliseconds: Int64
  /// The callback that was promised.
  public let callback: UID?

  public init(handlingMilliseconds: Int64, callback: UID?) {
    self.handlingMilliseconds = handlingMilliseconds
    self.callback = callback
  }
}

/// An interaction that somebody may be in danger in, and who took care of it.
public struct RiskAlert: Equatable, Sendable {
  public let interaction: UID
  public let contact: UID
  public let protocolNumber: ProtocolNumber
  /// Login of whoever's work raised it.
  public let raisedBy: String
  public let raisedAt: Timestamp
  /// Login; nil while nobody has.
  public let takenBy: String?
  public let takenAt: Timestamp?
  /// Nil where the record is closed to who sees the row, or nobody said a name.
  public let name: Sensitive<String>?
  public let isHidden: Bool

  public init(
    interaction: UID, contact: UID, protocolNumber: ProtocolNumber, raisedBy: String,
    raisedAt: Timestamp, takenBy: String?, takenAt: Timestamp?, name: Sensitive<String>?,
    isHidden: Bool
  ) {
    self.interaction = interaction
    self.contact = contact
    self.protocolNumber = protocolNumber
    self.raisedBy = raisedBy
    self.raisedAt = raisedAt
    self.takenBy = takenBy
    self.takenAt = takenAt
    self.name = name
    self.isHidden = isHidden
  }

  /// What a list shows in the place of the name, whatever is known.
  public var shownName: String {
    isHidden ? "registro restrito" : name?.revealed(for: .screen) ?? "(sem nome)"
  }
}
