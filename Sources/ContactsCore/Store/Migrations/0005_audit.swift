extension Migration {
  /// Where a person's connection came from and what they had asked for; the keys, checkpoints and sealed segments of the
  /// audit.
  ///
  /// Entries that are there already keep `format` 1, whose hash covers none of the new columns.
  static let audit = Migration(
    name: "0005_audit",
    script: """
      ALTER TABLE audit_entries ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE audit_entries ADD COLUMN address TEXT;
      ALTER TABLE audit_entries ADD COLUMN address_source TEXT;
      ALTER TABLE audit_entries ADD COLUMN request TEXT;
      CREATE INDEX audit_entries_by_subject ON audit_entries (subject, seq)
        WHERE subject IS NOT NULL;

      CREATE TABLE signing_keys (
        public_key BLOB PRIMARY KEY,
        name TEXT NOT NULL,
        recorded_seq INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        retired_at INTEGER
      );

      CREATE TABLE audit_checkpoints (
        seq INTEGER PRIMARY KEY,
        root BLOB NOT NULL,
        document TEXT NOT NULL,
        time INTEGER NOT NULL,
        public_key BLOB NOT NULL,
        signature BLOB NOT NULL
      );

      CREATE TABLE audit_segments (
        number INTEGER PRIMARY KEY,
        first_seq INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        first_prev BLOB NOT NULL,
        last_hash BLOB NOT NULL,
        entries INTEGER NOT NULL,
        file TEXT NOT NULL,
        file_sha256 BLOB NOT NULL,
        keys_sha256 BLOB NOT NULL,
        sealed_at INTEGER NOT NULL,
        sealed_by TEXT NOT NULL,
        public_key BLOB NOT NULL,
        signature BLOB NOT NULL
      );
      """)
}
