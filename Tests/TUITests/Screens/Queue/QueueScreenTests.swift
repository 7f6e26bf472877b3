import ContactsCore
import Testing

@testable import TUI

@Suite("Fila")
struct QueueScreenTests {
  @Test func `2 opens it from a list and looks at the queue`() {
    var driver = ScreenDriver.open()
    driver.press(.escape, .character("2"))
    #expect(driver.model.screen.title == "Fila")
    #expect(
      driver.effects.contains {
        if case .queue(.look(QueueFilter(), limit: 100, _)) = $0 { true } else { false }
      })
  }

  @Test func `2 in a text is a 2`() {
    var driver = ScreenDriver.open()
    driver.press(.character("2"))
    #expect(driver.model.contacts?.search.text == "2")
  }

  @Test func `a form on the way to it is kept as a draft`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.type("chorando")
    driver.forget()
    driver.press(.function(10))
    driver.type("fila")
    driver.press(.enter)
    #expect(driver.model.screen.title == "Fila")
    #expect(driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
  }

  @Test func `it looks again by itself while it is in view, and not behind another screen`() {
    var driver = ScreenDriver.openQueue()
    driver.elapse { if case .queue = $0 { true } else { false } }
    #expect(looks(in: driver) == 2)
    driver.answerLook(People.glance())
    driver.press(.character("1"))
    driver.forget()
    driver.send(.ticked(.queue(RequestID(1)), at: People.now))
    #expect(looks(in: driver) == 0)
  }

  @Test func `a pause from before it was left and opened again looks no second time`() {
    var driver = ScreenDriver.openQueue()
    let pauses = driver.effects
    driver.press(.character("1"), .character("2"))
    driver.answerLook(People.glance())
    driver.forget()
    for case .tick(_, let tick) in pauses { driver.send(.ticked(tick, at: People.now)) }
    #expect(looks(in: driver) == 0)
  }

  @Test func `an older look does not overtake a newer one`() {
    var driver = ScreenDriver.openQueue()
    driver.press(.function(5))
    let older = driver.effects
    driver.press(.function(5))
    for case .queue(.look(_, _, let request)) in older {
      driver.send(.queue(.looked(request, .success(People.glance([])))))
    }
    #expect(driver.queue?.rows.count == People.queue.count)
  }

  @Test func `the selection stays on its text when others come and go`() {
    var driver = ScreenDriver.openQueue()
    driver.press(.down, .down)
    driver.press(.function(5))
    driver.answerLook(People.glance(Array(People.queue.dropFirst(2))))
    #expect(driver.queue?.selected?.uid == People.uid(303))
    driver.press(.function(5))
    driver.answerLook(People.glance(Array(People.queue.suffix(2))))
    #expect(driver.queue?.selected?.uid == People.uid(305))
  }

  @Test func `Enter opens what was read and says why not what was not`() {
    var driver = ScreenDriver.openQueue()
    driver.press(.end, .enter)
    #expect(driver.status.contains("ainda não leu"))
    driver.press(.home, .down, .enter)
    #expect(driver.model.screen.title == "Revisão")
    #expect(
      driver.effects.contains {
        if case .queue(.open(People.uid(302), _)) = $0 { true } else { false }
      })
  }

  @Test(arguments: [Key.function(9), .character("e"), .character("E")])
  func `what failed is tried again`(key: Key) {
    var driver = ScreenDriver.openQueue()
    driver.forget()
    driver.press(key)
    guard case .queue(.retry(People.uid(301), let request))? = driver.effects.last else {
      Issue.record("not tried again: \(driver.effects)")
      return
    }
    driver.send(.queue(.changed(request, .success(1))))
    #expect(driver.status.contains("Volta a ser lido"))
  }

  @Test func `discarding takes a reason that is typed`() {
    var driver = ScreenDriver.openQueue()
    driver.forget()
    driver.press(.character("x"), .enter, .enter)
    #expect(driver.effects.isEmpty)
    driver.type("spam")
    driver.press(.enter)
    guard case .queue(.discard(People.uid(301), .spam, _))? = driver.effects.last else {
      Issue.record("not discarded: \(driver.effects)")
      return
    }
    #expect(driver.model.dialogs.isEmpty)
  }

  @Test func `letters that fit two reasons discard nothing`() {
    var driver = ScreenDriver.openQueue()
    driver.press(.character("x"))
    driver.forget()
    driver.type("t")
    driver.press(.enter)
    #expect(driver.effects.isEmpty)
    #expect(!driver.model.dialogs.isEmpty)
  }

  @Test func `what waits for review is not discarded`() {
    var driver = ScreenDriver.openQueue()
    driver.press(.down, .character("x"))
    #expect(driver.model.dialogs.isEmpty)
    #expect(driver.status.contains("Enter revisa"))
  }

  @Test func `F4 shows one state alone`() {
    var driver = ScreenDriver.openQueue()
    driver.press(.function(4))
    driver.type("falh")
    driver.forget()
    driver.press(.enter)
    #expect(driver.queue?.filter == QueueFilter(state: .failed))
    #expect(looks(in: driver) == 1)
  }

  @Test func `a supervisor pauses a batch, and cancels it by a word`() {
    var driver = ScreenDriver.openQueue(
      roles: [.supervisor], People.glance(batches: [People.batch()]))
    driver.forget()
    driver.press(.character("l"), .down, .character("p"))
    #expect(steers(in: driver) == [.pause])
    driver.press(.character("l"), .down, .character("c"), .enter)
    #expect(steers(in: driver) == [.pause])
    driver.type("cancelar")
    driver.press(.enter)
    #expect(steers(in: driver) == [.pause, .cancel])
  }

  @Test func `an attendant is told that batches are not theirs to pause`() {
    var driver = ScreenDriver.openQueue(People.glance(batches: [People.batch()]))
    driver.press(.character("l"), .down, .character("p"))
    #expect(steers(in: driver).isEmpty)
    #expect(driver.status.contains("supervisão"))
  }

  @Test func `Enter on a batch shows it alone`() {
    var driver = ScreenDriver.openQueue(People.glance(batches: [People.batch()]))
    driver.press(.character("l"), .down, .enter)
    #expect(driver.queue?.filter == QueueFilter(batch: People.uid(200)))
  }

  @Test func `the warnings and the pace are said in words`() {
    let driver = ScreenDriver.openQueue(
      columns: 132, rows: 43,
      People.glance(
        health: People.health(waiting: 1204, failed: 4, minutes: 12), batches: [People.batch()]))
    #expect(driver.text.contains("50/1.000"))
    #expect(driver.text.contains("faltam ~4 h"))
    #expect(driver.text.contains("textos à espera da IA"))
    #expect(driver.text.contains("20% dos textos"))
    #expect(driver.text.contains("há 12 minutos"))
  }

  @Test func `a failed look keeps what was shown and says why`() {
    var driver = ScreenDriver.openQueue()
    driver.press(.function(5))
    for case .queue(.look(_, _, let request)) in driver.effects.reversed() {
      driver.send(.queue(.looked(request, .failure(.busy))))
      break
    }
    #expect(driver.status.contains("ocupado"))
    #expect(driver.queue?.rows.count == People.queue.count)
  }

  private func looks(in driver: ScreenDriver) -> Int {
    driver.effects.count { if case .queue(.look) = $0 { true } else { false } }
  }

  private func steers(in driver: ScreenDriver) -> [BatchOrder] {
    driver.effects.compactMap {
      if case .queue(.steer(People.uid(200), let order, _)) = $0 { order } else { nil }
    }
  }
}
