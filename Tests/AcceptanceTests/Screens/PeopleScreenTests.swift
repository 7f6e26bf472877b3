import ContactsCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Coming in, locking, and who may see what, in a terminal.
@Suite struct PeopleScreenTests {
  private static let password = "quatro palavras bem soltas"

  /// A centre of passwords, whose first person is rosa.
  private func centreOfPasswords() async throws -> TestFolder {
    let folder = TestFolder()
    let made = try await ProgramRun.of(
      ["init", "--organization", "Central Acolher", "--login", "senha", "--as", "rosa"],
      in: folder, input: "\(PeopleScreenTests.password)\n")
    #expect(made.exitStatus == 0, "\(made.errors)")
    return folder
  }

  private func signIn(
    _ screen: TmuxScreen, _ name: String, _ password: String = PeopleScreenTests.password
  ) async throws {
    try await screen.wait(for: "Nome")
    try screen.type(name)
    try screen.send("Enter")
    try screen.type(password)
    try screen.send("Enter")
  }

  @Test
  func `by password: a wrong one is refused in words, the right one opens, locking asks again`()
    async throws
  {
    let folder = try await centreOfPasswords()
    let screen = try TmuxScreen(folder: folder)
    try await signIn(screen, "rosa", "a senha de outra pessoa")
    try await screen.wait(for: "O nome ou a senha não confere.")
    #expect(!(try screen.capture().joined().contains("Buscar")))
    try screen.type(PeopleScreenTests.password)
    try screen.send("Enter")
    try await screen.wait(for: "Buscar")
    try screen.send("C-x")
    try await screen.wait(for: "Tela bloqueada")
    try screen.send("F4")
    try await screen.wait(for: "Entrada")
    try screen.send("Escape")
    #expect(try await screen.exitStatus() == 0)
  }

