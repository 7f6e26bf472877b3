import CPseudoTerminal
import Glibc

/// A program under a pseudo-terminal of its own, watched from outside as a person's terminal would.
final class PseudoTerminal {
  let process: pid_t
  private let primary: CInt
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// Starts `arguments` with 24 rows and 80 columns.
  init(_ arguments: [String], environment: [String]) throws(Failure) {
    var terminal: CInt = -1
    let spawned = PseudoTerminal.withCStrings(arguments) { argv in
      PseudoTerminal.withCStrings(environment) { envp in bench_spawn(argv, envp, &terminal) }
    }
    guard spawned > 0 else { throw Failure("cannot start \(arguments[0])") }
    primary = terminal
    process = spawned
  }

  /// Ends the program as a lost line does, and waits until it has ended.
  func hangUp() {
    kill(process, SIGHUP)
    var end = pollfd(fd: bench_watch(process), events: Int16(POLLIN), revents: 0)
    guard end.fd >= 0 else { return }
    // What it still shows has to be taken, or it waits for ever.
    while poll(&end, 1, 1) == 0 { _ = drain(milliseconds: 1) }
    close(end.fd)
  }

  deinit {
    close(primary)
    kill(process, SIGKILL)
    var status: CInt = 0
    waitpid(process, &status, 0)
  }

  func write(_ text: String) {
    var copy = text
    copy.withUTF8 { bytes in
      _ = Glibc.write(primary, bytes.baseAddress, bytes.count)
    }
  }

  /// Reads until `quiet` milliseconds pass without a byte, once `marker` has been seen.
  ///
  /// - Returns: When the last byte came, and all that was read; nil when `limit` milliseconds pass without the marker.
  func readFrame(until marker: String = "", quiet: CInt = 40, limit: Int = 20_000)
    -> (last: ContinuousClock.Instant, text: String)?
  {
    let clock = ContinuousClock()
    let start = clock.now
    var last: ContinuousClock.Instant?
    var bytes: [UInt8] = []
    let wanted = Array(marker.utf8)
    var seen = wanted.isEmpty
    while true {
      var descriptor = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, quiet)
      if ready > 0 {
        let count = read(primary, &buffer, buffer.count)
        guard count > 0 else {
          // The program has ended; what it showed last counts.
          return last.flatMap { seen ? ($0, String(decoding: bytes, as: UTF8.self)) : nil }
        }
        last = clock.now
        bytes += buffer[..<count]
        if !seen { seen = PseudoTerminal.contains(bytes, wanted) }
      } else if seen, let last {
        return (last, String(decoding: bytes, as: UTF8.self))
      }
      if (clock.now - start).milliseconds > Double(limit) { return nil }
    }
  }

  /// Reads until a burst of output has held `letter` and ended, and answers when its last byte came.
  func readBurst(with letter: String, limit: Int = 5000) -> ContinuousClock.Instant? {
    let clock = ContinuousClock()
    let start = clock.now
    var last: ContinuousClock.Instant?
    let wanted = Array(letter.utf8)
    while (clock.now - start).milliseconds < Double(limit) {
      var descriptor = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
      // A frame is one write, or a few without a pause between them.
      if poll(&descriptor, 1, last == nil ? 100 : 1) > 0 {
        let count = read(primary, &buffer, buffer.count)
        guard count > 0 else { return nil }
        if last != nil || PseudoTerminal.contains(Array(buffer[..<count]), wanted) {
          last = clock.now
        }
      } else if let last {
        return last
      }
    }
    return last
  }

  /// Reads whatever comes within so many milliseconds, and answers how many bytes that were.
  func drain(milliseconds: Int) -> Int {
    let clock = ContinuousClock()
    let start = clock.now
    var total = 0
    while true {
      let left = Double(milliseconds) - (clock.now - start).milliseconds
      var descriptor = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
      guard left > 0, poll(&descriptor, 1, CInt(left.rounded(.up))) > 0 else { return total }
      let count = read(primary, &buffer, buffer.count)
      guard count > 0 else { return total }
      total += count
    }
  }

  /// Resident memory of the process in MB.
  var residentMemory: Double {
    guard let file = fopen("/proc/\(process)/status", "r") else { return .infinity }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, CInt(line.count), file) != nil {
      let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.hasPrefix("VmRSS:") else { continue }
      return (Double(text.filter(\.isNumber)) ?? .infinity) / 1024
    }
    return .infinity
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
  }

  static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return body(copies)
  }
}

struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
