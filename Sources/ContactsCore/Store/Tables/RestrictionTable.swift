/// Records closed to all but named people, and their openings in an emergency.
struct RestrictionTable {
  let database: any Database

  /// How long an opening in an emergency lasts: the call can be attended to, and saved.
  static let emergency: Int64 = 60 * 60_000

  /// Of a contact, by the column that holds its number: 1 when it is closed to `login`, else 0.
  static func hides(_ contact: SQL = "c.id", from login: String, at now: Timestamp) -> SQL {
    """
    CASE WHEN EXISTS (SELECT 1 FROM restrictions x WHERE x.contact_id = \(contact))
      AND NOT EXISTS (SELECT 1 FROM restriction_readers v
        WHERE v.contact_id = \(contact) AND v.login = \(login))
      AND NOT EXISTS (SELECT 1 FROM emergency_openings o
        WHERE o.contact_id = \(contact) AND o.login = \(login) AND o.closes_at > \(now))
    THEN 1 ELSE 0 END
    """
  }

  func isClosed(_ contact: Int64, to login: String, at now: Timestamp) throws(StoreError) -> Bool {
    let hides = RestrictionTable.hides(from: login, at: now)
    return try database.number("SELECT \(hides) FROM contacts c WHERE c.id = \(contact)") == 1
  }

  func find(_ contact: Int64) throws(StoreError) -> Restriction? {
    let readers = try database.rows(
      "SELECT login FROM restriction_readers WHERE contact_id = \(contact) ORDER BY login"
    ) { (row) throws(StoreError) in try row.text(0) }
    return try database.row(
      """
      SELECT reason, restricted_by, restricted_at FROM restrictions
      WHERE contact_id = \(contact)
      """
    ) { (row) throws(StoreError) in
      Restriction(
        readers: readers, reason: Sensitive(try row.text(0)), by: try row.text(1),
        since: try row.timestamp(2))
    }
  }

  func set(_ restriction: Restriction, on contact: Int64) throws(StoreError) {
    try remove(contact)
    try database.execute(
      """
      INSERT INTO restrictions (contact_id, reason, restricted_by, restricted_at)
      VALUES (\(contact), \(restriction.reason.revealed(for: .storage)), \(restriction.by),
        \(restriction.since))
      """)
    for login in restriction.readers {
      try database.execute(
        "INSERT INTO restriction_readers (contact_id, login) VALUES (\(contact), \(login))")
    }
  }

  /// Ends what was opened in an emergency: whoever closes a record anew names all who may read it.
  func endEmergencies(_ contact: Int64, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE emergency_openings SET closes_at = \(now)
      WHERE contact_id = \(contact) AND closes_at > \(now)
      """)
  }

  func remove(_ contact: Int64) throws(StoreError) {
    try database.execute("DELETE FROM restriction_readers WHERE contact_id = \(contact)")
    try database.execute("DELETE FROM restrictions WHERE contact_id = \(contact)")
  }

  func openInEmergency(
    _ contact: Int64, uid: UID, by login: String, reason: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO emergency_openings (uid, contact_id, login, reason, opened_at, closes_at)
      VALUES (\(uid), \(contact), \(login), \(reason), \(now),
        \(now.adding(milliseconds: RestrictionTable.emergency)))
      """)
  }
}
