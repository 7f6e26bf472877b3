internal import Glibc

/// Where an export goes: a file that has no name until it is whole and on disk, or a stream.
///
/// Whoever makes one has opened its descriptors with the rights of the person who asked. All that is done afterwards goes
/// through these descriptors, so no path can be changed under the program's feet.
public final class ExportFile: Sendable {
  let descriptor: Int32
  private let folder: Int32
  private let name: String
  /// What it is called until then, on filesystems that have no files without a name.
  private let temporary: String?
  private let replaces: Bool
  private let isCommitted = Guarded(false)

  /// Removes from its folder what killed programs have left there.
  ///
  /// - Parameters:
  ///   - descriptor: An empty file in `folder`, of mode 0600, open for writing; closed with this value.
  ///   - folder: The folder; closed with this value.
  ///   - name: The name it will have there.
  ///   - temporary: The name it has now, if it has any.
  ///   - replaces: Whether a file that has that name gives way.
  public init(
    descriptor: Int32, folder: Int32, name: String, temporary: String?, replaces: Bool
  ) {
    self.descriptor = descriptor
    self.folder = folder
    self.name = name
    self.temporary = temporary
    self.replaces = replaces
    AbandonedExports.remove(from: folder)
  }

  /// Standard output, or the like: it is not closed, and what was written cannot be taken back.
  public init(stream descriptor: Int32) {
    self.descriptor = descriptor
    folder = -1
    name = ""
    temporary = nil
    replaces = false
  }

  deinit {
    guard folder >= 0 else { return }
    if let temporary, !isCommitted.withLock(\.self) { unlinkat(folder, temporary, 0) }
    close(descriptor)
    close(folder)
  }

  /// Writes at the end of it.
  public func append(_ bytes: [UInt8]) throws(StoreError) {
    _ = try ExportPen(self).finish(bytes)
  }

  /// Puts it on disk and gives it its name.
  public func keep(number: [UInt8]) throws(StoreError) { try commit(number: number) }

  /// The same file and folder as names, for a library that opens by name.
  var path: String { "/proc/self/fd/\(descriptor)" }
  var folderPath: String { "/proc/self/fd/\(folder)" }

  /// Bytes that the folder's disk still takes.
  var freeSpace: Int64 {
    var status = statvfs()
    guard folder >= 0, fstatvfs(folder, &status) == 0 else { return .max }
    return Int64(clamping: status.f_bavail) * Int64(clamping: status.f_frsize)
  }

  /// A file of the same folder that never has a name, for what goes into this one.
  func scratch(number: [UInt8]) throws(StoreError) -> ExportFile {
    let name = ".\(number.hexadecimal).parte"
    let made = openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard made >= 0 else { throw StoreError(fileError: errno, "make a scratch file") }
    unlinkat(folder, name, 0)
    return ExportFile(
      descriptor: made, folder: fcntl(folder, F_DUPFD_CLOEXEC, 0), name: "", temporary: nil,
      replaces: false)
  }

  /// All that was written until now, from the beginning.
  func contents() throws(StoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(descriptor, &piece, piece.count, off_t(bytes.count))
      if count == 0 { return bytes }
      if count > 0 {
        bytes += piece[..<count]
      } else if errno != EINTR {
        throw StoreError(fileError: errno, "read back a file")
      }
    }
  }

  /// Writes one text and puts it on disk: a letter, say.
  ///
  /// - Parameters:
  ///   - text: All of it.
  ///   - number: Random bytes, for a name in between.
  /// - Throws: `.diskFull` or `.io`; nothing is then left, and an old file is still there.
  public func write(_ text: String, number: [UInt8]) throws(StoreError) {
    _ = try ExportPen(self).finish(Array(text.utf8))
    try commit(number: number)
  }

  /// Puts the file on disk, and only then gives it its name.
  ///
  /// - Parameter number: Random bytes, for a name in between.
  /// - Throws: `.diskFull` or `.io`; nothing is then left, and an old file is still there.
  func commit(number: [UInt8]) throws(StoreError) {
    guard folder >= 0 else { return }
    guard fsync(descriptor) == 0 else { throw StoreError(fileError: errno, "finish an export") }
    if let temporary {
      try rename(temporary)
    } else {
      do throws(StoreError) {
        try link(as: name)
      } catch {
        guard replaces, faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 else { throw error }
        try replace(by: AbandonedExports.name(number))
      }
    }
    isCommitted.withLock { $0 = true }
    // Some filesystems cannot synchronise a folder; one that may not be read cannot be asked to.
    _ = fsync(folder)
  }

  /// A name that is taken can only be taken over from another name.
  private func replace(by between: String) throws(StoreError) {
    // Another export may take it for what a killed one left, and remove it between the two calls: it is given anew.
    for _ in 0..<3 {
      try link(as: between)
      if renameat(folder, between, folder, name) == 0 { return }
      if errno != ENOENT { break }
    }
    let reason = errno
    unlinkat(folder, between, 0)
    throw StoreError(fileError: reason, "name an export")
  }

  private func rename(_ temporary: String) throws(StoreError) {
    // Filesystems that have no files without a name have no second names either: looking first is the most there is.
    guard replaces || faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0 else {
      throw StoreError(fileError: EEXIST, "name an export")
    }
    guard renameat(folder, temporary, folder, name) == 0 else {
      throw StoreError(fileError: errno, "name an export")
    }
  }

  private func link(as name: String) throws(StoreError) {
    guard linkat(AT_FDCWD, path, folder, name, AT_SYMLINK_FOLLOW) == 0 else {
      throw StoreError(fileError: errno, "name an export")
    }
  }
}
