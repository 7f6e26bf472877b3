import FoundationEssentials
import TestSupport
import Testing

@Suite("report")
struct ReportCommandTests {
  private func store() async throws -> TestFolder {
    let folder = try await initialisedFolder()
    for person in [
      #"{"nome": "Zulmira Prado", "texto": "Pediu ajuda.", "urgencia": "critica"}"#,
      #"{"nome": "João Prado", "texto": "Pediu informação.", "urgencia": "baixa"}"#,
      #"{"nome": "Rui Prado", "texto": "Ligou.", "urgencia": "baixa", "motivo": "-1+1"}"#,
    ] { _ = try await added(person, in: folder) }
    return folder
  }

  /// The numbers of a sheet, as openpyxl reads them.
  private func summary(
    of path: String, _ sheet: String = "Resumo", in folder: TestFolder
  ) async throws -> String {
    let run = try await ProgramRun.of(
      [
        "-c",
        """
        import json, sys, openpyxl
        rows = list(openpyxl.load_workbook(sys.argv[1])[sys.argv[2]].iter_rows(values_only=True))
        print(json.dumps([[str(cell) for cell in row[:3]] for row in rows]))
        """, path, sheet,
      ], in: folder, program: "/usr/bin/python3")
    #expect(run.exitStatus == 0, "\(run.errors)")
    return run.output
  }

  @Test func `it says the same as the sheet Resumo of an export, in every format`() async throws {
    let folder = try await store()
    let json = try await ProgramRun.of(["report", "day", "--json"], in: folder)
    #expect(json.exitStatus == 0, "\(json.errors)")
    try await expectValid(json.lines, "report")
    #expect(json.output.contains(#""pessoas": 3, "atendimentos": 3, "restritos_fora": 0"#))
    #expect(json.output.contains(#"{"nome": "crítica", "atendimentos": 1}"#))
    #expect(json.output.contains(#"{"nome": "baixa", "atendimentos": 2}"#))
    let report = "\(folder.path)/relatorio.xlsx"
    let export = "\(folder.path)/exportado.xlsx"
    for words in [
      ["report", "period", "--output", report],
      ["export", "--output", export, "--justification", "teste de relatório"],
    ] {
      let run = try await ProgramRun.of(words, in: folder)
      #expect(run.exitStatus == 0, "\(run.errors)")
    }
    let sheets = (
      report: try await summary(of: report, in: folder),
      export: try await summary(of: export, in: folder)
    )
    #expect(
      sheets.report.replacing(#"["Per\u00edodo", "Todos os dias", "None"], "#, with: "")
        == sheets.export)
    let shift = try await summary(of: report, "Turno", in: folder)
    for row in [
      #"["Retornos a fazer", "0"]"#, #"["Textos \u00e0 espera da IA", "0"]"#,
      #"["Hora", "Atendimentos"]"#, #"["Atendente", "Atendimentos"]"#,
    ] { #expect(shift.contains(row), "\(row)") }
    #expect(sheets.report.contains(#"["Pessoas", "3", "None"]"#))
    let text = try await ProgramRun.of(["report", "day"], in: folder)
    #expect(text.output.contains("Pessoas                               3"))
    let page = try await ProgramRun.of(["report", "period", "--format", "md"], in: folder)
    #expect(page.output.hasPrefix("# Todos os dias\n"))
    #expect(page.output.contains("| crítica | 1 |"))
    #expect(!(text.output + page.output + json.output).contains("Prado"))
  }

  @Test(arguments: [
    ["report", "day", "--day", "ontem"], ["report", "period", "--format", "xlsx"],
    ["report", "period", "--format", "json", "--output", "x"],
    ["report", "period", "--output", "x.md"],
    ["report", "period", "--from", "2026-11-02", "--to", "2026-11-01"],
  ])
  func `what cannot be asked is said`(words: [String]) async throws {
    let run = try await ProgramRun.of(words, in: TestFolder())
    #expect(run.exitStatus == 64)
  }
}
