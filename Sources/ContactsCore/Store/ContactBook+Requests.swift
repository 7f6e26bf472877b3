/// The LGPD desk: what people ask for, by when, and how far it is.
extension ContactBook {
  /// Registers a request and starts its clock.
  ///
  /// The record may be closed to this person, or blocked: the law is answered all the same. Without a record the request
  /// is about somebody of whom nothing was found, which is an answer too.
  public func newRequest(
    _ request: NewRequest, as actor: Actor
  ) async throws(StoreError) -> SubjectRequest {
    let event = AuditTrail.Event(action: .create, entity: .request, person: request.contact)
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      let found = try request.contact.map { (uid) throws(StoreError) in
        try work.contacts.findClosed(uid)
      }
      guard found?.contact.status != .anonymised else { throw StoreError(.notFound) }
      let request = try request.checked()
      let number = try work.requests.nextProtocol(.request, on: work.now.local.date)
      let caution = try found.flatMap { (found) throws(StoreError) in
        try GuardianTable(database: work.database).find(found.id)
      }
      try work.requests.insert(
        request, uid: work.surroundings.newUID(), protocolNumber: number, contact: found?.id,
        safeChannel: request.safeChannel ?? found?.contact.fields.safeChannel,
        dueOn: SmallAgent(try work.settings.all()).period(of: request.kind).end(after: work.now),
        steps: RequestStep.all(
          of: request.kind, asker: request.asker, hasRecord: found != nil,
          isGuardianFlagged: caution?.mayBeAggressor.revealed(for: .matching) == true),
        by: work.actor.login, at: work.now)
      var event = event
      event.subject = found?.pseudonym
      event.fields = [request.kind.rawValue]
      event.reason = "\(number)\(found == nil ? " sem registro" : "")"
      try work.audit(event)
      let made = try work.requests.find(number)
      if let code = request.identityCheck, let check = IdentityCheck.named(code) {
        try work.complete(
          RequestStep.Code.identity, of: made, evidence: Sensitive(check.name))
        return try work.requests.find(number).request
      }
      return made.request
    }
  }

  /// What there is to do at the desk, the first to be due first: nothing of anybody, so without an audit entry.
  public func requests(
    _ filter: RequestFilter, limit: Int, as actor: Actor
  ) async throws(StoreError) -> [RequestSummary] {
    let attempt = AuditTrail.Event(action: .read, entity: .request)
    return try await reading(.handleRequests, attempt, as: actor) { (database) throws(StoreError) in
      try RequestTable(database: database).all(filter, limit: min(max(limit, 1), 1000))
    }
  }

  /// All of one request; its reading is in the audit before it returns.
  public func request(
    _ number: DeskProtocol, as actor: Actor
  ) async throws(StoreError) -> SubjectRequest {
    let event = AuditTrail.Event(action: .read, entity: .request)
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      let found = try work.requests.find(number)
      try work.audit(event.about(found, try work.pseudonym(of: found)))
      return found.request
    }
  }

  /// Notes that one step is done, and what shows it.
  ///
  /// What the program itself has to do (`isAutomatic`) is not taken on anybody's word.
  public func completeStep(
    _ code: String, of number: DeskProtocol, evidence: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) -> SubjectRequest {
    let event = AuditTrail.Event(action: .update, entity: .request)
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      let found = try work.openRequest(number)
      guard let step = found.request.steps.first(where: { $0.code == code }) else {
        throw StoreError(.invalid([.unknownStep]))
      }
      guard !step.isAutomatic else { throw StoreError(.invalid([.automaticStep])) }
      if code == RequestStep.Code.delivery,
        let answer = found.request.pending.first(where: { $0.code == RequestStep.Code.answer })
      {
        throw StoreError(.invalid([.pending(answer)]))
      }
      if code == RequestStep.Code.guardian {
        let person = try found.request.summary.contact.map { (uid) throws(StoreError) in
          try work.contacts.findClosed(uid).contact.fields
        }
        let why = try Justification(evidence, at: work.now, about: person).text
        try work.complete(code, of: found, evidence: Sensitive(why))
        try work.audit(event.about(found, try work.pseudonym(of: found), "\(code): \(why)"))
        return try work.requests.find(number).request
      }
      try work.complete(code, of: found, evidence: evidence)
      return try work.requests.find(number).request
    }
  }

  /// Closes a request all of whose steps are done.
  public func fulfil(
    _ number: DeskProtocol, as actor: Actor
  ) async throws(StoreError) -> SubjectRequest {
    let event = AuditTrail.Event(action: .update, entity: .request, fields: ["situacao"])
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      let found = try work.openRequest(number)
      guard found.request.pending.isEmpty else {
        throw StoreError(.invalid(found.request.pending.map(FieldProblem.pending)))
      }
      try work.requests.close(
        found.id, as: .fulfilled, refusal: nil, by: work.actor.login, at: work.now)
      try work.audit(event.about(found, try work.pseudonym(of: found), "concluido"))
      return try work.requests.find(number).request
    }
  }

  /// Refuses a request by an article of the law, and says why: the letter goes to the person.
  ///
  /// - Parameters:
  ///   - number: Which request.
  ///   - article: One of `RefusalGround`.
  ///   - reason: What happened in this case, in words the person will read.
  ///   - actor: Who refuses.
  /// - Returns: The request, closed, and its letter, which alone has the reason as it was given: what the store keeps
  ///   outlives the record, and identifies nobody.
  /// - Throws: `.invalid` without an article or a reason.
  public func refuse(
    _ number: DeskProtocol, article: String, reason: Sensitive<String>, as actor: Actor
  ) async throws(StoreError) -> (request: SubjectRequest, letter: Sensitive<String>) {
    let event = AuditTrail.Event(action: .update, entity: .request, fields: ["situacao"])
    let settings = try await settings()
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      let found = try work.openRequest(number)
      guard let ground = RefusalGround.named(article) else {
        throw StoreError(.invalid([.unknownArticle]))
      }
      guard let words = try Work.note(reason, longest: NewRequest.longestNote),
        words.revealed(for: .storage).unicodeScalars.count >= Justification.shortest
      else { throw StoreError(.invalid([.refusalReason])) }
      try work.requests.close(
        found.id, as: .refused, refusal: (ground.article, work.covered(words)),
        by: work.actor.login, at: work.now)
      try work.audit(
        event.about(found, try work.pseudonym(of: found), "recusado \(ground.article)"))
      let refused = try work.requests.find(number).request
      let letter = Letter(refused, settings: settings, today: work.now.local.date)
      return (refused, Sensitive(letter.refusal(ground, reason: words)))
    }
  }

  /// What the title bar and the panel say of the desk: numbers alone.
  public func requestPulse(as actor: Actor) async throws(StoreError) -> RequestPulse {
    let attempt = AuditTrail.Event(action: .read, entity: .request)
    let today = surroundings.now().local.date
    return try await reading(.handleRequests, attempt, as: actor) { (database) throws(StoreError) in
      let pulse = try RequestTable(database: database).pulse(on: today)
      return RequestPulse(overdue: pulse.overdue, dueToday: pulse.dueToday)
    }
  }
}