  @Test func `another person takes the terminal over, and comes back after a session has ended`()
    async throws
  {
    let centre = try await PasswordCentre()
    try await centre.add("bia", "atendente")
    let screen = try TmuxScreen(folder: centre.folder)
    try await signIn(screen, "rosa", PasswordCentre.password)
    try await screen.wait(for: "Buscar")
    try screen.send("C-x")
    try await screen.wait(for: "Tela bloqueada")
    try screen.send("F4")
    try await screen.wait(for: "Entrada")
    try await signIn(screen, "bia", PasswordCentre.password)
    try await screen.wait(for: "bia · atendente")
    try screen.send("F6")
    try await screen.wait(for: "Formulário")
    try screen.type("meia frase")
    try await screen.wait(for: "meia frase")
    for change in ["disable", "enable"] {
      let changed = try await centre.run(["user", change, "bia"], as: "rosa")
      #expect(changed.exitStatus == 0, "\(changed.errors)")
    }
    try screen.send("F2")
    try await screen.wait(for: "Sua sessão terminou")
    try await signIn(screen, "bia", PasswordCentre.password)
    try await screen.wait(for: "meia frase")
    try await screen.wait(for: "bia · atendente")
    let audit = try await centre.run(["audit", "list", "--json", "--action", "LOGIN"], as: "rosa")
    let sessions = try audit.lines.map { try decoded(LoginObject.self, $0) }
    #expect(
      Set(sessions.filter { $0.ator == "bia" }.map(\.sessao)).isDisjoint(
        with: Set(sessions.filter { $0.ator == "rosa" }.map(\.sessao))))
  }

  @Test
  func `after five wrong passwords the name is closed, known or not, and the wait is counted`()
    async throws
  {
    let folder = try await centreOfPasswords()
    for name in ["rosa", "ninguem"] {
      let screen = try TmuxScreen(folder: folder)
      try await signIn(screen, name, "errada zero errada")
      for attempt in 1...5 {
        try await screen.wait(for: "O nome ou a senha não confere.")
        try screen.type("errada \(attempt) errada")
        try await screen.waitUntil("the refusal to go") { rows in
          !rows.contains { $0.contains("não confere") }
        }
        try screen.send("Enter")
      }
      try await screen.wait(for: "Muitas tentativas seguidas. Tente de novo em")
      try screen.send("Escape")
      _ = try await screen.exitStatus()
    }
  }

  @Test func `locked over a dirty form: nothing is to be seen, and all of it comes back`()
    async throws
  {
    let folder = try await centreOfPasswords()
    let screen = try TmuxScreen(folder: folder)
    try await signIn(screen, "rosa")
    try await screen.wait(for: "Buscar")
    let story = DeskStory(screen: screen, folder: folder)
    try await story.paste()
    try await screen.wait(for: "(21) 98877-6655")
    try screen.send("C-x")
    try await screen.wait(for: "Tela bloqueada")
    let everything = try screen.captureHistory()
    for secret in ["Conceição", "98877", "529.982", "rosa", "conceicao@"] {
      #expect(!everything.contains(secret), "\(secret)")
    }
    #expect(try screen.state().title == "atende · Tela bloqueada")
    try screen.paste("q\nq\n")
    try screen.send("F6", "Escape", "C-c", "C-z")
    try screen.resize(rows: 20, columns: 60)
    try await screen.wait(for: "Tela bloqueada")
    try screen.resize(rows: 8, columns: 30)
    try await screen.wait(for: "Tela bloqueada")
    try screen.resize(rows: 24, columns: 80)
    try await screen.wait(for: "Digite a sua senha")
    try screen.type("errada errada")
    try screen.send("Enter")
    try await screen.wait(for: "A senha não confere.")
    try screen.type(PeopleScreenTests.password)
    try screen.send("Enter")
    try await screen.wait(for: "De volta")
    try await screen.wait(for: "(21) 98877-6655")
    try await screen.wait(for: "Conceição")
  }

  @Test func `a dropped connection at the locked screen loses nothing`() async throws {
    let folder = try await centreOfPasswords()
    let screen = try TmuxScreen(folder: folder)
    try await signIn(screen, "rosa")
    try await screen.wait(for: "Buscar")
    try screen.send("F6")
    try await screen.wait(for: "Formulário")
    try screen.type("meia frase")
    try await screen.wait(for: "meia frase")
    try screen.send("C-x")
    try await screen.wait(for: "Tela bloqueada")
    try await screen.kill(SIGHUP)
    #expect(try await screen.exitStatus() == 0)
    #expect(!(try screen.captureHistory().contains("meia frase")))
    let again = try TmuxScreen(folder: folder)
    try await signIn(again, "rosa")
    try await again.wait(for: "meia frase")
  }

  @Test func `without a password of one's own a locked screen leads out, and the draft is kept`()
    async throws
  {
    let story = try await DeskStory.begin()
    try story.screen.send("F6")
    try await story.screen.wait(for: "Formulário")
    try story.screen.type("meia frase")
    try await story.screen.wait(for: "meia frase")
    try story.screen.send("C-x")
    try await story.screen.wait(for: "Você não tem senha")
    try story.screen.send("Enter")
    try await story.expectSaneTerminal()
    let again = try await DeskStory.reopen(story.folder)
    try await again.screen.wait(for: "meia frase")
  }

  @Test func `an attendant is refused the audit, and the try is in it for the encarregado`()
    async throws
  {
    let story = try await DeskStory.begin()
    let me = try await ProgramRun.of(["user", "list", "--json"], in: story.folder)
    let login = try #require(me.output.split(separator: "\"").dropFirst(3).first.map(String.init))
    try story.screen.send("Tab", "7")
    try await story.screen.wait(for: "Tudo, do mais novo ao mais antigo")
    try await story.screen.wait(for: "entrada")
    try story.screen.send("c")
    try await story.screen.wait(for: "Auditoria íntegra")
    // A file that is there stays as it is.
    try story.screen.send("x")
    try await story.screen.wait(for: "arquivo novo")
    let path = try file("guardado.csv", Array("meu".utf8), in: story.folder)
    try story.screen.type(path)
    try story.screen.send("Enter")
    try await story.screen.wait(for: "já existe")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "meu")
    try story.screen.send("Escape", "q")
    try await story.expectSaneTerminal()

    let demoted = try await ProgramRun.of(
      ["user", "role", login, "--remove", "encarregado"], in: story.folder)
    #expect(demoted.exitStatus == 0, "\(demoted.errors)")
    let attendant = try await DeskStory.reopen(story.folder)
    try attendant.screen.send("Tab", "7")
    try await attendant.screen.wait(for: "seu papel não permite esta ação")
    try attendant.screen.send("q")
    try await attendant.expectSaneTerminal()
    let restored = try await ProgramRun.of(
      ["user", "role", login, "--add", "encarregado"], in: story.folder)
    #expect(restored.exitStatus == 0, "\(restored.errors)")
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: story.folder)
    #expect(audit.lines.contains { $0.contains("\"REFUSED\"") && $0.contains("readAudit") })
  }
}

private struct LoginObject: Decodable {
  let ator: String
  let sessao: String
}
