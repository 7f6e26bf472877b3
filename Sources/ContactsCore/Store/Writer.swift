/// The one place of this process that changes the store, on its own thread.
actor Writer {
  private let executor = QueueExecutor(label: "atende.writer")
  private let connection: Connection
  private nonisolated let turnstile: Turnstile
  private var isClosed = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Pages of the log past which it is moved into the file after a save: 4 MB.
  private static let passiveLimit = 1000
  /// Pages past which the log is also cut: 64 MB.
  private static let truncateLimit = 16_000

  /// Opens the store for writing, after bringing its schema up to date and erasing again whoever a copy brought back.
  init(in folder: DataFolder, surroundings: Surroundings) throws(StoreError) {
    let turnstile = try Turnstile(in: folder)
    let connection = try Connection(path: folder.database, access: .writing)
    // Without the lock first: whoever only finds a newer schema waits for nobody and writes nothing.
    let state = try MigrationLog(database: connection).state()
    if state == .newer { throw StoreError(.newerSchema) }
    if state == .older {
      try turnstile.pass { () throws(StoreError) in
        try Migrator(folder: folder, now: surroundings.now()).migrate(connection)
      }
    }
    try ErasureReplay(
      connection: connection, turnstile: turnstile, folder: folder, surroundings: surroundings
    ).run()
    self.turnstile = turnstile
    self.connection = connection
  }

  /// Whether another writer, of this machine, waits for the turn that this one has.
  nonisolated var isAwaited: Bool { turnstile.isAwaited }

  /// Lends what is needed for work that takes several turns, so that others come in between.
  func inTurns<Value: Sendable>(
    _ body: @Sendable (Connection, Turnstile) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    guard !isClosed else { throw StoreError(.closed) }
    return try body(connection, turnstile)
  }

  /// Runs `body` in one transaction, when this writer's turn has come.
  ///
  /// A newer schema is tolerated only for drafts, whose table later versions keep as it is: a running screen saves its
  /// draft before it asks to be reopened.
  func write<Value: Sendable>(
    toleratesNewerSchema: Bool = false,
    _ body: @Sendable (any Database) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    guard !isClosed else { throw StoreError(.closed) }
    return try turnstile.pass { () throws(StoreError) in
      let value = try connection.transaction(.writing) { () throws(StoreError) in
        if !toleratesNewerSchema, try MigrationLog(database: connection).state() == .newer {
          throw StoreError(.newerSchema)
        }
        return try body(connection)
      }
      try tidy()
      return value
    }
  }

  /// Closes; the last connection of all moves the log into the file.
  func close() throws(StoreError) {
    guard !isClosed else { return }
    isClosed = true
    try turnstile.pass { () throws(StoreError) in try connection.close(checkpointing: true) }
  }

  /// Keeps the log short; a failure here is not the failure of a save that is already safe on disk.
  private func tidy() throws(StoreError) {
    let pages = connection.logPages
    guard pages > Writer.passiveLimit else { return }
    do throws(StoreError) {
      try connection.checkpoint(pages > Writer.truncateLimit ? .truncate : .passive)
    } catch {
      switch error.reason {
      case .corrupt, .internal: throw error
      default: return
      }
    }
  }
}
