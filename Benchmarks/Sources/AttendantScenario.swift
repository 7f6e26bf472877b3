import Glibc

/// Attendants who think, search and save in a process each: alone, many, beside a bulk import, on a disk slow to sync.
struct AttendantScenario {
  let binary: String
  let home: String
  let size: Int

  private static let seconds = 7

  func run(into table: inout Table) async throws {
    try await attend(1, "", into: &table)
    try await attend(10, "", into: &table)
    try await attend(50, "", into: &table)
    try await attend(50, ", each sync 4 ms slower", isSlow: true, into: &table)
    try await attend(50, ", beside a bulk import", imports: true, into: &table)
    try await attend(
      50, ", beside a bulk import, each sync 4 ms slower", imports: true, isSlow: true,
      into: &table)
  }

  private func attend(
    _ count: Int, _ name: String, imports: Bool = false, isSlow: Bool = false,
    into table: inout Table
  ) async throws {
    let environment = ["HOME=\(home)"] + (isSlow ? ["LD_PRELOAD=\(try slowSync())"] : [])
    let outputs = (0..<count).map { "\(home)-attendant-\($0)" }
    let file = "\(home)-attendants.csv"
    defer { for path in outputs + [file] { unlink(path) } }
    let before = try await saved()
    var importer: pid_t?
    if imports {
      try write(InventedFile.csv(60_000, from: 90_000_000 + Int(getpid()) * 100_000), to: file)
      importer = try Spawned.begin(
        [binary, "import", file], environment: environment + ["ATENDE_HOME=\(home)"])
    }
    let processes = try outputs.enumerated().map { (index, output) in
      try Spawned.begin(
        [
          CommandLine.arguments[0], "attendant", home, "\(AttendantScenario.seconds)",
          "\(Int(getpid()) % 30_000 * 64 + index)",
        ], environment: environment, output: output)
    }
    var failures = 0
    for process in processes {
      var status: CInt = 0
      waitpid(process, &status, 0)
      if status != 0 { failures += 1 }
    }
    let isImporting = importer.map { waitpid($0, nil, WNOHANG) == 0 } ?? true
    if isImporting, let importer { end(importer, SIGKILL) }
    guard isImporting else { throw Failure("the import had ended before the attendants had") }
    var searches: [Double] = []
    var saves: [Double] = []
    for output in outputs {
      for line in try text(of: output).split(separator: "\n") {
        let numbers = line.split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 2 else { throw Failure("an attendant said: \(line)") }
        searches.append(numbers[0])
        saves.append(numbers[1])
      }
    }
    let lost = saves.count - (try await saved() - before)
    let people =
      "\(count) \(count == 1 ? "attendant" : "attendants") with think time, \(size)\(name)"
    table.add(
      Row(
        scenario: "\(people): save", ours: Measurement(saves), beside: .limit(milliseconds: 100)))
    table.add(
      Row(
        scenario: "\(people): search", ours: Measurement(searches),
        beside: .limit(milliseconds: isSlow || imports || count > 10 ? 100 : 5)))
    table.add(
      Row(
        scenario: "\(people): saves lost, attendants refused or stopped",
        beside: .number(Double(max(lost, 0) + failures), unit: "of \(saves.count)", limit: 0)))
  }

  /// Interactions in the store: an attendant's save makes one each, an import of people none.
  private func saved() async throws -> Int {
    let answer = try output(
      of: ["/usr/bin/sqlite3", "\(home)/atende.db", "SELECT count(*) FROM interactions"],
      folder: home)
    guard let count = Int(answer.filter(\.isNumber)) else { throw Failure("no count: \(answer)") }
    return count
  }

  /// A library that makes every sync of a disk wait for 4 ms, as a busy one does.
  private func slowSync() throws -> String {
    let library = "\(home)-slow-sync.so"
    if !exists(library) {
      _ = try Spawned.run([
        "/usr/bin/cc", "-shared", "-fPIC", "-O2", "-o", library,
        try source("Benchmarks/Peers/slow_sync.c"),
      ])
    }
    return library
  }
}
