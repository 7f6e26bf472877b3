/// The days that count for deadlines of the law, in São Paulo's calendar.
///
/// Its holidays are data: fixed days, and days counted from Easter, each from a year on.
public struct BusinessCalendar: Sendable {
  private let holidays: [Holiday]

  /// The national holidays that the program brings along.
  public static let national = BusinessCalendar(EmbeddedFile.holidays.rows)

  struct Holiday: Equatable {
    enum Rule: Equatable {
      case fixed(month: Int, day: Int)
      /// Days after Easter Sunday; negative before it.
      case easter(Int)
    }

    let rule: Rule
    let name: String
    /// Whether it only is a day off for some, and counts as a business day.
    let isBusinessDay: Bool
    let firstYear: Int

    /// Reads `regra;nome;expediente;desde`.
    init?(_ columns: [String]) {
      guard columns.count == 4, let firstYear = Int(columns[3]) else { return nil }
      if columns[0].hasPrefix("pascoa"), let days = Int(columns[0].dropFirst(6)) {
        rule = .easter(days)
      } else {
        let parts = columns[0].split(separator: "-").compactMap { Int($0) }
        // Of a leap year, so that 29 February could be one.
        guard parts.count == 2, CivilDate(year: 2024, month: parts[0], day: parts[1]) != nil
        else { return nil }
        rule = .fixed(month: parts[0], day: parts[1])
      }
      name = columns[1]
      isBusinessDay = columns[2] == "sim"
      self.firstYear = firstYear
    }

    func falls(on day: CivilDate) -> Bool {
      guard day.year >= firstYear else { return false }
      return switch rule {
      case .fixed(let month, let number): day.month == month && day.day == number
      case .easter(let days): BusinessCalendar.easter(of: day.year).adding(days: days) == day
      }
    }
  }

  init(_ rows: [[String]]) {
    holidays = rows.compactMap(Holiday.init)
  }

  /// Easter Sunday, by the rule of the Gregorian calendar (Meeus, Jones, Butcher).
  public static func easter(of year: Int) -> CivilDate {
    let golden = year % 19
    let (century, rest) = (year / 100, year % 100)
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15)
    let moon = epact % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
    let correction = (golden + 11 * moon + 22 * weekday) / 451
    let sum = moon + weekday - 7 * correction + 114
    let march = CivilDate(dayNumber: CivilDate(year: year, month: 3, day: 1)?.dayNumber ?? 0)
    return march.adding(days: sum / 31 == 3 ? sum % 31 : sum % 31 + 31)
  }

  /// The name of the holiday, nil on any other day.
  public func holiday(on day: CivilDate) -> String? {
    holidays.first { $0.falls(on: day) }?.name
  }

  public func isBusinessDay(_ day: CivilDate) -> Bool {
    guard day.weekday != .saturday, day.weekday != .sunday else { return false }
    return !holidays.contains { !$0.isBusinessDay && $0.falls(on: day) }
  }

  /// The day on which the `count`th business day after `day` falls; the day itself does not count.
  public func day(_ count: Int, businessDaysAfter day: CivilDate) -> CivilDate {
    var (day, left) = (day, count)
    while left > 0 {
      day = day.adding(days: 1)
      if isBusinessDay(day) { left -= 1 }
    }
    return day
  }

  /// Business days that are left after `day`, up to and with `last`; negative once it has passed.
  public func businessDays(from day: CivilDate, to last: CivilDate) -> Int {
    if last < day { return -businessDays(from: last, to: day) }
    var (day, count) = (day, 0)
    while day < last {
      day = day.adding(days: 1)
      if isBusinessDay(day) { count += 1 }
    }
    return count
  }
}
