import ContactsCore
import Extraction

extension CommandSpec {
  static let extract = CommandSpec(
    path: ["extract"], word: "extract", summary: "lê um texto e diz os campos que encontrou nele",
    details: [
      "Não precisa de cadastro e não grava nada. Sem o modelo, as regras locais respondem e um aviso "
        + "explica; com --engine llm, a falta do modelo sai com 69.",
      "`trecho` é [início, fim) em pontos de código do texto dado; `no_texto` diz se o valor está "
        + "mesmo lá. Textos com mais de 100.000 caracteres são lidos até esse ponto.",
    ],
    operands: [
      Operand(
        name: "ARQUIVO", isRequired: false,
        help: "texto em UTF-8; `-` ou nada lê a entrada padrão")
    ],
    options: [
      Option(
        name: "--engine", value: "MOTOR", choices: Extractor.Engine.allCases.map(\.rawValue),
        help: "auto (padrão): modelo e regras; llm: só com o modelo; rules: só as regras"),
      .json,
      Option(
        name: "--now", value: "ISO8601", help: "quando o texto foi dito (padrão: agora)"),
    ],
    examples: ["printf 'Maria Silva, 11 98765-4321' | atende extract --json -"],
    opensStore: false,
    run: { arguments, context in
      let elapsed = context.stopwatch()
      let now = try moment(arguments["--now"]) ?? context.surroundings.now()
      Input.inviteTyping(arguments.file())
      let note = try Note(Input.text(of: arguments.file(), limit: Note.longestInput))
      let centre = await Centre(context)
      let engine = arguments["--engine"].flatMap(Extractor.Engine.init(rawValue:)) ?? .auto
      let extractor = Extractor.live(
        context.environment, settings: centre.settings, door: centre.door)
      let isShown = Streams.errorIsTerminal
      var result: ExtractionResult
      do throws(ExtractionError) {
        result = try await extractor.extract(
          note.text,
          in: NoteContext(
            now: now.local, areaCode: centre.settings.areaCode, reasons: centre.reasons),
          engine: engine,
          onWaiting: { if isShown { Streams.progress("\($0)º na fila da IA… ") } },
          onPartial: { _ in })
      } catch {
        await centre.close()
        throw Failure(error)
      }
      await centre.close()
      if isShown { Streams.progress("") }
      if note.wasCut { result.warnings.append(.textCut) }
      context.log.record(
        .extracted(
          mode: result.mode, scalars: note.text.unicodeScalars.count, fields: result.fields.filled,
          warnings: result.warnings.map(\.code), milliseconds: elapsed()))
      let output = ExtractionOutput(result: result, milliseconds: elapsed())
      try Streams.write(arguments.has("--json") ? output.json.line + "\n" : output.text)
    })

  private static func moment(_ text: String?) throws(Failure) -> Timestamp? {
    guard let text else { return nil }
    guard let moment = Timestamp(iso8601: text) else {
      throw .usage(
        "`--now` deve ser uma data e hora ISO 8601, como 2026-11-21T09:15:00-03:00.",
        details: ["opcao": "--now"])
    }
    return moment
  }
}

/// A text to extract from, cut at the length that is ever kept.
private struct Note {
  let text: String
  let wasCut: Bool

  /// Bytes after which reading stops: more than the longest text can take.
  static let longestInput = InteractionFields.longestText * 4 + 4

  init(_ input: String) throws(Failure) {
    guard input.unicodeScalars.contains(where: { !$0.properties.isWhitespace && $0 != "\u{feff}" })
    else { throw .badData("O texto está vazio.") }
    let scalars = input.unicodeScalars
    wasCut = scalars.count > InteractionFields.longestText
    text = wasCut ? String(scalars.prefix(InteractionFields.longestText)) : input
  }
}

extension ExtractionWarning {
  fileprivate static let textCut = ExtractionWarning(
    code: .textTooLong, message: "O texto passa de 100.000 caracteres: só o começo foi lido.")
}

extension ExtractedFields {
  /// Names of the fields that hold something.
  fileprivate var filled: [ExtractedField] {
    let all: [(ExtractedField, Bool)] = [
      (.name, name != nil), (.phones, !phones.isEmpty), (.emails, !emails.isEmpty),
      (.cpf, cpf != nil), (.reason, reason != nil), (.urgency, urgency != nil),
      (.date, date != nil), (.city, city != nil), (.state, state != nil),
    ]
    return all.filter(\.1).map(\.0)
  }
}

extension Failure {
  /// The model was demanded and gave nothing.
  fileprivate init(_ error: ExtractionError) {
    let warning = error.warning
    let code: Code = warning.code == .modelTimeout ? .modelTimeout : .modelUnavailable
    self.init(
      .unavailable, code, error.reason.plainSentence,
      details: [
        "aviso": .string(warning.code.rawValue),
        "fields_required": .array(["nome", "telefones", "motivo"]), "retry_after": 30,
        "fallback": "manual_input_required",
      ])
  }
}
