internal import ContactsCore

/// Waits for so long; throws when nobody waits any more.
public typealias Pause = @Sendable (Duration) async throws -> Void

/// One request's way through the line: waits for its place, keeps it while the answer comes, and leaves it.
struct ModelTurn: Sendable {
  /// Nil when the machine keeps no line: whoever asks is admitted.
  let door: (any ModelDoor)?
  let kind: ModelTicket.Kind
  /// Whether a host that rests is tried before its time.
  let insists: Bool
  let pause: Pause
  /// Told the place in the line, each time it changes.
  let onWaiting: @Sendable (Int) -> Void
  let onAdmitted: @Sendable () -> Void

  /// How a turn that did not fail ended.
  enum Ending: Sendable {
    case answered
    /// The host was not put to the question.
    case unasked
  }

  private static let betweenQuestions = Duration.milliseconds(500)
  private static let betweenRenewals = Duration.seconds(2)

  /// Runs `body` with the host that it may ask, as soon as it may.
  ///
  /// `body` is broken off, by the interrupt that it is given, when a bulk request has to make room.
  func take(
    at hosts: [String], _ body: (String, Interrupt) async throws(OllamaError) -> Ending
  ) async throws(OllamaError) {
    guard let door else {
      _ = try await body(hosts[0], Interrupt())
      return
    }
    let ticket = ModelTicket(uid: door.newTicket(kind).uid, kind: kind, insists: insists)
    let host = try await admission(of: ticket, to: hosts, at: door)
    let start = monotonicMilliseconds()
    let interrupt = Interrupt()
    let result = await withTaskGroup(of: Void.self) { group in
      group.addTask { await keep(ticket, at: door, interrupt) }
      defer { group.cancelAll() }
      return await ModelTurn.result { () async throws(OllamaError) in
        try await body(host, interrupt)
      }
    }
    switch result {
    case .success(.answered):
      let elapsed = Int(monotonicMilliseconds() - start)
      await leave(ticket, at: door, .answered(milliseconds: elapsed))
    case .success(.unasked):
      await leave(ticket, at: door, .cancelled)
    case .failure(let error):
      await leave(ticket, at: door, interrupt.hasFired ? .cancelled : error.outcome)
      throw interrupt.hasFired ? .displaced : error
    }
  }

  private func admission(
    of ticket: ModelTicket, to hosts: [String], at door: any ModelDoor
  ) async throws(OllamaError) -> String {
    var told: Int?
    while true {
      let admission = await door.ask(ticket, hosts: hosts)
      if Task.isCancelled {
        await leave(ticket, at: door, .cancelled)
        throw .cancelled
      }
      switch admission {
      case .admitted(let host):
        onAdmitted()
        return host
      case .closed(let until): throw .resting(until: until)
      case .waiting(let place):
        if told != place { onWaiting(place) }
        told = place
      }
      // Thrown on cancellation, which is looked at above.
      try? await pause(ModelTurn.betweenQuestions)
    }
  }

  /// Renews the ticket until it is cancelled; a bulk request that is wanted elsewhere is broken off.
  private func keep(
    _ ticket: ModelTicket, at door: any ModelDoor, _ interrupt: Interrupt
  ) async {
    while true {
      do { try await pause(ModelTurn.betweenRenewals) } catch { return }
      if Task.isCancelled { return }
      let standing = await door.keep(ticket)
      // A person who waits is not sent back, even if the machine slept and the place is another's by now.
      if kind == .bulk, standing != .held { return interrupt.fire() }
    }
  }

  /// Leaves at once, and also when the task that asked is cancelled.
  private func leave(
    _ ticket: ModelTicket, at door: any ModelDoor, _ outcome: ModelOutcome
  ) async {
    await Task(executorPreference: TaskQueues.shared) { await door.leave(ticket, outcome) }.value
  }

  private static func result(
    _ body: () async throws(OllamaError) -> Ending
  ) async -> Result<Ending, OllamaError> {
    do throws(OllamaError) {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }
}
