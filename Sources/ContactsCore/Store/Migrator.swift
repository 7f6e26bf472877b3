internal import Glibc

/// Makes a store, and brings an older one up to date.
struct Migrator {
  let folder: DataFolder
  let now: Timestamp

  /// Makes a whole store under another name and then gives it its own, so that half a store never exists.
  func create(seed: (any Database) throws(StoreError) -> Void) throws(StoreError) {
    let path = folder.unfinished
    removeFile(path)
    try makeFile(path, mode: 0o660)
    do throws(StoreError) {
      let connection = try Connection(path: path, access: .writing)
      try connection.run("PRAGMA journal_mode = WAL")
      try connection.transaction(.writing) { () throws(StoreError) in
        let log = MigrationLog(database: connection)
        for migration in connection.dialect.migrations {
          try log.apply(migration, on: connection, at: now)
        }
        try seed(connection)
      }
      try connection.close(checkpointing: true)
      guard rename(path, folder.database) == 0 else {
        throw StoreError(fileError: errno, "name the new store")
      }
      try synchronise(folder.path)
    } catch {
      for name in [path, path + "-wal", path + "-shm"] { removeFile(name) }
      throw error
    }
  }

  /// Applies the steps that the store lacks, after copying it aside.
  ///
  /// The caller has passed the turnstile.
  func migrate(_ connection: Connection) throws(StoreError) {
    let log = MigrationLog(database: connection)
    switch try log.state() {
    case .current: return
    case .newer: throw StoreError(.newerSchema)
    case .older: break
    }
    let applied = try log.applied()
    try copyAside(connection, schema: applied.last ?? "0000")
    let pending = connection.dialect.migrations.filter { !applied.contains($0.name) }
    for migration in pending {
      try connection.transaction(.writing) { () throws(StoreError) in
        try log.apply(migration, on: connection, at: now)
      }
    }
    // The steps are safe in the log; that the disk is too full to move it into the file is no failure of theirs.
    do throws(StoreError) {
      try connection.checkpoint(.truncate)
    } catch {
      guard error.reason == .diskFull else { throw error }
    }
  }

  /// Copies the store to `copias/atende-SCHEMA-TIME.db`, with the store's own permissions.
  private func copyAside(_ connection: Connection, schema: String) throws(StoreError) {
    try folder.makeCopies()
    let moment = now.local
    let day = moment.date.iso8601.split(separator: "-").joined()
    let time = "\(two(moment.hour))\(two(moment.minute))\(two(moment.second))"
    let path = "\(folder.copies)/atende-\(schema)-\(day)-\(time).db"
    var status = stat()
    guard stat(folder.database, &status) == 0 else {
      throw StoreError(fileError: errno, "read the store's permissions")
    }
    removeFile(path)
    try makeFile(path, mode: status.st_mode & 0o777)
    do throws(StoreError) {
      try connection.copy(to: path)
      try synchronise(folder.copies)
    } catch {
      removeFile(path)
      throw error
    }
  }

  /// Makes an empty file with these permissions whatever the umask; SQLite's side files follow it.
  private func makeFile(_ path: String, mode: mode_t) throws(StoreError) {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw StoreError(fileError: errno, "make a file") }
    defer { Glibc.close(file) }
    guard fchmod(file, mode) == 0 else { throw StoreError(fileError: errno, "chmod a file") }
  }

  /// Makes a change of names in a folder last through a power cut.
  private func synchronise(_ path: String) throws(StoreError) {
    let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw StoreError(fileError: errno, "open a folder") }
    defer { Glibc.close(folder) }
    guard fsync(folder) == 0 else { throw StoreError(fileError: errno, "synchronise a folder") }
  }

  /// Removes what an interrupted run left; a file that is not there is no failure.
  private func removeFile(_ path: String) {
    _ = unlink(path)
  }
}
