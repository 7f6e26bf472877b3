extension Migration {
  /// What a shift works with: who has each interaction and how far it is, callbacks, wrap-ups, alerts of risk.
  ///
  /// What was registered before nobody had to wrap up, so it counts as ended, by whoever registered it and without a
  /// wrap-up: a list of open work that began with years of it would be none.
  static let shift = Migration(
    name: "0006_shift",
    script: """
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
      """,
    complete: { (database) throws(StoreError) in
      for (position, outcome) in OutcomeCatalogue.initial.enumerated() {
        try database.execute(
          """
          INSERT INTO outcomes (code, name, position)
          VALUES (\(outcome.code), \(outcome.name), \(position))
          """)
      }
      for (position, referral) in ReferralCatalogue.initial.enumerated() {
        try database.execute(
          """
          INSERT INTO referrals (code, name, number, occasion, position)
          VALUES (\(referral.code), \(referral.name), \(referral.number), \(referral.occasion),
            \(position))
          """)
      }
    })
}
