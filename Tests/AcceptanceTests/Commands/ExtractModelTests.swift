import TestSupport
import Testing

@Suite("extract, with the model's server in every state")
struct ExtractModelTests {
  private static let note =
    "Sou a Joana Prado, moro em Recife. Quero apoio emocional, meu telefone é (11) 98765-4321."

  private static let answer =
    #"{"nome":"Joana Prado","telefones":["(11) 98765-4321"],"emails":[],"cpf":null,"#
    + #""motivo":"apoio emocional","urgencia":"media","data":null,"cidade":"Recife","uf":null}"#

  private struct Answer: Decodable {
    struct Phone: Decodable { let valor: String }
    struct Fields: Decodable { let telefones: [Phone] }
    struct Warning: Decodable { let codigo: String }
    let modo: String
    let campos: Fields
    let avisos: [Warning]
  }

  private static let first = StubAnswer.line(#"{"nome":"Joana Prado","#)
  private static let error = StubAnswer.chunk("{\"error\":\"runner terminated\"}\n")
  private static let blank = StubAnswer.line(String(repeating: " ", count: 1000))

  private static let states: [(code: String, chat: [StubOllama.Step])] = [
    ("llm_modelo_ausente", StubAnswer.whole("404 Not Found", "{\"error\":\"not found\"}")),
    ("llm_falhou", StubAnswer.whole("500 Internal Server Error", "{\"error\":\"x\"}")),
    ("llm_ocupado", StubAnswer.whole("503 Service Unavailable", "{\"error\":\"busy\"}")),
    ("llm_resposta_invalida", StubAnswer.whole("200 OK", "<html>", type: "text/html")),
    ("llm_resposta_incompleta", [StubAnswer.streamHead, .send(first), .reset]),
    ("llm_resposta_incompleta", [StubAnswer.streamHead, .send(first), StubAnswer.streamEnd]),
    ("llm_resposta_invalida", StubAnswer.chat("Claro! Vamos lá.")),
    ("llm_campo_invalido", StubAnswer.chat(#"{"nome":1,"telefones":{}}"#)),
    ("valor_fora_do_texto", StubAnswer.chat(#"{"telefones":["(21) 99999-8888"]}"#)),
    ("llm_falhou", [StubAnswer.streamHead, .send(first), .send(error), StubAnswer.streamEnd]),
    ("llm_resposta_invalida", [StubAnswer.streamHead, .flood(blank, times: 20_000)]),
  ]

  @Test(arguments: states)
  func `whatever the server does the answer is valid and useful`(
    code: String, chat: [StubOllama.Step]
  ) async throws {
    let stub = StubOllama(chat: chat)
    defer { stub.stop() }
    let run = try await ProgramRun.of(
      ["extract", "--json"], in: TestFolder(), input: Self.note,
      environment: ["OLLAMA_HOST": stub.host])
    #expect(run.exitStatus == 0)
    try await expectValid(run.lines, "extract")
    let answer = try decoded(Answer.self, run.output)
    #expect(answer.campos.telefones.map(\.valor) == ["+5511987654321"])
    #expect(answer.avisos.contains { $0.codigo == code })
  }

  @Test func `neither a proxy nor a redirect takes the text elsewhere`() async throws {
    let elsewhere = StubOllama(chat: StubAnswer.chat(Self.answer))
    let stub = StubOllama(
      chat: StubAnswer.whole(
        "307 Temporary Redirect", "", headers: "Location: http://\(elsewhere.host)/api/chat\r\n"))
    let proxy = "http://\(elsewhere.host)"
    let run = try await ProgramRun.of(
      ["extract", "--json"], in: TestFolder(), input: Self.note,
      environment: [
        "OLLAMA_HOST": stub.host, "http_proxy": proxy, "HTTP_PROXY": proxy, "ALL_PROXY": proxy,
        "all_proxy": proxy,
      ])
    #expect(run.exitStatus == 0)
    #expect(try decoded(Answer.self, run.output).avisos.map(\.codigo) == ["llm_resposta_invalida"])
    #expect(stub.requests.contains { $0.path == "/api/chat" })
    #expect(elsewhere.connections == 0)
  }

  @Test func `an answer that comes byte by byte is read`() async throws {
    let stub = StubOllama(
      chat: StubAnswer.chat(Self.answer, pieces: 40).map { step in
        guard case .send(let text) = step else { return step }
        return .trickle(text)
      })
    let run = try await ProgramRun.of(
      ["extract", "--engine", "llm", "--json"], in: TestFolder(), input: Self.note,
      environment: ["OLLAMA_HOST": stub.host])
    #expect(run.exitStatus == 0)
    let answer = try decoded(Answer.self, run.output)
    #expect(answer.modo == "llm")
    #expect(answer.avisos.isEmpty)
  }
}
