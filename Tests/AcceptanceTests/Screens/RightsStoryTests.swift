import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The encarregada's day, by keys alone.
@Suite struct RightsScreenStoryTests {
  private func enter(_ folder: TestFolder, as login: String) async throws -> TmuxScreen {
    let screen = try TmuxScreen(folder: folder)
    try await screen.wait(for: "Nome")
    try screen.type(login)
    try screen.send("Enter")
    try screen.type(PasswordCentre.password)
    try screen.send("Enter")
    try await screen.wait(for: "Buscar")
    try screen.send("Escape")
    return screen
  }

  private func centre() async throws -> PasswordCentre {
    let centre = try await PasswordCentre()
    try await centre.add("eva", "encarregado")
    let made = try await centre.run(
      ["contact", "add"], as: "rosa",
      input:
        #"{"nome": "Zulmira Prado", "telefones": ["11 98765-4321"], "canal_seguro": "e-mail da irmã", "texto": "Pediu ajuda."}"#
    )
    #expect(made.exitStatus == 0, "\(made.errors)")
    return centre
  }

  @Test func `from request to letter: registered, checked, answered, delivered, closed`()
    async throws
  {
    let centre = try await centre()
    let alone = try await centre.run(
      ["config", "set", "quatro_olhos.exigir", "nao"], as: "rosa")
    #expect(alone.exitStatus == 0, "\(alone.errors)")
    let path = "\(centre.folder.path)/resposta.html"
    let screen = try await enter(centre.folder, as: "eva")
    try await screen.wait(for: "Zulmira Prado")
    try screen.send("l")
    try await screen.wait(for: "‹ Acesso completo")
    try screen.send("F2")
    try await screen.wait(for: "faltam 15 dias")
    try screen.send("6")
    try await screen.wait(for: "aberto, 0 de 3")
    try screen.send("Enter")
    try await screen.wait(for: "pelo canal seguro: e-mail da irmã")
    try screen.send("Enter")
    try await screen.wait(for: "‹ ligação de volta")
    try screen.send("Enter")
    try await screen.wait(for: "Passo anotado")
    try screen.send("Enter")
    try await screen.wait(for: "Gravar a resposta")
    try screen.type(path)
    try screen.send("F2")
    try await screen.wait(for: "Resposta gravada")
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Zulmira Prado"))
    try screen.send("Enter")
    try await screen.wait(for: "O que mostra")
    try screen.type("enviado ao e-mail da irmã")
    try screen.send("Enter")
    try await screen.wait(for: "3 de 3 passos")
    try screen.send("F2")
    try await screen.wait(for: "concluído")
    let shown = try await centre.run(["request", "list", "--json"], as: "eva")
    #expect(shown.output.contains(#""situacao": "concluido""#))
    try screen.send("q", "q")
    try await screen.wait(for: "q Sair")
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
  }

