import ContactsCore
import TestSupport
import Testing

@testable import Extraction

@Suite("Care of the model")
struct ModelCareTests {
  private func client(_ stub: StubOllama, model: String = "llama3:8b") throws -> OllamaClient {
    try OllamaClient(
      address: OllamaAddress(stub.host), settings: ModelSettings(name: model, keepAlive: "10m"),
      limits: ModelLimits())
  }

  private static func line(_ json: String) -> StubOllama.Step {
    .send(StubAnswer.chunk(json + "\n"))
  }

  private func pull(_ steps: [StubOllama.Step]) async throws -> [PullProgress] {
    let stub = StubOllama { request in
      request.path == "/api/pull" ? [StubAnswer.streamHead] + steps + [StubAnswer.streamEnd] : []
    }
    var seen: [PullProgress] = []
    try await client(stub).pull { seen.append($0) }
    #expect(stub.requests.map(\.body) == [#"{"model":"llama3:8b","stream":true}"#])
    return seen
  }

  private func pullError(_ steps: [StubOllama.Step]) async -> PullError? {
    let error = await #expect(throws: PullError.self) { try await pull(steps) }
    return error
  }

  @Test func `a pull tells how far all layers have come`() async throws {
    let seen = try await pull([
      ModelCareTests.line(#"{"status":"pulling manifest"}"#),
      ModelCareTests.line(#"{"status":"pulling aa","digest":"sha256:aa","total":300}"#),
      ModelCareTests.line(
        #"{"status":"pulling aa","digest":"sha256:aa","total":300,"completed":150}"#),
      ModelCareTests.line(
        #"{"status":"pulling bb","digest":"sha256:bb","total":100,"completed":100}"#),
      ModelCareTests.line(
        #"{"status":"pulling aa","digest":"sha256:aa","total":300,"completed":300}"#),
      ModelCareTests.line(#"{"status":"verifying sha256 digest"}"#),
      ModelCareTests.line(#"{"status":"writing manifest"}"#),
      ModelCareTests.line(#"{"status":"success"}"#),
    ])
    #expect(seen.map(\.share) == [0, 0.5, 0.625, 1, 1, 1])
    #expect(
      seen.map(\.stage)
        == [.downloading, .downloading, .downloading, .downloading, .verifying, .finished])
    #expect(seen.last?.completed == 400)
    #expect(PullProgress().share == nil)
  }

  @Test(arguments: [
    ("pull model manifest: file does not exist", PullError.unknownModel, "não tem um modelo"),
    (
      "Get https://x: dial tcp: lookup x: no such host", .noConnection, "não alcançou o registro"
    ),
    ("write /m/blobs: no space left on device", .diskFull, "espaço no disco"),
    ("something else", .failed, "não conseguiu instalar"),
  ])
  func `a failure while it streams is a line`(
    words: String, error: PullError, says: String
  ) async throws {
    let line = ModelCareTests.line("{\"error\":\"\(words)\"}")
    #expect(
      await pullError([ModelCareTests.line(#"{"status":"pulling manifest"}"#), line]) == error)
    #expect(error.sentence.contains(says) && error.sentence.hasSuffix("."))
  }

  @Test func `a pull that breaks off or is no pull`() async throws {
    let begun = ModelCareTests.line(#"{"status":"pulling manifest"}"#)
    #expect(await pullError([begun]) == .server(.interrupted))
    #expect(await pullError([begun, .reset]) == .server(.interrupted))
    #expect(await pullError([ModelCareTests.line("<html>")]) == .server(.notOllama))
    #expect(PullError.server(.interrupted).sentence == "A resposta da IA foi interrompida.")
    let page = StubOllama { _ in StubAnswer.whole("404 Not Found", "404", type: "text/plain") }
    await #expect(throws: PullError.server(.notOllama)) { try await client(page).pull { _ in } }
    let refusing = StubOllama { _ in
      StubAnswer.whole("400 Bad Request", #"{"error":"invalid model name"}"#)
    }
    await #expect(throws: PullError.unknownModel) { try await client(refusing).pull { _ in } }
    let cloud = StubOllama { _ in [] }
    await #expect(throws: PullError.server(.remoteModel)) {
      try await client(cloud, model: "gpt-oss:120b-cloud").pull { _ in }
    }
    #expect(cloud.connections == 0)
  }

  @Test func `cancelling a pull closes the connection`() async throws {
    let stub = StubOllama { _ in
      [
        StubAnswer.streamHead,
        ModelCareTests.line(#"{"status":"pulling aa","digest":"aa","total":9,"completed":1}"#),
        .hang,
      ]
    }
    let client = try client(stub)
    let begun = AsyncStream.makeStream(of: Void.self)
    let task = Task { try await client.pull { _ in begun.continuation.yield() } }
    for await _ in begun.stream { break }
    task.cancel()
    await #expect(throws: PullError.server(.cancelled)) { try await task.value }
    for await event in stub.events where event == .clientLeft(path: "/api/pull") { break }
  }

  // MARK: - Preload

  private func server(loaded: Bool, _ generate: [StubOllama.Step]) -> StubOllama {
    StubOllama { request in
      request.path == "/api/generate"
        ? generate : StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: loaded)
    }
  }

  @Test func `preloading sends no text and the same context as a question`() async throws {
    let stub = server(loaded: false, StubAnswer.whole("200 OK", #"{"done":true}"#))
    try await client(stub).preload()
    let body = try #require(stub.requests.last?.body)
    let json = try #require(JSONValue(body.utf8))
    #expect(json["prompt"] == nil && json["messages"] == nil)
    #expect(json["keep_alive"]?.string == "10m")
    let question = ChatRequest(messages: [], settings: ModelSettings()).body
    #expect(json["options"] == JSONValue(question)?["options"])
  }

  @Test func `what is loaded is not loaded again, and what is absent is said`() async throws {
    let loaded = server(loaded: true, [])
    try await client(loaded).preload()
    #expect(!loaded.requests.contains { $0.path == "/api/generate" })
    let absent = server(
      loaded: false, StubAnswer.whole("404 Not Found", #"{"error":"model not found"}"#))
    await #expect(throws: OllamaError.modelMissing(model: "llama3:8b")) {
      try await client(absent).preload()
    }
    let nobody = Extractor(
      hosts: [":\(StubOllama.freePort())", absent.host, "10.0.0.7"], settings: ModelSettings(),
      limits: ModelLimits(), door: nil)
    #expect(
      Set(await nobody.preload().map(\.fault)) == [.unreachable, .modelMissing])
  }

  // MARK: - In a word

  @Test func `the title bar's word`() async throws {
    let gate = Gate()
    let stub = server(loaded: false, [.wait(gate)] + StubAnswer.whole("200 OK", "{}"))
    let extractor = Desk.extractor(stub)
    #expect(await extractor.condition() == .asleep(p50: nil))
    async let loading = extractor.preload()
    for await event in stub.events where event == .request(path: "/api/generate") { break }
    #expect(await extractor.condition() == .loading)
    gate.open()
    #expect(await loading == [])
    let loaded = server(loaded: true, [])
    #expect(await Desk.extractor(loaded).condition() == .ready(p50: nil))
    let absent = StubOllama(models: ["other:1"], chat: [])
    #expect(await Desk.extractor(absent).condition() == .absent)
    let nobody = Extractor(
      host: ":\(StubOllama.freePort())", settings: ModelSettings(), limits: ModelLimits())
    #expect(await nobody.condition() == .unavailable)
  }

  @Test func `the best of several servers speaks for the model`() {
    func health(_ host: String, _ breaker: ModelHostHealth.Breaker) -> ModelHostHealth {
      ModelHostHealth(
        host: host, breaker: breaker, busy: 0, waiting: 0, failures: 3, p50: 4000, p95: 9000)
    }
    let model = OllamaStatus.Model(name: "llama3:8b", isRemote: false)
    let well = OllamaStatus(
      version: "1", model: model, loaded: OllamaStatus.Loaded(size: 1, sizeOnGPU: 0))
    let later = Timestamp(milliseconds: 20)
    let soon = Timestamp(milliseconds: 10)
    #expect(
      Extractor.condition(
        of: [("a", well), ("b", well)], [health("a", .open(until: soon)), health("b", .closed)])
        == .ready(p50: 4000))
    #expect(
      Extractor.condition(
        of: [("a", well), ("b", well)],
        [health("a", .open(until: later)), health("b", .open(until: soon))])
        == .resting(until: soon))
    #expect(
      Extractor.condition(
        of: [("a", OllamaStatus(problem: .unreachable)), ("b", well)],
        [health("b", .halfOpen(isProbing: true))]) == .ready(p50: 4000))
    #expect(Extractor.condition(of: [], []) == .unavailable)
  }

  @Test func `until when the model stays in memory`() async throws {
    let stub = StubOllama(chat: [])
    let expiry = try #require(Timestamp(iso8601: "2026-11-21T12:10:00Z"))
    #expect(try await client(stub).status().loaded?.expiresAt == expiry)
  }
}
