/// Takes one person out of every table, as the catalogue says, inside the caller's transaction.
struct Eraser {
  let database: any Database
  let person: Person
  /// Kinds of datum that are on hold: their columns stay, and the rows they stand in.
  let kept: Set<DatumKind>

  /// Who is erased.
  struct Person {
    let id: Int64
    let uid: UID
  }

  /// How many rows of each table are the person's; tables of which there are none are left out.
  func count() throws(StoreError) -> [ErasureCount] {
    var counts: [ErasureCount] = []
    for table in DataCatalogue.tables {
      let rows = Int(
        try database.number(
          "SELECT count(*) FROM \(Eraser.code(table.name)) WHERE \(condition(table.link))"))
      if rows > 0 {
        counts.append(ErasureCount(table: table.name, rows: rows, isKept: keeps(table.name)))
      }
    }
    let drafts = try draftsAbout().count
    if drafts > 0 { counts.append(ErasureCount(table: "drafts", rows: drafts, isKept: false)) }
    return counts
  }

  /// Removes what goes, clears what goes of rows that stay, and says what it was.
  func erase() throws(StoreError) -> [ErasureCount] {
    let counts = try count()
    for draft in try draftsAbout() {
      try database.execute("DELETE FROM drafts WHERE uid = \(draft)")
    }
    // Places in notes, of whom cannot be told: they only save time.
    try database.execute("DELETE FROM model_answers")
    try database.execute(
      """
      UPDATE idempotency_keys SET duplicates = replace(duplicates, \(person.uid), '')
      WHERE duplicates LIKE \("%\(person.uid.text)%")
      """)
    try SearchIndex(database: database).remove(person.id)
    try MergeTable(database: database).forget(person.id)
    try ChangeTable(database: database).forget(person.id)
    if kept.isEmpty { try clearEvidence() }
    for table in DataCatalogue.tables where !keeps(table.name) {
      try database.execute("DELETE FROM \(Eraser.code(table.name)) WHERE \(condition(table.link))")
    }
    if kept.isEmpty {
      try database.execute("UPDATE totals SET value = value - 1 WHERE name = 'contacts'")
    } else {
      try clear()
      try SearchIndex(database: database).add(person.id)
    }
    return counts
  }

  /// Whether rows of a table stay: it has a column on hold, or something that stays hangs on it.
  func keeps(_ table: String) -> Bool {
    if isEvidence(table) { return true }
    guard !kept.isEmpty else { return false }
    if table == "contacts" || table == "holds" { return true }
    let own = DataCatalogue.entries.filter { $0.table == table }
    if own.contains(where: { kept.contains($0.kind) }) { return true }
    guard table == "interactions" else { return false }
    return DataCatalogue.entries.contains { $0.link == .interaction && kept.contains($0.kind) }
  }

  /// Whether rows of a table stay whatever happens, without what in them is a person's.
  private func isEvidence(_ table: String) -> Bool {
    DataCatalogue.entries.contains {
      $0.table == table && ($0.erasing == .kept || $0.erasing == .cleared)
    }
  }

  private func clearEvidence() throws(StoreError) {
    for table in DataCatalogue.tables where isEvidence(table.name) {
      let cleared = table.entries.filter { $0.erasing == .cleared }
      guard !cleared.isEmpty else { continue }
      let changes = cleared.map { "\($0.column) = NULL" }.joined(separator: ", ")
      try database.execute(
        "UPDATE \(Eraser.code(table.name)) SET \(Eraser.code(changes)) WHERE \(condition(table.link))"
      )
    }
  }

  /// Empties, in the rows that stay, what no hold keeps; what only makes a row a row stays with it.
  private func clear() throws(StoreError) {
    for table in DataCatalogue.tables
    where keeps(table.name) && !isEvidence(table.name) && table.name != "holds" {
      let nullable = Set(try Eraser.nullableColumns(of: table.name, in: database))
      let going = table.entries.filter {
        DatumKind.holdable.contains($0.kind) && !kept.contains($0.kind)
          && nullable.contains($0.column)
      }
      guard !going.isEmpty else { continue }
      let changes = going.map { "\($0.column) = NULL" }.joined(separator: ", ")
      try database.execute(
        "UPDATE \(Eraser.code(table.name)) SET \(Eraser.code(changes)) WHERE \(condition(table.link))"
      )
    }
    let words: SQL = kept.contains(.identification) ? "search_words" : "''"
    try database.execute(
      """
      UPDATE contacts SET search_words = \(words), status = 'bloqueado', version = version + 1
      WHERE id = \(person.id)
      """)
    // A block of the city, or of an address, would tell of it to whoever tries names of cities.
    try NameBlockTable(database: database).renew(person.id)
  }

  static func nullableColumns(
    of table: String, in database: any Database
  ) throws(StoreError) -> [String] {
    try database.rows(database.dialect.columns(of: table)) { (row) throws(StoreError) in
      (name: try row.text(0), isRequired: try row.integer(1) != 0)
    }.filter { !$0.isRequired }.map(\.name)
  }

