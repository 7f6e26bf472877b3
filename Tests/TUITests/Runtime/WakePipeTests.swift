import CTerminal
import Glibc
import Testing

@testable import TUI

@Suite("The pipe that wakes the main thread")
struct WakePipeTests {
  /// Takes all that is in it.
  private func taken() -> [Int32] {
    var bytes: [Int32] = []
    while case let byte = atende_wake_read(), byte >= 0 { bytes.append(byte) }
    return bytes
  }

  @Test func `full, it holds nobody up, and the signal that came then is not lost`() {
    #expect(atende_wake_open() >= 0)
    defer { atende_wake_close() }
    // More than any pipe of Linux holds unless it is told to.
    for _ in 0..<70_000 { atende_wake(0) }
    atende_wake(UInt8(SIGTERM))
    atende_wake(UInt8(SIGWINCH))
    let bytes = taken()
    #expect(bytes.count < 70_000)
    #expect(bytes.count(where: { $0 == SIGTERM }) == 1)
    #expect(bytes.count(where: { $0 == SIGWINCH }) == 1)
    #expect(taken().isEmpty)
    atende_wake(0)
    #expect(taken() == [0])
  }
}

@Suite("A trap on another thread")
struct CrashStackTests {
  @Test func `an effect has a stack for it besides its own`() async {
    let flight = Flight()
    let hasStack = await withCheckedContinuation { continuation in
      flight.start(mustFinish: true, wake: {}) {
        var stack = stack_t()
        let status = sigaltstack(nil, &stack)
        continuation.resume(returning: status == 0 && stack.ss_flags == 0 && stack.ss_size > 0)
      }
    }
    #expect(hasStack)
  }
}
