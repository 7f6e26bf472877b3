/// A store as the schema `0008_desk` left `StoreAt0007`: never edited, whatever later schemas do.
enum StoreAt0008 {
  static let sql =
    StoreAt0007.sql + """

      CREATE TABLE name_blocks (
        block INTEGER NOT NULL,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        PRIMARY KEY (block, contact_id)
      ) WITHOUT ROWID;
      CREATE INDEX name_blocks_by_contact ON name_blocks (contact_id);

      CREATE TABLE contact_redirects (
        old_uid TEXT PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        audit_salt BLOB,
        merged_at INTEGER NOT NULL
      );
      CREATE INDEX contact_redirects_by_contact ON contact_redirects (contact_id);

      CREATE TABLE merges (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        old_uid TEXT NOT NULL,
        merged_by TEXT NOT NULL,
        merged_at INTEGER NOT NULL,
        undo_until INTEGER NOT NULL,
        snapshot TEXT,
        undone_by TEXT,
        undone_at INTEGER
      );
      CREATE INDEX merges_by_contact ON merges (contact_id);
      CREATE INDEX merges_to_undo ON merges (undo_until) WHERE snapshot IS NOT NULL;

      CREATE TABLE merge_rows (
        merge_id INTEGER NOT NULL REFERENCES merges (id) ON DELETE CASCADE,
        source TEXT NOT NULL,
        row_key TEXT NOT NULL,
        PRIMARY KEY (merge_id, source, row_key)
      ) WITHOUT ROWID;

      CREATE TABLE imports (
        uid TEXT PRIMARY KEY,
        file_sha256 TEXT NOT NULL,
        format TEXT NOT NULL,
        started_by TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        finished_at INTEGER,
        records INTEGER NOT NULL
      );
      CREATE INDEX imports_by_file ON imports (file_sha256);
      INSERT INTO contact_redirects VALUES ('019aa600-0000-7000-8000-0000000000b1', 1, x'0f0e', 1763724000000);
      INSERT INTO imports VALUES ('019aa600-0000-7000-8000-0000000000b2', 'ab', 'csv', 'ana', 1763724000000,
        NULL, 2);
      INSERT INTO schema_migrations VALUES ('0008_desk', 1763724000000,
        'd93c5328b21847482697c661ea14bea7e1eba2fa5e6079d8445e79580a4f40e7');
      """
}
