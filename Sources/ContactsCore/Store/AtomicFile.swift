internal import Glibc

/// A file that takes its name when it is whole and on disk; whoever looks for it finds the old one or the new one.
///
/// It is written beside its place under a name of its own, which is removed when it is given up.
final class AtomicFile {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var isCommitted = false
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 16

  /// Begins a file that only its owner may read until it is committed.
  ///
  /// - Parameters:
  ///   - path: The name it will have.
  ///   - number: Random bytes, which make the name it has until then nobody else's.
  /// - Throws: `.io` where no file can be made.
  init(path: String, number: [UInt8]) throws(StoreError) {
    self.path = path
    temporary = "\(path).\(number.hexadecimal).parte"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StoreError(fileError: errno, "make a file") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted { unlink(temporary) }
  }

  func write(_ bytes: some Sequence<UInt8>) throws(StoreError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= AtomicFile.bufferSize { try flush() }
  }

  /// Gives the file its permissions and its name, and waits until both are on disk.
  ///
  /// - Parameters:
  ///   - mode: The permissions, whatever the umask.
  ///   - group: The group it shall belong to; where that is refused, only the owner may read it.
  ///   - replaces: Whether a file that has that name gives way.
  /// - Throws: `.diskFull` or `.io`; the old file is then still there.
  func commit(
    mode: mode_t, group: gid_t? = nil, replacing replaces: Bool = true
  ) throws(StoreError) {
    try flush()
    var mode = mode
    if let group, fchown(descriptor, uid_t.max, group) != 0 { mode &= 0o700 }
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else {
      throw StoreError(fileError: errno, "finish a file")
    }
    close(descriptor)
    descriptor = -1
    guard takeName(replacing: replaces) else { throw StoreError(fileError: errno, "name a file") }
    isCommitted = true
    try synchroniseFolder()
  }

  private func takeName(replacing replaces: Bool) -> Bool {
    if replaces { return rename(temporary, path) == 0 }
    // A second name, unlike a new one, takes nobody else's.
    if link(temporary, path) == 0 { return unlink(temporary) == 0 }
    // Some filesystems, such as FAT, have no second names: looking first is the most there is.
    guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else { return false }
    guard access(path, F_OK) != 0 else {
      errno = EEXIST
      return false
    }
    return rename(temporary, path) == 0
  }

  private func flush() throws(StoreError) {
    var sent = 0
    while sent < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
      }
      if count >= 0 {
        sent += count
      } else if errno != EINTR {
        throw StoreError(fileError: errno, "write a file")
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Makes the new name last through a power cut.
  private func synchroniseFolder() throws(StoreError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw StoreError(fileError: errno, "open a folder") }
    defer { close(handle) }
    // Some filesystems cannot synchronise a folder, and say so.
    guard fsync(handle) == 0 || errno == EINVAL else {
      throw StoreError(fileError: errno, "synchronise a folder")
    }
  }
}
