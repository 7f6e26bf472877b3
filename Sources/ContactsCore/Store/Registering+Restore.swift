extension Registering {
  /// Saves a whole record of an export of ours under its own identifiers, protocol numbers and times.
  ///
  /// A record that is here already, under its own identifier or as part of another, is left as it is.
  func restore(
    _ record: ContactRecord, _ values: Sensitive<ContactValues>?
  ) throws(StoreError) -> ImportOutcome {
    let contact = record.contact
    if try isKnown(record) { return .known(contact.uid) }
    let duplicates = try duplicates(of: contact.fields)
    let salt = work.surroundings.randomBytes(ContactTable.salt)
    let id = try work.contacts.insert(
      contact.fields, values, uid: contact.uid, salt: salt, at: work.now)
    // Shown newest first, kept in the order in which they were registered.
    for interaction in record.interactions.reversed() { try restore(interaction, of: id) }
    let pseudonym = ContactTable.pseudonym(of: contact.uid, salt: salt)
    // Nobody here heard it: whoever brought it in is named, and the notice counts as not read.
    for consent in record.consents.reversed() {
      try work.keep(consent.imported(by: work.actor.login), of: id, known: pseudonym)
    }
    // After what the person refused, which has cancelled here what it cancelled there.
    let isUnwanted = try work.refusal(of: id) != nil
    for promise in record.promises where !(isUnwanted && promise.state == .open) {
      try work.callbacks.restore(promise, of: id)
    }
    try work.contacts.settle(id, version: contact.version, createdAt: contact.createdAt)
    try work.database.execute(
      """
      UPDATE contacts SET updated_at = \(contact.updatedAt), status = \(contact.status.rawValue)
      WHERE id = \(id)
      """)
    // Who is blocked is on no list, nor where near names are looked for.
    if contact.status != .active {
      try NameBlockTable(database: work.database, backlog: work.backlog).renew(id)
    }
    try work.audit(
      AuditTrail.Event(
        action: .create, entity: .contact, subject: pseudonym,
        fields: contact.fields.keys.map(\.rawValue), reason: AuditTrail.Event.fromExport))
    return .saved(Receipt(uid: contact.uid, protocolNumber: nil, duplicates: duplicates))
  }

  /// Whether the record is here already, under its own identifier or as part of another; what would refuse it is thrown.
  func isKnown(_ record: ContactRecord) throws(StoreError) -> Bool {
    let contact = record.contact
    let taken = try work.database.row(
      """
      SELECT 1 FROM contacts WHERE uid = \(contact.uid)
      UNION ALL SELECT 1 FROM contact_redirects WHERE old_uid = \(contact.uid)
      """
    ) { (_) throws(StoreError) in true }
    if taken == true { return true }
    try refuseErased(contact)
    var problems = contact.fields.problems
    for interaction in record.interactions {
      problems += interaction.fields.problems
      if let closing = interaction.closing, !closing.isSound { problems.append(.unsoundClosing) }
      if try isTaken(interaction) { problems.append(.takenProtocol) }
      let number = interaction.protocolNumber
      if try !work.interactions.mayKeep(number, on: work.now.local.date) {
        problems.append(.protocolAhead)
      }
    }
    for promise in record.promises {
      if !promise.isSound { problems.append(.unsoundCallback) }
      if try work.callbacks.isTaken(promise.uid) { problems.append(.takenCallback) }
    }
    if Set(record.promises.map(\.uid)).count < record.promises.count {
      problems.append(.takenCallback)
    }
    let numbers = Set(record.interactions.map(\.protocolNumber.description))
    let uids = Set(record.interactions.map(\.uid))
    if min(numbers.count, uids.count) < record.interactions.count {
      problems.append(.takenProtocol)
    }
    // Clocks of two machines differ by some minutes; nothing has happened after that.
    let latest = work.now.adding(milliseconds: Registering.clockDifference)
    if record.moments.contains(where: { $0 > latest }) { problems.append(.futureRecord) }
    if record.consents.contains(where: \.restsOnTooLittle) { problems.append(.basisOfSensitive) }
    // All that comes in passes the same check.
    try check(
      Registration(
        target: .existing(contact.uid, completing: contact.fields), interaction: nil,
        consent: .notAsked, idempotencyKey: contact.uid, draft: nil))
    guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
    return false
  }

  /// Refuses this very record, or somebody known by the same numbers or address, who was erased on request.
  private func refuseErased(_ contact: Contact) throws(StoreError) {
    if try ErasureTable(database: work.database).names(contact.uid) { throw StoreError(.erased) }
    try Suppression(database: work.database).refuse(contact.fields)
  }

  private func isTaken(_ interaction: Interaction) throws(StoreError) -> Bool {
    try work.database.row(
      """
      SELECT 1 FROM interactions
      WHERE protocol = \(interaction.protocolNumber.description) OR uid = \(interaction.uid)
      """
    ) { (_) throws(StoreError) in true } ?? false
  }

  private func restore(_ interaction: Interaction, of contact: Int64) throws(StoreError) {
    var fields = interaction.fields
    if let code = fields.reasonCode {
      let known = try work.database.row("SELECT name FROM reasons WHERE code = \(code)") {
        (row) throws(StoreError) in try row.text(0)
      }
      // An export tells the reason by its name where nobody said it otherwise.
      if known == nil {
        fields.reasonCode = nil
      } else if fields.reason?.revealed(for: .matching) == known {
        fields.reason = nil
      }
    }
    let id = try work.interactions.insert(
      fields, uid: interaction.uid, contact: contact,
      protocolNumber: interaction.protocolNumber, attendant: interaction.attendant,
      state: interaction.state, assignee: interaction.assignee, at: interaction.createdAt)
    try work.interactions.keepProtocol(interaction.protocolNumber)
    if let closing = interaction.closing, interaction.state == .closed {
      try work.shift.restore(closing, of: id)
    }
    if fields.extraction == .pending, fields.text != nil {
      try QueueTable(database: work.database).add(interaction: id, batch: batch, at: work.now)
    }
  }
}

