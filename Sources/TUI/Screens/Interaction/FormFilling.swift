import ContactsCore

/// Writes what an extraction found into the rows that the attendant has not touched.
struct FormFilling {
  let result: ExtractionResult
  /// The note that was read, to keep what stands at each span.
  private let scalars: [Unicode.Scalar]

  init(_ result: ExtractionResult, note: String) {
    self.result = result
    scalars = Array(note.unicodeScalars)
  }

  func fill(_ form: inout Form) {
    let fields = result.fields
    fillOne(.name, fields.name, in: &form) { $0 }
    fillMany(.phone, fields.phones, in: &form) { $0.national }
    fillMany(.email, fields.emails, in: &form) { $0.text }
    fillOne(.cpf, fields.cpf, in: &form) { $0.formatted }
    fillOne(.city, fields.city, in: &form) { $0 }
    fillOne(.state, fields.state, in: &form) { $0.rawValue }
    fillOne(.reason, fields.reason, in: &form) { $0.text }
    fillOne(.urgency, fields.urgency, in: &form) { $0.label }
    fillOne(.date, fields.date, in: &form) { $0.display }
    if let reason = fields.reason, let index = form.index(of: .reason),
      case .proposed(var proposal) = form.entries[index].source
    {
      proposal.reasonCode = reason.value.code
      form.entries[index].source = .proposed(proposal)
    }
  }

  private func fillOne<Value>(
    _ field: FormField, _ suggestion: Suggestion<Value>?, in form: inout Form,
    text: (Value) -> String
  ) {
    guard let index = form.index(of: field), form.entries[index].isUntouched else { return }
    guard mayReplace(form.entries[index]) else { return }
    guard let suggestion else {
      if form.entries[index].proposal != nil { form.entries[index].clear() }
      return
    }
    form.entries[index].fill(text(suggestion.value), from: proposal(suggestion, for: field))
  }

  /// Rows the attendant touched stay, in their order; the others become what the extraction found.
  private func fillMany<Value>(
    _ field: FormField, _ suggestions: [Suggestion<Value>], in form: inout Form,
    text: (Value) -> String
  ) {
    guard let first = form.index(of: field) else { return }
    let old = form.entries(of: field)
    if suggestions.isEmpty, !old.allSatisfy(mayReplace) { return }
    var rows = old.filter { !$0.isUntouched }
    for suggestion in suggestions {
      let text = text(suggestion.value)
      let isThere = rows.contains { $0.text == text || $0.proposedText == text }
      guard !isThere else { continue }
      var row = FormEntry(field)
      row.fill(text, from: proposal(suggestion, for: field))
      rows.append(row)
    }
    if rows.isEmpty { rows = [FormEntry(field)] }
    form.replace(first..<(first + old.count), by: rows)
  }

  /// The recognisers alone do not undo what the model is better at, or what only it found.
  private func mayReplace(_ entry: FormEntry) -> Bool {
    guard result.mode == .rules, let proposal = entry.proposal, proposal.origin == .model else {
      return true
    }
    return false
  }

  private func proposal<Value>(_ suggestion: Suggestion<Value>, for field: FormField) -> Proposal {
    var excerpt: String?
    if let span = suggestion.span, span.lowerBound >= 0, span.upperBound <= scalars.count {
      excerpt = String(String.UnicodeScalarView(scalars[span]))
    }
    // "Média" is what an urgency is when the note says nothing of it: not something to doubt.
    let isDefault = field == .urgency && suggestion.span == nil && suggestion.origin == .rule
    let fromModel = suggestion.origin == .model
    return Proposal(
      origin: suggestion.origin, span: suggestion.span, excerpt: excerpt,
      isGrounded: suggestion.isGrounded || isDefault,
      model: fromModel ? result.model : nil, modelDigest: fromModel ? result.modelDigest : nil,
      promptVersion: fromModel ? result.promptVersion : nil)
  }
}

extension Form {
  func index(of field: FormField) -> Int? {
    entries.firstIndex { $0.field == field }
  }

  /// Swaps rows of one field, keeping the focus on the row it was on.
  mutating func replace(_ range: Range<Int>, by rows: [FormEntry]) {
    let difference = rows.count - range.count
    entries.replaceSubrange(range, with: rows)
    if focus >= range.upperBound {
      focus += difference
    } else if focus >= range.lowerBound {
      focus = min(focus, range.lowerBound + rows.count - 1)
    }
  }
}
