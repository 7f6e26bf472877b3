import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Sealed segments of the audit")
struct SealTests {
  private let everything = Timestamp(milliseconds: .max)

  private func path(_ audit: AuditStore, _ segment: AuditSegment) -> String {
    "\(audit.store.folder.data.auditArchive)/\(segment.file)"
  }

  @Test func `old entries go to a file, and the chain holds across the cut`() async throws {
    let audit = try await AuditStore(registrations: 5)
    let segments = try await audit.book.sealAudit(before: everything, as: audit.owner)
    #expect(segments.map(\.first) == [1])
    #expect(segments.map(\.last) == [6])
    #expect(segments.map(\.file) == ["segmento-000001.jsonl"])
    #expect(try audit.connection.number("SELECT count(*) FROM audit_entries") == 1)
    #expect(try await audit.book.verifyAudit(as: audit.owner) == .intact(entries: 7))
    let entry = try await audit.book.auditEntries(after: 6, limit: 9, as: audit.owner)[0]
    #expect(entry.seq == 7)
    #expect(entry.action == "DELETE")
    #expect(try #require(entry.reason).hasPrefix("segmento=1 registros=1-6 resumo="))

    try await audit.register(3)
    let more = try await audit.book.sealAudit(before: everything, as: audit.owner)
    #expect(more.map(\.number) == [2])
    #expect(more.map(\.first) == [7])
    #expect(more[0].firstPrevious == segments[0].lastHash)
    #expect(try await audit.book.verifyAudit(as: nil) == .intact(entries: more[0].last + 1))
    for segment in segments + more {
      #expect(
        try await audit.book.verifySegment(file: path(audit, segment), as: audit.owner)
          == .intact(segment))
    }
  }

  @Test func `only what is older than the setting is sealed`() async throws {
    let audit = try await AuditStore(registrations: 2)
    #expect(try await audit.book.sealAudit(before: nil, as: audit.owner).isEmpty)
    let entries = try await audit.book.auditEntries(after: 0, limit: 9, as: audit.owner)
    #expect(
      try await audit.book.sealableAudit(before: entries[2].time, as: audit.owner) == 1...2)
    // A clock that was set back does not make an entry older than those before it.
    try audit.connection.run("UPDATE audit_entries SET time = 5 WHERE seq = 3")
    #expect(
      try await audit.book.sealableAudit(before: entries[1].time, as: audit.owner) == 1...1)
    #expect(
      try await audit.book.sealableAudit(before: Timestamp(milliseconds: 1), as: audit.owner) == nil
    )
    #expect(try await audit.book.auditSegments().isEmpty)
  }

  @Test func `the file holds every entry whole, for its group and nobody else`() async throws {
    let audit = try await AuditStore(registrations: 2)
    let before = try await audit.book.auditEntries(after: 0, limit: 9, as: audit.owner)
    let segment = try await audit.book.sealAudit(before: everything, as: audit.owner)[0]
    var status = stat()
    #expect(stat(path(audit, segment), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
    let lines = AuditStore.text(of: path(audit, segment)).split(separator: "\n")
    let read = lines.compactMap { AuditLine(json: $0.utf8)?.entry }
    #expect(Array(read.prefix(3)) == before)
    #expect(read.map(\.seq) == [1, 2, 3, 4])
    #expect(TestFolder.entries(of: audit.store.folder.data.auditArchive) == [segment.file])
  }

  @Test func `what was sealed is still listed and exported, from its file`() async throws {
    let audit = try await AuditStore(registrations: 5)
    let (book, owner) = (audit.book, audit.owner)
    let first = try await book.sealAudit(before: everything, as: owner)[0]
    try await audit.register(2)
    _ = try await book.sealAudit(before: everything, as: owner)
    try await audit.register(1)
    func seqs(_ filter: AuditFilter, _ order: AuditOrder, by limit: Int) async throws -> [Int64] {
      var found: [Int64] = []
      while true {
        let page = try await book.auditEntries(
          matching: filter, order: order, after: found.last, limit: limit, as: owner)
        found += page.map(\.seq)
        if page.count < limit { return found }
      }
    }
    let all = try await seqs(AuditFilter(), .oldestFirst, by: 4)
    #expect(all == Array(1...(all.last ?? 0)))
    let back = try await seqs(AuditFilter(action: .create), .newestFirst, by: 3)
    #expect(back == back.sorted(by: >) && back.count == 8 && back.last == 2)
    #expect(try await seqs(AuditFilter(person: "ninguem"), .oldestFirst, by: 4).isEmpty)
    let file = audit.store.folder.path + "/auditoria.saida"
    let count = try await book.exportAudit(
      matching: AuditFilter(action: .create), to: file, format: .csv, as: owner)
    #expect(count == 8)
    #expect(try await book.unreadableAudit(since: nil, as: owner).isEmpty)
    // What is not there is told, and only where it can have been asked for.
    unlink(path(audit, first))
    #expect(try await book.unreadableAudit(since: nil, as: owner) == [first])
    let later = first.sealedAt.adding(milliseconds: 1)
    #expect(try await book.unreadableAudit(since: later, as: owner).isEmpty)
  }

  @Test func `a changed file is found at its first entry, wherever it lies`() async throws {
    let audit = try await AuditStore(registrations: 4)
    let segment = try await audit.book.sealAudit(before: everything, as: audit.owner)[0]
    let whole = AuditStore.text(of: path(audit, segment))
    var lines = whole.split(separator: "\n").map(String.init)
    let copy = audit.store.folder.path + "/" + "copia.jsonl"
    func verdict(_ text: String) async throws -> SegmentVerdict {
      AuditStore.overwrite(copy, text)
      return try await audit.book.verifySegment(file: copy, as: audit.owner)
    }
    #expect(try await verdict(whole) == .intact(segment))
    #expect(try await verdict(whole + "\n") == .broken(segment: 1, seq: 6))
    #expect(
      try await verdict(whole.replacing("\"ator\": \"ana\"", with: "\"ator\":  \"ana\""))
        == .altered(segment: 1))
    lines[2] = lines[2].replacing("CREATE", with: "DELETE")
    #expect(
      try await verdict(lines.joined(separator: "\n")) == .broken(segment: 1, seq: 3))
    lines.remove(at: 1)
    #expect(
      try await verdict(lines.joined(separator: "\n")) == .broken(segment: 1, seq: 2))
    #expect(
      try await verdict(lines.prefix(1).joined()) == .broken(segment: 1, seq: 2))
    #expect(try await verdict("nada") == .unknown)
    await #expect(throws: StoreError(.notFound)) {
      try await audit.book.verifySegment(file: copy + ".x", as: audit.owner)
    }
  }

  @Test(arguments: [
    "UPDATE audit_segments SET last_hash = zeroblob(32)",
    "UPDATE audit_segments SET file_sha256 = zeroblob(32)",
    "UPDATE audit_segments SET sealed_by = 'outra'",
    "UPDATE audit_segments SET signature = zeroblob(64)",
    "UPDATE audit_segments SET first_seq = 2",
    "DELETE FROM audit_segments",
    "INSERT INTO signing_keys VALUES (zeroblob(32), 'auditoria', 2, 0, 1)",
  ])
  func `a seal that was touched does not hold`(_ script: String) async throws {
    let audit = try await AuditStore(registrations: 3)
    _ = try await audit.book.sealAudit(before: everything, as: audit.owner)
    #expect(try await audit.book.verifyAudit(as: nil).isIntact)
    try audit.connection.run(script)
    let verdict = try await audit.book.verifyAudit(as: nil)
    #expect(verdict.firstBad != nil, "\(verdict)")
    #expect(!verdict.isIntact)
  }

  @Test func `a cut by hand after a seal is found`() async throws {
    let audit = try await AuditStore(registrations: 3)
    let last = try await audit.book.sealAudit(before: everything, as: audit.owner)[0].last
    try audit.connection.run(
      "DELETE FROM audit_entries; UPDATE totals SET value = \(last) WHERE name = 'audit'")
    #expect(try await audit.book.verifyAudit(as: nil) == .broken(seq: last + 1))
  }

  @Test func `a checkpoint of a sealed entry is checked in its file`() async throws {
    let audit = try await AuditStore(registrations: 2)
    let checkpoint = try await audit.book.checkpoint(as: audit.owner)
    try await audit.register(2)
    let segment = try await audit.book.sealAudit(before: everything, as: audit.owner)[0]
    #expect(segment.last == 6)
    #expect(
      try await audit.book.verifyAudit(against: checkpoint, as: nil) == .intact(entries: 7))
    unlink(path(audit, segment))
    #expect(
      try await audit.book.verifyAudit(against: checkpoint, as: nil)
        == .unusable(.sealed(segment: 1)))
  }

  @Test func `a key replaced before a cut is vouched for by the seal`() async throws {
    let audit = try await AuditStore(registrations: 1)
    let old = try await audit.book.checkpoint(as: audit.owner)
    let reason = try #require(AuditReason("rotina"))
    _ = try await audit.book.replaceKey(.audit, reason: reason, as: audit.owner)
    _ = try await audit.book.sealAudit(before: everything, as: audit.owner)
    let new = try await audit.book.checkpoint(as: audit.owner)
    for checkpoint in [old, new] {
      #expect(
        try await audit.book.verifyAudit(against: checkpoint, as: nil)
          == .intact(entries: new.seq))
    }
  }

  @Test(.disabled(if: Workload.isReduced))
  func `many entries are sealed in several segments`() async throws {
    let audit = try await AuditStore(registrations: 0)
    try audit.connection.transaction(.writing) { () throws(StoreError) in
      for _ in 0..<AuditSegment.mostEntries {
        try AuditTrail(database: audit.connection).append(
          AuditTrail.Event(action: .login, entity: .session), by: audit.owner,
          at: Timestamp(milliseconds: 1))
      }
    }
    let segments = try await audit.book.sealAudit(before: everything, as: audit.owner)
    #expect(segments.map(\.first) == [1, 20_001])
    #expect(segments.map(\.last) == [20_000, 20_001])
    #expect(try await audit.book.verifyAudit(as: nil) == .intact(entries: 20_003))
  }

  @Test func `a chain that does not hold is not cut`() async throws {
    let audit = try await AuditStore(registrations: 3)
    try audit.connection.run("UPDATE audit_entries SET actor = 'outra' WHERE seq = 2")
    await #expect(throws: StoreError(.auditBroken(.broken(seq: 2)))) {
      try await audit.book.sealAudit(before: everything, as: audit.owner)
    }
    #expect(try audit.connection.number("SELECT count(*) FROM audit_entries") == 4)
  }
}
