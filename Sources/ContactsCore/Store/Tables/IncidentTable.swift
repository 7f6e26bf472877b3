/// The register of incidents.
struct IncidentTable {
  let database: any Database

  /// Adds one, with the people it concerns.
  func insert(_ incident: Incident, people: [Int64], at now: Timestamp) throws(StoreError) {
    let scope = incident.scope
    let id = try database.number(
      """
      INSERT INTO incidents (protocol, summary, risk, known_at, login, from_at, until_at, affected,
        notice_due_on, complement_due_on, keep_until, opened_at, opened_by)
      VALUES (\(incident.protocolNumber.description), \(incident.summary),
        \(incident.risk.rawValue), \(incident.knownAt), \(scope?.login),
        \(scope?.from.milliseconds), \(scope?.until.milliseconds), \(incident.affected),
        \(incident.noticeDueOn.iso8601), \(incident.complementDueOn.iso8601),
        \(incident.keepUntil.iso8601), \(now), \(incident.openedBy))
      RETURNING id
      """)
    for person in people {
      try database.execute(
        "INSERT INTO incident_people (incident_id, contact_id) VALUES (\(id), \(person))")
    }
  }

  func all(limit: Int) throws(StoreError) -> [Incident] {
    try database.rows("SELECT \(Self.columns) FROM incidents ORDER BY id DESC LIMIT \(limit)") {
      (row) throws(StoreError) in try Self.incident(row)
    }
  }

  /// Days after the term to complete what was told for which somebody is still reminded.
  private static let remindedFor = 30

  /// How many have to be told of, and whose term to do so is over.
  func overdue(on today: CivilDate) throws(StoreError) -> Int {
    let oldest = today.adding(days: -IncidentTable.remindedFor)
    return Int(
      try database.number(
        """
        SELECT count(*) FROM incidents WHERE risk = \(Incident.Risk.relevant.rawValue)
          AND notice_due_on < \(today.iso8601) AND complement_due_on >= \(oldest.iso8601)
        """))
  }

  /// One, and the people it concerns who are still there.
  func find(_ number: DeskProtocol) throws(StoreError) -> (Incident, [Incident.Person]) {
    let found = try database.row(
      "SELECT \(Self.columns) FROM incidents WHERE protocol = \(number.description)"
    ) { (row) throws(StoreError) in try Self.incident(row) }
    guard let found else { throw StoreError(.notFound) }
    let people = try database.rows(
      """
      SELECT c.uid,
        CASE WHEN EXISTS (SELECT 1 FROM restrictions r WHERE r.contact_id = c.id) THEN NULL
          ELSE coalesce(c.social_name, c.name) END
      FROM incident_people p JOIN contacts c ON c.id = p.contact_id
      JOIN incidents i ON i.id = p.incident_id WHERE i.protocol = \(number.description)
      ORDER BY c.id
      """
    ) { (row) throws(StoreError) in
      Incident.Person(uid: try row.uid(0), name: try row.sensitiveText(1))
    }
    return (found, people)
  }

  /// The people whose records somebody saw, changed or took in a stretch of time.
  ///
  /// The audit knows them by pseudonyms alone, so the name of each person there is computed and compared.
  ///
  /// - Parameters:
  ///   - scope: Who, and when.
  ///   - sealed: The pseudonyms in entries that have left the store.
  /// - Returns: The people, in the order of their registration.
  /// - Throws: What the store throws.
  func people(
    in scope: AuditScope, sealed: Set<String> = []
  ) throws(StoreError) -> [Int64] {
    var conditions: [SQL] = [
      "subject IS NOT NULL", "outcome = 'ok'", "time >= \(scope.from)", "time < \(scope.until)",
    ]
    if let login = scope.login { conditions.append("actor = \(login)") }
    let subjects = Set(
      try database.rows(
        "SELECT DISTINCT subject FROM audit_entries WHERE \(SQL.all(conditions))"
      ) { (row) throws(StoreError) in try row.text(0) }
    ).union(sealed)
    var people = Set(try taken(in: scope))
    guard !subjects.isEmpty else { return people.sorted() }
    // A record that became part of another one keeps the name that the audit knew it by.
    try database.query(
      """
      SELECT id, uid, audit_salt FROM contacts WHERE audit_salt IS NOT NULL
      UNION ALL
      SELECT contact_id, old_uid, audit_salt FROM contact_redirects WHERE audit_salt IS NOT NULL
      """
    ) { (row) throws(StoreError) in
      let name = ContactTable.pseudonym(of: try row.uid(1), salt: try row.blob(2))
      if subjects.contains(name) { people.insert(try row.integer(0)) }
    }
    return people.sorted()
  }

  /// Whom files may have held that left with full records: nobody knows any more whom a filter let through, so it is all
  /// who were there by then.
  private func taken(in scope: AuditScope) throws(StoreError) -> [Int64] {
    var conditions: [SQL] = [
      "kind = 'exportacao'", "masked = 0", "contacts > 0", "started_at >= \(scope.from)",
      "started_at < \(scope.until)",
    ]
    if let login = scope.login { conditions.append("disclosed_by = \(login)") }
    return try database.rows(
      """
      SELECT id FROM contacts WHERE created_at <=
        (SELECT max(started_at) FROM disclosures WHERE \(SQL.all(conditions)))
      """
    ) { (row) throws(StoreError) in try row.integer(0) }
  }

  private static let columns: SQL = """
    protocol, summary, risk, known_at, login, from_at, until_at, affected, notice_due_on,
    complement_due_on, keep_until, opened_at, opened_by
    """

  private static func incident(_ row: Row) throws(StoreError) -> Incident {
    func day(_ index: Int) throws(StoreError) -> CivilDate {
      guard let day = CivilDate(iso8601: try row.text(index)) else {
        throw StoreError(.corrupt, detail: "unreadable day of an incident")
      }
      return day
    }
    guard let number = DeskProtocol(try row.text(0)) else {
      throw StoreError(.corrupt, detail: "unreadable incident")
    }
    var scope: AuditScope?
    if let from = try row.optionalInt(5), let until = try row.optionalInt(6) {
      scope = AuditScope(
        login: try row.optionalText(4), from: Timestamp(milliseconds: Int64(from)),
        until: Timestamp(milliseconds: Int64(until)))
    }
    return Incident(
      protocolNumber: number, summary: try row.text(1),
      risk: try row.choice(2, of: Incident.Risk.self), knownAt: try row.timestamp(3), scope: scope,
      affected: try row.int(7), noticeDueOn: try day(8), complementDueOn: try day(9),
      keepUntil: try day(10), openedAt: try row.timestamp(11), openedBy: try row.text(12))
  }
}
