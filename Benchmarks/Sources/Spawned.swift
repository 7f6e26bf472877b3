import CPseudoTerminal
import Glibc

/// A process from its start to its end, and what it took.
struct Spawned {
  /// From the start to the end.
  let milliseconds: Double
  /// The most memory it had resident, in MB; nil where that is no more than whoever started it has.
  ///
  /// The kernel counts what a process had before exec(2) took its place, and that is this program.
  let memory: Double?

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - words: The program by its path, and its arguments.
  ///   - environment: Added to a bare one.
  ///   - output: A file that takes what it prints.
  ///   - input: A file that it reads.
  ///   - limit: Seconds after which it is killed.
  /// - Returns: What it took.
  /// - Throws: When it cannot be started, ends with another status than 0, or is not ended in time.
  static func run(
    _ words: [String], environment: [String] = [], output: String = "/dev/null",
    input: String = "/dev/null", limit: Int32 = 300
  ) throws(Failure) -> Spawned {
    let start = ContinuousClock().now
    let process = try begin(words, environment: environment, output: output, input: input)
    return try wait(for: process, since: start, named: words[0], limit: limit)
  }

  static func begin(
    _ words: [String], environment: [String] = [], output: String = "/dev/null",
    input: String = "/dev/null"
  ) throws(Failure) -> pid_t {
    // The first of two of one name counts.
    let all = environment + ["PATH=/usr/bin:/bin", "LANG=C.UTF-8"]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var process = pid_t()
    let status = PseudoTerminal.withCStrings(words) { arguments in
      PseudoTerminal.withCStrings(all) { variables in
        posix_spawn(&process, words[0], &actions, nil, arguments, variables)
      }
    }
    guard status == 0 else { throw Failure("\(words[0]) cannot be started") }
    return process
  }

  private static func wait(
    for process: pid_t, since start: ContinuousClock.Instant, named name: String, limit: Int32
  ) throws(Failure) -> Spawned {
    var watched = pollfd(fd: bench_watch(process), events: Int16(POLLIN), revents: 0)
    defer { close(watched.fd) }
    let ended = poll(&watched, 1, limit * 1000) > 0
    if !ended { kill(process, SIGKILL) }
    var status: CInt = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, ended, status == 0 else {
      throw Failure(
        ended ? "\(name) ended with status \(status >> 8)" : "\(name) took over \(limit) s")
    }
    let milliseconds = (ContinuousClock().now - start).milliseconds
    let memory = Double(usage.ru_maxrss) / 1024
    return Spawned(milliseconds: milliseconds, memory: memory > ownPeak * 1.02 ? memory : nil)
  }

  /// The most that this process has had, in MB.
  private static var ownPeak: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}

/// Several runs of one thing, and the most memory any had.
struct Runs {
  private(set) var durations: [Double] = []
  private(set) var memory: Double?

  mutating func add(_ run: Spawned) {
    durations.append(run.milliseconds)
    if let more = run.memory { memory = max(memory ?? 0, more) }
  }

  var measurement: Measurement { Measurement(durations) }
}

/// Two programs in turn, so that what else the machine does falls on both alike.
func alternating(
  _ count: Int, _ ours: () throws -> Spawned, _ peer: () throws -> Spawned
) throws -> (ours: Runs, peer: Runs) {
  var both = (ours: Runs(), peer: Runs())
  for _ in 0..<count {
    both.ours.add(try ours())
    both.peer.add(try peer())
  }
  return both
}

/// What a program prints.
func output(of words: [String], environment: [String] = [], folder: String) throws -> String {
  let path = folder + "/answer-\(getpid())"
  defer { unlink(path) }
  _ = try Spawned.run(words, environment: environment, output: path)
  return try text(of: path)
}

func text(of path: String) throws -> String {
  guard let file = fopen(path, "r") else { throw Failure("\(path) cannot be read") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

func write(_ text: String, to path: String, mode: String = "w") throws(Failure) {
  guard let file = fopen(path, mode) else { throw Failure("cannot write \(path)") }
  defer { fclose(file) }
  fputs(text, file)
}

/// A file of the repository, in which the benchmarks are run.
func source(_ path: String) throws(Failure) -> String {
  guard access(path, R_OK) == 0 else { throw Failure("run the benchmarks from the repository") }
  return path
}

/// Kills a process and waits for its end.
func end(_ process: pid_t, _ signal: CInt = SIGTERM) {
  kill(process, signal)
  var status: CInt = 0
  waitpid(process, &status, 0)
}
