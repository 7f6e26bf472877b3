import TestSupport
import Testing

@testable import ContactsCore
@testable import TUI

/// The holds and the incidents of **LGPD**.
@Suite("LGPD: retenções e incidentes")
struct KeptScreenTests {
  @Test(arguments: GoldenScreensTests.sizes) func `pictures`(size: Size) {
    func check(_ name: String, _ driver: ScreenDriver) {
      expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
    }
    var driver = ScreenDriver.atTheHolds(columns: size.columns, rows: size.rows)
    check("lgpd-retencoes", driver)
    driver.press(.character("x"))
    check("lgpd-liberar", driver)
    driver.press(.escape, .character("a"), .character(" "), .right, .right, .character(" "))
    check("lgpd-reter", driver)
    driver = .atTheRights(columns: size.columns, rows: size.rows)
    driver.press(.tab)
    driver.answer { .holds($0, .success([])) }
    check("lgpd-retencoes-vazio", driver)
    driver = .atTheIncidents(columns: size.columns, rows: size.rows)
    check("lgpd-incidentes", driver)
    driver.press(.character("a"))
    driver.type("Um pendrive com fichas foi esquecido no ônibus.")
    driver.press(.tab, .tab)
    check("lgpd-incidente-novo", driver)
    driver.press(.escape, .enter)
    driver.answer { .incident($0, .success(People.reading)) }
    check("lgpd-incidente", driver)
  }

  @Test func `Tab goes from the requests to the holds, to the incidents, and back`() {
    var driver = ScreenDriver.atTheRights()
    #expect(driver.text.contains("Tab muda"))
    driver.press(.tab)
    guard case .holds? = driver.asked else {
      Issue.record("no holds asked for")
      return
    }
    driver.answer { .holds($0, .success(People.holds)) }
    #expect(driver.text.contains("Tab Incidentes"))
    driver.press(.tab)
    driver.answer { .incidents($0, .success(People.incidents)) }
    #expect(driver.text.contains("Tab Pedidos"))
    driver.press(.tab)
    guard case .list? = driver.asked else {
      Issue.record("no requests asked for")
      return
    }
    #expect(driver.model.place == .rights)
  }

