extension Migration {
  /// The search index, the words it was made of, and the totals that a screen shows at once.
  ///
  /// `detail=none` and `columnsize=0` keep of each term only who has it; `content=''` keeps no second copy of anybody.
  static let search = Migration(
    name: "0002_search",
    script: """
      ALTER TABLE contacts ADD COLUMN search_words TEXT NOT NULL DEFAULT '';

      CREATE VIRTUAL TABLE contact_index USING fts5 (
        terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
      );

      CREATE TABLE totals (
        name TEXT PRIMARY KEY,
        value INTEGER NOT NULL
      );
      INSERT INTO totals (name, value) SELECT 'contacts', count(*) FROM contacts;
      INSERT INTO totals (name, value) SELECT 'audit', count(*) FROM audit_entries;
      """,
    complete: { (database) throws(StoreError) in try SearchIndex(database: database).rebuild() })
}
