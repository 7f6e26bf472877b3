internal import Glibc

/// Names that a file has while it is exported, and what a program that was killed meanwhile has left under them.
///
/// A file has one where it takes the place of another, for the moment between its two names, and on filesystems that have
/// no files without a name. Its maker holds it locked: what is not locked is nobody's any more.
enum AbandonedExports {
  private static let beginning = ".atende-"
  private static let ending = ".parte"

  static func name(_ number: [UInt8]) -> String { beginning + number.hexadecimal + ending }

  /// Removes what has such a name in a folder, belongs to whoever runs the program and is held by nobody.
  ///
  /// What cannot be listed, opened or removed stays: it is no reason against the file that is to be written.
  static func remove(from folder: Int32) {
    let handle = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { return }
    guard let listing = fdopendir(handle) else {
      close(handle)
      return
    }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name.hasPrefix(beginning), name.hasSuffix(ending) { removeUnheld(name, from: folder) }
    }
  }

  private static func removeUnheld(_ name: String, from folder: Int32) {
    let file = openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_uid == getuid(), status.st_mode & S_IFMT == S_IFREG,
      flock(file, LOCK_EX | LOCK_NB) == 0
    else { return }
    unlinkat(folder, name, 0)
  }
}
