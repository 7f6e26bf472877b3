import TestSupport
import Testing

@Suite("Ten programs and one model")
struct ModelLineTests {
  /// Which of the notes a chat is about.
  private static func number(of request: StubOllama.Request) -> Int? {
    guard request.path == "/api/chat", let start = request.body.ranges(of: "Nota ").last
    else { return nil }
    return Int(request.body[start.upperBound...].prefix { $0.isNumber })
  }

  @Test func `ten programs at once are answered one after another`() async throws {
    let folder = try await initialisedFolder()
    let gates = (0..<10).map { _ in Gate() }
    let stub = StubOllama { request in
      guard let number = ModelLineTests.number(of: request) else {
        return StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
      }
      return [StubAnswer.streamHead, .wait(gates[number])]
        + StubAnswer.chat(#"{"nome":"Joana Prado"}"#).dropFirst()
    }
    let tasks = (0..<10).map { number in
      Task {
        try await ProgramRun.of(
          ["extract", "--json"], in: folder, input: "Nota \(number): sou a Joana Prado",
          environment: ["OLLAMA_HOST": stub.host])
      }
    }
    var answered: [Int] = []
    for await event in stub.events where event == .request(path: "/api/chat") {
      let asked = stub.requests.compactMap(ModelLineTests.number)
      // Whoever else came in the meantime waits in the line, and not at the model.
      #expect(asked.count == answered.count + 1)
      guard let number = asked.last else { break }
      answered.append(number)
      gates[number].open()
      if answered.count == 10 { break }
    }
    #expect(answered.sorted() == Array(0..<10))
    for task in tasks {
      let run = try await task.value
      #expect(run.exitStatus == 0, "\(run.errors)")
      #expect(run.output.contains(#""modo": "llm""#))
    }
  }
}
