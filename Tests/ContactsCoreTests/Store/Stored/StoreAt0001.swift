/// A store as the schema `0001_base` left it, with one contact: never edited, whatever later schemas do.
enum StoreAt0001 {
  static let sql = """
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

    INSERT INTO schema_migrations VALUES ('0001_base', 1763722800000, 'daac578b933032e6d09d55d7ec3127dd4cddea9c831ddd2f238cbafb0ac71f77');
    INSERT INTO users VALUES (1, 'ana', 1000, 1, 1763722800000);
    INSERT INTO user_roles VALUES (1, 'admin'), (1, 'atendente'), (1, 'encarregado'), (1, 'supervisor');
    INSERT INTO settings VALUES ('centro.nome', 'Central Antiga', 1763722800000, 'ana');
    INSERT INTO secrets VALUES ('search_key', x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
    INSERT INTO reasons VALUES ('apoio_emocional', 'Apoio emocional', 'ansiedade', 0, 1);
    INSERT INTO contacts VALUES (1, '019aa600-0000-7000-8000-000000000001', 'Conceição Araújo', NULL,
      'conceicao araujo', '52998224725', NULL, 'Niterói', 'RJ', NULL, NULL, NULL, 'ativo', 1, 1,
      x'000102030405060708090a0b0c0d0e0f', 1763722800000, 1763722800000, 1);
    INSERT INTO contact_phones VALUES (1, 0, '+5521988776655', '21988776655', '88776655',
      '(21) 98877-6655', 1, 'mobile', NULL, '21988776655');
    INSERT INTO contact_emails VALUES (1, 0, 'ceica@example.org', 'ceica@example.org');
    INSERT INTO interactions VALUES (1, '019aa600-0000-7000-8000-000000000002', 1, '20251121-000001',
      'telefone', 'apoio_emocional', NULL, 'media', 1763722800000, NULL, NULL, 'Quer conversar.',
      'manual', 'ana', 1763722800000);
    INSERT INTO field_provenance VALUES (1, 0, 'nome', 'regra', NULL, NULL, NULL, 0, 16, 'aceito', 'ana');
    INSERT INTO protocol_counters VALUES ('2025-11-21', 1);
    INSERT INTO consents VALUES (1, 1, 'Acolhimento', 'art. 11, II, f', '1',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'telefone', 'dado',
      1763722800000, 'ana');
    INSERT INTO drafts VALUES ('019aa600-0000-7000-8000-000000000003', 'ana', 'rascunho', 1763722800000);
    INSERT INTO idempotency_keys VALUES ('019aa600-0000-7000-8000-000000000004',
      '019aa600-0000-7000-8000-000000000001', '20251121-000001', '', 1763722800000);
    INSERT INTO audit_entries VALUES (1, 1763722800000, 'ana', 1000,
      'admin atendente encarregado supervisor', '019aa600-0000-7000-8000-000000000009', '',
      'CONFIG', 'configuracao', NULL, 'usuario centro.nome', 'criação do cadastro', 'ok',
      zeroblob(32), x'2836ddb0e210d2a8f6e71f5eaa3f99f9f6c1586a7021b0c37b7433f0d9437b05');
    """
}
