/// Interactions as work: who has each, how far it is, how it ended.
struct ShiftTable {
  let database: any Database

  /// What a change of an interaction has to know of it.
  struct Found {
    let id: Int64
    let contact: UID
    let state: InteractionState
    let assignee: String?
    let reasonCode: String?
  }

  func find(_ uid: UID) throws(StoreError) -> Found {
    let found = try database.row(
      """
      SELECT i.id, c.uid, i.state, i.assigned_to, i.reason_code FROM interactions i
      JOIN contacts c ON c.id = i.contact_id AND c.status = 'ativo' WHERE i.uid = \(uid)
      """
    ) { (row) throws(StoreError) in
      Found(
        id: try row.integer(0), contact: try row.uid(1),
        state: try row.choice(2, of: InteractionState.self), assignee: try row.optionalText(3),
        reasonCode: try row.optionalText(4))
    }
    guard let found else { throw StoreError(.notFound) }
    return found
  }

  /// A page, what happened last first.
  func page(
    _ filter: InteractionFilter, after cursor: InteractionCursor?, limit: Int,
    for viewer: SummaryTable.Viewer
  ) throws(StoreError) -> InteractionPage {
    let hides = RestrictionTable.hides(from: viewer.login, at: viewer.now)
    var conditions: [SQL] = ["c.status = 'ativo'"]
    if let cursor {
      conditions.append(
        """
        i.occurred_at <= \(cursor.occurredAt)
          AND (i.occurred_at < \(cursor.occurredAt) OR i.id < \(cursor.id))
        """)
    }
    switch filter.state {
    case nil: break
    // Spelled out, so that the index of what is not closed serves it.
    case .closed: conditions.append("i.state = 'encerrado'")
    case .some(let state):
      conditions.append("i.state = \(state.rawValue) AND i.state <> 'encerrado'")
    }
    switch filter.assignee {
    case nil: break
    case .nobody: conditions.append("i.assigned_to IS NULL")
    case .login(let login): conditions.append("i.assigned_to = \(login)")
    }
    // Of a record that is closed to them, nobody learns the reason by asking for it.
    if let code = filter.reasonCode {
      conditions.append("i.reason_code = \(code) AND \(hides) = 0")
    }
    if let urgency = filter.urgency {
      conditions.append("i.urgency = \(urgency.rawValue) AND \(hides) = 0")
    }
    if let from = filter.from { conditions.append("i.occurred_at >= \(from)") }
    if let until = filter.until { conditions.append("i.occurred_at < \(until)") }
    let masker = Masker(today: viewer.now.local.date)
    let rows = try database.rows(
      """
      SELECT i.id, i.uid, i.protocol, c.uid, i.occurred_at, i.state, i.assigned_to, \(hides),
        coalesce(c.social_name, c.name), coalesce(r.name, i.reason), i.reason_code, i.urgency,
        a.raised_at, a.taken_by, a.taken_at, w.closed_at, w.closed_by, o.name, w.note
      FROM interactions i JOIN contacts c ON c.id = i.contact_id
      LEFT JOIN reasons r ON r.code = i.reason_code
      LEFT JOIN risk_alerts a ON a.interaction_id = i.id
      LEFT JOIN wrap_ups w ON w.interaction_id = i.id
      LEFT JOIN outcomes o ON o.code = w.outcome_code
      WHERE \(SQL.all(conditions)) ORDER BY i.occurred_at DESC, i.id DESC LIMIT \(limit + 1)
      """
    ) { (row) throws(StoreError) in
      (id: try row.integer(0), summary: try ShiftTable.summary(row, masker))
    }
    let shown = rows.prefix(limit)
    let next = shown.last.map { InteractionCursor(occurredAt: $0.summary.occurredAt, id: $0.id) }
    return InteractionPage(rows: shown.map(\.summary), next: rows.count > limit ? next : nil)
  }

  private static func summary(
    _ row: Row, _ masker: Masker
  ) throws(StoreError) -> InteractionSummary {
    guard let number = ProtocolNumber(try row.text(2)) else {
      throw StoreError(.corrupt, detail: "unreadable protocol number")
    }
    var details: InteractionSummary.Details?
    var alert: InteractionSummary.Alert?
    if try row.integer(7) == 0 {
      details = InteractionSummary.Details(
        name: try row.sensitiveText(8), reason: try row.sensitiveText(9),
        reasonCode: try row.optionalText(10), urgency: try row.choice(11, of: Urgency.self),
        closing: try closing(row, masker))
      if row.values[12] != .null {
        let takenAt = try row.optionalInt(14).map { Timestamp(milliseconds: Int64($0)) }
        alert = InteractionSummary.Alert(takenBy: try row.optionalText(13), takenAt: takenAt)
      }
    }
    return InteractionSummary(
      uid: try row.uid(1), protocolNumber: number, contact: try row.uid(3),
      occurredAt: try row.timestamp(4), state: try row.choice(5, of: InteractionState.self),
      assignee: try row.optionalText(6), details: details,
      alert: alert)
  }

