/// The line before the model, how its hosts do, and answers it has given.
struct ModelTable {
  let database: any Database

  /// Answers of which the times are kept, a host.
  static let samples: Int64 = 100
  /// Answers kept to be given again.
  static let answers: Int64 = 1000
  /// Milliseconds after which a host that nobody asks is forgotten: a day.
  static let memory: Int64 = 86_400_000

  // MARK: - The line

  func roster(slots: Int, at now: Timestamp) throws(StoreError) -> ModelRoster {
    let tickets = try database.rows(
      "SELECT uid, id, kind, hosts, host, probe, renewed_at FROM model_tickets ORDER BY id"
    ) { (row) throws(StoreError) in
      ModelRoster.Ticket(
        uid: try row.uid(0), number: try row.integer(1),
        kind: try row.choice(2, of: ModelTicket.Kind.self),
        hosts: try row.text(3).split(separator: " ").map(String.init),
        host: try row.optionalText(4), isProbe: try row.integer(5) != 0,
        renewedAt: try row.timestamp(6))
    }
    var hosts: [String: ModelRoster.Host] = [:]
    try database.query("SELECT host, failures, openings, open_until FROM model_hosts") {
      (row) throws(StoreError) in
      hosts[try row.text(0)] = ModelRoster.Host(
        failures: try row.int(1), openings: try row.int(2),
        openUntil: row.values[3] == .null ? nil : try row.timestamp(3))
    }
    return ModelRoster(tickets: tickets, hosts: hosts, slots: slots, now: now)
  }

  /// Takes a ticket into the line, or keeps it alive with its place.
  func renew(_ ticket: ModelTicket, hosts: [String], at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO model_tickets (uid, kind, hosts, renewed_at)
      VALUES (\(ticket.uid), \(ticket.kind.rawValue), \(hosts.joined(separator: " ")), \(now))
      ON CONFLICT (uid) DO UPDATE SET hosts = excluded.hosts, renewed_at = excluded.renewed_at
      """)
  }

  func renew(_ uid: UID, at now: Timestamp) throws(StoreError) {
    try database.execute("UPDATE model_tickets SET renewed_at = \(now) WHERE uid = \(uid)")
  }

  func admit(
    _ uid: UID, to host: String, asProbe isProbe: Bool, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO model_hosts (host, seen_at) VALUES (\(host), \(now))
      ON CONFLICT (host) DO UPDATE SET seen_at = excluded.seen_at
      """)
    try database.execute(
      """
      UPDATE model_tickets SET host = \(host), probe = \(isProbe ? 1 : 0), renewed_at = \(now)
      WHERE uid = \(uid)
      """)
  }

  func remove(_ uid: UID) throws(StoreError) {
    try database.execute("DELETE FROM model_tickets WHERE uid = \(uid)")
  }

  /// Forgets tickets that nobody renews, and hosts that nobody asks.
  func removeAbandoned(at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      DELETE FROM model_tickets
      WHERE renewed_at < \(now.adding(milliseconds: -ModelRoster.abandonment))
        OR renewed_at > \(now.adding(milliseconds: ModelRoster.abandonment))
      """)
    try database.execute(
      "DELETE FROM model_hosts WHERE seen_at < \(now.adding(milliseconds: -ModelTable.memory))")
  }

  // MARK: - Hosts

  func keep(_ host: ModelRoster.Host, named name: String, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE model_hosts SET failures = \(host.failures), openings = \(host.openings),
        open_until = \(host.openUntil?.milliseconds), seen_at = \(now)
      WHERE host = \(name)
      """)
  }

  func addLatency(_ milliseconds: Int, of host: String) throws(StoreError) {
    try database.execute(
      "INSERT INTO model_latencies (host, milliseconds) VALUES (\(host), \(milliseconds))")
    try database.execute(
      """
      DELETE FROM model_latencies WHERE host = \(host) AND id <= (
        SELECT id FROM model_latencies WHERE host = \(host)
        ORDER BY id DESC LIMIT 1 OFFSET \(ModelTable.samples))
      """)
  }

  /// In ascending order.
  func latencies(of host: String) throws(StoreError) -> [Int] {
    try database.rows(
      "SELECT milliseconds FROM model_latencies WHERE host = \(host) ORDER BY milliseconds"
    ) { (row) throws(StoreError) in try row.int(0) }
  }

  // MARK: - Answers

  func answer(_ key: [UInt8]) throws(StoreError) -> (answer: CachedAnswer?, usedAt: Timestamp)? {
    try database.row("SELECT answer, used_at FROM model_answers WHERE key = \(key)") {
      (row) throws(StoreError) in
      (CachedAnswer(stored: try row.text(0)), try row.timestamp(1))
    }
  }

  func keep(_ answer: CachedAnswer, key: [UInt8], at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO model_answers (key, answer, used_at) VALUES (\(key), \(answer.stored), \(now))
      ON CONFLICT (key) DO UPDATE SET answer = excluded.answer, used_at = excluded.used_at
      """)
    try database.execute(
      """
      DELETE FROM model_answers WHERE key IN (
        SELECT key FROM model_answers ORDER BY used_at DESC, key LIMIT 100
        OFFSET \(ModelTable.answers))
      """)
  }

  func touch(_ key: [UInt8], at now: Timestamp) throws(StoreError) {
    try database.execute("UPDATE model_answers SET used_at = \(now) WHERE key = \(key)")
  }
}
