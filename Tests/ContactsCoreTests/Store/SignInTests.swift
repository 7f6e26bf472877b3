import TestSupport
import Testing

@testable import ContactsCore

@Suite("Coming in by name and password")
struct SignInTests {
  private let password = Password("cavalo bateria grampo")
  private let other = Password("janela trovão azulejo")

  @Test func `the first person comes in by the password given at the start`() async throws {
    let centre = try await Centre(.password)
    let rosa = try await centre.signIn("rosa", Centre.password)
    #expect(rosa.login == "rosa")
    #expect(rosa.roles == Set(Role.allCases))
    #expect(rosa.entry == .password)
    #expect(!rosa.mustChangePassword)
    #expect(try await centre.book.contactCount(as: rosa) == 0)
  }

  @Test func `in a centre of passwords the machine's account says nothing`() async throws {
    let centre = try await Centre(.password)
    await #expect(throws: StoreError(.signInRequired)) {
      try await centre.book.actor(
        for: TestStore.account, session: centre.surroundings.newUID(), terminal: "")
    }
  }

  @Test func `a name is read without regard to case and blanks`() async throws {
    let centre = try await Centre(.password)
    #expect(try await centre.signIn(" Rosa ", Centre.password).login == "rosa")
  }

  @Test func `unknown, disabled, without password and wrong get the same answer and entry`()
    async throws
  {
    let centre = try await Centre(.password)
    let rosa = try await centre.signIn("rosa", Centre.password)
    try await centre.book.add(
      NewUser(login: "bia", roles: [.attendant], systemUserID: nil, password: password), as: rosa)
    try await centre.book.add(
      NewUser(login: "caio", roles: [.attendant], systemUserID: nil, password: nil), as: rosa)
    try await centre.book.setActive(false, login: "bia", as: rosa)
    for (login, typed) in [
      ("ninguem", password), ("caio", password), ("bia", password), ("rosa", other),
      ("", password), ("rosa", Password("")),
    ] {
      await #expect(throws: StoreError(.signInRefused(closedUntil: nil)), "\(login)") {
        try await centre.signIn(login, typed)
      }
    }
    let entries = try await centre.entries(of: "REFUSED")
    #expect(entries.count == 6)
    for entry in entries {
      #expect(entry.actor == "terminal")
      #expect(entry.roles.isEmpty)
      #expect(entry.entity == "sessao")
      let reason = try #require(entry.reason)
      #expect(reason.hasPrefix("LOGIN: nome="))
      #expect(reason.count == "LOGIN: nome=".count + 32)
      for name in ["ninguem", "caio", "bia", "rosa"] { #expect(!reason.contains(name)) }
    }
    #expect(entries[3].reason == entries[5].reason)
    #expect(Set(entries.compactMap(\.reason)).count == 5)
  }

  @Test func `a hash is computed for who is unknown, too`() async throws {
    let cost = PasswordCost.light
    #expect(!PasswordHash.isOutdated(PasswordHash.unmatched(cost), cost))
    #expect(!PasswordHash.verifies(password, PasswordHash.unmatched(cost)))
  }

  @Test func `after five failures a name is closed, for longer each time, known or not`()
    async throws
  {
    for login in ["rosa", "ninguem"] {
      let centre = try await Centre(.password)
      for _ in 1...5 {
        await #expect(throws: StoreError(.signInRefused(closedUntil: nil))) {
          try await centre.signIn(login, other)
        }
      }
      var delays: [Int64] = []
      for _ in 1...7 {
        let closed = try #require(try await centre.closing(login, other))
        delays.append((closed.milliseconds - centre.clock.now.milliseconds) / 1000)
        // Even the right password waits.
        #expect(try await centre.closing(login, Centre.password) == closed)
        centre.clock.set(closed)
        await #expect(throws: StoreError(.signInRefused(closedUntil: nil))) {
          try await centre.signIn(login, other)
        }
      }
      #expect(delays == [30, 60, 120, 240, 480, 900, 900])
    }
  }

  @Test func `the right password after the wait forgets the failures`() async throws {
    let centre = try await Centre(.password)
    for _ in 1...5 { _ = try? await centre.signIn("rosa", other) }
    let closed = try #require(try await centre.closing("rosa", Centre.password))
    centre.clock.set(closed)
    _ = try await centre.signIn("rosa", Centre.password)
    for _ in 1...4 { _ = try? await centre.signIn("rosa", other) }
    _ = try await centre.signIn("rosa", Centre.password)
  }

  @Test func `failures are forgotten after a day`() async throws {
    let centre = try await Centre(.password)
    for _ in 1...4 { _ = try? await centre.signIn("rosa", other) }
    centre.clock.advance(hours: 25)
    for _ in 1...4 { _ = try? await centre.signIn("rosa", other) }
    _ = try await centre.signIn("rosa", Centre.password)
  }

  @Test func `tries at once are each counted before their password is looked at`() async throws {
    let centre = try await Centre(.password)
    let refused = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<12 {
        group.addTask {
          do throws(StoreError) {
            _ = try await centre.signIn("rosa", Password("senha errada qualquer"))
            return false
          } catch {
            return error == StoreError(.signInRefused(closedUntil: nil))
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(refused == 5)
  }

  @Test func `a password that somebody else chose is changed before anything else`() async throws {
    let centre = try await Centre(.password)
    let rosa = try await centre.signIn("rosa", Centre.password)
    try await centre.book.add(
      NewUser(login: "bia", roles: [.attendant], systemUserID: nil, password: password), as: rosa)
    let bia = try await centre.signIn("bia", password)
    #expect(bia.mustChangePassword)
    await #expect(throws: StoreError(.passwordChangeRequired)) {
      try await centre.book.contactCount(as: bia)
    }
    #expect(
      try await centre.entries(of: "REFUSED").last?.reason == "SEARCH: passwordChangeRequired")
    // What is typed is kept all the same.
    let draft = Draft(
      uid: centre.surroundings.newUID(), contents: Sensitive("Maria ligou"),
      updatedAt: centre.clock.now)
    try await centre.book.saveDraft(draft, as: bia)
    await #expect(throws: StoreError(.signInRefused(closedUntil: nil))) {
      try await centre.book.changePassword(from: other, to: other, as: bia)
    }
    await #expect(throws: StoreError(.invalid([.samePassword]))) {
      try await centre.book.changePassword(from: password, to: password, as: bia)
    }
    try await centre.book.changePassword(from: password, to: other, as: bia)
    #expect(try await centre.book.contactCount(as: bia) == 0)
    // The screens go on with the person as they came in.
    try await centre.book.saveDraft(draft, as: bia)
    #expect(try await centre.book.drafts(as: bia).map(\.contents) == [Sensitive("Maria ligou")])
    await #expect(throws: StoreError(.signInRefused(closedUntil: nil))) {
      try await centre.signIn("bia", password)
    }
    #expect(try await !centre.signIn("bia", other).mustChangePassword)
  }

  @Test func `a hash that cost less is made anew when its password is next used`() async throws {
    let centre = try await Centre(.password)
    let before = try centre.hash(of: "rosa")
    let dearer = try ContactBook.open(
      in: centre.folder.data,
      surroundings: centre.surroundings(PasswordCost(passes: 2, memory: 16 << 10)))
    _ = try await dearer.signIn(
      "rosa", Centre.password,
      from: Arrival(Centre.process, session: centre.surroundings.newUID(), terminal: ""))
    let after = try centre.hash(of: "rosa")
    #expect(before.contains("$m=8,t=1,p=1$"))
    #expect(after.contains("$m=16,t=2,p=1$"))
    _ = try await centre.signIn("rosa", Centre.password)
    await dearer.close()
  }

  @Test func `the standard hash takes 64 MiB and three passes of argon2id`() throws {
    let hash = try #require(PasswordHash.make(password, .standard))
    #expect(hash.hasPrefix("$argon2id$v=19$m=65536,t=3,p=1$"))
    #expect(PasswordHash.verifies(password, hash))
    #expect(!PasswordHash.verifies(other, hash))
  }

  @Test func `coming in by password to the screens is one entry of the audit`() async throws {
    let centre = try await Centre(.password)
    let rosa = try await centre.signIn("rosa", Centre.password)
    try await centre.book.signIn(as: rosa)
    let entries = try await centre.entries(of: "LOGIN").filter { $0.session == rosa.session.text }
    #expect(entries.count == 1)
    // The session is open all the same.
    try await centre.book.signOut(as: rosa)
    #expect(try await centre.entries(of: "LOGIN").last?.reason == "saída")
  }

  @Test func `a locked screen opens by its person's password alone`() async throws {
    let centre = try await Centre(.password)
    let rosa = try await centre.signIn("rosa", Centre.password)
    try await centre.book.signIn(as: rosa)
    #expect(try await centre.book.hasPassword(rosa))
    await #expect(throws: StoreError(.signInRefused(closedUntil: nil))) {
      try await centre.book.unlock(other, as: rosa)
    }
    await #expect(throws: StoreError(.signInRefused(closedUntil: nil))) {
      try await centre.book.unlock(nil, as: rosa)
    }
    try await centre.book.unlock(Centre.password, as: rosa)
    #expect(
      try await centre.book.auditEntries(after: 0, limit: 100, as: rosa).suffix(3).map(\.reason)
        == ["LOGIN: desbloqueio", "LOGIN: desbloqueio", "desbloqueio"])
  }

  @Test func `in a centre of accounts who has no password unlocks without one`() async throws {
    let store = try await TestStore()
    #expect(try await !store.book.hasPassword(store.owner))
    try await store.book.unlock(nil, as: store.owner)
    try await store.book.changePassword(from: Password(""), to: password, as: store.owner)
    #expect(try await store.book.hasPassword(store.owner))
    await #expect(throws: StoreError(.signInRefused(closedUntil: nil))) {
      try await store.book.unlock(nil, as: store.owner)
    }
    try await store.book.unlock(password, as: store.owner)
  }

  @Test func `a password shows itself nowhere`() {
    #expect("\(password)" == "•••")
    #expect(String(reflecting: password) == "•••")
    var text = ""
    dump(password, to: &text)
    #expect(!text.contains("cavalo"))
    var typed = Array("cavalo".utf8)
    let taken = Password(wiping: &typed)
    #expect(typed == [0, 0, 0, 0, 0, 0])
    #expect(taken == Password("cavalo"))
    #expect(taken != Password("cavala"))
  }
}
