import ContactsCore
import Testing

@testable import TUI

@Suite("The model's state")
struct ModelStateTests {
  private static let until = People.now.adding(milliseconds: 230 * 60_000)

  /// A form whose text is on its way to the model.
  private func extracting() -> (driver: ScreenDriver, request: RequestID) {
    var driver = ScreenDriver.open()
    driver.press(.function(6), .paste(People.note))
    driver.elapse { if case .extraction = $0 { true } else { false } }
    for case .extract(_, let request, _) in driver.effects.reversed() { return (driver, request) }
    Issue.record("nothing was sent to the model")
    return (driver, RequestID(0))
  }

  @Test func `the place in the line is said in the form and in the title bar`() {
    var (driver, request) = extracting()
    driver.send(.model(.staged(request, .queued(place: 3))))
    #expect(driver.text.contains("3º na fila da IA"))
    #expect(driver.text.contains("IA: na fila (3º)"))
    driver.send(.model(.staged(request, .reading)))
    #expect(driver.text.contains("lendo com a IA"))
  }

  @Test func `a look at the model does not hide the place in its line`() {
    var (driver, request) = extracting()
    driver.send(.model(.staged(request, .queued(place: 3))))
    driver.send(.modelChecked(.ready))
    #expect(driver.text.contains("IA: na fila (3º)"))
  }

  @Test func `Ctrl-C leaves the line at once`() {
    var (driver, request) = extracting()
    driver.send(.model(.staged(request, .queued(place: 3))))
    driver.forget()
    driver.press(.control("c"))
    #expect(driver.effects.contains(.cancelExtraction))
    driver.send(.model(.staged(request, .queued(place: 2))))
    #expect(!driver.text.contains("na fila"))
  }

  @Test func `an open breaker says when the model is tried again`() {
    var (driver, request) = extracting()
    driver.send(.model(.staged(request, .closed(until: ModelStateTests.until))))
    driver.send(.extractionEnded(request, People.found))
    #expect(driver.text.contains("IA: fora do ar até 14:32"))
    #expect(driver.status.contains("volta a ser tentada às 14:32"))
  }

  @Test func `that the model rests does not cover what presses`() {
    var (driver, request) = extracting()
    driver.model.desk.status = .warning("Urgência crítica: Ctrl-G mostra a quem ligar.")
    driver.send(.model(.staged(request, .closed(until: ModelStateTests.until))))
    driver.send(.extractionEnded(request, People.found))
    #expect(driver.text.contains("IA: fora do ar até 14:32"))
    #expect(driver.status.hasPrefix("Urgência crítica"))
  }

  @Test func `the end of the pause is looked at when it comes`() {
    var driver = ScreenDriver.open()
    driver.send(.modelChecked(.paused(until: People.now.adding(milliseconds: 12_000))))
    #expect(driver.effects == [.tick(after: .milliseconds(13_000), .modelRest)])
    driver.send(.ticked(.modelRest, at: People.now.adding(milliseconds: 13_000)))
    #expect(driver.effects.last == .checkModel)
  }

  @Test func `the latency is said where there is room for it`() {
    var wide = ScreenDriver.open(columns: 132, rows: 43)
    wide.send(.modelChecked(.ready, latency: 1840))
    #expect(wide.text.contains("IA: pronta (1,8 s)"))
    var narrow = ScreenDriver.open(columns: 40, rows: 20)
    narrow.send(.modelChecked(.ready, latency: 1840))
    narrow.press(.function(6))
    #expect(narrow.text.contains("IA: pronta · 10:42"))
  }

  @Test func `signing in has the model loaded and the queue worked`() {
    var driver = ScreenDriver()
    driver.send(.opened(.invented()))
    // Not before the first screen is there: what the model needs takes its time to load.
    #expect(!driver.effects.contains(.checkModel))
    #expect(driver.effects.contains(.tick(after: .milliseconds(300), .settled)))
    driver.forget()
    driver.send(.ticked(.settled, at: People.now))
    #expect(driver.effects == [.checkModel, .model(.preload), .queue(.work)])
    var officer = ScreenDriver()
    officer.send(.opened(.invented(roles: [.dataProtectionOfficer])))
    officer.send(.ticked(.settled, at: People.now))
    #expect(officer.effects.contains(.checkModel))
    #expect(!officer.effects.contains(.queue(.work)))
  }

  @Test func `a missing model is offered to an admin, once, and fetched by a word`() {
    var driver = ScreenDriver.open(roles: [.admin, .attendant])
    driver.send(.modelChecked(.missing("llama3:8b")))
    #expect(driver.text.contains("na internet"))
    driver.forget()
    driver.press(.enter)
    driver.type("baixar")
    driver.press(.enter)
    guard case .model(.pull(let request))? = driver.effects.last else {
      Issue.record("not pulled: \(driver.effects)")
      return
    }
    driver.send(
      .model(.pullGrew(request, PullProgress(completed: 2_000_000_000, total: 4_700_000_000))))
    #expect(driver.text.contains("42 % (2,0 de 4,7 GB)"))
    driver.press(.escape)
    driver.send(
      .model(.pullGrew(request, PullProgress(completed: 4_000_000_000, total: 4_700_000_000))))
    #expect(driver.status.contains("85 %"))
    driver.send(.model(.pullEnded(request, .pulled)))
    #expect(driver.status.contains("instalado"))
    driver.send(.modelChecked(.missing("llama3:8b")))
    #expect(driver.model.dialogs.isEmpty)
  }

  @Test func `fetching can be cancelled`() {
    var driver = ScreenDriver.open(roles: [.admin])
    driver.send(.modelChecked(.missing("llama3:8b")))
    driver.type("baixar")
    driver.press(.enter, .character("c"))
    #expect(driver.effects.contains(.model(.cancelPull)))
  }

  @Test func `others are told whom to ask`() {
    var driver = ScreenDriver.open()
    driver.send(.modelChecked(.missing("llama3:8b")))
    #expect(driver.model.dialogs.isEmpty)
    #expect(driver.status.contains("peça a quem administra"))
    driver.press(.function(10))
    driver.type("baixar")
    driver.forget()
    driver.press(.enter)
    #expect(!driver.effects.contains { if case .model = $0 { true } else { false } })
  }

  @Test func `whoever is typing is told and not interrupted`() {
    var driver = ScreenDriver.open(roles: [.admin, .attendant])
    driver.type("mar")
    driver.send(.modelChecked(.missing("llama3:8b")))
    #expect(driver.model.dialogs.isEmpty)
    driver.type("ia")
    #expect(driver.model.contacts?.search.text == "maria")
  }
}
