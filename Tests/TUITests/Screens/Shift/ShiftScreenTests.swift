import ContactsCore
import TestSupport
import Testing

@testable import TUI

@Suite("Agenda")
struct AgendaScreenTests {
  @Test func `3 opens one's own callbacks, and F4 goes through the others`() {
    var driver = ScreenDriver.openAgenda(nil)
    #expect(driver.model.screen.title == "Agenda")
    #expect(driver.text.contains("Lendo a agenda…"))
    driver.answerAgenda(.success([]))
    driver.press(.function(4), .character(" "))
    let filters = driver.shiftEffects.compactMap {
      if case .loadAgenda(let filter, _) = $0 { filter } else { nil }
    }
    #expect(
      filters == [
        CallbackFilter(attendant: "ana"), CallbackFilter(), CallbackFilter(state: .done),
      ])
    var admin = ScreenDriver.shift(roles: [.admin])
    admin.press(.escape, .character("3"))
    #expect(admin.model.screen.title == "Contatos")
    #expect(admin.status.contains("seu papel não permite"))
  }

  @Test func `a callback is passed with a name and a reason, one's own or by a supervisor`() {
    var driver = ScreenDriver.openAgenda()
    driver.forget()
    driver.press(.character("x"))
    #expect(driver.text.contains("Passar o retorno"))
    driver.type("caio")
    driver.press(.enter)
    driver.type("fim de turno")
    driver.press(.enter)
    guard
      case .passCallback(_, "caio", Sensitive("fim de turno"), _)? = driver.shiftEffects.first
    else {
      Issue.record("nothing was passed")
      return
    }
    driver.answerChange()
    #expect(driver.status == "O retorno agora é de caio.")
    let others = CallbackSummary(
      uid: People.uid(70), contact: People.uid(1), protocolNumber: nil, dueAt: People.now,
      attendant: "bia", state: .open, postponed: 0, details: nil)
    var attendant = ScreenDriver.openAgenda(nil)
    attendant.answerAgenda(.success([others]))
    attendant.forget()
    attendant.press(.character("x"))
    #expect(attendant.status == "Só a supervisão passa o retorno de outra pessoa.")
    #expect(attendant.effects == [.people(.refuse(.assignWork))])
  }

  @Test func `Enter opens the record, and coming back reads the agenda anew`() {
    var driver = ScreenDriver.openAgenda()
    driver.press(.down, .enter)
    let reads = driver.effects.compactMap {
      if case .read(let uid, _, _) = $0 { uid } else { nil }
    }
    #expect(reads == [People.uid(2)])
    driver.forget()
    driver.press(.escape)
    #expect(driver.model.screen.title == "Agenda")
    #expect(driver.shiftEffects.count == 1)
  }

  @Test func `a callback is concluded by a digit and Enter, never by one key`() {
    var driver = ScreenDriver.openAgenda()
    driver.forget()
    driver.press(.character("c"), .enter)
    #expect(driver.text.contains("Escolha com 1, 2 ou 3."))
    driver.press(.character("3"))
    #expect(driver.shiftEffects.isEmpty)
    driver.press(.enter)
    let ends = driver.shiftEffects.compactMap {
      if case .endCallback(let uid, let state, _) = $0 { (uid, state) } else { nil }
    }
    #expect(ends.map(\.0) == [People.uid(401)])
    #expect(ends.map(\.1) == [.cancelled])
    driver.answerChange(.failure(.busy))
    #expect(driver.topDialog != nil)
    #expect(driver.text.contains("O banco está ocupado"))
    driver.press(.enter)
    driver.answerChange()
    #expect(driver.topDialog == nil)
    #expect(driver.status == "Retorno concluído.")
    #expect(driver.shiftEffects.suffix(2).first == .pulse)
  }

  @Test func `one that has left the agenda is not concluded again`() {
    var driver = ScreenDriver.openAgenda([People.callback(1, minutes: -5, state: .done)])
    driver.press(.control("t"))
    #expect(driver.topDialog == nil)
    #expect(driver.status == "Este retorno já saiu da agenda: feito.")
    driver.answerAgenda(.success([]))
  }

  @Test func `postponing asks only for the moment`() throws {
    var driver = ScreenDriver.openAgenda()
    driver.press(.control("r"), .tab)
    driver.type("hoje 8h")
    driver.press(.enter)
    #expect(driver.text.contains("Esse momento já passou."))
    for _ in 0..<7 { driver.press(.backspace) }
    driver.type("em 30 min")
    driver.press(.enter)
    let moments = driver.shiftEffects.compactMap {
      if case .postpone(_, let moment, _) = $0 { moment } else { nil }
    }
    #expect(moments == [People.now.adding(milliseconds: 1_800_000)])
    driver.answerChange()
    #expect(driver.status == "Adiado para 21/11/2026 11:12.")
  }

  @Test func `due callbacks stand in every title bar, and the minute brings them`() {
    var driver = ScreenDriver.shift()
    #expect(!driver.frame.text(row: 0).contains("retorno"))
    driver.send(.ticked(.clock, at: People.now))
    #expect(driver.shiftEffects == [.pulse])
    driver.send(.shift(.pulsed(.success(ShiftPulse(due: 3)))))
    for key in [
      Key.function(6), .escape, .escape, .character("3"), .character("2"), .character("t"),
    ] {
      driver.press(key)
      #expect(driver.frame.text(row: 0).contains("3 retornos"), "\(key)")
    }
    driver.forget()
    driver.press(.character("3"))
    driver.send(.ticked(.clock, at: People.now))
    #expect(driver.shiftEffects.count == 3)
    driver.forget()
    driver.press(.control("x"))
    driver.send(.ticked(.clock, at: People.now))
    #expect(driver.shiftEffects.isEmpty)
  }

  @Test func `what others do with the work is seen without a key`() {
    var driver = ScreenDriver.open()
    driver.press(.escape, .character("t"))
    driver.forget()
    driver.send(.ticked(.schema, at: People.now))
    #expect(driver.effects.contains(.shift(.pulse)))
    let isRead = driver.effects.contains { if case .shift(.list) = $0 { true } else { false } }
    #expect(isRead)
  }

  @Test func `whoever has no shift is asked nothing by the clock`() {
    var driver = ScreenDriver.shift(roles: [.admin])
    driver.send(.ticked(.clock, at: People.now))
    #expect(driver.shiftEffects.isEmpty)
  }
}

