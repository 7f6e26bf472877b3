internal import Glibc

/// Takes the place of standard error while the screens are up, so that nothing is written across them.
struct CrashFile {
  private let path: String?
  let savedStandardError: CInt

  /// Left as it is when the file cannot be made: the screens matter more.
  init(folder: String?) {
    savedStandardError = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard let folder else {
      path = nil
      return
    }
    let wanted = "\(folder)/crash-\(getpid()).txt"
    let file = open(wanted, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      path = nil
      return
    }
    dup2(file, STDERR_FILENO)
    close(file)
    path = wanted
  }

  func remove() {
    if savedStandardError >= 0 {
      dup2(savedStandardError, STDERR_FILENO)
      close(savedStandardError)
    }
    if let path { unlink(path) }
  }
}

/// Files in which an earlier run left what it said when it crashed.
///
/// - Parameter folder: The one of `TerminalSettings`.
/// - Returns: The paths of those that say something and whose program has ended; empty ones are removed.
public func crashReports(in folder: String) -> [String] {
  guard let listing = opendir(folder) else { return [] }
  defer { closedir(listing) }
  var reports: [String] = []
  while let entry = readdir(listing) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard name.hasPrefix("crash-"), name.hasSuffix(".txt"),
      let process = pid_t(name.dropFirst(6).dropLast(4)), kill(process, 0) != 0, errno == ESRCH
    else { continue }
    let path = "\(folder)/\(name)"
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
    if status.st_size > 0 {
      reports.append(path)
    } else {
      // Killed without a word; whoever may not remove it leaves it.
      unlink(path)
    }
  }
  return reports.sorted()
}
