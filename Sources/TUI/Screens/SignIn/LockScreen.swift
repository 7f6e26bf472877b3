import ContactsCore

/// The locked screen: says that it is locked, and takes one password.
struct LockScreen: Equatable, Sendable {
  let way: Way
  let cause: Cause
  var password = SecretField()
  private(set) var reply = Awaiting.nothing
  private(set) var closure: Closure?
  private(set) var notice = Status.none

  /// How to come back.
  enum Way: Equatable, Sendable {
    /// By one's password; where people share the terminal, somebody else may come in instead.
    case password(sharesTerminal: Bool)
    /// By the account of the machine alone: the program is left, and opened again.
    case account
  }

  enum Cause: Equatable, Sendable { case asked, idle, expired }

  init(_ way: Way, _ cause: Cause) {
    self.way = way
    self.cause = cause
  }

  var isWaiting: Bool { reply != .nothing }

  /// Whether somebody else may take the place.
  var canHand: Bool { way == .password(sharesTerminal: true) }

  func status(_ now: Timestamp?) -> Status {
    if isWaiting { return .plain("Conferindo…") }
    if let sentence = closure?.sentence(now) { return .warning(sentence) }
    return notice
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> GateOutcome {
    switch action {
    case .confirm: return confirm(&desk)
    case .back, .cancel:
      password.clear()
      notice = .none
      return .stays
    case .people(.otherPerson): return canHand && !isWaiting ? .hands : .stays
    default: return .stays
    }
  }

  /// Nothing is pasted here: what waits to be pasted may be what a person said.
  mutating func type(_ key: Key) {
    if case .paste = key { return }
    guard !isWaiting, way != .account else { return }
    if password.handle(key) { notice = .none }
  }

  private mutating func confirm(_ desk: inout Desk) -> GateOutcome {
    guard way != .account else { return .leaves }
    guard !isWaiting else { return .stays }
    guard closure?.secondsLeft(desk.session.now) == nil else {
      password.clear()
      return .stays
    }
    guard !password.isEmpty else {
      notice = .warning("Digite sua senha.")
      return .stays
    }
    let request = desk.requests.next()
    reply = .reply(request)
    return .asks([.people(.unlock(password.take(), request))])
  }

  // MARK: - Replies

  func awaits(_ request: RequestID) -> Bool { reply.isFor(request) }

  mutating func failed(_ failure: Failure) {
    reply = .nothing
    password.clear()
    if case .signInRefused(let until?) = failure { closure = Closure(login: "", until: until) }
    notice = .failure(
      failure == .signInRefused(closedUntil: nil) ? "A senha não confere." : failure.message)
  }
}
