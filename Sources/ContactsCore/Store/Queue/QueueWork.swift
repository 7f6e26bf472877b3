/// What happens to texts of the queue inside one transaction.
struct QueueWork {
  let work: Work

  var queue: QueueTable { QueueTable(database: work.database) }
  var batches: BatchTable { BatchTable(database: work.database) }
  var suggestions: SuggestionTable { SuggestionTable(database: work.database) }
  var counts: ReviewCountTable { ReviewCountTable(database: work.database) }

  /// Failed tries after which a text is left to a person.
  static let mostTries = 5
  /// Texts that one transaction takes out of the line, so that an attendant's save waits for some milliseconds only.
  static let step = 200

  // MARK: - Taking

  /// Takes the next text for this process; nil when it is nobody's turn.
  func claim(_ settings: Settings) throws(StoreError) -> QueueLease? {
    try finishCancelling()
    while let item = try queue.next(at: work.now) {
      if item.hasLease, try giveUp(abandoned: item) { continue }
      let token = work.surroundings.newUID()
      let until = work.now.adding(milliseconds: settings.queueLease)
      try queue.lease(item.id, token: token, until: until)
      if let limit = settings.queuePerMinute {
        let start = max(work.now, try queue.pacedUntil() ?? work.now)
        try queue.setPace(next: start.adding(milliseconds: Int64(60_000 / limit)))
      }
      let interaction = try work.interactions.find(item.id)
      try work.audit(
        AuditTrail.Event(
          action: .read, entity: .interaction,
          subject: try work.contacts.findClosed(item.contact).pseudonym,
          fields: [FieldKey.text.rawValue], reason: "leitura automática"))
      return QueueLease(
        uid: item.uid, token: token, until: until,
        note: interaction.fields.text ?? Sensitive(""), saidAt: interaction.fields.occurredAt,
        tries: item.hasLease ? item.tries + 1 : item.tries)
    }
    return nil
  }

  /// Counts a try that its process did not live to end; true when it was the last.
  private func giveUp(abandoned item: QueueTable.Item) throws(StoreError) -> Bool {
    let tries = item.tries + 1
    guard tries < QueueWork.mostTries else {
      try end(item, as: .failed, tries: tries, failure: .abandoned)
      return true
    }
    try queue.wait(item.id, tries: tries, failure: .abandoned, dueAt: work.now)
    return false
  }

  // MARK: - Ending

  /// Puts a text that could not be read back into the line, or leaves it to a person after its last try.
  func fail(
    _ item: QueueTable.Item, _ failure: QueueFailure, found: ExtractionResult?
  ) throws(StoreError) {
    let tries = item.tries + (failure.isOfText ? 1 : 0)
    guard tries < QueueWork.mostTries else {
      if let found {
        let contact = try work.contacts.findClosed(item.contact).contact.fields
        let interaction = try work.interactions.find(item.id).fields
        try suggestions.replace(
          try suggestions(of: found).filter { !$0.value.isHeld(by: contact, interaction) },
          of: item.id)
      }
      return try end(item, as: .failed, tries: tries, failure: failure)
    }
    let delay = BackOff.delay(after: max(tries, 1), random: work.surroundings.randomBytes(4))
    try queue.wait(
      item.id, tries: tries, failure: failure, dueAt: work.now.adding(milliseconds: delay))
  }

  /// Takes a text out of the line, with the interaction's own state and the audit entry.
  func end(
    _ item: QueueTable.Item, as state: QueueState, tries: Int, failure: QueueFailure?,
    reason: String? = nil
  ) throws(StoreError) {
    var fields = try work.interactions.find(item.id).fields
    fields.extraction = state.extraction
    try work.interactions.update(item.id, to: fields)
    try queue.end(
      item, as: state, tries: tries, failure: failure,
      endedAt: state == .failed ? work.now : nil)
    if let batch = item.batch { try batches.finish(batch, at: work.now) }
    if state == .cancelled || state == .discarded { try work.shift.closeNobodys(item.id) }
    try work.audit(
      AuditTrail.Event(
        action: .update, entity: .interaction,
        subject: try work.contacts.findClosed(item.contact).pseudonym,
        fields: [QueueWork.auditField],
        reason: reason ?? failure.map { "\(state.rawValue): \($0.code)" } ?? state.rawValue))
  }

  /// The name in the audit of what has become of a text.
  static let auditField = "extracao"

  /// Takes some texts of a cancelled batch out of the line; false when none was left.
  @discardableResult
  func finishCancelling() throws(StoreError) -> Bool {
    guard let batch = try batches.halfCancelled().first else { return false }
    let items = try queue.some(in: .waiting, of: batch, limit: QueueWork.step)
    for item in items {
      try end(
        item, as: .cancelled, tries: item.tries, failure: item.failure, reason: "lote cancelado")
    }
    if items.isEmpty { try batches.finish(batch, at: work.now) }
    return true
  }

  /// Puts a text that was given up back at the line's end.
  func retry(_ item: QueueTable.Item) throws(StoreError) {
    try queue.wait(item.id, tries: 0, failure: nil, dueAt: work.now)
    if let batch = item.batch { try batches.reopen(batch) }
    guard item.state != .waiting else { return }
    try suggestions.removeAll(of: item.id)
    var fields = try work.interactions.find(item.id).fields
    fields.extraction = .pending
    try work.interactions.update(item.id, to: fields)
    try work.audit(
      AuditTrail.Event(
        action: .update, entity: .interaction,
        subject: try work.contacts.findClosed(item.contact).pseudonym,
        fields: [QueueWork.auditField], reason: "nova tentativa"))
  }
}

extension QueueWork {
  /// All that was found, with where it came from, in the order of the form.
  func suggestions(
    of result: ExtractionResult
  ) throws(StoreError) -> [SuggestionTable.Suggestion] {
    var suggestions: [SuggestionTable.Suggestion] = []
    for found in result.fields.values where !found.value.isOverlong {
      let isModels = found.origin == .model
      suggestions.append(
        SuggestionTable.Suggestion(
          value: try known(found.value),
          provenance: FieldProvenance(
            field: found.value.field, origin: found.origin, model: isModels ? result.model : nil,
            modelDigest: isModels ? result.modelDigest : nil,
            promptVersion: isModels ? result.promptVersion : nil, span: found.span,
            review: .unreviewed),
          isGrounded: found.isGrounded))
    }
    return suggestions
  }

  /// The value, without a reason's code that is not, or no longer, in the catalogue.
  func known(_ value: FieldValue) throws(StoreError) -> FieldValue {
    guard case .reason(let reason) = value, let code = reason.code else { return value }
    let known = try work.database.row("SELECT code FROM reasons WHERE code = \(code)") {
      (row) throws(StoreError) in try row.text(0)
    }
    return known == nil ? .reason(SuggestedReason(text: reason.text, code: nil)) : value
  }
}

extension QueueState {
  /// What the interaction says of its own extraction.
  var extraction: ExtractionState {
    switch self {
    case .waiting: .pending
    case .extracted, .reviewed: .extracted
    case .failed: .failed
    case .discarded, .cancelled: .manual
    }
  }
}

extension StoreError {
  /// Somebody else, or the queue itself, was quicker.
  static let queueMovedOn = StoreError(
    .invalid([
      FieldProblem(
        field: .form,
        message: "Este item da fila já mudou de situação. Atualize a lista e tente de novo.")
    ]))
}
