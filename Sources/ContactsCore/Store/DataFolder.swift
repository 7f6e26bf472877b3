internal import Glibc

/// Where a centre's store, its copies and its logs lie.
public struct DataFolder: Equatable, Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  public var database: String { "\(path)/atende.db" }
  public var logs: String { "\(path)/logs" }
  /// Copies made before a migration.
  public var copies: String { "\(path)/copias" }

  /// The secret keys that checkpoints and documents are signed with.
  public var keys: String { "\(path)/chaves" }
  /// Sealed segments of the audit, one file each.
  public var auditArchive: String { "\(path)/auditoria" }

  /// What was erased, outside the store and whatever copy of it is put back.
  public var ledger: String { "\(path)/eliminacoes.jsonl" }

  /// Safe copies, where the settings name no other folder.
  public var backups: String { "\(path)/seguranca" }
  /// Held while what an erasure leaves in files is looked for.
  var erasureLock: String { "\(path)/atende.eliminacao" }
  var queueLock: String { "\(path)/atende.fila" }
  var storeLock: String { "\(path)/atende.trava" }
  /// Each is held while a password is hashed.
  var hashLocks: [String] { ["\(path)/atende.senha-1", "\(path)/atende.senha-2"] }
  /// A store that is still being made; it takes its name when it is whole.
  var unfinished: String { "\(path)/atende.db.novo" }

  /// Makes the folder, and its parents, for the group alone: 2770.
  ///
  /// A folder that is there already keeps its permissions, unless it is empty and ours.
  func make() throws(StoreError) {
    try DataFolder.make(path)
  }

  func makeCopies() throws(StoreError) {
    try DataFolder.make(copies)
  }

  func makeAuditArchive() throws(StoreError) {
    try DataFolder.make(auditArchive)
  }

  private static func make(_ path: String) throws(StoreError) {
    if !isThere(path) {
      if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
        let parent = String(path[..<slash])
        if !isThere(parent) { try makePlain(parent) }
      }
      guard mkdir(path, 0o770) == 0 || errno == EEXIST else {
        throw StoreError(fileError: errno, "make a folder")
      }
    } else if !isEmptyAndOurs(path) {
      return
    }
    guard chmod(path, 0o2770) == 0 else { throw StoreError(fileError: errno, "chmod a folder") }
  }

  /// Makes a parent folder as the account's umask says.
  private static func makePlain(_ path: String) throws(StoreError) {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      let parent = String(path[..<slash])
      if !isThere(parent) { try makePlain(parent) }
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw StoreError(fileError: errno, "make a folder")
    }
  }

  /// Whether there is a file or folder of that name; unlike access(2), for the group the program runs with.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  private static func isEmptyAndOurs(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_uid == geteuid(), let folder = opendir(path) else {
      return false
    }
    defer { closedir(folder) }
    var entries = 0
    while readdir(folder) != nil { entries += 1 }
    return entries <= 2
  }
}
