import ContactsCore
import TestSupport

@testable import Extraction

/// One invented note, and what it takes to extract from it.
enum Desk {
  static let note =
    "Bom dia, sou a Joana Prado, moro em Recife. Quero apoio emocional, "
    + "meu telefone é (11) 98765-4321 e o e-mail joana@exemplo.com."

  static let answer =
    #"{"nome":"Joana Prado","telefones":["(11) 98765-4321"],"emails":["joana@exemplo.com"],"#
    + #""cpf":null,"motivo":"apoio emocional","urgencia":"media","data":null,"cidade":"Recife","#
    + #""uf":null}"#

  static let context = NoteContext(
    now: LocalTime(date: CivilDate(dayNumber: 20_778), hour: 9, minute: 0), areaCode: nil,
    reasons: ReasonCatalogue.initial)

  static func extractor(
    _ stub: StubOllama, model: String = "llama3:8b", limits: ModelLimits = ModelLimits()
  ) -> Extractor {
    Extractor(
      host: stub.host, settings: ModelSettings(name: model, contextTokens: 4096), limits: limits)
  }

  /// What `.auto` makes of the note when the chat goes as scripted.
  static func extract(
    chat: [StubOllama.Step], note: String = note, limits: ModelLimits = ModelLimits(),
    recorder: Recorder = Recorder()
  ) async throws -> ExtractionResult {
    let stub = StubOllama(chat: chat)
    return try await extractor(stub, limits: limits).extract(
      note, in: context, engine: .auto, onPartial: recorder.record)
  }

  /// A stream that writes `text` and then does as told.
  static func stream(_ text: String, then steps: StubOllama.Step...) -> [StubOllama.Step] {
    [StubAnswer.streamHead] + StubAnswer.lines(text).map { .send($0) } + steps
  }

  static var rules: ExtractionResult { Recognisers.extract(note, in: context) }
}

/// Keeps what was delivered on the way.
final class Recorder: Sendable {
  private let results = Guarded<[ExtractionResult]>([])

  var all: [ExtractionResult] { results.withLock { $0 } }

  @Sendable func record(_ result: ExtractionResult) {
    results.withLock { $0.append(result) }
  }
}

extension ExtractionResult {
  var codes: [ExtractionWarning.Code] { warnings.map(\.code) }
}
