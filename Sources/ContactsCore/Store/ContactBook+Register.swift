extension ContactBook {
  /// Saves a contact, an interaction, the consent, where each field came from, and the audit entry, or nothing.
  ///
  /// A registration whose key was saved before answers the first receipt and saves nothing.
  public func register(
    _ registration: Registration, as actor: Actor
  ) async throws(StoreError) -> Receipt {
    let registration = registration.normalised
    let attempt = AuditTrail.Event(action: .create, entity: .contact)
    return try await writing(.registerContacts, attempt, as: actor) { (work) throws(StoreError) in
      let registering = try Registering(work: work)
      let receipt = try registering.save(registration)
      try registering.forgetPast(keys: Registering.forgottenWithASave)
      return receipt
    }
  }

  /// Saves some rows in one short transaction, one audit entry a contact; a row that cannot be saved does not stop the others.
  ///
  /// Texts that are to be read go into the queue, as part of `batch` if it is given.
  public func importContacts(
    _ rows: [Registration], queuedIn batch: UID? = nil, as actor: Actor
  ) async throws(StoreError) -> [Result<Receipt, StoreError>] {
    let rows = rows.map(\.normalised)
    let attempt = AuditTrail.Event(action: .create, entity: .contact)
    return try await writing(.importContacts, attempt, as: actor) { (work) throws(StoreError) in
      let number: Int64? =
        if let batch { try BatchTable(database: work.database).id(of: batch) } else { nil }
      var work = work
      work.backlog = ContactBacklog(holdsBlocks: false)
      let registering = try Registering(work: work, batch: number, isImport: true)
      var results: [Result<Receipt, StoreError>] = []
      for registration in rows {
        do throws(StoreError) {
          results.append(.success(try registering.save(registration)))
        } catch {
          switch error.reason {
          // Found before anything of this row was written.
          case .invalid, .notFound, .restricted, .erased, .erasedTelephone:
            results.append(.failure(error))
          default: throw error
          }
        }
      }
      try work.settleBacklog()
      try registering.forgetPast(keys: Registering.forgottenWithARow * results.count)
      return results
    }
  }
}

extension AuditTrail.Event {
  /// How the audit says that what was registered came in a file, and nobody typed it.
  static let fromFile = "importação"
  /// The same of a record of an export of ours, which brings along where its values came from.
  static let fromExport = "registro de uma exportação"
}

/// What a registration does inside its transaction.
struct Registering {
  let work: Work
  /// What the texts to be read came with.
  let batch: Int64?
  /// Whether it comes in a file, and so happened elsewhere.
  private let isImport: Bool
  /// Whether a receipt names possible duplicates, and is given again to who sends the same key again.
  private let isAnswered: Bool
  private let settings: Settings
  private let consentTextHash: String

  /// Most possible duplicates named in a receipt.
  static let mostDuplicates = 20

  init(
    work: Work, batch: Int64? = nil, isImport: Bool = false, isAnswered: Bool = true
  ) throws(StoreError) {
    self.work = work
    self.batch = batch
    self.isImport = isImport
    self.isAnswered = isAnswered
    settings = try work.settings.all()
    consentTextHash = SHA256.digest(of: settings.consentText).hexadecimal
  }

  /// Saves what was registered, whose new contact has these values, if they are known.
  func save(
    _ registration: Registration, _ values: Sensitive<ContactValues>? = nil
  ) throws(StoreError) -> Receipt {
    let earlier = isAnswered ? try earlierReceipt(registration.idempotencyKey) : nil
    if let earlier, try isSame(registration, as: earlier) { return earlier }
    try check(registration)
    let receipt: Receipt
    // The same draft, taken up at two terminals and ended in two ways, is two interactions of one person.
    switch earlier.map({ .existing($0.uid, completing: registration.target.fields) })
      ?? registration.target
    {
    case .new(let fields): receipt = try saveNew(fields, values, registration)
    case .existing(let uid, let fields): receipt = try saveExisting(uid, fields, registration)
    }
    if let draft = registration.draft {
      _ = try DraftTable(database: work.database).remove(draft, owner: work.actor.login)
    }
    if isAnswered { try keep(receipt, registration.idempotencyKey) }
    return receipt
  }

