/// Seals of what was removed from the chain, and the checkpoints that were given out.
struct SegmentTable {
  let database: any Database

  func all() throws(StoreError) -> [AuditSegment] {
    try database.rows(
      """
      SELECT number, first_seq, last_seq, first_prev, last_hash, file, file_sha256, keys_sha256,
        sealed_at, sealed_by, public_key, signature, entries
      FROM audit_segments ORDER BY number
      """
    ) { (row) throws(StoreError) in
      AuditSegment(
        number: try row.integer(0), first: try row.integer(1), last: try row.integer(2),
        firstPrevious: try row.blob(3), lastHash: try row.blob(4), file: try row.text(5),
        fileDigest: try row.blob(6), keysDigest: try row.blob(7), sealedAt: try row.timestamp(8),
        sealedBy: try row.text(9), publicKey: try row.blob(10), signature: try row.blob(11))
    }
  }

  /// Where the chain that is in the store begins.
  func floor() throws(StoreError) -> AuditTrail.Link {
    let last = try database.row(
      "SELECT last_seq, last_hash FROM audit_segments ORDER BY number DESC LIMIT 1"
    ) { (row) throws(StoreError) in
      AuditTrail.Link(seq: try row.integer(0), hash: try row.blob(1))
    }
    return last ?? .beginning
  }

  /// Records a seal and removes what it stands for.
  func insert(_ segment: AuditSegment) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO audit_segments (number, first_seq, last_seq, first_prev, last_hash, entries,
        file, file_sha256, keys_sha256, sealed_at, sealed_by, public_key, signature)
      VALUES (\(segment.number), \(segment.first), \(segment.last), \(segment.firstPrevious),
        \(segment.lastHash), \(segment.entries), \(segment.file), \(segment.fileDigest),
        \(segment.keysDigest), \(segment.sealedAt), \(segment.sealedBy), \(segment.publicKey),
        \(segment.signature))
      """)
    try database.execute("DELETE FROM audit_entries WHERE seq <= \(segment.last)")
    try database.execute("DELETE FROM audit_checkpoints WHERE seq <= \(segment.last)")
  }

  /// The first seal that is not ours or does not join its neighbours.
  ///
  /// - Parameter keys: The keys that the chain or a seal vouches for.
  /// - Returns: Nil when all hold.
  /// - Throws: What the store throws.
  func firstBroken(keys: [SigningKeyTable.Recorded]) throws(StoreError) -> AuditSegment? {
    let segments = try all()
    let known = Set(keys.filter { $0.name == .audit }.map(\.publicKey))
    var link = AuditTrail.Link.beginning
    for (index, segment) in segments.enumerated() {
      guard segment.number == Int64(index + 1), segment.first == link.seq + 1,
        segment.last >= segment.first, segment.firstPrevious == link.hash, segment.isSigned,
        known.contains(segment.publicKey)
      else { return segment }
      link = AuditTrail.Link(seq: segment.last, hash: segment.lastHash)
    }
    guard let last = segments.last else { return nil }
    let digest = try SigningKeyTable(database: database).digest(upTo: last.last)
    return digest == last.keysDigest ? nil : last
  }

  // MARK: - Checkpoints

  func insert(_ checkpoint: AuditCheckpoint) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO audit_checkpoints (seq, root, document, time, public_key, signature)
      VALUES (\(checkpoint.seq), \(checkpoint.root), \(checkpoint.json), \(checkpoint.time),
        \(checkpoint.publicKey), \(checkpoint.signature))
      """)
  }

  /// The newest checkpoint of an entry that is still in the store: a chain that passes it passes all before it.
  func lastCheckpoint() throws(StoreError) -> AuditCheckpoint? {
    let document = try database.row(
      "SELECT document FROM audit_checkpoints ORDER BY seq DESC LIMIT 1"
    ) { (row) throws(StoreError) in Array(try row.text(0).utf8) }
    return document.flatMap(AuditCheckpoint.init(json:))
  }
}
