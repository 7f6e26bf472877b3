internal import Glibc

/// A value that one thread at a time may see, behind the C library's mutex.
///
/// `Synchronization.Mutex` waits in code that the thread sanitizer does not see: it then reports each
/// contended access as a race. It knows `pthread_mutex_lock(3)`.
///
/// The compiler cannot see that `value` is touched under the lock alone, in `withLock` and nowhere else: hence `@unchecked`
/// and `nonisolated(unsafe)`.
public final class Guarded<Value>: @unchecked Sendable {
  private nonisolated(unsafe) var value: Value
  private let handle: UnsafeMutablePointer<pthread_mutex_t>

  public init(_ value: sending Value) {
    self.value = value
    handle = .allocate(capacity: 1)
    let status = pthread_mutex_init(handle, nil)
    precondition(status == 0, "pthread_mutex_init(3) failed with \(status)")
  }

  deinit {
    pthread_mutex_destroy(handle)
    handle.deallocate()
  }

  /// Runs `body` with the value, alone.
  ///
  /// Asked again from inside `body`, it never returns.
  public func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    pthread_mutex_lock(handle)
    defer { pthread_mutex_unlock(handle) }
    return try body(&value)
  }
}
