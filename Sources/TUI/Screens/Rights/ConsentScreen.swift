import ContactsCore

/// **Consentimentos**: what one person decided of each purpose, and the notice to read aloud.
struct ConsentScreen: Equatable, Sendable {
  let uid: UID
  let name: Sensitive<String>?
  /// Newest first.
  private(set) var ledger: [Consent] = []
  private(set) var list = ListState()
  private(set) var failure: Failure?
  private var reading: Awaiting

  init(_ uid: UID, of name: Sensitive<String>?, awaiting request: RequestID) {
    self.uid = uid
    self.name = name
    reading = .reply(request)
    list.setCount(purposes.count)
  }

  var isLoading: Bool { reading != .nothing && ledger.isEmpty }

  /// One purpose, and the newest line of it.
  struct Row: Equatable, Sendable {
    let name: String
    /// Nil for a purpose that is no longer asked for.
    let purpose: Purpose?
    let consent: Consent?
  }

  /// Those that are asked for, then what the ledger has besides.
  var purposes: [Row] {
    let holding = Consent.holding(in: ledger)
    let known = Purpose.all.map { purpose in
      Row(
        name: purpose.name, purpose: purpose,
        consent: holding.first { $0.purpose == purpose.name })
    }
    let others = holding.filter { Purpose.named($0.purpose) == nil }.map {
      Row(name: $0.purpose, purpose: nil, consent: $0)
    }
    return known + others
  }

  var selected: Row? {
    let purposes = purposes
    return purposes.indices.contains(list.selection) ? purposes[list.selection] : nil
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .refresh: return Step([load(&desk)])
    case .open:
      guard let purpose = selected?.purpose else {
        desk.status = .plain("Esta finalidade não é mais pedida.")
        return .stay
      }
      return .go(.ask(.rights(.notice(NoticeDialog(uid, purpose, desk.session.channel)))))
    case .rights(.revoke):
      let request = desk.requests.next()
      reading = .reply(request)
      return Step([.rights(.revoke(uid, desk.session.channel, request))])
    case .rights(.new):
      return .go(.ask(.rights(.new(NewRequestDialog(of: uid, desk.session.channel)))))
    default:
      MergeScreen.move(&list, action)
      return .stay
    }
  }

  mutating func load(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    reading = .reply(request)
    return .rights(.consents(uid, request))
  }

  // MARK: - Replies

  mutating func read(
    _ request: RequestID, _ result: Result<[Consent], Failure>, _ desk: inout Desk
  ) {
    guard reading.isFor(request) else { return }
    reading = .nothing
    switch result {
    case .success(let ledger): show(ledger)
    case .failure(let failure):
      self.failure = failure
      desk.status = .failure(failure.message)
    }
  }

  mutating func show(_ ledger: [Consent]) {
    failure = nil
    self.ledger = ledger
    list.setCount(purposes.count)
  }

  /// Whether this is the answer it waits for; it then waits no longer.
  mutating func takes(_ request: RequestID) -> Bool {
    guard reading.isFor(request) else { return false }
    reading = .nothing
    return true
  }
}