  /// The one door of all that is to be saved, from a form, a file or an export.
  func check(_ registration: Registration) throws(StoreError) {
    var problems = registration.problems
    if let code = registration.interaction?.reasonCode {
      let known = try work.database.row("SELECT code FROM reasons WHERE code = \(code)") {
        (row) throws(StoreError) in try row.text(0)
      }
      if known == nil { problems.append(.unknownReason) }
    }
    // Looked at before anything is written: in a turn of an import what was written would stay.
    if registration.interaction != nil,
      try !work.interactions.hasProtocolLeft(on: work.now.local.date)
    {
      problems.append(.noProtocolLeft)
    }
    guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
  }

  private func saveNew(
    _ fields: ContactFields, _ values: Sensitive<ContactValues>?, _ registration: Registration
  ) throws(StoreError) -> Receipt {
    // Nobody comes back in a file; who comes back herself, or shares her telephone, is asked at the desk.
    let suppression = Suppression(database: work.database)
    if isImport {
      try suppression.refuse(fields)
    } else if !registration.hasReturned {
      let isKnown = try suppression.match(fields)
      if isKnown == .person || isKnown == .telephone && !registration.isOtherPerson {
        try suppression.refuse(fields)
      }
    }
    let uid = work.surroundings.newUID()
    let duplicates = try duplicates(of: fields)
    let salt = work.surroundings.randomBytes(ContactTable.salt)
    let id = try work.contacts.insert(fields, values, uid: uid, salt: salt, at: work.now)
    let pseudonym = ContactTable.pseudonym(of: uid, salt: salt)
    let saved = try saveInteraction(registration, contact: id, known: pseudonym)
    try work.audit(
      AuditTrail.Event(
        action: .create, entity: .contact, subject: pseudonym,
        fields: names(fields.keys + (registration.interaction?.keys ?? []) + [.consent]),
        reason: isImport ? AuditTrail.Event.fromFile : nil))
    return Receipt(
      uid: uid, protocolNumber: saved?.number, duplicates: duplicates, interaction: saved?.uid)
  }

  /// Who may be the same person, where whoever saves is told at once.
  func duplicates(of fields: ContactFields) throws(StoreError) -> [UID] {
    guard isAnswered else { return [] }
    return try SummaryTable(database: work.database, viewer: work.viewer).duplicateUIDs(
      of: DuplicateProbe(fields), limit: Registering.mostDuplicates)
  }

  private func saveExisting(
    _ uid: UID, _ fields: ContactFields, _ registration: Registration
  ) throws(StoreError) -> Receipt {
    let found = try work.contacts.find(uid, for: work)
    let isOther = !registration.isSamePerson && fields.contradicts(found.contact.fields)
    let fields = isOther ? ContactFields() : fields
    let completed = found.contact.fields.completed(with: fields)
    var registration = registration
    if var interaction = registration.interaction {
      interaction.provenance = interaction.provenance.map { $0.kept(of: fields, in: completed) }
      registration.interaction = interaction
    }
    let changes = completed.changes(from: found.contact.fields)
    // Before the interaction: its count is another change of the same row.
    if !changes.isEmpty { try work.contacts.update(found.id, to: completed, at: work.now) }
    let saved = try saveInteraction(
      registration, contact: found.id, known: found.pseudonym)
    if !changes.isEmpty {
      try work.audit(
        AuditTrail.Event(
          action: .update, entity: .contact, subject: found.pseudonym, fields: names(changes),
          reason: isImport ? AuditTrail.Event.fromFile : nil))
    }
    try work.audit(
      AuditTrail.Event(
        action: .create, entity: .interaction, subject: found.pseudonym,
        fields: names((registration.interaction?.keys ?? []) + [.consent])))
    return Receipt(
      uid: found.contact.uid, protocolNumber: saved?.number, duplicates: [],
      interaction: saved?.uid)
  }

