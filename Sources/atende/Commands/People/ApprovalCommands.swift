import ContactsCore

extension CommandSpec {
  private static let code = Operand(
    name: "CÓDIGO", isRequired: true, help: "o código que a outra pessoa recebeu, como K7QX-2M9P")

  static let approvalList = CommandSpec(
    path: ["approval", "list"], word: "approval list",
    summary: "mostra o que espera, ou teve, a aprovação de uma segunda pessoa",
    options: [.json],
    run: { arguments, context in
      let desk = try await context.desk()
      let approvals = try await desk.book.approvals(as: desk.actor)
      await desk.book.close()
      try Streams.write(
        arguments.has("--json")
          ? approvals.map { $0.json.line + "\n" }.joined() : Approval.table(of: approvals))
    })

  static let approvalGrant = CommandSpec(
    path: ["approval", "grant"], word: "approval grant",
    summary: "aprova o que outra pessoa pediu",
    details: [
      "A segunda pessoa aprova de sua própria conta; onde se entra com nome e senha, pode fazê-lo no "
        + "mesmo terminal, com a própria senha. Vale uma vez, por 24 horas. Ninguém aprova o próprio "
        + "pedido."
    ],
    operands: [code],
    run: { arguments, context in
      let desk = try await context.desk()
      let approval = try await desk.book.approve(arguments.operand(0) ?? "", as: desk.actor)
      await desk.book.close()
      let who = printable(approval.requestedBy)
      try Streams.writeLine(
        "Aprovado. \(who) pode continuar: \(printable(approval.subject.summary)).")
    })

  static let approvalDeny = CommandSpec(
    path: ["approval", "deny"], word: "approval deny", summary: "nega o que outra pessoa pediu",
    operands: [code],
    run: { arguments, context in
      let desk = try await context.desk()
      let approval = try await desk.book.deny(arguments.operand(0) ?? "", as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Negado o pedido de \(printable(approval.requestedBy)).")
    })
}

extension Approval {
  fileprivate var json: JSON {
    let answer: (by: String?, at: Timestamp?) =
      switch state {
      case .granted(let by, let at), .denied(let by, let at): (by, at)
      case .pending, .used, .expired: (nil, nil)
      }
    return .members([
      "codigo": .string(code), "tipo": .string(subject.kind.rawValue),
      "resumo": .string(subject.summary), "registros": .integer(Int64(subject.count)),
      "pedido_por": .string(requestedBy), "pedido_em": .string(requestedAt.iso8601),
      "vale_ate": .string(expiresAt.iso8601), "situacao": .string(word),
      "respondido_por": .optional(answer.by), "respondido_em": .optional(answer.at?.iso8601),
    ])
  }

  private var word: String {
    switch state {
    case .pending: "pendente"
    case .granted: "aprovado"
    case .denied: "negado"
    case .used: "usado"
    case .expired: "vencido"
    }
  }

  fileprivate static func table(of approvals: [Approval]) -> String {
    guard !approvals.isEmpty else { return "Nada espera aprovação.\n" }
    var lines = [["Código", "Situação", "Pedido por", "Quando", "O quê"]]
    lines += approvals.map { approval in
      [
        approval.code, approval.word, printable(approval.requestedBy),
        approval.requestedAt.local.display, printable(approval.subject.summary),
      ]
    }
    return textTable(lines)
  }
}
