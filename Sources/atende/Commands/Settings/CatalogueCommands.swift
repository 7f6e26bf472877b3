import ContactsCore

extension CommandSpec {
  private static let catalogue = Operand(
    name: "CATÁLOGO", isRequired: true,
    help: Catalogue.allCases.map(\.rawValue).joined(separator: ", "))
  private static let code = Operand(
    name: "CÓDIGO", isRequired: true, help: "o código da linha, como `catalog list` o mostra")
  private static let number = Option(
    name: "--number", value: "TELEFONE", help: "de um encaminhamento: o que se disca")
  private static let occasion = Option(
    name: "--when", value: "FRASE", help: "de um encaminhamento: quando é o certo")
  private static let cues = Option(
    name: "--cues", value: "PALAVRAS",
    help:
      "de um motivo: palavras, entre vírgulas, pelas quais um texto o traz; `agress*` vale o começo"
  )

  static let catalogueList = CommandSpec(
    path: ["catalog", "list"], word: "catalog list",
    summary: "mostra um catálogo da central: motivos, desfechos ou encaminhamentos",
    operands: [catalogue], options: [.json],
    run: { arguments, context in
      let catalogue = try arguments.catalogue()
      let desk = try await context.desk()
      let entries = try await desk.book.catalogue(catalogue, as: desk.actor)
      await desk.book.close()
      if arguments.has("--json") {
        return try Streams.write(entries.map { $0.json(in: catalogue).line + "\n" }.joined())
      }
      try Streams.write(
        aligned(
          entries.map { entry in
            let detail = [entry.number, entry.occasion].filter { !$0.isEmpty }
            return (
              label: entry.code,
              value: ([entry.name] + detail).map { printable($0) }.joined(separator: " · ")
                + (entry.isActive ? "" : " (fora de uso)")
            )
          }))
    })

  static let catalogueAdd = CommandSpec(
    path: ["catalog", "add"], word: "catalog add", summary: "inclui uma linha em um catálogo",
    details: [
      "Motivos e desfechos são da supervisão, encaminhamentos de quem administra. Desfechos cabem nos dígitos de 1 a 9: "
        + "para incluir um décimo, retire outro antes. Fica na auditoria."
    ],
    operands: [
      catalogue, Operand(name: "NOME", isRequired: true, help: "como aparece para as pessoas"),
    ],
    options: [cues, number, occasion, .json],
    examples: [
      #"atende catalog add motivos "Moradia" --cues "despejo,aluguel""#,
      #"atende catalog add encaminhamentos "Bombeiros" --number 193 --when "Incêndio ou resgate.""#,
    ],
    run: { arguments, context in
      let catalogue = try arguments.catalogue()
      var entry = CatalogueEntry(name: arguments.operand(1) ?? "")
      entry.take(arguments)
      let desk = try await context.desk()
      let code = try await desk.book.saveCatalogueEntry(
        entry, at: nil, in: catalogue, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine(
        arguments.has("--json")
          ? JSON.members(["codigo": .string(code)]).line
          : "\(catalogue.label): \(code) incluído.")
    })

  static let catalogueRename = CommandSpec(
    path: ["catalog", "rename"], word: "catalog rename",
    summary: "muda o nome, o lugar ou o que mais uma linha de um catálogo diz",
    details: [
      "O código fica o mesmo, e com ele o que já foi registrado: passa a aparecer com o nome novo."
    ],
    operands: [
      catalogue, code, Operand(name: "NOME", isRequired: true, help: "o nome novo"),
    ],
    options: [
      Option(
        name: "--position", value: "N", help: "o lugar entre as linhas em uso, a partir de 1"),
      cues, number, occasion,
    ],
    run: { arguments, context in
      var place: Int?
      if let text = arguments["--position"] {
        guard let number = Int(text), (1...99).contains(number) else {
          throw Failure.usage("`--position` é um número de 1 a 99.")
        }
        place = number
      }
      try await change(arguments, context, at: place) { entry in
        entry.name = arguments.operand(2) ?? ""
        entry.take(arguments)
      }
    })

  static let catalogueRetire = CommandSpec(
    path: ["catalog", "retire"], word: "catalog retire",
    summary: "deixa de oferecer uma linha de um catálogo, ou volta a oferecê-la",
    details: [
      "Nada se apaga: o que foi registrado com ela continua com ela, nas fichas, nos relatórios e nas exportações."
    ],
    operands: [catalogue, code],
    options: [Option(name: "--undo", help: "volta a oferecê-la")],
    run: { arguments, context in
      let isActive = arguments.has("--undo")
      try await change(arguments, context, at: nil) { $0.isActive = isActive }
    })

  private static func change(
    _ arguments: Arguments, _ context: Context, at place: Int?,
    _ edit: (inout CatalogueEntry) -> Void
  ) async throws {
    let catalogue = try arguments.catalogue()
    let desk = try await context.desk()
    // Whoever may not change it is refused by the saving, which is what the audit then tells.
    var entry = CatalogueEntry(code: arguments.operand(1) ?? "", name: "?")
    if Permission.readCatalogues.isGranted(to: desk.actor) {
      let entries = try await desk.book.catalogue(catalogue, as: desk.actor)
      guard let known = entries.first(where: { $0.code == entry.code }) else {
        await desk.book.close()
        throw Failure(
          .noInput, .notFound,
          "O catálogo não tem esse código. Veja `atende catalog list \(catalogue.rawValue)`.")
      }
      entry = known
    }
    edit(&entry)
    let code = try await desk.book.saveCatalogueEntry(
      entry, at: place, in: catalogue, as: desk.actor)
    await desk.book.close()
    try Streams.writeLine("\(catalogue.label): \(code) mudou.")
  }
}

extension Arguments {
  fileprivate func catalogue() throws(Failure) -> Catalogue {
    if let catalogue = Catalogue(rawValue: operand(0) ?? "") { return catalogue }
    let names = Catalogue.allCases.map(\.rawValue).joined(separator: ", ")
    throw .usage("Esse catálogo não existe. São: \(names).")
  }
}

extension CatalogueEntry {
  /// What the options say of it.
  fileprivate mutating func take(_ arguments: Arguments) {
    if let words = arguments["--cues"] { cues = words.split(separator: ",").map(String.init) }
    if let number = arguments["--number"] { self.number = number }
    if let occasion = arguments["--when"] { self.occasion = occasion }
  }

  fileprivate func json(in catalogue: Catalogue) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member(key: "catalogo", value: .string(catalogue.rawValue)),
      JSON.Member(key: "codigo", value: .string(code)),
      JSON.Member(key: "nome", value: .string(name)),
      JSON.Member(key: "em_uso", value: .bool(isActive)),
    ]
    switch catalogue {
    case .reasons:
      members.append(JSON.Member(key: "pistas", value: .array(cues.map(JSON.string))))
    case .outcomes: break
    case .referrals:
      members.append(JSON.Member(key: "telefone", value: .string(number)))
      members.append(JSON.Member(key: "quando", value: .string(occasion)))
    }
    return .object(members)
  }
}
