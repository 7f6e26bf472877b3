import TestSupport
import Testing

@testable import ContactsCore

@Suite("Reviewing what was found")
struct ReviewTests {
  /// A text with a name and a city in the record, and a second telephone and an invented reason that only wait.
  private func reviewed(_ desk: QueueDesk) async throws -> (item: UID, contact: UID) {
    let queued = try await desk.queue("um texto", of: .person(phones: ["11987654321"]))
    let lease = try #require(try await desk.claim())
    let fields = ExtractedFields(
      name: .grounded("Maria Sliva", 0..<11),
      phones: [
        .grounded(try #require(PhoneNumber("1133334444", areaCode: nil)), 12..<20, by: .rule)
      ],
      reason: .invented(SuggestedReason(text: "apoio", code: nil)),
      city: .grounded("Santos", 30..<36))
    let ended = try await desk.book.completeQueueItem(
      lease, with: .read(fields), as: desk.owner)
    #expect(ended)
    return queued
  }

  @Test func `accepted, edited and rejected end in the record, its provenance and the audit`()
    async throws
  {
    let desk = try await QueueDesk()
    let (item, contact) = try await reviewed(desk)
    let review = try await desk.book.openReview(item, as: desk.owner)
    #expect(review.entries.map(\.id) == [0, 1, 2, 3])
    let receipt = try await desk.book.review(
      item,
      [
        0: .edit(Sensitive(.name("Maria Silva"))), 1: .accept, 2: .reject, 3: .reject,
      ], version: review.contact.version, as: desk.owner)
    #expect(receipt.left == 0)
    let record = try await desk.record(contact)
    #expect(receipt.contact == record.contact)
    #expect(record.contact.fields.name == Sensitive("Maria Silva"))
    #expect(record.contact.fields.phones.count == 2)
    #expect(record.contact.fields.city == nil)
    #expect(record.interactions[0].fields.reason == nil)
    let provenance = record.interactions[0].fields.provenance
    #expect(provenance.map(\.field) == [.name, .city, .phones, .reason])
    #expect(provenance.map(\.review) == [.edited, .rejected, .accepted, .rejected])
    #expect(try await desk.summary(item)?.state == .reviewed)
    let entries = try await desk.book.auditEntries(after: 0, limit: 100, as: desk.owner)
    #expect(entries.suffix(2).map(\.action) == ["READ", "UPDATE"])
    #expect(entries.last?.fields == "nome telefones motivo cidade")
    #expect(entries.last?.subject == entries.dropLast().last?.subject)
    let page = try await desk.book.search("maria silva", after: nil, limit: 5, as: desk.owner)
    #expect(page.rows.map(\.uid) == [contact])
    // By whom.
    let connection = try Connection(path: desk.store.folder.data.database, access: .reading)
    let people = try connection.rows("SELECT DISTINCT reviewed_by FROM field_provenance") {
      (row) throws(StoreError) in try row.text(0)
    }
    #expect(people == ["ana"])
    #expect(try connection.number("SELECT count(*) FROM suggestions") == 0)
  }

  @Test func `what is not decided yet waits on`() async throws {
    let desk = try await QueueDesk()
    let (item, _) = try await reviewed(desk)
    let first = try await desk.book.openReview(item, as: desk.owner)
    let receipt = try await desk.book.review(
      item, [0: .accept], version: first.contact.version, as: desk.owner)
    #expect(receipt.left == 3)
    #expect(try await desk.summary(item)?.state == .extracted)
    let second = try await desk.book.openReview(item, as: desk.owner)
    #expect(second.entries.map(\.id) == [1, 2, 3])
  }

  @Test func `a record that changed meanwhile is a conflict, and nothing is decided`()
    async throws
  {
    let desk = try await QueueDesk()
    let (item, contact) = try await reviewed(desk)
    let review = try await desk.book.openReview(item, as: desk.owner)
    var fields = review.contact.fields
    fields.city = Sensitive("Recife")
    let current = try await desk.book.update(
      contact, to: fields, version: review.contact.version, as: desk.owner)
    await #expect(throws: StoreError(.conflict(current: current))) {
      try await desk.book.review(
        item, [0: .accept], version: review.contact.version, as: desk.owner)
    }
    #expect(try await desk.book.openReview(item, as: desk.owner).entries.count == 4)
    // A value that somebody has replaced is not taken out by rejecting the old one.
    _ = try await desk.book.review(
      item, [3: .reject], version: current.version, as: desk.owner)
    #expect(try await desk.record(contact).contact.fields.city == Sensitive("Recife"))
  }

