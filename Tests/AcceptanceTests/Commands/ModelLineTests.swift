import Synchronization
import TestSupport
import Testing

@Suite("Ten programs and one model")
struct ModelLineTests {
  @Test func `ten programs at once are answered one after another`() async throws {
    let folder = try await initialisedFolder()
    let gates = (0..<10).map { _ in Gate() }
    let begun = Mutex(0)
    let stub = StubOllama { request in
      guard request.path == "/api/chat" else {
        return StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
      }
      let number = begun.withLock { begun in
        begun += 1
        return begun - 1
      }
      return [StubAnswer.streamHead, .wait(gates[min(number, 9)])]
        + StubAnswer.chat(#"{"nome":"Joana Prado"}"#).dropFirst()
    }
    let runs = (0..<10).map { number in
      Task {
        try await ProgramRun.of(
          ["extract", "--json"], in: folder, input: "Nota \(number): sou a Joana Prado",
          environment: ["OLLAMA_HOST": stub.host])
      }
    }
    var chats = 0
    for await event in stub.events where event == .request(path: "/api/chat") {
      chats += 1
      // Whoever else came in the meantime waits in the line, and not at the model.
      #expect(stub.requests.count { $0.path == "/api/chat" } == chats)
      gates[chats - 1].open()
      if chats == 10 { break }
    }
    for run in runs {
      let run = try await run.value
      #expect(run.exitStatus == 0, "\(run.errors)")
      #expect(run.output.contains(#""modo": "llm""#))
    }
    #expect(begun.withLock(\.self) == 10)
  }
}
