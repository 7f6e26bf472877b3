/// What led to a record: its text is audited as a keyed digest.
public struct SearchTrace: Equatable, Sendable {
  public var text: Sensitive<String>
  /// How many rows it showed.
  public var count: Int

  public init(text: Sensitive<String>, count: Int) {
    self.text = text
    self.count = count
  }
}

extension ContactBook {
  /// Everything about one person; the reading, and the search that led to it, are in the audit before it returns.
  public func read(
    _ uid: UID, after trace: SearchTrace?, as actor: Actor
  ) async throws(StoreError) -> ContactRecord {
    let attempt = AuditTrail.Event(action: .read, entity: .contact, person: uid)
    return try await writing(.readContacts, attempt, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.find(uid, for: work)
      if let trace {
        try work.audit(search: trace.text.revealed(for: .matching), count: trace.count)
      }
      try work.audit(
        AuditTrail.Event(action: .read, entity: .contact, subject: found.pseudonym))
      return try work.record(found)
    }
  }

  /// Replaces the fields of a contact that still is at `version`; otherwise fails with `.conflict`.
  public func update(
    _ uid: UID, to fields: ContactFields, version: Int, as actor: Actor
  ) async throws(StoreError) -> Contact {
    let fields = fields.normalised
    let attempt = AuditTrail.Event(action: .update, entity: .contact, person: uid)
    let outcome = try await writing(.registerContacts, attempt, as: actor) {
      (work) throws(StoreError) -> (contact: Contact, isConflict: Bool) in
      let found = try work.contacts.find(uid, for: work)
      guard found.contact.version == version else {
        // The other version is shown to this person, so its reading is recorded.
        try work.audit(
          AuditTrail.Event(
            action: .read, entity: .contact, subject: found.pseudonym,
            reason: "conflito de versões"))
        return (found.contact, true)
      }
      var problems = fields.problems
      if fields.isEmpty, !found.contact.fields.isEmpty { problems.append(.nothingGiven) }
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
      let changed = fields.changes(from: found.contact.fields)
      guard !changed.isEmpty else { return (found.contact, false) }
      try work.contacts.update(found.id, to: fields, at: work.now)
      let changes = ChangeTable(database: work.database)
      try changes.forgetPast(at: work.now)
      try changes.keep(
        found.contact.fields, of: found.id, version: version + 1, by: work.actor.login,
        at: work.now)
      try work.audit(
        AuditTrail.Event(
          action: .update, entity: .contact, subject: found.pseudonym,
          fields: changed.map(\.rawValue)))
      return (try work.contacts.find(uid, for: work).contact, false)
    }
    if outcome.isConflict { throw StoreError(.conflict(current: outcome.contact)) }
    return outcome.contact
  }

  // MARK: - Searching

  /// A page of contacts, all masked, so without an audit entry; a newer search ends an older one with `.interrupted`.
  public func search(
    _ text: String, after cursor: SearchCursor?, limit: Int, as actor: Actor
  ) async throws(StoreError) -> SearchPage {
    let number = searcher.replaceEarlier()
    let attempt = AuditTrail.Event(action: .search, entity: .search)
    let query = SearchQuery(text)
    let limit = min(max(limit, 1), 1000)
    let viewer = viewer(actor)
    return try await reading(.searchContacts, attempt, as: actor, search: number) {
      (database) throws(StoreError) in
      try SummaryTable(database: database, viewer: viewer)
        .page(query, after: cursor, limit: limit)
    }
  }

  /// Records a search that was acted on: shown by a command, or used.
  public func recordSearch(_ trace: SearchTrace, as actor: Actor) async throws(StoreError) {
    let attempt = AuditTrail.Event(action: .search, entity: .search)
    try await writing(.searchContacts, attempt, as: actor) { (work) throws(StoreError) in
      try work.audit(search: trace.text.revealed(for: .matching), count: trace.count)
    }
  }

  /// How many contacts there are.
  public func contactCount(as actor: Actor) async throws(StoreError) -> Int {
    let attempt = AuditTrail.Event(action: .search, entity: .search)
    return try await reading(.searchContacts, attempt, as: actor) {
      (database) throws(StoreError) in
      Int(try database.number("SELECT value FROM totals WHERE name = 'contacts'"))
    }
  }

  /// Contacts that may be the same person as `probe`.
  ///
  /// Showing any counts as a search: it is recorded before they return, once for as long as the same list comes back.
  public func duplicates(
    of probe: DuplicateProbe, excluding uid: UID?, as actor: Actor
  ) async throws(StoreError) -> [DuplicateMatch] {
    let attempt = AuditTrail.Event(action: .search, entity: .search)
    let viewer = viewer(actor)
    let matches = try await reading(.searchContacts, attempt, as: actor) {
      (database) throws(StoreError) in
      try SummaryTable(database: database, viewer: viewer)
        .duplicates(of: probe, excluding: uid, limit: 10)
    }
    guard !matches.isEmpty else { return [] }
    let text = probe.searchText
    // Of what was looked for as well: another telephone of the same person is another search.
    let list = SHA256.digest(
      of: text + matches.map(\.summary.uid.text).joined(separator: " ") + actor.session.text
    ).hexadecimal
    guard lastProbe.withLock({ $0 != list }) else { return matches }
    try await recordSearch(
      SearchTrace(text: Sensitive(text), count: matches.count), as: actor)
    lastProbe.withLock { $0 = list }
    return matches
  }
}

extension DuplicateProbe {
  /// All that is looked for, as one text to digest.
  fileprivate var searchText: String {
    ([name?.revealed(for: .matching), cpf?.revealed(for: .matching).digits].compactMap(\.self)
      + phones.map { $0.revealed(for: .matching).digits }
      + emails.map { $0.revealed(for: .matching).key }).joined(separator: "\n")
  }
}
