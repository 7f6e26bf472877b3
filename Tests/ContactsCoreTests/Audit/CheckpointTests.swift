import FoundationEssentials
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Checkpoints of the audit")
struct CheckpointTests {
  @Test func `a checkpoint covers the entry that tells of it, and holds while the chain grows`()
    async throws
  {
    let audit = try await AuditStore(registrations: 3)
    let checkpoint = try await audit.book.checkpoint(as: audit.owner)
    #expect(checkpoint.seq == 5)
    #expect(checkpoint.isSigned)
    #expect(checkpoint.marks.stride == 1)
    #expect(checkpoint.marks.hashes.count == 5)
    try await audit.register(2)
    #expect(
      try await audit.book.verifyAudit(against: checkpoint, as: audit.owner)
        == .intact(entries: 7))
    let entry = try await audit.book.auditEntries(after: 4, limit: 1, as: audit.owner)[0]
    #expect(entry.action == "EXPORT")
    #expect(entry.fields == "ponto_de_controle")
  }

  /// Each is done to a chain of nine entries whose sixth is the checkpoint's.
  @Test(arguments: [
    ("UPDATE audit_entries SET actor = 'outra' WHERE seq = 3", AuditVerdict.broken(seq: 3)),
    ("DELETE FROM audit_entries WHERE seq = 4", .broken(seq: 4)),
    (
      """
      UPDATE audit_entries SET seq = -1 WHERE seq = 2; UPDATE audit_entries SET seq = 2 WHERE seq = 3;
      UPDATE audit_entries SET seq = 3 WHERE seq = -1
      """, .broken(seq: 2)
    ),
    (
      "DELETE FROM audit_entries WHERE seq > 4; UPDATE totals SET value = 4 WHERE name = 'audit'",
      .broken(seq: 5)
    ),
    (
      "DELETE FROM audit_entries; UPDATE totals SET value = 0 WHERE name = 'audit'",
      .broken(seq: 1)
    ),
  ])
  func `what was done by SQL is found at its first entry`(
    _ script: String, _ verdict: AuditVerdict
  ) async throws {
    let audit = try await AuditStore(registrations: 4)
    let checkpoint = try await audit.book.checkpoint(as: audit.owner)
    try await audit.register(3)
    // As somebody would who knows where the store remembers what it signed.
    try audit.connection.run("DELETE FROM audit_checkpoints; \(script)")
    #expect(try await audit.book.verifyAudit(against: checkpoint, as: nil) == verdict)
  }

  @Test func `a cut that the count hides takes a checkpoint to be seen`() async throws {
    let audit = try await AuditStore(registrations: 4)
    let checkpoint = try await audit.book.checkpoint(as: audit.owner)
    try audit.connection.run(
      """
      DELETE FROM audit_checkpoints; DELETE FROM audit_entries WHERE seq > 4;
      UPDATE totals SET value = 4 WHERE name = 'audit'
      """)
    #expect(try await audit.book.verifyAudit(as: nil) == .intact(entries: 4))
    #expect(try await audit.book.verifyAudit(against: checkpoint, as: nil) == .broken(seq: 5))
    // And so when new entries have taken the place of those that were cut.
    try await audit.register(5)
    #expect(
      try await audit.book.verifyAudit(against: checkpoint, as: nil)
        == .rewritten(after: 4, seq: 5))
  }

  @Test func `a chain computed anew is found where it first differs`() async throws {
    for seq in [1, 3, 6] as [Int64] {
      let audit = try await AuditStore(registrations: 4)
      let checkpoint = try await audit.book.checkpoint(as: audit.owner)
      try await audit.register(2)
      try audit.rebuild(from: seq) { if $0.seq == seq { $0.actor = "outra" } }
      #expect(
        try await audit.book.verifyAudit(against: checkpoint, as: nil)
          == .rewritten(after: seq - 1, seq: seq))
      // The store remembers what it signed, until somebody thinks of that as well.
      #expect(try await audit.book.verifyAudit(as: nil) == .rewritten(after: seq - 1, seq: seq))
      try audit.connection.run("DELETE FROM audit_checkpoints")
      #expect(try await audit.book.verifyAudit(as: nil) == .intact(entries: 8))
    }
  }

  @Test func `a chain longer than its marks is narrowed to the distance between two`() {
    #expect(AuditCheckpoint.Marks.stride(of: 1) == 1)
    #expect(AuditCheckpoint.Marks.stride(of: 1024) == 1)
    #expect(AuditCheckpoint.Marks.stride(of: 1025) == 2)
    #expect(AuditCheckpoint.Marks.stride(of: 1_000_000) == 977)
    let marks = AuditCheckpoint.Marks(start: 10, stride: 3, hashes: [])
    #expect([0, 1].map(marks.seq) == [13, 16])
  }

  @Test func `what was changed in a checkpoint is not believed`() async throws {
    let audit = try await AuditStore(registrations: 2)
    let checkpoint = try await audit.book.checkpoint(as: audit.owner)
    for (from, to) in [
      ("\"seq\": 4", "\"seq\": 3"), ("\"passo\": 1", "\"passo\": 2"),
      ("\"inicio\": 0", "\"inicio\": 1"), ("21T09", "22T09"),
      (checkpoint.root.hexadecimal, SHA256.digest(of: "x").hexadecimal),
    ] {
      let text = checkpoint.json.replacing(from, with: to)
      #expect(text != checkpoint.json)
      let forged = try #require(AuditCheckpoint(json: Array(text.utf8)))
      #expect(
        try await audit.book.verifyAudit(against: forged, as: nil) == .unusable(.badSignature))
    }
  }

  @Test func `another centre's checkpoint, and one of another key, are told apart`() async throws {
    let audit = try await AuditStore(registrations: 2)
    let ours = try await audit.book.checkpoint(as: audit.owner)
    var other = AuditCheckpoint(
      origin: [UInt8](repeating: 9, count: 16), seq: ours.seq, root: ours.root, time: ours.time,
      marks: ours.marks, publicKey: ours.publicKey)
    let keys = KeyFolder(audit.store.folder.data)
    guard case .key(let key) = keys.read(.audit) else { throw StoreError(.internal) }
    other.signature = key.sign(other.message)
    #expect(try await audit.book.verifyAudit(against: other, as: nil) == .unusable(.otherOrigin))

    let stranger = try #require(SigningKey(seed: [UInt8](repeating: 7, count: 32)))
    var forged = AuditCheckpoint(
      origin: ours.origin, seq: ours.seq, root: ours.root, time: ours.time, marks: ours.marks,
      publicKey: stranger.publicKey)
    forged.signature = stranger.sign(forged.message)
    #expect(try await audit.book.verifyAudit(against: forged, as: nil) == .unusable(.unknownKey))
    #expect(try await audit.book.verifyAudit(against: ours, as: nil) == .intact(entries: 4))
  }

  @Test func `a checkpoint is read however its JSON is laid out, and nothing else is`()
    async throws
  {
    let audit = try await AuditStore(registrations: 1)
    let checkpoint = try await audit.book.checkpoint(as: audit.owner)
    let spread = checkpoint.json.replacing(", ", with: ",\n    ")
    #expect(AuditCheckpoint(json: Array(spread.utf8)) == checkpoint)
    for text in [
      "", "{}", "[1]", checkpoint.json.replacing("checkpoint.1", with: "checkpoint.2"),
      checkpoint.json.replacing("\"seq\": 3", with: "\"seq\": 9223372036854775807"),
      checkpoint.json.replacing("\"passo\": 1", with: "\"passo\": 0"),
      checkpoint.json.replacing("\"passo\": 1", with: "\"passo\": 9223372036854775807"),
    ] {
      #expect(AuditCheckpoint(json: Array(text.utf8)) == nil, "\(text.prefix(60))")
    }
  }

  @Test func `a chain that does not hold is not signed`() async throws {
    let audit = try await AuditStore(registrations: 3)
    try audit.connection.run("UPDATE audit_entries SET actor = 'outra' WHERE seq = 2")
    await #expect(throws: StoreError(.auditBroken(.broken(seq: 2)))) {
      try await audit.book.checkpoint(as: audit.owner)
    }
  }

  @Test(.disabled(if: Workload.isReduced))
  func `a long chain is walked in pages`() async throws {
    let audit = try await AuditStore(registrations: 1)
    try audit.connection.transaction(.writing) { () throws(StoreError) in
      let trail = AuditTrail(database: audit.connection)
      for _ in 0..<9000 {
        try trail.append(
          AuditTrail.Event(action: .login, entity: .session), by: audit.owner,
          at: Timestamp(milliseconds: 1))
      }
    }
    #expect(try await audit.book.verifyAudit(as: nil) == .intact(entries: 9002))
    let checkpoint = try await audit.book.checkpoint(as: audit.owner)
    #expect(checkpoint.marks.stride == 9)
    try audit.rebuild(from: 5000) { if $0.seq == 5000 { $0.actor = "outra" } }
    #expect(
      try await audit.book.verifyAudit(against: checkpoint, as: nil)
        == .rewritten(after: 4995, seq: 5004))
    try audit.connection.run("UPDATE audit_entries SET actor = 'x' WHERE seq = 8193")
    #expect(try await audit.book.verifyAudit(as: nil) == .broken(seq: 8193))
  }
}
