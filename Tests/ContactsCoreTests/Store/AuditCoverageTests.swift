import TestSupport
import Testing

@testable import ContactsCore

/// Entries that no other test happened to look for: found by removing each call that writes one.
@Suite("Nothing goes unrecorded")
struct AuditCoverageTests {
  @Test func `a model's installation`() async throws {
    let store = try await TestStore()
    try await store.book.recordModelPull(of: "llama3:8b", as: store.actor([.admin]))
    let entries = try await store.book.auditEntries(
      after: 0, limit: 100, as: store.actor([.dataProtectionOfficer]))
    let entry = try #require(entries.last)
    #expect(entry.action == "CONFIG")
    #expect(entry.reason == "instalação de llama3:8b")
  }

  @Test func `a person's own change of password, and what an administrator changes`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    try await centre.book.changePassword(from: Password(""), to: Centre.password, as: ana)
    let own = try #require(try await centre.entries(of: "CONFIG").last)
    #expect(own.fields == "senha")
    #expect(own.reason == "usuario=ana")
    _ = try await centre.person("bia", [.attendant], by: ana)
    let before = try await centre.entries(of: "CONFIG").count
    try await centre.book.setActive(false, login: "bia", as: ana)
    let entries = try await centre.entries(of: "CONFIG")
    #expect(entries.count == before + 1)
    #expect(entries.last?.reason?.hasPrefix("usuario=bia") == true)
  }

  @Test func `breaking the glass of what is open reads it all the same`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let uid = try await centre.book.register(
      .new(.person("Maria Silva"), text: "nota", key: centre.surroundings.newUID()), as: ana
    ).uid
    let before = try await centre.entries(of: "READ").count
    _ = try await centre.book.breakGlass(uid, reason: Sensitive("a ligação caiu no meio"), as: ana)
    let reads = try await centre.entries(of: "READ")
    #expect(reads.count == before + 1)
    #expect(reads.last?.entity == "contato")
  }

  @Test func `a notice that is taken note of, once`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let caio = try await centre.person("caio", [.admin], by: ana)
    _ = try await centre.person("davi", [.attendant], by: caio)
    let notice = try #require(
      try await centre.book.notices(includingSeen: false, limit: 9, as: ana).first)
    for _ in 1...2 {
      try await centre.book.markSeen(notice: notice.uid, as: ana)
      #expect(try await centre.entries(of: "UPDATE").filter { $0.fields == "visto" }.count == 1)
    }
  }

  @Test func `the other version that a conflict of review shows`() async throws {
    let desk = try await QueueDesk()
    let queued = try await desk.queue("um texto", of: .person(phones: ["11987654321"]))
    let lease = try #require(try await desk.claim())
    let found = ExtractedFields(city: .grounded("Santos", 30..<36))
    #expect(try await desk.book.completeQueueItem(lease, with: .read(found), as: desk.owner))
    let review = try await desk.book.openReview(queued.item, as: desk.owner)
    let current = try await desk.book.update(
      queued.contact, to: .person("Outra"), version: review.contact.version, as: desk.owner)
    await #expect(throws: StoreError(.conflict(current: current))) {
      try await desk.book.review(
        queued.item, [0: .accept], version: review.contact.version, as: desk.owner)
    }
    let entry = try await desk.book.auditEntries(after: 0, limit: 100, as: desk.owner).last
    #expect(entry?.action == "READ")
    #expect(entry?.reason == "conflito de versões")
  }

  @Test func `coming in by a password, and being turned away while the name is closed`()
    async throws
  {
    let centre = try await Centre(.password)
    _ = try await centre.signIn("rosa", Centre.password)
    let entry = try #require(try await centre.entries(of: "LOGIN").last)
    #expect(entry.actor == "rosa")
    #expect(entry.outcome == "ok")
    for _ in 1...5 {
      await #expect(throws: StoreError.self) {
        try await centre.signIn("rosa", Password("outra senha qualquer"))
      }
    }
    #expect(try await centre.closing("rosa", Centre.password) != nil)
    let refused = try await centre.entries(of: "REFUSED")
    #expect(refused.count == 6)
    #expect(refused.last?.reason?.hasSuffix("bloqueado") == true)
  }

  @Test func `looking at who had an interaction`() async throws {
    let desk = try await ShiftDesk()
    let interaction = try desk.interaction(try await desk.register())
    let before = try await desk.centre.entries(of: "READ").count
    _ = try await desk.book.assignments(of: interaction, as: desk.sara)
    let reads = try await desk.centre.entries(of: "READ")
    #expect(reads.count == before + 1)
    #expect(reads.last?.fields == "responsavel")
    #expect(reads.last?.subject != nil)
  }
}
