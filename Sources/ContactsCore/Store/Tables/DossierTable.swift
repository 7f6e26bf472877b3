/// Gathers what is handed to the person: the same list that an erasure walks, so that neither forgets a column.
struct DossierTable {
  let database: any Database

  /// Every exported column of every table that holds rows of the person.
  func tables(of contact: Int64, uid: UID) throws(StoreError) -> [PersonDossier.Table] {
    var tables: [PersonDossier.Table] = []
    for table in DataCatalogue.tables {
      let columns = table.entries.filter(\.isExported)
      guard !columns.isEmpty, let condition = condition(table.link, contact, uid) else { continue }
      // Names of our own file, which a test compares with the schema.
      let names = SQL(stringLiteral: columns.map(\.column).joined(separator: ", "))
      let rows = try database.rows(
        "SELECT \(names) FROM \(SQL(stringLiteral: table.name)) WHERE \(condition)"
      ) { (row) throws(StoreError) in row.values }
      if !rows.isEmpty {
        tables.append(PersonDossier.Table(name: table.name, columns: columns, rows: rows))
      }
    }
    return tables.sorted { CopyWords.place(of: $0.name) < CopyWords.place(of: $1.name) }
  }

  /// What codes are called, also those of what is no longer in use.
  func words() throws(StoreError) -> CopyWords {
    func names(_ catalogue: Catalogue) throws(StoreError) -> [String: String] {
      Dictionary(
        try CatalogueTable(database: database).all(catalogue).map { ($0.code, $0.name) },
        uniquingKeysWith: { first, _ in first })
    }
    return CopyWords(reasons: try names(.reasons), outcomes: try names(.outcomes))
  }

  private func condition(_ link: DataCatalogue.Link, _ contact: Int64, _ uid: UID) -> SQL? {
    switch link {
    case .person: "id = \(contact)"
    case .contact: "contact_id = \(contact)"
    case .interaction:
      "interaction_id IN (SELECT id FROM interactions WHERE contact_id = \(contact))"
    case .uid: "contact_uid = \(uid)"
    case .contents, .index, .cache, .none: nil
    }
  }

  /// Files since the person was registered: those of the person alone, and those of full records that may have held them.
  func disclosures(of contact: Int64, since: Timestamp) throws(StoreError)
    -> [PersonDossier.SharedWith]
  {
    try database.rows(
      """
      SELECT started_at, disclosed_by, format, justification, filters, masked, contact_id IS NOT NULL
      FROM disclosures
      WHERE contact_id = \(contact) OR (contact_id IS NULL AND started_at >= \(since)
        AND state <> 'interrompida' AND contacts > 0)
      ORDER BY started_at, uid
      """
    ) { (row) throws(StoreError) in
      PersonDossier.SharedWith(
        moment: try row.timestamp(0), login: try row.text(1), format: try row.text(2),
        justification: try row.optionalText(3), filters: try row.text(4),
        isMasked: try row.int(5) == 1, isOwn: try row.int(6) == 1)
    }
  }
}
