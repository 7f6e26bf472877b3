internal import ContactsCore

extension Grounding {
  /// Where a number of this many digits stands, however it is punctuated or dictated.
  ///
  /// It has to be the whole number: one digit more on either side and it is another. Only a telephone may have a country
  /// or carrier code in front.
  func digits(_ text: String, isPhone: Bool) -> Range<Int>? {
    let wanted = text.unicodeScalars.compactMap(\.asciiDigit)
    let digits = index.digits
    guard wanted.count >= 7, wanted.count <= 20, wanted.count <= digits.count else { return nil }
    for start in 0...(digits.count - wanted.count) {
      let end = start + wanted.count
      guard zip(wanted, digits[start..<end]).allSatisfy({ $0 == $1.value }),
        isOneNumber(start..<end, isPhone: isPhone), beginsNumber(start, isPhone: isPhone),
        endsNumber(end)
      else { continue }
      return digits[start].span.lowerBound..<digits[end - 1].span.upperBound
    }
    return nil
  }

  /// Between digits stand at most a few marks; between a DDD and the rest a short phrase may.
  private func isOneNumber(_ range: Range<Int>, isPhone: Bool) -> Bool {
    range.dropLast().allSatisfy { place in
      let gap = gap(after: place)
      let afterAreaCode = isPhone && place == range.lowerBound + 1 && range.count >= 10
      if gap.contains(where: { index.scalars[$0] == "\n" }) { return false }
      if afterAreaCode, gap.count <= 24 { return true }
      return gap.count <= 4 && !gap.contains { index.scalars[$0].properties.isAlphabetic }
    }
  }

  private func gap(after place: Int) -> Range<Int> {
    let start = index.digits[place].span.upperBound
    return start..<max(start, index.digits[place + 1].span.lowerBound)
  }

  /// Whether two digits in a row belong to one number as it is written.
  private func joined(_ place: Int) -> Bool {
    let gap = gap(after: place)
    if gap.isEmpty { return true }
    guard gap.count == 1 else { return false }
    let mark = index.scalars[gap.lowerBound]
    let dictated = index.digits[place].isWord && index.digits[place + 1].isWord
    return mark == "." || mark == "-" || (dictated && mark == " ")
  }

  private func beginsNumber(_ start: Int, isPhone: Bool) -> Bool {
    var first = start
    while first > 0, start - first < 6, joined(first - 1) { first -= 1 }
    let before = index.digits[first..<start].map(\.value)
    if before.isEmpty { return true }
    guard isPhone else { return false }
    // Country code, trunk zero, zero and a carrier of two digits.
    return before == [5, 5] || before == [0] || before == [0, 0, 5, 5] || before == [0, 5, 5]
      || (before.count == 3 && before[0] == 0)
  }

  private func endsNumber(_ end: Int) -> Bool {
    end == index.digits.count || !joined(end - 1)
  }

  /// Where an e-mail address stands, also dictated with `arroba` and `ponto`.
  func email(_ value: String) -> Range<Int>? {
    let wanted = NoteIndex.pieces(of: Array(value.unicodeScalars)).map { text, span in
      text ?? String(Array(value.unicodeScalars)[span.lowerBound])
    }
    let tokens = index.tokens
    guard wanted.count >= 5, wanted.count <= 64, wanted.count <= tokens.count else { return nil }
    for start in 0...(tokens.count - wanted.count) {
      let end = start + wanted.count
      guard wanted.indices.allSatisfy({ says(tokens[start + $0], wanted[$0]) }),
        !continuesAddress(before: start), !continuesAddress(after: end)
      else { continue }
      return tokens[start].span.lowerBound..<tokens[end - 1].span.upperBound
    }
    return nil
  }

  private func says(_ token: NoteIndex.Token, _ piece: String) -> Bool {
    if token.isWord {
      if token.id == index.id(of: piece) { return true }
      return Grounding.spokenMarks[piece]?.contains { index.id(of: $0) == token.id } ?? false
    }
    return piece.unicodeScalars.count == 1
      && piece.unicodeScalars.first.map { -Int($0.value) - 1 } == token.id
  }

  /// A word or a mark of addresses that touches the first token belongs to a longer address.
  private func continuesAddress(before start: Int) -> Bool {
    guard start > 0, index.tokens[start - 1].span.upperBound == index.tokens[start].span.lowerBound
    else { return false }
    return index.tokens[start - 1].isWord || isAddressMark(start - 1)
  }

  /// A final full stop ends a sentence; one with a word behind it goes on.
  private func continuesAddress(after end: Int) -> Bool {
    let tokens = index.tokens
    guard end < tokens.count, tokens[end - 1].span.upperBound == tokens[end].span.lowerBound
    else { return false }
    if tokens[end].isWord { return true }
    return isAddressMark(end) && end + 1 < tokens.count && tokens[end + 1].isWord
      && tokens[end].span.upperBound == tokens[end + 1].span.lowerBound
  }

  private func isAddressMark(_ place: Int) -> Bool {
    let scalar = index.scalars[index.tokens[place].span.lowerBound]
    return scalar == "." || scalar == "-" || scalar == "_" || scalar == "+" || scalar == "@"
  }

  private static let spokenMarks: [String: [String]] = [
    "@": ["arroba"], ".": ["ponto"], "_": ["underline", "underscore", "sublinhado"],
    "-": ["hifen", "traco"],
  ]

  /// Where the two letters of a state stand: capital ones, or small ones that make no word.
  func state(_ state: StateCode) -> Range<Int>? {
    let capitals = Array(state.rawValue.unicodeScalars)
    let small = Array(state.rawValue.lowercased().unicodeScalars)
    return index.tokens.first { token in
      guard token.span.count == 2 else { return false }
      let letters = index.scalars[token.span]
      return letters.elementsEqual(capitals)
        || (Grounding.plainStates.contains(state) && letters.elementsEqual(small))
    }?.span
  }

  /// Those whose letters are no word of Portuguese, nor its beginning as people abbreviate.
  private static let plainStates: Set<StateCode> = [
    .SP, .RJ, .MG, .RS, .PR, .SC, .BA, .DF, .PB, .RN,
  ]
}
