extension ContactBook {
  /// Makes one record of two: what was said, consented to, promised and noted of both hangs on the one that is kept.
  ///
  /// Fails with `.conflict` when either is no longer at the version it was looked at.
  public func merge(_ merge: Merge, as actor: Actor) async throws(StoreError) -> MergeReceipt {
    let attempt = AuditTrail.Event(action: .update, entity: .contact, person: merge.kept)
    let outcome = try await writing(.mergeContacts, attempt, as: actor) {
      (work) throws(StoreError) -> (receipt: MergeReceipt?, conflict: Contact?) in
      let kept = try work.contacts.find(merge.kept, for: work)
      let gone = try work.contacts.find(merge.gone, for: work)
      for (found, version) in [(kept, merge.keptVersion), (gone, merge.goneVersion)] {
        guard let version, found.contact.version != version else { continue }
        // The other version is shown to this person, so its reading is recorded.
        try work.audit(
          AuditTrail.Event(
            action: .read, entity: .contact, subject: found.pseudonym,
            reason: "conflito de versões"))
        return (nil, found.contact)
      }
      return (try Merging(work: work).unite(kept, gone, merge.choices), nil)
    }
    if let conflict = outcome.conflict { throw StoreError(.conflict(current: conflict)) }
    guard let receipt = outcome.receipt else { throw StoreError(.internal) }
    return receipt
  }

  /// Undoes the newest merge of a record, named by either of its identifiers, on the day it was made.
  ///
  /// - Returns: the record that was kept, and the one that is there again.
  public func undoMerge(
    of uid: UID, as actor: Actor
  ) async throws(StoreError) -> (kept: UID, restored: UID) {
    let attempt = AuditTrail.Event(action: .update, entity: .contact, person: uid)
    return try await writing(.mergeContacts, attempt, as: actor) { (work) throws(StoreError) in
      let kept = try work.contacts.find(uid, for: work)
      return (kept.contact.uid, try Merging(work: work).undo(kept))
    }
  }
}
