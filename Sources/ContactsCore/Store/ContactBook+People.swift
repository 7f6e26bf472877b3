extension ContactBook {
  /// Everybody who is or was a user, by login; nothing of any contact.
  public func users(as actor: Actor) async throws(StoreError) -> [User] {
    let attempt = AuditTrail.Event(action: .read, entity: .user)
    return try await reading(.manageUsers, attempt, as: actor) { (database) throws(StoreError) in
      try UserTable(database: database).all()
    }
  }

  /// Adds somebody; a password is to be changed at its first use.
  public func add(_ user: NewUser, as actor: Actor) async throws(StoreError) {
    let login = NewUser.normalised(user.login)
    let event = configuration(["usuario", "perfis"], of: login)
    let hash = try await hash(user.password, of: login, event, actor)
    try await writing(.manageUsers, event, as: actor) { (work) throws(StoreError) in
      var problems: [FieldProblem] = []
      if !NewUser.isLogin(login) { problems.append(.badLogin) }
      if user.roles.isEmpty { problems.append(.noRole) }
      if try work.users.find(login: login) != nil { problems.append(.loginTaken) }
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
      try work.checkFree(user.systemUserID, for: nil)
      let id = try work.users.insert(
        login: login, systemUserID: user.systemUserID, roles: user.roles, at: work.now)
      if let hash { try work.users.setPassword(hash, of: id, mustChange: true, at: work.now) }
      try work.tell(user.roles, of: login)
      try work.audit(event)
    }
  }

  /// Gives and takes roles; they hold from the next thing the person does.
  public func changeRoles(
    of login: String, adding: Set<Role>, removing: Set<Role>, as actor: Actor
  ) async throws(StoreError) -> Set<Role> {
    let signed =
      adding.map { "+\($0.rawValue)" }.sorted() + removing.map { "-\($0.rawValue)" }.sorted()
    let event = configuration(["perfis"], of: login, signed)
    return try await administering(login, event, as: actor) { (work, user) throws(StoreError) in
      let roles = user.roles.union(adding).subtracting(removing)
      guard !roles.isEmpty else { throw StoreError(.invalid([.noRole])) }
      let new = roles.subtracting(user.roles)
      if !new.isEmpty, user.id == work.actor.userID,
        try work.users.othersMay(.manageUsers, besides: user.login)
      {
        throw StoreError(.invalid([.ownRoles]))
      }
      try work.tell(new, of: user.login)
      try work.users.set(roles, of: user.id)
      return roles
    }
  }

  /// Keeps somebody out, from the next thing they do, or lets them in again.
  public func setActive(
    _ isActive: Bool, login: String, as actor: Actor
  ) async throws(StoreError) {
    let event = configuration(["ativo"], of: login, [isActive ? "ativada" : "desativada"])
    try await administering(login, event, as: actor) { (work, user) throws(StoreError) in
      try work.users.setActive(isActive, of: user.id)
      if isActive {
        try work.forgetFailures(of: user.login)
      } else {
        try SessionTable(database: work.database).endAll(of: user.id, except: nil, at: work.now)
      }
    }
  }

  /// Gives somebody another account of the operating system, or none: a machine may number its accounts anew.
  public func link(
    _ login: String, to systemUserID: UInt32?, as actor: Actor
  ) async throws(StoreError) {
    let event = configuration(["conta"], of: login)
    try await administering(login, event, as: actor) { (work, user) throws(StoreError) in
      try work.checkFree(systemUserID, for: user.id)
      try work.users.link(user.id, to: systemUserID)
      try work.tell(user.roles, of: user.login)
      try SessionTable(database: work.database).endAll(of: user.id, except: nil, at: work.now)
    }
  }

  /// Gives somebody else a password, to be changed at its first use, and ends their sessions.
  public func setPassword(
    _ password: Password, of login: String, as actor: Actor
  ) async throws(StoreError) {
    let event = configuration(["senha"], of: login)
    guard let hash = try await hash(password, of: login, event, actor) else { return }
    try await administering(login, event, as: actor) { (work, user) throws(StoreError) in
      try work.users.setPassword(hash, of: user.id, mustChange: true, at: work.now)
      try work.tell(user.roles, of: user.login)
      try work.forgetFailures(of: user.login)
      try SessionTable(database: work.database).endAll(of: user.id, except: nil, at: work.now)
    }
  }

  /// Changes one's own password, and ends one's sessions elsewhere.
  ///
  /// Whoever has none yet, in a centre of accounts, gives an empty current one.
  public func changePassword(
    from current: Password, to new: Password, as actor: Actor
  ) async throws(StoreError) {
    guard let id = actor.userID else { throw StoreError(.signInRequired) }
    let begun = try await begin(actor.login, actor)
    if let hash = begun.user?.hash {
      guard try await hasher.verifies(current, hash) else {
        try await append(begun.event.refused("troca de senha"), by: actor)
        throw StoreError(.signInRefused(closedUntil: nil))
      }
    }
    var problems = PasswordRules.problems(with: new, login: actor.login)
    if new == current { problems.append(.samePassword) }
    guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
    let hash = try await hasher.hash(new)
    let event = configuration(["senha"], of: actor.login)
    try await writing(nil, event, as: actor) { (work) throws(StoreError) in
      try FailureTable(database: work.database).clear(begun.digest)
      try work.users.setPassword(hash, of: id, mustChange: false, at: work.now)
      try SessionTable(database: work.database).endAll(of: id, except: actor.session, at: work.now)
      try work.audit(event)
    }
  }

  // MARK: - Parts

  private func configuration(
    _ fields: [String], of login: String, _ more: [String] = []
  ) -> AuditTrail.Event {
    let whose = "usuario=\(NewUser.isLogin(login) ? login : "inválido")"
    return AuditTrail.Event(
      action: .config, entity: .user, fields: fields,
      reason: ([whose] + more).joined(separator: " "))
  }

  /// Changes an existing user, records it, and lets nothing through that leaves nobody to administer the centre.
  private func administering<Value: Sendable>(
    _ login: String, _ event: AuditTrail.Event, as actor: Actor,
    _ body: @Sendable (Work, UserTable.Found) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await writing(.manageUsers, event, as: actor) { (work) throws(StoreError) in
      guard let user = try work.users.find(login: NewUser.normalised(login)) else {
        throw StoreError(.notFound)
      }
      let value = try body(work, user)
      try work.checkAdministrators(entering: try work.settings.all().signInMode)
      try work.audit(event)
      return value
    }
  }

  /// A hash for somebody else's password, for who may give one and when the rules let it through.
  private func hash(
    _ password: Password?, of login: String, _ event: AuditTrail.Event, _ actor: Actor
  ) async throws(StoreError) -> String? {
    try await authorise(.manageUsers, event, actor)
    guard let password else { return nil }
    let problems = PasswordRules.problems(with: password, login: login)
    guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
    return try await hasher.hash(password)
  }
}

