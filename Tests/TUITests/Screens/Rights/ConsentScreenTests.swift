import TestSupport
import Testing

@testable import ContactsCore
@testable import TUI

@Suite("Consentimentos")
struct ConsentScreenTests {
  @Test(arguments: GoldenScreensTests.sizes) func `pictures`(size: Size) {
    func check(_ name: String, _ driver: ScreenDriver) {
      expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
    }
    var driver = ScreenDriver.atTheConsents(columns: size.columns, rows: size.rows)
    driver.press(.down)
    check("consentimentos", driver)
    driver.press(.enter)
    check("consentimentos-aviso", driver)
    driver.press(.escape, .character("x"))
    driver.answer {
      .revoked(
        $0,
        .success(
          Revocation(
            purposes: ["Ligar ou escrever de volta"],
            ledger: [People.consent("Ligar ou escrever de volta", .revoked)])))
    }
    check("consentimentos-retirado", driver)
  }

  @Test func `a notice is read, and what the person said is kept with its proof`() {
    var driver = ScreenDriver.atTheConsents()
    driver.press(.down, .enter)
    #expect(driver.text.contains("Leia em voz alta:"))
    driver.press(.right)
    driver.type("gravação 12")
    driver.press(.enter)
    let purpose = Purpose.named("retorno")
    guard case .decide(let consent, _)? = driver.asked, let purpose else {
      Issue.record("nothing kept")
      return
    }
    #expect(
      consent
        == NewConsent(
          contact: People.uid(1), purpose: purpose, decision: .refused, channel: .phone,
          noticeRead: true, evidence: Sensitive("gravação 12")))
    driver.answer {
      .ledger($0, .success([People.consent("Ligar ou escrever de volta", .refused)]))
    }
    #expect(driver.text.contains("recusado, aviso lido"))
  }

  @Test func `where no consent is asked the notice is told, and nobody is said to have agreed`() {
    var driver = ScreenDriver.atTheConsents()
    driver.press(.enter, .enter)
    guard case .decide(let consent, _)? = driver.asked else {
      Issue.record("nothing kept")
      return
    }
    #expect(consent.purpose.code == "acolhimento")
    #expect(consent.decision == .notAsked && consent.noticeRead)
  }

  @Test func `a text that changed asks again`() {
    let driver = ScreenDriver.atTheConsents()
    #expect(driver.text.contains("! texto novo: pergunte de novo"))
  }

  @Test func `one key takes everything back, and only an encarregado is offered the request`() {
    var driver = ScreenDriver.atTheConsents(roles: [.attendant])
    driver.press(.character("x"))
    guard case .revoke(let uid, .phone, _)? = driver.asked else {
      Issue.record("not revoked")
      return
    }
    #expect(uid == People.uid(1))
    driver.answer { .revoked($0, .success(Revocation(purposes: ["Ligar"], ledger: []))) }
    driver.press(.enter)
    #expect(driver.status.contains("Avise o encarregado"))
    driver.press(.character("x"))
    driver.answer { .revoked($0, .success(Revocation(purposes: [], ledger: []))) }
    #expect(driver.status == "Não havia consentimento vigente a retirar.")
    #expect(driver.model.dialogs.isEmpty)
    driver.press(.character("x"))
    driver.answer {
      .revoked($0, .success(Revocation(purposes: [], neverGiven: ["Ligar"], ledger: [])))
    }
    #expect(driver.status.hasPrefix("Anotado que não quer retorno (nada havia sido dado)."))
    #expect(driver.model.dialogs.isEmpty)
  }
}
