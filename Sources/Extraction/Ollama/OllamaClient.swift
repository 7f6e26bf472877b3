public import ContactsCore

/// Speaks to one Ollama server.
public struct OllamaClient: Sendable {
  public let address: OllamaAddress
  let settings: ModelSettings
  let limits: ModelLimits

  /// Refuses the address of another machine, unless the settings allow a private network and the line is encrypted.
  public init(address: OllamaAddress, settings: ModelSettings, limits: ModelLimits)
    throws(OllamaError)
  {
    if !address.isLoopback {
      guard settings.allowsPrivateNetwork, !address.isPublic else {
        throw .remoteHost
      }
      guard address.scheme == .https else { throw .unencrypted }
    }
    self.address = address
    self.settings = settings
    self.limits = limits
  }

  /// Bytes of any answer but a chat's: a list of some hundreds of models fits.
  private static let longestAnswer = 1 << 20
  /// Bytes of a chat's stream: every token comes in about 150 bytes, and there are some hundreds.
  private static let longestStream = 1 << 20

  /// The answer of a small question as JSON, or the status if it is not JSON.
  ///
  /// - Parameters:
  ///   - path: of the server.
  ///   - body: JSON to send; nil only asks.
  ///   - limit: milliseconds; nil for a question that takes no thinking.
  /// - Returns: the status, and the answer if it is JSON.
  /// - Throws: what kept the server from answering.
  func ask(
    _ path: String, body: String? = nil, within limit: Int? = nil
  ) async throws(OllamaError) -> Reply {
    let limit = limit ?? limits.question
    let transfer = start(
      path, body: body.map { Array($0.utf8) }, firstByte: limit, betweenBytes: limit, total: limit,
      longest: OllamaClient.longestAnswer)
    defer { transfer.cancel() }
    var status = 0
    var bytes: [UInt8] = []
    for await event in transfer.events {
      switch event {
      case .head(let code, _): status = code
      case .body(let piece): bytes += piece
      case .finished: return Reply(status: status, json: JSONValue(bytes))
      case .failed(let failure): throw OllamaError(failure)
      }
    }
    throw .cancelled
  }

  struct Reply: Equatable, Sendable {
    let status: Int
    /// Nil when the body is not JSON.
    let json: JSONValue?

    /// Whether the server answered the question, and with JSON.
    var answer: JSONValue? { status == 200 ? json : nil }
  }

  /// Sends the messages and hands on the answer, piece by piece, until `take` says that it is complete.
  ///
  /// - Parameters:
  ///   - messages: the whole conversation.
  ///   - firstToken: the limit until the answer begins, in milliseconds.
  ///   - total: the limit on all of it, in milliseconds.
  ///   - interrupt: breaks it off.
  ///   - take: gets each piece; true means that nothing more is needed.
  /// - Returns: what the last line said; nil when the answer was complete and it never came.
  /// - Throws: what `take` throws, and what keeps the server from answering.
  func chat(
    _ messages: [ChatRequest.Message], firstToken: Int, total: Int, interrupt: Interrupt,
    take: (String) throws(OllamaError) -> Bool
  ) async throws(OllamaError) -> ChatLine.Metrics? {
    let transfer = start(
      "/api/chat", body: ChatRequest(messages: messages, settings: settings).body,
      firstByte: firstToken, betweenBytes: limits.betweenTokens, total: total,
      longest: OllamaClient.longestStream)
    defer { transfer.cancel() }
    interrupt.onFire { transfer.cancel() }
    var stream = ChatStream()
    var isComplete = false
    for await event in transfer.events {
      do throws(OllamaError) {
        for line in try stream.lines(of: event, model: settings.name) {
          switch line {
          case .error: throw OllamaError.serverFailed(status: nil)
          case .content(let text):
            if !isComplete, try take(text) {
              isComplete = true
              // The line with the metrics should follow at once; white space without end may too.
              transfer.finish(withinMilliseconds: OllamaClient.patienceAfterAnswer)
            }
          case .done(let text, let metrics):
            if !isComplete, !text.isEmpty { isComplete = try take(text) }
            return metrics
          }
        }
      } catch {
        if isComplete { return nil }
        throw error
      }
      if event == .finished, !isComplete { throw .interrupted }
    }
    if isComplete { return nil }
    throw .cancelled
  }

  /// Milliseconds after a complete answer in which the server may still send its last line.
  private static let patienceAfterAnswer = 250

  func start(
    _ path: String, body: [UInt8]?, firstByte: Int, betweenBytes: Int, total: Int, longest: Int
  ) -> CurlTransfer {
    CurlTransfer(
      HTTPRequest(
        url: address.url + path, body: body,
        limits: HTTPRequest.Limits(
          connect: limits.connect, firstByte: firstByte, betweenBytes: betweenBytes, total: total,
          body: longest),
        reach: address.isLoopback ? .thisMachine : .privateNetwork))
  }
}

/// Turns what happens to a transfer into lines of a chat, or into the error it shows.
struct ChatStream {
  private var status = 0
  private var splitter = LineSplitter()
  private var refusal: [UInt8] = []
  private var sawLine = false
  private var blankLines = 0
  private static let mostBlankLines = 256

  /// The lines that `event` completes.
  mutating func lines(of event: TransferEvent, model: String) throws(OllamaError) -> [ChatLine] {
    switch event {
    case .head(let status, let contentType):
      self.status = status
      if status == 200, contentType.lowercased().hasPrefix("text/html") { throw .notOllama }
      if (300..<400).contains(status) { throw .notOllama }
      return []
    case .body(let bytes):
      guard status == 200 else {
        // An error's text is one short line; of a long page the beginning tells enough.
        if refusal.count < 1 << 16 { refusal += bytes }
        return []
      }
      guard let lines = splitter.append(bytes) else { throw .runaway }
      return try parsed(lines)
    case .failed(let failure):
      throw OllamaError(failure)
    case .finished:
      if status != 200 { throw ChatStream.error(status: status, body: refusal, model: model) }
      let last = try parsed([splitter.remainder].filter { !$0.isEmpty })
      return last
    }
  }

  private mutating func parsed(_ lines: [[UInt8]]) throws(OllamaError) -> [ChatLine] {
    var parsed: [ChatLine] = []
    for bytes in lines {
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0d || $0 == 0x09 }) {
        blankLines += 1
        guard blankLines <= ChatStream.mostBlankLines else { throw .runaway }
        continue
      }
      guard let line = ChatLine(bytes) else { throw sawLine ? .malformed : .notOllama }
      sawLine = true
      parsed.append(line)
    }
    return parsed
  }

  /// A refusal by Ollama itself is JSON with an `error`; a route it does not know is plain text.
  private static func error(status: Int, body: [UInt8], model: String) -> OllamaError {
    error(status: status, isOllama: JSONValue(body)?["error"]?.string != nil, model: model)
  }

  static func error(status: Int, isOllama: Bool, model: String) -> OllamaError {
    switch status {
    case 404: return isOllama ? .modelMissing(model: model) : .notOllama
    case 503: return .busy
    case 500...599: return .serverFailed(status: status)
    case 400...499: return .rejected(status: status)
    default: return .notOllama
    }
  }
}
