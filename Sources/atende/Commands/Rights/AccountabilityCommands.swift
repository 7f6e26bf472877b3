import ContactsCore

extension CommandSpec {
  static let reportProcessing = accountability(
    .processing, "mostra o registro das operações de tratamento (LGPD, art. 37)",
    "Feito do catálogo de dados e do que foi contado no cadastro; não traz dado de ninguém.")

  static let reportImpact = accountability(
    .impact, "mostra o rascunho do relatório de impacto (LGPD, art. 38)",
    "Os riscos que o programa vê, com números contados; o que só as pessoas da central sabem fica por "
      + "completar.")

  private static func accountability(
    _ kind: AccountabilityReport.Kind, _ summary: String, _ details: String
  ) -> CommandSpec {
    CommandSpec(
      path: ["report", kind.rawValue], word: kind == .processing ? "report ropa" : "report ripd",
      summary: summary, details: [details],
      options: [
        Option(
          name: "--format", value: "FORMATO", choices: ["md", "html", "json", "xlsx"],
          help: "md (padrão), html, json ou xlsx"),
        Option(name: "--output", value: "ARQUIVO", help: "onde gravar a planilha (só de xlsx)"),
        Option(name: "--json", help: "o mesmo que --format json"),
      ],
      examples: ["atende report \(kind.rawValue) --format html > \(kind.rawValue).html"],
      run: { arguments, context in
        let format = arguments.has("--json") ? "json" : arguments["--format"] ?? "md"
        let file = try ExportPlace.workbook(format, arguments["--output"], context)
        let desk = try await context.desk()
        let report = try await desk.book.accountability(kind, as: desk.actor)
        await desk.book.close()
        if let file {
          try ReportWorkbook.write(
            report, to: file, number: context.surroundings.randomBytes(8))
          return try Streams.writeLine("Planilha gravada.")
        }
        switch format {
        case "json": try Streams.write(report.json)
        case "html": try Streams.write(report.page)
        default: try Streams.write(report.markdown)
        }
      })
  }
}
