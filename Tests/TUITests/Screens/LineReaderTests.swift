import ContactsCore
import Testing

@testable import TUI

@Suite("The screens as lines, for who listens")
struct LineReaderTests {
  /// A desk of the size that the reader hears, and what was said so far.
  private struct Listener {
    var driver: ScreenDriver
    var reader = LineReader()
    var said: [String] = []

    init(_ driver: ScreenDriver) {
      self.driver = driver
      hear()
    }

    mutating func hear() {
      said = reader.text(for: driver.frame).split(separator: "\r\n").map(String.init)
    }

    mutating func press(_ keys: Key...) {
      for key in keys { driver.press(key) }
      hear()
    }
  }

  private var desk: ScreenDriver { .open(columns: 79, rows: 60, hasPassword: true) }

  @Test func `a screen is said once, with its keys`() {
    var listener = Listener(desk)
    #expect(listener.said.first == "== Contatos")
    #expect(listener.said.contains { $0.hasPrefix("> Buscar") && $0.contains("vazio") })
    // One hint after another, and no word is broken.
    #expect(listener.said.contains { $0.hasPrefix("Teclas: F1 Ajuda, ") })
    #expect(listener.said.allSatisfy { $0.count < 79 })
    listener.hear()
    #expect(listener.said.isEmpty)
  }

  @Test func `keys that come to do something are said, and none that is known`() throws {
    var driver = desk
    driver.press(.escape, .enter)
    var listener = Listener(driver)
    #expect(listener.said.contains { $0.hasPrefix("Teclas: ") && !$0.contains("emergência") })
    for case .read(_, _, let request) in driver.effects.suffix(1) {
      listener.driver.send(.read(request, .failure(.restricted)))
    }
    listener.hear()
    #expect(listener.said.contains("Teclas: Enter Abrir em emergência"))
  }

  @Test func `a row of a list is said with its position, and what is hidden in one word`() {
    var listener = Listener(desk)
    listener.press(.tab)
    #expect(listener.said.contains("4 itens"))
    #expect(listener.said.last?.contains("Conceição Araújo") == true)
    #expect(listener.said.last?.contains("(21) oculto 6655") == true)
    #expect(listener.said.last?.hasSuffix(", 1 de 4") == true)
    listener.press(.down, .down)
    #expect(listener.said.count == 1)
    #expect(listener.said.last?.hasSuffix(", 3 de 4") == true)
    #expect(!listener.said.joined().contains("•"))
  }

  @Test func `a field of the form is said with its name, its value and its position`() {
    var driver = desk
    driver.fillForm()
    driver.focus(on: .name)
    var listener = Listener(driver)
    let count = driver.interaction?.form.entries.count ?? 0
    #expect(listener.said.contains { $0.hasPrefix("== Novo atendimento") })
    #expect(
      listener.said.contains {
        $0.hasPrefix("> Nome, Conceição Araújo") && $0.hasSuffix("campo, 1 de \(count)")
      })
    listener.press(.tab)
    #expect(listener.said.last?.hasSuffix("campo, 2 de \(count)") == true)
    // The field that was left has been said.
    #expect(!listener.said.contains { $0.contains("Conceição Araújo") })
  }

  @Test func `what is typed is echoed, and nothing else is said meanwhile`() {
    var driver = desk
    driver.press(.function(6))
    driver.focus(on: .name)
    var listener = Listener(driver)
    listener.press(.character("Z"))
    #expect(listener.said == ["Z"])
    listener.hear()
    #expect(listener.said.isEmpty)
    listener.press(.character("u"))
    #expect(listener.said == ["u"])
    listener.press(.backspace)
    #expect(listener.said == ["\u{8} \u{8}"])
  }

  @Test func `what the recognisers find is said as it is found`() {
    var driver = desk
    driver.press(.function(6))
    var listener = Listener(driver)
    listener.driver.press(.paste(People.note))
    for case .recognise(_, let request) in listener.driver.effects.reversed() {
      listener.driver.send(.recognised(request, People.found))
      break
    }
    listener.driver.focus(on: .name)
    listener.hear()
    #expect(listener.said.contains { $0.contains("Telefone, (21) 98877-6655") })
  }

  @Test func `what is found while the focus is in an empty field is said, not echoed`() {
    var driver = desk
    driver.press(.function(6), .paste(People.note))
    driver.focus(on: .name)
    var listener = Listener(driver)
    #expect(listener.said.contains { $0.hasPrefix("> Nome, vazio") })
    for case .recognise(_, let request) in listener.driver.effects.reversed() {
      listener.driver.send(.recognised(request, People.found))
      break
    }
    listener.hear()
    #expect(listener.said.contains { $0.hasPrefix("> Nome, Conceição Araújo") })
    #expect(listener.said.contains { $0.contains("Telefone, (21) 98877-6655") })
  }

  @Test func `an empty text is said in the order in which it is read`() {
    var driver = desk
    driver.press(.function(6))
    let said = Listener(driver).said
    let first = said.firstIndex { $0.hasPrefix("> Digite ou cole") }
    let second = said.firstIndex { $0.contains("salve com F2") }
    #expect(first != nil && second != nil)
    #expect((first ?? 0) < (second ?? 0))
  }

  @Test func `a message is said with its sign, and once`() {
    var listener = Listener(desk)
    listener.driver.model.desk.status = .warning("Confira o telefone.")
    listener.hear()
    #expect(listener.said == ["! Confira o telefone."])
    listener.hear()
    #expect(listener.said.isEmpty)
  }

  @Test func `a window is said with what it asks, and the screen again when it closes`() {
    var listener = Listener(desk)
    listener.press(.function(10))
    #expect(listener.said.first == "Janela: Comandos")
    #expect(listener.said.contains { $0.hasPrefix("> ") && $0.contains("1 de ") })
    listener.driver.type("retorno")
    listener.hear()
    #expect(listener.said.contains { $0.hasPrefix("> ") && $0.contains("retorno") })
    listener.press(.escape)
    #expect(listener.said.contains { $0.hasPrefix("> Buscar") })
  }

  @Test func `the protocol of a saved call is said`() {
    let driver = Scene.at(.saved, Size(rows: 60, columns: 79))
    let listener = driver.map { Listener($0) }
    let number = ProtocolNumber(date: People.now.local.date, number: 7).description
    #expect(listener?.said.contains { $0.contains(number) } == true)
  }

  @Test(arguments: Place.allCases) func `every place says where it is and what has the focus`(
    place: Place
  ) throws {
    let driver = try #require(Scene.at(place, Size(rows: 60, columns: 79)))
    let listener = Listener(driver)
    #expect(listener.said.first?.hasPrefix("== ") == true)
    let drawings = listener.said.joined().unicodeScalars.filter {
      (0x2500...0x25ff).contains($0.value)
    }
    #expect(drawings.isEmpty)
    if driver.frame.cursor != nil {
      #expect(listener.said.contains { $0.hasPrefix("> ") && $0.count > 2 }, "\(listener.said)")
    }
  }
}
