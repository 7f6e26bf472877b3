internal import Glibc

/// What became of a safe copy.
public struct BackupReceipt: Equatable, Sendable {
  /// The copy; its manifest is beside it, with `.json` after the name.
  public let path: String
  public let manifest: BackupManifest
  /// Copies past their time that were removed.
  public let removed: Int
}

/// What a restoring came to.
public struct RestoreReceipt: Equatable, Sendable {
  public let manifest: BackupManifest
  /// Erasures that the copy did not know of, and that were done again.
  public let replayed: Int
  /// Lines of the ledger that a version before seals wrote: they were taken on trust.
  public let unsealed: Int
}

extension ContactBook {
  /// Makes a safe copy: a steady copy of the store, compressed, and sealed for the centre's recipient.
  ///
  /// The copy is taken in one turn of the writer, so that nobody writes meanwhile; it has no name while it is in the open.
  ///
  /// - Parameters:
  ///   - folder: Where; nil for the folder of the settings.
  ///   - actor: Who looks after the machine.
  /// - Returns: Where it is, and its manifest.
  /// - Throws: `.backup(.noRecipient)` where no key was chosen; `.diskFull` or `.io`, and then there is no copy.
  public func backup(
    to folder: String?, as actor: Actor
  ) async throws(StoreError) -> BackupReceipt {
    let event = AuditTrail.Event(action: .export, entity: .backup)
    let settings = try await settings()
    let target = folder ?? backupFolder(settings)
    let days = settings.backupDays
    let place = self.folder
    let surroundings = surroundings
    try await authorise(.keepBackups, event, actor)
    guard let recipient = settings.backupRecipient else {
      throw StoreError(.backup(.noRecipient))
    }
    // What leaves is in the audit before it does; the copy holds this entry too.
    let now = surroundings.now()
    let name = BackupManifest.name(at: now, surroundings.randomBytes(2))
    try await writing(.keepBackups, event, as: actor) { (work) throws(StoreError) in
      var begun = event
      begun.reason = "copia=\(name) destinatario=\(recipient.text)"
      try work.audit(begun)
    }
    return try await writer.inTurns { (connection, turnstile) throws(StoreError) in
      try DataFolder.makePrivate(target)
      var last = AuditTrail.Link.beginning
      var lines: Int64 = 0
      let open = try place.anonymousCopy(number: surroundings.randomBytes(8)) {
        (path) throws(StoreError) in
        try turnstile.pass { () throws(StoreError) in
          try connection.copy(to: path)
          last = try AuditTrail(database: connection).last()
          lines = try connection.number("SELECT count(*) FROM erasure_ledger")
        }
      }
      defer { Glibc.close(open) }
      let path = "\(target)/\(name)"
      let written = try BackupPack.write(
        open, to: path, for: recipient, randomBytes: surroundings.randomBytes)
      let manifest = BackupManifest(
        file: name, madeAt: now, days: days,
        origin: try SettingTable(database: connection).optionalSecret(SigningKeys.origin) ?? [],
        schema: try MigrationLog(database: connection).applied().last ?? "", recipient: recipient,
        fileDigest: written.fileDigest, fileBytes: written.fileBytes,
        storeDigest: written.storeDigest, storeBytes: written.storeBytes,
        audit: (last.seq, last.hash),
        ledgerLines: lines)
      let file = try AtomicFile(path: path + ".json", number: surroundings.randomBytes(8))
      try file.write(Array("\(manifest.json)\n".utf8))
      try file.commit(mode: 0o640)
      try ErasureLedger(path: place.ledger).copy(to: target, number: surroundings.randomBytes(8))
      try turnstile.pass { () throws(StoreError) in
        try connection.transaction(.writing) { () throws(StoreError) in
          try LedgerShelves(database: connection, folder: place, surroundings: surroundings)
            .remember(target, at: now)
        }
      }
      let removed = try BackupShelf(path: target).removeExpired(at: now)
      return BackupReceipt(path: path, manifest: manifest, removed: removed)
    }
  }

  /// The safe copies of a folder, newest first.
  public func backups(
    in folder: String?, as actor: Actor
  ) async throws(StoreError) -> [BackupManifest] {
    let attempt = AuditTrail.Event(action: .read, entity: .backup)
    try await authorise(.keepBackups, attempt, actor)
    let settings = try await settings()
    return try BackupShelf(path: folder ?? backupFolder(settings)).manifests()
  }

  func backupFolder(_ settings: Settings) -> String {
    settings[.backupFolder].isEmpty ? folder.backups : settings[.backupFolder]
  }

  // MARK: - Without a store

  /// Checks a safe copy: the file against its manifest and, with the secret key, every byte of the store in it.
  public static func verifyBackup(
    _ path: String, as identity: AgeIdentity?, at now: Timestamp
  ) throws(StoreError) -> BackupManifest {
    let manifest = try wholeBackup(path, as: identity)
    guard manifest.expires > now else {
      throw StoreError(.backup(.pastTerm(manifest.expires.local.date)))
    }
    return manifest
  }

