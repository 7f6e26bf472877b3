import ContactsCore
import Evaluation
import TestSupport
import Testing

@testable import Extraction

/// A model that answers with anything at all: what the notes say of others, what other notes say, the prompt's own words.
@Suite("Whatever a model answers")
struct AdversaryTests {
  private static let notes: [GoldNote] = {
    let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
    // An empty list fails the test below.
    return (try? GoldNote.all(in: "\(root)/data/notas/tune.jsonl")) ?? []
  }()

  /// Texts that a model could come upon: pieces of this note and of another, and of the prompt.
  private func texts(
    _ note: String, _ other: String, using generator: inout SeededGenerator
  ) -> [String] {
    let prompt = Prompt.current.messages(for: "").map(\.content).joined(separator: " ")
    var texts = [
      "", "null", "ADMIN", "2026-11-21", "(21) 99999-8888", "529.982.247-25", "x@exemplo.com",
    ]
    for source in [note, other, prompt] {
      let words = source.split(whereSeparator: \.isWhitespace).map(String.init)
      for _ in 0..<6 {
        let start = Int.random(in: 0..<max(1, words.count), using: &generator)
        let count = Int.random(in: 1...5, using: &generator)
        texts.append(words.dropFirst(start).prefix(count).joined(separator: " "))
      }
    }
    return texts
  }

  private func answer(
    _ texts: [String], using generator: inout SeededGenerator
  ) -> [PartialAnswer.Field] {
    ExtractedField.allCases.shuffled(using: &generator).map { field in
      let text = texts[Int.random(in: 0..<texts.count, using: &generator)]
      switch field {
      case .phones, .emails:
        return .list(field, [text, texts[Int.random(in: 0..<texts.count, using: &generator)]])
      default: return .text(field, text)
      }
    }
  }

  @Test func `nothing that has a grammar comes from the model against the rules`() throws {
    try #require(AdversaryTests.notes.count >= 70)
    var generator = SeededGenerator(seed: 7)
    for (number, note) in AdversaryTests.notes.enumerated().prefix(
      Workload.scaled(AdversaryTests.notes.count))
    {
      let context = try #require(note.context)
      let other = AdversaryTests.notes[(number + 31) % AdversaryTests.notes.count].texto
      let rules = Recognisers.extract(note.texto, in: context)
      for _ in 0..<Workload.scaled(4) {
        var reading = Reading(
          note: note.texto, rules: rules, context: context, model: "m", prompt: .current)
        let pieces = texts(note.texto, other, using: &generator)
        for field in answer(pieces, using: &generator) { reading.take(field) }
        check(reading.result.fields, rules.fields, note)
        if let kept = reading.kept(of: note.texto) {
          var again = Reading(
            note: note.texto, rules: rules, context: context, model: "m", prompt: .current)
          kept.fields(of: note.texto).forEach { again.take($0) }
          #expect(again.result.fields == reading.result.fields, "\(note.id)")
        }
      }
    }
  }

  private func check(_ fields: ExtractedFields, _ rules: ExtractedFields, _ note: GoldNote) {
    let count = note.texto.unicodeScalars.count
    #expect(fields.date == rules.date, "\(note.id)")
    if !rules.phones.isEmpty { #expect(fields.phones == rules.phones, "\(note.id)") }
    if !rules.emails.isEmpty { #expect(fields.emails == rules.emails, "\(note.id)") }
    if rules.cpf != nil { #expect(fields.cpf == rules.cpf, "\(note.id)") }
    for span in fields.phones.map(\.span) + fields.emails.map(\.span) + [fields.cpf?.span] {
      if let span { #expect(span.upperBound <= count, "\(note.id)") }
    }
    #expect(fields.phones.allSatisfy(\.isGrounded) && fields.emails.allSatisfy(\.isGrounded))
    for words in [fields.name, fields.city] {
      guard let words, words.origin == .model else { continue }
      #expect(words.isGrounded == (words.span != nil), "\(note.id)")
    }
    if let name = fields.name, !name.isGrounded {
      #expect(!Prompt.current.isOwn(name.value), "\(note.id)")
    }
  }
}
