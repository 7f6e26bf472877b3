internal import Glibc

/// Reads every file of the data folder, whatever it is, and looks for what was erased.
struct ResidueScan {
  let folder: DataFolder
  let marks: ErasureMarks

  struct Findings: Sendable {
    /// Marks found, by the file's path below the data folder.
    var files: [String: Set<ErasureMarks.Mark>] = [:]
    /// Files that this account may not read, of which nothing can be said.
    var unread: [String] = []
    var filesRead = 0
    var bytesRead: Int64 = 0
  }

  private static let piece = 1 << 20

  func run() throws(StoreError) -> Findings {
    var findings = Findings()
    for name in try ResidueScan.files(below: folder.path) {
      var found: Set<ErasureMarks.Mark> = []
      // With the rights that the program has, not those of who started it.
      let isReadable =
        faccessat(AT_FDCWD, "\(folder.path)/\(name)", R_OK, AT_EACCESS) == 0 || errno != EACCES
      // The keys are for some accounts only, written by the program, and hold nothing else.
      guard isReadable || name.hasPrefix("chaves/") else {
        findings.unread.append(name)
        continue
      }
      guard isReadable, let bytes = try read(name, &found) else { continue }
      if !ResidueScan.isOwn(name) {
        let text = try ForeignText(path: "\(folder.path)/\(name)")
        if text.isPacked {
          findings.unread.append(name)
          continue
        }
        for form in text.forms { marks.search(form, &found) }
      }
      findings.filesRead += 1
      findings.bytesRead += bytes
      if !found.isEmpty { findings.files[name] = found }
    }
    return findings
  }

  /// What the program writes, and how: in these files a value stands as the store spells it.
  private static func isOwn(_ name: String) -> Bool {
    ["atende.", "eliminacoes.jsonl", "auditoria/", "chaves/", "seguranca/", "logs/"]
      .contains { name.hasPrefix($0) }
  }

  /// How many bytes the file has; nil for one that went meanwhile, as a lock or a finished copy does.
  private func read(_ name: String, _ found: inout Set<ErasureMarks.Mark>) throws(StoreError)
    -> Int64?
  {
    let file = open("\(folder.path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ELOOP || errno == ENXIO { return nil }
      throw StoreError(fileError: errno, "read a file of the data folder")
    }
    defer { close(file) }
    let overlap = ErasedValues.longest - 1
    var buffer = [UInt8](repeating: 0, count: overlap + ResidueScan.piece)
    var kept = 0
    var total: Int64 = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        Glibc.read(file, bytes.baseAddress.map { $0 + kept }, ResidueScan.piece)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw StoreError(fileError: errno, "read a file of the data folder") }
      if count == 0 { return total }
      total += Int64(count)
      let end = kept + count
      buffer.withUnsafeBytes { bytes in
        marks.search(UnsafeRawBufferPointer(rebasing: bytes[..<end]), &found)
      }
      let tail = min(overlap, end)
      for index in 0..<tail { buffer[index] = buffer[end - tail + index] }
      kept = tail
    }
  }

  /// The regular files below a folder, in order; links are not followed.
  static func files(below path: String, prefix: String = "") throws(StoreError) -> [String] {
    guard let folder = opendir(path) else {
      if errno == ENOENT { return [] }
      throw StoreError(fileError: errno, "list a folder")
    }
    defer { closedir(folder) }
    var files: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      guard lstat("\(path)/\(name)", &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: files.append(prefix + name)
      case S_IFDIR:
        files += try ResidueScan.files(below: "\(path)/\(name)", prefix: "\(prefix)\(name)/")
      default: continue
      }
    }
    return files.sorted()
  }
}
