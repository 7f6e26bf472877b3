import ContactsCore

/// **Administração**: the centre's settings, and the people who work at it.
struct AdminScreen: Equatable, Sendable {
  private(set) var section = Section.settings
  private(set) var glance: AdminGlance?
  private(set) var failure: Failure?
  private var lists: [Section: ListState] = [.settings: ListState(count: SettingKey.allCases.count)]
  private var looking = Awaiting.nothing

  enum Section: Equatable, Sendable, CaseIterable {
    case settings, people

    var label: String {
      switch self {
      case .settings: "Configurações"
      case .people: "Pessoas"
      }
    }
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
      section = section == .settings ? .people : .settings
      desk.status = .none
      move(by: 0, desk)
    case .refresh:
      desk.status = .none
      return Step([look(&desk)])
    case .open: return open(&desk)
    case .office(.addPerson):
      section = .people
      return .go(.ask(.admin(.person(PersonDialog(adding: desk.session.entry)))))
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .options, .people, .shift, .office, .help, .save, .search, .newInteraction, .history,
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
    guard let key = selectedKey else { return .stay }
    let value = glance.settings[key]
    guard !value.contains(where: \.isNewline) else {
      desk.status = .plain(
        "Um texto de várias linhas: atende config set \(key.rawValue) - < arquivo")
      return .stay
    }
    return .go(.ask(.admin(.setting(SettingDialog(key, value: value)))))
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
      settle(desk)
    case .failure(.interrupted): break
    case .failure(let failure):
      self.failure = failure
      desk.status = .failure(failure.message)
    }
  }
}
