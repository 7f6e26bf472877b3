import ContactsCore

extension CommandSpec {
  static let queueList = CommandSpec(
    path: ["queue", "list"], word: "queue list",
    summary: "mostra os textos que esperam a IA ou uma pessoa",
    details: [
      "Um texto por linha, do mais antigo ao mais novo: situação, idade, tentativas, motivo da "
        + "última falha e lote. Nada do que foi dito aparece."
    ],
    options: [
      Option(
        name: "--state", value: "SITUAÇÃO", choices: QueueState.allCases.map(\.rawValue),
        help: "só os que estão nesta situação (padrão: pendente, extraido e falhou)"),
      Option(name: "--batch", value: "LOTE", help: "só os deste lote"),
      Option(name: "--limit", value: "N", help: "no máximo N textos (padrão: 50)"), .json,
    ],
    examples: ["atende queue list --state falhou", "atende queue list --json --limit 1000"],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...1_000_000) ?? 50
      let filter = QueueFilter(
        state: arguments["--state"].flatMap(QueueState.init(rawValue:)),
        batch: try arguments["--batch"].map(UID.readBatch))
      let desk = try await context.desk()
      var rows: [QueueItemSummary] = []
      var cursor: QueueCursor?
      repeat {
        let page = try await desk.book.queueItems(
          filter, after: cursor, limit: min(limit - rows.count, 1000), as: desk.actor)
        rows += page.rows
        cursor = page.next
      } while cursor != nil && rows.count < limit
      let health = try await desk.book.queueHealth()
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.write(rows.map { $0.json.line + "\n" }.joined())
      }
      let now = context.surroundings.now()
      var text = Columns.text(
        ["Protocolo", "Situação", "Idade", "Tentativas", "Motivo", "Nome", "Identificador"],
        rows.map { $0.cells(at: now) })
      if cursor != nil {
        text += "Há mais: use --limit para ver além de \(grouped(rows.count)).\n"
      }
      text += health.warnings.map { "Aviso: \($0.sentence)\n" }.joined()
      try Streams.write(text.isEmpty ? "A fila está vazia.\n" : text)
    })

  static let queueBatches = CommandSpec(
    path: ["queue", "batches"], word: "queue batches",
    summary: "mostra os lotes, do mais novo ao mais antigo",
    options: [
      Option(name: "--limit", value: "N", help: "no máximo N lotes (padrão: 20)"), .json,
    ],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...1000) ?? 20
      let desk = try await context.desk()
      let batches = try await desk.book.batches(limit: limit, as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else {
        return try Streams.write(batches.map { $0.json.line + "\n" }.joined())
      }
      let text = Columns.text(
        ["Criado em", "Origem", "Pedido por", "Situação", "Lidos", "Falharam", "Lote"],
        batches.map(\.cells))
      try Streams.write(text.isEmpty ? "Não há lotes.\n" : text)
    })
}

extension UID {
  static func readBatch(_ text: String) throws(Failure) -> UID {
    guard let uid = UID(text) else {
      throw Failure(
        .badData, .validation,
        "O lote não é válido: use o identificador que `atende queue batches` mostra.",
        details: ["argumento": "LOTE"])
    }
    return uid
  }
}

extension QueueItemSummary {
  fileprivate var json: JSON {
    .members([
      "uid": .string(uid.text), "contato": .string(contact.text),
      "protocolo": .string(protocolNumber.description),
      "nome": .optional(name?.revealed(for: .screen)), "situacao": .string(state.rawValue),
      "em_leitura": .bool(isBeingRead), "tentativas": .integer(Int64(tries)),
      "motivo": .optional(failure?.code), "desde": .string(queuedAt.iso8601),
      "proxima_em": state == .waiting ? .string(dueAt.iso8601) : .null,
      "lote": .optional(batch?.text), "atendente": .string(attendant),
    ])
  }

  fileprivate func cells(at now: Timestamp) -> [String] {
    [
      protocolNumber.description, isBeingRead ? "em leitura" : state.rawValue,
      Columns.age(from: queuedAt, to: now), String(tries), failure?.code ?? "",
      printable(name?.revealed(for: .screen) ?? "(sem nome)"), uid.text,
    ]
  }
}

extension QueueBatch {
  var json: JSON {
    .members([
      "uid": .string(uid.text), "origem": .string(origin.rawValue),
      "pedido_por": .string(requestedBy), "situacao": .string(state.rawValue),
      "criado_em": .string(createdAt.iso8601), "terminado_em": .optional(finishedAt?.iso8601),
      "textos": .object(
        [JSON.Member(key: "total", value: .integer(Int64(counts.total)))]
          + QueueState.allCases.map { state in
            JSON.Member(key: state.rawValue, value: .integer(Int64(counts[state])))
          }),
    ])
  }

  fileprivate var cells: [String] {
    [
      createdAt.local.display, origin.rawValue, printable(requestedBy), state.rawValue,
      "\(grouped(counts.read))/\(grouped(counts.total))", grouped(counts[.failed]), uid.text,
    ]
  }
}

/// Rows under headings, each column as wide as it must be.
enum Columns {
  /// Empty without any rows.
  static func text(_ headings: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = [headings] + rows
    let widths = headings.indices.map { column in
      lines.map { columns(of: $0[column]) }.max() ?? 0
    }
    return lines.map { line in
      let cells = line.enumerated().map { index, cell in
        index == line.count - 1 ? cell : padded(cell, to: widths[index])
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// Such as `40 s`, `12 min`, `3 h` or `2 d`.
  static func age(from start: Timestamp, to end: Timestamp) -> String {
    let seconds = max(0, (end.milliseconds - start.milliseconds) / 1000)
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min" }
    return seconds < 172_800 ? "\(seconds / 3600) h" : "\(seconds / 86_400) d"
  }
}