  /// Nobody is audited for seeing a list: what was noted is masked.
  private static func closing(
    _ row: Row, _ masker: Masker
  ) throws(StoreError) -> InteractionSummary.Closing? {
    guard row.values[15] != .null else { return nil }
    return InteractionSummary.Closing(
      at: try row.timestamp(15), by: try row.text(16), outcome: try row.text(17),
      maskedNote: try row.optionalText(18).map { masker.mask($0).text })
  }

  // MARK: - Who has it

  /// Whether somebody has this login, or had it where an interaction came from.
  func knows(_ login: String) throws(StoreError) -> Bool {
    try database.number(
      """
      SELECT EXISTS (SELECT 1 FROM users WHERE login = \(login))
        OR EXISTS (SELECT 1 FROM interactions WHERE assigned_to = \(login))
      """) != 0
  }

  /// Closes an interaction that came in a file and that nobody has taken: there is nothing to read any more.
  func closeNobodys(_ interaction: Int64) throws(StoreError) {
    try database.execute(
      """
      UPDATE interactions SET state = 'encerrado'
      WHERE id = \(interaction) AND state = 'aberto' AND assigned_to IS NULL
      """)
  }

  func assign(
    _ found: Found, to login: String, reason: String?, by author: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE interactions SET assigned_to = \(login), state = 'em_andamento'
      WHERE id = \(found.id)
      """)
    try database.execute(
      """
      INSERT INTO assignments (interaction_id, from_login, to_login, reason, assigned_by,
        assigned_at)
      VALUES (\(found.id), \(found.assignee), \(login), \(reason), \(author), \(now))
      """)
  }

  /// Newest first.
  func assignments(of interaction: Int64) throws(StoreError) -> [Assignment] {
    try database.rows(
      """
      SELECT from_login, to_login, reason, assigned_by, assigned_at FROM assignments
      WHERE interaction_id = \(interaction) ORDER BY id DESC
      """
    ) { (row) throws(StoreError) in
      Assignment(
        from: try row.optionalText(0), to: try row.text(1), reason: try row.sensitiveText(2),
        by: try row.text(3), at: try row.timestamp(4))
    }
  }

  // MARK: - How it ended

  func outcomes() throws(StoreError) -> [Outcome] {
    try database.rows("SELECT code, name FROM outcomes WHERE active = 1 ORDER BY position") {
      (row) throws(StoreError) in Outcome(code: try row.text(0), name: try row.text(1))
    }
  }

  /// How an interaction of an export was ended; an outcome that this catalogue does not have comes with it, not offered.
  func restore(_ closing: Closing, of interaction: Int64) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO outcomes (code, name, position, active)
      VALUES (\(closing.outcomeCode), \(closing.outcome),
        (SELECT coalesce(max(position) + 1, 0) FROM outcomes), 0)
      ON CONFLICT (code) DO NOTHING
      """)
    try insert(
      closing.note, closing.outcomeCode, handling: closing.handlingMilliseconds, by: closing.by,
      at: closing.at, of: interaction)
  }

  func close(
    _ found: Found, as wrapUp: WrapUp, handling: Int64, by login: String, at now: Timestamp
  ) throws(StoreError) {
    let reason = wrapUp.reasonCode ?? found.reasonCode
    let statistics = KeptStatistics(database: database)
    let shared = try statistics.shared(byPersonOf: found.id)
    try database.execute(
      """
      UPDATE interactions SET state = 'encerrado', reason_code = \(reason),
        assigned_to = coalesce(assigned_to, \(login))
      WHERE id = \(found.id)
      """)
    try insert(
      wrapUp.note, wrapUp.outcomeCode, handling: handling, by: login, at: now, of: found.id)
    try statistics.uphold(since: shared)
  }

  private func insert(
    _ note: Sensitive<String>?, _ outcome: String, handling: Int64, by login: String,
    at now: Timestamp, of interaction: Int64
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO wrap_ups (interaction_id, outcome_code, note, handling_ms, closed_by, closed_at)
      VALUES (\(interaction), \(outcome), \(note?.revealed(for: .storage)), \(handling), \(login),
        \(now))
      """)
  }
}
