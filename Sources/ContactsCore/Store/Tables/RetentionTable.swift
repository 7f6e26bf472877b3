/// Whose and what time is over, and what keeps it.
struct RetentionTable {
  let database: any Database
  let today: CivilDate
  /// Kinds of datum that are left, and with them whoever has something of one.
  var kept: [DatumKind] = []

  /// Records whose last interaction is longer ago than the catalogue keeps them, the oldest first, and those that stay for
  /// a kind that is left after those that go.
  func people(limit: Int) throws(StoreError) -> [RetentionItem] {
    guard let days = RetentionRule.ofRecord else { return [] }
    return try database.rows(
      """
      \(try people()) WHERE p.last < \(cutoff(days)) ORDER BY 7, p.last, p.uid LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in try item(row, days, of: nil) }
  }

  /// One of them, if its time is over.
  func person(_ uid: UID) throws(StoreError) -> RetentionItem? {
    guard let days = RetentionRule.ofRecord else { return nil }
    return try database.row(
      "\(try people()) WHERE p.uid = \(uid) AND p.last < \(cutoff(days))"
    ) { (row) throws(StoreError) in try item(row, days, of: nil) }
  }

  /// Kinds of datum whose time is over in records whose own is not, or that stay for another kind; the oldest first.
  func parts(limit: Int) throws(StoreError) -> [RetentionItem] {
    guard let whole = RetentionRule.ofRecord else { return [] }
    var items: [RetentionItem] = []
    for rule in RetentionRule.early {
      items += try database.rows(
        """
        \(try people()) WHERE p.last < \(cutoff(rule.days))
          AND (p.last >= \(cutoff(whole)) OR (\(try holdingKept())))
          AND (\(try holding(rule.kind))) ORDER BY 7, p.last, p.uid LIMIT \(limit)
        """
      ) { (row) throws(StoreError) in try item(row, rule.days, of: rule.kind) }
    }
    return items
  }

  /// One of them, if its time is over and there is something of it.
  func part(_ uid: UID, _ kind: DatumKind) throws(StoreError) -> RetentionItem? {
    guard let rule = RetentionRule.early.first(where: { $0.kind == kind }) else { return nil }
    return try database.row(
      """
      \(try people()) WHERE p.uid = \(uid) AND p.last < \(cutoff(rule.days))
        AND (\(try holding(kind)))
      """
    ) { (row) throws(StoreError) in try item(row, rule.days, of: rule.kind) }
  }

  /// Whether `p` has anything of a kind.
  private func holding(_ kind: DatumKind) throws(StoreError) -> SQL {
    var conditions: [SQL] = []
    for share in try Eraser.shares(of: kind, in: database) {
      let own: SQL
      switch share.link {
      case .person: own = "t.id = p.id"
      case .contact: own = "t.contact_id = p.id"
      case .interaction:
        own = "t.interaction_id IN (SELECT i.id FROM interactions i WHERE i.contact_id = p.id)"
      case .uid: own = "t.contact_uid = p.uid"
      case .contents, .index, .cache, .none: continue
      }
      let some = share.columns.map { "t.\($0) IS NOT NULL" }.joined(separator: " OR ")
      conditions.append(
        """
        EXISTS (SELECT 1 FROM \(Eraser.code(share.table)) t WHERE \(own)
          AND (\(Eraser.code(some.isEmpty ? "1 = 1" : some))))
        """)
    }
    return conditions.dropFirst().reduce(conditions.first ?? "1 = 0") { "\($0) OR \($1)" }
  }

  /// Whether `p` has anything of a kind that is left.
  private func holdingKept() throws(StoreError) -> SQL {
    var condition: SQL = "1 = 0"
    for kind in kept { condition = "\(condition) OR \(try holding(kind))" }
    return condition
  }

  /// Records that an erasure has not emptied already.
  private func people() throws(StoreError) -> SQL {
    """
    SELECT p.id, p.uid, p.status, p.last,
      EXISTS (SELECT 1 FROM requests q WHERE q.contact_id = p.id
        AND q.state IN ('aberto', 'em_andamento')),
      EXISTS (SELECT 1 FROM callbacks b WHERE b.contact_id = p.id AND b.state = 'aberto'),
      CASE WHEN \(try holdingKept()) THEN 1 ELSE 0 END
    FROM (
      SELECT c.id, c.uid, c.status, coalesce(
        (SELECT max(i.occurred_at) FROM interactions i WHERE i.contact_id = c.id), c.created_at
      ) AS last
      FROM contacts c
      WHERE NOT EXISTS (SELECT 1 FROM erasures e WHERE e.contact_uid = c.uid)
    ) p
    """
  }

  /// A record, or one kind of datum in it.
  private func item(
    _ row: Row, _ days: Int, of kind: DatumKind?
  ) throws(StoreError) -> RetentionItem {
    var freezes: [RetentionItem.Freeze] = []
    if try row.integer(4) != 0 { freezes.append(.request) }
    if try !HoldTable(database: database).active(of: row.integer(0), on: today).isEmpty {
      freezes.append(.hold)
    }
    if try row.integer(5) != 0 { freezes.append(.callback) }
    if try row.text(2) == ContactStatus.blocked.rawValue { freezes.append(.blocked) }
    let isHoldingKept = try row.integer(6) != 0
    if kind.map(kept.contains) ?? isHoldingKept { freezes.append(.kept) }
    return item(
      kind == nil ? .person : .part, try row.text(1), try row.timestamp(3), days, freezes,
      of: kind)
  }

  /// Forms that nobody has gone on with.
  func drafts() throws(StoreError) -> [RetentionItem] {
    guard let days = RetentionRule.days(of: .draft) else { return [] }
    return try database.rows(
      "SELECT uid, updated_at FROM drafts WHERE updated_at < \(cutoff(days)) ORDER BY updated_at, uid"
    ) { (row) throws(StoreError) in
      item(.draft, try row.text(0), try row.timestamp(1), days, [])
    }
  }

  /// Files of sealed segments; who has asked may still have to be told who saw them.
  func segments() throws(StoreError) -> [RetentionItem] {
    guard let days = RetentionRule.days(of: .audit) else { return [] }
    let freezes = try evidenceFreezes()
    return try SegmentTable(database: database).all().filter { $0.sealedAt < cutoff(days) }
      .map { item(.segment, $0.file, $0.sealedAt, days, freezes) }
  }

  /// What keeps logs and segments, in which no one person can be told from another.
  func evidenceFreezes() throws(StoreError) -> [RetentionItem.Freeze] {
    var freezes: [RetentionItem.Freeze] = []
    let requests = try database.number(
      "SELECT EXISTS (SELECT 1 FROM requests WHERE state IN ('aberto', 'em_andamento'))")
    if requests != 0 { freezes.append(.request) }
    if try HoldTable(database: database).all().contains(where: { $0.isActive(on: today) }) {
      freezes.append(.hold)
    }
    return freezes
  }

  /// The first moment that is still kept.
  func cutoff(_ days: Int) -> Timestamp {
    LocalTime(date: today.adding(days: -days), hour: 0, minute: 0).timestamp
  }

  func item(
    _ matter: RetentionItem.Matter, _ name: String, _ since: Timestamp, _ days: Int,
    _ freezes: [RetentionItem.Freeze], of kind: DatumKind? = nil
  ) -> RetentionItem {
    let day = since.local.date
    return RetentionItem(
      matter: matter, kind: kind, name: name, since: day, endedOn: day.adding(days: days),
      frozenBy: freezes)
  }
}
