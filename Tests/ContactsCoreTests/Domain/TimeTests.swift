import Testing

@testable import ContactsCore

@Suite("Days and moments")
struct TimeTests {
  @Test func `days that no calendar has are refused`() {
    for (year, month, day) in [
      (2026, 4, 31), (2026, 2, 29), (1900, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
      (0, 1, 1), (10_000, 1, 1),
    ] {
      #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilDate(year: 2024, month: 2, day: 29) != nil)
  }

  @Test func `dates are read as written in Brazil and in ISO 8601, and in no other way`() {
    let date = CivilDate(year: 2026, month: 11, day: 21)
    for text in ["21/11/2026", "21-11-2026", "21.11.2026"] {
      #expect(CivilDate(brazilian: text) == date, "\(text)")
    }
    #expect(CivilDate(brazilian: "1/2/2026")?.iso8601 == "2026-02-01")
    #expect(CivilDate(iso8601: "2026-11-21") == date)
    for text in [
      "", "21/11", "21/11/26", "31/04/2026", "21/11/2026/1", "a/b/cdef", "-1/11/2026",
      "+1/11/2026", "1/11/2026/",
    ] {
      #expect(CivilDate(brazilian: text) == nil, "\(text)")
    }
    for text in ["2026-11-2", "2026/11/21", "2026-13-01", "20261121", "２０２６-11-21"] {
      #expect(CivilDate(iso8601: text) == nil, "\(text)")
    }
  }

  @Test func `day numbers go both ways over leap years and before 1970`() throws {
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.dayNumber == 0)
    #expect(CivilDate(dayNumber: -1).iso8601 == "1969-12-31")
    #expect(CivilDate(dayNumber: 11_016).iso8601 == "2000-02-29")
    for number in stride(from: -700_000, through: 2_900_000, by: 977) {
      #expect(CivilDate(dayNumber: number).dayNumber == number)
    }
    let date = try #require(CivilDate(year: 2026, month: 11, day: 21))
    #expect(date.weekday == .saturday)
    #expect(CivilDate(dayNumber: -4).weekday == .sunday)
    #expect(CivilDate(dayNumber: -5).weekday == .saturday)
    #expect(date.adding(days: 10).display == "01/12/2026")
    #expect(date < date.adding(days: 1))
  }

  @Test func `a moment shows the day of São Paulo`() {
    let moment = Timestamp(iso8601: "2026-11-22T01:30:00Z")
    #expect(moment?.iso8601 == "2026-11-21T22:30:00.000-03:00")
    #expect(moment?.local.display == "21/11/2026 22:30")
    #expect(moment?.local.clock == "22:30")
    #expect(moment?.local.timestamp == moment)
    #expect(Timestamp(milliseconds: -1).local.iso8601 == "1969-12-31T20:59:59.999-03:00")
  }

  @Test func `moments are read with Z, an offset, or none, which means São Paulo`() {
    let noon = Timestamp(iso8601: "2026-11-21T12:00:00-03:00")
    for text in [
      "2026-11-21T15:00:00Z", "2026-11-21 12:00", "2026-11-21T12:00:00.000", "2026-11-21T15:00z",
      "2026-11-21T12:00:00,0004", "2026-11-21T17:00+02:00", "2026-11-21T17:00+0200",
      "2026-11-21T17:00+02",
    ] {
      #expect(Timestamp(iso8601: text) == noon, "\(text)")
    }
    #expect(Timestamp(iso8601: "2026-11-21")?.local.clock == "00:00")
    #expect(
      Timestamp(iso8601: "2026-11-21T12:00:00.5Z")?.milliseconds.quotientAndRemainder(
        dividingBy: 1000
      ).remainder == 500)
    for text in [
      "", "2026-11-21X12:00", "2026-11-21T25:00", "2026-11-21T12", "2026-11-21T12:60",
      "2026-11-21T12:00:61", "2026-11-21T12:00:00.", "2026-11-21T12:00:00+15:00",
      "2026-11-21T12:00:00+03:60", "2026-11-21T12:00:00Zx", "2026-02-30T12:00", "2026-11-21T1a:00",
    ] {
      #expect(Timestamp(iso8601: text) == nil, "\(text)")
    }
  }

  @Test func `identifiers sort by the moment they were made`() {
    let random = [UInt8](repeating: 0xff, count: 10)
    let first = UID(at: Timestamp(milliseconds: 1_795_263_300_000), random: random)
    let second = UID(
      at: Timestamp(milliseconds: 1_795_263_300_001), random: [UInt8](repeating: 0, count: 12))
    #expect(first < second)
    #expect(first.text == "01a1fe08-01a0-7fff-bfff-ffffffffffff")
    #expect(UID(first.text.uppercased()) == first)
    #expect("\(first)" == first.text)
    for text in [
      "", "x", first.text + "0", first.text.replacing("-", with: "0"), "g" + first.text.dropFirst(),
    ] {
      #expect(UID(text) == nil, "\(text)")
    }
  }

  @Test func `a protocol number is eight digits, a hyphen and six`() {
    let number = ProtocolNumber("20261121-000012")
    #expect(number?.number == 12)
    #expect(number?.date.display == "21/11/2026")
    #expect(number?.description == "20261121-000012")
    for text in [
      "", "20261121-000000", "20261321-000001", "20261121 000001", "20261121-00001",
      "20261121-0000011", "２0261121-00001",
    ] {
      #expect(ProtocolNumber(text) == nil, "\(text)")
    }
  }

  @Test func `a suggested date says its time only when there is one`() throws {
    let date = try #require(CivilDate(year: 2026, month: 11, day: 22))
    #expect(SuggestedDate(date: date, minutes: nil).iso8601 == "2026-11-22")
    #expect(SuggestedDate(date: date, minutes: 905).iso8601 == "2026-11-22T15:05-03:00")
  }
}
