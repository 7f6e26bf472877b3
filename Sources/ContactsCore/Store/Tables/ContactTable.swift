/// Rows of contacts, their telephones and e-mails.
struct ContactTable {
  let database: any Database
  /// What waits for the end of the transaction.
  var backlog: ContactBacklog?

  static let salt = 16

  var index: SearchIndex { SearchIndex(database: database, backlog: backlog) }
  private var blocks: NameBlockTable { NameBlockTable(database: database, backlog: backlog) }

  /// Inserts a contact and answers its row's number.
  func insert(
    _ fields: ContactFields, _ prepared: Sensitive<ContactValues>? = nil, uid: UID, salt: [UInt8],
    at now: Timestamp
  ) throws(StoreError) -> Int64 {
    let values = prepared?.revealed(for: .storage) ?? ContactValues(fields)
    let id = try database.number(
      """
      INSERT INTO contacts (uid, name, social_name, name_key, cpf, birth_date, city, state, notes,
        guardian, safe_channel, search_words, audit_salt, created_at, updated_at)
      VALUES (\(uid), \(values.name), \(values.socialName), \(values.nameKey), \(values.cpf),
        \(values.birthDate), \(values.city), \(values.state), \(values.notes), \(values.guardian),
        \(values.safeChannel), \(values.searchWords), \(salt), \(now), \(now))
      RETURNING id
      """)
    try insertMany(fields, id: id)
    try index.add(id, values.terms)
    try blocks.add(values.blocks, of: id)
    if let backlog {
      backlog.added += 1
    } else {
      try count(added: 1)
    }
    return id
  }

  /// Writes what waits, before the transaction ends.
  func settleBacklog() throws(StoreError) {
    guard let backlog else { return }
    try index.settle()
    try blocks.settle()
    if backlog.added > 0 { try count(added: backlog.added) }
    backlog.added = 0
  }

  private func count(added: Int) throws(StoreError) {
    try database.execute("UPDATE totals SET value = value + \(added) WHERE name = 'contacts'")
  }

  /// Replaces all fields of a contact and counts its version up.
  func update(_ id: Int64, to fields: ContactFields, at now: Timestamp) throws(StoreError) {
    let statistics = KeptStatistics(database: database)
    let shared = try statistics.shared(by: [id])
    try index.remove(id)
    let values = ContactValues(fields)
    try database.execute(
      """
      UPDATE contacts SET name = \(values.name), social_name = \(values.socialName),
        name_key = \(values.nameKey), cpf = \(values.cpf), birth_date = \(values.birthDate),
        city = \(values.city), state = \(values.state), notes = \(values.notes),
        guardian = \(values.guardian), safe_channel = \(values.safeChannel),
        search_words = \(values.searchWords), updated_at = \(now), version = version + 1
      WHERE id = \(id)
      """)
    try database.execute("DELETE FROM contact_phones WHERE contact_id = \(id)")
    try database.execute("DELETE FROM contact_emails WHERE contact_id = \(id)")
    try insertMany(fields, id: id)
    try index.add(id, values.terms)
    try blocks.renew(id)
    try statistics.uphold(since: shared)
  }

