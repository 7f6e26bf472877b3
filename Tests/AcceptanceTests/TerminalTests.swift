import Glibc
import TestSupport
import Testing

/// The terminal itself, with a program that shows what it is told.
@Suite struct TerminalTests {
  private func screen(
    rows: Int = 24, columns: Int = 80, folder: TestFolder = TestFolder(),
    environment: [String: String] = [:], terminal: String = "tmux-256color"
  ) async throws -> TmuxScreen {
    let screen = try TmuxScreen(
      rows: rows, columns: columns, folder: folder,
      environment: environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { given, _ in given },
      terminal: terminal, program: ProgramEnvironment.program("terminal-probe"))
    try await screen.wait(for: "sonda \(columns)×\(rows)")
    return screen
  }

  /// The ordinary screen is back, with the settings it had and a cursor.
  private func expectRestored(_ screen: TmuxScreen) async throws {
    let settings = try await screen.terminalSettings()
    #expect(settings.before == settings.after)
    let state = try screen.state()
    #expect(!state.isAlternate)
    #expect(state.showsCursor)
    #expect(try !screen.capture().contains { $0.contains("sonda") && $0.contains("×") })
    try screen.type("de volta")
    try await screen.wait(for: "de volta")
  }

  @Test func `the screen is drawn to its last cell, in columns`() async throws {
    let screen = try await screen()
    let rows = try await screen.waitUntil("the lower edge") { $0.last?.hasSuffix("┘") == true }
    #expect(rows[0] == "sonda 80×24")
    #expect(rows[1] == "Ação 李雷 e\u{301} ·[31m|" + String(repeating: " ", count: 59) + "fim")
    #expect(rows[23] == String(repeating: "─", count: 79) + "┘")
    let state = try screen.state()
    #expect(state.isAlternate)
    #expect(state.title == "sonda")
    #expect([state.row, state.column] == [1, 5])
  }

  @Test func `keys arrive whoever sends them`() async throws {
    let screen = try await screen()
    let wanted: [([UInt8], String)] = [
      (Array("\u{1b}OP".utf8), "function(1)"), (Array("\u{1b}[12~".utf8), "function(2)"),
      (Array("\u{1b}[[C".utf8), "function(3)"), (Array("\u{1b}[24~".utf8), "function(12)"),
      (Array("é".utf8), "character(\"é\")"), (Array("\u{1b}[99~".utf8), ""),
      (Array("\u{1b}[<0;3;2M".utf8), "click"), (Array("\u{1b}7".utf8), "function(7)"),
    ]
    for (bytes, name) in wanted {
      try screen.send(bytes: bytes)
      if !name.isEmpty { try await screen.wait(for: name) }
    }
    try screen.send("F5", "Up", "BTab", "C-t", "BSpace")
    for name in ["function(5)", "up", "backTab", "control(\"t\")", "backspace"] {
      try await screen.wait(for: name)
    }
    try screen.send("Escape")
    try await screen.wait(for: "escape")
    #expect(try screen.capture().filter { $0.contains("99") }.isEmpty)
  }

  @Test func `a long paste is one key`() async throws {
    let screen = try await screen()
    let line = "Cliente Ana, fone (11) 98765-4321.\n"
    try screen.paste(String(repeating: line, count: 2800) + "q")
    try await screen.wait(for: "paste \(line.count * 2800 + 1) 2801 Cliente …-4321.")
    try screen.paste("t")
    try await screen.wait(for: "paste 1 1 t…t")
  }

  @Test func `a new size is drawn whole`() async throws {
    let screen = try await screen()
    try screen.resize(rows: 40, columns: 132)
    try await screen.waitUntil("the lower edge") { $0.count == 40 && $0[39].count == 132 }
    try await screen.wait(for: "sonda 132×40")
    try screen.resize(rows: 10, columns: 40)
    try await screen.waitUntil("the lower edge") { $0.count == 10 && $0[9].hasSuffix("┘") }
    #expect(try screen.capture()[0] == "sonda 40×10")
  }

