import ContactsCore
import TestSupport
import Testing

@Suite("audit checkpoint, verify, export, seal and replace-key")
struct AuditFileCommandTests {
  private func sqlite(_ statement: String, in folder: TestFolder) async throws {
    let run = try await ProgramRun.of(
      [folder.data.database, statement], in: folder, program: "sqlite3")
    try #require(run.exitStatus == 0, "\(run.errors)")
  }

  /// A store with three people and a checkpoint of it, printed and written.
  private func checkpointed() async throws -> (folder: TestFolder, file: String) {
    let folder = try await initialisedFolder()
    for name in ["Ana", "Bia", "Caio"] {
      _ = try await added("{\"nome\": \"\(name)\"}", in: folder)
    }
    let file = "\(folder.path)/ponto.json"
    let run = try await ProgramRun.of(["audit", "checkpoint", "--output", file], in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    return (folder, file)
  }

  private func verified(_ file: String, in folder: TestFolder) async throws -> ProgramRun {
    try await ProgramRun.of(["audit", "verify", "--checkpoint", file, "--json"], in: folder)
  }

  @Test func `a checkpoint is printed, written and checked`() async throws {
    let (folder, file) = try await checkpointed()
    let run = try await verified(file, in: folder)
    #expect(run.exitStatus == 0)
    try await expectValid(run.lines, "audit-verify")
    #expect(run.output.contains("\"ponto_de_controle\": 5"))
    let printed = try await ProgramRun.of(["audit", "checkpoint", "--json"], in: folder)
    try await expectValid(printed.lines, "audit-checkpoint")
    let mode = try await ProgramRun.of(["-c", "%a", file], in: folder, program: "/usr/bin/stat")
    #expect(mode.output == "640\n")
  }

  @Test(arguments: [
    ("UPDATE audit_entries SET actor = 'x' WHERE seq = 3", "3"),
    ("DELETE FROM audit_entries WHERE seq = 2", "2"),
    (
      "DELETE FROM audit_entries WHERE seq > 3; DELETE FROM audit_checkpoints; "
        + "UPDATE totals SET value = 3 WHERE name = 'audit'", "4"
    ),
    (
      "DELETE FROM audit_entries; DELETE FROM audit_checkpoints; "
        + "UPDATE totals SET value = 0 WHERE name = 'audit'", "1"
    ),
  ])
  func `what plain SQLite did is found with the checkpoint, and the first entry named`(
    _ script: String, _ seq: String
  ) async throws {
    let (folder, file) = try await checkpointed()
    try await sqlite(script, in: folder)
    let message = try await expectFailure(
      try await verified(file, in: folder), 65, "VALIDATION_ERROR")
    #expect(message.contains("o primeiro registro errado é o \(seq)."))
    let refused = try await ProgramRun.of(["audit", "checkpoint", "--json"], in: folder)
    if seq == "3" || seq == "2" { #expect(refused.exitStatus == 65) }
  }

  @Test func `a file that is no checkpoint, or was changed, is refused`() async throws {
    let (folder, path) = try await checkpointed()
    let nothing = try file("nada.json", Array("{}".utf8), in: folder)
    try await expectFailure(try await verified(nothing, in: folder), 65, "VALIDATION_ERROR")
    try await expectFailure(
      try await verified(nothing + ".x", in: folder), 66, "NOT_FOUND")
    _ = try await ProgramRun.of(
      ["-i", "s/\"seq\": 5/\"seq\": 4/", path], in: folder, program: "/usr/bin/sed")
    let message = try await expectFailure(
      try await verified(path, in: folder), 65, "VALIDATION_ERROR")
    #expect(message.contains("assinatura"))
  }

  @Test func `an export is valid line by line, and never lands in the data folder`() async throws {
    let (folder, _) = try await checkpointed()
    let path = "\(folder.path)/auditoria.jsonl"
    let run = try await ProgramRun.of(["audit", "export", "--output", path], in: folder)
    #expect(run.output.contains("5 registros"))
    let lines = try await ProgramRun.of([path], in: folder, program: "/bin/cat").lines
    #expect(lines.count == 5)
    try await expectValid(lines, "audit-file")
    for place in [folder.data.database, folder.data.logs + "/x"] {
      let refused = try await ProgramRun.of(["audit", "export", "--output", place], in: folder)
      #expect(refused.exitStatus == 73)
    }
    let missing = try await ProgramRun.of(["audit", "export"], in: folder)
    #expect(missing.exitStatus == 64)
  }

  @Test func `what was sealed leaves the store, and its file is checked`() async throws {
    let (folder, file) = try await checkpointed()
    let nothing = try await ProgramRun.of(["audit", "seal"], in: folder)
    #expect(nothing.output == "Nada a selar.\n")
    let early = try await ProgramRun.of(["audit", "seal", "--before", "2999-01-01"], in: folder)
    #expect(early.exitStatus == 64)
    let tomorrow = try await ProgramRun.of(
      ["-d", "tomorrow", "+%F"], in: folder, program: "/bin/date"
    ).lines[0]
    let rehearsal = try await ProgramRun.of(
      ["audit", "seal", "--before", tomorrow, "--dry-run", "--json"], in: folder)
    try await expectValid(rehearsal.lines, "audit-seal")
    #expect(rehearsal.output.contains("\"registros\": 5"))
    let sealed = try await ProgramRun.of(
      ["audit", "seal", "--before", tomorrow, "--json"], in: folder)
    try await expectValid(sealed.lines, "audit-seal")
    let segment = "\(folder.data.auditArchive)/segmento-000001.jsonl"
    let check = try await ProgramRun.of(
      ["audit", "verify", "--segment", segment, "--checkpoint", file, "--json"], in: folder)
    #expect(check.exitStatus == 0, "\(check.errors)")
    try await expectValid(check.lines, "audit-verify")
    #expect(check.output.contains("\"selados\": 5"))
    try await expectValid(
      try await ProgramRun.of([segment], in: folder, program: "/bin/cat").lines, "audit-file")
  }

  @Test func `a lost key is said by doctor and by checkpoint, and can be replaced`() async throws {
    let (folder, file) = try await checkpointed()
    _ = try await ProgramRun.of(
      ["\(folder.data.keys)/auditoria.chave"], in: folder, program: "/bin/rm")
    let doctor = try await ProgramRun.of(["doctor"], in: folder)
    #expect(doctor.output.contains("Chave auditoria"))
    let refused = try await ProgramRun.of(["audit", "checkpoint", "--json"], in: folder)
    let message = try await expectFailure(refused, 78, "DATABASE_ERROR")
    #expect(message.contains("replace-key auditoria"))
    let unexplained = try await ProgramRun.of(["audit", "replace-key", "auditoria"], in: folder)
    #expect(unexplained.exitStatus == 64)
    let replaced = try await ProgramRun.of(
      ["audit", "replace-key", "auditoria", "--reason", "disco trocado"], in: folder)
    #expect(replaced.exitStatus == 0, "\(replaced.errors)")
    #expect(try await verified(file, in: folder).exitStatus == 0)
    #expect(
      try await ProgramRun.of(["audit", "checkpoint"], in: folder).exitStatus == 0)
  }

  @Test func `the list is filtered, and says where from`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(#"{"nome": "Ana"}"#, in: folder).uid
    _ = try await ProgramRun.of(
      ["contact", "show", uid], in: folder,
      environment: ["SSH_CONNECTION": "2001:db8::7 50000 192.0.2.1 22"])
    let run = try await ProgramRun.of(
      ["audit", "list", "--json", "--contact", uid, "--action", "READ"], in: folder)
    try await expectValid(run.lines, "audit-list")
    #expect(run.lines.count == 1)
    #expect(run.output.contains("\"endereco\": \"2001:db8::7\""))
    #expect(run.output.contains("\"endereco_verificado\": false"))
    let newest = try await ProgramRun.of(
      ["audit", "list", "--json", "--newest", "--limit", "1", "--from", "2000-01-01"], in: folder)
    #expect(newest.output.contains("\"entidade\": \"auditoria\""))
    let forged = try await ProgramRun.of(
      ["doctor"], in: folder, environment: ["SSH_CLIENT": "Maria Silva"])
    #expect(forged.exitStatus == 0)
    for wrong in [["--from", "ontem"], ["--action", "LER"], ["--contact", "x"]] {
      let refused = try await ProgramRun.of(["audit", "list"] + wrong, in: folder)
      #expect(refused.exitStatus == (wrong[0] == "--contact" ? 65 : 64))
    }
  }
}
