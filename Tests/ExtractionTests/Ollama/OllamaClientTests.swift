import ContactsCore
import TestSupport
import Testing

@testable import Extraction

@Suite("Ollama client")
struct OllamaClientTests {
  private func client(
    _ stub: StubOllama, model: String = "llama3:8b", limits: ModelLimits = ModelLimits()
  ) throws -> OllamaClient {
    try OllamaClient(
      address: OllamaAddress(stub.host), settings: ModelSettings(name: model), limits: limits)
  }

  @Test func `a healthy server tells version, model, and its share on the GPU`() async throws {
    let stub = StubOllama(chat: [])
    let status = try await client(stub).status()
    #expect(status.problem == nil)
    #expect(status.isReachable)
    #expect(status.version == "0.12.11")
    #expect(status.model?.name == "llama3:8b")
    #expect(status.model?.digest == "365c0bd3c000")
    #expect(status.model?.size == 4_661_224_676)
    #expect(status.model?.parameters == "8.0B")
    #expect(status.model?.quantization == "Q4_0")
    #expect(status.loaded?.shareOnGPU == 0.5)
    #expect(stub.requests.map(\.path) == ["/api/version", "/api/tags", "/api/ps", "/api/show"])
  }

  @Test(arguments: [
    ("llama3", "llama3:latest"), ("llama3:latest", "llama3"), ("LLaMA3:8b", "llama3:8b"),
    ("llama3:8b", "host.example/library/llama3:8b"), ("eu/m", "eu/m:latest"),
  ])
  func `a model is found under any spelling of its name`(asked: String, listed: String) async throws
  {
    let stub = StubOllama(models: [listed], chat: [])
    #expect(try await client(stub, model: asked).status().model?.name == listed)
  }

  @Test func `a model that is not there is said to be missing`() async throws {
    let stub = StubOllama(models: ["llama3:70b"], loaded: false, chat: [])
    let status = try await client(stub).status()
    #expect(status.problem == .modelMissing(model: "llama3:8b"))
    #expect(status.model == nil && status.loaded == nil)
    #expect(status.isReachable)
  }

  @Test func `nobody at the port is unreachable`() async throws {
    let client = try OllamaClient(
      address: OllamaAddress(":\(StubOllama.freePort())"), settings: ModelSettings(),
      limits: ModelLimits())
    let status = await client.status()
    #expect(status.problem == .unreachable)
    #expect(!status.isReachable)
  }

  @Test func `another program at the port is not Ollama`() async throws {
    let stub = StubOllama { _ in StubAnswer.whole("200 OK", "<html>", type: "text/html") }
    #expect(try await client(stub).status().problem == .notOllama)
    let other = StubOllama { _ in [.send("SSH-2.0-OpenSSH_9.2\r\n")] }
    #expect(try await client(other).status().problem == .notOllama)
  }

  @Test func `an Ollama that fails is not called another program`() async throws {
    let stub = StubOllama { _ in
      StubAnswer.whole("500 Internal Server Error", #"{"error":"x"}"#)
    }
    #expect(try await client(stub).status().problem == .serverFailed(status: 500))
  }

  @Test func `a server that never answers is given up`() async throws {
    let stub = StubOllama { _ in [.hang] }
    let limits = ModelLimits(question: 30)
    #expect(try await client(stub, limits: limits).status().problem == .timedOut)
  }

  @Test(arguments: ["remote_host", "remote_model"])
  func `a model that runs elsewhere is told by the list or by its page`(key: String) async throws {
    let listed = StubOllama { _ in
      StubAnswer.whole("200 OK", "{\"models\":[{\"name\":\"x:1\",\"\(key)\":\"https://x\"}]}")
    }
    let status = try await client(listed, model: "x:1").status()
    #expect(status.problem == .remoteModel)
    #expect(status.model?.isRemote == true)
    let shown = StubOllama { request in
      request.path == "/api/show"
        ? StubAnswer.whole("200 OK", "{\"\(key)\":\"https://x\"}")
        : StubAnswer.housekeeping(request, models: ["x:1"], loaded: false)
    }
    #expect(try await client(shown, model: "x:1").status().problem == .remoteModel)
    let named = StubOllama(models: ["gpt-oss:120b-cloud"], chat: [])
    let cloud = try await client(named, model: "gpt-oss:120b-cloud").status()
    #expect(cloud.problem == .remoteModel)
  }

  private func problem(at host: String, allowed: Bool) throws -> OllamaError? {
    let settings = ModelSettings(allowsPrivateNetwork: allowed)
    let address = try OllamaAddress(host)
    do throws(OllamaError) {
      _ = try OllamaClient(address: address, settings: settings, limits: ModelLimits())
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["10.1.2.3", "https://10.1.2.3", "ia.exemplo", "https://[fd00::1]"])
  func `another machine is refused unless the centre allows its network`(host: String) throws {
    #expect(try problem(at: host, allowed: false) == .remoteHost)
  }

  @Test func `a private network is allowed over TLS only`() throws {
    for host in [
      "https://10.1.2.3", "https://172.31.0.9:8443", "https://192.168.1.5", "https://ia",
    ] {
      #expect(try problem(at: host, allowed: true) == nil, "\(host)")
    }
    #expect(try problem(at: "10.1.2.3", allowed: true) == .unencrypted)
    #expect(try problem(at: "http://ia.exemplo", allowed: true) == .unencrypted)
  }

  @Test(arguments: [
    "8.8.8.8", "172.32.0.1", "192.169.0.1", "11.0.0.1", "[2606:4700::1111]", "[::ffff:8.8.8.8]",
  ])
  func `a public address is refused, whatever is allowed`(host: String) throws {
    #expect(try problem(at: "https://\(host)", allowed: true) == .remoteHost)
  }

  @Test func `no share of a GPU is made of senseless sizes`() {
    #expect(OllamaStatus.Loaded(size: 0, sizeOnGPU: 5).shareOnGPU == 0)
    #expect(OllamaStatus.Loaded(size: 5, sizeOnGPU: 50).shareOnGPU == 1)
    #expect(OllamaStatus.Loaded(size: 5, sizeOnGPU: -1).shareOnGPU == 0)
  }
}
