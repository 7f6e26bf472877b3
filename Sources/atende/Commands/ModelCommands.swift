import ContactsCore
import Extraction

extension CommandSpec {
  static let modelStatus = CommandSpec(
    path: ["model", "status"], word: "model_status",
    summary: "diz como está o modelo em cada servidor do Ollama",
    details: [
      "Mostra se cada servidor responde, se o modelo está instalado e carregado, quanto dele está na "
        + "GPU e até quando fica na memória. Com cadastro, também o tempo das últimas cem respostas, "
        + "quem está na fila e o disjuntor, que deixa em paz um servidor que falhou três vezes seguidas.",
      "Não precisa de cadastro e não envia texto de ninguém. Sai com 69 se o modelo não pode ser usado.",
    ],
    options: [.json],
    run: { arguments, context in
      let centre = await Centre(context)
      let extractor = Extractor.live(
        context.environment, settings: centre.settings, door: centre.door)
      let report = ModelReport(
        model: extractor.model, promptVersion: extractor.promptVersion,
        statuses: await extractor.statuses(), health: await extractor.health())
      await centre.close()
      try Streams.write(arguments.has("--json") ? report.json.line + "\n" : report.text)
      guard !report.condition.canBeAsked else { return }
      throw Failure(
        .unavailable, .modelUnavailable, report.sentence,
        details: ["estado": .string(report.condition.word)])
    })

  static let modelPull = CommandSpec(
    path: ["model", "pull"], word: "model_pull", summary: "pede ao Ollama que instale o modelo",
    details: [
      "O modelo é o de ATENDE_MODEL (padrão: \(ModelSettings.defaultName)). Quem sai à internet é o "
        + "próprio Ollama, que busca alguns gigabytes no registro dele; o atende só pede, e nenhum dado "
        + "da central é enviado. Em uma máquina sem internet, copie o modelo por outro meio.",
      "Em um terminal, pergunta antes; com --yes, ou sem terminal, não. O que foi interrompido "
        + "continua de onde parou. Onde há cadastro, só um admin pode, e o pedido fica na auditoria.",
    ],
    options: [Option(name: "--yes", help: "não pergunta")],
    run: { arguments, context in
      var settings = Settings()
      if ContactBook.exists(in: context.environment.folder) {
        let desk = try await context.desk()
        settings = try await desk.book.settings()
        try await desk.book.recordModelPull(of: context.environment.model, as: desk.actor)
        await desk.book.close()
      }
      let name = printable(context.environment.model)
      if !arguments.has("--yes"), Streams.inputIsTerminal {
        Streams.prompt(
          "O Ollama vai buscar \(name) na internet, no registro dele: são alguns gigabytes.\n"
            + "Nenhum dado da central é enviado. Continuar? (s/N) ")
        guard readLine()?.lowercased().hasPrefix("s") == true else {
          Streams.complain("Nada foi pedido ao Ollama.")
          return
        }
      }
      let extractor = Extractor.live(context.environment, settings: settings, door: nil)
      let bar = PullBar(isShown: Streams.errorIsTerminal)
      do throws(PullError) {
        try await extractor.pull { _, progress in bar.show(progress) }
      } catch {
        bar.clear()
        throw Failure(error)
      }
      bar.clear()
      try Streams.writeLine("\(name) está instalado.")
    })
}

/// How far a model has come, on a terminal's last line.
struct PullBar: Sendable {
  let isShown: Bool

  func show(_ progress: PullProgress) {
    guard isShown else { return }
    Streams.progress(PullBar.line(progress))
  }

  func clear() {
    if isShown { Streams.progress("") }
  }

  static func line(_ progress: PullProgress) -> String {
    switch progress.stage {
    case .starting: return "Procurando o modelo…"
    case .verifying, .finished: return "Conferindo os arquivos…"
    case .downloading:
      let share = progress.share ?? 0
      let filled = Int(share * 30)
      let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 30 - filled)
      return "[\(bar)] \(Int(share * 100))%  \(Check.bytes(UInt64(progress.completed))) "
        + "de \(Check.bytes(UInt64(progress.total)))"
    }
  }
}

extension Failure {
  fileprivate init(_ error: PullError) {
    switch error {
    case .server(.remoteHost), .server(.unencrypted), .server(.remoteModel),
      .server(.invalidAddress):
      self.init(.configuration, .modelUnavailable, error.sentence)
    case .server, .noConnection, .failed:
      self.init(.unavailable, .modelUnavailable, error.sentence)
    case .unknownModel: self.init(.badData, .notFound, error.sentence)
    case .diskFull: self.init(.inputOutput, .modelUnavailable, error.sentence)
    }
  }
}
