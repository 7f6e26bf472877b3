internal import Dispatch

/// Runs tasks on four serial queues of its own, so that one which reads a long text holds up no other.
///
/// The pool that tasks run on otherwise has a monitor, which wakes once a second for as long as the program lives, whether
/// there is anything to do or not (libdispatch's `_dispatch_workq_monitor_pools`). Serial queues have none, so a program that
/// waits for a key waits. What a task awaits comes back here; only actors with an executor of their own run elsewhere.
public final class TaskQueues: TaskExecutor {
  public static let shared = TaskQueues(count: 4)

  private let queues: [DispatchQueue]
  private let state: Guarded<State>

  private struct State {
    /// What waits, the oldest first.
    var jobs: [UnownedJob] = []
    /// Numbers of the queues that have nothing to do.
    var resting: [Int]
  }

  init(count: Int) {
    queues = (0..<count).map { DispatchQueue(label: "atende.tarefas.\($0)") }
    state = Guarded(State(resting: Array(0..<count)))
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let rested = state.withLock { state in
      state.jobs.append(job)
      return state.resting.popLast()
    }
    if let rested { queues[rested].async { self.work(as: rested) } }
  }

  private func work(as number: Int) {
    while let job = nextJob(or: number) { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  /// The job that has waited longest; where there is none, the queue rests.
  private func nextJob(or number: Int) -> UnownedJob? {
    state.withLock { state in
      if state.jobs.isEmpty {
        state.resting.append(number)
        return nil
      }
      return state.jobs.removeFirst()
    }
  }
}

// MARK: - Letting time pass

extension TaskQueues {
  private static let timers = DispatchQueue(label: "atende.pausas")

  private enum Pause {
    case beginning
    case waiting(CheckedContinuation<Void, any Error>)
    case over
  }

  /// Lets time pass, as `Task.sleep` does, which would go by way of the pool.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  public static func sleep(for duration: Duration) async throws {
    let pause = Guarded(Pause.beginning)
    let timer = DispatchSource.makeTimerSource(queue: timers)
    let (seconds, attoseconds) = duration.components
    timer.schedule(
      deadline: .now() + .seconds(Int(clamping: seconds))
        + .nanoseconds(Int(attoseconds / 1_000_000_000)))
    timer.setEventHandler { end(pause)?.resume() }
    timer.activate()
    defer { timer.cancel() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = pause.withLock { pause in
          if case .over = pause { return true }
          pause = .waiting(continuation)
          return false
        }
        guard isOver else { return }
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          continuation.resume()
        }
      }
    } onCancel: {
      end(pause)?.resume(throwing: CancellationError())
    }
  }

  private static func end(_ pause: Guarded<Pause>) -> CheckedContinuation<Void, any Error>? {
    pause.withLock { pause in
      defer { pause = .over }
      if case .waiting(let continuation) = pause { return continuation }
      return nil
    }
  }
}
