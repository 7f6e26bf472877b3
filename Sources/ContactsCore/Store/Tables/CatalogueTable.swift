/// The catalogues, with what is no longer in use.
struct CatalogueTable {
  let database: any Database

  /// In use first, each part in its order.
  func all(_ catalogue: Catalogue) throws(StoreError) -> [CatalogueEntry] {
    let columns: SQL =
      switch catalogue {
      case .reasons: "SELECT code, name, active, cues, '', '' FROM reasons"
      case .outcomes: "SELECT code, name, active, '', '', '' FROM outcomes"
      case .referrals: "SELECT code, name, active, '', number, occasion FROM referrals"
      }
    return try database.rows("\(columns) ORDER BY active DESC, position, code") {
      (row) throws(StoreError) in
      CatalogueEntry(
        code: try row.text(0), name: try row.text(1),
        cues: try row.text(3).split(separator: "\n").map(String.init), number: try row.text(4),
        occasion: try row.text(5), isActive: try row.int(2) == 1)
    }
  }

  /// Writes an entry that may be new, at a place counted from 0 among all.
  func save(
    _ entry: CatalogueEntry, in catalogue: Catalogue, at position: Int
  ) throws(StoreError) {
    let active = entry.isActive ? 1 : 0
    switch catalogue {
    case .reasons:
      try database.execute(
        """
        INSERT INTO reasons (code, name, cues, position, active)
        VALUES (\(entry.code), \(entry.name), \(entry.cues.joined(separator: "\n")), \(position),
          \(active))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, cues = excluded.cues,
          position = excluded.position, active = excluded.active
        """)
    case .outcomes:
      try database.execute(
        """
        INSERT INTO outcomes (code, name, position, active)
        VALUES (\(entry.code), \(entry.name), \(position), \(active))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, position = excluded.position,
          active = excluded.active
        """)
    case .referrals:
      try database.execute(
        """
        INSERT INTO referrals (code, name, number, occasion, position, active)
        VALUES (\(entry.code), \(entry.name), \(entry.number), \(entry.occasion), \(position),
          \(active))
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, number = excluded.number,
          occasion = excluded.occasion, position = excluded.position, active = excluded.active
        """)
    }
  }
}
