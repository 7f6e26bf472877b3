extension Migration {
  /// People, what was said, what was consented to, who did it, and the audit.
  static let base = Migration(
    name: "0001_base",
    script: """
      CREATE TABLE schema_migrations (
        name TEXT PRIMARY KEY,
        applied_at INTEGER NOT NULL,
        sha256 TEXT NOT NULL
      );

      CREATE TABLE contacts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        name TEXT,
        social_name TEXT,
        name_key TEXT,
        cpf TEXT,
        birth_date TEXT,
        city TEXT,
        state TEXT,
        notes TEXT,
        guardian TEXT,
        safe_channel TEXT,
        status TEXT NOT NULL DEFAULT 'ativo'
          CHECK (status IN ('ativo', 'bloqueado', 'anonimizado')),
        interaction_count INTEGER NOT NULL DEFAULT 0,
        last_interaction_id INTEGER,
        audit_salt BLOB,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        version INTEGER NOT NULL DEFAULT 1
      );
      CREATE INDEX contacts_by_update ON contacts (updated_at, id) WHERE status = 'ativo';
      CREATE INDEX contacts_by_name_key ON contacts (name_key) WHERE name_key IS NOT NULL;
      CREATE INDEX contacts_by_cpf ON contacts (cpf) WHERE cpf IS NOT NULL;

      CREATE TABLE contact_phones (
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        value TEXT NOT NULL,
        digits TEXT NOT NULL,
        tail TEXT NOT NULL,
        national TEXT NOT NULL,
        complete INTEGER NOT NULL,
        kind TEXT NOT NULL,
        issue TEXT,
        typed TEXT NOT NULL,
        PRIMARY KEY (contact_id, position)
      ) WITHOUT ROWID;
      CREATE INDEX contact_phones_by_tail ON contact_phones (tail);

      CREATE TABLE contact_emails (
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        address TEXT NOT NULL,
        address_key TEXT NOT NULL,
        PRIMARY KEY (contact_id, position)
      ) WITHOUT ROWID;
      CREATE INDEX contact_emails_by_key ON contact_emails (address_key);

      CREATE TABLE reasons (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        cues TEXT NOT NULL,
        position INTEGER NOT NULL,
        active INTEGER NOT NULL DEFAULT 1
      );

      CREATE TABLE interactions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        protocol TEXT NOT NULL UNIQUE,
        channel TEXT NOT NULL,
        reason_code TEXT REFERENCES reasons (code),
        reason TEXT,
        urgency TEXT NOT NULL,
        occurred_at INTEGER NOT NULL,
        matter_date TEXT,
        matter_minutes INTEGER,
        text TEXT,
        extraction TEXT NOT NULL,
        attendant TEXT NOT NULL,
        created_at INTEGER NOT NULL
      );
      CREATE INDEX interactions_by_contact ON interactions (contact_id, id);

      CREATE TABLE field_provenance (
        interaction_id INTEGER NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        field TEXT NOT NULL,
        origin TEXT NOT NULL,
        model TEXT,
        model_digest TEXT,
        prompt_version TEXT,
        span_start INTEGER,
        span_end INTEGER,
        review TEXT NOT NULL,
        reviewed_by TEXT NOT NULL,
        PRIMARY KEY (interaction_id, position)
      ) WITHOUT ROWID;

      CREATE TABLE protocol_counters (
        day TEXT PRIMARY KEY,
        last INTEGER NOT NULL
      );

      CREATE TABLE consents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        purpose TEXT NOT NULL,
        legal_basis TEXT NOT NULL,
        text_version TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        channel TEXT NOT NULL,
        decision TEXT NOT NULL,
        recorded_at INTEGER NOT NULL,
        recorded_by TEXT NOT NULL
      );
      CREATE INDEX consents_by_contact ON consents (contact_id, id);

      CREATE TABLE drafts (
        uid TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        contents TEXT NOT NULL,
        updated_at INTEGER NOT NULL
      );

      CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        updated_by TEXT NOT NULL
      );

      CREATE TABLE secrets (
        name TEXT PRIMARY KEY,
        value BLOB NOT NULL
      );

      CREATE TABLE users (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        login TEXT NOT NULL UNIQUE,
        system_user_id INTEGER NOT NULL UNIQUE,
        active INTEGER NOT NULL DEFAULT 1,
        created_at INTEGER NOT NULL
      );

      CREATE TABLE user_roles (
        user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        PRIMARY KEY (user_id, role)
      );

      CREATE TABLE idempotency_keys (
        key TEXT PRIMARY KEY,
        contact_uid TEXT NOT NULL,
        protocol TEXT,
        duplicates TEXT NOT NULL,
        created_at INTEGER NOT NULL
      );

      CREATE TABLE audit_entries (
        seq INTEGER PRIMARY KEY,
        time INTEGER NOT NULL,
        actor TEXT NOT NULL,
        system_user_id INTEGER NOT NULL,
        roles TEXT NOT NULL,
        session TEXT NOT NULL,
        terminal TEXT NOT NULL,
        action TEXT NOT NULL,
        entity TEXT NOT NULL,
        subject TEXT,
        fields TEXT NOT NULL,
        reason TEXT,
        outcome TEXT NOT NULL,
        prev BLOB NOT NULL,
        hash BLOB NOT NULL
      );
      """)
}
