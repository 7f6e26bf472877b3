/// The identifier a thing has outside the store: a UUID of version 7, whose order is that of creation (RFC 9562).
public struct UID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Lower case, with hyphens.
  public let text: String

  /// Composes one from a moment and 10 random bytes, of which 74 bits are used.
  public init(at moment: Timestamp, random: [UInt8]) {
    precondition(random.count >= 10, "a UUID of version 7 takes 10 random bytes")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    for shift in stride(from: 40, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: moment.milliseconds >> Int64(shift)))
    }
    bytes += random.prefix(10)
    bytes[6] = bytes[6] & 0x0f | 0x70
    bytes[8] = bytes[8] & 0x3f | 0x80
    text = UID.write(bytes)
  }

  /// Reads any UUID; upper case is accepted.
  public init?(_ text: String) {
    let lowered = text.lowercased()
    let bytes = Array(lowered.utf8)
    guard bytes.count == 36 else { return nil }
    for (index, byte) in bytes.enumerated() {
      let hyphen = index == 8 || index == 13 || index == 18 || index == 23
      let hex = (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      guard hyphen ? byte == UInt8(ascii: "-") : hex else { return nil }
    }
    self.text = lowered
  }

  public var description: String { text }

  public static func < (left: UID, right: UID) -> Bool { left.text < right.text }

  private static func write(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
