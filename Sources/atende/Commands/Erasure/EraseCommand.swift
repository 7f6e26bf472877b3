import ContactsCore

extension CommandSpec {
  static let erase = CommandSpec(
    path: ["erase"], word: "erase",
    summary: "elimina ou anonimiza os dados de uma pessoa, a pedido dela",
    details: [
      "Mostra o que sai e o que fica, e pede que se digite o protocolo do pedido. Sai tudo em uma só "
        + "transação: cadastro, atendimentos, textos, fila, retornos, rascunhos que falam da pessoa e o "
        + "que liga a auditoria a ela. Depois o índice de busca é refeito, as cópias feitas antes de "
        + "atualizações são removidas e todos os arquivos da pasta de dados são lidos à procura do que "
        + "saiu. Só então a eliminação está concluída; senão, o comando diz em que arquivo restou algo, e "
        + "repeti-lo continua de onde parou.",
      "O que está retido (`atende hold`) fica até o fim da retenção, e sai então por si. Onde outra "
        + "pessoa pode aprovar, é preciso que aprove. Sem volta: nem uma cópia antiga do cadastro traz a "
        + "pessoa de novo.",
      "Se o pedido é de anonimização, sai o mesmo, e de cada atendimento ficam só o motivo, a urgência, o "
        + "lugar e o dia, sem nada que leve à pessoa, e só onde ao menos 5 pessoas têm a mesma combinação: "
        + "senão o dia passa a mês e a ano, a cidade a UF e a nada, o motivo sai, e o que nem assim é comum "
        + "se descarta. O certificado traz a prova, sem os valores.",
    ],
    operands: [Operand(name: "UID", isRequired: true, help: "identificador da pessoa")],
    options: [
      Option(name: "--request", value: "PROTOCOLO", help: "o pedido que se atende (obrigatório)"),
      Option(name: "--yes", help: "não pergunta nada"),
      Option(name: "--dry-run", help: "só mostra o que sairia"),
      .json,
    ],
    examples: ["atende erase 0190… --request LGPD-20261121-0007"],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      guard let text = arguments["--request"], let number = DeskProtocol(text) else {
        throw Failure.usage("Falta dizer o pedido: `--request PROTOCOLO`, como LGPD-20261121-0007.")
      }
      let request = number.description
      let desk = try await context.desk()
      if let earlier = try await desk.book.erasure(of: uid, request: request, as: desk.actor) {
        try await desk.finish(earlier, arguments)
        return
      }
      let preview = try await desk.book.erasurePreview(of: uid, request: request, as: desk.actor)
      let asksNothing = arguments.has("--yes")
      if arguments.has("--dry-run") {
        await desk.book.close()
        try Streams.writeLine(arguments.has("--json") ? preview.json.line : preview.text)
        return
      }
      if !asksNothing {
        Streams.complain(preview.text)
        try confirm(request)
      }
      try await desk.erase(preview, arguments)
    })

  private static func confirm(_ request: String) throws(Failure) {
    guard Streams.inputIsTerminal else {
      throw .usage("Sem terminal para confirmar: use `--yes`.")
    }
    Streams.prompt("Para eliminar, digite o protocolo do pedido: ")
    guard DeskProtocol(readLine() ?? "")?.description == request else {
      throw Failure(.tryAgain, .validation, "O protocolo não confere: nada foi eliminado.")
    }
  }
}

extension Desk {
  fileprivate func erase(_ preview: ErasurePreview, _ arguments: Arguments) async throws {
    switch await erased(preview) {
    case .success(let erasure):
      for line in preview.warnings { Streams.complain(printable(line)) }
      try await tell(erasure, arguments)
    case .failure(let error) where error.reason == .approvalRequired:
      let approval = try await book.requestApproval(of: preview.subject, as: actor)
      await book.close()
      throw Failure(
        .notPermitted, .forbidden,
        "Uma segunda pessoa precisa aprovar: peça a ela `atende approval grant \(approval.code)` e "
          + "repita este comando. Nada foi eliminado.",
        details: ["aprovacao": .string(approval.code)])
    case .failure(let error): throw error
    }
  }

  private func erased(_ preview: ErasurePreview) async -> Result<Erasure, StoreError> {
    do throws(StoreError) {
      return .success(
        try await book.erase(preview.contact, request: preview.request, as: actor))
    } catch {
      return .failure(error)
    }
  }

  /// Goes on with an erasure whose rows have gone already.
  fileprivate func finish(_ erasure: Erasure, _ arguments: Arguments) async throws {
    try await tell(
      try await book.erase(erasure.contact, request: erasure.request, as: actor), arguments)
  }

  private func tell(_ erasure: Erasure, _ arguments: Arguments) async throws {
    await book.close()
    try Streams.writeLine(arguments.has("--json") ? erasure.json.line : erasure.text)
    guard let advice = erasure.adviceOnResidue else { return }
    throw Failure(
      .tryAgain, .database, printable(advice),
      details: ["arquivos": .array(erasure.leftIn.map(JSON.string))])
  }
}

extension ErasurePreview {
  fileprivate var json: JSON {
    .members([
      "contato": .string(contact.text), "pedido": .string(request),
      "anonimiza": .bool(isAnonymising),
      "sai": counts.filter { !$0.isKept }.json, "fica": counts.filter(\.isKept).json,
      "retido": .array(holds.map { .string($0.kind.rawValue) }),
      "copias": .integer(Int64(copies)), "compartilhamentos": .integer(Int64(disclosures)),
    ])
  }

