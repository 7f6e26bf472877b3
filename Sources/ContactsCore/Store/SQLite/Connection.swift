internal import CSQLite
internal import Glibc

/// A connection to one SQLite file, and the only owner of its pointer.
///
/// It belongs to one actor, so SQLite's own mutexes are off.
final class Connection: Database {
  let dialect = Dialect.sqlite

  private var handle: OpaquePointer?
  private var statements: [SQL.Shape: Statement] = [:]
  private let log = WriteAheadLog()

  /// Statements kept prepared; past it the cache begins anew.
  private static let cacheLimit = 128

  enum Access {
    /// Reads, and is refused any change.
    case reading
    case writing
  }

  /// Once in a process; where another has used SQLite before, it goes on counting its memory.
  private static let hasSettled = atende_sqlite_without_statistics() == SQLITE_OK

  /// Opens an existing file.
  init(path: String, access: Access) throws(StoreError) {
    _ = Connection.hasSettled
    var handle: OpaquePointer?
    // A reader, too, writes to the shared-memory file beside a write-ahead log.
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
    let status = sqlite3_open_v2(path, &handle, flags, nil)
    self.handle = handle
    guard status == SQLITE_OK, let handle else {
      let failure = failure(status, during: "open")
      // A failed open still allocates the handle.
      sqlite3_close_v2(handle)
      self.handle = nil
      throw failure
    }
    do {
      try configure(handle, access)
    } catch {
      sqlite3_close_v2(handle)
      self.handle = nil
      throw error
    }
  }

  deinit {
    statements = [:]
    // Without `close(checkpointing:)` the log stays where it is, for whoever opens next.
    sqlite3_close_v2(handle)
  }

  /// Closes for good; when `checkpointing`, which takes the turnstile, the last connection moves the log into the file.
  func close(checkpointing: Bool) throws(StoreError) {
    guard let handle else { return }
    statements = [:]
    try check(atende_set_checkpoint_on_close(handle, checkpointing ? 1 : 0), during: "close")
    try check(sqlite3_close(handle), during: "close")
    self.handle = nil
  }

  // MARK: - Database

  @discardableResult
  func execute(_ sql: SQL) throws(StoreError) -> Int {
    try query(sql) { (_) throws(StoreError) in }
    return Int(sqlite3_changes64(try open()))
  }

  func query(_ sql: SQL, visit: (Row) throws(StoreError) -> Void) throws(StoreError) {
    try scan(sql) { (row) throws(StoreError) in try visit(row.copied) }
  }

  func scan(_ sql: SQL, visit: (LentRow) throws(StoreError) -> Void) throws(StoreError) {
    let statement = try takeStatement(sql)
    defer {
      statement.reset()
      statement.isTaken = false
    }
    do {
      try statement.bind(sql.parameters)
    } catch {
      throw failure(error.status, during: sql.code(in: dialect))
    }
    while true {
      let row: LentRow?
      do {
        row = try statement.step()
      } catch {
        throw failure(error.status, during: sql.code(in: dialect))
      }
      guard let row else { return }
      try visit(row)
    }
  }

  func cursor(_ sql: SQL) throws(StoreError) -> any RowCursor {
    let code = sql.code(in: dialect)
    let handle = try open()
    do throws(SQLiteFailure) {
      let statement = try Statement(code, on: handle)
      try statement.bind(sql.parameters)
      return StatementCursor(statement) { self.failure($0, during: code) }
    } catch {
      throw failure(error.status, during: code)
    }
  }

