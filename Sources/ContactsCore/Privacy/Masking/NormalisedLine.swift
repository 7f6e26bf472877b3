/// A text in the form in which values are looked for, each unit knowing where in the text it came from.
///
/// Marks, zero-width and other ignorable characters are gone; compatible forms, spaces, dashes and quotes are one each;
/// `%40`, `\u00e7`, `&nbsp;` are what they stand for. A unit is an ASCII byte with its case, or one of three marks.
struct NormalisedLine {
  /// A letter outside ASCII that no ASCII letter is the base of.
  static let lowerLetter: UInt8 = 0x80
  static let upperLetter: UInt8 = 0x81
  /// Anything else outside ASCII, such as an emoji.
  static let sign: UInt8 = 0x82

  private(set) var units: [UInt8] = []
  /// Where in the text units begin that do not begin a byte after the one before: plain text has none.
  private var turns: [Turn] = []
  /// Where the next unit begins if it begins a byte after the last.
  private var next = 0
  private var recent: [(scalar: UInt32, form: UInt64)] = []

  private struct Turn {
    let unit: Int32
    let origin: Int32
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    units.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let start = at
      while at < bytes.count, NormalisedLine.standsForItself(bytes[at]) { at += 1 }
      if at > start {
        note(start)
        units.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<at]))
        next = at
        continue
      }
      let byte = bytes[at]
      if byte >= 0x80 {
        let (scalar, length) = NormalisedLine.decode(at: at, in: bytes)
        append(scalar, from: at)
        at += length
      } else if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\")
        || byte == UInt8(ascii: "&")
      {
        at = appendEscape(at: at, in: bytes)
      } else {
        append(byte == 0x09 ? 0x09 : 0x20, from: at)
        at += 1
      }
    }
    note(bytes.count)
  }

  /// ASCII that begins no escape.
  @inline(__always)
  private static func standsForItself(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "\\")
      && byte != UInt8(ascii: "&")
  }

  /// Bytes of the text that the units of a range came from.
  func source(of range: Range<Int>) -> Range<Int> {
    let start = origin(of: range.lowerBound)
    var after = range.upperBound
    // Several units may have come from one character.
    while after < units.count, origin(of: after) == origin(of: after - 1) { after += 1 }
    return start..<origin(of: after)
  }

  /// Where a unit begins, and for the one after the last where the text ends.
  private func origin(of unit: Int) -> Int {
    var low = 0
    var high = turns.count
    while low < high {
      let middle = (low + high) / 2
      if Int(turns[middle].unit) <= unit { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return unit }
    return Int(turns[low - 1].origin) + unit - Int(turns[low - 1].unit)
  }

  /// The next unit begins at `origin`.
  private mutating func note(_ origin: Int) {
    if origin != next { turns.append(Turn(unit: Int32(units.count), origin: Int32(origin))) }
  }

  /// Takes out what was covered, so that nothing is read across it.
  mutating func blank(_ range: Range<Int>) {
    for index in range { units[index] = NormalisedLine.sign }
  }

  private mutating func append(_ unit: UInt8, from origin: Int) {
    note(origin)
    units.append(unit)
    next = origin + 1
  }

  private mutating func append(_ scalar: Unicode.Scalar, from origin: Int) {
    guard !scalar.isASCII else {
      let isControl = scalar.value < 0x20 || scalar.value == 0x7f
      return append(isControl ? 0x20 : UInt8(scalar.value), from: origin)
    }
    // An ordinal sign after a digit says nothing: `1º/05/1972`.
    if scalar == "º" || scalar == "ª" || scalar == "°",
      let last = units.last, (0x30...0x39).contains(last)
    {
      return
    }
    if scalar == "°", let last = units.last, last | 0x20 == UInt8(ascii: "n") {
      return append(UInt8(ascii: "o"), from: origin)
    }
    var form = form(of: scalar)
    while form & 0xff != 0 {
      append(UInt8(form & 0xff), from: origin)
      form >>= 8
    }
  }

  /// Remembers what lies beyond the table: most texts have few such characters, and the same again.
  private mutating func form(of scalar: Unicode.Scalar) -> UInt64 {
    if let known = UnitForm.known(scalar) { return known }
    if recent.isEmpty { recent = Array(repeating: (0, 0), count: 256) }
    let slot = Int(scalar.value & 0xff)
    if recent[slot].scalar != scalar.value {
      recent[slot] = (scalar.value, UnitForm.compute(scalar))
    }
    return recent[slot].form
  }

  /// Appends what an escape stands for, or its first byte when it is none, and answers where reading goes on.
  private mutating func appendEscape(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if let escape = Escape(at: start, in: bytes) {
      for scalar in escape.scalars { append(scalar, from: start) }
      return escape.end
    }
    append(bytes[start], from: start)
    return start + 1
  }

  /// Reads one scalar of well-formed UTF-8.
  static func decode(
    at start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (scalar: Unicode.Scalar, length: Int) {
    let first = UInt32(bytes[start])
    let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard start + length <= bytes.count else { return ("\u{fffd}", bytes.count - start) }
    var value = first & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(bytes[start + offset] & 0x3f) }
    return (Unicode.Scalar(value) ?? "\u{fffd}", length)
  }
}

