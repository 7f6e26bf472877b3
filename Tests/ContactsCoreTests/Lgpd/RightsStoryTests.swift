import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// One story per right, from the request to what the person is handed.
@Suite("Rights, from the request to the letter")
struct RightsStoryTests {
  /// A file in the test's folder, and what stands in it once it is written.
  private func answer(_ number: DeskProtocol, _ desk: RightsDesk) async throws -> String {
    try await answer(number, AnswerOrder(.markdown), desk)
  }

  private func answer(
    _ number: DeskProtocol, _ order: AnswerOrder, _ desk: RightsDesk
  ) async throws -> String {
    try await desk.answer(number, order)
  }

  /// Asks, does every step that a person does before the answer, and answers.
  private func story(
    _ kind: RequestKind, _ order: AnswerOrder = AnswerOrder(.markdown), desk: RightsDesk,
    before: (DeskProtocol) async throws -> Void = { _ in }
  ) async throws -> String {
    let number = try await desk.ask(kind).protocolNumber
    try await before(number)
    try await desk.doSteps(number)
    let text = try await answer(number, order, desk)
    try await desk.doSteps(number)
    let done = try await desk.book.fulfil(number, as: desk.eva)
    #expect(done.summary.state == .fulfilled)
    #expect(done.closedBy == "eva")
    return text
  }

  /// An interaction whose urgency a model proposed and a person corrected.
  private func filled(_ desk: RightsDesk) async throws -> UID {
    var fields = InteractionFields.note("meu nome é Zilda")
    fields.provenance = [
      FieldProvenance(
        field: .urgency, origin: .model, model: "llama3:8b", modelDigest: nil, promptVersion: "2",
        span: 11..<16, review: .edited),
      FieldProvenance(
        field: .state, origin: .rule, model: nil, modelDigest: nil, promptVersion: nil, span: nil,
        review: .accepted),
    ]
    return try await desk.book.register(
      Registration(
        target: .existing(desk.contact, completing: .person()), interaction: fields,
        consent: .notAsked, idempotencyKey: desk.centre.surroundings.newUID(), draft: nil),
      as: desk.ana
    ).uid
  }

  @Test func `art. 18, I: confirmation`() async throws {
    let desk = try await RightsDesk()
    let text = try await story(.confirmation, desk: desk)
    #expect(text.contains("Sim: esta central trata dados seus, desde 21/11/2026"))
    #expect(text.contains("Acolhimento e acompanhamento da pessoa atendida"))
    #expect(!text.contains("Zilda"))
  }

