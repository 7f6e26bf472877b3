public import ContactsCore

/// A clock that stands still until a test moves it, for what depends on how much time has passed.
public final class SteppedClock: Sendable {
  private let moment: Guarded<Timestamp>
  private let counter = Guarded<UInt64>(0)

  /// 21 November 2026, 09:15 in São Paulo.
  public init(_ start: Timestamp = Timestamp(milliseconds: 1_795_263_300_000)) {
    moment = Guarded(start)
  }

  public var now: Timestamp { moment.withLock(\.self) }

  public func advance(milliseconds: Int64) {
    moment.withLock { $0 = $0.adding(milliseconds: milliseconds) }
  }

  public func advance(seconds: Int64) { advance(milliseconds: seconds * 1000) }

  /// This clock, and random bytes that differ at each call and are the same in each run.
  public var surroundings: Surroundings {
    Surroundings(
      now: { self.now },
      randomBytes: { count in
        var generator = SeededGenerator(
          seed: self.counter.withLock {
            $0 += 1
            return $0
          })
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      })
  }
}
