import ContactsCore

/// What is asked about the work of a shift.
enum ShiftDialog: Equatable, Sendable {
  case schedule(ScheduleDialog)
  case outcome(CallbackOutcomeDialog)
  case wrapUp(WrapUpDialog)
  case filter(InteractionFilterDialog)
  case assign(AssignDialog)
  case alerts(AlertsDialog)
  /// Where somebody in danger is sent.
  case referrals([Referral])
}

/// What a person chose in one of them.
enum ShiftChoice: Equatable, Sendable {
  case schedules(ScheduleDialog, Timestamp)
  case ends(CallbackOutcomeDialog, CallbackState)
  case wrapsUp(WrapUpDialog, WrapUp)
  case filters(InteractionFilter)
  case assigns(AssignDialog)
  case takesAlert(AlertsDialog, RiskAlert)
}

extension ShiftDialog {
  mutating func type(_ key: Key) -> DialogOutcome {
    switch self {
    case .schedule(var dialog):
      defer { self = .schedule(dialog) }
      return dialog.type(key)
    case .outcome(var dialog):
      defer { self = .outcome(dialog) }
      return dialog.type(key)
    case .wrapUp(var dialog):
      defer { self = .wrapUp(dialog) }
      return dialog.type(key)
    case .filter(var dialog):
      defer { self = .filter(dialog) }
      return dialog.type(key)
    case .assign(var dialog):
      defer { self = .assign(dialog) }
      return dialog.type(key)
    case .alerts(var dialog):
      defer { self = .alerts(dialog) }
      return dialog.type(key)
    case .referrals:
      return key == .enter || key == .control("g") ? .closes : .stays
    }
  }

  /// What it has asked of the store; nil for those that ask nothing.
  var asking: Asking? {
    get {
      switch self {
      case .schedule(let dialog): dialog.asking
      case .outcome(let dialog): dialog.asking
      case .wrapUp(let dialog): dialog.asking
      case .assign(let dialog): dialog.asking
      case .alerts(let dialog): dialog.asking
      case .filter, .referrals: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .schedule(var dialog):
        dialog.asking = newValue
        self = .schedule(dialog)
      case .outcome(var dialog):
        dialog.asking = newValue
        self = .outcome(dialog)
      case .wrapUp(var dialog):
        dialog.asking = newValue
        self = .wrapUp(dialog)
      case .assign(var dialog):
        dialog.asking = newValue
        self = .assign(dialog)
      case .alerts(var dialog):
        dialog.asking = newValue
        self = .alerts(dialog)
      case .filter, .referrals: break
      }
    }
  }

  var hints: [(key: String, label: String)] {
    switch self {
    case .schedule(let dialog):
      [
        ("F2", dialog.purpose.isPostponing ? "Adiar" : "Agendar"), ("Enter", "Próximo campo"),
        ("Esc", "Voltar"),
      ]
    case .outcome: [("1–3", "Escolher"), ("Enter", "Concluir"), ("Esc", "Voltar")]
    case .wrapUp:
      [("F2", "Encerrar"), ("1–9", "Escolher"), ("Enter", "Próximo campo"), ("Esc", "Voltar")]
    case .filter: [("Enter", "Filtrar"), ("← →", "Mudar"), ("F8", "Limpar"), ("Esc", "Voltar")]
    case .assign: [("Enter", "Passar"), ("Tab", "Outro campo"), ("Esc", "Voltar")]
    case .alerts: [("Enter", "Assumir e abrir a ficha"), ("↑ ↓", "Escolher"), ("Esc", "Fechar")]
    case .referrals: [("Enter", "Fechar")]
    }
  }
}

/// `Ctrl-R`: when somebody is called again, and what about.
struct ScheduleDialog: Equatable, Sendable {
  let purpose: Purpose
  let name: String
  /// What "amanhã" is counted from.
  let now: Timestamp?
  var when = TextField()
  var note = TextField()
  var focus = Row.when
  var asking = Asking()

  enum Purpose: Equatable, Sendable {
    case promising(contact: UID, interaction: UID?)
    case postponing(UID)

    var isPostponing: Bool {
      if case .postponing = self { true } else { false }
    }
  }

  enum Row: Equatable, Sendable { case when, note }

  init(_ purpose: Purpose, of name: String, _ now: Timestamp?) {
    self.purpose = purpose
    self.name = name
    self.now = now
  }

