import ContactsCore

extension CommandSpec {
  static let holdAdd = CommandSpec(
    path: ["hold", "add"], word: "hold add",
    summary: "retém um tipo de dado de uma pessoa, apesar de um pedido de eliminação",
    details: [
      "Só o que a lei manda ou permite guardar (LGPD, art. 16), tipo a tipo: "
        + DatumKind.holdable.map(\.rawValue).joined(separator: ", ")
        + ". No fim da retenção, ou quando é liberada, uma eliminação que esperava por ela continua por si."
    ],
    operands: [Operand(name: "UID", isRequired: true, help: "identificador da pessoa")],
    options: [
      Option(
        name: "--kind", value: "TIPOS", help: "o que fica, separado por vírgulas (obrigatório)"),
      Option(name: "--article", value: "ARTIGO", help: "por que lei, como “art. 16, I”"),
      Option(
        name: "--reason", value: "MOTIVO",
        help: "por quê, sem dados da pessoa; - lê da entrada padrão"),
      Option(name: "--until", value: "AAAA-MM-DD", help: "último dia; sem ele, até ser liberada"),
      .json,
    ],
    examples: [
      "atende hold add 0190… --kind documento,atendimento --article 'art. 16, I' --reason - < motivo.txt"
    ],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let words = (arguments["--kind"] ?? "").split { $0 == "," || $0 == " " }.map(String.init)
      let kinds = words.compactMap(DatumKind.init(rawValue:))
      guard kinds.count == words.count, !kinds.isEmpty else {
        throw Failure.usage(
          "`--kind` diz o que fica: \(listed(DatumKind.holdable.map(\.rawValue))).")
      }
      let day = try arguments.day("--until")
      let reason = try arguments.reason()
      let desk = try await context.desk()
      let holds = try await desk.book.addHold(
        NewHold(
          contact: uid, kinds: kinds, article: arguments["--article"] ?? "",
          reason: reason, endsOn: day), as: desk.actor)
      await desk.book.close()
      let today = context.surroundings.now().local.date
      try Streams.write(
        arguments.has("--json")
          ? holds.map { $0.json(today).line + "\n" }.joined() : Hold.table(of: holds, today))
    })

  static let holdRelease = CommandSpec(
    path: ["hold", "release"], word: "hold release",
    summary: "libera uma retenção; a eliminação que esperava por ela continua",
    operands: [Operand(name: "UID", isRequired: true, help: "identificador da retenção")],
    options: [
      Option(
        name: "--reason", value: "MOTIVO",
        help: "por quê, sem dados da pessoa; - lê da entrada padrão"), .json,
    ],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let reason = try arguments.reason()
      let desk = try await context.desk()
      let erasure = try await desk.book.releaseHold(
        uid, reason: reason, as: desk.actor)
      await desk.book.close()
      if arguments.has("--json") {
        try Streams.writeLine(JSON.members(["eliminacao": erasure?.json ?? .null]).line)
      } else {
        try Streams.writeLine("Retenção liberada.\(erasure.map { "\n" + $0.text } ?? "")")
      }
    })

  static let holdList = CommandSpec(
    path: ["hold", "list"], word: "hold list", summary: "mostra as retenções",
    operands: [Operand(name: "UID", isRequired: false, help: "só as desta pessoa")],
    options: [.json],
    run: { arguments, context in
      var uid: UID?
      if let text = arguments.operand(0) { uid = try UID.read(text) }
      let desk = try await context.desk()
      let holds = try await desk.book.holds(of: uid, as: desk.actor)
      await desk.book.close()
      let today = context.surroundings.now().local.date
      try Streams.write(
        arguments.has("--json")
          ? holds.map { $0.json(today).line + "\n" }.joined() : Hold.table(of: holds, today))
    })
}

extension Hold {
  fileprivate func json(_ today: CivilDate) -> JSON {
    .members([
      "uid": .string(uid.text), "contato": .string(contact.text), "tipo": .string(kind.rawValue),
      "artigo": .string(article), "motivo": .string(reason), "ate": .optional(endsOn?.iso8601),
      "por": .string(by), "desde": .string(since.iso8601),
      "liberada_por": .optional(releasedBy), "liberada_em": .optional(releasedAt?.iso8601),
      "vale": .bool(isActive(on: today)),
    ])
  }

  fileprivate static func table(of holds: [Hold], _ today: CivilDate) -> String {
    guard !holds.isEmpty else { return "Nenhuma retenção.\n" }
    var lines = [["Retenção", "Tipo", "Artigo", "Até", "Por", "Vale", "Motivo"]]
    lines += holds.map { hold in
      [
        hold.uid.text, hold.kind.rawValue, printable(hold.article),
        hold.endsOn?.display ?? "liberação", printable(hold.by),
        hold.isActive(on: today) ? "sim" : "não", printable(hold.reason),
      ]
    }
    return textTable(lines)
  }
}
