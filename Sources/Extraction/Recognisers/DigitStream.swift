/// The digits of a note in order, written and spoken alike, so that "11 nove8765" reads as one number.
struct DigitStream: Sendable {
  /// One run of written digits, or one spoken number.
  struct Unit: Sendable {
    /// In `digits`.
    let digits: Range<Int>
    let tokens: Range<Int>
    let isSpoken: Bool
  }

  /// Values 0 to 9 of all units, one after the other.
  private(set) var digits: [UInt8] = []
  private(set) var units: [Unit] = []

  init(_ view: NoteView, skipping claimed: [Range<Int>]) {
    var index = 0
    var claims = claimed[...]
    while index < view.tokens.count {
      if let claim = claims.first, claim.lowerBound <= index {
        index = max(index, claim.upperBound)
        claims.removeFirst()
        continue
      }
      let token = view.tokens[index]
      switch token.kind {
      case .number where view.isItemNumber(index): index += 1
      case .number:
        append(view.folded(token).map { $0 - 0x30 }, tokens: index..<index + 1, isSpoken: false)
        index += 1
      case .word:
        if let digit = Self.misread(index, in: view) {
          append(
            [digit] + view.folded(view.tokens[index + 1]).map { $0 - 0x30 },
            tokens: index..<index + 2, isSpoken: false)
          index += 2
        } else if let spoken = SpokenNumber(view, at: index)
          ?? SpokenNumber(mistyped: index, in: view)
        {
          append(spoken.digits, tokens: spoken.tokens, isSpoken: true)
          index = spoken.tokens.upperBound
        } else {
          index += 1
        }
      case .sign: index += 1
      }
    }
  }

  private mutating func append(_ new: [UInt8], tokens: Range<Int>, isSpoken: Bool) {
    let start = digits.count
    digits.append(contentsOf: new)
    units.append(Unit(digits: start..<digits.count, tokens: tokens, isSpoken: isSpoken))
  }

  /// "276.816.O10-58", "O41 99812…": a letter that a scanner, or a finger, puts in a digit's place.
  private static func misread(_ index: Int, in view: NoteView) -> UInt8? {
    let token = view.tokens[index]
    guard token.count == 1, index + 1 < view.tokens.count,
      view.tokens[index + 1].kind == .number, !view.tokens[index + 1].followsSpace,
      view.tokens[index + 1].count > 1,
      view.text(ofTokens: index..<index + 1).utf8.allSatisfy({ $0 < 0x80 })
    else { return nil }
    switch view.byte(of: token) {
    case UInt8(ascii: "o"): return 0
    case UInt8(ascii: "l"), UInt8(ascii: "i"): return isWithin(index, in: view) ? 1 : nil
    case UInt8(ascii: "s"): return isWithin(index, in: view) ? 5 : nil
    case UInt8(ascii: "b"): return isWithin(index, in: view) ? 8 : nil
    default: return nil
    }
  }

  /// Whether digits, and no more than a sign, stand right before a letter.
  private static func isWithin(_ index: Int, in view: NoteView) -> Bool {
    guard index > 1, !view.tokens[index].followsSpace else { return false }
    if view.tokens[index - 1].kind == .number { return true }
    return view.tokens[index - 1].kind == .sign && !view.tokens[index - 1].followsSpace
      && ".-".utf8.contains(view.byte(of: view.tokens[index - 1]))
      && view.tokens[index - 2].kind == .number
  }

  /// The digits of consecutive units.
  func digits(ofUnits range: Range<Int>) -> ArraySlice<UInt8> {
    guard !range.isEmpty else { return [] }
    return digits[
      units[range.lowerBound].digits.lowerBound..<units[range.upperBound - 1].digits.upperBound]
  }

  func tokens(ofUnits range: Range<Int>) -> Range<Int> {
    units[range.lowerBound].tokens.lowerBound..<units[range.upperBound - 1].tokens.upperBound
  }
}

extension NoteView {
  /// "2) 453…" below "1) Ana": what counts the lines of a list.
  fileprivate func isItemNumber(_ index: Int) -> Bool {
    guard tokens[index].count <= 2, startsLine(index), let sign = itemSign(after: index) else {
      return false
    }
    let number = value(index)
    // The lines before and after, as far as a list's line is long.
    var before = index - 1
    while before > 0, index - before < 60, !startsLine(before) { before -= 1 }
    if before >= 0, tokens[before].kind == .number, itemSign(after: before) == sign,
      value(before) + 1 == number
    {
      return true
    }
    guard
      let after = (index + 1..<min(index + 60, tokens.count)).first(where: {
        tokens[$0].line != tokens[index].line
      })
    else { return false }
    return tokens[after].kind == .number && itemSign(after: after) == sign
      && value(after) == number + 1
  }

  private func startsLine(_ index: Int) -> Bool {
    index == 0 || tokens[index - 1].line != tokens[index].line
  }

  private func itemSign(after index: Int) -> UInt8? {
    guard index + 1 < tokens.count, tokens[index + 1].kind == .sign,
      !tokens[index + 1].followsSpace, ").-".utf8.contains(byte(of: tokens[index + 1]))
    else { return nil }
    return byte(of: tokens[index + 1])
  }

