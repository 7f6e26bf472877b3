import ContactsCore
import Testing

@testable import TUI

@Suite("Auditoria")
struct AuditScreenTests {
  @Test func `7 opens it for an encarregado, newest first, after the reading was written down`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.press(.escape, .character("7"))
    guard case .audit(.list(let filter, before: nil, _))? = driver.effects.last else {
      Issue.record("nothing asked: \(driver.effects)")
      return
    }
    #expect(filter == AuditFilter())
    #expect(driver.text.contains("esta leitura fica registrada"))
    driver.answerAudit(People.entries)
    #expect(driver.text.contains("412"))
  }

  @Test func `an attendant is refused in words, and the try is recorded`() {
    var driver = ScreenDriver.open(roles: [.attendant])
    driver.press(.escape)
    driver.forget()
    driver.press(.character("7"))
    #expect(driver.audit == nil)
    #expect(driver.status == "7: seu papel não permite esta ação.")
    #expect(driver.effects == [.people(.refuse(.readAudit))])
  }

  @Test func `from a Ficha it shows who saw that record`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.openRecord()
    driver.press(.character("v"))
    guard case .audit(.list(let filter, before: nil, _))? = driver.effects.last else {
      Issue.record("nothing asked")
      return
    }
    #expect(filter == AuditFilter(contact: People.uid(1)))
    driver.answerAudit(Array(People.entries.prefix(3)))
    #expect(driver.text.contains("Ficha de Conceição Araújo"))
    #expect(driver.frame.title == "atende · Quem viu esta ficha")
    driver.press(.escape)
    #expect(driver.record != nil)
  }

  @Test func `older entries are asked for before the end is reached, after the last that is there`()
  {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.press(.escape, .character("7"))
    driver.answerAudit(
      (0..<100).map {
        People.entry(
          1000 - $0, "ana", .read, .contact, reason: nil, fields: "", minutes: $0)
      })
    driver.forget()
    driver.press(.pageDown, .pageDown, .pageDown, .pageDown)
    let pages = driver.effects.compactMap { effect -> Int64? in
      if case .audit(.list(_, before: let seq, _)) = effect { seq } else { nil }
    }
    #expect(pages == [901])
    driver.answerAudit([
      People.entry(900, "bia", .read, .contact, reason: nil, fields: "", minutes: 200)
    ])
    #expect(driver.audit?.rows.count == 101)
    #expect(driver.audit?.hasMore == false)
  }

  @Test func `Enter shows an entry whole, n the next, Esc the list`() {
    var driver = ScreenDriver.atTheAudit()
    driver.press(.enter)
    #expect(driver.text.contains("203.0.113.7 (não verificado)"))
    #expect(driver.text.contains("leu (READ)"))
    driver.press(.character("n"))
    #expect(driver.text.contains("READ: restrito"))
    driver.press(.escape)
    #expect(driver.model.place == .audit)
    #expect(driver.audit?.list.selection == 1)
  }

  @Test func `F4 filters by person, action and period`() {
    var driver = ScreenDriver.atTheAudit()
    driver.press(.function(4))
    driver.type("Bia")
    driver.press(.tab, .right, .right, .tab)
    driver.type("01/11/2026")
    driver.press(.tab)
    driver.type("20/11/2026")
    driver.forget()
    driver.press(.enter)
    guard case .audit(.list(let filter, before: nil, _))? = driver.effects.last else {
      Issue.record("nothing asked: \(driver.effects)")
      return
    }
    #expect(
      filter
        == AuditFilter(
          person: "bia", action: .read, from: Timestamp(iso8601: "2026-11-01T00:00:00-03:00"),
          until: Timestamp(iso8601: "2026-11-21T00:00:00-03:00")))
    driver.answerAudit([])
    #expect(driver.text.contains("Por bia · leu (READ) · de 01/11/2026 · até 20/11/2026"))
    #expect(driver.text.contains("Nada com este filtro"))
    driver.press(.function(4), .function(8))
    #expect(driver.audit?.filter == AuditFilter())
  }

  @Test func `a date that is none, and a period that ends before it begins, are pointed at`() {
    var driver = ScreenDriver.atTheAudit()
    driver.press(.function(4), .tab, .tab)
    driver.type("31/02/2026")
    driver.forget()
    driver.press(.enter)
    #expect(driver.text.contains("Data como 21/11/2026."))
    driver.press(.control("u"))
    driver.type("21/11/2026")
    driver.press(.tab)
    driver.type("20/11/2026")
    driver.press(.enter)
    #expect(driver.text.contains("O fim vem antes do começo."))
    #expect(driver.effects.isEmpty)
  }

  @Test func `the check says how far it is, and names the first bad entry`() {
    var driver = ScreenDriver.atTheAudit()
    driver.press(.character("c"))
    guard case .audit(.verify(let request))? = driver.effects.last else {
      Issue.record("not checked")
      return
    }
    driver.send(.audit(.verifying(request, done: 50, of: 200)))
    #expect(driver.text.contains("25 % de 200 registros"))
    driver.forget()
    driver.press(.character("c"))
    #expect(driver.effects.isEmpty)
    let sentence = "A auditoria foi alterada: o primeiro registro errado é o 137."
    driver.send(
      .audit(
        .verified(request, .success(AuditFinding(isIntact: false, sentence: sentence)))))
    #expect(driver.text.contains("✗ \(sentence)"))
  }

  @Test func `a check is interrupted by Ctrl-C, and by leaving`() {
    var driver = ScreenDriver.atTheAudit()
    driver.press(.character("c"), .control("c"))
    #expect(driver.effects.last == .audit(.cancelVerify))
    #expect(driver.audit != nil)
    driver.press(.character("c"), .escape)
    #expect(driver.effects.last == .audit(.cancelVerify))
    #expect(driver.audit == nil)
  }

  @Test func `an export goes where it is told, with the filter in view`() {
    var driver = ScreenDriver.atTheAudit()
    driver.press(.character("x"), .enter)
    #expect(driver.text.contains("Diga onde gravar"))
    driver.type("/tmp/auditoria.jsonl")
    driver.press(.enter)
    guard
      case .audit(.export(AuditFilter(), path: "/tmp/auditoria.jsonl", let request))? =
        driver.effects.last
    else {
      Issue.record("not exported")
      return
    }
    driver.send(.audit(.exported(request, .success(1204))))
    #expect(driver.status == "Exportados: 1.204 registros.")
  }

  @Test func `a checkpoint is shown whole`() {
    var driver = ScreenDriver.atTheAudit()
    driver.press(.character("p"))
    guard case .audit(.checkpoint(let request))? = driver.effects.last else {
      Issue.record("not asked")
      return
    }
    let root: [UInt8] = Array(repeating: 0x0f, count: 32)
    let glance = CheckpointGlance(
      seq: 412, time: People.now, root: root, publicKey: Array(repeating: 0xa1, count: 32))
    driver.send(.audit(.checkpointed(request, .success(glance))))
    #expect(driver.text.contains("Ponto de controle"))
    let drawn = driver.text.filter { !$0.isWhitespace && $0 != "│" }
    #expect(drawn.contains(String(repeating: "0f", count: 32)))
  }
}
