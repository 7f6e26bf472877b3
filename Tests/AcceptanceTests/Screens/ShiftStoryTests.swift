import ContactsCore
import TestSupport
import Testing

/// An attendant's call, from the form to the call back.
@Suite struct ShiftStoryTests {
  /// Makes every callback of a store one that was due an hour ago.
  private static func letAnHourPass(in folder: TestFolder) async throws {
    let script = """
      import sqlite3, sys
      store = sqlite3.connect(sys.argv[1])
      store.execute("UPDATE callbacks SET due_at = created_at - 3600000")
      store.commit()
      """
    let run = try await ProgramRun.of(
      ["-c", script, folder.data.database], in: folder, program: "/usr/bin/python3")
    #expect(run.exitStatus == 0, "\(run.errors)")
  }

  @Test func `a call is saved and wrapped up with a callback, which comes due and is made`()
    async throws
  {
    let story = try await DeskStory.begin()
    let screen = story.screen
    try await story.paste()
    try await screen.wait(for: "(21) 98877-6655")
    try screen.send("C-t")
    try await screen.wait(for: "Encerramento")
    try await screen.wait(for: "▸ 1 Apoio emocional")
    try screen.send("Enter")
    try await screen.wait(for: "Retorno combinado")
    try screen.send("4")
    try screen.type("saber como foi a consulta")
    try screen.send("Tab")
    try screen.type("em 2 horas")
    try screen.send("Enter")
    try await screen.wait(for: "retorno agendado")
    try await screen.wait(for: "Buscar")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("q")
    try await story.expectSaneTerminal()

    try await Self.letAnHourPass(in: story.folder)
    let again = try await DeskStory.reopen(story.folder)
    try await again.screen.wait(for: "1 retorno")
    try again.screen.send("Escape")
    try await again.screen.wait(for: "q Sair")
    try again.screen.send("3")
    try await again.screen.wait(for: "1 vencido")
    try await again.screen.wait(for: "saber como foi a consulta")
    try again.screen.send("Enter")
    try await again.screen.wait(for: "Retornos")
    try again.screen.send("q")
    try await again.screen.wait(for: "1 vencido")
    try again.screen.send("c", "1", "Enter")
    try await again.screen.wait(for: "Retorno concluído")
    try await again.screen.wait(for: "Você não tem retornos a fazer")
    try await again.screen.waitUntil("nothing is due in the title bar") { rows in
      rows.first?.contains("1 retorno") == false
    }
    try again.screen.send("t")
    try await again.screen.wait(for: "meus · de hoje: 1")
    try await again.screen.wait(for: "encerrado")
    try await again.screen.wait(for: "Retorno combinado · nota: saber como foi a consulta")
    try again.screen.send("Enter")
    try await again.screen.wait(for: "Retornos")
    try again.screen.send("F7")
    try await again.screen.wait(for: "Encerrado por ")
    try await again.screen.wait(for: "Desfecho: Retorno combinado")
    try await again.screen.wait(for: "Nota: saber como foi a consulta")
    try again.screen.send("1")
    try await again.screen.wait(for: "Buscar")
    try again.screen.send("Escape")
    try await again.screen.wait(for: "q Sair")
    try again.screen.send("q")
    try await again.expectSaneTerminal()
    let audit = try await ProgramRun.of(
      ["audit", "list", "--json"], in: story.folder, input: "")
    #expect(audit.output.contains("encerrado: retorno"))
    #expect(!audit.output.contains("consulta\""))
  }

  @Test func `a critical call shows whom to send the person to, and a supervisor takes it`()
    async throws
  {
    let story = try await DeskStory.begin()
    let screen = story.screen
    try await story.paste("Sou a Zulmira Prado, meu celular é 21988776655. Quero me matar agora.")
    try await screen.wait(for: "crítica")
    try screen.send("C-g")
    try await screen.wait(for: "188")
    try screen.send("Enter")
    try screen.send("F2")
    try await screen.wait(for: "a quem ligar agora")
    try screen.send("Enter")
    try await screen.wait(for: "! 1 risco")
    try screen.send("u")
    try await screen.wait(for: "Zulmira Prado (por")
    try screen.send("Enter")
    try await screen.wait(for: "Alerta assumido")
    try await screen.waitUntil("the alert has left the title bar") { rows in
      rows.first?.contains("risco") == false
    }
    try screen.send("q")
    try await screen.wait(for: "Buscar")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("q")
    try await story.expectSaneTerminal()
    let audit = try await ProgramRun.of(
      ["audit", "list", "--json"], in: story.folder, input: "")
    #expect(audit.lines.filter { $0.contains("\"risco\"") }.count == 2)
  }
}
