internal import Glibc
internal import Synchronization

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
  /// What the last list of possible duplicates was recorded as, so that the same list is one search.
  let lastProbe = Mutex("")
  /// The listing of the audit whose first page was recorded last.
  let lastListing = Mutex<AuditListing?>(nil)

  /// Whether there is a store in the folder.
  public static func exists(in folder: DataFolder) -> Bool {
    DataFolder.isThere(folder.database)
  }

  /// Makes a store: folder, tables, settings, the reason catalogue, and its first user, who holds all roles.
  public static func create(
    in folder: DataFolder, centre: CentreProfile, owner: SystemAccount, surroundings: Surroundings
  ) throws(StoreError) -> ContactBook {
    var settings: [(SettingKey, String)] = []
    for (key, value) in centre.settings {
      if let problem = key.problem(with: value) {
        throw StoreError(.invalid([FieldProblem(field: .setting, message: problem)]))
      }
      settings.append((key, value))
    }
    settings.sort { $0.0.rawValue < $1.0.rawValue }
    try folder.make()
    let now = surroundings.now()
    let actor = Actor(
      login: owner.login, systemUserID: owner.systemUserID, roles: Set(Role.allCases),
      session: surroundings.newUID(), terminal: "")
    try Turnstile(in: folder).pass { () throws(StoreError) in
      guard !exists(in: folder) else { throw StoreError(.alreadyInitialised) }
      try Migrator(folder: folder, now: now).create { (database) throws(StoreError) in
        let table = SettingTable(database: database)
        for (key, value) in settings {
          try table.set(key, to: value, by: owner.login, at: now)
        }
        try table.setSecret(SettingTable.searchKey, to: surroundings.randomBytes(32))
        let keys = SigningKeys(database: database, folder: KeyFolder(folder))
        try keys.makeOrigin(surroundings)
        let made = try keys.make(SigningKeyName.allCases, surroundings)
        try table.insert(ReasonCatalogue.initial)
        try UserTable(database: database).insert(owner, roles: actor.roles, at: now)
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
    guard exists(in: folder) else { throw StoreError(.notInitialised) }
    return ContactBook(
      writer: try Writer(in: folder, now: surroundings.now()), folder: folder,
      surroundings: surroundings)
  }

  private init(writer: Writer, folder: DataFolder, surroundings: Surroundings) {
    self.writer = writer
    reader = Reader(label: "atende.reader", path: folder.database)
    searcher = Reader(label: "atende.searcher", path: folder.database)
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

  // MARK: - The door

  /// Runs `body` in one transaction of the writer, if the actor may.
  func writing<Value: Sendable>(
    _ permission: Permission?, _ attempt: AuditTrail.Event, as actor: Actor,
    toleratesNewerSchema: Bool = false,
    _ body: @Sendable (Work) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await authorise(permission, attempt, actor)
    return try await writer.write(toleratesNewerSchema: toleratesNewerSchema) {
      (database) throws(StoreError) in
      try body(Work(database: database, actor: actor, surroundings: self.surroundings))
    }
  }

  /// Runs `body` on a reader, if the actor may.
  func reading<Value: Sendable>(
    _ permission: Permission, _ attempt: AuditTrail.Event, as actor: Actor,
    _ body: @Sendable (any Database) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await authorise(permission, attempt, actor)
    return try await reader.read(body)
  }

  /// The only place where permissions are checked; what is refused is an entry of the audit.
  func authorise(
    _ permission: Permission?, _ attempt: AuditTrail.Event, _ actor: Actor
  ) async throws(StoreError) {
    guard let permission, !permission.isGranted(to: actor) else { return }
    let now = surroundings.now()
    try await writer.write { (database) throws(StoreError) in
      try AuditTrail(database: database).append(
        AuditTrail.Event(
          action: .refused, entity: attempt.entity,
          reason: "\(attempt.action.rawValue): \(permission.rawValue)", outcome: .refused),
        by: actor, at: now)
    }
    throw StoreError(.notPermitted(permission))
  }
}

/// One transaction of the writer, and who it is for.
struct Work {
  let database: any Database
  let actor: Actor
  let surroundings: Surroundings
  let now: Timestamp

  init(database: any Database, actor: Actor, surroundings: Surroundings) {
    self.database = database
    self.actor = actor
    self.surroundings = surroundings
    now = surroundings.now()
  }

  var contacts: ContactTable { ContactTable(database: database) }
  var interactions: InteractionTable { InteractionTable(database: database) }
  var settings: SettingTable { SettingTable(database: database) }

  func audit(_ event: AuditTrail.Event) throws(StoreError) {
    try AuditTrail(database: database).append(event, by: actor, at: now)
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
