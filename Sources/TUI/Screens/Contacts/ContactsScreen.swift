import ContactsCore

/// **Contatos**: a search, the people it finds, and a preview of the one that is selected.
///
/// Everything here is masked: nothing needs an audit entry until a row is opened.
struct ContactsScreen: Equatable, Sendable {
  var search = TextField()
  var focus = Focus.search
  private(set) var rows: [ContactSummary] = []
  /// Where the next page begins; nil when all is loaded.
  private(set) var next: SearchCursor?
  /// An index of `rows`.
  private(set) var selection = 0
  /// The first row in view.
  private(set) var top = 0
  /// How many people are registered in all.
  var total: Int?
  /// What kept the last search from being answered.
  private(set) var failure: Failure?
  private var searching = Awaiting.nothing
  /// What `rows` were found by: not yet what is typed, while a search is awaited.
  private var found = ""
  /// `Enter` came before the answer: the first row of the answer is opened.
  private var opensWhenFound = false
  private var paging = Awaiting.nothing
  /// A lone `q` typed right after `Esc` cleared the search leaves, unless more follows.
  private var leaving = Leaving.no

  enum Focus: Equatable, Sendable { case search, list }

  private enum Leaving: Equatable, Sendable {
    case no
    case cleared
    case waiting(RequestID)
  }

  static let pageSize = 100

  var place: Place { focus == .search ? .contactsSearch : .contactsList }
  var isSearching: Bool { searching != .nothing }
  var selected: ContactSummary? { rows.indices.contains(selection) ? rows[selection] : nil }

