/// A walk along the chain, in the memory of one entry and without copying any.
struct AuditWalk: Sendable {
  /// The last entry that fitted.
  private(set) var link: AuditTrail.Link
  /// Whether the entry after `link` does not fit.
  private(set) var isBroken = false

  private var bytes = CanonicalBytes()
  private var digest = [UInt8](repeating: 0, count: SHA256.length)

  init(after link: AuditTrail.Link) {
    self.link = link
  }

  /// Goes on from the end of what was sealed meanwhile.
  mutating func begin(noEarlierThan floor: AuditTrail.Link) {
    if floor.seq > link.seq { link = floor }
  }

  /// Walks up to `limit` entries and answers how many it found.
  ///
  /// A row that cannot be read as an entry is a broken one, as much as a hash that does not fit.
  mutating func advance(in database: any Database, limit: Int) throws(StoreError) -> Int {
    var count = 0
    let start = link.seq
    try database.scan(
      """
      SELECT \(AuditTrail.columns) FROM audit_entries WHERE seq > \(start) ORDER BY seq
      LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      count += 1
      guard !isBroken else { return }
      isBroken = !fits(row)
    }
    return count
  }

  private mutating func fits(_ row: LentRow) -> Bool {
    guard let seq = row.integer(0), seq == link.seq + 1, let previous = row.blob(13),
      previous.elementsEqual(link.hash), let hash = row.blob(14)
    else { return false }
    bytes.clear()
    bytes.append(raw: previous)
    guard appendCanonical(row, seq) else { return false }
    SHA256.digest(of: bytes.bytes, into: &digest)
    guard hash.elementsEqual(digest) else { return false }
    link.seq = seq
    link.hash.withUnsafeMutableBytes { $0.copyMemory(from: hash) }
    return true
  }

  /// The same bytes as `AuditEntry.canonicalBytes`; false when a column holds another kind of value.
  private mutating func appendCanonical(_ row: LentRow, _ seq: Int64) -> Bool {
    guard let time = row.integer(1), let systemUserID = row.integer(3) else { return false }
    bytes.append(seq)
    bytes.append(time)
    guard append(row, 2) else { return false }
    bytes.append(systemUserID)
    for column in Int32(4)...12 {
      guard append(row, column, mayBeAbsent: column == 9 || column == 11) else { return false }
    }
    switch row.integer(15) {
    case 1: return true
    case AuditEntry.currentFormat:
      for column in Int32(16)...18 {
        guard append(row, column, mayBeAbsent: true) else { return false }
      }
      bytes.append(AuditEntry.currentFormat)
      return true
    default: return false
    }
  }

  private mutating func append(
    _ row: LentRow, _ column: Int32, mayBeAbsent: Bool = false
  ) -> Bool {
    if let text = row.text(column) {
      bytes.append(bytesOfText: text)
      return true
    }
    guard mayBeAbsent, row.isNull(column) else { return false }
    bytes.appendAbsence()
    return true
  }
}
