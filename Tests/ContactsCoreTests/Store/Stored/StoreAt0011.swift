/// A store as the schema `0011_desk_more` left `StoreAt0010`: never edited, whatever later schemas do.
enum StoreAt0011 {
  static let sql =
    StoreAt0010.sql + """

      CREATE TABLE warnings (
        code TEXT PRIMARY KEY,
        message TEXT NOT NULL,
        count INTEGER NOT NULL,
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        ended_at INTEGER,
        seen_by TEXT,
        seen_at INTEGER
      );

      CREATE TABLE contact_changes (
        contact_id INTEGER PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
        snapshot TEXT NOT NULL,
        version INTEGER NOT NULL,
        changed_by TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        undo_until INTEGER NOT NULL
      );
      CREATE INDEX contact_changes_to_forget ON contact_changes (undo_until);
      INSERT INTO schema_migrations VALUES ('0011_desk_more', 1763726000000,
        '102d669e8ef10c7954cb936d365342845cf0c96f6a96b8395d60a14c301cfb1a');
      """
}
