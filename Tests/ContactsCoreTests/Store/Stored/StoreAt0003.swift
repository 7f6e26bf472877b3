/// A store as the schema `0003_queue` left `StoreAt0002`: never edited, whatever later schemas do.
enum StoreAt0003 {
  static let sql =
    StoreAt0002.sql + """

      CREATE TABLE model_tickets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        hosts TEXT NOT NULL,
        host TEXT,
        probe INTEGER NOT NULL DEFAULT 0,
        renewed_at INTEGER NOT NULL
      );

      CREATE TABLE model_hosts (
        host TEXT PRIMARY KEY,
        failures INTEGER NOT NULL DEFAULT 0,
        openings INTEGER NOT NULL DEFAULT 0,
        open_until INTEGER,
        seen_at INTEGER NOT NULL
      );

      CREATE TABLE model_latencies (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        host TEXT NOT NULL REFERENCES model_hosts (host) ON DELETE CASCADE,
        milliseconds INTEGER NOT NULL
      );
      CREATE INDEX model_latencies_by_host ON model_latencies (host, id);

      CREATE TABLE model_answers (
        key BLOB PRIMARY KEY,
        answer TEXT NOT NULL,
        used_at INTEGER NOT NULL
      );
      CREATE INDEX model_answers_by_use ON model_answers (used_at);

      CREATE TABLE batches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        origin TEXT NOT NULL,
        requested_by TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('ativo', 'pausado', 'cancelado')),
        created_at INTEGER NOT NULL,
        finished_at INTEGER
      );
      CREATE INDEX batches_unfinished ON batches (id) WHERE finished_at IS NULL;

      CREATE TABLE queue_items (
        interaction_id INTEGER PRIMARY KEY REFERENCES interactions (id) ON DELETE CASCADE,
        batch_id INTEGER REFERENCES batches (id),
        state TEXT NOT NULL CHECK (state IN
          ('pendente', 'extraido', 'falhou', 'revisado', 'descartado', 'cancelado')),
        tries INTEGER NOT NULL DEFAULT 0,
        failure TEXT,
        queued_at INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        lease_token TEXT,
        ended_at INTEGER
      );
      CREATE INDEX queue_items_due ON queue_items (batch_id, due_at, interaction_id)
        WHERE state = 'pendente';
      CREATE INDEX queue_items_by_batch ON queue_items (batch_id, state, interaction_id);
      CREATE INDEX queue_items_by_state ON queue_items (state, interaction_id);
      CREATE INDEX queue_items_by_end ON queue_items (ended_at) WHERE ended_at IS NOT NULL;
      INSERT INTO queue_items (interaction_id, state, queued_at, due_at)
        SELECT id, 'pendente', created_at, created_at FROM interactions
        WHERE extraction = 'pendente' AND text IS NOT NULL;

      CREATE TABLE queue_pace (
        name TEXT PRIMARY KEY,
        next_at INTEGER NOT NULL
      );

      CREATE TABLE suggestions (
        interaction_id INTEGER NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        detail TEXT,
        origin TEXT NOT NULL,
        model TEXT,
        model_digest TEXT,
        prompt_version TEXT,
        span_start INTEGER,
        span_end INTEGER,
        grounded INTEGER NOT NULL,
        provenance_position INTEGER,
        PRIMARY KEY (interaction_id, position)
      ) WITHOUT ROWID;

      CREATE TABLE review_counts (
        day INTEGER NOT NULL,
        field TEXT NOT NULL,
        origin TEXT NOT NULL,
        model TEXT NOT NULL,
        prompt_version TEXT NOT NULL,
        review TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (day, field, origin, model, prompt_version, review)
      ) WITHOUT ROWID;
      INSERT INTO review_counts (day, field, origin, model, prompt_version, review, count)
        SELECT (i.created_at - 10800000) / 86400000, p.field, p.origin, coalesce(p.model, ''),
          coalesce(p.prompt_version, ''), p.review, count(*)
        FROM field_provenance p JOIN interactions i ON i.id = p.interaction_id
        WHERE p.origin <> 'manual'
        GROUP BY 1, 2, 3, 4, 5, 6;

      INSERT INTO schema_migrations VALUES ('0003_queue', 1763722800000,
        '5ea9630a92af276c9a324921dd02dc1a5105ea98a562817c2dedbc046d24c3da');
      """
}
