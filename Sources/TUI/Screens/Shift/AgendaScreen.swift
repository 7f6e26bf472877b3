import ContactsCore

/// **Agenda**: whom somebody has promised to call, by when.
///
/// Telephones are masked, and so is what identifies anybody in a note: looking needs no audit entry.
struct AgendaScreen: Equatable, Sendable {
  private(set) var rows: [CallbackSummary] = []
  private(set) var list = ListState()
  private(set) var scope = Scope.mine
  private(set) var failure: Failure?
  private(set) var isLoaded = false
  private var loading = Awaiting.nothing

  /// What is shown; `F4` goes through them.
  enum Scope: Equatable, Sendable, CaseIterable {
    case mine, everybody, done, missed, cancelled

    var label: String {
      switch self {
      case .mine: "Meus"
      case .everybody: "De todos"
      case .done: "Feitos"
      case .missed: "Não encontrou"
      case .cancelled: "Cancelados"
      }
    }

    fileprivate var next: Scope {
      let all = Scope.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    fileprivate func filter(_ login: String?) -> CallbackFilter {
      switch self {
      case .mine: CallbackFilter(attendant: login)
      case .everybody: CallbackFilter()
      case .done: CallbackFilter(state: .done)
      case .missed: CallbackFilter(state: .missed)
      case .cancelled: CallbackFilter(state: .cancelled)
      }
    }
  }

  var selected: CallbackSummary? {
    rows.indices.contains(list.selection) ? rows[list.selection] : nil
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .moveDown, .nextMatch: move(by: 1, desk)
    case .moveUp, .previousMatch: move(by: -1, desk)
    case .pageDown: move(by: height(desk), desk)
    case .pageUp: move(by: -height(desk), desk)
    case .moveToTop: move(by: -rows.count, desk)
    case .moveToBottom: move(by: rows.count, desk)
    case .refresh:
      desk.status = .none
      return Step([load(&desk)])
    case .options:
      scope = scope.next
      rows = []
      list = ListState()
      isLoaded = false
      desk.status = .none
      return Step([load(&desk)])
    case .open:
      guard let selected else { return miss(&desk) }
      let request = desk.requests.next()
      return Step(
        [.read(selected.contact, after: nil, request)],
        .open(.record(RecordScreen(selected.contact, awaiting: request))))
    case .shift(.wrapUp): return ask(&desk) { .outcome(CallbackOutcomeDialog($0)) }
    case .shift(.schedule):
      let now = desk.session.now
      return ask(&desk) { .schedule(ScheduleDialog(.postponing($0.uid), of: $0.shownName, now)) }
    case .shift(.assign):
      let session = desk.session
      if let selected, selected.state == .open, selected.attendant != session.actor?.login,
        !session.may(.assignWork)
      {
        desk.status = .warning("Só a supervisão passa o retorno de outra pessoa.")
        return Step([.people(.refuse(.assignWork))])
      }
      return ask(&desk) { .assign(AssignDialog($0)) }
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .help, .save, .search, .newInteraction, .history, .duplicates, .extract, .commands, .quit,
      .confirm, .edit, .nextField, .previousField, .switchPane, .contacts, .drafts, .redraw,
      .suspend, .queue, .panel, .people, .shift, .office, .rights:
      break
    }
    return .stay
  }

  /// Asks about the callback that is selected, if it is still to be made.
  private func ask(
    _ desk: inout Desk, _ dialog: (CallbackSummary) -> ShiftDialog
  ) -> Step {
    guard let selected else { return miss(&desk) }
    guard selected.state == .open else {
      desk.status = .plain("Este retorno já saiu da agenda: \(selected.state.label).")
      return .stay
    }
    return .go(.ask(.shift(dialog(selected))))
  }

  private func miss(_ desk: inout Desk) -> Step {
    desk.status = .plain("Nenhum retorno escolhido. Ctrl-R, numa ficha, agenda um.")
    return .stay
  }

  private func height(_ desk: Desk) -> Int {
    AgendaLayout(Layout(size: desk.size)).rows.rows
  }

  private mutating func move(by distance: Int, _ desk: Desk) {
    list.move(by: distance)
    settle(desk)
  }

  /// Keeps the selection in view, as after a change of the window's size.
  mutating func settle(_ desk: Desk) { list.scroll(toShow: height(desk)) }

  // MARK: - Replies

  /// Asks for the agenda; an older question is overtaken.
  mutating func load(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    loading = .reply(request)
    return .shift(.loadAgenda(scope.filter(desk.session.actor?.login), request))
  }

  mutating func loaded(
    _ request: RequestID, _ result: Result<[CallbackSummary], Failure>, _ desk: inout Desk
  ) {
    guard loading.isFor(request) else { return }
    loading = .nothing
    switch result {
    case .success(let rows):
      let kept = selected?.uid
      failure = nil
      isLoaded = true
      self.rows = rows
      list.setCount(rows.count)
      if let index = rows.firstIndex(where: { $0.uid == kept }) { list.select(index) }
      settle(desk)
    case .failure(.interrupted): break
    case .failure(let failure):
      self.failure = failure
      desk.status = .failure(failure.message)
    }
  }
}
