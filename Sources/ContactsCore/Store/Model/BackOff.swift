/// How long to wait after failures in a row: about ten seconds, then twice as long each time, never over ten minutes.
enum BackOff {
  /// Milliseconds of the first wait without jitter.
  static let first: Int64 = 10_000
  /// Milliseconds that no wait exceeds.
  static let longest: Int64 = 600_000

  /// Of random bytes four are used: up to half as much again, so that what failed together does not come back together.
  static func delay(after failures: Int, random: [UInt8]) -> Int64 {
    var delay = first
    // Two thirds of the longest leave room for the jitter.
    for _ in 1..<max(failures, 1) where delay < longest * 2 / 3 { delay *= 2 }
    delay = min(delay, longest * 2 / 3)
    let chance = random.prefix(4).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return delay + ((delay / 2 * chance) >> 32)
  }
}
