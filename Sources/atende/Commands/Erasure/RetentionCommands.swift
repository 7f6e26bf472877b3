import ContactsCore

extension CommandSpec {
  static let retentionList = CommandSpec(
    path: ["retention", "list"], word: "retention list",
    summary: "mostra os prazos de cada tipo de dado e o que já passou do prazo",
    details: [
      "Os prazos vêm do catálogo de dados; contam do último atendimento da pessoa. O que tem pedido em "
        + "aberto, retenção por lei, retorno prometido ou bloqueio fica, e a lista diz por quê. Só "
        + "identificadores e nomes de arquivos: nada de ninguém."
    ],
    options: [
      Option(name: "--limit", value: "N", help: "no máximo N cadastros (padrão: 500)"), .json,
    ],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...10_000) ?? 500
      let desk = try await context.desk()
      let worklist = try await desk.book.retentionWorklist(limit: limit, as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.write(worklist.items.map { $0.json.line + "\n" }.joined())
      }
      let rules = RetentionRule.all.map { [$0.kind.label, "\(grouped($0.days)) dias"] }
      try Streams.write(
        Columns.text(["Tipo de dado", "Prazo"], rules) + "\n" + worklist.text)
    })

  static let retentionRun = CommandSpec(
    path: ["retention", "run"], word: "retention run",
    summary: "elimina o que passou do prazo do catálogo",
    details: [
      "Mostra antes a lista do que sai e do que fica, e pede que se digite a palavra `eliminar`. Cada tipo de "
        + "dado sai no seu prazo, e o cadastro fica sem ele; no fim do mais longo sai o cadastro. Cada cadastro sai como numa eliminação, com registro no livro de eliminações e leitura dos arquivos; "
        + "rascunhos, registros e arquivos antigos da auditoria saem também. Tudo fica na auditoria.",
      "Com --keep, quem tem um dado desses tipos fica, mesmo com o prazo do cadastro no fim, e a lista o diz; "
        + "os outros tipos que saem antes do cadastro saem dele.",
    ],
    options: [
      Option(name: "--dry-run", help: "só mostra o que sairia"),
      Option(name: "--yes", help: "não pergunta nada"),
      Option(
        name: "--keep", value: "TIPOS",
        help: "tipos de dado que ficam desta vez, separados por vírgulas ("
          + RetentionRule.early.map(\.kind.rawValue).joined(separator: ", ")
          + "); quem tem algum deles fica"),
      Option(name: "--limit", value: "N", help: "no máximo N cadastros (padrão: 500)"), .json,
    ],
    examples: ["atende retention run --dry-run"],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...10_000) ?? 500
      let words = (arguments["--keep"] ?? "").split { $0 == "," || $0 == " " }.map(String.init)
      let kept = words.compactMap(DatumKind.init(rawValue:))
      guard kept.count == words.count, kept.allSatisfy(RetentionRule.isEarly),
        arguments["--keep"] == nil || !kept.isEmpty
      else {
        throw Failure.usage(
          "`--keep` só deixa ficar o que sai antes do cadastro: "
            + RetentionRule.early.map(\.kind.rawValue).joined(separator: ", ")
            + ". Para guardar outro tipo de dado de uma pessoa, use `atende hold add`.")
      }
      let desk = try await context.desk()
      let worklist = try await desk.book.retentionWorklist(
        limit: limit, keeping: kept, as: desk.actor)
      if arguments.has("--dry-run") {
        await desk.book.close()
        return try Streams.write(
          arguments.has("--json")
            ? worklist.items.map { $0.json.line + "\n" }.joined() : worklist.text)
      }
      if !arguments.has("--yes") {
        Streams.complain(worklist.text)
        if !worklist.due.isEmpty { try confirm() }
      }
      let gone = try await desk.book.runRetention(worklist, as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.write(gone.map { $0.json.line + "\n" }.joined())
      }
      try Streams.writeLine(
        gone.isEmpty
          ? "Nada saiu."
          : "Saiu: "
            + RetentionItem.Matter.allCases.compactMap { matter in
              let count = gone.count { $0.matter == matter }
              return count == 0 ? nil : "\(matter.rawValue) \(grouped(count))"
            }.joined(separator: ", ") + ".")
    })

  private static func confirm() throws(Failure) {
    guard Streams.inputIsTerminal else {
      throw .usage("Sem terminal para confirmar: use `--yes`.")
    }
    Streams.prompt("Sem volta. Para eliminar, digite eliminar: ")
    guard readLine()?.lowercased() == "eliminar" else {
      throw Failure(.tryAgain, .validation, "A palavra não confere: nada foi eliminado.")
    }
  }
}

extension RetentionItem {
  fileprivate var json: JSON {
    .members([
      "materia": .string(matter.rawValue), "tipo": .optional(kind?.rawValue),
      "nome": .string(name),
      "desde": .string(since.iso8601), "prazo": .string(endedOn.iso8601),
      "sai": .bool(frozenBy.isEmpty),
      "fica_por": .array(frozenBy.map { .string($0.rawValue) }),
    ])
  }
}

extension RetentionWorklist {
  fileprivate var text: String {
    guard !items.isEmpty else { return "Nada passou do prazo.\n" }
    return Columns.text(
      ["O quê", "Identificador", "Desde", "Prazo", "O que acontece"],
      items.map { item in
        [
          item.kind?.label ?? item.matter.rawValue, printable(item.name), item.since.display,
          item.endedOn.display,
          item.frozenBy.isEmpty
            ? "sai" : "fica: \(item.frozenBy.map(\.label).joined(separator: ", "))",
        ]
      })
  }
}
