import ContactsCore

/// What is asked about who may see what.
enum PeopleDialog: Equatable, Sendable {
  case breakGlass(BreakGlassDialog)
  case restriction(RestrictionDialog)
  case guardian(GuardianDialog)
  case notices(NoticesDialog)
  case auditFilter(AuditFilterDialog)
  case auditExport(AuditExportDialog)
  case checkpoint(CheckpointGlance)
}

/// What became of such a dialog.
enum PeopleOutcome: Equatable, Sendable {
  case breaksGlass(BreakGlassDialog)
  case restricts(RestrictionDialog)
  case unrestricts(RestrictionDialog)
  case notesGuardian(GuardianDialog)
  case seesNotice(NoticesDialog, UID)
  case filters(AuditFilter)
  case exports(path: String)
}

/// What a dialog has asked of the store: it stays until the answer, so that nothing typed has to be typed again.
struct Asking: Equatable, Sendable {
  private(set) var reply = Awaiting.nothing
  var notice = Status.none

  var isWaiting: Bool { reply != .nothing }

  mutating func begin(_ request: RequestID) {
    reply = .reply(request)
    notice = .plain("Um instante…")
  }

  func isFor(_ request: RequestID) -> Bool { reply.isFor(request) }

  mutating func fail(_ failure: Failure) {
    reply = .nothing
    notice = .failure(failure.message)
  }

  /// Leads to the row that is still to be filled in.
  mutating func miss<Row: Equatable>(
    _ row: Row, _ sentence: String, at focus: inout Row
  ) -> DialogOutcome {
    // The first Enter of somebody who is typing moves on; it is no mistake yet.
    notice = focus == row ? .warning(sentence) : .plain(sentence)
    focus = row
    return .stays
  }
}

extension PeopleDialog {
  mutating func type(_ key: Key) -> DialogOutcome {
    switch self {
    case .breakGlass(var dialog):
      let outcome = dialog.type(key)
      self = .breakGlass(dialog)
      return outcome
    case .restriction(var dialog):
      let outcome = dialog.type(key)
      self = .restriction(dialog)
      return outcome
    case .guardian(var dialog):
      let outcome = dialog.type(key)
      self = .guardian(dialog)
      return outcome
    case .notices(var dialog):
      let outcome = dialog.type(key)
      self = .notices(dialog)
      return outcome
    case .auditFilter(var dialog):
      let outcome = dialog.type(key)
      self = .auditFilter(dialog)
      return outcome
    case .auditExport(var dialog):
      let outcome = dialog.type(key)
      self = .auditExport(dialog)
      return outcome
    case .checkpoint:
      return key == .enter || key == .character("p") ? .closes : .stays
    }
  }

  /// What it has asked of the store; nil for those that ask nothing.
  var asking: Asking? {
    switch self {
    case .breakGlass(let dialog): dialog.asking
    case .restriction(let dialog): dialog.asking
    case .guardian(let dialog): dialog.asking
    case .notices, .auditFilter, .auditExport, .checkpoint: nil
    }
  }

  mutating func fail(_ failure: Failure) {
    switch self {
    case .breakGlass(var dialog):
      dialog.asking.fail(failure)
      self = .breakGlass(dialog)
    case .restriction(var dialog):
      dialog.asking.fail(failure)
      self = .restriction(dialog)
    case .guardian(var dialog):
      dialog.asking.fail(failure)
      self = .guardian(dialog)
    case .notices, .auditFilter, .auditExport, .checkpoint: break
    }
  }

