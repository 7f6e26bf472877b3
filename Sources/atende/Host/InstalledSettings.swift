import Glibc

/// What the installed program is told by the machine's administrator instead of by its user's environment.
///
/// A program that runs with a group of its own must not let its user choose which folder or server it opens: only
/// `atende.conf` says it, and only while nobody but root can have written it.
struct InstalledSettings: Equatable, Sendable {
  /// `/usr/local/etc/atende.conf` for `/usr/local/bin/atende`, `/etc/atende.conf` for `/usr/bin/atende`.
  static let path: String = {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let program = count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
    let parts = program.split(separator: "/")
    guard parts.count >= 2, parts.dropLast() != ["usr", "bin"], parts.dropLast() != ["bin"] else {
      return "/etc/atende.conf"
    }
    return "/" + (parts.dropLast(2) + ["etc", "atende.conf"]).joined(separator: "/")
  }()
  static let names: Set<String> = [
    "ATENDE_HOME", "OLLAMA_HOST", "ATENDE_MODEL", "ATENDE_LOG_LEVEL",
  ]

  let values: [String: String]

  /// Reads lines of `NAME=value`; `#` begins a comment, and a name that is not known is left out.
  init(parsing text: String) {
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1).map {
        $0.drop(while: \.isWhitespace).trimmingEnd
      }
      guard parts.count == 2, InstalledSettings.names.contains(parts[0]) else { continue }
      values[parts[0]] = parts[1]
    }
    self.values = values
  }

  /// Reads the file at `path`; nil when it is missing, or when somebody else than root could have written it.
  init?(path: String = InstalledSettings.path) {
    var status = stat()
    // A file that cannot be read says as little as one that is not there; `doctor` reports both.
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == 0,
      status.st_mode & 0o022 == 0, let text = try? Input.text(of: path, limit: 1 << 16)
    else { return nil }
    self.init(parsing: text)
  }
}

extension Substring {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
