import ContactsCore
import Extraction
import TestSupport
import Testing

@Suite("The worker of the queue")
struct QueueWorkerTests {
  let clock = SteppedClock()

  private func store(texts: Int) async throws -> TestStore {
    let store = try await TestStore(surroundings: clock.surroundings)
    for number in 0..<texts { try await queue("texto \(number)", in: store) }
    return store
  }

  private func queue(_ text: String, in store: TestStore) async throws {
    var note = InteractionFields.note(text)
    note.extraction = .pending
    _ = try await store.book.register(
      Registration(
        target: .new(ContactFields()), interaction: note, consent: .notAsked,
        idempotencyKey: clock.surroundings.newUID(), draft: nil), as: store.owner)
  }

  private func worker(
    _ store: TestStore, _ pauses: Pauses? = nil, read: @escaping QueueWorker.Read
  ) -> QueueWorker {
    let pauses = pauses ?? Pauses(clock)
    return QueueWorker(
      store.book, as: store.owner, now: { self.clock.now }, pause: pauses.pause, read: read)
  }

  private static let found = QueueReading.found(
    ExtractionResult(
      mode: .model, model: "llama3:8b", modelDigest: "1", promptVersion: "1",
      fields: ExtractedFields(), warnings: []))

  private func items(_ store: TestStore, _ state: QueueState) async throws -> [QueueItemSummary] {
    try await store.book.queueItems(
      QueueFilter(state: state), after: nil, limit: 1000, as: store.owner
    ).rows
  }

  @Test func `all that is due is read, and then it ends`() async throws {
    let store = try await store(texts: 3)
    let notes = Guarded<[String]>([])
    let tally = try await worker(store) { note, context, isLastTry in
      #expect(!isLastTry)
      #expect(context.now.clock == "09:15")
      notes.withLock { $0.append(note.revealed(for: .matching)) }
      return Self.found
    }.run()
    #expect(notes.withLock(\.self) == ["texto 0", "texto 1", "texto 2"])
    #expect(tally.read == 3)
    #expect(tally.ending == .nothingDue(until: nil))
    #expect(try await items(store, .extracted).count == 3)
  }

  @Test func `no more than the limit is begun, by all loops together`() async throws {
    let store = try await store(texts: 10)
    let tally = try await worker(store) { _, _, _ in Self.found }.run(loops: 3, limit: 4)
    #expect(tally.read == 4)
    #expect(tally.ending == .limitReached)
    #expect(try await items(store, .waiting).count == 6)
  }

  @Test func `a text that fails is left for later, and at its fifth try for a person`()
    async throws
  {
    let store = try await store(texts: 1)
    var lastTries: [Bool] = []
    for _ in 0..<5 {
      let seen = Guarded(false)
      let tally = try await worker(store) { _, _, isLastTry in
        seen.withLock { $0 = isLastTry }
        return .failed(.model(.invalidAnswer), nil)
      }.run()
      lastTries.append(seen.withLock(\.self))
      #expect(tally.failed == 1)
      clock.advance(seconds: 600)
    }
    #expect(lastTries == [false, false, false, false, true])
    #expect(try await items(store, .failed).map(\.tries) == [5])
  }

  @Test func `where the model is away the text keeps its tries, and a run without --watch ends`()
    async throws
  {
    let store = try await store(texts: 2)
    let until = clock.now.adding(milliseconds: 30_000)
    let tally = try await worker(store) { _, _, _ in .unread(until: until) }.run()
    #expect(tally.ending == .modelAway(until: until))
    #expect(tally.read == 0)
    let waiting = try await items(store, .waiting)
    #expect(waiting.map(\.tries) == [0, 0])
    #expect(waiting.allSatisfy { !$0.isBeingRead && $0.failure == nil })
  }

  @Test func `a watcher waits out the model's rest and goes on`() async throws {
    let store = try await store(texts: 1)
    let start = clock.now
    let until = start.adding(milliseconds: 30_000)
    let readings = Guarded(0)
    let pauses = Pauses(clock)
    let task = Guarded<Task<QueueTally, any Error>?>(nil)
    let worker = worker(store, pauses) { _, _, _ in
      let number = readings.withLock {
        $0 += 1
        return $0
      }
      return number == 1 ? .unread(until: until) : Self.found
    }
    let run = Task {
      try await worker.run(watches: true) { tally in
        if tally.read == 1 { task.withLock { $0?.cancel() } }
      }
    }
    task.withLock { $0 = run }
    // The task may have been through before it was known here.
    let tally = try await withTaskCancellationHandler {
      try await stopped(run, when: { readings.withLock { $0 } >= 2 })
    } onCancel: {
      run.cancel()
    }
    #expect(tally.read == 1)
    #expect(clock.now >= until)
  }

