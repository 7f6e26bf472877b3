import TestSupport
import Testing

@testable import ContactsCore

@Suite("Batches of the queue")
struct BatchTests {
  @Test func `a text of the desk goes before any batch`() async throws {
    let desk = try await QueueDesk()
    let batch = try await desk.book.createBatch(origin: .csv, as: desk.owner)
    let (bulk, _) = try await desk.queue("lote", batch: batch)
    desk.clock.advance(seconds: 5)
    let (single, _) = try await desk.queue("avulso")
    #expect(try await desk.claim()?.uid == single)
    #expect(try await desk.claim()?.uid == bulk)
  }

  @Test func `a paused batch is left alone until it is resumed, and others go on`() async throws {
    let desk = try await QueueDesk()
    let first = try await desk.book.createBatch(origin: .csv, as: desk.owner)
    let second = try await desk.book.createBatch(origin: .json, as: desk.owner)
    let (one, _) = try await desk.queue("um", batch: first)
    let (two, _) = try await desk.queue("dois", batch: second)
    try await desk.book.pauseBatch(first, as: desk.owner)
    #expect(try await desk.book.queueHealth().waiting == 1)
    let lease = try #require(try await desk.claim())
    #expect(lease.uid == two)
    #expect(try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner))
    #expect(try await desk.book.claimQueueItem(as: desk.owner) == .nothing(until: nil))
    try await desk.book.resumeBatch(first, as: desk.owner)
    #expect(try await desk.claim()?.uid == one)
  }

  @Test func `what is read while its batch is paused is kept`() async throws {
    let desk = try await QueueDesk()
    let batch = try await desk.book.createBatch(origin: .csv, as: desk.owner)
    try await desk.queue("um", batch: batch)
    let lease = try #require(try await desk.claim())
    try await desk.book.pauseBatch(batch, as: desk.owner)
    #expect(try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner))
    let summary = try await desk.book.batch(batch, as: desk.owner)
    #expect(summary.state == .paused)
    #expect(summary.counts.done == 1)
  }

  @Test func `what nobody has to read any more is open work of nobody no longer`() async throws {
    let desk = try await QueueDesk()
    let batch = try await desk.book.createBatch(origin: .csv, as: desk.owner)
    for text in ["de ninguém", "de alguém"] { try await desk.queue(text, batch: batch) }
    let connection = try Connection(path: desk.store.folder.data.database, access: .writing)
    try connection.run("UPDATE interactions SET assigned_to = 'ana' WHERE text = 'de alguém'")
    try await desk.book.cancelBatch(batch, as: desk.owner)
    let states = try connection.rows("SELECT state FROM interactions ORDER BY id") {
      (row) throws(StoreError) in try row.text(0)
    }
    #expect(states == ["encerrado", "aberto"])
  }

  @Test func `a cancelled batch leaves the texts to people, each with its audit entry`()
    async throws
  {
    let desk = try await QueueDesk()
    let batch = try await desk.book.createBatch(origin: .csv, as: desk.owner)
    for number in 0..<250 { try await desk.queue("texto \(number)", batch: batch) }
    let lease = try #require(try await desk.claim())
    try await desk.book.cancelBatch(batch, as: desk.owner)
    #expect(
      try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner) == false)
    let summary = try await desk.book.batch(batch, as: desk.owner)
    #expect(summary.state == .cancelled)
    #expect(summary.counts[.cancelled] == 250)
    #expect(summary.counts.read == 0)
    #expect(summary.finishedAt != nil)
    #expect(try await desk.entries(.update, reason: "lote cancelado").count == 250)
    #expect(try await desk.entries(.update, reason: "\(batch) cancelado").count == 1)
    await #expect(throws: StoreError.queueMovedOn) {
      try await desk.book.resumeBatch(batch, as: desk.owner)
    }
  }

  @Test func `a cancelling that was cut short is finished by whoever looks for work`()
    async throws
  {
    let desk = try await QueueDesk()
    let batch = try await desk.book.createBatch(origin: .csv, as: desk.owner)
    for number in 0..<3 { try await desk.queue("texto \(number)", batch: batch) }
    let connection = try Connection(path: desk.store.folder.data.database, access: .writing)
    try connection.run("UPDATE batches SET state = 'cancelado'")
    for _ in 0..<2 { #expect(try await desk.claim() == nil) }
    let summary = try await desk.book.batch(batch, as: desk.owner)
    #expect(summary.counts[.cancelled] == 3)
    #expect(summary.finishedAt != nil)
  }

  @Test func `a batch says who asked for it, from what, and how far it is`() async throws {
    let desk = try await QueueDesk()
    let first = try await desk.book.createBatch(origin: .csv, as: desk.owner)
    desk.clock.advance(seconds: 1)
    let second = try await desk.book.createBatch(origin: .json, as: desk.owner)
    for number in 0..<4 { try await desk.queue("texto \(number)", batch: second) }
    let lease = try #require(try await desk.claim())
    #expect(try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner))
    let batches = try await desk.book.batches(limit: 10, as: desk.owner)
    #expect(batches.map(\.uid) == [second, first])
    #expect(batches.map(\.origin) == [.json, .csv])
    #expect(batches[0].requestedBy == "ana")
    #expect(batches[0].counts.total == 4)
    #expect(batches[0].counts[.extracted] == 1)
    #expect(batches[0].finishedAt == nil)
    #expect(batches[1].counts.total == 0)
    #expect(batches[1].finishedAt != nil)
    let page = try await desk.book.queueItems(
      QueueFilter(batch: second), after: nil, limit: 2, as: desk.owner)
    #expect(page.rows.allSatisfy { $0.batch == second })
    #expect(page.next != nil)
    #expect(try await desk.entries(.create, reason: "\(second) json").count == 1)
  }
}
