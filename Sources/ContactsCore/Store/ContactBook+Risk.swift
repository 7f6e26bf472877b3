/// Who may be in danger, and who takes care of it.
extension ContactBook {
  /// Where somebody in danger is sent, in the order in which it is read out.
  public func referrals() async throws(StoreError) -> [Referral] {
    try await reader.read { (database) throws(StoreError) in
      try RiskTable(database: database).referrals()
    }
  }

  /// Alerts that nobody has taken, the oldest first; or with those that were taken, the newest first.
  public func riskAlerts(
    includingTaken: Bool, limit: Int, as actor: Actor
  ) async throws(StoreError) -> [RiskAlert] {
    let attempt = AuditTrail.Event(action: .read, entity: .risk)
    let viewer = viewer(actor)
    return try await reading(.takeAlerts, attempt, as: actor) { (database) throws(StoreError) in
      try RiskTable(database: database).all(
        includingTaken: includingTaken, limit: min(max(limit, 1), 1000), for: viewer)
    }
  }

  /// Takes the alert of an interaction; one that is this person's already stays so.
  ///
  /// - Throws: `.invalid` with who has it and since when, where somebody else was faster: two who both believe that the
  ///   person is theirs may both leave them alone.
  public func takeAlert(of uid: UID, as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(action: .update, entity: .risk, fields: ["assumido"])
    try await writing(.takeAlerts, event, as: actor) { (work) throws(StoreError) in
      let interaction = try work.shift.find(uid)
      let table = RiskTable(database: work.database)
      if try table.take(interaction.id, by: work.actor.login, at: work.now) {
        var event = event
        event.subject = try work.contacts.pseudonym(of: interaction.contact)
        try work.audit(event)
      } else if let taken = try table.taken(interaction.id), taken.by != work.actor.login {
        throw StoreError(.invalid([.alertTaken(by: taken.by, at: taken.at)]))
      }
    }
  }
}

extension Work {
  /// Alerts the supervisors if an interaction is critical, still open, and they have not been alerted yet.
  func raiseAlert(of interaction: Int64) throws(StoreError) {
    let table = RiskTable(database: database)
    guard let contact = try table.raise(interaction, by: actor.login, at: now) else { return }
    try audit(
      AuditTrail.Event(
        action: .create, entity: .risk, subject: try contacts.pseudonym(of: contact),
        fields: [FieldKey.urgency.rawValue]))
  }
}

extension FieldProblem {
  static func alertTaken(by login: String, at moment: Timestamp) -> FieldProblem {
    FieldProblem(
      field: .urgency,
      message: "\(login) já assumiu este alerta, em \(moment.local.display): não ligue em dobro.")
  }
}
