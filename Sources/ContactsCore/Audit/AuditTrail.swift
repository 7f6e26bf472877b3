/// The chain of audit entries: each holds the digest of the one before.
struct AuditTrail {
  let database: any Database

  /// What a caller knows of an entry; the rest is its place in the chain.
  struct Event {
    var action: AuditAction
    var entity: AuditEntity
    var subject: String?
    var fields: [String] = []
    var reason: String?
    var outcome = AuditOutcome.done
  }

  private static let columns: SQL = """
    seq, time, actor, system_user_id, roles, session, terminal, action, entity, subject, fields,
    reason, outcome, prev, hash
    """

  /// Adds an entry inside the caller's transaction.
  func append(_ event: Event, by actor: Actor, at now: Timestamp) throws(StoreError) {
    let last = try database.row(
      "SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1"
    ) { (row) throws(StoreError) in (seq: try row.integer(0), hash: try row.blob(1)) }
    let previous = last?.hash ?? AuditTrail.beginning
    let seq = (last?.seq ?? 0) + 1
    func entry(hash: [UInt8]) -> AuditEntry {
      AuditEntry(
        seq: seq, time: now, actor: actor.login, systemUserID: actor.systemUserID,
        roles: actor.roles.map(\.rawValue).sorted().joined(separator: " "),
        session: actor.session.text, terminal: actor.terminal, action: event.action.rawValue,
        entity: event.entity.rawValue, subject: event.subject,
        fields: event.fields.joined(separator: " "), reason: event.reason,
        outcome: event.outcome.rawValue, previous: previous, hash: hash)
    }
    try insert(entry(hash: entry(hash: []).expectedHash))
  }

  /// Entries after `seq`, oldest first.
  func entries(after seq: Int64, limit: Int) throws(StoreError) -> [AuditEntry] {
    try database.rows(
      """
      SELECT \(AuditTrail.columns) FROM audit_entries WHERE seq > \(seq) ORDER BY seq
      LIMIT \(limit)
      """, AuditTrail.entry)
  }

  /// Walks the whole chain in the memory of one entry.
  ///
  /// The count kept beside the chain shows a tail that was cut by hand; a tail cut together with the count takes a
  /// checkpoint kept elsewhere to be seen.
  func verify() throws(StoreError) -> AuditVerdict {
    var expected: Int64 = 1
    var previous = AuditTrail.beginning
    var broken: Int64?
    try database.query("SELECT \(AuditTrail.columns) FROM audit_entries ORDER BY seq") {
      (row) throws(StoreError) in
      guard broken == nil else { return }
      // A row that cannot be read as an entry is a broken one, as much as a hash that does not fit.
      let entry = try? AuditTrail.entry(row)
      guard let entry, entry.seq == expected, entry.previous == previous,
        entry.hash == entry.expectedHash
      else {
        broken = expected
        return
      }
      previous = entry.hash
      expected += 1
    }
    if let broken { return .broken(seq: broken) }
    let count = try database.number("SELECT value FROM totals WHERE name = 'audit'")
    return count == expected - 1 ? .intact(entries: count) : .broken(seq: min(count + 1, expected))
  }

  private static let beginning = [UInt8](repeating: 0, count: SHA256.length)

  private func insert(_ entry: AuditEntry) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO audit_entries (\(AuditTrail.columns))
      VALUES (\(entry.seq), \(entry.time), \(entry.actor), \(Int64(entry.systemUserID)),
        \(entry.roles), \(entry.session), \(entry.terminal), \(entry.action), \(entry.entity),
        \(entry.subject), \(entry.fields), \(entry.reason), \(entry.outcome),
        \(entry.previous), \(entry.hash))
      """)
    try database.execute("UPDATE totals SET value = \(entry.seq) WHERE name = 'audit'")
  }

  private static func entry(_ row: Row) throws(StoreError) -> AuditEntry {
    AuditEntry(
      seq: try row.integer(0), time: try row.timestamp(1), actor: try row.text(2),
      systemUserID: UInt32(truncatingIfNeeded: try row.integer(3)), roles: try row.text(4),
      session: try row.text(5), terminal: try row.text(6), action: try row.text(7),
      entity: try row.text(8), subject: try row.optionalText(9), fields: try row.text(10),
      reason: try row.optionalText(11), outcome: try row.text(12), previous: try row.blob(13),
      hash: try row.blob(14))
  }
}
