import TestSupport
import Testing

@testable import ContactsCore

@Suite("Users")
struct PeopleTests {
  @Test func `somebody added comes in by the account of the machine`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.attendant, .supervisor], by: ana)
    #expect(bia.roles == [.attendant, .supervisor])
    let users = try await centre.book.users(as: ana)
    #expect(users.map(\.login) == ["ana", "bia"])
    #expect(users[1].systemUserID == bia.systemUserID)
    #expect(!users[1].hasPassword)
    #expect(users[1].isActive)
    let entry = try #require(try await centre.entries(of: "CONFIG").last)
    #expect(entry.entity == "usuario")
    #expect(entry.fields == "usuario perfis")
    #expect(entry.reason == "usuario=bia")
  }

  @Test func `what cannot be added says why, and changes nothing`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    func add(_ login: String, _ roles: Set<Role> = [.attendant], account: UInt32? = nil)
      async throws(StoreError)
    {
      try await centre.book.add(
        NewUser(login: login, roles: roles, systemUserID: account, password: nil), as: ana)
    }
    try await add("bia", account: 2000)
    for (login, problem) in [
      ("BIA ", FieldProblem.loginTaken), ("Bia Souza", .badLogin), ("", .badLogin),
      ("-x", .badLogin), ("joão", .badLogin), ("a;b", .badLogin),
    ] as [(String, FieldProblem)] {
      await #expect(throws: StoreError(.invalid([problem])), "\(login)") { try await add(login) }
    }
    await #expect(throws: StoreError(.invalid([.noRole]))) { try await add("caio", []) }
    await #expect(throws: StoreError(.invalid([.accountTaken]))) {
      try await add("caio", account: 2000)
    }
    #expect(try await centre.book.users(as: ana).map(\.login) == ["ana", "bia"])
  }

  @Test func `nobody gives a role to themselves where somebody else could`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.admin], by: ana)
    await #expect(throws: StoreError(.invalid([.ownRoles]))) {
      try await centre.book.changeRoles(of: "bia", adding: [.attendant], removing: [], as: bia)
    }
    #expect(
      try await centre.book.changeRoles(of: "bia", adding: [.attendant], removing: [], as: ana)
        == [.admin, .attendant])
  }

  @Test func `the encarregado is told who comes to read records`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.admin], by: ana)
    func told() async throws -> [String] {
      try await centre.book.notices(includingSeen: true, limit: 9, as: ana).map {
        $0.reason.revealed(for: .screen)
      }
    }
    _ = try await centre.person("caio", [.attendant, .supervisor], by: bia)
    _ = try await centre.person("davi", [.admin], by: bia)
    #expect(try await told() == ["caio: atendente, supervisor"])
    centre.clock.advance(minutes: 1)
    _ = try await centre.book.changeRoles(
      of: "davi", adding: [.dataProtectionOfficer], removing: [], as: bia)
    #expect(try await told().first == "davi: encarregado")
    centre.clock.advance(minutes: 1)
    try await centre.book.link("caio", to: 4321, as: bia)
    #expect(try await told().count == 3)
  }

  @Test func `the last administrator keeps role and access`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    func takeAway() async {
      await #expect(throws: StoreError(.lastAdmin)) {
        try await centre.book.changeRoles(of: "ana", adding: [], removing: [.admin], as: ana)
      }
      await #expect(throws: StoreError(.lastAdmin)) {
        try await centre.book.setActive(false, login: "ana", as: ana)
      }
      await #expect(throws: StoreError(.lastAdmin)) {
        try await centre.book.link("ana", to: nil, as: ana)
      }
      await #expect(throws: StoreError(.invalid([.nobodyEnters(by: .password)]))) {
        try await centre.book.changeSettings([.signInMode: "senha"], as: ana)
      }
    }
    await takeAway()
    // Somebody who could not come in does not count.
    try await centre.book.add(
      NewUser(login: "bia", roles: [.admin], systemUserID: nil, password: nil), as: ana)
    await takeAway()
    try await centre.book.link("bia", to: 2000, as: ana)
    let roles = try await centre.book.changeRoles(
      of: "ana", adding: [], removing: [.admin], as: ana)
    #expect(!roles.contains(.admin))
    await #expect(throws: StoreError(.notPermitted(.manageUsers))) {
      try await centre.book.users(as: ana)
    }
  }

  @Test func `a centre changes to passwords once an administrator has one`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    try await centre.book.changePassword(from: Password(""), to: Centre.password, as: ana)
    try await centre.book.changeSettings([.signInMode: "senha"], as: ana)
    #expect(try await centre.book.signInMode() == .password)
    #expect(try await centre.signIn("ana", Centre.password).login == "ana")
  }

  @Test func `a password given by somebody else ends the sessions, and opens a closed name`()
    async throws
  {
    let centre = try await Centre(.password)
    let rosa = try await centre.signIn("rosa", Centre.password)
    let first = Password("quatro palavras sem nexo")
    let second = Password("outras palavras soltas")
    try await centre.book.add(
      NewUser(login: "bia", roles: [.attendant], systemUserID: nil, password: first), as: rosa)
    let bia = try await centre.signIn("bia", first)
    try await centre.book.signIn(as: bia)
    for _ in 1...6 { _ = try? await centre.signIn("bia", second) }
    try await centre.book.setPassword(second, of: "bia", as: rosa)
    await #expect(throws: StoreError(.sessionEnded)) {
      try await centre.book.changePassword(from: second, to: first, as: bia)
    }
    #expect(try await centre.signIn("bia", second).mustChangePassword)
  }

  @Test(
    arguments: [
      ("curta", "pelo menos 10"), ("123456789", "pelo menos 10"), ("flamengo2024", "mais usadas"),
      ("Flamengo@2024", "mais usadas"), ("senha12345", "mais usadas"),
      ("S3nh4!2026", "mais usadas"),
      ("Jesus Te Ama", "mais usadas"), ("Conceição1990", "mais usadas"), ("aaaaaaaaaaaa", "repete"),
      ("abcabcabcabc", "repete"), ("qwertyuiopas", "repete"), ("0987654321", "mais usadas"),
      ("bia-souza-2026", "nome de entrada"), ("poiuytrewqlk", nil), ("cavalo bateria grampo", nil),
      ("maria do carmo azul 7", nil), ("çãoçãéíõ12", nil), ("9f8Kd-2mXq1", nil),
      (String(repeating: "palavra ", count: 65), "longa demais"),
    ] as [(String, String?)])
  func `a password is refused for being short, common, monotonous or the name`(
    _ text: String, _ complaint: String?
  ) {
    let problems = PasswordRules.problems(with: Password(text), login: "bia-souza")
    #expect(problems.isEmpty == (complaint == nil), "\(text): \(problems)")
    if let complaint {
      #expect(problems.map(\.message).joined().contains(complaint), "\(problems)")
    }
    #expect(!problems.contains { $0.message.contains(text) })
  }

  @Test func `the list of common passwords is folded, and thousands long`() {
    let lines = EmbeddedFile.commonPasswords.text.split(separator: "\n").map(String.init)
    #expect(lines.count > 3000)
    #expect(lines.allSatisfy { folded($0) == $0 })
    #expect(Set(lines).count == lines.count)
  }
}
