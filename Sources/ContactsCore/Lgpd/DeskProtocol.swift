/// The number of a request or an incident: `LGPD-20261121-0001`, gapless within its day.
public struct DeskProtocol: Hashable, Sendable, CustomStringConvertible {
  public let series: Series
  public let date: CivilDate
  /// From 1.
  public let number: Int

  public enum Series: String, Sendable, CaseIterable {
    case request = "LGPD"
    case incident = "INC"
  }

  public init(series: Series, date: CivilDate, number: Int) {
    self.series = series
    self.date = date
    self.number = number
  }

  /// Reads it in any case.
  public init?(_ text: String) {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let series = Series(rawValue: String(parts[0])), parts[1].count == 8,
      parts[2].count >= 4, parts[2].count <= 9,
      parts[1...].allSatisfy({ $0.unicodeScalars.allSatisfy { $0.asciiDigit != nil } }),
      let year = Int(parts[1].prefix(4)), let month = Int(parts[1].dropFirst(4).prefix(2)),
      let day = Int(parts[1].suffix(2)), let date = CivilDate(year: year, month: month, day: day),
      let number = Int(parts[2]), number > 0
    else { return nil }
    self.init(series: series, date: date, number: number)
  }

  public var description: String {
    let digits = String(number)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    return "\(series.rawValue)-\(date.iso8601.split(separator: "-").joined())-\(padding)\(digits)"
  }
}
