/// What may be counted of people who are gone: combinations of reason, urgency, place and time, each shared by five people at
/// least, and nothing by which one of them could be told from another.
///
/// The people of a combination are those still registered whose interactions it fits, and those who went and are counted in it;
/// see `docs/decisions/anonymising.md`.
struct KeptStatistics {
  let database: any Database

  /// One combination.
  struct Cell: Hashable {
    let level: StatisticsLevel
    /// `2026-03-12`, `2026-03` or `2026`.
    let period: String
    let state: String
    let city: String
    let reason: String
    let urgency: String

    /// The same with less said; nil where nothing is left to leave out.
    var coarser: Cell? {
      guard let next = level.coarser else { return nil }
      return Cell(
        level: next,
        period: String(period.prefix(next == .month ? 7 : 4)),
        state: next.rawValue < StatisticsLevel.anywhere.rawValue ? state : "",
        city: next.rawValue < StatisticsLevel.state.rawValue ? city : "",
        reason: next == .anyReason ? "" : reason, urgency: urgency)
    }

    /// It and all that are more general.
    var ladder: [Cell] {
      var cells = [self]
      while let next = cells[cells.count - 1].coarser { cells.append(next) }
      return cells
    }

    /// The first day, and the day after the last; nil for a period that is none.
    var days: (first: CivilDate, end: CivilDate)? {
      let parts = period.split(separator: "-").compactMap { Int($0) }
      guard let year = parts.first else { return nil }
      let month = parts.count > 1 ? parts[1] : 1
      guard
        let first = CivilDate(year: year, month: month, day: parts.count > 2 ? parts[2] : 1)
      else { return nil }
      switch parts.count {
      case 3: return (first, first.adding(days: 1))
      case 2:
        let next =
          month == 12
          ? CivilDate(year: year + 1, month: 1, day: 1)
          : CivilDate(year: year, month: month + 1, day: 1)
        return next.map { (first, $0) }
      default: return CivilDate(year: year + 1, month: 1, day: 1).map { (first, $0) }
      }
    }
  }

  /// How many interactions of somebody fit a combination at its finest.
  typealias Facts = [Cell: Int]

  // MARK: - Leaving

