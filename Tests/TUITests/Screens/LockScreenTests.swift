import ContactsCore
import Testing

@testable import TUI

@Suite("The locked screen")
struct LockScreenTests {
  @Test func `Ctrl-X hides everything, keeps the draft first and paints anew`() {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.fillForm()
    driver.forget()
    driver.press(.control("x"))
    #expect(driver.effects.count == 3)
    guard case .saveDraft? = driver.effects.first else {
      Issue.record("no draft: \(driver.effects)")
      return
    }
    #expect(driver.effects.contains(.people(.lock)))
    #expect(driver.effects.last == .redraw)
    #expect(!driver.text.contains("Conceição"))
    #expect(!driver.text.contains("ana"))
    #expect(driver.frame.title == "atende · Tela bloqueada")
  }

  @Test func `it locks over a dialog and in a window of any size`() {
    var dialog = ScreenDriver.open(hasPassword: true)
    dialog.press(.function(1), .control("x"))
    #expect(!dialog.model.gate.isOpen)
    var small = ScreenDriver.open(columns: 30, rows: 8, hasPassword: true)
    small.press(.control("x"))
    #expect(small.text.contains("Tela bloqueada"))
    small.type("q")
    #expect(!small.effects.contains(.quit))
  }

  @Test func `no key and no paste does anything but the password`() {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.fillForm()
    driver.press(.control("x"))
    let locked = driver.model.gate
    driver.forget()
    driver.press(
      .escape, .function(1), .function(2), .function(3), .function(6), .function(10), .function(4),
      .control("p"), .control("z"), .control("x"), .paste("uma\nduas"), .tab, .up, .pageDown,
      .mouse(Mouse(.click, at: Position(row: 5, column: 5))))
    #expect(driver.effects.isEmpty)
    #expect(driver.model.gate == locked)
    #expect(driver.interaction?.note.text == People.note)
    #expect(driver.model.desk.held == nil)
  }

  @Test func `what comes meanwhile is not shown`() {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.press(.enter, .control("x"))
    for case .read(_, _, let request) in driver.effects {
      driver.send(.read(request, .success(People.record)))
    }
    driver.send(.draftSaved(RequestID(-1), .failure(.diskFull)))
    driver.send(.resized(Size(rows: 20, columns: 60)))
    #expect(!driver.text.contains("Conceição"))
    #expect(!driver.text.contains("98877"))
    driver.unlock()
    #expect(driver.text.contains("Conceição"))
  }

  @Test func `the right password brings back what was there`() {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.fillForm()
    driver.focus(on: .city)
    let before = driver.interaction
    driver.press(.control("x"))
    driver.send(.resized(Size(rows: 43, columns: 132)))
    driver.unlock()
    #expect(driver.interaction?.note == before?.note)
    #expect(driver.interaction?.form == before?.form)
  }

  @Test func `a wrong password is said, and the next is counted down`() {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.press(.control("x"))
    driver.type("errada errada")
    driver.press(.enter)
    driver.answerUnlock(.failure(.signInRefused(closedUntil: nil)))
    #expect(driver.text.contains("A senha não confere."))
    driver.type("errada errada")
    driver.press(.enter)
    driver.answerUnlock(
      .failure(.signInRefused(closedUntil: People.now.adding(milliseconds: 60_000))))
    #expect(driver.text.contains("Tente de novo em 60 s."))
  }

  @Test func `a signal at the locked screen keeps the draft`() {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.fillForm()
    driver.press(.control("x"))
    driver.forget()
    driver.send(.terminated)
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
    #expect(driver.effects.last == .quit)
  }

  @Test func `without a password of one's own Enter is no way back, only out`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.press(.control("x"))
    #expect(driver.text.contains("Você não tem senha"))
    driver.press(.character("a"), .escape, .function(6))
    #expect(!driver.model.gate.isOpen)
    driver.forget()
    driver.press(.enter)
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
    #expect(driver.effects.last == .quit)
  }

  @Test func `at a shared terminal somebody else may take the place, and finds nothing`() {
    var driver = ScreenDriver.open(entry: .password)
    driver.fillForm()
    driver.press(.control("x"))
    driver.forget()
    driver.press(.function(4))
    #expect(driver.effects.contains(.people(.signOut)))
    #expect(driver.text.contains("Entrada"))
    var dump = ""
    Swift.dump(driver.model, to: &dump)
    #expect(!dump.contains("Conceição"))
    driver.send(.draftsLoaded([.invented]))
    #expect(driver.model.desk.session.drafts.isEmpty)
  }

  @Test func `a session that ended behind the lock asks who comes in`() {
    var driver = ScreenDriver.open(entry: .password)
    driver.press(.control("x"))
    driver.type("certa certa certa")
    driver.press(.enter)
    driver.answerUnlock(.failure(.signedOut))
    #expect(driver.text.contains("Sua sessão terminou"))
  }

  @Test func `silence locks the screen, before the time is over`() {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.fillForm()
    var parts = 0
    while driver.model.gate.isOpen, parts < 100 {
      driver.elapseIdle()
      parts += 1
    }
    // The part in which the last key came, and 29 of 30 silent ones.
    #expect(parts == 30)
    #expect(driver.text.contains("Ninguém usou o teclado por um tempo."))
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
  }

  @Test func `a key begins the silence anew`() {
    var driver = ScreenDriver.open(hasPassword: true)
    for _ in 0..<29 { driver.elapseIdle() }
    driver.press(.down)
    for _ in 0..<29 { driver.elapseIdle() }
    #expect(driver.model.gate.isOpen)
    driver.elapseIdle()
    #expect(!driver.model.gate.isOpen)
  }

  @Test func `the parts of the silence are as long as the centre set it`() {
    var driver = ScreenDriver()
    var opening = Opening.invented(hasPassword: true)
    opening.lockDelay = 60_000
    driver.send(.opened(opening))
    let pauses = driver.effects.compactMap { effect -> Duration? in
      if case .tick(let pause, .idle) = effect { pause } else { nil }
    }
    #expect(pauses == [.seconds(2)])
  }

  @Test func `only one silence is counted, however often one comes in`() {
    var driver = ScreenDriver.open(hasPassword: true)
    driver.elapseIdle()
    let old = driver.effects
    driver.press(.control("x"))
    driver.unlock()
    driver.forget()
    for case .tick(_, .idle(let request)) in old {
      driver.send(.ticked(.idle(request), at: People.now))
    }
    #expect(driver.effects.isEmpty)
  }

  @Test func `one's own password is set from the commands, and unlocks from then on`() {
    var driver = ScreenDriver.open()
    driver.press(.function(10))
    driver.type("trocar minha senha")
    driver.press(.enter)
    driver.type("quatro palavras sem relação")
    driver.press(.tab)
    driver.type("quatro palavras sem relação")
    driver.press(.enter)
    for case .people(.changePassword(_, _, let request)) in driver.effects {
      driver.send(.people(.passwordChanged(request, .success(true), at: People.now)))
    }
    #expect(driver.status == "Senha trocada.")
    driver.press(.control("x"))
    #expect(driver.text.contains("Digite a sua senha"))
  }
}
