import Glibc

/// One person's erasure by the command: rows, search index, log, and the reading of every file for what was erased.
struct EraseScenario {
  let binary: String
  let home: String
  let size: Int

  func run(into table: inout Table) async throws {
    let environment = ["ATENDE_HOME=\(home)", "HOME=\(home)", "OLLAMA_HOST=127.0.0.1:9"]
    var ours = Runs()
    for _ in 0..<(size > 200_000 ? 1 : 3) {
      let uid = try output(
        of: [
          "/usr/bin/sqlite3", home + "/atende.db",
          "SELECT uid FROM contacts WHERE status = 'ativo' AND id > 100 ORDER BY id LIMIT 1",
        ], folder: home
      ).trimming
      let asked = try output(
        of: [binary, "request", "new", "--type", "eliminacao", "--contact", uid, "--json"],
        environment: environment, folder: home)
      guard let start = asked.range(of: "LGPD-") else { throw Failure("no request: \(asked)") }
      let number = String(asked[start.lowerBound...].prefix { $0 != "\"" })
      ours.add(
        try Spawned.run(
          [binary, "erase", uid, "--request", number, "--yes"], environment: environment))
    }
    let copy = home + "-copy.db"
    defer { unlink(copy) }
    _ = try Spawned.run(["/usr/bin/sqlite3", home + "/atende.db", ".backup \(copy)"])
    let shell = try Spawned.run([
      "/usr/bin/sqlite3", copy, "DELETE FROM contacts WHERE id = 50; VACUUM;",
    ])
    table.add(
      Row(
        scenario: "erase a person of \(size), index merged and files read", ours: ours.measurement,
        memory: ours.memory,
        beside: .peer(
          name: "sqlite3 shell, DELETE and VACUUM", Measurement([shell.milliseconds]), times: nil)))
  }
}

extension String {
  var trimming: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// Where `text` begins first.
  func range(of text: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<endIndex }
  }
}
