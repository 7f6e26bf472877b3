/// Something that a file brings.
public enum ImportItem: Equatable, Sendable {
  /// A person, and perhaps something said, that are new here.
  case registration(Registration)
  /// A whole record of an export of ours, which keeps its identifiers, numbers and times.
  case record(ContactRecord)
}

/// Something that a file brings, with all that can be worked out before it is its turn to be saved.
///
/// An object, since thousands of them pass from hand to hand.
public final class PreparedImport: Sendable {
  public let item: ImportItem
  /// Of the person it brings; nil where that is known here.
  let values: Sensitive<ContactValues>?

  public init(_ item: ImportItem) {
    switch item {
    case .registration(let registration):
      let registration = registration.normalised
      self.item = .registration(registration)
      values =
        if case .new(let fields) = registration.target {
          Sensitive(ContactValues(fields))
        } else {
          nil
        }
    case .record(let record):
      self.item = item
      values = Sensitive(ContactValues(record.contact.fields))
    }
  }
}

/// What became of it.
public enum ImportOutcome: Equatable, Sendable {
  case saved(Receipt)
  /// The same record is here already; nothing was changed.
  case known(UID)
}

/// How far a file has been imported: its first `records` are settled.
public struct ImportMark: Equatable, Sendable {
  public let uid: UID
  public var records: Int

  public init(uid: UID, records: Int) {
    self.uid = uid
    self.records = records
  }
}

/// A file that is about to be imported, and what is known of it.
public struct ImportStart: Equatable, Sendable {
  public let mark: ImportMark
  /// When the whole of it was imported before.
  public let finishedAt: Timestamp?
}

/// What would become of something that a file brings.
public enum ImportForecast: Equatable, Sendable {
  /// It would be saved; these may be the same person.
  case saved([ImportFinding])
  /// The same record is here already.
  case known
  case refused(StoreError)
}

/// Somebody in the store who may be the person of a row, and what the row says besides.
public struct ImportFinding: Equatable, Sendable {
  public let uid: UID
  /// As a list shows it; nil for nobody's name, and for a record that is closed to who imports.
  public let name: Sensitive<String>?
  public let rule: DuplicateMatch.Rule
  /// What the record lacks.
  public let brings: [FieldKey]
  /// What the record says otherwise.
  public let differs: [FieldKey]
}

extension ContactBook {
  /// Begins to import a file, or goes on where an interrupted import of the same bytes ended.
  ///
  /// - Parameters:
  ///   - digest: SHA-256 of the file.
  ///   - format: How it is read.
  ///   - isAgain: Whether a file that was imported is imported another time.
  ///   - actor: Who imports.
  /// - Returns: How far the file is settled, or when all of it was.
  /// - Throws: What the store throws.
  public func beginImport(
    of digest: String, format: String, again isAgain: Bool, as actor: Actor
  ) async throws(StoreError) -> ImportStart {
    let attempt = AuditTrail.Event(action: .create, entity: .contact)
    return try await writing(.importContacts, attempt, as: actor) { (work) throws(StoreError) in
      let table = ImportTable(database: work.database)
      if let known = try table.newest(of: digest, format: format),
        known.finishedAt == nil || !isAgain
      {
        return known
      }
      let uid = work.surroundings.newUID()
      try table.insert(uid, of: digest, format: format, by: work.actor.login, at: work.now)
      return ImportStart(mark: ImportMark(uid: uid, records: 0), finishedAt: nil)
    }
  }

  /// When the whole of a file was imported; nil where it was not.
  public func importedAt(
    _ digest: String, format: String, as actor: Actor
  ) async throws(StoreError) -> Timestamp? {
    let attempt = AuditTrail.Event(action: .create, entity: .contact)
    return try await reading(.importContacts, attempt, as: actor) { (database) throws(StoreError) in
      try ImportTable(database: database).newest(of: digest, format: format)?.finishedAt
    }
  }

  /// Notes that all of a file is settled.
  public func finishImport(_ mark: ImportMark, as actor: Actor) async throws(StoreError) {
    let attempt = AuditTrail.Event(action: .create, entity: .contact)
    try await writing(.importContacts, attempt, as: actor) { (work) throws(StoreError) in
      try ImportTable(database: work.database).move(mark, finishedAt: work.now)
    }
  }

  /// Saves some rows in one short transaction, one audit entry a contact; a row that cannot be saved does not stop the others.
  ///
  /// Texts that are to be read go into the queue, as part of `batch` if it is given. Where `marks` are given, one an item,
  /// the file is settled that far in the same transaction: whoever goes on after a crash saves nothing twice. The keys of
  /// the registrations are not remembered, and the receipts name nobody: `importDuplicates(of:)` does, and holds nobody up.
  ///
  /// - Returns: What became of the rows, in order. They may be fewer than were given, never none: as soon as somebody
  ///   waits to write, the turn ends, and the caller comes again with the rest.
  /// - Throws: What the store throws.
  public func importItems(
    _ items: [PreparedImport], queuedIn batch: UID?, upTo marks: [ImportMark]?, as actor: Actor
  ) async throws(StoreError) -> [Result<ImportOutcome, StoreError>] {
    let writer = writer
    let attempt = AuditTrail.Event(action: .create, entity: .contact)
    return try await writing(.importContacts, attempt, as: actor) { (work) throws(StoreError) in
      let number: Int64? =
        if let batch { try BatchTable(database: work.database).id(of: batch) } else { nil }
      var work = work
      work.backlog = ContactBacklog(holdsBlocks: true)
      let registering = try Registering(
        work: work, batch: number, isImport: true, isAnswered: false)
      var results: [Result<ImportOutcome, StoreError>] = []
      for item in items {
        if results.count >= ContactBook.leastOfATurn, writer.isAwaited { break }
        do throws(StoreError) {
          switch item.item {
          case .registration(let registration):
            results.append(.success(.saved(try registering.save(registration, item.values))))
          case .record(let record):
            results.append(.success(try registering.restore(record, item.values)))
          }
        } catch {
          // Found before anything of this row was written.
          guard error.isOfRow else { throw error }
          results.append(.failure(error))
        }
      }
      try work.settleBacklog()
      try registering.forgetPast(keys: Registering.forgottenWithARow * results.count)
      if let marks, !results.isEmpty {
        try ImportTable(database: work.database).move(marks[results.count - 1], finishedAt: nil)
      }
      return results
    }
  }

