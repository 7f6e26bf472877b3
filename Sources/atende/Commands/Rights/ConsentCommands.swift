import ContactsCore

extension CommandSpec {
  static let consentRecord = CommandSpec(
    path: ["consent", "record"], word: "consent record",
    summary: "anota o que a pessoa decidiu sobre uma finalidade",
    details: [
      "O aviso a ler em voz alta está em `atende consent list`. Um consentimento só vale depois de lido: "
        + "diga --notice-read. Dado sensível pede uma base do art. 11. Onde está a prova (gravação, "
        + "formulário) vem do arquivo ou da entrada padrão."
    ],
    operands: [
      Operand(name: "UID", isRequired: true, help: "identificador da pessoa"),
      Operand(
        name: "ARQUIVO", isRequired: false,
        help: "onde está a prova; `-` é a entrada padrão (sem ele, nenhuma)"),
    ],
    options: [
      Option(
        name: "--purpose", value: "FINALIDADE", choices: Purpose.all.map(\.code),
        help: "para que os dados serviriam"),
      Option(
        name: "--decision", value: "DECISÃO",
        choices: Consent.Decision.allCases.filter { $0 != .revoked }.map(\.rawValue),
        help: "o que a pessoa decidiu"),
      Option(name: "--basis", value: "ARTIGO", help: "a base legal (padrão: a da finalidade)"),
      Option(
        name: "--channel", value: "CANAL", choices: Channel.allCases.map(\.rawValue),
        help: "por onde (padrão: telefone)"),
      Option(name: "--notice-read", help: "o aviso foi lido à pessoa"),
    ],
    examples: ["atende consent record UID --purpose retorno --decision dado --notice-read"],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      guard let purpose = arguments["--purpose"].flatMap(Purpose.named),
        let decision = arguments["--decision"].flatMap(Consent.Decision.init(rawValue:))
      else { throw Failure.usage("Faltam `--purpose FINALIDADE` e `--decision DECISÃO`.") }
      var consent = NewConsent(
        contact: uid, purpose: purpose, legalBasis: arguments["--basis"], decision: decision,
        channel: arguments["--channel"].flatMap(Channel.init(rawValue:)) ?? .phone,
        noticeRead: arguments.has("--notice-read"))
      if arguments.operand(1) != nil {
        consent.evidence = Sensitive(try Input.text(of: arguments.file(1), limit: 8000))
      }
      let desk = try await context.desk()
      try await desk.book.recordConsent(consent, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Anotado: \(purpose.name), \(decision.label).")
    })

  static let consentRevoke = CommandSpec(
    path: ["consent", "revoke"], word: "consent revoke",
    summary: "retira o consentimento de uma pessoa: de uma finalidade, ou de todas",
    details: [
      "De `retorno`, ou de todas, fica anotado mesmo que nada tenha sido dado: a central não liga nem escreve "
        + "mais, e os retornos da agenda são cancelados."
    ],
    operands: [Operand(name: "UID", isRequired: true, help: "identificador da pessoa")],
    options: [
      Option(
        name: "--purpose", value: "FINALIDADE",
        help: "o código ou o nome da finalidade (padrão: todas)"),
      Option(
        name: "--channel", value: "CANAL", choices: Channel.allCases.map(\.rawValue),
        help: "por onde (padrão: telefone)"), .json,
    ],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let purpose = arguments["--purpose"].map { Purpose.named($0)?.name ?? $0 }
      let desk = try await context.desk()
      let revocation = try await desk.book.revokeConsents(
        of: uid, purpose: purpose,
        channel: arguments["--channel"].flatMap(Channel.init(rawValue:)) ?? .phone, as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.writeLine(
          JSON.members(["finalidades": .array(revocation.purposes.map(JSON.string))]).line)
      }
      guard !revocation.purposes.isEmpty else {
        return try Streams.writeLine("Não havia consentimento vigente a retirar.")
      }
      func listed(_ names: [String]) -> String {
        names.map { printable($0) }.joined(separator: "; ")
      }
      if !revocation.withdrawn.isEmpty {
        try Streams.writeLine(
          "Retirado: \(listed(revocation.withdrawn)). Os dados não servem mais a isso.")
      }
      if !revocation.neverGiven.isEmpty {
        try Streams.writeLine(
          "Sem consentimento anterior: \(listed(revocation.neverGiven)). Ficou anotado que a pessoa não quer: "
            + "a central não liga nem escreve mais.")
      }
      try Streams.writeLine(
        "Se a pessoa também quiser a eliminação (art. 18, VI): `atende request new --type eliminacao "
          + "--contact \(uid)`.")
    })

  static let consentList = CommandSpec(
    path: ["consent", "list"], word: "consent list",
    summary: "mostra o que uma pessoa decidiu; sem UID, as finalidades e os avisos a ler",
    operands: [Operand(name: "UID", isRequired: false, help: "identificador da pessoa")],
    options: [.json],
    run: { arguments, context in
      guard let operand = arguments.operand(0) else {
        let text = Purpose.all.map { $0.text }.joined(separator: "\n")
        return try Streams.write(
          arguments.has("--json") ? Purpose.all.map { $0.json.line + "\n" }.joined() : text)
      }
      let uid = try UID.read(operand)
      let desk = try await context.desk()
      let ledger = try await desk.book.consents(of: uid, as: desk.actor)
      await desk.book.close()
      let holding = Consent.holding(in: ledger)
      guard !arguments.has("--json") else {
        return try Streams.write(
          ledger.map { $0.json(holds: holding.contains($0)).line + "\n" }.joined())
      }
      let text = Columns.text(
        ["Quando", "Finalidade", "Base legal", "Decisão", "Canal", ""],
        ledger.map { consent in
          [
            consent.recordedAt.local.display, printable(consent.purpose),
            printable(consent.legalBasis), consent.decision.label, consent.channel.label,
            consent.isOutdated ? "o texto mudou: pergunte de novo" : "",
          ]
        })
      try Streams.write(ledger.isEmpty ? "Nenhuma decisão registrada.\n" : text)
    })
}

extension Purpose {
  fileprivate var json: JSON {
    .members([
      "codigo": .string(code), "nome": .string(name), "base_legal": .string(legalBasis),
      "sensivel": .bool(isSensitive), "versao": .string(textVersion), "aviso": .string(notice),
      "recusa": .string(refusal), "sha256": .string(noticeHash),
    ])
  }

  fileprivate var text: String {
    aligned([
      ("Finalidade", "\(name) (\(code))"),
      ("Base legal", "\(legalBasis), \(LegalBasis.named(legalBasis)?.name ?? "")"),
      ("Leia", "“\(notice)” (versão \(textVersion))"), ("Se disser não", refusal),
    ])
  }
}

extension Consent {
  fileprivate func json(holds: Bool) -> JSON {
    .members([
      "finalidade": .string(purpose), "base_legal": .string(legalBasis),
      "versao_texto": .string(textVersion), "sha256_texto": .string(textHash),
      "canal": .string(channel.rawValue), "decisao": .string(decision.rawValue),
      "vale": .bool(holds), "pedir_de_novo": .bool(isOutdated),
      "registrado_em": .string(recordedAt.iso8601), "registrado_por": .string(recordedBy),
    ])
  }
}
