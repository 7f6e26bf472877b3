import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// What a person receives of all that is kept of them: in their language, and of nobody else.
@Suite("The copy that a person receives")
struct CopyTests {
  private func story(
    _ kind: RequestKind, _ order: AnswerOrder = AnswerOrder(.markdown), desk: RightsDesk
  ) async throws -> String {
    let number = try await desk.ask(kind).protocolNumber
    try await desk.doSteps(number)
    return try await desk.answer(number, order)
  }

  @Test func `every column that is handed out has a name to read`() {
    for entry in DataCatalogue.exported {
      #expect(CopyWords.label(entry) != nil, "\(entry.table).\(entry.column)")
    }
    for table in DataCatalogue.tables {
      #expect(CopyWords.label(table.name) != nil, "\(table.name)")
      let keys = table.entries.filter(\.isExported).map { CopyWords.key(CopyWords.heading($0)) }
      #expect(Set(keys).count == keys.count, "\(table.name): \(keys)")
    }
    func heading(_ table: String, _ column: String) -> String? {
      DataCatalogue.exported.first { $0.table == table && $0.column == column }
        .map(CopyWords.heading)
    }
    #expect(heading("contacts", "state") == "UF")
    #expect(heading("interactions", "state") == "situação")
  }

  @Test func `the copy speaks Portuguese, and begins with the record itself`() async throws {
    let desk = try await RightsDesk()
    var talk = InteractionFields.note("meu nome é Zilda")
    talk.reasonCode = "apoio_emocional"
    talk.provenance = [
      FieldProvenance(
        field: .state, origin: .rule, model: nil, modelDigest: nil, promptVersion: nil, span: nil,
        review: .accepted)
    ]
    _ = try await desk.book.register(
      Registration(
        target: .existing(desk.contact, completing: .person()), interaction: talk,
        consent: .notAsked, idempotencyKey: desk.centre.surroundings.newUID(), draft: nil),
      as: desk.ana)
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    let copy = try await story(.fullAccess, AnswerOrder(.json), desk: desk)
    let first = try #require(copy.firstRange(of: "\"tabela\": "))
    #expect(copy[first.lowerBound...].hasPrefix("\"tabela\": \"cadastro\""))
    for part in [
      "\"motivo\": \"Apoio emocional\"", "\"tipo\": \"celular\"", "\"completo\": true",
      "\"nome\": \"Zilda Prado\"", "\"tabela\": \"origem_de_cada_campo\"",
    ] {
      #expect(copy.contains(part), "\(part)")
    }
    for word in ["birth_date", "reason_code", "field_provenance", "\"mobile\""] {
      #expect(!copy.contains(word), "\(word)")
    }
    let page = try await story(.fullAccess, desk: desk)
    #expect(page.contains("Apoio emocional") && !page.contains("apoio_emocional"))
  }

