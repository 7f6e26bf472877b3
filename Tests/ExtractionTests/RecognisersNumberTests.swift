import ContactsCore
import Extraction
import Testing

/// 21 November 2026 is a Saturday.
let noteContext: NoteContext = {
  guard let date = CivilDate(iso8601: "2026-11-21") else { fatalError("a calendar has this day") }
  return NoteContext(
    now: LocalTime(date: date, hour: 10, minute: 30), areaCode: nil,
    reasons: ReasonCatalogue.initial)
}()

func extract(_ note: String) -> ExtractionResult { Recognisers.extract(note, in: noteContext) }

/// What the note writes in a span.
func quoted(_ span: Range<Int>?, in note: String) -> String? {
  guard let span else { return nil }
  return String(String.UnicodeScalarView(Array(note.unicodeScalars)[span]))
}

@Suite("Recognisers: telephones, CPFs and addresses")
struct RecognisersNumberTests {
  @Test(arguments: [
    ("telefone 11-9999-8888", "+551199998888", "11-9999-8888"),
    ("tel: (21) 98877-6655", "+5521988776655", "(21) 98877-6655"),
    ("21988776655", "+5521988776655", "21988776655"),
    ("whats +55 (81) 9 9123-4567", "+5581991234567", "+55 (81) 9 9123-4567"),
    ("fone 0055 11 98765 4321", "+5511987654321", "0055 11 98765 4321"),
    ("ligue 0 15 11 98765-4321 ramal 21", "+5511987654321", "0 15 11 98765-4321"),
    (
      "meu telefone é onze nove oito sete meia cinco quatro três dois um", "+5511987654321",
      "onze nove oito sete meia cinco quatro três dois um"
    ),
    ("DDD 31, o número é 98765-4321", "+5531987654321", "31, o número é 98765-4321"),
    ("tel 3333-4444", "33334444", "3333-4444"),
    ("tel １１ ９８７６５－４３２１", "+5511987654321", "１１ ９８７６５－４３２１"),
    ("meu nº é +351 912 345 678", "+351912345678", "+351 912 345 678"),
    (
      "o telefone da minha mãe é 11 98765-4321 e o meu é (21) 99876-5432", "+5521998765432",
      "(21) 99876-5432"
    ),
    ("meu número 11 98765-4321, não, desculpa, é 99231-4321", "+5511992314321", "99231-4321"),
    (
      "pedido 11987654321, protocolo 20261121000012, tel 48 3222-1100", "+554832221100",
      "48 3222-1100"
    ),
  ])
  func `the number to call back comes first, with its span`(
    note: String, value: String, span: String
  ) {
    let phones = extract(note).fields.phones
    #expect(phones.first?.value.value == value)
    #expect(quoted(phones.first?.span, in: note) == span)
  }

  @Test(arguments: [
    "protocolo 20261121000012", "pedido nº 11987654321", "CPF 529.982.247-25", "CEP 01310-100",
    "CNPJ 12.ABC.345/01DE-35", "paguei R$ 1.234,56 em 10/12/2026",
    "o técnico João atende no 11 98765-4321",
    "cartão 5555 4444 3333 2222",
  ])
  func `other numbers are no telephones`(note: String) {
    #expect(extract(note).fields.phones.isEmpty)
  }

  @Test(arguments: [
    ("celular 98765-432", "98765432"), ("tel (11) 9876-543", "119876543"),
  ])
  func `a missing digit is said`(note: String, digits: String) {
    let result = extract(note)
    #expect(result.fields.phones.map(\.value.value) == [digits])
    let codes = result.warnings.map(\.code)
    #expect(codes.contains(.phoneUnlikely) || codes.contains(.phoneMissingAreaCode))
  }

  @Test(arguments: [
    "fone 9876-543", "tel: 3232-123", "meu telefone é 9987654", "telefone 11 98765-43210",
    "cel (11) 998877-6655", "fone 119876543210",
  ])
  func `what is called a telephone and has too few digits or too many is said, and not cut`(
    note: String
  ) {
    let result = extract(note)
    #expect(result.fields.phones.isEmpty)
    #expect(result.warnings.map(\.code) == [.phoneUnlikely])
  }

  @Test func `no telephone is cut out of a longer number`() {
    #expect(extract("anotei 11 998877-6655 ontem").fields.phones.isEmpty)
  }

  @Test func `a miscounted telephone is said beside a good one`() {
    let result = extract("fixo 31 3322-1010, cel (11) 998877-6655")
    #expect(result.fields.phones.map(\.value.value) == ["+553133221010"])
    #expect(result.warnings.map(\.code) == [.phoneUnlikely])
  }

  @Test func `a telephone keeps its extension out`() {
    #expect(extract("tel 3322-1010-203").fields.phones.map(\.value.value) == ["33221010"])
  }

  @Test func `a wrong check digit is said and gives no value`() {
    let result = extract("cpf 529.982.247-26")
    #expect(result.fields.cpf == nil)
    #expect(result.fields.phones.isEmpty)
    #expect(result.warnings.map(\.code) == [.cpfInvalid])
  }

  @Test(arguments: [
    ("Maria <maria@exemplo.com>", "maria@exemplo.com", "maria@exemplo.com"),
    ("mailto:maria@exemplo.com.", "maria@exemplo.com", "maria@exemplo.com"),
    ("maria [at] exemplo.com", "maria@exemplo.com", "maria [at] exemplo.com"),
    (
      "meu email é maria ponto silva arroba gmail ponto com", "maria.silva@gmail.com",
      "maria ponto silva arroba gmail ponto com"
    ),
    ("joão@açúcar.com.br", "joão@açúcar.com.br", "joão@açúcar.com.br"),
  ])
  func `addresses are read as they are written or dictated`(
    note: String, value: String, span: String
  ) {
    let emails = extract(note).fields.emails
    #expect(emails.map(\.value.text) == [value])
    #expect(quoted(emails.first?.span, in: note) == span)
  }

  @Test func `what only looks like an address is said and gives no value`() {
    let result = extract("mande para a..b@exemplo.com")
    #expect(result.fields.emails.isEmpty)
    #expect(result.warnings.map(\.code) == [.emailInvalid])
  }
}