  /// The combinations of a person's interactions, asked before they go.
  func facts(of contact: Int64) throws(StoreError) -> Facts {
    let rows = try database.rows(
      """
      SELECT i.occurred_at, coalesce(c.state, ''), coalesce(c.city, ''),
        coalesce(i.reason_code, ''), i.urgency
      FROM interactions i JOIN contacts c ON c.id = i.contact_id WHERE c.id = \(contact)
      """
    ) { (row) throws(StoreError) in
      Cell(
        level: .day, period: try row.timestamp(0).local.date.iso8601, state: try row.text(1),
        city: try row.text(2), reason: try row.text(3), urgency: try row.text(4))
    }
    return Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// Counts one person's interactions, as generally as it takes; the person's own rows have gone.
  func keep(_ facts: Facts) throws(StoreError) -> StatisticsProof {
    var proof = StatisticsProof()
    var own: Set<Cell> = []
    for (finest, interactions) in facts.sorted(by: { $0.key.order < $1.key.order }) {
      var isKept = false
      for cell in finest.ladder where !isKept {
        let people = try people(in: cell) + (own.contains(cell) ? 0 : 1)
        guard people >= StatisticsProof.threshold else { continue }
        try add(interactions, people: own.insert(cell).inserted ? 1 : 0, to: cell)
        proof.add(interactions, at: cell.level, among: people)
        isKept = true
      }
      if !isKept { proof.dropped += interactions }
    }
    return proof
  }

  // MARK: - Holding

  /// What became of combinations that too few people share since somebody left.
  struct Upheld: Equatable {
    var generalised = 0
    var dropped = 0

    /// Empty where nothing had to change.
    var words: String {
      generalised + dropped == 0
        ? "" : "estatística: \(generalised) generalizadas, \(dropped) descartadas"
    }
  }

  /// Makes combinations more general, or drops them, until each is shared by enough people again.
  ///
  /// - Parameter cells: Those that somebody who left had a part in; nil for all.
  /// - Returns: How many had to change.
  /// - Throws: What the store throws.
  func uphold(_ cells: Set<Cell>? = nil) throws(StoreError) -> Upheld {
    var upheld = Upheld()
    let standing = try all().filter { cells?.contains($0.cell) ?? true }
    for entry in standing {
      // One that a finer one has just become part of is looked at as it now is.
      guard var current = try find(entry.cell) else { continue }
      guard try people(in: current.cell) < StatisticsProof.threshold else { continue }
      var rest: Entry? = current
      while let entry = rest, try people(in: entry.cell) < StatisticsProof.threshold {
        try database.execute("DELETE FROM kept_statistics WHERE \(condition(entry.cell))")
        guard let next = entry.cell.coarser else {
          rest = nil
          continue
        }
        // Somebody may be in both: the larger of the two is the least that they are together.
        let there = try find(next)
        current = Entry(
          cell: next, interactions: entry.interactions + (there?.interactions ?? 0),
          people: max(entry.people, there?.people ?? 0))
        try put(current)
        rest = current
      }
      if rest == nil { upheld.dropped += 1 } else { upheld.generalised += 1 }
    }
    return upheld
  }

  // MARK: - Counting

  struct Entry: Equatable {
    let cell: Cell
    let interactions: Int
    let people: Int
  }

  /// In the order of the combinations, which says nothing of who came first.
  func all() throws(StoreError) -> [Entry] {
    try database.rows(
      """
      SELECT level, period, state, city, reason_code, urgency, interactions, people
      FROM kept_statistics ORDER BY level, period, state, city, reason_code, urgency
      """, KeptStatistics.entry)
  }

  /// Of those still registered, and of those who went and are counted here.
  func people(in cell: Cell) throws(StoreError) -> Int {
    guard let (first, end) = cell.days else { return 0 }
    var conditions: [SQL] = [
      "i.urgency = \(cell.urgency)", "i.occurred_at >= \(KeptStatistics.start(of: first))",
      "i.occurred_at < \(KeptStatistics.start(of: end))",
    ]
    if cell.level.rawValue < StatisticsLevel.state.rawValue {
      conditions.append("coalesce(c.city, '') = \(cell.city)")
    }
    if cell.level.rawValue < StatisticsLevel.anywhere.rawValue {
      conditions.append("coalesce(c.state, '') = \(cell.state)")
    }
    if cell.level != .anyReason {
      conditions.append("coalesce(i.reason_code, '') = \(cell.reason)")
    }
    let living = try database.number(
      """
      SELECT count(DISTINCT i.contact_id) FROM interactions i JOIN contacts c ON c.id = i.contact_id
      WHERE \(SQL.all(conditions))
      """)
    return Int(living) + (try find(cell)?.people ?? 0)
  }

  private static func start(of day: CivilDate) -> Timestamp {
    LocalTime(date: day, hour: 0, minute: 0).timestamp
  }

  private func condition(_ cell: Cell) -> SQL {
    """
    level = \(cell.level.rawValue) AND period = \(cell.period) AND state = \(cell.state)
      AND city = \(cell.city) AND reason_code = \(cell.reason) AND urgency = \(cell.urgency)
    """
  }

  private func find(_ cell: Cell) throws(StoreError) -> Entry? {
    try database.row(
      """
      SELECT level, period, state, city, reason_code, urgency, interactions, people
      FROM kept_statistics WHERE \(condition(cell))
      """, KeptStatistics.entry)
  }

  private func add(_ interactions: Int, people: Int, to cell: Cell) throws(StoreError) {
    let there = try find(cell)
    try put(
      Entry(
        cell: cell, interactions: (there?.interactions ?? 0) + interactions,
        people: (there?.people ?? 0) + people))
  }

  private func put(_ entry: Entry) throws(StoreError) {
    let cell = entry.cell
    try database.execute(
      """
      INSERT INTO kept_statistics
        (level, period, state, city, reason_code, urgency, interactions, people)
      VALUES (\(cell.level.rawValue), \(cell.period), \(cell.state), \(cell.city), \(cell.reason),
        \(cell.urgency), \(entry.interactions), \(entry.people))
      ON CONFLICT (level, period, state, city, reason_code, urgency) DO UPDATE
      SET interactions = excluded.interactions, people = excluded.people
      """)
  }

  private static func entry(_ row: Row) throws(StoreError) -> Entry {
    guard let level = StatisticsLevel(rawValue: try row.int(0)) else {
      throw StoreError(.corrupt, detail: "a level of the statistics does not read")
    }
    return Entry(
      cell: Cell(
        level: level, period: try row.text(1), state: try row.text(2), city: try row.text(3),
        reason: try row.text(4), urgency: try row.text(5)),
      interactions: try row.int(6), people: try row.int(7))
  }
}

extension KeptStatistics.Cell {
  /// So that what is kept does not hang on the order of a dictionary.
  fileprivate var order: String {
    [period, state, city, reason, urgency].joined(separator: "\u{1f}")
  }
}
