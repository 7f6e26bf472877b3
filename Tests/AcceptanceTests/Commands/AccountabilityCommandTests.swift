import FoundationEssentials
import TestSupport
import Testing

@Suite("reports for the ANPD")
struct AccountabilityCommandTests {
  @Test func `the register of processing and that of incidents are workbooks too`() async throws {
    let folder = try await initialisedFolder()
    let made = try await ProgramRun.of(
      ["incident", "new", "-"], in: folder, input: "planilha perdida no ônibus")
    #expect(made.exitStatus == 0, "\(made.errors)")
    for (words, sheet, text) in [
      (["report", "ropa"], "sheet1.xml", "Tratamentos"),
      (["incident", "list"], "sheet1.xml", "planilha perdida"),
    ] {
      let path = "\(folder.path)/\(words[0]).xlsx"
      let run = try await ProgramRun.of(
        words + ["--format", "xlsx", "--output", path], in: folder)
      #expect(run.exitStatus == 0, "\(run.errors)")
      let inside = try await ProgramRun.of(["-p", path], in: folder, program: "/usr/bin/unzip")
      #expect(inside.output.contains("<row"), "\(sheet)")
      #expect(inside.output.contains(text))
      let refused = try await ProgramRun.of(words + ["--format", "xlsx"], in: folder)
      #expect(refused.exitStatus == 64)
      // What these commands cannot do is not named.
      let taken = try await ProgramRun.of(
        words + ["--format", "xlsx", "--output", path], in: folder)
      #expect(taken.exitStatus == 73)
      #expect(taken.errors.contains("Dê outro nome.") && !taken.errors.contains("--force"))
    }
  }
}
