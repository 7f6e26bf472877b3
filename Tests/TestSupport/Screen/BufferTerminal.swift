internal import ContactsCore
internal import Dispatch
internal import Synchronization
public import TUI

/// A terminal without a terminal: its events are a script, its frames are kept.
///
/// Its clock stands still but for the steps that let time pass, so that nothing in a test waits for time.
@MainActor
public final class BufferTerminal: Terminal {
  /// What one `wait` answers with.
  public enum Step: Sendable {
    /// These events, all at once.
    case events([TerminalEvent])
    /// Nothing, once some other thread has woken the program.
    case wake
    /// Nothing, at the deadline that the program gave.
    case deadline
    /// Nothing, after the test has looked around.
    case look(@MainActor @Sendable (BufferTerminal) -> Void)
  }

  public private(set) var size: Size
  public private(set) var frames: [Frame] = []
  /// What each `wait` was told to wait for.
  public private(set) var deadlines: [ContinuousClock.Instant?] = []
  public private(set) var forgottenFrames = 0
  public private(set) var suspensions = 0

  private var steps: [Step]
  private let wakeUp: WakeUp
  private let time = FakeTime()

  public init(size: Size = Size(rows: 24, columns: 80), _ steps: [Step]) {
    self.size = size
    self.steps = steps
    wakeUp = WakeUp()
  }

  /// For the runtime: stands still between steps.
  public nonisolated var clock: @Sendable () -> ContinuousClock.Instant {
    { [time] in time.now }
  }

  /// How often the program was woken; a burst of messages should wake it once.
  public nonisolated var wakes: Int { wakeUp.count }

  /// Whether each step of the script was taken.
  public var isThrough: Bool { steps.isEmpty }

  /// The text of the last frame.
  public var text: [String] {
    frames.last.map { frame in (0..<frame.size.rows).map(frame.text(row:)) } ?? []
  }

  // MARK: - Terminal

  public var functionKeys: Set<Int> { Set(1...12) }

  public var wake: @Sendable () -> Void {
    { [wakeUp] in wakeUp.signal() }
  }

  public func wait(until deadline: ContinuousClock.Instant?) -> [TerminalEvent] {
    deadlines.append(deadline)
    guard !steps.isEmpty else {
      // The end of a program waits for its writes, whose end wakes it.
      guard wakeUp.wait() else { fatalError("the script is over and the program still runs") }
      return []
    }
    switch steps.removeFirst() {
    case .events(let events):
      for case .resized(let size) in events { self.size = size }
      return events
    case .wake:
      guard wakeUp.wait() else { fatalError("nobody woke the program") }
    case .deadline:
      guard let deadline else { fatalError("the program waits for no moment") }
      time.advance(to: deadline)
    case .look(let look):
      look(self)
    }
    return []
  }

  public func draw(_ frame: Frame) { frames.append(frame) }
  public func forgetFrame() { forgottenFrames += 1 }
  public func suspend() { suspensions += 1 }
}

/// Wake-ups from any thread, counted.
private final class WakeUp: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private let signals = Atomic(0)

  var count: Int { signals.load(ordering: .sequentiallyConsistent) }

  func signal() {
    signals.add(1, ordering: .sequentiallyConsistent)
    semaphore.signal()
  }

  /// False when none came in so long a time that none will, whatever else the machine does.
  func wait() -> Bool { semaphore.wait(timeout: .now() + .seconds(600)) == .success }
}

private final class FakeTime: Sendable {
  private let instant = Guarded(ContinuousClock.now)

  var now: ContinuousClock.Instant { instant.withLock(\.self) }

  func advance(to later: ContinuousClock.Instant) {
    instant.withLock { $0 = max($0, later) }
  }
}