  @Test func `codes and times are words in what a person reads, and explained to a program`()
    async throws
  {
    let desk = try await RightsDesk()
    var talk = InteractionFields.note("meu nome é Zilda")
    talk.urgency = .medium
    let receipt = try await desk.book.register(
      Registration(
        target: .existing(desk.contact, completing: .person()), interaction: talk,
        consent: .notAsked, idempotencyKey: desk.centre.surroundings.newUID(), draft: nil),
      as: desk.ana)
    try await desk.book.takeInteraction(try #require(receipt.interaction), as: desk.ana)
    let dueAt = desk.centre.clock.now.adding(milliseconds: 3_600_000)
    _ = try await desk.book.schedule(
      NewCallback(contact: desk.contact, interaction: nil, dueAt: dueAt, note: nil), as: desk.ana)
    _ = try await desk.book.addHold(
      NewHold(
        contact: desk.contact, kinds: [.callback], article: "art. 16, I",
        reason: Sensitive("processo em curso"), endsOn: CivilDate(iso8601: "2030-02-01")),
      as: desk.eva)
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    let page = try await story(.fullAccess, AnswerOrder(.page), desk: desk)
    #expect(page.contains("Retornos") && page.contains("01/02/2030"))
    #expect(page.contains(dueAt.local.display))
    for code in ["em_andamento", "nao_solicitado", "a_revisar", "(retencao)", "T0", "T1", "-03:00"]
    {
      #expect(!page.contains(code), "\(code)")
    }
    let copy = try await story(.fullAccess, AnswerOrder(.json), desk: desk)
    for part in [
      "\"em_andamento\": \"em andamento\"", "\"nao_solicitado\": \"não solicitado\"",
      "\"media\": \"média\"", "\"urgencia\": \"media\"", "\"retorno\": \"Retornos\"",
      "\"\(dueAt.iso8601)\"",
    ] {
      #expect(copy.contains(part), "\(part)")
    }
  }

  @Test func `every code of the store that a copy shows has its words`() {
    func words(_ table: String, _ column: String, _ code: String) -> String? {
      DataCatalogue.exported.first { $0.table == table && $0.column == column }.flatMap {
        CopyWords().text(.text(code), of: $0)
      }
    }
    #expect(words("interactions", "state", "em_andamento") == "em andamento")
    #expect(words("interactions", "urgency", "media") == "média")
    #expect(words("interactions", "extraction", "extraido") == "lido pela IA local")
    #expect(words("consents", "decision", "nao_solicitado") == "não solicitado")
    #expect(
      words("requests", "identity_check", "retorno") == "ligação de volta ao telefone do cadastro")
    #expect(words("holds", "kind", "retorno") == "Retornos")
    #expect(words("holds", "ends_on", "2030-02-01") == "01/02/2030")
    #expect(words("field_provenance", "review", "a_revisar") == "ainda não revisto por uma pessoa")
    #expect(words("contacts", "birth_date", "1990-03-02") == "02/03/1990")
  }

  @Test func `files that cannot have held the person are not among those that may have`()
    async throws
  {
    let desk = try await RightsDesk()
    func export(_ change: (inout ExportFilter) -> Void) async throws {
      var filter = ExportFilter()
      change(&filter)
      _ = try await desk.book.export(
        ExportRequest(
          format: .csv, filter: filter, isMasked: false,
          justification: Sensitive("relatório do mês de novembro")),
        to: .nowhere(), as: desk.ana
      ) { _ in }
      desk.centre.clock.advance(minutes: 1)
    }
    var other = ContactFields.person("Quirino Alves", phones: ["11987650000"], city: "Olinda")
    other.notes = nil
    _ = try await desk.book.register(
      .new(other, text: "outra conversa", key: desk.centre.surroundings.newUID()), as: desk.ana)
    desk.centre.clock.advance(minutes: 1)
    try await export { $0.attendant = "ninguem" }
    try await export { $0.city = "Olinda" }
    try await export { $0.to = CivilDate(iso8601: "2020-01-31") }
    try await export { $0.urgency = .critical }
    try await export { $0.city = "recife" }
    try await export {
      $0.from = CivilDate(iso8601: "2020-01-31")
      $0.attendant = "ana"
    }
    let text = try await story(.sharing, desk: desk)
    #expect(text.ranges(of: "pode ter incluído").count == 2, "\(text)")
    #expect(text.contains("só com pessoas da cidade recife"))
    #expect(text.contains("só com atendimentos desde 31/01/2020, atendimentos de ana"))
  }

  @Test func `what was changed since leaves nobody out of the list of files`() async throws {
    let desk = try await RightsDesk()
    desk.centre.clock.advance(minutes: 1)
    var filter = ExportFilter()
    filter.city = "Recife"
    _ = try await desk.book.export(
      ExportRequest(
        format: .csv, filter: filter, isMasked: false,
        justification: Sensitive("relatório do mês de novembro")),
      to: .nowhere(), as: desk.ana
    ) { _ in }
    desk.centre.clock.advance(minutes: 1)
    var fields = try await desk.book.read(desk.contact, after: nil, as: desk.ana).contact.fields
    fields.city = Sensitive("Olinda")
    _ = try await desk.book.update(desk.contact, to: fields, version: 1, as: desk.ana)
    let text = try await story(.sharing, desk: desk)
    #expect(text.contains("pode ter incluído"))
  }
}
