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
    let event = AuditTrail.Event(
      action: .read, entity: .contact, fields: ["consentimento"], person: contact)
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
    let event = AuditTrail.Event(
      action: .update, entity: .contact, fields: ["consentimento"], person: new.contact)
    try await writing(.recordConsents, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.find(new.contact, for: work)
      guard let basis = LegalBasis.named(new.legalBasis ?? new.purpose.legalBasis) else {
        throw StoreError(.invalid([.unknownBasis]))
      }
      if new.purpose.isSensitive, !basis.isForSensitive {
        throw StoreError(.invalid([.basisOfSensitive]))
      }
      if new.decision == .given, !new.noticeRead { throw StoreError(.invalid([.noticeUnread])) }
      let said = new.noticeRead ? " aviso lido, versão \(new.purpose.textVersion)" : ""
      try work.audit(event.of(found, "\(new.decision.rawValue) \(new.purpose.code)\(said)"))
      try work.keep(
        Consent(
          purpose: new.purpose.name, legalBasis: basis.article,
          textVersion: new.purpose.textVersion, textHash: new.purpose.noticeHash,
          channel: new.channel, decision: new.decision, recordedAt: work.now,
          recordedBy: work.actor.login, noticeRead: new.noticeRead), of: found.id,
        known: found.pseudonym,
        evidence: try Work.note(new.evidence, longest: NewRequest.longestNote))
    }
  }

  /// Takes back consents: that of one purpose, or all that hold.
  ///
  /// Whatever was done before stays lawful (article 8, § 5). What was still to be done ends: nobody is called back who does not
  /// want to be, also where nobody had asked and nothing was given: that is noted as well. An open request of revocation of
  /// this person has its step done.
  ///
  /// - Parameters:
  ///   - contact: Whose.
  ///   - purpose: The name in the ledger; nil for all.
  ///   - channel: How the person said so.
  ///   - actor: Who writes it down.
  /// - Returns: The purposes for which the data may no longer be used; none where all of that was known.
  /// - Throws: `.notFound` for nobody.
  public func revokeConsents(
    of contact: UID, purpose: String?, channel: Channel, as actor: Actor
  ) async throws(StoreError) -> ConsentRevocation {
    let event = AuditTrail.Event(
      action: .update, entity: .contact, fields: ["consentimento"], person: contact)
    return try await writing(.recordConsents, event, as: actor) { (work) throws(StoreError) in
      let found = try work.contacts.find(contact, for: work)
      let ledger = try ConsentTable(database: work.database).all(of: found.id)
      let holding = Consent.holding(in: ledger)
      let given = holding.filter {
        $0.decision == .given && (purpose == nil || $0.purpose == purpose)
      }
      var revocation = ConsentRevocation(withdrawn: given.map(\.purpose))
      var lines = given.map { $0.revoked(by: channel, work) }
      if let calling = Purpose.callingBack, purpose == nil || purpose == calling.name,
        !holding.contains(where: { $0.purpose == calling.name && $0.decision != .notAsked })
      {
        revocation.neverGiven.append(calling.name)
        lines.append(
          Consent(
            purpose: calling.name, legalBasis: calling.legalBasis,
            textVersion: calling.textVersion, textHash: calling.noticeHash, channel: channel,
            decision: .revoked, recordedAt: work.now, recordedBy: work.actor.login))
      }
      try work.audit(event.of(found, "revogado \(lines.count)"))
      for line in lines { try work.keep(line, of: found.id, known: found.pseudonym) }
      for request in try work.requests.open(.revocation, of: found.id) {
        try work.note(RequestStep.Code.revocation, of: request, evidence: revocation.evidence)
      }
      return revocation
    }
  }
}

/// What a revocation has ended, by the names of the purposes.
public struct ConsentRevocation: Equatable, Sendable {
  /// What had been given, and no longer holds.
  public var withdrawn: [String]
  /// What nobody had given, and is noted as unwanted now.
  public var neverGiven: [String] = []

  /// All for which the data may no longer be used.
  public var purposes: [String] { withdrawn + neverGiven }

  fileprivate var evidence: String {
    let parts = [
      withdrawn.isEmpty
        ? "nenhum consentimento vigente" : "revogado em \(withdrawn.count) finalidade(s)",
      neverGiven.isEmpty ? "" : "anotado que não quer retorno",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
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

  fileprivate func revoked(by channel: Channel, _ work: Work) -> Consent {
    Consent(
      purpose: purpose, legalBasis: legalBasis, textVersion: textVersion, textHash: textHash,
      channel: channel, decision: .revoked, recordedAt: work.now, recordedBy: work.actor.login)
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
    try refusal(of: found.id)?.recordedAt.local.date
  }

  /// The line of the ledger by which somebody is not to be called.
  func refusal(of contact: Int64) throws(StoreError) -> Consent? {
    let ledger = try ConsentTable(database: database).all(of: contact)
    let calling = Consent.holding(in: ledger).first { $0.purpose == Purpose.callingBack?.name }
    switch calling?.decision {
    case .refused, .revoked: return calling
    case .given, .notAsked, nil: return nil
    }
  }

  /// Adds a line to the ledger, and ends what it says no to: the one way in, wherever the line comes from.
  func keep(
    _ consent: Consent, of contact: Int64, known pseudonym: String?,
    evidence: Sensitive<String>? = nil
  ) throws(StoreError) {
    try ConsentTable(database: database).insert(consent, contact: contact, evidence: evidence)
    guard consent.decision == .refused || consent.decision == .revoked else { return }
    try stopUse(of: contact, known: pseudonym, because: "consentimento retirado")
  }

  /// Cancels what was still to be done of the calling of somebody who does not want it.
  ///
  /// - Returns: The callbacks that were open.
  @discardableResult
  func stopUse(
    of contact: Int64, known pseudonym: String?, because reason: String
  ) throws(StoreError) -> [Int64] {
    guard try refusal(of: contact) != nil else { return [] }
    let open = try callbacks.open(of: contact)
    for id in open {
      try callbacks.end(id, as: .cancelled, by: actor.login, at: now)
      try audit(
        AuditTrail.Event(
          action: .update, entity: .callback, subject: pseudonym, fields: ["situacao"],
          reason: "\(CallbackState.cancelled.rawValue): \(reason)"))
    }
    return open
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
