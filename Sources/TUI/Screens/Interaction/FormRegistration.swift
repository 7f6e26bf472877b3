import ContactsCore

/// Turns the rows of a form into what the store takes.
struct FormRegistration {
  let form: Form
  let reader: FieldReader
  let reasons: [Reason]
  /// Nothing of the person goes into the record: what was typed of them is kept with the text.
  var isInteractionOnly = false

  // MARK: - The contact

  var contact: ContactFields {
    ContactFields(
      name: text(.name), socialName: text(.socialName), phones: values(.phone, reader.phone),
      emails: values(.email, reader.email), cpf: values(.cpf, reader.cpf).first,
      birthDate: values(.birthDate, reader.birthDate).first, city: text(.city),
      state: form[.state].flatMap { reader.state($0.text).value }, notes: text(.notes),
      guardian: text(.guardian), safeChannel: text(.safeChannel))
  }

  /// The rows whose value cannot be stored as what the field is for.
  var invalid: [FormEntry] {
    form.entries.filter { reader.remark(on: $0)?.isInvalid == true }
  }

  var doubtful: [FormEntry] { form.entries.filter(\.isDoubtful) }

  // MARK: - The interaction

  /// What was said, with its reason, urgency and the origin of every field.
  func interaction(note: String, startedAt: Timestamp, extraction: ExtractionState)
    -> InteractionFields
  {
    let reason = form[.reason].map { trimmed($0.text) } ?? ""
    return InteractionFields(
      channel: choice(.channel, Channel.allCases, \.label) ?? .phone,
      reasonCode: reasonCode(for: reason),
      reason: reason.isEmpty ? nil : Sensitive(reason),
      urgency: choice(.urgency, Urgency.allCases, \.label) ?? .medium,
      occurredAt: startedAt,
      date: form[.date].flatMap { reader.date($0.text).value },
      text: isBlank(text(of: note)) ? nil : Sensitive(text(of: note)),
      extraction: extraction,
      provenance: provenance(in: note))
  }

  var consent: Consent.Decision {
    choice(.consent, Consent.Decision.allCases, \.label) ?? .notAsked
  }

  /// The note, and after it what has no other place: nothing typed is lost because it did not fit a field.
  private func text(of note: String) -> String {
    var kept = invalid.map {
      "\($0.field.label) (como informado, a conferir): \(trimmed($0.text))"
    }
    if isInteractionOnly {
      kept += typedOfPerson.filter { !note.contains(trimmed($0.text)) }
        .map { "\($0.field.label) (não acrescentado à ficha): \(trimmed($0.text))" }
    }
    guard !kept.isEmpty else { return note }
    let separator = isBlank(note) ? "" : "\n\n"
    return trimmedEnd(note) + separator + kept.joined(separator: "\n")
  }

  /// What somebody wrote of the person, and can be read.
  private var typedOfPerson: [FormEntry] {
    let wrong = invalid
    return form.entries.filter { entry in
      guard case .manual = entry.source, !entry.isEmpty else { return false }
      return FormField.ofRecord.contains(entry.field) && !wrong.contains(entry)
    }
  }

  private func trimmedEnd(_ text: String) -> String {
    guard let end = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(text[...end])
  }

  private func reasonCode(for reason: String) -> String? {
    guard !reason.isEmpty else { return nil }
    let wanted = folded(reason)
    if let match = reasons.first(where: { folded($0.name) == wanted }) { return match.code }
    guard let entry = form[.reason], let proposal = entry.proposal, entry.proposedText == entry.text
    else { return nil }
    return proposal.reasonCode
  }

  /// What each extraction proposed, and what became of it (LGPD art.
  ///
  /// 20).
  private func provenance(in note: String) -> [FieldProvenance] {
    form.entries.compactMap { entry in
      guard let field = entry.field.extracted else { return nil }
      if let proposal = entry.proposal {
        return FieldProvenance(
          field: field, origin: proposal.origin, model: proposal.model,
          modelDigest: proposal.modelDigest, promptVersion: proposal.promptVersion,
          span: proposal.span(in: note), review: review(of: entry))
      }
      guard case .manual = entry.source, !entry.isEmpty else { return nil }
      return FieldProvenance(
        field: field, origin: .manual, model: nil, modelDigest: nil, promptVersion: nil, span: nil,
        review: review(of: entry))
    }
  }

  private func review(of entry: FormEntry) -> FieldProvenance.Review {
    // What does not fit its field is kept with the text, and in no field.
    if reader.remark(on: entry)?.isInvalid == true { return .unused }
    return switch entry.source {
    case .proposed, .confirmed, .blank, .stored: .accepted
    case .manual(nil): .accepted
    case .manual: entry.isEmpty ? .rejected : .edited
    }
  }

  // MARK: - Helpers

  private func text(_ field: FormField) -> Sensitive<String>? {
    guard let entry = form[field], !entry.isEmpty else { return nil }
    return Sensitive(trimmed(entry.text))
  }

  private func values<Value>(_ field: FormField, _ read: (String) -> Reading<Value>)
    -> [Sensitive<Value>]
  {
    form.entries(of: field).compactMap { entry in
      read(entry.typed ?? entry.text).value.map { Sensitive($0) }
    }
  }

  private func choice<Value>(_ field: FormField, _ all: [Value], _ label: (Value) -> String)
    -> Value?
  {
    guard let entry = form[field] else { return nil }
    return all.first { label($0) == entry.text }
  }
}
