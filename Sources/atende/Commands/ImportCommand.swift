import ContactsCore

extension CommandSpec {
  static let importFile = CommandSpec(
    path: ["import"], word: "import", summary: "importa pessoas e atendimentos de uma planilha CSV",
    details: [
      "Separador `;`, `,` ou tabulação, valores entre aspas, UTF-8 ou Windows-1252: tudo é "
        + "reconhecido. A primeira linha traz os títulos das colunas, sem distinguir acentos nem "
        + "maiúsculas: nome, nome social, telefone (quantos houver), e-mail, CPF, nascimento, "
        + "cidade, UF, observações, responsável, canal seguro, motivo, urgência, canal, data, texto.",
      "Cada linha recusada é informada com seu número e o motivo, sem repetir o que ela traz; as "
        + "outras são gravadas aos poucos, sem deixar ninguém esperando. Possíveis duplicados são "
        + "gravados e informados. Sai com 65 só se nenhuma linha foi aceita.",
      "O mapa de --map é um objeto JSON: {\"Título da coluna\": \"nome\", \"Outra\": null}; nulo "
        + "deixa a coluna de fora.",
    ],
    operands: [
      Operand(name: "ARQUIVO", isRequired: true, help: "a planilha; `-` lê a entrada padrão")
    ],
    options: [
      Option(
        name: "--format", value: "FORMATO", choices: ["csv"], help: "formato do arquivo: csv"),
      Option(name: "--map", value: "MAPA", help: "arquivo JSON que diz o campo de cada título"),
      Option(name: "--dry-run", help: "só confere: não grava nada"),
    ],
    examples: [
      "atende import contatos.csv --dry-run", "atende import contatos.csv --map mapa.json",
    ],
    run: { arguments, context in
      let elapsed = context.stopwatch()
      let isRehearsal = arguments.has("--dry-run")
      let map = try arguments["--map"].map { try ImportMap.read($0) } ?? []
      let file = try InputFile(path: arguments.file())
      let desk = try await context.desk()
      var run = try await ImportRun(
        file: file, map: map, desk: desk, isRehearsal: isRehearsal,
        showsProgress: Streams.errorIsTerminal)
      do {
        try await run.finish()
      } catch {
        // What was saved stays saved, and whoever repeats the rest must know how far it went.
        Streams.complain("Importação interrompida. \(run.counts)")
        throw error
      }
      await desk.book.close()
      context.log.record(
        .imported(
          accepted: run.accepted, refused: run.refused, duplicates: run.duplicates,
          rehearsal: isRehearsal, milliseconds: elapsed()))
      try Streams.write(run.summary)
      guard run.accepted > 0 else {
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
