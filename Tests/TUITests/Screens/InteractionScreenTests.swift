import ContactsCore
import Testing

@testable import TUI

@Suite("Novo atendimento")
struct InteractionScreenTests {
  @Test func `a paste is read by the recognisers at once and fills the form`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    let form = driver.interaction?.form
    #expect(form?[.name]?.text == "Conceição Araújo")
    #expect(form?[.phone]?.text == "(21) 98877-6655")
    #expect(form?[.cpf]?.text == "529.982.247-25")
    #expect(form?[.phone]?.mark == "regra")
  }

  @Test func `typing waits for a pause, and an older pause is ignored`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.forget()
    driver.type("ab")
    let pauses = driver.effects.compactMap { effect -> Tick? in
      if case .tick(_, .recognition(let request)) = effect { .recognition(request) } else { nil }
    }
    #expect(pauses.count == 2)
    driver.forget()
    driver.send(.ticked(pauses[0], at: People.now))
    #expect(driver.effects.isEmpty)
    driver.send(.ticked(pauses[1], at: People.now))
    #expect(driver.effects.count == 1)
  }

  @Test func `what the attendant typed is not overwritten`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6), .paste(People.note))
    driver.focus(on: .name)
    driver.type("Zuleide")
    for case .recognise(_, let request) in driver.effects {
      driver.send(.recognised(request, People.found))
    }
    #expect(driver.interaction?.form[.name]?.text == "Zuleide")
    #expect(driver.interaction?.form[.cpf]?.text == "529.982.247-25")
  }

  @Test func `F2 right after the last letter waits for the text to be read, and compares`() {
    var driver = ScreenDriver.open()
    driver.readsBeforeSaving = false
    driver.press(.function(6))
    driver.type(People.note.filter { !$0.isNewline })
    driver.press(.function(2), .function(2))
    #expect(driver.status == "Salvando…" || driver.status == "Lendo o texto…")
    #expect(driver.lastRegistration == nil)
    let asked = driver.effects.compactMap { effect -> RequestID? in
      if case .recognise(_, let request) = effect { request } else { nil }
    }
    #expect(asked.count == 1)
    for request in asked { driver.send(.recognised(request, People.found)) }
    guard case .findDuplicates(let probe, _, let request)? = driver.effects.last else {
      Issue.record("nobody was looked for: \(driver.effects.suffix(2))")
      return
    }
    #expect(probe.phones.count == 1)
    driver.send(.duplicatesFound(request, .success([])))
    guard case .new(let fields)? = driver.lastRegistration?.target else {
      Issue.record("nothing was saved")
      return
    }
    #expect(fields.name == Sensitive("Conceição Araújo"))
  }

  @Test func `what is typed while the text is read is not saved without it`() {
    var driver = ScreenDriver.open()
    driver.readsBeforeSaving = false
    driver.press(.function(6))
    driver.type("Ana")
    driver.press(.function(2))
    driver.type(" Prado")
    for case .recognise(_, let request) in driver.effects {
      driver.send(.recognised(request, People.nothingFound))
    }
    #expect(driver.lastRegistration == nil)
    #expect(driver.interaction?.saving == .no)
  }

  @Test func `the model fills as it streams, and the recognisers do not undo it`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.function(9))
    var grown = People.found
    grown.mode = .model
    grown.fields.name = People.suggestion("Conceição Araújo", "Conceição Araújo", origin: .model)
    let extraction = driver.lastExtraction
    driver.send(.extractionGrew(extraction, grown))
    #expect(driver.interaction?.form[.name]?.mark == "IA")
    #expect(driver.model.desk.session.model == .extracting)
    for case .recognise(_, let request) in driver.effects.reversed() {
      driver.send(.recognised(request, People.found))
      break
    }
    #expect(driver.interaction?.form[.name]?.mark == "IA")
    driver.send(.extractionEnded(extraction, grown))
    #expect(driver.model.desk.session.model == .ready)
  }

  @Test func `an unreachable model is said in the status line and the form stays usable`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.function(9))
    var result = People.found
    result.warnings = [
      ExtractionWarning(code: .modelUnavailable, message: "O modelo não respondeu.")
    ]
    driver.send(.extractionEnded(driver.lastExtraction, result))
    #expect(driver.status == "O modelo não respondeu.")
    #expect(driver.model.desk.session.model == .unavailable)
    #expect(driver.interaction?.extractionState == .pending)
  }

  @Test func `changing the note cancels the extraction under way`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.function(9))
    let old = driver.lastExtraction
    driver.type(".")
    #expect(driver.effects.contains(.cancelExtraction))
    let before = driver.model
    driver.send(.extractionEnded(old, People.found))
    #expect(driver.model == before)
  }

  @Test func `the span of the focused field is highlighted, also after text moved it`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.focus(on: .phone)
    #expect(driver.interaction?.highlight == People.span(of: "21988776655"))
    _ = driver.model.updateInteraction { interaction, _ in
      interaction.note = TextArea("Bom dia. " + People.note)
    }
    let moved = People.span(of: "21988776655").map { $0.lowerBound + 9..<$0.upperBound + 9 }
    #expect(driver.interaction?.highlight == moved)
  }

  @Test func `one field is enough, and the save carries the form's own key`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6), .function(2))
    #expect(driver.status.contains("Ainda não há nada"))
    driver.focus(on: .notes)
    driver.type("voz baixa")
    driver.press(.function(2))
    let registration = driver.lastRegistration
    #expect(registration?.idempotencyKey == driver.interaction?.key)
    #expect(registration?.draft == driver.interaction?.draft)
    guard case .new(let fields) = registration?.target else {
      Issue.record("not a new contact")
      return
    }
    #expect(fields == ContactFields(notes: Sensitive("voz baixa")))
    #expect(registration?.interaction?.extraction == .manual)
  }

  @Test func `saving shows the protocol, and Esc returns to Contatos`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.function(2))
    driver.answerDuplicates([])
    driver.answerSave(.success(People.receipt()))
    #expect(driver.text.contains("20261121-000007"))
    driver.press(.escape)
    #expect(driver.model.screen.title == "Contatos")
  }

  @Test func `what is registered has each field's origin and place`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.focus(on: .name)
    driver.press(.end)
    driver.type(" Lima")
    driver.press(.function(2))
    driver.answerDuplicates([])
    let provenance = driver.lastRegistration?.interaction?.provenance ?? []
    #expect(provenance.first { $0.field == .name }?.review == .edited)
    #expect(provenance.first { $0.field == .cpf }?.review == .accepted)
    #expect(provenance.first { $0.field == .cpf }?.span == People.span(of: "52998224725"))
    #expect(driver.lastRegistration?.interaction?.reasonCode == "apoio_emocional")
  }

  @Test func `a value that is not in the text is asked about by name, and can be left out`() {
    var driver = ScreenDriver.open()
    driver.fillForm(doubtfulCity: true)
    driver.press(.function(2))
    #expect(driver.text.contains("• Cidade: Niterói"))
    driver.press(.character("d"))
    driver.answerDuplicates([])
    guard case .new(let fields) = driver.lastRegistration?.target else {
      Issue.record("not saved")
      return
    }
    #expect(fields.city == nil)
    let city = driver.lastRegistration?.interaction?.provenance.first { $0.field == .city }
    #expect(city?.review == .rejected)
  }

  @Test func `a telephone of somebody erased is asked about, and may be somebody else's`() {
    for (key, isOther) in [("o", true), ("e", false)] {
      var driver = ScreenDriver.open()
      driver.fillForm()
      driver.press(.function(2))
      driver.answerDuplicates([])
      driver.answerSave(.failure(.erasedTelephone))
      #expect(driver.text.contains("De quem é o telefone?"))
      #expect(driver.text.contains("é outra pessoa, que usa o mesmo telefone"))
      driver.press(.character(Character(key)))
      #expect(driver.lastRegistration?.isOtherPerson == isOther)
      #expect(driver.lastRegistration?.hasReturned == !isOther)
    }
  }

  @Test func `Enter on a doubtful field confirms it`() {
    var driver = ScreenDriver.open()
    driver.fillForm(doubtfulCity: true)
    driver.focus(on: .city)
    driver.press(.enter, .function(2))
    driver.answerDuplicates([])
    guard case .new(let fields) = driver.lastRegistration?.target else {
      Issue.record("not saved")
      return
    }
    #expect(fields.city == Sensitive("Niterói"))
  }

  @Test func `a wrong CPF is said beside its field and kept with the text when saved so`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.focus(on: .cpf)
    driver.type("52998224724")
    #expect(driver.text.contains("Dígito verificador não confere"))
    driver.press(.function(2))
    #expect(driver.lastRegistration == nil)
    driver.press(.character("s"))
    let text = driver.lastRegistration?.interaction?.text?.revealed(for: .screen)
    #expect(text == "CPF (como informado, a conferir): 52998224724")
  }

  @Test func `several telephones are typed with a semicolon`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.focus(on: .phone)
    driver.type("21988776655;1133334444")
    driver.press(.tab)
    let phones = driver.interaction?.form.entries(of: .phone).map(\.text)
    #expect(phones == ["(21) 98877-6655", "(11) 3333-4444"])
    #expect(driver.interaction?.form.focused.field == .email)
  }

  @Test func `an empty second row goes away when it is left`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.focus(on: .phone)
    driver.type("21988776655;")
    #expect(driver.interaction?.form.entries(of: .phone).count == 2)
    driver.press(.tab)
    #expect(driver.interaction?.form.entries(of: .phone).count == 1)
    #expect(driver.interaction?.form.focused.field == .email)
  }

  @Test func `options come by F4, arrows, Space and first letter`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.focus(on: .urgency)
    driver.type("c")
    #expect(driver.interaction?.form[.urgency]?.text == "crítica")
    driver.press(.left)
    #expect(driver.interaction?.form[.urgency]?.text == "alta")
    driver.press(.character(" "), .up, .enter)
    #expect(driver.interaction?.form[.urgency]?.text == "média")
    driver.focus(on: .name)
    driver.press(.function(4))
    #expect(driver.status == "F4: este campo não tem opções; digite o valor.")
  }

  @Test func `duplicates are looked for while typing, and F8 uses the record`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.elapse { if case .duplicates = $0 { true } else { false } }
    driver.answerDuplicates([DuplicateMatch(summary: People.summaries[0], rule: .cpf)])
    #expect(driver.text.contains("Já cadastrada: Conceição Araújo (3 atendimentos, mesmo CPF)"))
    driver.press(.function(8), .enter, .function(2))
    guard case .existing(let uid, _) = driver.lastRegistration?.target else {
      Issue.record("not the existing record")
      return
    }
    #expect(uid == People.summaries[0].uid)
  }

  @Test func `a form of somebody erased meanwhile is emptied, and says why`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.elapse { if case .duplicates = $0 { true } else { false } }
    driver.answerDuplicates([DuplicateMatch(summary: People.summaries[0], rule: .cpf)])
    driver.press(.function(8), .enter)
    driver.forget()
    driver.send(.ticked(.schema, at: People.now))
    #expect(driver.effects.contains(.checkRecord(People.summaries[0].uid)))
    driver.send(.recordGone(People.uid(77)))
    #expect(driver.text.contains("Conceição"))
    driver.send(.recordGone(People.summaries[0].uid))
    #expect(!driver.text.contains("Conceição"))
    #expect(driver.interaction?.subject == .newContact)
    #expect(driver.interaction?.form.hasContent == false)
    #expect(driver.interaction?.note.text == "")
    #expect(driver.status.contains("foi eliminada a pedido: o formulário foi esvaziado"))
  }

  @Test func `duplicates on saving can be overruled`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.function(2))
    driver.answerDuplicates([DuplicateMatch(summary: People.summaries[0], rule: .cpf)])
    #expect(driver.lastRegistration == nil)
    driver.press(.function(2))
    #expect(driver.lastRegistration == nil)
    driver.press(.character("S"))
    #expect(driver.lastRegistration != nil)
  }

  @Test func `a value that the model adds behind the question is asked about before it is saved`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.function(2))
    driver.answerDuplicates([DuplicateMatch(summary: People.summaries[0], rule: .cpf)])
    driver.inventCity()
    driver.press(.character("S"))
    #expect(driver.lastRegistration == nil)
    #expect(driver.text.contains("• Cidade: Niterói"))
  }

  @Test func `a full disk loses nothing and says so`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.function(2))
    driver.answerDuplicates([])
    driver.answerSave(.failure(.diskFull))
    #expect(driver.interaction?.note.text == People.note)
    #expect(driver.status.contains("Disco cheio"))
    let key = driver.interaction?.key
    driver.press(.function(2))
    driver.answerDuplicates([])
    #expect(driver.lastRegistration?.idempotencyKey == key)
  }

  @Test func `Esc from a dirty form keeps the draft and says so`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.type("alguma coisa")
    driver.forget()
    driver.press(.escape)
    #expect(driver.model.screen.title == "Contatos")
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
  }

  @Test func `Esc from an untouched form leaves no draft`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.forget()
    driver.press(.escape)
    #expect(!driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
  }

  @Test func `a draft is written soon after the first key, and again while typing goes on`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.type("a")
    driver.elapse { if case .draft = $0 { true } else { false } }
    driver.forget()
    driver.type("b")
    driver.elapse { if case .draft = $0 { true } else { false } }
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
  }

  @Test func `a signal saves the draft before the end`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.type("a")
    driver.forget()
    driver.send(.terminated)
    guard driver.effects.count == 2, case .saveDraft = driver.effects[0] else {
      Issue.record("no draft: \(driver.effects)")
      return
    }
    #expect(driver.effects[1] == .quit)
  }

  @Test func `nothing typed while a save is under way goes missing`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.function(2))
    driver.answerDuplicates([])
    let before = driver.interaction?.note
    driver.type("x")
    #expect(driver.interaction?.note == before)
    #expect(driver.status == "Salvando…")
  }

  @Test func `text beyond what a note holds waits for another form`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6), .paste(String(repeating: "a", count: 100_400)))
    #expect(driver.interaction?.note.scalars.count ?? 0 <= InteractionFields.longestText)
    let kept = (driver.interaction?.note.scalars.count ?? 0) + (driver.model.desk.held?.count ?? 0)
    #expect(kept == 100_400)
  }

  @Test func `what waits for another form is written at once, and is that form's draft`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.forget()
    driver.press(.paste(String(repeating: "a", count: 250_000)))
    let rest = driver.model.desk.held
    #expect(driver.writtenDrafts == [rest?.text.revealed(for: .screen)])
    driver.press(.escape, .function(6))
    #expect(driver.interaction?.draft == rest?.names?.draft)
    #expect(driver.interaction?.key == rest?.names?.key)
    // What does not fit there either is written too.
    #expect(driver.writtenDrafts.last?.count == driver.model.desk.held?.count)
    #expect(driver.model.desk.held?.names != rest?.names)
  }

  @Test func `a text that waits is kept once, however often the program is left`() {
    var driver = ScreenDriver.open()
    driver.press(.paste("uma\nduas"))
    #expect(driver.writtenDrafts == ["uma\nduas"])
    driver.answerDrafts()
    driver.forget()
    driver.send(.terminated)
    #expect(driver.writtenDrafts.isEmpty)
  }

  @Test func `a text that waits is written as soon as there is a name for it`() {
    var driver = ScreenDriver.open()
    driver.model.desk.session.identifiers = []
    driver.press(.paste("uma\nduas"))
    #expect(driver.writtenDrafts.isEmpty)
    #expect(driver.effects.contains(.makeIdentifiers))
    driver.send(.identifiersMade([People.uid(901), People.uid(902)]))
    #expect(driver.writtenDrafts == ["uma\nduas"])
  }

  @Test func `a draft longer than a note is recovered whole, in two forms`() {
    var driver = ScreenDriver.open()
    driver.press(.paste(String(repeating: "b\n", count: 75_000)))
    let draft = driver.model.desk.drafts[0]
    driver.send(.draftsLoaded([draft]))
    driver.press(.escape, .character("b"), .enter)
    #expect(driver.interaction?.note.scalars.count == InteractionFields.longestText)
    #expect(driver.model.desk.held?.text.revealed(for: .screen).unicodeScalars.count == 50_000)
  }

  @Test func `an interaction opened from a record is that person's`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.function(6))
    #expect(driver.interaction?.subject == .contact(People.uid(1), name: "Conceição Araújo"))
  }
}

extension ScreenDriver {
  var lastRegistration: Registration? {
    for case .register(let registration, _) in effects.reversed() { return registration }
    return nil
  }

  var lastExtraction: RequestID {
    for case .extract(_, let request, _) in effects.reversed() { return request }
    return RequestID(-1)
  }
}