  private static func wholeBackup(
    _ path: String, as identity: AgeIdentity?
  ) throws(StoreError) -> BackupManifest {
    let manifest = try BackupShelf.manifest(of: path)
    let file = try BackupPack.digest(of: path)
    guard file.digest.hexadecimal == manifest.fileDigest, file.bytes == manifest.fileBytes else {
      throw StoreError(.backup(.damaged))
    }
    if let identity {
      try BackupPack.open(path, manifest, as: identity) { (_) throws(StoreError) in }
    }
    return manifest
  }

  /// Puts a safe copy back into a folder without a store; whoever was erased since is erased again before it opens.
  ///
  /// - Parameters:
  ///   - path: The copy, with its manifest beside it.
  ///   - identity: The secret key.
  ///   - ledger: The newest ledger of erasures there is; nil for the one beside the copy.
  ///   - hasNoLedger: Whether somebody has confirmed that there is none, and that nobody is erased again.
  ///   - folder: The data folder.
  ///   - surroundings: The clock and the random bytes.
  ///   - arrival: Who does it, for the audit.
  /// - Returns: What it came to.
  /// - Throws: `.backup` when the copy cannot be used, `.ledgerDamaged` when a line of the ledger is not this centre's; nothing
  ///   was changed then.
  public static func restore(
    _ path: String, as identity: AgeIdentity, ledger: String?, hasNoLedger: Bool = false,
    into folder: DataFolder, surroundings: Surroundings, by arrival: Arrival
  ) async throws(StoreError) -> RestoreReceipt {
    guard !exists(in: folder) else { throw StoreError(.backup(.storeIsThere)) }
    let manifest = try wholeBackup(path, as: nil)
    guard manifest.expires > surroundings.now() else { throw StoreError(.backup(.expired)) }
    let known = Dialect.sqlite.migrations.map(\.name)
    guard known.contains(manifest.schema) else { throw StoreError(.backup(.newerSchema)) }
    if let ledger, !DataFolder.isThere(ledger) { throw StoreError(.backup(.ledgerMissing)) }
    let book = ErasureLedger(path: ledger ?? BackupShelf.ledger(beside: path))
    let own = ErasureLedger(path: folder.ledger)
    let given = try book.read()
    let here = try own.read()
    let newest = here.lines.count > given.lines.count ? here : given
    guard Int64(newest.lines.count) >= manifest.ledgerLines else {
      throw StoreError(.backup(.ledgerTooOld))
    }
    guard hasNoLedger || DataFolder.isThere(book.path) || DataFolder.isThere(own.path) else {
      throw StoreError(.backup(.noLedger))
    }
    try folder.make()
    try Turnstile(in: folder).pass { () throws(StoreError) in
      guard !exists(in: folder) else { throw StoreError(.backup(.storeIsThere)) }
      try folder.unpack(path, manifest, as: identity, surroundings.randomBytes(8)) {
        (store) throws(StoreError) in
        // A copy from before there were erasures knows of none.
        let known =
          try MigrationLog(database: store).applied().contains(Migration.erasure.name)
          ? try LedgerCopy(database: store).lines() : []
        try LedgerSeal(of: store).check(newest.lines, known: known)
        if newest.lines.count > here.lines.count {
          try book.copy(
            to: folder.path, number: surroundings.randomBytes(8))
        }
      }
    }
    let opened = try open(in: folder, surroundings: surroundings)
    let erased = Int64(newest.lines.count) - manifest.ledgerLines
    try await opened.append(
      AuditTrail.Event(
        action: .config, entity: .backup, fields: ["restauracao"],
        reason: "copia=\(manifest.file) eliminacoes_reaplicadas=\(erased)"),
      by: Actor(stranger: arrival))
    await opened.close()
    return RestoreReceipt(
      manifest: manifest, replayed: Int(erased), unsealed: newest.lines.count { $0.seal.isEmpty })
  }
}

/// A folder of safe copies.
struct BackupShelf {
  let path: String

  /// Those that stand beside what they say they are of: a manifest names no other file, and none of another folder.
  func manifests() throws(StoreError) -> [BackupManifest] {
    try ResidueScan.files(below: path).filter { $0.hasSuffix(".age.json") && !$0.contains("/") }
      .compactMap { name in
        BackupShelf.read("\(path)/\(name)").flatMap { "\($0.file).json" == name ? $0 : nil }
      }
      .sorted { $0.madeAt > $1.madeAt }
  }

  /// Removes what is past its time, the copy before its manifest; whatever is no copy stays.
  func removeExpired(at now: Timestamp) throws(StoreError) -> Int {
    let expired = try manifests().filter {
      $0.expires <= now && BackupShelf.isCopy("\(path)/\($0.file)")
    }
    for manifest in expired {
      for name in ["\(path)/\(manifest.file)", "\(path)/\(manifest.file).json"] {
        guard unlink(name) == 0 || errno == ENOENT else {
          throw StoreError(fileError: errno, "remove a safe copy")
        }
      }
    }
    return expired.count
  }

