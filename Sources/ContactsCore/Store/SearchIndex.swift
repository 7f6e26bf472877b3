/// Keeps the search index equal to the contacts.
struct SearchIndex {
  let database: any Database
  /// Who waits for the end of the transaction; nil where nobody does.
  var backlog: ContactBacklog?

  /// Adds a contact whose rows hold these terms.
  func add(_ id: Int64, _ terms: SearchTerms) throws(StoreError) {
    if let backlog {
      backlog.unindexed.append((id, Sensitive(terms)))
    } else {
      try write(id, terms)
    }
  }

  /// Adds a contact by what its rows hold.
  func add(_ id: Int64) throws(StoreError) {
    try add(id, try terms(of: id))
  }

  /// Writes what waits, before the transaction ends.
  func settle() throws(StoreError) {
    guard let backlog else { return }
    for (id, terms) in backlog.unindexed { try write(id, terms.revealed(for: .storage)) }
    backlog.unindexed = []
  }

  private func write(_ id: Int64, _ terms: SearchTerms) throws(StoreError) {
    try database.execute(database.dialect.addToIndex(terms, id: id))
  }

  /// Takes a contact out, before its rows change: the index can only forget what it is told again.
  func remove(_ id: Int64) throws(StoreError) {
    try settle()
    try database.execute(database.dialect.removeFromIndex(try terms(of: id), id: id))
  }

  /// Computes the words of every contact and indexes it; the index must be empty.
  func rebuild() throws(StoreError) {
    var last: Int64 = 0
    while true {
      let batch = try database.rows(
        "SELECT id, name, social_name FROM contacts WHERE id > \(last) ORDER BY id LIMIT 1000"
      ) { (row) throws(StoreError) in
        (
          id: try row.integer(0),
          words: SearchTerms.words(
            name: try row.optionalText(1), socialName: try row.optionalText(2))
        )
      }
      guard let end = batch.last else { return }
      for contact in batch {
        try database.execute(
          """
          UPDATE contacts SET search_words = \(contact.words.joined(separator: " "))
          WHERE id = \(contact.id)
          """)
        try add(contact.id)
      }
      last = end.id
    }
  }

  private func terms(of id: Int64) throws(StoreError) -> SearchTerms {
    let phones = try database.rows(
      "SELECT digits FROM contact_phones WHERE contact_id = \(id) ORDER BY position"
    ) { (row) throws(StoreError) in try row.text(0) }
    let found = try database.row(
      "SELECT search_words, cpf FROM contacts WHERE id = \(id)"
    ) { (row) throws(StoreError) in
      SearchTerms(
        words: try row.text(0).split(separator: " ").map(String.init), phoneDigits: phones,
        cpf: try row.optionalText(1))
    }
    guard let found else { throw StoreError(.corrupt, detail: "an indexed contact is missing") }
    return found
  }
}
