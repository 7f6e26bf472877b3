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

  let hosts: ModelHosts
  let settings: ModelSettings
  let limits: ModelLimits
  let prompt = Prompt.current
  /// Nil when no line is kept, as where there is no store.
  let door: (any ModelDoor)?
  let pause: Pause
  let seen = SeenModel()

  /// - Parameters:
  ///   - hosts: where the model is served, in the form of `OLLAMA_HOST`; empty means Ollama's own default.
  ///   - settings: which model, and how it is run.
  ///   - limits: how long it is waited for.
  ///   - door: the line before it.
  ///   - pause: how time is let pass while waiting in it.
  public init(
    hosts: [String], settings: ModelSettings, limits: ModelLimits, door: (any ModelDoor)?,
    pause: @escaping Pause = { try await TaskQueues.sleep(for: $0) }
  ) {
    self.hosts = ModelHosts(hosts.isEmpty ? [""] : hosts, settings: settings, limits: limits)
    self.settings = settings
    self.limits = limits
    self.door = door
    self.pause = pause
  }

  /// One host and no line.
  ///
  /// - Parameters:
  ///   - host: the value of `OLLAMA_HOST`, if it is set.
  ///   - settings: which model, and how it is run.
  ///   - limits: how long it is waited for.
  public init(host: String?, settings: ModelSettings, limits: ModelLimits) {
    self.init(hosts: host.map { [$0] } ?? [], settings: settings, limits: limits, door: nil)
  }

  /// Extracts the fields of `note`.
  ///
  /// - Parameters:
  ///   - note: what the attendant typed or pasted.
  ///   - context: what the rules must know besides it.
  ///   - engine: who fills.
  ///   - kind: whether somebody waits for it.
  ///   - insisting: whether a person asks for the model in so many words, so that a host that rests is tried at once.
  ///   - onWaiting: gets the place in the line before the model, each time it changes; 1 is next.
  ///   - onAdmitted: called when the line lets it through to a host.
  ///   - onPartial: gets the rules' result before any connection is made, and then one result for each field that the
  ///     model completes; called by the calling task, in order.
  /// - Returns: the last of these, with a warning for all that went wrong and what the server measured.
  /// - Throws: `ExtractionError` only for the engine `.model`, when the model gave no field at all.
  public func extract(
    _ note: String, in context: NoteContext, engine: Engine,
    kind: ModelTicket.Kind = .interactive, insisting: Bool = false,
    onWaiting: @Sendable @escaping (Int) -> Void = { _ in },
    onAdmitted: @Sendable @escaping () -> Void = {},
    onPartial: @Sendable (ExtractionResult) -> Void
  ) async throws(ExtractionError) -> ExtractionResult {
    let rules = Recognisers.extract(note, in: context)
    onPartial(rules)
    let isBlank = note.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
    guard engine != .rules, !isBlank else { return rules }
    var reading = Reading(
      note: note, rules: rules, context: context, model: settings.name, prompt: prompt)
    let turn = ModelTurn(
      door: door, kind: kind, insists: insisting, pause: pause, onWaiting: onWaiting,
      onAdmitted: onAdmitted)
    do throws(OllamaError) {
      try await ask(note, into: &reading, turn, onPartial)
    } catch {
      if engine == .model, !reading.hasModel { throw ExtractionError(reason: error) }
      reading.warn(error.warning)
    }
    return reading.result
  }
}
