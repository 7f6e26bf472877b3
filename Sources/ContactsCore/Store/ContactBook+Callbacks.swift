/// The agenda: whom somebody has promised to call.
extension ContactBook {
  /// Puts a callback into the agenda; somebody else's agenda is a supervisor's to fill.
  public func schedule(_ callback: NewCallback, as actor: Actor) async throws(StoreError) -> UID {
    let event = AuditTrail.Event(action: .create, entity: .callback, person: callback.contact)
    let isOwn = callback.attendant.map { NewUser.normalised($0) == actor.login } ?? true
    return try await writing(isOwn ? .workShift : .assignWork, event, as: actor) {
      (work) throws(StoreError) in
      let found = try work.contacts.find(callback.contact, for: work)
      var interaction: Int64?
      if let uid = callback.interaction {
        let known = try work.shift.find(uid)
        guard known.contact == found.contact.uid else { throw StoreError(.notFound) }
        interaction = known.id
      }
      return try work.promise(
        to: found, interaction: interaction, dueAt: callback.dueAt, note: callback.note,
        attendant: callback.attendant)
    }
  }

  /// Callbacks with what identifies anybody masked, so without an audit entry.
  public func callbacks(
    _ filter: CallbackFilter, limit: Int, as actor: Actor
  ) async throws(StoreError) -> [CallbackSummary] {
    let attempt = AuditTrail.Event(action: .read, entity: .callback)
    let viewer = viewer(actor)
    return try await reading(.workShift, attempt, as: actor) { (database) throws(StoreError) in
      try CallbackTable(database: database).all(
        filter, limit: min(max(limit, 1), 1000), for: viewer)
    }
  }

  /// Ends a callback that is still to be made: it was made, nobody answered, or it is not needed any more.
  public func endCallback(
    _ uid: UID, as state: CallbackState, as actor: Actor
  ) async throws(StoreError) {
    try await changing(uid, fields: ["situacao"], because: state.rawValue, as: actor) {
      (work, callback) throws(StoreError) in
      guard state != .open else { throw StoreError(.internal, detail: "an end that is none") }
      try work.callbacks.end(callback.id, as: state, by: work.actor.login, at: work.now)
    }
  }

  /// Puts off a callback that is still to be made.
  public func postponeCallback(
    _ uid: UID, to dueAt: Timestamp, as actor: Actor
  ) async throws(StoreError) {
    try await changing(uid, fields: ["quando"], because: "adiado", as: actor) {
      (work, callback) throws(StoreError) in
      guard dueAt > work.now else { throw StoreError(.invalid([.momentPassed])) }
      try work.callbacks.postpone(callback.id, to: dueAt)
    }
  }

  /// Passes a callback that is still to be made to somebody else, and says why: its owner may, or a supervisor.
  public func passCallback(
    _ uid: UID, to login: String, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) {
    let login = NewUser.normalised(login)
    let event = AuditTrail.Event(action: .update, entity: .callback, fields: ["atendente"])
    // Only which permission is asked for, so that a refusal is recorded as what it is; one that is not there, or cannot be
    // read, is for who may assign, and the transaction looks again.
    let owner = try? await reader.read { (database) throws(StoreError) in
      try CallbackTable(database: database).find(uid).attendant
    }
    let permission: Permission = owner == actor.login ? .workShift : .assignWork
    try await writing(permission, event, as: actor) { (work) throws(StoreError) in
      let callback = try work.callbacks.find(uid)
      let found = try work.contacts.find(callback.contact, for: work)
      guard callback.state == .open else { throw StoreError.callbackEnded }
      if callback.attendant != work.actor.login, let refusal = work.refusal(of: .assignWork) {
        throw refusal
      }
      let why = try Justification(reason, at: work.now, about: found.contact.fields).text
      let problems = try work.assignable(login)
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
      guard login != callback.attendant else {
        throw StoreError(.invalid([.alreadyTheirs]))
      }
      try work.callbacks.pass(callback.id, to: login)
      var event = event
      event.subject = found.pseudonym
      event.reason = "passado de \(callback.attendant) a \(login): \(why)"
      try work.audit(event)
    }
  }

