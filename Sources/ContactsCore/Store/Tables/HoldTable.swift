/// Exceptions to erasing.
struct HoldTable {
  let database: any Database

  private static let columns: SQL = """
    h.uid, c.uid, h.kind, h.article, h.reason, h.ends_on, h.created_by, h.created_at,
    h.released_by, h.released_at,
    CASE WHEN EXISTS (SELECT 1 FROM restrictions r WHERE r.contact_id = c.id) THEN NULL
      ELSE coalesce(c.social_name, c.name) END
    """

  func insert(
    _ uid: UID, _ kind: DatumKind, of contact: Int64, article: String, reason: String,
    endsOn: CivilDate?, by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO holds (uid, contact_id, kind, article, reason, ends_on, created_by, created_at)
      VALUES (\(uid), \(contact), \(kind.rawValue), \(article), \(reason), \(endsOn?.iso8601),
        \(login), \(now))
      """)
  }

  /// Of one person, or of everybody; oldest first.
  func all(of contact: Int64? = nil) throws(StoreError) -> [Hold] {
    let condition: SQL = contact.map { "h.contact_id = \($0)" } ?? "1 = 1"
    return try database.rows(
      """
      SELECT \(HoldTable.columns) FROM holds h JOIN contacts c ON c.id = h.contact_id
      WHERE \(condition) ORDER BY h.created_at, h.uid
      """, HoldTable.hold)
  }

  func find(_ uid: UID) throws(StoreError) -> Hold {
    let found = try database.row(
      """
      SELECT \(HoldTable.columns) FROM holds h JOIN contacts c ON c.id = h.contact_id
      WHERE h.uid = \(uid)
      """, HoldTable.hold)
    guard let found else { throw StoreError(.notFound) }
    return found
  }

  func release(_ uid: UID, by login: String, at now: Timestamp) throws(StoreError) {
    try database.execute(
      "UPDATE holds SET released_by = \(login), released_at = \(now) WHERE uid = \(uid)")
  }

  /// What is on hold of one person on a day, one entry a kind.
  func active(of contact: Int64, on day: CivilDate) throws(StoreError) -> [Hold] {
    try all(of: contact).filter { $0.isActive(on: day) }
  }

  private static func hold(_ row: Row) throws(StoreError) -> Hold {
    Hold(
      uid: try row.uid(0), contact: try row.uid(1), kind: try row.choice(2, of: DatumKind.self),
      article: try row.text(3), reason: try row.text(4),
      endsOn: try row.optionalText(5).flatMap(CivilDate.init(iso8601:)), by: try row.text(6),
      since: try row.timestamp(7), releasedBy: try row.optionalText(8),
      releasedAt: try row.optionalInt(9).map { Timestamp(milliseconds: Int64($0)) },
      name: try row.sensitiveText(10))
  }
}
