import TestSupport
import Testing

@testable import ContactsCore
@testable import TUI

@Suite("LGPD")
struct RightsScreenTests {
  @Test(arguments: GoldenScreensTests.sizes) func `pictures`(size: Size) {
    func check(_ name: String, _ driver: ScreenDriver) {
      expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
    }
    func at(_ request: SubjectRequest) -> ScreenDriver {
      .at(request, columns: size.columns, rows: size.rows)
    }
    var driver = ScreenDriver.atTheRights(columns: size.columns, rows: size.rows)
    driver.send(.rights(.pulsed(.success(RequestPulse(overdue: 1, dueToday: 1)))))
    check("lgpd", driver)
    driver.answerRequests([])
    driver.press(.character("a"), .tab, .character(" "))
    check("lgpd-pedido-novo", driver)
    driver = ScreenDriver.atTheRights(columns: size.columns, rows: size.rows)
    driver.press(.function(4))
    driver.answerRequests([])
    check("lgpd-vazio", driver)
    driver = at(People.request(.fullAccess, done: 1, due: -3))
    check("lgpd-pedido", driver)
    driver.press(.enter)
    driver.type("~/resposta.html")
    check("lgpd-resposta", driver)
    driver = at(People.request(.correction, safeChannel: nil))
    driver.press(.enter)
    check("lgpd-identidade", driver)
    driver.press(.escape, .down, .enter)
    check("lgpd-passo", driver)
    driver.press(.escape, .character("x"), .right, .tab)
    driver.type("O caso está em juízo, e a lei manda guardar.")
    check("lgpd-recusa", driver)
    driver.press(.function(2))
    driver.answer {
      .refused(
        $0,
        .success(
          RefusedRequest(
            request: People.request(.correction, state: .refused),
            letter: Sensitive(
              "Central Acolher\n\nOlá.\n\nRecebemos o seu pedido, e explicamos com cuidado por que"
                + " não podemos atendê-lo como foi feito."), path: nil)))
    }
    check("lgpd-carta", driver)
  }

