/// The people of the centre and what they may do.
struct UserTable {
  let database: any Database

  func insert(_ account: SystemAccount, roles: Set<Role>, at now: Timestamp) throws(StoreError) {
    let id = try database.number(
      """
      INSERT INTO users (login, system_user_id, created_at)
      VALUES (\(account.login), \(Int64(account.systemUserID)), \(now)) RETURNING id
      """)
    for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
      try database.execute(
        "INSERT INTO user_roles (user_id, role) VALUES (\(id), \(role.rawValue))")
    }
  }

  /// Login and roles of an account of the operating system; its number decides, because a name can be given anew.
  func find(
    _ account: SystemAccount
  ) throws(StoreError) -> (login: String, roles: Set<Role>)? {
    guard
      let user = try database.row(
        """
        SELECT id, login FROM users
        WHERE system_user_id = \(Int64(account.systemUserID)) AND active = 1
        """, { (row) throws(StoreError) in (id: try row.integer(0), login: try row.text(1)) })
    else { return nil }
    let roles = try database.rows("SELECT role FROM user_roles WHERE user_id = \(user.id)") {
      (row) throws(StoreError) in try row.choice(0, of: Role.self)
    }
    return (user.login, Set(roles))
  }
}

/// An account of the operating system.
public struct SystemAccount: Equatable, Sendable {
  public let login: String
  public let systemUserID: UInt32

  public init(login: String, systemUserID: UInt32) {
    self.login = login
    self.systemUserID = systemUserID
  }
}
