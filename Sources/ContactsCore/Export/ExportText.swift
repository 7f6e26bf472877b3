/// The ASCII characters that a format does not take as they are: the controls, and some of its own.
struct SpecialASCII {
  private let low: UInt64
  private let high: UInt64

  init(_ characters: StaticString) {
    var (low, high) = (UInt64(0xffff_ffff), UInt64(1) << 63)
    characters.withUTF8Buffer { bytes in
      for byte in bytes {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
      }
    }
    (self.low, self.high) = (low, high)
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> UInt64(byte) & 1 != 0 : high >> UInt64(byte & 63) & 1 != 0
  }
}

/// What stands in for bytes that are no UTF-8.
let unreadable: UInt32 = 0xfffd

extension [UInt8] {
  /// Copies a text of UTF-8, and asks `replace` for what may not be copied: `special`, bytes that are no UTF-8, and what
  /// a terminal or a spreadsheet would obey and not show.
  ///
  /// `replace` is told the scalar and where it stands.
  @inline(__always)
  mutating func append(
    _ text: UnsafeRawBufferPointer, except special: SpecialASCII,
    _ replace: (UInt32, Int, inout [UInt8]) -> Void
  ) {
    var copied = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte < 0x80 {
        guard special.contains(byte) else {
          at += 1
          continue
        }
        append(contentsOf: text[copied..<at])
        replace(UInt32(byte), at, &self)
        at += 1
        copied = at
        continue
      }
      let (scalar, length) = text.scalar(at: at)
      if scalar.actsInDocument {
        append(contentsOf: text[copied..<at])
        replace(scalar, at, &self)
        copied = at + length
      }
      at += length
    }
    append(contentsOf: text[copied..<text.count])
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  mutating func append(decimal number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let start = count
    var rest = number.magnitude
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }

  /// With leading zeros.
  mutating func append(_ number: Int, digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// `2026-11-21`.
  mutating func append(_ date: CivilDate) {
    append(date.year, digits: 4)
    append(UInt8(ascii: "-"))
    append(date.month, digits: 2)
    append(UInt8(ascii: "-"))
    append(date.day, digits: 2)
  }

  /// `2026-11-21 09:15:00`, with whatever stands between the day and the time.
  mutating func append(_ time: LocalTime, separator: UInt8) {
    append(time.date)
    append(separator)
    append(time.hour, digits: 2)
    append(UInt8(ascii: ":"))
    append(time.minute, digits: 2)
    append(UInt8(ascii: ":"))
    append(time.second, digits: 2)
  }
}

extension UnsafeRawBufferPointer {
  /// The scalar that begins at `at`, and its bytes; `unreadable` and one byte where none does.
  fileprivate func scalar(at: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(self[at])
    let (length, least): (Int, UInt32) =
      switch first {
      case 0xc2...0xdf: (2, 0x80)
      case 0xe0...0xef: (3, 0x800)
      case 0xf0...0xf4: (4, 0x10000)
      default: (1, .max)
      }
    guard length > 1, at + length <= count else { return (unreadable, 1) }
    var value = first & (0xff >> UInt32(length + 1))
    for offset in 1..<length {
      let byte = UInt32(self[at + offset])
      guard byte & 0xc0 == 0x80 else { return (unreadable, 1) }
      value = value << 6 | byte & 0x3f
    }
    guard value >= least, value <= 0x10ffff, !(0xd800...0xdfff).contains(value) else {
      return (unreadable, 1)
    }
    return (value, length)
  }

  /// Its parts between bytes of `separator`.
  func split(_ separator: UInt8) -> [UnsafeRawBufferPointer] {
    var parts: [UnsafeRawBufferPointer] = []
    var start = 0
    for at in 0...count where at == count || self[at] == separator {
      parts.append(UnsafeRawBufferPointer(rebasing: self[start..<at]))
      start = at + 1
    }
    return parts
  }

  var string: String { String(decoding: self, as: UTF8.self) }
}

extension UInt32 {
  /// Of a scalar past ASCII: whether it is a control, turns the direction of a text, ends a line, or is none at all.
  fileprivate var actsInDocument: Bool {
    switch self {
    case 0x80..<0xa0, 0x2028...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0xfeff, 0xfffd...0xffff:
      true
    default: false
    }
  }
}

/// Texts of several parts, as the store's answers carry them: ASCII's own separators.
enum Separator {
  static let unit: UInt8 = 0x1f
  static let record: UInt8 = 0x1e
}
