extension ContactBook {
  /// What an erasure would take and leave: counts, and nothing of the person.
  public func erasurePreview(
    of uid: UID, request: String, as actor: Actor
  ) async throws(StoreError) -> ErasurePreview {
    let attempt = AuditTrail.Event(action: .delete, entity: .contact, person: uid)
    let today = surroundings.now().local.date
    let copies = try ResidueScan.files(below: folder.copies).count
    return try await reading(.eraseContacts, attempt, as: actor) { (database) throws(StoreError) in
      let found = try ContactTable(database: database).findClosed(uid)
      let kind = try Erasing.checkRequest(request, for: found, in: database)
      let holds = try HoldTable(database: database).active(of: found.id, on: today)
      let eraser = Eraser(
        database: database, person: Eraser.Person(id: found.id, uid: uid),
        kept: Set(holds.map(\.kind)))
      let subject = Erasing.subject(uid, request, kind)
      return ErasurePreview(
        contact: uid, request: request, counts: try eraser.count(), holds: holds, copies: copies,
        disclosures: try self.disclosures(of: found, in: database, as: actor),
        leavesNoSign: try Suppression(database: database).digests(of: found.contact.fields)
          .isEmpty,
        doubtfulDrafts: try eraser.draftsToLookAt(), subject: subject,
        fourEyes: try Approving(database: database).fourEyes(for: subject, login: actor.login),
        isAnonymising: kind == .anonymisation)
    }
  }

  /// Files of full records that can have held this person, as the letter of whom data were shared with counts them.
  private func disclosures(
    of found: ContactTable.Found, in database: any Database, as actor: Actor
  ) throws(StoreError) -> Int {
    let filter = AuditFilter(contact: found.contact.uid)
    let changes = try sealedAudit(in: database).page(
      of: AuditTrail(database: database), matching: filter,
      subjects: try ContactBook.subjects(of: filter, in: database), order: .oldestFirst, after: nil,
      upTo: nil, limit: 100_000)
    let record = try Work(database: database, actor: actor, surroundings: surroundings)
      .record(found)
    return try DossierTable(database: database)
      .disclosures(of: found.id, since: found.contact.createdAt)
      .count { !$0.isMasked && !$0.isOwn && $0.mayHold(record, changes: changes) }
  }

  /// Erases a person: one transaction, then the cleaning of what it leaves in files, then a scan of them all.
  ///
  /// A request to be anonymised is answered so too: what may be counted without naming anybody stays (`KeptStatistics`).
  /// Asked again for the same request it goes on where it was: after a crash, or after a file that held residue was removed.
  ///
  /// - Parameters:
  ///   - uid: Who.
  ///   - request: The protocol of the request that is answered.
  ///   - actor: The encarregado.
  /// - Returns: How far it is: `.done` only when no file of the data folder holds anything of it.
  /// - Throws: `.approvalRequired` when a second person has to agree to exactly this first; `.notFound` for who is not there.
  public func erase(
    _ uid: UID, request: String, as actor: Actor
  ) async throws(StoreError) -> Erasure {
    let attempt = AuditTrail.Event(action: .delete, entity: .contact, person: uid)
    let ledger = ErasureLedger(path: folder.ledger)
    let erasure = try await writing(.eraseContacts, attempt, as: actor) {
      (work) throws(StoreError) -> UID in
      let table = ErasureTable(database: work.database)
      if let earlier = try table.find(contact: uid, request: request) { return earlier.uid }
      let found = try work.contacts.findClosed(uid)
      let kind = try Erasing.checkRequest(request, for: found, in: work.database)
      let approval = try work.useApproval(of: Erasing.subject(uid, request, kind))
      let holds = try HoldTable(database: work.database).active(
        of: found.id, on: work.now.local.date)
      let order = Erasing.Order(
        erasure: work.surroundings.newUID(), request: request, approval: approval,
        actor: work.actor, kept: KeptDatum.all(of: holds),
        isAnonymising: kind == .anonymisation)
      return try Erasing(
        database: work.database, ledger: ledger, surroundings: work.surroundings, now: work.now
      ).erase(found, order).uid
    }
    try await bringLedgerUp()
    try await clean()
    return try await self.erasure(erasure)
  }

