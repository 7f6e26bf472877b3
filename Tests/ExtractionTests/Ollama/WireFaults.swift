import ContactsCore
import TestSupport
import Testing

@testable import Extraction

/// One way in which Ollama, or what answers in its place, is known to fail.
struct WireFault: Sendable, CustomTestStringConvertible {
  let name: String
  let code: ExtractionWarning.Code
  /// Words of the sentence that the attendant reads.
  let says: String
  /// Whether the fields that came whole before the failure are kept.
  var keepsName = false
  var limits = ModelLimits()
  var model = "llama3:8b"
  let server: StubOllama.Script

  var testDescription: String { name }

  /// A server that is healthy but for its chat.
  init(
    _ name: String, _ code: ExtractionWarning.Code, _ says: String, keepsName: Bool = false,
    limits: ModelLimits = ModelLimits(), chat: [StubOllama.Step]
  ) {
    self.init(name, code, says, keepsName: keepsName, limits: limits) { request in
      request.path == "/api/chat"
        ? chat : StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
    }
  }

  init(
    _ name: String, _ code: ExtractionWarning.Code, _ says: String, keepsName: Bool = false,
    limits: ModelLimits = ModelLimits(), model: String = "llama3:8b",
    server: @escaping StubOllama.Script
  ) {
    self.name = name
    self.code = code
    self.says = says
    self.keepsName = keepsName
    self.limits = limits
    self.model = model
    self.server = server
  }

  private static func refused(_ status: String, _ error: String) -> [StubOllama.Step] {
    StubAnswer.whole(status, "{\"error\":\"\(error)\"}")
  }

  private static let begun = #"{"nome":"Joana Prado","motivo":"apo"#
  private static let errorLine = StubOllama.Step.send(
    StubAnswer.chunk("{\"error\":\"llama runner process has terminated\"}\n"))

  static let all: [WireFault] = refusals + streams + answers + silences + strangers

  private static let refusals: [WireFault] = [
    WireFault(
      "unknown model: 404", .modelMissing, "não está instalado",
      chat: refused("404 Not Found", "model 'llama3:8b' not found")),
    WireFault(
      "malformed body: 400", .modelFailed, "recusou o pedido (erro 400)",
      chat: refused("400 Bad Request", "invalid character")),
    WireFault(
      "bad schema: 500", .modelFailed, "falhou (erro 500)",
      chat: refused("500 Internal Server Error", "invalid JSON schema in format")),
    WireFault(
      "runner killed before the first token: 500", .modelFailed, "falhou (erro 500)",
      chat: refused("500 Internal Server Error", "llama runner process has terminated")),
    WireFault(
      "load queue full: 503", .modelBusy, "ocupada",
      chat: refused("503 Service Unavailable", "server busy, please try again")),
    WireFault(
      "unknown route: 404 in plain text", .modelBroken, "outro programa",
      chat: StubAnswer.whole("404 Not Found", "404 page not found", type: "text/plain")),
  ]

  private static let streams: [WireFault] = [
    WireFault(
      "an error line before anything", .modelFailed, "falhou",
      chat: [StubAnswer.streamHead, errorLine, StubAnswer.streamEnd]),
    WireFault(
      "runner killed in mid-stream: 200 and an error line", .modelFailed, "falhou",
      keepsName: true, chat: Desk.stream(begun, then: errorLine, StubAnswer.streamEnd)),
    WireFault(
      "a stream that ends without done", .modelTruncated, "interrompida", keepsName: true,
      chat: Desk.stream(begun, then: StubAnswer.streamEnd)),
    WireFault(
      "an empty stream", .modelTruncated, "interrompida",
      chat: [StubAnswer.streamHead, StubAnswer.streamEnd]),
    WireFault(
      "done_reason length", .modelTruncated, "interrompida", keepsName: true,
      chat: Desk.stream(
        begun, then: .send(StubAnswer.done(reason: "length")), StubAnswer.streamEnd)),
    WireFault(
      "a connection reset in mid-stream", .modelTruncated, "interrompida", keepsName: true,
      chat: Desk.stream(begun, then: .reset)),
    WireFault(
      "a line that is no JSON", .modelBroken, "fora do formato", keepsName: true,
      chat: Desk.stream(begun, then: .send(StubAnswer.chunk("oops\n")), StubAnswer.streamEnd)),
    WireFault(
      "a line without end", .modelBroken, "não parou de escrever", keepsName: true,
      chat: Desk.stream(
        begun, then: .flood(StubAnswer.chunk(String(repeating: "x", count: 65_536)), times: 64))),
    WireFault(
      "white space without end", .modelBroken, "não parou de escrever", keepsName: true,
      chat: Desk.stream(
        #"{"nome":"Joana Prado","#,
        then: .flood(StubAnswer.line(String(repeating: " ", count: 1000)), times: 2000))),
    WireFault(
      "empty lines without end", .modelBroken, "não parou de escrever",
      chat: [
        StubAnswer.streamHead,
        .flood(StubAnswer.chunk(String(repeating: "\n \n", count: 5000)), times: 200),
      ]),
  ]

