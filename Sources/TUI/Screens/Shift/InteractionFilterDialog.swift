import ContactsCore

/// `F4` in **Atendimentos**: what is chosen or typed narrows the list.
struct InteractionFilterDialog: Equatable, Sendable {
  let reasons: [Reason]
  let login: String?
  var person: TextField
  var state: InteractionState?
  var reason: Int?
  var urgency: Urgency?
  var from: TextField
  var until: TextField
  var focus = Row.person
  var notice = Status.none

  enum Row: Int, Equatable, Sendable, CaseIterable {
    case person, state, reason, urgency, from, until

    var label: String {
      switch self {
      case .person: "Com quem"
      case .state: "Situação"
      case .reason: "Motivo"
      case .urgency: "Urgência"
      case .from: "De"
      case .until: "Até"
      }
    }

    var isChoice: Bool { self == .state || self == .reason || self == .urgency }
  }

  /// What stands for nobody in the field of people.
  static let nobody = "ninguem"

  init(_ filter: InteractionFilter, _ session: Session) {
    reasons = session.filterReasons
    login = session.actor?.login
    switch filter.assignee {
    case nil: person = TextField()
    case .nobody: person = TextField(InteractionFilterDialog.nobody)
    case .login(let login): person = TextField(login)
    }
    state = filter.state
    reason = reasons.firstIndex { $0.code == filter.reasonCode }
    urgency = filter.urgency
    from = TextField(filter.from?.local.date.display ?? "")
    until = TextField(filter.until?.adding(milliseconds: -1).local.date.display ?? "")
  }

  /// What a row of choices shows.
  func choice(_ row: Row) -> String {
    switch row {
    case .state: state?.label ?? "qualquer"
    case .reason: reason.map { reasons[$0].name } ?? "qualquer"
    case .urgency: urgency?.label ?? "qualquer"
    case .person, .from, .until: ""
    }
  }

  subscript(row: Row) -> TextField {
    get {
      switch row {
      case .person, .state, .reason, .urgency: person
      case .from: from
      case .until: until
      }
    }
    set {
      switch row {
      case .person: person = newValue
      case .state, .reason, .urgency: break
      case .from: from = newValue
      case .until: until = newValue
      }
    }
  }

  // MARK: - Keys

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .enter, .function(2): return confirm()
    case .function(8): return .shift(.filters(InteractionFilter()))
    case .tab, .down: move(by: 1)
    case .backTab, .up: move(by: -1)
    case .left where focus.isChoice: turn(by: -1)
    case .right where focus.isChoice, .character(" ") where focus.isChoice: turn(by: 1)
    default:
      guard !focus.isChoice else { return .stays }
      if self[focus].handle(key) { notice = .none }
    }
    return .stays
  }

  private mutating func move(by step: Int) {
    let count = Row.allCases.count
    focus = Row(rawValue: (focus.rawValue + step + count) % count) ?? focus
  }

  private mutating func turn(by step: Int) {
    switch focus {
    case .state: state = turned(state, InteractionState.allCases, step)
    case .urgency: urgency = turned(urgency, Urgency.allCases, step)
    case .reason: reason = turned(reason, Array(reasons.indices), step)
    case .person, .from, .until: break
    }
  }

  private func turned<Value: Equatable>(_ value: Value?, _ all: [Value], _ step: Int) -> Value? {
    let choices: [Value?] = [nil] + all
    let index = choices.firstIndex(of: value) ?? 0
    return choices[(index + step + choices.count) % choices.count]
  }

  private mutating func confirm() -> DialogOutcome {
    var filter = InteractionFilter(
      state: state, reasonCode: reason.map { reasons[$0].code }, urgency: urgency)
    let name = folded(trimmed(person.text))
    if name == InteractionFilterDialog.nobody {
      filter.assignee = .nobody
    } else if !name.isEmpty {
      filter.assignee = .login(name)
    }
    for row in [Row.from, .until] where !isBlank(self[row].text) {
      guard let date = CivilDate(brazilian: trimmed(self[row].text)) else {
        return miss(row, "Data como 21/11/2026.")
      }
      let day = LocalTime(date: date, hour: 0, minute: 0).timestamp
      if row == .from {
        filter.from = day
      } else {
        filter.until = day.adding(milliseconds: 86_400_000)
      }
    }
    if let from = filter.from, let until = filter.until, until <= from {
      return miss(.until, "O fim vem antes do começo.")
    }
    return .shift(.filters(filter))
  }

  private mutating func miss(_ row: Row, _ sentence: String) -> DialogOutcome {
    focus = row
    notice = .warning(sentence)
    return .stays
  }
}
