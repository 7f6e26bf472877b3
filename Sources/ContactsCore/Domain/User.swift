/// Somebody who works at the centre, as who administers it sees them.
public struct User: Equatable, Sendable {
  public let login: String
  public let roles: Set<Role>
  public let isActive: Bool
  /// The account of the operating system; nil for who comes in by password alone.
  public let systemUserID: UInt32?
  public let hasPassword: Bool
  public let createdAt: Timestamp
  /// Of the screens, or with a password.
  public let lastSignIn: Timestamp?

  public init(
    login: String, roles: Set<Role>, isActive: Bool, systemUserID: UInt32?, hasPassword: Bool,
    createdAt: Timestamp, lastSignIn: Timestamp?
  ) {
    self.login = login
    self.roles = roles
    self.isActive = isActive
    self.systemUserID = systemUserID
    self.hasPassword = hasPassword
    self.createdAt = createdAt
    self.lastSignIn = lastSignIn
  }
}

/// Somebody to be added, with one way in or both.
public struct NewUser: Sendable {
  public var login: String
  public var roles: Set<Role>
  public var systemUserID: UInt32?
  /// To be changed when it is first used.
  public var password: Password?

  public init(login: String, roles: Set<Role>, systemUserID: UInt32?, password: Password?) {
    self.login = login
    self.roles = roles
    self.systemUserID = systemUserID
    self.password = password
  }

  /// As it is stored and looked for: in lower case, without blanks around it.
  public static func normalised(_ login: String) -> String {
    let trimmed = login.drop(while: \.isWhitespace)
    let end = trimmed.lastIndex { !$0.isWhitespace }
    return end.map { String(trimmed[...$0]).lowercased() } ?? ""
  }

  /// Letters without accents, digits, `.`, `_` and `-`, as the operating system's accounts are named.
  static func isLogin(_ login: String) -> Bool {
    (1...64).contains(login.utf8.count)
      && login.utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
          || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
      } && !login.hasPrefix("-")
  }
}
