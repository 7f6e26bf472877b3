import ContactsCore
import TestSupport
import Testing

@testable import TUI

@Suite("Pictures of the screens")
struct GoldenScreensTests {
  /// The size of the design, a small window, and a large one.
  static let sizes = [
    Size(rows: 24, columns: 80), Size(rows: 20, columns: 60), Size(rows: 43, columns: 132),
  ]

  private func check(
    _ name: String, at size: Size, location: SourceLocation = #_sourceLocation,
    drafts: [Draft] = [], _ steps: (inout ScreenDriver) -> Void
  ) {
    var driver = ScreenDriver.open(columns: size.columns, rows: size.rows, drafts: drafts)
    steps(&driver)
    expectGolden(
      driver.frame, named: "\(name).\(size.columns)x\(size.rows)", sourceLocation: location)
  }

  @Test(arguments: sizes) func `contacts`(size: Size) {
    check("contatos", at: size) { $0.press(.down) }
  }

  @Test(arguments: sizes) func `contacts with nobody`(size: Size) {
    check("contatos-vazio", at: size) { driver in
      driver.type("zzz")
      driver.answerSearch([])
    }
  }

  @Test(arguments: sizes) func `a new interaction before anything is typed`(size: Size) {
    check("novo-vazio", at: size) { $0.press(.function(6)) }
  }

  @Test(arguments: sizes) func `a new interaction that is filled`(size: Size) {
    check("novo-preenchido", at: size) { driver in
      driver.fillForm()
      driver.press(.tab, .tab)
    }
  }

  @Test(arguments: sizes) func `a form with doubts, mistakes and a duplicate`(size: Size) {
    check("novo-duvidas", at: size) { driver in
      driver.fillForm(doubtfulCity: true)
      driver.press(.tab, .tab, .tab, .tab, .end, .backspace)
      driver.type("4")
      driver.elapse { if case .duplicates = $0 { true } else { false } }
      driver.answerDuplicates([DuplicateMatch(summary: People.summaries[0], rule: .phone)])
    }
  }

  @Test(arguments: sizes) func `what a save answers`(size: Size) {
    check("salvo", at: size) { driver in
      driver.fillForm()
      driver.press(.function(2))
      driver.answerDuplicates([])
      driver.answerSave(.success(People.receipt()))
    }
  }

  @Test(arguments: sizes) func `duplicates on saving`(size: Size) {
    check("duplicados", at: size) { driver in
      driver.fillForm()
      driver.press(.function(2))
      driver.answerDuplicates(
        People.summaries.prefix(2).map { DuplicateMatch(summary: $0, rule: .phone) })
    }
  }

  @Test(arguments: sizes) func `values to confirm on saving`(size: Size) {
    check("nao-esta-no-texto", at: size) { driver in
      driver.fillForm(doubtfulCity: true)
      driver.press(.function(2))
    }
  }

  @Test(arguments: sizes) func `options of the reason`(size: Size) {
    check("opcoes", at: size) { driver in
      driver.fillForm()
      driver.press(.tab, .up, .up, .up)
      driver.focus(on: .reason)
      driver.press(.function(4))
    }
  }

  @Test(arguments: sizes) func `a record`(size: Size) {
    check("ficha", at: size) { $0.openRecord() }
  }

  @Test(arguments: sizes) func `the history of a record`(size: Size) {
    check("historico", at: size) { driver in
      driver.openRecord()
      driver.press(.function(7), .down)
    }
  }

  @Test(arguments: sizes) func `the history of a record whose interaction was ended`(size: Size) {
    check("historico-encerrado", at: size) { driver in
      driver.openRecord(People.endedRecord)
      driver.press(.function(7))
    }
  }

  @Test(arguments: sizes) func `a record being edited`(size: Size) {
    check("edicao", at: size) { driver in
      driver.openRecord()
      driver.press(.enter, .tab, .tab)
    }
  }

  @Test(arguments: sizes) func `two versions of a record`(size: Size) {
    check("conflito", at: size) { $0.reachConflict() }
  }

  @Test(arguments: sizes) func `help`(size: Size) {
    check("ajuda", at: size) { $0.press(.function(1)) }
  }

  @Test(arguments: sizes) func `commands`(size: Size) {
    check("comandos", at: size) { $0.press(.function(10)) }
  }

  @Test(arguments: sizes) func `drafts on offer`(size: Size) {
    check("rascunhos", at: size, drafts: [.invented]) { _ in }
  }

  @Test(arguments: sizes) func `the first start`(size: Size) {
    var driver = ScreenDriver(columns: size.columns, rows: size.rows)
    driver.send(.started)
    driver.send(.storeMissing)
    expectGolden(driver.frame, named: "primeiro-uso.\(size.columns)x\(size.rows)")
  }

  @Test func `a window too small for anything`() {
    var driver = ScreenDriver.open(columns: 30, rows: 8)
    driver.press(.function(6))
    expectGolden(driver.frame, named: "pequena.30x8")
  }
}
