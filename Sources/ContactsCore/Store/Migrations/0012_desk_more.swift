extension Migration {
  /// What the centre was warned of, by code.
  static let deskMore = Migration(
    name: "0012_desk_more",
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
      """)
}
