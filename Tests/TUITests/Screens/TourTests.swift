import ContactsCore
import Testing

@testable import TUI

@Suite("The first minutes")
struct TourTests {
  @Test func `from the help each step waits for its key, and nothing is asked of the store`() {
    var driver = ScreenDriver.open()
    driver.press(.function(1), .function(4))
    let before = driver.model.screen
    driver.forget()
    #expect(driver.text.contains("Primeiros minutos (1 de 7)"))
    driver.press(.function(9))
    #expect(driver.text.contains("! Essa é outra tecla. Esta é F3"))
    for key in [Key.function(3), .function(6), .tab, .function(4), .function(2)] {
      driver.press(key)
    }
    #expect(driver.text.contains("Protocolo 20260101-000001 (inventado)"))
    #expect(driver.text.contains("(6 de 7)"))
    driver.press(.function(10), .function(1))
    #expect(driver.text.contains("Pronto"))
    driver.press(.enter)
    #expect(driver.model.dialogs.isEmpty)
    #expect(driver.effects.isEmpty)
    #expect(driver.model.screen == before)
  }

  @Test func `it can be left at any step, and walked without a key`() {
    for walked in 0..<TourDialog.steps.count {
      var driver = ScreenDriver.open()
      driver.press(.function(1), .function(4))
      for _ in 0..<walked { driver.press(.enter) }
      #expect(driver.text.contains("(\(walked + 1) de 7)"))
      driver.press(.escape)
      #expect(driver.model.dialogs.isEmpty)
      #expect(driver.text.contains("O passeio está sempre em F1"))
    }
  }

  @Test func `it asks for the keys in force`() {
    var driver = ScreenDriver.withKeys(
      file: "salvar = F9\nextrair_de_novo = F2\najuda = F5 F1\natualizar = Ctrl-D")
    driver.press(.function(1), .function(4))
    for _ in 0..<4 { driver.press(.enter) }
    #expect(driver.text.contains("Agora aperte F9."))
    driver.press(.function(2))
    #expect(driver.text.contains("Essa é outra tecla"))
    driver.press(.function(9))
    #expect(driver.text.contains("(6 de 7)"))
  }
}
