import ContactsCore

extension CommandSpec {
  static let warningList = CommandSpec(
    path: ["warning", "list"], word: "warning list",
    summary: "mostra o que pede o cuidado de alguém: disco, auditoria, IA, fila, prazos, cópias",
    details: [
      "O mesmo problema é um aviso só, que conta quantas vezes começou. Os que acabaram vêm no fim."
    ],
    options: [.json],
    run: { arguments, context in
      let desk = try await context.desk()
      let warnings = try await desk.book.watch(
        on: .live(context.environment.folder), as: desk.actor)
      await desk.book.close()
      if arguments.has("--json") {
        return try Streams.write(warnings.map { $0.json.line + "\n" }.joined())
      }
      try Streams.write(
        warnings.isEmpty ? "Nada a cuidar agora.\n" : warnings.map(\.text).joined())
    })

  static let warningAck = CommandSpec(
    path: ["warning", "ack"], word: "warning ack",
    summary: "diz que você cuida de um aviso; fica na auditoria",
    details: ["O aviso sai do alto das telas, e volta se acabar e começar outra vez."],
    operands: [
      Operand(
        name: "CÓDIGO", isRequired: true,
        help: CentreWarning.Code.allCases.map(\.rawValue).joined(separator: ", "))
    ],
    run: { arguments, context in
      guard let code = CentreWarning.Code(rawValue: arguments.operand(0) ?? "") else {
        throw Failure.usage("Esse aviso não existe. Veja `atende warning list`.")
      }
      let desk = try await context.desk()
      let warnings = try await desk.book.watch(
        on: .live(context.environment.folder), as: desk.actor)
      guard warnings.contains(where: { $0.code == code && $0.isOpen }) else {
        await desk.book.close()
        throw Failure(
          .noInput, .notFound, "Esse aviso não está em aberto, ou alguém já cuida dele.")
      }
      try await desk.book.acknowledgeWarning(code, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("\(code.label): você cuida.")
    })
}

extension CentreWarning {
  fileprivate var json: JSON {
    .members([
      "codigo": .string(code.rawValue), "titulo": .string(code.label),
      "mensagem": .string(message), "vezes": .integer(Int64(count)),
      "primeira": .string(first.iso8601), "ultima": .string(last.iso8601),
      "acabou": .optional(endedAt?.iso8601), "quem_cuida": .optional(seenBy),
      "desde_quando": .optional(seenAt?.iso8601),
    ])
  }

  fileprivate var text: String {
    aligned([
      ("Aviso", code.label + (endedAt == nil ? "" : " (já passou)")), ("O que é", message),
      ("Vezes", grouped(count)), ("Primeira", first.local.display),
      ("Última", last.local.display), ("Quem cuida", seenBy.map { printable($0) } ?? "ninguém"),
      ("O que fazer", code.advice), ("Código", code.rawValue),
    ]) + "\n"
  }
}
