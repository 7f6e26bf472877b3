/// What a person looks for, read from what they typed.
enum SearchQuery: Equatable {
  case all
  /// Something was typed, but nothing that could be looked for: punctuation alone finds nobody.
  case nothing
  case protocolNumber(ProtocolNumber)
  case terms(Terms)

  struct Terms: Equatable {
    /// Folded; each is the beginning of a word of the name.
    var words: [String] = []
    /// Runs of digits, which stand in this order in one telephone, or together begin a CPF.
    var digitGroups: [String] = []
    /// Beginnings of e-mail addresses, in lower case.
    var emails: [String] = []
  }

  /// More words, or more addresses, than anybody has change nothing but the cost.
  private static let mostWords = 8
  private static let mostEmails = 4
  /// Digits of the longest telephone number there is; a CPF has fewer.
  private static let mostDigits = 15

  init(_ text: String) {
    if let number = SearchQuery.protocolNumber(in: text) {
      self = .protocolNumber(number)
      return
    }
    var terms = Terms()
    for chunk in text.split(whereSeparator: \.isWhitespace) {
      if chunk.contains("@") {
        terms.emails.append(chunk.lowercased())
        continue
      }
      for word in foldedWords(String(chunk)) {
        if word.unicodeScalars.allSatisfy({ $0.asciiDigit != nil }) {
          terms.digitGroups.append(word)
        } else {
          terms.words.append(word)
        }
      }
    }
    let digits = terms.digitGroups.joined()
    if digits.count < 3 {
      // Too few to look for in a number; they may stand in a name.
      terms.words += terms.digitGroups
      terms.digitGroups = []
    } else if let subscriber = SearchQuery.withoutPrefixes(digits) {
      terms.digitGroups = [subscriber]
    }
    terms.words = Array(terms.words.prefix(SearchQuery.mostWords))
    terms.emails = Array(terms.emails.prefix(SearchQuery.mostEmails))
    // Nobody can be found by these, and a text pasted by mistake may be longer than the engine takes.
    guard terms.digitGroups.joined().count <= SearchQuery.mostDigits,
      terms.words.allSatisfy({ $0.unicodeScalars.count <= ContactFields.longestLine })
    else {
      self = .nothing
      return
    }
    let isBlank = text.allSatisfy(\.isWhitespace)
    self = terms == Terms() ? (isBlank ? .all : .nothing) : .terms(terms)
  }

  /// A number dialled with Brazil's code or a leading zero, without them; nil when there is nothing to take off.
  private static func withoutPrefixes(_ digits: String) -> String? {
    if digits.hasPrefix("55"), digits.count == 12 || digits.count == 13 {
      return String(digits.dropFirst(2))
    }
    // A tenth of all CPFs begin with a zero.
    if digits.hasPrefix("0"), digits.count == 11 || digits.count == 12, CPF(digits) == nil,
      !digits.hasPrefix("0800"), !digits.hasPrefix("0300"), !digits.hasPrefix("0500")
    {
      return String(digits.dropFirst())
    }
    return nil
  }

  /// `20261121-000012`, also without the hyphen or the zeros after it.
  private static func protocolNumber(in text: String) -> ProtocolNumber? {
    let trimmed = text.split(whereSeparator: \.isWhitespace)
    guard trimmed.count == 1, let only = trimmed.first else { return nil }
    let parts = only.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ $0.unicodeScalars.allSatisfy { $0.asciiDigit != nil } }) else {
      return nil
    }
    switch (parts.count, parts.first?.count ?? 0) {
    case (2, 8) where (1...6).contains(parts[1].count):
      let zeros = String(repeating: "0", count: 6 - parts[1].count)
      return ProtocolNumber("\(parts[0])-\(zeros)\(parts[1])")
    case (1, 14):
      return ProtocolNumber("\(parts[0].prefix(8))-\(parts[0].suffix(6))")
    default:
      return nil
    }
  }
}
