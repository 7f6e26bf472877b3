/// What people make of what was found in a text, and how often they keep it.
extension ContactBook {
  /// Opens a text of the queue with all that is to be decided; that it was read is in the audit before it returns.
  public func openReview(_ uid: UID, as actor: Actor) async throws(StoreError) -> ReviewItem {
    let attempt = AuditTrail.Event(action: .read, entity: .contact)
    return try await writing(.workQueue, attempt, as: actor) { (work) throws(StoreError) in
      let queue = QueueWork(work: work)
      let item = try queue.queue.find(uid)
      let found = try work.contacts.find(item.contact, for: work)
      try work.audit(
        AuditTrail.Event(
          action: .read, entity: .contact, subject: found.pseudonym, reason: "revisão da fila"))
      return ReviewItem(
        state: item.state, failure: item.failure, contact: found.contact,
        interaction: try work.interactions.find(item.id),
        entries: try queue.suggestions.all(of: item.id).map(\.entry))
    }
  }

  /// Decides on some of the entries of a text that still is as it was when it was opened.
  ///
  /// A contact that somebody has changed since `version` fails with `.conflict`. When nothing is left to decide, the text
  /// leaves the queue.
  public func review(
    _ uid: UID, _ decisions: [Int: ReviewDecision], version: Int, as actor: Actor
  ) async throws(StoreError) -> ReviewReceipt {
    let attempt = AuditTrail.Event(action: .update, entity: .contact)
    let outcome = try await writing(.workQueue, attempt, as: actor) {
      (work) throws(StoreError) -> (receipt: ReviewReceipt, isConflict: Bool) in
      let queue = QueueWork(work: work)
      let item = try queue.queue.find(uid)
      guard item.state == .extracted || item.state == .failed else {
        throw StoreError.queueMovedOn
      }
      let reviewing = try Reviewing(queue: queue, item: item)
      guard reviewing.contact.version == version else {
        // The other version is shown to this person, so its reading is recorded.
        try work.audit(
          AuditTrail.Event(
            action: .read, entity: .contact, subject: reviewing.pseudonym,
            reason: "conflito de versões"))
        return (ReviewReceipt(contact: reviewing.contact, left: 0), true)
      }
      return (try reviewing.save(decisions), false)
    }
    if outcome.isConflict { throw StoreError(.conflict(current: outcome.receipt.contact)) }
    return outcome.receipt
  }

  /// How often people kept, changed or refused what was suggested, by field, model and prompt, between two days.
  public func acceptance(
    from first: CivilDate?, to last: CivilDate?, as actor: Actor
  ) async throws(StoreError) -> [Acceptance] {
    let attempt = AuditTrail.Event(action: .read, entity: .report)
    return try await reading(.readReports, attempt, as: actor) { (database) throws(StoreError) in
      try ReviewCountTable(database: database).acceptance(from: first, to: last)
    }
  }
}

extension SuggestionTable.Suggestion {
  fileprivate var entry: ReviewEntry {
    ReviewEntry(
      id: position, value: Sensitive(value), origin: provenance.origin, model: provenance.model,
      promptVersion: provenance.promptVersion, span: provenance.span, isGrounded: isGrounded,
      isApplied: provenancePosition != nil)
  }
}
