import TestSupport

@testable import ContactsCore

/// A store with a clock that a test moves, and texts in its queue.
struct QueueDesk {
  let clock: SteppedClock
  let store: TestStore

  init() async throws {
    clock = SteppedClock()
    store = try await TestStore(surroundings: clock.surroundings)
  }

  var book: ContactBook { store.book }
  var owner: Actor { store.owner }

  /// Another process at the same store.
  func otherBook() throws -> ContactBook {
    try ContactBook.open(in: store.folder.data, surroundings: clock.surroundings)
  }

  /// Queues a text and gives its interaction and its contact.
  @discardableResult
  func queue(
    _ text: String, of fields: ContactFields = ContactFields(), batch: UID? = nil,
    edit: (inout InteractionFields) -> Void = { _ in }
  ) async throws -> (item: UID, contact: UID) {
    var interaction = InteractionFields.note(text)
    interaction.extraction = .pending
    edit(&interaction)
    let registration = Registration(
      target: .new(fields), interaction: interaction, consent: .notAsked,
      idempotencyKey: clock.surroundings.newUID(), draft: nil)
    let receipts = try await book.importContacts([registration], queuedIn: batch, as: owner)
    let contact = try receipts[0].get().uid
    let item = try await record(contact).interactions[0].uid
    return (item, contact)
  }

  /// Looks without leaving a trace in the audit that a test would have to count.
  func record(_ uid: UID) async throws -> (contact: Contact, interactions: [Interaction]) {
    try await book.reader.read { (database) throws(StoreError) in
      let found = try ContactTable(database: database).findClosed(uid)
      return (found.contact, try InteractionTable(database: database).all(of: found.id))
    }
  }

  /// Takes the next text; nil when there is none.
  func claim(_ book: ContactBook? = nil) async throws -> QueueLease? {
    if case .item(let lease) = try await (book ?? self.book).claimQueueItem(as: owner) {
      lease
    } else {
      nil
    }
  }

  /// The row of a text in the list.
  func summary(_ uid: UID) async throws -> QueueItemSummary? {
    for state in QueueState.allCases {
      let page = try await book.queueItems(
        QueueFilter(state: state), after: nil, limit: 1000, as: owner)
      if let row = page.rows.first(where: { $0.uid == uid }) { return row }
    }
    return nil
  }

  /// Entries of the audit of one kind.
  func entries(_ action: AuditAction, reason: String) async throws -> [AuditEntry] {
    try await book.auditEntries(after: 0, limit: 10_000, as: owner).filter {
      $0.action == action.rawValue && $0.reason?.hasPrefix(reason) == true
    }
  }

  /// Has the next text fail so often, each time when it is due.
  func fail(_ failure: QueueFailure, times: Int) async throws {
    for _ in 0..<times {
      guard let lease = try await claim() else { return }
      _ = try await book.failQueueItem(lease, failure, found: nil, as: owner)
      clock.advance(seconds: 600)
    }
  }
}

extension ExtractionResult {
  /// What a model would have found.
  static func read(_ fields: ExtractedFields) -> ExtractionResult {
    ExtractionResult(
      mode: .model, model: "llama3:8b", modelDigest: "365c", promptVersion: "2", fields: fields,
      warnings: [])
  }

  static let nothing = ExtractionResult.read(ExtractedFields())
}

extension Suggestion {
  /// A value that stands in the note.
  static func grounded(
    _ value: Value, _ span: Range<Int> = 0..<4, by origin: FieldOrigin = .model
  ) -> Suggestion {
    Suggestion(value: value, origin: origin, span: span, isGrounded: true)
  }

  /// A value that does not.
  static func invented(_ value: Value) -> Suggestion {
    Suggestion(value: value, origin: .model, span: nil, isGrounded: false)
  }
}
