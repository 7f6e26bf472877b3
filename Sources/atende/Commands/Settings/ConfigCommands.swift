import ContactsCore

extension CommandSpec {
  private static let key = Operand(
    name: "CHAVE", isRequired: true, help: "o nome do ajuste, como telefone.ddd")

  static let configList = CommandSpec(
    path: ["config", "list"], word: "config list",
    summary: "mostra os ajustes da central, o que significam e o que aceitam",
    options: [.json],
    run: { arguments, context in
      let desk = try await context.desk()
      let settings = try await desk.book.settings()
      await desk.book.close()
      try Streams.write(
        arguments.has("--json")
          ? SettingKey.allCases.map { settings.json(of: $0).line + "\n" }.joined()
          : settings.listing)
    })

  static let configGet = CommandSpec(
    path: ["config", "get"], word: "config get", summary: "mostra o valor de um ajuste",
    operands: [key], options: [.json],
    run: { arguments, context in
      let key = try arguments.settingKey()
      let desk = try await context.desk()
      let settings = try await desk.book.settings()
      await desk.book.close()
      try Streams.writeLine(
        arguments.has("--json")
          ? settings.json(of: key).line : printable(settings[key], keepsLines: true))
    })

  static let configSet = CommandSpec(
    path: ["config", "set"], word: "config set", summary: "muda um ajuste da central",
    details: [
      "Cada mudança fica na auditoria com o nome do ajuste. Vale para as telas abertas a partir da "
        + "próxima entrada. Com `-` o valor é lido da entrada padrão, o que serve a textos longos."
    ],
    operands: [
      key,
      Operand(name: "VALOR", isRequired: true, help: "o novo valor; `\"\"` para deixar vazio"),
    ],
    examples: [
      "atende config set telefone.ddd 11",
      "atende config set consentimento.texto - < texto.txt",
    ],
    run: { arguments, context in
      let key = try arguments.settingKey()
      var value = arguments.operand(1) ?? ""
      if value == "-" {
        Input.inviteTyping(nil)
        value = try Input.text(of: nil, limit: 1 << 20)
        while value.last?.isNewline == true { value.removeLast() }
      }
      let desk = try await context.desk()
      let before = try await desk.book.settings()[key]
      try await desk.book.changeSettings([key: value], as: desk.actor)
      await desk.book.close()
      if key.caution(with: value) != nil {
        Streams.complain(
          "Atenção: os textos dos atendimentos podem sair desta máquina (LGPD, art. 33 e art. 46). Confira que a outra é "
            + "da central, fica no país e só por https.")
      }
      try Streams.writeLine(
        "\(key.rawValue): \(Settings.shown(before)) → \(Settings.shown(value))")
    })
}

extension Arguments {
  fileprivate func settingKey() throws(Failure) -> SettingKey {
    let word = operand(0) ?? ""
    if let key = SettingKey(rawValue: word) { return key }
    let names = SettingKey.allCases.map(\.rawValue)
    guard let near = nearest(to: word, among: names) else {
      throw .usage("Esse ajuste não existe. Veja `atende config list`.")
    }
    throw .usage("Esse ajuste não existe. Você quis dizer `\(near)`?")
  }
}

extension Settings {
  fileprivate func json(of key: SettingKey) -> JSON {
    .members([
      "chave": .string(key.rawValue), "valor": .string(self[key]), "padrao": .string(key.standard),
      "significado": .string(key.meaning), "aceita": .string(key.bounds.sentence),
    ])
  }

  fileprivate var listing: String {
    let rows = SettingKey.allCases.map { key in
      let standard = self[key] == key.standard ? "" : "\nPadrão: \(Settings.shown(key.standard))"
      return (
        label: key.rawValue,
        value: Settings.shown(self[key]) + "\n"
          + wrapped(printable("\(key.sentence) Aceita: \(key.bounds.sentence)."), to: 46) + standard
      )
    }
    return aligned(rows)
  }

  /// One line of a value, with quotes where there is nothing to see.
  fileprivate static func shown(_ value: String) -> String {
    guard !value.isEmpty else { return "(vazio)" }
    let line = printable(value)
    return line.count > 46 ? "\(line.prefix(45))…" : line
  }
}
