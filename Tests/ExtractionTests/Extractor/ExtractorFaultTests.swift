import ContactsCore
import Glibc
import TestSupport
import Testing

@testable import Extraction

@Suite("Extractor when the model fails")
struct ExtractorFaultTests {
  /// The form has what the rules found, and a warning says what happened.
  private func expectRules(
    _ result: ExtractionResult, _ code: ExtractionWarning.Code,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(result.mode == .rules, sourceLocation: location)
    #expect(result.fields == Desk.rules.fields, sourceLocation: location)
    #expect(result.fields.phones.count == 1, sourceLocation: location)
    #expect(result.fields.emails.count == 1, sourceLocation: location)
    #expect(result.codes.contains(code), sourceLocation: location)
  }

  @Test func `connection refused`() async throws {
    let extractor = Extractor(
      host: "127.0.0.1:\(StubOllama.freePort())", settings: ModelSettings(), limits: ModelLimits())
    let result = try await extractor.extract(Desk.note, in: Desk.context, engine: .auto) { _ in }
    expectRules(result, .modelUnavailable)
  }

  @Test func `model not found`() async throws {
    let chat = StubAnswer.whole(
      "404 Not Found", "{\"error\":\"model 'llama3:8b' not found\"}")
    expectRules(try await Desk.extract(chat: chat), .modelMissing)
  }

  @Test(arguments: [
    ("400 Bad Request", "{\"error\":\"bad\"}", ExtractionWarning.Code.modelFailed),
    ("500 Internal Server Error", "{\"error\":\"runner terminated\"}", .modelFailed),
    ("503 Service Unavailable", "{\"error\":\"server busy\"}", .modelBusy),
    ("404 Not Found", "404 page not found", .modelBroken),
    ("200 OK", "", .modelTruncated),
    ("200 OK", "Ollama is running", .modelBroken),
    ("204 No Content", "", .modelBroken),
  ])
  func `refusals`(status: String, body: String, code: ExtractionWarning.Code) async throws {
    expectRules(try await Desk.extract(chat: StubAnswer.whole(status, body)), code)
  }

  @Test func `every question fails`() async throws {
    let stub = StubOllama { _ in StubAnswer.whole("500 Oops", "{\"error\":\"x\"}") }
    let result = try await Desk.extractor(stub).extract(
      Desk.note, in: Desk.context, engine: .auto
    ) { _ in }
    expectRules(result, .modelFailed)
    #expect(!stub.requests.contains { $0.path == "/api/chat" })
  }

  @Test func `a page instead of JSON`() async throws {
    let page = StubAnswer.whole("200 OK", "<!doctype html><p>Olá", type: "text/html; charset=utf-8")
    expectRules(try await Desk.extract(chat: page), .modelBroken)
    let unnamed = StubAnswer.whole("200 OK", "<html>\n</html>\n", type: "application/x-ndjson")
    expectRules(try await Desk.extract(chat: unnamed), .modelBroken)
  }

  @Test func `a redirect is not followed`() async throws {
    let target = StubOllama(chat: StubAnswer.chat(Desk.answer))
    let location = "Location: http://\(target.host)/api/chat\r\n"
    let chat = StubAnswer.whole("307 Temporary Redirect", "", headers: location)
    expectRules(try await Desk.extract(chat: chat), .modelBroken)
    #expect(target.connections == 0)
  }

