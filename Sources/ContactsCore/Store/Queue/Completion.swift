/// What the end of a reading writes: grounded values into empty fields, all else as suggestions.
struct Completion {
  let queue: QueueWork
  let item: QueueTable.Item

  private var work: Work { queue.work }

  func save(_ result: ExtractionResult) throws(StoreError) {
    let found = try work.contacts.findClosed(item.contact)
    let before = (
      contact: found.contact.fields, interaction: try work.interactions.find(item.id).fields
    )
    let all = try queue.suggestions(of: result)
    var suggestions = all.filter { !$0.value.isHeld(by: before.contact, before.interaction) }
    let isSamePlace = all.contains {
      $0.value.field == .city && $0.value.isHeld(by: before.contact, before.interaction)
    }
    let after = completed(
      before.contact, before.interaction, with: suggestions, isSamePlace: isSamePlace)

    var changed = after.contact.changes(from: before.contact).map(\.rawValue)
    if !changed.isEmpty {
      try work.contacts.update(found.id, to: after.contact, at: work.now)
    }
    for (place, suggestion) in suggestions.enumerated()
    where suggestion.value.isHeld(by: after.contact, after.interaction) {
      suggestions[place].provenancePosition = try work.interactions.add(
        suggestion.provenance, of: item.id, by: "")
      let field = suggestion.value.field
      if field.isOfInteraction, !changed.contains(field.rawValue) { changed.append(field.rawValue) }
    }
    try queue.suggestions.replace(suggestions, of: item.id)

    // Where nothing is proposed and the person is known, there is nothing to review.
    let state: QueueState =
      suggestions.isEmpty && !after.contact.isEmpty ? .reviewed : .extracted
    var interaction = after.interaction
    interaction.extraction = state.extraction
    try work.interactions.update(item.id, to: interaction)
    try work.raiseAlert(of: item.id)
    try queue.queue.end(item, as: state, tries: item.tries, failure: nil, endedAt: work.now)
    if let batch = item.batch { try queue.batches.finish(batch, at: work.now) }
    try work.audit(
      AuditTrail.Event(
        action: .update, entity: .interaction, subject: found.pseudonym,
        fields: [QueueWork.auditField] + changed, reason: QueueState.extracted.rawValue))
  }

  /// The record with what the text has put into its empty fields.
  ///
  /// Telephones and e-mails are completed where there are none: whose a further one is, a person has to say. So it is with
  /// everything of a person in a text that has another CPF than the record's.
  private func completed(
    _ contact: ContactFields, _ interaction: InteractionFields,
    with suggestions: [SuggestionTable.Suggestion], isSamePlace: Bool
  ) -> (contact: ContactFields, interaction: InteractionFields) {
    var after = (contact: contact, interaction: interaction)
    let isOtherState =
      contact.state != nil && suggestions.contains { $0.value.field == .state }
    let isOtherPerson =
      contact.cpf != nil && suggestions.contains { $0.value.field == .cpf && $0.isGrounded }
    for suggestion in suggestions where suggestion.isGrounded {
      if isOtherPerson, !suggestion.value.field.isOfInteraction { continue }
      let isEmpty =
        switch suggestion.value {
        case .name: contact.name == nil && contact.socialName == nil
        case .phone:
          contact.phones.isEmpty && after.contact.phones.count < ContactFields.mostOfAKind
        case .email:
          contact.emails.isEmpty && after.contact.emails.count < ContactFields.mostOfAKind
        case .cpf: contact.cpf == nil
        case .reason: interaction.reason == nil && interaction.reasonCode == nil
        // It is never empty; until somebody has said it, it is only the usual one.
        case .urgency: !interaction.provenance.contains { $0.field == .urgency }
        case .date: interaction.date == nil
        // A state belongs to its city.
        case .city: contact.city == nil && !isOtherState
        case .state: contact.state == nil && (contact.city == nil || isSamePlace)
        }
      if isEmpty { suggestion.value.put(into: &after.contact, &after.interaction) }
    }
    return after
  }
}

extension ExtractedField {
  /// Whether it belongs to what was said, and not to who said it.
  var isOfInteraction: Bool {
    switch self {
    case .reason, .urgency, .date: true
    case .name, .phones, .emails, .cpf, .city, .state: false
    }
  }
}
