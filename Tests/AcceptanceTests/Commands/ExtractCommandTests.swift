import TestSupport
import Testing

@Suite("extract")
struct ExtractCommandTests {
  private static let note =
    "Novo contato: Maria Silva, telefone 11-9999-8888, motivo: apoio emocional"

  private struct Answer: Decodable {
    struct Field: Decodable {
      let valor: String
      let origem: String
      let trecho: [Int]?
    }
    struct Fields: Decodable {
      let nome: Field?
      let telefones: [Field]
      let motivo: Field?
      let data: Field?
    }
    struct Warning: Decodable { let codigo: String }
    let modo: String
    let modelo: String?
    let campos: Fields
    let avisos: [Warning]
  }

  @Test func `without a model the rules answer, with a warning and the right places`() async throws
  {
    let folder = TestFolder()
    let run = try await ProgramRun.of(["extract", "--json", "-"], in: folder, input: Self.note)
    #expect(run.exitStatus == 0)
    try await expectValid(run.lines, "extract")
    let answer = try decoded(Answer.self, run.output)
    #expect(answer.modo == "regras")
    #expect(answer.avisos.contains { $0.codigo == "llm_indisponivel" })
    #expect(answer.campos.nome?.valor == "Maria Silva")
    #expect(answer.campos.nome?.trecho == [14, 25])
    #expect(answer.campos.telefones.map(\.valor) == ["+551199998888"])
    #expect(answer.campos.telefones.first?.trecho == [36, 48])
    #expect(answer.campos.motivo?.valor.lowercased() == "apoio emocional")
    #expect(TestFolder.entries(of: folder.path) == [])
  }

  @Test func `rules ask nobody and warn of nothing`() async throws {
    let stub = StubOllama { _ in StubAnswer.whole("200 OK", "{}") }
    defer { stub.stop() }
    let run = try await ProgramRun.of(
      ["extract", "--engine", "rules", "--json"], in: TestFolder(), input: Self.note,
      environment: ["OLLAMA_HOST": stub.host])
    #expect(try decoded(Answer.self, run.output).avisos.allSatisfy { !$0.codigo.hasPrefix("llm") })
    #expect(stub.connections == 0)
  }

  @Test func `a model that was demanded and is not there exits 69`() async throws {
    let run = try await ProgramRun.of(
      ["extract", "--engine=llm", "--json"], in: TestFolder(), input: Self.note)
    try await expectFailure(run, 69, "LLM_UNAVAILABLE")
    #expect(run.output == "")
  }

  @Test func `a model that answers is named`() async throws {
    let stub = StubOllama(chat: StubAnswer.chat(#"{"nome": "Maria Silva", "cidade": null}"#))
    defer { stub.stop() }
    let run = try await ProgramRun.of(
      ["extract", "--json"], in: TestFolder(), input: Self.note,
      environment: ["OLLAMA_HOST": stub.host])
    #expect(run.exitStatus == 0)
    try await expectValid(run.lines, "extract")
    let answer = try decoded(Answer.self, run.output)
    #expect(answer.modo == "llm")
    #expect(answer.modelo == "llama3:8b")
  }

  @Test func `what day it is can be said`() async throws {
    let run = try await ProgramRun.of(
      ["extract", "--engine", "rules", "--json", "--now", "2026-11-21T09:00:00-03:00"],
      in: TestFolder(), input: "Ana pediu retorno para amanhã às 15h")
    #expect(try decoded(Answer.self, run.output).campos.data?.valor == "2026-11-22T15:00-03:00")
  }

  @Test func `a person reads aligned lines`() async throws {
    let run = try await ProgramRun.of(
      ["extract", "--engine", "rules"], in: TestFolder(), input: Self.note)
    #expect(run.exitStatus == 0)
    #expect(run.output.contains("Telefone  (11) 9999-8888  [regra, 36–48]"))
    #expect(run.output.contains("Urgência  média"))
  }

  @Test func `a file is read like standard input`() async throws {
    let folder = TestFolder()
    let path = try file("nota.txt", Self.note.utf8, in: folder)
    let fromFile = try await ProgramRun.of(["extract", "--engine", "rules", path], in: folder)
    #expect(fromFile.exitStatus == 0)
    #expect(fromFile.output.contains("(11) 9999-8888"))
  }

  @Test func `what cannot be read is told apart from what is not there`() async throws {
    let folder = TestFolder()
    let latin = try file("latin1.txt", [0x4a, 0x6f, 0xe3, 0x6f], in: folder)
    let invalid = try await ProgramRun.of(["extract", "--json", latin], in: folder)
    try await expectFailure(invalid, 65, "VALIDATION_ERROR")
    let missing = try await ProgramRun.of(["extract", "--json", "/nao/existe"], in: folder)
    try await expectFailure(missing, 66, "NOT_FOUND")
    let directory = try await ProgramRun.of(["extract", "--json", "/"], in: folder)
    try await expectFailure(directory, 66, "NOT_FOUND")
    let empty = try await ProgramRun.of(["extract", "--json"], in: folder, input: " \n")
    try await expectFailure(empty, 65, "VALIDATION_ERROR")
  }

  @Test func `a very long text is read from its beginning, with a warning`() async throws {
    let text = "Ligar 11 98765-4321. " + String(repeating: "é ", count: 200_000)
    let run = try await ProgramRun.of(
      ["extract", "--engine", "rules", "--json"], in: TestFolder(), input: text)
    #expect(run.exitStatus == 0)
    let answer = try decoded(Answer.self, run.output)
    #expect(answer.avisos.contains { $0.codigo == "texto_longo" })
    #expect(answer.campos.telefones.count == 1)
  }

  @Test func `escape sequences of a note do not reach the terminal`() async throws {
    let run = try await ProgramRun.of(
      ["extract", "--engine", "rules"], in: TestFolder(),
      input: "meu nome é Ana \u{1b}[31mSilva\u{1b}]0;x\u{7}, tel 11 98765-4321")
    #expect(!run.output.contains("\u{1b}"))
    #expect(!run.output.contains("\u{7}"))
  }

  @Test func `a store that cannot be read changes nothing`() async throws {
    let folder = TestFolder()
    _ = try await ProgramRun.of(["init"], in: folder)
    _ = try file("dados/atende.db", Array("not a database".utf8), in: folder)
    let run = try await ProgramRun.of(
      ["extract", "--engine", "rules", "--json"], in: folder, input: Self.note)
    #expect(run.exitStatus == 0)
  }
}
