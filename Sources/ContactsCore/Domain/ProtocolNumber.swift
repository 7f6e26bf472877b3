/// The number a person is given for an interaction: `AAAAMMDD-NNNNNN`, gapless within its day.
public struct ProtocolNumber: Hashable, Sendable, CustomStringConvertible {
  public let date: CivilDate
  /// From 1 to 999,999.
  public let number: Int

  static let most = 999_999
  /// Of this day, what an import leaves to those who are at work.
  static let mostFromElsewhere = 900_000
  /// How far ahead of the day's counter a number of an import may be.
  static let margin = 10_000

  public init(date: CivilDate, number: Int) {
    self.date = date
    self.number = number
  }

  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 15, bytes[8] == UInt8(ascii: "-"),
      bytes.indices.allSatisfy({ $0 == 8 || (0x30...0x39).contains(bytes[$0]) }),
      let year = Int(text.prefix(4)), let month = Int(text.dropFirst(4).prefix(2)),
      let day = Int(text.dropFirst(6).prefix(2)), let number = Int(text.suffix(6)),
      let date = CivilDate(year: year, month: month, day: day), number > 0
    else { return nil }
    self.init(date: date, number: number)
  }

  public var description: String {
    let compact = date.iso8601.split(separator: "-").joined()
    return "\(compact)-\(String(1_000_000 + number).dropFirst())"
  }
}
