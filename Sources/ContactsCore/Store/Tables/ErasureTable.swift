/// What was erased, and what is still looked for.
struct ErasureTable {
  let database: any Database

  private static let columns: SQL = """
    uid, contact_uid, request, state, approval, requested_by, started_at, concluded_at, removed,
    kept, residue, shared_marks, scanned_files, scanned_bytes, statistics
    """

  /// Writes an erasure whose rows have just gone, with the marks of what was in them; one that goes on after a hold keeps
  /// what it was.
  func put(_ erasure: Erasure, _ marks: ErasureMarks) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO erasures (\(ErasureTable.columns), scan_key)
      VALUES (\(erasure.uid), \(erasure.contact), \(erasure.request), \(erasure.state.rawValue),
        \(erasure.approval), \(erasure.requestedBy), \(erasure.startedAt), NULL,
        \(ErasureTable.text(erasure.removed)), \(ErasureTable.text(erasure.kept)), '', 0, 0, 0,
        \(erasure.statistics?.stored ?? ""), \(marks.key))
      ON CONFLICT (uid) DO UPDATE SET state = excluded.state, removed = excluded.removed,
        kept = excluded.kept, residue = '', statistics = excluded.statistics,
        scan_key = excluded.scan_key
      """)
    try database.execute("DELETE FROM erasure_marks WHERE erasure_uid = \(erasure.uid)")
    for mark in marks.marks {
      try database.execute(
        """
        INSERT INTO erasure_marks (erasure_uid, digest, beginning, length)
        VALUES (\(erasure.uid), \(mark.digest), \(Int64(mark.beginning)), \(mark.length))
        ON CONFLICT (erasure_uid, digest) DO NOTHING
        """)
    }
  }

  /// Writes what a scan found; a clean one takes the marks and their key away.
  func update(_ erasure: Erasure, isClean: Bool) throws(StoreError) {
    try database.execute(
      """
      UPDATE erasures SET state = \(erasure.state.rawValue),
        concluded_at = \(erasure.concludedAt?.milliseconds),
        residue = \(erasure.residue.joined(separator: "\n")),
        shared_marks = \(erasure.sharedForms), scanned_files = \(erasure.filesRead),
        scanned_bytes = \(erasure.bytesRead)
      WHERE uid = \(erasure.uid)
      """)
    guard isClean else { return }
    try database.execute("UPDATE erasures SET scan_key = NULL WHERE uid = \(erasure.uid)")
    try database.execute("DELETE FROM erasure_marks WHERE erasure_uid = \(erasure.uid)")
  }

  /// Newest first.
  func all(limit: Int) throws(StoreError) -> [Erasure] {
    try database.rows(
      """
      SELECT \(ErasureTable.columns) FROM erasures ORDER BY started_at DESC, uid DESC
      LIMIT \(limit)
      """, ErasureTable.erasure)
  }

  func find(_ uid: UID) throws(StoreError) -> Erasure? {
    try database.row(
      "SELECT \(ErasureTable.columns) FROM erasures WHERE uid = \(uid)", ErasureTable.erasure)
  }

  /// Whether it answers a request to be anonymised, or the ledger says that it did.
  func isAnonymising(_ erasure: Erasure) throws(StoreError) -> Bool {
    if erasure.statistics != nil { return true }
    let asked = try database.number(
      """
      SELECT EXISTS (SELECT 1 FROM requests WHERE protocol = \(erasure.request)
        AND kind = \(RequestKind.anonymisation.rawValue))
      """)
    if asked != 0 { return true }
    return try LedgerCopy(database: database).lines()
      .contains { $0.erasure == erasure.uid && $0.isAnonymising }
  }

  /// The erasure that answered a request.
  func find(request: String) throws(StoreError) -> Erasure? {
    try database.row(
      "SELECT \(ErasureTable.columns) FROM erasures WHERE request = \(request)",
      ErasureTable.erasure)
  }

  func find(contact: UID) throws(StoreError) -> Erasure? {
    try database.row(
      """
      SELECT \(ErasureTable.columns) FROM erasures WHERE contact_uid = \(contact)
      ORDER BY started_at DESC
      """, ErasureTable.erasure)
  }

  /// A person may have asked more than once.
  func find(contact: UID, request: String) throws(StoreError) -> Erasure? {
    try database.row(
      """
      SELECT \(ErasureTable.columns) FROM erasures
      WHERE contact_uid = \(contact) AND request = \(request)
      """, ErasureTable.erasure)
  }

  /// Whether a record, or one that had become part of it, was erased.
  func names(_ uid: UID) throws(StoreError) -> Bool {
    try database.number(
      """
      SELECT EXISTS (SELECT 1 FROM erasures WHERE contact_uid = \(uid))
        OR EXISTS (SELECT 1 FROM erasure_ledger WHERE line LIKE \("%\(uid.text)%"))
      """) != 0
  }

  /// Those that wait for a hold to end.
  func onHold() throws(StoreError) -> [Erasure] {
    try database.rows(
      """
      SELECT \(ErasureTable.columns) FROM erasures WHERE state = 'retida'
      ORDER BY started_at, uid
      """, ErasureTable.erasure)
  }

  /// Those whose values are still looked for; `unseen`: only those that no scan has finished.
  func unclean(unseen: Bool) throws(StoreError) -> [Erasure] {
    let condition: SQL = unseen ? "residue = ''" : "1 = 1"
    return try database.rows(
      """
      SELECT \(ErasureTable.columns) FROM erasures
      WHERE state <> 'concluida' AND scan_key IS NOT NULL AND \(condition)
      ORDER BY started_at, uid
      """, ErasureTable.erasure)
  }

  /// Nil when nothing is looked for any more.
  func marks(of erasure: UID) throws(StoreError) -> ErasureMarks? {
    let key = try database.row("SELECT scan_key FROM erasures WHERE uid = \(erasure)") {
      (row) throws(StoreError) in try row.optionalBlob(0)
    }
    guard let key, let key else { return nil }
    let marks = try database.rows(
      "SELECT digest, beginning, length FROM erasure_marks WHERE erasure_uid = \(erasure)"
    ) { (row) throws(StoreError) in
      ErasureMarks.Mark(
        digest: try row.blob(0), beginning: UInt32(truncatingIfNeeded: try row.integer(1)),
        length: try row.int(2))
    }
    return ErasureMarks(key: key, marks: marks)
  }

  private static func text(_ counts: [ErasureCount]) -> String {
    counts.map { "\($0.table)=\($0.rows)\($0.isKept ? " fica" : "")" }.joined(separator: "\n")
  }

  private static func text(_ kept: [KeptDatum]) -> String {
    kept.map { "\($0.kind.rawValue);\($0.article);\($0.endsOn?.iso8601 ?? "")" }
      .joined(separator: "\n")
  }

  private static func erasure(_ row: Row) throws(StoreError) -> Erasure {
    let removed = try row.text(8).split(separator: "\n").compactMap { line -> ErasureCount? in
      let parts = line.split(separator: "=")
      guard parts.count == 2, let rows = Int(parts[1].prefix { $0 != " " }) else { return nil }
      return ErasureCount(table: String(parts[0]), rows: rows, isKept: parts[1].hasSuffix(" fica"))
    }
    let kept = try row.text(9).split(separator: "\n").compactMap { line -> KeptDatum? in
      let parts = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, let kind = DatumKind(rawValue: parts[0]) else { return nil }
      return KeptDatum(kind: kind, article: parts[1], endsOn: CivilDate(iso8601: parts[2]))
    }
    return Erasure(
      uid: try row.uid(0), contact: try row.uid(1), request: try row.text(2),
      state: try row.choice(3, of: ErasureState.self), approval: try row.text(4),
      requestedBy: try row.text(5), startedAt: try row.timestamp(6),
      concludedAt: try row.optionalInt(7).map { Timestamp(milliseconds: Int64($0)) },
      removed: removed, kept: kept,
      residue: try row.text(10).split(separator: "\n").map(String.init),
      sharedForms: try row.int(11), filesRead: try row.int(12), bytesRead: try row.integer(13),
      statistics: StatisticsProof(stored: try row.text(14)))
  }
}
