import FoundationEssentials
import TestSupport
import Testing

@Suite("what is written beside the store, and what is there already")
struct BackupCommandTests {
  private func key(
    _ path: String, _ more: [String] = [], in folder: TestFolder
  ) async throws -> ProgramRun {
    try await ProgramRun.of(["backup", "key", "--output", path] + more, in: folder)
  }

  @Test func `the key of the copies is never replaced without a word`() async throws {
    let folder = try await initialisedFolder()
    let path = "\(folder.path)/chave.txt"
    #expect(try await key(path, in: folder).output.contains("anterior") == false)
    let first = try String(contentsOfFile: path, encoding: .utf8)
    let refused = try await key(path, in: folder)
    #expect(refused.exitStatus == 73)
    #expect(refused.errors.contains("nunca mais se abrem") && refused.errors.contains("--force"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == first)
    // Another key under another name is one, and what it leaves is said.
    let other = try await key("\(folder.path)/outra.txt", in: folder)
    #expect(other.exitStatus == 0, "\(other.errors)")
    #expect(other.output.contains("só abrem com a chave anterior"))
    let forced = try await key(path, ["--force"], in: folder)
    #expect(forced.exitStatus == 0, "\(forced.errors)")
    #expect(forced.output.contains("nunca mais se abrem"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) != first)
  }

  @Test(arguments: [
    ["backup", "key"], ["audit", "checkpoint"], ["audit", "export"],
  ])
  func `another file gives way only to --force`(_ words: [String]) async throws {
    let folder = try await initialisedFolder()
    let path = try file("precioso.txt", Array("conteúdo".utf8), in: folder)
    let refused = try await ProgramRun.of(words + ["--output", path], in: folder)
    #expect(refused.exitStatus == 73)
    #expect(refused.errors.contains("Com `--force` ele é substituído."))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "conteúdo")
    let forced = try await ProgramRun.of(words + ["--output", path, "--force"], in: folder)
    #expect(forced.exitStatus == 0, "\(forced.errors)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) != "conteúdo")
  }
}
