/// What in the store is nobody's record: the words of the program, what the centre wrote about its work, and the audit.
struct OwnWords {
  let connection: Connection

  /// Columns in which people of the centre write freely of their work: a name there is no living person's, and goes.
  static let written: [(table: String, columns: [String])] = [
    ("requests", ["refusal_article", "refusal_reason"]), ("request_steps", ["evidence"]),
    ("disclosures", ["filters", "justification"]),
    ("incidents", ["summary", "delay_reason", "measures"]), ("approvals", ["summary"]),
    ("restrictions", ["reason"]), ("emergency_openings", ["reason"]), ("notices", ["reason"]),
    ("holds", ["article", "reason"]), ("erasures", ["kept"]),
  ]

  /// Tables of digests, in which no text stands.
  private static let digests = ["erasure_marks", "suppressions"]

  static func isWritten(_ table: String, _ column: String) -> Bool {
    written.contains { $0.table == table && $0.columns.contains(column) }
  }

  /// Marks that are words of the program, of its files or of its audit's own columns: who said "contato" left no trace by it.
  func vocabulary(_ marks: ErasureMarks) throws(StoreError) -> Set<ErasureMarks.Mark> {
    var found: Set<ErasureMarks.Mark> = []
    marks.search(EmbeddedFile.dataCatalogue.text, &found)
    for kind in DatumKind.allCases { marks.search("\(kind.rawValue) \(kind.label)", &found) }
    try connection.scan("SELECT name, tbl_name, sql FROM sqlite_master") {
      (row) throws(StoreError) in
      for index in 0..<3 { if let text = row.text(Int32(index)) { marks.search(text, &found) } }
    }
    let evidence: Set<DatumKind> = [.audit, .request, .disclosure]
    var columns: [(table: String, names: [String])] = []
    for entry in DataCatalogue.entries
    where evidence.contains(entry.kind) && entry.link == .none
      && !OwnWords.digests.contains(entry.table)
      && !OwnWords.isWritten(entry.table, entry.column)
      && !(entry.table == "audit_entries" && entry.column == "reason")
    {
      if let index = columns.firstIndex(where: { $0.table == entry.table }) {
        columns[index].names.append(entry.column)
      } else {
        columns.append((entry.table, [entry.column]))
      }
    }
    for (table, names) in columns { try search(table, names, marks, &found) }
    return found
  }

  /// Marks that stand in a reason of the audit, which nothing takes out again.
  func audited(_ marks: ErasureMarks) throws(StoreError) -> Set<ErasureMarks.Mark> {
    var found: Set<ErasureMarks.Mark> = []
    try search("audit_entries", ["reason"], marks, &found)
    return found
  }

  /// Covers in what the centre wrote whatever is looked for.
  func cover(_ marks: ErasureMarks) throws(StoreError) {
    for (table, columns) in OwnWords.written {
      for column in columns {
        let (source, name) = (SQL(stringLiteral: table), SQL(stringLiteral: column))
        let texts = try connection.rows(
          "SELECT DISTINCT \(name) FROM \(source) WHERE \(name) IS NOT NULL"
        ) { (row) throws(StoreError) in try row.text(0) }
        for text in texts {
          guard let covered = marks.covering(text) else { continue }
          try connection.execute(
            "UPDATE \(source) SET \(name) = \(covered) WHERE \(name) = \(text)")
        }
      }
    }
  }

  private func search(
    _ table: String, _ columns: [String], _ marks: ErasureMarks,
    _ found: inout Set<ErasureMarks.Mark>
  ) throws(StoreError) {
    let (names, source) = (
      SQL(stringLiteral: columns.joined(separator: ", ")), SQL(stringLiteral: table)
    )
    var inside: Set<ErasureMarks.Mark> = []
    try connection.scan("SELECT \(names) FROM \(source)") { (row) throws(StoreError) in
      var texts: [String] = []
      for index in columns.indices {
        if let text = row.text(Int32(index)) { texts.append(String(decoding: text, as: UTF8.self)) }
      }
      // Columns lie beside each other in the file.
      marks.search(texts.joined(separator: " "), &inside)
      marks.search(texts.joined(), &inside)
    }
    found.formUnion(inside)
  }
}
