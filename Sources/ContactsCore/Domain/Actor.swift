/// Who acts: every method of the contact book takes one, and every audit entry names one.
public struct Actor: Equatable, Sendable {
  /// The login name in the store.
  public let login: String
  /// The number the operating system gave the account.
  public let systemUserID: UInt32
  public let roles: Set<Role>
  /// One run of the program.
  public let session: UID
  /// Such as `/dev/pts/3`; empty when there is none.
  public let terminal: String
  /// Nil at the machine itself.
  public let address: ConnectingAddress?
  /// One command, or one thing done on a screen: what ties entries of the audit to lines of the log.
  public var request: UID?

  public init(
    login: String, systemUserID: UInt32, roles: Set<Role>, session: UID, terminal: String,
    address: ConnectingAddress? = nil, request: UID? = nil
  ) {
    self.login = login
    self.systemUserID = systemUserID
    self.roles = roles
    self.session = session
    self.terminal = terminal
    self.address = address
    self.request = request
  }
}
