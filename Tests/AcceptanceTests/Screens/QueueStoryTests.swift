import ContactsCore
import TestSupport
import Testing

/// Texts that came in bulk, from the file to the record.
@Suite struct QueueStoryTests {
  /// A model that is away until it is let in, and then says of each text what stands here.
  private final class Switch: Sendable {
    private let state = Guarded(false)
    var isOn: Bool { state.withLock(\.self) }
    func turnOn() { state.withLock { $0 = true } }
  }

  private static let names = [
    "Zoraide Tavares", "Idalina Fontes", "Jandira Peixoto", "Lindalva Brandao", "Quiteria Nunes",
  ]

  private static func stub(_ power: Switch) -> StubOllama {
    StubOllama { request in
      guard power.isOn else { return [.reset] }
      guard request.path == "/api/chat" else {
        return StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
      }
      let name = names.first { request.body.contains($0) } ?? ""
      return StubAnswer.chat(
        #"{"nome": "\#(name)", "telefones": [], "emails": [], "cpf": null, "#
          + #""motivo": "barulho do vizinho", "urgencia": null, "data": null, "#
          + #""cidade": "Olinda", "uf": null}"#)
    }
  }

  private static func importTexts(into folder: TestFolder) async throws {
    let texts = names.enumerated().map { number, name in
      #"{"texto": "Aqui fala \#(name), meu celular 21 98877-660\#(number), queixa: barulho do vizinho."}"#
    }
    let path = try file("textos.json", "[\(texts.joined(separator: ",\n"))]".utf8, in: folder)
    let run = try await ProgramRun.of(["import", path, "--format", "json"], in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
  }

  @Test func `texts wait for the model, are read when it comes, and reviewed one after another`()
    async throws
  {
    let folder = try await initialisedFolder()
    try await QueueStoryTests.importTexts(into: folder)
    let power = Switch()
    let stub = QueueStoryTests.stub(power)
    let story = try await DeskStory.reopen(
      folder, environment: ["OLLAMA_HOST": stub.host])
    let screen = story.screen
    try screen.send("Escape")
    try await screen.wait(for: "q Sair")
    try screen.send("2")
    try await screen.wait(for: "0/5")
    try await screen.wait(for: "aguardando")

    power.turnOn()
    try await screen.waitUntil("five texts to review", limit: 90) { rows in
      rows.contains { $0.contains("5 a revisar") }
    }
    try screen.send("Home", "Enter")
    for number in 1...5 {
      try await screen.wait(for: "A conferir")
      try await screen.wait(for: "IA ?")
      try await screen.wait(for: QueueStoryTests.names[number - 1])
      try screen.send("F2")
      try await screen.wait(for: "Cidade: Olinda (não está no texto)")
      try screen.send("d")
      if number < 5 { try await screen.wait(for: "Agora o próximo") }
    }
    try await screen.wait(for: "não há mais textos a revisar")
    try screen.send("1")
    try await screen.wait(for: "Buscar")
    try screen.send("F3")
    try screen.type("jandira")
    try await screen.wait(for: "1 de 5 contatos")
    try screen.send("Enter")
    try await screen.wait(for: "(21) 98877-6602")
    #expect(try await !screen.wait(for: "Jandira Peixoto").contains { $0.contains("Olinda") })

    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder, input: "")
    #expect(audit.output.contains("revisão da fila"))
    #expect(!audit.output.contains("Jandira"))
  }

  @Test func `leaving while a text is read gives it back`() async throws {
    let folder = try await initialisedFolder()
    try await QueueStoryTests.importTexts(into: folder)
    let stub = StubOllama(chat: [StubAnswer.streamHead, .hang])
    let story = try await DeskStory.reopen(
      folder, environment: ["OLLAMA_HOST": stub.host], model: "IA: pronta")
    try story.screen.send("Escape")
    try await story.screen.wait(for: "q Sair")
    try story.screen.send("2")
    try await story.screen.wait(for: "em trabalho")
    try await story.screen.waitUntil("a text being read") { rows in
      rows.contains { $0.contains("1 em trabalho") }
    }
    try story.screen.send("1")
    try await story.screen.wait(for: "Buscar")
    try story.screen.send("q")
    try await story.expectSaneTerminal()
    let list = try await ProgramRun.of(["queue", "list", "--json"], in: folder, input: "")
    #expect(list.lines.count == 5, "\(list.errors)")
    #expect(
      !list.output.contains("\"em_leitura\":true") && !list.output.contains("\"em_leitura\": true"))
  }
}
