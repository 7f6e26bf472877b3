/// A store as the schema `0012_lgpd_more` left `StoreAt0011`: never edited, whatever later schemas do.
enum StoreAt0012 {
  static let sql =
    StoreAt0011.sql + """

      CREATE TABLE kept_statistics (
        level INTEGER NOT NULL,
        period TEXT NOT NULL,
        state TEXT NOT NULL,
        city TEXT NOT NULL,
        reason_code TEXT NOT NULL,
        urgency TEXT NOT NULL,
        interactions INTEGER NOT NULL CHECK (interactions > 0),
        people INTEGER NOT NULL CHECK (people > 0),
        PRIMARY KEY (level, period, state, city, reason_code, urgency)
      ) WITHOUT ROWID;

      ALTER TABLE erasures ADD COLUMN statistics TEXT NOT NULL DEFAULT '';

      CREATE TABLE guardian_cautions (
        uid TEXT PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        may_be_aggressor INTEGER NOT NULL,
        best_interest TEXT,
        noted_by TEXT NOT NULL,
        noted_at INTEGER NOT NULL,
        withdrawn_by TEXT,
        withdrawn_at INTEGER
      );
      CREATE INDEX guardian_cautions_by_contact ON guardian_cautions (contact_id);

      INSERT INTO totals (name, value)
      SELECT 'ledger_unsealed', CASE WHEN EXISTS (SELECT 1 FROM users) THEN -1 ELSE 0 END;

      INSERT INTO schema_migrations VALUES ('0012_lgpd_more', 1763726100000,
        'e9659a7ebb07eda7784597d07c37783fb5ca3defcacec31d25c6f750ea5628f3');
      """
}
