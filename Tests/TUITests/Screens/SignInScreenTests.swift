import ContactsCore
import Testing

@testable import TUI

@Suite("Entrada")
struct SignInScreenTests {
  @Test func `Enter goes from the name to the password, and asks once`() {
    var driver = ScreenDriver.atTheDoor()
    driver.type("bia")
    driver.press(.enter)
    driver.type("quatro palavras")
    driver.press(.enter, .enter)
    #expect(
      driver.effects.contains(
        .people(.signIn("bia", Password("quatro palavras"), driver.lastSignIn))))
    #expect(driver.effects.count { if case .people(.signIn) = $0 { true } else { false } } == 1)
  }

  @Test func `a password is never drawn, and neither is its length`() {
    var driver = ScreenDriver.atTheDoor()
    driver.type("bia")
    driver.press(.tab)
    let before = driver.frame
    driver.type("quatro")
    #expect(driver.frame == before)
    driver.press(.backspace, .paste("segredo colado"))
    #expect(driver.frame == before)
  }

  @Test func `a password is out of the model as soon as it is used`() {
    var driver = ScreenDriver.atTheDoor()
    driver.signIn("bia", "quatro palavras")
    var dump = ""
    Swift.dump(driver.model, to: &dump)
    #expect(!dump.contains("quatro"))
    guard case .signIn(let screen) = driver.model.gate else {
      Issue.record("not at the door")
      return
    }
    #expect(screen.password.isEmpty)
  }

  @Test func `a wrong name and a wrong password look the same`() {
    var unknown = ScreenDriver.atTheDoor()
    unknown.signIn("ana", "errada errada")
    unknown.refuseSignIn()
    var wrong = ScreenDriver.atTheDoor()
    wrong.signIn("ana", "outra errada")
    wrong.refuseSignIn()
    #expect(unknown.frame == wrong.frame)
    #expect(unknown.text.contains("O nome ou a senha não confere."))
  }

  @Test func `a closed name is counted down, second by second, and not asked about`() {
    var driver = ScreenDriver.atTheDoor()
    driver.signIn("ana", "errada errada")
    driver.refuseSignIn(until: People.now.adding(milliseconds: 30_000))
    #expect(driver.text.contains("Tente de novo em 30 s."))
    driver.send(.ticked(.closure, at: People.now.adding(milliseconds: 1000)))
    #expect(driver.text.contains("Tente de novo em 29 s."))
    driver.forget()
    driver.type("de novo")
    driver.press(.enter)
    #expect(driver.effects.isEmpty)
    driver.send(.ticked(.closure, at: People.now.adding(milliseconds: 30_000)))
    #expect(!driver.text.contains("Tente de novo em"))
    driver.type("de novo")
    driver.press(.enter)
    #expect(driver.effects.count == 1)
  }

  @Test func `somebody else may come in while a name is closed`() {
    var driver = ScreenDriver.atTheDoor()
    driver.signIn("ana", "errada errada")
    driver.refuseSignIn(until: People.now.adding(milliseconds: 30_000))
    driver.forget()
    driver.press(.backTab, .control("u"))
    driver.signIn("bia", "certa certa certa")
    #expect(driver.effects.count == 1)
  }

  @Test func `coming in opens Contatos`() {
    var driver = ScreenDriver.atTheDoor()
    driver.signIn("ana", "certa certa certa")
    driver.send(.opened(.invented(entry: .password)))
    #expect(driver.model.gate.isOpen)
    #expect(driver.text.contains("Buscar"))
  }

  @Test func `a password of somebody else's choice is changed before anything is opened`() {
    var driver = ScreenDriver.atTheDoor()
    driver.signIn("ana", "dada dada dada")
    driver.send(.people(.passwordChangeAsked(driver.lastSignIn, at: People.now)))
    #expect(driver.text.contains("Sua senha foi escolhida por outra pessoa."))
    driver.type("dada dada dada")
    driver.press(.tab)
    driver.type("uma nova só minha")
    driver.press(.enter)
    driver.type("outra nova só minha")
    driver.forget()
    driver.press(.function(2))
    #expect(driver.effects.isEmpty)
    #expect(driver.text.contains("não são iguais"))
    driver.type("uma nova só minha")
    driver.press(.enter)
    driver.type("uma nova só minha")
    driver.press(.enter)
    guard case .people(.changePassword(let old, let new, let request)) = driver.effects.last else {
      Issue.record("not changed")
      return
    }
    #expect(old == Password("dada dada dada"))
    #expect(new == Password("uma nova só minha"))
    driver.send(.people(.passwordChanged(request, .success(true), at: People.now)))
    driver.send(.opened(.invented(entry: .password)))
    #expect(driver.model.gate.isOpen)
  }

  @Test func `Esc leaves the program`() {
    var driver = ScreenDriver.atTheDoor()
    driver.press(.escape)
    #expect(driver.effects.last == .quit)
  }

  @Test func `no key of the screens works at the door`() {
    for key in [Key.function(1), .function(3), .function(6), .function(10), .control("p")] {
      var driver = ScreenDriver.atTheDoor()
      driver.press(key)
      #expect(driver.effects.isEmpty, "\(key)")
      #expect(driver.model.dialogs.isEmpty)
      #expect(!driver.model.gate.isOpen)
    }
  }

  @Test func `a session that is over hides all and asks again, and its owner goes on`() {
    var driver = ScreenDriver.open(entry: .password)
    driver.fillForm()
    driver.endSession()
    #expect(driver.text.contains("Sua sessão terminou"))
    #expect(!driver.text.contains("Conceição"))
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
    driver.signIn("ana", "certa certa certa")
    driver.send(.opened(.invented(entry: .password)))
    #expect(driver.interaction?.note.text == People.note)
  }

  @Test func `somebody else finds nothing of a session that is over`() {
    var driver = ScreenDriver.open(entry: .password)
    driver.fillForm()
    driver.endSession()
    driver.signIn("bia", "certa certa certa")
    driver.send(.opened(.invented(login: "bia", entry: .password)))
    #expect(driver.interaction == nil)
    #expect(driver.model.screen.title == "Contatos")
    #expect(driver.model.contacts?.rows.isEmpty == true)
    var dump = ""
    Swift.dump(driver.model, to: &dump)
    #expect(!dump.contains("Conceição"))
  }
}
