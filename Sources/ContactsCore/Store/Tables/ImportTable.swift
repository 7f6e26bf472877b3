/// Files that were imported, and how far.
struct ImportTable {
  let database: any Database

  func newest(of digest: String, format: String) throws(StoreError) -> ImportStart? {
    try database.row(
      """
      SELECT uid, records, finished_at FROM imports
      WHERE file_sha256 = \(digest) AND format = \(format)
      ORDER BY started_at DESC, uid DESC LIMIT 1
      """
    ) { (row) throws(StoreError) in
      ImportStart(
        mark: ImportMark(uid: try row.uid(0), records: try row.int(1)),
        finishedAt: try row.optionalInt(2).map { Timestamp(milliseconds: Int64($0)) })
    }
  }

  func insert(
    _ uid: UID, of digest: String, format: String, by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO imports (uid, file_sha256, format, started_by, started_at, records)
      VALUES (\(uid), \(digest), \(format), \(login), \(now), 0)
      """)
  }

  /// Settles the file as far as the mark says.
  func move(_ mark: ImportMark, finishedAt: Timestamp?) throws(StoreError) {
    try database.execute(
      """
      UPDATE imports SET records = \(mark.records), finished_at = \(finishedAt?.milliseconds)
      WHERE uid = \(mark.uid)
      """)
  }
}
