import TestSupport
import Testing

@testable import ContactsCore

@Suite("Importing into the store")
struct ImportStoreTests {
  private func items(_ names: [String], _ ids: Surroundings) -> [ImportItem] {
    names.map { .registration(.new(.person($0), key: ids.newUID())) }
  }

  @Test func `an interrupted import goes on where it was, and a finished one is told`() async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let ids = centre.surroundings
    let start = try await centre.book.beginImport(of: "ab", format: "csv", again: false, as: ana)
    #expect(start.mark.records == 0)
    var mark = start.mark
    mark.records = 2
    _ = try await centre.book.importItems(
      items(["Ana Prado", "Rui Lima"], ids), queuedIn: nil, upTo: mark, as: ana)
    // The program ends here.
    let resumed = try await centre.book.beginImport(of: "ab", format: "csv", again: false, as: ana)
    #expect(resumed == ImportStart(mark: mark, finishedAt: nil))
    let other = try await centre.book.beginImport(of: "cd", format: "csv", again: false, as: ana)
    #expect(other.mark.records == 0)
    mark.records = 3
    try await centre.book.finishImport(mark, as: ana)
    let done = try await centre.book.beginImport(of: "ab", format: "csv", again: false, as: ana)
    #expect(done.finishedAt == centre.clock.now)
    let again = try await centre.book.beginImport(of: "ab", format: "csv", again: true, as: ana)
    #expect(again.mark.records == 0)
    #expect(again.mark.uid != mark.uid)
  }

  @Test func `what is not saved does not move the mark`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let start = try await centre.book.beginImport(of: "ab", format: "csv", again: false, as: ana)
    await #expect(throws: StoreError(.notFound)) {
      try await centre.book.importItems(
        items(["Ana Prado"], centre.surroundings), queuedIn: centre.surroundings.newUID(),
        upTo: ImportMark(uid: start.mark.uid, records: 1), as: ana)
    }
    #expect(try await centre.book.contactCount(as: ana) == 0)
    let resumed = try await centre.book.beginImport(of: "ab", format: "csv", again: false, as: ana)
    #expect(resumed.mark.records == 0)
  }

  @Test func `a row is compared with who is here: what it brings, what it says otherwise`()
    async throws
  {
    let store = try await TestStore()
    let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))
    let uid = try await store.book.register(
      .new(.person("Ana Prado", phones: ["11987654321"], city: "Recife"), key: ids.newUID()),
      as: store.owner
    ).uid
    let found = try await store.book.importFindings(
      [
        .person("Ana Prada", phones: ["11987654321"], emails: ["a@exemplo.org"], city: "Recife"),
        .person("Rui Lima"),
      ], as: store.owner)
    #expect(
      found == [
        [ImportFinding(uid: uid, rule: .phoneAndName, brings: [.emails], differs: [.name])], [],
      ])
    let entries = try await store.book.auditEntries(after: 2, limit: 9, as: store.owner)
    #expect(entries.map(\.action) == ["SEARCH"])
  }

  @Test func `a whole record keeps its identifiers, numbers and times, and comes once`()
    async throws
  {
    let first = try await Centre(.system)
    let ana = try await first.arrive()
    var person = ContactFields.person(
      "Ana Prado", phones: ["98765-4321", "1187654321"], emails: ["a@exemplo.org"],
      cpf: "52998224725", city: "Recife")
    person.notes = Sensitive("nota")
    let uid = try await first.book.register(
      .new(person, text: "primeira conversa", key: first.surroundings.newUID()), as: ana
    ).uid
    _ = try await first.book.register(
      Registration(
        target: .existing(uid, completing: ContactFields()), interaction: .note("segunda"),
        consent: .given, idempotencyKey: first.surroundings.newUID(), draft: nil), as: ana)
    let record = try await first.book.read(uid, after: nil, as: ana)

    let second = try await Centre(.system)
    let bia = try await second.arrive()
    let saved = try await second.book.importItems(
      [.record(record)], queuedIn: nil, upTo: nil, as: bia)
    #expect(
      try saved.map { try $0.get() } == [
        .saved(Receipt(uid: uid, protocolNumber: nil, duplicates: []))
      ])
    #expect(try await second.book.read(uid, after: nil, as: bia) == record)
    let again = try await second.book.importItems(
      [.record(record)], queuedIn: nil, upTo: nil, as: bia)
    #expect(try again.map { try $0.get() } == [.known(uid)])
    // The next number of that day is a new one.
    let next = try await second.book.register(
      .new(.person("Rui"), text: "terceira", key: second.surroundings.newUID()), as: bia)
    #expect(next.protocolNumber?.number == 3)
  }

  @Test func `a protocol number is one interaction's`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let uid = try await centre.book.register(
      .new(.person("Ana"), text: "conversa", key: centre.surroundings.newUID()), as: ana
    ).uid
    let record = try await centre.book.read(uid, after: nil, as: ana)
    let contact = Contact(
      uid: centre.surroundings.newUID(), fields: record.contact.fields, status: .active,
      createdAt: record.contact.createdAt, updatedAt: record.contact.updatedAt, version: 1)
    let saved = try await centre.book.importItems(
      [.record(ContactRecord(contact: contact, interactions: record.interactions, consents: []))],
      queuedIn: nil, upTo: nil, as: ana)
    #expect(saved == [.failure(StoreError(.invalid([.takenProtocol])))])
    #expect(try await centre.book.contactCount(as: ana) == 1)
  }
}
