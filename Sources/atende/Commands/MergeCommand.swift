import ContactsCore

extension CommandSpec {
  static let contactMerge = CommandSpec(
    path: ["contact", "merge"], word: "contact merge",
    summary: "une dois registros da mesma pessoa, ou desfaz a união no mesmo dia",
    details: [
      "Fica o primeiro; o segundo passa a fazer parte dele, com atendimentos, consentimentos e retornos, e seu "
        + "identificador leva ao primeiro daí em diante. Telefones, e-mails e observações são os "
        + "dos dois; no resto vale o primeiro, e o segundo preenche o que falta nele.",
      "--take e --keep dizem de qual dos dois é um campo: "
        + Merge.choosable.map(\.rawValue).joined(separator: ", ")
        + ". CPFs diferentes pedem essa escolha.",
      "Se um dos dois era restrito, o que fica é restrito a quem podia abrir ambos. Com --undo, dado o identificador "
        + "de qualquer um, os dois voltam a ser o que eram, até o fim do dia da união; o que foi "
        + "mudado depois dela fica como está.",
    ],
    operands: [
      Operand(name: "UID", isRequired: true, help: "o registro que fica"),
      Operand(name: "UID", isRequired: false, help: "o registro que passa a fazer parte dele"),
    ],
    options: [
      Option(name: "--take", value: "CAMPOS", help: "campos do segundo, separados por vírgula"),
      Option(name: "--keep", value: "CAMPOS", help: "campos só do primeiro"),
      Option(name: "--undo", help: "desfaz a última união de UID"), .json,
    ],
    examples: [
      "atende contact merge 0190… 0191… --take nome,cidade", "atende contact merge 0190… --undo",
    ],
    run: { arguments, context in
      let first = try UID.read(arguments.operand(0))
      if arguments.has("--undo") { return try await undo(first, arguments, context) }
      guard arguments.operand(1) != nil else {
        throw Failure.usage("Falta o segundo identificador.", details: ["argumento": "UID"])
      }
      let second = try UID.read(arguments.operand(1))
      var choices: [FieldKey: Merge.Side] = [:]
      for (option, side) in [("--take", Merge.Side.gone), ("--keep", .kept)] {
        for field in try fields(option, arguments) {
          guard choices.updateValue(side, forKey: field) == nil else {
            throw Failure.usage(
              "O mesmo campo está em --take e em --keep.",
              details: ["campo": .string(field.rawValue)])
          }
        }
      }
      let desk = try await context.desk()
      let receipt = try await desk.book.merge(
        Merge(kept: first, gone: second, choices: choices), as: desk.actor)
      await desk.book.close()
      guard !arguments.has("--json") else { return try Streams.writeLine(receipt.json.line) }
      try Streams.writeLine(
        "Unidos em \(receipt.uid). Atendimentos recebidos: \(grouped(receipt.interactions)).\n"
          + "Pode ser desfeito até \(receipt.undoUntil.local.display): "
          + "atende contact merge \(receipt.uid) --undo")
    })

  private static func undo(
    _ uid: UID, _ arguments: Arguments, _ context: Context
  ) async throws {
    guard arguments.operand(1) == nil else {
      throw Failure.usage("--undo pede um identificador só.", details: ["opcao": "--undo"])
    }
    let desk = try await context.desk()
    let undone = try await desk.book.undoMerge(of: uid, as: desk.actor)
    await desk.book.close()
    let answer = JSON.members([
      "uid": .string(undone.kept.text), "restaurado": .string(undone.restored.text),
    ])
    try Streams.writeLine(
      arguments.has("--json")
        ? answer.line
        : "Desfeito: \(undone.restored) é de novo um registro, e \(undone.kept) outro.")
  }

  private static func fields(
    _ option: String, _ arguments: Arguments
  ) throws(Failure) -> [FieldKey] {
    var fields: [FieldKey] = []
    for name in (arguments[option] ?? "").split(separator: ",") {
      guard let field = FieldKey(rawValue: String(name)), Merge.choosable.contains(field) else {
        throw .usage(
          "`\(option)` aceita: \(Merge.choosable.map(\.rawValue).joined(separator: ", ")).",
          details: ["opcao": .string(option)])
      }
      fields.append(field)
    }
    return fields
  }
}

extension MergeReceipt {
  fileprivate var json: JSON {
    .members([
      "uid": .string(uid.text), "unido": .string(gone.text),
      "atendimentos": .integer(Int64(interactions)),
      "desfazer_ate": .string(undoUntil.iso8601),
    ])
  }
}
