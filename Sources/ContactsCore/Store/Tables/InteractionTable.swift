/// Rows of interactions, where each of their fields came from, and the day's protocol numbers.
struct InteractionTable {
  let database: any Database

  /// The next number of a day: the counter moves in the caller's transaction, so none is ever skipped.
  func nextProtocol(on day: CivilDate) throws(StoreError) -> ProtocolNumber {
    let number = try database.number(
      """
      INSERT INTO protocol_counters (day, last) VALUES (\(day.iso8601), 1)
      ON CONFLICT (day) DO UPDATE SET last = protocol_counters.last + 1
      RETURNING last
      """)
    guard number <= ProtocolNumber.most else { throw StoreError(.invalid([.noProtocolLeft])) }
    return ProtocolNumber(date: day, number: Int(number))
  }

  func hasProtocolLeft(on day: CivilDate) throws(StoreError) -> Bool {
    let last = try database.number(
      "SELECT coalesce(max(last), 0) FROM protocol_counters WHERE day = \(day.iso8601)")
    return last < ProtocolNumber.most
  }

  /// Whether a number that comes from elsewhere leaves the day enough of its own: one that is far ahead of what was given
  /// out would use them up, and one of a day to come was given out by nobody.
  func mayKeep(_ number: ProtocolNumber, on today: CivilDate) throws(StoreError) -> Bool {
    guard number.date >= today else { return true }
    let last = try database.number(
      "SELECT coalesce(max(last), 0) FROM protocol_counters WHERE day = \(today.iso8601)")
    return number.date == today && number.number <= Int(last) + ProtocolNumber.margin
      && number.number <= ProtocolNumber.mostFromElsewhere
  }

