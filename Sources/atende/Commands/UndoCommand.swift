import ContactsCore

extension CommandSpec {
  static let contactUndo = CommandSpec(
    path: ["contact", "undo"], word: "contact undo",
    summary: "desfaz a última alteração de um registro, no mesmo dia",
    details: [
      "Os campos voltam a ser o que eram antes da última alteração, se ela foi feita hoje e nada mudou o registro "
        + "depois. Fica na auditoria, e desfazer de novo refaz."
    ],
    operands: [Operand(name: "UID", isRequired: true, help: "o registro")],
    options: [.json],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let desk = try await context.desk()
      let undone = try await desk.book.undoChange(of: uid, as: desk.actor)
      await desk.book.close()
      let names = undone.fields.map(\.rawValue)
      try Streams.writeLine(
        arguments.has("--json")
          ? JSON.members([
            "uid": .string(undone.contact.uid.text),
            "versao": .integer(Int64(undone.contact.version)),
            "campos": .array(names.map(JSON.string)),
          ]).line
          : "Desfeito: \(names.joined(separator: ", ")). A alteração era de \(printable(undone.by))."
      )
    })
}
