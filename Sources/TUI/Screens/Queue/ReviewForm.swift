import ContactsCore

/// The findings of one text in the rows of a form, and what the person made of each.
struct ReviewForm: Equatable, Sendable {
  let item: ReviewItem
  var form: Form
  /// The entry of each row; nil for a row that only shows what the record holds.
  private let ids: [Int?]

  /// - Parameters:
  ///   - item: What the store opened.
  ///   - kept: The rows of an earlier opening, whose corrections are gone on with.
  init(_ item: ReviewItem, kept: Form? = nil) {
    self.item = item
    let note = Array((item.interaction.fields.text?.revealed(for: .screen) ?? "").unicodeScalars)
    var rows: [(id: Int?, entry: FormEntry)] = []
    for field in FormField.ofInteraction where field.extracted != nil {
      let found = item.entries.filter { $0.value.revealed(for: .screen).field == field.extracted }
      rows += found.map { ($0.id, FormEntry($0, in: field, note: note)) }
      if found.isEmpty {
        rows += item.stored(field).map { (nil, FormEntry(field, text: $0, source: .stored)) }
      }
    }
    ids = rows.map(\.id)
    form = Form(entries: rows.map(\.entry))
    if let kept { form.resume(kept) }
    form.focus = ids.firstIndex { $0 != nil } ?? 0
  }

  /// Whether there is anything to decide.
  var isEmpty: Bool { ids.allSatisfy { $0 == nil } }
  /// Whether the person has touched anything.
  var isChanged: Bool {
    form.entries.contains { entry in
      switch entry.source {
      case .confirmed, .manual: true
      case .blank, .proposed, .stored: false
      }
    }
  }

  // MARK: - Moving

  /// Moves to the next row to decide on; false at the last.
  mutating func focusNext() -> Bool {
    guard !form.entries.isEmpty else { return false }
    form.tidyFocused()
    guard let next = ids.indices.first(where: { $0 > form.focus && ids[$0] != nil }) else {
      return false
    }
    form.focus = next
    return true
  }

  mutating func focusPrevious() -> Bool {
    guard !form.entries.isEmpty else { return false }
    form.tidyFocused()
    guard let previous = ids.indices.last(where: { $0 < form.focus && ids[$0] != nil }) else {
      return false
    }
    form.focus = previous
    return true
  }

  /// The row the keys go to; nil when there is nothing to decide.
  var focused: FormEntry? {
    form.entries.indices.contains(form.focus) && ids[form.focus] != nil ? form.focused : nil
  }

  // MARK: - What must be said beside a row

  /// What the record says instead; nil when it says nothing else.
  func otherValue(at index: Int) -> String? {
    guard let entry = entry(at: index), !entry.isApplied else { return nil }
    let field = form.entries[index].field
    // A second telephone takes no place from the first.
    guard !field.isRepeated else { return nil }
    // The usual urgency is nobody's word.
    if field == .urgency, item.interaction.fields.urgency == .medium { return nil }
    guard let stored = item.stored(field).first, folded(stored) != folded(form.entries[index].text)
    else { return nil }
    return stored
  }

  /// The telephones or e-mails of the record that this one would join; nil where it is one of them, or the first.
  func companions(at index: Int) -> String? {
    guard let entry = entry(at: index), !entry.isApplied,
      form.entries[index].field.isRepeated, !form.entries[index].isEmpty
    else { return nil }
    let stored = item.stored(form.entries[index].field)
    guard !stored.isEmpty,
      !stored.contains(where: { folded($0) == folded(form.entries[index].text) })
    else { return nil }
    return stored.joined(separator: ", ")
  }

  /// Remarks by row, for the form's view.
  var remarks: [Int: String] {
    var remarks: [Int: String] = [:]
    for index in form.entries.indices {
      guard let entry = entry(at: index) else { continue }
      if case .manual = form.entries[index].source, form.entries[index].isEmpty {
        remarks[index] =
          entry.isApplied ? "Rejeitado: sai do cadastro." : "Rejeitado: não entra no cadastro."
      } else if let other = otherValue(at: index) {
        remarks[index] = "No cadastro: \(other). Enter troca."
      } else if let others = companions(at: index) {
        remarks[index] = "No cadastro: \(others). Enter junta."
      }
    }
    return remarks
  }

  /// Rows that nobody confirmed and that are not to be taken silently.
  var doubtful: [Int] {
    form.entries.indices.filter { index in
      guard ids[index] != nil, case .proposed = form.entries[index].source else { return false }
      // A number that somebody took out may be the one that must not be called.
      return form.entries[index].isDoubtful || otherValue(at: index) != nil
        || companions(at: index) != nil
    }
  }