  fileprivate static let statistics =
    "Fica só para contar: motivo, urgência, lugar e tempo de cada atendimento, tão gerais que ao menos "
    + "\(StatisticsProof.threshold) pessoas têm a mesma combinação (art. 12); o que não chega a isso sai."

  /// Kinds of datum that go from rows which a hold keeps: the rows are counted as kept, and are emptied of these.
  private var goingOfWhatStays: [DatumKind] {
    let kept = Set(holds.map(\.kind))
    guard !kept.isEmpty else { return [] }
    let inRows: [DatumKind] = [.identification, .document, .place, .account]
    return inRows.filter { !kept.contains($0) }
  }

  fileprivate var text: String {
    var lines = ["\(isAnonymising ? "Anonimização" : "Eliminação"), pedido \(request):", "Sai:"]
    lines += counts.filter { !$0.isKept }.map { "  \($0.title): \(grouped($0.rows))" }
    lines += goingOfWhatStays.map { "  \($0.label): apagado das linhas que ficam" }
    lines.append("  o que liga a auditoria a esta pessoa")
    if copies > 0 {
      lines.append(
        copies == 1
          ? "  1 arquivo em `copias`, feito antes de uma atualização (de todos)"
          : "  \(grouped(copies)) arquivos em `copias`, feitos antes de atualizações (de todos)")
    }
    if !holds.isEmpty {
      lines.append("Fica retido:")
      lines += holds.map { hold in
        let end = hold.endsOn.map { "até \($0.display)" } ?? "até ser liberado"
        return
          "  \(hold.kind.label): \(printable(hold.article)), \(end) – \(printable(hold.reason))"
      }
    }
    lines.append("Fica, sem nome: auditoria e provas dos pedidos (art. 16, I).")
    if isAnonymising { lines.append(ErasurePreview.statistics) }
    lines += warnings.map { printable($0) }
    if disclosures > 0 {
      lines.append(
        disclosures == 1
          ? "1 exportação completa pode trazer a pessoa: avise quem a recebeu (art. 18, § 6º)."
          : "\(grouped(disclosures)) exportações completas podem trazer a pessoa: avise quem as recebeu "
            + "(art. 18, § 6º).")
    }
    switch fourEyes {
    case .nobodyElse:
      lines.append("Ninguém mais nesta central pode aprovar: segue sem segunda pessoa.")
    case .needed:
      lines.append(
        "Segue só com a aprovação de outra pessoa: `atende approval list` diz se ela já a deu.")
    case .turnedOff, .withinLimit: break
    }
    return lines.joined(separator: "\n")
  }
}

extension [ErasureCount] {
  fileprivate var json: JSON {
    .object(map { JSON.Member(key: $0.table, value: .integer(Int64($0.rows))) })
  }
}

extension Erasure {
  var json: JSON {
    .members([
      "eliminacao": .string(uid.text), "pedido": .string(request),
      "situacao": .string(state.rawValue), "iniciada_em": .string(startedAt.iso8601),
      "concluida_em": .optional(concludedAt?.iso8601),
      "removido": removed.filter { !$0.isKept }.json,
      "retido": .array(kept.map { .string($0.kind.rawValue) }),
      "arquivos_lidos": .integer(Int64(filesRead)), "bytes_lidos": .integer(bytesRead),
      "formas_de_outras_pessoas": .integer(Int64(sharedForms)),
      "residuos": .array(residue.map(JSON.string)),
      "estatistica": statistics.map { proof in
        .members([
          "mantido": .array(
            proof.kept.map {
              .members([
                "nivel": .string($0.level.label), "atendimentos": .integer(Int64($0.interactions)),
                "k": .integer(Int64($0.smallestGroup)),
              ])
            }), "descartado": .integer(Int64(proof.dropped)),
        ])
      } ?? .null,
    ])
  }

  var text: String {
    let rows = removed.filter { !$0.isKept }.reduce(0) { $0 + $1.rows }
    let deed = statistics == nil ? "Eliminação" : "Anonimização"
    var lines = [
      "\(deed) \(state.label): "
        + (rows == 1 ? "1 linha removida." : "\(grouped(rows)) linhas removidas.")
    ]
    if let statistics { lines.append("Ficou só para contar – \(statistics.words).") }
    if filesRead > 0 {
      lines.append(
        (filesRead == 1
          ? "1 arquivo da pasta de dados lido, "
          : "\(grouped(filesRead)) arquivos da pasta de dados lidos, ")
          + "\(grouped(Int(bytesRead))) bytes: "
          + (leftIn.isEmpty ? "nada da pessoa restou." : "restou algo em \(leftIn.count)."))
    }
    if isNamedInAudit {
      lines.append(
        "Menos na auditoria: uma justificativa antiga cita algo da pessoa, e a auditoria não se altera (art. 16, "
          + "I). O certificado o diz.")
    }
    if sharedForms > 0 {
      lines.append(
        sharedForms == 1
          ? "1 forma (um nome, um número) também é de outras pessoas do cadastro, e fica nos registros delas."
          : "\(grouped(sharedForms)) formas (um nome, um número) também são de outras pessoas do cadastro, e "
            + "ficam nos registros delas.")
    }
    if !kept.isEmpty {
      lines.append(
        "Retido: "
          + kept.map { printable($0.words) }.joined(separator: "; ")
          + ". Sai por si no fim da retenção.")
    }
    switch state {
    case .done: lines.append("Certificado: `atende request certificate \(request)`.")
    case .cleaning: lines.append("Repita o comando para continuar.")
    case .onHold:
      lines.append(
        "O pedido já pode ser respondido: a carta diz o que fica, por qual artigo e até quando. O certificado sai no "
          + "fim da retenção.")
    }
    return lines.joined(separator: "\n")
  }
}
