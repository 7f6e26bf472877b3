internal import CTerminal
internal import ContactsCore

/// The effects that have begun and not ended.
///
/// Each is counted before its task starts, so that the program never looks idle in between.
final class Flight: Sendable {
  private struct Entry {
    var task: Task<Void, Never>?
    let mustFinish: Bool
  }

  private struct State {
    var last = 0
    var entries: [Int: Entry] = [:]
  }

  private let state = Guarded(State())

  var isEmpty: Bool { state.withLock(\.entries.isEmpty) }

  var mustWait: Bool {
    state.withLock { state in state.entries.values.contains(where: \.mustFinish) }
  }

  /// Starts detached work; `wake` is called when it has ended and the last that must finish is gone.
  func start(
    mustFinish: Bool, wake: @escaping @Sendable () -> Void,
    _ body: @escaping @Sendable () async -> Void
  ) {
    let number = state.withLock { state in
      state.last += 1
      state.entries[state.last] = Entry(mustFinish: mustFinish)
      return state.last
    }
    let task = Task.detached(executorPreference: TaskQueues.shared) { [self] in
      // Threads of the pool have none; without memory for one an overflow leaves the terminal as it is.
      _ = atende_crash_stack()
      await body()
      state.withLock { state in _ = state.entries.removeValue(forKey: number) }
      if mustFinish { wake() }
    }
    // It may have ended already, and its entry be gone.
    state.withLock { state in state.entries[number]?.task = task }
  }

  func cancelReads() {
    cancel { !$0.mustFinish }
  }

  func cancelAll() {
    cancel { _ in true }
  }

  private func cancel(where isChosen: (Entry) -> Bool) {
    let tasks = state.withLock { state in state.entries.values.filter(isChosen).compactMap(\.task) }
    for task in tasks { task.cancel() }
  }
}
