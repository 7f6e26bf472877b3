internal import Glibc

/// A process whose input and output are files, so that neither side ever waits for the other.
struct ChildProcess {
  let identifier: pid_t

  /// Starts a program that inherits nothing but what is given here.
  init(
    _ path: String, _ arguments: [String], environment: [String: String], input: String,
    output: String, errors: String
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let truncated = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, truncated, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, truncated, 0o600)
    // Closing what is not open is no error there.
    for descriptor in 3..<Int32(512) { posix_spawn_file_actions_addclose(&actions, descriptor) }

    // A thread of the tests may have signals blocked or ignored.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var pipe = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &pipe)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var identifier = pid_t()
    let words = CStrings([path] + arguments)
    let variables = CStrings(environment.map { "\($0)=\($1)" })
    let status = posix_spawnp(
      &identifier, path, &actions, &attributes, words.pointers, variables.pointers)
    guard status == 0 else {
      throw SpawnFailure(program: path, reason: String(cString: strerror(status)))
    }
    self.identifier = identifier
  }

  /// Waits until it has ended, but kills it after `limit` seconds.
  ///
  /// - Returns: Its exit status, or 128 and the number of the signal that ended it, as a shell says it.
  func wait(limit: Int) -> Int32 {
    var status: Int32 = 0
    var waited = 0
    while waitpid(identifier, &status, WNOHANG) == 0 {
      usleep(2000)
      waited += 1
      if waited == limit * 500 { kill(identifier, SIGKILL) }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}

/// Copies of strings for a C function, freed with the object.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit {
    for pointer in pointers { free(pointer) }
  }
}

/// A program that could not even be started.
struct SpawnFailure: Error, CustomStringConvertible {
  let program: String
  let reason: String

  var description: String { "\(program) did not start: \(reason)" }
}

/// Files of tests, read and written whole.
enum WholeFile {
  static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  static func text(_ path: String) -> String? {
    read(path).map { String(decoding: $0, as: UTF8.self) }
  }

  static func write(_ bytes: some Collection<UInt8>, to path: String) {
    guard let file = fopen(path, "w") else { preconditionFailure("cannot write \(path)") }
    let written = fwrite(Array(bytes), 1, bytes.count, file)
    precondition(fclose(file) == 0 && written == bytes.count, "cannot write \(path)")
  }
}

extension TestFolder {
  /// The text of a file; nil when there is none.
  public static func text(of path: String) -> String? { WholeFile.text(path) }
}
