import ContactsCore

/// The rows of a form and which of them has the focus.
struct Form: Equatable, Sendable {
  var entries: [FormEntry]
  /// An index of `entries`.
  var focus = 0

  /// An empty form of **Novo atendimento** with the centre's defaults.
  init(for session: Session) {
    entries = FormField.ofInteraction.map { field in
      switch field {
      case .channel: FormEntry(field, text: session.channel.label)
      case .consent: FormEntry(field, text: session.consent.label)
      default: FormEntry(field)
      }
    }
  }

  /// The form of **Ficha**, with what the store holds.
  init(editing fields: ContactFields) {
    entries = FormField.ofRecord.flatMap { field in
      let texts = fields.texts(of: field)
      return texts.isEmpty
        ? [FormEntry(field)] : texts.map { FormEntry(field, text: $0, source: .stored) }
    }
  }

  init(entries: [FormEntry]) {
    self.entries = entries
  }

  var focused: FormEntry { entries[focus] }

  subscript(field: FormField) -> FormEntry? {
    entries.first { $0.field == field }
  }

  func entries(of field: FormField) -> [FormEntry] {
    entries.filter { $0.field == field }
  }

  /// Whether somebody would miss it: a value that is not the centre's default.
  var hasContent: Bool {
    entries.contains { entry in
      switch entry.source {
      case .blank: false
      case .proposed, .confirmed, .stored: !entry.isEmpty
      case .manual(let proposal): !entry.isEmpty || proposal != nil
      }
    }
  }

  // MARK: - The focus

  /// Moves to the next row; false at the last.
  mutating func focusNext() -> Bool {
    tidyFocused()
    guard focus + 1 < entries.count else { return false }
    focus += 1
    return true
  }

  /// Moves to the row above; false at the first.
  mutating func focusPrevious() -> Bool {
    if tidyFocused() { return true }
    guard focus > 0 else { return false }
    focus -= 1
    return true
  }

  mutating func focus(on field: FormField) {
    tidyFocused()
    if let index = entries.firstIndex(where: { $0.field == field }) { focus = index }
  }

  /// Gives the row its usual punctuation, and drops it when it is an empty repetition.
  ///
  /// Returns whether it was dropped; the focus is then on the row above.
  @discardableResult
  mutating func tidyFocused() -> Bool {
    tidy(focus)
    let entry = entries[focus]
    guard focus > 0, entry.field.isRepeated, entry.isEmpty, entry.proposal == nil,
      entries(of: entry.field).count > 1
    else { return false }
    entries.remove(at: focus)
    focus -= 1
    return true
  }

  private mutating func tidy(_ index: Int) {
    guard case .manual = entries[index].source else { return }
    let text = entries[index].text
    let usual = FieldReader.usualForm(of: text, as: entries[index].field)
    guard usual != text else { return }
    let typed = entries[index].typed
    entries[index].input = TextField(usual)
    entries[index].typed = typed ?? text
  }

  // MARK: - Typing

  /// Takes a key into the focused row; false when it means nothing there.
  mutating func type(_ key: Key, reasons: [Reason]) -> Bool {
    let field = focused.field
    if field.isChoice { return chooseByKey(key, options: field.options(reasons: reasons)) }
    if field.isRepeated, key == .character(";") || key == .character(",") {
      return addRow(after: focus)
    }
    let before = focused.text
    guard entries[focus].input.handle(key) else { return false }
    if entries[focus].text != before { entries[focus].markEdited() }
    return true
  }

  /// Another row of the same field, unless this one is still empty.
  private mutating func addRow(after index: Int) -> Bool {
    guard !entries[index].isEmpty else { return true }
    tidy(index)
    entries.insert(FormEntry(entries[index].field), at: index + 1)
    focus = index + 1
    return true
  }

  private mutating func chooseByKey(_ key: Key, options: [String]) -> Bool {
    let current = options.firstIndex(of: focused.text)
    switch key {
    case .left:
      return choose(options, at: (current ?? 0) - 1)
    case .right:
      return choose(options, at: (current ?? -1) + 1)
    case .character(let typed):
      let letter = folded(String(typed))
      guard letter != " " else { return false }
      let start = (current ?? -1) + 1
      let order = Array(options.indices[start...]) + Array(options.indices[..<start])
      guard let found = order.first(where: { folded(options[$0]).hasPrefix(letter) }) else {
        return false
      }
      return choose(options, at: found)
    default:
      return false
    }
  }

  private mutating func choose(_ options: [String], at index: Int) -> Bool {
    guard !options.isEmpty else { return false }
    let count = options.count
    entries[focus].choose(options[(index % count + count) % count])
    return true
  }
}
