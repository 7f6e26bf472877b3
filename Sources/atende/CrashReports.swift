import ContactsCore
import Glibc
import TUI

/// What earlier runs wrote to standard error while they had the terminal, and did not live to remove.
enum CrashReports {
  /// A sentence that names the newest report, nil when there is none.
  ///
  /// It is said once, since the report is then kept under another name; reports are kept as long as the logs.
  static func notice(in folder: String, now: Timestamp) -> String? {
    removeOld(in: folder, now: now)
    var kept: String?
    for path in crashReports(in: folder) {
      let renamed = path.replacingLast("/crash-", with: "/falha-")
      if rename(path, renamed) == 0 { kept = renamed }
    }
    return kept.map { "O programa terminou mal da última vez; o relatório está em \($0)" }
  }

  private static func removeOld(in folder: String, now: Timestamp) {
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    let oldest = now.milliseconds / 1000 - Int64(Log.daysKept) * 86_400
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      let path = "\(folder)/\(name)"
      var status = stat()
      guard name.hasPrefix("falha-"), lstat(path, &status) == 0,
        Int64(status.st_mtim.tv_sec) < oldest
      else { continue }
      unlink(path)
    }
  }
}

extension String {
  fileprivate func replacingLast(_ old: String, with new: String) -> String {
    guard let found = ranges(of: old).last else { return self }
    return replacingCharacters(in: found, with: new)
  }

  private func replacingCharacters(in range: Range<Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
