import ContactsCore

extension CommandSpec {
  static let mask = CommandSpec(
    path: ["mask"], word: "mask", summary: "cobre os dados pessoais de um texto, linha por linha",
    details: [
      "Não precisa de cadastro e não grava nada. Cobre documentos, telefones, e-mails, chaves e códigos "
        + "PIX, placas, contas, datas de nascimento e nomes; o que cobre e o que deixa passar está em "
        + "docs/mascaramento.md.",
      "Com --json responde um objeto por linha: `texto` é a linha coberta e `trechos` diz onde estavam os "
        + "valores, como [início, fim) em pontos de código da linha dada, e de que tipo.",
    ],
    operands: [
      Operand(
        name: "ARQUIVO", isRequired: false,
        help: "texto em UTF-8; `-` ou nada lê a entrada padrão")
    ],
    options: [.json],
    examples: ["atende mask relatorio.txt", "journalctl -u servico | atende mask --json"],
    run: { arguments, context in
      Input.inviteTyping(arguments.file())
      let masker = Masker(today: context.surroundings.now().local.date)
      let asJSON = arguments.has("--json")
      let isShown = Streams.outputIsTerminal
      try Input.eachLine(of: arguments.file()) { lines in
        var output = ""
        for line in lines {
          let masked = masker.mask(line)
          if asJSON {
            output += masked.json.line
          } else {
            // What may act in a terminal acts only where the text goes to a program that asked for it.
            output += isShown ? printable(masked.text) : masked.text
          }
          output += "\n"
        }
        try Streams.write(output)
      }
    })
}

extension MaskedText {
  fileprivate var json: JSON {
    .members([
      "texto": .string(text),
      "trechos": .array(
        spans.map { span in
          .array([
            .integer(Int64(span.range.lowerBound)), .integer(Int64(span.range.upperBound)),
            .string(span.kind.rawValue),
          ])
        }),
    ])
  }
}