/// How many open requests are past their last day, and how many end today.
public struct RequestPulse: Equatable, Sendable {
  public var overdue: Int
  public var dueToday: Int

  public init(overdue: Int = 0, dueToday: Int = 0) {
    self.overdue = overdue
    self.dueToday = dueToday
  }
}

extension Work {
  var requests: RequestTable { RequestTable(database: database) }

  /// A request that is still to be answered.
  func openRequest(_ number: DeskProtocol) throws(StoreError) -> RequestTable.Found {
    let found = try requests.find(number)
    guard !found.request.summary.state.isClosed else {
      throw StoreError(.invalid([.closedRequest]))
    }
    return found
  }

  /// The open request of one kind about one person: by which something is done to the record.
  func openRequest(
    _ number: DeskProtocol, of kind: RequestKind, about contact: Int64
  ) throws(StoreError) -> RequestTable.Found {
    let found = try openRequest(number)
    guard found.request.kind == kind, found.contact == contact else {
      throw StoreError(.invalid([.otherRequest]))
    }
    return found
  }

  /// Notes that a step is done, with what shows it, and its audit entry.
  func complete(
    _ code: String, of found: RequestTable.Found, evidence: Sensitive<String>
  ) throws(StoreError) {
    guard let words = try Self.note(evidence, longest: NewRequest.longestNote) else {
      throw StoreError(.invalid([.noEvidence]))
    }
    if code == RequestStep.Code.identity {
      let given = words.revealed(for: .storage)
      let check = IdentityCheck.all.first { $0.code == given || $0.name == given }
      if let check { try requests.setIdentityCheck(check.code, of: found.id) }
    }
    try note(code, of: found, evidence: covered(words))
  }

