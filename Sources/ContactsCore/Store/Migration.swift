/// One named step of the schema, applied once and recorded with the digest of its statements.
struct Migration: Sendable {
  /// Its number and what it brings, such as `0001_base`.
  let name: String
  let script: String
  /// What no statement can do: computed from what earlier steps hold.
  let complete: @Sendable (any Database) throws(StoreError) -> Void

  init(
    name: String, script: String,
    complete: @escaping @Sendable (any Database) throws(StoreError) -> Void = { (_) in }
  ) {
    self.name = name
    self.script = script
    self.complete = complete
  }

  var digest: String { SHA256.digest(of: script).hexadecimal }
}

/// How the schema of a store compares with what this program knows.
public enum SchemaState: Equatable, Sendable {
  case current
  /// Made by an older version: opening the store brings it up to date.
  case older
  /// Changed by a newer version: this program must not write.
  case newer
}

/// The record of the steps a store has taken.
struct MigrationLog {
  let database: any Database

  func applied() throws(StoreError) -> [String] {
    try database.rows("SELECT name FROM schema_migrations ORDER BY name") {
      (row) throws(StoreError) in try row.text(0)
    }
  }

  func state() throws(StoreError) -> SchemaState {
    let applied = Set(try applied())
    let known = Set(database.dialect.migrations.map(\.name))
    if !applied.isSubset(of: known) { return .newer }
    return applied == known ? .current : .older
  }

  /// Applies one step, inside the caller's transaction.
  func apply(_ migration: Migration, on connection: Connection, at now: Timestamp)
    throws(StoreError)
  {
    try connection.run(migration.script)
    try migration.complete(database)
    try database.execute(
      """
      INSERT INTO schema_migrations (name, applied_at, sha256)
      VALUES (\(migration.name), \(now), \(migration.digest))
      """)
  }
}
