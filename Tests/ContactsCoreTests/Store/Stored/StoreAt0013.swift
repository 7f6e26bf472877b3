/// A store as the schema `0013_near_names` left `StoreAt0012`: never edited, whatever later schemas do.
enum StoreAt0013 {
  static let sql =
    StoreAt0012.sql + """

      CREATE TABLE named_blocks (
        block INTEGER NOT NULL,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        name_key TEXT NOT NULL,
        PRIMARY KEY (block, contact_id)
      ) WITHOUT ROWID;
      INSERT INTO named_blocks (block, contact_id, name_key)
      SELECT b.block, b.contact_id, c.name_key FROM name_blocks b
      JOIN contacts c ON c.id = b.contact_id
      WHERE c.name_key IS NOT NULL AND c.status = 'ativo' ORDER BY b.block, b.contact_id;
      DROP TABLE name_blocks;
      ALTER TABLE named_blocks RENAME TO name_blocks;
      CREATE INDEX name_blocks_by_contact ON name_blocks (contact_id);

      INSERT INTO schema_migrations VALUES ('0013_near_names', 1763726100000,
        '0d7f60537c430406520166f9de05eae6455a00c233ea289ee86a8c0ec1bc4359');
      """
}
