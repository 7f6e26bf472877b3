import ContactsCore
import Glibc

/// What earlier runs wrote to standard error while they had the terminal, and did not live to remove.
enum CrashReports {
  /// A sentence that names the newest report, nil when there is none.
  ///
  /// It is said once, since the report is then kept under another name. Empty files of processes that were killed are removed; those of runs that go on are left alone.
  static func notice(in folder: String) -> String? {
    var kept: String?
    for name in names(in: folder) {
      guard let number = process(of: name), kill(number, 0) != 0, errno == ESRCH else { continue }
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      guard status.st_size > 0 else {
        unlink(path)
        continue
      }
      let renamed = "\(folder)/falha-\(number).txt"
      if rename(path, renamed) == 0 { kept = renamed }
    }
    return kept.map { "O programa terminou mal da última vez; o relatório está em \($0)" }
  }

  /// The number in `crash-1234.txt`.
  private static func process(of name: String) -> pid_t? {
    guard name.hasPrefix("crash-"), name.hasSuffix(".txt") else { return nil }
    return pid_t(name.dropFirst(6).dropLast(4))
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }
}
