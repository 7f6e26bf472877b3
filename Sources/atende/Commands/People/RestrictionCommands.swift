import ContactsCore

extension CommandSpec {
  private static let uid = Operand(
    name: "UID", isRequired: true, help: "identificador da pessoa")
  private static let reason = Option(
    name: "--reason", value: "MOTIVO",
    help: "por quê, sem dados da pessoa: fica na auditoria e nos avisos; - lê da entrada padrão")

  static let contactRestrict = CommandSpec(
    path: ["contact", "restrict"], word: "contact restrict",
    summary: "fecha um cadastro a todos, menos a pessoas nomeadas",
    details: [
      "Para uma pessoa protegida, ou o caso de uma colega. Os demais veem só “registro restrito” nas "
        + "listas e não o abrem. O encarregado é avisado. Restringir de novo troca as pessoas."
    ],
    operands: [uid],
    options: [
      Option(name: "--to", value: "NOMES", help: "quem poderá abrir, separados por vírgula"),
      reason,
    ],
    examples: [
      "atende contact restrict 0190… --to ana,caio --reason - < motivo.txt"
    ],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let logins = (arguments["--to"] ?? "").split(separator: ",").map(String.init)
      let reason = try arguments.reason()
      let desk = try await context.desk()
      try await desk.book.restrict(
        uid, to: logins, reason: reason, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Registro restrito. O encarregado foi avisado.")
    })

  static let contactUnrestrict = CommandSpec(
    path: ["contact", "unrestrict"], word: "contact unrestrict",
    summary: "abre de novo um cadastro restrito",
    details: ["Só quem pode abri-lo, ou o encarregado."],
    operands: [uid], options: [reason],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let reason = try arguments.reason()
      let desk = try await context.desk()
      try await desk.book.unrestrict(
        uid, reason: reason, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Restrição retirada. O encarregado foi avisado.")
    })
}
