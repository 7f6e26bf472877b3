internal import FoundationEssentials

/// How much of a long test is done.
///
/// Under the thread sanitizer, which makes each step ten times as slow and finds nothing in what one thread
/// computes alone, and where the suite runs once for each mutation, it is a sixteenth.
public enum Workload {
  /// What the Makefile and the scripts tell such runs.
  public static let isReduced =
    ProcessInfo.processInfo.environment["ATENDE_REDUCED_TESTS"] != nil

  /// `count`, or a sixteenth of it, and at least one.
  public static func scaled(_ count: Int) -> Int {
    isReduced ? max(1, count / 16) : count
  }
}
