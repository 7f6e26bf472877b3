internal import Glibc

/// The one door to personal data.
///
/// Every method takes an actor, checks what the actor may do, and commits the audit entry together with what it did. One
/// writer works on its own thread; readers answer on theirs, so a write that waits holds up no search.
public final class ContactBook: Sendable {
  let writer: Writer
  let reader: Reader
  let searcher: Reader
  let folder: DataFolder
  let surroundings: Surroundings
  let hasher: PasswordHasher
  /// When this process last saw each of its open sessions used.
  let lastUses = Guarded<[UID: Timestamp]>([:])
  /// What the last list of possible duplicates was recorded as, so that the same list is one search.
  let lastProbe = Guarded("")
  /// The listing of the audit whose first page was recorded last.
  let lastListing = Guarded<AuditListing?>(nil)
  /// The sealed part of the audit that was read last.
  let latestSegment = SealedAudit.Latest(nil)

  /// Whether there is a store in the folder, or may be: where the account cannot look, none is begun.
  public static func exists(in folder: DataFolder) -> Bool {
    var status = stat()
    guard stat(folder.database, &status) != 0 else { return true }
    return errno != ENOENT && errno != ENOTDIR
  }

  /// Refuses a store that cannot be looked at, and one with nothing in it.
  public static func checkReach(of folder: DataFolder) throws(StoreError) {
    var status = stat()
    guard stat(folder.database, &status) == 0 else {
      let isNone = errno == ENOENT || errno == ENOTDIR
      throw StoreError(isNone ? .notInitialised : .noAccess)
    }
    guard status.st_size > 0 else { throw StoreError(.emptyStore) }
  }

  /// What is wrong with the ledger of erasures, without which the store does not open; nil where nobody has changed it, or
  /// there is none.
  public static func ledgerProblem(in folder: DataFolder) -> StoreError? {
    do throws(StoreError) {
      let lines = try ErasureLedger(path: folder.ledger).read().lines
      guard !lines.isEmpty, exists(in: folder) else { return nil }
      let store = try Connection(path: folder.database, access: .reading)
      try LedgerSeal(of: store).check(lines, known: try LedgerCopy(database: store).lines())
      return nil
    } catch {
      return error
    }
  }

  /// Lines of the ledger of erasures that a version before seals wrote.
  public static func unsealedLines(in folder: DataFolder) -> Int {
    do throws(StoreError) {
      return try ErasureLedger(path: folder.ledger).read().lines.count { $0.seal.isEmpty }
    } catch {
      return 0
    }
  }

  /// Makes a store: folder, tables, settings, the reason catalogue, and its first user, who holds all roles.
  public static func create(
    in folder: DataFolder, centre: CentreProfile, owner: SystemAccount, surroundings: Surroundings,
    entry: FirstEntry = .system
  ) throws(StoreError) -> ContactBook {
    let first = try FirstUser(owner, entry)
    var settings: [(SettingKey, String)] = []
    for (key, value) in centre.settings {
      if let problem = key.problem(with: value) {
        throw StoreError(
          .invalid([FieldProblem(field: .setting, message: "\(key.rawValue): \(problem)")]))
      }
      settings.append((key, value))
    }
    settings.append((.signInMode, first.mode.rawValue))
    settings.sort { $0.0.rawValue < $1.0.rawValue }
    try folder.make()
    let now = surroundings.now()
    let hash = try first.password.map { (password) throws(StoreError) in
      try HashSlots(in: folder).hash(password, surroundings.passwordCost)
    }
    let actor = Actor(
      login: first.login, systemUserID: owner.systemUserID, roles: Set(Role.allCases),
      session: surroundings.newUID(), terminal: "")
    try Turnstile(in: folder).pass { () throws(StoreError) in
      guard !exists(in: folder) else { throw StoreError(.alreadyInitialised) }
      try Migrator(folder: folder, now: now).create { (database) throws(StoreError) in
        let table = SettingTable(database: database)
        for (key, value) in settings {
          try table.set(key, to: value, by: first.login, at: now)
        }
        try table.setSecret(SettingTable.searchKey, to: surroundings.randomBytes(32))
        let keys = SigningKeys(database: database, folder: KeyFolder(folder))
        try keys.makeOrigin(surroundings)
        let made = try keys.make(SigningKeyName.allCases, surroundings)
        try table.insert(ReasonCatalogue.initial)
        let users = UserTable(database: database)
        let user = try users.insert(
          login: first.login, systemUserID: first.systemUserID, roles: actor.roles, at: now)
        if let hash { try users.setPassword(hash, of: user, mustChange: false, at: now) }
        try AuditTrail(database: database).append(
          AuditTrail.Event(
            action: .config, entity: .settings,
            fields: ["usuario"] + made.map(\.name.rawValue) + settings.map(\.0.rawValue),
            reason: "criação do cadastro \(SigningKeys.words(made))"),
          by: actor, at: now)
        try keys.record(made, at: now)
      }
    }
    return try open(in: folder, surroundings: surroundings)
  }