  private func value(_ index: Int) -> Int {
    folded(tokens[index]).prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

/// A number in words as people dictate it: "sete", "vinte e um", "novecentos e noventa", "meia", "duplo três".
struct SpokenNumber: Sendable {
  let digits: [UInt8]
  let tokens: Range<Int>

  init?(_ view: NoteView, at start: Int) {
    guard let first = Self.values[view.tokens[start].hash] else { return nil }
    var index = start + 1
    func value(_ position: Int) -> Value? {
      guard position < view.tokens.count, view.tokens[position].kind == .word else { return nil }
      return Self.values[view.tokens[position].hash]
    }
    /// The unit or ten after `index`, with or without "e" before it.
    func following(below limit: Int) -> (value: Int, end: Int)? {
      // "trinta meia" is 306.
      let joined = view.isWord(index, "e")
      if view.isWord(joined ? index + 1 : index, "meia") { return nil }
      guard case .number(let next) = value(joined ? index + 1 : index), next > 0, next < limit,
        limit == 100 || next < 10
      else { return nil }
      return (next, index + (joined ? 2 : 1))
    }
    switch first {
    case .double:
      if view.isWord(index, "do") || view.isWord(index, "de") || view.isWord(index, "o") {
        index += 1
      }
      guard case .number(let digit) = value(index), digit < 10 else { return nil }
      digits = [UInt8(digit), UInt8(digit)]
      index += 1
    case .plural: return nil
    case .number(let number):
      var number = number
      if (2...4).contains(number), case .plural(let digit) = value(index) {
        digits = [UInt8](repeating: UInt8(digit), count: number)
        index += 1
        break
      }
      if number >= 100 {
        if let next = following(below: 100) {
          // "cento e vinte e um": the ten, then perhaps its unit.
          number += next.value
          index = next.end
          if next.value >= 20, next.value % 10 == 0, let unit = following(below: 10) {
            number += unit.value
            index = unit.end
          }
        }
      } else if number >= 20, let next = following(below: 10) {
        number += next.value
        index = next.end
      }
      digits = Self.digits(of: number)
    }
    tokens = start..<index
  }

  /// "oitto", "treis": one letter off, between two numbers that are said.
  init?(mistyped index: Int, in view: NoteView) {
    let token = view.tokens[index]
    guard (3...8).contains(token.count), index > 0, index + 1 < view.tokens.count,
      Self.isNumber(view.tokens[index - 1]), Self.isNumber(view.tokens[index + 1]),
      let near = Self.spellings.first(where: { Self.isNear(view.folded(token), $0.word) })
    else { return nil }
    digits = Self.digits(of: near.number)
    tokens = index..<index + 1
  }

  private static func isNumber(_ token: Token) -> Bool {
    token.kind == .number || token.kind == .word && values[token.hash] != nil
  }

  /// Whether one letter more, less or other makes the two the same.
  private static func isNear(_ word: ArraySlice<UInt8>, _ other: [UInt8]) -> Bool {
    guard abs(word.count - other.count) <= 1 else { return false }
    let shared = min(word.count, other.count)
    let head = zip(word, other).prefix { $0 == $1 }.count
    let tail = zip(word.reversed(), other.reversed()).prefix { $0 == $1 }.count
    return head + tail >= shared - (word.count == other.count ? 1 : 0)
  }

  /// The numbers that are said digit by digit, and are long enough to be known with a letter wrong.
  private static let spellings: [(word: [UInt8], number: Int)] = [
    ("zero", 0), ("dois", 2), ("tres", 3), ("quatro", 4), ("cinco", 5), ("seis", 6), ("meia", 6),
    ("sete", 7), ("oito", 8), ("nove", 9), ("vinte", 20), ("trinta", 30), ("quarenta", 40),
    ("cinquenta", 50), ("sessenta", 60), ("setenta", 70), ("oitenta", 80), ("noventa", 90),
  ].map { (Array($0.0.utf8), $0.1) }

  private static func digits(of number: Int) -> [UInt8] {
    let units = UInt8(truncatingIfNeeded: number % 10)
    if number < 10 { return [units] }
    let tens = UInt8(truncatingIfNeeded: number / 10 % 10)
    return number < 100
      ? [tens, units] : [UInt8(truncatingIfNeeded: number / 100), tens, units]
  }

  private enum Value: Sendable {
    case number(Int)
    /// "duplo", "dobro": the digit after it twice.
    case double
    /// "zeros", "noves": after how many.
    case plural(Int)
  }

  private static let values: WordMap<Value> = {
    let numbers: [(String, Int)] = [
      ("zero", 0), ("um", 1), ("uma", 1), ("hum", 1), ("dois", 2), ("duas", 2), ("tres", 3),
      ("quatro", 4), ("cinco", 5), ("seis", 6), ("meia", 6), ("sete", 7), ("oito", 8), ("nove", 9),
      ("dez", 10), ("onze", 11), ("doze", 12), ("treze", 13), ("quatorze", 14), ("catorze", 14),
      ("quinze", 15), ("dezesseis", 16), ("dezessete", 17), ("dezoito", 18), ("dezenove", 19),
      ("vinte", 20), ("trinta", 30), ("quarenta", 40), ("cinquenta", 50), ("sessenta", 60),
      ("setenta", 70), ("oitenta", 80), ("noventa", 90), ("cem", 100), ("cento", 100),
      ("duzentos", 200), ("trezentos", 300), ("quatrocentos", 400), ("quinhentos", 500),
      ("seiscentos", 600), ("setecentos", 700), ("oitocentos", 800), ("novecentos", 900),
    ]
    let plurals = [
      ("zeros", 0), ("uns", 1), ("setes", 7), ("oitos", 8), ("noves", 9), ("cincos", 5),
      ("quatros", 4), ("seis", 6),
    ]
    let doubles = ["duplo", "dobro", "dobrado"]
    return WordMap(
      numbers.map { (WordHash($0.0.utf8), Value.number($0.1)) }
        + doubles.map { (WordHash($0.utf8), Value.double) }
        + plurals.map { (WordHash($0.0.utf8), Value.plural($0.1)) })
  }()

  /// The value of one word between zero and ninety, such as "quinze".
  static func value(of token: Token) -> Int? {
    guard case .number(let number) = values[token.hash] else { return nil }
    return number
  }
}
