extension Migration {
  /// Near names, records that became one, and files that were imported.
  static let desk = Migration(
    name: "0008_desk",
    script: """
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
      """,
    complete: { (database) throws(StoreError) in
      try NameBlockTable(database: database).rebuild()
    })
}