  /// Before the cleaning, which may take long: copies that are put back bring nobody back from now on.
  func bringLedgerUp() async throws(StoreError) {
    let (folder, surroundings) = (folder, surroundings)
    try await reader.read { (database) throws(StoreError) in
      LedgerShelves(database: database, folder: folder, surroundings: surroundings).bringUp()
    }
  }

  /// What was erased, newest first.
  public func erasures(limit: Int, as actor: Actor) async throws(StoreError) -> [Erasure] {
    let attempt = AuditTrail.Event(action: .read, entity: .erasure)
    return try await reading(.eraseContacts, attempt, as: actor) { (database) throws(StoreError) in
      try ErasureTable(database: database).all(limit: limit)
    }
  }

  /// The erasure that a request has led to; nil when nothing has gone yet.
  public func erasure(
    of uid: UID, request: String, as actor: Actor
  ) async throws(StoreError) -> Erasure? {
    let attempt = AuditTrail.Event(action: .read, entity: .erasure)
    return try await reading(.eraseContacts, attempt, as: actor) { (database) throws(StoreError) in
      try ErasureTable(database: database).find(contact: uid, request: request)
    }
  }

  // MARK: - Holds

  /// Keeps kinds of datum of one person although they should go.
  public func addHold(_ hold: NewHold, as actor: Actor) async throws(StoreError) -> [Hold] {
    let event = AuditTrail.Event(action: .create, entity: .hold, person: hold.contact)
    return try await writing(.holdData, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.findClosed(hold.contact)
      let why = try Justification(hold.reason, at: work.now, about: found.contact.fields).text
      guard let article = LawArticle(hold.article) else {
        throw StoreError(.invalid([.holdArticle]))
      }
      guard article.isGround else { throw StoreError(.invalid([.holdGround])) }
      guard !hold.kinds.isEmpty, hold.kinds.allSatisfy(DatumKind.holdable.contains) else {
        throw StoreError(.invalid([.holdKind]))
      }
      if let day = hold.endsOn, day < work.now.local.date {
        throw StoreError(.invalid([.holdEnd]))
      }
      var holds: [Hold] = []
      for kind in hold.kinds {
        let (table, uid) = (HoldTable(database: work.database), work.surroundings.newUID())
        try table.insert(
          uid, kind, of: found.id, article: article.text, reason: why, endsOn: hold.endsOn,
          by: work.actor.login, at: work.now)
        holds.append(try table.find(uid))
      }
      var done = event
      done.subject = found.pseudonym
      done.fields = hold.kinds.map(\.rawValue)
      done.reason = "\(article.text) até=\(hold.endsOn?.iso8601 ?? "liberação") \(why)"
      try work.audit(done)
      return holds
    }
  }

  /// Ends a hold; an erasure that waited for it goes on at once.
  ///
  /// - Returns: The erasure, if one waited.
  public func releaseHold(
    _ uid: UID, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) -> Erasure? {
    let event = AuditTrail.Event(action: .update, entity: .hold)
    let ledger = ErasureLedger(path: folder.ledger)
    let waiting = try await writing(.holdData, event, as: actor) {
      (work) throws(StoreError) -> UID? in
      let holds = HoldTable(database: work.database)
      let hold = try holds.find(uid)
      guard hold.releasedAt == nil else { throw StoreError(.invalid([.holdReleased])) }
      let person = try work.contacts.findClosed(hold.contact).contact.fields
      let why = try Justification(reason, at: work.now, about: person).text
      try holds.release(uid, by: work.actor.login, at: work.now)
      var done = event
      done.subject = try work.contacts.pseudonym(of: hold.contact)
      done.fields = [hold.kind.rawValue]
      done.reason = "\(hold.article) liberada: \(why)"
      try work.audit(done)
      return try Erasing(
        database: work.database, ledger: ledger, surroundings: work.surroundings, now: work.now
      ).resume(hold.contact, by: work.actor)
    }
    guard let waiting else { return nil }
    try await bringLedgerUp()
    try await clean()
    return try await erasure(waiting)
  }

