internal import ContactsCore

/// Where in a note the rules have read a number or an address, whatever they took it for.
///
/// A value that a model takes from such a place, and the rules did not, is one that they hold for somebody else's, for an
/// order's, or for no such thing.
struct JudgedValues: Sendable {
  private let spans: [Range<Int>]

  static let none = JudgedValues(spans: [])

  private init(spans: [Range<Int>]) {
    self.spans = spans
  }

  init(_ view: NoteView, today: CivilDate) {
    let emails = EmailRecogniser(view)
    let claims = Claims(view, emails: emails.candidates.map(\.tokens))
    let scanner = DateScanner(view, today: today)
    let dates = view.tokens.indices.compactMap { index in
      scanner.numericEnd(at: index).map { index..<$0 }
    }
    let numbers = Numbers(view, cues: Cues(view), claims: claims, dates: dates)
    let tokens =
      numbers.phones.map(\.tokens) + numbers.cpfs.map(\.tokens) + numbers.others
      + emails.candidates.map(\.tokens)
    spans = tokens.map(view.span(ofTokens:))
  }

  func contains(_ span: Range<Int>) -> Bool {
    spans.contains { $0.overlaps(span) }
  }
}
