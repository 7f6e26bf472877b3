import ContactsCore
import TestSupport
import Testing

@testable import TUI

@Suite("Pictures of a shift")
struct ShiftGoldenTests {
  private func check(_ name: String, _ driver: ScreenDriver, _ size: Size) {
    expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `the agenda`(size: Size) {
    check("agenda", .openAgenda(columns: size.columns, rows: size.rows), size)
    check("agenda-vazia", .openAgenda(columns: size.columns, rows: size.rows, []), size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `what became of a callback`(size: Size) {
    var driver = ScreenDriver.openAgenda(columns: size.columns, rows: size.rows)
    driver.press(.control("t"), .character("2"))
    check("concluir-retorno", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a callback is promised`(size: Size) {
    var driver = ScreenDriver.shift(columns: size.columns, rows: size.rows)
    driver.openRecord()
    driver.press(.control("r"))
    driver.type("segunda 9h30")
    driver.press(.enter)
    driver.type("Saber da consulta")
    check("agendar-retorno", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a wrap-up`(size: Size) {
    var driver = ScreenDriver.shift(
      columns: size.columns, rows: size.rows, reasons: People.manyReasons)
    driver.saveForm()
    driver.press(.control("t"))
    check("encerramento-motivo", driver, size)
    driver.press(.right, .character("2"), .character("3"))
    driver.type("Encaminhada ao CRAS")
    driver.press(.tab)
    driver.type("amanhã 15h")
    check("encerramento", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `interactions as work`(size: Size) {
    var driver = ScreenDriver.openWork(columns: size.columns, rows: size.rows)
    check("atendimentos", driver, size)
    driver.press(.down)
    check("atendimentos-assumido", driver, size)
    driver.press(.up, .function(4), .tab, .right)
    check("atendimentos-filtro", driver, size)
    driver.press(.escape, .down, .character("x"))
    driver.type("caio")
    driver.press(.enter)
    check("atendimentos-passar", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `how work ended`(size: Size) {
    var driver = ScreenDriver.openWork(
      columns: size.columns, rows: size.rows, People.endedWork)
    check("atendimentos-encerrado", driver, size)
    driver.press(.down)
    check("atendimentos-encerrado-alerta", driver, size)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `risk`(size: Size) {
    var driver = ScreenDriver.openWork(columns: size.columns, rows: size.rows)
    driver.press(.character("u"))
    driver.answerAlerts(People.alerts)
    check("alertas", driver, size)
    driver.press(.escape, .control("g"))
    check("encaminhamento", driver, size)
  }
}
