/// The "copia e cola" of PIX: fields of a two-digit number, a two-digit length and so many characters (EMV), ending
/// with field 63, a CRC of four hexadecimal digits over all before them.
enum BRCode {
  /// More than twice what a code may have.
  private static let longest = 1024

  /// Where a well-formed code ends; nil when its lengths do not lead to a checksum.
  static func end(from start: Int, in units: [UInt8]) -> Int? {
    var at = start
    let limit = min(units.count, start + longest)
    while at + 4 <= limit {
      guard let tag = pair(at, units), let length = pair(at + 2, units) else { return nil }
      let end = at + 4 + length
      guard end <= units.count else { return nil }
      if tag == 63 { return length == 4 ? end : nil }
      guard length > 0 else { return nil }
      at = end
    }
    return nil
  }

  /// The end of the first `6304` whose four digits are the right checksum, else of the last one.
  static func checksumEnd(from start: Int, in units: [UInt8]) -> Int? {
    var last: Int?
    var crc: UInt16 = 0xffff
    let limit = min(units.count - 8, start + longest)
    var at = start
    while at <= limit {
      if units[at] == UInt8(ascii: "6"), units[at + 1] == UInt8(ascii: "3"),
        units[at + 2] == UInt8(ascii: "0"), units[at + 3] == UInt8(ascii: "4")
      {
        var whole = crc
        for unit in units[at..<at + 4] { whole = updated(whole, with: unit) }
        let written = String(decoding: units[at + 4..<at + 8], as: UTF8.self)
        if let value = UInt16(written, radix: 16) {
          if value == whole { return at + 8 }
          last = at + 8
        }
      }
      crc = updated(crc, with: units[at])
      at += 1
    }
    return last
  }

  /// Whether the central bank's name for PIX stands among the first fields.
  static func namesPIX(from start: Int, in units: [UInt8]) -> Bool {
    let name = Array("br.gov.bcb.pix".utf8)
    let end = min(units.count, start + 80)
    guard end - start > name.count else { return false }
    return (start..<end - name.count).contains { at in
      units[at] | 0x20 == name[0]
        && zip(units[at..<at + name.count], name).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
  }

  /// CRC-16/CCITT-FALSE: polynomial 0x1021 from 0xFFFF on.
  static func updated(_ crc: UInt16, with unit: UInt8) -> UInt16 {
    var crc = crc ^ UInt16(unit) << 8
    for _ in 0..<8 { crc = crc & 0x8000 == 0 ? crc << 1 : crc << 1 ^ 0x1021 }
    return crc
  }

  private static func pair(_ at: Int, _ units: [UInt8]) -> Int? {
    guard at + 1 < units.count, (0x30...0x39).contains(units[at]),
      (0x30...0x39).contains(units[at + 1])
    else { return nil }
    return Int(units[at] - 0x30) * 10 + Int(units[at + 1] - 0x30)
  }
}

/// A UUID with hyphens or spaces, or its 32 digits with nothing between.
struct RandomKey {
  let end: Int
  /// Whether it is of version 4, made of random bits alone.
  let isRandom: Bool
  private let separator: UInt8?

  /// Whether eight hexadecimal digits stand here, and then another, a hyphen or a space.
  @inline(__always)
  static func mayBegin(at start: Int, in units: [UInt8]) -> Bool {
    guard start + 32 <= units.count else { return false }
    for offset in 0..<8 where !isHexadecimal(units[start + offset]) { return false }
    let next = units[start + 8]
    return next == UInt8(ascii: "-") || next == 0x20 || isHexadecimal(next)
  }

  init?(at start: Int, in units: [UInt8]) {
    guard start + 32 <= units.count else { return nil }
    let found = units[start + 8]
    let separator = found == UInt8(ascii: "-") || found == UInt8(ascii: " ") ? found : nil
    let length = separator == nil ? 32 : 36
    guard start + length <= units.count else { return nil }
    var hasLetter = false
    var hasDigit = false
    for offset in 0..<length {
      let unit = units[start + offset]
      if let separator, offset == 8 || offset == 13 || offset == 18 || offset == 23 {
        guard unit == separator else { return nil }
      } else {
        guard RandomKey.isHexadecimal(unit) else { return nil }
        if unit > 0x39 { hasLetter = true } else { hasDigit = true }
      }
    }
    guard hasLetter, hasDigit else { return nil }
    end = start + length
    self.separator = separator
    let version = units[start + (separator == nil ? 12 : 14)]
    let variant = units[start + (separator == nil ? 16 : 19)] | 0x20
    isRandom =
      version == UInt8(ascii: "4")
      && (variant == UInt8(ascii: "8") | 0x20 || variant == UInt8(ascii: "9") | 0x20
        || variant == UInt8(ascii: "a") || variant == UInt8(ascii: "b"))
  }

  func isWritten(with separator: UInt8) -> Bool { self.separator == separator }

  @inline(__always)
  private static func isHexadecimal(_ unit: UInt8) -> Bool {
    (0x30...0x39).contains(unit) || (0x61...0x66).contains(unit | 0x20)
  }
}

/// Twelve letters and digits and two check digits, as CNPJs are issued since July 2026.
struct LetteredCompany {
  let end: Int
  let isFormatted: Bool
  let hasSpaces: Bool
  let isUpper: Bool
  let isValid: Bool

  init?(at start: Int, in units: [UInt8]) {
    var values: [UInt8] = []
    var at = start
    var signs = 0
    var spaces = 0
    var hasLetter = false
    var hasLower = false
    while values.count < 14 {
      guard at < units.count else { return nil }
      let unit = units[at]
      switch unit {
      case 0x30...0x39: values.append(unit - 0x30)
      case 0x41...0x5a, 0x61...0x7a:
        guard values.count < 12 else { return nil }
        hasLetter = true
        if unit >= 0x61 { hasLower = true }
        values.append((unit & 0xdf) - 0x30)
      case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), 0x20:
        guard [2, 5, 8, 12].contains(values.count), units[at - 1] != unit else { return nil }
        if unit == 0x20 { spaces += 1 } else { signs += 1 }
      default: return nil
      }
      at += 1
    }
    guard hasLetter, values.contains(where: { $0 < 10 }) else { return nil }
    end = at
    isFormatted = signs >= 3
    hasSpaces = spaces > 0
    isUpper = !hasLower
    isValid = CheckDigits.isCNPJ(values[...])
  }

  /// Whether two letters or digits and a sign stand here, or fourteen of them: what most words are not.
  @inline(__always)
  static func mayBegin(at start: Int, in units: [UInt8]) -> Bool {
    guard start + 14 <= units.count else { return false }
    var end = start
    while end < start + 14, isCode(units[end]) { end += 1 }
    if end == start + 14 { return true }
    return end == start + 2 && (units[end] == UInt8(ascii: ".") || units[end] == 0x20)
      && isCode(units[end + 1]) && isCode(units[end + 2]) && isCode(units[end + 3])
      && !isCode(units[end + 4])
  }

  @inline(__always)
  private static func isCode(_ unit: UInt8) -> Bool {
    let kind = UnitClass.of(unit)
    return kind == .digit || kind == .upper || kind == .lower
  }
}
