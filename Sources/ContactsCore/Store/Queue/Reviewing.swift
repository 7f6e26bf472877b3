/// A person's decisions on one text, inside their transaction.
struct Reviewing {
  let contact: Contact
  let pseudonym: String?

  private let queue: QueueWork
  private let item: QueueTable.Item
  private let id: Int64
  private let interaction: InteractionFields
  private let suggestions: [SuggestionTable.Suggestion]

  init(queue: QueueWork, item: QueueTable.Item) throws(StoreError) {
    self.queue = queue
    self.item = item
    let found = try queue.work.contacts.find(item.contact, for: queue.work)
    contact = found.contact
    id = found.id
    pseudonym = found.pseudonym
    interaction = try queue.work.interactions.find(item.id).fields
    suggestions = try queue.suggestions.all(of: item.id)
  }

  private var work: Work { queue.work }

  func save(_ decisions: [Int: ReviewDecision]) throws(StoreError) -> ReviewReceipt {
    var fields = contact.fields
    var interaction = self.interaction
    var left = 0
    var reviewed: [String] = []
    for suggestion in suggestions {
      guard let decision = decisions[suggestion.position] else {
        left += 1
        continue
      }
      try decide(decision, on: suggestion, &fields, &interaction)
      let name = suggestion.value.field.rawValue
      if !reviewed.contains(name) { reviewed.append(name) }
    }
    try check(fields, interaction)
    if !fields.changes(from: contact.fields).isEmpty {
      try work.contacts.update(id, to: fields, at: work.now)
    }
    if left == 0 {
      // What a person has read instead of the model is as if typed.
      interaction.extraction = item.state == .failed ? .manual : .extracted
      try queue.queue.end(
        item, as: .reviewed, tries: item.tries, failure: item.failure, endedAt: nil)
    }
    try work.interactions.update(item.id, to: interaction)
    try work.raiseAlert(of: item.id)
    try work.audit(
      AuditTrail.Event(
        action: .update, entity: .contact, subject: pseudonym, fields: reviewed,
        reason: left == 0 ? "revisão da fila" : "revisão da fila, em parte"))
    let saved = try work.contacts.find(contact.uid, for: work).contact
    return ReviewReceipt(contact: saved, left: left)
  }

  private func decide(
    _ decision: ReviewDecision, on suggestion: SuggestionTable.Suggestion,
    _ fields: inout ContactFields, _ interaction: inout InteractionFields
  ) throws(StoreError) {
    var provenance = suggestion.provenance
    switch decision {
    case .accept:
      provenance.review = .accepted
      try queue.known(suggestion.value).put(into: &fields, &interaction)
    case .reject:
      provenance.review = .rejected
      if suggestion.provenancePosition != nil {
        suggestion.value.remove(from: &fields, &interaction)
      }
    case .edit(let value):
      let value = value.revealed(for: .storage)
      guard value.field == suggestion.value.field, !value.isOverlong else {
        throw StoreError(.internal, detail: "a review of another field's value")
      }
      provenance.review = .edited
      if suggestion.provenancePosition != nil {
        suggestion.value.remove(from: &fields, &interaction)
      }
      try queue.known(value).put(into: &fields, &interaction)
    }
    if let position = suggestion.provenancePosition {
      try work.interactions.setReview(
        provenance.review, at: position, of: item.id, by: work.actor.login)
    } else {
      _ = try work.interactions.add(provenance, of: item.id, by: work.actor.login)
    }
    try queue.counts.add(provenance, at: work.now)
    try queue.suggestions.remove(suggestion.position, of: item.id)
  }

  private func check(
    _ fields: ContactFields, _ interaction: InteractionFields
  ) throws(StoreError) {
    let problems = fields.problems + interaction.problems
    guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
  }
}
