import ContactsCore

extension CommandSpec {
  private static let item = Operand(
    name: "UID", isRequired: true, help: "identificador do atendimento, como em `queue list`")
  private static let batch = Operand(
    name: "LOTE", isRequired: true, help: "identificador do lote, como em `queue batches`")

  static let queueRetry = CommandSpec(
    path: ["queue", "retry"], word: "queue retry",
    summary: "põe de novo na fila textos que não puderam ser lidos",
    details: [
      "Um texto, todos os de um lote (--batch) ou todos (--all). Um texto que espera sua próxima "
        + "tentativa passa a ser tentado já."
    ],
    operands: [
      Operand(
        name: "UID", isRequired: false,
        help: "identificador do atendimento, como em `queue list`")
    ],
    options: [
      Option(name: "--all", help: "todos os que falharam"),
      Option(name: "--batch", value: "LOTE", help: "todos os que falharam deste lote"), .json,
    ],
    run: { arguments, context in
      let batch = try arguments["--batch"].map(UID.readBatch)
      let isMany = arguments.has("--all") || batch != nil
      guard isMany != (arguments.operand(0) != nil) else {
        throw Failure.usage(
          "Diga um UID, ou --all, ou --batch LOTE, e só um deles.",
          details: ["comando": "queue retry"])
      }
      let desk = try await context.desk()
      var count = 1
      if isMany {
        count = try await desk.book.retryFailedQueueItems(in: batch, as: desk.actor)
      } else {
        try await desk.book.retryQueueItem(UID.read(arguments.operand(0)), as: desk.actor)
      }
      await desk.book.close()
      try Streams.writeLine(
        arguments.has("--json")
          ? JSON.members(["alterados": .integer(Int64(count))]).line
          : "De volta à fila: \(grouped(count)).")
    })

  static let queueDiscard = CommandSpec(
    path: ["queue", "discard"], word: "queue discard",
    summary: "tira um texto da fila: ele fica só para as pessoas",
    details: [
      "O texto continua no atendimento. O motivo fica na auditoria; é escolhido de uma lista, para "
        + "que nada de ninguém seja escrito ali."
    ],
    operands: [item],
    options: [
      Option(
        name: "--reason", value: "MOTIVO", choices: DiscardReason.allCases.map(\.rawValue),
        help: "por que não há o que ler (obrigatório)"), .json,
    ],
    examples: ["atende queue discard 0190… --reason spam"],
    run: { arguments, context in
      guard let reason = arguments["--reason"].flatMap(DiscardReason.init(rawValue:)) else {
        throw Failure.usage(
          "Diga o motivo com --reason: \(listed(DiscardReason.allCases.map(\.rawValue))).",
          details: ["comando": "queue discard", "opcao": "--reason"])
      }
      let uid = try UID.read(arguments.operand(0))
      let desk = try await context.desk()
      try await desk.book.discardQueueItem(uid, reason: reason, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine(
        arguments.has("--json") ? JSON.members(["alterados": 1]).line : "Fora da fila.")
    })

  static let queuePause = change(
    "pause", "deixa um lote parado até que seja retomado",
    details: ["O que já está em leitura é lido até o fim."], answer: "Lote pausado."
  ) { try await $0.book.pauseBatch($1, as: $0.actor) }

  static let queueResume = change(
    "resume", "retoma um lote pausado", details: [], answer: "Lote retomado."
  ) { try await $0.book.resumeBatch($1, as: $0.actor) }

  static let queueCancel = change(
    "cancel", "tira da fila, de vez, os textos de um lote que ainda não foram lidos",
    details: ["Os textos continuam nos atendimentos. Um lote cancelado não pode ser retomado."],
    answer: "Lote cancelado."
  ) { try await $0.book.cancelBatch($1, as: $0.actor) }

  private static func change(
    _ name: String, _ summary: String, details: [String], answer: String,
    _ body: @escaping @Sendable (Desk, UID) async throws -> Void
  ) -> CommandSpec {
    CommandSpec(
      path: ["queue", name], word: "queue batch", summary: summary, details: details,
      operands: [batch], options: [.json],
      run: { arguments, context in
        let uid = try UID.readBatch(arguments.operand(0) ?? "")
        let desk = try await context.desk()
        try await body(desk, uid)
        let batch = try await desk.book.batch(uid, as: desk.actor)
        await desk.book.close()
        let counts =
          "\(grouped(batch.counts.done)) de \(grouped(batch.counts.total)) textos já não esperam."
        try Streams.writeLine(
          arguments.has("--json") ? batch.json.line : "\(answer) \(counts)")
      })
  }
}
