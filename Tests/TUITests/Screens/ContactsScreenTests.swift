import Testing

@testable import ContactsCore
@testable import TUI

@Suite("Contatos")
struct ContactsScreenTests {
  @Test func `typing searches at once, and an answer to an older search drops out`() {
    var driver = ScreenDriver.open()
    driver.type("c")
    let old = driver.effects.last
    driver.type("o")
    #expect(driver.effects.count == 2)
    driver.answerSearch([People.summaries[0]])
    #expect(driver.model.contacts?.rows.count == 1)
    if case .search(_, _, _, let request) = old {
      driver.send(.searched(request, .success(SearchPage(rows: People.summaries, next: nil))))
    }
    #expect(driver.model.contacts?.rows.count == 1)
  }

  @Test func `who registers nobody is not told of the key that does`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.type("x")
    driver.answerSearch([])
    #expect(driver.text.contains("Ninguém encontrado. Experimente parte do nome ou do telefone."))
    #expect(!driver.text.contains("F6 abre"))
  }

  @Test func `an overtaken search says nothing, and is asked again while it is wanted`() {
    var driver = ScreenDriver.open()
    driver.type("x")
    let asked = driver.effects
    driver.forget()
    for case .search(_, _, _, let request) in asked {
      driver.send(.searched(request, .failure(.interrupted)))
    }
    #expect(driver.status.isEmpty)
    driver.answerSearch([People.summaries[1]])
    #expect(driver.model.contacts?.rows == [People.summaries[1]])
  }

  @Test func `Enter before the answer opens who was searched for, and audits that search`() {
    var driver = ScreenDriver.open()
    driver.type("zel")
    driver.press(.enter)
    let early = driver.effects.contains { if case .read = $0 { true } else { false } }
    #expect(!early)
    driver.answerSearch([People.summaries[1]])
    guard case .read(let uid, let trace, _)? = driver.effects.last else {
      Issue.record("nobody was opened")
      return
    }
    #expect(uid == People.summaries[1].uid)
    #expect(trace == SearchTrace(text: Sensitive("zel"), count: 1))
  }

  @Test func `Esc clears the search, then leaves the field, then does nothing`() {
    var driver = ScreenDriver.open()
    driver.type("ana")
    driver.press(.escape)
    #expect(driver.model.contacts?.search.text == "")
    #expect(driver.model.place == .contactsSearch)
    driver.press(.escape)
    #expect(driver.model.place == .contactsList)
    let before = driver.model
    driver.press(.escape)
    #expect(driver.model == before)
  }

  @Test func `q in the list quits and asks nothing`() {
    var driver = ScreenDriver.open()
    driver.press(.escape, .character("q"))
    #expect(driver.effects.last == .quit)
  }

  @Test func `Tab passes to the list and keeps the search, Esc there clears it`() {
    var driver = ScreenDriver.open()
    driver.type("ana")
    driver.press(.tab)
    #expect(driver.model.place == .contactsList)
    #expect(driver.model.contacts?.search.text == "ana")
    driver.press(.escape)
    #expect(driver.model.contacts?.search.text == "")
    #expect(driver.model.place == .contactsList)
  }

  @Test func `a pasted text that was not used is kept as a draft on leaving`() {
    var driver = ScreenDriver.open()
    driver.press(.paste("uma\nduas"))
    driver.send(.identifiersMade([People.uid(901), People.uid(902)]))
    driver.press(.escape, .character("q"))
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
    driver.answerDrafts()
    #expect(driver.effects.last == .quit)
  }

  @Test func `q in the search is a letter`() {
    var driver = ScreenDriver.open()
    driver.type("q")
    #expect(driver.model.contacts?.search.text == "q")
    #expect(!driver.effects.contains(.quit))
  }

  @Test func `a lone q after Esc cleared the search leaves once nothing follows`() {
    var driver = ScreenDriver.open()
    driver.type("ana")
    driver.press(.escape, .character("q"))
    #expect(!driver.effects.contains(.quit))
    driver.elapse { if case .leaving = $0 { true } else { false } }
    #expect(driver.effects.last == .quit)
  }

  @Test func `a q that begins another search does not leave`() {
    var driver = ScreenDriver.open()
    driver.type("ana")
    driver.press(.escape)
    driver.type("quiteria")
    driver.elapse { if case .leaving = $0 { true } else { false } }
    #expect(!driver.effects.contains(.quit))
    #expect(driver.model.contacts?.search.text == "quiteria")
  }

  @Test func `letters move in the list, with CapsLock too, and only g and n tell the cases apart`()
  {
    var driver = ScreenDriver.open()
    driver.press(.escape, .character("j"), .character("J"))
    #expect(driver.model.contacts?.selection == 2)
    driver.press(.character("K"))
    #expect(driver.model.contacts?.selection == 1)
    driver.press(.character("G"))
    #expect(driver.model.contacts?.selection == 3)
    driver.press(.character("g"))
    #expect(driver.model.contacts?.selection == 0)
    driver.press(.character("n"), .character("n"), .character("N"))
    #expect(driver.model.contacts?.selection == 1)
  }

  @Test func `coming back shows what was changed meanwhile, where one stood`() {
    var driver = ScreenDriver.open()
    driver.press(.function(5))
    let people = (1...60).map { People.summary($0, "Pessoa \($0)", nil, nil, nil, 0) }
    driver.answerSearch(people)
    driver.press(.escape, .pageDown, .pageDown)
    let (selected, top) = (driver.model.contacts?.selected, driver.model.contacts?.top)
    #expect(top ?? 0 > 0)
    driver.press(.enter)
    driver.forget()
    driver.press(.escape)
    #expect(driver.effects.contains(.count))
    var changed = people
    let index = people.firstIndex { $0.uid == selected?.uid } ?? 0
    changed[index] = People.summary(index + 1, "Outro nome", nil, nil, nil, 0)
    driver.answerSearch(changed)
    #expect(driver.model.contacts?.selected?.shownName == "Outro nome")
    #expect(driver.model.contacts?.top == top)
    // A row that has gone leaves the selection where it was.
    driver.press(.function(5))
    driver.answerSearch(people.filter { $0.uid != selected?.uid })
    #expect(driver.model.contacts?.selection == index)
  }

  @Test func `who registers at the head of the list sees the new row`() {
    var driver = ScreenDriver.open()
    driver.press(.function(5))
    let people = (1...60).map { People.summary($0, "Pessoa \($0)", nil, nil, nil, 0) }
    driver.answerSearch(people)
    driver.press(.function(5))
    driver.answerSearch([People.summary(99, "Nova", nil, nil, nil, 0)] + people)
    #expect(driver.model.contacts?.top == 0 && driver.model.contacts?.selection == 1)
  }

  @Test func `the next page is asked for before its end is reached, once`() {
    var driver = ScreenDriver.open()
    driver.press(.function(5))
    let cursor = SearchCursor.invented
    driver.answerSearch(
      (1...60).map { People.summary($0, "Pessoa \($0)", nil, nil, nil, 0) }, next: cursor)
    driver.forget()
    driver.press(.pageDown, .pageDown, .down)
    let pages = driver.effects.filter {
      if case .search(_, after: .some, _, _) = $0 { true } else { false }
    }
    #expect(pages.count == 1)
    for case .search(_, after: .some, _, let request) in driver.effects {
      let more = (61...70).map { People.summary($0, "Pessoa \($0)", nil, nil, nil, 0) }
      driver.send(.searched(request, .success(SearchPage(rows: more, next: nil))))
    }
    #expect(driver.model.contacts?.rows.count == 70)
  }

  @Test func `refreshing keeps the selected person`() {
    var driver = ScreenDriver.open()
    driver.press(.down, .function(5))
    driver.answerSearch(People.summaries.reversed())
    #expect(driver.model.contacts?.selected?.uid == People.summaries[1].uid)
  }

  @Test func `pasted lines are held and used by F6`() {
    var driver = ScreenDriver.open()
    driver.press(.paste(People.note))
    #expect(
      driver.status
        == "Texto colado (155 caracteres): F6 abre um atendimento com ele")
    #expect(driver.model.contacts?.search.text == "")
    driver.press(.function(6))
    #expect(driver.interaction?.note.text == People.note)
    #expect(driver.model.desk.held == nil)
    #expect(driver.status.contains("com o texto colado que esperava (155 caracteres)"))
  }

  @Test func `pasted text runs no command in the list`() {
    var driver = ScreenDriver.open()
    driver.press(.escape, .paste("q"))
    #expect(!driver.effects.contains(.quit))
    #expect(driver.model.desk.held?.count == 1)
  }

  @Test func `a pasted telephone is searched for`() {
    var driver = ScreenDriver.open()
    driver.press(.paste("21 98877-6655"))
    #expect(driver.model.contacts?.search.text == "21 98877-6655")
  }

  @Test func `opening a row sends the search that led there`() {
    var driver = ScreenDriver.open()
    driver.type("conce")
    driver.answerSearch([People.summaries[0]])
    driver.forget()
    driver.press(.enter)
    guard case .read(let uid, let trace, _) = driver.effects.first else {
      Issue.record("nothing was read")
      return
    }
    #expect(uid == People.summaries[0].uid)
    #expect(trace == SearchTrace(text: Sensitive("conce"), count: 1))
  }

  @Test func `a key that means nothing here says so`() {
    var driver = ScreenDriver.open()
    driver.press(.function(2))
    #expect(driver.status == "F2 (Salvar) não se aplica a Contatos.")
  }

  @Test func `digits of screens that do not exist do nothing`() {
    var driver = ScreenDriver.open()
    driver.press(.escape)
    let before = driver.model
    driver.press(.character("9"), .character("0"))
    #expect(driver.model == before)
  }

  @Test func `a role that may not register is told why`() {
    var driver = ScreenDriver.open(roles: [.dataProtectionOfficer])
    driver.press(.function(6))
    #expect(driver.interaction == nil)
    #expect(driver.status == "F6: seu papel não permite esta ação.")
  }

  @Test func `too small a window has a live quit`() {
    var driver = ScreenDriver.open(columns: 30, rows: 8)
    driver.type("x")
    #expect(driver.model.contacts?.search.text == "")
    driver.type("q")
    #expect(driver.effects.last == .quit)
  }
}

extension SearchCursor {
  static var invented: SearchCursor { SearchCursor(key: "k", id: 1) }
}