  /// The search that led to the row about to be opened; nil when nothing was searched for.
  var trace: SearchTrace? {
    isBlank(found) ? nil : SearchTrace(text: Sensitive(found), count: rows.count)
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    leaving = .no
    opensWhenFound = false
    switch action {
    case .search:
      focus = .search
      return .stay
    case .moveDown, .nextMatch: return Step(move(by: 1, &desk))
    case .moveUp, .previousMatch: return Step(move(by: -1, &desk))
    case .pageDown: return Step(move(by: listHeight(desk.size), &desk))
    case .pageUp: return Step(move(by: -listHeight(desk.size), &desk))
    case .moveToTop: return Step(move(by: -rows.count, &desk))
    case .moveToBottom:
      let effects = move(by: rows.count, &desk)
      if next != nil {
        desk.status = .plain(
          "Até aqui, \(grouped(rows.count)) linhas: End de novo vai adiante; F3 busca.")
      }
      return Step(effects)
    case .open: return open(&desk)
    case .refresh:
      desk.status = .none
      return Step(reload(&desk))
    case .switchPane:
      let canSearch = desk.session.may(.searchContacts)
      focus = focus == .search || !canSearch ? .list : .search
      return .stay
    case .back: return back(&desk)
    case .cancel:
      desk.status = .plain("Para sair: Esc até a lista, depois q.")
      return .stay
    case .quit: return Step([.quit])
    case .help, .save, .options, .newInteraction, .history, .duplicates, .extract, .commands,
      .confirm, .edit, .nextField, .previousField, .contacts, .queue, .panel, .drafts, .redraw,
      .suspend, .people, .shift, .office, .rights:
      return .stay
    }
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> Step {
    guard focus == .search else { return .stay }
    let before = search.text
    guard search.handle(key), search.text != before else { return .stay }
    let leaves = leaving == .cleared && (key == .character("q") || key == .character("Q"))
    leaving = .no
    opensWhenFound = false
    desk.status = .none
    var effects = load(&desk)
    if leaves {
      let request = desk.requests.next()
      leaving = .waiting(request)
      desk.status = .plain("q sozinho sai do programa; continue a digitar para buscar.")
      effects.append(.tick(after: .milliseconds(500), .leaving(request)))
    }
    return Step(effects)
  }

  /// One short line goes into the search; anything else is held for a form, and runs no command.
  mutating func paste(_ text: String, _ desk: inout Desk) -> Step {
    let isShort = !text.contains(where: \.isNewline) && text.count <= 80
    if focus == .search, isShort { return type(.paste(text), &desk) }
    let held = HeldPaste(text)
    desk.held = held
    desk.status = .plain(held.notice)
    return .stay
  }

  /// Whether the lone `q` was followed by nothing.
  func isLeaving(on request: RequestID) -> Bool { leaving == .waiting(request) }

  private mutating func back(_ desk: inout Desk) -> Step {
    desk.status = .none
    guard search.text.isEmpty else {
      search = TextField()
      if focus == .search { leaving = .cleared }
      return Step(load(&desk))
    }
    focus = .list
    return .stay
  }

  /// Opens what `Enter` waits for, once the answer to what was typed is there.
  mutating func openFound(_ desk: inout Desk) -> Step {
    guard opensWhenFound, !isSearching else { return .stay }
    opensWhenFound = false
    return open(&desk)
  }

  private mutating func open(_ desk: inout Desk) -> Step {
    // The rows in view answer an older text: opening one would show somebody nobody asked for.
    guard !isSearching else {
      opensWhenFound = true
      desk.status = .plain("Buscando…")
      return .stay
    }
    guard let selected else {
      desk.status = .plain(
        "Nenhum contato escolhido."
          + (desk.session.may(.registerContacts) ? " F6 abre um atendimento novo." : ""))
      return .stay
    }
    let request = desk.requests.next()
    return Step(
      [.read(selected.uid, after: trace, request)],
      .open(.record(RecordScreen(selected.uid, awaiting: request))))
  }

  // MARK: - Moving

  mutating func select(row: Int, _ desk: inout Desk) -> [AppEffect] {
    focus = .list
    return move(by: row - selection, &desk)
  }

  private mutating func move(by distance: Int, _ desk: inout Desk) -> [AppEffect] {
    guard !rows.isEmpty else { return [] }
    selection = min(max(selection + distance, 0), rows.count - 1)
    return settle(&desk)
  }

  /// Keeps the selection in view, and asks for the next page when its end comes near.
  mutating func settle(_ desk: inout Desk) -> [AppEffect] {
    let height = max(listHeight(desk.size), 1)
    if selection < top { top = selection }
    if selection >= top + height { top = selection - height + 1 }
    top = max(min(top, rows.count - height), 0)
    guard let next, paging == .nothing, searching == .nothing,
      selection + 2 * height >= rows.count
    else { return [] }
    let request = desk.requests.next()
    paging = .reply(request)
    return [page(after: next, request)]
  }

  // MARK: - The store's replies

  /// Asks for the first page; an older question is overtaken.
  ///
  /// Nothing is asked for whoever may not search: the store would write it down as a refusal of what nobody tried.
  mutating func load(_ desk: inout Desk, rows: Int = pageSize) -> [AppEffect] {
    guard desk.session.may(.searchContacts) else {
      focus = .list
      return []
    }
    let request = desk.requests.next()
    searching = .reply(request)
    paging = .nothing
    return [page(after: nil, limit: rows, request)]
  }

  private func page(
    after cursor: SearchCursor?, limit: Int = pageSize, _ request: RequestID
  ) -> AppEffect {
    .search(Sensitive(trimmed(search.text)), after: cursor, limit: limit, request)
  }

  /// As much as is in view, anew: what lay over the list may have changed somebody in it.
  mutating func refresh(_ desk: inout Desk) -> [AppEffect] {
    guard searching == .nothing, desk.session.may(.searchContacts) else { return [] }
    return load(&desk, rows: min(max(rows.count, Self.pageSize), 1000)) + [.count]
  }

  /// The first page, and how many people there are in all.
  mutating func reload(_ desk: inout Desk) -> [AppEffect] {
    load(&desk) + (desk.session.may(.searchContacts) ? [.count] : [])
  }

  mutating func searched(
    _ request: RequestID, _ result: Result<SearchPage, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    if searching.isFor(request) {
      searching = .nothing
      switch result {
      case .success(let page):
        failure = nil
        if opensWhenFound { desk.status = .none }
        let kept = opensWhenFound ? nil : selected?.uid
        let isSameSearch = found == trimmed(search.text)
        let distance = selection - top
        rows = page.rows
        found = trimmed(search.text)
        next = page.next
        let index = rows.firstIndex { $0.uid == kept }
        selection = index ?? (isSameSearch ? max(min(selection, rows.count - 1), 0) : 0)
        // What is new at the head of the list is seen by who stands there.
        top = isSameSearch && top > 0 ? max(selection - distance, 0) : 0
        return settle(&desk)
      case .failure(.interrupted):
        // Overtaken on its way by an older one, but it is still the answer that is wanted.
        return load(&desk)
      case .failure(let failure):
        opensWhenFound = false
        fail(failure, &desk)
      }
    } else if paging.isFor(request) {
      paging = .nothing
      switch result {
      case .success(let page):
        rows += page.rows
        next = page.next
        return settle(&desk)
      case .failure(let failure):
        fail(failure, &desk)
      }
    }
    return []
  }

  private mutating func fail(_ failure: Failure, _ desk: inout Desk) {
    guard failure != .interrupted else { return }
    self.failure = failure
    desk.status = .failure(failure.message)
  }
}
