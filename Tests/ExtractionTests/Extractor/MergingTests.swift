import ContactsCore
import Testing

@testable import Extraction

@Suite("Merging")
struct MergingTests {
  typealias Case = (note: String, rule: String?, model: String?, expected: String)

  static let names: [Case] = [
    ("Nome: Ana Reis. Irmã: Eva Luz", "Ana Reis", "Eva Luz", "Ana Reis"),
    ("meu nome é Ana Reis, filha da Eva Luz", "Ana Reis", "Eva Luz", "Ana Reis"),
    ("aqui é a Ana Reis, irmã da Eva Luz", "Ana Reis", "Eva Luz", "Ana Reis"),
    ("nome completo: Ana Reis / Eva Luz", "Ana Reis", "Eva Luz", "Ana Reis"),
    ("Eva Luz pediu; Ana Reis ligou", "Eva Luz", "Ana Reis", "Ana Reis"),
    ("Ana Reis ligou", "Ana", "Ana Reis", "Ana Reis"),
    ("Ana Reis ligou", "Ana Reis", "Ana", "Ana Reis"),
    ("Ana Reis ligou", "Ana Reis", "Lia Cruz", "Ana Reis"),
    ("Ana Reis ligou", nil, "Lia Cruz", "Lia Cruz"),
    ("Ana Reis ligou", "Ana Reis", nil, "Ana Reis"),
  ]

  static let places: [Case] = [
    ("moro em Recife, vim de Olinda", "Recife", "Olinda", "Recife"),
    ("sou da cidade de Recife e trabalho perto: Olinda", "Recife", "Olinda", "Recife"),
    ("Recife/PE, perto de Olinda", "Recife", "Olinda", "Recife"),
    ("Recife - PE. Olinda", "Recife", "Olinda", "Recife"),
    ("Recife? não: Olinda", "Recife", "Olinda", "Olinda"),
    ("Recife", "Recife", "Manaus", "Recife"),
    ("nada", nil, "Manaus", "Manaus"),
  ]

  private func place(_ text: String, in note: String) -> Range<Int>? {
    let note = Array(note.unicodeScalars)
    let text = Array(text.unicodeScalars)
    return note.firstRange(of: text)
  }

  private func rule(_ text: String, in note: String) -> Suggestion<String> {
    Suggestion(value: text, origin: .rule, span: place(text, in: note), isGrounded: true)
  }

  private func model(_ text: String, in note: String) -> Suggestion<String> {
    let span = place(text, in: note)
    return Suggestion(value: text, origin: .model, span: span, isGrounded: span != nil)
  }

  private func merge(
    _ note: String, rules: ExtractedFields, model: ExtractedFields
  ) -> ExtractedFields {
    Merging(note: NoteIndex(note), rules: rules).fields(with: model)
  }

  private func name(_ note: String, rule: String?, model: String?) -> String? {
    merge(
      note, rules: ExtractedFields(name: rule.map { self.rule($0, in: note) }),
      model: ExtractedFields(name: model.map { self.model($0, in: note) })
    ).name?.value
  }

  private func city(
    _ note: String, rule: String?, model: String?, name: String? = nil
  ) -> String? {
    merge(
      note, rules: ExtractedFields(city: rule.map { self.rule($0, in: note) }),
      model: ExtractedFields(
        name: name.map { self.model($0, in: note) },
        city: model.map { self.model($0, in: note) })
    ).city?.value
  }

  @Test(arguments: names)
  func `a label beats the model, the model beats a guess`(
    note: String, rule: String?, model: String?, expected: String
  ) {
    #expect(name(note, rule: rule, model: model) == expected)
  }

  @Test(arguments: places)
  func `a place that is told beats the model`(
    note: String, rule: String?, model: String?, expected: String
  ) {
    #expect(city(note, rule: rule, model: model) == expected)
  }

  @Test func `a city inside the name is a surname`() {
    let note = "João Campinas, de Olinda"
    #expect(city(note, rule: "Campinas", model: nil, name: "João Campinas") == nil)
    #expect(city(note, rule: "Campinas", model: "Olinda", name: "João Campinas") == "Olinda")
    #expect(city(note, rule: "Olinda", model: "Campinas", name: "João Campinas") == "Olinda")
  }

  @Test func `what has a grammar is the rules'`() throws {
    let note = "11 98765-4321"
    let phone = try #require(PhoneNumber(note, areaCode: nil))
    let other = try #require(PhoneNumber("21 99999-8888", areaCode: nil))
    let mine = Suggestion(value: phone, origin: .rule, span: 0..<13, isGrounded: true)
    let theirs = Suggestion(value: other, origin: .model, span: 0..<13, isGrounded: true)
    let both = merge(
      note, rules: ExtractedFields(phones: [mine]), model: ExtractedFields(phones: [theirs]))
    #expect(both.phones == [mine])
    let alone = merge(note, rules: ExtractedFields(), model: ExtractedFields(phones: [theirs]))
    #expect(alone.phones == [theirs])
  }

  @Test func `the model judges urgency only where no cue does`() {
    func urgency(_ value: Urgency, _ origin: FieldOrigin, span: Range<Int>?) -> ExtractedFields {
      ExtractedFields(
        urgency: Suggestion(value: value, origin: origin, span: span, isGrounded: span != nil))
    }
    let said = urgency(.low, .rule, span: 0..<3)
    let usual = urgency(.medium, .rule, span: nil)
    let judged = urgency(.critical, .model, span: nil)
    #expect(merge("sem pressa", rules: said, model: judged) == said)
    #expect(merge("não aguento", rules: usual, model: judged) == judged)
    #expect(
      merge("oi", rules: usual, model: urgency(.medium, .model, span: nil)) == usual)
  }

  @Test func `a reason keeps the catalogue's entry that the rules found`() {
    let note = "motivo: apoio. Quero conversar sobre a guarda"
    func reason(_ text: String, _ code: String?, _ origin: FieldOrigin) -> Suggestion<
      SuggestedReason
    > {
      Suggestion(
        value: SuggestedReason(text: text, code: code), origin: origin,
        span: place(text, in: note), isGrounded: true)
    }
    let labelled = merge(
      note, rules: ExtractedFields(reason: reason("apoio", "x", .rule)),
      model: ExtractedFields(reason: reason("conversar sobre a guarda", nil, .model)))
    #expect(labelled.reason?.value == SuggestedReason(text: "apoio", code: "x"))
    let guessed = merge(
      note, rules: ExtractedFields(reason: reason("conversar", "x", .rule)),
      model: ExtractedFields(reason: reason("conversar sobre a guarda", nil, .model)))
    #expect(guessed.reason?.value == SuggestedReason(text: "conversar sobre a guarda", code: "x"))
  }
}
