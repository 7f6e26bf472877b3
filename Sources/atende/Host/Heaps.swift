import CHost

/// Where the memory of all threads comes from.
enum Heaps {
  /// Two for all of them: the threads of the queues come and go, and the heaps of those that went would stay.
  ///
  /// Before the first thread; where the library refuses, each has its own.
  static func share() { _ = atende_share_heaps(2) }
}
