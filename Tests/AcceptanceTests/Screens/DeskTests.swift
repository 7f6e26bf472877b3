import ContactsCore
import Glibc
import TestSupport
import Testing

/// The desk as an attendant uses it, in a terminal of 80×24 unless said otherwise.
@Suite struct DeskTests {
  @Test func `paste, fill, save, find, leave`() async throws {
    let story = try await DeskStory.begin()
    let screen = story.screen
    try await story.paste()
    try await screen.wait(for: "(21) 98877-6655")
    try await screen.wait(for: "529.982.247-25")
    try await screen.wait(for: "conceicao@exemplo.com.br  regra")
    try screen.send("F2")
    try await screen.waitUntil("a protocol") { rows in
      rows.contains { $0.contains("-000001") }
    }
    try screen.send("F3")
    try await screen.wait(for: "Buscar")
    try screen.type("conceicao ara")
    let found = try await screen.waitUntil("one of one") { rows in
      rows.contains { $0.contains("1 de 1 contato") }
    }
    let row = try #require(found.first { $0.contains("Conceição Araújo") })
    #expect(row.contains("(21) •••••-6655"))
    #expect(row.contains("***.982.247-**"))
    #expect(!found.contains { $0.contains("98877") })
    try screen.send("Escape")
    try await screen.waitUntil("an empty search") { rows in
      !rows.contains { $0.contains("conceicao ara") }
    }
    try screen.send("q")
    try await story.expectSaneTerminal()
  }

