import ContactsCore
import FoundationEssentials
import TestSupport
import Testing

@testable import TUI

@Suite("The screens as a whole")
struct AppTests {
  @Test(arguments: [(80, 24), (30, 8)])
  func `over a dialog and in a window of any size it is painted anew, and suspended`(
    _ columns: Int, _ rows: Int
  ) {
    var driver = ScreenDriver.open(columns: columns, rows: rows)
    for dialog: Key? in [nil, .function(1), .function(10)] {
      if let dialog { driver.press(dialog) }
      let before = driver.model
      driver.forget()
      driver.press(.control("l"))
      #expect(driver.effects == [.redraw])
      #expect(driver.model.dialogs == before.dialogs)
      driver.press(.control("z"))
      #expect(driver.effects.last == .suspend)
      #expect(driver.model.dialogs == before.dialogs)
    }
  }

  @Test func `no store leads to the first start, which makes one`() {
    var driver = ScreenDriver()
    driver.send(.started)
    #expect(driver.effects == [.open])
    driver.send(.storeMissing)
    driver.press(.function(2))
    #expect(driver.status.contains("nome da central"))
    driver.type("Central Acolher")
    driver.forget()
    driver.press(.function(2))
    #expect(
      driver.effects == [
        .create(
          FirstStartAnswers(
            centre: "Central Acolher", officerName: "", officerEmail: "", withDemonstration: false))
      ])
    driver.send(.opened(.invented()))
    #expect(driver.model.screen.title == "Contatos")
  }

  @Test func `a failure to make the store keeps the answers`() {
    var driver = ScreenDriver()
    driver.send(.storeMissing)
    driver.type("Central")
    driver.press(.function(2))
    driver.send(.openingFailed(.diskFull))
    #expect(driver.status.contains("Disco cheio"))
    #expect(driver.text.contains("Central"))
  }

  @Test func `drafts are offered on opening, and Enter recovers one with its key`() {
    var driver = ScreenDriver.open(drafts: [.invented])
    #expect(driver.text.contains("Rascunho de 21/11/2026 10:42"))
    driver.press(.enter)
    #expect(driver.interaction?.note.text == "Ligação interrompida: voltar a falar com Zuleide")
    #expect(driver.interaction?.key == People.uid(80))
    #expect(driver.interaction?.draft == People.uid(70))
  }

  @Test func `a draft that was never read is read when it is recovered`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6), .paste(People.note))
    guard let unread = driver.interaction?.draftText.text else {
      Issue.record("no form")
      return
    }
    let draft = Draft(uid: People.uid(70), contents: unread, updatedAt: People.now)
    var again = ScreenDriver.open(drafts: [draft])
    again.press(.enter)
    for case .recognise(let note, let request) in again.effects {
      #expect(note == Sensitive(People.note))
      again.send(.recognised(request, People.found))
    }
    #expect(again.interaction?.form[.name]?.text == "Conceição Araújo")
    #expect(again.status == "Rascunho recuperado: F2 salva.")
  }

  @Test func `a draft that was read keeps what was made of it`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    guard let read = driver.interaction?.draftText.text else {
      Issue.record("no form")
      return
    }
    let draft = Draft(uid: People.uid(70), contents: read, updatedAt: People.now)
    var again = ScreenDriver.open(drafts: [draft])
    again.press(.enter)
    #expect(!again.effects.contains { if case .recognise = $0 { true } else { false } })
  }

  @Test func `a draft is destroyed by a word, not by a key`() {
    var driver = ScreenDriver.open(drafts: [.invented])
    driver.press(.character("d"), .enter)
    #expect(driver.effects.isEmpty)
    driver.type("descartar")
    driver.press(.enter)
    #expect(driver.effects == [.discardDraft(People.uid(70))])
    #expect(driver.model.dialogs.isEmpty)
  }

  @Test func `a draft of a form survives its text`() {
    var driver = ScreenDriver.open()
    driver.fillForm(doubtfulCity: true)
    driver.focus(on: .phone)
    driver.press(.end)
    driver.type(";1133334444")
    guard let form = driver.interaction?.form, let text = driver.interaction?.draftText.text else {
      Issue.record("no form")
      return
    }
    let draft = Draft(uid: People.uid(1), contents: text, updatedAt: People.now)
    #expect(DraftText(draft)?.form.entries == form.entries)
  }

  @Test func `a draft nobody can read is recovered as text`() {
    let draft = Draft(uid: People.uid(5), contents: Sensitive("só palavras"), updatedAt: People.now)
    var driver = ScreenDriver.open(drafts: [draft])
    driver.press(.enter)
    #expect(driver.interaction?.note.text == "só palavras")
  }

  @Test func `F4 in the text offers the drafts`() {
    var driver = ScreenDriver.open(drafts: [.invented])
    driver.press(.escape, .function(6), .function(4), .enter)
    #expect(driver.interaction?.draft == People.uid(70))
  }

  @Test func `a newer schema saves the draft and lets out only`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.type("algo")
    driver.forget()
    driver.send(.schemaOutgrown)
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
    driver.type("x")
    #expect(driver.text.contains("versão mais nova"))
    driver.press(.enter)
    #expect(driver.effects.last == .quit)
  }

  @Test func `the palette runs an action, and says why one cannot be run`() {
    var driver = ScreenDriver.open()
    driver.press(.control("p"))
    driver.type("rascun")
    #expect(driver.text.contains("indisponível: não há rascunhos"))
    driver.press(.enter)
    #expect(driver.status == "não há rascunhos guardados.")
    driver.press(.function(10))
    driver.type("novo aten")
    driver.press(.enter)
    #expect(driver.interaction != nil)
  }

  @Test func `the help finds a key by a word without its accents`() {
    var driver = ScreenDriver.open()
    driver.press(.function(1))
    driver.type("historico")
    #expect(driver.text.contains("F7"))
    driver.press(.escape)
    #expect(driver.model.dialogs.isEmpty)
  }

  @Test func `F3 and 1 lead to Contatos and keep what was typed`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.type("algo")
    driver.forget()
    driver.press(.function(3))
    #expect(driver.model.place == .contactsSearch)
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
  }

  @Test func `Ctrl-C never ends the program`() {
    var driver = ScreenDriver.open()
    driver.press(.control("c"), .control("c"))
    #expect(!driver.effects.contains(.quit))
    #expect(driver.status.contains("Para sair"))
  }

  @Test func `every key works at every place and every size without a trap`() {
    let keys: [Key] =
      (1...12).map { .function($0) } + "acdeghijknNGpqrsvx?/:17 ;".map { .character($0) }
      + [
        .enter, .tab, .backTab, .escape, .backspace, .delete, .up, .down, .left, .right, .home,
        .end, .pageUp, .pageDown, .insert, .control("x"), .control("c"), .control("o"),
        .control("p"),
        .paste("uma\nduas"), .mouse(Mouse(.click, at: Position(row: 5, column: 5))),
        .mouse(Mouse(.wheelDown, at: Position(row: 5, column: 5))),
      ]
    let seconds: [Key] = [.enter, .tab, .escape, .function(2), .function(10), .character("x")]
    for size in [
      Size(rows: 24, columns: 80), Size(rows: 10, columns: 40), Size(rows: 1, columns: 1),
    ] {
      for first in keys.prefix(Workload.scaled(keys.count)) {
        for second in seconds.prefix(Workload.scaled(seconds.count)) {
          var driver = ScreenDriver.open(columns: size.columns, rows: size.rows)
          driver.press(.function(6), .paste(People.note), first, second)
          _ = driver.frame
          var record = ScreenDriver.open(columns: size.columns, rows: size.rows)
          record.openRecord()
          record.press(first, second)
          _ = record.frame
          for var driver in [
            ScreenDriver.atTheDoor(columns: size.columns, rows: size.rows),
            ScreenDriver.atTheAudit(columns: size.columns, rows: size.rows),
            ScreenDriver.atAClosedRecord(columns: size.columns, rows: size.rows),
          ] {
            driver.press(first, second)
            _ = driver.frame
          }
        }
      }
    }
  }

  @Test(arguments: KeyProfile.allCases)
  func `the manual of keys is what the keymap says`(profile: KeyProfile) throws {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    let path = parts.joined(separator: "/") + "/docs/" + KeyManual.name(of: profile)
    let manual = KeyManual.markdown(profile)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(manual.utf8).write(to: URL(filePath: path))
      Issue.record("recorded \(path)")
      return
    }
    let written = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(written == manual, "RECORD=1 writes it anew")
  }
}