  @Test func `a hold is made from the Ficha, of the kinds that are marked`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.openRecord()
    driver.press(.character("m"), .function(2))
    #expect(driver.text.contains("Marque com Espaço o que fica guardado."))
    driver.press(.right, .right, .character(" "), .left, .left, .character(" "), .tab)
    driver.type("art. 16, I")
    driver.press(.tab)
    driver.type("Processo em curso.")
    driver.press(.tab)
    driver.type("30/02/2027")
    driver.press(.function(2))
    #expect(driver.text.contains("Data como 21/11/2027"))
    for _ in 0..<10 { driver.press(.backspace) }
    driver.type("21/11/2027")
    driver.press(.function(2))
    guard case .hold(let hold, _)? = driver.asked else {
      Issue.record("nothing asked")
      return
    }
    #expect(
      hold
        == NewHold(
          contact: People.uid(1), kinds: [.identification, .document], article: "art. 16, I",
          reason: Sensitive("Processo em curso."),
          endsOn: CivilDate(year: 2027, month: 11, day: 21)))
    driver.answer { .held($0, .failure(.invalid(["O artigo não serve."]))) }
    #expect(driver.text.contains("✗ O artigo não serve."))
    driver.press(.function(2))
    driver.answer { .held($0, .success([People.hold(.document), People.hold(.identification)])) }
    #expect(driver.status.contains("Retido: 2 tipos de dado"))
    #expect(driver.model.dialogs.isEmpty)
  }

  @Test func `whoever asks to be erased has data held from the request`() {
    var driver = ScreenDriver.at(People.request(.erasure))
    driver.press(.character("m"))
    #expect(driver.text.contains("Reter um dado"))
    #expect(driver.text.contains("Conceição Araújo"))
    var nobody = ScreenDriver.at(People.request(.confirmation, hasRecord: false))
    nobody.press(.character("m"))
    #expect(nobody.status == "Este pedido não tem cadastro.")
  }

  @Test func `a hold ends with a reason, and the list is read again`() {
    var driver = ScreenDriver.atTheHolds()
    #expect(!driver.text.contains("O que a pessoa contou"))
    driver.press(.character("x"), .enter)
    #expect(driver.text.contains("Diga por quê, sem dados da pessoa."))
    driver.type("O processo terminou.")
    driver.press(.enter)
    guard case .release(let uid, let reason, _)? = driver.asked else {
      Issue.record("nothing asked")
      return
    }
    #expect(uid == People.uid(60))
    #expect(reason == Sensitive("O processo terminou."))
    driver.answer { .released($0, .success(ReleasedHold(erasure: nil))) }
    #expect(driver.status == "Retenção liberada.")
    guard case .holds? = driver.asked else {
      Issue.record("not read again")
      return
    }
  }

  @Test func `F4 shows what has ended, which ends only once`() {
    var driver = ScreenDriver.atTheHolds()
    driver.press(.function(4))
    #expect(driver.text.contains("liberada em 21/11/2026"))
    driver.press(.end, .character("x"))
    #expect(driver.status == "Esta retenção já terminou.")
    driver.press(.enter)
    guard case .read(People.uid(1), _, _)? = driver.effects.last else {
      Issue.record("no Ficha")
      return
    }
  }

  @Test func `an incident is registered with what tells the people`() {
    var driver = ScreenDriver.atTheIncidents()
    driver.press(.function(6), .function(2))
    #expect(driver.text.contains("Diga o que aconteceu, sem dados de ninguém."))
    driver.type("Fichas impressas no lixo.")
    driver.press(.tab, .tab)
    driver.type("20/11/2026 9h15")
    driver.press(.tab, .tab, .tab)
    driver.type("Bia")
    driver.press(.function(2))
    #expect(driver.text.contains("Diga desde quando"))
    driver.type("18/11/2026")
    driver.press(.tab)
    driver.type("19/11/2026")
    driver.press(.function(2))
    guard case .registerIncident(let incident, _)? = driver.asked else {
      Issue.record("nothing asked")
      return
    }
    func day(_ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Timestamp {
      LocalTime(
        date: CivilDate(year: 2026, month: 11, day: day)!, hour: hour, minute: minute
      ).timestamp
    }
    #expect(
      incident
        == NewIncident(
          summary: Sensitive("Fichas impressas no lixo."), risk: .relevant, knownAt: day(20, 9, 15),
          scope: AuditScope(login: "bia", from: day(18), until: day(20))))
    driver.answer { .registered($0, .success(People.incident(4, known: 0, due: 3))) }
    #expect(driver.status.contains("INC-20261121-0004: 2 pessoas atingidas; comunicar até"))
    guard case .incidents? = driver.asked else {
      Issue.record("not read again")
      return
    }
  }

  @Test func `an incident shows its deadlines and people, whose Ficha Enter opens`() {
    var driver = ScreenDriver.atTheIncidents()
    #expect(driver.text.contains("PRAZO VENCIDO em 18/11/2026"))
    driver.press(.enter)
    guard case .openIncident(let number, _)? = driver.asked else {
      Issue.record("nothing asked")
      return
    }
    #expect(number == People.incidents[0].protocolNumber)
    driver.answer { .incident($0, .success(People.reading)) }
    #expect(driver.text.contains("Conceição Araújo"))
    #expect(driver.model.place == .incident)
    driver.press(.enter)
    guard case .read(People.uid(1), _, _)? = driver.effects.last else {
      Issue.record("no Ficha")
      return
    }
    driver.press(.escape, .escape)
    #expect(driver.model.place == .incidents)
  }

  @Test func `what the store does not give is said, and the list is empty`() {
    var driver = ScreenDriver.atTheRights()
    driver.press(.tab)
    driver.answer { .holds($0, .failure(.invalid(["A base está ocupada."]))) }
    #expect(driver.text.contains("A base está ocupada."))
    driver.press(.tab)
    driver.answer { .incidents($0, .failure(.invalid(["A base está ocupada."]))) }
    #expect(driver.text.contains("A base está ocupada."))
  }
}
