import ContactsCore

extension CommandSpec {
  static let importFile = CommandSpec(
    path: ["import"], word: "import",
    summary: "importa pessoas, atendimentos e textos de um arquivo CSV, JSON ou vCard",
    details: [
      "Separador `;`, `,`, `|` ou tabulação, valores entre aspas, UTF-8 ou Windows-1252: tudo é "
        + "reconhecido. A primeira linha traz os títulos das colunas, sem distinguir acentos nem "
        + "maiúsculas: nome, nome social, telefone (quantos houver), e-mail, CPF, nascimento, "
        + "cidade, UF, observações, responsável, canal seguro, motivo, urgência, canal, data, texto. "
        + "Uma coluna sem título conhecido é reconhecida pelo que traz, quando é CPF, e-mail, telefone ou UF.",
      "Cada linha recusada é informada com seu número e o motivo, sem repetir o que ela traz; as "
        + "outras são gravadas aos poucos, sem deixar ninguém esperando. Possíveis duplicados são "
        + "gravados e informados. Sai com 65 só se nenhuma linha foi aceita.",
      "Em JSON, o arquivo é uma lista de objetos, ou um objeto depois do outro; as chaves têm os "
        + "nomes das colunas, e um valor é um texto, um número ou uma lista de textos. A "
        + "exportação do próprio atende volta inteira: identificadores, protocolos, datas, consentimentos; o que já está "
        + "aqui fica como está. vCard 2.1, 3.0 e 4.0. Sem --format, vale o fim do nome do arquivo: .json, "
        + ".jsonl, .vcf; o resto é CSV.",
      "Interrompida, a importação do mesmo arquivo continua de onde parou, sem gravar nada duas vezes; um arquivo já "
        + "importado só entra de novo com --again. Com --dry-run, cada possível duplicado vem com o que a linha traria de "
        + "novo e o que diz de outro modo. --refused guarda em um arquivo novo as linhas recusadas, com o motivo, "
        + "prontas para corrigir e importar.",
      "Os textos da coluna `texto` entram na fila da IA como um lote, que `atende queue` mostra, "
        + "lê, pausa e cancela; com --no-queue, ficam só para as pessoas.",
      "O mapa de --map é um objeto JSON: {\"Título da coluna\": \"nome\", \"Outra\": null}; nulo "
        + "deixa a coluna de fora.",
    ],
    operands: [
      Operand(name: "ARQUIVO", isRequired: true, help: "o arquivo; `-` lê a entrada padrão")
    ],
    options: [
      Option(
        name: "--format", value: "FORMATO", choices: ImportFormat.allCases.map(\.rawValue),
        help: "formato do arquivo: csv, json ou vcf"),
      Option(name: "--map", value: "MAPA", help: "arquivo JSON que diz o campo de cada título"),
      Option(
        name: "--refused", value: "ARQUIVO", help: "grava aqui as linhas recusadas, com o motivo"),
      Option(name: "--again", help: "importa de novo um arquivo que já foi importado inteiro"),
      Option(name: "--no-queue", help: "não põe os textos na fila da IA"),
      Option(name: "--dry-run", help: "só confere: não grava nada"),
    ],
    examples: [
      "atende import contatos.csv --dry-run", "atende import contatos.csv --map mapa.json",
      "atende import relatos.json --format json",
    ],
    run: { arguments, context in
      let elapsed = context.stopwatch()
      let isRehearsal = arguments.has("--dry-run")
      let map = try arguments["--map"].map { try ImportMap.read($0) } ?? []
      let file = try InputFile(path: arguments.file())
      let desk = try await context.desk()
      try await desk.book.checkImport(as: desk.actor)
      let format =
        arguments["--format"].flatMap(ImportFormat.init(rawValue:))
        ?? ImportFormat(of: arguments.file() ?? "")
      let source: any ImportSource =
        switch format {
        case .csv: try CSVImport(file, map: map)
        case .json: JSONImport(file, map: map)
        case .vCard: VCardImport(file)
        }
      var mark: ImportMark?
      var importedAt: Timestamp?
      let kind = format.rawValue + (arguments.has("--no-queue") ? " sem fila" : "")
      let digest = try InputFile.digest(of: arguments.file())
      if isRehearsal, !arguments.has("--again"), let digest {
        importedAt = try await desk.book.importedAt(digest, format: kind, as: desk.actor)
      } else if !isRehearsal, let digest {
        let start = try await desk.book.beginImport(
          of: digest, format: kind, again: arguments.has("--again"), as: desk.actor)
        if let moment = start.finishedAt {
          await desk.book.close()
          return try Streams.writeLine(
            "Este arquivo já foi importado inteiro em \(moment.local.display): nada foi gravado de "
              + "novo. Com --again, é importado outra vez.")
        }
        mark = start.mark
      }
      let refusals = try arguments["--refused"].map { path in
        try RefusedRows(path, context: context)
      }
      let printer = ImportPrinter(size: file.size, showsProgress: Streams.errorIsTerminal)
      var run = try await ImportRun(
        source, desk: desk,
        options: ImportRun.Options(
          origin: format.origin, isRehearsal: isRehearsal,
          queuesTexts: !arguments.has("--no-queue"), mark: mark),
        refusals: refusals, report: { try printer.take($0) })
      do {
        try await run.finish()
      } catch {
        printer.clear()
        // What was saved stays saved, and whoever repeats the rest must know how far it went.
        Streams.complain("Importação interrompida. \(run.counts)")
        try refusals?.finish(isEmpty: run.refused == 0)
        throw error
      }
      printer.clear()
      await desk.book.close()
      try refusals?.finish(isEmpty: run.refused == 0)
      context.log.record(
        .imported(
          accepted: run.accepted, refused: run.refused, duplicates: run.duplicates,
          rehearsal: isRehearsal, milliseconds: elapsed()))
      try Streams.write(run.summary)
      if let importedAt {
        try Streams.writeLine(
          "Este arquivo já foi importado inteiro em \(importedAt.local.display): sem --again, nada dele entra de novo."
        )
      }
      guard run.accepted + run.known + run.resumed > 0 else {
        throw Failure.badData(
          "Nenhuma linha foi aceita.", details: ["recusadas": .integer(Int64(run.refused))])
      }
    })
}

/// What `--map` says.
private enum ImportMap {
  static func read(_ path: String) throws(Failure) -> [(heading: String, field: FieldKey?)] {
    guard case .object(let members) = try Input.json(of: path) else {
      throw .badData("O mapa deve ser um objeto JSON: {\"Título\": \"campo\"}.")
    }
    var map: [(heading: String, field: FieldKey?)] = []
    for member in members {
      switch member.value {
      case .null: map.append((member.key, nil))
      case .string(let name):
        guard let field = HeadingMap.field(named: name) else { throw unknownField }
        map.append((member.key, field))
      default: throw unknownField
      }
    }
    return map
  }

  private static var unknownField: Failure {
    let fields = HeadingMap.importable.map(\.rawValue)
    return .badData(
      "O mapa cita um campo que não existe. Os campos são: \(fields.joined(separator: ", ")).",
      details: ["campos": .array(fields.map(JSON.string))])
  }
}
