import TestSupport
import Testing

/// A call taken by somebody who listens to the screens.
@Suite struct LinearStoryTests {
  @Test func `a new contact is made, found again and opened, all in lines of text`() async throws {
    let folder = TestFolder()
    let made = try await ProgramRun.of(
      ["init", "--organization", "Central Acolher"], in: folder, input: "")
    #expect(made.exitStatus == 0, "\(made.errors)")
    let screen = try TmuxScreen(["--linear"], folder: folder)
    try await screen.wait(for: "== Contatos")
    try await screen.wait(for: "> Buscar, vazio")
    try await screen.wait(for: "Ainda não há contatos")
    #expect(!(try screen.state().isAlternate))
    // Esc and a digit, for whom F-keys are far away.
    try screen.send("Escape", "6")
    try await screen.wait(for: "== Novo atendimento")
    try screen.paste(DeskStory.note)
    try screen.send("Tab")
    try await screen.wait(for: "> Nome, Conceição Araújo")
    try await screen.wait(for: "campo, 1 de ")
    try screen.send("F2")
    try await screen.wait(for: "== Atendimento salvo")
    try await screen.wait(for: "Protocolo")
    try screen.send("Escape")
    try await screen.wait(for: "== Contatos")
    try screen.type("conceicao")
    try screen.send("Tab")
    try await screen.wait(for: ", 1 de 1")
    try screen.send("Enter")
    try await screen.wait(for: "== Ficha")
    try await screen.wait(for: "(21) 98877-6655")
    let drawn = try screen.captureHistory().unicodeScalars.filter {
      (0x2500...0x25ff).contains($0.value)
    }
    #expect(drawn.isEmpty)
    try screen.send("C-x")
    try await screen.waitUntil("what was said of people is gone") { rows in
      !rows.contains { $0.contains("Conceição") || $0.contains("98877") }
    }
    #expect(!(try screen.captureHistory().contains("98877")))
    try screen.send("Enter")
    #expect(try await screen.exitStatus() == 0)
    let settings = try await screen.terminalSettings()
    #expect(settings.before == settings.after)
  }

  @Test func `leaving takes away what was said`() async throws {
    let story = try await ProgramRunFolder.withPerson()
    let screen = try TmuxScreen(["--linear"], folder: story)
    try await screen.wait(for: "== Contatos")
    try screen.send("Tab")
    try await screen.wait(for: "Zulmira Prado")
    try screen.send("q")
    #expect(try await screen.exitStatus() == 0)
    #expect(!(try screen.captureHistory().contains("Zulmira")))
  }
}

/// A centre with one person in it.
private enum ProgramRunFolder {
  static func withPerson() async throws -> TestFolder {
    let folder = TestFolder()
    let made = try await ProgramRun.of(
      ["init", "--organization", "Central Acolher"], in: folder, input: "")
    #expect(made.exitStatus == 0, "\(made.errors)")
    let added = try await ProgramRun.of(
      ["contact", "add"], in: folder, input: #"{"nome": "Zulmira Prado", "texto": "Pediu ajuda."}"#)
    #expect(added.exitStatus == 0, "\(added.errors)")
    return folder
  }
}
