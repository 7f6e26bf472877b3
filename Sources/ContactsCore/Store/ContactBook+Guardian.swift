/// Minors and their guardians (LGPD, article 14): the best interest first, and nothing to a guardian who may be the aggressor.
extension ContactBook {
  /// Notes what is to be minded of a person's guardian; noting again replaces it, but takes no warning back, and a warning
  /// alone leaves the note that was there.
  ///
  /// Requests of representatives that are open get one more step: an encarregado has to decide whether they go on.
  public func noteGuardian(
    _ caution: NewGuardianCaution, as actor: Actor
  ) async throws(StoreError) {
    // The audit is part of what the person, or who asks in their name, is told: it does not say what it was.
    let event = AuditTrail.Event(
      action: .update, entity: .contact, fields: ["protecao"], person: caution.contact)
    try await writing(.noteGuardians, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.find(caution.contact, for: work)
      let isSilent = caution.bestInterest == nil
      var caution = caution
      caution.bestInterest = try Work.note(
        caution.bestInterest, longest: NewGuardianCaution.longestNote)
      let isFlagged = caution.mayBeAggressor.revealed(for: .storage)
      guard isFlagged || caution.bestInterest != nil else {
        throw StoreError(.invalid([.noCaution]))
      }
      let table = GuardianTable(database: work.database)
      let before = try table.find(found.id)
      if isSilent { caution.bestInterest = before?.bestInterest }
      guard isFlagged || before?.mayBeAggressor.revealed(for: .matching) != true else {
        throw StoreError(.invalid([.cautionStays]))
      }
      try table.withdraw(found.id, by: work.actor.login, at: work.now)
      try table.insert(
        caution, uid: work.surroundings.newUID(), contact: found.id, by: work.actor.login,
        at: work.now)
      if isFlagged { try work.requests.addGuardianStep(of: found.id) }
      var done = event
      done.subject = found.pseudonym
      try work.audit(done)
    }
  }

  /// Takes back what was noted of a guardian: an encarregado's decision, with its reason.
  ///
  /// Why a guardian is no danger any more is the person's own story: it stays with the record, and the audit says only that
  /// there was a reason.
  public func withdrawGuardianCaution(
    of uid: UID, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) {
    let event = AuditTrail.Event(
      action: .update, entity: .contact, fields: ["protecao"], person: uid)
    try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.findClosed(uid)
      guard let why = try Work.note(reason, longest: NewGuardianCaution.longestNote),
        why.revealed(for: .storage).unicodeScalars.count >= Justification.shortest
      else { throw StoreError(.invalid([.withdrawalReason])) }
      let table = GuardianTable(database: work.database)
      guard try table.find(found.id) != nil else { throw StoreError(.invalid([.noCautionThere])) }
      try table.withdraw(found.id, by: work.actor.login, at: work.now)
      try table.keep(
        reason: why, uid: work.surroundings.newUID(), contact: found.id, by: work.actor.login,
        at: work.now)
      var done = event
      done.subject = found.pseudonym
      done.reason = "retirado, o motivo está no cadastro"
      try work.audit(done)
    }
  }
}

extension Work {
  /// Refuses to go on with what a guardian asks who may be the aggressor, until an encarregado has said why it may.
  func checkGuardian(of found: RequestTable.Found) throws(StoreError) {
    guard found.request.mayBeOfAggressor else { return }
    let step = found.request.steps.first { $0.code == RequestStep.Code.guardian }
    guard step?.done != nil else { throw StoreError(.invalid([.guardianFlagged])) }
  }
}

extension RequestTable {
  /// Puts the decision on the guardian before the answer of each open request of a representative; after all that is done
  /// where it only had to be closed.
  func addGuardianStep(of contact: Int64) throws(StoreError) {
    let requests = try database.rows(
      """
      SELECT q.id, coalesce(
        (SELECT min(s.position) FROM request_steps s
          WHERE s.request_id = q.id AND s.done_at IS NULL
            AND s.code <> \(RequestStep.Code.identity) AND s.code <> 'mandato'),
        (SELECT max(s.position) + 1 FROM request_steps s WHERE s.request_id = q.id), 0)
      FROM requests q
      WHERE q.contact_id = \(contact) AND q.asker = 'representante'
        AND q.state IN ('aberto', 'em_andamento')
        AND NOT EXISTS (SELECT 1 FROM request_steps s
          WHERE s.request_id = q.id AND s.code = \(RequestStep.Code.guardian))
      """
    ) { (row) throws(StoreError) in (id: try row.integer(0), place: try row.int(1)) }
    for (id, place) in requests {
      // A key is unique at every moment: first out of the way, then one further.
      try database.execute(
        """
        UPDATE request_steps SET position = -1 - position
        WHERE request_id = \(id) AND position >= \(place)
        """)
      try database.execute(
        "UPDATE request_steps SET position = -position WHERE request_id = \(id) AND position < 0")
      try database.execute(
        """
        INSERT INTO request_steps (request_id, position, code)
        VALUES (\(id), \(place), \(RequestStep.Code.guardian))
        """)
    }
  }
}

extension FieldProblem {
  static let noCaution = FieldProblem(
    field: .guardian,
    message: "Diga que o responsável pode ser o agressor, ou o que é melhor para a pessoa.")
  static let cautionStays = FieldProblem(
    field: .guardian,
    message:
      "Há um alerta de que o responsável pode ser o agressor: só o encarregado o retira, com motivo."
  )
  static let withdrawalReason = FieldProblem(
    field: .justification,
    message: "Diga por que se retira, em \(Justification.shortest) a "
      + "\(NewGuardianCaution.longestNote) caracteres.")
  static let noCautionThere = FieldProblem(
    field: .guardian, message: "Não há cuidado anotado sobre o responsável.")
  static let guardianFlagged = FieldProblem(
    field: .guardian,
    message:
      "O responsável pode ser o agressor (art. 14): o pedido de um representante só segue depois que o "
      + "encarregado diz por quê, no passo `responsavel`. Recusar é sempre possível.")
}
