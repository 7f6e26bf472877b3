/// A store as the schema `0002_search` left it, with a text that waits for the model: never edited, whatever later schemas do.
enum StoreAt0002 {
  static let sql =
    StoreAt0001.sql + """

      ALTER TABLE contacts ADD COLUMN search_words TEXT NOT NULL DEFAULT '';
      CREATE VIRTUAL TABLE contact_index USING fts5 (
        terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
      );
      CREATE TABLE totals (
        name TEXT PRIMARY KEY,
        value INTEGER NOT NULL
      );
      INSERT INTO totals (name, value) VALUES ('contacts', 1), ('audit', 1);
      INSERT INTO schema_migrations VALUES ('0002_search', 1763722800000, '');
      UPDATE contacts SET search_words = 'conceicao araujo';
      INSERT INTO contact_index (rowid, terms) VALUES (1, '\(terms)');
      INSERT INTO interactions VALUES (2, '019aa600-0000-7000-8000-000000000005', 1,
        '20251121-000002', 'chat', NULL, NULL, 'media', 1763722860000, NULL, NULL,
        'Moro em Niterói e quero conversar.', 'pendente', 'ana', 1763722860000);
      UPDATE contacts SET interaction_count = 2, last_interaction_id = 2;
      INSERT INTO field_provenance VALUES
        (1, 1, 'motivo', 'llm', 'llama3:8b', 'abc', '1', 5, 14, 'editado', 'ana');
      UPDATE protocol_counters SET last = 2;
      """

  private static let terms = """
    a ar ara arau arauj araujo c co con conc conce concei conceic conceica conceicao °529 °5299 \
    °52998 °529982 ·198 ·1988 ·19887 ·219 ·2198 ·21988 ·655 ·665 ·6655 ·766 ·7665 ·76655 ·776 \
    ·7766 ·77665 ·877 ·8776 ·87766 ·887 ·8877 ·88776 ·988 ·9887 ·98877
    """
}
