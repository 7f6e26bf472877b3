import ContactsCore

/// **Duplicados**: who may be the same person, the two records side by side, and what becomes of each field.
struct MergeScreen: Equatable, Sendable {
  let uid: UID
  private(set) var phase: Phase

  init(_ uid: UID, awaiting request: RequestID) {
    self.uid = uid
    phase = .finding(request)
  }

  enum Phase: Equatable, Sendable {
    case finding(RequestID)
    /// Those found, and the one that is being read.
    case choosing(MergeSearch, ListState, Awaiting)
    case comparing(MergeComparison)
    case failed(Failure)
  }

  var place: Place {
    guard case .comparing(let comparison) = phase else { return .mergeList }
    return comparison.word == nil ? .mergeFields : .mergeWord
  }

  /// Whether there is nobody to compare with.
  var isEmpty: Bool {
    switch phase {
    case .finding, .failed: true
    case .choosing(let search, _, _): search.matches.isEmpty
    case .comparing: false
    }
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch phase {
    case .finding, .failed:
      return action == .back || action == .cancel ? leave(&desk) : .stay
    case .choosing(let search, var list, let reading):
      switch action {
      case .back, .cancel: return leave(&desk)
      case .open where !search.matches.isEmpty:
        let request = desk.requests.next()
        phase = .choosing(search, list, .reply(request))
        return Step([.merge(.read(search.matches[list.selection].summary.uid, request))])
      default:
        MergeScreen.move(&list, action)
        phase = .choosing(search, list, reading)
        return .stay
      }
    case .comparing(var comparison):
      let step = comparison.perform(action, &desk)
      phase = .comparing(comparison)
      return step
    }
  }

  private func leave(_ desk: inout Desk) -> Step {
    desk.status = .none
    return .go(.back)
  }

  static func move(_ list: inout ListState, _ action: Action) {
    switch action {
    case .moveDown, .nextMatch: list.move(by: 1)
    case .moveUp, .previousMatch: list.move(by: -1)
    case .pageDown: list.move(by: 10)
    case .pageUp: list.move(by: -10)
    case .moveToTop: list.select(0)
    case .moveToBottom: list.select(list.count - 1)
    default: break
    }
  }

  mutating func type(_ key: Key) {
    guard case .comparing(var comparison) = phase else { return }
    _ = comparison.word?.handle(key)
    phase = .comparing(comparison)
  }

  // MARK: - Replies

  mutating func found(
    _ request: RequestID, _ result: Result<MergeSearch, Failure>, _ desk: inout Desk
  ) {
    guard phase == .finding(request) else { return }
    switch result {
    case .success(let search):
      phase = .choosing(search, ListState(count: search.matches.count), .nothing)
    case .failure(let failure): fail(failure, &desk)
    }
  }

  mutating func read(
    _ request: RequestID, _ result: Result<ContactRecord, Failure>, _ desk: inout Desk
  ) {
    guard case .choosing(let search, let list, let reading) = phase, reading.isFor(request) else {
      return
    }
    switch result {
    case .success(let record):
      desk.status = .none
      phase = .comparing(
        MergeComparison(
          kept: search.record, gone: record, rule: search.matches[list.selection].rule))
    case .failure(let failure):
      desk.status = .failure(failure.message)
      phase = .choosing(search, list, .nothing)
    }
  }

  mutating func united(
    _ request: RequestID, _ result: Result<MergeReceipt, Failure>, _ desk: inout Desk
  ) -> Step {
    guard case .comparing(var comparison) = phase, comparison.uniting.isFor(request) else {
      return .stay
    }
    switch result {
    case .success(let receipt):
      desk.status = .success(
        "Registros unidos. Até o fim do dia, Ctrl-P, Desfazer a última união, os separa.")
      let request = desk.requests.next()
      return Step(
        [.read(receipt.uid, after: nil, request)],
        .replace(.record(RecordScreen(receipt.uid, awaiting: request))))
    case .failure(.conflict):
      desk.status = .warning("Outra pessoa salvou um dos registros antes: compare de novo.")
      let request = desk.requests.next()
      phase = .finding(request)
      return Step([.merge(.find(uid, request))])
    case .failure(let failure):
      desk.status = .failure(failure.message)
      comparison.uniting = .nothing
      phase = .comparing(comparison)
      return .stay
    }
  }

  private mutating func fail(_ failure: Failure, _ desk: inout Desk) {
    phase = .failed(failure)
    desk.status = .failure(failure.message)
  }
}
