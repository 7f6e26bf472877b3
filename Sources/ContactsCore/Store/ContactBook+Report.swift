/// The numbers of a shift, of a month, of everything.
extension ContactBook {
  /// What an export of this period by this person would count in its **Resumo**: nothing of anybody, so no audit entry.
  ///
  /// - Parameters:
  ///   - first: The first day; nil when all days count.
  ///   - last: The last day, which counts.
  ///   - actor: Records that are closed to whoever asks count for nobody.
  /// - Returns: The numbers.
  /// - Throws: `.notPermitted`, and what the store throws.
  public func report(
    from first: CivilDate?, to last: CivilDate?, as actor: Actor
  ) async throws(StoreError) -> ShiftReport {
    let attempt = AuditTrail.Event(action: .read, entity: .report)
    let login = actor.login
    let now = surroundings.now()
    return try await reading(.readReports, attempt, as: actor) { (database) throws(StoreError) in
      var filter = ExportFilter()
      filter.from = first
      filter.to = last
      let query = try ExportQuery(filter, login: login, in: database)
      let callbacks = try CallbackTable(database: database).open(at: now)
      let tally = try query.tally(in: database)
      let numbers = tally.numbers(with: try query.gone(in: database))
      return ShiftReport(
        from: first, to: last,
        counts: try query.counts(in: database).adding(numbers.anonymised),
        numbers: numbers, hours: tally.hours,
        openCallbacks: callbacks.all, dueCallbacks: callbacks.due,
        overdueRequests: try RequestTable(database: database).pulse(on: now.local.date).overdue)
    }
  }
}

extension CallbackTable {
  /// How many are to be made, and how many of them should have been.
  func open(at now: Timestamp) throws(StoreError) -> (all: Int, due: Int) {
    let counts = try database.row(
      """
      SELECT count(*), coalesce(sum(CASE WHEN k.due_at <= \(now) THEN 1 ELSE 0 END), 0)
      FROM callbacks k JOIN contacts c ON c.id = k.contact_id AND c.status = 'ativo'
      WHERE k.state = 'aberto'
      """
    ) { (row) throws(StoreError) in (try row.int(0), try row.int(1)) }
    return counts.map { (all: $0.0, due: $0.1) } ?? (all: 0, due: 0)
  }
}
