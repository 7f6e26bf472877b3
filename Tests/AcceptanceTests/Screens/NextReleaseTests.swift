import Glibc
import TestSupport
import Testing

private let newerProgram = getenv("ATENDE_NEXT_BINARY").map { String(cString: $0) }

/// Two programs on one store, the newer one step of the schema ahead: `make next-release` makes it.
@Suite(.enabled(if: newerProgram != nil, "make screens makes the newer program"))
struct NextReleaseTests {
  @Test
  func `an open screen keeps its draft and asks to be reopened, and the newer program has it`()
    async throws
  {
    let newer = try #require(newerProgram)
    let story = try await DeskStory.begin()
    try await story.paste("Sou a Luzia Prado, 21 98877-6655")
    try await story.screen.wait(for: "(21) 98877-6655")

    let migrated = try await ProgramRun.of(
      ["contact", "search", "ninguem"], in: story.folder, program: newer)
    #expect(migrated.exitStatus == 0, "\(migrated.errors)")

    try story.screen.send("F2")
    try await story.screen.wait(for: "versão mais nova")
    try story.screen.send("Enter")
    let older = try await ProgramRun.of(["contact", "search", "luzia"], in: story.folder)
    #expect(older.exitStatus == 78)
    try await story.screen.kill(SIGTERM)
    #expect(try await story.screen.exitStatus() == 0)

    let reopened = try TmuxScreen(folder: story.folder, program: newer)
    try await reopened.wait(for: "Rascunho")
  }

  @Test func `the newer program copies the store aside before it changes it`() async throws {
    let newer = try #require(newerProgram)
    let folder = TestFolder()
    let made = try await ProgramRun.of(["init", "--organization", "Central"], in: folder)
    #expect(made.exitStatus == 0, "\(made.errors)")
    let searched = try await ProgramRun.of(
      ["contact", "search", "ninguem"], in: folder, program: newer)
    #expect(searched.exitStatus == 0, "\(searched.errors)")
    let copies = try await ProgramRun.of(
      ["-c", "stat -c %a \"$ATENDE_HOME\"/copias/atende-*.db"], in: folder,
      program: "sh")
    #expect(copies.lines == ["660"])
  }
}
