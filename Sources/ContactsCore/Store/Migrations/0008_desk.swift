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
      try addNameBlocks(to: database)
    })

  /// Computes the blocks of every contact; the table is empty, and as this step made it.
  private static func addNameBlocks(to database: any Database) throws(StoreError) {
    var last: Int64 = 0
    while true {
      let batch = try database.rows(
        """
        SELECT id, name_key, city FROM contacts
        WHERE id > \(last) ORDER BY id LIMIT 1000
        """
      ) { (row) throws(StoreError) in
        (
          id: try row.integer(0), key: try row.optionalText(1) ?? "",
          city: try row.optionalText(2)
        )
      }
      guard let end = batch.last else { return }
      for contact in batch where contact.key.contains(" ") {
        let emails = try database.rows(
          "SELECT address_key FROM contact_emails WHERE contact_id = \(contact.id)"
        ) { (row) throws(StoreError) in try row.text(0) }
        let blocks = NameBlocks(nameKey: contact.key, city: contact.city, emailKeys: emails)
        for block in blocks.all {
          try database.execute(
            """
            INSERT INTO name_blocks (block, contact_id) VALUES (\(block), \(contact.id))
            ON CONFLICT DO NOTHING
            """)
        }
      }
      last = end.id
    }
  }
}
