import ContactsCore

extension CommandSpec {
  static let contactDuplicates = CommandSpec(
    path: ["contact", "duplicates"], word: "contact duplicates",
    summary: "procura em todo o cadastro quem pode estar em dois registros",
    details: [
      "Diz por qual regra cada par foi achado, dos mais certos aos menos: mesmo CPF; mesmo telefone e nome parecido; "
        + "mesmo e-mail; nome parecido e e-mail da mesma casa (não vale para Gmail e outros de todo "
        + "mundo); nome parecido na mesma cidade; mesmo telefone.",
      "Dois nomes são parecidos sem acentos nem “de” e “da”, com a mesma pronúncia, ou com um "
        + "deslize; nomes do meio podem faltar. Pessoas com CPFs diferentes não são um par. O resultado vem mascarado; "
        + "a varredura fica na auditoria como uma busca.",
    ],
    options: [
      .json, Option(name: "--limit", value: "N", help: "mostra no máximo N pares (padrão: 100)"),
    ],
    examples: ["atende contact duplicates --limit 20"],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...1_000_000) ?? 100
      let desk = try await context.desk()
      let sweep = try await desk.book.sweepDuplicates(limit: limit, as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.write(sweep.pairs.map { $0.json.line + "\n" }.joined())
      }
      try Streams.write(sweep.text)
    })
}

extension DuplicatePair {
  /// A line of `contact duplicates --json`.
  fileprivate var json: JSON {
    .members([
      "regra": .string(rule.rawValue), "descricao": .string(rule.label), "primeiro": first.json,
      "segundo": second.json,
    ])
  }
}

extension DuplicateSweep {
  fileprivate var text: String {
    guard !pairs.isEmpty else { return "Nenhum par de possíveis duplicados.\n" }
    let rows = pairs.map { pair in
      [
        pair.rule.label, printable(pair.first.shownName), pair.first.uid.text,
        printable(pair.second.shownName), pair.second.uid.text,
      ]
    }
    let text = textTable(
      [["Regra", "Cadastro mais antigo", "Identificador", "Mais novo", "Identificador"]] + rows)
    return text + "Pares: \(grouped(total))."
      + (pairs.count < total ? " Use --limit para ver além de \(grouped(pairs.count)).\n" : "\n")
  }
}
