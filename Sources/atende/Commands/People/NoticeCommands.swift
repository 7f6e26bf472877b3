import ContactsCore

extension CommandSpec {
  static let noticeList = CommandSpec(
    path: ["notice", "list"], word: "notice list",
    summary: "mostra os avisos ao encarregado, do mais novo ao mais antigo",
    options: [
      .json, Option(name: "--all", help: "também os que já foram vistos"),
      Option(name: "--limit", value: "N", help: "no máximo N avisos (padrão: 100)"),
    ],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...1000) ?? 100
      let desk = try await context.desk()
      let notices = try await desk.book.notices(
        includingSeen: arguments.has("--all"), limit: limit, as: desk.actor)
      await desk.book.close()
      if arguments.has("--json") {
        try Streams.write(notices.map { $0.json.line + "\n" }.joined())
      } else {
        try Streams.write(notices.isEmpty ? "Nenhum aviso.\n" : notices.map(\.text).joined())
      }
    })

  static let noticeDone = CommandSpec(
    path: ["notice", "done"], word: "notice done", summary: "marca um aviso como visto",
    operands: [Operand(name: "UID", isRequired: true, help: "identificador do aviso")],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let desk = try await context.desk()
      try await desk.book.markSeen(notice: uid, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Visto.")
    })
}

extension Notice {
  fileprivate var json: JSON {
    .members([
      "uid": .string(uid.text), "tipo": .string(kind.rawValue),
      "contato": .optional(contact?.text), "por": .string(by), "motivo": .text(reason),
      "quando": .string(createdAt.iso8601), "visto_em": .optional(seenAt?.iso8601),
      "visto_por": .optional(seenBy),
    ])
  }

  fileprivate var text: String {
    aligned([
      ("Aviso", kind.label), ("Quando", createdAt.local.display), ("Por", printable(by)),
      ("Motivo", printable(reason.revealed(for: .output))), ("Cadastro", contact?.text ?? "–"),
      ("Visto", seenBy.map { printable($0) } ?? "não"), ("Identificador", uid.text),
    ]) + "\n"
  }
}
