public import ContactsCore

/// Runs a program on a terminal: the one type that blocks, draws and starts work.
///
/// It sleeps in the terminal's `wait` on the main thread, so the main actor's queue does not run meanwhile: work is
/// started detached, and nothing outside may await the main actor.
@MainActor
public final class Runtime<P: Program> {
  public typealias Perform =
    @Sendable (P.Effect, @escaping @Sendable (P.Message) -> Void) async -> Void

  private let terminal: any Terminal
  private let perform: Perform
  private let now: @Sendable () -> Timestamp
  private let clock: @Sendable () -> ContinuousClock.Instant
  private let mailbox: Mailbox<P.Message>
  private let flight = Flight()
  private var model: P.Model
  private var timers: [Timer] = []
  private var isFinished = false

  /// How long the end of the program waits for what must finish, such as a save.
  private static var patience: Duration { .seconds(10) }

  private struct Timer {
    let due: ContinuousClock.Instant
    let message: @Sendable (Timestamp) -> P.Message
  }

  public init(
    _ program: P.Type, model: P.Model, terminal: any Terminal,
    now: @escaping @Sendable () -> Timestamp,
    clock: @escaping @Sendable () -> ContinuousClock.Instant, perform: @escaping Perform
  ) {
    self.model = model
    self.terminal = terminal
    self.now = now
    self.clock = clock
    self.perform = perform
    mailbox = Mailbox(wake: terminal.wake)
  }

  /// Runs until the program quits.
  ///
  /// - Parameter first: What the program is told before anything else.
  /// - Returns: The model as it was at the end.
  public func run(first: P.Message) -> P.Model {
    apply([first])
    draw()
    while !isFinished {
      let events = terminal.wait(until: timers.map(\.due).min())
      let messages = events.compactMap(P.message) + mailbox.takeAll() + dueMessages()
      guard !messages.isEmpty || events.contains(where: isResize) else { continue }
      let before = model
      apply(messages)
      if model != before || needsPainting || events.contains(where: isResize) { draw() }
    }
    finish()
    return model
  }

  /// Nothing in flight, nothing in the mailbox: only a person or a timer can change the screen now.
  public var isIdle: Bool { flight.isEmpty && mailbox.isEmpty }

  // MARK: - One turn

  private var needsPainting = false

  private func draw() {
    needsPainting = false
    terminal.draw(P.view(model, size: terminal.size))
  }

  private func isResize(_ event: TerminalEvent) -> Bool {
    if case .resized = event { return true }
    return false
  }

  private func apply(_ messages: [P.Message]) {
    for message in messages {
      for effect in P.update(&model, message) { start(effect) }
    }
  }

  private func dueMessages() -> [P.Message] {
    let instant = clock()
    let due = timers.filter { $0.due <= instant }.sorted { $0.due < $1.due }
    guard !due.isEmpty else { return [] }
    timers.removeAll { $0.due <= instant }
    let moment = now()
    return due.map { $0.message(moment) }
  }

  private func start(_ effect: P.Effect) {
    switch P.command(for: effect) {
    case .perform(let mustFinish):
      flight.start(mustFinish: mustFinish, wake: terminal.wake) { [perform, mailbox] in
        await perform(effect) { mailbox.post($0) }
      }
    case .wait(let pause, let message):
      timers.append(Timer(due: clock().advanced(by: pause), message: message))
    case .redraw:
      terminal.forgetFrame()
      needsPainting = true
    case .suspend:
      terminal.suspend()
      needsPainting = true
    case .quit:
      isFinished = true
    }
  }

  /// Waits for what must finish, and cancels the rest.
  private func finish() {
    flight.cancelReads()
    let deadline = clock().advanced(by: Runtime.patience)
    while flight.mustWait, clock() < deadline {
      _ = terminal.wait(until: deadline)
    }
    flight.cancelAll()
  }
}
