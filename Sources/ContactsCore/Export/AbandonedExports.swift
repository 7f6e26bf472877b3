internal import Glibc

/// The name that a file has while it takes the place of another, and what a program that was killed then has left under it.
///
/// It has that name between two calls of the kernel. No lock says whose it is: on some filesystems of networks a lock keeps
/// out whoever opens the same file again, as libxlsxwriter does.
enum AbandonedExports {
  private static let beginning = ".atende-"
  private static let ending = ".parte"
  /// Random bytes in a name.
  private static let randomness = 8

  static func name(_ number: [UInt8]) -> String {
    beginning + number.prefix(randomness).hexadecimal + ending
  }

  /// Removes from a folder the files of such names that are for nobody but whoever runs the program.
  ///
  /// What cannot be listed or removed stays: it is no reason against the file that is to be written.
  ///
  /// - Parameter folder: Opened with the rights of the account; it is listed through a copy of the descriptor, not opened anew.
  static func remove(from folder: Int32) {
    let handle = fcntl(folder, F_DUPFD_CLOEXEC, 0)
    guard handle >= 0 else { return }
    guard let listing = fdopendir(handle) else {
      close(handle)
      return
    }
    defer { closedir(listing) }
    // The copy shares its place in the listing with the folder itself.
    rewinddir(listing)
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if isOurs(name), isPrivate(name, in: folder) { unlinkat(folder, name, 0) }
    }
  }

  private static func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(beginning), name.hasSuffix(ending) else { return false }
    let number = name.utf8.dropFirst(beginning.utf8.count).dropLast(ending.utf8.count)
    return number.count == 2 * randomness
      && number.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func isPrivate(_ name: String, in folder: Int32) -> Bool {
    var status = stat()
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & (S_IFMT | 0o777) == S_IFREG | 0o600 && status.st_uid == getuid()
  }
}
