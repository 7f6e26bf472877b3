import TestSupport

@testable import ContactsCore

/// What a test may see of a centre that nobody signs in for.
extension Centre {
  /// All entries of one action, or all there are.
  func entries(of action: String? = nil) async throws -> [AuditEntry] {
    let connection = try Connection(path: folder.data.database, access: .reading)
    return try AuditTrail(database: connection).entries(
      matching: AuditFilter(action: action.flatMap(AuditAction.init)), subjects: [],
      order: .oldestFirst, after: 0, upTo: nil, limit: 10_000)
  }

  func hash(of login: String) throws -> String {
    let connection = try Connection(path: folder.data.database, access: .reading)
    let found = try UserTable(database: connection).find(login: login)
    return found?.hash ?? ""
  }

  /// Adds somebody with an account of their own, and brings them in.
  func person(_ login: String, _ roles: Set<Role>, by admin: Actor) async throws -> Actor {
    let number = UInt32(2000 + login.utf8.reduce(0) { ($0 * 31 + Int($1)) % 10_000 })
    try await book.add(
      NewUser(login: login, roles: roles, systemUserID: number, password: nil), as: admin)
    return try await arrive(SystemAccount(login: login, systemUserID: number))
  }
}
