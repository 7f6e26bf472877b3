internal import CNCurses
internal import CTerminal
internal import ContactsCore
internal import Glibc

/// The terminal of the person, drawn through ncurses and read byte by byte.
///
/// Made by `withTerminal` alone, which also undoes all it did. Main thread only: ncurses knows one.
@MainActor
final class NCursesTerminal: Terminal {
  private let palette: Palette
  /// A window of our own: the global `stdscr` is shared mutable state, which Swift refuses.
  private let window: UnsafeMutablePointer<WINDOW>
  private let output: CInt
  private let frames: FrameOutput
  private var bytes: TerminalBytes
  private var shown: Frame?

  init(
    window: UnsafeMutablePointer<WINDOW>, input: CInt, output: CInt, frames: FrameOutput,
    wakeDescriptor: CInt, settings: TerminalSettings
  ) {
    self.window = window
    self.output = output
    self.frames = frames
    bytes = TerminalBytes(
      input: input, wakeDescriptor: wakeDescriptor,
      decoder: KeyDecoder(
        sequences: Capabilities.keySequences(), patience: settings.escapePatience))
    raw()
    noecho()
    nonl()
    // Else ncurses leaves a frame half drawn when a key has come meanwhile, and nothing would draw the rest.
    typeahead(-1)
    palette = Palette(noColour: settings.noColour, theme: settings.theme)
    curs_set(1)
    resume()
  }

  // MARK: - Terminal

  var size: Size {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else {
      return Size(rows: 24, columns: 80)
    }
    return Size(rows: Int(size.ws_row), columns: Int(size.ws_col))
  }

  var functionKeys: Set<Int> {
    Set((1...12).filter { $0 <= 10 || !Capabilities.text("kf\($0)").isEmpty })
  }

  var wake: @Sendable () -> Void { { atende_wake(0) } }

  func wait(until deadline: ContinuousClock.Instant?) -> [TerminalEvent] {
    bytes.wait(until: deadline)
    var events: [TerminalEvent] = []
    while let signal = bytes.takeSignal() {
      switch signal {
      case SIGWINCH: events.append(.resized(size))
      case SIGTSTP: suspend()
      case SIGCONT:
        resume()
        events.append(.resized(size))
      case SIGTERM, SIGHUP, SIGINT: events.append(.terminated)
      default: break
      }
    }
    return events + bytes.takeKeys()
  }

  func draw(_ frame: Frame) {
    resizeIfNeeded(to: frame.size)
    for row in 0..<frame.size.rows where shown.map({ differs($0, frame, row) }) ?? true {
      write(frame, row: row)
    }
    if shown?.title != frame.title { writeTitle(frame.title) }
    if let cursor = frame.cursor {
      wmove(window, CInt(cursor.row), CInt(cursor.column))
    }
    let turnsCursor = (shown?.cursor == nil) != (frame.cursor == nil) || shown == nil
    frames.gather {
      if turnsCursor { curs_set(frame.cursor == nil ? 0 : 1) }
      wnoutrefresh(window)
      doupdate()
    }
    shown = frame
  }

  func forgetFrame() {
    shown = nil
    clearok(window, true)
  }

  func suspend() {
    leave()
    // Stopped in the middle of a writing, this terminal would hold up everybody else's.
    ContactBook.whileNothingIsWritten { atende_stop() }
    // Here again once the shell has continued us.
    resume()
  }

  // MARK: - Taking and giving back

  /// Blanks what was in view, switches our modes off, and lets ncurses restore the ordinary screen.
  ///
  /// Not every terminal has another screen to go back to: what was on this one must not stay for whoever comes next.
  func leave() {
    werase(window)
    wrefresh(window)
    shown = nil
    send(Capabilities.modesOff)
    curs_set(1)
    endwin()
  }

  /// Takes the terminal again, whatever a shell did with it meanwhile.
  private func resume() {
    reset_prog_mode()
    forgetFrame()
    wrefresh(window)
    send(Capabilities.modesOn)
  }

  private func resizeIfNeeded(to size: Size) {
    guard getmaxy(window) != CInt(size.rows) || getmaxx(window) != CInt(size.columns) else {
      return
    }
    resizeterm(CInt(size.rows), CInt(size.columns))
    wresize(window, CInt(size.rows), CInt(size.columns))
    forgetFrame()
  }

  // MARK: - Drawing

  private func differs(_ before: Frame, _ after: Frame, _ row: Int) -> Bool {
    let columns = after.size.columns
    guard before.size == after.size else { return true }
    let range = row * columns..<(row + 1) * columns
    return before.cells[range] != after.cells[range]
  }

  /// Writes a row in runs of one style.
  private func write(_ frame: Frame, row: Int) {
    var column = 0
    while column < frame.size.columns {
      let style = frame[row, column].style
      var characters: [wchar_t] = []
      let start = column
      while column < frame.size.columns, frame[row, column].style == style {
        let isWide = column + 1 < frame.size.columns && frame[row, column + 1].isContinuation
        append(frame[row, column], columns: isWide ? 2 : 1, to: &characters)
        column += 1
      }
      wattr_set(window, palette.attributes(style), palette.pair(style), nil)
      wmove(window, CInt(row), CInt(start))
      // Writing the last cell of the screen answers ERR, since the cursor cannot go past it: the cell is written.
      waddnwstr(window, characters, CInt(characters.count))
    }
  }

  /// Adds the scalars of a cell, or what stands for them where the C library, by which ncurses counts columns, holds
  /// them for wider or narrower: else all that follows in the row would be shifted.
  private func append(_ cell: Cell, columns: Int, to characters: inout [wchar_t]) {
    guard let base = cell.text.unicodeScalars.first else { return }
    let isAgreed =
      base.value < 0x300 || Int(atende_width(base.value)) == columns
    if isAgreed {
      characters += cell.text.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    } else {
      characters += repeatElement(wchar_t(0x3f), count: columns)
    }
  }

  private func writeTitle(_ title: String) {
    guard Capabilities.hasTitle else { return }
    let clean = title.unicodeScalars.filter { $0.properties.generalCategory != .control }
    send("\u{1b}]2;\(String(String.UnicodeScalarView(clean)))\u{7}")
  }

  /// Writes past ncurses what it has no name for.
  private func send(_ text: String) { TUI.send(Array(text.utf8)[...], to: output) }
}