  @Test func `a hold is made at the record and ends in the list, and an incident finds the people`()
    async throws
  {
    let centre = try await centre()
    let screen = try await enter(centre.folder, as: "eva")
    try await screen.wait(for: "Zulmira Prado")
    try screen.send("m")
    try await screen.wait(for: "Reter um dado")
    try screen.send("Space", "Tab")
    try screen.type("art. 16, I")
    try screen.send("Tab")
    try screen.type("Processo em curso.")
    try screen.send("F2")
    try await screen.wait(for: "Retido: 1 tipo de dado")
    try screen.send("6")
    try await screen.wait(for: "Tab muda")
    try screen.send("Tab")
    try await screen.wait(for: "até ser liberada")
    try screen.send("x")
    try await screen.wait(for: "Liberar a retenção")
    try screen.type("O processo terminou.")
    try screen.send("Enter")
    try await screen.wait(for: "Retenção liberada.")
    try await screen.wait(for: "Nada está retido")
    try screen.send("Tab")
    try await screen.wait(for: "Nenhum incidente")
    try screen.send("F6")
    try await screen.wait(for: "Quem teve")
    try screen.type("Uma ficha foi impressa e esquecida.")
    try screen.send("Tab", "Tab", "Tab")
    try screen.type("21/11/2020")
    try screen.send("Tab", "Tab")
    try screen.type("rosa")
    try screen.send("F2")
    try await screen.wait(for: "1 pessoa atingida")
    try screen.send("Enter")
    try await screen.wait(for: "à ANPD e às pessoas")
    try await screen.wait(for: "Zulmira Prado")
    let holds = try await centre.run(["hold", "list", "--json"], as: "eva")
    #expect(holds.output.contains(#""liberada_por": "eva""#))
    let incidents = try await centre.run(["incident", "list", "--json"], as: "eva")
    #expect(incidents.output.contains(#""pessoas_atingidas": 1"#))
    let audit = try await centre.run(["audit", "list", "--json"], as: "eva")
    for entity in ["retencao", "incidente"] {
      #expect(audit.output.contains(#""entidade": "\#(entity)""#))
    }
    try screen.send("q", "q")
    try await screen.wait(for: "q Sair")
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
  }

  @Test func `a refusal writes its letter, and a revocation offers the erasure, which is done`()
    async throws
  {
    let centre = try await centre()
    let alone = try await centre.run(
      ["config", "set", "quatro_olhos.exigir", "nao"], as: "rosa")
    #expect(alone.exitStatus == 0, "\(alone.errors)")
    let path = "\(centre.folder.path)/carta.txt"
    let screen = try await enter(centre.folder, as: "eva")
    try await screen.wait(for: "Zulmira Prado")
    try screen.send("l")
    try await screen.wait(for: "‹ Acesso completo")
    try screen.send("F2")
    try await screen.wait(for: "faltam 15 dias")
    try screen.send("6")
    try await screen.wait(for: "aberto, 0 de 3")
    try screen.send("Enter")
    try await screen.wait(for: "Prazo")
    try screen.send("x")
    try await screen.wait(for: "Recusar o pedido")
    try screen.send("Tab")
    try screen.type("A lei manda guardar este registro por cinco anos.")
    try screen.send("Tab")
    try screen.type(path)
    try screen.send("F2")
    try await screen.wait(for: "Gravada em")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8).contains("guardar este registro"))
    try screen.send("Enter")
    try await screen.wait(for: "recusado")
    try screen.send("c")
    try await screen.wait(for: "O que Zulmira Prado decidiu")
    try screen.send("Down", "Enter")
    try await screen.wait(for: "Leia em voz alta:")
    try screen.send("Enter")
    try await screen.wait(for: "Anotado: aviso lido")
    try screen.send("x")
    try await screen.wait(for: "não servem mais a")
    try screen.send("Enter")
    try await screen.wait(for: "‹ Eliminação")
    try screen.send("F2")
    // What the dialog says of the deadline does not count: it takes no "6".
    try await screen.wait(for: "faltam 15 dias")
    try screen.send("6")
    try await screen.wait(for: "aberto, 0 de 5")
    try screen.send("Enter")
    try await screen.wait(for: "[ ] Eliminar")
    try screen.send("Enter")
    try await screen.wait(for: "‹ ligação de volta")
    try screen.send("Enter")
    try await screen.wait(for: "Passo anotado")
    try screen.send("Enter")
    try await screen.wait(for: "digite: eliminar")
    try screen.type("eliminar")
    try screen.send("Enter")
    try await screen.wait(for: "Dados eliminados")
    let found = try await centre.run(["contact", "search", "zulmira", "--json"], as: "eva")
    #expect(found.output.isEmpty)
    let audit = try await centre.run(["audit", "list", "--json"], as: "eva")
    #expect(audit.output.contains("dado retorno aviso lido"))
    try screen.send("q", "q")
    try await screen.wait(for: "q Sair")
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
  }
}
