internal import CTerminal
internal import Glibc

/// What a person's terminal sends, and the signals that wake the program: waited for together, read as keys.
@MainActor
struct TerminalBytes {
  private let input: CInt
  private let wakeDescriptor: CInt
  private var decoder: KeyDecoder
  private var isHungUp = false
  private var isReady = false

  init(input: CInt, wakeDescriptor: CInt, decoder: KeyDecoder) {
    self.input = input
    self.wakeDescriptor = wakeDescriptor
    self.decoder = decoder
  }

  /// Sleeps until there is something to take, or until the deadline.
  mutating func wait(until deadline: ContinuousClock.Instant?) {
    let now = ContinuousClock.now
    let next = [deadline, decoder.deadline].compactMap(\.self).min()
    var descriptors = [
      pollfd(fd: isHungUp ? -1 : input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&descriptors, 2, TerminalBytes.timeout(from: now, to: next))
    isReady = descriptors[0].revents != 0
  }

  /// The number of a signal that came, 0 for a wake-up; nil when there is none.
  func takeSignal() -> CInt? {
    let byte = atende_wake_read()
    return byte == -1 ? nil : byte
  }

  mutating func takeKeys() -> [TerminalEvent] {
    let events = isReady ? readKeys() : []
    isReady = false
    return events + decoder.expire(at: .now).map(TerminalEvent.key)
  }

  /// Takes all that is there; a paste is read as it comes, not key by key.
  private mutating func readKeys() -> [TerminalEvent] {
    var keys: [Key] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(input, &buffer, buffer.count)
      if count > 0 {
        keys += decoder.feed(buffer[..<count], at: .now)
        var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        // The rest of a paste follows at once; other keys are drawn first.
        let patience: CInt = decoder.isPasting ? 20 : 0
        guard keys.count < 256, poll(&descriptor, 1, patience) > 0 else { break }
      } else if count < 0, errno == EINTR || errno == EAGAIN {
        break
      } else {
        // The terminal is gone, as when an SSH session drops.
        isHungUp = true
        return keys.map(TerminalEvent.key) + [.terminated]
      }
    }
    return keys.map(TerminalEvent.key)
  }

  /// Milliseconds for poll(2), rounded up so that it does not wake just before the deadline; -1 for ever.
  private static func timeout(
    from now: ContinuousClock.Instant, to deadline: ContinuousClock.Instant?
  ) -> CInt {
    guard let deadline else { return -1 }
    let left = (deadline - now).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
    let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
    return CInt(min(milliseconds, 3_600_000))
  }
}
