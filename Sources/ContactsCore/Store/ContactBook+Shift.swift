/// **Atendimentos**: who works on what, and how it ends.
extension ContactBook {
  /// The catalogue of outcomes, in its order.
  public func outcomes() async throws(StoreError) -> [Outcome] {
    try await reader.read { (database) throws(StoreError) in
      try ShiftTable(database: database).outcomes()
    }
  }

  /// A page of interactions, newest first: no text and no number of anybody, notes masked, so without an audit entry.
  public func interactions(
    _ filter: InteractionFilter, after cursor: InteractionCursor?, limit: Int, as actor: Actor
  ) async throws(StoreError) -> InteractionPage {
    let attempt = AuditTrail.Event(action: .read, entity: .interaction)
    let viewer = viewer(actor)
    return try await reading(.workShift, attempt, as: actor) { (database) throws(StoreError) in
      let shift = ShiftTable(database: database)
      if case .login(let login)? = filter.assignee, try !shift.knows(login) {
        throw StoreError(.invalid([.unknownPerson]))
      }
      return try shift.page(
        filter, after: cursor, limit: min(max(limit, 1), 1000), for: viewer)
    }
  }

  /// Takes an interaction that is not closed for oneself; who has it already changes nothing.
  ///
  /// One that somebody else has is a supervisor's to give.
  public func takeInteraction(_ uid: UID, as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(action: .update, entity: .interaction, fields: ["responsavel"])
    try await writing(.workShift, event, as: actor) { (work) throws(StoreError) in
      let login = work.actor.login
      let (interaction, found) = try work.openInteraction(uid)
      if interaction.assignee == login, interaction.state == .inProgress { return }
      if let other = interaction.assignee, other != login,
        work.refusal(of: .assignWork) != nil
      {
        throw StoreError.interactionTaken
      }
      try work.shift.assign(interaction, to: login, reason: nil, by: login, at: work.now)
      var event = event
      event.subject = found.pseudonym
      event.reason = "assumido"
      try work.audit(event)
    }
  }

  /// Gives an interaction that is not closed to somebody, with the calls that were promised in it, and says why.
  public func assignInteraction(
    _ uid: UID, to login: String, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) {
    let login = NewUser.normalised(login)
    let event = AuditTrail.Event(action: .update, entity: .interaction, fields: ["responsavel"])
    try await writing(.assignWork, event, as: actor) { (work) throws(StoreError) in
      let why = try Justification(reason, at: work.now).text
      let problems = try work.assignable(login)
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
      let (interaction, found) = try work.openInteraction(uid)
      try work.shift.assign(
        interaction, to: login, reason: why, by: work.actor.login, at: work.now)
      let calls = try CallbackTable(database: work.database).pass(
        of: interaction.id, to: login)
      var event = event
      event.subject = found.pseudonym
      let promised = calls == 0 ? "" : " com \(calls) retorno\(calls == 1 ? "" : "s")"
      event.reason = "passado a \(login)\(promised): \(why)"
      try work.audit(event)
    }
  }

  /// Who had an interaction before, newest first; that it was looked at is in the audit.
  public func assignments(of uid: UID, as actor: Actor) async throws(StoreError) -> [Assignment] {
    let event = AuditTrail.Event(action: .read, entity: .interaction, fields: ["responsavel"])
    return try await writing(.assignWork, event, as: actor) { (work) throws(StoreError) in
      let interaction = try work.shift.find(uid)
      let found = try work.contacts.find(interaction.contact, for: work)
      var event = event
      event.subject = found.pseudonym
      try work.audit(event)
      return try work.shift.assignments(of: interaction.id)
    }
  }

  /// Ends an interaction that nobody else has: reason, outcome, note, how long it took, and the callback that was promised, or nothing of it.
  public func wrapUp(_ wrapUp: WrapUp, as actor: Actor) async throws(StoreError) -> WrapUpReceipt {
    let event = AuditTrail.Event(action: .update, entity: .interaction)
    return try await writing(.workShift, event, as: actor) { (work) throws(StoreError) in
      var wrapUp = wrapUp
      let (interaction, found) = try work.openInteraction(wrapUp.interaction)
      if let other = interaction.assignee, other != work.actor.login,
        work.refusal(of: .assignWork) != nil
      {
        throw StoreError.interactionTaken
      }
      wrapUp.note = try Work.note(wrapUp.note, longest: WrapUp.longestNote)
      var problems: [FieldProblem] = []
      if try !work.shift.outcomes().contains(where: { $0.code == wrapUp.outcomeCode }) {
        problems.append(.unknownOutcome)
      }
      if let code = wrapUp.reasonCode,
        try !work.settings.reasons().contains(where: { $0.code == code })
      {
        problems.append(.unknownReason)
      }
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
      let handling = max(work.now.milliseconds - wrapUp.openedAt.milliseconds, 0)
      try work.shift.close(
        interaction, as: wrapUp, handling: handling, by: work.actor.login, at: work.now)
      var event = event
      event.subject = found.pseudonym
      event.fields = ["situacao", "desfecho"]
      if let code = wrapUp.reasonCode, code != interaction.reasonCode {
        event.fields.append(FieldKey.reason.rawValue)
      }
      if wrapUp.note != nil { event.fields.append("nota") }
      event.reason = "encerrado: \(wrapUp.outcomeCode)"
      try work.audit(event)
      var callback: UID?
      if let promise = wrapUp.callback {
        callback = try work.promise(
          to: found, interaction: interaction.id, dueAt: promise.dueAt, note: promise.note,
          attendant: nil)
      }
      return WrapUpReceipt(handlingMilliseconds: handling, callback: callback)
    }
  }
}

extension Work {
  /// An interaction that is not closed, of a record that is open to this actor.
  fileprivate func openInteraction(
    _ uid: UID
  ) throws(StoreError) -> (ShiftTable.Found, ContactTable.Found) {
    let interaction = try shift.find(uid)
    let found = try contacts.find(interaction.contact, for: self)
    guard interaction.state != .closed else { throw StoreError.interactionClosed }
    return (interaction, found)
  }
}

extension StoreError {
  static let interactionTaken = StoreError(
    .invalid([
      FieldProblem(
        field: .status, message: "Este atendimento é de outra pessoa: quem o passa é a supervisão.")
    ]))
  static let interactionClosed = StoreError(
    .invalid([FieldProblem(field: .status, message: "Este atendimento já foi encerrado.")]))
}

extension FieldProblem {
  static let unknownPerson = FieldProblem(
    field: .login, message: "Ninguém com esse nome de usuário tem, ou pode ter, atendimentos aqui.")
  static let unknownOutcome = FieldProblem(
    field: .form, message: "Este desfecho não está no catálogo.")
}
