import ContactsCore

/// `Ctrl-T`, **Encerramento**: why somebody called, how it ended, a note, and a callback if one was promised.
struct WrapUpDialog: Equatable, Sendable {
  let interaction: UID
  let contact: UID
  let name: String
  /// What the handling time is counted from.
  let openedAt: Timestamp
  let now: Timestamp?
  let reasons: [Reason]
  let outcomes: [Outcome]
  /// An index of `reasons`; nil leaves the reason as it is.
  var reason: Int?
  /// An index of `outcomes`.
  var outcome: Int?
  var note = TextField()
  var when = TextField()
  var focus = Row.reason
  /// The first of the nine reasons that have a digit now.
  private(set) var firstReason = 0
  var asking = Asking()

  enum Row: Int, Equatable, Sendable, CaseIterable { case reason, outcome, note, when }

  /// How many of a catalogue have a digit at once.
  static let page = 9

  init(
    _ interaction: UID, of contact: UID, name: String, openedAt: Timestamp, reasonCode: String?,
    _ session: Session
  ) {
    self.interaction = interaction
    self.contact = contact
    self.name = name
    self.openedAt = openedAt
    now = session.now
    reasons = session.reasons
    outcomes = session.outcomes
    // The digits begin with the same nine at every call; what is chosen already is named above them.
    reason = reasons.firstIndex { $0.code == reasonCode }
  }

  /// The catalogue that the digits choose from now, from its first in view; empty where text is typed.
  var choices: (names: [String], first: Int, selected: Int?) {
    switch focus {
    case .reason: (reasons.map(\.name), firstReason, reason)
    case .outcome: (outcomes.map(\.name), 0, outcome)
    case .note, .when: ([], 0, nil)
    }
  }

  /// When the person is called again, as it is understood.
  var moment: Timestamp? { now.flatMap { SpokenMoment(when.text, now: $0)?.timestamp } }

  // MARK: - Keys

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    switch key {
    case .function(2): return confirm()
    case .enter:
      if focus == .when { return confirm() }
      move(by: 1)
    case .tab: move(by: 1)
    case .backTab: move(by: -1)
    case .down where choices.names.isEmpty: move(by: 1)
    case .up where choices.names.isEmpty: move(by: -1)
    default:
      let isEdited =
        switch focus {
        case .reason, .outcome: choose(key)
        case .note: note.handle(key)
        case .when: when.handle(key)
        }
      if isEdited { asking.notice = .none }
    }
    return .stays
  }

  private mutating func move(by step: Int) {
    let count = Row.allCases.count
    focus = Row(rawValue: (focus.rawValue + step + count) % count) ?? focus
  }

  /// A digit chooses and moves on; arrows choose and stay.
  private mutating func choose(_ key: Key) -> Bool {
    let (names, first, selected) = choices
    let last = names.count - 1
    switch key {
    case .character(let character):
      guard let digit = character.wholeNumberValue, (1...WrapUpDialog.page).contains(digit),
        first + digit - 1 <= last
      else { return false }
      select(first + digit - 1)
      move(by: 1)
    case .down where last >= 0: select(min((selected ?? first - 1) + 1, last))
    case .up where last >= 0: select(max((selected ?? first + 1) - 1, 0))
    case .right, .pageDown: turn(by: 1)
    case .left, .pageUp: turn(by: -1)
    default: return false
    }
    return true
  }

  private mutating func select(_ index: Int) {
    if focus == .outcome {
      outcome = index
    } else {
      reason = index
      firstReason = index / WrapUpDialog.page * WrapUpDialog.page
    }
  }

  private mutating func turn(by pages: Int) {
    guard focus == .reason, !reasons.isEmpty else { return }
    let count = (reasons.count + WrapUpDialog.page - 1) / WrapUpDialog.page
    let page = (firstReason / WrapUpDialog.page + pages + count) % count
    firstReason = page * WrapUpDialog.page
  }

  private mutating func confirm() -> DialogOutcome {
    guard let outcome else {
      focus = .outcome
      asking.notice = .warning("Falta o desfecho: escolha com 1 a 9.")
      return .stays
    }
    var promise: WrapUp.Promise?
    let words = trimmed(note.text)
    let note = words.isEmpty ? nil : Sensitive(words)
    if !isBlank(when.text) {
      guard let moment else {
        focus = .when
        let complaint = now.map { SpokenMoment.complaint(about: when.text, now: $0) }
        asking.notice = .warning(
          (complaint ?? "Diga o dia e a hora, como amanhã 15h.") + " Vazio não agenda.")
        return .stays
      }
      promise = WrapUp.Promise(dueAt: moment, note: note)
    }
    let wrapUp = WrapUp(
      interaction: interaction, outcomeCode: outcomes[outcome].code,
      reasonCode: reason.map { reasons[$0].code }, note: note, openedAt: openedAt,
      callback: promise)
    return .shift(.wrapsUp(self, wrapUp))
  }
}
