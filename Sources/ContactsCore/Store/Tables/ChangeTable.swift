/// The last change of each record and what it was before, until the day ends: kept beside the record, gone with it.
struct ChangeTable {
  let database: any Database

  struct Change {
    let before: ContactFields
    /// The version that the change made.
    let version: Int
    let by: String
    let undoUntil: Timestamp
  }

  /// Takes the place of an earlier change.
  func keep(
    _ before: ContactFields, of contact: Int64, version: Int, by login: String, at now: Timestamp
  ) throws(StoreError) {
    let midnight = LocalTime(
      date: CivilDate(dayNumber: now.local.date.dayNumber + 1), hour: 0, minute: 0
    ).timestamp
    let snapshot = try MergeSnapshot.Fields(before).text()
    try database.execute(
      """
      INSERT INTO contact_changes
        (contact_id, snapshot, version, changed_by, changed_at, undo_until)
      VALUES (\(contact), \(snapshot), \(version), \(login), \(now), \(midnight))
      ON CONFLICT (contact_id) DO UPDATE SET snapshot = excluded.snapshot,
        version = excluded.version, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at, undo_until = excluded.undo_until
      """)
  }

  func find(_ contact: Int64) throws(StoreError) -> Change? {
    try database.row(
      """
      SELECT snapshot, version, changed_by, undo_until FROM contact_changes
      WHERE contact_id = \(contact)
      """
    ) { (row) throws(StoreError) in
      Change(
        before: try MergeSnapshot.Fields(text: try row.text(0)).fields, version: try row.int(1),
        by: try row.text(2), undoUntil: try row.timestamp(3))
    }
  }

  /// Removes what an undo would need.
  func forget(_ contact: Int64) throws(StoreError) {
    try database.execute("DELETE FROM contact_changes WHERE contact_id = \(contact)")
  }

  /// Removes what can no longer be undone.
  func forgetPast(at now: Timestamp) throws(StoreError) {
    try database.execute("DELETE FROM contact_changes WHERE undo_until <= \(now)")
  }
}
