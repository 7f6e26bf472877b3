import TestSupport
import Testing

@testable import ContactsCore

@Suite("The audit")
struct AuditTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  /// A store with five entries and a second connection to tamper with.
  private func tampered(_ script: String) async throws -> AuditVerdict {
    let store = try await TestStore()
    for name in ["Ana", "Bia", "Caio", "Davi"] {
      _ = try await store.book.register(
        .new(.person(name), key: ids.newUID()), as: store.distantOwner)
    }
    #expect(try await store.book.verifyAudit(as: store.owner) == .intact(entries: 5))
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run(script)
    return try await store.book.verifyAudit(as: nil)
  }

  @Test(arguments: [
    ("UPDATE audit_entries SET actor = 'x' WHERE seq = 3", 3),
    ("UPDATE audit_entries SET time = time + 1 WHERE seq = 1", 1),
    ("UPDATE audit_entries SET subject = NULL WHERE seq = 4", 4),
    ("UPDATE audit_entries SET reason = '' WHERE seq = 2", 2),
    ("UPDATE audit_entries SET terminal = actor, actor = terminal WHERE seq = 2", 2),
    ("UPDATE audit_entries SET address = '192.0.2.1' WHERE seq = 3", 3),
    ("UPDATE audit_entries SET address_source = 'utmp' WHERE seq = 3", 3),
    ("UPDATE audit_entries SET request = NULL WHERE seq = 5", 5),
    ("UPDATE audit_entries SET format = 1 WHERE seq = 2", 2),
    ("UPDATE audit_entries SET hash = zeroblob(32) WHERE seq = 2", 2),
    ("UPDATE audit_entries SET prev = zeroblob(32) WHERE seq = 5", 5),
    ("UPDATE audit_entries SET fields = 7.5 WHERE seq = 5", 5),
    ("DELETE FROM audit_entries WHERE seq = 3", 3),
    ("DELETE FROM audit_entries WHERE seq = 1", 1),
    ("DELETE FROM audit_entries WHERE seq = 5", 5),
    ("DELETE FROM audit_entries", 1),
    (
      """
      UPDATE audit_entries SET seq = 99 WHERE seq = 3; UPDATE audit_entries SET seq = 3 WHERE seq = 4;
      UPDATE audit_entries SET seq = 4 WHERE seq = 99
      """, 3
    ),
    (
      "INSERT INTO audit_entries SELECT 6, time, actor, system_user_id, roles, session, terminal, "
        + "action, entity, subject, fields, reason, outcome, prev, hash, format, address, "
        + "address_source, request FROM audit_entries WHERE seq = 5", 6
    ),
  ])
  func `every change of the chain is found at its first entry`(
    _ script: String, _ seq: Int64
  ) async throws {
    #expect(try await tampered(script) == .broken(seq: seq))
  }

  @Test func `no two different entries have the same bytes`() {
    func entry(_ actor: String, _ roles: String, reason: String?, format: Int64 = 1) -> [UInt8] {
      var entry = AuditEntry(
        seq: 1, time: Timestamp(milliseconds: 2), actor: actor, systemUserID: 3, roles: roles,
        session: "", terminal: "", action: "READ", entity: "contato", subject: nil, fields: "",
        reason: reason, outcome: "ok")
      entry.format = format
      return entry.canonicalBytes.bytes
    }
    #expect(entry("ab", "c", reason: nil) != entry("a", "bc", reason: nil))
    #expect(entry("a", "b", reason: nil) != entry("a", "b", reason: ""))
    #expect(entry("a", "b", reason: nil) != entry("a", "b", reason: nil, format: 2))
    #expect(
      entry("a", "b", reason: nil).prefix(21) == [
        0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0x61,
      ])
  }

  @Test func `entries name fields and a pseudonym, never a value`() async throws {
    let store = try await TestStore()
    let receipt = try await store.book.register(
      .new(
        .person("Maria Silva", phones: ["11987654321"], city: "Recife"), text: "segredo",
        key: ids.newUID()), as: store.owner)
    _ = try await store.book.read(
      receipt.uid, after: SearchTrace(text: Sensitive("maria sil"), count: 1), as: store.owner)
    let entries = try await store.book.auditEntries(after: 0, limit: 100, as: store.owner)
    #expect(entries.map(\.seq) == [1, 2, 3, 4])
    #expect(entries.map(\.action) == ["CONFIG", "CREATE", "SEARCH", "READ"])
    #expect(entries[1].entity == "contato")
    #expect(
      entries[1].fields
        == "nome telefones cidade canal urgencia ocorrido_em texto consentimento")
    #expect(entries[1].subject == entries[3].subject)
    #expect(entries[1].subject?.count == 64)
    #expect(entries[1].roles == "admin atendente encarregado supervisor")
    #expect(entries[1].terminal == "/dev/pts/7")
    #expect(entries[2].reason?.hasSuffix("resultados=1") == true)
    let all = entries.map { "\($0)" }.joined().lowercased()
    for value in ["maria", "987654321", "recife", "segredo", receipt.uid.text] {
      #expect(!all.contains(value), "\(value)")
    }
  }

  @Test func `the same search has the same digest in one store and another elsewhere`()
    async throws
  {
    var digests: [String?] = []
    for moment in [1_795_263_300_000, 1_795_263_300_000 + 5] as [Int64] {
      let surroundings = Surroundings.test(start: Timestamp(milliseconds: moment))
      if moment % 10 == 5 { _ = surroundings.randomBytes(1) }
      let store = try await TestStore(surroundings: surroundings)
      let trace = SearchTrace(text: Sensitive("maria"), count: 0)
      try await store.book.recordSearch(trace, as: store.owner)
      try await store.book.recordSearch(trace, as: store.owner)
      digests += try await store.book.auditEntries(after: 1, limit: 9, as: store.owner)
        .map(\.reason)
    }
    #expect(digests.count == 4)
    #expect(digests[0] == digests[1])
    #expect(digests[0] != digests[2])
  }

  @Test func `pages of the audit follow one another`() async throws {
    let store = try await TestStore()
    for _ in 0..<4 {
      try await store.book.recordSearch(
        SearchTrace(text: Sensitive("maria"), count: 0), as: store.owner)
    }
    let first = try await store.book.auditEntries(after: 0, limit: 2, as: store.owner)
    let second = try await store.book.auditEntries(after: 2, limit: 100, as: store.owner)
    #expect(first.map(\.seq) == [1, 2])
    // The sixth is this listing's own.
    #expect(second.map(\.seq) == [3, 4, 5, 6])
    #expect(second[0].previous == first[1].hash)
  }

  @Test func `an erased person's salt takes the pseudonym with it, and the chain still holds`()
    async throws
  {
    let store = try await TestStore()
    let receipt = try await store.book.register(
      .new(.person("Ana"), key: ids.newUID()), as: store.owner)
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run("UPDATE contacts SET audit_salt = NULL")
    _ = try await store.book.read(receipt.uid, after: nil, as: store.owner)
    let entries = try await store.book.auditEntries(after: 2, limit: 5, as: store.owner)
    #expect(entries.map(\.subject) == [nil])
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 4))
  }
}
