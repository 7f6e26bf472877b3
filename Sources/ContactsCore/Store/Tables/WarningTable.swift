/// What the centre was warned of: one row a code, which counts how often it began.
struct WarningTable {
  let database: any Database

  func all() throws(StoreError) -> [CentreWarning] {
    try database.rows(
      """
      SELECT code, message, count, first_at, last_at, ended_at, seen_by, seen_at FROM warnings
      ORDER BY first_at, code
      """
    ) { (row) throws(StoreError) in
      CentreWarning(
        code: try row.choice(0, of: CentreWarning.Code.self), message: try row.text(1),
        count: try row.int(2), first: try row.timestamp(3), last: try row.timestamp(4),
        endedAt: try row.optionalInt(5).map { Timestamp(milliseconds: Int64($0)) },
        seenBy: try row.optionalText(6),
        seenAt: try row.optionalInt(7).map { Timestamp(milliseconds: Int64($0)) })
    }
  }

  func save(_ warning: CentreWarning) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO warnings
        (code, message, count, first_at, last_at, ended_at, seen_by, seen_at)
      VALUES (\(warning.code.rawValue), \(warning.message), \(warning.count), \(warning.first),
        \(warning.last), \(warning.endedAt?.milliseconds), \(warning.seenBy),
        \(warning.seenAt?.milliseconds))
      ON CONFLICT (code) DO UPDATE SET message = excluded.message, count = excluded.count,
        last_at = excluded.last_at, ended_at = excluded.ended_at, seen_by = excluded.seen_by,
        seen_at = excluded.seen_at
      """)
  }
}
