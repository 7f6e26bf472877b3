/// Who acts: every method of the contact book takes one, and every audit entry names one.
///
/// The program's own come from `ContactBook.actor` and `ContactBook.signIn`: they stand for a row of the store's users,
/// and what they may do is read from it again at each use. One made by hand is taken at its word.
public struct Actor: Equatable, Sendable {
  /// The login name in the store.
  public let login: String
  /// The number the operating system gave the account.
  public let systemUserID: UInt32
  /// As they were when this was made, or last read again.
  public internal(set) var roles: Set<Role>
  /// One run of the program, or what lies between one sign-in and the next.
  public let session: UID
  /// Such as `/dev/pts/3`; empty when there is none.
  public let terminal: String
  /// Nil at the machine itself.
  public let address: ConnectingAddress?
  /// One command, or one thing done on a screen: what ties entries of the audit to lines of the log.
  public var request: UID?
  /// How this person came in.
  public internal(set) var entry = SignInMode.system
  /// Whether somebody else chose the password: nothing but changing it is allowed until it is changed.
  public internal(set) var mustChangePassword = false
  /// Whether the program acts by itself, as a clock or a queue does: that keeps no session awake.
  public private(set) var isUnattended = false
  /// The row of the user in the store; nil for whoever is made by hand.
  var userID: Int64?

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

  /// The same person, for what the program does by itself.
  public var unattended: Actor {
    var actor = self
    actor.isUnattended = true
    return actor
  }
}

/// How people come in: chosen at `init` for the whole centre.
public enum SignInMode: String, Sendable, CaseIterable {
  /// By their own account of the operating system, which SSH or the console has authenticated.
  case system = "sistema"
  /// By name and password inside the program, where several people share a terminal and its account.
  case password = "senha"
}
