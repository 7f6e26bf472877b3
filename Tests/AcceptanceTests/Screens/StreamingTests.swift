import TestSupport
import Testing

/// The desk while the model writes its answer.
@Suite struct StreamingTests {
  @Test func `fields arrive while the model writes, and the screen stays live`() async throws {
    let gate = Gate()
    let before = #"{"nome": "Zuleide Prado", "motivo": "briga com o síndico", "cidade": "Olinda", "#
    let after =
      #""telefones": [], "emails": [], "cpf": null, "urgencia": null, "data": null, "uf": null}"#
    let stub = StubOllama(
      chat: [StubAnswer.streamHead] + StubAnswer.lines(before).map { .send($0) } + [.wait(gate)]
        + StubAnswer.lines(after).map { .send($0) } + [
          .send(StubAnswer.done()), StubAnswer.streamEnd,
        ]
    )
    let story = try await DeskStory.begin(
      environment: ["OLLAMA_HOST": stub.host], model: "IA: pronta")
    try await story.paste("por aqui zuleide prado, tive uma briga com o síndico do prédio")
    try await story.screen.wait(for: "IA: extraindo")
    try await story.screen.waitUntil("the name, from the model") { rows in
      rows.contains { $0.contains("Zuleide Prado") && $0.contains("IA") }
    }
    // A city that the text does not say is marked, and typing goes on meanwhile.
    try await story.screen.waitUntil("a doubtful city") { rows in
      rows.contains { $0.contains("Olinda") && $0.contains("IA ?") }
    }
    try story.screen.send("Tab", "Tab", "Tab", "Tab")
    try await story.screen.wait(for: "CPF: onze dígitos")
    gate.open()
    try await story.screen.wait(for: "lido pela IA")
    try await story.screen.wait(for: "IA: pronta")
    try story.screen.send("F2")
    try await story.screen.wait(for: "• Cidade: Olinda")
    try story.screen.send("d")
    try await story.screen.wait(for: "-000001")
  }
}
