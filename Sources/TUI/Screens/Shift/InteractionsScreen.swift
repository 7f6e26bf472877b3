import ContactsCore

/// **Atendimentos**: who works on what; at first one's own of today.
///
/// No text and no number of anybody is here: looking needs no audit entry.
struct InteractionsScreen: Equatable, Sendable {
  private(set) var rows: [InteractionSummary] = []
  /// Where the next page begins; nil when all is loaded.
  private(set) var next: InteractionCursor?
  private(set) var list = ListState()
  private(set) var filter: InteractionFilter
  private(set) var failure: Failure?
  private(set) var isLoaded = false
  /// Whether the row that somebody stood on has left the list: the next one is not theirs until they choose it.
  private(set) var isAdrift = false
  private var loading = Awaiting.nothing
  private var paging = Awaiting.nothing

  static let pageSize = 100

  /// Those of one person, of the day that the clock shows.
  init(of login: String?, now: Timestamp?) {
    filter = InteractionFilter(
      assignee: login.map { .login($0) },
      from: now.map { LocalTime(date: $0.local.date, hour: 0, minute: 0).timestamp })
  }

  var selected: InteractionSummary? {
    !isAdrift && rows.indices.contains(list.selection) ? rows[list.selection] : nil
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .moveDown, .nextMatch: return Step(move(by: 1, &desk))
    case .moveUp, .previousMatch: return Step(move(by: -1, &desk))
    case .pageDown: return Step(move(by: height(desk), &desk))
    case .pageUp: return Step(move(by: -height(desk), &desk))
    case .moveToTop: return Step(move(by: -rows.count, &desk))
    case .moveToBottom: return Step(move(by: rows.count, &desk))
    case .refresh:
      desk.status = .none
      return Step([load(&desk)])
    case .options:
      return .go(
        .ask(
          .shift(.filter(InteractionFilterDialog(filter, desk.session)))))
    case .open:
      guard let selected else { return miss(&desk) }
      let request = desk.requests.next()
      return Step(
        [.read(selected.contact, after: nil, request)],
        .open(.record(RecordScreen(selected.contact, awaiting: request))))
    case .shift(.assign):
      guard let selected = open(&desk) else { return .stay }
      return .go(.ask(.shift(.assign(AssignDialog(selected)))))
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .help, .save, .search, .newInteraction, .history, .duplicates, .extract, .commands, .quit,
      .confirm, .edit, .nextField, .previousField, .switchPane, .contacts, .drafts, .redraw,
      .suspend, .queue, .panel, .people, .shift, .office, .rights:
      return .stay
    }
  }

  /// The row that is selected, if there still is something to do.
  func open(_ desk: inout Desk) -> InteractionSummary? {
    guard let selected else {
      _ = miss(&desk)
      return nil
    }
    guard selected.state != .closed else {
      desk.status = .plain("Este atendimento já foi encerrado.")
      return nil
    }
    return selected
  }

  private func miss(_ desk: inout Desk) -> Step {
    desk.status = .plain(
      isAdrift && !rows.isEmpty
        ? "O atendimento escolhido saiu desta lista: escolha outro com ↑ ↓."
        : "Nenhum atendimento escolhido. F4 muda o que é mostrado.")
    return .stay
  }

  mutating func show(_ filter: InteractionFilter, _ desk: inout Desk) -> [AppEffect] {
    self.filter = filter
    rows = []
    list = ListState()
    isAdrift = false
    isLoaded = false
    desk.status = .none
    return [load(&desk)]
  }

  private func height(_ desk: Desk) -> Int {
    AgendaLayout(
      Layout(size: desk.size), detailRows: InteractionsView.detailRows
    ).rows.rows
  }

  private mutating func move(by distance: Int, _ desk: inout Desk) -> [AppEffect] {
    if isAdrift { isAdrift = false } else { list.move(by: distance) }
    return settle(&desk)
  }

  /// Keeps the selection in view, and asks for the next page when its end comes near.
  mutating func settle(_ desk: inout Desk) -> [AppEffect] {
    list.scroll(toShow: height(desk))
    guard let next, paging == .nothing, loading == .nothing,
      list.selection + 2 * height(desk) >= rows.count
    else { return [] }
    let request = desk.requests.next()
    paging = .reply(request)
    return [
      .shift(.list(filter, after: next, limit: InteractionsScreen.pageSize, request))
    ]
  }

  // MARK: - Replies

  /// Asks for what is in view; an older question is overtaken.
  mutating func load(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    loading = .reply(request)
    paging = .nothing
    let limit = min(max(rows.count, InteractionsScreen.pageSize), 1000)
    return .shift(.list(filter, after: nil, limit: limit, request))
  }

  mutating func listed(
    _ request: RequestID, _ result: Result<InteractionPage, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    let isFirst = loading.isFor(request)
    guard isFirst || paging.isFor(request) else { return [] }
    if isFirst { loading = .nothing } else { paging = .nothing }
    switch result {
    case .success(let page):
      let kept = selected?.uid
      failure = nil
      isLoaded = true
      rows = isFirst ? page.rows : rows + page.rows
      next = page.next
      list.setCount(rows.count)
      if let index = rows.firstIndex(where: { $0.uid == kept }) {
        list.select(index)
      } else if kept != nil {
        isAdrift = true
      }
      return settle(&desk)
    case .failure(.interrupted): return []
    case .failure(let failure):
      self.failure = failure
      desk.status = .failure(failure.message)
      return []
    }
  }
}
