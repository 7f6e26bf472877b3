/// Which model is asked, and how it is run.
public struct ModelSettings: Equatable, Sendable {
  /// As Ollama lists it, such as `llama3:8b`.
  public var name: String
  /// How long the model stays in memory after an answer: `10m`, seconds, or negative for ever.
  public var keepAlive: String
  /// Tokens of context, always sent and always the same, because a change makes the server load the model anew.
  public var contextTokens: Int
  /// The most tokens an answer may take; without a limit a model may never stop.
  public var answerTokens: Int
  /// Whether a server that is not this machine may be asked.
  public var allowsRemoteHost: Bool

  public init(
    name: String = ModelSettings.defaultName, keepAlive: String = "10m",
    contextTokens: Int = 4096, answerTokens: Int = 512, allowsRemoteHost: Bool = false
  ) {
    self.name = name
    self.keepAlive = keepAlive
    self.contextTokens = contextTokens
    self.answerTokens = answerTokens
    self.allowsRemoteHost = allowsRemoteHost
  }

  public static let defaultName = "llama3:8b"
}

/// How long the model is waited for, in milliseconds.
///
/// The defaults suit an 8-billion model on a processor without a GPU: shorter ones would only kill its answer.
public struct ModelLimits: Equatable, Sendable {
  /// Until the connection stands.
  public var connect: Int
  /// For an answer that takes no thinking: the version, the list of models.
  public var question: Int
  /// Until the first token, when the model is in memory.
  public var firstToken: Int
  /// Until the first token, when the model has still to be loaded.
  public var loading: Int
  /// Between one token and the next.
  public var betweenTokens: Int
  /// For everything, all windows of a long note included.
  public var total: Int

  public init(
    connect: Int = 2000, question: Int = 5000, firstToken: Int = 60_000, loading: Int = 120_000,
    betweenTokens: Int = 30_000, total: Int = 180_000
  ) {
    self.connect = connect
    self.question = question
    self.firstToken = firstToken
    self.loading = loading
    self.betweenTokens = betweenTokens
    self.total = total
  }
}
