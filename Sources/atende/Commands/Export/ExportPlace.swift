import ContactsCore
import Glibc

/// The file that an export goes to, made with the rights of whoever asked.
enum ExportPlace {
  static var standardOutput: ExportFile { ExportFile(stream: STDOUT_FILENO) }

  /// Refuses a place where no file may be written, and a name that is taken.
  static func check(
    _ path: String, replacing: Bool, otherwise hint: String = OutputPlace.force,
    _ folder: DataFolder
  ) throws(Failure) {
    let (_, name) = parts(path)
    try OutputPlace.refuseStream(path)
    guard !name.isEmpty, name != ".", name != ".." else {
      throw .usage("Falta o nome do arquivo em `--output`.")
    }
    let place = try OutputPlace(path, outside: folder)
    try place.refuseTaken(replacing: replacing, otherwise: hint)
  }

  /// A file that takes its name when it is whole.
  static func make(
    _ path: String, replacing: Bool, number: [UInt8]
  ) throws(Failure) -> ExportFile {
    let (parent, name) = parts(path)
    let folder = UserFile.openFolder(parent)
    guard folder >= 0 else { throw cannotCreate(errno) }
    let nameless = UserFile.makeNameless(in: folder)
    if nameless >= 0 {
      return ExportFile(
        descriptor: nameless, folder: folder, name: name, temporary: nil, replaces: replacing)
    }
    // Some filesystems, such as FAT and some of networks, have no files without a name.
    let temporary = ".\(number.hexadecimal).parte"
    let named = UserFile.open(
      "/proc/self/fd/\(folder)/\(temporary)", O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
    guard named >= 0 else {
      let reason = errno
      close(folder)
      throw cannotCreate(reason)
    }
    return ExportFile(
      descriptor: named, folder: folder, name: name, temporary: temporary, replaces: replacing)
  }

  /// A new workbook, where the format is one; nil for the formats that go to standard output.
  static func workbook(
    _ format: String, _ path: String?, _ context: Context
  ) throws(Failure) -> ExportFile? {
    guard (format == "xlsx") == (path != nil), path != "-" else {
      throw .usage("Uma planilha precisa de um arquivo, e só ela: `--output ARQUIVO`.")
    }
    guard let path else { return nil }
    try check(
      path, replacing: false, otherwise: OutputPlace.otherName, context.environment.folder)
    return try make(path, replacing: false, number: context.surroundings.randomBytes(8))
  }

  /// The path from the root on, for whoever looks for the file elsewhere.
  static func whole(_ path: String) -> String {
    let (parent, name) = parts(path)
    guard let folder = realpath(parent, nil) else { return path }
    defer { free(folder) }
    let real = String(cString: folder)
    return real == "/" ? "/\(name)" : "\(real)/\(name)"
  }

  private static func cannotCreate(_ reason: Int32) -> Failure {
    Failure(
      .cannotCreate, .validation, "Não foi possível criar o arquivo: \(Streams.describe(reason)).")
  }

  private static func parts(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }
}
