/// Texts that came together: who asked for them, how far they are, and whether they go on.
extension ContactBook {
  private static let listing = AuditTrail.Event(action: .read, entity: .batch)
  private static let changing = AuditTrail.Event(action: .update, entity: .batch)

  /// Begins a batch that `importContacts` adds to.
  public func createBatch(
    origin: QueueBatch.Origin, as actor: Actor
  ) async throws(StoreError) -> UID {
    let event = AuditTrail.Event(action: .create, entity: .batch)
    return try await writing(.importContacts, event, as: actor) { (work) throws(StoreError) in
      let uid = work.surroundings.newUID()
      try BatchTable(database: work.database).insert(
        uid, origin: origin, by: work.actor.login, at: work.now)
      try work.audit(
        AuditTrail.Event(action: .create, entity: .batch, reason: "\(uid) \(origin.rawValue)"))
      return uid
    }
  }

  /// The newest batches, with what has become of their texts.
  public func batches(limit: Int, as actor: Actor) async throws(StoreError) -> [QueueBatch] {
    try await reading(.workQueue, ContactBook.listing, as: actor) {
      (database) throws(StoreError) in
      try BatchTable(database: database).all(limit: min(max(limit, 1), 1000))
    }
  }

  public func batch(_ uid: UID, as actor: Actor) async throws(StoreError) -> QueueBatch {
    try await reading(.workQueue, ContactBook.listing, as: actor) {
      (database) throws(StoreError) in
      guard let batch = try BatchTable(database: database).all(uid).first else {
        throw StoreError(.notFound)
      }
      return batch
    }
  }

  /// Leaves the texts of a batch where they are until it is resumed; what is being read is read to its end.
  public func pauseBatch(_ uid: UID, as actor: Actor) async throws(StoreError) {
    try await setState(.paused, of: uid, from: [.active], as: actor)
  }

  public func resumeBatch(_ uid: UID, as actor: Actor) async throws(StoreError) {
    try await setState(.active, of: uid, from: [.paused], as: actor)
  }

  /// Takes all texts of a batch out of the queue that were not read yet; what they say is for people alone.
  ///
  /// Done in steps, so that nobody waits; one that is cut short is finished by whoever works through the queue next.
  public func cancelBatch(_ uid: UID, as actor: Actor) async throws(StoreError) {
    try await setState(.cancelled, of: uid, from: [.active, .paused], as: actor)
    while try await cancelSome(as: actor) {}
  }

  private func cancelSome(as actor: Actor) async throws(StoreError) -> Bool {
    try await writing(.manageQueue, ContactBook.changing, as: actor) { (work) throws(StoreError) in
      try QueueWork(work: work).finishCancelling()
    }
  }

  private func setState(
    _ state: QueueBatch.State, of uid: UID, from states: [QueueBatch.State], as actor: Actor
  ) async throws(StoreError) {
    try await writing(.manageQueue, ContactBook.changing, as: actor) { (work) throws(StoreError) in
      let table = BatchTable(database: work.database)
      guard let batch = try table.all(uid).first else { throw StoreError(.notFound) }
      if batch.state == state { return }
      guard states.contains(batch.state) else { throw StoreError.queueMovedOn }
      try table.setState(state, of: try table.id(of: uid))
      try work.audit(
        AuditTrail.Event(action: .update, entity: .batch, reason: "\(uid) \(state.rawValue)"))
    }
  }
}