@Suite("Encerramento")
struct WrapUpTests {
  private func wrapUps(_ driver: ScreenDriver) -> [WrapUp] {
    driver.shiftEffects.compactMap { if case .wrapUp(let wrapUp, _) = $0 { wrapUp } else { nil } }
  }

  @Test func `a digit is the same reason at every call, whatever was chosen in the form`() {
    var session = Session()
    session.reasons = People.manyReasons
    var dialog = WrapUpDialog(
      People.uid(77), of: People.uid(1), name: "Ana", openedAt: People.now,
      reasonCode: People.manyReasons.last?.code, session)
    #expect(dialog.choices.selected == People.manyReasons.count - 1)
    _ = dialog.type(.character("1"))
    _ = dialog.type(.backTab)
    #expect(dialog.choices.selected == 0)
  }

  @Test func `two digits and F2 end an interaction, counted from the opening of the form`() {
    var driver = ScreenDriver.shift()
    driver.saveForm()
    #expect(driver.text.contains("Ctrl-T encerra"))
    driver.press(.control("t"), .enter, .character("2"), .function(2))
    #expect(
      wrapUps(driver) == [
        WrapUp(
          interaction: People.uid(77), outcomeCode: "resolvido", reasonCode: "apoio_emocional",
          note: nil, openedAt: People.now, callback: nil)
      ])
    driver.answerSearch(People.summaries)
    let before = searches(driver)
    driver.answerWrapUp(.success(WrapUpReceipt(handlingMilliseconds: 421_000, callback: nil)))
    #expect(driver.model.screen.title == "Contatos")
    #expect(driver.status == "Encerrado em 7 min.")
    // The list shows what was saved and changed meanwhile.
    #expect(searches(driver) == before + 1)
  }

  private func searches(_ driver: ScreenDriver) -> Int {
    driver.effects.count { if case .search = $0 { true } else { false } }
  }

  @Test func `the note and the callback go with it`() {
    var driver = ScreenDriver.shift()
    driver.saveForm()
    driver.press(.control("t"), .character("3"), .character("4"))
    driver.type("ligar para saber da consulta")
    driver.press(.enter)
    driver.type("amanhã 15h")
    driver.press(.enter)
    let wrapUp = wrapUps(driver).first
    #expect(wrapUp?.reasonCode == "encaminhamento")
    #expect(wrapUp?.outcomeCode == "retorno")
    #expect(wrapUp?.note == Sensitive("ligar para saber da consulta"))
    #expect(wrapUp?.callback?.note == wrapUp?.note)
    #expect(wrapUp?.callback?.dueAt.local.display == "22/11/2026 15:00")
    driver.answerWrapUp(
      .success(WrapUpReceipt(handlingMilliseconds: 9, callback: People.uid(78))))
    #expect(driver.status == "Encerrado em menos de 1 min; retorno agendado.")
  }

  @Test func `without an outcome, or with a moment that says nothing, nothing is sent`() {
    var driver = ScreenDriver.shift()
    driver.saveForm()
    driver.press(.control("t"), .function(2))
    #expect(driver.text.contains("Falta o desfecho"))
    driver.press(.character("1"), .tab)
    driver.type("qualquer dia")
    driver.press(.enter)
    #expect(driver.text.contains("Vazio não agenda"))
    #expect(wrapUps(driver).isEmpty)
  }

  @Test func `a refusal leaves the dialog as it was typed`() {
    var driver = ScreenDriver.shift()
    driver.saveForm()
    driver.press(.control("t"), .enter, .character("2"))
    driver.type("uma nota")
    driver.press(.function(2), .character("x"))
    driver.answerWrapUp(.failure(.invalid(["Este atendimento já foi encerrado."])))
    #expect(driver.text.contains("já foi encerrado"))
    #expect(driver.text.contains("uma nota"))
  }

  @Test func `what was typed comes back with the same dialog, until it is saved`() {
    var driver = ScreenDriver.shift()
    driver.saveForm()
    driver.press(.control("t"), .enter, .character("2"))
    driver.type("uma nota")
    driver.press(.escape)
    #expect(driver.status.contains("Ctrl-T traz de volta"))
    driver.press(.control("t"))
    #expect(driver.text.contains("uma nota"))
    driver.press(.function(2))
    #expect(wrapUps(driver).map(\.outcomeCode) == ["resolvido"])
    #expect(wrapUps(driver).first?.note == Sensitive("uma nota"))

    var other = ScreenDriver.shift()
    other.saveForm()
    other.press(.control("r"))
    other.type("amanhã 15h")
    other.press(.escape)
    #expect(other.status.contains("Ctrl-R traz de volta"))
    other.press(.control("t"))
    #expect(!other.text.contains("amanhã 15h"))
    other.press(.escape, .control("r"))
    #expect(other.text.contains("amanhã 15h"))
  }

  @Test func `what was typed comes back to nobody else, nor to another interaction`() {
    var session = Session()
    session.outcomes = People.outcomes
    func dialog(_ number: Int) -> WrapUpDialog {
      WrapUpDialog(
        People.uid(number), of: People.uid(1), name: "Ana", openedAt: People.now, reasonCode: nil,
        session)
    }
    var typed = dialog(77)
    typed.outcome = 1
    var left = LeftBehind()
    let (keptNothing, keptWords) = (
      left.keep(.wrapUp(dialog(77)), of: "bia"), left.keep(.wrapUp(typed), of: "bia")
    )
    #expect(!keptNothing && keptWords)
    let tries = [("caio", 77), ("bia", 78), ("bia", 77), ("bia", 77)].map { login, number in
      left.resumed(.wrapUp(dialog(number)), of: login)
    }
    // Once: it is in the dialog then.
    #expect(
      tries == [
        .wrapUp(dialog(77)), .wrapUp(dialog(78)), .wrapUp(typed), .wrapUp(dialog(77)),
      ])
  }

  @Test func `a new day that was typed in the agenda comes back, too`() {
    var driver = ScreenDriver.openAgenda()
    driver.press(.control("r"))
    driver.type("amanhã 16h")
    driver.press(.escape, .control("r"))
    #expect(driver.text.contains("amanhã 16h"))
  }

  @Test func `in a form, Ctrl-T and Ctrl-R save first and then ask`() {
    var driver = ScreenDriver.shift()
    driver.saveForm(by: .control("t"))
    #expect(driver.model.screen.title == "Atendimento salvo")
    guard case .wrapUp = driver.topDialog else {
      Issue.record("no wrap-up is asked for")
      return
    }
    var other = ScreenDriver.shift()
    other.saveForm(by: .control("r"))
    guard case .schedule(let dialog) = other.topDialog else {
      Issue.record("no callback is asked for")
      return
    }
    #expect(
      dialog.purpose == .promising(contact: People.uid(1), interaction: People.uid(77)))
  }

  @Test func `a record wraps up its open interaction, and says when there is none`() {
    var driver = ScreenDriver.shift()
    driver.openRecord()
    driver.press(.control("t"))
    #expect(driver.topDialog == nil)
    #expect(driver.status == "Não há aqui atendimento a encerrar.")
  }

  @Test func `a critical save shows where somebody in danger is sent`() {
    var driver = ScreenDriver.shift()
    driver.fillForm()
    driver.focus(on: .urgency)
    for _ in 0..<2 { driver.press(.right) }
    #expect(driver.status.contains("Ctrl-G"))
    driver.press(.function(2))
    driver.answerDuplicates([])
    driver.answerSave(.success(People.receipt()))
    #expect(driver.topDialog == .referrals(People.referrals))
    #expect(driver.text.contains("188"))
    driver.press(.enter)
    #expect(driver.model.screen.title == "Atendimento salvo")
  }
}

