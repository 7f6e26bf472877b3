extension ContactBook {
  /// Whether this actor needs a second person for something, and why not if not.
  public func fourEyes(
    for subject: Approval.Subject, as actor: Actor
  ) async throws(StoreError) -> FourEyes {
    let attempt = AuditTrail.Event(action: .read, entity: .approval)
    return try await reading(subject.kind.requesting, attempt, as: actor) {
      (database) throws(StoreError) in
      try Approving(database: database).fourEyes(for: subject, login: actor.login)
    }
  }

  /// Asks for a second person; the same again, while it can still serve, answers the same code.
  public func requestApproval(
    of subject: Approval.Subject, as actor: Actor
  ) async throws(StoreError) -> Approval {
    let event = AuditTrail.Event(
      action: .create, entity: .approval, fields: [subject.kind.rawValue])
    return try await writing(subject.kind.requesting, event, as: actor) {
      (work) throws(StoreError) in
      let table = ApprovalTable(database: work.database)
      if let earlier = try table.find(subject, of: work.actor.login, at: work.now) {
        return earlier
      }
      let approval = Approval(
        code: Approval.code(work.surroundings.randomBytes(5)), subject: subject,
        requestedBy: work.actor.login, requestedAt: work.now,
        expiresAt: work.now.adding(milliseconds: ApprovalTable.lifetime), state: .pending)
      try table.insert(approval)
      try work.audit(event.about(approval))
      return approval
    }
  }

  /// What waits for an answer and what was answered lately, newest first.
  public func approvals(as actor: Actor) async throws(StoreError) -> [Approval] {
    let attempt = AuditTrail.Event(action: .read, entity: .approval)
    let now = surroundings.now()
    return try await reading(.readApprovals, attempt, as: actor) { (database) throws(StoreError) in
      try ApprovalTable(database: database).all(at: now, limit: 200)
    }
  }

  /// Agrees to what somebody else asked for.
  ///
  /// In a centre of accounts the second person does so from an account of their own; in one of passwords, after having
  /// signed in, at the same terminal if they like.
  public func approve(_ code: String, as actor: Actor) async throws(StoreError) -> Approval {
    try await decide(code, isGranted: true, as: actor)
  }

  /// Refuses what somebody else asked for.
  public func deny(_ code: String, as actor: Actor) async throws(StoreError) -> Approval {
    try await decide(code, isGranted: false, as: actor)
  }

  private func decide(
    _ code: String, isGranted: Bool, as actor: Actor
  ) async throws(StoreError) -> Approval {
    let code = Approval.normalised(code)
    let now = surroundings.now()
    let known = try await reader.read { (database) throws(StoreError) in
      try ApprovalTable(database: database).find(code, at: now)
    }
    let event = AuditTrail.Event(action: .update, entity: .approval)
    let permission = known?.subject.kind.approving ?? .readApprovals
    return try await writing(permission, event, as: actor) {
      (work) throws(StoreError) -> Result<Approval, StoreError> in
      let table = ApprovalTable(database: work.database)
      guard let approval = try table.find(code, at: work.now) else {
        throw StoreError(.notFound)
      }
      guard approval.requestedBy != work.actor.login else {
        try work.audit(event.about(approval).refused("a própria pessoa"))
        return .failure(StoreError(.invalid([.ownApproval])))
      }
      guard approval.state == .pending else { throw StoreError(.invalid([.alreadyDecided])) }
      try table.decide(code, isGranted: isGranted, by: work.actor.login, at: work.now)
      var decided = event.about(approval)
      decided.fields = [isGranted ? "aprovado" : "negado"]
      try work.audit(decided)
      return .success(try table.find(code, at: work.now) ?? approval)
    }.get()
  }
}

/// The rules of the second person, inside a transaction.
struct Approving {
  let database: any Database

  func fourEyes(
    for subject: Approval.Subject, login: String
  ) throws(StoreError) -> FourEyes {
    let settings = try SettingTable(database: database).all()
    guard settings.asksFourEyes else { return .turnedOff }
    let limit = settings.fourEyesExportLimit
    if subject.kind == .export, subject.count <= limit { return .withinLimit(limit) }
    let users = UserTable(database: database)
    return try users.othersMay(subject.kind.approving, besides: login) ? .needed : .nobodyElse
  }
}

extension Work {
  /// Uses up the approval of exactly this, in the transaction of what was approved; without one, `.approvalRequired`.
  ///
  /// - Returns: What to say of it in the audit entry of the act: who agreed, or why nobody had to.
  func useApproval(of subject: Approval.Subject) throws(StoreError) -> String {
    switch try Approving(database: database).fourEyes(for: subject, login: actor.login) {
    case .turnedOff: return "quatro olhos desligado"
    case .nobodyElse: return "ninguém mais pode aprovar"
    case .withinLimit: return "dentro do limite"
    case .needed: break
    }
    let table = ApprovalTable(database: database)
    guard let approval = try table.find(subject, of: actor.login, at: now),
      case .granted(let second, _) = approval.state
    else { throw StoreError(.approvalRequired) }
    try table.use(approval.code, at: now)
    return "aprovado por \(second)"
  }
}

extension Approval {
  /// Eight characters that cannot be taken for one another, in two groups.
  static func code(_ bytes: [UInt8]) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let number = bytes.prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let characters = (0..<8).map { alphabet[Int(number >> (35 - 5 * UInt64($0)) & 31)] }
    return String(characters[..<4]) + "-" + String(characters[4...])
  }

  /// As it is stored, however it was typed.
  static func normalised(_ code: String) -> String {
    let plain = code.uppercased().compactMap { character -> Character? in
      switch character {
      case "O": "0"
      case "I", "L": "1"
      case "-", " ": nil
      default: character
      }
    }
    return plain.count == 8 ? String(plain[..<4]) + "-" + String(plain[4...]) : String(plain)
  }
}

extension AuditTrail.Event {
  fileprivate func about(_ approval: Approval) -> AuditTrail.Event {
    var event = self
    event.reason = "\(approval.code) \(approval.subject.kind.rawValue)"
    return event
  }
}

extension FieldProblem {
  static let ownApproval = FieldProblem(
    field: .form, message: "Quem pediu não pode aprovar: é preciso outra pessoa.")
  static let alreadyDecided = FieldProblem(
    field: .form, message: "Esse pedido já foi respondido, usado ou passou de 24 horas.")
}
