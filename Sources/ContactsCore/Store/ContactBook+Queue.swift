/// The queue as a process that works through it sees it: takes a text, keeps it, and ends it exactly once.
extension ContactBook {
  private static let claiming = AuditTrail.Event(action: .read, entity: .queue)

  /// Takes the next text for this process, for as long as the setting `fila.arrendamento_s` says.
  ///
  /// Nobody else gets it until the lease ends. That the text was read is in the audit. Looking for work where there is
  /// none is a read.
  public func claimQueueItem(as actor: Actor) async throws(StoreError) -> QueueClaim {
    let now = surroundings.now()
    let look = try await reading(.workQueue, ContactBook.claiming, as: actor) {
      (database) throws(StoreError) in try QueueLook(database, at: now)
    }
    guard look.isWorthwhile else { return .nothing(until: look.until) }
    return try await writing(.workQueue, ContactBook.claiming, as: actor) {
      (work) throws(StoreError) in
      let settings = try work.settings.all()
      // Another process may have been quicker.
      let look = try QueueLook(work.database, at: work.now)
      if look.isWorthwhile, let lease = try QueueWork(work: work).claim(settings) {
        return .item(lease)
      }
      return .nothing(until: try QueueLook(work.database, at: work.now).until)
    }
  }

  /// Keeps a text for as long again; false when it is no longer this lease's.
  public func renewQueueItem(
    _ lease: QueueLease, as actor: Actor
  ) async throws(StoreError) -> Bool {
    try await holding(lease, as: actor) { (queue, item) throws(StoreError) in
      let length = try queue.work.settings.all().queueLease
      try queue.queue.lease(
        item.id, token: lease.token, until: queue.work.now.adding(milliseconds: length))
    }
  }

  /// Writes what was found into the record: empty fields take what the text has, all else waits for a person.
  ///
  /// Record, provenance, search index, queue and audit entry change together.
  /// - Returns: false when it is no longer this lease's text, and nothing was written.
  public func completeQueueItem(
    _ lease: QueueLease, with result: ExtractionResult, as actor: Actor
  ) async throws(StoreError) -> Bool {
    try await holding(lease, as: actor) { (queue, item) throws(StoreError) in
      try Completion(queue: queue, item: item).save(result)
    }
  }

  /// Says that a text could not be read: it is tried again later, at most five times.
  ///
  /// A host that is away costs the text no try. What the rules found is kept for the person who gets it in the end.
  /// - Returns: false when it is no longer this lease's text.
  public func failQueueItem(
    _ lease: QueueLease, _ failure: QueueFailure, found: ExtractionResult?, as actor: Actor
  ) async throws(StoreError) -> Bool {
    try await holding(lease, as: actor) { (queue, item) throws(StoreError) in
      try queue.fail(item, failure, found: found)
    }
  }

  /// Gives a text back untouched, as a process does that is told to stop.
  public func releaseQueueItem(
    _ lease: QueueLease, as actor: Actor
  ) async throws(StoreError) -> Bool {
    try await holding(lease, as: actor) { (queue, item) throws(StoreError) in
      try queue.queue.wait(
        item.id, tries: item.tries, failure: item.failure, dueAt: queue.work.now)
    }
  }

  private func holding(
    _ lease: QueueLease, as actor: Actor,
    _ body: @Sendable (QueueWork, QueueTable.Item) throws(StoreError) -> Void
  ) async throws(StoreError) -> Bool {
    let attempt = AuditTrail.Event(action: .update, entity: .queue)
    return try await writing(.workQueue, attempt, as: actor) { (work) throws(StoreError) in
      let queue = QueueWork(work: work)
      guard let item = try queue.queue.held(by: lease) else { return false }
      try body(queue, item)
      return true
    }
  }
}

/// Whether there is anything to do in the queue right now.
private struct QueueLook: Sendable {
  let isWorthwhile: Bool
  /// When to look again; nil when nothing waits.
  let until: Timestamp?

  init(_ database: any Database, at now: Timestamp) throws(StoreError) {
    let queue = QueueTable(database: database)
    let due = try queue.nextDue()
    let isPaced = try SettingTable(database: database).all().queuePerMinute != nil
    let pace = isPaced ? try queue.pacedUntil() : nil
    until = due.map { max($0, pace ?? $0) }
    let isCancelling = try !BatchTable(database: database).halfCancelled().isEmpty
    isWorthwhile = isCancelling || until.map { $0 <= now } ?? false
  }
}