  /// The same of what the program itself has done, whose evidence names nobody.
  func note(
    _ code: String, of found: RequestTable.Found, evidence: String
  ) throws(StoreError) {
    try requests.complete(code, of: found.id, evidence: evidence, by: actor.login, at: now)
    try audit(
      AuditTrail.Event(action: .update, entity: .request, fields: [code]).about(
        found, try pseudonym(of: found)))
  }

  /// Words that outlive the person's record, with what identifies anybody covered.
  func covered(_ words: Sensitive<String>) -> String {
    Masker(today: now.local.date).mask(words.revealed(for: .storage)).text
  }

  /// The name that the audit knows the person of a request by.
  func pseudonym(of found: RequestTable.Found) throws(StoreError) -> String? {
    guard let uid = found.request.summary.contact else { return nil }
    return try contacts.pseudonym(of: uid)
  }
}

extension NewRequest {
  /// The same with its notes trimmed, if they may be taken.
  fileprivate func checked() throws(StoreError) -> NewRequest {
    var request = self
    if case .representative(let name, let mandate) = asker {
      guard let name = try Work.note(name, longest: Self.longestNote),
        let mandate = try Work.note(mandate, longest: Self.longestNote)
      else { throw StoreError(.invalid([.noMandate])) }
      request.asker = .representative(name: name, mandate: mandate)
    }
    if let code = identityCheck, IdentityCheck.named(code) == nil {
      throw StoreError(.invalid([.unknownCheck]))
    }
    request.safeChannel = try Work.note(safeChannel, longest: Self.longestNote)
    return request
  }
}

extension AuditTrail.Event {
  func about(
    _ found: RequestTable.Found, _ subject: String?, _ more: String = ""
  ) -> AuditTrail.Event {
    var event = self
    event.subject = subject
    event.reason = [found.request.protocolNumber.description, more].filter { !$0.isEmpty }
      .joined(separator: " ")
    return event
  }
}

extension FieldProblem {
  static let closedRequest = FieldProblem(
    field: .form, message: "Este pedido já foi concluído ou recusado.")
  static let otherRequest = FieldProblem(
    field: .form, message: "O pedido é de outro direito, ou de outra pessoa.")
  static let unknownStep = FieldProblem(
    field: .form, message: "Este pedido não tem esse passo.")
  static let automaticStep = FieldProblem(
    field: .form, message: "Este passo é feito pelo programa, e não por declaração.")
  static let noEvidence = FieldProblem(
    field: .justification, message: "Diga o que mostra que o passo foi feito.")
  static let unknownArticle = FieldProblem(
    field: .justification,
    message: "Diga o artigo da LGPD em que a recusa se apoia: "
      + RefusalGround.all.map(\.article).joined(separator: "; ") + ".")
  static let refusalReason = FieldProblem(
    field: .justification,
    message: "Diga à pessoa o que impede o pedido, em \(Justification.shortest) a "
      + "\(NewRequest.longestNote) caracteres.")
  static let noMandate = FieldProblem(
    field: .form, message: "De quem representa, diga o nome e de onde vêm os poderes.")
  static let unknownCheck = FieldProblem(
    field: .form,
    message: "Diga como a identidade foi conferida: "
      + IdentityCheck.all.map(\.code).joined(separator: ", ") + ".")

  static func pending(_ step: RequestStep) -> FieldProblem {
    FieldProblem(field: .form, message: "Falta: \(step.text) (\(step.code)).")
  }
}
