internal import ContactsCore

/// A note cut into words and marks, each with its place, made once so that many values can be looked for in it.
struct NoteIndex: Sendable {
  /// A run of letters and digits, or one mark of punctuation; spaces are left out.
  struct Token: Equatable, Sendable {
    /// Equal for words that fold to the same text; negative for marks, by their scalar.
    let id: Int
    /// Like `id`, with a plural's last letter taken off.
    let stem: Int
    /// In Unicode scalars of the note.
    let span: Range<Int>

    var isWord: Bool { id >= 0 }
  }

  let scalars: [Unicode.Scalar]
  let tokens: [Token]
  /// Places in `tokens` of the words.
  let words: [Int]
  let digits: [SpokenDigit]
  private let ids: [String: Int]

  init(_ note: String) {
    scalars = Array(note.unicodeScalars)
    var ids: [String: Int] = [:]
    var tokens: [Token] = []
    var texts: [String] = []
    var words: [Int] = []
    func id(_ text: String) -> Int {
      if let known = ids[text] { return known }
      ids[text] = ids.count
      return ids.count - 1
    }
    for (text, span) in NoteIndex.pieces(of: scalars) {
      guard let text else {
        let mark = -Int(scalars[span.lowerBound].value) - 1
        tokens.append(Token(id: mark, stem: mark, span: span))
        texts.append("")
        continue
      }
      words.append(tokens.count)
      tokens.append(Token(id: id(text), stem: id(NoteIndex.stem(text)), span: span))
      texts.append(text)
    }
    self.tokens = tokens
    self.words = words
    self.ids = ids
    digits = SpokenDigit.all(in: tokens, texts: texts, scalars: scalars)
  }

  /// The number of a folded word; nil when the note does not have it.
  func id(of word: String) -> Int? { ids[word] }

  static func stem(_ word: String) -> String {
    word.utf8.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
  }

  /// Folded words, and nil for marks and line feeds, in order.
  static func pieces(of scalars: [Unicode.Scalar]) -> [(String?, Range<Int>)] {
    var pieces: [(String?, Range<Int>)] = []
    var position = 0
    while position < scalars.count {
      let start = position
      if isWordScalar(scalars[position]) {
        while position < scalars.count, continuesWord(scalars[position]) { position += 1 }
        let text = folded(String(String.UnicodeScalarView(scalars[start..<position])))
        pieces.append((text, start..<position))
        continue
      }
      position += 1
      let scalar = scalars[start]
      if scalar == "\n" || !(scalar.properties.isWhitespace || isIgnorable(scalar)) {
        pieces.append((nil, start..<position))
      }
    }
    return pieces
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.asciiDigit != nil || (0x41...0x5a).contains(scalar.value)
        || (0x61...0x7a).contains(scalar.value)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Marks that hang on a letter, and what no reader sees, do not end a word.
  private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    isWordScalar(scalar) || (!scalar.isASCII && isIgnorable(scalar))
  }

  private static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: true
    default: false
    }
  }
}

/// A digit of the note, written as one or said as a word.
struct SpokenDigit: Equatable, Sendable {
  let value: Int
  /// Of the digit itself, or of the word that says it.
  let span: Range<Int>
  let isWord: Bool

  /// Reads `nove`, `meia`, `onze` and `noventa e oito` too: numbers are often dictated.
  static func all(
    in tokens: [NoteIndex.Token], texts: [String], scalars: [Unicode.Scalar]
  ) -> [SpokenDigit] {
    var digits: [SpokenDigit] = []
    var place = 0
    while place < tokens.count {
      let token = tokens[place]
      let text = texts[place]
      place += 1
      guard token.isWord else { continue }
      if let said = spoken[text] {
        var said = said
        var end = token.span.upperBound
        let tens = said.count == 2 && said[1] == 0 && said[0] > 1
        if tens, place + 1 < tokens.count, texts[place] == "e",
          let unit = spoken[texts[place + 1]], unit.count == 1, unit[0] > 0
        {
          said[1] = unit[0]
          end = tokens[place + 1].span.upperBound
          place += 2
        }
        for value in said {
          digits.append(
            SpokenDigit(value: value, span: token.span.lowerBound..<end, isWord: true))
        }
        continue
      }
      for index in token.span {
        guard let value = decimal(scalars[index]) else { continue }
        digits.append(SpokenDigit(value: value, span: index..<index + 1, isWord: false))
      }
    }
    return digits
  }

  private static func decimal(_ scalar: Unicode.Scalar) -> Int? {
    if let digit = scalar.asciiDigit { return digit }
    guard !scalar.isASCII, scalar.properties.numericType == .decimal,
      let value = scalar.properties.numericValue
    else { return nil }
    return Int(value)
  }

  private static let spoken: [String: [Int]] = [
    "zero": [0], "um": [1], "uma": [1], "dois": [2], "duas": [2], "tres": [3], "quatro": [4],
    "cinco": [5], "seis": [6], "meia": [6], "sete": [7], "oito": [8], "nove": [9], "dez": [1, 0],
    "onze": [1, 1], "doze": [1, 2], "treze": [1, 3], "catorze": [1, 4], "quatorze": [1, 4],
    "quinze": [1, 5], "dezesseis": [1, 6], "dezessete": [1, 7], "dezoito": [1, 8],
    "dezenove": [1, 9], "vinte": [2, 0], "trinta": [3, 0], "quarenta": [4, 0],
    "cinquenta": [5, 0], "sessenta": [6, 0], "setenta": [7, 0], "oitenta": [8, 0],
    "noventa": [9, 0],
  ]
}
