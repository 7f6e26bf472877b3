import ContactsCore

extension CommandSpec {
  static let reportExtraction = CommandSpec(
    path: ["report", "extraction"], word: "report extraction",
    summary: "mostra quantas sugestões da extração as pessoas aceitam",
    details: [
      "Por campo, por quem sugeriu (as regras ou o modelo) e por versão das instruções: quantas "
        + "sugestões foram aceitas como vieram, corrigidas ou recusadas. Não traz dados de ninguém."
    ],
    options: [
      Option(name: "--from", value: "DIA", help: "desde este dia, como 2026-11-01"),
      Option(name: "--to", value: "DIA", help: "até este dia, inclusive"),
      Option(
        name: "--format", value: "FORMATO", choices: ["text", "json", "csv"],
        help: "text (padrão), json ou csv"),
      Option(name: "--json", help: "o mesmo que --format json"),
    ],
    examples: ["atende report extraction --from 2026-11-01 --format csv > aceitacao.csv"],
    run: { arguments, context in
      let first = try arguments.day("--from")
      let last = try arguments.day("--to")
      let desk = try await context.desk()
      let rows = try await desk.book.acceptance(from: first, to: last, as: desk.actor)
      await desk.book.close()
      let report = AcceptanceReport(from: first, to: last, rows: rows)
      switch arguments.has("--json") ? "json" : arguments["--format"] ?? "text" {
      case "json": try Streams.writeLine(report.json.line)
      case "csv": try Streams.write(report.csv)
      default: try Streams.write(report.text)
      }
    })
}

/// What `report extraction` says.
private struct AcceptanceReport {
  let from: CivilDate?
  let to: CivilDate?
  let rows: [Acceptance]

  var json: JSON {
    .members([
      "de": .optional(from?.iso8601), "ate": .optional(to?.iso8601),
      "linhas": .array(
        rows.map { row in
          .members([
            "campo": .string(row.field.rawValue), "origem": .string(row.origin.rawValue),
            "modelo": .optional(row.model), "versao_instrucao": .optional(row.promptVersion),
            "sugeridos": .integer(Int64(row.suggested)), "aceitos": .integer(Int64(row.accepted)),
            "editados": .integer(Int64(row.edited)), "rejeitados": .integer(Int64(row.rejected)),
            "taxa": row.acceptedPerMille.map { .number(Double($0) / 1000) } ?? .null,
          ])
        }),
    ])
  }

  private static let headings = [
    "campo", "origem", "modelo", "versao_instrucao", "sugeridos", "aceitos", "editados",
    "rejeitados", "taxa",
  ]

  /// A model's name is the only text that is not ours, and servers restrict it to what needs no quotes; it gets them anyway.
  var csv: String {
    ([AcceptanceReport.headings]
      + rows.map { row in
        [
          row.field.rawValue, row.origin.rawValue, row.model ?? "", row.promptVersion ?? "",
          String(row.suggested), String(row.accepted), String(row.edited), String(row.rejected),
          row.acceptedPerMille.map(AcceptanceReport.percent) ?? "",
        ]
      }).map { $0.map(AcceptanceReport.quoted).joined(separator: ";") + "\r\n" }.joined()
  }

  var text: String {
    guard !rows.isEmpty else { return "Ainda não há sugestões revistas por pessoas.\n" }
    return Columns.text(
      ["Campo", "Quem sugeriu", "Sugeridos", "Aceitos", "Corrigidos", "Recusados", "Aceitação"],
      rows.map { row in
        [
          row.field.rawValue,
          printable(
            row.model.map { "\($0), instrução \(row.promptVersion ?? "?")" } ?? "regras locais"),
          grouped(row.suggested), grouped(row.accepted), grouped(row.edited),
          grouped(row.rejected), row.acceptedPerMille.map(AcceptanceReport.percent) ?? "",
        ]
      })
  }

  /// `97,5%`.
  private static func percent(_ perMille: Int) -> String {
    "\(perMille / 10),\(perMille % 10)%"
  }

  /// A cell that no spreadsheet takes for a formula.
  private static func quoted(_ text: String) -> String {
    let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
    return "\""
      + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
