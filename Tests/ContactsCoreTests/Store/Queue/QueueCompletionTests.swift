import TestSupport
import Testing

@testable import ContactsCore

@Suite("What a reading writes")
struct QueueCompletionTests {
  private func phone(_ text: String) throws -> PhoneNumber {
    try #require(PhoneNumber(text, areaCode: nil))
  }

  /// All nine fields, each found in the note.
  private func everything() throws -> ExtractedFields {
    ExtractedFields(
      name: .grounded("Maria Silva", 0..<11),
      phones: [
        .grounded(try phone("11 98765-4321"), 12..<25, by: .rule),
        .grounded(try phone("11 3333-4444"), 30..<42, by: .rule),
      ],
      emails: [.grounded(try #require(EmailAddress("maria@exemplo.com.br")), 45..<65, by: .rule)],
      cpf: .grounded(try #require(CPF("52998224725")), 70..<81, by: .rule),
      reason: .grounded(
        SuggestedReason(text: "apoio", code: ReasonCatalogue.initial[0].code), 85..<90),
      urgency: .grounded(.high, 95..<102, by: .rule),
      date: .grounded(
        SuggestedDate(
          date: try #require(CivilDate(year: 2026, month: 12, day: 1)), minutes: 900), 110..<120,
        by: .rule),
      city: .grounded("Santos", 125..<131), state: .grounded(.SP, 132..<134, by: .rule))
  }

  @Test func `what the text has fills the empty fields, with where it came from`() async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("um texto")
    let lease = try #require(try await desk.claim())
    #expect(
      try await desk.book.completeQueueItem(
        lease, with: .read(everything()), as: desk.owner))
    let record = try await desk.record(contact)
    let fields = record.contact.fields
    #expect(fields.name == Sensitive("Maria Silva"))
    #expect(
      fields.phones.map { $0.revealed(for: .screen).value } == ["+5511987654321", "+551133334444"])
    #expect(fields.emails.count == 1)
    #expect(fields.cpf?.revealed(for: .screen).digits == "52998224725")
    #expect(fields.city == Sensitive("Santos"))
    #expect(fields.state == .SP)
    #expect(record.contact.version == 2)
    let interaction = record.interactions[0].fields
    #expect(interaction.reason == Sensitive("apoio"))
    #expect(interaction.reasonCode == ReasonCatalogue.initial[0].code)
    #expect(interaction.urgency == .high)
    #expect(interaction.date?.iso8601 == "2026-12-01T15:00-03:00")
    #expect(interaction.extraction == .extracted)
    #expect(interaction.provenance.count == 10)
    #expect(interaction.provenance.allSatisfy { $0.review == .unreviewed })
    #expect(
      interaction.provenance[0]
        == FieldProvenance(
          field: .name, origin: .model, model: "llama3:8b", modelDigest: "365c",
          promptVersion: "2", span: 0..<11, review: .unreviewed))
    #expect(interaction.provenance[1].model == nil)
    #expect(interaction.provenance[1].origin == .rule)
    let entry = try #require(try await desk.entries(.update, reason: "extraido").first)
    #expect(
      entry.fields == "extracao nome telefones emails cpf cidade uf motivo urgencia data")
    // Found by all that was filled in.
    for query in ["maria sil", "98765", "3333", "maria@exemplo", "529982"] {
      let page = try await desk.book.search(query, after: nil, limit: 5, as: desk.owner)
      #expect(page.rows.map(\.uid) == [contact], "\(query)")
    }
    let review = try await desk.book.openReview(item, as: desk.owner)
    #expect(review.entries.count == 10)
    #expect(review.entries.allSatisfy { $0.isApplied })
    let first = try phone("11 98765-4321")
    #expect(review.entries[1].value == Sensitive(.phone(first)))
  }

  @Test func `what is not in the text is only suggested`() async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("um texto")
    let lease = try #require(try await desk.claim())
    let fields = ExtractedFields(
      name: .invented("Fulana"), reason: .invented(SuggestedReason(text: "apoio", code: nil)),
      urgency: .invented(.critical), city: .invented("Santos"), state: .invented(.SP))
    #expect(
      try await desk.book.completeQueueItem(lease, with: .read(fields), as: desk.owner))
    let record = try await desk.record(contact)
    #expect(record.contact.fields.isEmpty)
    #expect(record.contact.version == 1)
    #expect(record.interactions[0].fields.urgency == .medium)
    #expect(record.interactions[0].fields.provenance.isEmpty)
    let review = try await desk.book.openReview(item, as: desk.owner)
    #expect(review.entries.map(\.isGrounded) == [false, false, false, false, false])
    #expect(review.entries.map(\.isApplied) == [false, false, false, false, false])
    #expect(try await desk.summary(item)?.state == .extracted)
  }

  @Test func `what is there stays, and what differs is suggested`() async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue(
      "um texto",
      of: .person(
        "Maria S.", phones: ["(11) 98765-4321"], emails: ["MARIA@exemplo.com.br"],
        cpf: "52998224725", city: "santos")
    ) { interaction in
      interaction.urgency = .low
      interaction.provenance = [
        FieldProvenance(
          field: .urgency, origin: .manual, model: nil, modelDigest: nil, promptVersion: nil,
          span: nil, review: .accepted)
      ]
    }
    let lease = try #require(try await desk.claim())
    #expect(
      try await desk.book.completeQueueItem(
        lease, with: .read(everything()), as: desk.owner))
    let record = try await desk.record(contact)
    #expect(record.contact.fields.name == Sensitive("Maria S."))
    #expect(record.contact.fields.phones.count == 1)
    #expect(record.contact.fields.city == Sensitive("santos"))
    // The state of the same city.
    #expect(record.contact.fields.state == .SP)
    #expect(record.interactions[0].fields.urgency == .low)
    let review = try await desk.book.openReview(item, as: desk.owner)
    let waiting = review.entries.filter { !$0.isApplied }.map {
      $0.value.revealed(for: .screen).field
    }
    #expect(waiting == [.name, .phones, .urgency])
  }

  @Test func `a text with another CPF fills nothing of the person in`() async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("um texto", of: .person(cpf: "11144477735"))
    let lease = try #require(try await desk.claim())
    #expect(
      try await desk.book.completeQueueItem(lease, with: .read(everything()), as: desk.owner))
    let record = try await desk.record(contact)
    #expect(record.contact.fields == .person(cpf: "11144477735"))
    // What was said is the interaction's, whoever said it.
    #expect(record.interactions[0].fields.reason == Sensitive("apoio"))
    let review = try await desk.book.openReview(item, as: desk.owner)
    #expect(review.entries.filter { !$0.isApplied }.count == 7)
  }

  @Test func `a state is not put beside another place's city`() async throws {
    let desk = try await QueueDesk()
    let (_, contact) = try await desk.queue("um texto", of: .person(city: "Recife"))
    let lease = try #require(try await desk.claim())
    let fields = ExtractedFields(city: .grounded("Santos"), state: .grounded(.SP))
    #expect(
      try await desk.book.completeQueueItem(lease, with: .read(fields), as: desk.owner))
    #expect(try await desk.record(contact).contact.fields.state == nil)
  }

  @Test func `what cannot be kept is left out`() async throws {
    let desk = try await QueueDesk()
    let (item, contact) = try await desk.queue("um texto")
    let lease = try #require(try await desk.claim())
    let fields = ExtractedFields(
      name: .grounded(String(repeating: "a", count: 501)),
      reason: .grounded(SuggestedReason(text: "apoio", code: "saiu_do_catalogo")))
    #expect(
      try await desk.book.completeQueueItem(lease, with: .read(fields), as: desk.owner))
    let record = try await desk.record(contact)
    #expect(record.contact.fields.name == nil)
    #expect(record.interactions[0].fields.reason == Sensitive("apoio"))
    #expect(record.interactions[0].fields.reasonCode == nil)
    #expect(try await desk.summary(item)?.state == .extracted)
  }

  @Test func `a known person of whom nothing new was found needs no review`() async throws {
    let desk = try await QueueDesk()
    let (known, _) = try await desk.queue("Ana", of: .person("Ana"))
    let (unknown, _) = try await desk.queue("oi")
    for _ in 0..<2 {
      let lease = try #require(try await desk.claim())
      #expect(try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner))
    }
    #expect(try await desk.summary(known)?.state == .reviewed)
    #expect(try await desk.summary(unknown)?.state == .extracted)
  }

  @Test func `a pending interaction without a text is nobody's work`() async throws {
    let desk = try await QueueDesk()
    let (_, contact) = try await desk.queue("  ", of: .person("Ana"))
    #expect(try await desk.claim() == nil)
    #expect(try await desk.record(contact).interactions[0].fields.extraction == .manual)
  }
}
