import ContactsCore
import Extraction

extension CommandSpec {
  static let queueRun = CommandSpec(
    path: ["queue", "run"], word: "queue run", summary: "lê com a IA os textos que estão na fila",
    details: [
      "Lê um texto de cada vez por endereço do Ollama, e cede a vez a quem está atendendo. O que o "
        + "texto traz preenche os campos vazios do registro e fica para revisão; o que ele não traz "
        + "é só sugerido. Um texto que falha é tentado de novo mais tarde, até 5 vezes.",
      "Sem --watch, termina quando não há o que ler agora. SIGTERM, ou Ctrl-C, encerra sem perder "
        + "nada: o texto em leitura volta para a fila. Sai com 69 se a IA não pôde ser usada e nada foi lido.",
    ],
    options: [
      Option(name: "--limit", value: "N", help: "no máximo N textos"),
      Option(name: "--watch", help: "continua à espera de novos textos"), .json,
    ],
    examples: ["atende queue run --limit 50", "atende queue run --watch"],
    run: { arguments, context in
      let elapsed = context.stopwatch()
      let limit = try arguments.number("--limit", in: 1...1_000_000)
      let watches = arguments.has("--watch")
      let desk = try await context.desk()
      let settings = try await desk.book.settings()
      let extractor = Extractor.live(context.environment, settings: settings, door: desk.door)
      let worker = QueueWorker(desk.book, as: desk.actor, now: context.surroundings.now) {
        await extractor.read($0, in: $1, isLastTry: $2)
      }
      let loops = max(1, settings.modelHosts.count) * settings.modelConcurrency
      let bar = QueueProgressBar(isShown: Streams.errorIsTerminal)
      await bar.show(desk)
      let tally = try await stoppingOnSignals {
        try await worker.run(loops: loops, limit: limit, watches: watches) { _ in
          await bar.show(desk)
        }
      }
      bar.clear()
      let health = try await desk.book.queueHealth()
      await desk.book.close()
      context.log.record(
        .queueWorked(read: tally.read, failed: tally.failed, milliseconds: elapsed()))
      let report = QueueRunReport(tally: tally, health: health)
      try report.checkModel()
      try Streams.write(arguments.has("--json") ? report.json.line + "\n" : report.text)
    })
}

/// What `queue run` says at its end.
private struct QueueRunReport {
  let tally: QueueTally
  let health: QueueHealth

  var json: JSON {
    .members([
      "lidos": .integer(Int64(tally.read)), "falhas": .integer(Int64(tally.failed)),
      "pendentes": .integer(Int64(health.waiting)), "a_revisar": .integer(Int64(health.toReview)),
      "falharam": .integer(Int64(health.failed)), "encerrado_por": .string(ending),
      "proximo_em": .optional(next?.iso8601),
    ])
  }

  var text: String {
    var text =
      "Textos lidos: \(grouped(tally.read)). Tentativas que falharam: \(grouped(tally.failed)).\n"
    text +=
      "Na fila: \(grouped(health.waiting)) à espera, \(grouped(health.toReview)) a revisar, "
      + "\(grouped(health.failed)) que não puderam ser lidos.\n"
    switch tally.ending {
    case .stopped: text += "Encerrado a pedido; nada se perdeu.\n"
    case .modelAway: text += "A IA não está disponível; os textos continuam na fila.\n"
    case .limitReached, .nothingDue: break
    }
    if let next { text += "A próxima tentativa é às \(next.local.clock).\n" }
    return text
  }

  /// Nothing was done because there is no model to do it with.
  func checkModel() throws(Failure) {
    let isAway =
      if case .modelAway = tally.ending { true } else { tally.away > 0 && tally.failed == 0 }
    guard tally.read == 0 else { return }
    guard isAway else {
      guard tally.failed > 0 else { return }
      throw Failure(
        .unavailable, .modelUnavailable,
        "Nenhum texto foi lido: \(grouped(tally.failed)) tentativa(s) falharam. Veja `atende queue list` e "
          + "`atende doctor`.", details: ["pendentes": .integer(Int64(health.waiting))])
    }
    throw Failure(
      .unavailable, .modelUnavailable,
      "A IA não está disponível; os textos continuam na fila. Veja `atende doctor`.",
      details: ["pendentes": .integer(Int64(health.waiting)), "retry_after": 30])
  }

  private var next: Timestamp? {
    switch tally.ending {
    case .nothingDue(let until), .modelAway(let until): until
    case .limitReached, .stopped: nil
    }
  }

  private var ending: String {
    switch tally.ending {
    case .nothingDue: "fila"
    case .limitReached: "limite"
    case .modelAway: "ia_indisponivel"
    case .stopped: "sinal"
    }
  }
}

/// How far the queue has come, on a terminal's last line.
private struct QueueProgressBar: Sendable {
  let isShown: Bool

  func show(_ desk: Desk) async {
    // A bar that cannot be drawn is no reason to stop working.
    guard isShown, let progress = try? await desk.book.queueProgress(of: nil, as: desk.actor),
      progress.total > 0
    else { return }
    let filled = progress.done * 30 / progress.total
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 30 - filled)
    var line = "[\(bar)] \(grouped(progress.done))/\(grouped(progress.total))"
    if let left = progress.secondsLeft {
      line += "  faltam cerca de \(QueueProgressBar.time(left))"
    }
    Streams.progress(line)
  }

  func clear() {
    if isShown { Streams.progress("") }
  }

  private static func time(_ seconds: Int) -> String {
    if seconds < 90 { return "\(seconds) s" }
    return seconds < 5400 ? "\((seconds + 30) / 60) min" : "\((seconds + 1800) / 3600) h"
  }
}
