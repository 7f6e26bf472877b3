import Glibc

/// One search, as a command from its start to its end, beside other programs that find people in a file.
struct PeerScenario {
  let binary: String
  let home: String
  let size: Int

  func run(into table: inout Table) async throws {
    let books = "\(home)-books"
    if !exists(books + "/khard.conf") {
      mkdir(books, 0o700)
      _ = try Spawned.run(
        [
          binary, "export", "--output", "\(books)/people.csv", "--force", "--justification",
          "medição do desempenho",
        ], environment: ["ATENDE_HOME=\(home)"])
      _ = try Spawned.run([
        "/usr/bin/python3", try source("Benchmarks/Peers/books.py"), "\(books)/people.csv", books,
        size > 10_000 ? "no" : "cards",
      ])
    }
    var ours = Runs()
    for _ in 0..<10 {
      ours.add(
        try Spawned.run(
          [binary, "contact", "search", "maria silva"],
          environment: ["ATENDE_HOME=\(home)", "HOME=\(home)"]))
    }
    var peers: [(name: String, words: [String])] = [
      (
        "sqlite3 shell, LIKE over the names",
        [
          "/usr/bin/sqlite3", "\(home)/atende.db",
          "SELECT uid, name FROM contacts WHERE name LIKE '%maria%' AND name LIKE '%silva%' "
            + "ORDER BY id DESC LIMIT 50",
        ]
      ),
      (
        "fzf --filter over a list",
        ["/bin/sh", "-c", "exec fzf --filter 'maria silva' < \(books)/people.txt | head -50"]
      ),
      (
        "abook --mutt-query",
        ["/usr/bin/abook", "--datafile", "\(books)/abook", "--mutt-query", "maria"]
      ),
    ]
    if size <= 10_000 {
      peers.append(
        ("khard list", ["/usr/bin/khard", "-c", "\(books)/khard.conf", "list", "maria silva"]))
    }
    for (name, words) in peers {
      guard exists(words[0]) else {
        table.add(
          Row(
            scenario: "search \(size) by command: \(name) is not installed", ours: ours.measurement,
            memory: ours.memory, beside: .number(0, unit: "", limit: nil)))
        continue
      }
      var peer = Runs()
      for _ in 0..<(name.hasPrefix("khard") ? 1 : 3) {
        peer.add(try Spawned.run(words, environment: ["HOME=\(books)"]))
      }
      table.add(
        Row(
          scenario: "search \(size) by command, whole process", ours: ours.measurement,
          memory: ours.memory, beside: .peer(name: name, peer.measurement, times: nil)))
    }
  }
}