  @Test func `art. 18, I: nothing was found, which is an answer too`() async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.fullAccess, about: .some(nil)).protocolNumber
    let text = try await answer(number, desk)
    #expect(text.contains("não encontramos nenhum registro seu"))
    try await desk.doSteps(number)
    #expect(try await desk.book.fulfil(number, as: desk.eva).summary.state == .fulfilled)
  }

  @Test func `art. 18, II: simplified access says what is kept`() async throws {
    let desk = try await RightsDesk()
    let text = try await story(.simpleAccess, desk: desk)
    for part in ["Zilda Prado", "(11) 98765-4321", "529.982.247-25", "quer falar do segredo"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("Quem viu ou mudou"))
  }

  @Test func `art. 18, II, and 19, II: full access tells all, and who saw it`() async throws {
    let desk = try await RightsDesk()
    _ = try await filled(desk)
    _ = try await desk.book.schedule(
      NewCallback(
        contact: desk.contact, interaction: nil,
        dueAt: desk.centre.clock.now.adding(milliseconds: 60_000), note: Sensitive("ligar já")),
      as: desk.ana)
    _ = try await desk.book.read(desk.contact, after: nil, as: desk.ana)
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    let text = try await story(.fullAccess, desk: desk)
    for part in [
      "digitado por uma pessoa da central",
      "sugerido pela IA local (llama3:8b, instruções versão 2), corrigido por uma pessoa",
      "reconhecido no texto por regra fixa, não usado",
      "art. 11, II, f", "não solicitado: vale a finalidade padrão da central",
      "1825 dias depois do seu último atendimento", "nota: ligar já", "Quem viu ou mudou",
      "| ana | viu (cadastro) |", "| eva | gravou em arquivo (cadastro) |",
      "resposta a um pedido seu (md), por eva", "Eva Luz",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func `art. 19, II: what came in a file, and what was changed since, says so`()
    async throws
  {
    let desk = try await RightsDesk()
    let (book, ids) = (desk.book, desk.centre.surroundings)
    var form = InteractionFields.note("ligou do trabalho")
    form.provenance = [
      FieldProvenance(
        field: .city, origin: .manual, model: nil, modelDigest: nil, promptVersion: nil, span: nil,
        review: .accepted)
    ]
    let row = Registration(
      target: .new(.person("Rui Prado", city: "Recife")), interaction: form, consent: .notAsked,
      idempotencyKey: ids.newUID(), draft: nil)
    let uid = try #require(
      try await book.importContacts([row], as: desk.ana).first?.get().uid)
    func report() async throws -> String {
      let number = try await desk.ask(.simpleAccess, about: uid).protocolNumber
      try await desk.doSteps(number)
      return try await answer(number, desk)
    }
    let imported = try await report()
    #expect(imported.contains("| Nome | Rui Prado | de um arquivo importado em 21/11/2026 |"))
    #expect(
      imported.contains("| Cidade | Recife | de um arquivo importado em 21/11/2026, no atendimento")
    )
    #expect(!imported.contains("digitado"))
    desk.centre.clock.advance(hours: 1)
    let fields = ContactFields.person("Rui Prado", city: "Olinda")
    _ = try await book.update(uid, to: fields, version: 1, as: desk.ana)
    #expect(
      try await report().contains(
        "| Cidade | Olinda | mudado por uma pessoa da central em 21/11/2026 |"))
  }

  @Test func `art. 19: the copy for machines has every column that the catalogue hands out`()
    async throws
  {
    let desk = try await RightsDesk()
    _ = try await filled(desk)
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    let text = try await story(.fullAccess, AnswerOrder(.json), desk: desk)
    for column in DataCatalogue.exported
    where ["contacts", "contact_phones", "interactions", "consents", "requests"].contains(
      column.table)
    {
      let key = CopyWords.key(CopyWords.heading(column))
      #expect(text.contains("\"nome\": \"\(key)\""), "\(column.table).\(column.column)")
    }
    for part in ["Zilda Prado", "quer falar do segredo", "\"acao\": \"READ\"", "52998224725"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func `art. 18, III: a correction shows before and after`() async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.correction).protocolNumber
    var fields = try await desk.book.read(desk.contact, after: nil, as: desk.ana).contact.fields
    fields.city = Sensitive("Olinda")
    let changes = try await desk.book.correct(number, to: fields, version: 1, as: desk.eva)
    #expect(changes.map(\.field) == [.city])
    try await desk.doSteps(number)
    let text = try await answer(number, AnswerOrder(.markdown, changes: changes), desk)
    #expect(text.contains("Cidade: antes “Recife”, agora “Olinda”"))
    let step = try await desk.book.request(number, as: desk.eva).steps[1]
    #expect(step.done?.evidence.revealed(for: .matching).contains("Cidade") == true)
    #expect(step.done?.evidence.revealed(for: .matching).contains("Olinda") == false)
    let again = await desk.problem {
      _ = try await desk.book.correct(number, to: fields, version: 2, as: desk.eva)
    }
    #expect(again == "Nada muda com essa correção.")
    // Written once more: without the values, and without what somebody else has edited meanwhile.
    fields.name = Sensitive("Zilda de Tal")
    _ = try await desk.book.update(desk.contact, to: fields, version: 2, as: desk.ana)
    let later = try await answer(number, AnswerOrder(.markdown), desk)
    #expect(later.contains(": Cidade") && !later.contains(": Nome"))
  }

  @Test(arguments: [RequestKind.anonymisation, .blocking])
  func `art. 18, IV: the letter follows what was done`(_ kind: RequestKind) async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(kind).protocolNumber
    let early = await desk.problem { _ = try await answer(number, desk) }
    #expect(early?.contains("(\(kind.rawValue))") == true)
    if kind == .anonymisation {
      let said = await desk.problem {
        _ = try await desk.book.completeStep(
          kind.rawValue, of: number, evidence: Sensitive("feito"), as: desk.eva)
      }
      #expect(said == "Este passo é feito pelo programa, e não por declaração.")
      try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
      _ = try await desk.book.erase(desk.contact, request: number.description, as: desk.eva)
    }
    try await desk.doSteps(number)
    let text = try await answer(number, desk)
    #expect(text.contains(kind == .blocking ? "está bloqueado" : "foram anonimizados"))
  }

  @Test(arguments: [RequestKind.erasure, .anonymisation])
  func `art. 16: what a hold keeps does not put the answer off, and goes when it ends`(
    _ kind: RequestKind
  ) async throws {
    let desk = try await RightsDesk()
    let why = Sensitive("processo em curso na vara")
    let holds = try await desk.book.addHold(
      NewHold(
        contact: desk.contact, kinds: [.document], article: "art. 16, I", reason: why,
        endsOn: CivilDate(iso8601: "2027-01-31")), as: desk.eva)
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    let number = try await desk.ask(kind).protocolNumber
    let held = try await desk.book.erase(
      desk.contact, request: number.description, as: desk.eva)
    #expect(held.state == .onHold)
    try await desk.doSteps(number)
    let text = try await answer(number, desk)
    #expect(text.contains("- CPF e nascimento (art. 16, I), até 31/01/2027"))
    #expect(text.contains("sem que você precise pedir de novo"))
    #expect(!text.contains("foram anonimizados"))
    try await desk.doSteps(number)
    let closed = try await desk.book.fulfil(number, as: desk.eva)
    #expect(closed.summary.state == .fulfilled)
    let early = await desk.problem {
      _ = try await desk.book.erasureCertificate(request: number.description, as: desk.eva)
    }
    #expect(early?.contains("espera o fim de uma retenção") == true)
    // The end of the hold finishes it; the request stays as it was answered.
    _ = try await desk.book.releaseHold(holds[0].uid, reason: why, as: desk.eva)
    let certificate = try await desk.book.erasureCertificate(
      request: number.description, as: desk.eva)
    #expect(certificate.isSigned)
    let after = try await desk.book.request(number, as: desk.eva)
    #expect(after.steps == closed.steps && after.summary.state == .fulfilled)
  }

  @Test func `nobody is told that data were erased of whom there were none`() async throws {
    let desk = try await RightsDesk()
    for kind in [RequestKind.erasure, .anonymisation, .blocking] {
      let number = try await desk.ask(kind, about: .some(nil)).protocolNumber
      #expect(
        try await answer(number, desk).contains("não encontramos nenhum registro seu"), "\(kind)")
    }
  }

  @Test func `nothing is delivered before it is written`() async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.confirmation).protocolNumber
    let delivery = { () async throws -> Void in
      _ = try await desk.book.completeStep(
        "entrega", of: number, evidence: Sensitive("enviado à irmã"), as: desk.eva)
    }
    #expect(await desk.problem(delivery) == "Falta: Gravar a resposta (resposta).")
    _ = try await answer(number, desk)
    #expect(await desk.problem(delivery) == nil)
  }

  @Test func `art. 18, VII: with whom the data were shared`() async throws {
    let desk = try await RightsDesk()
    _ = try await desk.book.export(
      ExportRequest(
        format: .csv, isMasked: false, justification: Sensitive("relatório do mês de novembro")),
      to: .nowhere(), as: desk.ana
    ) { _ in }
    let text = try await story(.sharing, desk: desk)
    #expect(text.contains("arquivo csv que pode ter incluído seus dados, por ana"))
    #expect(text.contains("Motivo: relatório do mês de novembro"))
  }

  @Test func `art. 18, VIII: what happens to who does not consent`() async throws {
    let desk = try await RightsDesk()
    let text = try await story(.consentRefusal, desk: desk)
    #expect(Purpose.all.count == EmbeddedFile.purposes.rows.count)
    for purpose in Purpose.all { #expect(text.contains(purpose.name), "\(purpose.code)") }
    #expect(text.contains("Ele só deixa de ser contado"))
  }

  @Test func `art. 18, IX: a revocation is one act, and the letter names what ended`() async throws
  {
    let desk = try await RightsDesk()
    let purpose = try #require(Purpose.named("retorno"))
    try await desk.book.recordConsent(
      NewConsent(
        contact: desk.contact, purpose: purpose, decision: .given, channel: .phone,
        noticeRead: true, evidence: Sensitive("gravação 12")), as: desk.ana)
    desk.centre.clock.advance(minutes: 1)
    let text = try await story(.revocation, desk: desk) { _ in
      desk.centre.clock.advance(minutes: 1)
      let revocation = try await desk.book.revokeConsents(
        of: desk.contact, purpose: nil, channel: .phone, as: desk.ana)
      #expect(revocation == ConsentRevocation(withdrawn: ["Ligar ou escrever de volta"]))
    }
    #expect(text.contains("Ligar ou escrever de volta"))
    #expect(text.contains("também eliminamos os dados"))
    let ledger = try await desk.book.consents(of: desk.contact, as: desk.ana)
    #expect(ledger.map(\.decision) == [.revoked, .given, .notAsked])
    #expect(Consent.holding(in: ledger).map(\.decision) == [.revoked, .notAsked])
    let nothing = try await desk.book.revokeConsents(
      of: desk.contact, purpose: nil, channel: .phone, as: desk.ana)
    #expect(nothing.purposes.isEmpty)
  }

  @Test func `who takes back the consent to be called is called no more, until a new one`()
    async throws
  {
    let desk = try await RightsDesk()
    let purpose = try #require(Purpose.named("retorno"))
    func decide(_ decision: Consent.Decision) async throws {
      desk.centre.clock.advance(minutes: 1)
      try await desk.book.recordConsent(
        NewConsent(
          contact: desk.contact, purpose: purpose, decision: decision, channel: .phone,
          noticeRead: true, evidence: nil), as: desk.ana)
    }
    func promise() async throws -> UID {
      try await desk.book.schedule(
        NewCallback(
          contact: desk.contact, interaction: nil,
          dueAt: desk.centre.clock.now.adding(milliseconds: 3_600_000), note: nil), as: desk.ana)
    }
    func open() async throws -> [UID] {
      try await desk.book.callbacks(CallbackFilter(), limit: 9, as: desk.ana).map(\.uid)
    }
    // Nobody has asked yet.
    let first = try await promise()
    try await decide(.given)
    #expect(try await open() == [first])
    _ = try await desk.book.revokeConsents(
      of: desk.contact, purpose: nil, channel: .phone, as: desk.ana)
    #expect(try await open().isEmpty)
    let today = desk.centre.clock.now.local.date
    await #expect(throws: StoreError(.invalid([.callbackUnwanted(since: today)]))) {
      try await promise()
    }
    try await decide(.given)
    let second = try await promise()
    try await decide(.refused)
    #expect(try await open().isEmpty)
    #expect(second != first)
    let entries = try await desk.book.auditEntries(after: 0, limit: 100, as: desk.eva)
    #expect(entries.count { $0.reason == "cancelado: consentimento retirado" } == 2)
  }

  @Test func `art. 18, § 2: an opposition is decided by a person, and said`() async throws {
    let desk = try await RightsDesk()
    let text = try await story(.opposition, desk: desk)
    #expect(text.contains("feito e conferido"))
  }

  @Test func `art. 20: a review lists what a model filled, and what a person decided`() async throws
  {
    let desk = try await RightsDesk()
    _ = try await filled(desk)
    let text = try await story(.review, desk: desk)
    #expect(text.contains("Urgência, no atendimento 20261121-000002: sugerido pela IA local"))
    #expect(!text.contains("regra fixa"))
  }

  @Test func `nothing leaves before the identity is checked, and whatever leaves is recorded`()
    async throws
  {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.simpleAccess, identity: nil).protocolNumber
    let early = await desk.problem { _ = try await answer(number, desk) }
    #expect(early?.contains("(identidade)") == true)
    #expect(try await desk.centre.entries(of: "EXPORT").isEmpty)
    _ = try await desk.book.completeStep(
      "identidade", of: number, evidence: Sensitive("retorno"), as: desk.eva)
    _ = try await answer(number, desk)
    let entry = try #require(try await desk.centre.entries(of: "EXPORT").last)
    #expect(entry.reason == "\(number) formato=md")
    #expect(entry.subject != nil)
    let connection = try Connection(
      path: desk.centre.folder.data.database, access: .reading)
    let rows = try connection.rows(
      "SELECT kind, state, contacts, sha256 IS NOT NULL, contact_id IS NOT NULL FROM disclosures"
    ) { (row) throws(StoreError) in
      "\(try row.text(0)) \(try row.text(1)) \(try row.int(2)) \(try row.int(3)) \(try row.int(4))"
    }
    #expect(rows == ["resposta concluida 1 1 1"])
    let step = try await desk.book.request(number, as: desk.eva).steps.first {
      $0.code == "resposta"
    }
    #expect(step?.done?.evidence.revealed(for: .matching).hasPrefix("arquivo md, SHA-256 ") == true)
  }

  @Test func `consent for sensitive data takes no legitimate interest, and needs its notice read`()
    async throws
  {
    let desk = try await RightsDesk()
    let purpose = try #require(Purpose.named("encaminhamento"))
    var new = NewConsent(
      contact: desk.contact, purpose: purpose, legalBasis: "art. 7º, IX", decision: .given,
      channel: .phone, noticeRead: true)
    let wrong = await desk.problem { try await desk.book.recordConsent(new, as: desk.ana) }
    #expect(wrong == "Dado sensível pede uma base do art. 11: o legítimo interesse não serve.")
    new.legalBasis = nil
    new.noticeRead = false
    let unread = await desk.problem { try await desk.book.recordConsent(new, as: desk.ana) }
    #expect(unread?.hasPrefix("Leia o aviso à pessoa") == true)
    for purpose in Purpose.all {
      let basis = try #require(LegalBasis.named(purpose.legalBasis), "\(purpose.code)")
      if purpose.isSensitive { #expect(basis.isForSensitive, "\(purpose.code)") }
    }
  }

  @Test func `what somebody wrote acts neither in a page nor in Markdown`() {
    let text = "<script>alert(1)</script> [a](b) \u{202e}|\u{7}\n# x"
    let document = PlainDocument([.table(["a"], [[text]]), .paragraph(text), .list([text])])
    let page = document.html(title: text, largePrint: true)
    #expect(!page.contains("<script"))
    #expect(page.contains("font: 20pt"))
    let markdown = document.markdown
    #expect(!markdown.contains("<script") || markdown.contains("\\<script"))
    #expect(!markdown.contains("[a](b)") && !markdown.contains("\n# x"))
    #expect(!(page + markdown).unicodeScalars.contains { $0 == "\u{202e}" || $0 == "\u{7}" })
  }
}

extension String {
  fileprivate init(contentsOf path: String) throws {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &piece, piece.count), count > 0 { bytes += piece[..<count] }
    self = String(decoding: bytes, as: UTF8.self)
  }
}
