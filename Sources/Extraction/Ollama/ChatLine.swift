internal import ContactsCore

/// One line of the stream that `/api/chat` answers with.
enum ChatLine: Equatable, Sendable {
  case content(String)
  /// The last line; it may carry a piece of content too.
  case done(String, Metrics)
  case error

  /// What the server measured, all of it optional on the wire.
  struct Metrics: Equatable, Sendable {
    /// `stop`, `length`, `load` or `unload`.
    var reason: String?
    var promptTokens: Int?
    /// Nil when the server counted nothing.
    var usage: ModelUsage?
  }

  /// Nil when the line is not JSON, or is JSON that says nothing we know.
  init?(_ line: some Collection<UInt8>) {
    guard let value = JSONValue(line) else { return nil }
    if let error = value["error"], error != .null {
      self = .error
      return
    }
    let message = value["message"]
    let content = message?["content"]?.string ?? ""
    if value["done"]?.bool == true {
      self = .done(content, Metrics(value))
      return
    }
    guard message != nil else { return nil }
    self = .content(content)
  }
}

extension ChatLine.Metrics {
  /// Durations are nanoseconds on the wire.
  fileprivate init(_ line: JSONValue) {
    func count(_ key: String) -> Int? {
      line[key]?.integer.flatMap { 0 <= $0 && $0 < 1 << 40 ? Int($0) : nil }
    }
    func duration(_ key: String) -> Duration {
      .nanoseconds(max(0, line[key]?.integer ?? 0))
    }
    reason = line["done_reason"]?.string
    promptTokens = count("prompt_eval_count")
    guard promptTokens != nil || line["eval_count"] != nil else { return }
    usage = ModelUsage(
      promptTokens: promptTokens ?? 0, answerTokens: count("eval_count") ?? 0,
      loading: duration("load_duration"), reading: duration("prompt_eval_duration"),
      writing: duration("eval_duration"))
  }
}

/// Cuts a stream of bytes into lines, however it arrives.
struct LineSplitter {
  private var rest: [UInt8] = []
  /// A line longer than this is no line of Ollama's.
  static let longest = 1 << 16

  /// The lines completed by `bytes`, without empty ones; nil when a line is too long.
  mutating func append(_ bytes: [UInt8]) -> [[UInt8]]? {
    var lines: [[UInt8]] = []
    for piece in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
      if piece.offset > 0 {
        if !rest.isEmpty { lines.append(rest) }
        rest = []
      }
      rest += piece.element
    }
    return rest.count > LineSplitter.longest ? nil : lines
  }

  /// What came after the last line feed.
  var remainder: [UInt8] { rest }
}
