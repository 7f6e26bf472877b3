import ContactsCore
import TestSupport
import Testing

@testable import TUI

/// A way to each place of the screens.
///
/// A place that is new has none yet, and its pictures fail until it is given one here.
enum Scene {
  static func at(_ place: Place, _ size: Size) -> ScreenDriver? {
    let (columns, rows) = (size.columns, size.rows)
    var desk = ScreenDriver.open(columns: columns, rows: rows, hasPassword: true)
    switch place {
    case .contactsSearch: break
    case .contactsList: desk.press(.down, .tab)
    case .note: desk.press(.function(6), .paste(People.note))
    case .textField:
      desk.fillForm()
      desk.focus(on: .name)
    case .choiceField:
      desk.fillForm()
      desk.focus(on: .urgency)
    case .recordView: desk.openRecord()
    case .history:
      desk.openRecord()
      desk.press(.function(7))
    case .recordField:
      desk.openRecord()
      desk.press(.enter)
    case .recordClosed: desk.openClosedRecord()
    case .saved:
      desk.fillForm()
      desk.press(.function(2))
      desk.answerDuplicates([])
      desk.answerSave(.success(People.receipt()))
    case .queue: desk = .openQueue(columns: columns, rows: rows)
    case .review: desk = .openReview(columns: columns, rows: rows)
    case .agenda: desk = .openAgenda(columns: columns, rows: rows)
    case .interactions: desk = .openWork(columns: columns, rows: rows)
    case .panel: desk = .openPanel(columns: columns, rows: rows)
    case .transfer: desk = .openTransfer(columns: columns, rows: rows)
    case .importer: desk = .openImport(columns: columns, rows: rows)
    case .admin: desk = .openAdmin(columns: columns, rows: rows)
    case .rights: desk = .atTheRights(columns: columns, rows: rows)
    case .request:
      desk = .at(People.request(.erasure, done: 2), columns: columns, rows: rows)
    case .consents: desk = .atTheConsents(columns: columns, rows: rows)
    case .holds: desk = .atTheHolds(columns: columns, rows: rows)
    case .incidents: desk = .atTheIncidents(columns: columns, rows: rows)
    case .incident:
      desk = .atTheIncidents(columns: columns, rows: rows)
      desk.press(.enter)
      desk.answer { .incident($0, .success(People.reading)) }
    case .audit: desk = .atTheAudit(columns: columns, rows: rows)
    case .auditEntry:
      desk = .atTheAudit(columns: columns, rows: rows)
      desk.press(.down, .enter)
    case .firstStart:
      desk = ScreenDriver(columns: columns, rows: rows)
      desk.send(.started)
      desk.send(.storeMissing)
    case .mergeList: desk = .openDuplicates(columns: columns, rows: rows)
    case .mergeFields:
      desk = .openDuplicates(columns: columns, rows: rows)
      desk.compare()
    case .mergeWord:
      desk = .openDuplicates(columns: columns, rows: rows)
      desk.compare()
      desk.press(.function(2))
    case .signIn: desk = .atTheDoor(columns: columns, rows: rows)
    case .passwordChange:
      desk = .atTheDoor(columns: columns, rows: rows)
      desk.signIn("bia", "dada dada dada")
      desk.send(.people(.passwordChangeAsked(desk.lastSignIn, at: People.now)))
    case .locked:
      desk.press(.control("x"))
      desk.answerDrafts()
    }
    return desk
  }

  /// The sections of **Administração** after the first, by what Tab passes to.
  static let sections = ["pessoas", "motivos", "desfechos", "encaminhamentos", "avisos"]

  static func administration(_ section: String, _ size: Size) -> ScreenDriver {
    var desk = ScreenDriver.openAdmin(columns: size.columns, rows: size.rows)
    for _ in 0...(sections.firstIndex(of: section) ?? 0) { desk.press(.tab) }
    return desk
  }
}

@Suite("Pictures of every screen, with colours and without")
struct ScenePictureTests {
  @Test(arguments: Place.allCases, GoldenScreensTests.sizes)
  func `every place has its pictures`(place: Place, size: Size) throws {
    let driver = try #require(Scene.at(place, size), "no way to \(place) yet")
    #expect(driver.model.place == place)
    check(place.rawValue, driver, size)
  }

  @Test(arguments: Scene.sections, GoldenScreensTests.sizes)
  func `every section of the administration has its pictures`(section: String, size: Size) {
    let driver = Scene.administration(section, size)
    #expect(driver.text.lowercased().contains("[\(section)]"))
    check("admin-\(section)", driver, size)
  }

  private func check(_ name: String, _ driver: ScreenDriver, _ size: Size) {
    let name = "telas/\(name).\(size.columns)x\(size.rows)"
    expectGolden(driver.frame, named: name)
    expectGolden(driver.frame, named: "\(name).mono", isMonochrome: true)
  }

  /// Styles that say something of what they hold, and not only where one thing ends and another begins.
  private static let telling: [Style] = [
    .selection, .focusedField, .field, .warning, .error, .success, .highlight, .suggestion, .key,
    .heading, .title, .muted,
  ]

  @Test func `Ctrl-C does not leave the first use, and Esc does`() throws {
    var driver = try #require(Scene.at(.firstStart, Size(rows: 24, columns: 80)))
    driver.forget()
    driver.press(.control("c"))
    #expect(!driver.effects.contains(.quit))
    #expect(driver.status.contains("Esc sai"))
    driver.press(.escape)
    #expect(driver.effects.contains(.quit))
  }

  @Test(arguments: telling) func `without colours a style keeps a mark`(style: Style) {
    #expect(!style.marks(hasColours: false).isEmpty)
  }

  @Test func `without colours what has the focus, an error and plain text differ`() {
    let marks = [Style.normal, .focusedField, .field, .error, .highlight, .muted].map {
      $0.marks(hasColours: false)
    }
    #expect(Set(marks).count == marks.count)
  }

  @Test(arguments: Place.allCases) func `a message has a sign besides its colour`(place: Place) {
    guard var driver = Scene.at(place, Size(rows: 24, columns: 80)) else { return }
    guard driver.model.gate.isOpen else { return }
    for status in [Status.success("salvo"), .warning("confira"), .failure("não deu")] {
      driver.model.desk.status = status
      #expect(driver.text.contains("\(status.tone.sign)\(status.text)"), "\(place)")
    }
  }

  @Test(arguments: Place.allCases, GoldenScreensTests.sizes)
  func `the chosen row and the field with the focus are told by a mark or the cursor`(
    place: Place, size: Size
  ) {
    guard let frame = Scene.at(place, size)?.frame else { return }
    for row in 1..<(size.rows - 2) {
      let styles = (0..<size.columns).map { frame[row, $0].style }
      guard styles.contains(.focusedField) else { continue }
      #expect(frame.cursor?.row == row || frame.text(row: row).contains("‹"), "\(place) \(row)")
    }
  }
}
