import Glibc

/// Files of each format into an empty store; CSV beside the shell that comes with SQLite.
struct ImportScenario {
  let binary: String
  let cache: String
  let size: Int

  private var folder: String { "\(cache)/import-\(getpid())" }
  private var home: String { folder + "/home" }
  private var environment: [String] {
    ["ATENDE_HOME=\(home)", "HOME=\(folder)", "OLLAMA_HOST=127.0.0.1:9"]
  }

  func run(into table: inout Table) async throws {
    try removeFolder(folder)
    mkdir(folder, 0o700)
    defer { _ = try? removeFolder(folder) }
    let csv = "\(folder)/people.csv"
    try InventedFile.write(InventedFile.csvHeading, InventedFile.csvRows, size, to: csv)
    let ours = try imported(csv)
    try besideShell(csv, ours, into: &table)
    for (format, people) in [("json", InventedFile.json), ("vcf", InventedFile.vCards)] {
      let path = "\(folder)/people.\(format)"
      try InventedFile.write("", people, size, to: path)
      let run = try imported(path)
      table.add(
        Row(
          scenario: "import \(size) from \(format), whole process", ours: run.measurement,
          memory: run.memory,
          beside: .number(Double(size) / run.measurement.p50 * 1000, unit: "a second", limit: nil)))
    }
  }

  /// The shell's `.import` alone, and the shell storing the very rows that our import made, in the same tables with the
  /// same indexes: what a save to this store costs without reading, checking, folding or hashing anything.
  private func besideShell(_ csv: String, _ ours: Runs, into table: inout Table) throws {
    let rows = folder + "/rows"
    mkdir(rows, 0o700)
    try write(ImportScenario.dump(into: rows), to: folder + "/dump")
    _ = try Spawned.run(
      [
        "/usr/bin/sqlite3", "-init", folder + "/dump", home + "/atende.db", ".quit",
      ], limit: 1800)
    var bare = Runs()
    var same = Runs()
    for _ in 0..<runs {
      unlink(folder + "/bare.db")
      try write(".mode csv\n.separator ;\n.import \(csv) people\n", to: folder + "/script")
      bare.add(
        try Spawned.run(
          [
            "/usr/bin/sqlite3", "-init", folder + "/script", folder + "/bare.db", ".quit",
          ], limit: 1800))
      try anew()
      try write(ImportScenario.load(from: rows), to: folder + "/script")
      same.add(
        try Spawned.run(
          [
            "/usr/bin/sqlite3", "-init", folder + "/script", home + "/atende.db", ".quit",
          ], limit: 1800))
      let count = try output(
        of: ["/usr/bin/sqlite3", home + "/atende.db", "SELECT count(*) FROM contacts"],
        folder: folder)
      guard Int(count.filter(\.isNumber)) == size else {
        throw Failure("the shell stored \(count)")
      }
    }
    table.add(
      Row(
        scenario: "import \(size) from csv, whole process", ours: ours.measurement,
        memory: ours.memory,
        beside: .peer(
          name: "sqlite3 shell, .import of the same rows and indexes", same.measurement, times: 1.5)
      ))
    table.add(
      Row(
        scenario: "import \(size) from csv, whole process", ours: ours.measurement,
        memory: ours.memory,
        beside: .peer(
          name: "sqlite3 shell, .import into one bare table", bare.measurement, times: nil)))
  }

  private var runs: Int { size > 20_000 ? 1 : 3 }

  private func imported(_ path: String) throws -> Runs {
    var all = Runs()
    for _ in 0..<runs {
      try anew()
      all.add(
        try Spawned.run([binary, "import", path], environment: environment, limit: 1800))
    }
    return all
  }

  private func anew() throws {
    try removeFolder(home)
    _ = try Spawned.run([binary, "init", "--organization", "Central"], environment: environment)
  }

  private static let tables = [
    "contacts", "contact_phones", "contact_emails", "consents", "name_blocks", "idempotency_keys",
    "audit_entries",
  ]

  private static func dump(into folder: String) -> String {
    let tables = tables.map { table in
      // The first entries of the audit are there in the store made anew.
      let condition = table == "audit_entries" ? " WHERE action <> 'CONFIG'" : ""
      return ".mode ascii\n.output \(folder)/\(table)\nSELECT * FROM \(table)\(condition);\n"
    }
    // Bytes that are no text could hold a separator.
    return """
      UPDATE contacts SET audit_salt = hex(audit_salt);
      UPDATE audit_entries SET prev = hex(prev), hash = hex(hash);

      """ + tables.joined() + """
        .output \(folder)/terms
        CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'contact_index', 'instance');
        SELECT doc, group_concat(term, ' ') FROM temp.words GROUP BY doc;
        """
  }

  private static func load(from folder: String) -> String {
    """
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    BEGIN;
    .mode ascii
    \(tables.map { ".import \(folder)/\($0) \($0)" }.joined(separator: "\n"))
    CREATE TEMP TABLE terms (id INTEGER PRIMARY KEY, words TEXT);
    .import \(folder)/terms terms
    INSERT INTO contact_index (rowid, terms) SELECT id, words FROM terms;
    COMMIT;
    """
  }
}
