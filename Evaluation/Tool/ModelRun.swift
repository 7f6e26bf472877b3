import ContactsCore
import Evaluation
import Extraction
import Glibc

/// Scores the rules and a model together, as an attendant gets them.
struct ModelRun {
  let model: String
  let limit: Int

  func lines(for files: [(name: String, notes: [GoldNote])]) async -> [String] {
    let settings = Settings()
    let extractor = Extractor(
      host: ModelRun.host, settings: ModelSettings(name: model, settings: settings),
      limits: ModelLimits(settings: settings))
    var usage = ModelUsage()
    var times: [Double] = []
    var asked = 0
    var digest: String?
    var prompt: String?
    var tables: [String] = []
    for file in files {
      var scorer = Scorer()
      for note in file.notes.prefix(limit) {
        guard let context = note.context else { continue }
        let start = ContinuousClock.now
        guard
          let result = try? await extractor.extract(
            note.texto, in: context, engine: .auto, onPartial: { _ in })
        else { continue }
        asked += 1
        if result.mode == .model {
          if let spent = result.usage { usage = usage + spent }
          times.append((ContinuousClock.now - start).milliseconds)
          digest = result.modelDigest ?? digest
          prompt = result.promptVersion ?? prompt
        }
        scorer.add(note, result.fields)
        ModelRun.progress("\r\(file.name) \(scorer.notes)/\(min(limit, file.notes.count))   ")
      }
      tables += Report.section(file.name, scorer)
    }
    ModelRun.progress("\n")
    let heading = [
      "",
      "Modelo `\(model)` (digest `\(digest?.prefix(19) ?? "?")`), prompt `\(prompt ?? "?")`, junto com as regras. "
        + "Respondeu em \(times.count) de \(asked) notas; nas outras valeram só as regras.",
      "Tempo até a resposta completa: \(Timings(times).text). "
        + "Velocidade: \(ModelRun.pace(of: usage)) tokens por segundo.",
    ]
    return heading + tables + [""]
  }

  private static var host: String? { getenv("OLLAMA_HOST").map { String(cString: $0) } }

  private static func progress(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Of all answers together, with one decimal.
  private static func pace(of usage: ModelUsage) -> String {
    guard let rate = usage.answerTokensPerSecond else { return "?" }
    let tenths = Int((rate * 10).rounded())
    return "\(tenths / 10),\(tenths % 10)"
  }
}
