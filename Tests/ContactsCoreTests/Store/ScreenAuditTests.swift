import ContactsCore
import TestSupport
import Testing

@Suite("What screens do that the store only records")
struct ScreenAuditTests {
  @Test func `locking a screen is an entry of the session`() async throws {
    let store = try await TestStore()
    try await store.book.signIn(as: store.owner)
    try await store.book.noteLock(as: store.owner)
    let entry = try #require(
      try await store.book.auditEntries(
        matching: AuditFilter(), order: .newestFirst, after: nil, limit: 1, as: store.owner
      ).first)
    #expect(entry.action == "LOGIN")
    #expect(entry.entity == "sessao")
    #expect(entry.reason == "bloqueio")
    #expect(entry.actor == store.owner.login)
  }

  @Test(arguments: Permission.allCases)
  func `what a screen refuses is recorded, and what it may do is not`(
    permission: Permission
  ) async throws {
    let store = try await TestStore()
    let before = try await store.book.auditEntries(after: 0, limit: 100, as: store.owner).count
    try await store.book.demand(permission, as: store.owner)
    await #expect(throws: StoreError(.notPermitted(permission))) {
      try await store.book.demand(permission, as: store.actor([]))
    }
    let entries = try await store.book.auditEntries(after: 0, limit: 100, as: store.owner)
    // One for each listing, and one for the refusal.
    #expect(entries.count == before + 2)
    #expect(entries.last?.action == "REFUSED")
    #expect(entries.last?.reason?.hasSuffix(": \(permission.rawValue)") == true)
  }
}
