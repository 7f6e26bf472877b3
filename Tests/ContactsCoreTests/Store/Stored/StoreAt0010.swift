/// A store as the schema `0010_erasure` left `StoreAt0009`: never edited, whatever later schemas do.
enum StoreAt0010 {
  static let sql =
    StoreAt0009.sql + """

      CREATE TABLE holds (
        uid TEXT PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        article TEXT NOT NULL,
        reason TEXT NOT NULL,
        ends_on TEXT,
        created_by TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        released_by TEXT,
        released_at INTEGER
      );
      CREATE INDEX holds_by_contact ON holds (contact_id);

      CREATE TABLE erasures (
        uid TEXT PRIMARY KEY,
        contact_uid TEXT NOT NULL,
        request TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('retida', 'em_andamento', 'concluida')),
        approval TEXT NOT NULL,
        requested_by TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        concluded_at INTEGER,
        removed TEXT NOT NULL,
        kept TEXT NOT NULL,
        residue TEXT NOT NULL DEFAULT '',
        shared_marks INTEGER NOT NULL DEFAULT 0,
        scanned_files INTEGER NOT NULL DEFAULT 0,
        scanned_bytes INTEGER NOT NULL DEFAULT 0,
        scan_key BLOB
      );
      CREATE INDEX erasures_unfinished ON erasures (state) WHERE state <> 'concluida';
      CREATE INDEX erasures_by_request ON erasures (request);

      CREATE TABLE erasure_marks (
        erasure_uid TEXT NOT NULL REFERENCES erasures (uid) ON DELETE CASCADE,
        digest BLOB NOT NULL,
        beginning INTEGER NOT NULL,
        length INTEGER NOT NULL,
        PRIMARY KEY (erasure_uid, digest)
      );

      CREATE TABLE erasure_ledger (
        seq INTEGER PRIMARY KEY,
        line TEXT NOT NULL,
        hash TEXT NOT NULL
      );
      INSERT INTO totals (name, value) VALUES ('ledger', 0);

      CREATE TABLE suppressions (
        digest BLOB PRIMARY KEY,
        erasure_uid TEXT NOT NULL
      );
      INSERT INTO schema_migrations VALUES ('0010_erasure', 1763725000000,
        'bd4518f248a620fd75abb046ccdc40e54c69496901a833cf9ce52ef104dc74f8');
      """
}
