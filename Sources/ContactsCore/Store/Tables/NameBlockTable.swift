/// Where near names are looked for: the blocks of each contact, and the name beside each.
struct NameBlockTable {
  let database: any Database
  /// What waits for the end of the transaction; nil where nothing does.
  var backlog: ContactBacklog?

  struct Entry {
    let block, contact: Int64
    let nameKey: Sensitive<String>
  }

  func add(_ blocks: NameBlocks, of contact: Int64) throws(StoreError) {
    let entries = blocks.all.map { block in
      Entry(block: block, contact: contact, nameKey: Sensitive(blocks.nameKey))
    }
    if let backlog, backlog.holdsBlocks {
      backlog.blocks += entries
    } else {
      for entry in entries { try insert(entry) }
    }
  }

  /// Writes what waits, before the transaction ends.
  func settle() throws(StoreError) {
    guard let backlog else { return }
    for entry in backlog.blocks.sorted(by: { ($0.block, $0.contact) < ($1.block, $1.contact) }) {
      try insert(entry)
    }
    backlog.blocks = []
  }

  private func insert(_ entry: Entry) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO name_blocks (block, contact_id, name_key)
      VALUES (\(entry.block), \(entry.contact), \(entry.nameKey.revealed(for: .storage)))
      ON CONFLICT DO NOTHING
      """)
  }

  /// Writes the blocks of a contact anew from what its rows hold by now: a blocked one has none, for it is on no list.
  func renew(_ contact: Int64) throws(StoreError) {
    try settle()
    try database.execute("DELETE FROM name_blocks WHERE contact_id = \(contact)")
    let found = try database.row(
      """
      SELECT name_key, city FROM contacts
      WHERE id = \(contact) AND status = 'ativo' AND name_key IS NOT NULL
      """
    ) { (row) throws(StoreError) in (key: try row.text(0), city: try row.optionalText(1)) }
    guard let found else { return }
    let emails = try database.rows(
      "SELECT address_key FROM contact_emails WHERE contact_id = \(contact)"
    ) { (row) throws(StoreError) in try row.text(0) }
    try add(NameBlocks(nameKey: found.key, city: found.city, emailKeys: emails), of: contact)
  }

  /// Visits the contacts of a block and the keys of their names, the newest before `last` first, of those that are open to
  /// `viewer`: a closed one is found by whole values alone, and takes no other's place.
  func scan(
    _ block: Int64, before last: Int64, for viewer: SummaryTable.Viewer, limit: Int,
    visit: (Int64, UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) {
    try database.scan(
      """
      SELECT b.contact_id, b.name_key FROM name_blocks b
      WHERE b.block = \(block) AND b.contact_id < \(last) AND (NOT EXISTS (SELECT 1 FROM restrictions)
        OR \(RestrictionTable.hides("b.contact_id", from: viewer.login, at: viewer.now)) = 0)
      ORDER BY b.contact_id DESC LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      guard let id = row.integer(0), let key = row.text(1) else { return }
      try visit(id, key)
    }
  }
}