  /// Saves the interaction, if there is one, and the consent, and answers what the interaction is known by.
  private func saveInteraction(
    _ registration: Registration, contact: Int64, known pseudonym: String?
  ) throws(StoreError) -> (number: ProtocolNumber, uid: UID)? {
    try work.keep(
      Consent(
        purpose: settings.consentPurpose, legalBasis: settings.consentBasis,
        textVersion: settings.consentTextVersion,
        textHash: consentTextHash,
        channel: registration.interaction?.channel ?? settings.defaultChannel,
        decision: registration.consent, recordedAt: work.now, recordedBy: work.actor.login),
      of: contact, known: pseudonym)
    guard let interaction = registration.interaction else { return nil }
    let number = try work.interactions.nextProtocol(on: work.now.local.date)
    let uid = work.surroundings.newUID()
    let id = try work.interactions.insert(
      interaction, uid: uid, contact: contact, protocolNumber: number,
      attendant: work.actor.login, state: state(of: interaction),
      assignee: isImport ? nil : work.actor.login, at: work.now)
    if interaction.urgency == .critical { try work.raiseAlert(of: id) }
    try work.contacts.count(interaction: id, of: contact, at: work.now)
    if interaction.extraction == .pending {
      try QueueTable(database: work.database).add(interaction: id, batch: batch, at: work.now)
    }
    let counts = ReviewCountTable(database: work.database)
    for origin in interaction.provenance { try counts.add(origin, at: work.now) }
    return (number, uid)
  }

  /// How far the work on a new interaction is.
  ///
  /// What is registered at a desk is its attendant's to end; what comes in a file is nobody's, and open only while
  /// somebody still has to read it.
  private func state(of interaction: InteractionFields) -> InteractionState {
    isImport && interaction.extraction != .pending ? .closed : .open
  }

  private func names(_ keys: [FieldKey]) -> [String] { keys.map(\.rawValue) }

  // MARK: - Idempotency

  private func earlierReceipt(_ key: UID) throws(StoreError) -> Receipt? {
    try work.database.row(
      """
      SELECT k.contact_uid, k.protocol, k.duplicates, i.uid FROM idempotency_keys k
      LEFT JOIN interactions i ON i.protocol = k.protocol WHERE k.key = \(key)
      """
    ) { (row) throws(StoreError) in
      Receipt(
        uid: try row.uid(0), protocolNumber: try row.optionalText(1).flatMap(ProtocolNumber.init),
        duplicates: try row.text(2).split(separator: " ").compactMap { UID(String($0)) },
        interaction: try row.optionalText(3).flatMap(UID.init))
    }
  }

  /// Whether the interaction that was saved under the key says what this one says.
  private func isSame(_ registration: Registration, as earlier: Receipt) throws(StoreError) -> Bool
  {
    guard let interaction = registration.interaction, let number = earlier.protocolNumber else {
      return true
    }
    let saved = try work.database.row(
      "SELECT text FROM interactions WHERE protocol = \(number.description)"
    ) { (row) throws(StoreError) in try row.optionalText(0) }
    return saved == nil || saved == interaction.text?.revealed(for: .storage)
  }

  private func keep(_ receipt: Receipt, _ key: UID) throws(StoreError) {
    try work.database.execute(
      """
      INSERT INTO idempotency_keys (key, contact_uid, protocol, duplicates, created_at)
      VALUES (\(key), \(receipt.uid), \(receipt.protocolNumber?.description),
        \(receipt.duplicates.map(\.text).joined(separator: " ")), \(work.now))
      ON CONFLICT (key) DO UPDATE SET contact_uid = excluded.contact_uid,
        protocol = excluded.protocol, duplicates = excluded.duplicates,
        created_at = excluded.created_at
      """)
  }

  /// Keys that are forgotten with a save, and with each row of an import: more than it brings.
  static let forgottenWithASave = 10
  static let forgottenWithARow = 2

  /// Forgets what is past its time, at the end of a transaction, and of keys not more than so many.
  ///
  /// After the saves: a late retry still finds the key that it would take away.
  func forgetPast(keys: Int) throws(StoreError) {
    try forgetOldKeys(keys)
    try MergeTable(database: work.database).forgetPast(at: work.now)
    try ChangeTable(database: work.database).forgetPast(at: work.now)
  }

  /// Days for which a retry still gets the first receipt.
  private static let keyMemory: Int64 = 7

  /// Forgets a few keys that nobody will send again: keys are made in order of time, so the oldest come first.
  private func forgetOldKeys(_ most: Int) throws(StoreError) {
    let limit = work.now.adding(milliseconds: -Registering.keyMemory * 86_400_000)
    let first = UID(at: limit, random: [UInt8](repeating: 0, count: 10))
    try work.database.execute(
      """
      DELETE FROM idempotency_keys WHERE key IN (
        SELECT key FROM idempotency_keys WHERE key < \(first) AND created_at < \(limit)
        ORDER BY key LIMIT \(most))
      """)
  }
}
