internal import CSQLite

/// How the store and its engine are, for `doctor`: looked at without changing anything and without an actor, since nothing
/// that a person said is read.
public enum StoreHealth {
  /// Such as `3.40.1`.
  public static var engineVersion: String { String(cString: sqlite3_libversion()) }

  /// Whether the engine has the fix for the race that can damage a file in write-ahead mode (in 3.51.3, 3.50.7, 3.44.6).
  ///
  /// Without it the store is safe as long as only this program writes to it.
  public static var engineHasFix: Bool {
    let number = Int(sqlite3_libversion_number())
    return hasFix(number / 1_000_000, number / 1000 % 1000, number % 1000)
  }

  static func hasFix(_ major: Int, _ minor: Int, _ patch: Int) -> Bool {
    if major != 3 { return major > 3 }
    return switch minor {
    case 44: patch >= 6
    case 50: patch >= 7
    case 51: patch >= 3
    default: minor > 51
    }
  }

  public struct Report: Equatable, Sendable {
    public let schema: SchemaState
    /// Whether the engine's own quick check found nothing.
    public let isSound: Bool
  }

  /// Compares the schema with what this program knows, and lets the engine check the file.
  public static func report(of folder: DataFolder) async throws(StoreError) -> Report {
    let reader = Reader(label: "atende.health", path: folder.database)
    let report = try await reader.read { (database) throws(StoreError) in
      let findings = try database.rows("PRAGMA quick_check(1)") { (row) throws(StoreError) in
        try row.text(0)
      }
      return Report(
        schema: try MigrationLog(database: database).state(), isSound: findings == ["ok"])
    }
    try await reader.close()
    return report
  }

  public struct AuditReport: Equatable, Sendable {
    public let keys: [SigningKeyReport]
    /// When something was last signed, or else when the chain that is in the store begins.
    public let lastSigned: Timestamp?
    /// Whether a checkpoint was ever given out since the last cut.
    public let hasCheckpoint: Bool
    /// Names of sealed files that are not in the archive.
    public let missingFiles: [String]
  }

  /// How the keys are, and how long ago the audit was last signed; only for a schema that is current.
  ///
  /// Files whose time was over by `now` are not missed: a run of the retention takes them.
  public static func auditReport(
    of folder: DataFolder, at now: Timestamp? = nil
  ) async throws(StoreError) -> AuditReport {
    let kept = now.flatMap { now in
      RetentionRule.days(of: .audit).map { now.adding(milliseconds: -Int64($0) * 86_400_000) }
    }
    let reader = Reader(label: "atende.health", path: folder.database)
    let report = try await reader.read { (database) throws(StoreError) in
      let segments = SegmentTable(database: database)
      let checkpoint = try segments.lastCheckpoint()?.time
      let oldest = try database.row("SELECT time FROM audit_entries ORDER BY seq LIMIT 1") {
        (row) throws(StoreError) in try row.timestamp(0)
      }
      return AuditReport(
        keys: try SigningKeys(database: database, folder: KeyFolder(folder)).reports(),
        lastSigned: checkpoint ?? oldest, hasCheckpoint: checkpoint != nil,
        missingFiles: try segments.all().filter { $0.sealedAt >= kept ?? $0.sealedAt }.map(\.file)
          .filter {
            SegmentFile(path: "\(folder.auditArchive)/\($0)") == nil
          })
    }
    try await reader.close()
    return report
  }
}
