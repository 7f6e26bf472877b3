import ContactsCore
import TestSupport
import Testing

@Suite("One store, many processes")
struct SharedStoreTests {
  @Test func `twenty processes that register at once are all saved, without gaps`() async throws {
    let folder = try await initialisedFolder()
    let receipts = try await withThrowingTaskGroup(of: ReceiptObject.self) { group in
      for number in 1...20 {
        group.addTask {
          try await added("{\"nome\": \"Pessoa \(number)\", \"texto\": \"nota\"}", in: folder)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(receipts.map(\.uid)).count == 20)
    let numbers = receipts.compactMap {
      $0.protocolo?.split(separator: "-").last.flatMap { Int($0) }
    }
    #expect(numbers.sorted() == Array(1...20))
    let verify = try await ProgramRun.of(["audit", "verify"], in: folder)
    #expect(verify.exitStatus == 0, "\(verify.errors)")
  }

  @Test func `killed at any moment, no acknowledged save is lost`() async throws {
    let folder = try await initialisedFolder()
    let program = try ProgramEnvironment.program()
    // Each run is killed some thousandths of a second later than the one before, or ends by itself.
    let script = """
      i=0
      while [ $i -lt 60 ]; do
        i=$((i + 1))
        printf '{"nome": "Pessoa %s"}' $i |
          timeout -s KILL "$(printf '0.%03d' $((i * 4)))" '\(program)' contact add --json
      done 2>/dev/null
      exit 0
      """
    let run = try await ProgramRun.of(["-c", script], in: folder, program: "sh", limit: 300)
    let acknowledged = try run.lines.filter { $0.hasSuffix("}") }.map {
      try decoded(ReceiptObject.self, $0).uid
    }
    let kept = try await ProgramRun.of(
      ["contact", "search", "", "--json", "--limit", "1000"], in: folder)
    for uid in acknowledged { #expect(kept.output.contains(uid)) }
    let verify = try await ProgramRun.of(["audit", "verify"], in: folder)
    #expect(verify.exitStatus == 0, "\(verify.errors)")
  }

  @Test func `an older program leaves a newer store alone`() async throws {
    let folder = try await initialisedFolder()
    _ = try await added(#"{"nome": "Ana"}"#, in: folder)
    let future = try await ProgramRun.of(
      [
        folder.data.database,
        "INSERT INTO schema_migrations (name, applied_at, sha256) VALUES ('9999_futuro', 0, 'x')",
      ], in: folder, program: "sqlite3")
    try #require(future.exitStatus == 0, "\(future.errors)")
    let digest = ["-c", "cat \"$ATENDE_HOME\"/atende.db | sha256sum"]
    let before = try await ProgramRun.of(digest, in: folder, program: "sh")
    let add = try await ProgramRun.of(
      ["contact", "add", "--json"], in: folder, input: #"{"nome": "Bia"}"#)
    try await expectFailure(add, 78, "DATABASE_ERROR")
    for words in [["contact", "search", "ana"], ["audit", "verify"]] {
      #expect(try await ProgramRun.of(words, in: folder).exitStatus == 78)
    }
    #expect(try await ProgramRun.of(digest, in: folder, program: "sh") == before)
    let doctor = try await ProgramRun.of(["doctor"], in: folder)
    #expect(doctor.exitStatus == 78)
    #expect(doctor.output.contains("mais nova"))
    let extract = try await ProgramRun.of(
      ["extract", "--engine", "rules"], in: folder, input: "Ana, 11 98765-4321")
    #expect(extract.exitStatus == 0)
  }

  @Test func `files belong to the group and to nobody else`() async throws {
    let folder = try await initialisedFolder()
    let run = try await ProgramRun.of(
      ["-c", "umask 0; stat -c %a \"$ATENDE_HOME\" \"$ATENDE_HOME\"/atende.db"], in: folder,
      program: "sh")
    #expect(run.lines == ["2770", "660"])
  }
}
