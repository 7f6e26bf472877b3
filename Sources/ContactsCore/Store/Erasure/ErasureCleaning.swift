internal import Glibc

/// What follows the transaction of an erasure: nothing of it may lie in a free page, an old list of the search index, the
/// log of writes, or a copy.
struct ErasureCleaning {
  let connection: Connection
  let turnstile: Turnstile
  let folder: DataFolder
  let now: @Sendable () -> Timestamp

  /// Pages that one turn at the search index writes: a few milliseconds.
  private static let pages = 200

  /// Cleans and scans; nothing where another process is at it.
  ///
  /// - Parameter unseen: Only what no scan has finished.
  /// - Throws: `.busy` while somebody reads what has to be moved.
  func run(unseen: Bool) throws(StoreError) {
    let lock = try openLockFile(folder.erasureLock)
    defer { close(lock) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return }
    let table = ErasureTable(database: connection)
    let erasures = try table.unclean(unseen: unseen)
    guard !erasures.isEmpty else { return }
    try mergeIndex()
    try removeCopies()
    try truncateLog()
    for erasure in erasures {
      guard let marks = try table.marks(of: erasure.uid) else { continue }
      try conclude(erasure, try scan(marks))
    }
  }

  // MARK: - Cleaning

  /// Merges the search index into one list a term, in short turns: a term that was taken out is in the older lists until then.
  private func mergeIndex() throws(StoreError) {
    var isFirst = true
    while true {
      let pages = isFirst ? -ErasureCleaning.pages : ErasureCleaning.pages
      let changes = try turnstile.pass { () throws(StoreError) -> Int64 in
        let before = connection.totalChanges
        try connection.transaction(.writing) { () throws(StoreError) in
          _ = try connection.execute(connection.dialect.mergeIndex(pages: pages))
        }
        return connection.totalChanges - before
      }
      // What SQLite's manual gives as the sign that nothing was left to do.
      if changes < 2, !isFirst { return }
      isFirst = false
    }
  }

  /// Copies made before an update of the program hold everybody: whoever asked to be erased comes first.
  private func removeCopies() throws(StoreError) {
    try folder.removeAbandonedCopies()
    for name in try ResidueScan.files(below: folder.copies) {
      guard unlink("\(folder.copies)/\(name)") == 0 || errno == ENOENT else {
        throw StoreError(fileError: errno, "remove a copy")
      }
    }
  }

  /// Moves the log into the file and cuts it; `.busy` while somebody stands in the way.
  private func truncateLog() throws(StoreError) {
    try turnstile.pass { () throws(StoreError) in
      guard try connection.truncateLog() else { throw StoreError(.busy) }
    }
  }

  // MARK: - Scanning

  private struct Outcome {
    var files: [String] = []
    var shared = 0
    var filesRead = 0
    var bytesRead: Int64 = 0
    /// What stands in the store and is neither a living person's nor a word of the program.
    var inStore: Set<ErasureMarks.Mark> = []
    /// Whether a reason of the audit names something of it.
    var isAudited = false
  }

  private func scan(_ marks: ErasureMarks) throws(StoreError) -> Outcome {
    let first = try look(marks)
    guard !first.inStore.isEmpty else { return first }
    // What the centre wrote of its work is covered, and every page of the store is written anew.
    try turnstile.pass { () throws(StoreError) in
      try connection.transaction(.writing) { () throws(StoreError) in
        try OwnWords(connection: connection).cover(marks.only(first.inStore))
      }
    }
    try turnstile.pass { () throws(StoreError) in try connection.run("VACUUM") }
    try truncateLog()
    return try look(marks)
  }

  private func look(_ marks: ErasureMarks) throws(StoreError) -> Outcome {
    let findings = try ResidueScan(folder: folder, marks: marks).run()
    var outcome = Outcome(
      files: findings.unread, filesRead: findings.filesRead, bytesRead: findings.bytesRead)
    guard !findings.files.isEmpty else { return outcome }
    let found = findings.files.values.reduce(into: Set<ErasureMarks.Mark>()) { $0.formUnion($1) }
    let living = try self.living(marks.only(found))
    outcome.shared = found.intersection(living).count
    var rest = found.subtracting(living)
    guard !rest.isEmpty else { return outcome }
    let words = OwnWords(connection: connection)
    rest.subtract(try words.vocabulary(marks.only(rest)))
    let audited = try words.audited(marks.only(rest))
    for (name, marks) in findings.files.sorted(by: { $0.key < $1.key }) {
      var left = marks.intersection(rest)
      let isStore = name.hasPrefix("atende.db")
      if isStore { outcome.inStore.formUnion(left) }
      if isStore || name.hasPrefix("auditoria/") {
        // Sealed segments hold what the audit held: neither is changed for anybody.
        let standing = isStore ? left.intersection(audited) : left
        if !standing.isEmpty { outcome.isAudited = true }
        left.subtract(standing)
      }
      if !left.isEmpty { outcome.files.append(name) }
    }
    return outcome
  }

