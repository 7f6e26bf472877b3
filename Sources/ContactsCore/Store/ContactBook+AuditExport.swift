/// How a file of audit entries is written.
public enum AuditFileFormat: String, Sendable, CaseIterable {
  /// One object a line, with all that its hash covers.
  case json
  /// A table with semicolons, for spreadsheets.
  case csv
}

extension ContactBook {
  /// Writes what the audit holds of `filter` to a file that only its owner may read.
  ///
  /// The EXPORT entry is committed before the first byte; the file takes its name when it is whole.
  ///
  /// - Parameters:
  ///   - filter: Which entries.
  ///   - path: The file.
  ///   - replaces: Whether a file that is there gives way.
  ///   - format: How it is written.
  ///   - actor: Who exports.
  /// - Returns: How many entries.
  /// - Throws: `.notFound` when the filter's contact is nobody; `.io` where the file cannot be made.
  public func exportAudit(
    matching filter: AuditFilter, to path: String, replacing replaces: Bool = false,
    format: AuditFileFormat, as actor: Actor
  ) async throws(StoreError) -> Int {
    let attempt = AuditTrail.Event(action: .export, entity: .audit)
    let (subjects, newest) = try await writing(.readAudit, attempt, as: actor) {
      (work) throws(StoreError) in
      let subjects = try ContactBook.subjects(of: filter, in: work.database)
      let newest = try AuditTrail(database: work.database).last().seq
      try work.audit(
        AuditTrail.Event(
          action: .export, entity: .audit, subject: subjects.first, fields: filter.names,
          reason: "formato=\(format.rawValue)"))
      return (subjects, newest)
    }
    let file = try AtomicFile(path: path, number: surroundings.randomBytes(8))
    if format == .csv { try file.write(Array(("\u{feff}" + AuditLine.csvHeading).utf8)) }
    var last: Int64?
    var count = 0
    while true {
      let after = last
      let page = try await reader.read { (database) throws(StoreError) in
        try self.sealedAudit(in: database).page(
          of: AuditTrail(database: database), matching: filter, subjects: subjects,
          order: .oldestFirst, after: after, upTo: newest, limit: 1000)
      }
      for line in page.map(AuditLine.init(entry:)) {
        try file.write(Array((format == .csv ? line.csv : line.json + "\n").utf8))
      }
      count += page.count
      guard page.count == 1000, let end = page.last?.seq else { break }
      last = end
    }
    try file.commit(mode: 0o600, replacing: replaces)
    return count
  }
}
