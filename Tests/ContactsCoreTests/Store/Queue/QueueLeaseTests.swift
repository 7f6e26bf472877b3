import TestSupport
import Testing

@testable import ContactsCore

@Suite("Leases of the queue")
struct QueueLeaseTests {
  @Test func `a text is given to one process, and its reading is in the audit`() async throws {
    let desk = try await QueueDesk()
    let (item, _) = try await desk.queue("Maria, 11 98765-4321")
    let other = try desk.otherBook()
    let lease = try #require(try await desk.claim())
    #expect(lease.uid == item)
    #expect(lease.note == Sensitive("Maria, 11 98765-4321"))
    #expect(lease.saidAt == Timestamp(milliseconds: 1_795_263_300_000))
    #expect(lease.until == desk.clock.now.adding(milliseconds: 600_000))
    #expect(
      try await other.claimQueueItem(as: desk.owner) == .nothing(until: lease.until))
    #expect(try await desk.summary(item)?.isBeingRead == true)
    let entry = try #require(try await desk.entries(.read, reason: "leitura automática").first)
    #expect(entry.entity == "atendimento")
    #expect(entry.subject?.count == 64)
    #expect(entry.fields == "texto")
  }

  @Test func `an empty queue is nothing to wait for, and looking at it writes nothing`()
    async throws
  {
    let desk = try await QueueDesk()
    let connection = try Connection(path: desk.store.folder.data.database, access: .reading)
    let before = try connection.number("PRAGMA data_version")
    #expect(try await desk.book.claimQueueItem(as: desk.owner) == .nothing(until: nil))
    #expect(try connection.number("PRAGMA data_version") == before)
  }

  @Test func `a lease that ended gives the text to another, and the first can end nothing`()
    async throws
  {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("Maria")
    let other = try desk.otherBook()
    let first = try #require(try await desk.claim())
    desk.clock.advance(seconds: 600)
    let second = try #require(try await desk.claim(other))
    #expect(second.uid == item)
    #expect(second.token != first.token)
    // The process that went away without a word cost a try.
    #expect(second.tries == 1)
    let result = ExtractionResult.read(ExtractedFields(name: .grounded("Maria")))
    #expect(try await desk.book.renewQueueItem(first, as: desk.owner) == false)
    #expect(
      try await desk.book.completeQueueItem(first, with: result, as: desk.owner) == false)
    #expect(
      try await desk.book.failQueueItem(
        first, .model(.timedOut), found: nil, as: desk.owner) == false)
    #expect(try await desk.book.releaseQueueItem(first, as: desk.owner) == false)
    #expect(try await desk.record(contact).contact.fields.isEmpty)
    #expect(try await other.completeQueueItem(second, with: result, as: desk.owner))
    #expect(try await other.completeQueueItem(second, with: result, as: desk.owner) == false)
    #expect(try await desk.entries(.update, reason: "extraido").count == 1)
  }

  @Test func `a renewed lease holds for as long again`() async throws {
    let desk = try await QueueDesk()
    try await desk.book.changeSettings([.queueLease: "60"], as: desk.owner)
    try await desk.queue("Maria")
    let lease = try #require(try await desk.claim())
    for _ in 0..<5 {
      desk.clock.advance(seconds: 40)
      #expect(try await desk.book.renewQueueItem(lease, as: desk.owner))
      #expect(try await desk.claim() == nil)
    }
    desk.clock.advance(seconds: 59)
    #expect(try await desk.claim() == nil)
    desk.clock.advance(seconds: 1)
    #expect(try await desk.claim() != nil)
  }

  @Test func `a text that is given back is free at once and has lost no try`() async throws {
    let desk = try await QueueDesk()
    let (item, _) = try await desk.queue("Maria")
    for _ in 0..<8 {
      let lease = try #require(try await desk.claim())
      #expect(lease.tries == 0)
      #expect(try await desk.book.releaseQueueItem(lease, as: desk.owner))
    }
    #expect(try await desk.summary(item)?.state == .waiting)
  }

  @Test func `a try that fails is repeated ever later, and the fifth is the last`() async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("Maria")
    for least in [10, 20, 40, 80] as [Int64] {
      let lease = try #require(try await desk.claim())
      let rules = ExtractionResult.read(ExtractedFields(name: .grounded("Maria", by: .rule)))
      #expect(
        try await desk.book.failQueueItem(
          lease, .model(.invalidAnswer), found: rules, as: desk.owner))
      let row = try #require(try await desk.summary(item))
      let wait = row.dueAt.milliseconds - desk.clock.now.milliseconds
      #expect(wait >= least * 1000 && wait <= least * 1500)
      #expect(row.failure == .model(.invalidAnswer))
      #expect(try await desk.claim() == nil)
      desk.clock.advance(milliseconds: wait)
    }
    let last = try #require(try await desk.claim())
    #expect(last.tries == 4)
    let rules = ExtractionResult.read(ExtractedFields(name: .grounded("Maria", by: .rule)))
    #expect(
      try await desk.book.failQueueItem(
        last, .model(.timedOut), found: rules, as: desk.owner))
    let row = try #require(try await desk.summary(item))
    #expect(row.state == .failed)
    #expect(row.tries == 5)
    #expect(row.failure == .model(.timedOut))
    let record = try await desk.record(contact)
    #expect(record.interactions[0].fields.extraction == .failed)
    #expect(record.contact.fields.isEmpty)
    let entries = try await desk.entries(.update, reason: "falhou: tempo_esgotado")
    #expect(entries.map(\.fields) == ["extracao"])
    // What the rules found waits for the person who gets it.
    let review = try await desk.book.openReview(item, as: desk.owner)
    #expect(review.entries.map(\.value) == [Sensitive(.name("Maria"))])
    #expect(review.failure == .model(.timedOut))
  }

  @Test(arguments: ModelFault.allCases)
  func `a host that is away costs the text nothing`(_ fault: ModelFault) async throws {
    let desk = try await QueueDesk()
    let (item, _) = try await desk.queue("Maria")
    try await desk.fail(.model(fault), times: 6)
    let row = try #require(try await desk.summary(item))
    #expect(row.failure == .model(fault))
    #expect(row.state == (fault.isOfHost ? .waiting : .failed))
    #expect(row.tries == (fault.isOfHost ? 0 : 5))
  }

  @Test func `a text that ends every process that reads it is left to a person`() async throws {
    let desk = try await QueueDesk()
    let (item, _) = try await desk.queue("Maria")
    for tries in 0..<5 {
      #expect(try await desk.claim()?.tries == tries)
      desk.clock.advance(seconds: 600)
    }
    #expect(try await desk.claim() == nil)
    let row = try #require(try await desk.summary(item))
    #expect(row.state == .failed)
    #expect(row.failure == .abandoned)
    #expect(try await desk.entries(.update, reason: "falhou: interrompido").count == 1)
  }

  @Test func `no more texts a minute are begun than the setting says, by all together`()
    async throws
  {
    let desk = try await QueueDesk()
    let other = try desk.otherBook()
    try await desk.book.changeSettings([.queuePerMinute: "30"], as: desk.owner)
    for number in 0..<10 { try await desk.queue("Pessoa \(number)") }
    var begun = 0
    for step in 0..<60 {
      if try await desk.claim(step.isMultiple(of: 2) ? desk.book : other) != nil { begun += 1 }
      desk.clock.advance(milliseconds: 200)
    }
    #expect(begun == 6)
    guard case .nothing(let until) = try await desk.book.claimQueueItem(as: desk.owner) else {
      // The next is due at once after twelve seconds.
      return
    }
    #expect(until.map { $0 <= desk.clock.now.adding(milliseconds: 2000) } == true)
  }

  @Test func `many processes share the queue, and each text is read once`() async throws {
    let desk = try await QueueDesk()
    for number in 0..<40 { try await desk.queue("Pessoa \(number)") }
    let books = try (0..<4).map { _ in try desk.otherBook() }
    let read = try await withThrowingTaskGroup(of: [UID].self) { group in
      for book in books {
        group.addTask {
          var read: [UID] = []
          while let lease = try await desk.claim(book) {
            let ended = try await book.completeQueueItem(lease, with: .nothing, as: desk.owner)
            if ended { read.append(lease.uid) }
          }
          return read
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(read.count == 40)
    #expect(Set(read).count == 40)
    #expect(try await desk.entries(.update, reason: "extraido").count == 40)
    #expect(try await desk.entries(.read, reason: "leitura").count == 40)
    guard case .intact = try await desk.book.verifyAudit(as: nil) else {
      Issue.record("the audit is broken")
      return
    }
  }
}
