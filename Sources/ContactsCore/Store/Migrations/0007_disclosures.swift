extension Migration {
  /// What left the store in a file, to whom and why (LGPD: a person may ask with whom their data was shared).
  static let disclosures = Migration(
    name: "0007_disclosures",
    script: """
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
      """)
}