/// The units of one scalar, packed from the lowest byte on; 0 for none.
enum UnitForm {
  /// Latin with accents, also those that are marks of their own.
  private static let latin = table(of: 0x80..<0x370)
  /// Dashes, quotes, and what is not seen.
  private static let punctuation = table(of: 0x2000..<0x2100)
  /// Made, as the two above, by the first text that has any.
  private static let otherAlphabets = table(of: 0x370..<0x2000)

  private static func table(of values: Range<UInt32>) -> [UInt64] {
    values.map { Unicode.Scalar($0).map(compute) ?? 0 }
  }

  static func known(_ scalar: Unicode.Scalar) -> UInt64? {
    switch scalar.value {
    case 0x80..<0x370: latin[Int(scalar.value - 0x80)]
    case 0x370..<0x2000: otherAlphabets[Int(scalar.value - 0x370)]
    case 0x2000..<0x2100: punctuation[Int(scalar.value - 0x2000)]
    default: nil
    }
  }

  static func compute(_ scalar: Unicode.Scalar) -> UInt64 {
    if scalar.properties.isDefaultIgnorableCodePoint { return 0 }
    var packed: UInt64 = 0
    for (index, part) in compatibleForm(of: scalar).prefix(7).enumerated() {
      packed |= UInt64(unit(of: part)) << UInt64(8 * index)
    }
    return packed
  }

  private static func unit(of scalar: Unicode.Scalar) -> UInt8 {
    if scalar.isASCII {
      return scalar.value < 0x20 || scalar.value == 0x7f ? 0x20 : UInt8(scalar.value)
    }
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0x2043, 0x00ad, 0x02d7, 0x30fc: return UInt8(ascii: "-")
    case 0x00b7, 0x2022, 0x2027, 0x2219, 0x22c5, 0x3002: return UInt8(ascii: ".")
    case 0x2018...0x201b, 0x00b4, 0x02bc, 0x2032: return UInt8(ascii: "'")
    case 0x201c...0x201f, 0x00ab, 0x00bb, 0x2033: return UInt8(ascii: "\"")
    case 0x2044, 0x2215, 0x29f8: return UInt8(ascii: "/")
    default: break
    }
    let properties = scalar.properties
    if properties.numericType == .decimal, let value = properties.numericValue {
      return 0x30 + UInt8(value)
    }
    if properties.isWhitespace { return 0x20 }
    if properties.isAlphabetic {
      return properties.isUppercase ? NormalisedLine.upperLetter : NormalisedLine.lowerLetter
    }
    return NormalisedLine.sign
  }
}