  func transaction<Value>(
    _ kind: TransactionKind, _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    try run(dialect.begin(kind))
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      // Some errors have already rolled back.
      if sqlite3_get_autocommit(try open()) == 0 { try run("ROLLBACK") }
      throw error
    }
  }

  // MARK: - SQLite's own

  /// Runs a script of statements without parameters: migrations and pragmas.
  func run(_ script: String) throws(StoreError) {
    try check(sqlite3_exec(try open(), script, nil, nil, nil), during: script)
  }

  /// Runs `body`, whose statements end with `.interrupted` soon after `isCancelled` turns true.
  ///
  /// SQLite asks every thousand steps of its machine. Unlike `sqlite3_interrupt`, which another thread fires at whatever
  /// happens to be running, the question belongs to this body and can hit no other.
  func cancellable<Value>(
    when isCancelled: @escaping () -> Bool, _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let handle = try open()
    let question = Question(isCancelled)
    // The reference is kept alive until the handler is taken off again.
    sqlite3_progress_handler(
      handle, 1000,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Question>.fromOpaque(context).takeUnretainedValue().ask() ? 1 : 0
      }, Unmanaged.passUnretained(question).toOpaque())
    defer {
      sqlite3_progress_handler(handle, 0, nil, nil)
      withExtendedLifetime(question) {}
    }
    if isCancelled() { throw StoreError(.interrupted) }
    return try body()
  }

  /// Pages in the write-ahead log after the last commit of this connection.
  var logPages: Int { log.pages }

  enum Checkpoint { case passive, truncate }

  /// Moves the log into the file, as far as no reader stands in the way; only under the turnstile.
  func checkpoint(_ kind: Checkpoint) throws(StoreError) {
    let mode = kind == .passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE
    var pages: Int32 = 0
    let status = sqlite3_wal_checkpoint_v2(try open(), nil, mode, &pages, nil)
    // A reader in its transaction makes it busy; the next checkpoint does the rest.
    guard status == SQLITE_OK || status == SQLITE_BUSY else {
      throw failure(status, during: "checkpoint")
    }
    log.pages = kind == .truncate && status == SQLITE_OK ? 0 : log.pages
  }

  /// Moves the whole log into the file and cuts it; false when a reader or another program stands in the way.
  func truncateLog() throws(StoreError) -> Bool {
    let status = sqlite3_wal_checkpoint_v2(
      try open(), nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    if status & 0xff == SQLITE_BUSY { return false }
    try check(status, during: "checkpoint")
    log.pages = 0
    return true
  }

  /// Rows changed since the connection was opened.
  var totalChanges: Int64 { handle.map { sqlite3_total_changes64($0) } ?? 0 }

  /// Copies the whole store, as it stands, into the empty file at `path`.
  func copy(to path: String) throws(StoreError) {
    let target = try Connection(path: path, access: .writing)
    let source = try open()
    guard let backup = sqlite3_backup_init(try target.open(), "main", source, "main") else {
      throw target.failure(sqlite3_errcode(target.handle), during: "copy")
    }
    let step = sqlite3_backup_step(backup, -1)
    let finish = sqlite3_backup_finish(backup)
    guard step == SQLITE_DONE, finish == SQLITE_OK else {
      throw target.failure(step == SQLITE_DONE ? finish : step, during: "copy")
    }
    try target.close(checkpointing: true)
  }

  private func configure(_ handle: OpaquePointer, _ access: Access) throws(StoreError) {
    try check(sqlite3_extended_result_codes(handle, 1), during: "open")
    // Our own writers wait at the turnstile; this is for other programs.
    try check(sqlite3_busy_timeout(handle, 5000), during: "open")
    try check(atende_set_defensive(handle), during: "open")
    try check(atende_set_checkpoint_on_close(handle, 0), during: "open")
    try run(
      """
      PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
      PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON;
      PRAGMA cache_size = -3000; PRAGMA mmap_size = 0
      """)
    if access == .reading { try run("PRAGMA query_only = ON") }
    sqlite3_wal_hook(
      handle,
      { context, _, _, pages in
        guard let context else { return SQLITE_OK }
        Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue().pages = Int(pages)
        return SQLITE_OK
      }, Unmanaged.passUnretained(log).toOpaque())
  }

  /// A prepared statement that nobody is stepping: a query inside the same query gets one of its own.
  private func takeStatement(_ sql: SQL) throws(StoreError) -> Statement {
    let shape = sql.shape
    let cached = statements[shape]
    if let cached, !cached.isTaken {
      cached.isTaken = true
      return cached
    }
    let handle = try open()
    let code = sql.code(in: dialect)
    do throws(SQLiteFailure) {
      let statement = try Statement(code, on: handle)
      statement.isTaken = true
      if cached == nil {
        if statements.count >= Connection.cacheLimit { statements = [:] }
        statements[shape] = statement
      }
      return statement
    } catch {
      throw failure(error.status, during: code)
    }
  }

  private func open() throws(StoreError) -> OpaquePointer {
    guard let handle else { throw StoreError(.closed) }
    return handle
  }

  private func check(_ status: Int32, during task: String) throws(StoreError) {
    guard status == SQLITE_OK else { throw failure(status, during: task) }
  }

  private func failure(_ status: Int32, during task: String) -> StoreError {
    let said = sqlite3_errmsg(handle).map { String(cString: $0) } ?? ""
    let system = handle.map { sqlite3_system_errno($0) } ?? 0
    return StoreError(
      StoreError.Reason(status: status, systemError: system),
      detail: "status \(status), errno \(system): \(said); \(task)")
  }
}

extension StoreError.Reason {
  /// What a status of SQLite means to the program.
  init(status: Int32, systemError: Int32) {
    switch status & 0xff {
    case SQLITE_FULL: self = .diskFull
    case SQLITE_IOERR, SQLITE_CANTOPEN:
      self = StoreError.Reason(fileError: systemError)
    case SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH: self = .noAccess
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: self = .busy
    case SQLITE_INTERRUPT: self = .interrupted
    default: self = .internal
    }
  }
}

/// A statement that its asker steps.
private final class StatementCursor: RowCursor {
  private let statement: Statement
  private let failure: (Int32) -> StoreError

  init(_ statement: Statement, failure: @escaping (Int32) -> StoreError) {
    self.statement = statement
    self.failure = failure
  }

  func next() throws(StoreError) -> LentRow? {
    do {
      return try statement.step()
    } catch {
      throw failure(error.status)
    }
  }
}

/// What the hook of the write-ahead log notes; the hook is called on the connection's own thread.
private final class WriteAheadLog {
  var pages = 0
}

/// Carries a Swift closure through the context pointer of a C callback.
private final class Question {
  let ask: () -> Bool

  init(_ ask: @escaping () -> Bool) {
    self.ask = ask
  }
}
