/// Failed sign-ins under each name that was typed, known or not: after a few, the name is closed for a while, and for
/// longer each time.
///
/// A name stands here as a keyed digest, so that what somebody typed by mistake, a password perhaps, is nowhere to be read.
struct FailureTable {
  let database: any Database

  /// Wrong passwords in a row before a name is closed.
  static let tolerated = 5
  /// How long the first time; twice as long each time after.
  static let firstDelay: Int64 = 30_000
  static let longestDelay: Int64 = 15 * 60_000
  /// After this long without a try the count begins anew.
  static let memory: Int64 = 24 * 3_600_000

  /// How long a name is closed after so many failures in a row.
  static func delay(after failures: Int) -> Int64 {
    guard failures >= tolerated else { return 0 }
    return min(firstDelay << Int64(min(failures - tolerated, 20)), longestDelay)
  }

  /// Counts a try before its password is looked at, so that none is free; answers until when the name is closed, if it is.
  func begin(_ digest: String, at now: Timestamp) throws(StoreError) -> Timestamp? {
    try database.execute(
      "DELETE FROM sign_in_failures WHERE last_at < \(now.adding(milliseconds: -FailureTable.memory))"
    )
    let earlier = try database.row(
      "SELECT failures, closed_until FROM sign_in_failures WHERE name_digest = \(digest)"
    ) { (row) throws(StoreError) in (failures: try row.int(0), closed: try row.timestamp(1)) }
    if let earlier, now < earlier.closed { return earlier.closed }
    let failures = (earlier?.failures ?? 0) + 1
    let closed = now.adding(milliseconds: FailureTable.delay(after: failures))
    try database.execute(
      """
      INSERT INTO sign_in_failures (name_digest, failures, last_at, closed_until)
      VALUES (\(digest), \(failures), \(now), \(closed))
      ON CONFLICT (name_digest) DO UPDATE SET failures = excluded.failures,
        last_at = excluded.last_at, closed_until = excluded.closed_until
      """)
    return nil
  }

  func clear(_ digest: String) throws(StoreError) {
    try database.execute("DELETE FROM sign_in_failures WHERE name_digest = \(digest)")
  }
}
