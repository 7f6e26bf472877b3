import ContactsCore

/// One row of a form: what it holds, and where that came from.
struct FormEntry: Equatable, Sendable {
  let field: FormField
  var input: TextField
  var source: Source
  /// The text as an extraction proposed it, so that the same proposal does not come back beside its correction.
  var proposedText: String?
  /// What the attendant typed, before leaving the field gave it its usual punctuation.
  var typed: String?

  init(_ field: FormField, text: String = "", source: Source = .blank) {
    self.field = field
    input = TextField(text)
    self.source = source
  }

  enum Source: Equatable, Sendable {
    /// Nothing yet, or the centre's default: an extraction may fill it.
    case blank
    /// Filled by an extraction and not touched since: a later one may replace it.
    case proposed(Proposal)
    /// Proposed, and confirmed by the attendant with `Enter`.
    case confirmed(Proposal)
    /// Typed or changed by the attendant, over a proposal if there was one.
    case manual(over: Proposal?)
    /// Read from the store.
    case stored
  }

  var text: String { input.text }
  var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }

  /// Whether an extraction may write here.
  var isUntouched: Bool {
    switch source {
    case .blank, .proposed: true
    case .confirmed, .manual, .stored: false
    }
  }

  /// A value that the note does not say and nobody has confirmed: shown with `?`, not saved silently.
  var isDoubtful: Bool {
    switch source {
    case .proposed(let proposal): !proposal.isGrounded && !isEmpty
    case .blank, .confirmed, .manual, .stored: false
    }
  }

  var proposal: Proposal? {
    switch source {
    case .proposed(let proposal), .confirmed(let proposal): proposal
    case .manual(let proposal): proposal
    case .blank, .stored: nil
    }
  }

  /// Where the value came from, in one word.
  var mark: String {
    switch source {
    case .blank: isEmpty ? "" : "padrão"
    case .proposed(let proposal): proposal.mark + (isDoubtful ? " ?" : "")
    case .confirmed(let proposal): proposal.mark + " ✓"
    case .manual: isEmpty ? "" : "manual"
    case .stored: ""
    }
  }

  mutating func fill(_ text: String, from proposal: Proposal) {
    input = TextField(text)
    source = .proposed(proposal)
    typed = nil
    proposedText = text
  }

  mutating func clear() {
    input = TextField()
    source = .blank
    typed = nil
  }

  /// The attendant's own value, as when choosing an option.
  mutating func choose(_ text: String) {
    input = TextField(text)
    markEdited()
  }

  mutating func markEdited() {
    typed = nil
    source = .manual(over: proposal)
  }

  mutating func confirm() {
    if case .proposed(let proposal) = source, !isEmpty { source = .confirmed(proposal) }
  }
}

/// What an extraction said of a field: kept beside the value, for the mark, the highlight and the provenance.
struct Proposal: Equatable, Sendable {
  var origin: FieldOrigin
  /// In Unicode scalars of the note it was found in.
  var span: Range<Int>?
  /// What stood there, to recognise the place after the note has changed.
  var excerpt: String?
  var isGrounded: Bool
  /// A code of the reason catalogue.
  var reasonCode: String?
  var model: String?
  var modelDigest: String?
  var promptVersion: String?

  var mark: String {
    switch origin {
    case .rule: "regra"
    case .model: "IA"
    case .manual: "manual"
    }
  }
}
