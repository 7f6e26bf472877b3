import ContactsCore
import Glibc

/// What keeps a store from being opened until somebody mends it: other accounts could read or change it.
enum UnsafeFolder {
  /// Refuses a folder that any account may write to, and files of the store that any account may read.
  ///
  /// - Throws: A configuration failure that names the command which mends it.
  static func refuse(_ folder: DataFolder) throws(Failure) {
    if let mode = mode(of: folder.path), mode & 0o002 != 0 {
      throw failure("A pasta de dados", folder.path, wanted: "2770")
    }
    for file in [folder.database, folder.database + "-wal"] {
      if let mode = mode(of: file), mode & 0o007 != 0 {
        throw failure("O arquivo do cadastro", file, wanted: "660")
      }
    }
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }

  private static func failure(_ what: String, _ path: String, wanted: String) -> Failure {
    Failure(
      .configuration, .internal,
      "\(what) está ao alcance de qualquer conta desta máquina. Execute `chmod \(wanted) "
        + "\(printable(path))` e abra de novo.")
  }
}
