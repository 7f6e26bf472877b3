internal import CTerminal
internal import Glibc

/// What any kind of screens takes of the terminal and of the process.
@MainActor
struct TakenTerminal {
  /// The settings of the terminal as they were.
  let saved: termios
  let wakeDescriptor: CInt
  private let crash: CrashFile

  /// Takes terminal, signals and standard error, runs `body`, and gives them back as they were.
  static func take<Result>(
    _ settings: TerminalSettings, _ body: (TakenTerminal) throws -> Result
  ) throws -> Result {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw TerminalFailure.notATerminal
    }
    var saved = termios()
    guard tcgetattr(STDIN_FILENO, &saved) == 0 else { throw TerminalFailure.system(errno) }
    defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &saved) }
    let wakeDescriptor = atende_wake_open()
    guard wakeDescriptor >= 0 else { throw TerminalFailure.system(errno) }
    defer { atende_wake_close() }
    let crash = CrashFile(folder: settings.crashFolder)
    defer { crash.remove() }
    // Before ncurses, which else sets handlers of its own, and those would be found again at the end.
    guard atende_signals_route() else { throw TerminalFailure.system(errno) }
    defer { atende_signals_restore() }
    defer { atende_crash_forget() }
    return try body(TakenTerminal(saved: saved, wakeDescriptor: wakeDescriptor, crash: crash))
  }

  /// Lets a trap write `bytes`, and give the terminal back, before it is anybody else's.
  func restoreAfterTrap(writing bytes: String) {
    var saved = saved
    _ = Array(bytes.utf8).withUnsafeBytes { bytes in
      atende_crash_prepare(
        STDIN_FILENO, &saved, crash.savedStandardError, bytes.baseAddress, bytes.count)
    }
  }
}