  /// What was typed, as it is understood; nil while it is not.
  var moment: Timestamp? { now.flatMap { SpokenMoment(when.text, now: $0)?.timestamp } }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    switch key {
    case .tab, .backTab, .up, .down:
      if !purpose.isPostponing { focus = focus == .when ? .note : .when }
    case .enter where focus == .when && !purpose.isPostponing && moment != nil: focus = .note
    case .enter, .function(2):
      guard let moment else {
        focus = .when
        asking.notice = .warning(
          now.map { SpokenMoment.complaint(about: when.text, now: $0) }
            ?? "Diga o dia e a hora, como amanhã 15h ou 28/11 14:00.")
        return .stays
      }
      return .shift(.schedules(self, moment))
    default:
      let isEdited = focus == .when ? when.handle(key) : note.handle(key)
      if isEdited { asking.notice = .none }
    }
    return .stays
  }
}

/// `Ctrl-T` in **Agenda**: what became of a callback.
struct CallbackOutcomeDialog: Equatable, Sendable {
  static let states = [CallbackState.done, .missed, .cancelled]
  let uid: UID
  let name: String
  /// An index of `states`; nothing is chosen beforehand, since it cannot be taken back.
  var selection: Int?
  var asking = Asking()

  init(_ callback: CallbackSummary) {
    uid = callback.uid
    name = callback.shownName
  }

  static func label(_ state: CallbackState) -> String {
    switch state {
    case .done: "Feito: falei com a pessoa"
    case .missed: "Não encontrei a pessoa"
    case .cancelled: "Não é mais preciso"
    case .open: "A fazer"
    }
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    let last = CallbackOutcomeDialog.states.count - 1
    switch key {
    case .down: selection = min((selection ?? -1) + 1, last)
    case .up: selection = max((selection ?? 1) - 1, 0)
    case .character(let character):
      guard let digit = character.wholeNumberValue, (1...last + 1).contains(digit) else { break }
      selection = digit - 1
    case .enter:
      guard let selection else {
        asking.notice = .warning("Escolha com 1, 2 ou 3.")
        break
      }
      return .shift(.ends(self, CallbackOutcomeDialog.states[selection]))
    default: break
    }
    return .stays
  }
}

/// Giving an interaction or a callback to somebody takes their name and a reason.
struct AssignDialog: Equatable, Sendable {
  let uid: UID
  let isCallback: Bool
  let title: String
  let assignee: String?
  var login = TextField()
  var reason = TextField()
  var focus = Row.login
  var asking = Asking()

  enum Row: Equatable, Sendable { case login, reason }

  init(_ interaction: InteractionSummary) {
    uid = interaction.uid
    isCallback = false
    title = "\(interaction.protocolNumber) · \(interaction.shownName)"
    assignee = interaction.assignee
  }

  init(_ callback: CallbackSummary) {
    uid = callback.uid
    isCallback = true
    title = "\(callback.dueAt.local.display) · \(callback.shownName)"
    assignee = callback.attendant
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    switch key {
    case .tab, .backTab, .up, .down: focus = focus == .login ? .reason : .login
    case .enter:
      guard !isBlank(login.text) else {
        return asking.miss(.login, "Diga quem fica com ele.", at: &focus)
      }
      guard !isBlank(reason.text) else {
        return asking.miss(.reason, "Falta o motivo.", at: &focus)
      }
      return .shift(.assigns(self))
    default:
      let isEdited = focus == .login ? login.handle(key) : reason.handle(key)
      if isEdited { asking.notice = .none }
    }
    return .stays
  }
}

/// The interactions in which somebody may be in danger, the oldest first.
struct AlertsDialog: Equatable, Sendable {
  let alerts: [RiskAlert]
  var chooser: Chooser
  var asking = Asking()

  init(_ alerts: [RiskAlert]) {
    self.alerts = alerts
    chooser = Chooser(alerts.map(AlertsDialog.line))
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    if key == .enter {
      return chooser.chosen.map { .shift(.takesAlert(self, alerts[$0])) } ?? .closes
    }
    _ = chooser.type(key, filters: false)
    return .stays
  }

  /// `10:42  20261121-000001  Maria Silva (por ana)`.
  static func line(_ alert: RiskAlert) -> String {
    let time = alert.raisedAt.local
    return "\(time.date.display.prefix(5)) \(time.clock)  \(alert.protocolNumber)  "
      + "\(alert.shownName) (por \(alert.raisedBy))"
  }
}
