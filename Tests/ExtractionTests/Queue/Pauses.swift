import TestSupport

@testable import ContactsCore

/// Lets time pass for a worker without anyone waiting: short pauses move the clock at once, long ones, which are those
/// between renewals of a lease, last until a test ends them.
final class Pauses: Sendable {
  private let clock: SteppedClock
  private let onShort: Guarded<@Sendable () async -> Void>
  private let long: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let begun: AsyncStream<Void>
  private let begin: AsyncStream<Void>.Continuation

  init(_ clock: SteppedClock, onShort: @escaping @Sendable () async -> Void = {}) {
    self.clock = clock
    self.onShort = Guarded(onShort)
    (long, continuation) = AsyncStream.makeStream(of: Void.self)
    (begun, begin) = AsyncStream.makeStream(of: Void.self)
  }

  @Sendable func pause(_ duration: Duration) async throws {
    try Task.checkCancellation()
    if duration <= .seconds(5) {
      clock.advance(milliseconds: duration.components.seconds * 1000)
      await onShort.withLock(\.self)()
      return
    }
    begin.yield()
    var ends = long.makeAsyncIterator()
    // Nil once the task that pauses is cancelled.
    guard await ends.next() != nil else { throw CancellationError() }
  }

  /// Ends one long pause, begun or still to come.
  func endLong() { continuation.yield() }

  /// Returns when a long pause has begun.
  func longBegins() async {
    var iterator = begun.makeAsyncIterator()
    _ = await iterator.next()
  }
}

/// A text's reading that goes on until a test ends it, or its task is cancelled.
final class HeldReading: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream(of: Void.self)
  }

  func end() { continuation.yield() }

  /// True when it was ended, false when it was cancelled.
  func wait() async -> Bool {
    var iterator = stream.makeAsyncIterator()
    return await iterator.next() != nil
  }
}