  @Test func `a text that is done, or was never read, is not reviewed`() async throws {
    let desk = try await QueueDesk()
    let (item, _) = try await reviewed(desk)
    let review = try await desk.book.openReview(item, as: desk.owner)
    _ = try await desk.book.review(
      item, [0: .accept, 1: .accept, 2: .accept, 3: .accept], version: review.contact.version,
      as: desk.owner)
    await #expect(throws: StoreError.queueMovedOn) {
      try await desk.book.review(item, [:], version: 9, as: desk.owner)
    }
    let (waiting, _) = try await desk.queue("outro")
    await #expect(throws: StoreError.queueMovedOn) {
      try await desk.book.review(waiting, [:], version: 1, as: desk.owner)
    }
    await #expect(throws: StoreError(.notFound)) {
      try await desk.book.openReview(desk.clock.surroundings.newUID(), as: desk.owner)
    }
  }

  @Test func `a text that was given up and read by a person is as if typed`() async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("um texto")
    try await desk.fail(.model(.timedOut), times: 5)
    let receipt = try await desk.book.review(item, [:], version: 1, as: desk.owner)
    #expect(receipt.left == 0)
    #expect(try await desk.summary(item)?.state == .reviewed)
    #expect(try await desk.record(contact).interactions[0].fields.extraction == .manual)
  }

  @Test func `what people decide is counted by field, model and prompt, without anybody's data`()
    async throws
  {
    let desk = try await QueueDesk()
    // At the desk: a suggestion of the rules accepted, one of the model edited, one typed.
    try await desk.queue("x", of: .person("Ana")) { interaction in
      func origin(
        _ field: ExtractedField, _ origin: FieldOrigin, _ review: FieldProvenance.Review
      ) -> FieldProvenance {
        FieldProvenance(
          field: field, origin: origin, model: origin == .model ? "llama3:8b" : nil,
          modelDigest: nil, promptVersion: origin == .model ? "2" : nil, span: nil,
          review: review)
      }
      interaction.provenance = [
        origin(.phones, .rule, .accepted), origin(.name, .model, .edited),
        origin(.city, .manual, .accepted),
      ]
      interaction.extraction = .extracted
    }
    let (item, _) = try await reviewed(desk)
    _ = try await desk.book.review(
      item, [0: .accept, 1: .accept, 2: .reject, 3: .accept], version: 2, as: desk.owner)
    let rows = try await desk.book.acceptance(from: nil, to: nil, as: desk.owner)
    let lines = rows.map {
      "\($0.field.rawValue) \($0.origin.rawValue) \($0.model ?? "-") \($0.promptVersion ?? "-") "
        + "\($0.accepted) \($0.edited) \($0.rejected) \($0.acceptedPerMille ?? -1)"
    }
    #expect(
      lines == [
        "nome llm llama3:8b 2 1 1 0 500", "motivo llm llama3:8b 2 0 0 1 0",
        "cidade llm llama3:8b 2 1 0 0 1000", "telefones regra - - 2 0 0 1000",
      ])
    let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
    let same = try await desk.book.acceptance(from: today, to: today, as: desk.owner)
    #expect(same == rows)
    let later = try await desk.book.acceptance(
      from: CivilDate(year: 2026, month: 11, day: 22), to: nil, as: desk.owner)
    #expect(later == [])
  }
}
