/// Whose and what time is over, and what keeps it.
struct RetentionTable {
  let database: any Database
  let today: CivilDate

  /// Records whose last interaction is longer ago than the catalogue keeps them, the oldest first.
  func people(limit: Int) throws(StoreError) -> [RetentionItem] {
    guard let days = RetentionRule.ofRecord else { return [] }
    return try database.rows(
      """
      \(Self.people) WHERE p.last < \(cutoff(days)) ORDER BY p.last, p.uid LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in try person(row, days) }
  }

  /// One of them, if its time is over.
  func person(_ uid: UID) throws(StoreError) -> RetentionItem? {
    guard let days = RetentionRule.ofRecord else { return nil }
    return try database.row(
      "\(Self.people) WHERE p.uid = \(uid) AND p.last < \(cutoff(days))"
    ) { (row) throws(StoreError) in try person(row, days) }
  }

  /// Kinds of datum whose time is over in records whose own is not, the oldest first.
  func parts(limit: Int) throws(StoreError) -> [RetentionItem] {
    guard let whole = RetentionRule.ofRecord else { return [] }
    var items: [RetentionItem] = []
    for rule in RetentionRule.early {
      items += try database.rows(
        """
        \(Self.people) WHERE p.last < \(cutoff(rule.days)) AND p.last >= \(cutoff(whole))
          AND (\(try holding(rule.kind))) ORDER BY p.last, p.uid LIMIT \(limit)
        """
      ) { (row) throws(StoreError) in try part(row, rule) }
    }
    return items
  }

  /// One of them, if its time is over and there is something of it.
  func part(_ uid: UID, _ kind: DatumKind) throws(StoreError) -> RetentionItem? {
    guard let rule = RetentionRule.early.first(where: { $0.kind == kind }) else { return nil }
    return try database.row(
      """
      \(Self.people) WHERE p.uid = \(uid) AND p.last < \(cutoff(rule.days))
        AND (\(try holding(kind)))
      """
    ) { (row) throws(StoreError) in try part(row, rule) }
  }

  private func part(_ row: Row, _ rule: RetentionRule) throws(StoreError) -> RetentionItem {
    let record = try person(row, rule.days)
    return RetentionItem(
      matter: .part, kind: rule.kind, name: record.name, since: record.since,
      endedOn: record.endedOn, frozenBy: record.frozenBy)
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

  /// Records that an erasure has not emptied already.
  private static let people: SQL = """
    SELECT p.id, p.uid, p.status, p.last,
      EXISTS (SELECT 1 FROM requests q WHERE q.contact_id = p.id
        AND q.state IN ('aberto', 'em_andamento')),
      EXISTS (SELECT 1 FROM callbacks b WHERE b.contact_id = p.id AND b.state = 'aberto')
    FROM (
      SELECT c.id, c.uid, c.status, coalesce(
        (SELECT max(i.occurred_at) FROM interactions i WHERE i.contact_id = c.id), c.created_at
      ) AS last
      FROM contacts c
      WHERE NOT EXISTS (SELECT 1 FROM erasures e WHERE e.contact_uid = c.uid)
    ) p
    """

  private func person(_ row: Row, _ days: Int) throws(StoreError) -> RetentionItem {
    var freezes: [RetentionItem.Freeze] = []
    if try row.integer(4) != 0 { freezes.append(.request) }
    if try !HoldTable(database: database).active(of: row.integer(0), on: today).isEmpty {
      freezes.append(.hold)
    }
    if try row.integer(5) != 0 { freezes.append(.callback) }
    if try row.text(2) == ContactStatus.blocked.rawValue { freezes.append(.blocked) }
    return item(.person, try row.text(1), try row.timestamp(3), days, freezes)
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
    _ freezes: [RetentionItem.Freeze]
  ) -> RetentionItem {
    let day = since.local.date
    return RetentionItem(
      matter: matter, name: name, since: day, endedOn: day.adding(days: days), frozenBy: freezes)
  }
}
