/// The public keys that were ever in use.
struct SigningKeyTable {
  let database: any Database

  struct Recorded {
    let name: SigningKeyName
    let publicKey: [UInt8]
    /// The entry of the chain that names it.
    let seq: Int64
    let isRetired: Bool
  }

  func all() throws(StoreError) -> [Recorded] {
    try database.rows(
      """
      SELECT name, public_key, recorded_seq, retired_at FROM signing_keys
      ORDER BY recorded_seq, name
      """
    ) { (row) throws(StoreError) in
      Recorded(
        name: try row.choice(0, of: SigningKeyName.self), publicKey: try row.blob(1),
        seq: try row.integer(2), isRetired: try row.optionalInt(3) != nil)
    }
  }

  /// The key that signs now.
  func current(_ name: SigningKeyName) throws(StoreError) -> [UInt8]? {
    try database.row(
      "SELECT public_key FROM signing_keys WHERE name = \(name.rawValue) AND retired_at IS NULL"
    ) { (row) throws(StoreError) in try row.blob(0) }
  }

  func insert(
    _ publicKey: [UInt8], name: SigningKeyName, recordedAt seq: Int64, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO signing_keys (public_key, name, recorded_seq, created_at)
      VALUES (\(publicKey), \(name.rawValue), \(seq), \(now))
      """)
  }

  func retire(_ name: SigningKeyName, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE signing_keys SET retired_at = \(now)
      WHERE name = \(name.rawValue) AND retired_at IS NULL
      """)
  }

  /// Notes that the keys in use were named again, by an entry that outlives a cut.
  func recordAgain(at seq: Int64) throws(StoreError) {
    try database.execute(
      "UPDATE signing_keys SET recorded_seq = \(seq) WHERE retired_at IS NULL")
  }

  /// Those keys whose entry the chain still has and which it names, or which stood before `floor`, where a seal vouches.
  func vouched(after floor: Int64) throws(StoreError) -> [Recorded] {
    var vouched: [Recorded] = []
    for key in try all() {
      if key.seq <= floor {
        vouched.append(key)
        continue
      }
      let reason = try database.row(
        """
        SELECT reason FROM audit_entries WHERE seq = \(key.seq)
          AND action IN (\(AuditAction.config.rawValue), \(AuditAction.delete.rawValue))
        """
      ) { (row) throws(StoreError) in try row.optionalText(0) }
      let words = (reason ?? nil)?.split(separator: " ") ?? []
      if words.contains("\(key.name.rawValue)=\(key.publicKey.hexadecimal)") { vouched.append(key) }
    }
    return vouched
  }

  /// What a seal covers of the keys named up to an entry.
  func digest(upTo seq: Int64) throws(StoreError) -> [UInt8] {
    var bytes = CanonicalBytes()
    for key in try all() where key.seq <= seq {
      bytes.append(key.name.rawValue)
      bytes.append(key.publicKey.hexadecimal)
      bytes.append(key.seq)
    }
    return SHA256.digest(of: bytes.bytes)
  }
}
