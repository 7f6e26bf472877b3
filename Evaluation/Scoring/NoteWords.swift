internal import ContactsCore

/// What a note writes, to tell a misread value from an invented one.
///
/// Strict: a number misread from dictation is not written anywhere, and counts as invented.
struct NoteWords {
  private let scalars: [Unicode.Scalar]
  private let words: Set<String>
  private let digits: String
  private let plain: String

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    let folded = folded(text)
    words = Set(foldedWords(text))
    digits = folded.filter { ("0"..."9").contains($0) }
    plain = folded.filter { $0.isLetter || $0.isNumber }
  }

  /// Whether a value, right or wrong, was at least taken from the note.
  func say(_ value: String, _ field: ScoredField, at span: Range<Int>?) -> Bool {
    switch field {
    case .phone, .phones, .cpf:
      let own = value.filter { ("0"..."9").contains($0) }
      return digits.contains(own.suffix(8))
    case .emails:
      return plain.contains(folded(value).filter { $0.isLetter || $0.isNumber })
    case .name, .reason:
      return foldedWords(value).allSatisfy(words.contains)
    case .city:
      // "BH" is written, though Belo Horizonte is not.
      return span.map { $0.upperBound <= scalars.count } ?? false
    case .day, .moment, .state:
      return span.map { $0.upperBound <= scalars.count } ?? false
    case .urgency:
      return true
    }
  }
}
