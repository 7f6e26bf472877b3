/// Where near names are found: the blocks of each contact.
struct NameBlockTable {
  let database: any Database

  /// A contact that shares a block with what is looked for.
  struct Candidate {
    let id: Int64
    let nameKey: String
    let cpf: String?
    let birthDate: String?
  }

  func add(_ blocks: NameBlocks, of contact: Int64) throws(StoreError) {
    for block in blocks.all {
      try database.execute(
        """
        INSERT INTO name_blocks (block, contact_id) VALUES (\(block), \(contact))
        ON CONFLICT DO NOTHING
        """)
    }
  }

  func remove(_ contact: Int64) throws(StoreError) {
    try database.execute("DELETE FROM name_blocks WHERE contact_id = \(contact)")
  }

  /// Contacts of these blocks, the newest first, of those that are open to `viewer`: a closed one is found by whole values
  /// alone, and takes no other's place.
  func candidates(
    in blocks: [Int64], for viewer: SummaryTable.Viewer, limit: Int
  ) throws(StoreError) -> [Candidate] {
    var found: [Candidate] = []
    var seen: Set<Int64> = []
    for block in blocks {
      try database.scan(
        """
        SELECT c.id, c.name_key, c.cpf, c.birth_date FROM name_blocks b
        JOIN contacts c ON c.id = b.contact_id
        WHERE b.block = \(block) AND c.status = 'ativo' AND c.name_key IS NOT NULL
          AND \(RestrictionTable.hides(from: viewer.login, at: viewer.now)) = 0
        ORDER BY b.contact_id DESC LIMIT \(limit)
        """
      ) { (row) throws(StoreError) in
        guard let id = row.integer(0), let key = row.text(1), seen.insert(id).inserted else {
          return
        }
        found.append(
          Candidate(
            id: id, nameKey: String(decoding: key, as: UTF8.self),
            cpf: row.text(2).map { String(decoding: $0, as: UTF8.self) },
            birthDate: row.text(3).map { String(decoding: $0, as: UTF8.self) }))
      }
    }
    return found
  }

  /// Computes the blocks of every contact; the table must be empty.
  func rebuild() throws(StoreError) {
    var last: Int64 = 0
    while true {
      let batch = try database.rows(
        """
        SELECT id, name_key, city FROM contacts c
        WHERE id > \(last) ORDER BY id LIMIT 1000
        """
      ) { (row) throws(StoreError) in
        (
          id: try row.integer(0), key: try row.optionalText(1) ?? "",
          city: try row.optionalText(2)
        )
      }
      guard let end = batch.last else { return }
      for contact in batch where contact.key.contains(" ") {
        let emails = try database.rows(
          "SELECT address_key FROM contact_emails WHERE contact_id = \(contact.id)"
        ) { (row) throws(StoreError) in try row.text(0) }
        try add(
          NameBlocks(nameKey: contact.key, city: contact.city, emailKeys: emails), of: contact.id)
      }
      last = end.id
    }
  }
}
