import TestSupport
import Testing

/// What the days of an encarregado and of an admin are like, and a desk with keys of one's own.
@Suite struct RoleDayTests {
  private func enter(
    _ folder: TestFolder, as login: String, sees: String, environment: [String: String] = [:]
  ) async throws -> TmuxScreen {
    let screen = try TmuxScreen(folder: folder, environment: environment)
    try await screen.wait(for: "Nome")
    try screen.type(login)
    try screen.send("Enter")
    try screen.type(PasswordCentre.password)
    try screen.send("Enter")
    try await screen.wait(for: sees)
    return screen
  }

  @Test func `an encarregado checks the audit, keeps a checkpoint, and sees who was refused`()
    async throws
  {
    let centre = try await PasswordCentre()
    try await centre.add("bia", "atendente")
    try await centre.add("davi", "encarregado")
    let attendant = try await enter(centre.folder, as: "bia", sees: "Buscar")
    try attendant.send("Tab", "7")
    try await attendant.wait(for: "seu papel não permite esta ação")
    try attendant.send("q")
    #expect(try await attendant.exitStatus() == 0)

    let screen = try await enter(centre.folder, as: "davi", sees: "davi · encarregado")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("7")
    try await screen.wait(for: "Tudo, do mais novo ao mais antigo")
    try await screen.wait(for: "recus")
    try screen.send("c")
    try await screen.wait(for: "Auditoria íntegra")
    try screen.send("p")
    try await screen.wait(for: "Ponto de controle")
    try screen.send("Enter")
    try screen.send("i")
    try await screen.wait(for: "Nenhum aviso novo.")
    try screen.send("6")
    try await screen.wait(for: "Nenhum pedido espera resposta")
    try screen.send("8")
    try await screen.wait(for: "[Avisos]")
    try screen.send("1")
    try await screen.wait(for: "Buscar")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
  }

  @Test func `an admin sees no people, and chooses the keys of the centre`() async throws {
    let centre = try await PasswordCentre()
    try await centre.add("nina", "admin")
    try await centre.add("bia", "atendente")
    let screen = try await enter(centre.folder, as: "nina", sees: "Painel")
    try screen.send("8")
    try await screen.wait(for: "[Configurações]")
    try screen.send("End", "Enter")
    try await screen.wait(for: "padrao ou 5250 ou vim")
    try screen.send("Right", "Right", "Enter")
    try await screen.wait(for: "teclas.perfil mudou")
    try screen.close()

    let attendant = try await enter(centre.folder, as: "bia", sees: "Buscar")
    try attendant.send("F1")
    try attendant.type("descer na lista")
    try await attendant.wait(for: "Ctrl-N")
    try attendant.send("Escape")
    try attendant.send("C-p")
    try attendant.send("Tab", "q")
    #expect(try await attendant.exitStatus() == 0)
    // Her own choice wins.
    let own = try await enter(
      centre.folder, as: "bia", sees: "Buscar", environment: ["ATENDE_TECLAS": "padrao"])
    try own.send("C-p")
    try await own.wait(for: "Comandos")
    try own.send("Escape")
    try own.send("Tab", "q")
    #expect(try await own.exitStatus() == 0)
  }

  @Test func `a file of keys is read, and one with a mistake is told with its line`() async throws {
    let folder = TestFolder()
    let made = try await ProgramRun.of(
      ["init", "--organization", "Central Acolher"], in: folder, input: "")
    #expect(made.exitStatus == 0, "\(made.errors)")
    let name = ".config/atende/teclas.conf"
    let make = try await ProgramRun.of(
      ["-p", "\(folder.path)/.config/atende"], in: folder, program: "/bin/mkdir")
    #expect(make.exitStatus == 0, "\(make.errors)")
    _ = try file(name, "perfil = 5250\nnovo_atendimento = Ins y\n".utf8, in: folder)
    let story = try await DeskStory.reopen(folder)
    try story.screen.send("IC")
    try await story.screen.wait(for: "Formulário")
    try story.screen.send("F3")
    try await story.screen.wait(for: "Buscar")
    try story.screen.send("Tab", "q")
    try await story.expectSaneTerminal()

    _ = try file(name, "salvar = F2\najuda = F2\n".utf8, in: folder)
    let wrong = try await DeskStory.reopen(folder)
    try await wrong.screen.wait(for: "linha 2: F2 já é de «salvar»")
    try wrong.screen.send("Enter")
    try wrong.screen.send("F1")
    try await wrong.screen.wait(for: "Ajuda")
    try wrong.screen.send("Escape")
    try wrong.screen.send("Tab", "q")
    try await wrong.expectSaneTerminal()
  }
}
