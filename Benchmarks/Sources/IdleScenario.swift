import Glibc

/// A program at rest: how often the kernel wakes any of its threads, and what time of the processor it takes.
struct IdleScenario {
  let screens: ScreenScenarios

  private static let places: [(name: String, keys: String)] = [
    ("Contatos", ""), ("a search typed", "maria"), ("Fila", "\u{1b}[B2"), ("Agenda", "\u{1b}[B3"),
    ("Painel", "\u{1b}[B4"), ("Auditoria", "\u{1b}[B7"),
    ("a form with a note", "\u{1b}[17~Sou a Ana"),
  ]

  func run(into table: inout Table) async throws {
    var all: [(name: String, screen: PseudoTerminal)] = []
    for (name, keys) in IdleScenario.places {
      let screen = try screens.opened()
      screen.write(keys)
      all.append((name, screen))
    }
    // All that was begun has ended, the draft of what was typed is on disk, and threads that found no more work have gone.
    for (_, screen) in all { _ = screen.drain(milliseconds: 1500) }
    untilMinuteLeavesRoom(seconds: 4)
    let before = try all.map { try Activity(of: $0.screen.process) }
    sleep(3)
    for (index, (name, screen)) in all.enumerated() {
      let after = try Activity(of: screen.process)
      let main = "\(screen.process)"
      table.add(
        Row(
          scenario: "at rest for 3 s, \(name): wake-ups of the program's own loop",
          beside: .number(
            Double(after.wakeUps(since: before[index], of: [main])),
            unit: "(\(after.ticks - before[index].ticks) ticks of the processor)", limit: 0)))
      // libdispatch counts its threads once a second for as long as it has any (its workqueue.c).
      let others = Set(after.switches.keys).subtracting([main])
      table.add(
        Row(
          scenario: "at rest for 3 s, \(name): wake-ups of the \(others.count) other threads",
          beside: .number(
            Double(after.wakeUps(since: before[index], of: others)), unit: "in 3 s", limit: 0)))
    }
  }

  /// The clock's minute is the one reason to wake.
  private func untilMinuteLeavesRoom(seconds: Int) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let left = 60 - Int(now.tv_sec) % 60
    if left <= seconds { sleep(UInt32(left) + 1) }
  }

  private struct Activity {
    /// How often each thread went to sleep again.
    var switches: [String: Int] = [:]
    var ticks = 0

    func wakeUps(since earlier: Activity, of threads: Set<String>) -> Int {
      switches.reduce(0) {
        threads.contains($1.key) ? $0 + $1.value - (earlier.switches[$1.key] ?? 0) : $0
      }
    }

    init(of process: pid_t) throws {
      guard let folder = opendir("/proc/\(process)/task") else {
        throw Failure("the program has ended")
      }
      defer { closedir(folder) }
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard Int(name) != nil else { continue }
        for line in try text(of: "/proc/\(process)/task/\(name)/status").split(separator: "\n")
        where line.hasPrefix("voluntary_ctxt_switches") {
          switches[name] = Int(line.filter(\.isNumber)) ?? 0
        }
      }
      let stat = try text(of: "/proc/\(process)/stat").split(separator: ")").last ?? ""
      let fields = stat.split(separator: " ")
      guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else {
        throw Failure("/proc/\(process)/stat holds something else")
      }
      ticks = user + system
    }
  }
}