extension Registering {
  /// Milliseconds.
  static var clockDifference: Int64 { 600_000 }
}

extension Consent {
  /// As the ledger keeps what a file says: with who brought it, unless that is who recorded it, or is told already.
  func imported(by login: String) -> Consent {
    guard recordedBy != login, !recordedBy.contains(", importado por ") else { return self }
    return Consent(
      purpose: purpose, legalBasis: legalBasis, textVersion: textVersion, textHash: textHash,
      channel: channel, decision: decision, recordedAt: recordedAt,
      recordedBy: "\(recordedBy), importado por \(login)")
  }

  /// Whether its purpose needs sensitive data, and its basis is none for them.
  fileprivate var restsOnTooLittle: Bool {
    guard let known = Purpose.all.first(where: { $0.name == purpose }), known.isSensitive,
      let basis = LegalBasis.named(legalBasis)
    else { return false }
    return !basis.isForSensitive
  }
}

extension ContactRecord {
  /// When what it tells is said to have been written down.
  fileprivate var moments: [Timestamp] {
    [contact.createdAt, contact.updatedAt] + consents.map(\.recordedAt)
      + interactions.map(\.createdAt) + interactions.compactMap { $0.closing?.at }
      + promises.map(\.created.at) + promises.compactMap { $0.ended?.at }
  }
}

extension Closing {
  /// Whether the catalogue could hold its outcome, and the form its note.
  fileprivate var isSound: Bool {
    let isCode =
      !outcomeCode.isEmpty && outcomeCode.utf8.count <= 40
      && outcomeCode.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f
      }
    let length = note?.revealed(for: .storage).unicodeScalars.count ?? 0
    return isCode && (1...80).contains(outcome.unicodeScalars.count)
      && length <= WrapUp.longestNote
  }
}

extension FieldProblem {
  static let unsoundClosing = FieldProblem(
    field: .form,
    message: "O encerramento de um dos atendimentos não está como a exportação o grava.")
  static let unsoundCallback = FieldProblem(
    field: .form, message: "Um dos retornos não está como a exportação o grava.")
  static let takenCallback = FieldProblem(
    field: .form, message: "Um dos retornos já está na agenda de outra pessoa.")
  static let futureRecord = FieldProblem(
    field: .form, message: "O registro diz que algo foi anotado em um dia que ainda não chegou.")
  static let protocolAhead = FieldProblem(
    field: .form,
    message: "Um dos protocolos é de um dia por vir, ou está muito à frente dos de hoje.")
  static let noProtocolLeft = FieldProblem(
    field: .form, message: "Os protocolos de hoje acabaram. Fale com quem administra o atende.")
  static let takenProtocol = FieldProblem(
    field: .form, message: "Um dos protocolos já é de outro atendimento.")
}
