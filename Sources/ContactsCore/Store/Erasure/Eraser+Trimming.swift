extension Eraser {
  /// What one kind of datum is in one table: all of its rows, or columns of rows that stay.
  struct Share {
    let table: String
    let link: DataCatalogue.Link
    /// Empty where the rows go whole.
    let columns: [String]
  }

  /// The tables in which people have data of a kind, and how much of each that is.
  static func shares(
    of kind: DatumKind, in database: any Database
  ) throws(StoreError) -> [Share] {
    var shares: [Share] = []
    for table in DataCatalogue.tables {
      let personal = table.entries.filter { DatumKind.holdable.contains($0.kind) }
      let own = personal.filter { $0.kind == kind }
      guard !own.isEmpty else { continue }
      guard own.count < personal.count else {
        shares.append(Share(table: table.name, link: table.link, columns: []))
        continue
      }
      // What only makes a row a row stays with it.
      let nullable = Set(try nullableColumns(of: table.name, in: database))
      let columns = own.map(\.column).filter(nullable.contains)
      if !columns.isEmpty {
        shares.append(Share(table: table.name, link: table.link, columns: columns))
      }
    }
    return shares
  }

  /// Takes one kind of datum out of a record that stays, and says how many rows it touched.
  func trim(_ kind: DatumKind) throws(StoreError) -> [ErasureCount] {
    let statistics = KeptStatistics(database: database)
    let shared = try statistics.shared(by: [person.id])
    try SearchIndex(database: database).remove(person.id)
    var counts: [ErasureCount] = []
    for share in try Eraser.shares(of: kind, in: database) {
      let source = Eraser.code(share.table)
      var there = condition(share.link)
      if !share.columns.isEmpty {
        let some = Eraser.code(share.columns.map { "\($0) IS NOT NULL" }.joined(separator: " OR "))
        there = "\(there) AND (\(some))"
      }
      let rows = Int(try database.number("SELECT count(*) FROM \(source) WHERE \(there)"))
      guard rows > 0 else { continue }
      if share.columns.isEmpty {
        try database.execute("DELETE FROM \(source) WHERE \(there)")
      } else {
        let changes = Eraser.code(share.columns.map { "\($0) = NULL" }.joined(separator: ", "))
        try database.execute("UPDATE \(source) SET \(changes) WHERE \(there)")
      }
      counts.append(ErasureCount(table: share.table, rows: rows, isKept: false))
    }
    // There is nothing left to read in a text that has gone.
    if kind == .account {
      try database.execute("DELETE FROM queue_items WHERE \(condition(.interaction))")
    }
    // An undo would bring it back.
    try MergeTable(database: database).forget(person.id)
    try ChangeTable(database: database).forget(person.id)
    let words: SQL = kind == .identification ? "''" : "search_words"
    try database.execute(
      """
      UPDATE contacts SET search_words = \(words), version = version + 1 WHERE id = \(person.id)
      """)
    try SearchIndex(database: database).add(person.id)
    try NameBlockTable(database: database).renew(person.id)
    try statistics.uphold(since: shared)
    return counts
  }
}