  @Test func `part of a telephone finds the person, and opening her is in the audit`() async throws
  {
    let story = try await DeskStory.begin()
    try await story.paste()
    try await story.screen.wait(for: "(21) 98877-6655")
    try story.screen.send("F2")
    try await story.screen.wait(for: "Protocolo")
    try story.screen.send("Escape")
    try await story.screen.wait(for: "1 contato")
    try story.screen.type("77-66")
    try await story.screen.wait(for: "1 de 1 contato")
    try story.screen.send("Enter")
    try await story.screen.wait(for: "(21) 98877-6655")
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: story.folder, input: "")
    #expect(audit.output.contains("\"SEARCH\""))
    #expect(audit.output.contains("\"READ\""))
    #expect(!audit.output.contains("77-66"))
  }

  @Test func `a narrow window shows one pane, a tiny one a sentence and a live quit`() async throws
  {
    let story = try await DeskStory.begin()
    let screen = story.screen
    try await story.paste()
    try await screen.wait(for: "(21) 98877-6655")
    try screen.resize(rows: 20, columns: 60)
    try await screen.wait(for: "Ctrl-O alterna")
    try await screen.waitUntil("the text alone") { rows in
      !rows.contains { $0.contains("(21) 98877-6655") }
    }
    try screen.send("C-o")
    try await screen.wait(for: "(21) 98877-6655")
    try screen.resize(rows: 8, columns: 30)
    try await screen.wait(for: "Janela pequena demais")
    try screen.send("q")
    try await story.expectSaneTerminal()
  }

  @Test func `100 kB are pasted whole`() async throws {
    let story = try await DeskStory.begin()
    let line = "abcdefghi jklmnopqr stuvwxyz1 234567890 abcdefghij klm\n"
    let long = String(repeating: line, count: 1800) + "o fim da conversa"
    try await story.paste(long)
    try await story.screen.wait(for: "o fim da conversa")
    try await story.screen.wait(for: "99.017")
  }

  @Test func `lines pasted outside a text wait for F6`() async throws {
    let story = try await DeskStory.begin()
    try story.screen.paste("q\nq\nq")
    try await story.screen.wait(for: "Texto colado (5 caracteres): F6 abre um atendimento com ele")
    try story.screen.send("F6")
    try await story.screen.wait(for: "Texto (5)")
  }

  @Test func `Esc from a dirty form keeps a draft, and F4 brings it back`() async throws {
    let story = try await DeskStory.begin()
    let screen = story.screen
    try screen.send("F6")
    try await screen.wait(for: "Formulário")
    try screen.type("ligou e desligou, chorando")
    try screen.send("Escape")
    try await screen.wait(for: "Rascunho guardado")
    try screen.send("F6")
    try await screen.wait(for: "F4 o recupera")
    try screen.send("F4")
    try await screen.wait(for: "Rascunhos guardados")
    try screen.send("Enter")
    try await screen.wait(for: "ligou e desligou")
  }

  @Test func `what was typed is offered after kill -9, and saved once`() async throws {
    let story = try await DeskStory.begin()
    try await story.paste()
    try await story.screen.wait(for: "(21) 98877-6655")
    // A second pause of the draft begins only when the first has been written.
    try await story.draftIsStored()
    try await story.screen.kill(SIGKILL)
    #expect(try await story.screen.exitStatus() == 137)

    let again = try await DeskStory.reopen(story.folder)
    try await again.screen.wait(for: "Rascunho de")
    try again.screen.send("Enter")
    try await again.screen.wait(for: "529.982.247-25")
    try again.screen.send("F2")
    try await again.screen.wait(for: "-000001")
    try again.screen.send("Escape")
    try await again.screen.wait(for: "1 contato")
  }

  @Test func `a hostile note does nothing to the terminal`() async throws {
    let story = try await DeskStory.begin()
    let hostile = "nome \u{1b}]0;tomado\u{7}\u{1b}[2J\u{1b}[31mMaria Silva\u{9b}5n\u{202e}\u{0}fim"
    try await story.paste(hostile)
    try await story.screen.wait(for: "tomado")
    try await story.screen.wait(for: "Maria")
    #expect(try story.screen.state().title != "tomado")
    try story.screen.send("F2")
    try await story.screen.wait(for: "Protocolo")
    try story.screen.send("Escape", "Escape", "Escape")
    try await story.screen.wait(for: "q Sair")
    try story.screen.send("q")
    try await story.expectSaneTerminal()
  }

  @Test func `PuTTY's F1 to F4 work`() async throws {
    let story = try await DeskStory.begin(terminal: "xterm-256color")
    try story.screen.send(bytes: Array("\u{1b}[11~".utf8))
    try await story.screen.wait(for: "Procurar")
    try story.screen.send("Escape")
    try await story.screen.wait(for: "Buscar")
    try story.screen.send("F6")
    try await story.screen.wait(for: "Formulário")
    try story.screen.type("maria")
    try story.screen.send(bytes: Array("\u{1b}[12~".utf8))
    try await story.screen.wait(for: "Protocolo")
    try story.screen.send(bytes: Array("\u{1b}[13~".utf8))
    try await story.screen.wait(for: "Buscar")
  }

  @Test func `Esc and a digit is an F-key`() async throws {
    let story = try await DeskStory.begin()
    try story.screen.send("Escape", "6")
    try await story.screen.wait(for: "Formulário")
  }

  @Test func `SIGTERM keeps the draft and leaves the terminal as it was`() async throws {
    let story = try await DeskStory.begin()
    try story.screen.send("F6")
    try await story.screen.wait(for: "Formulário")
    try story.screen.type("meia frase")
    try await story.screen.wait(for: "meia frase")
    try await story.screen.kill(SIGTERM)
    try await story.expectSaneTerminal()
    let again = try await DeskStory.reopen(story.folder)
    try await again.screen.wait(for: "meia frase")
  }

  @Test func `NO_COLOR draws without colours and still marks what is selected`() async throws {
    let story = try await DeskStory.begin(environment: ["NO_COLOR": "1"])
    try await story.paste()
    try await story.screen.wait(for: "(21) 98877-6655")
    try story.screen.send("Tab")
    try await story.screen.wait(for: "▸ Formulário")
    let styled = try story.screen.captureStyled().joined()
    // 39 and 49 only undo a colour.
    for colour in 30...37 { #expect(!styled.contains("[\(colour)m")) }
    #expect(!styled.contains("38;5"))
  }

  @Test func `the report of a crash is named at the next start, once`() async throws {
    let story = try await DeskStory.begin()
    try story.screen.send("Escape", "q")
    try await story.expectSaneTerminal()
    // No process has this number: it is above the kernel's largest.
    let report = story.folder.data.logs + "/crash-99999999.txt"
    let file = try #require(fopen(report, "w"))
    fputs("Fatal error", file)
    fclose(file)
    let again = try await DeskStory.reopen(story.folder)
    try await again.screen.wait(for: "O programa terminou mal da última vez")
    try again.screen.send("Escape", "q")
    try await again.expectSaneTerminal()
    #expect(TestFolder.entries(of: story.folder.data.logs).contains("falha-99999999.txt"))
    #expect(!TestFolder.entries(of: story.folder.data.logs).contains { $0.hasPrefix("crash-") })
  }

  @Test func `the first start makes the store and opens Contatos`() async throws {
    let folder = TestFolder()
    let screen = try TmuxScreen(folder: folder)
    try await screen.wait(for: "Nome da central")
    try screen.type("Central Nova")
    try screen.send("F2")
    try await screen.wait(for: "Central Nova ·")
    try await screen.wait(for: "Ainda não há contatos")
  }
}

extension DeskStory {
  /// Waits until the store holds a draft, which `doctor` and the lists do not show: the file grows by its audit entry.
  func draftIsStored() async throws {
    for _ in 0..<400 {
      let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder, input: "")
      if audit.output.contains("\"rascunho\"") || audit.output.contains("\"draft\"") { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("no draft was written")
  }
}