  var hints: [(key: String, label: String)] {
    switch self {
    case .breakGlass: [("Enter", "Abrir e avisar o encarregado"), ("Esc", "Voltar")]
    case .restriction(let dialog):
      dialog.restriction == nil
        ? [("Enter", "Restringir"), ("Tab", "Outro campo"), ("Esc", "Voltar")]
        : [
          ("Enter", "Mudar"), ("F8", "Liberar a todos"), ("Tab", "Outro campo"), ("Esc", "Voltar"),
        ]
    case .guardian:
      [("Enter", "Anotar"), ("Tab", "Outro campo"), ("← →", "Mudar"), ("Esc", "Voltar")]
    case .notices: [("Enter", "Marcar como visto"), ("↑ ↓", "Escolher"), ("Esc", "Fechar")]
    case .auditFilter:
      [("Enter", "Filtrar"), ("Tab", "Outro campo"), ("F8", "Limpar"), ("Esc", "Voltar")]
    case .auditExport: [("Enter", "Exportar"), ("Esc", "Voltar")]
    case .checkpoint: [("Enter", "Fechar")]
    }
  }
}

/// Opening a closed record in an emergency takes a reason, and is told to the encarregado.
struct BreakGlassDialog: Equatable, Sendable {
  let uid: UID
  var reason = TextField()
  var asking = Asking()

  init(_ uid: UID) {
    self.uid = uid
  }

  /// The reason, as it will be kept.
  var words: String { trimmed(reason.text) }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    if key == .enter {
      guard !words.isEmpty else {
        asking.notice = .warning("Escreva o motivo: sem ele a ficha não abre.")
        return .stays
      }
      return .people(.breaksGlass(self))
    }
    if reason.handle(key) { asking.notice = .none }
    return .stays
  }
}

/// Who may open a record, and why only they.
struct RestrictionDialog: Equatable, Sendable {
  let uid: UID
  /// As it stands; nil while the record is open to all.
  let restriction: Restriction?
  var readers: TextField
  var reason = TextField()
  var focus = Row.readers
  var asking = Asking()

  enum Row: Equatable, Sendable { case readers, reason }

  init(_ uid: UID, closingFor login: String) {
    self.uid = uid
    restriction = nil
    readers = TextField(login)
  }

  init(_ uid: UID, changing restriction: Restriction) {
    self.uid = uid
    self.restriction = restriction
    readers = TextField(restriction.readers.joined(separator: ", "))
  }

  var words: String { trimmed(reason.text) }

  /// The names typed, each once, in their order.
  var logins: [String] {
    var seen: Set<String> = []
    return readers.text.split { ",; ".contains($0) }.map { $0.lowercased() }
      .filter { seen.insert($0).inserted }
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    switch key {
    case .tab, .backTab, .up, .down: focus = focus == .readers ? .reason : .readers
    case .enter:
      guard !logins.isEmpty else {
        return asking.miss(.readers, "Diga quem poderá abrir a ficha.", at: &focus)
      }
      guard !words.isEmpty else { return asking.miss(.reason, "Falta o motivo.", at: &focus) }
      return .people(.restricts(self))
    case .function(8) where restriction != nil:
      guard !words.isEmpty else {
        return asking.miss(.reason, "Falta o motivo de liberar.", at: &focus)
      }
      return .people(.unrestricts(self))
    default:
      let isEdited = focus == .readers ? readers.handle(key) : reason.handle(key)
      if isEdited { asking.notice = .none }
    }
    return .stays
  }
}

/// What the encarregado is told of, newest first.
struct NoticesDialog: Equatable, Sendable {
  let notices: [Notice]
  var chooser: Chooser

  init(_ notices: [Notice], selected: Int = 0) {
    self.notices = notices
    chooser = Chooser(
      notices.map(NoticesDialog.line), selected: min(selected, max(notices.count - 1, 0)))
  }

  var selected: Notice? { chooser.chosen.map { notices[$0] } }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter {
      return selected.map { .people(.seesNotice(self, $0.uid)) } ?? .closes
    }
    _ = chooser.type(key, filters: false)
    return .stays
  }

  /// `21/11/2026 10:42  bia  Registro restrito aberto em emergência`.
  static func line(_ notice: Notice) -> String {
    let time = notice.createdAt.local
    return "\(time.date.display) \(time.clock)  \(notice.by)  \(notice.kind.label)"
  }
}
