/// A store as the schema `0005_audit` left `StoreAt0004`: never edited, whatever later schemas do.
enum StoreAt0005 {
  static let sql =
    StoreAt0004.sql + """

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
      INSERT INTO schema_migrations VALUES ('0005_audit', 1763723000000,
        '8631b59e2c10c46b8090ed5dd3e3d320bd0b916d9f232395bcfbe86af32c5417');
      """
}
