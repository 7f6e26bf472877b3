public import ContactsCore

extension Surroundings {
  /// 21 November 2026, 09:15 in São Paulo, and a millisecond later each time it is asked; random bytes that are counted up.
  public static func test(
    start: Timestamp = Timestamp(milliseconds: 1_795_263_300_000)
  ) -> Surroundings {
    let clock = TestClock(start)
    return Surroundings.light(now: { clock.next() }, randomBytes: { clock.bytes($0) })
  }
}

private final class TestClock: Sendable {
  private let moment: Guarded<Timestamp>
  private let counter = Guarded<UInt64>(0)

  init(_ start: Timestamp) {
    moment = Guarded(start)
  }

  func next() -> Timestamp {
    moment.withLock {
      $0 = $0.adding(milliseconds: 1)
      return $0
    }
  }

  /// Different at each call, the same in each run of one test.
  func bytes(_ count: Int) -> [UInt8] {
    var state = counter.withLock {
      $0 += 1
      return $0 &* 0x9e37_79b9_7f4a_7c15
    }
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 24)
    }
  }
}
