import ContactsCore
import TestSupport

@testable import Extraction

/// Wakes those who wait in the line when something in it has changed, so that no test lets time pass.
final class Bell: Sendable {
  private struct State {
    var rings = 0
    var sleepers: [Int: (rings: Int, continuation: CheckedContinuation<Void, any Error>)] = [:]
    var next = 0
  }

  private let state = Guarded(State())

  var rings: Int { state.withLock { $0.rings } }

  func ring() {
    let woken = state.withLock { state in
      state.rings += 1
      let woken = state.sleepers.values.filter { $0.rings < state.rings }
      state.sleepers = state.sleepers.filter { $0.value.rings >= state.rings }
      return woken
    }
    for sleeper in woken { sleeper.continuation.resume() }
  }

  /// Waits until it has rung more than so many times; throws when the waiting task is cancelled.
  func wait(after rings: Int) async throws {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = state.withLock { state in
          if state.rings > rings { return true }
          state.sleepers[number] = (rings, continuation)
          return false
        }
        if isOver { continuation.resume() } else if Task.isCancelled { cancel(number) }
      }
    } onCancel: {
      cancel(number)
    }
  }

  private func cancel(_ number: Int) {
    let sleeper = state.withLock { $0.sleepers.removeValue(forKey: number) }
    sleeper?.continuation.resume(throwing: CancellationError())
  }
}

/// One attendant's view of the store's line: what others do there wakes them.
final class RingingDoor: ModelDoor {
  private let base: StoreDoor
  private let bell: Bell
  /// Of the bell, when this attendant last looked at the line.
  private let heard = Guarded(0)
  private let renewals: Bell?

  init(_ base: StoreDoor, _ bell: Bell, renewals: Bell? = nil) {
    self.base = base
    self.bell = bell
    self.renewals = renewals
  }

  /// In the line, until something changes; while an answer comes, until the renewals' bell rings, if there is one.
  @Sendable func pause(_ time: Duration) async throws {
    if time < .seconds(1) {
      try await bell.wait(after: heard.withLock { $0 })
    } else {
      try await (renewals ?? Bell()).wait(after: 0)
    }
  }

  func newTicket(_ kind: ModelTicket.Kind) -> ModelTicket { base.newTicket(kind) }

  func ask(_ ticket: ModelTicket, hosts: [String]) async -> Admission {
    heard.withLock { $0 = bell.rings }
    let admission = await base.ask(ticket, hosts: hosts)
    if case .admitted = admission { bell.ring() }
    return admission
  }

  func keep(_ ticket: ModelTicket) async -> ModelStanding { await base.keep(ticket) }

  func leave(_ ticket: ModelTicket, _ outcome: ModelOutcome) async {
    await base.leave(ticket, outcome)
    bell.ring()
  }

  func answer(to question: ModelQuestion) async -> CachedAnswer? {
    await base.answer(to: question)
  }

  func keep(_ answer: CachedAnswer, to question: ModelQuestion) async {
    await base.keep(answer, to: question)
  }

  func health() async -> [ModelHostHealth] { await base.health() }
}

extension StoreDoor {
  init(_ store: TestStore, _ clock: SteppedClock) {
    self.init(store.book, as: store.owner, surroundings: clock.surroundings)
  }
}
