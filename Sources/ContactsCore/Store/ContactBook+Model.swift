/// The door to the model that all processes share: who may ask it now, and how its hosts do.
///
/// None of this is about a person, so it takes no permission and leaves no entry in the audit. Looking is a read; the
/// store is written only when a ticket is taken, moves, or has not been renewed for some seconds.
extension ContactBook {
  /// Milliseconds for which a renewal holds before it is written anew.
  private static let renewal: Int64 = 3000

  /// Joins the line or keeps the place in it; to be asked again every second or so while it answers `.waiting`.
  ///
  /// `hosts`, of which there is at least one, are where the request may be sent, the first preferred among equals.
  public func askModel(
    _ ticket: ModelTicket, hosts: [String], as actor: Actor
  ) async throws(StoreError) -> Admission {
    let now = surroundings.now()
    let seen = try await reader.read { (database) throws(StoreError) in
      try ContactBook.look(for: ticket, hosts: hosts, in: database, at: now)
    }
    if let seen { return seen }
    return try await working(as: actor) { (work) throws(StoreError) in
      try ContactBook.admit(ticket, hosts: hosts, in: work)
    }
  }

  /// What can be answered without a change; nil when the line moves.
  private static func look(
    for ticket: ModelTicket, hosts: [String], in database: any Database, at now: Timestamp
  ) throws(StoreError) -> Admission? {
    let roster = try ContactBook.roster(in: database, at: now)
    guard let known = roster.ticket(ticket.uid) else {
      if ticket.insists, roster.restedHost(of: hosts) != nil { return nil }
      return roster.closedUntil(hosts).map { .closed(until: $0) }
    }
    guard known.hosts == hosts, now < known.renewedAt.adding(milliseconds: renewal) else {
      return nil
    }
    if let host = known.host { return .admitted(host: host) }
    if case .place(let place)? = roster.seat(for: ticket.uid) { return .waiting(place: place) }
    return nil
  }

  private static func admit(
    _ ticket: ModelTicket, hosts: [String], in work: Work
  ) throws(StoreError) -> Admission {
    let table = ModelTable(database: work.database)
    try table.removeAbandoned(at: work.now)
    try table.renew(ticket, hosts: hosts, at: work.now)
    let roster = try ContactBook.roster(in: work.database, at: work.now)
    if let host = roster.ticket(ticket.uid)?.host { return .admitted(host: host) }
    switch roster.seat(for: ticket.uid, insisting: ticket.insists) {
    case .host(let host, let isProbe):
      try table.admit(ticket.uid, to: host, asProbe: isProbe, at: work.now)
      return .admitted(host: host)
    case .place(let place):
      return .waiting(place: place)
    case .closed(let until):
      try table.remove(ticket.uid)
      return .closed(until: until)
    case nil:
      throw StoreError(.internal, detail: "a ticket is not in its own line")
    }
  }

  /// Keeps an admitted request alive while its answer comes; a ticket left alone for 10 s is given up for it.
  @discardableResult
  public func keepModel(_ ticket: UID, as actor: Actor) async throws(StoreError) -> ModelStanding {
    let now = surroundings.now()
    let seen = try await reader.read { (database) throws(StoreError) in
      let roster = try ContactBook.roster(in: database, at: now)
      let known = roster.ticket(ticket)
      return (
        ticket: known, isWanted: roster.isWanted(ticket)
      )
    }
    guard let known = seen.ticket, known.host != nil else { return .lost }
    if now >= known.renewedAt.adding(milliseconds: ContactBook.renewal) {
      try await working(as: actor) { (work) throws(StoreError) in
        try ModelTable(database: work.database).renew(ticket, at: work.now)
      }
    }
    return seen.isWanted ? .wanted : .held
  }

