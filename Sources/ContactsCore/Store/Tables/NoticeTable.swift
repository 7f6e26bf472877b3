/// What the encarregado is told of.
struct NoticeTable {
  let database: any Database

  func insert(
    _ kind: Notice.Kind, uid: UID, contact: Int64?, by login: String, reason: String,
    at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO notices (uid, kind, contact_id, caused_by, reason, created_at)
      VALUES (\(uid), \(kind.rawValue), \(contact), \(login), \(reason), \(now))
      """)
  }

  /// Newest first.
  func all(includingSeen: Bool, limit: Int) throws(StoreError) -> [Notice] {
    try database.rows(
      """
      SELECT n.uid, n.kind, c.uid, n.caused_by, n.reason, n.created_at, n.seen_at, n.seen_by
      FROM notices n LEFT JOIN contacts c ON c.id = n.contact_id
      WHERE n.seen_at IS NULL OR \(includingSeen ? 1 : 0) = 1
      ORDER BY n.created_at DESC, n.uid DESC LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      Notice(
        uid: try row.uid(0), kind: try row.choice(1, of: Notice.Kind.self),
        contact: try row.optionalText(2).flatMap(UID.init), by: try row.text(3),
        reason: Sensitive(try row.text(4)), createdAt: try row.timestamp(5),
        seenAt: try row.optionalInt(6).map { Timestamp(milliseconds: Int64($0)) },
        seenBy: try row.optionalText(7))
    }
  }

  /// Whether there was such a notice that nobody had seen.
  func markSeen(_ uid: UID, by login: String, at now: Timestamp) throws(StoreError) -> Bool {
    try database.execute(
      """
      UPDATE notices SET seen_at = \(now), seen_by = \(login)
      WHERE uid = \(uid) AND seen_at IS NULL
      """) > 0
  }
}
