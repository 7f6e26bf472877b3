public import ContactsCore

/// A centre of one test whose clock stands still until it is moved, with people who have really come in.
public struct Centre: Sendable {
  public let folder: TestFolder
  public let book: ContactBook
  public let surroundings: Surroundings
  public let clock: StillClock

  /// Of the first person, `rosa`, in a centre of passwords.
  public static let password = Password("relógio de parede antigo")
  /// The account of the terminal that all share.
  public static let process = SystemAccount(login: "terminal", systemUserID: 1500)

  public init(_ mode: SignInMode) async throws {
    folder = TestFolder()
    clock = StillClock()
    let (clock, bytes) = (clock, Surroundings.test().randomBytes)
    surroundings = Surroundings.light(now: { clock.now }, randomBytes: bytes)
    let entry: FirstEntry =
      mode == .password ? .password(login: "rosa", Centre.password) : .system
    book = try ContactBook.create(
      in: folder.data,
      centre: CentreProfile(
        organization: "Central de Teste", dataProtectionOfficer: nil, dataProtectionEmail: nil),
      owner: TestStore.account, surroundings: surroundings, entry: entry)
  }

  /// The same clock, with hashes of another cost.
  public func surroundings(_ cost: PasswordCost) -> Surroundings {
    var surroundings = surroundings
    surroundings.passwordCost = cost
    return surroundings
  }

  public func signIn(_ login: String, _ password: Password) async throws(StoreError) -> Actor {
    try await book.signIn(
      login, password,
      from: Arrival(Centre.process, session: surroundings.newUID(), terminal: "/dev/tty1"))
  }

  /// Until when a name is closed; nil when it is not.
  public func closing(_ login: String, _ password: Password) async throws -> Timestamp? {
    do {
      _ = try await signIn(login, password)
    } catch {
      if case .signInRefused(let moment) = error.reason { return moment }
      throw error
    }
    return nil
  }

  /// The person of an account, in a centre of accounts.
  public func arrive(_ account: SystemAccount = TestStore.account) async throws(StoreError) -> Actor
  {
    try await book.actor(for: account, session: surroundings.newUID(), terminal: "/dev/pts/7")
  }
}

/// A clock that stands until it is moved.
public final class StillClock: Sendable {
  private let moment = Guarded(Timestamp(milliseconds: 1_795_263_300_000))

  public var now: Timestamp { moment.withLock(\.self) }

  public func set(_ time: Timestamp) { moment.withLock { $0 = time } }

  public func advance(minutes: Int64 = 0, hours: Int64 = 0) {
    moment.withLock { $0 = $0.adding(milliseconds: (hours * 60 + minutes) * 60_000) }
  }
}

extension PasswordCost {
  /// As cheap as argon2id can be.
  public static let light = PasswordCost(passes: 1, memory: 8 << 10)
}

extension Surroundings {
  /// Whose hashes cost next to nothing.
  public static func light(
    now: @escaping @Sendable () -> Timestamp, randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) -> Surroundings {
    var surroundings = Surroundings(now: now, randomBytes: randomBytes)
    surroundings.passwordCost = .light
    return surroundings
  }
}
