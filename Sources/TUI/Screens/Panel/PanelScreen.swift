import ContactsCore

/// **Painel**: how the shift, the model, the queue and the suggestions do.
struct PanelScreen: Equatable, Sendable {
  private(set) var period = PanelPeriod.today
  private(set) var glance: PanelGlance?
  private(set) var failure: Failure?
  /// The first line in view.
  private(set) var top = 0
  private var looking = Awaiting.nothing
  private var tick = Awaiting.nothing

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .moveDown, .nextMatch: move(by: 1, desk)
    case .moveUp, .previousMatch: move(by: -1, desk)
    case .pageDown: move(by: height(desk), desk)
    case .pageUp: move(by: -height(desk), desk)
    case .moveToTop: move(by: -top, desk)
    case .moveToBottom: move(by: count(desk), desk)
    case .options:
      period = period.next
      desk.status = .none
      return Step([look(&desk)])
    case .refresh:
      desk.status = .none
      return Step([look(&desk)])
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .people, .shift, .office, .rights, .help, .save, .search, .newInteraction, .history,
      .duplicates,
      .extract, .commands, .quit, .open, .confirm, .edit, .nextField, .previousField, .switchPane,
      .contacts, .queue, .panel, .drafts, .redraw, .suspend:
      break
    }
    return .stay
  }

  private func height(_ desk: Desk) -> Int { PanelView.page(Layout(size: desk.size)).rows }

  private func count(_ desk: Desk) -> Int {
    let width = PanelView.page(Layout(size: desk.size)).columns
    return glance.map { PanelPage(glance: $0, width: width).lines.count } ?? 0
  }

  private mutating func move(by distance: Int, _ desk: Desk) {
    top = max(0, min(top + distance, count(desk) - height(desk)))
  }

  /// Keeps what is in view on the page, as after a change of the window's size.
  mutating func settled(_ desk: Desk) -> [AppEffect] {
    move(by: 0, desk)
    return []
  }

  // MARK: - Looking

  mutating func look(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    looking = .reply(request)
    return .panel(.look(period, request))
  }

  /// The pause is over; one that was begun before the screen was left says nothing.
  mutating func ticked(_ request: RequestID, _ desk: inout Desk) -> [AppEffect] {
    guard tick.isFor(request) else { return [] }
    tick = .nothing
    return looking == .nothing ? [look(&desk)] : []
  }

  mutating func looked(
    _ request: RequestID, _ result: Result<PanelGlance, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    guard looking.isFor(request) else { return [] }
    looking = .nothing
    switch result {
    case .success(let glance):
      failure = nil
      self.glance = glance
      move(by: 0, desk)
    case .failure(.interrupted):
      break
    case .failure(let failure):
      self.failure = failure
      desk.status = .failure(failure.message)
    }
    let pause = desk.requests.next()
    tick = .reply(pause)
    return [.tick(after: period.rest, .panel(pause))]
  }
}

extension PanelPeriod {
  /// Between two looks: what is counted over many days changes little, and costs more.
  fileprivate var rest: Duration {
    switch self {
    case .today, .week: .seconds(10)
    case .month, .always: .seconds(60)
    }
  }
}
