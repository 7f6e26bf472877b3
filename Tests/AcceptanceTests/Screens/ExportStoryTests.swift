import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// A supervisor's day: what the shift gathered leaves in a file, seen by two.
@Suite struct ExportStoryTests {
  private func enter(_ folder: TestFolder, as login: String) async throws -> TmuxScreen {
    let screen = try TmuxScreen(folder: folder)
    try await screen.wait(for: "Nome")
    try screen.type(login)
    try screen.send("Enter")
    try screen.type(PasswordCentre.password)
    try screen.send("Enter")
    try await screen.wait(for: "Buscar")
    return screen
  }

  @Test
  func `a supervisor exports by screen: refused alone, agreed by another, then whole on disk`()
    async throws
  {
    let centre = try await PasswordCentre()
    try await centre.add("bia", "supervisor")
    try await centre.add("davi", "encarregado")
    let limit = try await centre.run(
      ["config", "set", "quatro_olhos.exportacao_maximo", "1"], as: "rosa")
    #expect(limit.exitStatus == 0, "\(limit.errors)")
    for name in ["Zulmira Prado", "João Prado", "Rui Prado"] {
      let made = try await centre.run(
        ["contact", "add"], as: "bia", input: #"{"nome": "\#(name)", "texto": "Pediu ajuda."}"#)
      #expect(made.exitStatus == 0, "\(made.errors)")
    }
    let path = "\(centre.folder.path)/novembro.json"
    let screen = try await enter(centre.folder, as: "bia")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("5")
    try await screen.wait(for: "3 pessoas, 3 atendimentos")
    try await screen.wait(for: "aprovação de outra pessoa: davi")
    try screen.send("Right")
    try await screen.wait(for: "JSON, um documento")
    for _ in 0..<9 { try screen.send("Down") }
    try screen.type("relatório mensal de novembro")
    try screen.send("Down", "C-u")
    try screen.type(path)
    try screen.send("F2")
    try await screen.wait(for: "Falta a aprovação de outra pessoa")
    let shown = try screen.capture().joined(separator: " ")
    let code = try #require(shown.split(separator: "approval grant ").dropFirst().first).prefix(9)
    #expect(access(path, F_OK) != 0)
    let granted = try await centre.run(["approval", "grant", String(code)], as: "davi")
    #expect(granted.exitStatus == 0, "\(granted.errors)")
    try screen.send("Enter")
    try screen.send("F2")
    try await screen.wait(for: "Exportação pronta")
    let digest = try await ProgramRun.of(
      [path], in: centre.folder, program: "/usr/bin/sha256sum")
    try await screen.wait(for: String(digest.output.prefix(64)))
    try await screen.wait(for: "guarde-o cifrado")
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Zulmira Prado"))
    try screen.send("Enter")
    // Once more to the same name: nothing is replaced.
    try screen.send("F2")
    try await screen.wait(for: "já existe")
    try screen.send("Escape")
    try await screen.wait(for: "Buscar")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
    let audit = try await centre.run(["audit", "list", "--json"], as: "davi")
    let exports = audit.lines.filter { $0.contains("\"EXPORT\"") }
    #expect(exports.contains { $0.contains("aprovado por davi") })
  }

  @Test func `the encarregado exports what is masked, and an attendant nothing`() async throws {
    let centre = try await PasswordCentre()
    try await centre.add("ana", "atendente")
    try await centre.add("davi", "encarregado")
    let made = try await centre.run(
      ["contact", "add"], as: "ana", input: #"{"nome": "Zulmira Prado"}"#)
    #expect(made.exitStatus == 0, "\(made.errors)")
    let path = "\(centre.folder.path)/mascarada.csv"
    let screen = try await enter(centre.folder, as: "davi")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("5")
    try await screen.wait(for: "1 pessoa, ")
    try screen.send("Right", "Right", "Right")
    try await screen.wait(for: "CSV das pessoas")
    try screen.send("Up", "Down", "Down", "Right")
    try await screen.wait(for: "só com os dados mascarados")
    for _ in 0..<9 { try screen.send("Down") }
    try screen.send("C-u")
    try screen.type(path)
    try screen.send("F2")
    try await screen.wait(for: "Exportação pronta")
    #expect(!(try String(contentsOfFile: path, encoding: .utf8).contains("Zulmira")))
    let other = try await enter(centre.folder, as: "ana")
    try other.send("Escape")
    try await other.wait(for: "q Sair")
    try other.send("5")
    try await other.wait(for: "seu papel não permite")
  }

  @Test func `the numbers of the day are on a screen, and a setting is changed on another`()
    async throws
  {
    let centre = try await PasswordCentre()
    try await centre.add("bia", "atendente")
    for name in ["Zulmira Prado", "João Prado"] {
      let made = try await centre.run(
        ["contact", "add"], as: "bia",
        input: #"{"nome": "\#(name)", "texto": "Pediu ajuda.", "urgencia": "critica"}"#)
      #expect(made.exitStatus == 0, "\(made.errors)")
    }
    let screen = try await enter(centre.folder, as: "rosa")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("4")
    try await screen.wait(for: "2 pessoas, 2 atendimentos")
    try await screen.wait(for: "Por atendente")
    try screen.send("8")
    try await screen.wait(for: "[Configurações]")
    try screen.send("Enter")
    try await screen.wait(for: "Aceita: texto")
    try screen.send("C-u")
    try screen.type("Central Nova")
    try screen.send("Enter")
    try await screen.wait(for: "centro.nome mudou")
    try screen.send("Tab", "Enter")
    try await screen.wait(for: "Pessoa: bia")
    try screen.send("Down", "Space", "F2")
    try await screen.wait(for: "O que vale para bia mudou")
    try await screen.wait(for: "atendente, supervisor")
    try screen.send("q")
    try await screen.wait(for: "Buscar")
    let value = try await centre.run(["config", "get", "centro.nome"], as: "rosa")
    #expect(value.output.contains("Central Nova"))
    let audit = try await centre.run(["audit", "list", "--json"], as: "rosa")
    #expect(audit.lines.contains { $0.contains("CONFIG") && $0.contains("centro.nome") })
    #expect(audit.lines.contains { $0.contains("+supervisor") })
  }
}
