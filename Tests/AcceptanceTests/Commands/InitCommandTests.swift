import ContactsCore
import TestSupport
import Testing

@Suite("init")
struct InitCommandTests {
  @Test func `on a terminal it asks, and an address that is none is asked again`() async throws {
    let screen = try TmuxScreen(["init"])
    try await screen.wait(for: "Nome da central")
    try screen.type("Central Acolher")
    try screen.send("Enter")
    try await screen.wait(for: "Pessoa encarregada")
    try screen.type("Rosa Dias")
    try screen.send("Enter")
    try await screen.wait(for: "E-mail da pessoa encarregada")
    try screen.type("rosa")
    try screen.send("Enter")
    try await screen.wait(for: "não parece válido")
    try screen.type("rosa@exemplo.com.br")
    try screen.send("Enter")
    #expect(try await screen.exitStatus() == 0)
    #expect(TestFolder.entries(of: screen.folder.data.path).contains("atende.db"))
  }

  @Test func `named on the command line, it asks nothing even on a terminal`() async throws {
    let screen = try TmuxScreen(["init", "--organization", "Central Acolher"])
    #expect(try await screen.exitStatus() == 0)
  }

  @Test func `a wrong address makes no store`() async throws {
    let folder = TestFolder()
    let run = try await ProgramRun.of(["init", "--dpo-email", "rosa"], in: folder)
    #expect(run.exitStatus == 65)
    #expect(TestFolder.entries(of: folder.path) == [])
  }

  @Test func `a folder that cannot be made exits 73`() async throws {
    let run = try await ProgramRun.of(
      ["init"], in: TestFolder(), environment: ["ATENDE_HOME": "/proc/atende"])
    #expect(run.exitStatus == 73)
  }

  @Test func `a file can be imported with a bar on a terminal`() async throws {
    let folder = try await initialisedFolder()
    let rows = (1...600).map { "Pessoa Número \($0)\n" }.joined()
    let path = try file("pessoas.csv", ("nome\n" + rows).utf8, in: folder)
    let screen = try TmuxScreen(["import", path], folder: folder)
    try await screen.wait(for: "Linhas importadas: 600.")
    #expect(try await screen.exitStatus() == 0)
  }
}
