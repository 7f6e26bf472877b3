import ContactsCore

extension CommandSpec {
  static let callbackAdd = CommandSpec(
    path: ["callback", "add"], word: "callback add",
    summary: "agenda um retorno a uma pessoa",
    details: [
      "QUANDO como se diz: `amanhã 15h`, `sexta 9h30`, `28/11 14:00`, `em 40 min`, ou ISO 8601. A nota vem do "
        + "arquivo ou, com `-`, da entrada padrão, para que nada apareça na lista de processos."
    ],
    operands: [
      Operand(name: "UID", isRequired: true, help: "identificador da pessoa"),
      Operand(
        name: "ARQUIVO", isRequired: false,
        help: "de onde vem a nota; `-` é a entrada padrão (sem ele, não há nota)"),
    ],
    options: [
      Option(name: "--at", value: "QUANDO", help: "dia e hora do retorno"),
      Option(
        name: "--attendant", value: "LOGIN",
        help: "quem faz o retorno (padrão: quem agenda; para outra pessoa, só a supervisão)"),
      .json,
    ],
    examples: ["atende callback add UID --at 'amanhã 15h'"],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let dueAt = try arguments.moment("--at", now: context.surroundings.now())
      var note: Sensitive<String>?
      if arguments.operand(1) != nil {
        note = Sensitive(try Input.text(of: arguments.file(1), limit: 8000))
      }
      let desk = try await context.desk()
      let callback = try await desk.book.schedule(
        NewCallback(
          contact: uid, interaction: nil, dueAt: dueAt, note: note,
          attendant: arguments["--attendant"]), as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.writeLine(
          JSON.members(["uid": .string(callback.text), "quando": .string(dueAt.iso8601)]).line)
      }
      try Streams.writeLine("Retorno agendado para \(dueAt.local.display): \(callback)")
    })

  static let callbackList = CommandSpec(
    path: ["callback", "list"], word: "callback list",
    summary: "mostra a agenda de retornos, do primeiro ao último a vencer",
    details: ["Telefones e o que identifica alguém na nota vêm mascarados."],
    options: [
      Option(name: "--attendant", value: "LOGIN", help: "só os desta pessoa"),
      Option(
        name: "--state", value: "SITUAÇÃO", choices: CallbackState.allCases.map(\.rawValue),
        help: "só os que estão nesta situação (padrão: aberto)"),
      Option(name: "--limit", value: "N", help: "no máximo N retornos (padrão: 100)"), .json,
    ],
    examples: ["atende callback list --attendant ana", "atende callback list --state perdido"],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...1000) ?? 100
      let filter = CallbackFilter(
        attendant: arguments["--attendant"]?.lowercased(),
        state: arguments["--state"].flatMap(CallbackState.init(rawValue:)))
      let desk = try await context.desk()
      let rows = try await desk.book.callbacks(filter, limit: limit, as: desk.actor)
      await desk.book.close()
      let now = context.surroundings.now()
      guard !arguments.has("--json") else {
        return try Streams.write(rows.map { $0.json(at: now).line + "\n" }.joined())
      }
      let text = Columns.text(
        ["Quando", "Situação", "Atendente", "Nome", "Telefone", "Nota", "Identificador"],
        rows.map { $0.cells(at: now) })
      try Streams.write(text.isEmpty ? "Nenhum retorno.\n" : text)
    })

  static let callbackPass = CommandSpec(
    path: ["callback", "pass"], word: "callback pass",
    summary: "passa um retorno a outra pessoa que atende, e diz por quê",
    details: [
      "O seu, ou, para a supervisão, o de qualquer pessoa. Fica na auditoria quem o tinha, quem o tem e o motivo."
    ],
    operands: [Operand(name: "UID", isRequired: true, help: "identificador do retorno")],
    options: [
      Option(name: "--to", value: "LOGIN", help: "quem passa a fazer o retorno (obrigatório)"),
      Option(
        name: "--reason", value: "MOTIVO",
        help: "por quê, sem dados da pessoa; - lê da entrada padrão"), .json,
    ],
    examples: ["atende callback pass 0190… --to caio --reason 'fim de turno'"],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      guard let login = arguments["--to"] else {
        throw Failure.usage(
          "Falta dizer quem fica com o retorno: `--to LOGIN`.", details: ["opcao": .string("--to")])
      }
      let reason = try arguments.reason()
      let desk = try await context.desk()
      try await desk.book.passCallback(uid, to: login, reason: reason, as: desk.actor)
      await desk.book.close()
      let attendant = login.lowercased()
      guard !arguments.has("--json") else {
        return try Streams.writeLine(
          JSON.members(["uid": .string(uid.text), "atendente": .string(attendant)]).line)
      }
      try Streams.writeLine("O retorno agora é de \(printable(attendant)).")
    })

  static let callbackDone = CommandSpec(
    path: ["callback", "done"], word: "callback done",
    summary: "tira um retorno da agenda: foi feito, ninguém atendeu, ou não é mais preciso",
    operands: [Operand(name: "UID", isRequired: true, help: "identificador do retorno")],
    options: [
      Option(
        name: "--as-state", value: "SITUAÇÃO",
        choices: CallbackState.allCases.filter { $0 != .open }.map(\.rawValue),
        help: "o que foi dele (padrão: feito)"), .json,
    ],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let state = arguments["--as-state"].flatMap(CallbackState.init(rawValue:)) ?? .done
      let desk = try await context.desk()
      try await desk.book.endCallback(uid, as: state, as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.writeLine(
          JSON.members(["uid": .string(uid.text), "situacao": .string(state.rawValue)]).line)
      }
      try Streams.writeLine("Retorno: \(state.label).")
    })
}

extension Arguments {
  /// The value of an option that must be a moment to come.
  fileprivate func moment(_ name: String, now: Timestamp) throws(Failure) -> Timestamp {
    guard let text = self[name] else {
      throw .usage(
        "Falta dizer quando: `\(name) 'amanhã 15h'`.", details: ["opcao": .string(name)])
    }
    guard let moment = SpokenMoment(text, now: now) else {
      throw Failure(
        .badData, .validation,
        "`\(name)`: \(SpokenMoment.complaint(about: text, now: now))",
        details: ["opcao": .string(name)])
    }
    return moment.timestamp
  }
}

extension CallbackSummary {
  private var isFlagged: Bool { details?.isGuardianFlagged.revealed(for: .screen) == true }

  fileprivate func json(at now: Timestamp) -> JSON {
    .members([
      "uid": .string(uid.text), "contato": .string(contact.text),
      "protocolo": .optional(protocolNumber?.description), "quando": .string(dueAt.iso8601),
      "vencido": .bool(state == .open && dueAt <= now), "atendente": .string(attendant),
      "situacao": .string(state.rawValue), "adiamentos": .integer(Int64(postponed)),
      "restrito": .bool(details == nil),
      "nome": .optional(details?.name?.revealed(for: .screen)),
      "telefone": .optional(details?.maskedPhone), "nota": .optional(details?.maskedNote),
      "canal_seguro": .bool(details?.hasSafeChannel == true),
      "alerta_responsavel": .bool(isFlagged),
    ])
  }

  fileprivate func cells(at now: Timestamp) -> [String] {
    [
      dueAt.local.display, state == .open && dueAt <= now ? "vencido" : state.label,
      printable(attendant), printable(shownName), details?.maskedPhone ?? "",
      (isFlagged ? "! \(GuardianCaution.shortWarning). " : "")
        + printable(details?.maskedNote ?? ""), uid.text,
    ]
  }
}