  /// Ends a request, waiting or admitted, and tells how its host did; a ticket that is not there is no failure.
  public func leaveModel(
    _ ticket: UID, outcome: ModelOutcome, as actor: Actor
  ) async throws(StoreError) {
    try await working(as: actor) { (work) throws(StoreError) in
      let table = ModelTable(database: work.database)
      let roster = try ContactBook.roster(in: work.database, at: work.now)
      try table.remove(ticket)
      guard let known = roster.ticket(ticket), let name = known.host else { return }
      var host = roster.hosts[name] ?? ModelRoster.Host()
      switch outcome {
      case .cancelled: return
      case .answered(let milliseconds):
        host.answered()
        try table.addLatency(milliseconds, of: name)
      case .failed:
        host.failed(
          asProbe: known.isProbe, at: work.now, random: work.surroundings.randomBytes(4))
      }
      try table.keep(host, named: name, at: work.now)
    }
  }

  /// How every host does that was asked of late, by name.
  public func modelHealth() async throws(StoreError) -> [ModelHostHealth] {
    let now = surroundings.now()
    return try await reader.read { (database) throws(StoreError) in
      let roster = try ContactBook.roster(in: database, at: now)
      var health: [ModelHostHealth] = []
      for name in roster.hosts.keys.sorted() {
        let latencies = try ModelTable(database: database).latencies(of: name)
        health.append(
          ModelHostHealth(
            host: name, breaker: roster.breaker(of: name), busy: roster.busy(name),
            waiting: roster.waiting.count { $0.hosts.contains(name) },
            failures: roster.hosts[name]?.failures ?? 0,
            p50: latencies.percentile(50), p95: latencies.percentile(95)))
      }
      return health
    }
  }

  static func roster(
    in database: any Database, at now: Timestamp
  ) throws(StoreError) -> ModelRoster {
    try ModelTable(database: database).roster(
      slots: try SettingTable(database: database).all().modelConcurrency, at: now)
  }

  /// A change that is about nobody.
  private func working<Value: Sendable>(
    as actor: Actor, _ body: @Sendable (Work) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await writing(
      nil, AuditTrail.Event(action: .update, entity: .settings), as: actor, body)
  }

  // MARK: - Answers given before

  /// The name under which an answer is kept: a keyed digest of the model, the prompt and the note.
  ///
  /// Only this store can compute it, so that nobody can look up whether some text was ever read here.
  public func answerKey(
    digest: String, prompt: String, note: Sensitive<String>
  ) async throws(StoreError) -> [UInt8] {
    try await reader.read { (database) throws(StoreError) in
      let secret = try SettingTable(database: database).secret(SettingTable.searchKey)
      let key = KeyedHash.authenticate(Array("model_answers".utf8), key: secret)
      var bytes: [UInt8] = []
      for part in [digest, prompt, note.revealed(for: .matching)] {
        // With its length, so that no two lists of parts are the same bytes.
        bytes += Array("\(part.utf8.count):".utf8) + Array(part.utf8)
      }
      return KeyedHash.authenticate(bytes, key: key)
    }
  }

  /// What was answered before under this key.
  public func cachedAnswer(_ key: [UInt8]) async throws(StoreError) -> CachedAnswer? {
    let now = surroundings.now()
    let found = try await reader.read { (database) throws(StoreError) in
      try ModelTable(database: database).answer(key)
    }
    guard let found else { return nil }
    // An answer's last use need not be known to the minute.
    if now > found.usedAt.adding(milliseconds: 3_600_000) {
      try await writer.write { (database) throws(StoreError) in
        try ModelTable(database: database).touch(key, at: now)
      }
    }
    return found.answer
  }

  /// Keeps an answer; of a thousand the one that was used longest ago makes room.
  public func keepAnswer(_ key: [UInt8], _ answer: CachedAnswer) async throws(StoreError) {
    let now = surroundings.now()
    try await writer.write { (database) throws(StoreError) in
      try ModelTable(database: database).keep(answer, key: key, at: now)
    }
  }
}

extension [Int] {
  /// The smallest of these ascending values that so many in a hundred do not exceed; nil when there are none.
  func percentile(_ percent: Int) -> Int? {
    isEmpty ? nil : self[Swift.max(0, (count * percent + 99) / 100 - 1)]
  }
}
