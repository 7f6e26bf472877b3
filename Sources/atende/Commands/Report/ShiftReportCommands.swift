import ContactsCore

extension CommandSpec {
  static let reportDay = CommandSpec(
    path: ["report", "day"], word: "report day",
    summary: "mostra os números de um dia: os de hoje, ou os de outro",
    details: reportDetails,
    options: [
      Option(name: "--day", value: "DIA", help: "o dia, como 2026-11-21 (padrão: hoje)")
    ] + reportOptions,
    examples: ["atende report day", "atende report day --day 2026-11-20 --json"],
    run: { arguments, context in
      let day = try arguments.day("--day") ?? context.surroundings.now().local.date
      try await report(from: day, to: day, arguments, context)
    })

  static let reportPeriod = CommandSpec(
    path: ["report", "period"], word: "report period",
    summary: "mostra os números de um período, ou de todos os dias",
    details: reportDetails,
    options: [
      Option(name: "--from", value: "DIA", help: "desde este dia, como 2026-11-01"),
      Option(name: "--to", value: "DIA", help: "até este dia, inclusive"),
    ] + reportOptions,
    examples: ["atende report period --from 2026-11-01 --format xlsx --output novembro.xlsx"],
    run: { arguments, context in
      let first = try arguments.day("--from")
      let last = try arguments.day("--to")
      if let first, let last, first > last { throw Failure.usage("`--from` vem depois de `--to`.") }
      try await report(from: first, to: last, arguments, context)
    })

  private static let reportDetails = [
    "Atendimentos por motivo, urgência, dia, hora e atendente, retornos, fila, tempos da IA e sugestões "
      + "aceitas: os números do Painel, e os da folha Resumo de uma exportação do mesmo período. Não traz "
      + "dados de ninguém; registros restritos a você não são contados."
  ]

  private static let reportOptions = [
    Option(
      name: "--format", value: "FORMATO", choices: ["text", "json", "md", "xlsx"],
      help: "text (padrão), json, md ou xlsx"),
    Option(name: "--output", value: "ARQUIVO", help: "onde gravar a planilha (só de xlsx)"),
    Option(name: "--json", help: "o mesmo que --format json"),
  ]

  private static func report(
    from first: CivilDate?, to last: CivilDate?, _ arguments: Arguments, _ context: Context
  ) async throws {
    let path = arguments["--output"]
    let named = path?.hasSuffix(".xlsx") == true ? "xlsx" : "text"
    let format = arguments.has("--json") ? "json" : arguments["--format"] ?? named
    if format == "xlsx", path == nil || path == "-" {
      throw Failure.usage("Uma planilha precisa de um arquivo: `--output ARQUIVO.xlsx`.")
    }
    if format != "xlsx", path != nil {
      throw Failure.usage(
        "`--output` é só de uma planilha, com `--format xlsx`; o resto sai na saída, e `> ARQUIVO` o guarda."
      )
    }
    if let path {
      try ExportPlace.check(
        path, replacing: false, otherwise: OutputPlace.otherName, context.environment.folder)
    }
    let desk = try await context.desk()
    let sheet = ShiftReportSheet(
      report: try await desk.book.report(from: first, to: last, as: desk.actor),
      queue: try await desk.book.queueHealth(), hosts: try await desk.book.modelHealth(),
      acceptance: try await desk.book.acceptance(from: first, to: last, as: desk.actor))
    await desk.book.close()
    if let path {
      let file = try ExportPlace.make(
        path, replacing: false, number: context.surroundings.randomBytes(8))
      try ReportWorkbook.write(
        sheet.report, of: sheet.title, besides: sheet.numberTables, to: file,
        number: context.surroundings.randomBytes(8))
      return try Streams.writeLine("Relatório em \(printable(path)).")
    }
    switch format {
    case "json": try Streams.writeLine(sheet.json.line)
    case "md": try Streams.write(sheet.markdown)
    default: try Streams.write(sheet.text)
    }
  }
}