  /// Marks that stand in records of people who have not asked to go: a relative of the same name is no residue.
  private func living(_ marks: ErasureMarks) throws(StoreError) -> Set<ErasureMarks.Mark> {
    let evidence: Set<DatumKind> = [.audit, .request, .disclosure]
    var found: Set<ErasureMarks.Mark> = []
    var tables: [String] = []
    for entry in DataCatalogue.entries where !tables.contains(entry.table) && entry.link != .index {
      if !evidence.contains(entry.kind) || entry.link != .none { tables.append(entry.table) }
    }
    for table in tables {
      let columns = DataCatalogue.entries.filter { $0.table == table }.map(\.column)
        .filter { !OwnWords.isWritten(table, $0) && !UndoneValues.isSnapshot(table, $0) }
      let (names, source) = (
        SQL(stringLiteral: columns.joined(separator: ", ")), SQL(stringLiteral: table)
      )
      try connection.scan("SELECT \(names) FROM \(source)") { (row) throws(StoreError) in
        for index in columns.indices {
          if let text = row.text(Int32(index)) { marks.search(text, &found) }
        }
      }
    }
    for text in try UndoneValues(database: connection).living() { marks.search(text, &found) }
    try connection.query("SELECT digits FROM contact_phones") { (row) throws(StoreError) in
      let terms = SearchTerms(words: [], phoneDigits: [try row.text(0)], cpf: nil)
      marks.search(terms.joined, &found)
    }
    return found
  }

  /// The step of the request that only the program may declare done: what may go has gone.
  ///
  /// What a hold keeps does not put the answer off: the law lets it stay (LGPD article 16), and the letter says what and
  /// until when. The rest goes by itself later; a request that was closed meanwhile stays as it was answered.
  private func fulfil(_ erasure: Erasure) throws(StoreError) {
    // A request that a copy of the store does not know has no steps.
    let request = try connection.row(
      "SELECT id, kind FROM requests WHERE protocol = \(erasure.request) AND closed_at IS NULL"
    ) { (row) throws(StoreError) in
      (id: try row.integer(0), kind: try row.choice(1, of: RequestKind.self))
    }
    guard let request else { return }
    let isAnonymising = request.kind == .anonymisation
    var evidence =
      isAnonymising ? "anonimização \(erasure.uid.text)" : "eliminação \(erasure.uid.text)"
    if !erasure.kept.isEmpty {
      evidence += "; retido: \(erasure.kept.map(\.words).joined(separator: "; "))"
    } else if isAnonymising {
      evidence += "; \(erasure.statistics?.words ?? StatisticsProof().words)"
    }
    try RequestTable(database: connection).complete(
      isAnonymising ? RequestStep.Code.anonymisation : RequestStep.Code.erasure,
      of: request.id, evidence: evidence, by: erasure.requestedBy, at: now())
  }

  private func conclude(_ erasure: Erasure, _ outcome: Outcome) throws(StoreError) {
    var erasure = erasure
    let isClean = outcome.files.isEmpty
    erasure.residue = outcome.files + (outcome.isAudited ? [Erasure.audit] : [])
    erasure.sharedForms = outcome.shared
    erasure.filesRead = outcome.filesRead
    erasure.bytesRead = outcome.bytesRead
    if isClean, erasure.state == .cleaning {
      erasure.state = .done
      erasure.concludedAt = now()
    }
    let settled = erasure
    try turnstile.pass { () throws(StoreError) in
      try connection.transaction(.writing) { () throws(StoreError) in
        try ErasureTable(database: connection).update(settled, isClean: isClean)
        if isClean { try fulfil(settled) }
      }
    }
  }
}
