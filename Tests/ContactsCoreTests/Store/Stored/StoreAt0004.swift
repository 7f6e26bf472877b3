/// A store as the schema `0004_people` left `StoreAt0003`: never edited, whatever later schemas do.
enum StoreAt0004 {
  static let sql =
    StoreAt0003.sql + """

      ALTER TABLE user_roles RENAME TO user_roles_before;
      ALTER TABLE users RENAME TO users_before;

      CREATE TABLE users (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        login TEXT NOT NULL UNIQUE,
        system_user_id INTEGER UNIQUE,
        active INTEGER NOT NULL DEFAULT 1,
        created_at INTEGER NOT NULL,
        last_sign_in_at INTEGER
      );
      INSERT INTO users (id, login, system_user_id, active, created_at)
        SELECT id, login, system_user_id, active, created_at FROM users_before;

      CREATE TABLE user_roles (
        user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        PRIMARY KEY (user_id, role)
      );
      INSERT INTO user_roles (user_id, role) SELECT user_id, role FROM user_roles_before;

      DROP TABLE user_roles_before;
      DROP TABLE users_before;

      CREATE TABLE credentials (
        user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
        hash TEXT NOT NULL,
        must_change INTEGER NOT NULL,
        changed_at INTEGER NOT NULL
      );

      CREATE TABLE sign_in_failures (
        name_digest TEXT PRIMARY KEY,
        failures INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        closed_until INTEGER NOT NULL
      );

      CREATE TABLE sessions (
        uid TEXT PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        terminal TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        last_active_at INTEGER NOT NULL,
        ended_at INTEGER
      );
      CREATE INDEX sessions_by_user ON sessions (user_id);

      CREATE TABLE restrictions (
        contact_id INTEGER PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
        reason TEXT NOT NULL,
        restricted_by TEXT NOT NULL,
        restricted_at INTEGER NOT NULL
      );

      CREATE TABLE restriction_readers (
        contact_id INTEGER NOT NULL REFERENCES restrictions (contact_id) ON DELETE CASCADE,
        login TEXT NOT NULL,
        PRIMARY KEY (contact_id, login)
      );

      CREATE TABLE emergency_openings (
        uid TEXT PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        login TEXT NOT NULL,
        reason TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        closes_at INTEGER NOT NULL
      );
      CREATE INDEX emergency_openings_by_contact ON emergency_openings (contact_id, login);

      CREATE TABLE notices (
        uid TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        contact_id INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
        caused_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        seen_at INTEGER,
        seen_by TEXT
      );
      CREATE INDEX notices_by_time ON notices (created_at);

      CREATE TABLE approvals (
        code TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        scope TEXT NOT NULL,
        summary TEXT NOT NULL,
        records INTEGER NOT NULL,
        requested_by TEXT NOT NULL,
        requested_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        decision TEXT,
        decided_by TEXT,
        decided_at INTEGER,
        used_at INTEGER
      );
      INSERT INTO schema_migrations VALUES ('0004_people', 1763722900000,
        '8beb724e48797a7d9e4d3ae4f8f46729b0b8c9062082701d28b9610b18e0f730');
      """
}