  /// `Cidade: Olinda (não está no texto)`.
  func line(of index: Int) -> String {
    let entry = form.entries[index]
    var notes: [String] = []
    if entry.isDoubtful { notes.append("não está no texto") }
    let stored = otherValue(at: index) ?? companions(at: index)
    if let stored { notes.append("no cadastro: \(stored)") }
    return "\(entry.field.label): \(entry.text) (\(notes.joined(separator: "; ")))"
  }

  mutating func answerDoubtful(keeping: Bool) {
    for index in doubtful {
      if keeping { form.entries[index].confirm() } else { form.entries[index].choose("") }
    }
  }

  // MARK: - Saving

  /// The first row whose text cannot be stored as what the field is for.
  func invalid(_ reader: FieldReader) -> Int? {
    form.entries.indices.first { index in
      ids[index] != nil && reader.remark(on: form.entries[index])?.isInvalid == true
    }
  }

  /// What is sent to the store: one decision for each entry.
  func decisions(_ reader: FieldReader, reasons: [Reason]) -> [Int: ReviewDecision] {
    var decisions: [Int: ReviewDecision] = [:]
    for (id, entry) in zip(ids, form.entries) {
      guard let id else { continue }
      decisions[id] = decision(on: entry, reader, reasons)
    }
    return decisions
  }

  private func decision(
    on entry: FormEntry, _ reader: FieldReader, _ reasons: [Reason]
  ) -> ReviewDecision {
    guard case .manual = entry.source else { return .accept }
    if entry.isEmpty { return .reject }
    if entry.text == entry.proposedText { return .accept }
    guard let value = FieldValue(entry, reader, reasons) else { return .reject }
    return .edit(Sensitive(value))
  }

  private func entry(at index: Int) -> ReviewEntry? {
    guard ids.indices.contains(index), let id = ids[index] else { return nil }
    return item.entries.first { $0.id == id }
  }
}

extension Form {
  /// Takes the person's words over from an earlier form of the same rows.
  fileprivate mutating func resume(_ earlier: Form) {
    for index in entries.indices {
      let row = entries[index]
      guard case .proposed = row.source,
        let same = earlier.entries.first(where: {
          $0.field == row.field && $0.proposedText == row.proposedText && !$0.isUntouched
        })
      else { continue }
      entries[index] = same
    }
  }
}

extension FormEntry {
  fileprivate init(_ entry: ReviewEntry, in field: FormField, note: [Unicode.Scalar]) {
    self.init(field)
    var excerpt: String?
    if let span = entry.span, span.lowerBound >= 0, span.upperBound <= note.count {
      excerpt = String(String.UnicodeScalarView(note[span]))
    }
    fill(
      entry.value.revealed(for: .screen).display,
      from: Proposal(
        origin: entry.origin, span: entry.span, excerpt: excerpt, isGrounded: entry.isGrounded,
        model: entry.model, promptVersion: entry.promptVersion))
  }
}

extension ReviewItem {
  /// What contact and interaction hold of a field now.
  fileprivate func stored(_ field: FormField) -> [String] {
    let fields = interaction.fields
    switch field {
    case .reason: return fields.reason.map { [$0.revealed(for: .screen)] } ?? []
    case .urgency: return [fields.urgency.label]
    case .date: return fields.date.map { [$0.display] } ?? []
    default: return contact.fields.texts(of: field)
    }
  }
}

extension FieldValue {
  /// As a form shows it.
  var display: String {
    switch self {
    case .name(let text), .city(let text): text
    case .phone(let phone): phone.national
    case .email(let email): email.text
    case .cpf(let cpf): cpf.formatted
    case .reason(let reason): reason.text
    case .urgency(let urgency): urgency.label
    case .date(let date): date.display
    case .state(let state): state.rawValue
    }
  }

  /// What stands in a row of a form; nil when it cannot be read as what the field is for.
  init?(_ entry: FormEntry, _ reader: FieldReader, _ reasons: [Reason]) {
    let text = entry.typed ?? entry.text
    let value: FieldValue? =
      switch entry.field {
      case .name: .name(trimmed(text))
      case .city: .city(trimmed(text))
      case .phone: reader.phone(text).value.map { .phone($0) }
      case .email: reader.email(text).value.map { .email($0) }
      case .cpf: reader.cpf(text).value.map { .cpf($0) }
      case .date: reader.date(text).value.map { .date($0) }
      case .state: reader.state(text).value.map { .state($0) }
      case .urgency: Urgency.allCases.first { $0.label == entry.text }.map { .urgency($0) }
      case .reason:
        .reason(
          SuggestedReason(
            text: trimmed(text),
            code: reasons.first { folded($0.name) == folded(trimmed(text)) }?.code))
      case .socialName, .birthDate, .channel, .consent, .notes, .guardian, .safeChannel: nil
      }
    guard let value else { return nil }
    self = value
  }
}
