/// A store as the schema `0009_rights` left `StoreAt0007`: never edited, whatever later schemas do.
enum StoreAt0009 {
  static let sql =
    StoreAt0008.sql + """

      CREATE TABLE requests (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        protocol TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        contact_id INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
        found INTEGER NOT NULL,
        asker TEXT NOT NULL CHECK (asker IN ('titular', 'representante')),
        representative TEXT,
        mandate TEXT,
        identity_check TEXT,
        channel TEXT NOT NULL,
        safe_channel TEXT,
        state TEXT NOT NULL
          CHECK (state IN ('aberto', 'em_andamento', 'concluido', 'recusado')),
        opened_at INTEGER NOT NULL,
        opened_by TEXT NOT NULL,
        due_on TEXT NOT NULL,
        closed_at INTEGER,
        closed_by TEXT,
        refusal_article TEXT,
        refusal_reason TEXT
      );
      CREATE INDEX requests_by_due ON requests (due_on, id)
        WHERE state IN ('aberto', 'em_andamento');
      CREATE INDEX requests_by_contact ON requests (contact_id);

      CREATE TABLE request_steps (
        request_id INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        code TEXT NOT NULL,
        done_at INTEGER,
        done_by TEXT,
        evidence TEXT,
        PRIMARY KEY (request_id, position)
      );

      ALTER TABLE consents ADD COLUMN evidence TEXT;
      ALTER TABLE consents ADD COLUMN notice_read INTEGER NOT NULL DEFAULT 0;

      ALTER TABLE disclosures ADD COLUMN contact_id INTEGER
        REFERENCES contacts (id) ON DELETE SET NULL;
      CREATE INDEX disclosures_by_contact ON disclosures (contact_id)
        WHERE contact_id IS NOT NULL;

      CREATE TABLE incidents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        protocol TEXT NOT NULL UNIQUE,
        summary TEXT NOT NULL,
        risk TEXT NOT NULL CHECK (risk IN ('baixo', 'relevante')),
        known_at INTEGER NOT NULL,
        login TEXT,
        from_at INTEGER,
        until_at INTEGER,
        affected INTEGER NOT NULL,
        notice_due_on TEXT NOT NULL,
        complement_due_on TEXT NOT NULL,
        keep_until TEXT NOT NULL,
        noticed_at INTEGER,
        complemented_at INTEGER,
        delay_reason TEXT,
        measures TEXT,
        opened_at INTEGER NOT NULL,
        opened_by TEXT NOT NULL
      );

      CREATE TABLE incident_people (
        incident_id INTEGER NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        PRIMARY KEY (incident_id, contact_id)
      );
      INSERT INTO schema_migrations VALUES ('0009_rights', 1763724000000,
        'e5b25290b38c3b1779b889adc29e16be5f71e1f6bb606085ccd6c281eeba5c91');
      """
}
