/// What people asked for by the law, and the steps to its answer.
struct RequestTable {
  let database: any Database

  /// What a change has to know of a request.
  struct Found {
    let id: Int64
    /// The row of the person; nil when nothing was found of them, or they were erased.
    let contact: Int64?
    let request: SubjectRequest
  }

  /// The next number of a day; the counter moves in the caller's transaction, so none is ever skipped.
  func nextProtocol(_ series: DeskProtocol.Series, on day: CivilDate) throws(StoreError)
    -> DeskProtocol
  {
    let counter = "\(series.rawValue) \(day.iso8601)"
    let number = try database.number(
      """
      INSERT INTO protocol_counters (day, last) VALUES (\(counter), 1)
      ON CONFLICT (day) DO UPDATE SET last = protocol_counters.last + 1
      RETURNING last
      """)
    return DeskProtocol(series: series, date: day, number: Int(number))
  }

  func insert(
    _ request: NewRequest, uid: UID, protocolNumber: DeskProtocol, contact: Int64?,
    safeChannel: Sensitive<String>?, dueOn: CivilDate, steps: [RequestStep], by login: String,
    at now: Timestamp
  ) throws(StoreError) {
    var representative: String?
    var mandate: String?
    if case .representative(let name, let power) = request.asker {
      representative = name.revealed(for: .storage)
      mandate = power.revealed(for: .storage)
    }
    let id = try database.number(
      """
      INSERT INTO requests (uid, protocol, kind, contact_id, found, asker, representative, mandate,
        identity_check, channel, safe_channel, state, opened_at, opened_by, due_on)
      VALUES (\(uid), \(protocolNumber.description), \(request.kind.rawValue), \(contact),
        \(contact == nil ? 0 : 1), \(request.asker.word), \(representative), \(mandate),
        \(request.identityCheck), \(request.channel.rawValue),
        \(safeChannel?.revealed(for: .storage)), 'aberto', \(now), \(login), \(dueOn.iso8601))
      RETURNING id
      """)
    for (position, step) in steps.enumerated() {
      try database.execute(
        """
        INSERT INTO request_steps (request_id, position, code)
        VALUES (\(id), \(position), \(step.code))
        """)
    }
  }

  // MARK: - Reading

  private static let summary: SQL = """
    q.protocol, q.kind, c.uid, q.state, q.opened_at, q.due_on, q.closed_at, q.opened_by,
    (SELECT count(*) FROM request_steps s WHERE s.request_id = q.id AND s.done_at IS NOT NULL),
    (SELECT count(*) FROM request_steps s WHERE s.request_id = q.id),
    CASE WHEN EXISTS (SELECT 1 FROM restrictions r WHERE r.contact_id = c.id) THEN NULL
      ELSE coalesce(c.social_name, c.name) END
    """

