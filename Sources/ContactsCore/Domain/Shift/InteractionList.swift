/// How far the work on an interaction is.
public enum InteractionState: String, Sendable, CaseIterable {
  /// Registered, and nobody has gone on with it.
  case open = "aberto"
  /// Somebody has taken it, or was given it.
  case inProgress = "em_andamento"
  case closed = "encerrado"

  /// As shown to people.
  public var label: String {
    switch self {
    case .open: "aberto"
    case .inProgress: "em andamento"
    case .closed: "encerrado"
    }
  }
}

/// Which interactions a list shows; what is nil does not narrow it.
public struct InteractionFilter: Equatable, Sendable {
  public var assignee: Assignee?
  public var state: InteractionState?
  public var reasonCode: String?
  public var urgency: Urgency?
  /// When it happened: from this moment.
  public var from: Timestamp?
  /// Before this one.
  public var until: Timestamp?

  public enum Assignee: Equatable, Sendable {
    case nobody
    case login(String)
  }

  public init(
    assignee: Assignee? = nil, state: InteractionState? = nil, reasonCode: String? = nil,
    urgency: Urgency? = nil, from: Timestamp? = nil, until: Timestamp? = nil
  ) {
    self.assignee = assignee
    self.state = state
    self.reasonCode = reasonCode
    self.urgency = urgency
    self.from = from
    self.until = until
  }
}

/// A row of a list of interactions: what may be shown without an audit entry.
public struct InteractionSummary: Equatable, Sendable {
  public let uid: UID
  public let protocolNumber: ProtocolNumber
  public let contact: UID
  public let occurredAt: Timestamp
  public let state: InteractionState
  /// Login of who works on it; nil while nobody does.
  public let assignee: String?
  /// Nil where the record is closed to who sees the row.
  public let details: Details?
  /// Nil where there is none, or the record is closed to who sees the row.
  public let alert: Alert?

  /// That somebody may be in danger, and who has taken care of it.
  public struct Alert: Equatable, Sendable {
    /// Login; nil while nobody has.
    public let takenBy: String?
    public let takenAt: Timestamp?

    public init(takenBy: String?, takenAt: Timestamp?) {
      self.takenBy = takenBy
      self.takenAt = takenAt
    }
  }

  /// Whether there is an alert that nobody has taken.
  public var hasOpenAlert: Bool { alert.map { $0.takenAt == nil } ?? false }

  public struct Details: Equatable, Sendable {
    public let name: Sensitive<String>?
    public let reason: Sensitive<String>?
    public let reasonCode: String?
    public let urgency: Urgency
    /// Nil until somebody has wrapped it up.
    public let closing: Closing?

    public init(
      name: Sensitive<String>?, reason: Sensitive<String>?, reasonCode: String?, urgency: Urgency,
      closing: Closing? = nil
    ) {
      self.name = name
      self.reason = reason
      self.reasonCode = reasonCode
      self.urgency = urgency
      self.closing = closing
    }
  }

  /// How it was ended: the note as typed is on the record alone.
  public struct Closing: Equatable, Sendable {
    public let at: Timestamp
    /// Login.
    public let by: String
    /// The catalogue's name of the outcome, also of one that is not offered any more.
    public let outcome: String
    /// Already masked.
    public let maskedNote: String?

    public init(at: Timestamp, by: String, outcome: String, maskedNote: String?) {
      self.at = at
      self.by = by
      self.outcome = outcome
      self.maskedNote = maskedNote
    }
  }

  public init(
    uid: UID, protocolNumber: ProtocolNumber, contact: UID, occurredAt: Timestamp,
    state: InteractionState, assignee: String?, details: Details?, alert: Alert? = nil
  ) {
    self.uid = uid
    self.protocolNumber = protocolNumber
    self.contact = contact
    self.occurredAt = occurredAt
    self.state = state
    self.assignee = assignee
    self.details = details
    self.alert = alert
  }

  /// What a list shows in the place of the name, whatever is known.
  public var shownName: String {
    guard let details else { return "registro restrito" }
    return details.name?.revealed(for: .screen) ?? "(sem nome)"
  }
}

/// A page of interactions, newest first.
public struct InteractionPage: Equatable, Sendable {
  public let rows: [InteractionSummary]
  /// Nil on the last page.
  public let next: InteractionCursor?

  public init(rows: [InteractionSummary], next: InteractionCursor?) {
    self.rows = rows
    self.next = next
  }
}

/// A place in the list of interactions.
public struct InteractionCursor: Equatable, Sendable {
  let occurredAt: Timestamp
  let id: Int64
}

/// One change of who works on an interaction.
public struct Assignment: Equatable, Sendable {
  /// Login; nil where nobody had it.
  public let from: String?
  /// Login.
  public let to: String
  /// Nil where somebody took it for themselves.
  public let reason: Sensitive<String>?
  /// Login of who decided it.
  public let by: String
  public let at: Timestamp

  public init(
    from: String?, to: String, reason: Sensitive<String>?, by: String, at: Timestamp
  ) {
    self.from = from
    self.to = to
    self.reason = reason
    self.by = by
    self.at = at
  }
}
