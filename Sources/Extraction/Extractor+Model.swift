internal import ContactsCore

extension Extractor {
  /// Asks the model, at another host if one fails before it has said anything.
  func ask(
    _ note: String, into reading: inout Reading, _ turn: ModelTurn,
    _ onPartial: @Sendable (ExtractionResult) -> Void
  ) async throws(OllamaError) {
    // The same note as before takes no place in the line.
    if let digest = seen.digest, await recall(note, digest, into: &reading, onPartial) { return }
    var names = try hosts.usable()
    while true {
      var asked: String?
      do throws(OllamaError) {
        return try await turn.take(at: names) { (host, interrupt) async throws(OllamaError) in
          asked = host
          return try await put(note, to: host, into: &reading, interrupt, onPartial)
        }
      } catch {
        names.removeAll { $0 == asked }
        let isElsewhere = error.fault?.isOfHost == true || error.fault == .serverFailed
        guard asked != nil, isElsewhere, !reading.hasModel, !names.isEmpty else { throw error }
      }
    }
  }

  /// The note in one piece or in several, one after another.
  private func put(
    _ note: String, to host: String, into reading: inout Reading, _ interrupt: Interrupt,
    _ onPartial: @Sendable (ExtractionResult) -> Void
  ) async throws(OllamaError) -> ModelTurn.Ending {
    guard let client = hosts.client(host) else { throw .unreachable }
    let deadline = monotonicMilliseconds() + Int64(limits.total)
    let readiness = try await client.prepare()
    reading.digest = readiness.digest
    seen.digest = readiness.digest
    if let digest = readiness.digest, await recall(note, digest, into: &reading, onPartial) {
      return .unasked
    }
    let windows = NoteWindows.cut(note, tokens: prompt.room(for: settings))
    var isWhole = true
    for (number, window) in windows.enumerated() {
      let left = deadline - monotonicMilliseconds()
      guard left > 0 || number == 0 else {
        reading.warn(.onlyBeginningRead)
        return .answered
      }
      if windows.count > 1 { reading.turn(to: window) }
      let isLoaded = readiness.isLoaded || number > 0
      do throws(OllamaError) {
        let question = Question(
          text: window.text, firstToken: isLoaded ? limits.firstToken : limits.loading,
          total: Int(max(1, left)))
        isWhole =
          try await put(question, to: client, into: &reading, interrupt, onPartial) && isWhole
      } catch {
        if windows.count > 1, reading.hasModel { reading.warn(.onlyBeginningRead) }
        throw error
      }
    }
    if isWhole, let digest = readiness.digest { await remember(note, digest, reading) }
    return .answered
  }

  private struct Question {
    let text: String
    /// Milliseconds.
    let firstToken: Int
    /// Milliseconds.
    let total: Int
  }

  /// False when the server has cut the text.
  private func put(
    _ question: Question, to client: OllamaClient, into reading: inout Reading,
    _ interrupt: Interrupt, _ onPartial: @Sendable (ExtractionResult) -> Void
  ) async throws(OllamaError) -> Bool {
    var answer = PartialAnswer()
    let metrics = try await client.chat(
      prompt.messages(for: question.text), firstToken: question.firstToken, total: question.total,
      interrupt: interrupt
    ) { piece throws(OllamaError) in
      for field in answer.append(piece.utf8) {
        reading.take(field)
        onPartial(reading.result)
      }
      switch answer.state {
      case .before, .inside: return false
      case .complete: return true
      case .broken(.runaway): throw .runaway
      case .broken: throw .malformed
      }
    }
    if let usage = metrics?.usage { reading.add(usage) }
    switch answer.state {
    case .complete: if !reading.hasModel { throw .malformed }
    case .inside: throw .interrupted
    case .before, .broken: throw .malformed
    }
    // The server cuts what does not fit without a word.
    guard let sent = metrics?.promptTokens, sent >= settings.contextTokens else { return true }
    reading.warn(.onlyBeginningRead)
    return false
  }

  // MARK: - Answers given before

  private func question(_ note: String, _ digest: String) -> ModelQuestion {
    ModelQuestion(digest: digest, promptVersion: prompt.version, note: Sensitive(note))
  }

  /// Whether the model has answered this before; the answer is grounded and merged as if it came now.
  private func recall(
    _ note: String, _ digest: String, into reading: inout Reading,
    _ onPartial: @Sendable (ExtractionResult) -> Void
  ) async -> Bool {
    guard let known = await door?.answer(to: question(note, digest)) else { return false }
    reading.digest = digest
    known.fields(of: note).forEach { reading.take($0) }
    guard reading.hasModel else { return false }
    onPartial(reading.result)
    return true
  }

  private func remember(_ note: String, _ digest: String, _ reading: Reading) async {
    guard let door, let answer = reading.kept(of: note) else { return }
    await door.keep(answer, to: question(note, digest))
  }
}

/// What this process knows of the model without asking.
final class SeenModel: Sendable {
  private struct State {
    var digest: String?
    var loadings = 0
  }

  private let state = Guarded(State())

  /// Of the model that was asked last, which is the one that will be asked next.
  var digest: String? {
    get { state.withLock { $0.digest } }
    set { state.withLock { $0.digest = newValue } }
  }

  /// Whether a server was told to read the model into memory and has not said that it has.
  var isLoading: Bool { state.withLock { $0.loadings > 0 } }

  func loading(_ change: Int) {
    state.withLock { $0.loadings += change }
  }
}

extension ExtractionWarning {
  static let onlyBeginningRead = ExtractionWarning(
    code: .textTooLong,
    message: "O texto é longo, e a IA não o leu inteiro. As regras locais leram tudo.")
}