  @Test func `a reset before and in the middle of the stream`() async throws {
    expectRules(try await Desk.extract(chat: [.reset]), .modelTruncated)
    let result = try await Desk.extract(
      chat: Desk.stream(#"{"nome":"Joana Prado","motivo":"apo"#, then: .reset))
    #expect(result.mode == .model)
    #expect(result.fields.name?.value == "Joana Prado")
    #expect(result.fields.phones == Desk.rules.fields.phones)
    #expect(result.codes.contains(.modelTruncated))
    let stub = StubOllama { _ in [.reset] }
    let all = try await Desk.extractor(stub).extract(
      Desk.note, in: Desk.context, engine: .auto
    ) { _ in }
    expectRules(all, .modelUnavailable)
  }

  @Test func `a server that hangs before, at the first token and in the middle`() async throws {
    let silent = StubOllama { _ in [.hang] }
    let questions = try await Desk.extractor(silent, limits: ModelLimits(question: 30)).extract(
      Desk.note, in: Desk.context, engine: .auto
    ) { _ in }
    expectRules(questions, .modelTimeout)
    expectRules(
      try await Desk.extract(chat: [.hang], limits: ModelLimits(firstToken: 30)), .modelTimeout)
    expectRules(
      try await Desk.extract(
        chat: [StubAnswer.streamHead, .hang], limits: ModelLimits(firstToken: 30)), .modelTimeout)
    let middle = try await Desk.extract(
      chat: Desk.stream(#"{"nome":"Joana Prado","#, then: .hang),
      limits: ModelLimits(betweenTokens: 1500))
    #expect(middle.fields.name?.value == "Joana Prado")
    #expect(middle.codes.contains(.modelTimeout))
    expectRules(
      try await Desk.extract(chat: [.hang], limits: ModelLimits(total: 60)), .modelTimeout)
  }

  @Test func `a model still loading has its own time`() async throws {
    let stub = StubOllama(loaded: false, chat: [.hang])
    let limits = ModelLimits(firstToken: 600_000, loading: 30)
    let result = try await Desk.extractor(stub, limits: limits).extract(
      Desk.note, in: Desk.context, engine: .auto
    ) { _ in }
    expectRules(result, .modelTimeout)
  }

  @Test func `one byte at a time`() async throws {
    let chat = StubAnswer.chat(Desk.answer, pieces: 30).map { step in
      guard case .send(let text) = step else { return step }
      return StubOllama.Step.trickle(text)
    }
    let result = try await Desk.extract(chat: chat)
    #expect(result.mode == .model)
    #expect(result.fields.name?.value == "Joana Prado")
    #expect(result.warnings == Desk.rules.warnings)
  }

  @Test func `truncated JSON keeps the fields that are whole`() async throws {
    let chat =
      Desk.stream(
        #"{"nome":"Joana Prado","telefones":["(11) 987"#,
        then: .send(StubAnswer.done(reason: "length"))) + [StubAnswer.streamEnd]
    let result = try await Desk.extract(chat: chat)
    #expect(result.fields.name?.value == "Joana Prado")
    #expect(result.fields.phones == Desk.rules.fields.phones)
    #expect(result.codes.contains(.modelTruncated))
  }

  @Test func `a stream that ends without its last line`() async throws {
    let half = Desk.stream(#"{"nome":"Joana Prado","#, then: StubAnswer.streamEnd)
    #expect(try await Desk.extract(chat: half).codes.contains(.modelTruncated))
    let whole = Desk.stream(Desk.answer, then: StubAnswer.streamEnd)
    #expect(try await Desk.extract(chat: whole).warnings == Desk.rules.warnings)
    let unended = try await Desk.extract(chat: Desk.stream(Desk.answer, then: .hang))
    #expect(unended.mode == .model && unended.warnings == Desk.rules.warnings)
  }

  @Test(arguments: [
    "Claro! A pessoa se chama Joana e parece muito triste.", "", "{}", "{nome: Joana}",
    "[\"Joana\"]",
  ])
  func `prose instead of JSON`(answer: String) async throws {
    expectRules(try await Desk.extract(chat: StubAnswer.chat(answer)), .modelBroken)
  }

  @Test func `wrong types cost only their own field`() async throws {
    let answer =
      #"{"nome":{"a":1},"telefones":"tudo","emails":[7],"cpf":12,"motivo":"apoio emocional","#
      + #""urgencia":"urgentíssima","data":[],"cidade":"Recife","uf":"XX"}"#
    let result = try await Desk.extract(chat: StubAnswer.chat(answer))
    #expect(result.fields.name == Desk.rules.fields.name)
    #expect(result.fields.phones == Desk.rules.fields.phones)
    #expect(result.fields.reason?.value.text == "apoio emocional")
    #expect(result.fields.urgency == Desk.rules.fields.urgency)
    #expect(result.codes.contains(.modelFieldInvalid))
  }

  @Test func `values that are not in the note`() async throws {
    let answer =
      #"{"nome":"Carlos Nogueira","telefones":["(21) 99999-8888","(11) 8765-4321"],"#
      + #""emails":["carlos@exemplo.com"],"cpf":"529.982.247-25","motivo":"plano de saúde vencido","#
      + #""urgencia":null,"data":"ontem","cidade":"Manaus","uf":"AM"}"#
    let note = "Bom dia."
    let result = try await Desk.extract(chat: StubAnswer.chat(answer), note: note)
    #expect(result.fields.phones.isEmpty && result.fields.emails.isEmpty)
    #expect(result.fields.cpf == nil && result.fields.date == nil)
    #expect(result.fields.name?.isGrounded == false && result.fields.name?.span == nil)
    #expect(result.fields.reason?.isGrounded == false)
    #expect(result.fields.city?.isGrounded == false)
    #expect(result.fields.state?.isGrounded == false)
    #expect(result.codes.count { $0 == .valueNotInText } == 8)
    let known = try await Desk.extract(chat: StubAnswer.chat(answer))
    #expect(known.fields.phones == Desk.rules.fields.phones)
    #expect(known.fields.emails == Desk.rules.fields.emails)
  }

  @Test func `an error line in the middle of the stream`() async throws {
    let error = StubOllama.Step.send(StubAnswer.chunk("{\"error\":\"llama runner terminated\"}\n"))
    expectRules(
      try await Desk.extract(chat: [StubAnswer.streamHead, error, StubAnswer.streamEnd]),
      .modelFailed)
    let result = try await Desk.extract(
      chat: Desk.stream(#"{"nome":"Joana Prado","#, then: error, StubAnswer.streamEnd))
    #expect(result.fields.name?.value == "Joana Prado")
    #expect(result.codes.contains(.modelFailed))
  }

  @Test func `a line in the middle that is no JSON`() async throws {
    let line = StubOllama.Step.send(StubAnswer.chunk("oops\n"))
    let result = try await Desk.extract(
      chat: Desk.stream(#"{"nome":"Joana Prado","#, then: line, StubAnswer.streamEnd))
    #expect(result.codes.contains(.modelBroken))
    #expect(result.fields.name?.value == "Joana Prado")
  }

  @Test func `twenty megabytes of white space are cut off early`() async throws {
    let blank = StubAnswer.line(String(repeating: " ", count: 1000))
    let stub = StubOllama(
      chat: Desk.stream(#"{"nome":"Joana Prado","#, then: .flood(blank, times: 20_000), .hang))
    let result = try await Desk.extractor(stub).extract(
      Desk.note, in: Desk.context, engine: .auto
    ) { _ in }
    #expect(result.fields.name?.value == "Joana Prado")
    #expect(result.codes.contains(.modelBroken))
    for await event in stub.events where event == .clientLeft(path: "/api/chat") { break }
    #expect(stub.bytesSent < 15_000_000)
    let raw = StubAnswer.chunk(String(repeating: " ", count: 65_536))
    expectRules(
      try await Desk.extract(chat: [StubAnswer.streamHead, .flood(raw, times: 320)]), .modelBroken)
    let lines = StubAnswer.chunk(String(repeating: " \n", count: 32_768))
    expectRules(
      try await Desk.extract(chat: [StubAnswer.streamHead, .flood(lines, times: 320)]),
      .modelBroken)
  }

  @Test func `cancelling frees the connection`() async throws {
    let stub = StubOllama(chat: Desk.stream(#"{"nome":"Joana Prado","#, then: .hang))
    let named = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await Desk.extractor(stub).extract(Desk.note, in: Desk.context, engine: .auto) {
        if $0.fields.name?.value == "Joana Prado", $0.mode == .model { named.continuation.yield() }
      }
    }
    for await _ in named.stream { break }
    task.cancel()
    let result = try await task.value
    #expect(result.fields.name?.value == "Joana Prado")
    #expect(result.codes.contains(.modelCancelled))
    for await event in stub.events where event == .clientLeft(path: "/api/chat") { break }
  }

  @Test func `a proxy in the environment is ignored`() async {
    await #expect(processExitsWith: .success) {
      let proxy = StubOllama { _ in StubAnswer.whole("200 OK", "{}") }
      for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        setenv(name, "http://\(proxy.host)", 1)
      }
      let stub = StubOllama(chat: StubAnswer.chat(Desk.answer))
      let result = try await Desk.extractor(stub).extract(
        Desk.note, in: Desk.context, engine: .model
      ) { _ in }
      try #require(result.mode == .model)
      try #require(proxy.connections == 0)
    }
  }
}
