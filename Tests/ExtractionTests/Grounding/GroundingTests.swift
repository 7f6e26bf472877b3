import ContactsCore
import TestSupport
import Testing

@testable import Extraction

@Suite("Grounding")
struct GroundingTests {
  private func text(_ span: Range<Int>?, of note: String) -> String? {
    span.map { String(String.UnicodeScalarView(Array(note.unicodeScalars)[$0])) }
  }

  private func words(
    _ value: String, in note: String, _ freedom: Grounding.Freedom = .phrase
  ) -> String? {
    text(Grounding(note).words(value, freedom), of: note)
  }

  private func digits(_ value: String, in note: String, isPhone: Bool = true) -> String? {
    text(Grounding(note).digits(value, isPhone: isPhone), of: note)
  }

  private func email(_ value: String, in note: String) -> String? {
    text(Grounding(note).email(value), of: note)
  }

  @Test func `words are found without case and accents, the exact spelling first`() {
    #expect(words("Conceição", in: "a CONCEICAO e a Conceição") == "Conceição")
    #expect(words("conceicão", in: "a CONCEICAO e a Conceição") == "CONCEICAO")
    #expect(words("apoio emocional", in: "quer apoio\n  emocional já") == "apoio\n  emocional")
    #expect(words("São José", in: "sa\u{303}o jose\u{301} 👩‍👩‍👧") == "sa\u{303}o jose\u{301}")
    #expect(words("Maria", in: "Mariana ligou") == nil)
    #expect(words("", in: "nada") == nil)
    #expect(words("...", in: "...") == nil)
    #expect(words("nome", in: "") == nil)
  }

  @Test func `a phrase may leave words out within limits`() {
    let note = "a cliente quer muito cancelar o plano de internet da casa dela"
    #expect(words("quer cancelar o plano", in: note) == "quer muito cancelar o plano")
    #expect(words("cancelar os planos da internet", in: note) == nil)
    #expect(
      words("cancelar plano internet casas", in: note) == "cancelar o plano de internet da casa")
    #expect(words("cancelar tudo agora mesmo", in: note) == nil)
    let scattered = "cancelar " + String(repeating: "x ", count: 30) + "plano"
    #expect(words("cancelar plano", in: scattered) == nil)
  }

  @Test func `a name must be whole and one person's`() {
    #expect(words("Maria da Silva", in: "Sou Maria Silva", .name) == "Maria Silva")
    #expect(words("Maria Silva", in: "Sou Maria da Silva", .name) == "Maria da Silva")
    #expect(words("Maria Souza", in: "Maria João Souza", .name) == "Maria João Souza")
    #expect(words("Maria Silva Souza Lima", in: "Maria Silva Souza", .name) == nil)
    #expect(words("Maria Silva", in: "Maria e João Silva", .name) == nil)
    #expect(words("Maria Silva", in: "Maria, Silva", .name) == nil)
    #expect(words("Maria Silva", in: "Maria\nSilva. Maria Silva", .name) == "Maria Silva")
  }

  @Test(arguments: [
    ("11987654321", "tel (11) 98765-4321.", "11) 98765-4321"),
    ("11987654321", "+55 11 98765 4321", "11 98765 4321"),
    ("11987654321", "5511987654321", "11987654321"),
    ("11987654321", "0 15 11 98765-4321", "11 98765-4321"),
    ("11987654321", "ligar 01511987654321", "11987654321"),
    ("11987654321", "DDD 11, telefone 98765-4321", "11, telefone 98765-4321"),
    ("11987654321", "１１ ９８７６５-４３２１", "１１ ９８７６５-４３２１"),
    ("98765432", "tel 9876-5432 / 9999-8888", "9876-5432"),
    (
      "11978654321", "onze nove sete oito meia cinco quatro três dois um",
      "onze nove sete oito meia cinco quatro três dois um"
    ),
    (
      "21998877665", "vinte e um noventa e nove 88 77 66 cinco",
      "vinte e um noventa e nove 88 77 66 cinco"
    ),
  ])
  func `a number is found however it is written`(value: String, note: String, found: String) {
    #expect(digits(value, in: note) == found)
  }

  @Test(arguments: [
    ("1198765432", "tel (11) 98765-4321"),
    ("87654321", "tel 987654321"),
    ("11987654321", "pedido 7711987654321"),
    ("11987654321", "11 salas\n98765-4321"),
    ("1199887766", "11 anos, casa 99 e 88 pessoas 7766"),
    ("1197865432", "onze nove sete oito meia cinco quatro três dois um"),
    ("123", "123"),
    ("98765432", "9876-5432-1"),
  ])
  func `part of another number is not found`(value: String, note: String) {
    #expect(digits(value, in: note) == nil)
  }

  @Test func `a CPF has nothing in front`() {
    #expect(digits("52998224725", in: "cpf 529.982.247-25", isPhone: false) == "529.982.247-25")
    #expect(digits("52998224725", in: "1.529.982.247-25", isPhone: false) == nil)
    #expect(digits("52998224725", in: "0052998224725", isPhone: false) == nil)
    #expect(digits("52998224725", in: "cpf 529.982.247-26", isPhone: false) == nil)
  }

  @Test(arguments: [
    ("ana.b@x.com", "mande para Ana.B@X.com.", "Ana.B@X.com"),
    ("ana.b@x.com", "<ana.b@x.com>", "ana.b@x.com"),
    ("ana.b@gmail.com", "ana ponto b arroba gmail ponto com", "ana ponto b arroba gmail ponto com"),
    ("ana_b@x.com", "ana underline b arroba x.com, ok", "ana underline b arroba x.com"),
  ])
  func `an address is found written or dictated`(value: String, note: String, found: String) {
    #expect(email(value, in: note) == found)
  }

  @Test(arguments: [
    ("ana@x.com", "ana@x.com.br"), ("ana@x.com", "mariana@x.com"), ("ana@x.com", "eu.ana@x.com"),
    ("ana@x.com", "ana x com"), ("ana@x.com", "ana@xpcom"), ("b@x.com", "ana-b@x.com"),
    ("a@b", "a@b"),
  ])
  func `part of a longer address is not found`(value: String, note: String) {
    #expect(email(value, in: note) == nil)
  }

  @Test func `a state is its capitals, not a word`() {
    #expect(Grounding("casa em SE").state(.SE) == 8..<10)
    #expect(Grounding("se puder").state(.SE) == nil)
  }

  @Test func `hostile notes take bounded work and spans stay inside`() {
    let notes = [
      String(repeating: "a ", count: Workload.scaled(8000)),
      String(repeating: "1", count: Workload.scaled(16_000)),
      String(repeating: "ana b ", count: Workload.scaled(3000)),
      String(repeating: "\u{301}", count: Workload.scaled(8000)),
      "\0\u{202e}\u{feff}" + String(repeating: "(", count: Workload.scaled(1000)),
    ]
    let value = Array(repeating: "a b", count: Workload.scaled(30)).joined(separator: " ")
    for note in notes {
      let grounding = Grounding(note)
      let found = [
        grounding.words(value, .phrase), grounding.words(value, .name),
        grounding.words("ana ana b", .name), grounding.digits("11111111111", isPhone: true),
        grounding.email("a.a.a@a.a"),
      ]
      for span in found.compactMap({ $0 }) {
        #expect(span.lowerBound >= 0 && span.upperBound <= note.unicodeScalars.count)
      }
    }
  }
}
