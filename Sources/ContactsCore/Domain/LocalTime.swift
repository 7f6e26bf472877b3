/// What a wall calendar and clock show in São Paulo.
///
/// Brazil has kept UTC−3 all year since Decree 9.772 of 25 April 2019 ended daylight saving time, and every moment
/// this program records is later; a fixed offset needs no time zone database on the machine.
public struct LocalTime: Hashable, Sendable {
  public let date: CivilDate
  /// 0 to 23.
  public let hour: Int
  public let minute: Int
  public let second: Int
  public let millisecond: Int

  /// São Paulo's offset from UTC.
  static let offsetMilliseconds: Int64 = -3 * 3_600_000

  public init(date: CivilDate, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
    self.date = date
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  public var timestamp: Timestamp {
    let time = Int64(((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    return Timestamp(
      milliseconds: Int64(date.dayNumber) * 86_400_000 + time - Self.offsetMilliseconds)
  }

  /// `2026-11-21T09:15:00.000-03:00`.
  public var iso8601: String {
    let fraction = String(1000 + millisecond).dropFirst()
    return "\(date.iso8601)T\(two(hour)):\(two(minute)):\(two(second)).\(fraction)-03:00"
  }

  /// `21/11/2026 09:15`, as people of the centre write it.
  public var display: String { "\(date.display) \(two(hour)):\(two(minute))" }

  /// `09:15`.
  public var clock: String { "\(two(hour)):\(two(minute))" }
}

/// Two digits, with a leading zero.
func two(_ number: Int) -> String {
  number < 10 ? "0\(number)" : "\(number)"
}
