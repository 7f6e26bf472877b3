import ContactsCore
import Glibc

/// Where a person may have a file written: an open folder, which stays the one that was looked at.
///
/// The installed program has its group's rights besides the person's. A folder that is exchanged for a link to the data
/// between the look and the writing would else have the store itself replaced.
final class OutputPlace: Sendable {
  /// As the person gave it.
  let name: String
  /// The same file by the open folder (proc(5), `/proc/self/fd`); good while this object lives.
  let path: String
  private let folder: Int32

  /// Refuses the data folder and what lies in it, and what only the program's own group could write, not the person.
  init(_ path: String, outside data: DataFolder) throws(Failure) {
    try OutputPlace.refuseStream(path)
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard !file.isEmpty, file != ".", file != ".." else {
      throw .usage("Falta o nome do arquivo a gravar.")
    }
    folder = UserFile.openFolder(parent)
    name = path
    let pinned = "/proc/self/fd/\(folder)"
    self.path = "\(pinned)/\(file)"
    guard folder >= 0, let place = OutputPlace.resolved(pinned) else {
      throw Failure(.cannotCreate, .notFound, "A pasta do arquivo a gravar não existe.")
    }
    if let data = OutputPlace.resolved(data.path), place == data || place.hasPrefix(data + "/") {
      throw Failure(
        .cannotCreate, .validation, "Grave fora da pasta de dados, que é só do atende.")
    }
    // access(2) asks for the account itself, and not for the group that the installed program lends it.
    guard access(pinned, W_OK) == 0 else {
      throw Failure(.cannotCreate, .forbidden, "Sua conta não pode gravar nessa pasta.")
    }
  }

  deinit {
    if folder >= 0 { close(folder) }
  }

  /// Refuses a name that is taken, in words that say what to do; a folder's always.
  func refuseTaken(
    replacing: Bool, otherwise hint: String = OutputPlace.force
  ) throws(Failure) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.cannotCreate, .validation, "Há uma pasta com o nome do arquivo a gravar.")
    }
    if !replacing {
      throw Failure(.cannotCreate, .validation, "O arquivo já existe. \(hint)")
    }
  }

  /// What to do about a name that is taken: where the command can replace it, and where it cannot.
  static let force = "Com `--force` ele é substituído."
  static let otherName = "Dê outro nome."

  /// What is written here is a file; `-` is the standard output everywhere else, and would be a file of that name here.
  static func refuseStream(_ path: String) throws(Failure) {
    guard path != "-" else {
      throw .usage("Diga o nome de um arquivo: este comando não grava na saída padrão.")
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
