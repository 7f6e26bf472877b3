/// The chain of audit entries: each holds the digest of the one before.
struct AuditTrail {
  let database: any Database
  /// Where this transaction has brought the chain; nil where each entry looks for its end.
  var tail: Tail?

  /// The end of the chain within one transaction whose entries all pass here.
  final class Tail {
    fileprivate var link: Link?
  }

  /// What a caller knows of an entry; the rest is its place in the chain.
  struct Event: Sendable {
    var action: AuditAction
    var entity: AuditEntity
    var subject: String?
    var fields: [String] = []
    var reason: String?
    var outcome = AuditOutcome.done
    /// Whom an attempt is about before anything was looked up: of a refusal the subject is found by it.
    var person: UID?
  }

  /// Where the chain ends, or a segment of it.
  struct Link: Equatable, Sendable {
    var seq: Int64
    var hash: [UInt8]

    /// What stands before the first entry.
    static let beginning = Link(seq: 0, hash: [UInt8](repeating: 0, count: SHA256.length))
  }

  static let columns: SQL = """
    seq, time, actor, system_user_id, roles, session, terminal, action, entity, subject, fields,
    reason, outcome, prev, hash, format, address, address_source, request
    """

  /// Adds an entry inside the caller's transaction.
  func append(_ event: Event, by actor: Actor, at now: Timestamp) throws(StoreError) {
    let last = if let link = tail?.link { link } else { try end() }
    var subject = event.subject
    if subject == nil, let uid = event.person, event.outcome == .refused {
      subject = try ContactTable(database: database).pseudonym(of: uid)
    }
    var entry = AuditEntry(
      seq: last.seq + 1, time: now, actor: actor.login,
      systemUserID: actor.systemUserID,
      roles: actor.roles.map(\.rawValue).sorted().joined(separator: " "),
      session: actor.session.text, terminal: actor.terminal, action: event.action.rawValue,
      entity: event.entity.rawValue, subject: subject,
      fields: event.fields.joined(separator: " "), reason: event.reason,
      outcome: event.outcome.rawValue)
    entry.address = actor.address?.text
    entry.addressSource = actor.address?.source.rawValue
    entry.request = actor.request?.text
    entry.previous = last.hash
    entry.hash = entry.expectedHash
    try insert(entry)
    if let tail {
      tail.link = Link(seq: entry.seq, hash: entry.hash)
    } else {
      try count(upTo: entry.seq)
    }
  }

  /// Notes how far the chain goes, before a transaction ends that kept its tail.
  func settle() throws(StoreError) {
    if let link = tail?.link { try count(upTo: link.seq) }
  }

  /// What the next entry follows.
  private func end() throws(StoreError) -> Link {
    var last = try last()
    // Where a tail was cut by hand, a gap stays: a number that was given once is never given again.
    let counted = try database.number("SELECT value FROM totals WHERE name = 'audit'")
    last.seq = max(last.seq, counted)
    return last
  }

  private func count(upTo seq: Int64) throws(StoreError) {
    try database.execute("UPDATE totals SET value = \(seq) WHERE name = 'audit'")
  }

  /// The newest entry.
  func last() throws(StoreError) -> Link {
    let last = try database.row(
      "SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1"
    ) { (row) throws(StoreError) in Link(seq: try row.integer(0), hash: try row.blob(1)) }
    if let last { return last }
    return .beginning
  }

  /// Entries that `filter` lets through, from one end or from after an entry of an earlier page.
  ///
  /// - Parameters:
  ///   - filter: What is asked for; its contact counts by `subjects`.
  ///   - subjects: The pseudonyms of the filter's contact; none when the contact has lost them.
  ///   - order: Which end comes first.
  ///   - seq: The last entry of the page before.
  ///   - newest: Entries after this one are left out.
  ///   - limit: The most entries there may be.
  /// - Returns: A page.
  /// - Throws: What the store throws.
  func entries(
    matching filter: AuditFilter, subjects: [String], order: AuditOrder, after seq: Int64?,
    upTo newest: Int64?, limit: Int
  ) throws(StoreError) -> [AuditEntry] {
    var conditions: [SQL] = []
    if let seq { conditions.append(order == .oldestFirst ? "seq > \(seq)" : "seq < \(seq)") }
    if let newest { conditions.append("seq <= \(newest)") }
    if filter.contact != nil {
      let known = subjects.map { subject -> SQL in "subject = \(subject)" }
      conditions.append(known.dropFirst().reduce(known.first ?? "1 = 0") { "\($0) OR \($1)" })
    }
    if let person = filter.person { conditions.append("actor = \(person)") }
    if let action = filter.action { conditions.append("action = \(action.rawValue)") }
    if let from = filter.from { conditions.append("time >= \(from)") }
    if let until = filter.until { conditions.append("time < \(until)") }
    let direction: SQL = order == .oldestFirst ? "ASC" : "DESC"
    return try database.rows(
      """
      SELECT \(AuditTrail.columns) FROM audit_entries WHERE \(SQL.all(conditions))
      ORDER BY seq \(direction) LIMIT \(limit)
      """, AuditTrail.entry)
  }

  /// The hash of one entry that is still in the store.
  func hash(of seq: Int64) throws(StoreError) -> [UInt8]? {
    try database.row("SELECT hash FROM audit_entries WHERE seq = \(seq)") {
      (row) throws(StoreError) in try row.blob(0)
    }
  }

  private func insert(_ entry: AuditEntry) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO audit_entries (\(AuditTrail.columns))
      VALUES (\(entry.seq), \(entry.time), \(entry.actor), \(Int64(entry.systemUserID)),
        \(entry.roles), \(entry.session), \(entry.terminal), \(entry.action), \(entry.entity),
        \(entry.subject), \(entry.fields), \(entry.reason), \(entry.outcome),
        \(entry.previous), \(entry.hash), \(entry.format), \(entry.address),
        \(entry.addressSource), \(entry.request))
      """)
  }

  static func entry(_ row: Row) throws(StoreError) -> AuditEntry {
    var entry = AuditEntry(
      seq: try row.integer(0), time: try row.timestamp(1), actor: try row.text(2),
      systemUserID: UInt32(truncatingIfNeeded: try row.integer(3)), roles: try row.text(4),
      session: try row.text(5), terminal: try row.text(6), action: try row.text(7),
      entity: try row.text(8), subject: try row.optionalText(9), fields: try row.text(10),
      reason: try row.optionalText(11), outcome: try row.text(12))
    entry.previous = try row.blob(13)
    entry.hash = try row.blob(14)
    entry.format = try row.integer(15)
    entry.address = try row.optionalText(16)
    entry.addressSource = try row.optionalText(17)
    entry.request = try row.optionalText(18)
    return entry
  }
}
