import ContactsCore

/// What is asked in **Administração**.
enum AdminDialog: Equatable, Sendable {
  case setting(SettingDialog)
  case person(PersonDialog)
  case entry(EntryDialog)

  mutating func type(_ key: Key) -> DialogOutcome {
    switch self {
    case .setting(var dialog):
      defer { self = .setting(dialog) }
      return dialog.type(key)
    case .person(var dialog):
      defer { self = .person(dialog) }
      return dialog.type(key)
    case .entry(var dialog):
      defer { self = .entry(dialog) }
      return dialog.type(key)
    }
  }

  /// What it has asked of the store.
  var asking: Asking {
    get {
      switch self {
      case .setting(let dialog): dialog.asking
      case .person(let dialog): dialog.asking
      case .entry(let dialog): dialog.asking
      }
    }
    set {
      switch self {
      case .setting(var dialog):
        dialog.asking = newValue
        self = .setting(dialog)
      case .person(var dialog):
        dialog.asking = newValue
        self = .person(dialog)
      case .entry(var dialog):
        dialog.asking = newValue
        self = .entry(dialog)
      }
    }
  }

  var hints: [(key: String, label: String)] {
    switch self {
    case .setting: [("Enter", "Salvar"), ("Esc", "Voltar"), ("F8", "Padrão")]
    case .person: [("F2", "Salvar"), ("Esc", "Voltar"), ("Espaço", "Marcar"), ("Tab", "Campo")]
    case .entry: [("F2", "Salvar"), ("Esc", "Voltar"), ("Tab", "Campo")]
    }
  }
}

/// What a person wants done.
enum AdminChoice: Equatable, Sendable {
  case sets(SettingDialog, String)
  case adds(PersonDialog, PersonEntry)
  case changes(PersonDialog, PersonChange)
  case keeps(EntryDialog, CatalogueEntry, at: Int)
}

/// One setting, changed in place.
struct SettingDialog: Equatable, Sendable {
  let key: SettingKey
  let before: String
  var field: TextField
  var asking = Asking()

  init(_ key: SettingKey, value: String) {
    self.key = key
    before = value
    field = TextField(value)
  }

  /// The values it can take, where these can be listed.
  var choices: [String]? {
    if case .choice(let values) = key.bounds { values } else { nil }
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    switch key {
    case .enter, .function(2): return confirm()
    case .function(8):
      field.set(self.key.standard)
      asking.notice = .plain("O padrão. Enter salva.")
      return .stays
    default: break
    }
    if let choices {
      let index = choices.firstIndex(of: field.text) ?? 0
      switch key {
      case .left, .up: field.set(choices[(index + choices.count - 1) % choices.count])
      case .right, .down, .character(" "): field.set(choices[(index + 1) % choices.count])
      default: break
      }
      return .stays
    }
    if field.handle(key) { asking.notice = .none }
    return .stays
  }

  private mutating func confirm() -> DialogOutcome {
    let value = trimmed(field.text)
    guard value != before else { return .closes }
    if let problem = key.problem(with: value) {
      asking.notice = .warning(problem)
      return .stays
    }
    return .admin(.sets(self, value))
  }
}

/// Somebody who works at the centre: added, or changed.
struct PersonDialog: Equatable, Sendable {
  /// Nil for somebody new.
  let user: User?
  let entry: SignInMode
  var name = TextField()
  var account = TextField()
  var roles: Set<Role>
  var isActive: Bool
  var password = SecretField()
  var again = SecretField()
  var focus: Row
  var asking = Asking()

  enum Row: Equatable, Sendable, Hashable {
    case name, account
    case role(Role)
    case active, password, again

    var label: String {
      switch self {
      case .name: "Nome de entrada"
      case .account: "Conta da máquina"
      case .role(let role): role.label
      case .active: "Pode entrar"
      case .password: "Senha provisória"
      case .again: "A mesma, de novo"
      }
    }
  }

  init(adding entry: SignInMode) {
    user = nil
    self.entry = entry
    roles = [.attendant]
    isActive = true
    focus = .name
  }

  init(of user: User) {
    self.user = user
    entry = user.hasPassword ? .password : .system
    roles = user.roles
    isActive = user.isActive
    focus = .role(.attendant)
  }

  var rows: [Row] {
    var rows: [Row] = user == nil ? [.name] : []
    if user == nil, entry == .system { rows.append(.account) }
    rows += Role.allCases.map { .role($0) }
    if user != nil { rows.append(.active) }
    if entry == .password { rows += [.password, .again] }
    return rows
  }

  // MARK: - Keys

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    switch key {
    case .function(2): return confirm()
    case .enter:
      if focus == rows.last { return confirm() }
      move(by: 1)
    case .tab, .down: move(by: 1)
    case .backTab, .up: move(by: -1)
    default:
      if edit(key) { asking.notice = .none }
    }
    return .stays
  }

  private mutating func edit(_ key: Key) -> Bool {
    switch focus {
    case .name: return name.handle(key)
    case .account: return account.handle(key)
    case .password: return password.handle(key)
    case .again: return again.handle(key)
    case .role(let role):
      guard key == .character(" ") else { return false }
      if roles.remove(role) == nil { roles.insert(role) }
      return true
    case .active:
      guard key == .character(" ") else { return false }
      isActive.toggle()
      return true
    }
  }

  private mutating func move(by step: Int) {
    let rows = rows
    let index = (rows.firstIndex(of: focus) ?? 0) + step
    focus = rows[(index + rows.count) % rows.count]
  }

  private mutating func confirm() -> DialogOutcome {
    guard !roles.isEmpty else { return miss(.role(.attendant), "Dê ao menos um papel.") }
    if !password.isEmpty || !again.isEmpty, !password.password.matches(again.password) {
      password = SecretField()
      again = SecretField()
      return miss(.password, "As duas senhas não são iguais. Digite de novo.")
    }
    let secret = password.isEmpty ? nil : password.password
    if let user {
      let change = PersonChange(
        login: user.login, adding: roles.subtracting(user.roles),
        removing: user.roles.subtracting(roles),
        isActive: isActive == user.isActive ? nil : isActive, password: secret)
      return change.isNothing ? .closes : .admin(.changes(self, change))
    }
    let login = NewUser.normalised(name.text)
    guard !login.isEmpty else { return miss(.name, "Diga o nome de entrada.") }
    guard entry == .system || secret != nil else {
      return miss(.password, "Dê uma senha provisória: a pessoa a troca ao entrar.")
    }
    let account = trimmed(account.text)
    return .admin(
      .adds(
        self,
        PersonEntry(
          login: login, roles: roles,
          account: entry == .system ? (account.isEmpty ? login : account) : nil, password: secret)))
  }

  private mutating func miss(_ row: Row, _ sentence: String) -> DialogOutcome {
    asking.miss(row, sentence, at: &focus)
  }
}
