import ContactsCore
import Testing

@Suite("Importing rows")
struct ImportTests {
  private let context: RegistrationForm.Context

  init() throws {
    let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
    context = RegistrationForm.Context(
      areaCode: "11", today: today,
      reasons: [Reason(code: "apoio_emocional", name: "Apoio emocional", cues: [])])
  }

  private func row(_ headings: [String], _ values: [String]) throws -> ImportRow {
    ImportRow(
      CSVRecord(line: 2, content: .fields(values)), columns: try HeadingMap(headings).columns,
      context: context)
  }

  private func form(_ headings: [String], _ values: [String]) throws -> RegistrationForm {
    guard case .form(let form) = try row(headings, values).outcome else {
      throw Refused()
    }
    return form
  }

  private func refusals(_ headings: [String], _ values: [String]) throws -> [String] {
    guard case .refused(let reasons) = try row(headings, values).outcome else { return [] }
    return reasons
  }

  private struct Refused: Error {}

  @Test func `headings are known without accents, case and numbers`() throws {
    let headings = [
      "NOME COMPLETO", "Telefone 1", "Tel2", "Celular", "E-mail", "Município", "Observações",
      "Urgência", "Data do atendimento", "Coluna do sistema", "nome_social", "WhatsApp",
    ]
    #expect(
      try HeadingMap(headings).columns == [
        .name, .phones, .phones, .phones, .emails, .city, .notes, .urgency, .occurredAt, nil,
        .socialName, .phones,
      ])
  }

  @Test func `a map overrides what the headings say`() throws {
    let map = try HeadingMap(["Contato", "nome"], map: [("contato", .name), ("NOME", nil)])
    #expect(map.columns == [.name, nil])
  }

  @Test func `a file without known headings is refused`() {
    #expect(throws: HeadingMap.Problem.nothingRecognised) { try HeadingMap(["x", "y"]) }
  }

  @Test func `two columns for one value are refused`() {
    #expect(throws: HeadingMap.Problem.twice(.name, 1, 3)) {
      try HeadingMap(["nome", "uf", "Nome completo"])
    }
  }

  @Test func `a heading that only the map knows is refused`() {
    #expect(throws: HeadingMap.Problem.mapNamesMissing(1)) {
      try HeadingMap(["nome"], map: [("apelido", .socialName)])
    }
  }

  @Test func `a full row becomes a contact and an interaction`() throws {
    let form = try form(
      [
        "nome", "telefone", "e-mail", "cpf", "nascimento", "cidade", "uf", "motivo", "urgência",
        "canal", "texto", "data",
      ],
      [
        "Conceição Araújo", "98765-4321 / (21) 98877-6655", "c@exemplo.com.br", "52998224725",
        "31/12/1990", "São Paulo", "são paulo", "APOIO EMOCIONAL", "Média", "Ligação", "Ligou.",
        "20/11/2026 14:30",
      ])
    #expect(
      form.contact.phones.map { $0.revealed(for: .matching).value } == [
        "+5511987654321", "+5521988776655",
      ])
    #expect(form.contact.state == .SP)
    #expect(form.reasonCode == "apoio_emocional")
    #expect(form.urgency == .medium)
    #expect(form.channel == .phone)
    #expect(form.occurredAt?.iso8601 == "2026-11-20T14:30:00.000-03:00")
    #expect(form.hasInteraction)
  }

  @Test func `a row of a contact alone brings no interaction`() throws {
    let form = try form(["nome", "telefone"], ["Ana", ""])
    #expect(!form.hasInteraction)
    let registration = form.registration(
      defaults: .init(channel: .phone, consent: .notAsked), now: Timestamp(milliseconds: 0),
      key: UID(at: Timestamp(milliseconds: 0), random: [UInt8](repeating: 1, count: 10)),
      needsInteraction: false)
    #expect(registration.interaction == nil)
  }

  @Test func `a reason outside the catalogue is kept as free words`() throws {
    let form = try form(["nome", "motivo"], ["Ana", "outra coisa"])
    #expect(form.reasonCode == nil)
    #expect(form.reason?.revealed(for: .matching) == "outra coisa")
  }

  @Test func `a CPF that lost its zeros is read, and a wrong one is not`() throws {
    #expect(
      try form(["cpf"], ["191"].map { String(repeating: "0", count: 6) + $0 }).contact.cpf != nil)
    #expect(try refusals(["nome", "cpf"], ["Ana", "52998224724"]).count == 1)
  }

  @Test func `what is refused is said once for each field, without the value`() throws {
    let reasons = try refusals(
      ["nome", "telefone", "telefone 2", "e-mail", "uf", "nascimento", "urgência"],
      ["Ana", "abc", "xyz", "ana(arroba)", "ZZ", "31/02/1990", "muito"])
    #expect(reasons.count == 5)
    #expect(
      reasons.allSatisfy { !$0.contains("abc") && !$0.contains("arroba)") && !$0.contains("ZZ") })
  }

  @Test func `an empty row, a zero byte and too many values are refused`() throws {
    #expect(try refusals(["nome", "uf"], [" ", ""]).count == 1)
    #expect(try refusals(["nome"], ["An\0a"]).count == 1)
    #expect(try refusals(["nome"], ["Ana", "", "sobra"]).count == 1)
  }

  @Test func `a formula is only text`() throws {
    #expect(
      try form(["nome"], ["=cmd()|' /C calc'!A0"]).contact.name?.revealed(for: .matching)
        == "=cmd()|' /C calc'!A0")
  }

  @Test func `a birth date in the future is refused`() throws {
    #expect(try refusals(["nome", "nascimento"], ["Ana", "22/11/2026"]).count == 1)
  }
}
