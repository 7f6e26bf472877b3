extension ContactBook {
  /// Records that somebody locked their screen, or that silence did.
  public func noteLock(as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(action: .login, entity: .session, reason: "bloqueio")
    try await writing(nil, event, as: actor) { (work) throws(StoreError) in
      try work.audit(event)
    }
  }

  /// Fails unless the actor may, and records that it was tried: for what a screen refuses before it is asked of the store.
  public func demand(_ permission: Permission, as actor: Actor) async throws(StoreError) {
    let attempt = AuditTrail.Event(action: permission.attempted, entity: permission.entity)
    try await reading(permission, attempt, as: actor) { (_) throws(StoreError) in }
  }
}

extension Permission {
  /// What somebody who is refused it had tried.
  fileprivate var attempted: AuditAction {
    switch self {
    case .registerContacts, .importContacts, .keepDrafts: .create
    case .exportContacts: .export
    case .restrictContacts, .approveErasures, .approveExports, .assignWork, .takeAlerts: .update
    case .eraseContacts, .runRetention: .delete
    case .changeSettings, .manageUsers: .config
    case .searchContacts: .search
    default: .read
    }
  }

  /// To what.
  fileprivate var entity: AuditEntity {
    switch self {
    case .keepDrafts: .draft
    case .workQueue, .manageQueue: .queue
    case .readReports: .report
    case .workShift, .assignWork: .interaction
    case .takeAlerts: .risk
    case .readNotices: .notice
    case .readApprovals: .approval
    case .replaceKeys: .key
    case .changeSettings: .settings
    case .manageUsers: .user
    case .readAudit, .verifyAudit, .sealAudit: .audit
    default: .contact
    }
  }
}
