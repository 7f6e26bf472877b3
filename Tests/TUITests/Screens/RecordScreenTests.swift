import ContactsCore
import Testing

@testable import TUI

@Suite("Ficha")
struct RecordScreenTests {
  @Test func `nothing is shown before the reading has been written down`() {
    var driver = ScreenDriver.open()
    driver.press(.enter)
    #expect(driver.text.contains("a leitura fica registrada"))
    #expect(!driver.text.contains("98877"))
  }

  @Test func `a refused reading shows nothing but why`() {
    var driver = ScreenDriver.open()
    driver.press(.enter)
    for case .read(_, _, let request) in driver.effects {
      driver.send(.read(request, .failure(.notPermitted)))
    }
    #expect(driver.text.contains("Seu papel não permite"))
  }

  @Test func `an edit is saved against the version that was read`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.enter, .end)
    driver.type(" Lima")
    driver.press(.function(2))
    guard case .update(let uid, let fields, let version, _, let request) = driver.effects.last
    else {
      Issue.record("not saved")
      return
    }
    #expect(uid == People.uid(1))
    #expect(version == 4)
    #expect(fields.name == Sensitive("Conceição Araújo Lima"))
    driver.send(.updated(request, .success(People.contact(version: 5, fields: fields))))
    #expect(driver.text.contains("Conceição Araújo Lima"))
    #expect(driver.status == "Ficha salva.")
  }

  @Test func `what is undone is the change in view, and another's is not taken for it`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.character("z"))
    guard case .merge(.undoChange(let uid, let version, let request)) = driver.effects.last else {
      Issue.record("nothing undone")
      return
    }
    #expect(uid == People.uid(1))
    #expect(version == 4)
    driver.send(
      .merge(.changeUndone(request, .failure(.conflict(People.contact(version: 5))))))
    #expect(driver.status.contains("Outra pessoa mudou esta ficha"))
    guard case .read = driver.effects.last else {
      Issue.record("the record is not read anew")
      return
    }
    driver.send(
      .merge(.changeUndone(request, .success(UndoneChange(fields: [.city], by: "gil")))))
    #expect(driver.status.contains("A mudança era de gil."))
  }

  @Test func `leaving an edit takes its hint away`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.enter, .tab)
    #expect(!driver.status.isEmpty)
    driver.press(.escape)
    #expect(driver.model.place == .recordView)
    #expect(driver.status.isEmpty)
  }

  @Test func `nothing changed, nothing saved`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.enter)
    driver.forget()
    driver.press(.function(2))
    #expect(driver.effects.isEmpty)
  }

  @Test func `a conflict shows both versions, and the choice is saved over the newer`() {
    var driver = ScreenDriver.open()
    driver.reachConflict()
    #expect(driver.text.contains("Niterói (centro)"))
    #expect(driver.text.contains("São Gonçalo"))
    driver.forget()
    driver.press(.function(2))
    guard case .update(_, let fields, let version, _, _) = driver.effects.last else {
      Issue.record("not saved")
      return
    }
    #expect(version == 5)
    #expect(fields.city == Sensitive("Niterói (centro)"))
    #expect(fields.notes == nil)
  }

  @Test func `an invalid value is pointed at`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.enter)
    _ = driver.updateEditing { $0.form.focus(on: .cpf) }
    driver.press(.end, .backspace)
    driver.forget()
    driver.press(.function(2))
    #expect(driver.effects.isEmpty)
    #expect(driver.status.hasPrefix("CPF: "))
  }

  @Test func `Esc from a changed record keeps the changes as a draft`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.enter)
    driver.type("x")
    driver.forget()
    driver.press(.escape)
    guard case .saveDraft(let uid, let text, _) = driver.effects.first else {
      Issue.record("no draft")
      return
    }
    driver.press(.escape)
    let draft = Draft(uid: uid, contents: text, updatedAt: People.now)
    driver.send(.draftsLoaded([draft]))
    driver.press(.escape, .character("b"), .enter)
    for case .read(_, _, let request) in driver.effects.reversed() {
      driver.send(.read(request, .success(People.record)))
      break
    }
    #expect(driver.record?.editing?.form[.name]?.text == "Conceição Araújox")
  }

  @Test func `a person erased meanwhile is taken off the screen at the next tick`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.enter)
    driver.forget()
    driver.send(.ticked(.schema, at: People.now))
    #expect(driver.effects.contains(.checkRecord(People.uid(1))))
    #expect(driver.text.contains("Conceição"))
    driver.send(.recordGone(People.uid(2)))
    #expect(driver.text.contains("Conceição"))
    driver.send(.recordGone(People.uid(1)))
    #expect(!driver.text.contains("Conceição") && !driver.text.contains("98877"))
    #expect(driver.text.contains("Este cadastro não existe mais"))
    #expect(driver.status.hasPrefix("Esta pessoa foi eliminada a pedido"))
  }

  @Test func `what was typed into an erased person's record is dropped, and the record with it`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.enter)
    driver.type("x")
    driver.elapse { if case .draft = $0 { true } else { false } }
    guard case .saveDraft(let draft, _, let request) = driver.effects.last else {
      Issue.record("no draft")
      return
    }
    driver.forget()
    driver.send(.draftSaved(request, .failure(.erased)))
    #expect(!driver.text.contains("Conceição"))
    #expect(driver.model.desk.unsaved.isEmpty)
    #expect(driver.effects == [.discardDraft(draft)])
  }

  @Test func `the history names a reason that is known by the catalogue alone`() {
    var driver = ScreenDriver.open()
    driver.press(.enter)
    let fields = InteractionFields(
      channel: .phone, reasonCode: "orientacao_juridica", reason: nil, urgency: .low,
      occurredAt: People.now, text: nil, extraction: .manual, provenance: [])
    let interaction = Interaction(
      uid: People.uid(60), protocolNumber: ProtocolNumber(date: People.now.local.date, number: 9),
      fields: fields, attendant: "ana", createdAt: People.now)
    let record = ContactRecord(
      contact: People.contact(), interactions: [interaction], consents: [])
    for case .read(_, _, let request) in driver.effects {
      driver.send(.read(request, .success(record)))
    }
    driver.press(.function(7))
    #expect(driver.text.contains("20261121-000009  Orientação jurídica · baixa"))
    #expect(driver.text.contains("Motivo: Orientação jurídica"))
  }

  @Test func `the history tells how far each interaction is, and how it ended, to the note's end`()
  {
    var driver = ScreenDriver.open(columns: 60, rows: 20)
    driver.openRecord(People.endedRecord)
    driver.press(.function(7))
    #expect(driver.text.contains("Encerrado por bia em 21/11/2026 10:49"))
    #expect(driver.text.contains("Desfecho: Encaminhado a outro serviço"))
    #expect(driver.text.contains("Motivo ao encerrar: Orientação jurídica"))
    #expect(driver.text.contains("Nota: Quer ser avisada"))
    driver.press(.pageDown, .pageDown)
    #expect(driver.text.contains("Fim da nota."))
    driver.press(.down)
    #expect(driver.text.contains("Em andamento, com ana"))
    #expect(!driver.text.contains("Desfecho"))
  }

  @Test func `the history tells protocol, reason and text`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.function(7), .down)
    #expect(driver.text.contains("Protocolo 20261121-000001"))
    #expect(driver.text.contains("Estou muito triste"))
    driver.press(.escape, .escape)
    #expect(driver.model.screen.title == "Contatos")
  }
}
