extension ContactBook {
  /// A page of the audit after `seq`, oldest first.
  public func auditEntries(
    after seq: Int64, limit: Int, as actor: Actor
  ) async throws(StoreError) -> [AuditEntry] {
    try await auditEntries(
      matching: AuditFilter(), order: .oldestFirst, after: seq == 0 ? nil : seq, limit: limit,
      as: actor)
  }

  /// A page of what the audit holds of `filter`, in the store and in the files of what was sealed.
  ///
  /// Reading the audit is in the audit: the first page of a listing is recorded before it returns, and does not show that
  /// entry; the pages that follow are the same listing.
  ///
  /// - Parameters:
  ///   - filter: Which entries.
  ///   - order: Which end comes first.
  ///   - seq: The last entry of the page before; nil for the first page.
  ///   - limit: The most entries wanted, up to 10,000.
  ///   - actor: Who reads.
  /// - Returns: The entries, in the order asked for; fewer than `limit` on the last page.
  /// - Throws: `.notFound` when the filter's contact is nobody.
  public func auditEntries(
    matching filter: AuditFilter, order: AuditOrder, after seq: Int64?, limit: Int, as actor: Actor
  ) async throws(StoreError) -> [AuditEntry] {
    let listing = AuditListing(filter: filter, session: actor.session)
    let known = lastListing.withLock { $0 }
    guard seq != nil, known == listing else {
      let newest = try await recordListing(filter, as: actor)
      lastListing.withLock { $0 = listing }
      return try await page(
        matching: filter, order: order, after: seq, upTo: newest, limit: limit, as: actor)
    }
    return try await page(
      matching: filter, order: order, after: seq, upTo: nil, limit: limit, as: actor)
  }

  private func page(
    matching filter: AuditFilter, order: AuditOrder, after seq: Int64?, upTo newest: Int64?,
    limit: Int, as actor: Actor
  ) async throws(StoreError) -> [AuditEntry] {
    let attempt = AuditTrail.Event(action: .read, entity: .audit)
    return try await reading(.readAudit, attempt, as: actor) { (database) throws(StoreError) in
      let subjects = try ContactBook.subjects(of: filter, in: database)
      return try self.sealedAudit(in: database).page(
        of: AuditTrail(database: database), matching: filter, subjects: subjects, order: order,
        after: seq, upTo: newest, limit: min(max(limit, 1), 10_000))
    }
  }

  /// Who saw or changed this record, newest first: every entry that concerns the person.
  ///
  /// That it was asked is itself such an entry.
  public func readers(
    of contact: UID, before seq: Int64? = nil, limit: Int, as actor: Actor
  ) async throws(StoreError) -> [AuditEntry] {
    try await auditEntries(
      matching: AuditFilter(contact: contact), order: .newestFirst, after: seq, limit: limit,
      as: actor)
  }

  /// Commits that the audit is being read, and answers the newest entry before that one.
  private func recordListing(
    _ filter: AuditFilter, as actor: Actor
  ) async throws(StoreError) -> Int64 {
    let attempt = AuditTrail.Event(action: .read, entity: .audit)
    return try await writing(.readAudit, attempt, as: actor) { (work) throws(StoreError) in
      let newest = try AuditTrail(database: work.database).last().seq
      try work.audit(
        AuditTrail.Event(
          action: .read, entity: .audit,
          subject: try ContactBook.subjects(of: filter, in: work.database).first,
          fields: filter.names,
          reason: filter.action.map { "acao=\($0.rawValue)" }))
      return newest
    }
  }

  /// The pseudonym of the filter's contact, and those of the records that became part of it.
  static func subjects(
    of filter: AuditFilter, in database: any Database
  ) throws(StoreError) -> [String] {
    guard let contact = filter.contact else { return [] }
    let found = try ContactTable(database: database).findClosed(contact)
    let others = try MergeTable(database: database).pseudonyms(of: found.id)
    return [found.pseudonym].compactMap(\.self) + others
  }
}

/// A reading of the audit, page by page, by one person.
struct AuditListing: Equatable {
  let filter: AuditFilter
  let session: UID
}
