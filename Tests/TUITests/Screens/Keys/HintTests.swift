import ContactsCore
import Testing

@testable import TUI

@Suite("The line of keys")
struct HintTests {
  @Test func `what a role may not do is not offered to it`() {
    #expect(ScreenDriver.openWork(roles: [.supervisor]).keyLine.contains("x Passar"))
    #expect(!ScreenDriver.openWork(roles: [.attendant]).keyLine.contains("x Passar"))
  }

  @Test func `an empty list offers nothing that acts on a row`() {
    let full = ScreenDriver.openAgenda().keyLine
    let empty = ScreenDriver.openAgenda([]).keyLine
    for hint in ["Enter Ficha", "Ctrl-T Concluir", "Ctrl-R Adiar"] {
      #expect(full.contains(hint))
      #expect(!empty.contains(hint))
    }
    #expect(empty.contains("F4 Mostrar"))
  }

  @Test func `a warning is taken care of, and nothing is added to the warnings`() {
    let warnings = Scene.administration("avisos", Size(rows: 24, columns: 80)).keyLine
    #expect(warnings.contains("Enter Cuidar"))
    #expect(!warnings.contains("Incluir"))
    let reasons = Scene.administration("motivos", Size(rows: 24, columns: 80)).keyLine
    #expect(reasons.contains("Enter Mudar"))
    #expect(reasons.contains("a Incluir"))
  }
}
