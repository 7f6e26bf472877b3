import TestSupport
import Testing

@testable import ContactsCore

@Suite("Interactions counted row by row")
struct InteractionTallyTests {
  private func moment(_ year: Int, _ month: Int, _ day: Int, _ hour: Int) -> Int64 {
    let date = CivilDate(year: year, month: month, day: day)
    return LocalTime(date: date ?? CivilDate(dayNumber: 0), hour: hour, minute: 59).timestamp
      .milliseconds
  }

  @Test func `each counts under its reason, urgency, day, attendant and hour`() async throws {
    let store = try await TestStore()
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let columns = InteractionTally.Columns(reason: 0, urgency: 1, occurredAt: 2, attendant: 3)
    var tally = InteractionTally()
    let rows: [(String?, String, Int64, String)] = [
      ("Moradia", "alta", moment(2026, 11, 21, 23), "bia"),
      ("Moradia", "media", moment(2026, 11, 22, 0), "bia"),
      ("Saúde", "media", moment(2026, 11, 22, 9), "ana"),
      (nil, "baixa", moment(2026, 11, 22, 9), "bia"),
      // A file's day, of which nobody knows the hour.
      ("Moradia", "media", moment(2026, 11, 22, 0) - 59 * 60_000, "bia"),
      // Before the zero of the store's clock.
      ("Moradia", "critica", moment(1969, 12, 31, 21), "zé"),
    ]
    for (reason, urgency, occurredAt, attendant) in rows {
      let reason: SQL = reason.map { "\($0)" } ?? "NULL"
      try connection.scan("SELECT \(reason), \(urgency), \(occurredAt), \(attendant)") {
        (row) throws(StoreError) in try tally.add(row, columns)
      }
    }
    var gone = KeptStatistics.Counts()
    gone.reasons = ["Saúde": 2, KeptStatistics.noReason: 1]
    gone.urgencies = [.high: 3]
    let numbers = tally.numbers(with: gone)
    #expect(
      numbers.reasons.map { "\($0.name) \($0.count)" } == [
        "Moradia 4", "Saúde 3", "Motivo não mantido 1", "Sem motivo do catálogo 1",
      ])
    #expect(numbers.urgencies.map(\.count) == [1, 4, 3, 1])
    #expect(
      numbers.attendants.map { "\($0.day.iso8601) \($0.attendant) \($0.count)" } == [
        "1969-12-31 zé 1", "2026-11-21 bia 1", "2026-11-22 ana 1", "2026-11-22 bia 3",
      ])
    let hours = tally.hours.enumerated().filter { $0.element > 0 }
    #expect(hours.map { "\($0.offset) \($0.element)" } == ["0 1", "9 2", "21 1", "23 1"])
  }

  @Test func `what is no interaction is damage`() async throws {
    let store = try await TestStore()
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let columns = InteractionTally.Columns(reason: 0, urgency: 1, occurredAt: 2, attendant: 3)
    var tally = InteractionTally()
    #expect(throws: StoreError.self) {
      try connection.scan("SELECT 'Moradia', 'enorme', 0, 'bia'") {
        (row) throws(StoreError) in try tally.add(row, columns)
      }
    }
  }
}
