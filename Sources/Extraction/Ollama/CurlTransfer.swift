internal import CCurl
internal import ContactsCore
internal import Glibc

/// One HTTP transfer by libcurl, on a thread of its own, so that it never blocks a thread that Swift's tasks share.
///
/// No proxy (whatever the environment says), no redirect, no cookie, no other protocol: bytes go to the address in the
/// request and nowhere else.
final class CurlTransfer: Sendable {
  /// Ends after `.finished` or `.failed`; buffered without limit, which the limit on the body bounds.
  let events: AsyncStream<TransferEvent>
  private let control: TransferControl

  /// Starts the transfer at once.
  init(_ request: HTTPRequest) {
    let control = TransferControl()
    let (events, continuation) = AsyncStream.makeStream(of: TransferEvent.self)
    // Reached when the task that reads the events is cancelled.
    continuation.onTermination = { _ in control.cancel() }
    self.events = events
    self.control = control
    TransferThread.start(request, control: control, continuation: continuation)
  }

  /// Closes the connection; Ollama takes that as leave to stop working.
  func cancel() { control.cancel() }

  /// Lets the transfer go on for no longer than this.
  func finish(withinMilliseconds limit: Int) { control.finish(withinMilliseconds: limit) }
}

/// What others may tell a running transfer.
final class TransferControl: Sendable {
  private struct State {
    /// The address of the multi handle, while the thread is in its loop.
    ///
    /// Kept as a number because a pointer is not `Sendable`. It is used under the lock only, and withdrawn there before
    /// the handle is freed.
    var multi: UInt?
    var isCancelled = false
    var deadline: Int64?
  }

  private let state = Guarded(State())

  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      TransferControl.wake(state.multi)
    }
  }

  func finish(withinMilliseconds limit: Int) {
    state.withLock { state in
      let deadline = monotonicMilliseconds() + Int64(limit)
      state.deadline = min(state.deadline ?? deadline, deadline)
      TransferControl.wake(state.multi)
    }
  }

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// When the transfer has to be over, if anyone said so.
  var deadline: Int64? { state.withLock { $0.deadline } }

  /// Lends the handle until `withdraw`.
  func lend(_ multi: UInt) {
    state.withLock { $0.multi = multi }
  }

  func withdraw() {
    state.withLock { $0.multi = nil }
  }

  /// `curl_multi_wakeup` may be called from any thread while the handle lives (libcurl's manual).
  private static func wake(_ multi: UInt?) {
    guard let multi, let handle = UnsafeMutableRawPointer(bitPattern: multi) else { return }
    atende_curl_multi_wakeup(handle)
  }
}

/// Milliseconds of a clock that nobody sets.
func monotonicMilliseconds() -> Int64 {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
}
