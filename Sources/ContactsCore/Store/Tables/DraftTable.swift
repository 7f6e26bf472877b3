/// Forms that are not saved yet, each with its owner.
struct DraftTable {
  let database: any Database

  /// Keeps a draft and answers whether it is a new one; somebody else's is left alone.
  func save(_ draft: Draft, owner: String, at now: Timestamp) throws(StoreError) -> Bool {
    let contents = draft.contents.revealed(for: .storage)
    let holder = try database.row("SELECT owner FROM drafts WHERE uid = \(draft.uid)") {
      (row) throws(StoreError) in try row.text(0)
    }
    guard holder == nil || holder == owner else { throw StoreError(.notFound) }
    try database.execute(
      """
      INSERT INTO drafts (uid, owner, contents, updated_at)
      VALUES (\(draft.uid), \(owner), \(contents), \(now))
      ON CONFLICT (uid) DO UPDATE SET contents = excluded.contents,
        updated_at = excluded.updated_at
      """)
    return holder == nil
  }

  /// A person's own drafts, newest first.
  func all(of owner: String) throws(StoreError) -> [Draft] {
    try database.rows(
      """
      SELECT uid, contents, updated_at FROM drafts WHERE owner = \(owner)
      ORDER BY updated_at DESC, uid DESC
      """
    ) { (row) throws(StoreError) in
      Draft(
        uid: try row.uid(0), contents: Sensitive(try row.text(1)), updatedAt: try row.timestamp(2))
    }
  }

  /// Whether there was such a draft of this owner.
  func remove(_ uid: UID, owner: String) throws(StoreError) -> Bool {
    try database.execute("DELETE FROM drafts WHERE uid = \(uid) AND owner = \(owner)") > 0
  }
}
