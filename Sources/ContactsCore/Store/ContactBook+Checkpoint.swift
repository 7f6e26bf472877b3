extension ContactBook {
  /// Signs where the chain stands, to be kept elsewhere; the newest entry it covers tells of itself.
  ///
  /// - Parameter actor: Whoever may check the audit, and whose account may read the key.
  /// - Returns: The checkpoint.
  /// - Throws: `.auditBroken` when the chain does not hold; `.signingKey` when the key cannot sign.
  public func checkpoint(as actor: Actor) async throws(StoreError) -> AuditCheckpoint {
    let event = AuditTrail.Event(action: .export, entity: .audit, fields: ["ponto_de_controle"])
    try await authorise(.verifyAudit, event, actor)
    try await requireIntactAudit()
    let folder = keyFolder
    return try await writing(.verifyAudit, event, as: actor) { (work) throws(StoreError) in
      let signer = try SigningKeys(database: work.database, folder: folder).signer(.audit)
      try work.audit(event)
      let segments = SegmentTable(database: work.database)
      let trail = AuditTrail(database: work.database)
      let last = try trail.last()
      let floor = try segments.floor().seq
      let stride = AuditCheckpoint.Marks.stride(of: last.seq - floor)
      var hashes: [[UInt8]] = []
      for seq in Swift.stride(from: floor + stride, through: last.seq, by: Int(stride)) {
        hashes.append(Array((try trail.hash(of: seq) ?? []).prefix(AuditCheckpoint.Marks.length)))
      }
      var checkpoint = AuditCheckpoint(
        origin: try work.settings.secret(SigningKeys.origin), seq: last.seq, root: last.hash,
        time: work.now,
        marks: AuditCheckpoint.Marks(start: floor, stride: stride, hashes: hashes),
        publicKey: signer.publicKey)
      checkpoint.signature = signer.sign(checkpoint.message)
      try segments.insert(checkpoint)
      return checkpoint
    }
  }

  /// What does not hold together is neither signed nor cut.
  func requireIntactAudit() async throws(StoreError) {
    let verdict = try await verifyAudit(as: nil)
    guard verdict.isIntact else { throw StoreError(.auditBroken(verdict)) }
  }
}

extension AuditCheckpoint {
  /// Writes the document, whole or not at all, to a file that only its owner may change.
  public func write(
    to path: String, replacing replaces: Bool, number: [UInt8]
  ) throws(StoreError) {
    let file = try AtomicFile(path: path, number: number)
    try file.write(Array("\(json)\n".utf8))
    try file.commit(mode: 0o640, replacing: replaces)
  }
}