  /// Of one person, or of all; those that have ended too.
  ///
  /// Why somebody's data are kept says something of them, so that it was read is in the audit.
  public func holds(of uid: UID?, as actor: Actor) async throws(StoreError) -> [Hold] {
    let event = AuditTrail.Event(action: .read, entity: .hold)
    return try await writing(.holdData, event, as: actor) { (work) throws(StoreError) in
      var read = event
      var id: Int64?
      if let uid {
        let found = try work.contacts.findClosed(uid)
        id = found.id
        read.subject = found.pseudonym
      }
      let holds = try HoldTable(database: work.database).all(of: id)
      if !holds.isEmpty { try work.audit(read) }
      return holds
    }
  }

  // MARK: - After it

  func clean() async throws(StoreError) {
    let (folder, now) = (folder, surroundings.now)
    do throws(StoreError) {
      try await writer.inTurns { (connection, turnstile) throws(StoreError) in
        try ErasureCleaning(
          connection: connection, turnstile: turnstile, folder: folder, now: now
        ).run(unseen: false)
      }
    } catch {
      // Somebody stands in the way: the rows have gone, and the state says that the rest is still to do.
      if error.reason != .busy { throw error }
    }
  }

  private func erasure(_ uid: UID) async throws(StoreError) -> Erasure {
    try await reader.read { (database) throws(StoreError) in
      guard let erasure = try ErasureTable(database: database).find(uid) else {
        throw StoreError(.notFound)
      }
      return erasure
    }
  }
}

extension Erasing {
  /// What a second person agrees to.
  static func subject(_ uid: UID, _ request: String, _ kind: RequestKind) -> Approval.Subject {
    let deed = kind == .anonymisation ? "anonimização" : "eliminação"
    return Approval.Subject(
      kind: .erasure, scope: "\(uid.text) \(request)",
      summary: "\(deed) de um cadastro, pedido \(request)", count: 1)
  }

  /// The kind of the open request that is answered by taking this person out.
  static func checkRequest(
    _ request: String, for found: ContactTable.Found, in database: any Database
  ) throws(StoreError) -> RequestKind {
    guard let number = DeskProtocol(request) else {
      throw StoreError(.invalid([.erasureRequest]))
    }
    let asked = try RequestTable(database: database).find(number)
    if asked.request.mayBeOfAggressor {
      let step = asked.request.steps.first { $0.code == RequestStep.Code.guardian }
      guard step?.done != nil else { throw StoreError(.invalid([.guardianFlagged])) }
    }
    let kind = asked.request.kind
    guard kind == .erasure || kind == .anonymisation, asked.contact == found.id else {
      throw StoreError(.invalid([.otherRequest]))
    }
    guard asked.request.summary.closedAt == nil else {
      throw StoreError(.invalid([.closedRequest]))
    }
    return kind
  }
}

extension FieldProblem {
  static let erasureRequest = FieldProblem(
    field: .form, message: "Diga o protocolo do pedido de eliminação desta pessoa.")
  static let holdArticle = FieldProblem(
    field: .form,
    message:
      "Diga só o artigo que manda guardar, como “art. 16, I” ou “art. 13 da Lei 8.069/1990”: "
      + "o caso vai no motivo.")
  static let holdGround = FieldProblem(
    field: .form,
    message:
      "Na LGPD, o que manda ou permite guardar é o art. 16, I a IV, ou uma base do art. 7º ou do art. 11: confira o "
      + "artigo. Se ele é de outra lei, diga qual, como “art. 13 da Lei 8.069/1990”.")
  static let holdKind = FieldProblem(
    field: .form,
    message: "Diga o que fica: "
      + DatumKind.holdable.map(\.rawValue).joined(separator: ", ") + ".")
  static let holdEnd = FieldProblem(field: .form, message: "O último dia da retenção já passou.")
  static let holdReleased = FieldProblem(field: .form, message: "Essa retenção já foi liberada.")
}
