extension ContactBook {
  /// Closes a record to everybody but the encarregado: data that is excessive or unlawful, until it is decided (LGPD, article 18).
  ///
  /// A blocked record is on no list, in no export and behind no link; its open work rests.
  public func block(
    _ uid: UID, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) {
    try await setStatus(of: uid, from: .active, to: .blocked, because: reason, actor)
  }

  /// Opens a blocked record again; not one that an erasure has emptied.
  public func unblock(
    _ uid: UID, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) {
    try await setStatus(of: uid, from: .blocked, to: .active, because: reason, actor)
  }

  private func setStatus(
    of uid: UID, from old: ContactStatus, to new: ContactStatus, because reason: Sensitive<String>,
    _ actor: Actor
  ) async throws(StoreError) {
    var event = AuditTrail.Event(
      action: .update, entity: .contact, fields: [FieldKey.status.rawValue], person: uid)
    let attempt = event
    event.reason = new.rawValue
    let plain = event
    try await writing(.blockContacts, attempt, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.findClosed(uid)
      let why = try Justification(reason, at: work.now, about: found.contact.fields).text
      let erasure = try ErasureTable(database: work.database).find(contact: uid)
      guard found.contact.status == old, erasure == nil else {
        throw StoreError(.invalid([.statusIsOther]))
      }
      try work.database.execute(
        """
        UPDATE contacts SET status = \(new.rawValue), version = version + 1,
          updated_at = \(work.now)
        WHERE id = \(found.id)
        """)
      try NameBlockTable(database: work.database).renew(found.id)
      var done = plain
      done.subject = found.pseudonym
      done.reason = "\(new.rawValue): \(why)"
      try work.audit(done)
    }
  }
}

extension FieldProblem {
  static let statusIsOther = FieldProblem(
    field: .status, message: "O cadastro já está assim, ou foi eliminado em parte.")
}
