import ContactsCore

/// What is kept of a person, by which article, why and until when.
struct HoldDialog: Equatable, Sendable {
  let contact: UID
  let name: Sensitive<String>?
  /// The kind that the arrows have come to.
  var kind = DatumKind.holdable[0]
  /// Those that stay.
  var kinds: Set<DatumKind> = []
  var article = TextField()
  var reason = TextField()
  var until = TextField()
  var focus = Row.kinds
  var asking = Asking()

  enum Row: Int, Equatable, Sendable, CaseIterable {
    case kinds, article, reason, until

    var label: String {
      switch self {
      case .kinds: "Tipo de dado"
      case .article: "Artigo"
      case .reason: "Motivo"
      case .until: "Último dia"
      }
    }
  }

  init(of contact: UID, _ name: Sensitive<String>?) {
    self.contact = contact
    self.name = name
  }

  /// What stays, in the order of the list.
  var chosen: [DatumKind] { DatumKind.holdable.filter(kinds.contains) }

  func value(of row: Row) -> String? {
    row == .kinds ? "\(kinds.contains(kind) ? "[x]" : "[ ]") \(kind.label)" : nil
  }

  subscript(row: Row) -> TextField {
    get {
      switch row {
      case .kinds, .article: article
      case .reason: reason
      case .until: until
      }
    }
    set {
      switch row {
      case .kinds: break
      case .article: article = newValue
      case .reason: reason = newValue
      case .until: until = newValue
      }
    }
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .function(2): return confirm()
    case .enter:
      if focus == .until { return confirm() }
      focus = turned(focus, in: Row.allCases, by: 1)
    case .tab, .down: focus = turned(focus, in: Row.allCases, by: 1)
    case .backTab, .up: focus = turned(focus, in: Row.allCases, by: -1)
    default:
      guard focus == .kinds else {
        if self[focus].handle(key) { asking.notice = .none }
        return .stays
      }
      switch key {
      case .left: kind = turned(kind, in: DatumKind.holdable, by: -1)
      case .right: kind = turned(kind, in: DatumKind.holdable, by: 1)
      case .character(" "):
        kinds.formSymmetricDifference([kind])
        asking.notice = .none
      default: break
      }
    }
    return .stays
  }

  private mutating func confirm() -> DialogOutcome {
    guard !kinds.isEmpty else {
      return asking.miss(.kinds, "Marque com Espaço o que fica guardado.", at: &focus)
    }
    guard !isBlank(article.text) else {
      return asking.miss(.article, "Diga o artigo da lei, como “art. 16, I”.", at: &focus)
    }
    guard !isBlank(reason.text) else {
      return asking.miss(.reason, "Diga por quê, sem dados da pessoa.", at: &focus)
    }
    var day: CivilDate?
    if !isBlank(until.text) {
      let text = trimmed(until.text)
      day = CivilDate(brazilian: text) ?? CivilDate(iso8601: text)
      guard day != nil else {
        return asking.miss(.until, "Data como 21/11/2027, ou vazia.", at: &focus)
      }
    }
    return .rights(
      .holds(
        self,
        NewHold(
          contact: contact, kinds: chosen, article: trimmed(article.text),
          reason: Sensitive(trimmed(reason.text)), endsOn: day)))
  }
}

/// Why a hold ends before its day.
struct ReleaseDialog: Equatable, Sendable {
  let hold: Hold
  var reason = TextField()
  var asking = Asking()

  init(_ hold: Hold) { self.hold = hold }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard key != .enter, key != .function(2) else {
      guard !isBlank(reason.text) else {
        asking.notice = .warning("Diga por quê, sem dados da pessoa.")
        return .stays
      }
      return .rights(.releases(self, Sensitive(trimmed(reason.text))))
    }
    if reason.handle(key) { asking.notice = .none }
    return .stays
  }
}
