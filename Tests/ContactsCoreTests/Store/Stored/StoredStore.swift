import Glibc
import TestSupport

@testable import ContactsCore

/// A data folder that holds the stored example of a past schema.
enum StoredStore {
  static func folder(_ sql: String) throws -> TestFolder {
    let folder = TestFolder()
    mkdir(folder.data.path, 0o770)
    let file = open(folder.data.database, O_CREAT | O_RDWR, 0o640)
    fchmod(file, 0o640)
    close(file)
    let connection = try Connection(path: folder.data.database, access: .writing)
    try connection.run("PRAGMA journal_mode = WAL")
    try connection.run(sql)
    try connection.close(checkpointing: true)
    return folder
  }
}
