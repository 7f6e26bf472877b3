import ContactsCore

/// What went wrong with personal data, when the centre knew, and whose access tells the people.
struct IncidentDialog: Equatable, Sendable {
  let now: Timestamp?
  var summary = TextField()
  var risk = Incident.Risk.relevant
  var known = TextField()
  var from = TextField()
  var until = TextField()
  var person = TextField()
  var focus = Row.summary
  var asking = Asking()

  enum Row: Int, Equatable, Sendable, CaseIterable {
    case summary, risk, known, from, until, person

    var label: String {
      switch self {
      case .summary: "O que houve"
      case .risk: "Risco"
      case .known: "Soube em"
      case .from: "Período: de"
      case .until: "até"
      case .person: "Quem teve"
      }
    }
  }

  init(_ now: Timestamp?) { self.now = now }

  func value(of row: Row) -> String? { row == .risk ? risk.label : nil }

  subscript(row: Row) -> TextField {
    get {
      switch row {
      case .summary, .risk: summary
      case .known: known
      case .from: from
      case .until: until
      case .person: person
      }
    }
    set {
      switch row {
      case .summary: summary = newValue
      case .risk: break
      case .known: known = newValue
      case .from: from = newValue
      case .until: until = newValue
      case .person: person = newValue
      }
    }
  }

  // MARK: - Keys

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .function(2): return confirm()
    case .enter:
      if focus == .person { return confirm() }
      focus = turned(focus, in: Row.allCases, by: 1)
    case .tab, .down: focus = turned(focus, in: Row.allCases, by: 1)
    case .backTab, .up: focus = turned(focus, in: Row.allCases, by: -1)
    default:
      guard focus == .risk else {
        if self[focus].handle(key) { asking.notice = .none }
        return .stays
      }
      if key == .left || key == .right || key == .character(" ") {
        risk = turned(risk, in: Incident.Risk.allCases, by: 1)
      }
    }
    return .stays
  }

  private mutating func confirm() -> DialogOutcome {
    guard let now else {
      asking.notice = .plain("Um instante, por favor: repita.")
      return .stays
    }
    guard !isBlank(summary.text) else {
      return asking.miss(.summary, "Diga o que aconteceu, sem dados de ninguém.", at: &focus)
    }
    var moments: [Row: Timestamp] = [:]
    for row in [Row.known, .from, .until] where !isBlank(self[row].text) {
      guard let moment = Self.moment(self[row].text, isEnd: row == .until) else {
        return asking.miss(row, "Diga o dia, e a hora se a souber: 21/11/2026 09:15.", at: &focus)
      }
      moments[row] = moment
    }
    let login = trimmed(person.text).lowercased()
    if moments[.from] == nil, moments[.until] != nil || !login.isEmpty {
      return asking.miss(.from, "Diga desde quando: o período acha as pessoas.", at: &focus)
    }
    let scope = moments[.from].map {
      AuditScope(login: login.isEmpty ? nil : login, from: $0, until: moments[.until] ?? now)
    }
    return .rights(
      .registersIncident(
        self,
        NewIncident(
          summary: Sensitive(trimmed(summary.text)), risk: risk, knownAt: moments[.known] ?? now,
          scope: scope)))
  }

  /// A day, or a day and an hour; the end of a day where a stretch of time ends with it.
  private static func moment(_ text: String, isEnd: Bool) -> Timestamp? {
    let words = trimmed(text).split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    guard (1...2).contains(words.count),
      let date = CivilDate(brazilian: words[0]) ?? CivilDate(iso8601: words[0])
    else { return nil }
    let midnight = LocalTime(date: date, hour: 0, minute: 0).timestamp
    guard words.count == 2 else {
      return isEnd ? midnight.adding(milliseconds: 86_400_000) : midnight
    }
    let clock = words[1].split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" }
    guard (1...2).contains(clock.count), let hour = Int(clock[0]), (0...23).contains(hour),
      let minute = clock.count == 2 && !clock[1].isEmpty ? Int(clock[1]) : 0,
      (0...59).contains(minute)
    else { return nil }
    return LocalTime(date: date, hour: hour, minute: minute).timestamp
  }
}
