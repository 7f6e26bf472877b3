import ContactsCore

/// A line of a catalogue: added, or changed.
struct EntryDialog: Equatable, Sendable {
  let catalogue: Catalogue
  let before: CatalogueEntry
  /// Its place among those in use, from 1, or the place after the last.
  let place: Int
  var name: TextField
  var cues: TextField
  var number: TextField
  var occasion: TextField
  var position: TextField
  var isActive: Bool
  var focus = Row.name
  var asking = Asking()

  enum Row: Equatable, Sendable {
    case name, cues, number, occasion, position, active

    var label: String {
      switch self {
      case .name: "Nome"
      case .cues: "Pistas"
      case .number: "Telefone"
      case .occasion: "Quando"
      case .position: "Lugar"
      case .active: "Em uso"
      }
    }
  }

  init(_ entry: CatalogueEntry?, at place: Int, in catalogue: Catalogue) {
    self.catalogue = catalogue
    before = entry ?? CatalogueEntry(name: "")
    self.place = place
    name = TextField(before.name)
    cues = TextField(before.cues.joined(separator: ", "))
    number = TextField(before.number)
    occasion = TextField(before.occasion)
    position = TextField(String(place))
    isActive = before.isActive
  }

  var isNew: Bool { before.code.isEmpty }

  var rows: [Row] {
    let own: [Row] =
      switch catalogue {
      case .reasons: [.cues]
      case .outcomes: []
      case .referrals: [.number, .occasion]
      }
    return [.name] + own + [.position] + (isNew ? [] : [.active])
  }

  /// Said of the row that has the focus.
  var advice: String {
    switch focus {
    case .name: "Como aparece. O que já foi registrado passa a aparecer assim também."
    case .cues:
      "Palavras, entre vírgulas, pelas quais um texto traz este motivo; agress* vale o começo."
    case .number: "O que se disca, como 188."
    case .occasion: "Quando é o certo, numa frase a ser lida durante a ligação."
    case .position:
      catalogue == .outcomes
        ? "O dígito no encerramento, de 1 a 9." : "O lugar na lista, a partir de 1."
    case .active: "Fora de uso não é mais oferecido; fica em tudo o que já o traz. Espaço muda."
    }
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
    case .cues: return cues.handle(key)
    case .number: return number.handle(key)
    case .occasion: return occasion.handle(key)
    case .position: return position.handle(key)
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
    guard let place = Int(trimmed(position.text)), (1...99).contains(place) else {
      return asking.miss(.position, "O lugar é um número a partir de 1.", at: &focus)
    }
    var entry = before
    entry.name = trimmed(name.text)
    entry.cues = cues.text.split(separator: ",").map { trimmed(String($0)) }
    entry.number = trimmed(number.text)
    entry.occasion = trimmed(occasion.text)
    entry.isActive = isActive
    guard entry != before || place != self.place else { return .closes }
    return .admin(.keeps(self, entry, at: place))
  }
}

extension DialogView {
  func draw(_ dialog: EntryDialog, in frame: inout Frame) {
    let rows = dialog.rows
    let inside = box(
      dialog.isNew ? "\(dialog.catalogue.label): incluir" : dialog.before.name,
      rows: rows.count + 4, in: &frame)
    let start = inside.column + 11
    let width = inside.columns - 11
    for (offset, item) in rows.enumerated() where offset < inside.rows {
      let row = inside.row + offset
      let isFocused = dialog.focus == item
      frame.write(
        item.label, row: row, column: inside.column, width: 10,
        style: isFocused ? .heading : .label)
      func write(_ field: TextField, _ width: Int) {
        frame.write(field, row: row, column: start, width: width, isFocused: isFocused)
      }
      switch item {
      case .name: write(dialog.name, width)
      case .cues: write(dialog.cues, width)
      case .number: write(dialog.number, min(22, width))
      case .occasion: write(dialog.occasion, width)
      case .position: write(dialog.position, min(4, width))
      case .active:
        frame.write(
          dialog.isActive ? "[x] sim" : "[ ] não", row: row, column: start, width: 7,
          style: isFocused ? .focusedField : .field)
        if isFocused { frame.cursor = Position(row: row, column: start + 1) }
      }
    }
    let notice = dialog.asking.notice
    frame.writeWrapped(
      notice.text.isEmpty ? dialog.advice : notice.marked, in: inside.inset(top: rows.count + 1),
      style: notice.text.isEmpty ? .muted : notice.tone.style)
  }
}
