import ContactsCore

extension CommandSpec {
  static let requestNew = CommandSpec(
    path: ["request", "new"], word: "request new",
    summary: "registra um pedido de titular (LGPD, art. 18) e começa a contar o prazo",
    details: [
      "O simplificado vence no mesmo dia; o completo, e o que a lei não diz, em 15 dias corridos "
        + "(art. 19). Sem nenhum cadastro da pessoa, use --no-record: dizer que nada foi encontrado "
        + "também é resposta.",
      "De quem representa a pessoa, e do canal em que ela quer a resposta, um objeto JSON vem do arquivo "
        + "ou da entrada padrão, para que nada apareça na lista de processos: `representante`, "
        + "`poderes`, `canal_seguro`, todos opcionais. Sem `canal_seguro`, vale o do cadastro.",
    ],
    operands: [
      Operand(
        name: "ARQUIVO", isRequired: false,
        help: "o objeto JSON; `-` é a entrada padrão (sem ele, pede a própria pessoa)")
    ],
    options: [
      Option(
        name: "--type", value: "TIPO", choices: RequestKind.allCases.map(\.rawValue),
        help: "o direito que a pessoa usa"),
      Option(name: "--contact", value: "UID", help: "o cadastro da pessoa"),
      Option(name: "--no-record", help: "nada foi encontrado da pessoa"),
      Option(
        name: "--identity", value: "COMO", choices: IdentityCheck.all.map(\.code),
        help: "como a identidade foi conferida, sem guardar cópia"),
      Option(
        name: "--channel", value: "CANAL", choices: Channel.allCases.map(\.rawValue),
        help: "por onde o pedido chegou (padrão: telefone)"),
      .json,
    ],
    examples: [
      "atende request new --type acesso_completo --contact UID --identity retorno --json",
      "echo '{\"representante\": \"…\", \"poderes\": \"…\"}' | atende request new --type correcao --contact UID -",
    ],
    run: { arguments, context in
      let request = try arguments.newRequest()
      let desk = try await context.desk()
      let made = try await desk.book.newRequest(request, as: desk.actor)
      await desk.book.close()
      if made.isGuardianFlagged.revealed(for: .output) {
        Streams.complain(GuardianCaution.warning)
      }
      let prazo = made.summary.dueOn
      guard !arguments.has("--json") else {
        return try Streams.writeLine(
          JSON.members([
            "protocolo": .string(made.protocolNumber.description), "prazo": .string(prazo.iso8601),
          ]).line)
      }
      let clock = made.summary.clock(at: context.surroundings.now())
      try Streams.writeLine(
        "Pedido \(made.protocolNumber): \(made.kind.label) (\(made.kind.article)). "
          + "Prazo: \(prazo.display), \(clock.words).")
    })

