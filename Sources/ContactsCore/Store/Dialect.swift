/// What one engine writes differently from another, each difference under its name.
///
/// SQLite is the only one so far; a second is a second case, and the compiler lists what it owes.
enum Dialect: Sendable {
  case sqlite

  /// The `number`th parameter of a statement, counted from 1.
  ///
  /// `$1` would be a name to SQLite, numbered in order of appearance.
  func parameter(_ number: Int) -> String {
    Dialect.firstParameters.indices.contains(number)
      ? Dialect.firstParameters[number] : "?\(number)"
  }

  /// Written once: an import spells hundreds of thousands.
  private static let firstParameters = (0..<32).map { "?\($0)" }

  /// A reading is one steady view from its first statement to its last.
  ///
  /// An export asks once whether anything is closed to who asks: another dialect owes as much (`REPEATABLE READ`).
  func begin(_ kind: TransactionKind) -> String {
    switch kind {
    case .reading: "BEGIN"
    case .writing: "BEGIN IMMEDIATE"
    }
  }

  /// The schema's steps, oldest first.
  var migrations: [Migration] {
    let migrations: [Migration] = [
      .base, .search, .queue, .people, .audit, .shift, .disclosures, .desk, .rights,
      .erasure, .deskMore, .lgpdMore, .nearNames, .workByTime,
    ]
    #if DEBUG
      if NextRelease.isPlayed.withLock(\.self) { return migrations + [NextRelease.migration] }
    #endif
    return migrations
  }

  // MARK: - Names

  /// Two numbers, each 0 or 1: whether a contact's name has this key, and whether one has a key that goes on from it.
  ///
  /// `!` is the character after the space; keys are compared byte by byte.
  func namesBeginning(with key: String) -> SQL {
    """
    SELECT EXISTS (SELECT 1 FROM contacts WHERE name_key = \(key)),
      EXISTS (SELECT 1 FROM contacts WHERE name_key > \(key + " ") AND name_key < \(key + "!"))
    """
  }

  // MARK: - Many in one

  /// The texts `expression` of the rows of `source`, in their order, as one text; null where there is no row.
  func joined(_ expression: SQL, of source: SQL, by order: SQL, with separator: String) -> SQL {
    """
    (SELECT group_concat(one, \(separator))
      FROM (SELECT \(expression) AS one FROM \(source) ORDER BY \(order)))
    """
  }

  // MARK: - The schema

  /// The columns of a table: name, and whether it must have a value.
  func columns(of table: String) -> SQL {
    // The number of a row may not be NULL either, although the schema does not say so.
    "SELECT name, \"notnull\" OR pk > 0 FROM pragma_table_info(\(table))"
  }

  // MARK: - Full-text search

  /// One short step towards a single list a term, in which nothing is left of what was taken out; `pages` below zero begins
  /// with lists of any length.
  func mergeIndex(pages: Int) -> SQL {
    "INSERT INTO contact_index (contact_index, rank) VALUES ('merge', \(pages))"
  }

  /// Adds a contact to the search index.
  func addToIndex(_ terms: SearchTerms, id: Int64) -> SQL {
    "INSERT INTO contact_index (rowid, terms) VALUES (\(id), \(terms.joined))"
  }

  /// Takes a contact out of the search index, given exactly the terms it was added with.
  func removeFromIndex(_ terms: SearchTerms, id: Int64) -> SQL {
    """
    INSERT INTO contact_index (contact_index, rowid, terms)
    VALUES ('delete', \(id), \(terms.joined))
    """
  }

  /// What a statement selects from to walk the contacts `c` that hold all of `terms`, newest first.
  ///
  /// The index is the outer loop: it walks the lists of all terms side by side, and only until the page is full.
  func contactsHolding(_ terms: IndexQuery) -> (source: SQL, condition: SQL, id: SQL) {
    (
      "contact_index CROSS JOIN contacts c ON c.id = contact_index.rowid",
      "contact_index MATCH \(terms.expression)",
      "contact_index.rowid"
    )
  }
}
