internal import Glibc

/// The queue that every writer of every process passes through, one at a time and in turn.
///
/// Two locks on two files of the data folder: a writer takes the queue, takes the store, and gives the queue back, so that
/// whoever waits longest is next. SQLite's own lock lets the quickest in first, and its write-ahead log has a race
/// between writers and checkpoints that one lock over both keeps out; see docs/decisions.
final class Turnstile: Sendable {
  private let queue: Int32
  private let store: Int32

  init(in folder: DataFolder) throws(StoreError) {
    queue = try openLockFile(folder.queueLock)
    do {
      store = try openLockFile(folder.storeLock)
    } catch {
      Glibc.close(queue)
      throw error
    }
  }

  deinit {
    Glibc.close(queue)
    Glibc.close(store)
  }

  /// Waits for this writer's turn, without a time limit, and holds the store while `body` runs.
  func pass<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    Turnstile.stillness.enter()
    defer { Turnstile.stillness.leave() }
    try lock(queue)
    do {
      try lock(store)
    } catch {
      flock(queue, LOCK_UN)
      throw error
    }
    flock(queue, LOCK_UN)
    defer { flock(store, LOCK_UN) }
    return try body()
  }

  /// Whether another process waits; asked during this writer's own turn.
  var isAwaited: Bool {
    guard flock(queue, LOCK_EX | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
    flock(queue, LOCK_UN)
    return false
  }

  /// What this process does at any turnstile, and what must not happen meanwhile.
  static let stillness = Stillness()

  private func lock(_ file: Int32) throws(StoreError) {
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw StoreError(.io, detail: "flock: errno \(errno)") }
    }
  }
}

/// Keeps this process from being stopped in the middle of its turn, which would stop everybody else's writing too.
final class Stillness: Sendable {
  // Set once, and given only to functions of the C library that any thread may call.
  private nonisolated(unsafe) let handle: UnsafeMutablePointer<pthread_rwlock_t>

  init() {
    handle = .allocate(capacity: 1)
    let status = pthread_rwlock_init(handle, nil)
    precondition(status == 0, "pthread_rwlock_init(3) failed with \(status)")
  }

  deinit {
    pthread_rwlock_destroy(handle)
    handle.deallocate()
  }

  /// Begins a turn; several may go on at once, in several folders.
  func enter() { pthread_rwlock_rdlock(handle) }

  func leave() { pthread_rwlock_unlock(handle) }

  /// Runs `body` between turns, and lets none begin meanwhile.
  func hold(_ body: () -> Void) {
    pthread_rwlock_wrlock(handle)
    defer { pthread_rwlock_unlock(handle) }
    body()
  }
}

/// Opens a file whose only use is to be locked, making it when it is not there.
func openLockFile(_ path: String) throws(StoreError) -> Int32 {
  let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
  guard file >= 0 else { throw StoreError(fileError: errno, "open a lock file") }
  // What umask took away; refused, and needless, for a file that another account has made.
  _ = fchmod(file, 0o660)
  return file
}

extension StoreError {
  /// A failed call on a file, by its `errno`.
  init(fileError code: Int32, _ task: String) {
    self.init(Reason(fileError: code), detail: "\(task): errno \(code)")
  }
}

extension StoreError.Reason {
  /// What a failure of the system at a file means to the program.
  init(fileError code: Int32) {
    switch code {
    case ENOSPC, EDQUOT: self = .diskFull
    case EACCES, EPERM, EROFS: self = .noAccess
    default: self = .io
    }
  }
}
