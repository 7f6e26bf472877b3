import TestSupport
import Testing

@testable import ContactsCore

@Suite("Requests of the LGPD")
struct RequestTests {
  @Test func `each right has a name, an article, a deadline and steps`() {
    #expect(RequestKind.table.count == RequestKind.allCases.count)
    for kind in RequestKind.allCases {
      #expect(kind.article.hasPrefix("art. "), "\(kind)")
      #expect(kind.period.unit == .calendarDays, "\(kind)")
      let isSimple = [.confirmation, .simpleAccess].contains(kind)
      #expect(kind.period.number == (isSimple ? 0 : 15), "\(kind)")
      let codes = RequestStep.all(of: kind, asker: .person, hasRecord: true).map(\.code)
      #expect(codes.first == "identidade", "\(kind)")
      #expect(codes.suffix(2) == ["resposta", "entrega"], "\(kind)")
      #expect(!codes.contains("mandato"))
    }
    #expect(Letter.texts.keys.contains("recusa"))
    #expect(RefusalGround.named("Art 16 I")?.article == "art. 16, I")
    #expect(RefusalGround.named("18 §3")?.article == nil)
    #expect(RefusalGround.named("art. 18 § 3")?.article == "art. 18, § 3º")
  }

  @Test func `a request gets a protocol without gaps, and its last day`() async throws {
    let desk = try await RightsDesk()
    let simple = try await desk.ask(.simpleAccess)
    #expect(simple.protocolNumber.description == "LGPD-20261121-0001")
    #expect(simple.summary.dueOn.iso8601 == "2026-11-21")
    #expect(simple.safeChannel?.revealed(for: .matching) == "zap da irmã, 11 90000-0000")
    let full = try await desk.ask(.fullAccess)
    #expect(full.protocolNumber.description == "LGPD-20261121-0002")
    #expect(full.summary.dueOn.iso8601 == "2026-12-06")
    _ = await desk.problem { _ = try await desk.ask(.fullAccess, identity: "adivinhação") }
    #expect(try await desk.ask(.correction).protocolNumber.number == 3)
    desk.centre.clock.advance(hours: 24)
    let next = try await desk.ask(.review)
    #expect(next.protocolNumber.description == "LGPD-20261122-0001")
    #expect(DeskProtocol("lgpd-20261122-0001") == next.protocolNumber)
    #expect(DeskProtocol("LGPD-20261322-0001") == nil)
    let list = try await desk.book.requests(RequestFilter(), limit: 10, as: desk.eva)
    #expect(list.map(\.protocolNumber.number) == [1, 2, 3, 1])
  }

