internal import FoundationEssentials

/// How much of a long test is done.
///
/// Under the thread sanitizer, which makes each step ten times as slow and finds nothing in what one thread
/// computes alone, it is a sixteenth.
public enum Workload {
  /// What the Makefile tells the tests that run under the sanitizer.
  public static let isSanitized =
    ProcessInfo.processInfo.environment["ATENDE_SANITIZED"] != nil

  /// `count`, or a sixteenth of it, and at least one.
  public static func scaled(_ count: Int) -> Int {
    isSanitized ? max(1, count / 16) : count
  }
}
