import ContactsCore

extension CommandSpec {
  static let contactGuardian = CommandSpec(
    path: ["contact", "guardian"], word: "contact guardian",
    summary: "anota o cuidado com o responsável por uma pessoa (LGPD, art. 14)",
    details: [
      "O que é melhor para a pessoa vem do arquivo ou da entrada padrão, para que nada apareça na lista de "
        + "processos. Com --aggressor fica o alerta de que o responsável pode ser o agressor: a ficha, a agenda "
        + "e os pedidos avisam, e o pedido de um representante só segue depois que o encarregado diz por quê.",
      "O alerta só o encarregado retira, com --withdraw; o motivo também vem da entrada padrão (--reason -), e fica "
        + "no cadastro, não na auditoria. Quem pede em nome da pessoa não recebe nada disso no relatório de acesso.",
    ],
    operands: [
      Operand(name: "UID", isRequired: true, help: "identificador da pessoa"),
      Operand(
        name: "ARQUIVO", isRequired: false,
        help:
          "o que é melhor para a pessoa; `-` é a entrada padrão (sem ele, fica a nota que houver)"),
    ],
    options: [
      Option(name: "--aggressor", help: "o responsável pode ser o agressor"),
      Option(name: "--withdraw", help: "retira o que foi anotado"),
      Option(
        name: "--reason", value: "-", help: "por que se retira, lido da entrada padrão: sempre `-`"),
    ],
    examples: [
      "atende contact guardian UID --aggressor - < nota.txt",
      "atende contact guardian UID --withdraw --reason - < motivo.txt",
    ],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      guard !arguments.has("--withdraw") else { return try await withdraw(uid, arguments, context) }
      guard arguments["--reason"] == nil else {
        throw Failure.usage("`--reason` só vale com `--withdraw`.")
      }
      var note: Sensitive<String>?
      if arguments.operand(1) != nil {
        note = Sensitive(try Input.text(of: arguments.file(1), limit: 8000))
      }
      let desk = try await context.desk()
      try await desk.book.noteGuardian(
        NewGuardianCaution(
          contact: uid, mayBeAggressor: Sensitive(arguments.has("--aggressor")),
          bestInterest: note), as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Anotado.")
    })

  private static func withdraw(
    _ uid: UID, _ arguments: Arguments, _ context: Context
  ) async throws {
    guard !arguments.has("--aggressor"), arguments.operand(1) == nil else {
      throw Failure.usage(
        "`--withdraw` não vai com `--aggressor` nem com uma nota: ou se anota, ou se retira.")
    }
    guard arguments["--reason"] == "-" else {
      throw Failure.usage(
        "O motivo vem da entrada padrão, para não aparecer na lista de processos: `--reason -`.")
    }
    let reason = try arguments.reason()
    let desk = try await context.desk()
    try await desk.book.withdrawGuardianCaution(of: uid, reason: reason, as: desk.actor)
    await desk.book.close()
    try Streams.writeLine("Retirado.")
  }
}
