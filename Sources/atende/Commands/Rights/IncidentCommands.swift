import ContactsCore

extension CommandSpec {
  static let incidentNew = CommandSpec(
    path: ["incident", "new"], word: "incident new",
    summary: "registra um incidente com dados pessoais, e começa a contar os prazos",
    details: [
      "Três dias úteis para comunicar à ANPD e às pessoas, vinte para completar, cinco anos no registro "
        + "(\(LegalDeadline.incidentNotice.norm)). O que aconteceu vem do arquivo ou da entrada padrão. "
        + "Com --from, as pessoas atingidas são achadas na auditoria: de quem --person viu, mudou ou "
        + "levou dados no período."
    ],
    operands: [
      Operand(
        name: "ARQUIVO", isRequired: false,
        help: "o que aconteceu, sem dados de ninguém; `-` é a entrada padrão")
    ],
    options: [
      Option(
        name: "--risk", value: "RISCO", choices: Incident.Risk.allCases.map(\.rawValue),
        help: "relevante (padrão) tem de ser comunicado; baixo fica só no registro"),
      Option(
        name: "--known", value: "QUANDO",
        help: "quando a central soube, em ISO 8601 (padrão: agora)"),
      Option(name: "--from", value: "QUANDO", help: "começo do período, em ISO 8601"),
      Option(name: "--to", value: "QUANDO", help: "fim do período (padrão: agora)"),
      Option(name: "--person", value: "LOGIN", help: "só o que esta pessoa usuária fez"), .json,
    ],
    examples: ["atende incident new relato.txt --from 2026-11-20 --person bia"],
    run: { arguments, context in
      let now = context.surroundings.now()
      let from = try arguments.moment("--from")
      guard from != nil || (arguments["--to"] == nil && arguments["--person"] == nil) else {
        throw Failure.usage("Falta o começo do período: `--from QUANDO`.")
      }
      let until = try arguments.moment("--to") ?? now
      let scope = from.map {
        AuditScope(login: arguments["--person"]?.lowercased(), from: $0, until: until)
      }
      Input.inviteTyping(arguments.file())
      let new = NewIncident(
        summary: Sensitive(try Input.text(of: arguments.file(), limit: 16_000)),
        risk: arguments["--risk"].flatMap(Incident.Risk.init(rawValue:)) ?? .relevant,
        knownAt: try arguments.moment("--known") ?? now, scope: scope)
      let desk = try await context.desk()
      let incident = try await desk.book.newIncident(new, as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.writeLine(incident.json(people: nil, at: now).line)
      }
      try Streams.writeLine(
        "Incidente \(incident.protocolNumber): \(grouped(incident.affected)) pessoas atingidas. Comunicar até "
          + "\(incident.noticeDueOn.display), completar até \(incident.complementDueOn.display).")
    })

  static let incidentList = CommandSpec(
    path: ["incident", "list"], word: "incident list", summary: "mostra o registro de incidentes",
    options: [
      Option(
        name: "--format", value: "FORMATO", choices: ["text", "json", "xlsx"],
        help: "text (padrão), json ou xlsx"),
      Option(name: "--output", value: "ARQUIVO", help: "onde gravar a planilha (só de xlsx)"),
      .json,
    ],
    run: { arguments, context in
      let format = arguments.has("--json") ? "json" : arguments["--format"] ?? "text"
      let file = try ExportPlace.workbook(format, arguments["--output"], context)
      let desk = try await context.desk()
      let rows = try await desk.book.incidents(limit: 1000, as: desk.actor)
      await desk.book.close()
      if let file {
        try ReportWorkbook.write(rows, to: file, number: context.surroundings.randomBytes(8))
        return try Streams.writeLine("Planilha gravada.")
      }
      let now = context.surroundings.now()
      guard format != "json" else {
        return try Streams.write(rows.map { $0.json(people: nil, at: now).line + "\n" }.joined())
      }
      let text = Columns.text(
        ["Protocolo", "Risco", "Soube em", "Comunicar até", "Pessoas", "O que aconteceu"],
        rows.map { row in
          [
            row.protocolNumber.description, row.risk.rawValue, row.knownAt.local.display,
            row.noticeDueOn.display + row.lateness(of: row.noticeDueOn, at: now),
            grouped(row.affected),
            printable(String(row.summary.prefix(60))),
          ]
        })
      try Streams.write(rows.isEmpty ? "Nenhum incidente.\n" : text)
    })

  static let incidentShow = CommandSpec(
    path: ["incident", "show"], word: "incident show",
    summary: "mostra um incidente e os cadastros atingidos",
    operands: [
      Operand(name: "PROTOCOLO", isRequired: true, help: "como INC-20261121-0001")
    ],
    options: [.json],
    run: { arguments, context in
      let number = try DeskProtocol.read(arguments.operand(0))
      let desk = try await context.desk()
      let (incident, people) = try await desk.book.incident(number, as: desk.actor)
      await desk.book.close()
      let now = context.surroundings.now()
      guard !arguments.has("--json") else {
        return try Streams.writeLine(incident.json(people: people.map(\.uid), at: now).line)
      }
      try Streams.write(
        aligned([
          ("Incidente", "\(incident.protocolNumber), risco \(incident.risk.rawValue)"),
          ("O que aconteceu", printable(incident.summary)),
          ("Soube em", incident.knownAt.local.display),
          (
            "Comunicar até",
            incident.noticeDueOn.display + incident.lateness(of: incident.noticeDueOn, at: now)
          ),
          (
            "Completar até",
            incident.complementDueOn.display
              + incident.lateness(of: incident.complementDueOn, at: now)
          ),
          ("Guardar até", incident.keepUntil.display),
          ("Pessoas", grouped(incident.affected)),
          ("Cadastros", people.map(\.uid.text).joined(separator: "\n")),
        ]))
    })
}

extension Arguments {
  fileprivate func moment(_ name: String) throws(Failure) -> Timestamp? {
    guard let text = self[name] else { return nil }
    guard let moment = Timestamp(iso8601: text) else {
      throw .usage(
        "`\(name)` deve ser um dia ou um momento, como 2026-11-21 ou 2026-11-21T09:15:00-03:00.",
        details: ["opcao": .string(name)])
    }
    return moment
  }
}

extension Incident {
  /// That a term is over, of what has to be told at all.
  fileprivate func lateness(of day: CivilDate, at now: Timestamp) -> String {
    risk == .relevant && day < now.local.date ? " (prazo passado)" : ""
  }

  fileprivate func json(people: [UID]?, at now: Timestamp) -> JSON {
    .members([
      "protocolo": .string(protocolNumber.description), "resumo": .string(summary),
      "risco": .string(risk.rawValue), "conhecido_em": .string(knownAt.iso8601),
      "comunicar_ate": .string(noticeDueOn.iso8601),
      "completar_ate": .string(complementDueOn.iso8601),
      "guardar_ate": .string(keepUntil.iso8601),
      "dias_uteis_restantes": .integer(Int64(daysLeft(at: now))),
      "pessoas_atingidas": .integer(Int64(affected)),
      "cadastros": people.map { .array($0.map { .string($0.text) }) } ?? .null,
      "registrado_em": .string(openedAt.iso8601), "registrado_por": .string(openedBy),
    ])
  }
}
