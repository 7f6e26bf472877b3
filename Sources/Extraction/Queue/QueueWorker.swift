public import ContactsCore

/// Works through the queue: takes a text, reads it, keeps its lease meanwhile, and ends it.
///
/// Cancelling the task that runs it stops it cleanly: what is being read is given back and loses nothing.
public struct QueueWorker: Sendable {
  /// Reads one text, in its context; the flag says that it is the text's last try.
  public typealias Read = @Sendable (Sensitive<String>, NoteContext, Bool) async -> QueueReading

  private let book: ContactBook
  private let actor: Actor
  private let read: Read
  private let now: @Sendable () -> Timestamp
  private let pause: Pause

  /// - Parameters:
  ///   - book: whose queue.
  ///   - actor: on whose behalf; the audit names them.
  ///   - now: the clock.
  ///   - pause: how time is let pass; throws when cancelled.
  ///   - read: what a text is read with.
  public init(
    _ book: ContactBook, as actor: Actor, now: @escaping @Sendable () -> Timestamp,
    pause: @escaping Pause = { try await TaskQueues.sleep(for: $0) }, read: @escaping Read
  ) {
    self.book = book
    self.actor = actor
    self.now = now
    self.pause = pause
    self.read = read
  }

  /// Tries after which a text is left to a person.
  public static let mostTries = 5
  /// The longest time between two looks at a queue that has nothing to do.
  private static let longestWait = Duration.seconds(5)

  /// Works until nothing is to be done, or for ever.
  ///
  /// - Parameters:
  ///   - loops: texts that are read side by side.
  ///   - limit: the most texts to be begun.
  ///   - watches: whether to wait for new texts when there are none.
  ///   - onChange: told after each text.
  /// - Returns: what was done, and why it ended.
  /// - Throws: what the store cannot do; a text in hand is given back first, if the store lets it.
  public func run(
    loops: Int = 1, limit: Int? = nil, watches: Bool = false,
    onChange: @escaping @Sendable (QueueTally) async -> Void = { _ in }
  ) async throws(StoreError) -> QueueTally {
    let shift = Shift(limit: limit)
    let failure = await withTaskGroup(of: StoreError?.self) { group in
      for _ in 0..<max(loops, 1) {
        group.addTask {
          do throws(StoreError) {
            try await work(shift, watches: watches, onChange)
            return nil
          } catch {
            return error
          }
        }
      }
      var failure: StoreError?
      for await ended in group {
        guard let ended else { continue }
        failure = failure ?? ended
        group.cancelAll()
      }
      return failure
    }
    if let failure { throw failure }
    if Task.isCancelled { shift.end(.stopped) }
    return shift.tally
  }

  // MARK: - One loop

  private func work(
    _ shift: Shift, watches: Bool, _ onChange: @Sendable (QueueTally) async -> Void
  ) async throws(StoreError) {
    while !Task.isCancelled {
      guard shift.begin() else { return shift.end(.limitReached) }
      switch try await book.claimQueueItem(as: actor) {
      case .item(let lease):
        let reading = try await hold(lease)
        try await end(lease, reading, shift)
        await onChange(shift.tally)
        guard case .unread(let until)? = reading else { continue }
        if let until {
          if !watches { return shift.end(.modelAway(until: until)) }
          await rest(until: until)
        } else {
          await wait(until: now().adding(milliseconds: QueueWorker.breath))
        }
      case .nothing(let until):
        shift.giveBack()
        if !watches { return shift.end(.nothingDue(until: until)) }
        await wait(until: until ?? .distantFuture)
      }
    }
  }

  /// Milliseconds before a text is tried again whose place at the model somebody else needed.
  private static let breath: Int64 = 1000

  /// Writes how a reading ended.
  private func end(
    _ lease: QueueLease, _ reading: QueueReading?, _ shift: Shift
  ) async throws(StoreError) {
    switch reading {
    case .found(let result):
      let isOurs = try await book.completeQueueItem(lease, with: result, as: actor)
      shift.count { if isOurs { $0.read += 1 } else { $0.lost += 1 } }
    case .failed(let failure, let found):
      let isOurs = try await book.failQueueItem(lease, failure, found: found, as: actor)
      let isOfHost = if case .model(let fault) = failure { fault.isOfHost } else { false }
      shift.count { tally in
        if !isOurs {
          tally.lost += 1
        } else if isOfHost {
          tally.away += 1
        } else {
          tally.failed += 1
        }
      }
    case .unread:
      _ = try await book.releaseQueueItem(lease, as: actor)
      shift.giveBack()
    case nil:
      shift.count { $0.lost += 1 }
    }
  }