  /// Opens a store, and brings one of an older version up to date after copying it aside.
  public static func open(
    in folder: DataFolder, surroundings: Surroundings
  ) throws(StoreError) -> ContactBook {
    try checkReach(of: folder)
    return ContactBook(
      writer: try Writer(in: folder, surroundings: surroundings), folder: folder,
      surroundings: surroundings)
  }

  private init(writer: Writer, folder: DataFolder, surroundings: Surroundings) {
    self.writer = writer
    reader = Reader(label: "atende.reader", path: folder.database)
    searcher = Reader(label: "atende.searcher", path: folder.database)
    hasher = PasswordHasher(in: folder, cost: surroundings.passwordCost)
    self.folder = folder
    self.surroundings = surroundings
  }

  /// Ends all connections; what is asked afterwards fails with `.closed`.
  public func close() async {
    // What was acknowledged is on disk already: a failure to tidy up loses nothing.
    _ = try? await searcher.close()
    _ = try? await reader.close()
    _ = try? await writer.close()
  }

  /// Runs `body`, which stops this process, while it holds nobody up: no writing of it is under way or waits for its turn.
  public static func whileNothingIsWritten(_ body: () -> Void) {
    Turnstile.stillness.hold(body)
  }

  // MARK: - The door

  /// Runs `body` in one transaction of the writer, if the actor still is who it was and may.
  func writing<Value: Sendable>(
    _ permission: Permission?, _ attempt: AuditTrail.Event, as actor: Actor,
    toleratesNewerSchema: Bool = false,
    _ body: @Sendable (Work) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    do throws(StoreError) {
      return try await writer.write(toleratesNewerSchema: toleratesNewerSchema) {
        (database) throws(StoreError) -> Result<Value, StoreError> in
        var work = Work(database: database, actor: actor, surroundings: self.surroundings)
        // A draft is saved whatever became of the session: nothing typed is lost.
        if !toleratesNewerSchema { work.actor = try self.renewed(actor, in: work) }
        // Not even a password that has to be changed first keeps a draft from being saved.
        if toleratesNewerSchema { work.actor.mustChangePassword = false }
        if let refusal = work.refusal(of: permission) {
          try work.audit(attempt.refused(refusal.word))
          return .failure(refusal)
        }
        return .success(try body(work))
      }.get()
    } catch {
      if case .restricted(let uid) = error.reason { try await refuse(uid, attempt, actor) }
      throw error
    }
  }

  /// Runs `body` on a reader, if the actor still is who it was and may.
  ///
  /// A search has a reader of its own, and the number that a newer one replaces.
  func reading<Value: Sendable>(
    _ permission: Permission, _ attempt: AuditTrail.Event, as actor: Actor,
    search number: UInt64? = nil,
    _ body: @Sendable (any Database) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let task = { @Sendable (database: any Database) throws(StoreError) -> Permitted<Value> in
      let current = try self.renewed(actor, in: database)
      if let refusal = current.refusal(of: permission) { return .refused(refusal, current) }
      return .done(try body(database))
    }
    let outcome: Permitted<Value>
    if let number {
      outcome = try await searcher.read(number: number, task)
    } else {
      outcome = try await reader.read(task)
    }
    switch outcome {
    case .done(let value): return value
    case .refused(let refusal, let current):
      try await append(attempt.refused(refusal.word), by: current)
      throw refusal
    }
  }

  /// Lets through who may; what is refused is an entry of the audit.
  func authorise(
    _ permission: Permission, _ attempt: AuditTrail.Event, _ actor: Actor
  ) async throws(StoreError) {
    try await reading(permission, attempt, as: actor) { (_) throws(StoreError) in }
  }

  /// Appends an entry that belongs to no other change.
  func append(_ event: AuditTrail.Event, by actor: Actor) async throws(StoreError) {
    let now = surroundings.now()
    try await writer.write { (database) throws(StoreError) in
      try AuditTrail(database: database).append(event, by: actor, at: now)
    }
  }

  /// Records that somebody tried a record that is closed to them.
  private func refuse(
    _ uid: UID, _ attempt: AuditTrail.Event, _ actor: Actor
  ) async throws(StoreError) {
    let now = surroundings.now()
    try await writer.write { (database) throws(StoreError) in
      var event = attempt.refused("restrito")
      event.subject = try ContactTable(database: database).pseudonym(of: uid)
      let current = try self.renewed(actor, in: database)
      try AuditTrail(database: database).append(event, by: current, at: now)
    }
  }

  // MARK: - Who acts

