extension ContactBook {
  /// Checks the whole chain, its seals, and what was signed of it; without an actor, for the machine's own check of its
  /// health, which shows nobody anything.
  ///
  /// The chain is read in pages, each in a short transaction, so a check of any length holds up no one.
  ///
  /// - Parameters:
  ///   - checkpoint: One that was kept elsewhere, where nobody could change it with the chain.
  ///   - actor: Who asks.
  ///   - progress: Told now and then the last entry that was read, and the newest there is.
  /// - Returns: The first thing that does not hold.
  /// - Throws: What the store throws.
  public func verifyAudit(
    against checkpoint: AuditCheckpoint? = nil, as actor: Actor?,
    progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
  ) async throws(StoreError) -> AuditVerdict {
    if let actor {
      try await authorise(
        .verifyAudit, AuditTrail.Event(action: .read, entity: .audit), actor)
    }
    if let checkpoint {
      let fault = try await reader.read { (database) throws(StoreError) in
        try AuditCheck(database: database).fault(of: checkpoint)
      }
      if let fault { return .unusable(fault) }
    }
    let walked = try await walkChain(progress)
    guard walked.isIntact else { return walked }
    let archive = folder.auditArchive
    return try await reader.read { (database) throws(StoreError) in
      let check = AuditCheck(database: database)
      if let segment = try check.brokenSeal() {
        return .brokenSeal(segment: segment.number, seq: segment.first)
      }
      for signed in try check.signed(besides: checkpoint) {
        if let verdict = try check.difference(from: signed, archive: archive) { return verdict }
      }
      if let seq = try check.unvouchedKey() { return .broken(seq: seq) }
      return walked
    }
  }

  /// Entries read in one transaction.
  private static let page = 4096

  /// Walks the chain from the last cut to its end, and compares the end with the count kept beside it.
  private func walkChain(
    _ progress: @Sendable (Int64, Int64) -> Void
  ) async throws(StoreError) -> AuditVerdict {
    let newest = try await reader.read { (database) throws(StoreError) in
      try AuditCheck(database: database).counted()
    }
    var walk = AuditWalk(after: .beginning)
    while true {
      let start = walk
      let page = try await reader.read { (database) throws(StoreError) in
        var walk = start
        let floor = try SegmentTable(database: database).floor()
        walk.begin(noEarlierThan: floor)
        let count = try walk.advance(in: database, limit: ContactBook.page)
        let isLast = count < ContactBook.page
        let counted = isLast ? try AuditCheck(database: database).counted() : nil
        return (walk: walk, floor: floor.seq, counted: counted)
      }
      // Whoever asked has gone: there is no verdict on a part.
      if Task.isCancelled { throw StoreError(.interrupted) }
      walk = page.walk
      progress(walk.link.seq, newest)
      let next = walk.link.seq + 1
      if walk.isBroken { return .broken(seq: next) }
      guard let counted = page.counted else { continue }
      // A store has had an entry since it was made, and a cut leaves the one that tells of it.
      guard walk.link.seq > page.floor else { return .broken(seq: page.floor + 1) }
      return counted == walk.link.seq
        ? .intact(entries: counted) : .broken(seq: max(page.floor + 1, min(counted + 1, next)))
    }
  }
}

/// What of a check is a question to the store.
struct AuditCheck {
  let database: any Database

  /// How many entries there were ever, by the count kept beside the chain.
  func counted() throws(StoreError) -> Int64 {
    try database.number("SELECT value FROM totals WHERE name = 'audit'")
  }

  func vouchedKeys() throws(StoreError) -> [SigningKeyTable.Recorded] {
    let floor = try SegmentTable(database: database).floor()
    return try SigningKeyTable(database: database).vouched(after: floor.seq)
  }

  func brokenSeal() throws(StoreError) -> AuditSegment? {
    try SegmentTable(database: database).firstBroken(keys: try vouchedKeys())
  }

  /// The entry that should name a key that is in use, and does not.
  func unvouchedKey() throws(StoreError) -> Int64? {
    let vouched = Set(try vouchedKeys().map(\.publicKey))
    return try SigningKeyTable(database: database).all()
      .first { !vouched.contains($0.publicKey) }?.seq
  }

  /// The checkpoints to compare with: the newest that was given out, as the store remembers it, and the one in hand.
  func signed(besides checkpoint: AuditCheckpoint?) throws(StoreError) -> [AuditCheckpoint] {
    let stored = try SegmentTable(database: database).lastCheckpoint()
    return [stored, checkpoint].compactMap(\.self).filter(\.isSigned)
  }

  /// Why nothing can be said of this audit by that checkpoint; nil when something can.
  func fault(of checkpoint: AuditCheckpoint) throws(StoreError) -> AuditVerdict.CheckpointFault? {
    guard checkpoint.isSigned else { return .badSignature }
    let origin = try SettingTable(database: database).optionalSecret(SigningKeys.origin)
    guard checkpoint.origin == origin else { return .otherOrigin }
    let isKnown = try SigningKeyTable(database: database).all().contains {
      $0.name == .audit && $0.publicKey == checkpoint.publicKey
    }
    return isKnown ? nil : .unknownKey
  }

  /// Where a chain that holds together is not the one that was signed; nil when it is.
  func difference(
    from checkpoint: AuditCheckpoint, archive: String
  ) throws(StoreError) -> AuditVerdict? {
    let trail = AuditTrail(database: database)
    let floor = try SegmentTable(database: database).floor()
    guard checkpoint.seq > floor.seq else {
      return try sealedDifference(from: checkpoint, archive: archive)
    }
    let last = try trail.last().seq
    // A hash stands for all entries before it.
    if try trail.hash(of: checkpoint.seq) == checkpoint.root { return nil }
    var agreed = floor.seq
    for (index, mark) in checkpoint.marks.hashes.enumerated() {
      let seq = checkpoint.marks.seq(of: index)
      guard seq > floor.seq, seq <= min(last, checkpoint.seq) else { continue }
      guard try trail.hash(of: seq)?.prefix(mark.count).elementsEqual(mark) == true else {
        return .rewritten(after: agreed, seq: seq)
      }
      agreed = seq
    }
    return last < checkpoint.seq
      ? .broken(seq: last + 1) : .rewritten(after: agreed, seq: checkpoint.seq)
  }

  /// The same for an entry that was sealed: its segment's end says it, or else the file does.
  private func sealedDifference(
    from checkpoint: AuditCheckpoint, archive: String
  ) throws(StoreError) -> AuditVerdict? {
    let segment = try SegmentTable(database: database).all().first { $0.last >= checkpoint.seq }
    guard let segment else { return nil }
    if segment.last == checkpoint.seq {
      return segment.lastHash == checkpoint.root
        ? nil : .rewritten(after: segment.first - 1, seq: checkpoint.seq)
    }
    guard let file = SegmentFile(path: "\(archive)/\(segment.file)") else {
      return .unusable(.sealed(segment: segment.number))
    }
    guard case .intact = file.check(segment) else {
      return .unusable(.sealed(segment: segment.number))
    }
    return file.hash(of: checkpoint.seq) == checkpoint.root
      ? nil : .rewritten(after: segment.first - 1, seq: checkpoint.seq)
  }
}
