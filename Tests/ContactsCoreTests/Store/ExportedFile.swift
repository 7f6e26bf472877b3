import FoundationEssentials
import Glibc
import TestSupport

@testable import ContactsCore

extension ExportFile {
  /// A file of the name `name` in the test's folder, made without a name.
  static func named(
    _ name: String, in folder: TestFolder, replaces: Bool = false
  ) -> ExportFile {
    let place = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let temporary = "parte-\(name)"
    let file = openat(place, temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    return ExportFile(
      descriptor: file, folder: place, name: name, temporary: temporary, replaces: replaces)
  }

  /// What is written to it is gone.
  static func nowhere() -> ExportFile {
    ExportFile(stream: open("/dev/null", O_WRONLY | O_CLOEXEC))
  }
}

extension TestFolder {
  func text(of name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }
}
