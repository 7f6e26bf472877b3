import ContactsCore

/// The register of incidents of **LGPD**, and one of them with whose data it concerns.
struct IncidentsPage: Equatable, Sendable {
  private(set) var rows: [Incident] = []
  private(set) var list = ListState()
  private(set) var opened: IncidentReading?
  /// Of the one that is opened: who is selected.
  private(set) var people = ListState()
  private(set) var failure: Failure?
  private var listing = Awaiting.nothing
  private var reading = Awaiting.nothing

  var isLoading: Bool { listing != .nothing }

  var isEmpty: Bool { opened.map(\.people.isEmpty) ?? rows.isEmpty }

  var selected: Incident? {
    rows.indices.contains(list.selection) ? rows[list.selection] : nil
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    if let opened { return perform(action, on: opened, &desk) }
    switch action {
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .refresh:
      desk.status = .none
      return Step([load(&desk)])
    case .open:
      guard let selected else { return .stay }
      return Step([open(selected.protocolNumber, &desk)])
    case .rights(.incident):
      return .go(.ask(.rights(.incident(IncidentDialog(desk.session.now)))))
    default: MergeScreen.move(&list, action)
    }
    return .stay
  }

  private mutating func perform(
    _ action: Action, on opened: IncidentReading, _ desk: inout Desk
  ) -> Step {
    switch action {
    case .back, .cancel:
      self.opened = nil
      desk.status = .none
      return Step([load(&desk)])
    case .refresh: return Step([open(opened.incident.protocolNumber, &desk)])
    case .open:
      guard opened.people.indices.contains(people.selection) else { return .stay }
      let uid = opened.people[people.selection].uid
      let reading = desk.requests.next()
      desk.status = .none
      return Step(
        [.read(uid, after: nil, reading)], .open(.record(RecordScreen(uid, awaiting: reading))))
    default: MergeScreen.move(&people, action)
    }
    return .stay
  }

  // MARK: - Asking

  mutating func load(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    listing = .reply(request)
    return .rights(.incidents(request))
  }

  mutating func open(_ number: DeskProtocol, _ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    reading = .reply(request)
    return .rights(.openIncident(number, request))
  }

  // MARK: - Replies

  mutating func listed(
    _ request: RequestID, _ result: Result<[Incident], Failure>, _ desk: inout Desk
  ) {
    guard listing.isFor(request) else { return }
    listing = .nothing
    switch result {
    case .success(let found):
      failure = nil
      rows = found
      list.setCount(found.count)
    case .failure(let failure):
      self.failure = failure
      rows = []
      list = ListState()
      desk.status = .failure(failure.message)
    }
  }

  mutating func read(
    _ request: RequestID, _ result: Result<IncidentReading, Failure>, _ desk: inout Desk
  ) {
    guard reading.isFor(request) else { return }
    reading = .nothing
    switch result {
    case .success(let found):
      opened = found
      people.setCount(found.people.count)
    case .failure(let failure): desk.status = .failure(failure.message)
    }
  }
}

extension Incident.Risk {
  /// As shown.
  var label: String {
    switch self {
    case .low: "baixo: fica só no registro"
    case .relevant: "relevante: comunica-se"
    }
  }
}

extension Incident {
  /// What is left of the time to tell of it, and how pressing that is.
  func clock(at now: Timestamp?) -> (words: String, style: Style) {
    guard risk == .relevant else { return ("só registro", .muted) }
    guard let now else { return (noticeDueOn.display, .normal) }
    let days = daysLeft(at: now)
    if noticeDueOn < now.local.date { return ("PRAZO VENCIDO em \(noticeDueOn.display)", .error) }
    if noticeDueOn == now.local.date { return ("comunicar HOJE", .error) }
    return (
      days == 1 ? "falta 1 dia útil" : "faltam \(days) dias úteis", days <= 1 ? .warning : .normal
    )
  }
}