  /// What the title bar says; it is asked every minute, and says nothing of anybody.
  public func shiftPulse(as actor: Actor) async throws(StoreError) -> ShiftPulse {
    let attempt = AuditTrail.Event(action: .read, entity: .callback)
    let now = surroundings.now()
    return try await reading(.workShift, attempt, as: actor) { (database) throws(StoreError) in
      var pulse = ShiftPulse(
        due: try CallbackTable(database: database).due(of: actor.login, at: now))
      if Permission.takeAlerts.isGranted(to: actor) {
        pulse.alerts = try RiskTable(database: database).untaken()
      }
      return pulse
    }
  }

  private func changing(
    _ uid: UID, fields: [String], because reason: String, as actor: Actor,
    _ change: @Sendable (Work, CallbackTable.Found) throws(StoreError) -> Void
  ) async throws(StoreError) {
    let event = AuditTrail.Event(action: .update, entity: .callback)
    try await writing(.workShift, event, as: actor) { (work) throws(StoreError) in
      let callback = try work.callbacks.find(uid)
      let found = try work.contacts.find(callback.contact, for: work)
      guard callback.state == .open else { throw StoreError.callbackEnded }
      try change(work, callback)
      var event = event
      event.subject = found.pseudonym
      event.fields = fields
      event.reason = reason
      try work.audit(event)
    }
  }
}

extension Work {
  var callbacks: CallbackTable { CallbackTable(database: database) }
  var shift: ShiftTable { ShiftTable(database: database) }

  /// Adds a callback of somebody whose record is open to this actor, and its audit entry.
  func promise(
    to found: ContactTable.Found, interaction: Int64?, dueAt: Timestamp, note: Sensitive<String>?,
    attendant: String?
  ) throws(StoreError) -> UID {
    guard found.contact.status == .active else { throw StoreError(.notFound) }
    var problems: [FieldProblem] = []
    if dueAt <= now { problems.append(.momentPassed) }
    if let day = try refusesCallbacks(found) { problems.append(.callbackUnwanted(since: day)) }
    let words = try Self.note(note, longest: NewCallback.longestNote)
    let login = attendant.map(NewUser.normalised) ?? actor.login
    if login != actor.login { problems += try assignable(login) }
    guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
    let uid = surroundings.newUID()
    try callbacks.insert(
      uid: uid, contact: found.id, interaction: interaction, dueAt: dueAt, note: words,
      attendant: login, by: actor.login, at: now)
    try audit(
      AuditTrail.Event(
        action: .create, entity: .callback, subject: found.pseudonym,
        fields: ["quando"] + (words == nil ? [] : ["nota"])))
    return uid
  }

  /// A note without white space around it, nil when nothing is left; one that is too long is refused.
  static func note(_ note: Sensitive<String>?, longest: Int) throws(StoreError)
    -> Sensitive<String>?
  {
    guard let note else { return nil }
    let text = note.revealed(for: .storage)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.unicodeScalars.count <= longest else { throw StoreError(.invalid([.longNote])) }
    return words.isEmpty ? nil : Sensitive(words)
  }

  /// Why work cannot be given to a login: nobody's, or of somebody who may not do it.
  func assignable(_ login: String) throws(StoreError) -> [FieldProblem] {
    guard let user = try users.find(login: login), user.isActive,
      !user.roles.isDisjoint(with: Permission.workShift.roles)
    else { return [.notAnAttendant] }
    return []
  }
}

extension StoreError {
  static let callbackEnded = StoreError(
    .invalid([
      FieldProblem(
        field: .form, message: "Este retorno já foi feito, cancelado ou mudado. Atualize a lista.")
    ]))
}

extension FieldProblem {
  static func callbackUnwanted(since day: CivilDate) -> FieldProblem {
    FieldProblem(
      field: .form,
      message:
        "A pessoa disse em \(day.display) que não quer que a central ligue ou escreva. Só com um novo "
        + "consentimento dela, em Consentimentos.")
  }
  static let momentPassed = FieldProblem(
    field: .date, message: "O retorno tem de ser num momento que ainda não passou.")
  static let longNote = FieldProblem(
    field: .notes, message: "A nota tem mais de \(NewCallback.longestNote) caracteres.")
  static let alreadyTheirs = FieldProblem(
    field: .login, message: "O retorno já é dessa pessoa.")
  static let notAnAttendant = FieldProblem(
    field: .login, message: "Não há essa pessoa, ou ela não atende nesta central.")
}
