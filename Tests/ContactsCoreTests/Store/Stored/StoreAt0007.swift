/// A store as the schema `0007_disclosures` left `StoreAt0006`: never edited, whatever later schemas do.
enum StoreAt0007 {
  static let sql =
    StoreAt0006.sql + """

      CREATE TABLE disclosures (
        uid TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        format TEXT NOT NULL,
        masked INTEGER NOT NULL,
        filters TEXT NOT NULL,
        justification TEXT,
        approval TEXT NOT NULL,
        disclosed_by TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('iniciada', 'concluida', 'interrompida')),
        contacts INTEGER NOT NULL,
        interactions INTEGER NOT NULL,
        sha256 TEXT,
        ended_at INTEGER
      );
      CREATE INDEX disclosures_by_start ON disclosures (started_at);
      INSERT INTO disclosures VALUES ('019aa600-0000-7000-8000-000000000007', 'exportacao', 'csv', 0,
        '', 'relatório mensal', 'dentro do limite', 'ana', 1763724000000, 'concluida', 1, 1, NULL,
        1763724000100);
      INSERT INTO schema_migrations VALUES ('0007_disclosures', 1763724000000,
        '8bce138123430289e6103e6bd7d1664b5bc4fddeecd8e0536c4688086a5d0819');
      """
}
