import ContactsCore
import Glibc

/// Who may begin a centre.
enum Founding {
  /// Lets through whoever could make the store without this program.
  ///
  /// The installed program (setgid) may write to the data folder for any account of the machine; the first of them to
  /// come would else hold all roles.
  static func check(_ folder: DataFolder) throws(Failure) {
    guard Hardening.isPrivileged else { return }
    var status = stat()
    let isOwned = stat(folder.path, &status) == 0 && status.st_uid == getuid()
    guard getuid() == 0 || isOwned else {
      throw Failure(
        .notPermitted, .forbidden,
        "Ainda não há um cadastro. Só quem cuida da máquina pode criá-lo: `sudo atende init`.")
    }
  }
}
