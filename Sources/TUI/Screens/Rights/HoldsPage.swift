import ContactsCore

/// The holds of **LGPD**: what is kept of whom although it should go, and until when.
struct HoldsPage: Equatable, Sendable {
  private var all: [Hold] = []
  private(set) var list = ListState()
  private(set) var onlyActive = true
  private(set) var failure: Failure?
  /// The day that tells which hold still.
  private(set) var today: CivilDate?
  private var listing = Awaiting.nothing

  var isLoading: Bool { listing != .nothing }

  /// Those in view, oldest first.
  var rows: [Hold] {
    guard onlyActive, let today else { return all }
    return all.filter { $0.isActive(on: today) }
  }

  var selected: Hold? {
    let rows = rows
    return rows.indices.contains(list.selection) ? rows[list.selection] : nil
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .refresh:
      desk.status = .none
      return Step([load(&desk)])
    case .options:
      onlyActive.toggle()
      list = ListState(count: rows.count)
      desk.status = .none
    case .open:
      guard let selected else { return .stay }
      let reading = desk.requests.next()
      desk.status = .none
      return Step(
        [.read(selected.contact, after: nil, reading)],
        .open(.record(RecordScreen(selected.contact, awaiting: reading))))
    case .rights(.hold):
      guard let selected else {
        desk.status = .plain("A retenção de uma pessoa começa na ficha dela, com m.")
        return .stay
      }
      return .go(.ask(.rights(.hold(HoldDialog(of: selected.contact, selected.name)))))
    case .rights(.release):
      guard let selected else { return .stay }
      guard let today, selected.isActive(on: today) else {
        desk.status = .plain("Esta retenção já terminou.")
        return .stay
      }
      return .go(.ask(.rights(.release(ReleaseDialog(selected)))))
    default: MergeScreen.move(&list, action)
    }
    return .stay
  }

  mutating func load(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    listing = .reply(request)
    today = desk.session.now?.local.date
    return .rights(.holds(request))
  }

  mutating func listed(
    _ request: RequestID, _ result: Result<[Hold], Failure>, _ desk: inout Desk
  ) {
    guard listing.isFor(request) else { return }
    listing = .nothing
    switch result {
    case .success(let found):
      failure = nil
      all = found
      list.setCount(rows.count)
    case .failure(let failure):
      self.failure = failure
      all = []
      list = ListState()
      desk.status = .failure(failure.message)
    }
  }
}

extension Hold {
  /// Whose data are kept, as a list says it.
  var shownName: String { name?.revealed(for: .screen) ?? "(nome não mostrado)" }

  /// Until when, or since when no more.
  func end(on day: CivilDate?) -> String {
    if let releasedAt { return "liberada em \(releasedAt.local.date.display)" }
    guard let endsOn else { return "até ser liberada" }
    return (day.map { endsOn < $0 } ?? false ? "terminou em " : "até ") + endsOn.display
  }
}
