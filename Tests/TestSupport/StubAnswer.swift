/// What Ollama writes on the wire, for scripts of `StubOllama`.
public enum StubAnswer {
  /// A whole answer with its length.
  public static func whole(
    _ status: String, _ body: String, type: String = "application/json", headers: String = ""
  ) -> [StubOllama.Step] {
    [
      .send(
        "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(headers)"
          + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
    ]
  }

  /// The head of a stream of unknown length.
  public static let streamHead = StubOllama.Step.send(
    "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
      + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")

  public static let streamEnd = StubOllama.Step.send("0\r\n\r\n")

  /// A piece of a stream as it travels.
  public static func chunk(_ text: String) -> String {
    "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
  }

  /// A line with a piece of the model's answer.
  public static func line(_ content: String) -> String {
    chunk(
      "{\"model\":\"llama3:8b\",\"created_at\":\"2026-08-01T12:00:00Z\",\"message\":"
        + "{\"role\":\"assistant\",\"content\":\(quoted(content))},\"done\":false}\n")
  }

  /// The last line.
  public static func done(reason: String = "stop", promptTokens: Int = 700) -> String {
    chunk(
      "{\"model\":\"llama3:8b\",\"created_at\":\"2026-08-01T12:00:01Z\",\"message\":"
        + "{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"\(reason)\","
        + "\"total_duration\":1840000000,\"load_duration\":2000000,"
        + "\"prompt_eval_count\":\(promptTokens),\"prompt_eval_duration\":800000000,"
        + "\"eval_count\":90,\"eval_duration\":1000000000}\n")
  }

  /// A model that writes `text`, some characters a line, and ends well.
  public static func chat(_ text: String, pieces: Int = 7) -> [StubOllama.Step] {
    [streamHead] + lines(text, pieces: pieces).map { .send($0) } + [.send(done()), streamEnd]
  }

  /// `text` cut into lines of so many characters.
  public static func lines(_ text: String, pieces: Int = 7) -> [String] {
    let characters = Array(text)
    return stride(from: 0, to: characters.count, by: pieces).map { start in
      line(String(characters[start..<min(start + pieces, characters.count)]))
    }
  }

  /// The routes beside the chat, as a healthy server answers them.
  public static func housekeeping(
    _ request: StubOllama.Request, models: [String], loaded: Bool
  ) -> [StubOllama.Step] {
    let listed = models.map { name in
      "{\"name\":\"\(name)\",\"model\":\"\(name)\",\"size\":4661224676,\"digest\":\"365c0bd3c000\","
        + "\"details\":{\"family\":\"llama\",\"parameter_size\":\"8.0B\","
        + "\"quantization_level\":\"Q4_0\"}}"
    }
    let running = models.map { name in
      "{\"name\":\"\(name)\",\"model\":\"\(name)\",\"size\":6000000000,\"size_vram\":3000000000,"
        + "\"digest\":\"365c0bd3c000\",\"expires_at\":\"2026-11-21T12:10:00Z\"}"
    }
    switch request.path {
    case "/": return whole("200 OK", "Ollama is running", type: "text/plain")
    case "/api/version": return whole("200 OK", "{\"version\":\"0.12.11\"}")
    case "/api/tags":
      return whole("200 OK", "{\"models\":[\(listed.joined(separator: ","))]}")
    case "/api/ps":
      return whole("200 OK", "{\"models\":[\(loaded ? running.joined(separator: ",") : "")]}")
    case "/api/show":
      let known = models.contains { request.body.contains("\"\($0)\"") }
      return known
        ? whole("200 OK", "{\"capabilities\":[\"completion\"]}")
        : whole("404 Not Found", "{\"error\":\"model not found\"}")
    default: return whole("404 Not Found", "404 page not found", type: "text/plain")
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
