import ContactsCore
import TestSupport
import Testing

@testable import TUI

@Suite("Pictures of the queue")
struct QueueGoldenTests {
  private func check(_ name: String, _ driver: ScreenDriver, _ size: Size) {
    expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `the queue`(size: Size) {
    var driver = ScreenDriver.openQueue(
      columns: size.columns, rows: size.rows, People.glance(batches: [People.batch()]))
    driver.press(.down)
    check("fila", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `an empty queue`(size: Size) {
    let health = QueueHealth(
      waiting: 0, working: 0, toReview: 0, failed: 0, oldestSince: nil, endedLastHour: 0,
      failedLastHour: 0, now: People.now)
    check(
      "fila-vazia",
      ScreenDriver.openQueue(
        columns: size.columns, rows: size.rows, People.glance([], health: health)), size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a queue with warnings`(size: Size) {
    let rows = People.queue + (7..<60).map { People.queued($0, .waiting, batch: People.uid(200)) }
    check(
      "fila-avisos",
      ScreenDriver.openQueue(
        columns: size.columns, rows: size.rows,
        People.glance(
          rows, health: People.health(waiting: 1204, failed: 4, minutes: 185),
          batches: [People.batch(), People.batch(201, .paused)])), size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `the batches`(size: Size) {
    var driver = ScreenDriver.openQueue(
      columns: size.columns, rows: size.rows, roles: [.supervisor],
      People.glance(batches: [People.batch(), People.batch(201, .paused)]))
    driver.press(.character("l"), .down)
    check("lotes", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `discarding a text`(size: Size) {
    var driver = ScreenDriver.openQueue(columns: size.columns, rows: size.rows)
    driver.press(.character("x"))
    driver.type("ja")
    check("descartar-texto", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a review`(size: Size) {
    var driver = ScreenDriver.openReview(
      columns: size.columns, rows: size.rows, People.reviewItem(name: "Maria Souza"))
    driver.press(.tab)
    check("revisao", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a review that asks`(size: Size) {
    var driver = ScreenDriver.openReview(columns: size.columns, rows: size.rows)
    driver.press(.function(2))
    check("revisao-confirmar", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `fetching the model`(size: Size) {
    var driver = ScreenDriver.open(columns: size.columns, rows: size.rows, roles: [.admin])
    driver.send(.modelChecked(.missing("llama3:8b")))
    check("baixar-modelo", driver, size)
    driver.type("baixar")
    driver.press(.enter)
    for case .model(.pull(let request)) in driver.effects {
      driver.send(
        .model(.pullGrew(request, PullProgress(completed: 2_000_000_000, total: 4_700_000_000))))
    }
    check("baixando-modelo", driver, size)
  }
}
