internal import ContactsCore

/// What one scalar of a note becomes in the folded view: one byte, nothing, or a mark on the letter before it.
///
/// One byte each keeps the map back to the note trivial; recognisers need to tell letters, digits and a few signs apart,
/// and only Latin letters from one another.
enum FoldedScalar {
  /// Not in the view at all: zero-width and bidirectional controls.
  static let dropped: UInt8 = 0
  /// A combining mark: belongs to the byte before it.
  static let mark: UInt8 = 1
  /// Emoji and other signs.
  static let symbol: UInt8 = 2
  /// A letter that folds to no ASCII letter.
  static let foreignLetter: UInt8 = 0x80

  static func byte(for scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.value
    if value < 0x80 { return ascii(UInt8(truncatingIfNeeded: value)) }
    if value < 0x250 { return latin[Int(value) - 0x80] }
    switch value {
    case 0x300...0x36f, 0x20d0...0x20ff, 0xfe00...0xfe0f: return mark
    case 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2064, 0x2066...0x206f, 0xfeff, 0x061c:
      return dropped
    case 0x2000...0x200a, 0x202f, 0x205f, 0x3000, 0x1680: return space
    case 0x2028, 0x2029: return newline
    case 0x2010...0x2015, 0x2212, 0xfe58, 0xfe63: return UInt8(ascii: "-")
    case 0x2018...0x201b, 0x2032, 0x02bc: return UInt8(ascii: "'")
    case 0x201c...0x201f, 0x2033: return UInt8(ascii: "\"")
    case 0x2022, 0x2023, 0x25cf, 0x25aa: return UInt8(ascii: "*")
    case 0x2024: return UInt8(ascii: ".")
    case 0xff01...0xff5e: return ascii(UInt8(truncatingIfNeeded: value - 0xfee0))
    case 0x1e00...0x1eff, 0x2100...0x214f, 0x2460...0x24ff, 0xfb00...0xfb06, 0x1d400...0x1d7ff:
      return compatible(scalar)
    default: return scalar.properties.isAlphabetic ? foreignLetter : symbol
    }
  }

  static let space = UInt8(ascii: " ")
  static let newline = UInt8(ascii: "\n")

  private static func ascii(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5a: byte + 0x20
    case 0x0a...0x0d: newline
    case 0..<0x20, 0x7f: space
    default: byte
    }
  }

  /// U+0080 to U+024F, folded once.
  private static let latin: [UInt8] = (0x80..<0x250).map { value in
    switch value {
    case 0x80..<0xa0, 0xa0: space
    case 0xad: dropped
    case 0xb7: UInt8(ascii: ".")
    case 0xb0: UInt8(ascii: "o")
    case 0xab, 0xbb: UInt8(ascii: "\"")
    case 0xb2, 0xb3, 0xb9, 0xbc...0xbe: symbol
    default: Unicode.Scalar(UInt32(value)).map(compatible) ?? symbol
    }
  }

  /// The first byte of the compatible form: mathematical, circled and accented Latin letters and digits.
  private static func compatible(_ scalar: Unicode.Scalar) -> UInt8 {
    guard let first = folded(String(Character(scalar))).utf8.first else { return symbol }
    switch first {
    case 0x61...0x7a, 0x30...0x39: return first
    default: return scalar.properties.isAlphabetic ? foreignLetter : symbol
    }
  }
}

extension UInt8 {
  var isFoldedLetter: Bool { (0x61...0x7a).contains(self) || self == FoldedScalar.foreignLetter }
  var isFoldedDigit: Bool { (0x30...0x39).contains(self) }
}
