extension ContactBook {
  /// How the centre's people come in.
  public func signInMode() async throws(StoreError) -> SignInMode {
    try await settings().signInMode
  }

  /// Who an account of the operating system is in this centre; the attempt of a stranger is recorded.
  ///
  /// In a centre of passwords the account says nothing, and this fails with `.signInRequired`.
  public func actor(
    for account: SystemAccount, session: UID, terminal: String,
    address: ConnectingAddress? = nil
  ) async throws(StoreError) -> Actor {
    let (mode, user) = try await reader.read {
      (database) throws(StoreError) -> (SignInMode, UserTable.Found?) in
      (
        try SettingTable(database: database).all().signInMode,
        try UserTable(database: database).find(systemUserID: account.systemUserID)
      )
    }
    guard mode == .system else { throw StoreError(.signInRequired) }
    if let user, user.isActive {
      return Actor(
        user, .system, Arrival(account, session: session, terminal: terminal, address: address))
    }
    let stranger = Actor(
      stranger: Arrival(account, session: session, terminal: terminal, address: address))
    let event = AuditTrail.Event(action: .login, entity: .session)
    try await append(event.refused("notAUser"), by: stranger)
    throw StoreError(.notAUser)
  }

  /// Opens a session of the screens for whoever has come in, and records it; once for each session.
  ///
  /// Who came in by password is in the audit since then, with this session.
  public func signIn(as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(action: .login, entity: .session)
    let now = try await writing(nil, event, as: actor) { (work) throws(StoreError) -> Timestamp? in
      if let id = work.actor.userID {
        let sessions = SessionTable(database: work.database)
        guard try sessions.find(actor.session) == nil else { return nil }
        try sessions.open(actor.session, of: id, terminal: actor.terminal, at: work.now)
        try work.users.noteSignIn(of: id, at: work.now)
      }
      if work.actor.entry != .password { try work.audit(event) }
      return work.now
    }
    if let now, actor.userID != nil { lastUses.withLock { $0[actor.session] = now } }
  }

  /// Ends a session of the screens; one that has ended already is no failure.
  public func signOut(as actor: Actor) async throws(StoreError) {
    let now = surroundings.now()
    try await writer.write { (database) throws(StoreError) in
      guard try SessionTable(database: database).end(actor.session, at: now) else { return }
      try AuditTrail(database: database).append(
        AuditTrail.Event(action: .login, entity: .session, reason: "saída"), by: actor, at: now)
    }
    _ = lastUses.withLock { $0.removeValue(forKey: actor.session) }
  }

  /// Brings somebody in by name and password; what fails is recorded without the name that was typed.
  ///
  /// An unknown name, a name without a password, a disabled user and a wrong password take the same time and get the same
  /// answer: a hash is computed for each, and the try is counted under the name before it. A session of the screens is then
  /// opened by `signIn(as:)`.
  public func signIn(
    _ login: String, _ password: Password, from arrival: Arrival
  ) async throws(StoreError) -> Actor {
    let login = NewUser.normalised(login)
    let stranger = Actor(stranger: arrival)
    let begun = try await begin(login, stranger)
    let user = begun.user
    let hash = user?.isActive == true ? user?.hash : nil
    let isRight = try await hasher.verifies(password, hash)
    guard isRight, let user else {
      try await append(begun.event.refused("nome=\(begun.digest)"), by: stranger)
      throw StoreError(.signInRefused(closedUntil: nil))
    }
    try await strengthen(hash, password, user)
    let now = surroundings.now()
    let actor = Actor(user, .password, arrival)
    try await writer.write { (database) throws(StoreError) in
      try FailureTable(database: database).clear(begun.digest)
      let users = UserTable(database: database)
      try users.noteSignIn(of: user.id, at: now)
      try AuditTrail(database: database).append(begun.event, by: actor, at: now)
    }
    return actor
  }

