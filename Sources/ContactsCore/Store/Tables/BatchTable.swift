/// Texts that came together.
struct BatchTable {
  let database: any Database

  func insert(
    _ uid: UID, origin: QueueBatch.Origin, by login: String, at now: Timestamp
  ) throws(StoreError) {
    // Finished until something is added: an import that ends before its first text leaves nothing to look through.
    try database.execute(
      """
      INSERT INTO batches (uid, origin, requested_by, state, created_at, finished_at)
      VALUES (\(uid), \(origin.rawValue), \(login), 'ativo', \(now), \(now))
      """)
  }

  func id(of uid: UID) throws(StoreError) -> Int64 {
    let id = try database.row("SELECT id FROM batches WHERE uid = \(uid)") {
      (row) throws(StoreError) in try row.integer(0)
    }
    guard let id else { throw StoreError(.notFound) }
    return id
  }

  /// Those of which something may be read now, in order.
  func active() throws(StoreError) -> [Int64] {
    try ids(in: .active)
  }

  /// Those that were cancelled and still have texts in the line.
  func halfCancelled() throws(StoreError) -> [Int64] {
    try ids(in: .cancelled)
  }

  private func ids(in state: QueueBatch.State) throws(StoreError) -> [Int64] {
    try database.rows(
      """
      SELECT id FROM batches WHERE finished_at IS NULL AND state = \(state.rawValue) ORDER BY id
      """
    ) { (row) throws(StoreError) in try row.integer(0) }
  }

  func setState(_ state: QueueBatch.State, of id: Int64) throws(StoreError) {
    try database.execute("UPDATE batches SET state = \(state.rawValue) WHERE id = \(id)")
  }

  func reopen(_ id: Int64) throws(StoreError) {
    try database.execute(
      "UPDATE batches SET finished_at = NULL WHERE id = \(id) AND finished_at IS NOT NULL")
  }

  /// Notes that a batch is done, if nothing of it waits any more.
  func finish(_ id: Int64, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE batches SET finished_at = \(now) WHERE id = \(id) AND NOT EXISTS (
        SELECT 1 FROM queue_items WHERE batch_id = \(id) AND state = 'pendente')
      """)
  }

  /// One batch, or all, newest first.
  func all(_ uid: UID? = nil, limit: Int = 100) throws(StoreError) -> [QueueBatch] {
    let condition: SQL = if let uid { "uid = \(uid)" } else { "1 = 1" }
    let batches = try database.rows(
      """
      SELECT id, uid, origin, requested_by, state, created_at, finished_at
      FROM batches WHERE \(condition) ORDER BY id DESC LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      (
        id: try row.integer(0), uid: try row.uid(1),
        origin: try row.choice(2, of: QueueBatch.Origin.self), requestedBy: try row.text(3),
        state: try row.choice(4, of: QueueBatch.State.self), createdAt: try row.timestamp(5),
        finishedAt: row.values[6] == .null ? nil : try row.timestamp(6)
      )
    }
    var result: [QueueBatch] = []
    for batch in batches {
      result.append(
        QueueBatch(
          uid: batch.uid, origin: batch.origin, requestedBy: batch.requestedBy,
          state: batch.state, createdAt: batch.createdAt, finishedAt: batch.finishedAt,
          counts: try counts(of: batch.id)))
    }
    return result
  }

  func counts(of id: Int64) throws(StoreError) -> QueueCounts {
    var counts = QueueCounts()
    try database.query(
      "SELECT state, count(*) FROM queue_items WHERE batch_id = \(id) GROUP BY state"
    ) { (row) throws(StoreError) in
      counts[try row.choice(0, of: QueueState.self)] = try row.int(1)
    }
    return counts
  }
}
