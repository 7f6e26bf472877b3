extension ContactBook {
  /// How much an export would hold, and whether a second person has to agree: nothing of anybody, so no audit entry.
  public func exportPreview(
    _ request: ExportRequest, as actor: Actor
  ) async throws(StoreError) -> ExportPreview {
    let attempt = AuditTrail.Event(action: .export, entity: .contact)
    try await authorise(request.permission, attempt, actor)
    let exporter = try Exporter(path: folder.database)
    let (_, counts) = try await exporter.begin(request, login: actor.login)
    try await exporter.end()
    let subject = request.subject(counts, at: surroundings.now())
    return try await reader.read { (database) throws(StoreError) in
      var fourEyes = FourEyes.turnedOff
      if !request.isMasked {
        fourEyes = try Approving(database: database).fourEyes(for: subject, login: actor.login)
      }
      var approvers: [String] = []
      if fourEyes == .needed {
        approvers = try UserTable(database: database).others(
          who: subject.kind.approving, besides: actor.login)
      }
      return ExportPreview(
        counts: counts, subject: subject, fourEyes: fourEyes, approvers: approvers)
    }
  }

  /// Writes people and interactions to a file.
  ///
  /// The EXPORT entry and the row of the disclosure are committed before the first byte is written; the file takes its
  /// name when it is whole and on disk. Cancelling the task ends it with `.interrupted`, and leaves no file.
  ///
  /// - Parameters:
  ///   - request: What, how and why.
  ///   - file: Where; opened with the rights of the person.
  ///   - actor: Who exports.
  ///   - progress: Told how far it is, on a thread of its own.
  /// - Returns: What the file holds, and its digest.
  /// - Throws: `.approvalRequired` when a second person has to agree to exactly this first; `.invalid` without a
  ///   justification for full records.
  public func export(
    _ request: ExportRequest, to file: ExportFile, as actor: Actor,
    progress: @escaping @Sendable (ExportProgress) -> Void
  ) async throws(StoreError) -> ExportReceipt {
    let attempt = AuditTrail.Event(action: .export, entity: .contact)
    try await authorise(request.permission, attempt, actor)
    let settings = try await settings()
    let exporter = try Exporter(path: folder.database)
    let (query, counts) = try await exporter.begin(request, login: actor.login)
    let about = try await writing(request.permission, attempt, as: actor) {
      (work) throws(StoreError) in
      try work.beginExport(request, counts, settings)
    }
    do throws(StoreError) {
      let digest = try await exporter.write(about, query, to: file, progress: progress)
      if Task.isCancelled { throw StoreError(.interrupted) }
      try file.commit(number: surroundings.randomBytes(8))
      try await endExport(about, digest)
      // The file is whole; a connection that closes badly changes nothing of it.
      _ = try? await exporter.end()
      return ExportReceipt(uid: about.uid, counts: counts, digest: digest)
    } catch {
      // What went wrong first is what is told. A disclosure that cannot be marked stays begun, which claims no less.
      _ = try? await exporter.end()
      _ = try? await endExport(about, nil)
      throw error
    }
  }

  private func endExport(_ about: ExportAbout, _ digest: String?) async throws(StoreError) {
    let now = surroundings.now()
    try await writer.write { (database) throws(StoreError) in
      try DisclosureTable(database: database).end(
        about.uid, counts: about.counts, digest: digest, at: now)
    }
  }
}

extension Work {
  /// Uses up the approval, records the export in the audit and among the disclosures, and says what its file is to say.
  fileprivate func beginExport(
    _ request: ExportRequest, _ counts: ExportCounts, _ settings: Settings
  ) throws(StoreError) -> ExportAbout {
    var justification: String?
    if let given = request.justification {
      justification = try Justification(given, at: now).text
    } else if !request.isMasked {
      throw StoreError(.invalid([.justification]))
    }
    var approval = "não se aplica: dados mascarados"
    if !request.isMasked { approval = try useApproval(of: request.subject(counts, at: now)) }
    let uid = surroundings.newUID()
    let said = [
      "exportacao=\(uid.text)", request.kind.joined(separator: " "),
      request.isMasked ? "mascarado" : "completo", "pessoas=\(counts.contacts)",
      "atendimentos=\(counts.interactions)", "restritos_fora=\(counts.closed)", "(\(approval))",
      justification ?? "",
    ]
    try audit(
      AuditTrail.Event(
        action: .export, entity: .contact, fields: request.filter.conditions.map(\.name),
        reason: said.filter { !$0.isEmpty }.joined(separator: " ")))
    try DisclosureTable(database: database).begin(
      uid, request, justification: justification, approval: approval, counts: counts,
      by: actor.login, at: now)
    return ExportAbout(
      uid: uid, request: request, justification: justification, approval: approval,
      counts: counts, login: actor.login, moment: now, organization: settings.organization,
      dataProtectionOfficer: settings.dataProtectionOfficer,
      dataProtectionEmail: settings.dataProtectionEmail)
  }
}

extension ExportRequest {
  /// Format and table: a table of CSV is as much another file as another format is.
  fileprivate var kind: [String] {
    ["formato=\(format.rawValue)"] + (format == .csv ? ["tabela=\(table.rawValue)"] : [])
  }

  /// What of people is in the file, for who has to agree to it.
  private var contentWords: String {
    switch contents {
    case .contacts: "só cadastros, sem os textos dos atendimentos"
    case .interactions: "atendimentos, com os textos"
    case .both: "cadastros e atendimentos, com os textos"
    }
  }

  /// What a second person agrees to: this filter, format, table and reason, for up to a round number of people.
  ///
  /// The number is rounded up to two figures, so that somebody who is registered meanwhile does not undo the approval.
  func subject(_ counts: ExportCounts, at now: Timestamp) -> Approval.Subject {
    var step = 1
    while counts.contacts > 100 * step { step *= 10 }
    let most = (counts.contacts + step - 1) / step * step
    let conditions = filter.conditions.map { "\($0.name)=\($0.value)" }
    // Words that cannot be kept are refused before the approval is looked for.
    let why = justification.flatMap { try? Justification($0, at: now).text }
    let reason = why.map { ["justificativa=\($0)"] } ?? []
    return Approval.Subject(
      kind: .export, scope: (kind + conditions + reason).joined(separator: "\n"),
      summary: "exportação completa em \(format.label), \(contentWords), até \(most) pessoas"
        + (conditions.isEmpty ? "" : ", " + conditions.joined(separator: ", "))
        + (why.map { ". Motivo: \($0)" } ?? ""),
      count: most)
  }
}
