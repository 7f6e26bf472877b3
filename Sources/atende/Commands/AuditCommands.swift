import ContactsCore

extension CommandSpec {
  static let auditList = CommandSpec(
    path: ["audit", "list"], word: "audit list",
    summary: "mostra a auditoria, da mais antiga em diante",
    details: ["Uma linha por registro: quem fez o quê, quando e com qual resultado; nenhum valor."],
    options: [
      .json, Option(name: "--after", value: "SEQ", help: "só os registros depois deste número"),
      Option(name: "--limit", value: "N", help: "no máximo N registros"),
    ],
    examples: ["atende audit list --json --after 1000 | jq .acao"],
    run: { arguments, context in
      var last = Int64(try arguments.number("--after", in: 0...Int.max) ?? 0)
      var left = try arguments.number("--limit", in: 1...Int.max) ?? Int.max
      let desk = try await context.desk()
      while left > 0 {
        let entries = try await desk.book.auditEntries(
          after: last, limit: min(left, 1000), as: desk.actor)
        guard let newest = entries.last else { break }
        try Streams.write(
          entries.map { (arguments.has("--json") ? $0.json.line : $0.text) + "\n" }.joined())
        last = newest.seq
        left -= entries.count
      }
      await desk.book.close()
    })

  static let auditVerify = CommandSpec(
    path: ["audit", "verify"], word: "audit verify",
    summary: "confere a corrente de resumos da auditoria",
    details: [
      "Sai com 0 se a corrente está inteira; com 65, e o primeiro registro errado, se alguém alterou "
        + "ou retirou um registro."
    ],
    options: [.json],
    run: { arguments, context in
      let desk = try await context.desk()
      let verdict = try await desk.book.verifyAudit(as: desk.actor)
      await desk.book.close()
      switch verdict {
      case .intact(let entries):
        context.log.record(.auditVerified(entries: entries, firstBad: nil))
        let answer = JSON.members(["integra": true, "registros": .integer(entries)])
        try Streams.writeLine(
          arguments.has("--json")
            ? answer.line : "Auditoria íntegra: \(grouped(Int(entries))) registros conferidos.")
      case .broken(let seq):
        context.log.record(.auditVerified(entries: seq - 1, firstBad: seq))
        throw Failure.badData(
          "A auditoria foi alterada: o primeiro registro errado é o \(seq).",
          details: ["seq": .integer(seq)])
      }
    })
}

extension AuditEntry {
  var json: JSON {
    .members([
      "seq": .integer(seq), "quando": .string(time.iso8601), "ator": .string(actor),
      "acao": .string(action), "entidade": .string(entity), "sujeito": .optional(subject),
      "campos": .array(fields.split(separator: " ").map { .string(String($0)) }),
      "motivo": .optional(reason), "resultado": .string(outcome), "endereco": .optional(address),
      "endereco_verificado": address == nil
        ? .null : .bool(addressSource == ConnectingAddress.Source.utmp.rawValue),
      "sessao": .string(session), "pedido": .optional(request), "hash": .string(hash.hexadecimal),
    ])
  }

  var text: String {
    let parts = [
      "\(seq)", time.local.display, printable(actor), action, entity,
      printable(subject ?? "-"), printable(fields.isEmpty ? "-" : fields), outcome,
      printable(reason ?? ""),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