  @Test func `6 opens it for an encarregado, open requests alone, and asks for the numbers`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.press(.escape, .character("6"))
    guard case .list(let filter, _)? = driver.asked else {
      Issue.record("nothing asked: \(driver.effects)")
      return
    }
    #expect(filter == RequestFilter(onlyOpen: true))
    #expect(driver.effects.contains(.rights(.pulse)))
    driver.answerRequests(People.requests)
    #expect(driver.text.contains("ATRASADO há 3 dias"))
    #expect(driver.text.contains("vence HOJE"))
    #expect(driver.text.contains("sem cadastro"))
    driver.press(.function(4))
    guard case .list(let all, _)? = driver.asked else { return }
    #expect(!all.onlyOpen)
  }

  @Test(arguments: [Role.attendant, .supervisor])
  func `others are refused in words, and the try is recorded`(role: Role) {
    var driver = ScreenDriver.open(roles: [role])
    driver.press(.escape)
    driver.forget()
    driver.press(.character("6"))
    #expect(driver.status == "6: seu papel não permite esta ação.")
    #expect(driver.effects == [.people(.refuse(.handleRequests))])
  }

  @Test func `what is overdue is in the title bar, in every screen`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.send(.rights(.pulsed(.success(RequestPulse(overdue: 2)))))
    #expect(driver.frame.text(row: 0).contains("! 2 pedidos LGPD atrasados"))
    driver.forget()
    driver.send(.ticked(.clock, at: People.now))
    #expect(driver.effects.contains(.rights(.pulse)))
    driver.send(.rights(.pulsed(.success(RequestPulse()))))
    #expect(!driver.frame.text(row: 0).contains("LGPD"))
    var attendant = ScreenDriver.open()
    attendant.send(.ticked(.clock, at: People.now))
    #expect(!attendant.effects.contains(.rights(.pulse)))
  }

  @Test func `a request begins at the Ficha, of a representative with powers`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.openRecord()
    driver.press(.character("l"), .right, .tab, .character(" "), .tab, .function(2))
    #expect(driver.text.contains("Diga o nome de quem representa."))
    driver.type("Rita Luz")
    driver.press(.tab)
    driver.type("procuração vista")
    driver.press(.tab, .right, .function(2))
    var wanted = NewRequest(
      kind: .correction, contact: People.uid(1),
      asker: .representative(name: Sensitive("Rita Luz"), mandate: Sensitive("procuração vista")))
    wanted.identityCheck = IdentityCheck.all[0].code
    guard case .create(let request, _)? = driver.asked else {
      Issue.record("nothing asked")
      return
    }
    #expect(request == wanted)
    // Not twice while the first is under way.
    driver.forget()
    driver.press(.function(2))
    #expect(driver.asked == nil)
  }

  @Test func `what the store refuses is said where it was typed`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.openRecord()
    driver.press(.character("l"), .function(2))
    driver.answer { .changed($0, .failure(.invalid(["Falta algo."]))) }
    #expect(driver.text.contains("✗ Falta algo."))
    driver.press(.function(2))
    driver.answer { .changed($0, .success(People.request(.fullAccess))) }
    #expect(driver.status.contains("LGPD-20261121-0001: prazo 06/12/2026, faltam 15 dias."))
    #expect(driver.model.dialogs.isEmpty)
  }

  @Test func `steps are done by Enter: the identity, the answer, the delivery, and then F2 closes`()
  {
    var driver = ScreenDriver.at(People.request(.fullAccess))
    driver.press(.function(2))
    #expect(driver.status.contains("Falta: Conferir quem pede"))
    driver.press(.down, .enter)
    #expect(driver.status.contains("Antes da resposta: Conferir quem pede"))
    driver.press(.enter, .right, .enter)
    guard case .complete(_, step: "identidade", let how, _)? = driver.asked else {
      Issue.record("no step: \(String(describing: driver.asked))")
      return
    }
    #expect(how.revealed(for: .matching) == IdentityCheck.all[1].code)
    driver.answer { .changed($0, .success(People.request(.fullAccess, done: 1))) }
    driver.press(.enter, .function(2))
    #expect(driver.text.contains("Diga onde gravar, como ~/resposta.html"))
    driver.type("/tmp/r.html")
    driver.press(.tab, .tab, .right, .function(2))
    guard case .answer(_, let order, path: "/tmp/r.html", _)? = driver.asked else {
      Issue.record("no answer: \(String(describing: driver.asked))")
      return
    }
    #expect(order == AnswerOrder(.page, isLargePrint: true))
    driver.answer { .changed($0, .success(People.request(.fullAccess, done: 2))) }
    driver.press(.enter, .enter)
    #expect(driver.text.contains("o que mostra que foi feito"))
    driver.type("enviado ao canal seguro")
    driver.press(.enter)
    driver.answer { .changed($0, .success(People.request(.fullAccess, done: 3))) }
    driver.press(.function(2))
    guard case .fulfil(let number, _)? = driver.asked else {
      Issue.record("not closed")
      return
    }
    #expect(number == People.number(1))
    driver.answer {
      .changed($0, .success(People.request(.fullAccess, done: 3, state: .fulfilled)))
    }
    #expect(driver.status == "Pedido LGPD-20261121-0001 concluído.")
    driver.press(.character("x"))
    #expect(driver.status == "Este pedido já foi concluído.")
  }

  @Test func `a portability is answered by a package alone`() {
    var driver = ScreenDriver.at(People.request(.portability, done: 1))
    driver.press(.enter, .tab, .right)
    #expect(driver.text.contains("pacote assinado (zip)"))
    driver.press(.tab, .tab)
    driver.type("/tmp/p.zip")
    driver.press(.function(2))
    guard case .answer(_, let order, _, _)? = driver.asked else { return }
    #expect(order.format == .package)
  }

  @Test func `an answer is what its name says`() {
    var driver = ScreenDriver.at(People.request(.fullAccess, done: 1))
    driver.press(.enter)
    driver.type("~/resposta.md")
    #expect(driver.text.contains("texto (md)"))
    driver.press(.tab, .right)
    #expect(driver.text.contains("~/resposta.json"))
    driver.press(.backTab)
    for _ in "json" { driver.press(.backspace) }
    driver.type("pdf")
    driver.press(.function(2))
    #expect(driver.asked == nil)
    #expect(driver.text.contains("O nome termina em .pdf, e o arquivo seria json"))
    for _ in "pdf" { driver.press(.backspace) }
    driver.type("HTML")
    driver.press(.function(2))
    guard case .answer(_, let order, _, _)? = driver.asked else {
      Issue.record("nothing asked")
      return
    }
    #expect(order == AnswerOrder(.page, isLargePrint: false))
  }

  @Test func `an identity is checked by what there is, and each way says how`() {
    var request = People.request(.fullAccess)
    request.recordHasSafeChannel = false
    var driver = ScreenDriver.at(request)
    driver.press(.enter)
    #expect(driver.text.contains("não ao que foi dito agora"))
    driver.press(.right)
    #expect(driver.text.contains("Pergunte dois dados do cadastro"))
    driver.press(.right)
    #expect(driver.text.contains("documento visto"))
    #expect(!driver.text.contains("canal seguro do cadastro"))
    driver.press(.right, .right)
    #expect(driver.text.contains("ligação de volta"))
    var nobody = ScreenDriver.at(People.request(.confirmation, hasRecord: false))
    nobody.press(.enter)
    #expect(nobody.text.contains("documento visto"))
    var channel = ScreenDriver.at(People.request(.fullAccess))
    channel.press(.enter, .right, .right)
    #expect(channel.text.contains("Escreva pelo canal seguro do cadastro"))
  }

  @Test func `a refusal takes an article and a reason, and its letter is read before it closes`() {
    var driver = ScreenDriver.at(People.request(.correction))
    driver.press(.character("x"), .function(2))
    #expect(driver.text.contains("Diga à pessoa o que impede o pedido."))
    driver.type("O caso está em juízo.")
    driver.press(.backTab, .left, .function(2))
    guard case .refuse(_, let words, _)? = driver.asked else {
      Issue.record("not refused")
      return
    }
    #expect(words.article == RefusalGround.all.last?.article)
    #expect(words.path == nil)
    let letter = (1...60).map { "linha \($0)" }.joined(separator: "\n")
    driver.answer {
      .refused(
        $0,
        .success(
          RefusedRequest(
            request: People.request(.correction, state: .refused), letter: Sensitive(letter),
            path: nil)))
    }
    #expect(driver.text.contains("o pedido não a guarda"))
    #expect(!driver.text.contains("linha 60"))
    for _ in 0..<6 { driver.press(.pageDown) }
    #expect(driver.text.contains("linha 60"))
    driver.press(.enter)
    #expect(driver.text.contains("recusado"))
  }

  @Test func `an erasure shows what goes and what stays, and waits for the word`() {
    var driver = ScreenDriver.at(People.request(.erasure, done: 1))
    driver.press(.enter)
    let subject = Approval.Subject(kind: .erasure, scope: "x", summary: "y", count: 1)
    let preview = ErasurePreview(
      contact: People.uid(1), request: People.number(1).description,
      counts: [ErasureCount(table: "contacts", rows: 3, isKept: false)],
      holds: [
        Hold(
          uid: People.uid(2), contact: People.uid(1), kind: .document, article: "art. 16, I",
          reason: "lei", endsOn: nil, by: "eva", since: People.now, releasedBy: nil,
          releasedAt: nil, name: nil)
      ], copies: 0, disclosures: 2, leavesNoSign: true,
      doubtfulDrafts: [DoubtfulDraft(uid: People.uid(3), owner: "bia", updatedAt: People.now)],
      subject: subject, fourEyes: .nobodyElse)
    driver.answer { .previewed($0, .success(preview)) }
    #expect(driver.text.contains("Sai: 3 linhas de 1 tabela"))
    #expect(driver.text.contains("nada fica por que"))
    #expect(driver.text.contains("Rascunhos que talvez falem da pessoa, e ficam: bia"))
    #expect(driver.text.contains("art. 16, I, até ser liberado"))
    driver.forget()
    driver.press(.enter)
    #expect(driver.asked == nil)
    driver.type("Eliminar")
    driver.press(.enter)
    guard case .erase(let uid, let number, _)? = driver.asked else {
      Issue.record("not erased")
      return
    }
    #expect(uid == People.uid(1) && number == People.number(1))
    driver.answer { .erased($0, .success(People.erased(.done))) }
    #expect(driver.status.contains("Dados eliminados"))
    #expect(driver.model.dialogs.isEmpty)
  }

  @Test func `an erasure that did not take everything says so`() {
    var driver = ScreenDriver.at(People.request(.erasure, done: 1))
    driver.press(.enter)
    let kept = KeptDatum(kind: .document, article: "art. 16, I", endsOn: nil)
    driver.answer { .erased($0, .success(People.erased(.onHold, kept: [kept]))) }
    #expect(driver.status.contains("Eliminado em parte"))
    #expect(driver.text.contains("art. 16, I, até ser liberado"))
    driver.press(.enter)
    #expect(driver.model.dialogs.isEmpty)

    // Asked again, the step goes on where the erasure was.
    driver.forget()
    driver.press(.enter)
    driver.answer { .erased($0, .success(People.erased(.cleaning, residue: ["notas.txt"]))) }
    #expect(driver.status.contains("não está concluída"))
    #expect(driver.text.contains("em: notas.txt"))
    #expect(driver.text.contains("da pasta de dados e repita a"))
  }

  @Test func `a revocation is done by its step, and offers the erasure`() {
    var driver = ScreenDriver.at(People.request(.revocation, done: 1))
    driver.press(.enter)
    guard case .revoke(let uid, .phone, _)? = driver.asked else {
      Issue.record("not revoked")
      return
    }
    #expect(uid == People.uid(1))
    driver.answer { .revoked($0, .success(Revocation(purposes: ["Ligar"], ledger: []))) }
    #expect(driver.text.contains("• Ligar"))
    driver.answer { .opened($0, .success(People.request(.revocation, done: 2))) }
    driver.press(.enter)
    #expect(driver.text.contains("‹ Eliminação"))
  }

  @Test func `what is asked later does not answer what was asked before`() {
    var driver = ScreenDriver.atTheRights()
    driver.press(.enter)
    guard case .open(_, let first)? = driver.asked else { return }
    driver.press(.down, .enter)
    driver.send(.rights(.opened(first, .success(People.request(.erasure)))))
    #expect(driver.model.place == .rights)
  }

  @Test func `from a request to the Ficha and back`() {
    var driver = ScreenDriver.at(People.request(.fullAccess))
    driver.press(.character("v"))
    #expect(driver.record?.uid == People.uid(1))
    driver.press(.escape)
    #expect(driver.model.place == .request)
    driver.press(.escape)
    #expect(driver.model.place == .rights)
    var without = ScreenDriver.at(People.request(.confirmation, hasRecord: false))
    without.press(.character("v"))
    #expect(without.status == "Este pedido não tem cadastro.")
  }
}
