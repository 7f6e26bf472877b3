/// Makes one record of two inside a transaction, and two of one again.
struct Merging {
  let work: Work

  private var merges: MergeTable { MergeTable(database: work.database) }

  func unite(
    _ kept: ContactTable.Found, _ gone: ContactTable.Found, _ choices: [FieldKey: Merge.Side]
  ) throws(StoreError) -> MergeReceipt {
    try merges.forgetPast(at: work.now)
    let restrictions = (try work.restrictions.find(kept.id), try work.restrictions.find(gone.id))
    let (before, theirs) = (kept.contact.fields, gone.contact.fields)
    let fields = before.merged(with: theirs, choosing: choices).normalised
    try check(kept, gone, fields, choices)
    let snapshot = MergeSnapshot(
      kept: MergeSnapshot.Side(kept, restrictions.0),
      gone: MergeSnapshot.Side(gone, restrictions.1),
      made: MergeSnapshot.Fields(fields))
    let undoUntil = LocalTime(
      date: CivilDate(dayNumber: work.now.local.date.dayNumber + 1), hour: 0, minute: 0
    ).timestamp
    try close(kept, restrictions)
    let statistics = KeptStatistics(database: work.database)
    let shared = try statistics.shared(by: [kept.id, gone.id])
    // Removed before its rows go over, so that the index forgets what it was told.
    try work.contacts.forget(gone.id)
    let merge = try merges.insert(
      uid: work.surroundings.newUID(), into: kept.id, gone: gone.contact.uid,
      snapshot: try snapshot.text(), undoUntil: undoUntil, by: work.actor.login, at: work.now)
    try merges.move(from: gone.id, to: kept.id, as: merge)
    try work.contacts.delete(gone.id)
    try merges.redirect(gone.contact.uid, to: kept.id, salt: gone.salt, at: work.now)
    try work.restrictions.endEmergencies(kept.id, at: work.now)
    try work.contacts.update(kept.id, to: fields, at: work.now)
    // Past both versions: a form opened on either of them is a conflict.
    try work.contacts.settle(
      kept.id, version: max(kept.contact.version, gone.contact.version) + 1,
      createdAt: min(kept.contact.createdAt, gone.contact.createdAt))
    try statistics.uphold(since: shared)
    try merges.note(
      cancelled: try work.stopUse(
        of: kept.id, known: kept.pseudonym,
        because: "recusado no outro cadastro da unificação"), as: merge)
    let caution = try GuardianTable(database: work.database).find(kept.id)
    if caution?.mayBeAggressor.revealed(for: .matching) == true {
      try work.requests.addGuardianStep(of: kept.id)
    }
    let moved = try work.database.number(
      """
      SELECT count(*) FROM merge_rows WHERE merge_id = \(merge) AND source = 'interactions'
      """)
    try work.audit(
      AuditTrail.Event(
        action: .update, entity: .contact, subject: kept.pseudonym,
        fields: fields.changes(from: before).map(\.rawValue), reason: "unificação: recebe outro"))
    try work.audit(
      AuditTrail.Event(
        action: .delete, entity: .contact, subject: gone.pseudonym,
        reason: "unificação: passa a fazer parte de outro"))
    return MergeReceipt(
      uid: kept.contact.uid, gone: gone.contact.uid, interactions: Int(moved), undoUntil: undoUntil)
  }

  private func check(
    _ kept: ContactTable.Found, _ gone: ContactTable.Found, _ fields: ContactFields,
    _ choices: [FieldKey: Merge.Side]
  ) throws(StoreError) {
    var problems = fields.problems
    if kept.id == gone.id { problems.append(.sameRecord) }
    if kept.contact.status != .active || gone.contact.status != .active {
      problems.append(.notActive)
    }
    if gone.contact.fields.contradicts(kept.contact.fields), choices[.cpf] == nil {
      problems.append(.twoCPFs)
    }
    guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
  }

  /// A record made of one that is closed stays closed: to those who could open both.
  private func close(
    _ kept: ContactTable.Found, _ restrictions: (Restriction?, Restriction?)
  ) throws(StoreError) {
    guard restrictions.1 != nil, let united = try self.united(restrictions) else { return }
    try work.restrictions.set(united, on: kept.id)
    try work.note(
      .restricted, contact: kept.id, reason: "unificação com um registro que era restrito")
  }

  private func united(
    _ restrictions: (Restriction?, Restriction?)
  ) throws(StoreError) -> Restriction? {
    guard let ours = restrictions.0, let theirs = restrictions.1 else {
      return restrictions.0 ?? restrictions.1
    }
    let readers = ours.readers.filter(theirs.readers.contains)
    guard !readers.isEmpty else { throw StoreError(.invalid([.nobodyLeft])) }
    let reasons = [ours, theirs].map { $0.reason.revealed(for: .storage) }
    return Restriction(
      readers: readers,
      reason: Sensitive(Set(reasons).count == 1 ? reasons[0] : reasons.joined(separator: "; ")),
      by: ours.by, since: min(ours.since, theirs.since))
  }

  // MARK: - Undoing

