/// A word, a run of digits or a sign of a normalised line.
struct MaskToken {
  var start: Int32
  var end: Int32
  var kind: Kind
  /// What stands before it.
  var gap: Gap
  /// The unit of a sign; 0 for others.
  var sign: UInt8 = 0
  var letters: Letters = .lower
  var word = MaskWord()
  /// Whether it belongs to a value, or to something known to be no value.
  var isTaken = false
  var hash: UInt64 = 0

  enum Kind: UInt8 {
    case word, number, sign
    /// A label that an earlier masking put here.
    case masked
  }

  enum Gap: UInt8, Comparable {
    case none, space
    /// A tabulator, or three spaces and more: the next column.
    case wide

    static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
  }

  enum Letters: UInt8 {
    case lower, title, upper
  }

  var count: Int { Int(end - start) }

  func isSign(_ character: Unicode.Scalar) -> Bool {
    kind == .sign && UInt32(sign) == character.value
  }
}

extension NormalisedLine {
  /// Cuts the line into words, runs of digits and signs; spaces are kept as what stands before a token.
  ///
  /// `numeroCpf` is two words, and `C.P.F.` is one.
  func tokens() -> [MaskToken] {
    var tokens: [MaskToken] = []
    tokens.reserveCapacity(units.count / 4 + 8)
    let lexicon = MaskLexicon.shared
    var at = 0
    var gap = MaskToken.Gap.none
    while at < units.count {
      let unit = units[at]
      switch UnitClass.of(unit) {
      case .space:
        var end = at
        var spaces = 0
        while end < units.count, units[end] == 0x20 || units[end] == 0x09 {
          spaces += units[end] == 0x09 ? 3 : 1
          end += 1
        }
        gap = spaces >= 3 ? .wide : .space
        at = end
        continue
      case .digit:
        var end = at + 1
        while end < units.count, UnitClass.of(units[end]) == .digit { end += 1 }
        tokens.append(MaskToken(start: Int32(at), end: Int32(end), kind: .number, gap: gap))
        at = end
      case .lower, .upper:
        let token = acronym(at: at, gap: gap, after: tokens.last) ?? word(at: at, gap: gap, lexicon)
        tokens.append(token)
        at = Int(token.end)
      case .sign:
        if unit == UInt8(ascii: "["), let length = labelLength(at: at) {
          tokens.append(
            MaskToken(start: Int32(at), end: Int32(at + length), kind: .masked, gap: gap))
          at += length
        } else {
          tokens.append(
            MaskToken(start: Int32(at), end: Int32(at + 1), kind: .sign, gap: gap, sign: unit))
          at += 1
        }
      }
      gap = .none
    }
    return tokens
  }

  private func word(
    at start: Int, gap: MaskToken.Gap, _ lexicon: MaskLexicon
  ) -> MaskToken {
    var hash = MaskLexicon.Hash()
    var end = start
    var uppers = 0
    var previous = UnitClass.upper
    while end < units.count {
      let unit = units[end]
      let kind = UnitClass.of(unit)
      guard kind == .lower || kind == .upper, !(kind == .upper && previous == .lower) else { break }
      if kind == .upper { uppers += 1 }
      hash.add(kind == .upper ? (unit < 0x80 ? unit | 0x20 : NormalisedLine.lowerLetter) : unit)
      previous = kind
      end += 1
    }
    let count = end - start
    let startsUpper = UnitClass.of(units[start]) == .upper
    let letters: MaskToken.Letters =
      startsUpper ? (uppers == count && count > 1 ? .upper : .title) : .lower
    return MaskToken(
      start: Int32(start), end: Int32(end), kind: .word, gap: gap, letters: letters,
      word: lexicon[hash.value] ?? MaskWord(), hash: hash.value)
  }

  /// Letters with a dot after each, or two with a slash between, when together they are a label: `D.N.`, `c/c`.
  private func acronym(at start: Int, gap: MaskToken.Gap, after: MaskToken?) -> MaskToken? {
    guard start + 2 < units.count, isLetter(start + 2),
      units[start + 1] == UInt8(ascii: ".") || units[start + 1] == UInt8(ascii: "/")
    else { return nil }
    let separator = units[start + 1]
    var hash = MaskLexicon.Hash()
    var at = start
    var letters = 0
    var end = start
    while at < units.count, isLetter(at), letters < 5 {
      hash.add(units[at] | 0x20)
      letters += 1
      end = at + 1
      guard at + 1 < units.count, units[at + 1] == separator else { break }
      if separator == UInt8(ascii: ".") { end = at + 2 }
      at += 2
    }
    guard letters > 1, end >= units.count || !isLetter(end) else { return nil }
    if separator == UInt8(ascii: "/") {
      guard letters == 2, hash.value == Self.currentAccount || hash.value == Self.savingsAccount
      else { return nil }
      return MaskToken(
        start: Int32(start), end: Int32(end), kind: .word, gap: gap, letters: .upper,
        word: MaskWord(label: .conta), hash: hash.value)
    }
    guard let word = MaskLexicon.shared[hash.value], word.label != .none else { return nil }
    return MaskToken(
      start: Int32(start), end: Int32(end), kind: .word, gap: gap, letters: .upper, word: word,
      hash: hash.value)
  }

  private static let currentAccount = MaskLexicon.Hash.of("cc".utf8)
  private static let savingsAccount = MaskLexicon.Hash.of("cp".utf8)

  private func isLetter(_ index: Int) -> Bool {
    index < units.count && units[index] < 0x80
      && (UnitClass.of(units[index]) == .lower || UnitClass.of(units[index]) == .upper)
  }

  /// How long the label of an earlier masking at this place is.
  private func labelLength(at start: Int) -> Int? {
    for label in MaskKind.normalisedLabels where start + label.count <= units.count {
      if units[start + 1] == label[1], units[start..<start + label.count].elementsEqual(label) {
        return label.count
      }
    }
    return nil
  }
}

/// What kind of unit a byte of a normalised line is.
enum UnitClass: UInt8 {
  case space, digit, lower, upper, sign

  /// By comparison and not by a table: this is asked for every unit, several times.
  @inline(__always)
  static func of(_ unit: UInt8) -> UnitClass {
    let folded = unit | 0x20
    if folded >= 0x61, folded <= 0x7a { return unit == folded ? .lower : .upper }
    if unit >= 0x30, unit <= 0x39 { return .digit }
    if unit == 0x20 || unit == 0x09 { return .space }
    if unit == NormalisedLine.lowerLetter { return .lower }
    return unit == NormalisedLine.upperLetter ? .upper : .sign
  }
}

/// A few signs of ASCII, asked for often.
struct SignSet: ExpressibleByStringLiteral, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(stringLiteral text: StaticString) {
    text.withUTF8Buffer { bytes in
      for byte in bytes where byte < 64 { low |= 1 << UInt64(byte) }
      for byte in bytes where byte >= 64 && byte < 128 { high |= 1 << UInt64(byte - 64) }
    }
  }

  @inline(__always)
  func contains(_ sign: UInt8) -> Bool {
    sign < 64 ? low & 1 << UInt64(sign) != 0 : sign < 128 && high & 1 << UInt64(sign - 64) != 0
  }
}
