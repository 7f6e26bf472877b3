import ContactsCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("retention")
struct RetentionCommandTests {
  @Test func `what passed its time is listed, kept by a dry run, and gone after a run`()
    async throws
  {
    let folder = try await initialisedFolder()
    _ = try await added(#"{"nome": "Zulmira Prado", "texto": "Pediu ajuda."}"#, in: folder)
    let log = "\(folder.data.logs)/atende-2020-01-02.jsonl"
    mkdir(folder.data.logs, 0o770)
    fclose(fopen(log, "w"))
    let listed = try await ProgramRun.of(["retention", "list", "--json"], in: folder)
    #expect(listed.exitStatus == 0, "\(listed.errors)")
    try await expectValid(listed.lines, "retention-list")
    #expect(listed.output.contains("atende-2020-01-02.jsonl"))
    let shown = try await ProgramRun.of(["retention", "list"], in: folder)
    #expect(shown.output.contains("1.825 dias"))
    let dry = try await ProgramRun.of(["retention", "run", "--dry-run", "--json"], in: folder)
    try await expectValid(dry.lines, "retention-list")
    #expect(access(log, F_OK) == 0)
    let kept = try await ProgramRun.of(
      ["retention", "run", "--dry-run", "--json", "--keep", "relato,retorno"], in: folder)
    #expect(kept.exitStatus == 0, "\(kept.errors)")
    try await expectValid(kept.lines, "retention-list")
    for kinds in ["identificacao", "relato,rascunho", "outra", ""] {
      let refused = try await ProgramRun.of(
        ["retention", "run", "--yes", "--keep", kinds], in: folder)
      #expect(refused.exitStatus == 64, "\(kinds)")
      #expect(refused.errors.contains("retorno, origem, relato"), "\(kinds)")
      #expect(refused.errors.contains("atende hold add"), "\(kinds)")
    }
    #expect(access(log, F_OK) == 0)
    let asked = try await ProgramRun.of(["retention", "run"], in: folder, input: "eliminar\n")
    #expect(asked.exitStatus == 64)
    #expect(access(log, F_OK) == 0)
    let done = try await ProgramRun.of(["retention", "run", "--yes", "--json"], in: folder)
    #expect(done.exitStatus == 0, "\(done.errors)")
    try await expectValid(done.lines, "retention-list")
    #expect(access(log, F_OK) != 0)
    let again = try await ProgramRun.of(["retention", "run", "--yes"], in: folder)
    #expect(again.output == "Nada saiu.\n")
    let people = try await ProgramRun.of(["contact", "search", "zulmira", "--json"], in: folder)
    #expect(people.lines.count == 1)
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    #expect(audit.output.contains("prazo: atende-2020-01-02.jsonl"))
  }
}