  /// Reads a text while its lease is renewed; nil when the lease was lost to somebody else.
  private func hold(_ lease: QueueLease) async throws(StoreError) -> QueueReading? {
    let settings: Settings
    let reasons: [Reason]
    do throws(StoreError) {
      settings = try await book.settings()
      reasons = try await book.reasons()
    } catch {
      // The store is failing; that the text stays leased for some minutes is the lesser evil.
      _ = try? await book.releaseQueueItem(lease, as: actor)
      throw error
    }
    let context = NoteContext(
      now: lease.saidAt.local, areaCode: settings.areaCode, reasons: reasons)
    return await withTaskGroup(of: Step.self) { group in
      group.addTask {
        .read(await read(lease.note, context, lease.tries + 1 >= QueueWorker.mostTries))
      }
      group.addTask { await renew(lease, every: settings.queueLease / 3) }
      var reading: QueueReading?
      for await step in group {
        switch step {
        case .read(let ended): reading = reading ?? ended
        case .lost:
          group.cancelAll()
          return nil
        case .kept: continue
        }
        group.cancelAll()
      }
      return reading
    }
  }

  private enum Step: Sendable {
    case read(QueueReading)
    case kept
    case lost
  }

  private func renew(_ lease: QueueLease, every milliseconds: Int64) async -> Step {
    while true {
      do { try await pause(.milliseconds(max(milliseconds, 1))) } catch { return .kept }
      if Task.isCancelled { return .kept }
      do throws(StoreError) {
        guard try await book.renewQueueItem(lease, as: actor) else { return .lost }
      } catch {
        // There is time for another attempt before the lease ends; the text's end will tell.
        continue
      }
    }
  }

  /// Waits while every host rests; somebody at a form may have found one well again before.
  private func rest(until moment: Timestamp) async {
    while !Task.isCancelled, now() < moment {
      await wait(until: moment)
      // Without it the whole rest is waited for.
      let health = (try? await book.modelHealth()) ?? []
      let isOver = health.contains { if case .open = $0.breaker { false } else { true } }
      if isOver { return }
    }
  }

  private func wait(until moment: Timestamp) async {
    let left = Duration.milliseconds(moment.milliseconds - now().milliseconds)
    // Thrown on cancellation, which the loop looks at.
    try? await pause(min(max(left, .milliseconds(50)), QueueWorker.longestWait))
  }
}

/// What a run through the queue has done.
public struct QueueTally: Equatable, Sendable {
  /// Texts that were read to the end.
  public var read = 0
  /// Tries that failed.
  public var failed = 0
  /// Texts that could not be put to the model, at no fault of theirs.
  public var away = 0
  /// Texts that somebody else had taken over by the end.
  public var lost = 0
  public var ending = Ending.nothingDue(until: nil)

  public init() {}

  public enum Ending: Equatable, Sendable {
    /// Until the moment at which the next text is due, if one waits.
    case nothingDue(until: Timestamp?)
    case limitReached
    case modelAway(until: Timestamp?)
    /// By a signal.
    case stopped
  }
}

extension Timestamp {
  /// Later than anything that waits.
  fileprivate static let distantFuture = Timestamp(milliseconds: Int64.max / 2)
}

/// What the loops of one run share.
private final class Shift: Sendable {
  private struct State {
    var tally = QueueTally()
    var left: Int?
  }

  private let state: Guarded<State>

  init(limit: Int?) {
    state = Guarded(State(left: limit))
  }

  var tally: QueueTally { state.withLock(\.tally) }

  /// Takes one text's worth of the limit; false when it is used up.
  func begin() -> Bool {
    state.withLock { state in
      guard let left = state.left else { return true }
      guard left > 0 else { return false }
      state.left = left - 1
      return true
    }
  }

  /// For a text that was not begun after all.
  func giveBack() {
    state.withLock { $0.left = $0.left.map { $0 + 1 } }
  }

  func count(_ change: (inout QueueTally) -> Void) {
    state.withLock { change(&$0.tally) }
  }

  /// The gravest ending of all loops is the run's.
  func end(_ ending: QueueTally.Ending) {
    state.withLock { state in
      switch (state.tally.ending, ending) {
      case (.stopped, _), (.modelAway, .nothingDue), (.limitReached, .nothingDue): break
      default: state.tally.ending = ending
      }
    }
  }
}
