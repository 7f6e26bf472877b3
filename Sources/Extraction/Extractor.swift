public import ContactsCore

/// Fills a form from a note: by the rules at once, and by the model as its answer comes.
public struct Extractor: Sendable {
  /// Who fills, by the word that `--engine` takes.
  public enum Engine: String, Sendable, CaseIterable {
    /// The model, and the rules alone when it cannot be asked.
    case auto
    /// The model or nothing.
    case model = "llm"
    /// Nothing but this machine's own rules: no connection is made.
    case rules
  }

  private let client: Result<OllamaClient, OllamaError>
  private let settings: ModelSettings
  private let limits: ModelLimits
  private let prompt: Prompt

  /// - Parameters:
  ///   - host: the value of `OLLAMA_HOST`, if it is set.
  ///   - settings: which model, and how it is run.
  ///   - limits: how long it is waited for.
  public init(host: String?, settings: ModelSettings, limits: ModelLimits) {
    self.settings = settings
    self.limits = limits
    prompt = .current
    do throws(OllamaAddress.Problem) {
      let address = try OllamaAddress(host)
      client = Extractor.client(address, settings, limits)
    } catch {
      client = .failure(.invalidAddress(error))
    }
  }

  private static func client(
    _ address: OllamaAddress, _ settings: ModelSettings, _ limits: ModelLimits
  ) -> Result<OllamaClient, OllamaError> {
    do throws(OllamaError) {
      return .success(try OllamaClient(address: address, settings: settings, limits: limits))
    } catch {
      return .failure(error)
    }
  }

  /// How the model's server is; for `doctor` and the title bar.
  public func status() async -> OllamaStatus {
    switch client {
    case .success(let client): await client.status()
    case .failure(let error): OllamaStatus(problem: error)
    }
  }

  /// Extracts the fields of `note`.
  ///
  /// - Parameters:
  ///   - note: what the attendant typed or pasted.
  ///   - context: what the rules must know besides it.
  ///   - engine: who fills.
  ///   - onPartial: gets the rules' result before any connection is made, and then one result for each field that the
  ///     model completes; called by the calling task, in order.
  /// - Returns: the last of these, with a warning for all that went wrong and what the server measured.
  /// - Throws: `ExtractionError` only for the engine `.model`, when the model gave no field at all.
  public func extract(
    _ note: String, in context: NoteContext, engine: Engine,
    onPartial: @Sendable (ExtractionResult) -> Void
  ) async throws(ExtractionError) -> ExtractionResult {
    let rules = Recognisers.extract(note, in: context)
    onPartial(rules)
    let isBlank = note.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
    guard engine != .rules, !isBlank else { return rules }
    var reading = Reading(
      note: note, rules: rules, context: context, model: settings.name, prompt: prompt)
    do throws(OllamaError) {
      try await read(note, into: &reading, using: client.get(), onPartial)
    } catch {
      if engine == .model, !reading.hasModel { throw ExtractionError(reason: error) }
      reading.warn(error.warning)
    }
    return reading.result
  }

  private func read(
    _ note: String, into reading: inout Reading, using client: OllamaClient,
    _ onPartial: @Sendable (ExtractionResult) -> Void
  ) async throws(OllamaError) {
    let deadline = monotonicMilliseconds() + Int64(limits.total)
    let readiness = try await client.prepare()
    reading.digest = readiness.digest
    let windows = NoteWindows.cut(note, tokens: prompt.room(for: settings))
    for (number, window) in windows.enumerated() {
      let left = deadline - monotonicMilliseconds()
      if number > 0 {
        guard left > 0 else { return reading.warn(.onlyBeginningRead) }
        reading.turn(to: window)
      } else if windows.count > 1 {
        reading.turn(to: window)
      }
      let isLoaded = readiness.isLoaded || number > 0
      do throws(OllamaError) {
        try await read(
          window.text, into: &reading, using: client,
          firstToken: isLoaded ? limits.firstToken : limits.loading, total: Int(max(1, left)),
          onPartial)
      } catch {
        if windows.count > 1, reading.hasModel { reading.warn(.onlyBeginningRead) }
        throw error
      }
    }
  }

  private func read(
    _ window: String, into reading: inout Reading, using client: OllamaClient, firstToken: Int,
    total: Int, _ onPartial: @Sendable (ExtractionResult) -> Void
  ) async throws(OllamaError) {
    var answer = PartialAnswer()
    let metrics = try await client.chat(
      prompt.messages(for: window), firstToken: firstToken, total: total
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
    // The server cuts what does not fit without a word.
    if let sent = metrics?.promptTokens, sent >= settings.contextTokens {
      reading.warn(.onlyBeginningRead)
    }
    switch answer.state {
    case .complete: if !reading.hasModel { throw .malformed }
    case .inside: throw .interrupted
    case .before, .broken: throw .malformed
    }
  }
}

extension ExtractionWarning {
  static let onlyBeginningRead = ExtractionWarning(
    code: .textTooLong,
    message: "O texto é longo, e a IA não o leu inteiro. As regras locais leram tudo.")
}