  static let requestList = CommandSpec(
    path: ["request", "list"], word: "request list",
    summary: "mostra os pedidos de titulares, o primeiro a vencer primeiro",
    options: [
      Option(
        name: "--state", value: "SITUAÇÃO", choices: RequestState.allCases.map(\.rawValue),
        help: "só os que estão nesta situação"),
      Option(
        name: "--type", value: "TIPO", choices: RequestKind.allCases.map(\.rawValue),
        help: "só os deste direito"),
      Option(name: "--contact", value: "UID", help: "só os desta pessoa"),
      Option(name: "--open", help: "só os que ainda esperam resposta"),
      Option(name: "--limit", value: "N", help: "no máximo N pedidos (padrão: 100)"), .json,
    ],
    examples: ["atende request list --open"],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...1000) ?? 100
      var filter = RequestFilter(
        state: arguments["--state"].flatMap(RequestState.init(rawValue:)),
        kind: arguments["--type"].flatMap(RequestKind.init(rawValue:)),
        onlyOpen: arguments.has("--open"))
      if let contact = arguments["--contact"] { filter.contact = try UID.read(contact) }
      let desk = try await context.desk()
      let rows = try await desk.book.requests(filter, limit: limit, as: desk.actor)
      await desk.book.close()
      let now = context.surroundings.now()
      guard !arguments.has("--json") else {
        return try Streams.write(rows.map { $0.json(at: now).line + "\n" }.joined())
      }
      let text = Columns.text(
        ["Protocolo", "Tipo", "Situação", "Prazo", "", "Passos"],
        rows.map { row in
          [
            row.protocolNumber.description, row.kind.label, row.state.label, row.dueOn.display,
            row.clock(at: now).words, "\(row.done) de \(row.steps)",
          ]
        })
      try Streams.write(rows.isEmpty ? "Nenhum pedido.\n" : text)
    })

  static let requestShow = CommandSpec(
    path: ["request", "show"], word: "request show",
    summary: "mostra um pedido, seus passos e o que falta",
    operands: [.protocolNumber], options: [.json],
    run: { arguments, context in
      let number = try DeskProtocol.read(arguments.operand(0))
      let desk = try await context.desk()
      let request = try await desk.book.request(number, as: desk.actor)
      await desk.book.close()
      let now = context.surroundings.now()
      guard !arguments.has("--json") else {
        return try Streams.writeLine(request.json(at: now).line)
      }
      try Streams.write(request.text(at: now))
    })

  static let requestRefuse = CommandSpec(
    path: ["request", "refuse"], word: "request refuse",
    summary: "recusa um pedido, com o artigo da lei, e escreve a carta",
    details: [
      "A carta vai para a saída ou, com --output, para um arquivo. Artigos aceitos: "
        + RefusalGround.all.map { "\($0.article) (\($0.reason))" }.joined(separator: "; ") + "."
    ],
    operands: [.protocolNumber],
    options: [
      Option(name: "--article", value: "ARTIGO", help: "o artigo em que a recusa se apoia"),
      Option(
        name: "--reason", value: "TEXTO",
        help: "o que aconteceu neste caso, em palavras para a pessoa; - lê da entrada padrão"),
      Option(name: "--output", value: "ARQUIVO", help: "grava a carta em um arquivo"),
      .force, .json,
    ],
    examples: [
      "atende request refuse LGPD-20261121-0001 --article 'art. 16, I' --reason 'A lei manda guardar este registro por cinco anos.'"
    ],
    run: { arguments, context in
      let number = try DeskProtocol.read(arguments.operand(0))
      guard let article = arguments["--article"] else {
        throw Failure.usage("Falta o artigo da lei: `--article 'art. 16, I'`.")
      }
      guard var reason = arguments["--reason"] else {
        throw Failure.usage("Falta dizer por quê: `--reason TEXTO`.")
      }
      if reason == "-" { reason = try Input.text(of: nil, limit: 8000) }
      let path = arguments["--output"]
      let isReplacing = arguments.has("--force")
      if let path {
        try ExportPlace.check(path, replacing: isReplacing, context.environment.folder)
      }
      let desk = try await context.desk()
      let (request, letter) = try await desk.book.refuse(
        number, article: article, reason: Sensitive(reason), as: desk.actor)
      await desk.book.close()
      let text = letter.revealed(for: .output)
      if let path {
        let file = try ExportPlace.make(
          path, replacing: isReplacing, number: context.surroundings.randomBytes(8))
        try file.write(text, number: context.surroundings.randomBytes(8))
      }
      if arguments.has("--json") {
        try Streams.writeLine(
          JSON.members([
            "protocolo": .string(number.description),
            "situacao": .string(request.summary.state.rawValue),
            "artigo": .optional(request.refusal?.article), "arquivo": .optional(path),
            "carta": path == nil ? .string(text) : .null,
          ]).line)
      } else if let path {
        try Streams.writeLine("Pedido recusado. A carta está em \(printable(path)).")
      } else {
        try Streams.write(printable(text, keepsLines: true))
      }
    })
}

extension CommandSpec.Operand {
  static let protocolNumber = CommandSpec.Operand(
    name: "PROTOCOLO", isRequired: true, help: "o protocolo do pedido, como LGPD-20261121-0001")
}

extension DeskProtocol {
  static func read(_ text: String?) throws(Failure) -> DeskProtocol {
    guard let number = DeskProtocol(text ?? "") else {
      throw Failure(
        .badData, .validation, "O protocolo não é válido: use um como LGPD-20261121-0001.",
        details: ["argumento": "PROTOCOLO"])
    }
    return number
  }
}

extension Arguments {
  fileprivate func newRequest() throws(Failure) -> NewRequest {
    guard let kind = self["--type"].flatMap(RequestKind.init(rawValue:)) else {
      throw .usage(
        "Falta o tipo do pedido: `--type "
          + "\(RequestKind.allCases.map(\.rawValue).joined(separator: "|"))`.")
    }
    let contact = try self["--contact"].map { (text) throws(Failure) in try UID.read(text) }
    guard (contact == nil) == has("--no-record") else {
      throw .usage(
        "Diga o cadastro da pessoa com `--contact UID` ou, se nada foi encontrado, `--no-record`.")
    }
    var request = NewRequest(
      kind: kind, contact: contact, identityCheck: self["--identity"],
      channel: self["--channel"].flatMap(Channel.init(rawValue:)) ?? .phone)
    guard operand(0) != nil else { return request }
    let words = try Input.texts(of: file(0), keys: ["representante", "poderes", "canal_seguro"])
    if words["representante"] != nil || words["poderes"] != nil {
      request.asker = .representative(
        name: Sensitive(words["representante"] ?? ""), mandate: Sensitive(words["poderes"] ?? ""))
    }
    request.safeChannel = words["canal_seguro"].map(Sensitive.init)
    return request
  }
}

extension Input {
  /// An object whose values are texts, with these keys and no others.
  static func texts(of path: String?, keys: [String]) throws(Failure) -> [String: String] {
    guard case .object(let members) = try json(of: path) else {
      throw .badData("A entrada deve ser um objeto JSON.")
    }
    var texts: [String: String] = [:]
    for member in members {
      guard keys.contains(member.key), case .string(let text) = member.value else {
        throw .badData("O objeto aceita só textos, com as chaves \(listed(keys)).")
      }
      texts[member.key] = text
    }
    return texts
  }
}
