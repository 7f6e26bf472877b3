import ContactsCore

extension CommandSpec {
  static let mask = CommandSpec(
    path: ["mask"], word: "mask", summary: "cobre os dados pessoais de um texto, linha por linha",
    details: [
      "Não precisa de cadastro. Cobre documentos, telefones, e-mails, chaves e códigos "
        + "PIX, placas, contas, datas de nascimento e nomes; o que cobre e o que deixa passar está em "
        + "docs/mascaramento.md.",
      "Onde há um cadastro, e quem executa pode procurar nele, também cobre os nomes, telefones e CPFs que já "
        + "estão cadastrados; a consulta é um registro na auditoria.",
      "Com --json responde um objeto por linha: `texto` é a linha coberta e `trechos` diz onde estavam os "
        + "valores, como [início, fim) em pontos de código da linha dada, e de que tipo.",
      "Uma linha que não está em UTF-8 sai inteira como \(MaskedText.dropped.text) e as outras seguem; no fim "
        + "diz quantas foram, e a saída é 65.",
    ],
    operands: [
      Operand(
        name: "ARQUIVO", isRequired: false,
        help: "texto em UTF-8; `-` ou nada lê a entrada padrão")
    ],
    options: [.json],
    examples: ["atende mask relatorio.txt", "journalctl -u servico | atende mask --json"],
    opensStore: false,
    run: { arguments, context in
      Input.inviteTyping(arguments.file())
      let mask = await Masking(context)
      let asJSON = arguments.has("--json")
      let isShown = Streams.outputIsTerminal
      var unreadable = UnreadableLines()
      try await Input.eachLine(of: arguments.file()) { lines in
        var output = ""
        unreadable.count(in: lines)
        for masked in try await mask.lines(lines) {
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
      if let failure = unreadable.failure { throw failure }
    })
}

/// Lines that are not in UTF-8: nobody can say what of them is a name, so nothing of them goes out.
private struct UnreadableLines {
  private var lines = 0
  private var unreadable = 0
  private var first = 0

  mutating func count(in lines: [String?]) {
    for line in lines {
      self.lines += 1
      guard line == nil else { continue }
      unreadable += 1
      if first == 0 { first = self.lines }
    }
  }

  var failure: Failure? {
    guard unreadable > 0 else { return nil }
    let what =
      unreadable == 1
      ? "A linha \(first) não está em UTF-8 e saiu como \(MaskedText.dropped.text)."
      : "\(unreadable) linhas não estão em UTF-8, a primeira é a linha \(first), e saíram como "
        + "\(MaskedText.dropped.text)."
    return .badData(
      "\(what) Para cobrir só o que é pessoal, salve o texto nessa codificação e tente de novo.",
      details: [
        "linha": .integer(Int64(first)), "linhas_omitidas": .integer(Int64(unreadable)),
      ])
  }
}

/// The masker, with what the store knows where there is one that this person may search.
private struct Masking {
  private let masker: Masker
  private let known: KnownValues?

  init(_ context: Context) async {
    masker = Masker(today: context.surroundings.now().local.date)
    known = await Masking.knownValues(for: masker, context)
  }

  /// Masking needs no store: without one, or the right to search it, the rules alone decide.
  private static func knownValues(for masker: Masker, _ context: Context) async -> KnownValues? {
    guard ContactBook.exists(in: context.environment.folder) else { return nil }
    do {
      let desk = try await context.desk()
      if Permission.searchContacts.isGranted(to: desk.actor) {
        return try await desk.book.knownValues(for: masker, as: desk.actor)
      }
    } catch {
      // A store that cannot be opened must not keep anybody from masking; the sentence below says so.
    }
    Streams.complain("atende: o cadastro não foi consultado; o texto é coberto só pelas regras.")
    return nil
  }

  /// All of the lines, or none when the store fails; a line that is no text is dropped.
  func lines(_ lines: [String?]) async throws -> [MaskedText] {
    guard let known else { return await rulesAlone(lines) }
    var masked = try await known.mask(lines.compactMap(\.self)).makeIterator()
    return lines.map { $0 == nil ? .dropped : masked.next() ?? .dropped }
  }

  /// Lines that one task masks; fewer are not worth another.
  private static let stretch = 256

  /// A line tells nothing of another, so stretches of them are masked beside each other.
  private func rulesAlone(_ lines: [String?]) async -> [MaskedText] {
    let masker = masker
    let starts = Array(stride(from: 0, to: lines.count, by: Masking.stretch))
    return await withTaskGroup(of: (Int, [MaskedText]).self) { group in
      for (index, start) in starts.enumerated() {
        let part = lines[start..<min(start + Masking.stretch, lines.count)]
        group.addTask { (index, part.map { $0.map(masker.mask) ?? .dropped }) }
      }
      var masked = [[MaskedText]](repeating: [], count: starts.count)
      for await (index, part) in group { masked[index] = part }
      return masked.flatMap(\.self)
    }
  }
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
