internal import Glibc

/// A program on a terminal of its own: a tmux server that nobody watches and that ends with this object.
///
/// The program runs under a shell with job control. When it ends, the shell writes `EXIT=` and its status, and the
/// terminal then echoes what is typed, as a prompt would.
public final class TmuxScreen: Sendable {
  /// The home of the program.
  public let folder: TestFolder

  private let files = TestFolder()
  private let variables: [String: String]

  /// Starts the program under test, or another.
  ///
  /// - Parameters:
  ///   - arguments: Of the command line.
  ///   - rows: Of the terminal.
  ///   - columns: Of the terminal.
  ///   - folder: A home that a test has prepared or shares between screens.
  ///   - environment: What differs from `ProgramEnvironment`.
  ///   - terminal: The value of `TERM`.
  ///   - program: Another program than the one under test.
  /// - Throws: When tmux cannot be started.
  public init(
    _ arguments: [String] = [], rows: Int = 24, columns: Int = 80,
    folder: TestFolder = TestFolder(), environment: [String: String] = [:],
    terminal: String = "tmux-256color", program: String? = nil
  ) throws {
    self.folder = folder
    variables = ProgramEnvironment(folder: folder, environment).variables
    let path = try program ?? ProgramEnvironment.program()
    WholeFile.write(TmuxScreen.configuration(terminal: terminal).utf8, to: file("tmux.conf"))
    WholeFile.write(TmuxScreen.script.utf8, to: file("run"))
    try tmux(
      ["-f", file("tmux.conf"), "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        + ["bash", "--noprofile", "--norc", file("run"), files.path, path] + arguments)
  }

  deinit {
    // The server may have gone by itself.
    _ = try? run(["kill-server"])
  }

  // MARK: - What a person does

  /// Presses keys, by tmux's names: `Enter`, `Escape`, `F2`, `C-t`, `BTab`, `PPage`, `a`.
  public func send(_ keys: String...) throws {
    try tmux(["send-keys", "--"] + keys)
  }

  /// Types text as it stands.
  public func type(_ text: String) throws {
    try tmux(["send-keys", "-l", "--", text])
  }

  /// Sends bytes as another terminal would, such as PuTTY's F1: `[0x1b, 0x5b, 0x31, 0x31, 0x7e]`.
  public func send(bytes: [UInt8]) throws {
    try tmux(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// Pastes text, between the marks of a bracketed paste when the program asked for them.
  public func paste(_ text: String) throws {
    try tmux(["load-buffer", "-b", "pasted", "-"], input: text)
    try tmux(["paste-buffer", "-d", "-p", "-b", "pasted"])
  }

  public func resize(rows: Int, columns: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Closes the window, as when a connection drops.
  public func close() throws {
    try tmux(["kill-server"])
  }

  /// Sends the program a signal, once it runs.
  public func kill(_ signal: Int32) async throws {
    Glibc.kill(try await processNumber(), signal)
  }

  /// The number of the program's process, once it runs.
  public func processNumber() async throws -> Int32 {
    let written = try await text(of: "pid")
    guard let identifier = pid_t(written) else {
      throw ScreenFailure("no process number: \(written)")
    }
    return identifier
  }

  /// Continues the program after it suspended itself, as `fg` does.
  public func foreground() throws {
    try send("Enter")
  }

  // MARK: - What a person sees

  /// The rows of the screen, without the blanks at their ends.
  public func capture() throws -> [String] {
    var text = try tmux(["capture-pane", "-p"])
    if text.hasSuffix("\n") { text.removeLast() }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { row in
      var row = row
      while row.last == " " { row.removeLast() }
      return String(row)
    }
  }

  /// All that the terminal still holds: the screen in view, what has scrolled off it, and the ordinary screen behind.
  public func captureHistory() throws -> String {
    let inView = try tmux(["capture-pane", "-p", "-S", "-", "-E", "-"])
    // Without an alternate screen there is none behind.
    let behind = (try? tmux(["capture-pane", "-p", "-a", "-q", "-S", "-"])) ?? ""
    return inView + behind
  }

  /// The rows with the escape sequences of their colours and attributes.
  public func captureStyled() throws -> [String] {
    try tmux(["capture-pane", "-p", "-e"]).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// Where the cursor is, whether it shows, and which of the two screens is up.
  public func state() throws -> State {
    let answer = try tmux([
      "display-message", "-p",
      "#{cursor_y} #{cursor_x} #{cursor_flag} #{alternate_on} #{pane_title}",
    ])
    let words = answer.dropLast().split(separator: " ", maxSplits: 4).map(String.init)
    guard words.count >= 4, let row = Int(words[0]), let column = Int(words[1]) else {
      throw ScreenFailure("tmux answered \(answer)")
    }
    return State(
      row: row, column: column, showsCursor: words[2] == "1", isAlternate: words[3] == "1",
      title: words.count > 4 ? words[4] : "")
  }

  public struct State: Equatable, Sendable {
    public let row: Int
    public let column: Int
    public let showsCursor: Bool
    /// A program that has the terminal to itself uses the alternate screen.
    public let isAlternate: Bool
    /// Of the window.
    public let title: String
  }

  /// Looks at the screen until it is as wanted, at most `limit` seconds.
  ///
  /// - Throws: What the screen shows, when the time is over.
  @discardableResult
  public func waitUntil(
    _ wanted: String = "condition", limit: Int = 60, _ isWanted: ([String]) throws -> Bool
  ) async throws -> [String] {
    let deadline = ContinuousClock.now + .seconds(limit)
    while true {
      let isLast = ContinuousClock.now >= deadline
      let rows = try capture()
      if try isWanted(rows) { return rows }
      if isLast { throw ScreenFailure("not seen within \(limit) s: \(wanted)", rows) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Looks at the screen until some row contains the text.
  @discardableResult
  public func wait(for text: String, limit: Int = 60) async throws -> [String] {
    try await waitUntil("“\(text)”", limit: limit) { rows in rows.contains { $0.contains(text) } }
  }

  // MARK: - What is left behind

  /// Waits for the end of the program; the status is as a shell says it, 128 and the number for a signal.
  public func exitStatus(limit: Int = 60) async throws -> Int32 {
    try await wait(for: "EXIT=", limit: limit)
    return Int32(try await text(of: "status")) ?? -1
  }

  /// The settings of the terminal (`stty -g`) before the program began and after it ended.
  public func terminalSettings() async throws -> (before: String, after: String) {
    (try await text(of: "before"), try await text(of: "after"))
  }

  // MARK: - tmux

  /// The text of a file that the script writes whole, without its newline.
  private func text(of name: String) async throws -> String {
    for _ in 0..<1000 {
      if let text = WholeFile.text(file(name)), text.hasSuffix("\n") {
        return String(text.dropLast())
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw ScreenFailure("the shell wrote no file “\(name)”", try capture())
  }

  private func file(_ name: String) -> String { "\(files.path)/\(name)" }

  @discardableResult
  private func tmux(_ arguments: [String], input: String = "") throws -> String {
    let run = try run(arguments, input: input)
    guard run.exitStatus == 0 else {
      throw ScreenFailure("tmux \(arguments.first ?? "") failed: \(run.errors)")
    }
    return run.output
  }

  private func run(_ arguments: [String], input: String = "") throws -> ProgramRun {
    try ProgramRun.run(
      "tmux", ["-u", "-S", file("socket")] + arguments, environment: variables, input: input,
      limit: 60)
  }

  private static func configuration(terminal: String) -> String {
    """
    set -g default-terminal \(terminal)
    set -s escape-time 0
    set -g history-limit 5000
    set -g status off
    set -g allow-rename off

    """
  }

  /// `jobs` tells a program that has stopped from one that has ended.
  private static let script = """
    set -m
    files=$1; shift
    stty -g >"$files/before"
    bash --noprofile --norc -c 'echo $$ >"$0/pid"; exec "$@"' "$files" "$@"
    status=$?
    while [ -n "$(jobs -s)" ]; do
      echo STOPPED=$status
      read -r _
      fg >/dev/null
      status=$?
    done
    stty -g >"$files/after"
    echo $status >"$files/status"
    echo EXIT=$status
    exec cat >/dev/null
    """
}

/// What went wrong with a screen, and the whole of it.
public struct ScreenFailure: Error, CustomStringConvertible {
  public let description: String

  init(_ sentence: String, _ rows: [String] = []) {
    let edge = String(repeating: "─", count: 40)
    description =
      rows.isEmpty ? sentence : ([sentence, edge] + rows + [edge]).joined(separator: "\n")
  }
}