  /// Makes two records of the newest merge of `kept` again; what was changed or added since stays where it is.
  func undo(_ kept: ContactTable.Found) throws(StoreError) -> UID {
    guard kept.contact.status == .active,
      try ErasureTable(database: work.database).find(contact: kept.contact.uid) == nil
    else { throw StoreError(.invalid([.closedToUndo])) }
    guard let merge = try merges.newest(into: kept.id) else {
      throw StoreError(.invalid([.nothingToUndo]))
    }
    guard merge.undoUntil > work.now, let text = merge.snapshot else {
      throw StoreError(.invalid([.tooLateToUndo]))
    }
    let snapshot = try MergeSnapshot(text)
    let salt = snapshot.gone.salt.flatMap { [UInt8].decoding(hexadecimal: $0) }
    let statistics = KeptStatistics(database: work.database)
    let shared = try statistics.shared(by: [kept.id])
    try merges.removeRedirect(merge.goneUID)
    let restored = try work.contacts.insert(
      snapshot.gone.fields.fields, uid: merge.goneUID,
      salt: salt ?? work.surroundings.randomBytes(ContactTable.salt), at: work.now)
    try merges.moveBack(merge.id, from: kept.id, to: restored)
    try merges.markUndone(merge.id, by: work.actor.login, at: work.now)
    // Past what the one record has had since: a form opened on that, under this identifier, is a conflict.
    try work.contacts.settle(
      restored, version: max(snapshot.gone.version, kept.contact.version) + 1,
      createdAt: Timestamp(milliseconds: snapshot.gone.createdAt))
    let now = kept.contact.fields
    let fields = now.undoing(snapshot.made.fields, to: snapshot.kept.fields.fields)
    try work.contacts.update(kept.id, to: fields, at: work.now)
    try work.contacts.settle(
      kept.id, version: kept.contact.version + 1,
      createdAt: Timestamp(milliseconds: snapshot.kept.createdAt))
    try statistics.uphold(since: shared, with: restored)
    try reopen(kept.id, restored, snapshot)
    try work.audit(
      AuditTrail.Event(
        action: .update, entity: .contact, subject: kept.pseudonym,
        fields: fields.changes(from: now).map(\.rawValue), reason: "unificação desfeita"))
    let other = try work.contacts.findClosed(merge.goneUID)
    try giveBack(merge, kept, other)
    try work.audit(
      AuditTrail.Event(
        action: .create, entity: .contact, subject: other.pseudonym,
        fields: other.contact.fields.keys.map(\.rawValue), reason: "unificação desfeita"))
    return merge.goneUID
  }

  /// Promises that the merge has cancelled, as far as neither record's own ledger is against them: who has refused since is
  /// asked again.
  private func giveBack(
    _ merge: MergeTable.Found, _ kept: ContactTable.Found, _ other: ContactTable.Found
  ) throws(StoreError) {
    if let refusal = try work.refusal(of: kept.id), refusal.recordedAt > merge.mergedAt { return }
    for cancelled in try merges.cancelled(by: merge.id) {
      guard try work.refusal(of: cancelled.contact) == nil else { continue }
      try work.callbacks.reopen(cancelled.callback)
      try work.audit(
        AuditTrail.Event(
          action: .update, entity: .callback,
          subject: cancelled.contact == other.id ? other.pseudonym : kept.pseudonym,
          fields: ["situacao"], reason: "\(CallbackState.open.rawValue): unificação desfeita"))
    }
  }

  /// To whom each record was closed before; what was decided since of the one record goes for both.
  private func reopen(
    _ kept: Int64, _ restored: Int64, _ snapshot: MergeSnapshot
  ) throws(StoreError) {
    let before = (snapshot.kept.restriction, snapshot.gone.restriction)
    if let later = try work.restrictions.find(kept), later != (try united(before)) {
      try work.restrictions.set(later, on: restored)
      for record in [kept, restored] {
        try work.note(
          .restricted, contact: record,
          reason: "unificação desfeita: a restrição feita depois dela vale para os dois registros")
      }
      return
    }
    try work.restrictions.remove(kept)
    if let restriction = before.0 { try work.restrictions.set(restriction, on: kept) }
    if let restriction = before.1 { try work.restrictions.set(restriction, on: restored) }
  }
}

extension FieldProblem {
  static let sameRecord = FieldProblem(
    field: .form, message: "Os dois identificadores são do mesmo registro.")
  static let notActive = FieldProblem(
    field: .status, message: "Um dos registros está bloqueado ou anonimizado.")
  static let twoCPFs = FieldProblem(
    field: .cpf,
    message: "Os registros têm CPFs diferentes: escolha qual fica, se são mesmo da mesma pessoa.")
  static let nobodyLeft = FieldProblem(
    field: .restriction,
    message: "Os dois registros são restritos e ninguém foi nomeado em ambos: fale com o "
      + "encarregado.")
  static let nothingToUndo = FieldProblem(
    field: .form, message: "Este registro não tem unificação a desfazer.")
  static let closedToUndo = FieldProblem(
    field: .form,
    message: "O registro foi bloqueado ou eliminado depois da unificação: ela não se desfaz mais.")
  static let tooLateToUndo = FieldProblem(
    field: .form, message: "Uma unificação só pode ser desfeita até o fim do dia em que foi feita.")
}