  /// Those that are open first, by their last day; then those that are closed, the last first.
  func all(_ filter: RequestFilter, limit: Int) throws(StoreError) -> [RequestSummary] {
    var conditions: [SQL] = []
    if let state = filter.state { conditions.append("q.state = \(state.rawValue)") }
    if let kind = filter.kind { conditions.append("q.kind = \(kind.rawValue)") }
    if let contact = filter.contact { conditions.append("c.uid = \(contact)") }
    if filter.onlyOpen { conditions.append("q.state IN ('aberto', 'em_andamento')") }
    return try database.rows(
      """
      SELECT \(Self.summary) FROM requests q LEFT JOIN contacts c ON c.id = q.contact_id
      WHERE \(SQL.all(conditions))
      ORDER BY CASE WHEN q.closed_at IS NULL THEN 0 ELSE 1 END,
        CASE WHEN q.closed_at IS NULL THEN q.due_on END, q.closed_at DESC, q.id
      LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in try Self.summary(row) }
  }

  func find(_ protocolNumber: DeskProtocol) throws(StoreError) -> Found {
    let found = try database.row(
      """
      SELECT \(Self.summary), q.id, q.contact_id, q.uid, q.asker, q.representative, q.mandate,
        q.identity_check, q.channel, q.safe_channel, q.closed_by, q.refusal_article,
        q.refusal_reason, \(GuardianTable.isFlagged("q.contact_id")),
        EXISTS (SELECT 1 FROM contact_phones p WHERE p.contact_id = c.id),
        c.safe_channel IS NOT NULL
      FROM requests q LEFT JOIN contacts c ON c.id = q.contact_id
      WHERE q.protocol = \(protocolNumber.description)
      """
    ) { (row) throws(StoreError) in
      let id = try row.integer(11)
      var asker = RequestAsker.person
      if let name = try row.sensitiveText(15) {
        asker = .representative(name: name, mandate: try row.sensitiveText(16) ?? Sensitive(""))
      }
      var refusal: SubjectRequest.Refusal?
      if let article = try row.optionalText(21) {
        refusal = SubjectRequest.Refusal(
          article: article, reason: try row.sensitiveText(22) ?? Sensitive(""))
      }
      return Found(
        id: id, contact: try row.optionalInt(12).map(Int64.init),
        request: SubjectRequest(
          uid: try row.uid(13), summary: try Self.summary(row), asker: asker,
          identityCheck: try row.optionalText(17).flatMap(IdentityCheck.named),
          channel: try row.choice(18, of: Channel.self), safeChannel: try row.sensitiveText(19),
          steps: try steps(of: id), closedBy: try row.optionalText(20), refusal: refusal,
          isGuardianFlagged: Sensitive(try row.integer(23) != 0),
          hasPhone: try row.integer(24) != 0, recordHasSafeChannel: try row.integer(25) != 0))
    }
    guard let found else { throw StoreError(.notFound) }
    return found
  }

  /// The open requests of one kind about one person.
  func open(_ kind: RequestKind, of contact: Int64) throws(StoreError) -> [Found] {
    let numbers = try database.rows(
      """
      SELECT protocol FROM requests WHERE contact_id = \(contact) AND kind = \(kind.rawValue)
        AND state IN ('aberto', 'em_andamento') ORDER BY id
      """
    ) { (row) throws(StoreError) in DeskProtocol(try row.text(0)) }
    var found: [Found] = []
    for case let number? in numbers { found.append(try find(number)) }
    return found
  }

  private static func summary(_ row: Row) throws(StoreError) -> RequestSummary {
    guard let protocolNumber = DeskProtocol(try row.text(0)),
      let dueOn = CivilDate(iso8601: try row.text(5))
    else { throw StoreError(.corrupt, detail: "unreadable request") }
    return RequestSummary(
      protocolNumber: protocolNumber, kind: try row.choice(1, of: RequestKind.self),
      contact: try row.optionalText(2).flatMap(UID.init),
      state: try row.choice(3, of: RequestState.self), openedAt: try row.timestamp(4),
      dueOn: dueOn,
      closedAt: try row.optionalInt(6).map { Timestamp(milliseconds: Int64($0)) },
      openedBy: try row.text(7), done: try row.int(8), steps: try row.int(9),
      name: try row.sensitiveText(10))
  }

  private func steps(of request: Int64) throws(StoreError) -> [RequestStep] {
    try database.rows(
      """
      SELECT code, done_at, done_by, evidence FROM request_steps
      WHERE request_id = \(request) ORDER BY position
      """
    ) { (row) throws(StoreError) in
      let known = RequestStep.named(try row.text(0))
      var done: RequestStep.Done?
      if let at = try row.optionalInt(1) {
        done = RequestStep.Done(
          at: Timestamp(milliseconds: Int64(at)), by: try row.text(2),
          evidence: try row.sensitiveText(3) ?? Sensitive(""))
      }
      return RequestStep(
        code: known.code, text: known.text, isAutomatic: known.isAutomatic, done: done)
    }
  }

  /// Open requests whose last day has passed, and those that end today.
  func pulse(on today: CivilDate) throws(StoreError) -> (overdue: Int, dueToday: Int) {
    let overdue = try database.number(
      """
      SELECT count(*) FROM requests
      WHERE state IN ('aberto', 'em_andamento') AND due_on < \(today.iso8601)
      """)
    let dueToday = try database.number(
      """
      SELECT count(*) FROM requests
      WHERE state IN ('aberto', 'em_andamento') AND due_on = \(today.iso8601)
      """)
    return (Int(overdue), Int(dueToday))
  }

  // MARK: - Changing

  /// Notes that a step is done; doing it again replaces its evidence.
  func complete(
    _ code: String, of request: Int64, evidence: String, by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE request_steps SET done_at = \(now), done_by = \(login), evidence = \(evidence)
      WHERE request_id = \(request) AND code = \(code)
      """)
    try database.execute(
      "UPDATE requests SET state = 'em_andamento' WHERE id = \(request) AND state = 'aberto'")
  }

  func setIdentityCheck(_ code: String, of request: Int64) throws(StoreError) {
    try database.execute(
      "UPDATE requests SET identity_check = \(code) WHERE id = \(request)")
  }

  func close(
    _ request: Int64, as state: RequestState, refusal: (article: String, reason: String)?,
    by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE requests SET state = \(state.rawValue), closed_at = \(now), closed_by = \(login),
        refusal_article = \(refusal?.article), refusal_reason = \(refusal?.reason)
      WHERE id = \(request)
      """)
  }
}
