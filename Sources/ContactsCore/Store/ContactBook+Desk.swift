extension ContactBook {
  // MARK: - Drafts

  /// Keeps an unsaved form; its first saving is in the audit, and those that follow as it is typed are not.
  ///
  /// Works even when a newer version has changed the store: a screen saves its draft before it asks to be reopened.
  ///
  /// - Throws: `.erased` for what was typed into the record of somebody who was erased meanwhile.
  public func saveDraft(_ draft: Draft, as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(action: .create, entity: .draft)
    try await writing(.keepDrafts, event, as: actor, toleratesNewerSchema: true) {
      (work) throws(StoreError) in
      if let person = draft.person, try !work.contacts.isKnown(person) {
        throw StoreError(.erased)
      }
      let table = DraftTable(database: work.database)
      if try table.save(draft, owner: work.actor.login, at: work.now) { try work.audit(event) }
    }
  }

  /// The actor's own drafts, newest first; that they were read is in the audit when there are any.
  public func drafts(as actor: Actor) async throws(StoreError) -> [Draft] {
    let event = AuditTrail.Event(action: .read, entity: .draft)
    let drafts = try await reading(.keepDrafts, event, as: actor) {
      (database) throws(StoreError) in
      try DraftTable(database: database).all(of: actor.login)
    }
    guard !drafts.isEmpty else { return [] }
    try await writing(.keepDrafts, event, as: actor) { (work) throws(StoreError) in
      try work.audit(event)
    }
    return drafts
  }

  /// Removes one of the actor's own drafts; one that is not there is no failure.
  public func discardDraft(_ uid: UID, as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(action: .delete, entity: .draft)
    try await writing(.keepDrafts, event, as: actor) { (work) throws(StoreError) in
      let table = DraftTable(database: work.database)
      if try table.remove(uid, owner: work.actor.login) { try work.audit(event) }
    }
  }

  /// Whether a record that somebody has open is there still, by itself or as a part of another one: nothing of it is told.
  public func stands(_ uid: UID) async throws(StoreError) -> Bool {
    try await reader.read { (database) throws(StoreError) in
      try ContactTable(database: database).isKnown(uid)
    }
  }

  // MARK: - The centre

  /// The reason catalogue, in its order.
  ///
  /// - Parameter withRetired: Whether those that no form offers any more come too, last: by them, too, cases are looked for.
  /// - Returns: Reasons with what finds them in a text.
  /// - Throws: What the store throws.
  public func reasons(withRetired: Bool = false) async throws(StoreError) -> [Reason] {
    try await reader.read { (database) throws(StoreError) in
      try SettingTable(database: database).reasons(withRetired: withRetired)
    }
  }

  public func settings() async throws(StoreError) -> Settings {
    try await reader.read { (database) throws(StoreError) in
      try SettingTable(database: database).all()
    }
  }

  /// Changes settings, all or none; the audit names them.
  public func changeSettings(
    _ changes: [SettingKey: String], as actor: Actor
  ) async throws(StoreError) {
    let changes = changes.map { (key: $0.key, value: $0.key.kept($0.value)) }
      .sorted { $0.key.rawValue < $1.key.rawValue }
    let event = AuditTrail.Event(
      action: .config, entity: .settings, fields: changes.map(\.key.rawValue))
    try await writing(.changeSettings, event, as: actor) { (work) throws(StoreError) in
      let problems = changes.compactMap { key, value in
        key.problem(with: value).map {
          FieldProblem(field: .setting, message: "\(key.rawValue): \($0)")
        }
      }
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
      try work.checkTogether(changes)
      try work.checkEntry(changes)
      try work.checkSize(changes)
      for (key, value) in changes {
        try work.settings.set(key, to: value, by: work.actor.login, at: work.now)
      }
      try work.audit(event)
    }
  }

  /// Whether a newer version has changed the store since it was opened.
  public func schemaState() async throws(StoreError) -> SchemaState {
    try await reader.read { (database) throws(StoreError) in
      try MigrationLog(database: database).state()
    }
  }
}

extension ContactTable {
  /// Whether a record has this identifier, or had it before it became part of another one.
  fileprivate func isKnown(_ uid: UID) throws(StoreError) -> Bool {
    try database.number(
      """
      SELECT EXISTS (SELECT 1 FROM contacts WHERE uid = \(uid)
        UNION ALL SELECT 1 FROM contact_redirects WHERE old_uid = \(uid))
      """) != 0
  }
}
