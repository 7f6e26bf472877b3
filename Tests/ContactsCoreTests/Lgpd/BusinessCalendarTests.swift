import Testing

@testable import ContactsCore

@Suite("Business days and deadlines")
struct BusinessCalendarTests {
  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso8601: text)) }

  /// Three and twenty business days after `first`.
  private func deadlines(_ first: String) throws -> [String] {
    let calendar = BusinessCalendar.national
    return try [3, 20].map { calendar.day($0, businessDaysAfter: try day(first)).iso8601 }
  }

  @Test func `Easter falls where the tables say`() {
    let known = [
      1961: "1961-04-02", 2000: "2000-04-23", 2008: "2008-03-23", 2011: "2011-04-24",
      2016: "2016-03-27", 2024: "2024-03-31", 2025: "2025-04-20", 2026: "2026-04-05",
      2027: "2027-03-28", 2038: "2038-04-25", 2285: "2285-03-22",
    ]
    for (year, easter) in known {
      #expect(BusinessCalendar.easter(of: year).iso8601 == easter)
    }
    for year in 1900...2300 {
      #expect(BusinessCalendar.easter(of: year).weekday == .sunday, "\(year)")
    }
  }

  @Test func `every holiday of 2026 is known, and no other day is one`() throws {
    let first = try day("2026-01-01")
    let found = (0..<365).map { first.adding(days: $0) }
      .filter { BusinessCalendar.national.holiday(on: $0) != nil }.map(\.iso8601)
    #expect(
      found == [
        "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-04-03", "2026-04-21",
        "2026-05-01", "2026-06-04", "2026-09-07", "2026-10-12", "2026-11-02", "2026-11-15",
        "2026-11-20", "2026-12-25",
      ])
  }

  @Test func `Carnival does not count, and Ash Wednesday does`() throws {
    // Friday; then the weekend, Monday and Tuesday of Carnival.
    #expect(try deadlines("2026-02-13") == ["2026-02-20", "2026-03-17"])
    #expect(BusinessCalendar.national.isBusinessDay(try day("2026-02-18")))
  }

  @Test func `Good Friday and Corpus Christi move with Easter`() throws {
    #expect(try deadlines("2026-04-01") == ["2026-04-07", "2026-05-04"])
    #expect(try deadlines("2026-06-02") == ["2026-06-08", "2026-07-01"])
  }

  @Test func `a year ends with Christmas and begins with a holiday`() throws {
    #expect(try deadlines("2026-12-23") == ["2026-12-29", "2027-01-22"])
    #expect(try deadlines("2026-12-30") == ["2027-01-05", "2027-01-28"])
  }

  @Test func `Consciência Negra is a holiday of the nation since 2024`() throws {
    #expect(BusinessCalendar.national.isBusinessDay(try day("2023-11-20")))
    #expect(!BusinessCalendar.national.isBusinessDay(try day("2024-11-20")))
  }

  @Test func `the leap day counts when there is one`() throws {
    #expect(try deadlines("2028-02-25")[0] == "2028-03-03")
    let moment = try #require(Timestamp(iso8601: "2028-02-20T10:00:00-03:00"))
    #expect(LegalPeriod(15, .calendarDays).end(after: moment).iso8601 == "2028-03-06")
    let leap = try #require(Timestamp(iso8601: "2028-02-29T10:00:00-03:00"))
    #expect(LegalPeriod(5, .years).end(after: leap).iso8601 == "2033-03-01")
  }

  @Test func `a day begins at midnight in São Paulo, wherever the clock is read`() throws {
    // The same moment in two zones; then one that is already tomorrow in both UTC and Noronha, and not yet here.
    let moments = [
      "2026-12-31T22:30:00-03:00", "2027-01-01T01:30:00Z", "2026-12-31T23:30:00-02:00",
    ]
    for text in moments {
      let moment = try #require(Timestamp(iso8601: text))
      #expect(LegalPeriod(0, .calendarDays).end(after: moment).iso8601 == "2026-12-31", "\(text)")
      #expect(LegalPeriod(15, .calendarDays).end(after: moment).iso8601 == "2027-01-15")
      #expect(LegalPeriod(3, .businessDays).end(after: moment).iso8601 == "2027-01-06")
    }
    let next = try #require(Timestamp(iso8601: "2027-01-01T03:00:00Z"))
    #expect(LegalPeriod(0, .calendarDays).end(after: next).iso8601 == "2027-01-01")
  }

  @Test func `counting up to a day agrees with counting on from one`() throws {
    let calendar = BusinessCalendar.national
    for start in 0..<400 {
      let first = try day("2026-01-01").adding(days: start)
      let last = calendar.day(5, businessDaysAfter: first)
      #expect(calendar.businessDays(from: first, to: last) == 5)
      #expect(calendar.businessDays(from: last, to: first) == -5)
    }
  }
}
