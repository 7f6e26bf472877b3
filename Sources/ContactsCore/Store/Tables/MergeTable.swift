/// Records that became one, and the identifiers that lead to them.
struct MergeTable {
  let database: any Database

  struct Found {
    let id: Int64
    let contact: Int64
    let goneUID: UID
    let mergedAt: Timestamp
    let undoUntil: Timestamp
    /// Nil once it can no longer be undone.
    let snapshot: String?
  }

  /// Notes a merge and answers its number; what went over is noted by `move`.
  func insert(
    uid: UID, into contact: Int64, gone: UID, snapshot: String, undoUntil: Timestamp,
    by login: String, at now: Timestamp
  ) throws(StoreError) -> Int64 {
    try database.number(
      """
      INSERT INTO merges (uid, contact_id, old_uid, merged_by, merged_at, undo_until, snapshot)
      VALUES (\(uid), \(contact), \(gone), \(login), \(now), \(undoUntil), \(snapshot))
      RETURNING id
      """)
  }

  /// Lets all rows that hang on `gone` hang on `kept`, and notes which they were.
  func move(from gone: Int64, to kept: Int64, as merge: Int64) throws(StoreError) {
    for (table, name, key) in ContactLink.moved {
      try database.execute(
        """
        INSERT INTO merge_rows (merge_id, source, row_key)
        SELECT \(merge), \(name), CAST(\(key) AS TEXT) FROM \(table) WHERE contact_id = \(gone)
        """)
      try database.execute(
        "UPDATE \(table) SET contact_id = \(kept) WHERE contact_id = \(gone)")
    }
    for (table, name, key) in ContactLink.lists {
      try database.execute(
        """
        INSERT INTO merge_rows (merge_id, source, row_key)
        SELECT \(merge), \(name), CAST(\(key) AS TEXT) FROM \(table) WHERE contact_id = \(gone)
        """)
      try database.execute(
        """
        INSERT INTO \(table) (\(key), contact_id)
        SELECT \(key), \(kept) FROM \(table) WHERE contact_id = \(gone)
        ON CONFLICT DO NOTHING
        """)
    }
  }

  /// Gives back what went over in a merge, as far as it is still there.
  func moveBack(_ merge: Int64, from kept: Int64, to restored: Int64) throws(StoreError) {
    for (table, name, key) in ContactLink.moved {
      try database.execute(
        """
        UPDATE \(table) SET contact_id = \(restored)
        WHERE contact_id = \(kept) AND CAST(\(key) AS TEXT) IN (
          SELECT row_key FROM merge_rows WHERE merge_id = \(merge) AND source = \(name))
        """)
    }
    for (table, name, key) in ContactLink.lists {
      try database.execute(
        """
        INSERT INTO \(table) (\(key), contact_id)
        SELECT \(key), \(restored) FROM \(table)
        WHERE contact_id = \(kept) AND CAST(\(key) AS TEXT) IN (
          SELECT row_key FROM merge_rows WHERE merge_id = \(merge) AND source = \(name))
        """)
    }
  }

  /// Under which callbacks are noted that a merge has cancelled; no table is called so.
  private static let cancelled = "callbacks cancelled"

  /// Notes that a merge has cancelled callbacks.
  func note(cancelled callbacks: [Int64], as merge: Int64) throws(StoreError) {
    for id in callbacks {
      try database.execute(
        """
        INSERT INTO merge_rows (merge_id, source, row_key)
        VALUES (\(merge), \(Self.cancelled), CAST(\(id) AS TEXT))
        """)
    }
  }

  /// Those that a merge has cancelled and are so still, with the record on which each now hangs.
  func cancelled(by merge: Int64) throws(StoreError) -> [(callback: Int64, contact: Int64)] {
    try database.rows(
      """
      SELECT k.id, k.contact_id FROM callbacks k
      JOIN merge_rows m ON m.merge_id = \(merge) AND m.source = \(Self.cancelled)
        AND m.row_key = CAST(k.id AS TEXT)
      WHERE k.state = \(CallbackState.cancelled.rawValue) ORDER BY k.id
      """
    ) { (row) throws(StoreError) in
      (callback: try row.integer(0), contact: try row.integer(1))
    }
  }

