import ContactsCore

/// **Entrada**: a name and a password, and nothing else to be seen.
struct SignInScreen: Equatable, Sendable {
  let reason: Reason
  /// Who must come in again; nil when anybody may.
  let fixedName: String?
  var name = TextField()
  var password = SecretField()
  var focus = Row.name
  private(set) var reply = Awaiting.nothing
  private(set) var closure: Closure?
  private(set) var notice: Status

  enum Row: Equatable, Sendable { case name, password }

  enum Reason: Equatable, Sendable {
    case start
    /// Too long unused, too long open, or ended by an administrator; login of whose session it was.
    case expired(String)
    /// Somebody gave up the place.
    case handed
  }

  init(_ reason: Reason, fixedName: String? = nil, notice: String? = nil) {
    self.reason = reason
    self.fixedName = fixedName
    self.notice = notice.map { .warning($0) } ?? .none
    if fixedName != nil { focus = .password }
  }

  var isWaiting: Bool { reply != .nothing }

  /// What is said below the fields.
  func status(_ now: Timestamp?) -> Status {
    if isWaiting { return .plain("Conferindo…") }
    if let closure, closure.login == login, let sentence = closure.sentence(now) {
      return .warning(sentence)
    }
    return notice
  }

  private var login: String { fixedName ?? trimmed(name.text) }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> GateOutcome {
    switch action {
    case .nextField, .previousField:
      guard fixedName == nil else { return .stays }
      focus = focus == .name ? .password : .name
      return .stays
    case .confirm: return confirm(&desk)
    case .back, .cancel: return .leaves
    default: return .stays
    }
  }

  mutating func type(_ key: Key) {
    guard !isWaiting else { return }
    let isEdited =
      switch focus {
      case .name: name.handle(key)
      case .password: password.handle(key)
      }
    if isEdited { notice = .none }
  }

  private mutating func confirm(_ desk: inout Desk) -> GateOutcome {
    guard !isWaiting else { return .stays }
    if focus == .name {
      focus = .password
      return .stays
    }
    guard !login.isEmpty else {
      focus = .name
      notice = .warning("Digite seu nome de entrada.")
      return .stays
    }
    guard !password.isEmpty else {
      notice = .warning("Digite sua senha.")
      return .stays
    }
    if let closure, closure.login == login, closure.secondsLeft(desk.session.now) != nil {
      password.clear()
      return .stays
    }
    let request = desk.requests.next()
    reply = .reply(request)
    return .asks([.people(.signIn(login, password.take(), request))])
  }

  // MARK: - Replies

  func awaits(_ request: RequestID) -> Bool { reply.isFor(request) }

  mutating func failed(_ failure: Failure) {
    reply = .nothing
    password.clear()
    focus = .password
    if case .signInRefused(let until?) = failure {
      closure = Closure(login: login, until: until)
    }
    notice = .failure(failure.message)
  }
}
