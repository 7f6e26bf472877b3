import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// A supervisor brings in a spreadsheet of another program.
@Suite struct ImportStoryTests {
  @Test func `a table is looked at, corrected, rehearsed, imported, and told once more`()
    async throws
  {
    let centre = try await PasswordCentre()
    try await centre.add("bia", "supervisor")
    let made = try await centre.run(
      ["contact", "add"], as: "bia",
      input: #"{"nome": "Zulmira Prado", "telefones": ["21988776655"]}"#)
    #expect(made.exitStatus == 0, "\(made.errors)")
    let path = "\(centre.folder.path)/lista.csv"
    try """
    Nome completo;Fone;Anotado por nós;CPF
    Zulmira P. Prado;(21) 98877-6655;gosta de poesia;
    João Prado;(11) 98765-4321;liga à noite;
    Rui Prado;;;11111111111

    """.write(toFile: path, atomically: true, encoding: .utf8)
    let screen = try TmuxScreen(folder: centre.folder)
    try await screen.wait(for: "Nome")
    try screen.type("bia")
    try screen.send("Enter")
    try screen.type(PasswordCentre.password)
    try screen.send("Enter")
    try await screen.wait(for: "Buscar")
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("5")
    try await screen.wait(for: "Ctrl-O Importar")
    try screen.send("C-o")
    try await screen.wait(for: "Nada é gravado antes de F2")
    try screen.send("C-u")
    try screen.type("\(centre.folder.path)/lis")
    try screen.send("F4")
    try await screen.wait(for: "Zulmira P. Pr…")
    try await screen.wait(for: "(não importar)")
    // The third column is unknown: it becomes what it is.
    for _ in 0..<7 { try screen.send("Down") }
    try screen.send("F4")
    try await screen.wait(for: "Coluna 3")
    try screen.type("observ")
    try screen.send("Enter")
    try screen.send("F5")
    try await screen.wait(for: "Linhas do arquivo")
    try await screen.wait(for: "Linha 2: pode ser Zulmira Prado")
    try screen.send("Down")
    try await screen.wait(for: "observacoes;")
    try await screen.wait(for: "diferente: nome")
    try await screen.wait(for: "Linha 4: ! recusada")
    try screen.send("Enter")
    try await screen.wait(for: "2 linhas podem entrar, 1 recusada")
    try screen.send("F2")
    try await screen.wait(for: "Importação pronta")
    try await screen.wait(for: "lista-recusadas.csv")
    let refused = try String(
      contentsOfFile: "\(centre.folder.path)/lista-recusadas.csv", encoding: .utf8)
    #expect(refused.contains("Rui Prado"))
    #expect(refused.contains("dígitos verificadores"))
    try screen.send("Enter")
    try screen.send("F2")
    try await screen.wait(for: "já foi importado inteiro")
    try screen.send("Escape")
    try await screen.wait(for: "João Prado")
    let found = try await centre.run(["contact", "search", "prado", "--json"], as: "bia")
    #expect(found.lines.count == 3)
    let shown = try await centre.run(["contact", "search", "joao prado", "--json"], as: "bia")
    #expect(shown.lines.count == 1)
    let audit = try await centre.run(["audit", "list", "--json"], as: "rosa")
    #expect(audit.lines.count { $0.contains("\"CREATE\"") && $0.contains("bia") } >= 3)
  }
}
