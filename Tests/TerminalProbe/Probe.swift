import ContactsCore
import Glibc
import TUI

/// A program for the acceptance tests of the terminal: it shows what it is told, and ends in every way there is.
///
/// `q` quits, `t` traps, Ctrl-Z goes to the shell.
enum Probe: Program {
  struct Model: Equatable, Sendable {
    /// What was pressed, the newest last.
    var keys: [String] = []
  }

  enum Message: Sendable {
    case began
    case pressed(Key)
    case resized
    case terminated
  }

  enum Effect: Sendable { case suspend, redraw, quit }

  static func update(_ model: inout Model, _ message: Message) -> [Effect] {
    switch message {
    case .began, .resized: return []
    case .terminated, .pressed(.character("q")): return [.quit]
    case .pressed(.character("t")): fatalError("a sonda caiu")
    case .pressed(.control("z")): return [.suspend]
    case .pressed(.control("l")): return [.redraw]
    case .pressed(.paste(let text)):
      let rows = text.split(separator: "\n", omittingEmptySubsequences: false).count
      model.keys.append("paste \(text.count) \(rows) \(text.prefix(8))…\(text.suffix(8))")
    case .pressed(let key): model.keys.append("\(key)")
    }
    return []
  }

  /// A title, wide text up to the edge, each style by its name, and the keys.
  static func view(_ model: Model, size: Size) -> Frame {
    var frame = Frame(size: size)
    frame.write("sonda \(size.columns)×\(size.rows)", row: 0, column: 0, style: .title)
    frame.write("Ação 李雷 e\u{301} \u{1b}[31m|", row: 1, column: 0)
    frame.write("fim", row: 1, column: size.columns - 3)
    for (row, style) in zip(2..., Style.allCases) {
      frame.write("\(style)", row: row, column: 0, style: style)
    }
    for (row, key) in zip(2..<max(2, size.rows - 1), model.keys.suffix(size.rows - 3)) {
      frame.write(key, row: row, column: 20)
    }
    // The last cell of the screen, which many programs cannot write.
    frame.write(
      String(repeating: "─", count: size.columns - 1) + "┘", row: size.rows - 1, column: 0)
    frame.cursor = Position(row: 1, column: 5)
    frame.title = "sonda"
    return frame
  }

  static func message(for event: TerminalEvent) -> Message? {
    switch event {
    case .key(let key): .pressed(key)
    case .resized: .resized
    case .terminated: .terminated
    }
  }

  static func command(for effect: Effect) -> Command<Message> {
    switch effect {
    case .suspend: .suspend
    case .redraw: .redraw
    case .quit: .quit
    }
  }
}

@main
enum Main {
  @MainActor
  static func main() {
    let settings = TerminalSettings(
      noColour: getenv("NO_COLOR") != nil, crashFolder: getenv("HOME").map { String(cString: $0) })
    do {
      try withTerminal(settings) { terminal in
        let runtime = Runtime(
          Probe.self, model: Probe.Model(), terminal: terminal,
          now: { Timestamp(milliseconds: 0) }, clock: { .now }, perform: { _, _ in })
        _ = runtime.run(first: .began)
      }
      // A Ctrl-C that was pressed for the screens, and comes when the terminal makes a signal of it again.
      raise(SIGINT)
    } catch let failure as TerminalFailure {
      let bytes = Array("\(failure.message)\n".utf8)
      _ = write(STDERR_FILENO, bytes, bytes.count)
      exit(64)
    } catch {
      exit(70)
    }
  }
}
