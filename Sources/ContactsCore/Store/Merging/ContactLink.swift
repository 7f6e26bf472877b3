/// A table that hangs on a contact, and what becomes of its rows when two records are made one.
///
/// Every table with a column `contact_id` is here: a test compares this list with the schema.
struct ContactLink {
  let table: String
  let fate: Fate

  enum Fate: Equatable {
    /// The rows go over to the record that is left, and come back if it is undone; they are known by this column.
    case goesOver(key: String)
    /// A list that a person is on or not: the record that is left is on it where either was. Undone, both are on it: it
    /// is better to tell somebody twice than never.
    case isListed(key: String)
    /// Written from the fields of the record.
    case followsFields
    /// The rules of two closed records are made one: `Merging` does that.
    case united
  }

  static let all: [ContactLink] = [
    ContactLink(table: "contact_phones", fate: .followsFields),
    ContactLink(table: "contact_emails", fate: .followsFields),
    ContactLink(table: "name_blocks", fate: .followsFields),
    ContactLink(table: "contact_changes", fate: .followsFields),
    ContactLink(table: "restrictions", fate: .united),
    ContactLink(table: "restriction_readers", fate: .united),
    ContactLink(table: "interactions", fate: .goesOver(key: "id")),
    ContactLink(table: "consents", fate: .goesOver(key: "id")),
    ContactLink(table: "callbacks", fate: .goesOver(key: "id")),
    ContactLink(table: "notices", fate: .goesOver(key: "uid")),
    ContactLink(table: "emergency_openings", fate: .goesOver(key: "uid")),
    ContactLink(table: "contact_redirects", fate: .goesOver(key: "old_uid")),
    ContactLink(table: "requests", fate: .goesOver(key: "id")),
    ContactLink(table: "disclosures", fate: .goesOver(key: "uid")),
    ContactLink(table: "holds", fate: .goesOver(key: "uid")),
    ContactLink(table: "guardian_cautions", fate: .goesOver(key: "uid")),
    ContactLink(table: "incident_people", fate: .isListed(key: "incident_id")),
    ContactLink(table: "merges", fate: .goesOver(key: "id")),
  ]

  /// The lists, and the column that tells one from another.
  static var lists: [(table: SQL, name: String, key: SQL)] {
    all.compactMap { link in
      guard case .isListed(let key) = link.fate else { return nil }
      return (SQL(stringLiteral: link.table), link.table, SQL(stringLiteral: key))
    }
  }

  /// The tables whose rows go over, and the column that each of their rows is known by.
  static var moved: [(table: SQL, name: String, key: SQL)] {
    all.compactMap { link in
      guard case .goesOver(let key) = link.fate else { return nil }
      return (SQL(stringLiteral: link.table), link.table, SQL(stringLiteral: key))
    }
  }
}
