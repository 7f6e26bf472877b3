/// The register of incidents: Resolução CD/ANPD 15/2024.
extension ContactBook {
  /// Registers an incident, starts its clocks, and finds in the audit whose data it concerns.
  public func newIncident(
    _ new: NewIncident, as actor: Actor
  ) async throws(StoreError) -> Incident {
    let event = AuditTrail.Event(action: .create, entity: .incident)
    try await authorise(.handleRequests, event, actor)
    // Nobody by that name has seen anybody: that would be counted as nobody affected.
    if let login = new.scope?.login, try await !knows(login) {
      throw StoreError(.invalid([.unknownLogin]))
    }
    var sealed: (subjects: Set<String>, floor: Int64)?
    if let scope = new.scope { sealed = try await sealedSubjects(in: scope) }
    let known = sealed
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      guard let summary = try Work.note(new.summary, longest: 2000), new.knownAt <= work.now else {
        throw StoreError(.invalid([.incident]))
      }
      guard new.knownAt >= Incident.earliest,
        new.scope.map({ $0.from < $0.until && $0.from <= work.now }) ?? true
      else { throw StoreError(.invalid([.incidentTimes])) }
      let table = IncidentTable(database: work.database)
      if let known, try SegmentTable(database: work.database).floor().seq != known.floor {
        throw StoreError(.busy)
      }
      let people = try new.scope.map { (scope) throws(StoreError) in
        try table.people(in: scope, sealed: known?.subjects ?? [])
      }
      let agent = SmallAgent(try work.settings.all())
      let number = try work.requests.nextProtocol(.incident, on: work.now.local.date)
      let incident = Incident(
        protocolNumber: number, summary: work.covered(summary), risk: new.risk,
        knownAt: new.knownAt, scope: new.scope, affected: people?.count ?? 0,
        noticeDueOn: agent.period(of: .incidentNotice, risk: new.risk).end(after: new.knownAt),
        complementDueOn: agent.period(of: .incidentComplement, risk: new.risk)
          .end(after: new.knownAt),
        keepUntil: LegalDeadline.incidentRecord.period.end(after: new.knownAt),
        openedAt: work.now, openedBy: work.actor.login)
      try table.insert(incident, people: people ?? [], at: work.now)
      var event = event
      event.fields = [new.risk.rawValue]
      event.reason = "\(number) pessoas=\(incident.affected)"
      try work.audit(event)
      return incident
    }
  }

  /// The register, newest first: nothing of anybody, so without an audit entry.
  public func incidents(limit: Int, as actor: Actor) async throws(StoreError) -> [Incident] {
    let attempt = AuditTrail.Event(action: .read, entity: .incident)
    return try await reading(.handleRequests, attempt, as: actor) { (database) throws(StoreError) in
      try IncidentTable(database: database).all(limit: min(max(limit, 1), 1000))
    }
  }

  /// One incident and whose data it concerns; the reading is in the audit.
  public func incident(
    _ number: DeskProtocol, as actor: Actor
  ) async throws(StoreError) -> (incident: Incident, people: [Incident.Person]) {
    let event = AuditTrail.Event(action: .read, entity: .incident)
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      let found = try IncidentTable(database: work.database).find(number)
      var event = event
      event.reason = number.description
      try work.audit(event)
      return found
    }
  }
}

extension FieldProblem {
  static let incident = FieldProblem(
    field: .text,
    message: "Diga o que aconteceu, e quando a central soube, que não pode ser depois de agora.")
  static let unknownLogin = FieldProblem(
    field: .text,
    message: "Quem teve acesso não é uma pessoa usuária desta central: confira o nome.")
  static let incidentTimes = FieldProblem(
    field: .text,
    message:
      "Confira as datas: a central soube depois de 18/09/2020, quando a LGPD começou a valer, e "
      + "o período de que se fala começa antes de terminar, e não no futuro.")
}
