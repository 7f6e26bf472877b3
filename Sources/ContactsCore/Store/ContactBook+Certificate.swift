extension ContactBook {
  /// Signs what became of an erasure, with the centre's key for documents; every one that is given out is in the audit.
  ///
  /// - Parameters:
  ///   - request: The protocol that was answered.
  ///   - actor: The encarregado.
  /// - Returns: The certificate.
  /// - Throws: `.notFound` where nothing was erased for it; `.invalid` while it is not concluded; `.signingKey` when the key
  ///   cannot sign.
  public func erasureCertificate(
    request: String, as actor: Actor
  ) async throws(StoreError) -> ErasureCertificate {
    let event = AuditTrail.Event(action: .export, entity: .erasure, fields: ["certificado"])
    let keys = keyFolder
    return try await writing(.eraseContacts, event, as: actor) { (work) throws(StoreError) in
      guard let erasure = try ErasureTable(database: work.database).find(request: request) else {
        throw StoreError(.notFound)
      }
      guard erasure.state == .done, let concludedAt = erasure.concludedAt else {
        throw StoreError(
          .invalid([erasure.state == .onHold ? .erasureOnHold : .erasureUnfinished]))
      }
      let signer = try SigningKeys(database: work.database, folder: keys).signer(.documents)
      var done = event
      done.reason = "eliminacao=\(erasure.uid.text) pedido=\(request)"
      try work.audit(done)
      let settings = try work.settings.all()
      let last = try AuditTrail(database: work.database).last()
      var certificate = ErasureCertificate(
        origin: try work.settings.secret(SigningKeys.origin),
        organization: settings.organization,
        dataProtectionOfficer: settings.dataProtectionOfficer, erasure: erasure.uid,
        request: request, startedAt: erasure.startedAt, concludedAt: concludedAt,
        removed: erasure.removed.map { "\($0.table)=\($0.rows)" },
        kept: ErasureCertificate.kept + erasure.kept.map { "\($0.kind.rawValue);\($0.article)" }
          + (erasure.statistics?.parts ?? []).map { "estatistica;\($0) (art. 12)" }
          + (erasure.isNamedInAudit
            ? ["auditoria;justificativa que cita a pessoa (art. 16, I)"] : []),
        filesRead: erasure.filesRead, bytesRead: erasure.bytesRead, auditSeq: last.seq,
        auditRoot: last.hash, publicKey: signer.publicKey)
      certificate.signature = signer.sign(certificate.message)
      return certificate
    }
  }

  /// Whether a certificate stands as it was signed, by a key for documents of this centre.
  public func verify(
    _ certificate: ErasureCertificate, as actor: Actor
  ) async throws(StoreError) -> Bool {
    let attempt = AuditTrail.Event(action: .read, entity: .erasure)
    return try await reading(.eraseContacts, attempt, as: actor) { (database) throws(StoreError) in
      let origin = try SettingTable(database: database).optionalSecret(SigningKeys.origin)
      let keys = try SigningKeyTable(database: database).all()
      return certificate.isSigned && certificate.origin == origin
        && keys.contains { $0.name == .documents && $0.publicKey == certificate.publicKey }
    }
  }
}

extension ErasureCertificate {
  /// What stays of everybody, without a name: each kind with the article it stays under.
  static let kept: [String] = DataCatalogue.entries.filter { $0.erasing == .kept }
    .reduce(into: []) { lines, entry in
      let line = "\(entry.kind.rawValue);\(entry.legalBasis)"
      if !lines.contains(line) { lines.append(line) }
    }
}

extension FieldProblem {
  static let erasureOnHold = FieldProblem(
    field: .form,
    message:
      "A eliminação espera o fim de uma retenção (`atende hold list`): o que ela guarda sai sozinho quando terminar "
      + "ou for liberada, e o certificado pode ser assinado então.")
  static let erasureUnfinished = FieldProblem(
    field: .form,
    message: "A eliminação ainda não está concluída: repita `atende erase` para ver o que falta.")
}

extension ErasureCertificate {
  /// Writes the document, whole or not at all, to a file that only its owner may change.
  public func write(
    to path: String, replacing replaces: Bool, number: [UInt8]
  ) throws(StoreError) {
    let file = try AtomicFile(path: path, number: number)
    try file.write(Array("\(json)\n".utf8))
    try file.commit(mode: 0o640, replacing: replaces)
  }
}