extension Work {
  /// Fails when nobody active with the role of administrator could come in by this way.
  func checkAdministrators(entering mode: SignInMode) throws(StoreError) {
    if try users.administrators(entering: mode).isEmpty { throw StoreError(.lastAdmin) }
  }

  /// Lets nobody change how people come in to a way by which no administrator can.
  func checkEntry(_ changes: [(key: SettingKey, value: String)]) throws(StoreError) {
    guard let change = changes.first(where: { $0.key == .signInMode }),
      let mode = SignInMode(rawValue: change.value)
    else { return }
    if try users.administrators(entering: mode).isEmpty {
      throw StoreError(.invalid([.nobodyEnters(by: mode)]))
    }
  }

  /// Fails when the account is another user's already.
  func checkFree(_ systemUserID: UInt32?, for id: Int64?) throws(StoreError) {
    guard let systemUserID, let holder = try users.find(systemUserID: systemUserID),
      holder.id != id
    else { return }
    throw StoreError(.invalid([.accountTaken]))
  }

  /// Tells the encarregado who can read records from now on, by whatever way an administrator opened.
  func tell(_ roles: Set<Role>, of login: String) throws(StoreError) {
    guard !roles.isDisjoint(with: Permission.readContacts.roles),
      !actor.roles.contains(.dataProtectionOfficer)
    else { return }
    let names = roles.map(\.rawValue).sorted().joined(separator: ", ")
    try note(.access, contact: nil, reason: "\(login): \(names)")
  }

  func forgetFailures(of login: String) throws(StoreError) {
    try FailureTable(database: database).clear(try settings.nameDigest(login))
  }
}

extension FieldProblem {
  static let noRole = FieldProblem(
    field: .roles, message: "Toda pessoa precisa de pelo menos um papel.")
  static let ownRoles = FieldProblem(
    field: .roles,
    message: "Ninguém dá papéis a si mesmo: peça a outra pessoa que cuida das pessoas usuárias.")
  static let loginTaken = FieldProblem(
    field: .login, message: "Já existe uma pessoa usuária com esse nome de entrada.")
  static let accountTaken = FieldProblem(
    field: .login, message: "Essa conta do sistema já é de outra pessoa usuária.")
  static let samePassword = FieldProblem(
    field: .password, message: "A senha nova é igual à atual.")
}

extension FieldProblem {
  static func nobodyEnters(by mode: SignInMode) -> FieldProblem {
    let way =
      switch mode {
      case .system: "tem conta da máquina. Ligue antes a de uma delas, com `atende user link`."
      case .password: "tem senha no programa. Dê antes uma, com `atende user passwd`."
      }
    return FieldProblem(
      field: .setting,
      message: "\(SettingKey.signInMode.rawValue): Nenhuma pessoa ativa com o papel admin \(way)")
  }
}
