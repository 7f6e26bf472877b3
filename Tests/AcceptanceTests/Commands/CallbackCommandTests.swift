import TestSupport
import Testing

@Suite("atende callback")
struct CallbackCommandTests {
  private static func person(in folder: TestFolder) async throws -> String {
    let added = try await ProgramRun.of(
      ["contact", "add", "--json"], in: folder,
      input: #"{"nome": "Maria Silva", "telefones": ["11 98765-4321"], "texto": "uma conversa"}"#)
    return try decoded(ReceiptObject.self, added.output).uid
  }

  @Test func `a callback is promised, listed masked, and made`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let added = try await ProgramRun.of(
      ["callback", "add", uid, "-", "--at", "em 2 horas", "--json"], in: folder,
      input: "falar da audiência\ncom o filho, 11 91234-5678\n")
    try await expectValid(added.lines, "callback-add")
    let list = try await ProgramRun.of(["callback", "list", "--json"], in: folder, input: "")
    try await expectValid(list.lines, "callback-list")
    #expect(list.output.contains("falar da audiência"))
    #expect(list.output.contains("Maria Silva"))
    #expect(!list.output.contains("1234-5678"))
    #expect(!list.output.contains("98765"))
    #expect(list.output.contains("\"vencido\": false"))
    let callback = try decoded(CallbackObject.self, added.output).uid
    let text = try await ProgramRun.of(["callback", "list"], in: folder, input: "")
    #expect(text.output.contains("a fazer"))
    #expect(text.output.contains(callback))

    let nobody = try await ProgramRun.of(
      ["callback", "pass", callback, "--to", "ninguem", "--reason", "fim de turno", "--json"],
      in: folder, input: "")
    try await expectFailure(nobody, 65, "VALIDATION_ERROR")
    let other = try await ProgramRun.of(
      ["user", "add", "caio", "--roles", "atendente", "--system-user", "daemon"], in: folder,
      input: "")
    #expect(other.exitStatus == 0, "\(other.errors)")
    let passed = try await ProgramRun.of(
      ["callback", "pass", callback, "--to", "Caio", "--reason", "fim de turno", "--json"],
      in: folder, input: "")
    try await expectValid(passed.lines, "callback-pass")
    let his = try await ProgramRun.of(
      ["callback", "list", "--attendant", "caio", "--json"], in: folder, input: "")
    #expect(his.lines.count == 1)

    let done = try await ProgramRun.of(
      ["callback", "done", callback, "--as-state", "perdido", "--json"], in: folder, input: "")
    try await expectValid(done.lines, "callback-done")
    let empty = try await ProgramRun.of(["callback", "list"], in: folder, input: "")
    #expect(empty.output == "Nenhum retorno.\n")
    let missed = try await ProgramRun.of(
      ["callback", "list", "--state", "perdido", "--json"], in: folder, input: "")
    #expect(missed.lines.count == 1)
    let again = try await ProgramRun.of(
      ["callback", "done", callback, "--json"], in: folder, input: "")
    try await expectFailure(again, 65, "VALIDATION_ERROR")
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder, input: "")
    try await expectValid(audit.lines, "audit-list")
    #expect(audit.output.contains("\"retorno\""))
    #expect(!audit.output.contains("audiência"))
  }

  @Test func `a moment that cannot be understood, or has passed, is said`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    for moment in ["amanhã", "01/01/2020 10h", "sei lá"] {
      let run = try await ProgramRun.of(
        ["callback", "add", uid, "--at", moment, "--json"], in: folder, input: "")
      try await expectFailure(run, 65, "VALIDATION_ERROR")
    }
    let missing = try await ProgramRun.of(
      ["callback", "add", uid, "--json"], in: folder, input: "")
    #expect(missing.exitStatus == 64)
    let nobody = try await ProgramRun.of(
      ["callback", "add", "019aa600-0000-7000-8000-0000000000aa", "--at", "em 1 hora", "--json"],
      in: folder, input: "")
    try await expectFailure(nobody, 66, "NOT_FOUND")
  }
}

struct CallbackObject: Decodable {
  let uid: String
}
