internal import Glibc
internal import Synchronization

/// A door that one thread opens and others wait at, without anyone sleeping.
///
/// It is a pipe: waiting is `poll`, so that a socket can be watched beside it.
public final class Gate: Sendable {
  let readEnd: Int32
  private let writeEnd: Int32

  public init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no pipe left")
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Stays open; opening it again does nothing.
  public func open() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }

  /// Blocks the calling thread.
  public func wait() {
    var watched = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    while poll(&watched, 1, -1) < 0 {}
  }
}

extension Gate {
  /// What a test turns on once, for a script that looks at it.
  public final class Switch: Sendable {
    private let state = Atomic(false)

    public init() {}

    public var isOn: Bool { state.load(ordering: .acquiring) }

    public func turnOn() { state.store(true, ordering: .releasing) }
  }
}

/// Runs `body` on a thread of its own, for what would block the threads that tasks share.
func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  // The thread takes over the only reference.
  let reference = Unmanaged.passRetained(Box(body)).toOpaque()
  var thread = pthread_t()
  let status = pthread_create(
    &thread, nil,
    { context in
      guard let context else { return nil }
      Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }, reference)
  precondition(status == 0, "no thread left")
  pthread_detach(thread)
}