  /// Sees to it that a number that came from elsewhere is not given out again.
  func keepProtocol(_ number: ProtocolNumber) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO protocol_counters (day, last) VALUES (\(number.date.iso8601), \(number.number))
      ON CONFLICT (day) DO UPDATE SET last = CASE WHEN protocol_counters.last < excluded.last
        THEN excluded.last ELSE protocol_counters.last END
      """)
  }

  /// Inserts an interaction and answers its row's number.
  func insert(
    _ fields: InteractionFields, uid: UID, contact: Int64, protocolNumber: ProtocolNumber,
    attendant: String, state: InteractionState, assignee: String?, at now: Timestamp
  ) throws(StoreError) -> Int64 {
    let id = try database.number(
      """
      INSERT INTO interactions (uid, contact_id, protocol, channel, reason_code, reason, urgency,
        occurred_at, matter_date, matter_minutes, text, extraction, attendant, created_at, state,
        assigned_to)
      VALUES (\(uid), \(contact), \(protocolNumber.description), \(fields.channel.rawValue),
        \(fields.reasonCode), \(fields.reason?.revealed(for: .storage)),
        \(fields.urgency.rawValue), \(fields.occurredAt), \(fields.date?.date.iso8601),
        \(fields.date?.minutes), \(fields.text?.revealed(for: .storage)),
        \(fields.extraction.rawValue), \(attendant), \(now), \(state.rawValue), \(assignee))
      RETURNING id
      """)
    for (position, origin) in fields.provenance.enumerated() {
      try insert(origin, at: position, of: id, by: attendant)
    }
    return id
  }

  /// All interactions of a contact, what happened last first.
  func all(of contact: Int64) throws(StoreError) -> [Interaction] {
    try database.rows(
      """
      SELECT \(InteractionTable.columns) FROM \(InteractionTable.source)
      WHERE i.contact_id = \(contact) ORDER BY i.occurred_at DESC, i.id DESC
      """, interaction)
  }

  func find(_ id: Int64) throws(StoreError) -> Interaction {
    let found = try database.row(
      """
      SELECT \(InteractionTable.columns) FROM \(InteractionTable.source) WHERE i.id = \(id)
      """, interaction)
    guard let found else { throw StoreError(.notFound) }
    return found
  }

  /// Replaces what a later reading of the text may change: reason, urgency, date, and what became of the extraction.
  func update(_ id: Int64, to fields: InteractionFields) throws(StoreError) {
    let statistics = KeptStatistics(database: database)
    let shared = try statistics.shared(byPersonOf: id)
    try database.execute(
      """
      UPDATE interactions SET reason_code = \(fields.reasonCode),
        reason = \(fields.reason?.revealed(for: .storage)), urgency = \(fields.urgency.rawValue),
        matter_date = \(fields.date?.date.iso8601), matter_minutes = \(fields.date?.minutes),
        extraction = \(fields.extraction.rawValue)
      WHERE id = \(id)
      """)
    try statistics.uphold(since: shared)
  }

  private static let columns: SQL = """
    i.id, i.uid, i.protocol, i.channel, i.reason_code, i.reason, i.urgency, i.occurred_at, i.text,
    i.extraction, i.attendant, i.created_at, i.matter_date, i.matter_minutes, i.state,
    i.assigned_to, w.closed_at, w.closed_by, w.outcome_code, o.name, r.name, w.note, w.handling_ms
    """

  /// With how each was ended: outcomes and reasons that are not offered any more keep their names.
  private static let source: SQL = """
    interactions i LEFT JOIN wrap_ups w ON w.interaction_id = i.id
    LEFT JOIN outcomes o ON o.code = w.outcome_code
    LEFT JOIN reasons r ON r.code = i.reason_code
    """

  private func interaction(_ row: Row) throws(StoreError) -> Interaction {
    guard let number = ProtocolNumber(try row.text(2)) else {
      throw StoreError(.corrupt, detail: "unreadable protocol number")
    }
    var date: SuggestedDate?
    if let day = try row.optionalText(12).flatMap(CivilDate.init(iso8601:)) {
      date = SuggestedDate(date: day, minutes: try row.optionalInt(13))
    }
    let fields = InteractionFields(
      channel: try row.choice(3, of: Channel.self), reasonCode: try row.optionalText(4),
      reason: try row.sensitiveText(5), urgency: try row.choice(6, of: Urgency.self),
      occurredAt: try row.timestamp(7), date: date, text: try row.sensitiveText(8),
      extraction: try row.choice(9, of: ExtractionState.self),
      provenance: try provenance(of: try row.integer(0)))
    return Interaction(
      uid: try row.uid(1), protocolNumber: number, fields: fields, attendant: try row.text(10),
      createdAt: try row.timestamp(11), state: try row.choice(14, of: InteractionState.self),
      assignee: try row.optionalText(15), closing: try closing(row))
  }

  private func closing(_ row: Row) throws(StoreError) -> Closing? {
    guard row.values[16] != .null else { return nil }
    return Closing(
      at: try row.timestamp(16), by: try row.text(17), outcomeCode: try row.text(18),
      outcome: try row.text(19), reason: try row.optionalText(20), note: try row.sensitiveText(21),
      handlingMilliseconds: try row.integer(22))
  }

  // MARK: - Where fields came from

  /// Adds where a field came from, and answers its place; `login` is empty until somebody has looked at it.
  func add(
    _ provenance: FieldProvenance, of interaction: Int64, by login: String
  ) throws(StoreError) -> Int {
    let position = Int(
      try database.number(
        """
        SELECT coalesce(max(position) + 1, 0) FROM field_provenance
        WHERE interaction_id = \(interaction)
        """))
    try insert(provenance, at: position, of: interaction, by: login)
    return position
  }

  func setReview(
    _ review: FieldProvenance.Review, at position: Int, of interaction: Int64, by login: String
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE field_provenance SET review = \(review.rawValue), reviewed_by = \(login)
      WHERE interaction_id = \(interaction) AND position = \(position)
      """)
  }

  private func insert(
    _ origin: FieldProvenance, at position: Int, of interaction: Int64, by login: String
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO field_provenance (interaction_id, position, field, origin, model,
        model_digest, prompt_version, span_start, span_end, review, reviewed_by)
      VALUES (\(interaction), \(position), \(origin.field.rawValue), \(origin.origin.rawValue),
        \(origin.model), \(origin.modelDigest), \(origin.promptVersion),
        \(origin.span?.lowerBound), \(origin.span?.upperBound), \(origin.review.rawValue),
        \(login))
      """)
  }

  private func provenance(of interaction: Int64) throws(StoreError) -> [FieldProvenance] {
    try database.rows(
      """
      SELECT field, origin, model, model_digest, prompt_version, span_start, span_end, review
      FROM field_provenance WHERE interaction_id = \(interaction) ORDER BY position
      """
    ) { (row) throws(StoreError) in
      var span: Range<Int>?
      if let start = try row.optionalInt(5), let end = try row.optionalInt(6), start <= end {
        span = start..<end
      }
      return FieldProvenance(
        field: try row.choice(0, of: ExtractedField.self),
        origin: try row.choice(1, of: FieldOrigin.self), model: try row.optionalText(2),
        modelDigest: try row.optionalText(3), promptVersion: try row.optionalText(4), span: span,
        review: try row.choice(7, of: FieldProvenance.Review.self))
    }
  }
}
