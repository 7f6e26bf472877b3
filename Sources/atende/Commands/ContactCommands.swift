import ContactsCore

extension CommandSpec {
  private static let input = Operand(
    name: "ARQUIVO", isRequired: false, help: "objeto JSON; `-` ou nada lê a entrada padrão")

  static let contactAdd = CommandSpec(
    path: ["contact", "add"], word: "contact add",
    summary: "cadastra uma pessoa e seu primeiro atendimento",
    details: [
      "Lê um objeto JSON com qualquer destas chaves: nome, nome_social, telefones, emails, cpf, "
        + "nascimento, cidade, uf, observacoes, responsavel, canal_seguro, texto, motivo, "
        + "urgencia, canal. `telefones` e `emails` são listas de textos; o resto são textos. "
        + "Basta um campo preenchido.",
      "Uma chave desconhecida ou um valor inválido sai com 65 e nada é gravado. Possíveis "
        + "duplicados são informados, nunca recusados.",
    ],
    operands: [input],
    options: [
      .json,
      Option(
        name: "--returned",
        help: "quem foi eliminada a pedido voltou, ela mesma, e quer um novo cadastro"),
      Option(
        name: "--other-person",
        help: "é outra pessoa, que usa o telefone de quem foi eliminada a pedido"),
    ],
    examples: [
      "echo '{\"nome\": \"Ana Sá\", \"telefones\": [\"11 98765-4321\"]}' | atende contact add --json"
    ],
    run: { arguments, context in
      Input.inviteTyping(arguments.file())
      let desk = try await context.desk()
      let input = try ContactInput(
        Input.json(of: arguments.file()),
        accepting: ContactInput.contactKeys + ContactInput.interactionKeys, takesVersion: false)
      let form = try input.form(in: try await desk.formContext())
      guard !form.isEmpty else {
        throw Failure.badData("Preencha ao menos um campo da pessoa, o texto ou o motivo.")
      }
      var registration = form.registration(
        defaults: try await desk.defaults(), now: context.surroundings.now(),
        key: context.surroundings.newUID(), needsInteraction: true)
      registration.hasReturned = arguments.has("--returned")
      registration.isOtherPerson = arguments.has("--other-person")
      let receipt = try await desk.book.register(registration, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine(
        arguments.has("--json") ? receipt.json.line : receipt.sentences)
    })

  static let contactEdit = CommandSpec(
    path: ["contact", "edit"], word: "contact edit", summary: "altera os dados de uma pessoa",
    details: [
      "Lê um objeto JSON e altera só as chaves presentes: nome, nome_social, telefones, emails, "
        + "cpf, nascimento, cidade, uf, observacoes, responsavel, canal_seguro. Nulo, texto vazio "
        + "ou lista vazia apagam o valor; uma lista substitui a anterior.",
      "Com `versao`, só altera se ninguém salvou depois dela: do contrário sai com 75.",
    ],
    operands: [Operand(name: "UID", isRequired: true, help: "identificador da pessoa"), input],
    options: [.json],
    examples: ["echo '{\"emails\": []}' | atende contact edit 0190… --json"],
    run: { arguments, context in
      try await edit(arguments, context)
    })

  static let contactShow = CommandSpec(
    path: ["contact", "show"], word: "contact show",
    summary: "mostra tudo de uma pessoa (a leitura fica na auditoria)",
    details: [
      "O identificador de um registro que foi unido a outro mostra esse outro, e isso é dito."
    ],
    operands: [Operand(name: "UID", isRequired: true, help: "identificador da pessoa")],
    options: [
      .json,
      Option(
        name: "--break-glass", value: "MOTIVO",
        help: "abre em emergência um registro restrito; avisa o encarregado"),
    ],
    run: { arguments, context in
      let uid = try UID.read(arguments.operand(0))
      let desk = try await context.desk()
      let record: ContactRecord
      if let reason = arguments["--break-glass"] {
        record = try await desk.book.breakGlass(uid, reason: Sensitive(reason), as: desk.actor)
      } else {
        record = try await desk.book.read(uid, after: nil, as: desk.actor)
      }
      let reasons = try await desk.book.reasons()
      await desk.book.close()
      let output = RecordOutput(record: record, reasons: reasons, askedFor: uid)
      try Streams.write(arguments.has("--json") ? output.json.line + "\n" : output.text)
    })

  static let contactSearch = CommandSpec(
    path: ["contact", "search"], word: "contact search",
    summary: "procura pessoas por nome, telefone, e-mail, CPF ou protocolo",
    details: [
      "Palavras em qualquer ordem e sem acentos, pelo começo de cada uma; três ou mais algarismos "
        + "de um telefone; e-mail, CPF ou protocolo. A lista vem mascarada, e a busca fica na "
        + "auditoria. Nada encontrado não é erro.",
      "Com `-`, a busca é lida da entrada padrão, e assim não aparece na lista de processos.",
    ],
    operands: [
      Operand(name: "BUSCA", isRequired: true, help: "o que procurar; `-` lê a entrada padrão")
    ],
    options: [
      .json, Option(name: "--limit", value: "N", help: "no máximo N pessoas (padrão: 50)"),
    ],
    examples: [
      "atende contact search 'conceicao ara'", "echo 98765 | atende contact search - --json",
    ],
    run: { arguments, context in
      let limit = try arguments.number("--limit", in: 1...1_000_000) ?? 50
      let query = try searchText(arguments)
      let desk = try await context.desk()
      var rows: [ContactSummary] = []
      var cursor: SearchCursor?
      repeat {
        let page = try await desk.book.search(
          query, after: cursor, limit: min(limit - rows.count, 1000), as: desk.actor)
        rows += page.rows
        cursor = page.next
      } while cursor != nil && rows.count < limit
      try await desk.book.recordSearch(
        SearchTrace(text: Sensitive(query), count: rows.count), as: desk.actor)
      await desk.book.close()
      let hasMore = cursor != nil
      if arguments.has("--json") {
        try Streams.write(rows.map { $0.json.line + "\n" }.joined())
      } else {
        try Streams.write(
          rows.isEmpty ? "Ninguém encontrado.\n" : SummaryTable.text(of: rows, hasMore: hasMore))
      }
    })

  private static func searchText(_ arguments: Arguments) throws(Failure) -> String {
    if let text = arguments.file() { return text }
    let text = try Input.text(of: nil, limit: 1 << 16)
    return String(text.prefix { !$0.isNewline })
  }

  private static func edit(_ arguments: Arguments, _ context: Context) async throws {
    let asked = try UID.read(arguments.operand(0))
    let file = arguments.file(1)
    Input.inviteTyping(file)
    let desk = try await context.desk()
    let input = try ContactInput(
      Input.json(of: file), accepting: ContactInput.contactKeys, takesVersion: true)
    let formContext = try await desk.formContext()
    let current = try await desk.book.read(asked, after: nil, as: desk.actor).contact
    let fields = try input.applied(to: current.fields, in: formContext)
    // What was asked for may have become part of another record.
    let uid = current.uid
    let saved = try await desk.book.update(
      uid, to: fields, version: input.version ?? current.version, as: desk.actor)
    let duplicates = try await desk.book.duplicates(
      of: DuplicateProbe(saved.fields), excluding: uid, as: desk.actor)
    await desk.book.close()
    let others = duplicates.map(\.summary.uid)
    let answer = JSON.members([
      "uid": .string(uid.text), "protocolo": nil,
      "duplicados": .array(others.map { .string($0.text) }),
      "versao": .integer(Int64(saved.version)),
    ])
    try Streams.writeLine(
      arguments.has("--json")
        ? answer.line
        : "Dados salvos (versão \(saved.version))." + Receipt.sentence(about: others))
  }
}

extension UID {
  static func read(_ text: String?) throws(Failure) -> UID {
    guard let uid = UID(text ?? "") else {
      throw Failure(
        .badData, .validation, "O identificador não é válido: use o `uid` que a busca mostra.",
        details: ["argumento": "UID"])
    }
    return uid
  }
}

extension Arguments {
  /// The value of an option that must be a whole number.
  func number(_ name: String, in range: ClosedRange<Int>) throws(Failure) -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .usage(
        "`\(name)` deve ser um número de \(range.lowerBound) a \(range.upperBound).",
        details: ["opcao": .string(name)])
    }
    return number
  }
}

extension Receipt {
  var json: JSON {
    .members([
      "uid": .string(uid.text), "protocolo": .optional(protocolNumber?.description),
      "duplicados": .array(duplicates.map { .string($0.text) }),
    ])
  }

  var sentences: String {
    var text = protocolNumber.map { "Salvo com o protocolo \($0)." } ?? "Salvo."
    text += "\nIdentificador: \(uid)"
    return text + Receipt.sentence(about: duplicates)
  }

  static func sentence(about duplicates: [UID]) -> String {
    guard !duplicates.isEmpty else { return "" }
    return "\nPode ser a mesma pessoa que: \(duplicates.map(\.text).joined(separator: ", "))"
  }
}
