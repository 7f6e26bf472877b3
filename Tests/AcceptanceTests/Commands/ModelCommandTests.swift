import FoundationEssentials
import TestSupport
import Testing

@Suite("atende model")
struct ModelCommandTests {
  private struct Report: Decodable {
    struct Server: Decodable {
      let alcancavel: Bool
      let instalado: Bool
      let disjuntor: String?
      let falhas_seguidas: Int?
      let p50_ms: Int?
    }
    let estado: String
    let servidores: [Server]
  }

  private func pulling(_ lines: String...) -> StubOllama {
    StubOllama { request in
      request.path == "/api/pull"
        ? [StubAnswer.streamHead] + lines.map { .send(StubAnswer.chunk($0 + "\n")) }
          + [StubAnswer.streamEnd]
        : StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
    }
  }

  @Test func `the state of each server`() async throws {
    let stub = StubOllama(chat: [])
    let folder = TestFolder()
    let run = try await ProgramRun.of(
      ["model", "status", "--json"], in: folder, environment: ["OLLAMA_HOST": stub.host])
    #expect(run.exitStatus == 0, "\(run.errors)")
    try await expectValid(run.lines, "model-status")
    let report = try decoded(Report.self, run.output)
    #expect(report.estado == "pronta" && report.servidores.map(\.instalado) == [true])
    #expect(report.servidores[0].disjuntor == nil)
    let text = try await ProgramRun.of(
      ["model", "status"], in: folder, environment: ["OLLAMA_HOST": stub.host])
    #expect(text.output.contains("50% na GPU") && text.output.contains("Pronta."))
  }

  @Test func `a model that cannot be used`() async throws {
    let run = try await ProgramRun.of(["model", "status", "--json"], in: TestFolder())
    try await expectValid(run.lines, "model-status")
    #expect(try decoded(Report.self, run.output).estado == "indisponivel")
    try await expectFailure(run, 69, "LLM_UNAVAILABLE")
    let absent = StubOllama(models: ["other:1"], chat: [])
    let other = try await ProgramRun.of(
      ["model", "status"], in: TestFolder(), environment: ["OLLAMA_HOST": absent.host])
    #expect(other.exitStatus == 69 && other.errors.contains("atende model pull"))
  }

  @Test func `what extractions met is seen by another process`() async throws {
    let folder = try await initialisedFolder()
    let stub = StubOllama(
      chat: StubAnswer.whole("500 Internal Server Error", "{\"error\":\"runner\"}"))
    let host = ["OLLAMA_HOST": stub.host]
    for _ in 0..<3 {
      _ = try await ProgramRun.of(
        ["extract"], in: folder, input: "Sou a Joana Prado", environment: host)
    }
    let status = try await ProgramRun.of(
      ["model", "status", "--json"], in: folder, environment: host)
    try await expectValid(status.lines, "model-status")
    #expect(status.exitStatus == 69)
    let report = try decoded(Report.self, status.output)
    #expect(report.estado == "em_pausa")
    #expect(report.servidores[0].disjuntor == "aberto")
    #expect(report.servidores[0].falhas_seguidas == 3)
    let doctor = try await ProgramRun.of(["doctor"], in: folder, environment: host)
    #expect(doctor.output.contains("Disjuntor da IA") && doctor.output.contains("aberto"))
    // A busy machine may take longer than the pause; what then tries the model ends in the next pause.
    var rested: ProgramRun?
    for _ in 0..<5 where rested?.output.contains("llm_em_pausa") != true {
      rested = try await ProgramRun.of(
        ["extract", "--json"], in: folder, input: "Sou a Joana Prado", environment: host)
    }
    #expect(rested?.exitStatus == 0 && rested?.output.contains("llm_em_pausa") == true)
  }

  @Test func `a model is installed without a question where nobody could answer`() async throws {
    let stub = pulling(
      #"{"status":"pulling manifest"}"#,
      #"{"status":"pulling aa","digest":"sha256:aa","total":3,"completed":3}"#,
      #"{"status":"success"}"#)
    let run = try await ProgramRun.of(
      ["model", "pull"], in: TestFolder(), environment: ["OLLAMA_HOST": stub.host])
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(run.output == "llama3:8b está instalado.\n" && run.errors == "")
    #expect(stub.requests.map(\.path) == ["/api/pull"])
  }

  @Test func `a failure of the pull has its code`() async throws {
    let unknown = pulling(#"{"error":"pull model manifest: file does not exist"}"#)
    let run = try await ProgramRun.of(
      ["model", "pull"], in: TestFolder(), environment: ["OLLAMA_HOST": unknown.host])
    #expect(run.exitStatus == 65 && run.errors.contains("não tem um modelo com esse nome"))
    let nobody = try await ProgramRun.of(["model", "pull"], in: TestFolder())
    #expect(nobody.exitStatus == 69)
  }

  @Test func `where there is a store the request is in the audit`() async throws {
    let folder = try await initialisedFolder()
    let stub = pulling(#"{"status":"success"}"#)
    let run = try await ProgramRun.of(
      ["model", "pull", "--yes"], in: folder, environment: ["OLLAMA_HOST": stub.host])
    #expect(run.exitStatus == 0, "\(run.errors)")
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    #expect(
      audit.lines.contains {
        $0.contains("\"acao\": \"CONFIG\"") && $0.contains("instalação de llama3:8b")
      })
  }
}
