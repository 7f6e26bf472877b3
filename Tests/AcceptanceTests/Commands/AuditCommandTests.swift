import ContactsCore
import TestSupport
import Testing

@Suite("audit, doctor and the log")
struct AuditCommandTests {
  private func sqlite(_ statement: String, in folder: TestFolder) async throws -> ProgramRun {
    try await ProgramRun.of([folder.data.database, statement], in: folder, program: "sqlite3")
  }

  @Test func `every entry is one valid line, and says what was done without values`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(#"{"nome": "Conceição Araújo"}"#, in: folder).uid
    _ = try await ProgramRun.of(["contact", "show", uid], in: folder)
    _ = try await ProgramRun.of(["contact", "search", "conceicao"], in: folder)
    let run = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    try await expectValid(run.lines, "audit-list")
    for action in ["CONFIG", "CREATE", "READ", "SEARCH"] { #expect(run.output.contains(action)) }
    #expect(!run.output.lowercased().contains("concei"))
    #expect(!run.output.contains(uid))
    let page = try await ProgramRun.of(
      ["audit", "list", "--json", "--after", "1", "--limit", "1"], in: folder)
    #expect(page.lines == [run.lines[1]])
    let text = try await ProgramRun.of(["audit", "list"], in: folder)
    // The two readings before are in the audit.
    #expect(text.lines.count == run.lines.count + 2)
  }

  @Test func `an intact audit is told so`() async throws {
    let folder = try await initialisedFolder(["--demo"])
    let run = try await ProgramRun.of(["audit", "verify", "--json"], in: folder)
    #expect(run.exitStatus == 0)
    try await expectValid(run.lines, "audit-verify")
  }

  @Test func `a changed entry is found and named`() async throws {
    let folder = try await initialisedFolder()
    for name in ["Ana", "Bia", "Caio"] {
      _ = try await added("{\"nome\": \"\(name)\"}", in: folder)
    }
    let change = try await sqlite(
      "DROP TRIGGER IF EXISTS audit_entries_no_update; "
        + "UPDATE audit_entries SET actor = 'outra' WHERE seq = 3", in: folder)
    try #require(change.exitStatus == 0, "\(change.errors)")
    let run = try await ProgramRun.of(["audit", "verify", "--json"], in: folder)
    let message = try await expectFailure(run, 65, "VALIDATION_ERROR")
    #expect(message.contains("3"))
  }

  @Test func `doctor needs no store and explains what is missing`() async throws {
    let folder = TestFolder()
    let run = try await ProgramRun.of(["doctor", "--json"], in: folder)
    #expect(run.exitStatus == 0)
    try await expectValid(run.lines, "doctor")
    #expect(run.output.contains("atende init"))
    #expect(TestFolder.entries(of: folder.path) == [])
    let text = try await ProgramRun.of(["doctor"], in: folder)
    #expect(text.output.contains("SQLite"))
  }

  @Test func `doctor warns of another machine's model and fails on open permissions`() async throws
  {
    let folder = try await initialisedFolder()
    let remote = try await ProgramRun.of(
      ["doctor"], in: folder, environment: ["OLLAMA_HOST": "http://192.0.2.7:11434"])
    #expect(remote.exitStatus == 0)
    #expect(remote.output.contains("art. 33"))
    _ = try await ProgramRun.of(["-c", "chmod 777 \"$ATENDE_HOME\""], in: folder, program: "sh")
    let open = try await ProgramRun.of(["doctor", "--json"], in: folder)
    try await expectFailure(open, 78, "INTERNAL_ERROR")
    try await expectValid(open.lines, "doctor")
  }

  @Test func `doctor knows a model that is there`() async throws {
    let stub = StubOllama { request in
      switch request.path {
      case "/api/version": StubAnswer.whole("200 OK", #"{"version": "0.12.11"}"#)
      case "/api/tags":
        StubAnswer.whole(
          "200 OK", #"{"models": [{"name": "llama3:8b", "size": 4661224676, "digest": "abc"}]}"#)
      case "/api/ps":
        StubAnswer.whole(
          "200 OK",
          #"{"models": [{"name": "llama3:8b", "size": 6000000000, "size_vram": 3000000000}]}"#)
      default: StubAnswer.whole("200 OK", "{}")
      }
    }
    defer { stub.stop() }
    let run = try await ProgramRun.of(
      ["doctor"], in: TestFolder(), environment: ["OLLAMA_HOST": stub.host])
    #expect(run.exitStatus == 0)
    #expect(run.output.contains("0.12.11"))
    #expect(run.output.contains("está instalado"))
    #expect(run.output.contains("50% do modelo"))
  }

  @Test func `the log holds events and nobody's data`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(
      #"{"nome": "Conceição Araújo", "telefones": ["11987654321"]}"#, in: folder
    ).uid
    _ = try await ProgramRun.of(["contact", "search", "conceicao"], in: folder)
    _ = try await ProgramRun.of(["contact", "add"], in: folder, input: #"{"cpf": "123"}"#)
    _ = try await ProgramRun.of(
      ["extract", "--engine", "rules"], in: folder, input: "sou a Conceição, 11 98765-4321")
    let run = try await ProgramRun.of(
      ["-c", "cat \"$ATENDE_HOME\"/logs/atende-*.jsonl; stat -c %a \"$ATENDE_HOME\"/logs/* >&2"],
      in: folder, program: "sh")
    try await expectValid(run.lines, "log")
    #expect(run.lines.count >= 5)
    #expect(run.errors == "660\n")
    for hidden in ["Concei", "concei", "Araújo", "98765", uid] {
      #expect(!run.output.contains(hidden))
    }
  }
}
