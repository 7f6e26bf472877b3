import TestSupport
import Testing

/// A centre of its own with the screens open on it.
struct DeskStory {
  let screen: TmuxScreen
  let folder: TestFolder

  static let note = """
    Oi, sou a Conceição Araújo, meu celular é 21988776655
    meu e-mail é conceicao@exemplo.com.br e o CPF 52998224725
    Estou muito triste, preciso de apoio emocional.
    """

  /// Makes the store by `init`, then opens the screens.
  static func begin(
    rows: Int = 24, columns: Int = 80, environment: [String: String] = [:],
    terminal: String = "tmux-256color", model: String = "IA: indisponível"
  ) async throws -> DeskStory {
    let folder = TestFolder()
    let made = try await ProgramRun.of(
      ["init", "--organization", "Central Acolher"], in: folder, input: "")
    #expect(made.exitStatus == 0, "\(made.errors)")
    return try await reopen(
      folder, rows: rows, columns: columns, environment: environment, terminal: terminal,
      model: model)
  }

  /// Opens the screens on a store that is there.
  static func reopen(
    _ folder: TestFolder, rows: Int = 24, columns: Int = 80, environment: [String: String] = [:],
    terminal: String = "tmux-256color", model: String = "IA: indisponível"
  ) async throws -> DeskStory {
    let screen = try TmuxScreen(
      rows: rows, columns: columns, folder: folder, environment: environment, terminal: terminal)
    try await screen.wait(for: "Buscar")
    try await screen.wait(for: model)
    return DeskStory(screen: screen, folder: folder)
  }

  /// Opens a form and pastes a note into it.
  func paste(_ note: String = DeskStory.note) async throws {
    try screen.send("F6")
    try await screen.wait(for: "Formulário")
    try screen.paste(note)
  }

  /// Leaves the form in view.
  func leaveToContacts() async throws {
    try screen.send("Escape")
    try await screen.wait(for: "Buscar")
  }

  /// The shell is back on the ordinary screen, as it was.
  func expectSaneTerminal(status: Int32 = 0) async throws {
    #expect(try await screen.exitStatus() == status)
    let settings = try await screen.terminalSettings()
    #expect(settings.before == settings.after)
    let state = try screen.state()
    #expect(!state.isAlternate)
    #expect(state.showsCursor)
  }
}
