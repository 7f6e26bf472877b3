/// Entries that were sealed and left the store, read again from the files of their segments.
///
/// A file counts when it is, byte for byte, the one that its seal is of. One that was taken elsewhere, or changed, is told
/// by `audit list`, the access report and a new incident.
struct SealedAudit: Sendable {
  let segments: [AuditSegment]
  let archive: String
  let latest: Latest

  /// The segment that was read last: a listing asks for it page by page.
  typealias Latest = Guarded<(number: Int64, entries: [AuditEntry])?>

  /// The last number that was sealed.
  var floor: Int64 { segments.last?.last ?? 0 }

  /// Hands over what is sealed and let through, until `visit` says that it has seen enough.
  ///
  /// - Parameters:
  ///   - filter: What is asked for; its contact counts by `subjects`.
  ///   - subjects: The pseudonyms of the filter's contact.
  ///   - order: Which end comes first.
  ///   - seq: The last entry of the page before.
  ///   - newest: Entries after this one are left out.
  ///   - visit: Whether to go on.
  func visit(
    matching filter: AuditFilter, subjects: [String], order: AuditOrder, after seq: Int64?,
    upTo newest: Int64? = nil, _ visit: (AuditEntry) -> Bool
  ) {
    let isForward = order == .oldestFirst
    for segment in isForward ? segments : segments.reversed() where segment.mayHold(filter) {
      if let seq, isForward ? segment.last <= seq : segment.first >= seq { continue }
      if let newest, segment.first > newest { continue }
      guard let entries = entries(of: segment) else { continue }
      for entry in isForward ? entries : entries.reversed() {
        if let seq, isForward ? entry.seq <= seq : entry.seq >= seq { continue }
        if let newest, entry.seq > newest { continue }
        guard filter.lets(entry, of: subjects) else { continue }
        if !visit(entry) { return }
      }
    }
  }

  /// A page of the whole chain: what is sealed, and what `trail` still has.
  func page(
    of trail: AuditTrail, matching filter: AuditFilter, subjects: [String], order: AuditOrder,
    after seq: Int64?, upTo newest: Int64?, limit: Int
  ) throws(StoreError) -> [AuditEntry] {
    var page: [AuditEntry] = []
    func addSealed() {
      guard page.count < limit else { return }
      visit(matching: filter, subjects: subjects, order: order, after: seq, upTo: newest) {
        page.append($0)
        return page.count < limit
      }
    }
    if order == .oldestFirst { addSealed() }
    if page.count < limit {
      page += try trail.entries(
        matching: filter, subjects: subjects, order: order, after: seq, upTo: newest,
        limit: limit - page.count)
    }
    if order == .newestFirst { addSealed() }
    return page
  }

  /// Segments that may hold entries from `moment` on, and whose files cannot be read here.
  func unreadable(since moment: Timestamp?) -> [AuditSegment] {
    segments.filter { segment in
      segment.mayHold(AuditFilter(from: moment))
        && SegmentFile(path: "\(archive)/\(segment.file)")?.digest != segment.fileDigest
    }
  }

  private func entries(of segment: AuditSegment) -> [AuditEntry]? {
    if let known = latest.withLock(\.self), known.number == segment.number {
      return known.entries
    }
    guard let entries = SegmentFile(path: "\(archive)/\(segment.file)")?.entries(of: segment)
    else { return nil }
    latest.withLock { $0 = (segment.number, entries) }
    return entries
  }
}

extension AuditSegment {
  /// Whether its entries can be of the time that is asked for: none is younger than its seal.
  fileprivate func mayHold(_ filter: AuditFilter) -> Bool {
    filter.from.map { $0 <= sealedAt } ?? true
  }
}

extension AuditFilter {
  /// The same as `AuditTrail.entries` asks of the store.
  fileprivate func lets(_ entry: AuditEntry, of subjects: [String]) -> Bool {
    if contact != nil, !(entry.subject.map(subjects.contains) ?? false) { return false }
    if let person, entry.actor != person { return false }
    if let action, entry.action != action.rawValue { return false }
    if let from, entry.time < from { return false }
    if let until, entry.time >= until { return false }
    return true
  }
}

/// What is sealed of one person.
struct SealedEntries: Sendable {
  /// Oldest first.
  let entries: [AuditEntry]
  /// What could not be looked at.
  let unreadable: [AuditSegment]
  let floor: Int64

  /// Refuses to go on where another process has sealed meanwhile.
  func check(in database: any Database) throws(StoreError) {
    guard try SegmentTable(database: database).floor().seq == floor else {
      throw StoreError(.busy)
    }
  }
}

extension FieldProblem {
  static func auditElsewhere(_ segment: AuditSegment) -> FieldProblem {
    FieldProblem(
      field: .form,
      message: "Os registros \(segment.first) a \(segment.last) da auditoria, que podem ser desse "
        + "período, estão selados em “\(segment.file)”, e o arquivo não está na pasta da auditoria ou foi "
        + "mudado. Sem ele as pessoas atingidas não são todas: devolva-o à pasta e repita.")
  }
}
