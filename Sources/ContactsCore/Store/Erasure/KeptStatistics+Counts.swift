extension KeptStatistics {
  /// What a report counts besides the rows it has.
  struct Counts: Equatable {
    /// By the name of the reason.
    var reasons: [String: Int] = [:]
    var urgencies: [Urgency: Int] = [:]
    fileprivate(set) var total = 0
    fileprivate var days: [CivilDate: Int] = [:]

    var anonymised: InteractionNumbers.Anonymised {
      InteractionNumbers.Anonymised(
        total: total,
        days: days.map { InteractionNumbers.Day(day: $0.key, count: $0.value) }
          .sorted { $0.day < $1.day })
    }
  }

  /// Named where a combination is too general to have a reason.
  static let noReason = "Motivo não mantido"

  /// Those that surely match: one that is more general than what is asked for does not count.
  ///
  /// - Parameters:
  ///   - filter: What is asked for.
  ///   - cities: As the store spells the filter's city; nil when it names none.
  /// - Returns: By reason, by urgency, and by day where the day was kept.
  /// - Throws: What the store throws.
  func counts(matching filter: ExportFilter, cities: [String]?) throws(StoreError) -> Counts {
    var counts = Counts()
    // Who attended, and by which means a form was filled, is not kept.
    guard filter.attendant == nil, filter.extraction == nil else { return counts }
    let names = Dictionary(
      try database.rows("SELECT code, name FROM reasons") { (row) throws(StoreError) in
        (try row.text(0), try row.text(1))
      }, uniquingKeysWith: { first, _ in first })
    for entry in try all() {
      let cell = entry.cell
      guard let urgency = Urgency(rawValue: cell.urgency), let (first, end) = cell.days,
        filter.from.map({ $0 <= first }) ?? true,
        filter.to.map({ end <= $0.adding(days: 1) }) ?? true,
        filter.urgency.map({ $0 == urgency }) ?? true,
        filter.reasonCode.map({ cell.level != .anyReason && $0 == cell.reason }) ?? true,
        cities.map({ $0.contains(cell.city) }) ?? true
      else { continue }
      let reason =
        cell.level == .anyReason
        ? KeptStatistics.noReason : names[cell.reason] ?? InteractionTally.noReason
      counts.reasons[reason, default: 0] += entry.interactions
      counts.urgencies[urgency, default: 0] += entry.interactions
      counts.total += entry.interactions
      if cell.level == .day { counts.days[first, default: 0] += entry.interactions }
    }
    return counts
  }
}
