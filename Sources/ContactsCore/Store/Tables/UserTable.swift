/// The people of the centre, what they may do, and how they come in.
struct UserTable {
  let database: any Database

  /// A user as the store keeps it.
  struct Found {
    let id: Int64
    let login: String
    let isActive: Bool
    let roles: Set<Role>
    let hash: String?
    let mustChangePassword: Bool
  }

  /// Inserts a user and answers its row's number.
  @discardableResult
  func insert(
    login: String, systemUserID: UInt32?, roles: Set<Role>, at now: Timestamp
  ) throws(StoreError) -> Int64 {
    let id = try database.number(
      """
      INSERT INTO users (login, system_user_id, created_at)
      VALUES (\(login), \(systemUserID.map(Int64.init)), \(now)) RETURNING id
      """)
    try set(roles, of: id)
    return id
  }

  func set(_ roles: Set<Role>, of id: Int64) throws(StoreError) {
    try database.execute("DELETE FROM user_roles WHERE user_id = \(id)")
    for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
      try database.execute(
        "INSERT INTO user_roles (user_id, role) VALUES (\(id), \(role.rawValue))")
    }
  }

  func setActive(_ isActive: Bool, of id: Int64) throws(StoreError) {
    try database.execute("UPDATE users SET active = \(isActive ? 1 : 0) WHERE id = \(id)")
  }

  func link(_ id: Int64, to systemUserID: UInt32?) throws(StoreError) {
    try database.execute(
      "UPDATE users SET system_user_id = \(systemUserID.map(Int64.init)) WHERE id = \(id)")
  }

  func setPassword(
    _ hash: String, of id: Int64, mustChange: Bool, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO credentials (user_id, hash, must_change, changed_at)
      VALUES (\(id), \(hash), \(mustChange ? 1 : 0), \(now))
      ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash,
        must_change = excluded.must_change, changed_at = excluded.changed_at
      """)
  }

  /// The same password under a newer hash; nothing when it was changed meanwhile.
  func replaceHash(_ old: String, by new: String, of id: Int64) throws(StoreError) {
    try database.execute(
      "UPDATE credentials SET hash = \(new) WHERE user_id = \(id) AND hash = \(old)")
  }

  func noteSignIn(of id: Int64, at now: Timestamp) throws(StoreError) {
    try database.execute("UPDATE users SET last_sign_in_at = \(now) WHERE id = \(id)")
  }

  // MARK: - Finding

  /// By the number of the account, because a name can be given anew.
  func find(systemUserID: UInt32) throws(StoreError) -> Found? {
    try find("u.system_user_id = \(Int64(systemUserID))")
  }

  func find(login: String) throws(StoreError) -> Found? {
    try find("u.login = \(login)")
  }

  func find(id: Int64) throws(StoreError) -> Found? {
    try find("u.id = \(id)")
  }

  /// Whether somebody active, other than `login`, may do this; with `login` nil, anybody.
  func othersMay(_ permission: Permission, besides login: String?) throws(StoreError) -> Bool {
    try !others(who: permission, besides: login).isEmpty
  }

  /// Logins of those who may and are active, in their order.
  func others(
    who permission: Permission, besides login: String?
  ) throws(StoreError) -> [String] {
    let users = try database.rows(
      """
      SELECT DISTINCT u.login, r.role FROM users u JOIN user_roles r ON r.user_id = u.id
      WHERE u.active = 1
      """
    ) { (row) throws(StoreError) in (try row.text(0), Role(rawValue: try row.text(1))) }
    let able = users.filter { user, role in
      user != login && role.map(permission.roles.contains) == true
    }
    return Set(able.map(\.0)).sorted()
  }

  /// Active administrators who can come in by this way.
  func administrators(entering mode: SignInMode) throws(StoreError) -> Set<String> {
    let way: SQL =
      switch mode {
      case .system: "u.system_user_id IS NOT NULL"
      case .password: "EXISTS (SELECT 1 FROM credentials c WHERE c.user_id = u.id)"
      }
    return Set(
      try database.rows(
        """
        SELECT u.login FROM users u JOIN user_roles r ON r.user_id = u.id
        WHERE u.active = 1 AND r.role = \(Role.admin.rawValue) AND \(way)
        """
      ) { (row) throws(StoreError) in try row.text(0) })
  }

  func all() throws(StoreError) -> [User] {
    try database.rows(
      """
      SELECT u.id, u.login, u.active, u.system_user_id, c.hash, u.created_at, u.last_sign_in_at
      FROM users u LEFT JOIN credentials c ON c.user_id = u.id ORDER BY u.login
      """
    ) { (row) throws(StoreError) in
      User(
        login: try row.text(1), roles: try roles(of: try row.integer(0)),
        isActive: try row.integer(2) != 0,
        systemUserID: try row.optionalInt(3).map { UInt32(truncatingIfNeeded: $0) },
        hasPassword: try row.optionalText(4) != nil, createdAt: try row.timestamp(5),
        lastSignIn: try row.optionalInt(6).map { Timestamp(milliseconds: Int64($0)) })
    }
  }

  private func find(_ condition: SQL) throws(StoreError) -> Found? {
    try database.row(
      """
      SELECT u.id, u.login, u.active, c.hash, c.must_change
      FROM users u LEFT JOIN credentials c ON c.user_id = u.id WHERE \(condition)
      """
    ) { (row) throws(StoreError) in
      let id = try row.integer(0)
      return Found(
        id: id, login: try row.text(1), isActive: try row.integer(2) != 0,
        roles: try roles(of: id), hash: try row.optionalText(3),
        mustChangePassword: try row.optionalInt(4) == 1)
    }
  }

  /// A role that this version does not know grants nothing.
  private func roles(of id: Int64) throws(StoreError) -> Set<Role> {
    Set(
      try database.rows("SELECT role FROM user_roles WHERE user_id = \(id)") {
        (row) throws(StoreError) in try row.text(0)
      }.compactMap(Role.init(rawValue:)))
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
