/// The queue as the people who look after it see it.
extension ContactBook {
  private static let listing = AuditTrail.Event(action: .read, entity: .queue)
  private static let changing = AuditTrail.Event(action: .update, entity: .queue)

  /// A page of the queue, oldest first: states and ages, and nothing that was said, so without an audit entry.
  public func queueItems(
    _ filter: QueueFilter, after cursor: QueueCursor?, limit: Int, as actor: Actor
  ) async throws(StoreError) -> QueuePage {
    let viewer = viewer(actor)
    return try await reading(.workQueue, ContactBook.listing, as: actor) {
      (database) throws(StoreError) in
      try QueueTable(database: database).page(
        filter, after: cursor, limit: min(max(limit, 1), 1000), for: viewer)
    }
  }

  /// How the queue does: for the title bar and for `doctor`, since nothing in it is about anybody.
  public func queueHealth() async throws(StoreError) -> QueueHealth {
    let now = surroundings.now()
    return try await reader.read { (database) throws(StoreError) in
      try ContactBook.queueHealth(in: database, at: now)
    }
  }

  static func queueHealth(
    in database: any Database, at now: Timestamp
  ) throws(StoreError) -> QueueHealth {
    let queue = QueueTable(database: database)
    let backlog = try queue.backlog(at: now)
    let ended = try queue.ended(since: now.adding(milliseconds: -3_600_000))
    return QueueHealth(
      waiting: backlog.waiting, working: backlog.working,
      toReview: try queue.count(.extracted), failed: try queue.count(.failed),
      oldestSince: backlog.oldest, endedLastHour: ended.all, failedLastHour: ended.failed,
      now: now)
  }

  /// How far a batch has come, or for nil all that is not finished.
  public func queueProgress(
    of batch: UID?, as actor: Actor
  ) async throws(StoreError) -> QueueProgress {
    let now = surroundings.now()
    return try await reading(.workQueue, ContactBook.listing, as: actor) {
      (database) throws(StoreError) in
      let queue = QueueTable(database: database)
      let batches = BatchTable(database: database)
      let id: Int64? = if let batch { try batches.id(of: batch) } else { nil }
      let ended = try queue.ended(since: now.adding(milliseconds: -600_000), in: id)
      var counts = QueueCounts()
      if let id {
        counts = try batches.counts(of: id)
      } else {
        for state in [QueueState.waiting, .extracted, .failed] {
          counts[state] = try queue.count(state)
        }
      }
      return QueueProgress(
        done: counts.done, total: counts.total, failed: counts[.failed],
        secondsLeft: ContactBook.secondsLeft(counts[.waiting], ended: ended, at: now))
    }
  }

  private static func secondsLeft(
    _ waiting: Int, ended: (all: Int, failed: Int, first: Timestamp?), at now: Timestamp
  ) -> Int? {
    guard waiting > 0, ended.all > 1, let first = ended.first else { return nil }
    let elapsed = now.milliseconds - first.milliseconds
    // The first of them ended when the time began to be taken.
    return Int(elapsed * Int64(waiting) / Int64(ended.all - 1) / 1000)
  }

  // MARK: - Changing

  /// Has a text tried again now: one that was given up, or one that waits for its next try.
  public func retryQueueItem(_ uid: UID, as actor: Actor) async throws(StoreError) {
    try await writing(.workQueue, ContactBook.changing, as: actor) { (work) throws(StoreError) in
      let queue = QueueWork(work: work)
      let item = try queue.queue.find(uid)
      guard item.state == .failed || (item.state == .waiting && !item.hasLease) else {
        throw StoreError.queueMovedOn
      }
      _ = try work.contacts.find(item.contact, for: work)
      try queue.retry(item)
    }
  }

  /// Has all texts tried again that were given up, of one batch or of all, and answers how many.
  public func retryFailedQueueItems(
    in batch: UID?, as actor: Actor
  ) async throws(StoreError) -> Int {
    var count = 0
    while true {
      let some = try await writing(.workQueue, ContactBook.changing, as: actor) {
        (work) throws(StoreError) -> Int in
        let queue = QueueWork(work: work)
        let id: Int64? = if let batch { try queue.batches.id(of: batch) } else { nil }
        let items = try queue.queue.some(in: .failed, of: id, limit: QueueWork.step)
        for item in items { try queue.retry(item) }
        return items.count
      }
      count += some
      if some < QueueWork.step { return count }
    }
  }

  /// Takes a text out of the queue: what it says is for people alone, and the audit says why.
  public func discardQueueItem(
    _ uid: UID, reason: DiscardReason, as actor: Actor
  ) async throws(StoreError) {
    try await writing(.workQueue, ContactBook.changing, as: actor) { (work) throws(StoreError) in
      let queue = QueueWork(work: work)
      let item = try queue.queue.find(uid)
      guard item.state == .waiting || item.state == .failed else { throw StoreError.queueMovedOn }
      _ = try work.contacts.find(item.contact, for: work)
      try queue.suggestions.removeAll(of: item.id)
      try queue.end(
        item, as: .discarded, tries: item.tries, failure: item.failure,
        reason: "descartado: \(reason.rawValue)")
    }
  }
}