  /// Whether this person may import, before a file is read; a rehearsal is for the same people.
  ///
  /// - Throws: `.notPermitted`, which is in the audit then.
  public func checkImport(as actor: Actor) async throws(StoreError) {
    let attempt = AuditTrail.Event(action: .create, entity: .contact)
    try await reading(.importContacts, attempt, as: actor) { (_) throws(StoreError) in }
  }

  /// Who may be the same person as contacts that an import has saved, of those that were there before each.
  ///
  /// Looked up on a reader, while the next rows are saved, in short transactions: one that stays open would keep the
  /// write-ahead log from beginning anew.
  ///
  /// - Parameters:
  ///   - contacts: What was saved, and as whom.
  ///   - actor: Who imports.
  /// - Returns: Not more than 20 for each contact, in the order of `contacts`; nobody for one that is gone by now.
  /// - Throws: What the store throws.
  public func importDuplicates(
    of contacts: [(uid: UID, fields: ContactFields)], as actor: Actor
  ) async throws(StoreError) -> [[UID]] {
    let attempt = AuditTrail.Event(action: .search, entity: .search)
    var all: [[UID]] = []
    var rest = contacts[...]
    repeat {
      let some = Array(rest.prefix(ContactBook.lookedUpAtATime))
      rest = rest.dropFirst(some.count)
      let viewer = viewer(actor)
      all += try await reading(.importContacts, attempt, as: actor) {
        (database) throws(StoreError) in
        let summaries = SummaryTable(database: database, viewer: viewer)
        var found: [[UID]] = []
        for (uid, fields) in some {
          let id = try database.row("SELECT id FROM contacts WHERE uid = \(uid)") {
            (row) throws(StoreError) in try row.integer(0)
          }
          found.append(
            try id.map { (id) throws(StoreError) in
              try summaries.duplicateUIDs(
                of: DuplicateProbe(fields.normalised), before: id,
                limit: Registering.mostDuplicates)
            } ?? [])
        }
        return found
      }
    } while !rest.isEmpty
    return all
  }

  /// Contacts that are looked up in one transaction: some milliseconds.
  private static let lookedUpAtATime = 100

  /// Rows that an import saves before it lets others in: about as long as a few saves at a desk.
  private static let leastOfATurn = 8

  /// What would become of each item were it saved now: who in the store may be the same person, and what would be new or
  /// different: names of fields, no values.
  ///
  /// What is found counts as one search. Items are not compared with one another.
  public func importForecasts(
    of items: [ImportItem], as actor: Actor
  ) async throws(StoreError) -> [ImportForecast] {
    let attempt = AuditTrail.Event(action: .search, entity: .search)
    return try await writing(.importContacts, attempt, as: actor) { (work) throws(StoreError) in
      let summaries = SummaryTable(database: work.database, viewer: work.viewer)
      let registering = try Registering(work: work, isImport: true, isAnswered: false)
      var all: [ImportForecast] = []
      var count = 0
      for item in items {
        do throws(StoreError) {
          if try registering.isKnown(item) {
            all.append(.known)
            continue
          }
        } catch {
          guard error.isOfRow else { throw error }
          all.append(.refused(error))
          continue
        }
        let fields = item.fields.normalised
        let matches = try summaries.duplicates(
          of: DuplicateProbe(fields), excluding: nil, limit: 5)
        var findings: [ImportFinding] = []
        for match in matches {
          guard match.summary.access != .hidden else {
            findings.append(
              ImportFinding(
                uid: match.summary.uid, name: nil, rule: match.rule, brings: [], differs: []))
            continue
          }
          let known = try work.contacts.findClosed(match.summary.uid).contact.fields
          let brings = known.completed(with: fields).changes(from: known)
          let differs = fields.keys.filter { key in
            !brings.contains(key) && fields.changes(from: known).contains(key)
              && key != .phones && key != .emails
          }
          findings.append(
            ImportFinding(
              uid: match.summary.uid, name: match.summary.name, rule: match.rule, brings: brings,
              differs: differs))
        }
        all.append(.saved(findings))
        count += findings.count
      }
      if count > 0 { try work.audit(search: "importação", count: count) }
      return all
    }
  }
}

extension StoreError {
  /// Whether it is about what is to be saved, and not about the store.
  fileprivate var isOfRow: Bool {
    switch reason {
    case .invalid, .notFound, .restricted, .erased, .erasedTelephone: true
    default: false
    }
  }
}

extension ImportItem {
  /// What it says of the person; nothing where it only adds to somebody known here.
  var fields: ContactFields {
    switch self {
    case .registration(let registration):
      if case .new(let fields) = registration.target { fields } else { ContactFields() }
    case .record(let record): record.contact.fields
    }
  }
}

extension Registering {
  /// Whether it is here already; what would refuse it is thrown.
  fileprivate func isKnown(_ item: ImportItem) throws(StoreError) -> Bool {
    switch item {
    case .registration(let registration):
      let registration = registration.normalised
      try check(registration)
      if case .new(let fields) = registration.target {
        try Suppression(database: work.database).refuse(fields)
      }
      return false
    case .record(let record): return try isKnown(record)
    }
  }
}
