import ContactsCore

extension CommandSpec {
  static let auditList = CommandSpec(
    path: ["audit", "list"], word: "audit list",
    summary: "mostra a auditoria, da mais antiga em diante",
    details: [
      "Uma linha por registro: quem fez o quê, quando e com qual resultado; nenhum valor. Com "
        + "--contact, tudo que houve com o registro de uma pessoa: quem viu, quem alterou.",
      "A própria consulta fica na auditoria.",
    ],
    options: AuditFilter.options + [
      .json, Option(name: "--after", value: "SEQ", help: "só os registros depois deste número"),
      Option(name: "--limit", value: "N", help: "no máximo N registros"),
      Option(name: "--newest", help: "da mais nova para trás; --after passa a ser “antes de”"),
    ],
    examples: [
      "atende audit list --json --after 1000 | jq .acao",
      "atende audit list --person ana --action READ --from 2026-11-01 --to 2026-11-30",
    ],
    run: { arguments, context in
      let filter = try AuditFilter(arguments)
      let order = arguments.has("--newest") ? AuditOrder.newestFirst : .oldestFirst
      var last = try arguments.number("--after", in: 0...Int.max).map(Int64.init)
      var left = try arguments.number("--limit", in: 1...Int.max) ?? Int.max
      let desk = try await context.desk()
      while left > 0 {
        let limit = min(left, 1000)
        let entries = try await desk.book.auditEntries(
          matching: filter, order: order, after: last, limit: limit, as: desk.actor)
        if entries.isEmpty { try await desk.check(person: filter.person, of: "--person") }
        try Streams.write(
          entries.map { (arguments.has("--json") ? $0.json.line : $0.text) + "\n" }.joined())
        last = entries.last?.seq
        left = entries.count < limit ? 0 : left - entries.count
      }
      try await desk.tellOfSealed(since: filter.from)
      await desk.book.close()
    })
}

extension AuditFilter {
  /// What `audit list` and `audit export` can be asked for.
  static let options: [CommandSpec.Option] = [
    CommandSpec.Option(name: "--person", value: "LOGIN", help: "só o que esta conta fez"),
    CommandSpec.Option(
      name: "--contact", value: "UID", help: "só o que houve com o registro desta pessoa"),
    CommandSpec.Option(
      name: "--action", value: "AÇÃO", choices: AuditAction.allCases.map(\.rawValue),
      help: "só esta ação"),
    CommandSpec.Option(name: "--from", value: "AAAA-MM-DD", help: "deste dia em diante"),
    CommandSpec.Option(name: "--to", value: "AAAA-MM-DD", help: "até este dia, inclusive"),
  ]

  init(_ arguments: Arguments) throws(Failure) {
    var contact: UID?
    if let text = arguments["--contact"] {
      guard let uid = UID(text) else {
        throw .badData("O identificador não é válido.", details: ["opcao": "--contact"])
      }
      contact = uid
    }
    self.init(
      person: arguments["--person"], contact: contact,
      action: arguments["--action"].flatMap(AuditAction.init(rawValue:)),
      from: try arguments.day("--from")?.start,
      until: try arguments.day("--to")?.adding(days: 1).start)
  }
}

extension Arguments {
  /// The value of an option that must be a day.
  func day(_ name: String) throws(Failure) -> CivilDate? {
    guard let text = self[name] else { return nil }
    guard let day = CivilDate(iso8601: text) ?? CivilDate(brazilian: text) else {
      throw .usage(
        "`\(name)` deve ser um dia, como 2026-11-21.", details: ["opcao": .string(name)])
    }
    return day
  }
}

extension CivilDate {
  /// The first moment of the day in São Paulo.
  var start: Timestamp { LocalTime(date: self, hour: 0, minute: 0).timestamp }
}

extension Desk {
  /// Says what is sealed in files that are not where they were: what was listed without them is not the whole.
  func tellOfSealed(since moment: Timestamp?) async throws(StoreError) {
    for segment in try await book.unreadableAudit(since: moment, as: actor) {
      Streams.complain(
        "Faltam aqui os registros \(segment.first) a \(segment.last), selados em \(printable(segment.file)): o arquivo "
          + "não está na pasta da auditoria, ou foi mudado. Devolva-o à pasta e repita.")
    }
  }
}

extension AuditEntry {
  var json: JSON {
    .members([
      "seq": .integer(seq), "quando": .string(time.iso8601), "ator": .string(actor),
      "acao": .string(action), "entidade": .string(entity), "sujeito": .optional(subject),
      "campos": .array(fields.split(separator: " ").map { .string(String($0)) }),
      "motivo": .optional(reason), "resultado": .string(outcome), "endereco": .optional(address),
      "endereco_verificado": address == nil
        ? .null : .bool(isVerified),
      "sessao": .string(session), "pedido": .optional(request), "hash": .string(hash.hexadecimal),
    ])
  }

  private var isVerified: Bool {
    addressSource == ConnectingAddress.Source.utmp.rawValue
  }

  /// A line for a person; an address that nobody vouches for ends in a question mark.
  var text: String {
    let parts = [
      "\(seq)", time.local.display, printable(actor), action, entity,
      printable(subject ?? "-"), printable(fields.isEmpty ? "-" : fields), outcome,
      printable(reason ?? ""), address.map { "de \(printable($0))\(isVerified ? "" : "?")" } ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
