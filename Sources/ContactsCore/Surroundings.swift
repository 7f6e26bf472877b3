/// The outside world that the core may ask of: passed in, never reached for.
public struct Surroundings: Sendable {
  public var now: @Sendable () -> Timestamp
  /// As many unpredictable bytes as asked for.
  public var randomBytes: @Sendable (Int) -> [UInt8]
  /// What a hash of a password may cost on this machine.
  public var passwordCost = PasswordCost.standard

  public init(
    now: @escaping @Sendable () -> Timestamp,
    randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.randomBytes = randomBytes
  }

  public func newUID() -> UID {
    UID(at: now(), random: randomBytes(10))
  }
}