@Suite("Atendimentos")
struct InteractionsScreenTests {
  @Test func `what is selected tells how far it is, and how it ended`() {
    var driver = ScreenDriver.openWork()
    #expect(driver.text.contains("Aberto, com ana"))
    driver.press(.down)
    #expect(driver.text.contains("Em andamento, com bia"))
    driver.press(.down)
    #expect(driver.text.contains("Aberto, ainda com ninguém: P pega"))
    driver = ScreenDriver.openWork(People.endedWork)
    #expect(driver.text.contains("Encerrado por bia em 21/11/2026 10:42"))
    #expect(
      driver.text.contains(
        "Desfecho: Encaminhado a outro serviço · nota: Encaminhada ao CRAS de [CIDADE]."))
    driver.press(.down, .down)
    #expect(driver.frame.text(row: 21) == "")
    #expect(driver.text.contains("Encerrado"))
    #expect(!driver.text.contains("ninguém"))
  }

  @Test
  func `a reason of the past is offered as such where cases are looked for, and nowhere else`()
    throws
  {
    var opening = Opening.invented()
    let past = Reason(code: "antigo", name: "Assunto antigo", cues: [])
    opening.retiredReasons = [past, People.reasons[0]]
    var driver = ScreenDriver()
    driver.arrive(opening)
    let session = driver.model.desk.session
    #expect(session.reasons == People.reasons)
    let offered = InteractionFilterDialog(InteractionFilter(), session).reasons
    #expect(offered.dropLast() == People.reasons[...])
    #expect(offered.last?.code == "antigo")
    #expect(offered.last?.name == "Assunto antigo (fora de uso)")
    #expect(ExportForm(session).reasons == offered)
  }

  @Test func `t opens one's own of today`() {
    let driver = ScreenDriver.openWork()
    let filters = driver.shiftEffects.compactMap {
      if case .list(let filter, _, _, _) = $0 { filter } else { nil }
    }
    let today = LocalTime(date: People.now.local.date, hour: 0, minute: 0).timestamp
    #expect(filters == [InteractionFilter(assignee: .login("ana"), from: today)])
    #expect(driver.text.contains("meus · de hoje: 5"))
    #expect(driver.text.contains("registro restrito"))
    #expect(driver.frame.text(row: 0).contains("! 1 risco"))
  }

  @Test func `the filter narrows, and refuses days that are none`() {
    var driver = ScreenDriver.openWork()
    driver.press(.function(4), .control("u"))
    driver.type("Ninguém")
    driver.press(.tab, .right, .tab, .right, .tab, .left, .tab, .control("u"))
    driver.type("31/02/2026")
    driver.press(.enter)
    #expect(driver.text.contains("Data como 21/11/2026."))
    driver.press(.control("u"))
    driver.forget()
    driver.press(.enter)
    let filters = driver.shiftEffects.compactMap {
      if case .list(let filter, _, _, _) = $0 { filter } else { nil }
    }
    #expect(
      filters == [
        InteractionFilter(
          assignee: .nobody, state: .open, reasonCode: "apoio_emocional", urgency: .critical)
      ])
  }

  @Test func `taking and giving are asked of the store, and the list is read anew`() {
    var driver = ScreenDriver.openWork()
    driver.press(.end, .up, .character("p"))
    #expect(driver.status == "Este atendimento já foi encerrado.")
    driver.press(.up, .character("p"))
    driver.answerChange()
    #expect(driver.status.hasPrefix("O atendimento 20261121-"))
    #expect(driver.status.contains("é seu"))
    driver.press(.character("x"))
    driver.type("caio")
    driver.press(.enter)
    driver.type("fim de turno")
    driver.forget()
    driver.press(.enter)
    guard case .assign(let uid, "caio", Sensitive("fim de turno"), _)? = driver.shiftEffects.first
    else {
      Issue.record("nothing was given")
      return
    }
    #expect(uid == People.uid(503))
    driver.answerChange()
    #expect(driver.status == "O atendimento agora é de caio.")
    var attendant = ScreenDriver.openWork(roles: [.attendant])
    attendant.press(.character("x"))
    #expect(attendant.status.contains("seu papel não permite"))
  }

  @Test func `a row that has left the list is not followed by another's`() {
    var driver = ScreenDriver.openWork()
    driver.press(.character("p"))
    driver.answerChange()
    #expect(driver.status.hasPrefix("O atendimento 20261121-"))
    driver.answerWork(Array(People.work.dropFirst()))
    driver.forget()
    driver.press(.enter)
    #expect(driver.effects.isEmpty)
    #expect(driver.status.contains("saiu desta lista"))
    driver.press(.down, .enter)
    guard case .read(let uid, _, _)? = driver.effects.last else {
      Issue.record("nothing opened")
      return
    }
    #expect(uid == People.work[1].contact)
  }

  @Test func `an alert that somebody else has taken is theirs`() {
    var driver = ScreenDriver.openWork()
    driver.press(.character("u"))
    driver.answerAlerts(People.alerts)
    driver.press(.enter)
    for case .takeAlert(_, let request) in driver.shiftEffects.reversed() {
      driver.send(
        .shift(.changed(request, .failure(.invalid(["sol já assumiu este alerta, às 04:50."])))))
      break
    }
    #expect(driver.text.contains("sol já assumiu"))
    #expect(driver.model.screen.title == "Atendimentos")
    #expect(driver.shiftEffects.contains(.pulse))
  }

  @Test func `taking an alert opens the record`() {
    var driver = ScreenDriver.openWork()
    driver.press(.character("u"))
    driver.answerAlerts(People.alerts)
    driver.press(.enter)
    driver.answerChange()
    #expect(driver.model.screen.title == "Ficha")
    #expect(driver.status == "Alerta assumido.")
    driver.press(.escape, .character("u"))
    driver.answerAlerts([])
    #expect(driver.status == "Nenhum alerta de risco espera por alguém.")
    #expect(!driver.frame.text(row: 0).contains("risco"))
  }
}
