/// What a person decided about one purpose.
public struct NewConsent: Equatable, Sendable {
  public var contact: UID
  public var purpose: Purpose
  /// An article; nil for the purpose's own.
  public var legalBasis: String?
  public var decision: Consent.Decision
  public var channel: Channel
  /// Whether the notice was read to the person.
  public var noticeRead: Bool
  /// Where the proof is: a recording, a form.
  public var evidence: Sensitive<String>?

  public init(
    contact: UID, purpose: Purpose, legalBasis: String? = nil, decision: Consent.Decision,
    channel: Channel, noticeRead: Bool, evidence: Sensitive<String>? = nil
  ) {
    self.contact = contact
    self.purpose = purpose
    self.legalBasis = legalBasis
    self.decision = decision
    self.channel = channel
    self.noticeRead = noticeRead
    self.evidence = evidence
  }
}

/// The ledger of consents: it only grows, and the newest decision on a purpose is what holds.
extension ContactBook {
  /// The lines of one person, newest first; the reading is in the audit.
  public func consents(of contact: UID, as actor: Actor) async throws(StoreError) -> [Consent] {
    let event = AuditTrail.Event(action: .read, entity: .contact, fields: ["consentimento"])
    return try await writing(.recordConsents, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.find(contact, for: work)
      var event = event
      event.subject = found.pseudonym
      try work.audit(event)
      return try ConsentTable(database: work.database).all(of: found.id)
    }
  }

  /// Adds a decision.
  ///
  /// Sensitive data need a basis of article 11, so legitimate interest is refused; a consent counts only after its notice
  /// was read.
  public func recordConsent(_ new: NewConsent, as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(action: .update, entity: .contact, fields: ["consentimento"])
    try await writing(.recordConsents, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.find(new.contact, for: work)
      guard let basis = LegalBasis.named(new.legalBasis ?? new.purpose.legalBasis) else {
        throw StoreError(.invalid([.unknownBasis]))
      }
      if new.purpose.isSensitive, !basis.isForSensitive {
        throw StoreError(.invalid([.basisOfSensitive]))
      }
      if new.decision == .given, !new.noticeRead { throw StoreError(.invalid([.noticeUnread])) }
      try work.add(
        Consent(
          purpose: new.purpose.name, legalBasis: basis.article,
          textVersion: new.purpose.textVersion, textHash: new.purpose.noticeHash,
          channel: new.channel, decision: new.decision, recordedAt: work.now,
          recordedBy: work.actor.login, noticeRead: new.noticeRead), to: found.id,
        evidence: new.evidence)
      let said = new.noticeRead ? " aviso lido, versão \(new.purpose.textVersion)" : ""
      try work.audit(event.of(found, "\(new.decision.rawValue) \(new.purpose.code)\(said)"))
      switch new.decision {
      case .refused, .revoked: try work.stopUse(for: [new.purpose.name], of: found)
      case .given, .notAsked: break
      }
    }
  }

  /// Takes back consents: that of one purpose, or all that hold.
  ///
  /// Whatever was done before stays lawful (article 8, § 5). What was still to be done ends: nobody is called back who does not
  /// want to be. An open request of revocation of this person has its step done.
  ///
  /// - Parameters:
  ///   - contact: Whose.
  ///   - purpose: The name in the ledger; nil for all.
  ///   - channel: How the person said so.
  ///   - actor: Who writes it down.
  /// - Returns: The purposes for which the data may no longer be used.
  /// - Throws: `.notFound` for nobody.
  public func revokeConsents(
    of contact: UID, purpose: String?, channel: Channel, as actor: Actor
  ) async throws(StoreError) -> [String] {
    let event = AuditTrail.Event(action: .update, entity: .contact, fields: ["consentimento"])
    return try await writing(.recordConsents, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.find(contact, for: work)
      let ledger = try ConsentTable(database: work.database).all(of: found.id)
      let holding = Consent.holding(in: ledger).filter {
        $0.decision == .given && (purpose == nil || $0.purpose == purpose)
      }
      for consent in holding {
        try work.add(
          Consent(
            purpose: consent.purpose, legalBasis: consent.legalBasis,
            textVersion: consent.textVersion, textHash: consent.textHash, channel: channel,
            decision: .revoked, recordedAt: work.now, recordedBy: work.actor.login),
          to: found.id, evidence: nil)
      }
      try work.audit(event.of(found, "revogado \(holding.count)"))
      try work.stopUse(for: holding.map(\.purpose), of: found)
      for request in try work.requests.open(.revocation, of: found.id) {
        try work.note(
          RequestStep.Code.revocation, of: request,
          evidence: holding.isEmpty
            ? "nenhum consentimento vigente" : "revogado em \(holding.count) finalidade(s)")
      }
      return holding.map(\.purpose)
    }
  }
}

