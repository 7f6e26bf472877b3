extension ContactBook {
  /// What was sealed, as the transaction of `database` knows it.
  func sealedAudit(in database: any Database) throws(StoreError) -> SealedAudit {
    SealedAudit(
      segments: try SegmentTable(database: database).all(), archive: folder.auditArchive,
      latest: latestSegment)
  }

  /// Sealed segments with entries from `moment` on that no listing shows: their files are elsewhere, or were changed.
  public func unreadableAudit(
    since moment: Timestamp?, as actor: Actor
  ) async throws(StoreError) -> [AuditSegment] {
    let attempt = AuditTrail.Event(action: .read, entity: .audit)
    return try await reading(.readAudit, attempt, as: actor) { (database) throws(StoreError) in
      try self.sealedAudit(in: database).unreadable(since: moment)
    }
  }

  /// Who was seen, changed or taken in entries that are sealed, before the turn of the writer: files take their time.
  ///
  /// - Throws: `.invalid` when a file of that time cannot be read, since a count without it would be taken for the whole.
  func sealedSubjects(
    in scope: AuditScope
  ) async throws(StoreError) -> (subjects: Set<String>, floor: Int64) {
    try await reader.read { (database) throws(StoreError) in
      let sealed = try self.sealedAudit(in: database)
      if let gone = sealed.unreadable(since: scope.from).first {
        throw StoreError(.invalid([.auditElsewhere(gone)]))
      }
      var subjects: Set<String> = []
      sealed.visit(
        matching: AuditFilter(person: scope.login, from: scope.from, until: scope.until),
        subjects: [], order: .oldestFirst, after: nil
      ) { entry in
        if let subject = entry.subject, entry.outcome == AuditOutcome.done.rawValue {
          subjects.insert(subject)
        }
        return true
      }
      return (subjects, sealed.floor)
    }
  }

  /// What is sealed of the person of a request, likewise.
  func sealedEntries(of number: DeskProtocol) async throws(StoreError) -> SealedEntries {
    try await reader.read { (database) throws(StoreError) in
      let sealed = try self.sealedAudit(in: database)
      var entries: [AuditEntry] = []
      guard !sealed.segments.isEmpty,
        let uid = try RequestTable(database: database).find(number).request.summary.contact
      else { return SealedEntries(entries: [], unreadable: [], floor: sealed.floor) }
      let filter = AuditFilter(contact: uid)
      sealed.visit(
        matching: filter, subjects: try ContactBook.subjects(of: filter, in: database),
        order: .oldestFirst, after: nil
      ) { entry in
        entries.append(entry)
        return true
      }
      return SealedEntries(
        entries: entries, unreadable: sealed.unreadable(since: nil), floor: sealed.floor)
    }
  }
}
