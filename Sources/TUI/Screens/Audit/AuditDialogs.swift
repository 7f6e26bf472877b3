import ContactsCore

/// `F4` in **Auditoria**: what is typed narrows the list.
struct AuditFilterDialog: Equatable, Sendable {
  var person: TextField
  var action: AuditAction?
  var from: TextField
  var until: TextField
  var contact: TextField
  var focus = Row.person
  var notice = Status.none

  enum Row: Int, Equatable, Sendable, CaseIterable {
    case person, action, from, until, contact

    var label: String {
      switch self {
      case .person: "Quem fez"
      case .action: "Ação"
      case .from: "De"
      case .until: "Até"
      case .contact: "Ficha (código)"
      }
    }
  }

  init(_ filter: AuditFilter) {
    person = TextField(filter.person ?? "")
    action = filter.action
    from = TextField(filter.from?.local.date.display ?? "")
    until = TextField(filter.until?.adding(milliseconds: -1).local.date.display ?? "")
    contact = TextField(filter.contact?.text ?? "")
  }

  subscript(row: Row) -> TextField {
    get {
      switch row {
      case .person, .action: person
      case .from: from
      case .until: until
      case .contact: contact
      }
    }
    set {
      switch row {
      case .person: person = newValue
      case .action: break
      case .from: from = newValue
      case .until: until = newValue
      case .contact: contact = newValue
      }
    }
  }

  // MARK: - Keys

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .enter: return confirm()
    case .function(8): return .people(.filters(AuditFilter()))
    case .tab, .down: move(by: 1)
    case .backTab, .up: move(by: -1)
    case .left where focus == .action: turn(by: -1)
    case .right where focus == .action, .character(" ") where focus == .action: turn(by: 1)
    default:
      guard focus != .action else { return .stays }
      if self[focus].handle(key) { notice = .none }
    }
    return .stays
  }

  private mutating func move(by step: Int) {
    let count = Row.allCases.count
    focus = Row(rawValue: (focus.rawValue + step + count) % count) ?? focus
  }

  private mutating func turn(by step: Int) {
    let choices: [AuditAction?] = [nil] + AuditAction.allCases
    let index = choices.firstIndex(of: action) ?? 0
    action = choices[(index + step + choices.count) % choices.count]
  }

  private mutating func confirm() -> DialogOutcome {
    var filter = AuditFilter(action: action)
    let name = trimmed(person.text)
    filter.person = name.isEmpty ? nil : name.lowercased()
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
    if !isBlank(contact.text) {
      guard let uid = UID(trimmed(contact.text)) else {
        return miss(.contact, "O código da ficha é o que “atende contact search” mostra.")
      }
      filter.contact = uid
    }
    return .people(.filters(filter))
  }

  private mutating func miss(_ row: Row, _ sentence: String) -> DialogOutcome {
    focus = row
    notice = .warning(sentence)
    return .stays
  }
}

/// Where an export of the audit is written to.
struct AuditExportDialog: Equatable, Sendable {
  let isFiltered: Bool
  var path = TextField()
  var notice = Status.none

  init(isFiltered: Bool) {
    self.isFiltered = isFiltered
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter {
      guard !isBlank(path.text) else {
        notice = .warning("Diga onde gravar, como /home/bia/auditoria.jsonl")
        return .stays
      }
      return .people(.exports(path: trimmed(path.text)))
    }
    if path.handle(key) { notice = .none }
    return .stays
  }
}