  /// Cancels a run as soon as a condition holds, asked between short pauses of its own.
  private func stopped(
    _ run: Task<QueueTally, any Error>, when isDone: @Sendable () -> Bool
  ) async throws -> QueueTally {
    while !isDone() { await Task.yield() }
    run.cancel()
    return try await run.value
  }

  @Test func `a watcher finds what comes while it waits`() async throws {
    let store = try await store(texts: 0)
    let isQueued = Guarded(false)
    let pauses = Pauses(clock) {
      let isFirst = isQueued.withLock { queued in
        defer { queued = true }
        return !queued
      }
      if isFirst {
        do { try await queue("novo", in: store) } catch { Issue.record(error) }
      }
    }
    let read = Guarded(0)
    let worker = worker(store, pauses) { _, _, _ in
      read.withLock { $0 += 1 }
      return Self.found
    }
    let run = Task { try await worker.run(watches: true) }
    let tally = try await stopped(run, when: { read.withLock { $0 } == 1 })
    #expect(tally.read <= 1)
    #expect(try await items(store, .waiting).count + items(store, .extracted).count == 1)
  }

  @Test func `a lease is renewed while its text is read`() async throws {
    let store = try await store(texts: 1)
    let pauses = Pauses(clock)
    let reading = HeldReading()
    let worker = worker(store, pauses) { _, _, _ in
      _ = await reading.wait()
      return Self.found
    }
    let run = Task { try await worker.run() }
    await pauses.longBegins()
    for _ in 0..<5 {
      clock.advance(seconds: 200)
      pauses.endLong()
      await pauses.longBegins()
    }
    let row = try #require(try await items(store, .waiting).first)
    #expect(row.isBeingRead)
    #expect(row.dueAt == clock.now.adding(milliseconds: 600_000))
    reading.end()
    #expect(try await run.value.read == 1)
  }

  @Test func `a text that somebody else has taken over is let go`() async throws {
    let store = try await store(texts: 1)
    let other = try ContactBook.open(
      in: store.folder.data, surroundings: clock.surroundings)
    let pauses = Pauses(clock)
    let reading = HeldReading()
    let worker = worker(store, pauses) { _, _, _ in
      await reading.wait() ? Self.found : .unread(until: nil)
    }
    let run = Task { try await worker.run(limit: 1) }
    await pauses.longBegins()
    // The machine slept through the lease.
    clock.advance(seconds: 700)
    guard case .item(let lease) = try await other.claimQueueItem(as: store.owner) else {
      Issue.record("not claimed")
      return
    }
    pauses.endLong()
    let tally = try await run.value
    #expect(tally.lost == 1)
    #expect(tally.read == 0)
    #expect(
      try await other.failQueueItem(lease, .model(.timedOut), found: nil, as: store.owner))
  }

  @Test func `told to stop, it gives back what it has in hand`() async throws {
    let store = try await store(texts: 2)
    let pauses = Pauses(clock)
    let reading = HeldReading()
    let worker = worker(store, pauses) { _, _, _ in
      await reading.wait() ? Self.found : .unread(until: nil)
    }
    let run = Task { try await worker.run(watches: true) }
    await pauses.longBegins()
    #expect(try await items(store, .waiting).map(\.isBeingRead) == [true, false])
    run.cancel()
    let tally = try await run.value
    #expect(tally.ending == .stopped)
    let rows = try await items(store, .waiting)
    #expect(rows.map(\.isBeingRead) == [false, false])
    #expect(rows.map(\.tries) == [0, 0])
    guard case .item = try await store.book.claimQueueItem(as: store.owner) else {
      Issue.record("the text is not free")
      return
    }
  }

  @Test func `who may not work the queue is told so`() async throws {
    let store = try await store(texts: 1)
    let worker = QueueWorker(
      store.book, as: store.actor([.admin]), now: { clock.now }, pause: Pauses(clock).pause,
      read: { _, _, _ in Self.found })
    await #expect(throws: StoreError(.notPermitted(.workQueue))) { try await worker.run() }
  }
}
