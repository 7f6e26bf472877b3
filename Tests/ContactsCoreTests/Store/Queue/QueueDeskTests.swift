import TestSupport
import Testing

@testable import ContactsCore

@Suite("Looking after the queue")
struct QueueDeskTests {
  @Test func `the list shows states and ages page by page, and leaves no trace`() async throws {
    let desk = try await QueueDesk()
    var items: [UID] = []
    for number in 0..<5 {
      items.append(
        try await desk.queue("segredo \(number)", of: .person(number == 0 ? "Ana" : nil)).item)
      desk.clock.advance(seconds: 1)
    }
    let before = try await desk.book.verifyAudit(as: nil)
    let first = try await desk.book.queueItems(
      QueueFilter(), after: nil, limit: 3, as: desk.owner)
    let second = try await desk.book.queueItems(
      QueueFilter(), after: first.next, limit: 3, as: desk.owner)
    #expect((first.rows + second.rows).map(\.uid) == items)
    #expect(second.next == nil)
    #expect(first.rows[0].name == Sensitive("Ana"))
    #expect(first.rows[0].attendant == "ana")
    #expect(first.rows[0].protocolNumber.number == 1)
    #expect(first.rows[0].queuedAt < first.rows[1].queuedAt)
    #expect(!"\(first)".contains("segredo"))
    #expect(try await desk.book.verifyAudit(as: nil) == before)
  }

  @Test func `a text that was given up is tried again from the beginning`() async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("um texto")
    try await desk.fail(.model(.timedOut), times: 5)
    try await desk.book.retryQueueItem(item, as: desk.owner)
    #expect(try await desk.record(contact).interactions[0].fields.extraction == .pending)
    let lease = try #require(try await desk.claim())
    #expect(lease.tries == 0)
    await #expect(throws: StoreError.queueMovedOn) {
      try await desk.book.retryQueueItem(item, as: desk.owner)
    }
    #expect(try await desk.entries(.update, reason: "nova tentativa").count == 1)
  }

  @Test func `one that waits for its next try is tried at once when a person says so`()
    async throws
  {
    let desk = try await QueueDesk()
    let (item, _) = try await desk.queue("um texto")
    let lease = try #require(try await desk.claim())
    _ = try await desk.book.failQueueItem(
      lease, .model(.timedOut), found: nil, as: desk.owner)
    #expect(try await desk.claim() == nil)
    try await desk.book.retryQueueItem(item, as: desk.owner)
    #expect(try await desk.claim()?.uid == item)
  }

  @Test func `all that were given up are tried again at one word`() async throws {
    let desk = try await QueueDesk()
    let batch = try await desk.book.createBatch(origin: .csv, as: desk.owner)
    for number in 0..<3 { try await desk.queue("lote \(number)", batch: batch) }
    try await desk.queue("avulso")
    try await desk.fail(.model(.timedOut), times: 20)
    #expect(try await desk.book.queueHealth().failed == 4)
    #expect(try await desk.book.batch(batch, as: desk.owner).finishedAt != nil)
    #expect(try await desk.book.retryFailedQueueItems(in: batch, as: desk.owner) == 3)
    #expect(try await desk.book.batch(batch, as: desk.owner).finishedAt == nil)
    #expect(try await desk.book.retryFailedQueueItems(in: nil, as: desk.owner) == 1)
    #expect(try await desk.book.queueHealth().waiting == 4)
  }

  @Test(arguments: DiscardReason.allCases)
  func `a discarded text is for people alone, and the audit says why`(
    _ reason: DiscardReason
  ) async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("um texto")
    let lease = try #require(try await desk.claim())
    try await desk.book.discardQueueItem(item, reason: reason, as: desk.owner)
    // Whoever was reading it has nothing to end any more.
    #expect(
      try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner) == false)
    #expect(try await desk.record(contact).interactions[0].fields.extraction == .manual)
    #expect(try await desk.record(contact).interactions[0].fields.text != nil)
    #expect(
      try await desk.entries(.update, reason: "descartado: \(reason.rawValue)").count == 1)
    #expect(try await desk.claim() == nil)
    await #expect(throws: StoreError.queueMovedOn) {
      try await desk.book.discardQueueItem(item, reason: reason, as: desk.owner)
    }
  }

  @Test func `the text of a closed record is left to those who may read it`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.attendant], by: ana)
    var note = InteractionFields.note("um texto")
    note.extraction = .pending
    let uid = try await centre.book.register(
      Registration(
        target: .new(.person("Maria")), interaction: note, consent: .notAsked,
        idempotencyKey: centre.surroundings.newUID(), draft: nil), as: ana
    ).uid
    let item = try await centre.book.read(uid, after: nil, as: ana).interactions[0].uid
    try await centre.book.restrict(
      uid, to: ["ana"], reason: Sensitive("uma pessoa protegida"), as: ana)
    await #expect(throws: StoreError(.restricted(uid))) {
      try await centre.book.discardQueueItem(item, reason: .spam, as: bia)
    }
    try await centre.book.discardQueueItem(item, reason: .spam, as: ana)
  }

  @Test func `warnings say what somebody should see to`() async throws {
    let desk = try await QueueDesk()
    #expect(try await desk.book.queueHealth().warnings == [])
    for number in 0..<12 { try await desk.queue("texto \(number)") }
    desk.clock.advance(seconds: 300)
    #expect(try await desk.book.queueHealth().warnings == [])
    desk.clock.advance(seconds: 60)
    #expect(try await desk.book.queueHealth().warnings == [.oldest(minutes: 6)])
    for number in 0..<10 {
      let lease = try #require(try await desk.claim())
      if number < 8 {
        _ = try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner)
      } else {
        try await desk.book.discardQueueItem(lease.uid, reason: .spam, as: desk.owner)
      }
    }
    let health = try await desk.book.queueHealth()
    #expect(health.toReview == 8)
    #expect(health.endedLastHour == 8)
    try await desk.fail(.model(.invalidAnswer), times: 10)
    desk.clock.advance(seconds: -6000)
    #expect(try await desk.book.queueHealth().warnings == [.errors(percent: 20)])
  }

  @Test func `a thousand is a backlog, and one more a warning`() {
    func health(_ waiting: Int) -> QueueHealth {
      QueueHealth(
        waiting: waiting, working: 0, toReview: 0, failed: 0, oldestSince: nil, endedLastHour: 9,
        failedLastHour: 9, now: Timestamp(milliseconds: 0))
    }
    #expect(health(1000).warnings == [])
    #expect(health(1001).warnings == [.backlog(1001)])
  }

  @Test func `progress tells what is left and how long it will take`() async throws {
    let desk = try await QueueDesk()
    let batch = try await desk.book.createBatch(origin: .json, as: desk.owner)
    for number in 0..<8 { try await desk.queue("lote \(number)", batch: batch) }
    try await desk.queue("avulso")
    let start = try await desk.book.queueProgress(of: batch, as: desk.owner)
    #expect(start == QueueProgress(done: 0, total: 8, failed: 0, secondsLeft: nil))
    for _ in 0..<4 {
      let lease = try #require(try await desk.claim())
      _ = try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner)
      desk.clock.advance(seconds: 20)
    }
    // The one of the desk came first; three of the batch in the minute since.
    let progress = try await desk.book.queueProgress(of: batch, as: desk.owner)
    #expect(progress == QueueProgress(done: 3, total: 8, failed: 0, secondsLeft: 150))
    let all = try await desk.book.queueProgress(of: nil, as: desk.owner)
    #expect(all.done == 4)
    #expect(all.total == 9)
  }
}
