import ContactsCore
import TUI

/// The importing half of **Exportar e importar**: the same `ImportRun` as the command.
extension LiveEffects {
  func perform(_ effect: ImportEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    switch effect {
    case .complete(let typed, let request):
      post(.imports(.completed(request, ImportFiles.completions(of: typed))))
    case .look(let typed, let format, let request):
      let path = LiveEffects.expanded(typed)
      let result = await attemptImport {
        try ImportPeek.glance(path, format: format ?? ImportFormat(of: path))
      }
      post(.imports(.looked(request, result)))
    case .rehearse(let order, let request):
      await runImport(order, isRehearsal: true, at: desk, request, post)
    case .run(let order, let request):
      await runImport(order, isRehearsal: false, at: desk, request, post)
    case .cancel:
      state.withLock { $0.importing?.cancel() }
    }
  }

  /// Ends an import that is under way between two batches: what was saved is settled.
  func stopImporting() async {
    let task = state.withLock { state in
      defer { state.importing = nil }
      return state.importing
    }
    task?.cancel()
    await task?.value
  }

  private func runImport(
    _ order: ImportOrder, isRehearsal: Bool, at desk: Desk, _ request: RequestID,
    _ post: @escaping Post
  ) async {
    // A task of its own, so that it can be ended without ending what asked for it.
    let task = Task.detached(executorPreference: TaskQueues.shared) { [self] in
      let end = await importing(order, isRehearsal: isRehearsal, at: desk, request, post)
      post(.imports(.ended(request, end)))
    }
    state.withLock { state in
      state.importing?.cancel()
      state.importing = task
    }
    await task.value
  }

  private func importing(
    _ order: ImportOrder, isRehearsal: Bool, at desk: Desk, _ request: RequestID,
    _ post: @escaping Post
  ) async -> ImportEnd {
    let teller = ImportTeller(context.stopwatch()) { rows, percent in
      post(.imports(.progressed(request, rows: rows, percent: percent)))
    }
    let result = await attemptImport {
      try await importAll(order, isRehearsal: isRehearsal, at: desk, teller)
    }
    switch result {
    case .success(let end): return end
    case .failure(.interrupted): return .cancelled(teller.tally)
    case .failure(let failure): return .failed(failure, teller.hasBegun ? teller.tally : nil)
    }
  }

  private func importAll(
    _ order: ImportOrder, isRehearsal: Bool, at desk: Desk, _ teller: ImportTeller
  ) async throws -> ImportEnd {
    let elapsed = context.stopwatch()
    try await desk.book.checkImport(as: desk.actor)
    let path = LiveEffects.expanded(order.path)
    let file = try InputFile(path: path)
    teller.size = file.size
    let source = try ImportFiles.source(of: order, file)
    var mark: ImportMark?
    let digest = try InputFile.digest(of: path)
    let kind = order.format.rawValue + (order.queuesTexts ? "" : " sem fila")
    if isRehearsal, !order.isAgain, let digest {
      teller.tally.importedAt = try await desk.book.importedAt(
        digest, format: kind, as: desk.actor)
    } else if !isRehearsal, let digest {
      let start = try await desk.book.beginImport(
        of: digest, format: kind, again: order.isAgain, as: desk.actor)
      if let moment = start.finishedAt { return .already(moment) }
      mark = start.mark
    }
    var refusals: RefusedRows?
    var refusedPath: String?
    if !isRehearsal, order.keepsRefused {
      let place = ImportFiles.placeOfRefused(path)
      refusals = try RefusedRows(place, context: context)
      refusedPath = ExportPlace.whole(place)
    }
    var run = try await ImportRun(
      source, desk: desk,
      options: ImportRun.Options(
        origin: order.format.origin, isRehearsal: isRehearsal, queuesTexts: order.queuesTexts,
        mark: mark),
      refusals: refusals, report: { teller.take($0) })
    teller.hasBegun = true
    var failure: (any Error)?
    do {
      try await run.finish()
    } catch {
      failure = error
    }
    // What was saved stays saved, also when the rest was not.
    teller.settle(run)
    try refusals?.finish(isEmpty: run.refused == 0)
    if run.refused > 0 { teller.tally.refusedPath = refusedPath }
    if let failure { throw failure }
    context.log.record(
      .imported(
        accepted: run.accepted, refused: run.refused, duplicates: run.duplicates,
        rehearsal: isRehearsal, milliseconds: elapsed()))
    return .done(teller.tally)
  }

  /// What a file makes impossible is said in the words that the command has for it.
  private func attemptImport<Value: Sendable>(
    _ body: () async throws -> Value
  ) async -> Result<Value, TUI.Failure> {
    var said: String?
    let result = await attempt("import") { () async throws -> Value in
      do {
        return try await body()
      } catch let failure as Failure {
        said = failure.message
        throw failure
      }
    }
    guard let said, case .failure = result else { return result }
    return .failure(.invalid([LiveEffects.withoutOptions(said)]))
  }

  /// The options of the command mean nothing on the screen.
  private static func withoutOptions(_ sentence: String) -> String {
    sentence.replacing(" Com `--force` ele é substituído.", with: "")
      .replacing(" Diga o campo de cada um com --map.", with: "")
      .replacing(" Escolha com --map.", with: "")
  }
}

/// Keeps what an import tells, and passes its progress on a few times a second.
final class ImportTeller {
  var tally = ImportTally()
  var hasBegun = false
  /// Bytes of the file; nil where nobody knows.
  var size: Int?
  private let elapsed: () -> Int64
  private let show: (Int, Int?) -> Void
  private var last: Int64 = -1000

  /// As many as anybody would go through on a screen; the rest is only counted.
  private static let most = 500

  init(_ elapsed: @escaping () -> Int64, show: @escaping (Int, Int?) -> Void) {
    self.elapsed = elapsed
    self.show = show
  }

  func take(_ event: ImportEvent) {
    switch event {
    case .progressed(let bytes, let rows):
      let now = elapsed()
      guard now - last >= 100 else { return }
      last = now
      show(rows, size.map { $0 > 0 ? min(100, bytes * 100 / $0) : 100 })
    case .refused(let place, let reasons): say(place, reasons, isRefusal: true)
    case .duplicates(let place, let uids):
      say(place, "gravada; pode ser a mesma pessoa que \(uids.map(\.text).joined(separator: ", "))")
    case .notLookedUp(let places):
      say(
        places.lowerBound,
        "gravada, até a \(places.upperBound.line); possíveis duplicados destas não foram procurados"
      )
    case .findings(let place, let found):
      let people = found.map { finding in
        "\(finding.name?.revealed(for: .screen) ?? "sem nome") \(finding.words)"
      }
      say(place, "pode ser \(people.joined(separator: " ou "))")
    }
  }

  func settle(_ run: ImportRun) {
    tally.accepted = run.accepted
    tally.refused = run.refused
    tally.duplicates = run.duplicates
    tally.known = run.known
    tally.resumed = run.resumed
    tally.queued = run.batch == nil ? 0 : run.queued
  }

  private func say(_ place: ImportPlace, _ sentence: String, isRefusal: Bool = false) {
    guard tally.lines.count < ImportTeller.most else {
      tally.unsaid += 1
      return
    }
    tally.lines.append(
      ImportLine(place: place, isRefusal: isRefusal, sentence: Sensitive(sentence)))
  }
}
