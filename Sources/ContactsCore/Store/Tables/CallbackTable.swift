/// Who is to be called again, when, and what became of it.
struct CallbackTable {
  let database: any Database

  /// What a change of a callback has to know of it.
  struct Found {
    let id: Int64
    let contact: UID
    let state: CallbackState
    let attendant: String
  }

  func insert(
    uid: UID, contact: Int64, interaction: Int64?, dueAt: Timestamp, note: Sensitive<String>?,
    attendant: String, by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO callbacks (uid, contact_id, interaction_id, due_at, note, attendant, state,
        created_by, created_at)
      VALUES (\(uid), \(contact), \(interaction), \(dueAt), \(note?.revealed(for: .storage)),
        \(attendant), 'aberto', \(login), \(now))
      """)
  }

  /// Puts back what an export tells, with the interaction it was agreed in if that is the person's.
  func restore(_ callback: KeptCallback, of contact: Int64) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO callbacks (uid, contact_id, interaction_id, due_at, note, attendant, state,
        postponed, created_by, created_at, ended_by, ended_at)
      VALUES (\(callback.uid), \(contact),
        (SELECT id FROM interactions WHERE contact_id = \(contact)
          AND protocol = \(callback.protocolNumber?.description)),
        \(callback.dueAt), \(callback.note?.revealed(for: .storage)), \(callback.attendant),
        \(callback.state.rawValue), \(callback.postponed), \(callback.created.by),
        \(callback.created.at), \(callback.ended?.by), \(callback.ended?.at.milliseconds))
      """)
  }

  func isTaken(_ uid: UID) throws(StoreError) -> Bool {
    try database.number("SELECT EXISTS (SELECT 1 FROM callbacks WHERE uid = \(uid))") != 0
  }

  func find(_ uid: UID) throws(StoreError) -> Found {
    let found = try database.row(
      """
      SELECT k.id, c.uid, k.state, k.attendant FROM callbacks k
      JOIN contacts c ON c.id = k.contact_id AND c.status = 'ativo' WHERE k.uid = \(uid)
      """
    ) { (row) throws(StoreError) in
      Found(
        id: try row.integer(0), contact: try row.uid(1),
        state: try row.choice(2, of: CallbackState.self), attendant: try row.text(3))
    }
    guard let found else { throw StoreError(.notFound) }
    return found
  }

  /// By when they are due; those that have ended, the last to be due first.
  func all(
    _ filter: CallbackFilter, limit: Int, for viewer: SummaryTable.Viewer
  ) throws(StoreError) -> [CallbackSummary] {
    let state = filter.state ?? .open
    var conditions: [SQL] = ["c.status = 'ativo'"]
    // Spelled out, so that the index of what is to be made serves it.
    conditions.append(state == .open ? "k.state = 'aberto'" : "k.state = \(state.rawValue)")
    if let attendant = filter.attendant { conditions.append("k.attendant = \(attendant)") }
    let order: SQL = state == .open ? "k.due_at, k.id" : "k.due_at DESC, k.id DESC"
    let masker = Masker(today: viewer.now.local.date)
    return try database.rows(
      """
      SELECT k.uid, c.uid, i.protocol, k.due_at, k.attendant, k.state, k.postponed,
        coalesce(c.social_name, c.name), k.note, c.safe_channel IS NOT NULL,
        \(RestrictionTable.hides(from: viewer.login, at: viewer.now)),
        p.value, p.national, p.complete, p.kind, p.issue, p.typed,
        \(GuardianTable.isFlagged("c.id"))
      FROM callbacks k JOIN contacts c ON c.id = k.contact_id
      LEFT JOIN interactions i ON i.id = k.interaction_id
      LEFT JOIN contact_phones p ON p.contact_id = c.id AND p.position = 0
      WHERE \(SQL.all(conditions)) ORDER BY \(order) LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      var details: CallbackSummary.Details?
      if try row.integer(10) == 0 {
        let phone = row.values[11] == .null ? nil : try PhoneNumber(row, from: 11)
        details = CallbackSummary.Details(
          name: try row.sensitiveText(7), maskedPhone: phone?.masked,
          maskedNote: try row.optionalText(8).map { masker.mask($0).text },
          hasSafeChannel: try row.integer(9) == 1,
          isGuardianFlagged: Sensitive(try row.integer(17) != 0))
      }
      return CallbackSummary(
        uid: try row.uid(0), contact: try row.uid(1),
        protocolNumber: try row.optionalText(2).flatMap(ProtocolNumber.init),
        dueAt: try row.timestamp(3), attendant: try row.text(4),
        state: try row.choice(5, of: CallbackState.self), postponed: try row.int(6),
        details: details)
    }
  }

  /// Of one person, those still to be made first, each by when they are due.
  func all(of contact: Int64) throws(StoreError) -> [Callback] {
    try database.rows(
      """
      SELECT uid, due_at, note, attendant, state FROM callbacks WHERE contact_id = \(contact)
      ORDER BY CASE WHEN state = 'aberto' THEN 0 ELSE 1 END, due_at, id
      """
    ) { (row) throws(StoreError) in
      Callback(
        uid: try row.uid(0), dueAt: try row.timestamp(1), note: try row.sensitiveText(2),
        attendant: try row.text(3), state: try row.choice(4, of: CallbackState.self))
    }
  }

  /// How many of one person's have come due, and nobody has made.
  func due(of login: String, at now: Timestamp) throws(StoreError) -> Int {
    Int(
      try database.number(
        """
        SELECT count(*) FROM callbacks k
        JOIN contacts c ON c.id = k.contact_id AND c.status = 'ativo'
        WHERE k.state = 'aberto' AND k.attendant = \(login) AND k.due_at <= \(now)
        """))
  }

  /// How many should have been made before that moment, by whomever.
  func missed(before moment: Timestamp) throws(StoreError) -> Int {
    Int(
      try database.number(
        """
        SELECT count(*) FROM callbacks k
        JOIN contacts c ON c.id = k.contact_id AND c.status = 'ativo'
        WHERE k.state = 'aberto' AND k.due_at < \(moment)
        """))
  }

  /// Of one person, those still to be made.
  func open(of contact: Int64) throws(StoreError) -> [Int64] {
    try database.rows(
      "SELECT id FROM callbacks WHERE contact_id = \(contact) AND state = 'aberto' ORDER BY id"
    ) { (row) throws(StoreError) in try row.integer(0) }
  }

  func end(
    _ id: Int64, as state: CallbackState, by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE callbacks SET state = \(state.rawValue), ended_by = \(login), ended_at = \(now)
      WHERE id = \(id)
      """)
  }

  /// Puts one back among those that are to be made.
  func reopen(_ id: Int64) throws(StoreError) {
    try database.execute(
      """
      UPDATE callbacks SET state = \(CallbackState.open.rawValue), ended_by = NULL,
        ended_at = NULL
      WHERE id = \(id)
      """)
  }

  /// What was promised in an interaction goes with it; answers how many calls.
  func pass(of interaction: Int64, to login: String) throws(StoreError) -> Int {
    try database.execute(
      """
      UPDATE callbacks SET attendant = \(login)
      WHERE interaction_id = \(interaction) AND state = 'aberto' AND attendant <> \(login)
      """)
  }

  func pass(_ id: Int64, to login: String) throws(StoreError) {
    try database.execute("UPDATE callbacks SET attendant = \(login) WHERE id = \(id)")
  }

  func postpone(_ id: Int64, to dueAt: Timestamp) throws(StoreError) {
    try database.execute(
      "UPDATE callbacks SET due_at = \(dueAt), postponed = postponed + 1 WHERE id = \(id)")
  }
}
