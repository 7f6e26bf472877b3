extension ContactBook {
  /// Gives a record back the fields that it had before its last change, on the day of that change and while nothing else
  /// has changed it.
  ///
  /// It is a change like any other, and can itself be undone.
  ///
  /// - Parameters:
  ///   - uid: Of the record.
  ///   - version: The one that was looked at; nil where nobody looked, and the newest is meant.
  ///   - actor: Who undoes it.
  /// - Returns: The record as it is now, the fields that went back, and who had made the change.
  /// - Throws: `.conflict` when the record is no longer at `version`: the change may be one that nobody has seen.
  public func undoChange(
    of uid: UID, at version: Int? = nil, as actor: Actor
  ) async throws(StoreError) -> (contact: Contact, fields: [FieldKey], by: String) {
    let attempt = AuditTrail.Event(action: .update, entity: .contact, person: uid)
    return try await writing(.registerContacts, attempt, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.find(uid, for: work)
      if let version, version != found.contact.version {
        throw StoreError(.conflict(current: found.contact))
      }
      let table = ChangeTable(database: work.database)
      guard let change = try table.find(found.id), change.undoUntil > work.now else {
        throw StoreError(.invalid([.noChangeToUndo]))
      }
      guard change.version == found.contact.version else {
        throw StoreError(.invalid([.changedSince]))
      }
      let fields = change.before.changes(from: found.contact.fields)
      try work.contacts.update(found.id, to: change.before, at: work.now)
      try table.keep(
        found.contact.fields, of: found.id, version: found.contact.version + 1,
        by: work.actor.login, at: work.now)
      try work.audit(
        AuditTrail.Event(
          action: .update, entity: .contact, subject: found.pseudonym,
          fields: fields.map(\.rawValue), reason: "alteração desfeita"))
      return (try work.contacts.find(uid, for: work).contact, fields, change.by)
    }
  }
}

extension FieldProblem {
  static let noChangeToUndo = FieldProblem(
    field: .form, message: "Este registro não tem uma alteração de hoje a desfazer.")
  static let changedSince = FieldProblem(
    field: .form,
    message: "O registro mudou de outro modo depois dessa alteração: corrija-o à mão.")
}
