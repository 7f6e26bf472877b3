extension ContactBook {
  /// The entries that may be sealed: all before the first that is younger than `moment`.
  ///
  /// - Parameters:
  ///   - moment: Nil for as long ago as the setting says.
  ///   - actor: Who asks.
  /// - Returns: Nil when there is nothing to seal.
  /// - Throws: What the store throws.
  public func sealableAudit(
    before moment: Timestamp?, as actor: Actor
  ) async throws(StoreError) -> ClosedRange<Int64>? {
    let days = try await settings().auditDays
    let limit = moment ?? surroundings.now().adding(milliseconds: -Int64(days) * 86_400_000)
    let attempt = AuditTrail.Event(action: .delete, entity: .audit)
    return try await reading(.sealAudit, attempt, as: actor) { (database) throws(StoreError) in
      let first = try SegmentTable(database: database).floor().seq + 1
      let kept = try database.row(
        "SELECT seq FROM audit_entries WHERE time >= \(limit) ORDER BY seq LIMIT 1"
      ) { (row) throws(StoreError) in try row.integer(0) }
      let newest = try AuditTrail(database: database).last().seq
      let last = kept.map { $0 - 1 } ?? newest
      return last >= first ? first...last : nil
    }
  }

  /// Exports old entries to files, seals the files, and only then removes the entries; the chain goes on from the seal.
  ///
  /// - Parameters:
  ///   - moment: Entries older than this; nil for as long ago as the setting says.
  ///   - actor: Whoever may seal, and whose account may read the key.
  /// - Returns: The new segments, none when nothing is old enough.
  /// - Throws: `.auditBroken`, `.signingKey`, or what keeps a file from being written; nothing unsealed is removed.
  public func sealAudit(
    before moment: Timestamp?, as actor: Actor
  ) async throws(StoreError) -> [AuditSegment] {
    guard let range = try await sealableAudit(before: moment, as: actor) else { return [] }
    try await requireIntactAudit()
    let keyFolder = keyFolder
    _ = try await reader.read { (database) throws(StoreError) in
      try SigningKeys(database: database, folder: keyFolder).signer(.audit)
    }
    try folder.makeAuditArchive()
    var segments: [AuditSegment] = []
    for start in stride(
      from: range.lowerBound, through: range.upperBound, by: Int(AuditSegment.mostEntries))
    {
      let end = min(start + AuditSegment.mostEntries - 1, range.upperBound)
      segments.append(try await seal(start...end, early: moment != nil, as: actor))
    }
    return segments
  }

  private func seal(
    _ range: ClosedRange<Int64>, early isEarly: Bool, as actor: Actor
  ) async throws(StoreError) -> AuditSegment {
    let number = try await reader.read { (database) throws(StoreError) in
      try database.number("SELECT coalesce(max(number), 0) + 1 FROM audit_segments")
    }
    let name = AuditSegment.name(of: number)
    let exported = try await exportSegment(range, to: name)
    let keyFolder = keyFolder
    let attempt = AuditTrail.Event(action: .delete, entity: .audit)
    return try await writing(.sealAudit, attempt, as: actor) { (work) throws(StoreError) in
      let table = SegmentTable(database: work.database)
      let keys = SigningKeys(database: work.database, folder: keyFolder)
      let signer = try keys.signer(.audit)
      let trail = AuditTrail(database: work.database)
      // Another process may have sealed meanwhile.
      guard try table.floor() == exported.before,
        try trail.hash(of: range.upperBound) == exported.lastHash
      else { throw StoreError(.busy) }
      let named = try keys.reports().compactMap { report in
        report.publicKey.map { "\(report.name.rawValue)=\($0)" }
      }
      try work.audit(
        AuditTrail.Event(
          action: .delete, entity: .audit, fields: ["segmento"],
          reason: "segmento=\(number) registros=\(range.lowerBound)-\(range.upperBound) "
            + "resumo=\(exported.digest.hexadecimal) \(named.joined(separator: " "))"))
      // Before their time they leave the list that the encarregado looks at.
      if isEarly {
        try work.note(
          .sealed, contact: nil, reason: "registros \(range.lowerBound) a \(range.upperBound)")
      }
      try SigningKeyTable(database: work.database).recordAgain(at: try trail.last().seq)
      var segment = AuditSegment(
        number: number, first: range.lowerBound, last: range.upperBound,
        firstPrevious: exported.before.hash, lastHash: exported.lastHash, file: name,
        fileDigest: exported.digest,
        keysDigest: try SigningKeyTable(database: work.database).digest(upTo: range.upperBound),
        sealedAt: work.now, sealedBy: work.actor.login, publicKey: signer.publicKey)
      segment.signature = signer.sign(segment.message)
      try table.insert(segment)
      return segment
    }
  }

  private struct Exported {
    let before: AuditTrail.Link
    let lastHash: [UInt8]
    let digest: [UInt8]
  }

  /// Writes the entries to a file of the archive, computing the chain once more from what is written.
  private func exportSegment(
    _ range: ClosedRange<Int64>, to name: String
  ) async throws(StoreError) -> Exported {
    let before = try await reader.read { (database) throws(StoreError) in
      try SegmentTable(database: database).floor()
    }
    let file = try AtomicFile(
      path: "\(folder.auditArchive)/\(name)", number: surroundings.randomBytes(8))
    var link = before
    var digest = SHA256()
    while link.seq < range.upperBound {
      let seq = link.seq
      let page = try await reader.read { (database) throws(StoreError) in
        try AuditTrail(database: database).entries(
          matching: AuditFilter(), subjects: [], order: .oldestFirst, after: seq,
          upTo: range.upperBound, limit: 1000)
      }
      guard !page.isEmpty else { throw StoreError(.busy) }
      for entry in page {
        guard entry.seq == link.seq + 1, entry.previous == link.hash,
          entry.hash == entry.expectedHash
        else { throw StoreError(.auditBroken(.broken(seq: link.seq + 1))) }
        let line = Array((AuditLine(entry: entry).json + "\n").utf8)
        digest.update(line)
        try file.write(line)
        link = AuditTrail.Link(seq: entry.seq, hash: entry.hash)
      }
    }
    try file.commit(mode: 0o640)
    return Exported(before: before, lastHash: link.hash, digest: digest.finish())
  }

  // MARK: - What was sealed

  /// The segments there are; without an actor, since they say nothing of anybody.
  public func auditSegments() async throws(StoreError) -> [AuditSegment] {
    try await reader.read { (database) throws(StoreError) in
      try SegmentTable(database: database).all()
    }
  }

  /// Checks the file of a sealed segment, wherever it lies, against its seal.
  public func verifySegment(
    file path: String, as actor: Actor
  ) async throws(StoreError) -> SegmentVerdict {
    let attempt = AuditTrail.Event(action: .read, entity: .audit)
    let verdict = try await verifyAudit(as: actor)
    guard verdict.isIntact else { throw StoreError(.auditBroken(verdict)) }
    return try await reading(.verifyAudit, attempt, as: actor) { (database) throws(StoreError) in
      guard let file = SegmentFile(path: path) else { throw StoreError(.notFound) }
      let segments = try SegmentTable(database: database).all()
      let digest = file.digest
      let name = path.split(separator: "/").last.map(String.init)
      let segment =
        segments.first { $0.fileDigest == digest }
        ?? segments.first { $0.file == name }
        ?? file.first.flatMap { entry in
          segments.first { ($0.first...$0.last).contains(entry.seq) }
        }
      return segment.map(file.check) ?? .unknown
    }
  }
}
