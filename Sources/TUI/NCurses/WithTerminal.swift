internal import CNCurses
internal import Glibc

/// Why the screens cannot be shown; each has a sentence for the person.
public enum TerminalFailure: Error, Equatable, Sendable {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// The terminal cannot move its cursor.
  case dumb
  /// The system refused something; the number is `errno`.
  case system(Int32)

  /// In Portuguese.
  public var message: String {
    switch self {
    case .notATerminal:
      "As telas precisam de um terminal. Para usar sem telas, veja: atende --help"
    case .dumb:
      "Este terminal não sabe posicionar o cursor (TERM). Tente: TERM=xterm-256color atende"
    case .system(let number):
      "O sistema recusou abrir o terminal (erro \(number))."
    }
  }
}

/// What of the environment the screens look at.
public struct TerminalSettings: Sendable {
  /// Whether `NO_COLOR` is set and not empty.
  public var noColour: Bool
  public var theme = Theme.standard
  /// The folder for the file that takes what is written to standard error while the screens are up; nil for none.
  public var crashFolder: String?
  /// How long `Esc` waits for a digit, or for the rest of what the terminal sends.
  public var escapePatience: Duration

  /// - Parameters:
  ///   - noColour: Whether `NO_COLOR` is set and not empty.
  ///   - crashFolder: Where standard error goes while the screens are up.
  ///   - escapeDelay: `ESCDELAY`, in milliseconds: slow lines need more than the usual 300.
  public init(noColour: Bool, crashFolder: String?, escapeDelay: Int? = nil) {
    self.noColour = noColour
    self.crashFolder = crashFolder
    escapePatience = .milliseconds(max(300, min(escapeDelay ?? 0, 10_000)))
  }
}

/// Takes the terminal, runs `body`, and gives the terminal back as it was: on return, on a throw, on a signal (which
/// reaches `body` as an event) and on a trap.
///
/// - Parameters:
///   - settings: What of the environment matters.
///   - body: Draws and reads through the terminal it is given.
/// - Returns: What `body` returns.
/// - Throws: A `TerminalFailure` before `body` is called, or what `body` throws.
@MainActor
public func withTerminal<Result>(
  _ settings: TerminalSettings, _ body: (any Terminal) throws -> Result
) throws -> Result {
  // ncurses draws wide characters only under a locale that has them.
  if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "") }
  return try TakenTerminal.take(settings) { taken in
    let streams = try Streams()
    defer { streams.close() }
    let screen = try openScreen(streams)
    defer { delscreen(screen) }
    guard tigetstr("cup").map({ Int(bitPattern: $0) != -1 }) ?? false else {
      endwin()
      throw TerminalFailure.dumb
    }
    taken.restoreAfterTrap(
      writing: Capabilities.modesOff
        + ["clear", "rmcup", "cnorm", "sgr0"].map { Capabilities.text($0) }.joined())
    guard let window = newwin(0, 0, 0, 0) else { throw TerminalFailure.system(ENOMEM) }
    let frames = FrameOutput(stream: fileno(streams.output), terminal: STDOUT_FILENO)
    defer { frames.close() }
    let terminal = NCursesTerminal(
      window: window, input: STDIN_FILENO, output: STDOUT_FILENO, frames: frames,
      wakeDescriptor: taken.wakeDescriptor, settings: settings)
    defer { terminal.leave() }
    return try body(terminal)
  }
}

/// Opens ncurses for `TERM`, or for a terminal that nearly all are like when `TERM` is unknown.
@MainActor
private func openScreen(_ streams: Streams) throws(TerminalFailure) -> OpaquePointer {
  for name in [nil, "xterm-256color"] as [String?] {
    if let screen = newterm(name, streams.output, streams.input) { return screen }
  }
  throw .dumb
}

/// What ncurses reads and writes through; C's own `stdin` and `stdout` are shared mutable state.
private struct Streams {
  let output: UnsafeMutablePointer<FILE>
  let input: UnsafeMutablePointer<FILE>

  init() throws(TerminalFailure) {
    guard let output = fdopen(dup(STDOUT_FILENO), "w") else { throw .system(errno) }
    guard let input = fdopen(dup(STDIN_FILENO), "r") else {
      let number = errno
      fclose(output)
      throw .system(number)
    }
    self.output = output
    self.input = input
  }

  func close() {
    fclose(output)
    fclose(input)
  }
}
