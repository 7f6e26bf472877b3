/// Something a role may or may not do.
///
/// The table below is the only one.
public enum Permission: String, Sendable, CaseIterable {
  case registerContacts
  case searchContacts
  case readContacts
  case importContacts
  case keepDrafts
  case readAudit
  case verifyAudit
  case sealAudit
  case replaceKeys
  case changeSettings
  case manageUsers
  case workQueue
  case manageQueue
  case readReports

  /// The roles that may do it; whoever holds one of them may.
  public var roles: Set<Role> {
    switch self {
    case .registerContacts, .keepDrafts: [.attendant, .supervisor]
    case .searchContacts, .readContacts: [.attendant, .supervisor, .dataProtectionOfficer]
    case .workQueue: [.attendant, .supervisor]
    case .importContacts, .manageQueue: [.supervisor]
    case .readReports: [.supervisor, .dataProtectionOfficer, .admin]
    case .readAudit: [.dataProtectionOfficer]
    // An admin sees that the audit holds, and none of it.
    case .verifyAudit, .sealAudit: [.dataProtectionOfficer, .admin]
    case .changeSettings, .manageUsers, .replaceKeys: [.admin]
    }
  }

  public func isGranted(to actor: Actor) -> Bool {
    !roles.isDisjoint(with: actor.roles)
  }
}
