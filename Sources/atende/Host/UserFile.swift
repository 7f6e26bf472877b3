import CHost
import Glibc

/// Files that whoever runs the program names.
///
/// The installed program may reach the centre's data; a path on its command line must not: `extract` of the store's own
/// files would print what the account cannot read.
enum UserFile {
  /// Like open(2), with the rights of the account and not of the program's group.
  static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o600) -> Int32 {
    atende_open_as_user(path, flags | O_CLOEXEC, mode)
  }

  /// A folder as a descriptor.
  static func openFolder(_ path: String) -> Int32 { atende_open_folder_as_user(path) }

  /// A file of mode 0600 in an open folder, without a name until it is linked.
  static func makeNameless(in folder: Int32) -> Int32 { atende_open_nameless_as_user(folder) }
}
