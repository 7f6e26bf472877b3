import ContactsCore

/// A new password, typed twice: asked for at the first use of one that somebody else chose, or when a person wants it.
struct PasswordChangeScreen: Equatable, Sendable {
  let reason: Reason
  var current = SecretField()
  var new = SecretField()
  var again = SecretField()
  var focus: Row
  private(set) var reply = Awaiting.nothing
  private(set) var notice = Status.none

  enum Reason: Equatable, Sendable {
    /// Somebody else chose the one in use: nothing else can be done before.
    case required
    /// Nobody has to know the current one when there is none.
    case wanted(hasPassword: Bool)
  }

  enum Row: Equatable, Sendable {
    case current, new, again

    var label: String {
      switch self {
      case .current: "Senha atual"
      case .new: "Senha nova"
      case .again: "Senha nova, outra vez"
      }
    }
  }

  init(_ reason: Reason) {
    self.reason = reason
    focus = reason == .wanted(hasPassword: false) ? .new : .current
  }

  var rows: [Row] {
    reason == .wanted(hasPassword: false) ? [.new, .again] : [.current, .new, .again]
  }

  var isWaiting: Bool { reply != .nothing }

  var status: Status { isWaiting ? .plain("Trocando a senha…") : notice }

  subscript(row: Row) -> SecretField {
    get {
      switch row {
      case .current: current
      case .new: new
      case .again: again
      }
    }
    set {
      switch row {
      case .current: current = newValue
      case .new: new = newValue
      case .again: again = newValue
      }
    }
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> GateOutcome {
    guard !isWaiting else { return .stays }
    switch action {
    case .nextField: move(by: 1)
    case .previousField: move(by: -1)
    case .confirm:
      if focus == .again { return save(&desk) }
      move(by: 1)
    case .save: return save(&desk)
    case .back, .cancel: return reason == .required ? .leaves : .gives
    default: break
    }
    return .stays
  }

  mutating func type(_ key: Key) {
    guard !isWaiting else { return }
    if self[focus].handle(key) { notice = .none }
  }

  private mutating func move(by step: Int) {
    guard let index = rows.firstIndex(of: focus) else { return }
    focus = rows[(index + step + rows.count) % rows.count]
  }

  private mutating func save(_ desk: inout Desk) -> GateOutcome {
    for row in rows where self[row].isEmpty {
      focus = row
      notice = .warning("\(row.label): ainda falta.")
      return .stays
    }
    guard new.password == again.password else {
      new.clear()
      again.clear()
      focus = .new
      notice = .warning("As duas senhas novas não são iguais. Digite-as de novo.")
      return .stays
    }
    let request = desk.requests.next()
    reply = .reply(request)
    again.clear()
    return .asks([
      .people(.changePassword(from: current.take(), to: new.take(), request))
    ])
  }

  // MARK: - Replies

  func awaits(_ request: RequestID) -> Bool { reply.isFor(request) }

  mutating func failed(_ failure: Failure) {
    reply = .nothing
    for row in rows { self[row].clear() }
    focus = rows[0]
    notice = .failure(
      failure == .signInRefused(closedUntil: nil) ? "A senha atual não confere." : failure.message)
  }
}
