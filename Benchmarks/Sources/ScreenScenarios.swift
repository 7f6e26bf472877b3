import Glibc

/// What is measured from outside, through a pseudo-terminal: start, keys, paste, memory.
struct ScreenScenarios {
  let binary: String
  let home: String
  let size: Int
  /// Where numbers are kept that `growth` compares.
  let facts: String

  /// Stands beside the count on the list, once it is filled and keys are taken.
  static let ready = " contatos"

  func environment(_ more: [String] = []) -> [String] {
    [
      "ATENDE_HOME=\(home)", "TERM=xterm-256color", "LANG=C.UTF-8", "HOME=\(home)",
      "PATH=/usr/bin:/bin",
    ] + (more.isEmpty ? ["OLLAMA_HOST=127.0.0.1:9"] : more)
  }

  func start(into table: inout Table) throws {
    let ours = Measurement(
      try (0..<20).map { _ in try startOnce([binary], marker: ScreenScenarios.ready) })
    table.add(
      Row(
        scenario: "start to first usable screen, \(size)", ours: ours,
        beside: .limit(milliseconds: 50)))
    let bare = Measurement(
      try (0..<20).map { _ in try startOnce(["/bin/echo", "Contatos"], marker: "Contatos") })
    table.add(
      Row(
        scenario: "start beside a bare process, \(size)", ours: ours,
        beside: .peer(name: "echo through the same terminal", bare, times: nil)))
    try GrowthRows(path: facts).keep("start, p50 ms", size, ours.p50)
  }

  /// Types into the search field; `name` says what else goes on meanwhile.
  func keys(_ name: String, into table: inout Table) throws {
    let screen = try opened()
    var durations: [Double] = []
    for word in ["maria sil", "conceicao", "9887", "jose souza", "ana lima", "987", "m"] {
      for letter in word { durations.append(try keyToPaint(String(letter), on: screen)) }
      for _ in word { durations.append(try keyToPaint("\u{7f}", on: screen)) }
    }
    let memory = screen.residentMemory
    let ours = Measurement(durations)
    try show(ours, "key to painted result, \(size)\(name)", into: &table)
    table.add(
      Row(
        scenario: "memory while searching, \(size)\(name)", memory: memory,
        beside: .memoryLimit(megabytes: 60)))
    guard name.isEmpty else { return }
    try GrowthRows(path: facts).keep("key to painted result, p50 ms", size, ours.p50)
    try GrowthRows(path: facts).keep("memory while searching, MB", size, memory)
  }

  /// While another process imports a file, a small batch after another.
  func keysWhileImporting(into table: inout Table) throws {
    let path = "\(home)-import-\(getpid()).csv"
    defer { unlink(path) }
    try write(InventedFile.csv(80_000, from: 80_000_000 + Int(getpid()) * 100_000), to: path)
    // Into a copy: the store itself keeps its size.
    let copy = try Desk.copied(home)
    defer { _ = try? removeFolder(copy) }
    let screens = ScreenScenarios(binary: binary, home: copy, size: size, facts: facts)
    let process = try Spawned.begin([binary, "import", path], environment: screens.environment())
    defer { end(process, SIGKILL) }
    try screens.keys(", while another process imports", into: &table)
    guard kill(process, 0) == 0, waitpid(process, nil, WNOHANG) == 0 else {
      throw Failure("the import had ended before the keys had")
    }
  }

  /// Into a field of a form, while the model's answer to a text pasted before it streams in.
  func keysWhileStreaming(into table: inout Table) throws {
    let answer = "\(home)-answer.json"
    let port = "\(home)-port"
    defer {
      unlink(answer)
      unlink(port)
    }
    // Long enough to stream through all of the typing.
    let words = String(repeating: "orientação jurídica do benefício ", count: 400)
    try write("{\"nome\": \"Ana Prado\", \"motivo\": \"\(words)\"}", to: answer)
    let stub = try Spawned.begin(
      [
        "/usr/bin/python3", try source("Tests/Support/stub_ollama.py"), "ok", "--delay", "0.03",
        "--answer", answer,
      ], output: port)
    defer { end(stub, SIGKILL) }
    var host = ""
    for _ in 0..<500 where host.isEmpty {
      usleep(10_000)
      if let line = try text(of: port).split(separator: "\n").first(where: { $0.hasPrefix("PORT=") }
      ) {
        host = "127.0.0.1:" + line.dropFirst(5)
      }
    }
    let screen = try opened(["OLLAMA_HOST=\(host)"])
    screen.write("\u{1b}[17~")
    guard screen.readFrame(until: "atendimento") != nil else { throw Failure("F6 opened nothing") }
    screen.write("\u{1b}[200~Sou a Ana Prado, quero ajuda, (11) 98765-4321. \u{1b}[201~")
    var isAsked = false
    for _ in 0..<500 where !isAsked {
      _ = screen.drain(milliseconds: 10)
      isAsked = try text(of: port).contains("POST /api/chat")
    }
    guard isAsked else { throw Failure("the model was not asked") }
    // In the note itself a key would begin the reading anew.
    screen.write("\t")
    _ = screen.drain(milliseconds: 500)
    var durations: [Double] = []
    for index in 0..<120 {
      let key = ["k", "w", "y", "x"][index % 4]
      let start = ContinuousClock().now
      screen.write(key)
      guard let painted = screen.readBurst(with: key) else {
        throw Failure("the key \(key) was not painted")
      }
      durations.append((painted - start).milliseconds)
      _ = screen.drain(milliseconds: 20)
    }
    let told = try text(of: port)
    guard told.split(separator: "\n").count(where: { $0 == "POST /api/chat" }) == 1,
      !told.contains("client left")
    else { throw Failure("the answer did not stream all the while: \(told)") }
    try show(
      Measurement(durations), "key to paint, \(size), while an extraction streams", into: &table)
  }

  func paste(into table: inout Table) throws {
    let screen = try opened()
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

  /// A screen that takes keys.
  func opened(_ environment: [String] = []) throws -> PseudoTerminal {
    let screen = try PseudoTerminal([binary], environment: self.environment(environment))
    guard screen.readFrame(until: ScreenScenarios.ready) != nil else {
      throw Failure("no first screen")
    }
    return screen
  }

  private func show(_ ours: Measurement, _ scenario: String, into table: inout Table) throws {
    table.add(Row(scenario: scenario, ours: ours, beside: .limit(milliseconds: 16)))
    table.add(
      Row(
        scenario: "the worst of it",
        beside: .number(ours.worst, unit: "ms", limit: 50)))
  }

  private func keyToPaint(_ key: String, on screen: PseudoTerminal) throws -> Double {
    let start = ContinuousClock().now
    screen.write(key)
    guard let painted = screen.readFrame() else { throw Failure("a key painted nothing") }
    return (painted.last - start).milliseconds
  }

  private func startOnce(_ arguments: [String], marker: String) throws -> Double {
    let start = ContinuousClock().now
    let screen = try PseudoTerminal(arguments, environment: environment())
    guard let painted = screen.readFrame(until: marker) else {
      throw Failure("\(arguments[0]) showed no \(marker)")
    }
    // As a person leaves it: after a kill the next start would read the log of the writes again.
    screen.hangUp()
    return (painted.last - start).milliseconds
  }
}