  /// The actor with the roles of now.
  private func renewed(_ actor: Actor, in database: any Database) throws(StoreError) -> Actor {
    let lastUse = lastUses.withLock { $0[actor.session] }
    let renewed = try Standing(database: database).renewed(
      actor, lastUse: lastUse, now: surroundings.now)
    noteUse(of: actor)
    return renewed
  }

  /// The same inside a change, which also tells the other processes that the session is alive.
  private func renewed(_ actor: Actor, in work: Work) throws(StoreError) -> Actor {
    let lastUse = lastUses.withLock { $0[actor.session] }
    let renewed = try Standing(database: work.database).renewed(
      actor, lastUse: lastUse, now: { work.now })
    noteUse(of: actor)
    if actor.userID != nil, !actor.isUnattended {
      try SessionTable(database: work.database).touch(actor.session, at: work.now)
    }
    return renewed
  }

  /// For whom the rows of a list are read.
  func viewer(_ actor: Actor) -> SummaryTable.Viewer {
    SummaryTable.Viewer(login: actor.login, now: surroundings.now())
  }

  /// Remembers in memory that a session was used, so that reading writes nothing.
  private func noteUse(of actor: Actor) {
    guard actor.userID != nil, !actor.isUnattended else { return }
    lastUses.withLock { uses in
      if uses[actor.session] != nil { uses[actor.session] = surroundings.now() }
    }
  }
}

/// What came of a reading.
enum Permitted<Value: Sendable>: Sendable {
  case done(Value)
  case refused(StoreError, Actor)
}

extension Actor {
  /// The only place where permissions are checked; nil when this actor may.
  func refusal(of permission: Permission?) -> StoreError? {
    guard let permission else { return nil }
    if mustChangePassword { return StoreError(.passwordChangeRequired) }
    return permission.isGranted(to: self) ? nil : StoreError(.notPermitted(permission))
  }
}

extension StoreError {
  /// How the audit names a refusal.
  fileprivate var word: String {
    if case .notPermitted(let permission) = reason { permission.rawValue } else { name }
  }
}

extension AuditTrail.Event {
  /// The entry of an attempt that was refused, and why.
  func refused(_ why: String) -> AuditTrail.Event {
    AuditTrail.Event(
      action: .refused, entity: entity, subject: subject, reason: "\(action.rawValue): \(why)",
      outcome: .refused, person: person)
  }
}

/// One transaction of the writer, and who it is for.
struct Work {
  let database: any Database
  var actor: Actor
  let surroundings: Surroundings
  let now: Timestamp
  /// What a bulk import writes at the end of the transaction.
  var backlog: ContactBacklog? {
    didSet { auditTail = backlog == nil ? nil : AuditTrail.Tail() }
  }
  private var auditTail: AuditTrail.Tail?

  init(database: any Database, actor: Actor, surroundings: Surroundings) {
    self.database = database
    self.actor = actor
    self.surroundings = surroundings
    now = surroundings.now()
  }

  var contacts: ContactTable { ContactTable(database: database, backlog: backlog) }
  var users: UserTable { UserTable(database: database) }
  var restrictions: RestrictionTable { RestrictionTable(database: database) }
  var interactions: InteractionTable { InteractionTable(database: database) }
  var settings: SettingTable { SettingTable(database: database) }
  var viewer: SummaryTable.Viewer { SummaryTable.Viewer(login: actor.login, now: now) }

  /// A contact with all that hangs on it; its reading is the caller's to record.
  func record(_ found: ContactTable.Found) throws(StoreError) -> ContactRecord {
    ContactRecord(
      contact: found.contact, interactions: try interactions.all(of: found.id),
      consents: try ConsentTable(database: database).all(of: found.id),
      restriction: try restrictions.find(found.id), callbacks: try callbacks.all(of: found.id),
      guardianCaution: try GuardianTable(database: database).find(found.id))
  }

  func refusal(of permission: Permission?) -> StoreError? { actor.refusal(of: permission) }

  func audit(_ event: AuditTrail.Event) throws(StoreError) {
    try AuditTrail(database: database, tail: auditTail).append(event, by: actor, at: now)
  }

  /// Writes what waits, before the transaction ends.
  func settleBacklog() throws(StoreError) {
    try contacts.settleBacklog()
    try AuditTrail(database: database, tail: auditTail).settle()
  }

  /// Records that a search was acted on: a keyed digest of what was looked for, and how much was found.
  func audit(search text: String, count: Int) throws(StoreError) {
    let key = try settings.secret(SettingTable.searchKey)
    let digest = KeyedHash.authenticate(Array(text.utf8), key: key).prefix(16).hexadecimal
    try audit(
      AuditTrail.Event(
        action: .search, entity: .search, reason: "consulta=\(digest) resultados=\(count)"))
  }
}
