import TestSupport
import Testing

@testable import ContactsCore

@Suite("Sessions")
struct SessionTests {
  private func session() async throws -> (Centre, Actor) {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    try await centre.book.signIn(as: ana)
    return (centre, ana)
  }

  @Test func `an hour without use ends a session, and use keeps it`() async throws {
    let (centre, ana) = try await session()
    for _ in 1...3 {
      centre.clock.advance(minutes: 59)
      _ = try await centre.book.contactCount(as: ana)
    }
    centre.clock.advance(minutes: 60)
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.contactCount(as: ana)
    }
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.register(
        .new(.person("Ana"), key: centre.surroundings.newUID()), as: ana)
    }
  }

  @Test func `what the program does by itself keeps no session awake`() async throws {
    let (centre, ana) = try await session()
    centre.clock.advance(minutes: 40)
    _ = try await centre.book.contactCount(as: ana.unattended)
    try await centre.book.recordSearch(
      SearchTrace(text: Sensitive("x"), count: 0), as: ana.unattended)
    centre.clock.advance(minutes: 20)
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.contactCount(as: ana)
    }
  }

  @Test func `twelve hours end a session however much it is used`() async throws {
    let (centre, ana) = try await session()
    for _ in 1...23 {
      centre.clock.advance(minutes: 30)
      _ = try await centre.book.contactCount(as: ana)
    }
    centre.clock.advance(minutes: 30)
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.contactCount(as: ana)
    }
    let again = try await centre.arrive()
    try await centre.book.signIn(as: again)
    #expect(try await centre.book.contactCount(as: again) == 0)
  }

  @Test func `a draft is saved even when the session is over`() async throws {
    let (centre, ana) = try await session()
    try await centre.book.signOut(as: ana)
    let draft = Draft(
      uid: centre.surroundings.newUID(), contents: Sensitive("nota"), updatedAt: centre.clock.now)
    try await centre.book.saveDraft(draft, as: ana)
    await #expect(throws: StoreError(.sessionEnded)) { try await centre.book.drafts(as: ana) }
    let again = try await centre.arrive()
    #expect(try await centre.book.drafts(as: again).map(\.uid) == [draft.uid])
  }

  @Test func `a session is opened, and ended, once in the audit`() async throws {
    let (centre, ana) = try await session()
    try await centre.book.signIn(as: ana)
    try await centre.book.signOut(as: ana)
    try await centre.book.signOut(as: ana)
    #expect(try await centre.entries(of: "LOGIN").map(\.reason) == [nil, "saída"])
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.contactCount(as: ana)
    }
  }

  @Test func `a command has no session to expire`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    centre.clock.advance(hours: 40)
    #expect(try await centre.book.contactCount(as: ana) == 0)
  }

  @Test func `the limits are the centre's, and never longer than an hour and twelve`()
    async throws
  {
    let (centre, ana) = try await session()
    try await centre.book.changeSettings(
      [.sessionIdleLimit: "15", .sessionLongest: "60"], as: ana)
    centre.clock.advance(minutes: 15)
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.contactCount(as: ana)
    }
    for (key, value) in [(SettingKey.sessionIdleLimit, "61"), (.sessionLongest, "721")] {
      #expect(key.problem(with: value) != nil)
    }
  }

  @Test func `roles that change hold from the next thing done`() async throws {
    let (centre, ana) = try await session()
    let bia = try await centre.person("bia", [.attendant], by: ana)
    await #expect(throws: StoreError(.notPermitted(.readAudit))) {
      try await centre.book.auditEntries(after: 0, limit: 1, as: bia)
    }
    let roles = try await centre.book.changeRoles(
      of: "bia", adding: [.dataProtectionOfficer], removing: [.attendant], as: ana)
    #expect(roles == [.dataProtectionOfficer])
    _ = try await centre.book.auditEntries(after: 0, limit: 1, as: bia)
    await #expect(throws: StoreError(.notPermitted(.registerContacts))) {
      try await centre.book.register(
        .new(.person("Caio"), key: centre.surroundings.newUID()), as: bia)
    }
    #expect(try await centre.entries(of: "REFUSED").map(\.roles) == ["atendente", "encarregado"])
  }

  @Test func `who is disabled does nothing more, on any screen`() async throws {
    let (centre, ana) = try await session()
    let bia = try await centre.person("bia", [.attendant], by: ana)
    try await centre.book.signIn(as: bia)
    try await centre.book.setActive(false, login: "bia", as: ana)
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.contactCount(as: bia)
    }
    await #expect(throws: StoreError(.notAUser)) {
      try await centre.arrive(SystemAccount(login: "bia", systemUserID: bia.systemUserID))
    }
    try await centre.book.setActive(true, login: "bia", as: ana)
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.contactCount(as: bia)
    }
    let again = try await centre.arrive(
      SystemAccount(login: "bia", systemUserID: bia.systemUserID))
    #expect(try await centre.book.contactCount(as: again) == 0)
  }
}
