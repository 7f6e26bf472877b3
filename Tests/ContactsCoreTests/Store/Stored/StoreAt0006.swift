/// A store as the schema `0006_shift` left `StoreAt0005`: never edited, whatever later schemas do.
enum StoreAt0006 {
  static let sql =
    StoreAt0005.sql + """

      ALTER TABLE interactions ADD COLUMN state TEXT NOT NULL DEFAULT 'encerrado'
        CHECK (state IN ('aberto', 'em_andamento', 'encerrado'));
      ALTER TABLE interactions ADD COLUMN assigned_to TEXT;
      UPDATE interactions SET assigned_to = attendant;
      CREATE INDEX interactions_by_state ON interactions (state, id) WHERE state <> 'encerrado';
      CREATE INDEX interactions_by_assignee ON interactions (assigned_to, id);
      CREATE INDEX interactions_by_time ON interactions (occurred_at);

      CREATE TABLE assignments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interaction_id INTEGER NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
        from_login TEXT,
        to_login TEXT NOT NULL,
        reason TEXT,
        assigned_by TEXT NOT NULL,
        assigned_at INTEGER NOT NULL
      );
      CREATE INDEX assignments_by_interaction ON assignments (interaction_id, id);

      CREATE TABLE outcomes (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        active INTEGER NOT NULL DEFAULT 1
      );

      CREATE TABLE wrap_ups (
        interaction_id INTEGER PRIMARY KEY REFERENCES interactions (id) ON DELETE CASCADE,
        outcome_code TEXT NOT NULL REFERENCES outcomes (code),
        note TEXT,
        handling_ms INTEGER NOT NULL,
        closed_by TEXT NOT NULL,
        closed_at INTEGER NOT NULL
      );
      CREATE INDEX wrap_ups_by_time ON wrap_ups (closed_at);

      CREATE TABLE callbacks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        interaction_id INTEGER REFERENCES interactions (id) ON DELETE SET NULL,
        due_at INTEGER NOT NULL,
        note TEXT,
        attendant TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('aberto', 'feito', 'perdido', 'cancelado')),
        postponed INTEGER NOT NULL DEFAULT 0,
        created_by TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        ended_by TEXT,
        ended_at INTEGER
      );
      CREATE INDEX callbacks_due ON callbacks (due_at, id) WHERE state = 'aberto';
      CREATE INDEX callbacks_by_contact ON callbacks (contact_id, due_at);

      CREATE TABLE risk_alerts (
        interaction_id INTEGER PRIMARY KEY REFERENCES interactions (id) ON DELETE CASCADE,
        raised_by TEXT NOT NULL,
        raised_at INTEGER NOT NULL,
        taken_by TEXT,
        taken_at INTEGER
      );
      CREATE INDEX risk_alerts_open ON risk_alerts (raised_at) WHERE taken_at IS NULL;

      CREATE TABLE referrals (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        number TEXT NOT NULL,
        occasion TEXT NOT NULL,
        position INTEGER NOT NULL,
        active INTEGER NOT NULL DEFAULT 1
      );
      INSERT INTO outcomes VALUES ('resolvido', 'Resolvido', 0, 1);
      INSERT INTO wrap_ups SELECT id, 'resolvido', 'tudo explicado', 90000, attendant, occurred_at
        FROM interactions LIMIT 1;
      INSERT INTO referrals VALUES ('cvv', 'CVV', '188', 'apoio emocional', 0, 1);
      INSERT INTO schema_migrations VALUES ('0006_shift', 1763724000000,
        'cbf467797c9c063a2f3aaea8f9da8551f2ec11fbed50e7ce710ec4271c36d414');
      """
}
