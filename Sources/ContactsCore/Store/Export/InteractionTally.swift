/// Interactions counted as their rows go by: an export counts what it writes without reading it a second time.
struct InteractionTally {
  private var reasons: [String: Int] = [:]
  private var urgencies: [Urgency: Int] = [:]
  private var attendants: [Shift: Int] = [:]
  /// Of each hour of a day, from 0 to 23; of which only the day is known is in none.
  private(set) var hours = [Int](repeating: 0, count: 24)

  private struct Shift: Hashable {
    let day: Int
    let attendant: String
  }

  /// Where a row has what is counted.
  struct Columns {
    let reason, urgency, occurredAt, attendant: Int32

    /// As `InteractionColumn` counts them.
    static let export = Columns(
      reason: InteractionColumn.reasonName, urgency: InteractionColumn.urgency,
      occurredAt: InteractionColumn.occurredAt, attendant: InteractionColumn.attendant)
  }

  /// Named where a reason is none of the catalogue's.
  static let noReason = "Sem motivo do catálogo"

  mutating func add(_ row: LentRow, _ columns: Columns) throws(StoreError) {
    guard let urgency = row.text(columns.urgency).flatMap({ Urgency(rawValue: $0.string) }),
      let moment = row.integer(columns.occurredAt), let attendant = row.text(columns.attendant)
    else { throw StoreError(.corrupt, detail: "interactions") }
    reasons[row.text(columns.reason)?.string ?? InteractionTally.noReason, default: 0] += 1
    urgencies[urgency, default: 0] += 1
    // What is dated before 1970 has negative days and hours.
    let (days, time) = (moment + LocalTime.offsetMilliseconds).dividedDown(by: 86_400_000)
    // Just midnight is what a day without an hour becomes, as in most files: nobody knows at which hour it was.
    if time != 0 { hours[Int(time / 3_600_000)] += 1 }
    attendants[Shift(day: Int(days), attendant: attendant.string), default: 0] += 1
  }

  /// The whole of what a report tells.
  ///
  /// - Parameter gone: What is counted of people of whom there are no rows any more.
  /// - Returns: In the order in which it is shown.
  func numbers(with gone: KeptStatistics.Counts) -> InteractionNumbers {
    InteractionNumbers(
      reasons: reasons.merging(gone.reasons, uniquingKeysWith: +)
        .map { InteractionNumbers.Named(name: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.name) < ($0.count, $1.name) },
      urgencies: [Urgency.critical, .high, .medium, .low].map {
        InteractionNumbers.Named(
          name: $0.label, count: (urgencies[$0] ?? 0) + (gone.urgencies[$0] ?? 0))
      },
      attendants: attendants.sorted {
        ($0.key.day, $0.key.attendant) < ($1.key.day, $1.key.attendant)
      }.map {
        InteractionNumbers.Attendant(
          day: CivilDate(dayNumber: $0.key.day), attendant: $0.key.attendant, count: $0.value)
      },
      anonymised: gone.anonymised)
  }
}

extension Int64 {
  /// Quotient and remainder, of which the remainder is never negative.
  fileprivate func dividedDown(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