  private static let answers: [WireFault] = [
    WireFault(
      "prose instead of JSON", .modelBroken, "fora do formato",
      chat: StubAnswer.chat("A pessoa se chama Joana e parece triste.")),
    WireFault(
      "a context that was cut without a word", .textTooLong, "não o leu inteiro", keepsName: true,
      chat: Desk.stream(
        Desk.answer, then: .send(StubAnswer.done(promptTokens: 8192)), StubAnswer.streamEnd)),
    WireFault(
      "invented values", .valueNotInText, "descartada", keepsName: true,
      chat: StubAnswer.chat(
        #"{"nome":"Joana Prado","telefones":["(21) 99999-8888"],"emails":["x@exemplo.com"],"#
          + #""cpf":"529.982.247-25","data":"anteontem"}"#)),
    WireFault(
      "wrong types", .modelFieldInvalid, "ignorado", keepsName: true,
      chat: StubAnswer.chat(
        #"{"nome":"Joana Prado","telefones":7,"emails":{"a":[1]},"cpf":true,"motivo":[],"uf":1}"#)),
    WireFault(
      "bytes that are no UTF-8", .modelFieldInvalid, "ignorado", keepsName: true,
      chat: [
        StubAnswer.streamHead, .send(StubAnswer.line(#"{"nome":"Joana Prado","cidade":"#)),
        .bytes(invalid), .send(StubAnswer.line(#","uf":null}"#)), .send(StubAnswer.done()),
        StubAnswer.streamEnd,
      ]),
  ]

  /// `Ma\xE7au`, as Latin-1 writes it.
  private static let invalid: [UInt8] = {
    let start = Array(#"{"message":{"role":"assistant","content":"\"Ma"#.utf8)
    let line = start + [0xe7] + Array("au\\\"\"},\"done\":false}\n".utf8)
    return Array("\(String(line.count, radix: 16))\r\n".utf8) + line + Array("\r\n".utf8)
  }()

  private static let silences: [WireFault] = [
    WireFault(
      "no first token", .modelTimeout, "demorou demais", limits: ModelLimits(firstToken: 30),
      chat: [.hang]),
    WireFault(
      "a head and no first token", .modelTimeout, "demorou demais",
      limits: ModelLimits(firstToken: 30), chat: [StubAnswer.streamHead, .hang]),
    WireFault(
      "a stall in mid-stream", .modelTimeout, "demorou demais", keepsName: true,
      limits: ModelLimits(betweenTokens: 1500), chat: Desk.stream(begun, then: .hang)),
    WireFault(
      "no answer to any question", .modelTimeout, "demorou demais",
      limits: ModelLimits(question: 30), server: { _ in [.hang] }),
    WireFault(
      "a connection reset at once", .modelUnavailable, "não está respondendo",
      server: { _ in [.reset] }),
  ]

  private static let strangers: [WireFault] = [
    WireFault(
      "a redirect", .modelBroken, "outro programa",
      chat: StubAnswer.whole(
        "307 Temporary Redirect", "", headers: "Location: http://127.0.0.1:9/api/chat\r\n")),
    WireFault(
      "a page", .modelBroken, "outro programa",
      chat: StubAnswer.whole("200 OK", "<!doctype html><p>Olá", type: "text/html")),
    WireFault(
      "another protocol", .modelBroken, "outro programa",
      server: { _ in [.send("SSH-2.0-OpenSSH_9.2\r\n")] }),
    WireFault(
      "a cloud model by its name", .modelRemote, "fora do centro", model: "gpt-oss:120b-cloud",
      server: { StubAnswer.housekeeping($0, models: ["gpt-oss:120b-cloud"], loaded: false) }),
    WireFault(
      "a remote model by the server's list", .modelRemote, "fora do centro",
      server: { request in
        request.path == "/api/tags"
          ? StubAnswer.whole(
            "200 OK", #"{"models":[{"name":"llama3:8b","remote_host":"https://x"}]}"#)
          : StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
      }),
    WireFault(
      "a remote model by its own page", .modelRemote, "fora do centro",
      server: { request in
        request.path == "/api/show"
          ? StubAnswer.whole("200 OK", #"{"remote_model":"grande"}"#)
          : StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
      }),
  ]
}
