/// The statements of an export: what matches the filter, is active, and is open to who exports.
///
/// A record that is closed leaves only with people it names; an opening in an emergency is for attending the person.
struct ExportQuery: Sendable {
  let filter: ExportFilter
  /// Login of who exports.
  let login: String
  /// As the store spells the filter's city; nil when it names none.
  let cities: [String]?
  /// Whether any record is closed to who exports: to ask it of every row takes as long as all else of a count.
  private let isAnyClosed: Bool

  /// - Parameters:
  ///   - filter: What is asked for.
  ///   - login: Of who exports.
  ///   - database: Where to look how the city is spelled and what is closed: the view that the statements are for.
  /// - Throws: What the store throws.
  init(_ filter: ExportFilter, login: String, in database: any Database) throws(StoreError) {
    self.filter = filter
    self.login = login
    isAnyClosed =
      try database.number("SELECT count(*) FROM (\(ExportQuery.closed(to: login))) AS closed") > 0
    guard let city = filter.city.map(nameKey) else {
      cities = nil
      return
    }
    cities = try database.rows("SELECT DISTINCT city FROM contacts WHERE city IS NOT NULL") {
      (row) throws(StoreError) in try row.text(0)
    }.filter { nameKey($0) == city }
  }

  // MARK: - Conditions

  private static func closed(to login: String) -> SQL {
    """
    SELECT x.contact_id FROM restrictions x WHERE NOT EXISTS
      (SELECT 1 FROM restriction_readers v
        WHERE v.contact_id = x.contact_id AND v.login = \(login))
    """
  }

  private var closed: SQL { "c.id IN (\(ExportQuery.closed(to: login)))" }
  private var open: [SQL] { isAnyClosed ? ["NOT (\(closed))"] : [] }

  /// Of a contact `c`.
  private var person: [SQL] {
    var conditions: [SQL] = ["c.status = 'ativo'"]
    if let cities {
      let list = cities.dropFirst().reduce(cities.first.map { "\($0)" as SQL } ?? "NULL") {
        "\($0), \($1)"
      }
      conditions.append("c.city IN (\(list))")
    }
    return conditions
  }

  /// Of an interaction `i`.
  private var interaction: [SQL] {
    var conditions: [SQL] = []
    if let from = filter.from {
      conditions.append("i.occurred_at >= \(ExportQuery.start(of: from))")
    }
    if let to = filter.to {
      conditions.append("i.occurred_at < \(ExportQuery.start(of: to.adding(days: 1)))")
    }
    if let reason = filter.reasonCode { conditions.append("i.reason_code = \(reason)") }
    if let urgency = filter.urgency { conditions.append("i.urgency = \(urgency.rawValue)") }
    if let attendant = filter.attendant { conditions.append("i.attendant = \(attendant)") }
    if let extraction = filter.extraction {
      conditions.append("i.extraction = \(extraction.rawValue)")
    }
    return conditions
  }

  private static func start(of day: CivilDate) -> Timestamp {
    LocalTime(date: day, hour: 0, minute: 0).timestamp
  }

