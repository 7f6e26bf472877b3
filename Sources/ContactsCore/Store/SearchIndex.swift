/// Keeps the search index equal to the contacts.
struct SearchIndex {
  let database: any Database
  /// Who waits for the end of the transaction; nil where nobody does.
  var backlog: Backlog?

  /// Contacts that a bulk import has written and the index has not.
  ///
  /// FTS5 writes out what it holds in memory at each later statement that can be undone by itself: every row of an import
  /// became a segment of the index of its own, to be merged with the others. One after the other they are one segment.
  final class Backlog {
    fileprivate var contacts: [Int64] = []
  }

  /// Adds a contact whose rows are already written.
  func add(_ id: Int64) throws(StoreError) {
    if let backlog {
      backlog.contacts.append(id)
    } else {
      try write(id)
    }
  }

  /// Writes what waits, before the transaction ends.
  func settle() throws(StoreError) {
    guard let backlog else { return }
    for id in backlog.contacts { try write(id) }
    backlog.contacts = []
  }

  private func write(_ id: Int64) throws(StoreError) {
    try database.execute(database.dialect.addToIndex(try terms(of: id), id: id))
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
