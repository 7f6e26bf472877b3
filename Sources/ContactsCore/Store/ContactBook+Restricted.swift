extension ContactBook {
  /// Closes a record to all but the people named; closing it again names others.
  ///
  /// A supervisor who is not among them cannot open it again: that is the encarregado's, who is told of each closing.
  public func restrict(
    _ uid: UID, to logins: [String], reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) {
    let readers = Set(logins.map(NewUser.normalised)).sorted()
    let event = AuditTrail.Event(
      action: .update, entity: .contact, fields: ["restricao"], person: uid)
    try await writing(.restrictContacts, event, as: actor) { (work) throws(StoreError) in
      guard !readers.isEmpty else { throw StoreError(.invalid([.nobodyNamed])) }
      for login in readers {
        guard let user = try work.users.find(login: login), user.isActive,
          !user.roles.isDisjoint(with: Permission.readContacts.roles)
        else { throw StoreError(.invalid([.unknownReader])) }
      }
      let found = try work.closable(uid)
      // Nobody opens by naming themselves what only a broken glass would open.
      if readers.contains(work.actor.login) { try work.requireOpen(found) }
      let why = try Justification(reason, at: work.now, about: found.contact.fields).text
      try work.restrictions.endEmergencies(found.id, at: work.now)
      try work.restrictions.set(
        Restriction(
          readers: readers, reason: Sensitive(why), by: work.actor.login, since: work.now),
        on: found.id)
      try work.note(.restricted, contact: found.id, reason: why)
      try work.audit(event.about(found, because: "restrito a \(readers.count): \(why)"))
    }
  }

  /// Opens a closed record to all who may read; one that is open is no failure.
  public func unrestrict(
    _ uid: UID, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) {
    let event = AuditTrail.Event(
      action: .update, entity: .contact, fields: ["restricao"], person: uid)
    try await writing(.restrictContacts, event, as: actor) { (work) throws(StoreError) in
      let found = try work.closable(uid)
      let why = try Justification(reason, at: work.now, about: found.contact.fields).text
      guard try work.restrictions.find(found.id) != nil else { return }
      try work.restrictions.remove(found.id)
      try work.note(.unrestricted, contact: found.id, reason: why)
      try work.audit(event.about(found, because: "restrição retirada: \(why)"))
    }
  }

  /// Opens a closed record in an emergency: "quebra de vidro".
  ///
  /// The reason is mandatory, the encarregado is told, the reading is an entry of its own, and for an hour this person works
  /// with the record as anybody named would.
  public func breakGlass(
    _ uid: UID, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) -> ContactRecord {
    let event = AuditTrail.Event(
      action: .read, entity: .contact, fields: ["quebra_de_vidro"], person: uid)
    return try await writing(.breakGlass, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.findClosed(uid)
      let why = try Justification(reason, at: work.now, about: found.contact.fields).text
      guard found.contact.status == .active || work.actor.roles.contains(.dataProtectionOfficer)
      else { throw StoreError(.notFound) }
      let opening = work.surroundings.newUID()
      if try work.restrictions.isClosed(found.id, to: work.actor.login, at: work.now) {
        try work.restrictions.openInEmergency(
          found.id, uid: opening, by: work.actor.login, reason: why, at: work.now)
        try work.note(.breakGlass, contact: found.id, reason: why)
        try work.audit(event.about(found, because: "quebra de vidro: \(why)"))
      } else {
        try work.audit(AuditTrail.Event(action: .read, entity: .contact).about(found, because: nil))
      }
      return try work.record(found)
    }
  }

  // MARK: - Notices

  /// What the encarregado is to know, newest first.
  public func notices(
    includingSeen: Bool, limit: Int, as actor: Actor
  ) async throws(StoreError) -> [Notice] {
    let attempt = AuditTrail.Event(action: .read, entity: .notice)
    return try await reading(.readNotices, attempt, as: actor) { (database) throws(StoreError) in
      try NoticeTable(database: database).all(
        includingSeen: includingSeen, limit: min(max(limit, 1), 1000))
    }
  }

  /// Takes note of one; a second time changes nothing.
  public func markSeen(notice uid: UID, as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(action: .update, entity: .notice, fields: ["visto"])
    try await writing(.readNotices, event, as: actor) { (work) throws(StoreError) in
      let table = NoticeTable(database: work.database)
      if try table.markSeen(uid, by: work.actor.login, at: work.now) { try work.audit(event) }
    }
  }
}

/// Why something out of the ordinary was done: said, and short enough to stand in the audit.
struct Justification {
  let text: String

  static let shortest = 10
  static let longest = 300

  /// Reads what was typed, and covers what identifies a person in it: anybody, and first of all whom it is about.
  init(
    _ given: Sensitive<String>, at now: Timestamp, about fields: ContactFields? = nil
  ) throws(StoreError) {
    let words = given.revealed(for: .storage).split(whereSeparator: \.isWhitespace)
    let masker = Masker(today: now.local.date)
    let line = words.joined(separator: " ")
    if let fields {
      text = try masker.mask(line, known: OwnValues(fields)).text
    } else {
      text = masker.mask(line).text
    }
    guard (Justification.shortest...Justification.longest).contains(text.unicodeScalars.count)
    else { throw StoreError(.invalid([.justification])) }
  }
}

extension Work {
  /// A contact that this actor may close or open: the encarregado any, others what is not closed to them.
  fileprivate func closable(_ uid: UID) throws(StoreError) -> ContactTable.Found {
    actor.roles.contains(.dataProtectionOfficer)
      ? try contacts.findClosed(uid) : try contacts.find(uid, for: self)
  }

  /// Refuses a record that is closed to this actor, who is not named and has broken no glass.
  func requireOpen(_ found: ContactTable.Found) throws(StoreError) {
    if try restrictions.isClosed(found.id, to: actor.login, at: now) {
      throw StoreError(.restricted(found.contact.uid))
    }
  }

  /// Tells the encarregado.
  func note(_ kind: Notice.Kind, contact: Int64?, reason: String) throws(StoreError) {
    try NoticeTable(database: database).insert(
      kind, uid: surroundings.newUID(), contact: contact, by: actor.login, reason: reason, at: now)
  }
}

extension AuditTrail.Event {
  fileprivate func about(_ found: ContactTable.Found, because reason: String?) -> AuditTrail.Event {
    var event = self
    event.subject = found.pseudonym
    event.reason = reason
    return event
  }
}

extension FieldProblem {
  static let justification = FieldProblem(
    field: .justification,
    message: "Diga o motivo, em \(Justification.shortest) a \(Justification.longest) caracteres "
      + "e sem dados da pessoa atendida.")
  static let nobodyNamed = FieldProblem(
    field: .restriction, message: "Diga quem poderá abrir o registro.")
  static let unknownReader = FieldProblem(
    field: .restriction,
    message:
      "Uma das pessoas nomeadas não é usuária ativa desta central, ou não pode abrir cadastros.")
}