  @Test func `days left are said in words, and a request past its last day is overdue`()
    async throws
  {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.simpleAccess).protocolNumber
    func words() async throws -> String {
      let row = try await desk.book.requests(RequestFilter(), limit: 1, as: desk.eva)[0]
      return row.clock(at: desk.centre.clock.now).words
    }
    #expect(try await words() == "vence HOJE")
    #expect(try await desk.book.requestPulse(as: desk.eva) == RequestPulse(dueToday: 1))
    desk.centre.clock.advance(hours: 24)
    #expect(try await words() == "ATRASADO há 1 dia")
    desk.centre.clock.advance(hours: 48)
    #expect(try await words() == "ATRASADO há 3 dias")
    #expect(try await desk.book.requestPulse(as: desk.eva) == RequestPulse(overdue: 1))
    _ = try await desk.book.refuse(
      number, article: "art. 18, § 3º", reason: Sensitive("Quem ligou não é a pessoa."),
      as: desk.eva)
    #expect(try await words() == "fechado com 3 dias de atraso")
    #expect(try await desk.book.requestPulse(as: desk.eva) == RequestPulse())
  }

  @Test func `steps leave evidence, and without all of them nothing is fulfilled`() async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.correction, identity: nil).protocolNumber
    let missing = await desk.problem { _ = try await desk.book.fulfil(number, as: desk.eva) }
    #expect(missing?.contains("(identidade)") == true)
    #expect(missing?.contains("(destinatarios)") == true)
    let mere = await desk.problem {
      _ = try await desk.book.completeStep(
        "resposta", of: number, evidence: Sensitive("juro que fiz"), as: desk.eva)
    }
    #expect(mere == "Este passo é feito pelo programa, e não por declaração.")
    let empty = await desk.problem {
      _ = try await desk.book.completeStep(
        "alteracao", of: number, evidence: Sensitive("  "), as: desk.eva)
    }
    #expect(empty == "Diga o que mostra que o passo foi feito.")
    let checked = try await desk.book.completeStep(
      "identidade", of: number, evidence: Sensitive("dados"), as: desk.eva)
    #expect(checked.summary.state == .inProgress)
    #expect(checked.identityCheck?.code == "dados")
    try await desk.doSteps(number)
    let request = try await desk.book.request(number, as: desk.eva)
    #expect(request.pending.map(\.code) == ["resposta", "entrega"])
    #expect(request.steps[1].done?.by == "eva")
    #expect(request.steps[1].done?.evidence.revealed(for: .matching) == "feito e conferido")
    let still = await desk.problem { _ = try await desk.book.fulfil(number, as: desk.eva) }
    #expect(still?.hasPrefix("Falta: Gravar a resposta (resposta). Falta: Entregar") == true)
  }

  @Test func `a refusal needs an article, and its letter says who to turn to`() async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.erasure).protocolNumber
    let reason = Sensitive("A lei manda guardar este registro por cinco anos.")
    let without = await desk.problem {
      _ = try await desk.book.refuse(number, article: "porque sim", reason: reason, as: desk.eva)
    }
    #expect(without?.contains("art. 16, I;") == true)
    let wordless = await desk.problem {
      _ = try await desk.book.refuse(
        number, article: "art. 16, I", reason: Sensitive("não"), as: desk.eva)
    }
    #expect(wordless?.contains("Diga à pessoa") == true)
    let (request, letter) = try await desk.book.refuse(
      number, article: "Art. 16 I", reason: reason, as: desk.eva)
    #expect(request.summary.state == .refused)
    #expect(request.refusal?.article == "art. 16, I")
    let text = letter.revealed(for: .output)
    for part in [
      "Central de Teste", "LGPD-20261121-0001", "art. 16, I (a lei ou um regulamento obriga",
      "por cinco anos.", "Eva Luz, eva@example.org, indicado por ato de 15/01/2026",
      "Substituto: Caio Reis", "Autoridade Nacional de Proteção de Dados", "21/11/2026",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("{"))
    let again = await desk.problem {
      _ = try await desk.book.refuse(
        number, article: "art. 16, I", reason: reason, as: desk.eva)
    }
    #expect(again == "Este pedido já foi concluído ou recusado.")
  }

  @Test func `somebody of whom nothing was found is answered too`() async throws {
    let desk = try await RightsDesk()
    let request = try await desk.ask(.fullAccess, about: .some(nil))
    #expect(request.summary.contact == nil)
    #expect(request.steps.map(\.code) == ["identidade", "resposta", "entrega"])
    let entry = try #require(try await desk.centre.entries(of: "CREATE").last)
    #expect(entry.subject == nil)
    #expect(entry.reason == "LGPD-20261121-0001 sem registro")
  }

  @Test func `a representative says by which power, and it is checked`() async throws {
    let desk = try await RightsDesk()
    var new = NewRequest(kind: .simpleAccess, contact: desk.contact)
    new.asker = .representative(name: Sensitive("Rui Prado"), mandate: Sensitive(" "))
    let refused = await desk.problem { _ = try await desk.book.newRequest(new, as: desk.eva) }
    #expect(refused == "De quem representa, diga o nome e de onde vêm os poderes.")
    new.asker = .representative(
      name: Sensitive("Rui Prado"), mandate: Sensitive("procuração de 10/11/2026"))
    let made = try await desk.book.newRequest(new, as: desk.eva)
    #expect(made.steps.map(\.code).contains("mandato"))
    #expect(try await desk.book.request(made.protocolNumber, as: desk.eva) == made)
  }

  @Test func `whatever is done with a request is in the audit, of the person it is about`()
    async throws
  {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.correction).protocolNumber
    try await desk.doSteps(number)
    let entries = try await desk.centre.entries().filter { $0.entity == "pedido" }
    #expect(
      entries.map(\.action) == ["CREATE", "UPDATE", "READ", "UPDATE", "UPDATE"])
    #expect(
      entries.map(\.fields) == ["correcao", "identidade", "", "alteracao", "destinatarios"])
    let subject = try await desk.centre.entries(of: "CREATE").first { $0.entity == "contato" }
    #expect(Set(entries.map(\.subject)) == [subject?.subject])
    #expect(entries.allSatisfy { $0.reason?.hasPrefix(number.description) == true })
    #expect(!entries.contains { ($0.reason ?? "").contains("conferido") })
  }

  @Test func `a closed record does not keep its person from being answered`() async throws {
    let desk = try await RightsDesk()
    try await desk.book.restrict(
      desk.contact, to: ["ana"], reason: Sensitive("colega desta central"), as: desk.ana)
    #expect(try await desk.ask(.simpleAccess).summary.contact == desk.contact)
  }
}
