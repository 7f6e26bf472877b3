/// What a model's server measured of one extraction, all pieces of a long note together.
public struct ModelUsage: Equatable, Sendable {
  public var promptTokens: Int
  public var answerTokens: Int
  /// Spent on reading the model into memory.
  public var loading: Duration
  /// Spent on reading the prompt.
  public var reading: Duration
  /// Spent on writing the answer.
  public var writing: Duration

  public init(
    promptTokens: Int = 0, answerTokens: Int = 0, loading: Duration = .zero,
    reading: Duration = .zero, writing: Duration = .zero
  ) {
    self.promptTokens = promptTokens
    self.answerTokens = answerTokens
    self.loading = loading
    self.reading = reading
    self.writing = writing
  }

  /// Nil when no time was measured.
  public var answerTokensPerSecond: Double? {
    ModelUsage.rate(answerTokens, in: writing)
  }

  /// Nil when no time was measured.
  public var promptTokensPerSecond: Double? {
    ModelUsage.rate(promptTokens, in: reading)
  }

  public static func + (left: ModelUsage, right: ModelUsage) -> ModelUsage {
    ModelUsage(
      promptTokens: left.promptTokens + right.promptTokens,
      answerTokens: left.answerTokens + right.answerTokens,
      loading: left.loading + right.loading, reading: left.reading + right.reading,
      writing: left.writing + right.writing)
  }

  private static func rate(_ tokens: Int, in time: Duration) -> Double? {
    time > .zero && tokens > 0 ? Double(tokens) / (time / .seconds(1)) : nil
  }
}
