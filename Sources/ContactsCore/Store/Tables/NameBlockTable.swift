/// Where near names are looked for: the blocks of each contact, and the name beside each.
struct NameBlockTable {
  let database: any Database

  func add(_ blocks: NameBlocks, of contact: Int64) throws(StoreError) {
    for block in blocks.all {
      try database.execute(
        """
        INSERT INTO name_blocks (block, contact_id, name_key)
        VALUES (\(block), \(contact), \(blocks.nameKey)) ON CONFLICT DO NOTHING
        """)
    }
  }

  func remove(_ contact: Int64) throws(StoreError) {
    try database.execute("DELETE FROM name_blocks WHERE contact_id = \(contact)")
  }

  /// Visits the contacts of a block and the keys of their names, the newest first, of those that are open to `viewer`: a
  /// closed one is found by whole values alone, and takes no other's place.
  ///
  /// Whether a record is blocked is left to whoever looks into it.
  func scan(
    _ block: Int64, for viewer: SummaryTable.Viewer, limit: Int,
    visit: (Int64, UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) {
    try database.scan(
      """
      SELECT b.contact_id, b.name_key FROM name_blocks b
      WHERE b.block = \(block) AND (NOT EXISTS (SELECT 1 FROM restrictions)
        OR \(RestrictionTable.hides("b.contact_id", from: viewer.login, at: viewer.now)) = 0)
      ORDER BY b.contact_id DESC LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      guard let id = row.integer(0), let key = row.text(1) else { return }
      try visit(id, key)
    }
  }
}
