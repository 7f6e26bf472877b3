import ContactsCore
import Testing

@testable import TUI

@Suite("A person's own keys")
struct KeyFileTests {
  private func read(_ text: String, reachable: Set<Int> = Set(1...12)) -> (
    layout: KeyLayout, problems: [KeyProblem]
  ) {
    KeyLayout.reading(KeyFile(text), over: .standard, reachable: reachable)
  }

  @Test func `several keys for one action, beside those that never move`() {
    let read = read(
      """
      # as minhas teclas
      salvar = F2 Ctrl-D   # Ctrl-D, como no outro programa

      Novo atendimento = F6 Ins a y
      """)
    #expect(read.problems.isEmpty)
    #expect(read.layout.labels(for: .save, at: .note) == ["F2", "Ctrl-D"])
    #expect(
      read.layout.labels(for: .newInteraction, at: .contactsList) == ["F6", "Ins", "a", "y"])
    #expect(read.layout.labels(for: .newInteraction, at: .contactsSearch) == ["F6", "Ins"])
    var driver = ScreenDriver.withKeys(file: "novo_atendimento = Ins y")
    driver.press(.escape, .character("a"))
    #expect(driver.model.screen.title == "Contatos")
    driver.press(.character("y"))
    #expect(driver.interaction != nil)
    driver.press(.function(6))
    #expect(driver.keyLine.contains("F2 Salvar"))
  }

  @Test(arguments: [
    ("salvar F2", 1, "falta o sinal de igual"),
    ("\nsalvr = F2", 2, "não há ação chamada «salvr»"),
    ("perfil = emacs", 1, "o perfil é um destes: padrao, 5250, vim"),
    ("salvar = F13", 1, "F13 não chega a este programa"),
    ("salvar = Alt-S", 1, "não conheço a tecla «Alt-S»"),
    ("salvar = Esc", 1, "Esc não muda"),
    ("salvar = Ctrl-C", 1, "Ctrl-C não muda"),
    ("salvar = Ctrl-S", 1, "para e solta o terminal"),
    ("salvar = Ctrl-I", 1, "como Tab, Enter ou Backspace"),
    ("salvar = Ctrl-W", 1, "corrige o texto"),
    ("confirmar_campo = w", 1, "é texto em todos os lugares"),
    ("historico = 7", 1, "os algarismos são das telas"),
    ("salvar = F2\nSALVAR = F5", 2, "já está na linha 1"),
    ("salvar = F2\nunir_os_registros = F5", 2, "é a mesma ação da linha 1"),
    ("perfil = vim\nsalvar = F4", 2, "F4 já é de «opcoes_do_campo»"),
    ("atualizar = r F5 a", 1, "a já é de «novo_atendimento»"),
    ("ajuda =", 1, "«Ajuda» precisa de uma tecla F ou Ctrl"),
    ("ajuda = ?", 1, "«Ajuda» precisa de uma tecla F ou Ctrl"),
    ("comandos = :", 1, "«Comandos» precisa de uma tecla F ou Ctrl"),
    ("sair =", 1, "«Sair» precisa de ao menos uma tecla"),
  ])
  func `a mistake is told with its line`(text: String, line: Int, sentence: String) {
    let problems = read(text).problems
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.line == line)
    #expect(problems.first?.sentence.contains(sentence) == true, "\(problems)")
  }

  @Test func `a key that the terminal does not send is no way to an action`() {
    let plain = Set(1...10)
    #expect(
      read("extrair_de_novo = F11", reachable: plain).problems.first?.text
        == "linha 1: este terminal não manda F11, e a ação não tem outra tecla")
    #expect(read("extrair_de_novo = F11 F9", reachable: plain).problems.isEmpty)
    #expect(read("extrair_de_novo = F11").problems.isEmpty)
    #expect(read("ajuda = F11", reachable: plain).problems.count == 1)
  }

  @Test func `two actions may change places`() {
    let read = read("salvar = F9\nextrair_de_novo = F2")
    #expect(read.problems.isEmpty)
    #expect(read.layout.binding(for: .function(9), at: .note)?.action == .save)
    #expect(read.layout.binding(for: .function(2), at: .note)?.action == .extract)
    #expect(read.layout.reworded("F2 salva.", at: .note) == "F9 salva.")
  }

  @Test func `an action without keys is named by the palette`() {
    let read = read("salvar =")
    #expect(read.problems.isEmpty)
    #expect(read.layout.reworded("F2 exporta.", at: .note) == "F10 (Salvar) exporta.")
  }

  @Test func `a file with a mistake counts for nothing, and says why`() {
    var driver = ScreenDriver.withKeys(file: "ajuda = F2\nsalvar = Alt-S\n")
    #expect(driver.model.desk.keys == .standard)
    #expect(driver.text.contains("Arquivo de teclas"))
    #expect(driver.text.contains("linha 1: F2 já é de «salvar»"))
    #expect(driver.text.contains("linha 2: não conheço a tecla «Alt-S»"))
    driver.press(.enter)
    #expect(driver.model.dialogs.isEmpty)
    driver.press(.function(1))
    #expect(driver.text.contains("Ajuda"))
  }

  @Test func `a file may begin with a mark of its encoding`() {
    let read = read("\u{feff}# as minhas\nsalvar = F9\nextrair_de_novo = Ctrl-D\n")
    #expect(read.problems.isEmpty)
    #expect(read.layout.labels(for: .save, at: .note).first == "F9")
  }

  @Test func `a profile that there is not is told, and the centre's counts`() {
    var driver = ScreenDriver(columns: 80, rows: 24)
    driver.model = AppModel(
      size: Size(rows: 24, columns: 80), keys: KeyPreferences(profile: "vmi"))
    driver.send(.started)
    driver.send(.opened(.invented()))
    #expect(driver.model.desk.keys == .standard)
    #expect(driver.text.contains("Perfil de teclas"))
    #expect(driver.text.contains("«vmi»"))
    #expect(driver.text.contains("5250, vim. Valem"))
  }

  @Test func `a file that is no text is told without a line`() {
    let read = KeyPreferences(isUnreadable: true).layout(centre: .vim)
    #expect(read.layout == KeyLayout(.vim))
    #expect(read.problems.map(\.text) == ["não é um texto em UTF-8 que se possa ler"])
  }

  @Test func `the gate keeps its keys whatever a file says`() {
    var driver = ScreenDriver.withKeys(file: "voltar = F9 q\nopcoes_do_campo = F11")
    driver.press(.control("x"))
    #expect(driver.model.place == .locked)
    #expect(KeyLayout.standard.labels(for: .back, at: .locked) == ["Esc", "F12", "Ctrl-C"])
    #expect(driver.model.desk.keys.labels(for: .back, at: .locked) == ["Esc", "F12", "Ctrl-C"])
  }

  @Test func `each action has a name of its own`() {
    var names: Set<String> = []
    for action in Keymap.actions {
      guard let name = Keymap.names(of: action).first else {
        Issue.record("\(action) has none")
        continue
      }
      #expect(names.insert(name).inserted, "\(name) twice")
      #expect(Keymap.action(named: name) == action)
    }
  }
}
