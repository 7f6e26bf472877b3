import ContactsCore
import FoundationEssentials

/// An unsaved form as text, for the store to keep as it is typed.
///
/// It carries the key that makes a save happen once: a form that was saved just before a crash and is recovered and
/// saved again gets its first receipt.
struct DraftText: Equatable, Sendable, Codable {
  var subject: Subject
  var startedAt: Int64
  var idempotencyKey: String
  var note: String
  var entries: [Entry]

  enum Subject: Equatable, Sendable, Codable {
    case newContact
    /// An interaction with somebody who is already registered; the CPF is masked.
    case contact(uid: String, name: String, cpf: String?)
    /// A record being edited, and the version it was read at.
    case record(uid: String, version: Int)
    /// What a person says of the findings in a text of the queue.
    case review(uid: String)
  }

  struct Entry: Equatable, Sendable, Codable {
    var field: String
    var text: String
    var typed: String?
    var proposedText: String?
    var source: String
    var proposal: DraftProposal?
  }

  struct DraftProposal: Equatable, Sendable, Codable {
    var origin: FieldOrigin
    var span: [Int]?
    var excerpt: String?
    var isGrounded: Bool
    var reasonCode: String?
    var model: String?
    var modelDigest: String?
    var promptVersion: String?
  }

  /// Nil when the text was written by a version that spoke otherwise.
  init?(_ draft: Draft) {
    let contents = Array(draft.contents.revealed(for: .screen).utf8)
    guard let read = try? JSONDecoder().decode(DraftText.self, from: Data(contents)) else {
      return nil
    }
    self = read
  }

  init(
    subject: Subject, startedAt: Timestamp, idempotencyKey: UID, note: String, form: Form
  ) {
    self.subject = subject
    self.startedAt = startedAt.milliseconds
    self.idempotencyKey = idempotencyKey.text
    self.note = note
    entries = form.entries.map(Entry.init)
  }

  var text: Sensitive<String> {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(self) else {
      // Strings, numbers and nothing else: encoding cannot fail. The note alone is still worth keeping.
      return Sensitive(note)
    }
    return Sensitive(String(decoding: data, as: UTF8.self))
  }

  /// The form as it was; rows of fields that no longer exist are left out.
  var form: Form {
    let rows = entries.compactMap(FormEntry.init)
    return Form(entries: rows)
  }

  /// A few words to know the draft by: the name, else the first words of the note.
  var title: String {
    if let name = entries.first(where: { $0.field == FormField.name.rawValue })?.text,
      !isBlank(name)
    {
      return name
    }
    let words = note.split(whereSeparator: \.isWhitespace).prefix(6).joined(separator: " ")
    return words.isEmpty ? "sem nome" : words
  }
}

extension DraftText.Entry {
  init(_ entry: FormEntry) {
    field = entry.field.rawValue
    text = entry.text
    typed = entry.typed
    proposedText = entry.proposedText
    proposal = entry.proposal.map(DraftText.DraftProposal.init)
    source =
      switch entry.source {
      case .blank: "blank"
      case .proposed: "proposed"
      case .confirmed: "confirmed"
      case .manual: "manual"
      case .stored: "stored"
      }
  }
}

extension FormEntry {
  init?(_ entry: DraftText.Entry) {
    guard let field = FormField(rawValue: entry.field) else { return nil }
    let proposal = entry.proposal.map(Proposal.init)
    let source: Source =
      switch (entry.source, proposal) {
      case ("proposed", .some(let proposal)): .proposed(proposal)
      case ("confirmed", .some(let proposal)): .confirmed(proposal)
      case ("manual", let proposal): .manual(over: proposal)
      case ("stored", _): .stored
      case (_, _): .blank
      }
    self.init(field, text: entry.text, source: source)
    typed = entry.typed
    proposedText = entry.proposedText
  }
}

extension DraftText.DraftProposal {
  init(_ proposal: Proposal) {
    origin = proposal.origin
    span = proposal.span.map { [$0.lowerBound, $0.upperBound] }
    excerpt = proposal.excerpt
    isGrounded = proposal.isGrounded
    reasonCode = proposal.reasonCode
    model = proposal.model
    modelDigest = proposal.modelDigest
    promptVersion = proposal.promptVersion
  }
}

extension Proposal {
  init(_ draft: DraftText.DraftProposal) {
    var range: Range<Int>?
    if let span = draft.span, span.count == 2, span[0] >= 0, span[0] <= span[1] {
      range = span[0]..<span[1]
    }
    self.init(
      origin: draft.origin, span: range, excerpt: draft.excerpt, isGrounded: draft.isGrounded,
      reasonCode: draft.reasonCode, model: draft.model, modelDigest: draft.modelDigest,
      promptVersion: draft.promptVersion)
  }
}
