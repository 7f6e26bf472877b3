import ContactsCore
import Testing

@testable import TUI

@Suite("Restricted records")
struct RestrictedRecordTests {
  @Test func `who is not named sees nothing, and is told what an emergency takes`() {
    var driver = ScreenDriver.open()
    driver.openClosedRecord()
    #expect(driver.text.contains("Registro restrito"))
    #expect(driver.text.contains("avisa o encarregado"))
    #expect(!driver.text.contains("Conceição"))
    driver.press(.character("q"))
    #expect(driver.model.screen.title == "Contatos")
  }

  @Test func `a row of a closed record says nothing of the person`() {
    let hidden = ContactSummary(
      uid: People.uid(9), name: nil, maskedPhone: nil, maskedEmail: nil, maskedCPF: nil, city: nil,
      state: nil, lastReason: nil, lastUrgency: nil, interactionCount: 0, updatedAt: People.now,
      access: .hidden)
    let driver = ScreenDriver.open(columns: 132, rows: 43, people: [hidden])
    #expect(driver.text.contains("registro restrito"))
    #expect(driver.text.contains("Só as pessoas nomeadas podem abri-lo."))
    #expect(!driver.text.contains("0 atendimentos"))
  }

  @Test func `an emergency takes a reason, and shows the record once the store has told of it`() {
    var driver = ScreenDriver.open()
    driver.openClosedRecord()
    driver.press(.enter, .enter)
    #expect(driver.text.contains("sem ele a ficha não abre"))
    driver.forget()
    driver.type("Ligou agora e corre perigo.")
    driver.press(.enter, .enter)
    guard driver.effects.count == 1,
      case .people(.breakGlass(let uid, let reason, let request)) = driver.effects[0]
    else {
      Issue.record("not asked once: \(driver.effects)")
      return
    }
    #expect(uid == People.uid(1))
    #expect(reason == Sensitive("Ligou agora e corre perigo."))
    #expect(!driver.text.contains("Conceição"))
    driver.send(.people(.glassBroken(request, .success(People.restrictedRecord))))
    #expect(driver.text.contains("Conceição Araújo"))
    #expect(driver.status.contains("o encarregado foi avisado"))
  }

  @Test func `a reason the store refuses stays to be corrected`() {
    var driver = ScreenDriver.open()
    driver.openClosedRecord()
    driver.press(.enter)
    driver.type("curto")
    driver.press(.enter)
    for case .people(.breakGlass(_, _, let request)) in driver.effects {
      driver.send(.people(.glassBroken(request, .failure(.invalid(["Diga o motivo melhor."])))))
    }
    #expect(driver.text.contains("Diga o motivo melhor."))
    #expect(driver.text.contains("curto"))
  }

  @Test func `a supervisor names who may open a record, and why`() {
    var driver = ScreenDriver.open(roles: [.supervisor])
    driver.openRecord()
    driver.press(.character("s"))
    driver.type(", Davi; ana")
    driver.press(.tab)
    driver.type("É colega de trabalho.")
    driver.press(.enter)
    guard
      case .people(.restrict(let uid, let logins, let reason, let request))? =
        driver.effects.last
    else {
      Issue.record("not restricted: \(driver.effects)")
      return
    }
    #expect(uid == People.uid(1))
    #expect(logins == ["ana", "davi"])
    #expect(reason == Sensitive("É colega de trabalho."))
    driver.forget()
    driver.send(.people(.restricted(request, .success(true))))
    #expect(driver.status.contains("Ficha restrita"))
    guard case .read? = driver.effects.last else {
      Issue.record("not read again")
      return
    }
  }

  @Test func `a restriction is shown to who may open it, and taken back with a reason`() {
    var driver = ScreenDriver.open(roles: [.supervisor])
    driver.press(.enter)
    for case .read(_, _, let request) in driver.effects {
      driver.send(.read(request, .success(People.restrictedRecord)))
    }
    #expect(driver.text.contains("ana, davi"))
    driver.press(.character("s"), .function(8))
    #expect(driver.text.contains("Falta o motivo de liberar."))
    driver.type("Já não trabalha aqui.")
    driver.press(.function(8))
    guard case .people(.unrestrict(let uid, let reason, _))? = driver.effects.last else {
      Issue.record("not opened")
      return
    }
    #expect(uid == People.uid(1))
    #expect(reason == Sensitive("Já não trabalha aqui."))
  }

  @Test func `an attendant may not restrict, and the try is recorded`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.forget()
    driver.press(.character("s"))
    #expect(driver.effects == [.people(.refuse(.restrictContacts))])
    #expect(driver.status.contains("seu papel não permite"))
  }

  @Test func `an encarregado is told on coming in, and takes note one by one`() {
    var driver = ScreenDriver()
    var opening = Opening.invented(roles: [.dataProtectionOfficer])
    opening.notices = 2
    driver.send(.opened(opening))
    #expect(driver.status.contains("Há 2 avisos para o encarregado"))
    #expect(driver.frame.text(row: 0).contains("2 avisos"))
    driver.press(.escape, .character("i"))
    let notices = [
      People.notice(1, .breakGlass, by: "bia"), People.notice(2, .restricted, by: "carla"),
    ]
    for case .people(.loadNotices(let request)) in driver.effects {
      driver.send(.people(.noticesLoaded(request, .success(notices))))
    }
    #expect(driver.text.contains("voz de quem corre perigo"))
    driver.press(.enter)
    for case .people(.markSeen(let uid, let request)) in driver.effects {
      driver.send(.people(.noticeSeen(request, .success(uid))))
    }
    #expect(driver.frame.text(row: 0).contains("1 aviso"))
    #expect(!driver.text.contains("bia  Registro"))
    #expect(driver.text.contains("carla"))
  }

  @Test func `the help says what each role may do, from the one table`() {
    var driver = ScreenDriver.open(roles: [.attendant])
    driver.press(.function(1))
    driver.type("auditoria quem pode")
    #expect(driver.text.contains("você não pode"))
    #expect(driver.text.contains("encarregado"))
    let lines = HelpDialog(at: .contactsList, for: [.attendant]).lines
    for permission in Permission.allCases {
      #expect(
        lines.contains { line in
          if case .key(_, permission.label, _) = line { true } else { false }
        })
    }
  }
}