  /// Compares the password of whoever locked the screen.
  ///
  /// In a centre of accounts somebody may have no password: then there is none to compare, and nil unlocks.
  public func unlock(_ password: Password?, as actor: Actor) async throws(StoreError) {
    let begun = try await begin(actor.login, actor)
    guard let user = begun.user, user.isActive, user.id == actor.userID else {
      throw StoreError(.sessionEnded)
    }
    if let hash = user.hash {
      guard try await hasher.verifies(password ?? Password(""), hash) else {
        try await append(begun.event.refused("desbloqueio"), by: actor)
        throw StoreError(.signInRefused(closedUntil: nil))
      }
    }
    let event = AuditTrail.Event(action: .login, entity: .session, reason: "desbloqueio")
    try await writing(nil, event, as: actor) { (work) throws(StoreError) in
      try FailureTable(database: work.database).clear(begun.digest)
      try work.audit(event)
    }
  }

  /// Whether unlocking the screen takes a password.
  public func hasPassword(_ actor: Actor) async throws(StoreError) -> Bool {
    try await reader.read { (database) throws(StoreError) in
      try actor.userID.flatMap { (id) throws(StoreError) in
        try UserTable(database: database).find(id: id)
      }?.hash != nil
    }
  }

  // MARK: - Parts

  /// A try to come in that has been counted.
  struct Begun: Sendable {
    let digest: String
    let user: UserTable.Found?
    let event = AuditTrail.Event(action: .login, entity: .session)
  }

  /// Counts a try under a name, or fails and records it while the name is closed.
  func begin(_ login: String, _ actor: Actor) async throws(StoreError) -> Begun {
    let now = surroundings.now()
    return try await writer.write {
      (database) throws(StoreError) -> Result<Begun, StoreError> in
      let digest = try SettingTable(database: database).nameDigest(login)
      let begun = Begun(
        digest: digest, user: try UserTable(database: database).find(login: login))
      let closed = try FailureTable(database: database).begin(digest, at: now)
      guard let closed else { return .success(begun) }
      try AuditTrail(database: database).append(
        begun.event.refused("nome=\(digest) bloqueado"), by: actor, at: now)
      return .failure(StoreError(.signInRefused(closedUntil: closed)))
    }.get()
  }

  /// Hashes a password anew when its hash cost less than hashes cost now.
  private func strengthen(
    _ hash: String?, _ password: Password, _ user: UserTable.Found
  ) async throws(StoreError) {
    guard let hash, PasswordHash.isOutdated(hash, hasher.cost) else { return }
    let newer = try await hasher.hash(password)
    try await writer.write { (database) throws(StoreError) in
      try UserTable(database: database).replaceHash(hash, by: newer, of: user.id)
    }
  }
}

/// Where somebody comes in: whose process it is, and from where.
public struct Arrival: Equatable, Sendable {
  public let process: SystemAccount
  public let session: UID
  public let terminal: String
  public let address: ConnectingAddress?

  public init(
    _ process: SystemAccount, session: UID, terminal: String, address: ConnectingAddress? = nil
  ) {
    self.process = process
    self.session = session
    self.terminal = terminal
    self.address = address
  }
}

extension Actor {
  /// Somebody of the store.
  init(_ user: UserTable.Found, _ entry: SignInMode, _ arrival: Arrival) {
    self.init(
      login: user.login, systemUserID: arrival.process.systemUserID, roles: user.roles,
      session: arrival.session, terminal: arrival.terminal, address: arrival.address)
    userID = user.id
    self.entry = entry
    mustChangePassword = entry == .password && user.mustChangePassword
  }

  /// Nobody of the store: what can be said of the attempt is whose process made it.
  init(stranger arrival: Arrival) {
    self.init(
      login: arrival.process.login, systemUserID: arrival.process.systemUserID, roles: [],
      session: arrival.session, terminal: arrival.terminal, address: arrival.address)
  }
}

extension SettingTable {
  /// What stands for a typed name: 16 bytes that only this store can compute.
  func nameDigest(_ login: String) throws(StoreError) -> String {
    let key = KeyedHash.authenticate(
      Array("nomes digitados na entrada".utf8), key: try secret(SettingTable.searchKey))
    return KeyedHash.authenticate(Array(login.utf8), key: key).prefix(16).hexadecimal
  }
}
