import ContactsCore

/// **Administração**: the centre's settings, the people who work at it, and its catalogues; each as far as the role goes.
struct AdminScreen: Equatable, Sendable {
  let sections: [Section]
  private(set) var section: Section
  private(set) var glance: AdminGlance?
  private(set) var failure: Failure?
  private var lists: [Section: ListState] = [.settings: ListState(count: SettingKey.allCases.count)]
  private var looking = Awaiting.nothing

  enum Section: Hashable, Sendable {
    case settings, people
    case catalogue(Catalogue)
    case warnings

    var label: String {
      switch self {
      case .settings: "Configurações"
      case .people: "Pessoas"
      case .catalogue(let catalogue): catalogue.label
      case .warnings: "Avisos"
      }
    }
  }

  init(_ session: Session) {
    var sections: [Section] = []
    if session.may(.changeSettings) { sections.append(.settings) }
    if session.may(.manageUsers) { sections.append(.people) }
    for catalogue in Catalogue.allCases where session.may(catalogue.permission) {
      sections.append(.catalogue(catalogue))
    }
    if session.may(.readWarnings) { sections.append(.warnings) }
    self.sections = sections
    section = sections.first ?? .settings
  }

  /// Of the section in view.
  private(set) var list: ListState {
    get { lists[section] ?? ListState() }
    set { lists[section] = newValue }
  }

  var selectedKey: SettingKey? {
    let keys = SettingKey.allCases
    return section == .settings && keys.indices.contains(list.selection)
      ? keys[list.selection] : nil
  }

  var selectedUser: User? {
    guard section == .people, let users = glance?.users, users.indices.contains(list.selection)
    else { return nil }
    return users[list.selection]
  }

  /// The lines of the catalogue in view; nil in another section.
  var entries: [CatalogueEntry]? {
    guard case .catalogue(let catalogue) = section else { return nil }
    return glance?.catalogues[catalogue] ?? []
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .moveDown, .nextMatch: move(by: 1, desk)
    case .moveUp, .previousMatch: move(by: -1, desk)
    case .pageDown: move(by: height(desk), desk)
    case .pageUp: move(by: -height(desk), desk)
    case .moveToTop: move(by: -list.count, desk)
    case .moveToBottom: move(by: list.count, desk)
    case .switchPane:
      let index = (sections.firstIndex(of: section) ?? 0) + 1
      section = sections[index % sections.count]
      desk.status = .none
      move(by: 0, desk)
    case .refresh:
      desk.status = .none
      return Step([look(&desk)])
    case .open: return open(&desk)
    case .office(.addPerson):
      if case .catalogue(let catalogue) = section {
        let inUse = (entries ?? []).count(where: \.isActive)
        return .go(.ask(.admin(.entry(EntryDialog(nil, at: inUse + 1, in: catalogue)))))
      }
      guard sections.contains(.people) else { return .stay }
      section = .people
      return .go(.ask(.admin(.person(PersonDialog(adding: desk.session.entry)))))
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .options, .people, .shift, .office, .rights, .help, .save, .search, .newInteraction,
      .history,
      .duplicates, .extract, .commands, .quit, .confirm, .edit, .nextField, .previousField,
      .contacts, .queue, .panel, .drafts, .redraw, .suspend:
      break
    }
    return .stay
  }

  private func open(_ desk: inout Desk) -> Step {
    guard let glance else { return .stay }
    if let user = selectedUser {
      return .go(.ask(.admin(.person(PersonDialog(of: user)))))
    }
    if section == .warnings { return acknowledge(&desk) }
    if case .catalogue(let catalogue) = section {
      let entries = entries ?? []
      guard entries.indices.contains(list.selection) else { return .stay }
      let place = min(list.selection, entries.count(where: \.isActive)) + 1
      return .go(
        .ask(.admin(.entry(EntryDialog(entries[list.selection], at: place, in: catalogue)))))
    }
    guard let key = selectedKey else { return .stay }
    let value = glance.settings[key]
    guard !value.contains(where: \.isNewline) else {
      desk.status = .plain(
        "Um texto de várias linhas: atende config set \(key.rawValue) - < arquivo")
      return .stay
    }
    return .go(.ask(.admin(.setting(SettingDialog(key, value: value)))))
  }

  private func acknowledge(_ desk: inout Desk) -> Step {
    let warnings = glance?.warnings ?? []
    guard warnings.indices.contains(list.selection) else { return .stay }
    let warning = warnings[list.selection]
    guard warning.isOpen else {
      desk.status = .plain(
        warning.endedAt == nil
          ? "\(warning.seenBy ?? "Alguém") já cuida deste aviso." : "Este aviso já passou.")
      return .stay
    }
    return Step([.admin(.acknowledge(warning.code, desk.requests.next()))])
  }

  private func height(_ desk: Desk) -> Int {
    AdminLayout(self, Layout(size: desk.size)).rows.rows
  }

  private mutating func move(by distance: Int, _ desk: Desk) {
    list.move(by: distance)
    settle(desk)
  }

  /// Keeps the selection in view, as after a change of the window's size.
  mutating func settle(_ desk: Desk) { list.scroll(toShow: height(desk)) }

  // MARK: - Replies

  mutating func look(_ desk: inout Desk) -> AppEffect {
    let request = desk.requests.next()
    looking = .reply(request)
    return .admin(.look(request))
  }

  mutating func looked(
    _ request: RequestID, _ result: Result<AdminGlance, Failure>, _ desk: inout Desk
  ) {
    guard looking.isFor(request) else { return }
    looking = .nothing
    switch result {
    case .success(let glance):
      failure = nil
      self.glance = glance
      lists[.people, default: ListState()].setCount(glance.users.count)
      for (catalogue, entries) in glance.catalogues {
        lists[.catalogue(catalogue), default: ListState()].setCount(entries.count)
      }
      lists[.warnings, default: ListState()].setCount(glance.warnings.count)
      glance.bring(to: &desk.session)
      settle(desk)
    case .failure(.interrupted): break
    case .failure(let failure):
      self.failure = failure
      desk.status = .failure(failure.message)
    }
  }
}
