/// Somebody has been told that they will be called again.
public struct NewCallback: Equatable, Sendable {
  public var contact: UID
  /// The interaction it was agreed in; nil when in none.
  public var interaction: UID?
  public var dueAt: Timestamp
  /// What to speak about, at most 500 Unicode scalars.
  public var note: Sensitive<String>?
  /// Login of who calls; nil for who registers it.
  public var attendant: String?

  public init(
    contact: UID, interaction: UID?, dueAt: Timestamp, note: Sensitive<String>?,
    attendant: String? = nil
  ) {
    self.contact = contact
    self.interaction = interaction
    self.dueAt = dueAt
    self.note = note
    self.attendant = attendant
  }

  /// The longest note kept, in Unicode scalars.
  public static let longestNote = 500
}

/// What has become of a callback.
public enum CallbackState: String, Sendable, CaseIterable {
  case open = "aberto"
  case done = "feito"
  /// It was tried, and the person could not be reached.
  case missed = "perdido"
  case cancelled = "cancelado"

  /// As shown to people.
  public var label: String {
    switch self {
    case .open: "a fazer"
    case .done: "feito"
    case .missed: "não encontrou"
    case .cancelled: "cancelado"
    }
  }
}

/// Which callbacks a list shows; what is nil does not narrow it.
public struct CallbackFilter: Equatable, Sendable {
  /// Login of who calls.
  public var attendant: String?
  /// Nil shows those that are still to be made.
  public var state: CallbackState?

  public init(attendant: String? = nil, state: CallbackState? = nil) {
    self.attendant = attendant
    self.state = state
  }
}

/// A callback as a list shows it, without an audit entry.
public struct CallbackSummary: Equatable, Sendable {
  public let uid: UID
  public let contact: UID
  public let protocolNumber: ProtocolNumber?
  public let dueAt: Timestamp
  /// Login of who calls.
  public let attendant: String
  public let state: CallbackState
  /// How often it was put off.
  public let postponed: Int
  /// Nil where the record is closed to who sees the row.
  public let details: Details?

  public struct Details: Equatable, Sendable {
    public let name: Sensitive<String>?
    /// Already masked.
    public let maskedPhone: String?
    /// With what identifies a person covered; as it was typed it is on the record.
    public let maskedNote: String?
    /// Whether there is one way alone in which this person may be reached: the record says which.
    public let hasSafeChannel: Bool
    /// Whether the person's guardian may be the aggressor.
    public let isGuardianFlagged: Sensitive<Bool>

    public init(
      name: Sensitive<String>?, maskedPhone: String?, maskedNote: String?, hasSafeChannel: Bool,
      isGuardianFlagged: Sensitive<Bool> = Sensitive(false)
    ) {
      self.name = name
      self.maskedPhone = maskedPhone
      self.maskedNote = maskedNote
      self.hasSafeChannel = hasSafeChannel
      self.isGuardianFlagged = isGuardianFlagged
    }
  }

  public init(
    uid: UID, contact: UID, protocolNumber: ProtocolNumber?, dueAt: Timestamp, attendant: String,
    state: CallbackState, postponed: Int, details: Details?
  ) {
    self.uid = uid
    self.contact = contact
    self.protocolNumber = protocolNumber
    self.dueAt = dueAt
    self.attendant = attendant
    self.state = state
    self.postponed = postponed
    self.details = details
  }

  /// What a list shows in the place of the name, whatever is known.
  public var shownName: String {
    guard let details else { return "registro restrito" }
    return details.name?.revealed(for: .screen) ?? "(sem nome)"
  }
}

/// A callback as the record of the person shows it.
public struct Callback: Equatable, Sendable {
  public let uid: UID
  public let dueAt: Timestamp
  public let note: Sensitive<String>?
  /// Login of who calls.
  public let attendant: String
  public let state: CallbackState

  public init(
    uid: UID, dueAt: Timestamp, note: Sensitive<String>?, attendant: String, state: CallbackState
  ) {
    self.uid = uid
    self.dueAt = dueAt
    self.note = note
    self.attendant = attendant
    self.state = state
  }
}

/// What the title bar says of the shift: numbers alone.
public struct ShiftPulse: Equatable, Sendable {
  /// Callbacks of this person whose time has come.
  public var due: Int
  /// Alerts of risk that nobody has taken; none for whoever may not take them.
  public var alerts: Int

  public init(due: Int = 0, alerts: Int = 0) {
    self.due = due
    self.alerts = alerts
  }
}
