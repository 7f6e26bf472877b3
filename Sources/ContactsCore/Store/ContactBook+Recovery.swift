internal import Glibc

extension ContactBook {
  /// How somebody is let in again.
  public enum Recovery: Sendable {
    /// By this account of the operating system.
    case system(UInt32)
    case password(Password)
  }

  /// Makes somebody an administrator who can come in, when no administrator can any more.
  ///
  /// It is no back door: only who owns the data folder, or root, may do it, and they could write the file without us. It is an
  /// entry of the audit and a notice to the encarregado, and gives no other role than the administrator's, who sees no contact.
  /// A login that nobody has is added.
  public func recoverAdministrator(
    _ login: String, by way: Recovery, from arrival: Arrival
  ) async throws(StoreError) {
    let login = NewUser.normalised(login)
    let event = AuditTrail.Event(
      action: .config, entity: .user, fields: ["perfis", "acesso"],
      reason: "recuperação usuario=\(NewUser.isLogin(login) ? login : "inválido")")
    let actor = Actor(stranger: arrival)
    guard try ownsFolder(arrival.process.systemUserID) else {
      try await append(event.refused("recuperação"), by: actor)
      throw StoreError(.notPermitted(.manageUsers))
    }
    var hash: String?
    if case .password(let password) = way {
      let problems = PasswordRules.problems(with: password, login: login)
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
      hash = try await hasher.hash(password)
    }
    let newHash = hash
    try await writing(nil, event, as: actor) { (work) throws(StoreError) in
      guard NewUser.isLogin(login) else { throw StoreError(.invalid([.badLogin])) }
      let users = work.users
      let found = try users.find(login: login)
      let id: Int64
      if let found {
        id = found.id
      } else {
        id = try users.insert(login: login, systemUserID: nil, roles: [.admin], at: work.now)
      }
      try users.set((found?.roles ?? []).union([.admin]), of: id)
      try users.setActive(true, of: id)
      if case .system(let account) = way {
        // An account numbered anew may bear a number that was somebody else's.
        if let holder = try users.find(systemUserID: account), holder.id != id {
          try users.link(holder.id, to: nil)
        }
        try users.link(id, to: account)
      }
      if let newHash { try users.setPassword(newHash, of: id, mustChange: false, at: work.now) }
      try work.forgetFailures(of: login)
      try SessionTable(database: work.database).endAll(of: id, except: nil, at: work.now)
      try work.checkAdministrators(entering: try work.settings.all().signInMode)
      try work.note(.recovery, contact: nil, reason: "acesso de administração recuperado: \(login)")
      try work.audit(event)
    }
  }

  /// Whether an account could change the store without this program.
  private func ownsFolder(_ systemUserID: UInt32) throws(StoreError) -> Bool {
    var status = stat()
    guard stat(folder.path, &status) == 0 else {
      throw StoreError(fileError: errno, "read the folder's owner")
    }
    return systemUserID == 0 || systemUserID == status.st_uid
  }
}
