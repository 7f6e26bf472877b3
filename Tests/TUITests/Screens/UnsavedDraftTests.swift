import ContactsCore
import Testing

@testable import TUI

extension ScreenDriver {
  /// Answers every writing of a draft that has not been answered.
  mutating func answerDrafts(_ result: Result<Timestamp, Failure> = .success(People.now)) {
    for item in model.desk.unsaved.items {
      guard case .reply(let request) = item.reply else { continue }
      send(.draftSaved(request, result))
    }
  }

  /// The texts of the drafts written since the last look.
  var writtenDrafts: [String] {
    effects.compactMap { effect in
      guard case .saveDraft(let uid, let text, _) = effect else { return nil }
      let draft = Draft(uid: uid, contents: text, updatedAt: People.now)
      return DraftText(draft)?.note
    }
  }

  /// A form that was left while the disk was full.
  static func withLostDraft(_ note: String = "não quer que o marido saiba") -> ScreenDriver {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.press(.function(6))
    driver.type(note)
    driver.press(.escape)
    driver.answerDrafts(.failure(.diskFull))
    driver.forget()
    return driver
  }
}

@Suite("What the disk does not take")
struct UnsavedDraftTests {
  @Test func `that nothing was saved stands, whatever becomes of the draft`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.type("quer ajuda")
    driver.press(.function(2))
    driver.answerDuplicates([])
    driver.answerSave(.failure(.diskFull))
    let said = driver.status
    #expect(said == Failure.diskFull.message)
    driver.answerDrafts(.failure(.diskFull))
    #expect(driver.status == said)
  }

  @Test func `leaving says that the draft is kept only once it is`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.type("alguma coisa")
    driver.press(.escape)
    #expect(driver.status == "Guardando o rascunho…")
    driver.answerDrafts()
    #expect(driver.status.hasPrefix("Rascunho guardado"))
    #expect(driver.model.desk.unsaved.isEmpty)
  }

  @Test func `a form left on a full disk is said, offered and recovered whole`() {
    var driver = ScreenDriver.withLostDraft()
    #expect(driver.status.hasPrefix("Rascunho não guardado: disco cheio."))
    #expect(driver.text.contains("! rascunho não guardado"))
    // The disk has room again.
    driver.press(.function(6))
    #expect(driver.status == "Há 1 rascunho guardado: F4 o recupera.")
    driver.press(.function(4))
    #expect(driver.text.contains("(não guardado)"))
    driver.press(.enter)
    #expect(driver.interaction?.note.text == "não quer que o marido saiba")
  }

  @Test func `what failed is tried again by itself, and said when it worked`() {
    var driver = ScreenDriver.withLostDraft()
    driver.send(.ticked(.schema, at: People.now))
    #expect(driver.writtenDrafts == ["não quer que o marido saiba"])
    driver.answerDrafts(.failure(.diskFull))
    driver.forget()
    driver.send(.ticked(.schema, at: People.now))
    driver.answerDrafts()
    #expect(driver.status == "O disco voltou a responder: rascunho guardado.")
    #expect(!driver.text.contains("! rascunho não guardado"))
    driver.forget()
    driver.send(.ticked(.schema, at: People.now))
    #expect(driver.writtenDrafts.isEmpty)
  }

  @Test func `the next draft that is kept brings the one that was not`() {
    var driver = ScreenDriver.withLostDraft("primeiro")
    driver.press(.function(6))
    driver.type("segundo")
    driver.elapse { if case .draft = $0 { true } else { false } }
    for case .saveDraft(_, _, let request) in driver.effects.reversed() {
      driver.forget()
      driver.send(.draftSaved(request, .success(People.now)))
      break
    }
    #expect(driver.writtenDrafts == ["primeiro"])
  }

  @Test func `q waits for the disk, and leaves when it has everything`() {
    var driver = ScreenDriver.withLostDraft()
    driver.press(.escape, .character("q"))
    #expect(!driver.effects.contains(.quit))
    #expect(driver.writtenDrafts == ["não quer que o marido saiba"])
    driver.answerDrafts()
    #expect(driver.effects.last == .quit)
  }

  @Test func `q asks for a word before it loses what the disk does not take`() {
    var driver = ScreenDriver.withLostDraft()
    driver.press(.escape, .character("q"))
    driver.answerDrafts(.failure(.diskFull))
    #expect(driver.text.contains("O disco não guardou"))
    driver.type("sair")
    driver.press(.enter)
    #expect(!driver.effects.contains(.quit))
    driver.press(.escape)
    #expect(driver.model.desk.drafts.count == 1)
    driver.press(.character("q"))
    driver.answerDrafts(.failure(.diskFull))
    driver.type("descartar")
    driver.press(.enter)
    #expect(driver.effects.last == .quit)
  }

  @Test func `Enter at that question tries once more, and leaves if it worked`() {
    var driver = ScreenDriver.withLostDraft()
    driver.press(.escape, .character("q"))
    driver.answerDrafts(.failure(.diskFull))
    driver.press(.enter)
    #expect(!driver.effects.contains(.quit))
    driver.answerDrafts()
    #expect(driver.effects.last == .quit)
  }

  @Test func `a second q is not kept waiting by an answer that does not come`() {
    var driver = ScreenDriver.withLostDraft()
    driver.press(.escape, .character("q"), .character("q"))
    #expect(driver.text.contains("perder, escreva: descartar"))
  }

  @Test func `nothing unsaved, and q asks nothing`() {
    var driver = ScreenDriver.open()
    driver.press(.escape, .character("q"))
    #expect(driver.effects == [.quit])
  }

  @Test func `what was saved, or discarded by a word, is not written again`() {
    var saved = ScreenDriver.open()
    saved.fillForm()
    saved.elapse { if case .draft = $0 { true } else { false } }
    saved.answerDrafts(.failure(.diskFull))
    saved.press(.function(2))
    saved.answerDuplicates([])
    saved.answerSave(.success(People.receipt()))
    #expect(saved.model.desk.unsaved.isEmpty)
    var discarded = ScreenDriver.withLostDraft()
    discarded.press(.escape, .character("b"), .character("d"))
    discarded.type("descartar")
    discarded.press(.enter)
    #expect(discarded.model.desk.unsaved.isEmpty)
  }

  @Test func `corrections of a record are kept the same way`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.enter)
    driver.type("x")
    driver.press(.escape)
    driver.answerDrafts(.failure(.storage))
    #expect(driver.status.contains("o disco não respondeu"))
    #expect(driver.model.desk.drafts.count == 1)
  }

  @Test(arguments: [SignInMode.system, .password])
  func `a session that is over says of the draft what is true of it`(entry: SignInMode) {
    var driver = ScreenDriver.open(entry: entry)
    driver.fillForm()
    driver.endSession()
    #expect(driver.text.contains("está sendo guardado"))
    driver.answerDrafts(.failure(.diskFull))
    #expect(driver.text.contains("O disco não guardou o que estava digitado"))
    #expect(!driver.text.contains("nos rascunhos"))
    #expect(!driver.text.contains("é oferecido na abertura"))
    driver.send(.ticked(.schema, at: People.now))
    driver.answerDrafts()
    #expect(!driver.text.contains("O disco não guardou"))
  }

  @Test func `leaving a locked screen tries once more before it loses anything`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.control("x"))
    driver.answerDrafts(.failure(.diskFull))
    driver.forget()
    driver.press(.enter)
    #expect(driver.writtenDrafts == [People.note])
    #expect(!driver.effects.contains(.quit))
    #expect(driver.text.contains("sair agora o perde"))
    driver.press(.enter)
    #expect(driver.effects.last == .quit)
  }

  @Test func `whoever takes the place is not offered them, and does not write them`() {
    var driver = ScreenDriver.open(entry: .password)
    driver.fillForm()
    driver.press(.control("x"))
    driver.answerDrafts(.failure(.diskFull))
    driver.press(.function(4))
    driver.answerDrafts(.failure(.diskFull))
    driver.forget()
    driver.send(.opened(.invented(login: "bia", entry: .password)))
    #expect(driver.model.desk.drafts.isEmpty)
    #expect(!driver.text.contains("Conceição Araújo (não guardado)"))
    #expect(driver.writtenDrafts.isEmpty)
    driver.send(.opened(.invented(login: "ana", entry: .password)))
    #expect(driver.writtenDrafts == [People.note])
    #expect(driver.model.desk.drafts.count == 1)
  }
}
