public import ContactsCore

/// What **Administração** asks of the outside world.
public enum AdminEffect: Equatable, Sendable {
  case look(RequestID)
  /// How many warnings nobody takes care of.
  case watch
  case acknowledge(CentreWarning.Code, RequestID)
  /// Written to the audit by its name.
  case set(SettingKey, to: String, RequestID)
  case add(PersonEntry, RequestID)
  case change(PersonChange, RequestID)
  /// Adds a line to a catalogue, or changes one.
  case keep(CatalogueEntry, at: Int, in: Catalogue, RequestID)

  /// Whether the end of the program waits for it.
  var changesTheStore: Bool {
    switch self {
    case .look, .watch: false
    case .acknowledge, .set, .add, .change, .keep: true
    }
  }
}

/// What has become of it.
public enum AdminMessage: Equatable, Sendable {
  case looked(RequestID, Result<AdminGlance, Failure>)
  case changed(RequestID, Result<Bool, Failure>)
  case watched(Int)
  case acknowledged(CentreWarning.Code, Result<Bool, Failure>)

  /// What went wrong, if anything did.
  var failure: Failure? {
    switch self {
    case .looked(_, let result): result.failure
    case .changed(_, let result): result.failure
    case .acknowledged(_, let result): result.failure
    case .watched: nil
    }
  }
}

/// The settings, the people and the catalogues of one moment, as far as the role may see them.
public struct AdminGlance: Equatable, Sendable {
  public var settings: Settings
  public var users: [User]
  public var catalogues: [Catalogue: [CatalogueEntry]]
  public var warnings: [CentreWarning] = []

  public init(
    settings: Settings, users: [User], catalogues: [Catalogue: [CatalogueEntry]] = [:]
  ) {
    self.settings = settings
    self.users = users
    self.catalogues = catalogues
  }

  /// What this desk offers from now on; other desks see it when they are next opened.
  func bring(to session: inout Session) {
    session.warnings = warnings.count(where: \.isOpen)
    if let entries = catalogues[.reasons] {
      session.reasons = entries.filter(\.isActive).map {
        Reason(code: $0.code, name: $0.name, cues: $0.cues)
      }
    }
    if let entries = catalogues[.outcomes] {
      session.outcomes = entries.filter(\.isActive).map { Outcome(code: $0.code, name: $0.name) }
    }
    if let entries = catalogues[.referrals] {
      session.referrals = entries.filter(\.isActive).map {
        Referral(code: $0.code, name: $0.name, number: $0.number, occasion: $0.occasion)
      }
    }
  }
}

/// Somebody to be added.
public struct PersonEntry: Equatable, Sendable {
  public var login: String
  public var roles: Set<Role>
  /// Of this machine; nil for who comes in by password.
  public var account: String?
  /// To be changed when it is first used.
  public var password: Password?
}

/// What is to be different of somebody, in this order.
public struct PersonChange: Equatable, Sendable {
  public var login: String
  public var adding: Set<Role> = []
  public var removing: Set<Role> = []
  public var isActive: Bool?
  public var password: Password?

  var isNothing: Bool { adding.isEmpty && removing.isEmpty && isActive == nil && password == nil }
}
