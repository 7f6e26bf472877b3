/// The texts that wait, or have waited, for the model.
struct QueueTable {
  let database: any Database

  /// A row, with what its interaction knows of itself.
  struct Item {
    let id: Int64
    let uid: UID
    let contact: UID
    let batch: Int64?
    let state: QueueState
    let tries: Int
    let failure: QueueFailure?
    let hasLease: Bool
  }

  private static let columns: SQL = """
    q.interaction_id, i.uid, c.uid, q.batch_id, q.state, q.tries, q.failure, q.lease_token
    """
  private static let joins: SQL = """
    FROM queue_items q JOIN interactions i ON i.id = q.interaction_id
    JOIN contacts c ON c.id = i.contact_id
    """

  private static func item(_ row: Row) throws(StoreError) -> Item {
    Item(
      id: try row.integer(0), uid: try row.uid(1), contact: try row.uid(2),
      batch: row.values[3] == .null ? nil : try row.integer(3),
      state: try row.choice(4, of: QueueState.self), tries: try row.int(5),
      failure: try row.optionalText(6).flatMap(QueueFailure.init(code:)),
      hasLease: row.values[7] != .null)
  }

  func add(interaction: Int64, batch: Int64?, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO queue_items (interaction_id, batch_id, state, queued_at, due_at)
      VALUES (\(interaction), \(batch), 'pendente', \(now), \(now))
      """)
    if let batch { try BatchTable(database: database).reopen(batch) }
  }

  func find(_ uid: UID) throws(StoreError) -> Item {
    let item = try database.row(
      "SELECT \(QueueTable.columns) \(QueueTable.joins) WHERE i.uid = \(uid)", QueueTable.item)
    guard let item else { throw StoreError(.notFound) }
    return item
  }

  /// The text of a lease, if that lease still holds: nobody else has it, and nobody has ended it.
  func held(by lease: QueueLease) throws(StoreError) -> Item? {
    try database.row(
      """
      SELECT \(QueueTable.columns) \(QueueTable.joins)
      WHERE i.uid = \(lease.uid) AND q.lease_token = \(lease.token) AND q.state = 'pendente'
      """, QueueTable.item)
  }

  // MARK: - Whose turn it is

  /// The text to be read next: those saved at a desk before any batch's, then by when they are due.
  ///
  /// A text that is being read is due again when its lease ends.
  func next(at now: Timestamp) throws(StoreError) -> Item? {
    if let item = try first(of: nil, at: now)?.item { return item }
    var best: (item: Item, dueAt: Timestamp)?
    for batch in try BatchTable(database: database).active() {
      guard let found = try first(of: batch, at: now) else { continue }
      if found.dueAt < best?.dueAt ?? found.dueAt.adding(milliseconds: 1) { best = found }
    }
    return best?.item
  }

  private func first(
    of batch: Int64?, at now: Timestamp
  ) throws(StoreError) -> (item: Item, dueAt: Timestamp)? {
    try database.row(
      """
      SELECT \(QueueTable.columns), q.due_at \(QueueTable.joins)
      WHERE \(QueueTable.isOf(batch)) AND q.state = 'pendente' AND q.due_at <= \(now)
        AND c.status = 'ativo'
      ORDER BY q.due_at, q.interaction_id LIMIT 1
      """
    ) { (row) throws(StoreError) in (try QueueTable.item(row), try row.timestamp(8)) }
  }

  /// When the first text is due, now or later; nil when none waits.
  func nextDue() throws(StoreError) -> Timestamp? {
    var earliest: Timestamp?
    for batch in [nil] + (try BatchTable(database: database).active()) {
      let due = try database.row(
        """
        SELECT q.due_at \(QueueTable.joins)
        WHERE \(QueueTable.isOf(batch)) AND q.state = 'pendente' AND c.status = 'ativo'
        ORDER BY q.due_at, q.interaction_id LIMIT 1
        """
      ) { (row) throws(StoreError) in try row.timestamp(0) }
      if let due { earliest = min(earliest ?? due, due) }
    }
    return earliest
  }

  private static func isOf(_ batch: Int64?) -> SQL {
    if let batch { "q.batch_id = \(batch)" } else { "q.batch_id IS NULL" }
  }

  // MARK: - Changes

  func lease(_ id: Int64, token: UID, until: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE queue_items SET lease_token = \(token), due_at = \(until)
      WHERE interaction_id = \(id)
      """)
  }

  /// Puts a text back into the line, not before `dueAt`.
  func wait(
    _ id: Int64, tries: Int, failure: QueueFailure?, dueAt: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE queue_items SET state = 'pendente', tries = \(tries), failure = \(failure?.code),
        due_at = \(dueAt), lease_token = NULL, ended_at = NULL
      WHERE interaction_id = \(id)
      """)
  }

  /// Takes a text out of the line.
  func end(
    _ item: Item, as state: QueueState, tries: Int, failure: QueueFailure?, endedAt: Timestamp?
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE queue_items SET state = \(state.rawValue), tries = \(tries),
        failure = \(failure?.code), lease_token = NULL,
        ended_at = coalesce(\(endedAt?.milliseconds), ended_at)
      WHERE interaction_id = \(item.id)
      """)
  }

  // MARK: - Pace

  private static let pace = "lote"

  /// Before this moment nothing is begun, where the centre limits texts a minute.
  func pacedUntil() throws(StoreError) -> Timestamp? {
    try database.row("SELECT next_at FROM queue_pace WHERE name = \(QueueTable.pace)") {
      (row) throws(StoreError) in try row.timestamp(0)
    }
  }

  func setPace(next: Timestamp) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO queue_pace (name, next_at) VALUES (\(QueueTable.pace), \(next))
      ON CONFLICT (name) DO UPDATE SET next_at = excluded.next_at
      """)
  }

  // MARK: - Lists

  /// A page, oldest first.
  ///
  /// Each state is a walk of its own along an index, however many texts there are.
  func page(
    _ filter: QueueFilter, after cursor: QueueCursor?, limit: Int,
    for viewer: SummaryTable.Viewer
  ) throws(StoreError) -> QueuePage {
    var found: [(id: Int64, summary: QueueItemSummary)] = []
    for state in filter.state.map({ [$0] }) ?? [.waiting, .extracted, .failed] {
      found += try rows(in: state, filter, after: cursor, limit: limit + 1, for: viewer)
    }
    found.sort { $0.id < $1.id }
    let rows = found.prefix(limit)
    return QueuePage(
      rows: rows.map(\.summary),
      next: found.count > limit ? rows.last.map { QueueCursor(id: $0.id) } : nil)
  }

  private func rows(
    in state: QueueState, _ filter: QueueFilter, after cursor: QueueCursor?, limit: Int,
    for viewer: SummaryTable.Viewer
  ) throws(StoreError) -> [(id: Int64, summary: QueueItemSummary)] {
    var conditions: [SQL] = ["q.state = \(state.rawValue)"]
    if let batch = filter.batch {
      conditions.append("q.batch_id = (SELECT id FROM batches WHERE uid = \(batch))")
    }
    if let cursor { conditions.append("q.interaction_id > \(cursor.id)") }
    return try database.rows(
      """
      SELECT \(QueueTable.columns), i.protocol,
        CASE WHEN \(RestrictionTable.hides(from: viewer.login, at: viewer.now)) = 1 THEN NULL
          ELSE coalesce(c.social_name, c.name) END,
        q.queued_at, q.due_at, b.uid, i.attendant
      \(QueueTable.joins) LEFT JOIN batches b ON b.id = q.batch_id
      WHERE \(SQL.all(conditions)) ORDER BY q.interaction_id LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      (id: try row.integer(0), summary: try QueueTable.summary(row, at: viewer.now))
    }
  }

  private static func summary(_ row: Row, at now: Timestamp) throws(StoreError) -> QueueItemSummary
  {
    let item = try item(row)
    guard let number = ProtocolNumber(try row.text(8)) else {
      throw StoreError(.corrupt, detail: "unreadable protocol number")
    }
    let dueAt = try row.timestamp(11)
    return QueueItemSummary(
      uid: item.uid, contact: item.contact, protocolNumber: number, name: try row.sensitiveText(9),
      state: item.state, isBeingRead: item.hasLease && dueAt > now, tries: item.tries,
      failure: item.failure, queuedAt: try row.timestamp(10), dueAt: dueAt,
      batch: try row.optionalText(12).flatMap(UID.init), attendant: try row.text(13))
  }

  /// Some texts in a state, oldest first, of a batch or of all.
  func some(
    in state: QueueState, of batch: Int64?, limit: Int
  ) throws(StoreError) -> [Item] {
    var conditions: [SQL] = ["q.state = \(state.rawValue)"]
    if let batch { conditions.append("q.batch_id = \(batch)") }
    return try database.rows(
      """
      SELECT \(QueueTable.columns) \(QueueTable.joins)
      WHERE \(SQL.all(conditions)) ORDER BY q.interaction_id LIMIT \(limit)
      """, QueueTable.item)
  }

  // MARK: - Numbers

  func count(_ state: QueueState) throws(StoreError) -> Int {
    Int(
      try database.number("SELECT count(*) FROM queue_items WHERE state = \(state.rawValue)"))
  }

  /// Texts that are waiting, being read, and since when the first of them is there, without paused batches.
  func backlog(
    at now: Timestamp
  ) throws(StoreError) -> (waiting: Int, working: Int, oldest: Timestamp?) {
    var backlog: (waiting: Int, working: Int, oldest: Timestamp?) = (0, 0, nil)
    for batch in [nil] + (try BatchTable(database: database).active()) {
      let oldest = try database.row(
        """
        SELECT q.queued_at FROM queue_items q
        WHERE \(QueueTable.isOf(batch)) AND q.state = 'pendente'
        ORDER BY q.interaction_id LIMIT 1
        """
      ) { (row) throws(StoreError) in try row.timestamp(0) }
      guard let oldest else { continue }
      backlog.oldest = min(backlog.oldest ?? oldest, oldest)
      backlog.waiting += Int(
        try database.number(
          """
          SELECT count(*) FROM queue_items q
          WHERE \(QueueTable.isOf(batch)) AND q.state = 'pendente'
          """))
      backlog.working += Int(
        try database.number(
          """
          SELECT count(*) FROM queue_items q WHERE \(QueueTable.isOf(batch))
            AND q.state = 'pendente' AND q.due_at > \(now) AND q.lease_token IS NOT NULL
          """))
    }
    return backlog
  }

  /// Texts that were read or given up since a moment, of one batch or of all.
  func ended(
    since moment: Timestamp, in batch: Int64? = nil
  ) throws(StoreError) -> (all: Int, failed: Int, first: Timestamp?) {
    var conditions: [SQL] = ["q.ended_at IS NOT NULL", "q.ended_at > \(moment)"]
    if let batch { conditions.append("q.batch_id = \(batch)") }
    let found = try database.row(
      """
      SELECT count(*), coalesce(sum(CASE WHEN q.state = 'falhou' THEN 1 ELSE 0 END), 0),
        min(q.ended_at)
      FROM queue_items q WHERE \(SQL.all(conditions))
      """
    ) { (row) throws(StoreError) in
      (
        all: try row.int(0), failed: try row.int(1),
        first: row.values[2] == .null ? nil : try row.timestamp(2)
      )
    }
    return found ?? (0, 0, nil)
  }
}
