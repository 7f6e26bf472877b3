extension Migration {
  /// The name beside each of its blocks, so that names are compared without a look into the record of each; a blocked record has none.
  static let nearNames = Migration(
    name: "0013_near_names",
    script: """
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
      """)
}
