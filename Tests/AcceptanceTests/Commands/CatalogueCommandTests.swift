import TestSupport
import Testing

@Suite("Catalogues by command")
struct CatalogueCommandTests {
  @Test func `a reason is added, renamed and retired, and stays on what has it`() async throws {
    let folder = try await initialisedFolder()
    func run(_ words: String...) async throws -> ProgramRun {
      try await ProgramRun.of(["catalog"] + words, in: folder)
    }
    let list = try await run("list", "motivos", "--json")
    try await expectValid(list.lines, "catalog-list")
    try await expectValid(try await run("list", "encaminhamentos", "--json").lines, "catalog-list")
    let added = try await run("add", "motivos", "Moradia", "--cues", "despejo,aluguel", "--json")
    #expect(added.output == "{\"codigo\": \"moradia\"}\n")
    let made = try await ProgramRun.of(
      ["contact", "add", "--json"], in: folder,
      input: #"{"nome": "Zulmira Prado", "motivo": "Moradia", "texto": "quer ajuda"}"#)
    #expect(made.exitStatus == 0, "\(made.errors)")
    let renamed = try await run("rename", "motivos", "moradia", "Casa e moradia", "--position", "1")
    #expect(renamed.exitStatus == 0, "\(renamed.errors)")
    #expect(try await run("list", "motivos").lines.first?.contains("Casa e moradia") == true)
    let retired = try await run("retire", "motivos", "moradia")
    #expect(retired.exitStatus == 0, "\(retired.errors)")
    #expect(try await run("list", "motivos").lines.last?.contains("fora de uso") == true)
    let found = try await ProgramRun.of(["contact", "search", "zulmira", "--json"], in: folder)
    #expect(found.output.contains("Casa e moradia"))
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    #expect(audit.lines.contains { $0.contains("CONFIG") && $0.contains("retirou moradia") })
  }

  @Test func `cases are found by a reason that was retired`() async throws {
    let folder = try await initialisedFolder()
    _ = try await added(#"{"nome": "Ana Prado", "motivo": "saude", "texto": "x"}"#, in: folder)
    let retired = try await ProgramRun.of(["catalog", "retire", "motivos", "saude"], in: folder)
    #expect(retired.exitStatus == 0, "\(retired.errors)")
    let found = try await ProgramRun.of(
      [
        "export", "--reason", "saude", "--format", "json", "--lines", "--output", "-",
        "--justification", "rotina da central",
      ], in: folder)
    #expect(found.exitStatus == 0, "\(found.errors)")
    #expect(found.lines.count == 1 && found.output.contains("Ana Prado"))
  }

  @Test func `what cannot be says why, and nothing changes`() async throws {
    let folder = try await initialisedFolder()
    for (words, status, sentence) in [
      (["list", "motivo"], 64, "Esse catálogo não existe"),
      (["add", "desfechos", "Décimo"], 65, "o máximo de Desfechos"),
      (["add", "motivos", "SAÚDE"], 65, "Já há outro com esse nome"),
      (["add", "encaminhamentos", "Bombeiros"], 65, "Telefone: só dígitos"),
      (["retire", "motivos", "nenhum"], 66, "não tem esse código"),
      (["rename", "motivos", "saude", "Saúde", "--position", "0"], 64, "de 1 a 99"),
    ] as [([String], Int32, String)] {
      let run = try await ProgramRun.of(["catalog"] + words, in: folder)
      #expect(run.exitStatus == status, "\(words): \(run.errors)")
      #expect(run.errors.contains(sentence), "\(words): \(run.errors)")
    }
  }
}
