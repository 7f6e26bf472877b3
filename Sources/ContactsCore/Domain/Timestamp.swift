/// A point in time: milliseconds since 1970-01-01T00:00:00Z, as the store keeps it.
public struct Timestamp: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  public func adding(milliseconds delta: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds + delta)
  }

  /// What calendars and clocks show in São Paulo at this moment.
  public var local: LocalTime {
    let shifted = milliseconds + LocalTime.offsetMilliseconds
    let day = shifted.flooredQuotient(by: 86_400_000)
    let rest = Int(shifted - day * 86_400_000)
    return LocalTime(
      date: CivilDate(dayNumber: Int(day)), hour: rest / 3_600_000, minute: rest / 60_000 % 60,
      second: rest / 1000 % 60, millisecond: rest % 1000)
  }

  /// Reads ISO 8601: a date, or a date and time with `Z`, an offset, or none (São Paulo is meant).
  public init?(iso8601 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10,
      let date = CivilDate(iso8601: String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    var scanner = ISOTimeScanner(bytes: bytes[10...])
    guard let time = scanner.time() else { return nil }
    let day = Int64(date.dayNumber) * 86_400_000
    self.init(milliseconds: day + time.milliseconds - time.offset)
  }

  /// ISO 8601 in São Paulo time with milliseconds and its offset: `2026-11-21T09:15:00.000-03:00`.
  public var iso8601: String { local.iso8601 }
}

extension Int64 {
  /// The quotient rounded towards minus infinity, so that moments before 1970 fall on the right day.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// The part of an ISO 8601 text after the date.
private struct ISOTimeScanner {
  var bytes: ArraySlice<UInt8>

  /// Milliseconds of the day and the offset from UTC, both in milliseconds.
  mutating func time() -> (milliseconds: Int64, offset: Int64)? {
    if bytes.isEmpty { return (0, LocalTime.offsetMilliseconds) }
    guard let separator = bytes.popFirst(), separator == UInt8(ascii: "T") || separator == 0x20,
      let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60
    else { return nil }
    var total = Int64(hour) * 3_600_000 + Int64(minute) * 60_000
    if take(":") {
      guard let second = number(2), second < 61 else { return nil }
      total += Int64(second) * 1000
      if take(".") || take(",") {
        guard let fraction = fraction() else { return nil }
        total += fraction
      }
    }
    guard let offset = offset(), bytes.isEmpty else { return nil }
    return (total, offset)
  }

  private mutating func offset() -> Int64? {
    if bytes.isEmpty { return LocalTime.offsetMilliseconds }
    if take("Z") || take("z") { return 0 }
    let negative = take("-")
    guard negative || take("+"), let hour = number(2), hour < 15 else { return nil }
    _ = take(":")
    let minute = bytes.isEmpty ? 0 : number(2)
    guard let minute, minute < 60 else { return nil }
    let total = Int64(hour) * 3_600_000 + Int64(minute) * 60_000
    return negative ? -total : total
  }

  private mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var digits = 0
    while let byte = bytes.first, (0x30...0x39).contains(byte) {
      if digits < 3 { value = value * 10 + Int64(byte - 0x30) }
      digits += 1
      bytes.removeFirst()
    }
    guard digits > 0 else { return nil }
    for _ in min(digits, 3)..<3 { value *= 10 }
    return value
  }

  private mutating func number(_ count: Int) -> Int? {
    guard bytes.count >= count else { return nil }
    var value = 0
    for byte in bytes.prefix(count) {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    bytes.removeFirst(count)
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let first = bytes.first, UInt32(first) == character.value else { return false }
    bytes.removeFirst()
    return true
  }
}