extension Consent {
  /// What holds of each purpose, of a ledger whose newest line is first: the newest decision, or that nobody has asked.
  ///
  /// Who was not asked this time has decided nothing, and takes back nothing that was decided before.
  public static func holding(in ledger: [Consent]) -> [Consent] {
    let decided = Set(ledger.filter { $0.decision != .notAsked }.map(\.purpose))
    var seen: Set<String> = []
    return ledger.filter {
      ($0.decision != .notAsked || !decided.contains($0.purpose))
        && seen.insert($0.purpose).inserted
    }
  }

  /// Whether the text has changed since it was read, so that the person has to be asked again.
  public var isOutdated: Bool {
    guard decision == .given, let purpose = Purpose.named(purpose) else { return false }
    return textHash != purpose.noticeHash
  }
}

extension Work {
  /// The day on which the person said that the centre is not to call or write; nil while she may be called.
  func refusesCallbacks(_ found: ContactTable.Found) throws(StoreError) -> CivilDate? {
    let ledger = try ConsentTable(database: database).all(of: found.id)
    let holding = Consent.holding(in: ledger)
    guard let calling = holding.first(where: { $0.purpose == Purpose.callingBack?.name }) else {
      return nil
    }
    switch calling.decision {
    case .refused, .revoked: return calling.recordedAt.local.date
    case .given, .notAsked: return nil
    }
  }

  /// Ends what was still to be done for purposes that no longer hold.
  fileprivate func stopUse(
    for purposes: [String], of found: ContactTable.Found
  ) throws(StoreError) {
    guard let calling = Purpose.callingBack, purposes.contains(calling.name) else { return }
    for id in try callbacks.open(of: found.id) {
      try callbacks.end(id, as: .cancelled, by: actor.login, at: now)
      try audit(
        AuditTrail.Event(
          action: .update, entity: .callback, subject: found.pseudonym, fields: ["situacao"],
          reason: "\(CallbackState.cancelled.rawValue): consentimento retirado"))
    }
  }

  fileprivate func add(
    _ consent: Consent, to contact: Int64, evidence: Sensitive<String>?
  ) throws(StoreError) {
    try ConsentTable(database: database).insert(
      consent, contact: contact,
      evidence: try Self.note(evidence, longest: NewRequest.longestNote))
  }
}

extension AuditTrail.Event {
  fileprivate func of(_ found: ContactTable.Found, _ reason: String) -> AuditTrail.Event {
    var event = self
    event.subject = found.pseudonym
    event.reason = reason
    return event
  }
}

extension FieldProblem {
  static let unknownBasis = FieldProblem(
    field: .consent,
    message: "Diga a base legal: \(LegalBasis.all.map(\.article).joined(separator: "; ")).")
  static let basisOfSensitive = FieldProblem(
    field: .consent,
    message: "Dado sensível pede uma base do art. 11: o legítimo interesse não serve.")
  static let noticeUnread = FieldProblem(
    field: .consent,
    message: "Leia o aviso à pessoa antes de registrar o consentimento, e diga que leu.")
}
