import FoundationEssentials
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
  private static let commands = [
    ["init"],
    ["extract"],
    ["mask"],
    ["contact", "add"],
    ["contact", "show"],
    ["contact", "search"],
    ["contact", "edit"],
    ["contact", "duplicates"], ["contact", "merge"],
    ["callback", "add"], ["callback", "list"], ["callback", "done"],
    ["import"],
    ["export"],
    ["model", "status"],
    ["model", "pull"],
    ["doctor"],
    ["audit", "list"],
    ["audit", "verify"],
    ["audit", "export"], ["audit", "checkpoint"], ["audit", "seal"], ["audit", "replace-key"],
    ["queue", "list"], ["queue", "run"], ["queue", "retry"], ["queue", "discard"],
    ["queue", "batches"], ["queue", "pause"], ["queue", "resume"], ["queue", "cancel"],
    ["report", "day"], ["report", "period"], ["report", "extraction"],
    ["contact", "guardian"], ["contact", "restrict"], ["contact", "unrestrict"], ["user", "add"],
    ["user", "list"],
    ["user", "role"], ["user", "disable"], ["user", "enable"], ["user", "link"],
    ["user", "passwd"], ["user", "recover"], ["approval", "list"], ["approval", "grant"],
    ["erase"], ["hold", "add"], ["hold", "release"], ["hold", "list"],
    ["request", "certificate"], ["contact", "block"], ["contact", "unblock"], ["backup", "run"],
    ["backup", "list"], ["backup", "verify"], ["backup", "key"], ["restore"],
    ["approval", "deny"], ["notice", "list"], ["notice", "done"],
  ]

  @Test func `the help lists every command, in Portuguese`() async throws {
    let run = try await ProgramRun.of(["--help"], in: TestFolder())
    #expect(run.exitStatus == 0)
    #expect(run.output.contains("Comandos:"))
    #expect(run.output.contains("Códigos de saída:"))
    for command in Self.commands { #expect(run.output.contains(command.last ?? "")) }
    for absent in ["mcp", "metrics"] {
      #expect(!run.output.contains("  \(absent) "))
    }
    #expect(run.lines.allSatisfy { $0.count <= 100 })
  }

  @Test(arguments: [["help"], ["help", "contact", "add"], ["help", "contact"]])
  func `help is also asked for by its word`(words: [String]) async throws {
    let asked = try await ProgramRun.of(words, in: TestFolder())
    let usual = try await ProgramRun.of(Array(words.dropFirst()) + ["--help"], in: TestFolder())
    #expect(asked.exitStatus == 0)
    #expect(asked.output == usual.output && !asked.output.isEmpty)
  }

  @Test(arguments: commands)
  func `each command has its help`(command: [String]) async throws {
    let run = try await ProgramRun.of(command + ["--help"], in: TestFolder())
    #expect(run.exitStatus == 0)
    #expect(run.output.contains("Uso: atende \(command.joined(separator: " "))"))
    #expect(run.output.contains("--help"))
    #expect(run.errors == "")
  }

  @Test func `each command and each schema is in the manual`() throws {
    let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
    let manual = try String(contentsOfFile: "\(root)/docs/comandos.md", encoding: .utf8)
    for command in Self.commands {
      #expect(manual.contains("atende \(command.joined(separator: " "))"))
    }
    for schema in TestFolder.entries(of: "\(root)/data/schemas") {
      #expect(manual.contains("data/schemas/\(schema)"))
    }
  }

  @Test func `a group has its help`() async throws {
    let run = try await ProgramRun.of(["contact", "-h"], in: TestFolder())
    #expect(run.exitStatus == 0)
    #expect(run.output.contains("contact search"))
  }

  @Test func `the version is one line`() async throws {
    let run = try await ProgramRun.of(["--version"], in: TestFolder())
    #expect(run.exitStatus == 0)
    #expect(run.lines.count == 1)
    #expect(run.output.hasPrefix("atende "))
  }

  @Test(arguments: [
    (["contct"], "atende contact"), (["contact", "serch", "x"], "contact search"),
    (["doctor", "--jsno"], "--json"), (["exract"], "extract"), (["--versoin"], "--version"),
    (["audit", "verifi"], "audit verify"),
  ])
  func `a mistyped word gets the nearest as a suggestion`(words: [String], nearest: String)
    async throws
  {
    let run = try await ProgramRun.of(words, in: TestFolder())
    #expect(run.exitStatus == 64)
    #expect(run.output == "")
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains("Você quis dizer `"))
    #expect(run.errors.contains(nearest))
  }

  @Test func `an unknown word is not repeated, for it may be a name`() async throws {
    let run = try await ProgramRun.of(["Conceição Araújo"], in: TestFolder())
    #expect(run.exitStatus == 64)
    #expect(!run.errors.contains("Araújo"))
  }

  @Test(arguments: [
    ["contact"], ["contact", "show"], ["contact", "search", "a", "b"],
    ["extract", "--engine", "magia"], ["extract", "--engine"], ["extract", "--now", "ontem"],
    ["doctor", "--json=sim"], ["audit", "list", "--limit", "muitos"], ["doctor", "extra"],
    ["audit", "list", "--limit", "1", "--limit", "2"], ["--json", "doctor"],
    ["queue", "retry"], ["queue", "retry", "x", "--all"], ["queue", "discard", "x"],
    ["queue", "discard", "x", "--reason", "Maria"], ["report", "extraction", "--from", "ontem"],
  ])
  func `a wrong command line exits 64 with one sentence`(words: [String]) async throws {
    let run = try await ProgramRun.of(words, in: TestFolder())
    #expect(run.exitStatus == 64)
    #expect(run.output == "")
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test func `a usage error with --json is an object`() async throws {
    let run = try await ProgramRun.of(["audit", "verify", "--json", "x"], in: TestFolder())
    try await expectFailure(run, 64, "VALIDATION_ERROR")
  }

  @Test func `the screens without a terminal are a usage error`() async throws {
    let run = try await ProgramRun.of([], in: TestFolder())
    #expect(run.exitStatus == 64)
    #expect(run.errors.contains("terminal"))
  }

  @Test(arguments: [
    ["contact", "search", "x"], ["contact", "show", "0190f0a0-0000-7000-8000-000000000000"],
    ["audit", "list"], ["audit", "verify"], ["audit", "checkpoint"], ["audit", "seal"],
  ])
  func `without a store a command exits 78 and says what to do`(words: [String]) async throws {
    let folder = TestFolder()
    let run = try await ProgramRun.of(words + ["--json"], in: folder)
    let message = try await expectFailure(run, 78, "DATABASE_ERROR")
    #expect(message.contains("atende init"))
    #expect(TestFolder.entries(of: folder.path) == [])
  }

  @Test func `a reader that goes away is no failure`() async throws {
    let folder = try await initialisedFolder(["--demo"])
    let program = try ProgramEnvironment.program()
    let run = try await ProgramRun.of(
      ["-c", "set -o pipefail; '\(program)' audit list --json | head -n 1"], in: folder,
      program: "bash")
    #expect(run.exitStatus == 0)
    #expect(run.errors == "")
    #expect(run.lines.count == 1)
  }

  @Test func `an output that cannot be written is an input-output error`() async throws {
    let program = try ProgramEnvironment.program()
    let run = try await ProgramRun.of(
      ["-c", "'\(program)' --help > /dev/full"], in: TestFolder(), program: "sh")
    #expect(run.exitStatus == 74)
  }

  @Test func `the data folder follows XDG when nothing else is said`() async throws {
    let folder = TestFolder()
    let run = try await ProgramRun.of(
      ["init"], in: folder, environment: ["ATENDE_HOME": "", "XDG_DATA_HOME": "\(folder.path)/xdg"])
    #expect(run.exitStatus == 0)
    #expect(TestFolder.entries(of: "\(folder.path)/xdg/atende").contains("atende.db"))
  }
}