  func condition(_ link: DataCatalogue.Link) -> SQL {
    switch link {
    case .person: "id = \(person.id)"
    case .contact: "contact_id = \(person.id)"
    case .interaction:
      "interaction_id IN (SELECT id FROM interactions WHERE contact_id = \(person.id))"
    case .uid: "contact_uid = \(person.uid)"
    case .contents, .index, .cache, .none: "1 = 0"
    }
  }

  /// Names of the catalogue are ours, so they may be code.
  static func code(_ name: String) -> SQL { SQL(stringLiteral: name) }

  // MARK: - Drafts

  /// Drafts, whoever's, that speak of this person: by the record, or by a number, an address or the whole name.
  func draftsAbout() throws(StoreError) -> [UID] {
    var signs: [String] = [person.uid.text]
    signs += try database.rows(
      "SELECT uid FROM interactions WHERE contact_id = \(person.id)"
    ) { (row) throws(StoreError) in try row.text(0) }
    var digits: [String] = []
    try database.query("SELECT name, social_name, cpf FROM contacts WHERE id = \(person.id)") {
      (row) throws(StoreError) in
      for name in [try row.optionalText(0), try row.optionalText(1)].compactMap(\.self) {
        let words = foldedWords(name)
        if words.count > 1 { signs.append(words.joined(separator: " ")) }
      }
      if let cpf = try row.optionalText(2) { digits.append(cpf) }
    }
    digits += try database.rows(
      "SELECT tail FROM contact_phones WHERE contact_id = \(person.id)"
    ) { (row) throws(StoreError) in try row.text(0) }.filter { $0.count >= 8 }
    signs += try database.rows(
      "SELECT address_key FROM contact_emails WHERE contact_id = \(person.id)"
    ) { (row) throws(StoreError) in folded(try row.text(0)) }
    let names = try personNames()
    let drafts = try database.rows("SELECT uid, contents FROM drafts") { (row) throws(StoreError) in
      (uid: try row.uid(0), contents: try row.text(1))
    }
    return drafts.filter { draft in
      let plain = folded(draft.contents)
      let words = foldedWords(draft.contents)
      let line = words.joined(separator: " ")
      // Whatever stands between digits: a dash is written in many ways.
      let numbers = words.joined()
      return signs.contains { plain.contains($0) || line.contains($0) }
        || digits.contains { numbers.contains($0) }
        || names.contains { Eraser.tells(words, of: $0) }
    }.map(\.uid)
  }

  /// Drafts that are left, in which a word of the name stands that nobody else here has: a person decides what they are.
  func draftsToLookAt() throws(StoreError) -> [DoubtfulDraft] {
    var rare: [String] = []
    for word in Set(try personNames().flatMap(\.self)) where word.count >= 4 {
      guard let query = IndexQuery(words: [word], digitGroups: []) else { continue }
      let holding = database.dialect.contactsHolding(query)
      let others = try database.number(
        """
        SELECT count(*) FROM \(holding.source) WHERE \(holding.condition) AND c.id <> \(person.id)
        """)
      if others == 0 { rare.append(word) }
    }
    guard !rare.isEmpty else { return [] }
    let going = Set(try draftsAbout())
    let drafts = try database.rows(
      "SELECT uid, contents, owner, updated_at FROM drafts ORDER BY updated_at, uid"
    ) { (row) throws(StoreError) in
      (
        contents: try row.text(1),
        draft: DoubtfulDraft(
          uid: try row.uid(0), owner: try row.text(2), updatedAt: try row.timestamp(3))
      )
    }
    return drafts.filter { entry in
      let words = Set(foldedWords(entry.contents))
      return !going.contains(entry.draft.uid) && rare.contains { words.contains($0) }
    }.map(\.draft)
  }

  /// The words of each name, without what only joins them.
  private func personNames() throws(StoreError) -> [[String]] {
    var names: [[String]] = []
    try database.query("SELECT name, social_name FROM contacts WHERE id = \(person.id)") {
      (row) throws(StoreError) in
      for name in [try row.optionalText(0), try row.optionalText(1)].compactMap(\.self) {
        names.append(nameKey(name).split(separator: " ").map(String.init))
      }
    }
    return names
  }

  /// Whether the first and the last word of a name stand beside each other, in either order, or all its words together.
  static func tells(_ text: [String], of name: [String]) -> Bool {
    guard name.count > 1, let first = name.first, let last = name.last else { return false }
    let particles: Set<String> = ["da", "de", "do", "das", "dos", "e", "d"]
    let words = text.filter { !particles.contains($0) }
    let whole = name.sorted()
    for index in words.indices {
      let pair = words[index...].prefix(2)
      if pair.elementsEqual([first, last]) || pair.elementsEqual([last, first]) { return true }
      if words[index...].prefix(name.count).sorted() == whole { return true }
    }
    return false
  }
}
