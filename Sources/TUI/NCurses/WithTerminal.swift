internal import CNCurses
internal import CTerminal
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
  /// The folder for the file that takes what is written to standard error while the screens are up; nil for none.
  public var crashFolder: String?

  public init(noColour: Bool, crashFolder: String?) {
    self.noColour = noColour
    self.crashFolder = crashFolder
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
  guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
    throw TerminalFailure.notATerminal
  }
  var saved = termios()
  guard tcgetattr(STDIN_FILENO, &saved) == 0 else { throw TerminalFailure.system(errno) }
  defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &saved) }
  // ncurses draws wide characters only under a locale that has them.
  if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "") }

  let wakeDescriptor = atende_wake_open()
  guard wakeDescriptor >= 0 else { throw TerminalFailure.system(errno) }
  defer { atende_wake_close() }
  let crash = CrashFile(folder: settings.crashFolder)
  defer { crash.remove() }

  let screen = try openScreen()
  defer { delscreen(screen) }
  guard tigetstr("cup").map({ Int(bitPattern: $0) != -1 }) ?? false else {
    endwin()
    throw TerminalFailure.dumb
  }
  let restoring =
    NCursesTerminal.modesOff + capability("rmcup") + capability("cnorm") + capability("sgr0")
  _ = Array(restoring.utf8).withUnsafeBytes { bytes in
    atende_crash_prepare(
      STDIN_FILENO, &saved, crash.savedStandardError, bytes.baseAddress, bytes.count)
  }
  defer { atende_crash_forget() }
  guard atende_signals_route() else { throw TerminalFailure.system(errno) }
  defer { atende_signals_restore() }

  guard let window = newwin(0, 0, 0, 0) else { throw TerminalFailure.system(ENOMEM) }
  let terminal = NCursesTerminal(
    window: window, input: STDIN_FILENO, output: STDOUT_FILENO, wakeDescriptor: wakeDescriptor,
    noColour: settings.noColour)
  defer { terminal.leave() }
  return try body(terminal)
}

/// Opens ncurses for `TERM`, or for a terminal that nearly all are like when `TERM` is unknown.
@MainActor
private func openScreen() throws(TerminalFailure) -> OpaquePointer {
  guard let out = fdopen(dup(STDOUT_FILENO), "w"), let input = fdopen(dup(STDIN_FILENO), "r") else {
    throw .system(errno)
  }
  for name in [nil, "xterm-256color"] as [String?] {
    if let screen = newterm(name, out, input) { return screen }
  }
  fclose(out)
  fclose(input)
  throw .dumb
}

/// A capability of terminfo(5) as text; empty when the terminal has none.
private func capability(_ name: String) -> String {
  guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return "" }
  return String(cString: text)
}

/// Takes the place of standard error while the screens are up, so that nothing is written across them.
private struct CrashFile {
  private let path: String?
  let savedStandardError: CInt

  /// Left as it is when the file cannot be made: the screens matter more.
  init(folder: String?) {
    savedStandardError = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard let folder else {
      path = nil
      return
    }
    let wanted = "\(folder)/crash-\(getpid()).txt"
    let file = open(wanted, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      path = nil
      return
    }
    dup2(file, STDERR_FILENO)
    close(file)
    path = wanted
  }

  func remove() {
    if savedStandardError >= 0 {
      dup2(savedStandardError, STDERR_FILENO)
      close(savedStandardError)
    }
    if let path { unlink(path) }
  }
}