  /// Whether it is sealed with age, as every copy is, or is there no more.
  private static func isCopy(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return errno == ENOENT }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let beginning = Array("age-encryption.org/v1\n".utf8)
    var bytes = [UInt8](repeating: 0, count: beginning.count)
    return Glibc.read(file, &bytes, bytes.count) == bytes.count && bytes == beginning
  }

  static func manifest(of copy: String) throws(StoreError) -> BackupManifest {
    guard DataFolder.isThere(copy) else { throw StoreError(.backup(.noFile)) }
    guard let manifest = read(copy + ".json"),
      manifest.file == copy.split(separator: "/").last.map(String.init)
    else { throw StoreError(.backup(.noManifest)) }
    return manifest
  }

  static func ledger(beside copy: String) -> String {
    let folder = copy.lastIndex(of: "/").map { String(copy[..<$0]) } ?? "."
    return "\(folder)/eliminacoes.jsonl"
  }

  private static func read(_ path: String) -> BackupManifest? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(file, &bytes, bytes.count)
    return count > 0 ? BackupManifest(json: Array(bytes.prefix(count))) : nil
  }
}

extension BackupManifest {
  /// `atende-AAAAMMDD-HHMMSS-xxxx.db.zst.age`.
  static func name(at moment: Timestamp, _ random: [UInt8]) -> String {
    let local = moment.local
    let day = local.date.iso8601.filter { $0 != "-" }
    return "atende-\(day)-\(two(local.hour))\(two(local.minute))\(two(local.second))-"
      + "\(random.hexadecimal).db.zst.age"
  }
}

extension ErasureLedger {
  /// Puts a whole copy of the file into a folder, an empty one where there is no file; a newer one that is there stays.
  func copy(to folder: String, number: [UInt8]) throws(StoreError) {
    let contents = try read()
    let target = ErasureLedger(path: "\(folder)/eliminacoes.jsonl")
    // An empty one says that nobody had been erased: that there is none would say nothing.
    guard target.path != path,
      try target.read().lines.count < contents.lines.count || !DataFolder.isThere(target.path)
    else { return }
    let file = try AtomicFile(path: target.path, number: number)
    for line in contents.lines { try file.write(Array("\(line.json)\n".utf8)) }
    try file.commit(mode: 0o660)
  }
}

extension DataFolder {
  static func makePrivate(_ path: String) throws(StoreError) {
    guard !isThere(path) else { return }
    guard mkdir(path, 0o750) == 0 || errno == EEXIST else {
      throw StoreError(fileError: errno, "make a folder")
    }
  }

  /// A copy that `fill` makes under a name, and that has none when it comes back open.
  ///
  /// The name is locked while its maker lives: whoever makes the next one removes what a killed program left.
  func anonymousCopy(
    number: [UInt8], _ fill: (String) throws(StoreError) -> Void
  ) throws(StoreError) -> Int32 {
    try removeAbandonedCopies()
    let temporary = "\(path)/\(DataFolder.unnamedCopy)\(number.hexadecimal).parte"
    let made = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard made >= 0, flock(made, LOCK_EX | LOCK_NB) == 0 else {
      throw StoreError(fileError: errno, "make a file")
    }
    defer {
      for ending in ["", "-wal", "-shm", "-journal"] { unlink(temporary + ending) }
      close(made)
    }
    try fill(temporary)
    let file = open(temporary, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw StoreError(fileError: errno, "open a file") }
    return file
  }

  private static let unnamedCopy = "atende.copia."

  /// What a program that was killed while it copied the store has left, which is as good as a store.
  func removeAbandonedCopies() throws(StoreError) {
    for name in try ResidueScan.files(below: path)
    where name.hasPrefix(DataFolder.unnamedCopy) && name.hasSuffix(".parte") {
      let file = open("\(path)/\(name)", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink("\(path)/\(name)\(ending)") }
      }
      close(file)
    }
  }

  /// Writes the store of a safe copy under another name, checks it, and then gives it its own.
  func unpack(
    _ copy: String, _ manifest: BackupManifest, as identity: AgeIdentity, _ number: [UInt8],
    before: (any Database) throws(StoreError) -> Void
  ) throws(StoreError) {
    let temporary = "\(unfinished).\(number.hexadecimal)"
    do throws(StoreError) {
      let file = try AtomicFile(path: temporary, number: number)
      try BackupPack.open(copy, manifest, as: identity) { (bytes) throws(StoreError) in
        try file.write(bytes)
      }
      try file.commit(mode: 0o660)
      let connection = try Connection(path: temporary, access: .writing)
      let answer = try connection.rows("PRAGMA integrity_check") { (row) throws(StoreError) in
        try row.text(0)
      }
      guard answer == ["ok"], try MigrationLog(database: connection).state() != .newer else {
        throw StoreError(.backup(answer == ["ok"] ? .newerSchema : .damaged))
      }
      try before(connection)
      try connection.run("PRAGMA journal_mode = WAL")
      try connection.close(checkpointing: true)
      guard rename(temporary, database) == 0 else {
        throw StoreError(fileError: errno, "name the store")
      }
    } catch {
      for ending in ["", "-wal", "-shm", "-journal"] { unlink(temporary + ending) }
      throw error
    }
  }
}
