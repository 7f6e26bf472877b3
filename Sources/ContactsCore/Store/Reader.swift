/// Answers questions on a thread and a connection of its own, so that a blocked write never holds up a search.
actor Reader {
  private let executor: QueueExecutor
  private let path: String
  private var connection: Connection?
  private var isClosed = false
  /// Of the newest question that replaces all others.
  private let newest = Guarded<UInt64>(0)

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(label: String, path: String) {
    executor = QueueExecutor(label: label)
    self.path = path
  }

  /// Runs `body` in one short read transaction.
  func read<Value: Sendable>(
    _ body: @Sendable (any Database) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let connection = try opened()
    return try connection.transaction(.reading) { () throws(StoreError) in try body(connection) }
  }

  /// A number for a question that takes the place of all asked before.
  nonisolated func replaceEarlier() -> UInt64 {
    newest.withLock {
      $0 += 1
      return $0
    }
  }

  /// Like `read`, but ends with `.interrupted` once a newer number was given out.
  func read<Value: Sendable>(
    number: UInt64, _ body: @Sendable (any Database) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let connection = try opened()
    return try connection.cancellable(when: { self.newest.withLock { $0 != number } }) {
      () throws(StoreError) in
      try connection.transaction(.reading) { () throws(StoreError) in try body(connection) }
    }
  }

  func close() throws(StoreError) {
    isClosed = true
    try connection?.close(checkpointing: false)
    connection = nil
  }

  private func opened() throws(StoreError) -> Connection {
    guard !isClosed else { throw StoreError(.closed) }
    if let connection { return connection }
    let opened = try Connection(path: path, access: .reading)
    connection = opened
    return opened
  }
}