  /// Notes that a contact has one interaction more.
  func count(interaction: Int64, of id: Int64, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE contacts SET interaction_count = interaction_count + 1,
        last_interaction_id = \(interaction), updated_at = \(now)
      WHERE id = \(id)
      """)
  }

  /// Takes a contact out of the search index, before its rows change or go.
  func forget(_ id: Int64) throws(StoreError) { try index.remove(id) }

  /// Removes the row of a contact that the index has forgotten, and all that still hangs on it.
  func delete(_ id: Int64) throws(StoreError) {
    try database.execute("DELETE FROM contacts WHERE id = \(id)")
    try database.execute("UPDATE totals SET value = value - 1 WHERE name = 'contacts'")
  }

  /// Sets what two records made one, or two of one again, leave to be counted anew.
  func settle(_ id: Int64, version: Int, createdAt: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE contacts SET version = \(version), created_at = \(createdAt),
        interaction_count = (SELECT count(*) FROM interactions WHERE contact_id = \(id)),
        last_interaction_id = (
          SELECT id FROM interactions WHERE contact_id = \(id)
          ORDER BY occurred_at DESC, id DESC LIMIT 1)
      WHERE id = \(id)
      """)
  }

  /// What the store knows of a contact besides its fields.
  struct Found {
    let id: Int64
    let contact: Contact
    /// Nil once the person was erased.
    let salt: [UInt8]?

    /// The name the audit knows the person by.
    var pseudonym: String? { salt.map { ContactTable.pseudonym(of: contact.uid, salt: $0) } }
  }

  static func pseudonym(of uid: UID, salt: [UInt8]) -> String {
    KeyedHash.authenticate(Array(uid.text.utf8), key: salt).hexadecimal
  }

  /// A contact for somebody to whom it is open; one that is closed to them is `.restricted`.
  func find(_ uid: UID, for work: Work) throws(StoreError) -> Found {
    let found = try findClosed(uid)
    // Blocked, or emptied by an erasure: there for the encarregado alone.
    guard found.contact.status == .active || work.actor.roles.contains(.dataProtectionOfficer)
    else { throw StoreError(.notFound) }
    let restrictions = RestrictionTable(database: database)
    if try restrictions.isClosed(found.id, to: work.actor.login, at: work.now) {
      throw StoreError(.restricted(found.contact.uid))
    }
    return found
  }

  func pseudonym(of uid: UID) throws(StoreError) -> String? {
    try database.row("SELECT audit_salt FROM contacts WHERE uid = \(uid)") {
      (row) throws(StoreError) in
      try row.optionalBlob(0).map { ContactTable.pseudonym(of: uid, salt: $0) }
    } ?? nil
  }

  /// A contact even if it is closed: for its pseudonym, for what the program does by itself, never for showing.
  ///
  /// The identifier of a record that became part of another one finds that one.
  func findClosed(_ uid: UID) throws(StoreError) -> Found {
    let found = try database.row(
      """
      SELECT id, name, social_name, cpf, birth_date, city, state, notes, guardian, safe_channel,
        status, created_at, updated_at, version, audit_salt
      FROM contacts WHERE uid = \(uid)
      """
    ) { (row) throws(StoreError) in
      let id = try row.integer(0)
      let fields = ContactFields(
        name: try row.sensitiveText(1), socialName: try row.sensitiveText(2),
        phones: try phones(of: id), emails: try emails(of: id),
        cpf: try row.optionalText(3).flatMap(CPF.init).map(Sensitive.init),
        birthDate: try row.optionalText(4).flatMap(CivilDate.init(iso8601:)).map(Sensitive.init),
        city: try row.sensitiveText(5), state: try row.optionalText(6).flatMap(StateCode.init),
        notes: try row.sensitiveText(7), guardian: try row.sensitiveText(8),
        safeChannel: try row.sensitiveText(9))
      return Found(
        id: id,
        contact: Contact(
          uid: uid, fields: fields, status: try row.choice(10, of: ContactStatus.self),
          createdAt: try row.timestamp(11), updatedAt: try row.timestamp(12),
          version: try row.int(13)),
        salt: try row.optionalBlob(14))
    }
    if let found { return found }
    guard let destination = try MergeTable(database: database).destination(of: uid) else {
      throw StoreError(.notFound)
    }
    return try findClosed(destination)
  }

  private func phones(of id: Int64) throws(StoreError) -> [Sensitive<PhoneNumber>] {
    try database.rows(
      """
      SELECT value, national, complete, kind, issue, typed FROM contact_phones
      WHERE contact_id = \(id) ORDER BY position
      """
    ) { (row) throws(StoreError) in Sensitive(try PhoneNumber(row, from: 0)) }
  }

  private func emails(of id: Int64) throws(StoreError) -> [Sensitive<EmailAddress>] {
    try database.rows(
      "SELECT address FROM contact_emails WHERE contact_id = \(id) ORDER BY position"
    ) { (row) throws(StoreError) in Sensitive(EmailAddress(stored: try row.text(0))) }
  }

  private func insertMany(_ fields: ContactFields, id: Int64) throws(StoreError) {
    for (position, phone) in fields.phones.enumerated() {
      let phone = phone.revealed(for: .storage)
      try database.execute(
        """
        INSERT INTO contact_phones (contact_id, position, value, digits, tail, national, complete,
          kind, issue, typed)
        VALUES (\(id), \(position), \(phone.value), \(phone.digits), \(phone.tail),
          \(phone.national), \(phone.isComplete ? 1 : 0), \(phone.kind.rawValue),
          \(phone.issue?.rawValue), \(phone.typed))
        """)
    }
    for (position, email) in fields.emails.enumerated() {
      let email = email.revealed(for: .storage)
      try database.execute(
        """
        INSERT INTO contact_emails (contact_id, position, address, address_key)
        VALUES (\(id), \(position), \(email.text), \(email.key))
        """)
    }
  }
}

extension Row {
  func sensitiveText(_ index: Int) throws(StoreError) -> Sensitive<String>? {
    try optionalText(index).map(Sensitive.init)
  }
}

extension PhoneNumber {
  /// Reads `value, national, complete, kind, issue, typed` from the column `first` on.
  init(_ row: Row, from first: Int) throws(StoreError) {
    self.init(
      value: try row.text(first), national: try row.text(first + 1),
      isComplete: try row.integer(first + 2) != 0, kind: try row.choice(first + 3, of: Kind.self),
      issue: try row.optionalText(first + 4).flatMap(Issue.init), typed: try row.text(first + 5))
  }

  /// The last eight digits: what spellings of one number share with and without the DDD and the ninth digit.
  var tail: String { String(digits.suffix(8)) }
}
