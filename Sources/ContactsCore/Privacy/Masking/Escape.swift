/// A character written in the notation of URLs (`%40`), of JSON (`\u00e7`, `\n`) or of HTML (`&nbsp;`, `&eacute;`).
struct Escape {
  let scalars: [Unicode.Scalar]
  /// Where the escape ends in the bytes.
  let end: Int

  init?(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let escape =
      switch bytes[start] {
      case UInt8(ascii: "%"): Escape.percent(at: start, in: bytes)
      case UInt8(ascii: "\\"): Escape.backslash(at: start, in: bytes)
      default: Escape.entity(at: start, in: bytes)
      }
    guard let escape else { return nil }
    self = escape
  }

  private init(_ scalar: Unicode.Scalar, end: Int) {
    scalars = [scalar]
    self.end = end
  }

  /// One character of one to four escaped bytes; `%2540`, escaped twice or thrice, is read through.
  private static func percent(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Escape? {
    guard let (first, after) = escapedByte(at: start, in: bytes) else { return nil }
    if first < 0x80 {
      return first < 0x20 && first != 0x0a && first != 0x0d && first != 0x09
        ? nil : Escape(Unicode.Scalar(first), end: after)
    }
    guard (0xc2...0xf4).contains(first) else { return nil }
    let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    var value = UInt32(first) & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07)
    var at = after
    for _ in 1..<length {
      guard let (byte, next) = escapedByte(at: at, in: bytes), byte & 0xc0 == 0x80 else {
        return nil
      }
      value = value << 6 | UInt32(byte & 0x3f)
      at = next
    }
    return Unicode.Scalar(value).map { Escape($0, end: at) }
  }

  private static func escapedByte(
    at start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (byte: UInt8, end: Int)? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "%") else { return nil }
    var at = start + 1
    var rounds = 0
    while rounds < 3, at + 3 < bytes.count, bytes[at] == UInt8(ascii: "2"),
      bytes[at + 1] == UInt8(ascii: "5"), hexadecimal(bytes[at + 2]) != nil,
      hexadecimal(bytes[at + 3]) != nil
    {
      at += 2
      rounds += 1
    }
    guard at + 1 < bytes.count, let high = hexadecimal(bytes[at]),
      let low = hexadecimal(bytes[at + 1])
    else { return nil }
    return (UInt8(high * 16 + low), at + 2)
  }

  private static func backslash(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Escape? {
    guard start + 1 < bytes.count else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return Escape(" ", end: start + 2)
    case UInt8(ascii: "/"), UInt8(ascii: "\""):
      return Escape(Unicode.Scalar(bytes[start + 1]), end: start + 2)
    case UInt8(ascii: "u"):
      guard start + 5 < bytes.count else { return nil }
      var value: UInt32 = 0
      for offset in 2...5 {
        guard let digit = hexadecimal(bytes[start + offset]) else { return nil }
        value = value * 16 + UInt32(digit)
      }
      // Half of a pair stands for no character.
      return Escape(Unicode.Scalar(value) ?? "\u{fffd}", end: start + 6)
    default: return nil
    }
  }

  private static func entity(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Escape? {
    let longest = min(bytes.count, start + 10)
    guard
      let end = (start + 1..<longest).first(where: { bytes[$0] == UInt8(ascii: ";") }),
      end > start + 2
    else { return nil }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    if name == "nbsp" { return Escape(" ", end: end + 1) }
    if name == "amp" { return Escape("&", end: end + 1) }
    if name == "quot" { return Escape("\"", end: end + 1) }
    if name.hasPrefix("#") {
      let isHexadecimal = name.hasPrefix("#x") || name.hasPrefix("#X")
      let digits = name.dropFirst(isHexadecimal ? 2 : 1)
      guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), value >= 0x20,
        let scalar = Unicode.Scalar(value)
      else { return nil }
      return Escape(scalar, end: end + 1)
    }
    // The accent is dropped in any case.
    let marks: Set<Substring> = ["acute", "grave", "tilde", "circ", "cedil", "uml"]
    guard let letter = name.unicodeScalars.first, letter.properties.isAlphabetic,
      marks.contains(name.dropFirst())
    else { return nil }
    return Escape(letter, end: end + 1)
  }

  private static func hexadecimal(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x46: Int(byte) - 0x37
    case 0x61...0x66: Int(byte) - 0x57
    default: nil
    }
  }
}