  @Test func `quitting gives the terminal back`() async throws {
    let screen = try await screen()
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
    try await expectRestored(screen)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `a signal that ends the program gives the terminal back`(signal: Int32) async throws {
    let screen = try await screen()
    try await screen.kill(signal)
    #expect(try await screen.exitStatus() == 0)
    try await expectRestored(screen)
  }

  @Test func `a trap gives the terminal back and leaves its sentence in a file`() async throws {
    let folder = TestFolder()
    let screen = try await screen(folder: folder)
    try screen.send("t")
    #expect(try await screen.exitStatus() > 128)
    try await expectRestored(screen)
    let files = TestFolder.entries(of: folder.path).filter { $0.hasPrefix("crash-") }
    #expect(files.count == 1)
    let text = files.first.flatMap { TestFolder.text(of: "\(folder.path)/\($0)") }
    #expect(text?.contains("a sonda caiu") == true)
  }

  @Test func `nothing is left of a clean end`() async throws {
    let folder = TestFolder()
    let screen = try await screen(folder: folder)
    try screen.send("q")
    _ = try await screen.exitStatus()
    #expect(TestFolder.entries(of: folder.path) == [])
  }

  @Test func `a terminal that goes away ends the program`() async throws {
    let folder = TestFolder()
    let screen = try await screen(folder: folder)
    try screen.close()
    // The program removes its file at its clean end.
    for _ in 0..<1000 where !TestFolder.entries(of: folder.path).isEmpty {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(TestFolder.entries(of: folder.path) == [])
  }

  @Test func `the shell has the terminal while the program is stopped`() async throws {
    let screen = try await screen()
    try screen.send("F2", "C-z")
    try await screen.wait(for: "STOPPED=148")
    #expect(try !screen.state().isAlternate)
    try screen.foreground()
    try await screen.wait(for: "sonda 80×24")
    try await screen.wait(for: "function(2)")
    try screen.send("F3")
    try await screen.wait(for: "function(3)")
    #expect(try screen.state().isAlternate)
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
    try await expectRestored(screen)
  }

  @Test(arguments: ["xterm", "screen", "linux", "vt220", "vt100", "terminal-que-nao-existe"])
  func `any terminal that can move its cursor will do`(terminal: String) async throws {
    let screen = try await screen(terminal: terminal)
    try screen.send(bytes: Array("\u{1b}[11~".utf8))
    try await screen.wait(for: "function(1)")
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
    let settings = try await screen.terminalSettings()
    #expect(settings.before == settings.after)
  }

  @Test func `a terminal that cannot is told so`() async throws {
    let screen = try TmuxScreen(
      terminal: "dumb", program: ProgramEnvironment.program("terminal-probe"))
    #expect(try await screen.exitStatus() == 64)
    try await screen.wait(for: "Este terminal não sabe posicionar o cursor")
    try await expectRestored(screen)
  }

  @Test func `without a terminal there is a sentence and no waiting`() async throws {
    let run = try await ProgramRun.of(
      [], in: TestFolder(), program: ProgramEnvironment.program("terminal-probe"))
    #expect(run.exitStatus == 64)
    #expect(run.output == "")
    #expect(run.errors.contains("As telas precisam de um terminal"))
  }

  @Test func `colours are refused by NO_COLOR, and no style needs them`() async throws {
    let coloured = try await screen()
    let plain = try await screen(environment: ["NO_COLOR": "1"])
    let colours = /\u{1b}\[[0-9;]*(3[0-8]|4[0-8]|9[0-7])[;m]/
    #expect(try coloured.captureStyled().joined().contains(colours))
    let rows = try plain.captureStyled()
    #expect(!rows.joined().contains(colours))
    for name in ["selection", "error", "focusedField", "highlight", "warning", "title"] {
      #expect(rows.contains { $0.contains(name) && $0.contains("\u{1b}[") }, "\(name)")
    }
  }
}
