import ContactsCore

extension CommandSpec {
  private static let who = Operand(
    name: "UID", isRequired: true, help: "identificador da pessoa")
  private static let why = Option(
    name: "--reason", value: "MOTIVO", help: "por quê, sem dados da pessoa; - lê da entrada padrão")

  static let contactBlock = CommandSpec(
    path: ["contact", "block"], word: "contact block",
    summary: "bloqueia um cadastro: só o encarregado o vê",
    details: [
      "Para dados excessivos ou tratados em desconformidade, enquanto se decide (LGPD, art. 18, IV). O "
        + "cadastro sai das listas, da busca, da fila, da agenda e das exportações, e ninguém mais o abre."
    ],
    operands: [who], options: [why],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let reason = try arguments.reason()
      let desk = try await context.desk()
      try await desk.book.block(
        uid, reason: reason, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Cadastro bloqueado.")
    })

  static let contactUnblock = CommandSpec(
    path: ["contact", "unblock"], word: "contact unblock", summary: "desbloqueia um cadastro",
    operands: [who], options: [why],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let reason = try arguments.reason()
      let desk = try await context.desk()
      try await desk.book.unblock(
        uid, reason: reason, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Cadastro desbloqueado.")
    })
}