  /// The newest merge of a record that has not been undone.
  func newest(into contact: Int64) throws(StoreError) -> Found? {
    try database.row(
      """
      SELECT id, contact_id, old_uid, undo_until, snapshot, merged_at FROM merges
      WHERE contact_id = \(contact) AND undone_at IS NULL ORDER BY id DESC LIMIT 1
      """
    ) { (row) throws(StoreError) in
      Found(
        id: try row.integer(0), contact: try row.integer(1), goneUID: try row.uid(2),
        mergedAt: try row.timestamp(5), undoUntil: try row.timestamp(3),
        snapshot: try row.optionalText(4))
    }
  }

  func markUndone(_ id: Int64, by login: String, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE merges SET snapshot = NULL, undone_by = \(login), undone_at = \(now) WHERE id = \(id)
      """)
  }

  /// What the records were of which this one was made, where that can still be undone.
  func snapshots(of contact: Int64) throws(StoreError) -> [MergeSnapshot] {
    let texts = try database.rows(
      "SELECT snapshot FROM merges WHERE contact_id = \(contact) AND snapshot IS NOT NULL"
    ) { (row) throws(StoreError) in try row.text(0) }
    var snapshots: [MergeSnapshot] = []
    for text in texts { snapshots.append(try MergeSnapshot(text)) }
    return snapshots
  }

  /// Empties what an undo would need: an erasure is for good, whatever a hold keeps.
  func forget(_ contact: Int64) throws(StoreError) {
    try database.execute(
      "UPDATE merges SET snapshot = NULL WHERE contact_id = \(contact) AND snapshot IS NOT NULL")
  }

  func hasPast(at now: Timestamp) throws(StoreError) -> Bool {
    try database.number(
      """
      SELECT EXISTS (SELECT 1 FROM merges WHERE snapshot IS NOT NULL AND undo_until <= \(now))
      """) != 0
  }

  /// Removes what records were before, once their merge can no longer be undone.
  func forgetPast(at now: Timestamp) throws(StoreError) {
    try database.execute(
      "UPDATE merges SET snapshot = NULL WHERE snapshot IS NOT NULL AND undo_until <= \(now)")
  }

  // MARK: - Redirects

  func redirect(
    _ old: UID, to contact: Int64, salt: [UInt8]?, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO contact_redirects (old_uid, contact_id, audit_salt, merged_at)
      VALUES (\(old), \(contact), \(salt), \(now))
      """)
  }

  func removeRedirect(_ old: UID) throws(StoreError) {
    try database.execute("DELETE FROM contact_redirects WHERE old_uid = \(old)")
  }

  /// The records that became part of one.
  func gone(into contact: Int64) throws(StoreError) -> [UID] {
    try database.rows(
      "SELECT old_uid FROM contact_redirects WHERE contact_id = \(contact) ORDER BY old_uid"
    ) { (row) throws(StoreError) in try row.uid(0) }
  }

  /// The record that an identifier leads to.
  func destination(of old: UID) throws(StoreError) -> UID? {
    try database.row(
      """
      SELECT c.uid FROM contact_redirects r JOIN contacts c ON c.id = r.contact_id
      WHERE r.old_uid = \(old)
      """
    ) { (row) throws(StoreError) in try row.uid(0) }
  }

  /// The names by which the audit knew the records that became part of this one.
  func pseudonyms(of contact: Int64) throws(StoreError) -> [String] {
    try database.rows(
      """
      SELECT old_uid, audit_salt FROM contact_redirects
      WHERE contact_id = \(contact) AND audit_salt IS NOT NULL
      """
    ) { (row) throws(StoreError) in
      ContactTable.pseudonym(of: try row.uid(0), salt: try row.optionalBlob(1) ?? [])
    }
  }
}
