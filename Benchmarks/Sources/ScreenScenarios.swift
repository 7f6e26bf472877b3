import Glibc

/// What is measured from outside, through a pseudo-terminal: start, keys, paste, memory.
struct ScreenScenarios {
  let binary: String
  let home: String
  let size: Int

  /// Stands beside the count on the list, once it is filled and keys are taken.
  private static let ready = " contatos"

  private var environment: [String] {
    [
      "ATENDE_HOME=\(home)", "TERM=xterm-256color", "LANG=C.UTF-8", "HOME=\(home)",
      "PATH=/usr/bin:/bin",
    ]
  }

  func start(into table: inout Table) throws {
    let ours = Measurement(
      try (0..<15).map { _ in try startOnce([binary], marker: ScreenScenarios.ready, quit: "\u{1b}")
      })
    table.add(
      Row(
        scenario: "start to first screen, \(size)", ours: ours, memory: nil,
        beside: .limit(milliseconds: 50)))
    let bare = Measurement(
      try (0..<15).map { _ in
        try startOnce(["/bin/echo", "Contatos"], marker: "Contatos", quit: "")
      })
    table.add(
      Row(
        scenario: "start beside a bare process, \(size)", ours: ours, memory: nil,
        beside: .peer(name: "echo through the same terminal", bare, times: nil)))
  }

  /// Types into the search field; `name` says what else goes on meanwhile.
  func keys(_ name: String, into table: inout Table) throws {
    let screen = try PseudoTerminal([binary], environment: environment)
    guard screen.readFrame(until: ScreenScenarios.ready) != nil else {
      throw Failure("no first screen")
    }
    var durations: [Double] = []
    for word in ["maria sil", "conceicao", "9887", "jose souza", "ana lima"] {
      for letter in word { durations.append(try keyToPaint(String(letter), on: screen)) }
      for _ in word { durations.append(try keyToPaint("\u{7f}", on: screen)) }
    }
    let memory = screen.residentMemory
    let ours = Measurement(durations)
    table.add(
      Row(
        scenario: "key to paint, \(size)\(name)", ours: ours, memory: memory,
        beside: .limit(milliseconds: 16)))
    table.add(
      Row(
        scenario: "memory while searching, \(size)\(name)", ours: Measurement([]), memory: memory,
        beside: .memoryLimit(megabytes: 60)))
  }

  func paste(into table: inout Table) throws {
    let screen = try PseudoTerminal([binary], environment: environment)
    guard screen.readFrame(until: ScreenScenarios.ready) != nil else {
      throw Failure("no first screen")
    }
    screen.write("\u{1b}[17~")
    guard screen.readFrame(until: "atendimento") != nil else { throw Failure("F6 opened nothing") }
    let text = String(repeating: "Pede orientação sobre o benefício. ", count: 3000).prefix(100_000)
    let start = ContinuousClock().now
    screen.write("\u{1b}[200~\(text)\u{1b}[201~")
    guard let painted = screen.readFrame(quiet: 400) else {
      throw Failure("the paste painted nothing")
    }
    table.add(
      Row(
        scenario: "paste of 100 kB to settled screen, \(size)",
        ours: Measurement([(painted.last - start).milliseconds]), memory: screen.residentMemory,
        beside: .limit(milliseconds: 500)))
  }

  private func keyToPaint(_ key: String, on screen: PseudoTerminal) throws -> Double {
    let start = ContinuousClock().now
    screen.write(key)
    guard let painted = screen.readFrame() else { throw Failure("a key painted nothing") }
    return (painted.last - start).milliseconds
  }

  private func startOnce(_ arguments: [String], marker: String, quit: String) throws -> Double {
    let start = ContinuousClock().now
    let screen = try PseudoTerminal(arguments, environment: environment)
    guard let painted = screen.readFrame(until: marker) else {
      throw Failure("\(arguments[0]) showed no \(marker)")
    }
    return (painted.last - start).milliseconds
  }
}
