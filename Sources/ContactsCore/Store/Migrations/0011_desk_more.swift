extension Migration {
  /// What the centre was warned of, by code, and what each record was before its last change.
  static let deskMore = Migration(
    name: "0011_desk_more",
    script: """
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
      """)
}
