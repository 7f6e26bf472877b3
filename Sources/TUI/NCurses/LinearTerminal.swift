internal import CTerminal
internal import ContactsCore
internal import Glibc

/// A terminal that is listened to: each frame becomes lines of text, and nothing is ever drawn over.
///
/// Made by `withLinearTerminal` alone, which also undoes all it did.
@MainActor
final class LinearTerminal: Terminal {
  private var reader = LineReader()
  private var bytes: TerminalBytes
  private let ordinary: termios
  private let modes: (on: String, off: String)
  private let output = STDOUT_FILENO
  private var isHiding = true

  init(
    _ ordinary: termios, wakeDescriptor: CInt, patience: Duration,
    _ modes: (on: String, off: String)
  ) {
    self.ordinary = ordinary
    self.modes = modes
    bytes = TerminalBytes(
      input: STDIN_FILENO, wakeDescriptor: wakeDescriptor,
      decoder: KeyDecoder(patience: patience))
    takesTerminal()
  }

  /// One pane, and rows enough for a list to be heard whole.
  var size: Size { Size(rows: 60, columns: 79) }
  var functionKeys: Set<Int> { Set(1...12) }
  var wake: @Sendable () -> Void { { atende_wake(0) } }

  func wait(until deadline: ContinuousClock.Instant?) -> [TerminalEvent] {
    bytes.wait(until: deadline)
    var events: [TerminalEvent] = []
    while let signal = bytes.takeSignal() {
      switch signal {
      case SIGTSTP: suspend()
      case SIGCONT: takesTerminal()
      case SIGTERM, SIGHUP, SIGINT: events.append(.terminated)
      default: break
      }
    }
    return events + bytes.takeKeys()
  }

  func draw(_ frame: Frame) {
    if frame.hidesEarlier, !isHiding { send(LinearTerminal.clearing) }
    isHiding = frame.hidesEarlier
    send(reader.text(for: frame))
  }

  /// The window and what has scrolled off it: what was said of people must not stay for whoever comes next.
  fileprivate static let clearing = "\u{1b}[H\u{1b}[2J\u{1b}[3J"

  func forgetFrame() { reader.forget() }

  func suspend() {
    leave()
    ContactBook.whileNothingIsWritten { atende_stop() }
    takesTerminal()
    forgetFrame()
  }

  func leave() {
    send(LinearTerminal.clearing + modes.off)
    var settings = ordinary
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
  }

  /// Keys come one by one, unechoed: what is typed is echoed where it arrives.
  private func takesTerminal() {
    var settings = ordinary
    cfmakeraw(&settings)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    send(modes.on)
  }

  private func send(_ text: String) { TUI.send(Array(text.utf8)[...], to: output) }
}

/// Like `withTerminal`, for whoever listens: no second screen, no colours, no mouse, only lines one below the other.
@MainActor
public func withLinearTerminal<Result>(
  _ settings: TerminalSettings, _ body: (any Terminal) throws -> Result
) throws -> Result {
  try TakenTerminal.take(settings) { taken in
    // A paste is told apart here too; nothing else is asked of the terminal.
    let modes = (on: "\u{1b}[?2004h", off: "\u{1b}[?2004l")
    taken.restoreAfterTrap(writing: LinearTerminal.clearing + modes.off)
    let terminal = LinearTerminal(
      taken.saved, wakeDescriptor: taken.wakeDescriptor, patience: settings.escapePatience, modes)
    defer { terminal.leave() }
    return try body(terminal)
  }
}