  private func contactConditions(isClosed: Bool) -> SQL {
    var conditions = person + (isClosed ? [closed] : open)
    if filter.concernsInteractions {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM interactions i WHERE i.contact_id = c.id AND \(SQL.all(interaction)))
        """)
    }
    return .all(conditions)
  }

  private var interactionConditions: SQL { .all(person + open + interaction) }

  private static let interactionSource: SQL = """
    interactions i JOIN contacts c ON c.id = i.contact_id
    LEFT JOIN reasons r ON r.code = i.reason_code
    LEFT JOIN wrap_ups w ON w.interaction_id = i.id
    LEFT JOIN outcomes o ON o.code = w.outcome_code
    """

  // MARK: - Counts

  func counts(
    in database: any Database, of contents: ExportContents = .both
  ) throws(StoreError) -> ExportCounts {
    // Who has an interaction that matches is found by way of it: a day of many years is soon read.
    let people: SQL =
      filter.concernsInteractions || contents == .interactions
      ? """
      SELECT count(DISTINCT i.contact_id) FROM interactions i JOIN contacts c ON c.id = i.contact_id
      WHERE \(interactionConditions)
      """ : "SELECT count(*) FROM contacts c WHERE \(contactConditions(isClosed: false))"
    return ExportCounts(
      contacts: Int(try database.number(people)),
      interactions: contents == .contacts
        ? 0
        : Int(
          try database.number(
            """
            SELECT count(*) FROM interactions i JOIN contacts c ON c.id = i.contact_id
            WHERE \(interactionConditions)
            """)),
      closed: Int(
        try database.number(
          "SELECT count(*) FROM contacts c WHERE \(contactConditions(isClosed: true))")))
  }

  /// What a report counts of the interactions that match.
  func tally(in database: any Database) throws(StoreError) -> InteractionTally {
    let columns = InteractionTally.Columns(reason: 0, urgency: 1, occurredAt: 2, attendant: 3)
    var tally = InteractionTally()
    try database.scan(
      """
      SELECT r.name, i.urgency, i.occurred_at, i.attendant
      FROM \(ExportQuery.interactionSource) WHERE \(interactionConditions)
      """
    ) { (row) throws(StoreError) in try tally.add(row, columns) }
    return tally
  }

  /// What is counted of people who have no rows any more.
  func gone(in database: any Database) throws(StoreError) -> KeptStatistics.Counts {
    try KeptStatistics(database: database).counts(matching: filter, cities: cities)
  }

  // MARK: - Rows

  /// Columns as `ContactColumn` counts them, in the order of registration.
  func contacts(in dialect: Dialect) -> SQL {
    let unit = String(UnicodeScalar(Separator.unit))
    let record = String(UnicodeScalar(Separator.record))
    let phone: SQL = """
      value || \(unit) || national || \(unit) || complete || \(unit) || kind || \(unit)
        || replace(replace(typed, \(unit), ' '), \(record), ' ')
      """
    let phones = dialect.joined(
      phone, of: "contact_phones WHERE contact_id = c.id", by: "position", with: record)
    let emails = dialect.joined(
      "address", of: "contact_emails WHERE contact_id = c.id", by: "position", with: record)
    return """
      SELECT c.id, c.uid, c.name, c.social_name, c.cpf, c.birth_date, c.city, c.state, c.notes,
        c.guardian, c.safe_channel, c.status, c.interaction_count, c.created_at, c.updated_at,
        c.version, coalesce(r.name, l.reason), l.urgency, r.name IS NULL, \(phones), \(emails)
      FROM contacts c LEFT JOIN interactions l ON l.id = c.last_interaction_id
      LEFT JOIN reasons r ON r.code = l.reason_code
      WHERE \(contactConditions(isClosed: false)) ORDER BY c.id
      """
  }

  /// Columns as `InteractionColumn` counts them, in the order of protocols.
  func interactions(in dialect: Dialect) -> SQL {
    """
    SELECT \(ExportQuery.interactionColumns), coalesce(c.social_name, c.name),
      (SELECT p.national FROM contact_phones p WHERE p.contact_id = c.id AND p.position = 0),
      c.city, c.state, c.uid,
      (SELECT p.kind || \(String(UnicodeScalar(Separator.unit))) || p.complete FROM contact_phones p
        WHERE p.contact_id = c.id AND p.position = 0)
    FROM \(ExportQuery.interactionSource) WHERE \(interactionConditions) ORDER BY i.id
    """
  }

  /// The same columns up to the person's, and where each field came from, person by person.
  func interactionsByContact(in dialect: Dialect) -> SQL {
    let unit = String(UnicodeScalar(Separator.unit))
    let origin: SQL = """
      field || \(unit) || origin || \(unit) || coalesce(model, '') || \(unit)
        || coalesce(model_digest, '') || \(unit) || coalesce(prompt_version, '') || \(unit)
        || coalesce(span_start, '') || \(unit) || coalesce(span_end, '') || \(unit) || review
      """
    let origins = dialect.joined(
      origin, of: "field_provenance WHERE interaction_id = i.id", by: "position",
      with: String(UnicodeScalar(Separator.record)))
    return """
      SELECT \(ExportQuery.interactionColumns), \(origins)
      FROM \(ExportQuery.interactionSource) WHERE \(interactionConditions)
      ORDER BY i.contact_id, i.id
      """
  }

  private static let interactionColumns: SQL = """
    i.contact_id, i.uid, i.protocol, i.channel, i.reason_code, i.reason, r.name, i.urgency,
    i.occurred_at, i.matter_date, i.matter_minutes, i.text, i.extraction, i.attendant, i.created_at,
    i.state, i.assigned_to, w.closed_at, w.closed_by, w.outcome_code, o.name, w.note, w.handling_ms
    """

  /// Columns as `ConsentColumn` counts them, person by person.
  var consents: SQL {
    """
    SELECT contact_id, purpose, legal_basis, text_version, text_sha256, channel, decision,
      recorded_at, recorded_by
    FROM consents ORDER BY contact_id, id
    """
  }

  /// Columns as `CallbackColumn` counts them, person by person, in the order in which they were promised.
  var callbacks: SQL {
    """
    SELECT k.contact_id, k.uid, i.protocol, k.due_at, k.note, k.attendant, k.state, k.postponed,
      k.created_at, k.created_by, k.ended_at, k.ended_by
    FROM callbacks k LEFT JOIN interactions i ON i.id = k.interaction_id
    ORDER BY k.contact_id, k.id
    """
  }
}

enum ContactColumn {
  static let id: Int32 = 0, uid: Int32 = 1, name: Int32 = 2, socialName: Int32 = 3
  static let cpf: Int32 = 4, birthDate: Int32 = 5, city: Int32 = 6, state: Int32 = 7
  static let notes: Int32 = 8, guardian: Int32 = 9, safeChannel: Int32 = 10, status: Int32 = 11
  static let interactionCount: Int32 = 12, createdAt: Int32 = 13, updatedAt: Int32 = 14
  static let version: Int32 = 15, lastReason: Int32 = 16, lastUrgency: Int32 = 17
  /// Whether the last reason is in somebody's own words.
  static let lastReasonIsFree: Int32 = 18
  static let phones: Int32 = 19, emails: Int32 = 20
}

enum InteractionColumn {
  static let contact: Int32 = 0, uid: Int32 = 1, protocolNumber: Int32 = 2, channel: Int32 = 3
  static let reasonCode: Int32 = 4, reason: Int32 = 5, reasonName: Int32 = 6, urgency: Int32 = 7
  static let occurredAt: Int32 = 8, matterDate: Int32 = 9, matterMinutes: Int32 = 10
  static let text: Int32 = 11, extraction: Int32 = 12, attendant: Int32 = 13, createdAt: Int32 = 14
  static let workState: Int32 = 15, assignee: Int32 = 16
  /// NULL where nobody has wrapped it up.
  static let closedAt: Int32 = 17, closedBy: Int32 = 18, outcomeCode: Int32 = 19
  static let outcome: Int32 = 20, closingNote: Int32 = 21, handling: Int32 = 22
  static let name: Int32 = 23, phone: Int32 = 24, city: Int32 = 25, state: Int32 = 26
  static let contactUID: Int32 = 27, phoneKind: Int32 = 28
  /// In the answer that goes person by person.
  static let origins: Int32 = 23
}

enum ConsentColumn {
  static let contact: Int32 = 0, purpose: Int32 = 1, legalBasis: Int32 = 2, textVersion: Int32 = 3
  static let textHash: Int32 = 4, channel: Int32 = 5, decision: Int32 = 6, recordedAt: Int32 = 7
  static let recordedBy: Int32 = 8
}

enum CallbackColumn {
  static let contact: Int32 = 0, uid: Int32 = 1, protocolNumber: Int32 = 2, dueAt: Int32 = 3
  static let note: Int32 = 4, attendant: Int32 = 5, state: Int32 = 6, postponed: Int32 = 7
  static let createdAt: Int32 = 8, createdBy: Int32 = 9, endedAt: Int32 = 10, endedBy: Int32 = 11
}
