internal import ContactsCore

/// Breaks off what goes on at the moment, from another task: once, and for good.
final class Interrupt: Sendable {
  private struct State {
    var hasFired = false
    var action: (@Sendable () -> Void)?
  }

  private let state = Guarded(State())

  var hasFired: Bool { state.withLock { $0.hasFired } }

  /// Calls `action` when it fires, or at once if it has.
  func onFire(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.action = action
      return state.hasFired
    }
    if isLate { action() }
  }

  func fire() {
    let action = state.withLock { state in
      state.hasFired = true
      return state.action
    }
    action?()
  }
}
