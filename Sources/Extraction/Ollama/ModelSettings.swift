public import ContactsCore

/// Which model is asked, and how it is run.
public struct ModelSettings: Equatable, Sendable {
  /// As Ollama lists it, such as `llama3:8b`.
  public var name: String
  /// How long the model stays in memory after an answer: `10m`, seconds, or negative for ever.
  public var keepAlive: String
  /// Tokens of context, always sent and always the same, because a change makes the server load the model anew.
  public var contextTokens: Int
  /// The most tokens an answer may take; without a limit a model may never stop.
  public var answerTokens = 512
  /// Whether a server of the centre's own network may be asked, over verified TLS.
  public var allowsPrivateNetwork: Bool

  public static let defaultName = "llama3:8b"

  /// As the centre has set it; without a store, as `Settings()` has it, so that both ask for one and the same context.
  ///
  /// - Parameters:
  ///   - name: the value of `ATENDE_MODEL`, if it is set.
  ///   - settings: the centre's.
  public init(name: String?, settings: Settings) {
    self.name = name.flatMap { $0.isEmpty ? nil : $0 } ?? ModelSettings.defaultName
    keepAlive = settings.modelKeepAlive
    contextTokens = settings.modelContext
    allowsPrivateNetwork = settings.modelMayBeOnNetwork
  }
}

/// How long the model is waited for, in milliseconds.
///
/// The defaults suit an 8-billion model on a processor without a GPU: shorter ones would only kill its answer.
public struct ModelLimits: Equatable, Sendable {
  /// Until the connection stands.
  public var connect: Int
  /// For an answer that takes no thinking: the version, the list of models.
  public var question = 5000
  /// Until the first token, when the model is in memory.
  public var firstToken: Int
  /// Until the first token, when the model has still to be loaded.
  public var loading: Int
  /// Between one token and the next.
  public var betweenTokens = 30_000
  /// For everything, all windows of a long note included.
  public var total: Int

  /// As the centre has set them.
  public init(settings: Settings) {
    connect = settings.modelConnectLimit
    firstToken = settings.modelFirstTokenLimit
    loading = settings.modelLoadLimit
    total = settings.modelTotalLimit
  }
}
