import Glibc
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
    let first = ImportMark(uid: start.mark.uid, records: 1)
    var mark = start.mark
    mark.records = 2
    _ = try await centre.book.importItems(
      items(["Ana Prado", "Rui Lima"], ids), queuedIn: nil, upTo: [first, mark], as: ana)
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
        upTo: [ImportMark(uid: start.mark.uid, records: 1)], as: ana)
    }
    #expect(try await centre.book.contactCount(as: ana) == 0)
    let resumed = try await centre.book.beginImport(of: "ab", format: "csv", again: false, as: ana)
    #expect(resumed.mark.records == 0)
  }

  @Test func `who comes twice in one turn is found as last told, and as first told no more`()
    async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let key = centre.surroundings.newUID()
    func row(_ name: String, _ social: String?, _ text: String) -> Registration {
      var fields = ContactFields.person(name, phones: ["11987654321"])
      fields.socialName = social.map { Sensitive($0) }
      return .new(fields, text: text, key: key)
    }
    let others = ["Bia Lima", "Caio Reis"].map {
      Registration.new(.person($0), key: centre.surroundings.newUID())
    }
    let results = try await centre.book.importContacts(
      others + [row("Ana Prado", nil, "um"), row("Ana Prado", "Lia Prado", "dois")] + others,
      as: ana)
    #expect(results.count == 6)
    func found(_ text: String) async throws -> Int {
      try await centre.book.search(text, after: nil, limit: 10, as: ana).rows.count
    }
    for (text, count) in [("bia", 1), ("caio", 1), ("ana pr", 1), ("lia pr", 1), ("6543", 1)] {
      #expect(try await found(text) == count, "\(text)")
    }
    let uid = try await centre.book.search("lia", after: nil, limit: 1, as: ana).rows[0].uid
    let record = try await centre.book.read(uid, after: nil, as: ana)
    _ = try await centre.book.update(
      uid, to: .person("Rui Sá"), version: record.contact.version, as: ana)
    for (text, count) in [("ana", 0), ("lia", 0), ("6543", 0), ("rui", 1)] {
      #expect(try await found(text) == count, "\(text)")
    }
  }

  @Test func `an import lets in whoever waits to write`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let start = try await centre.book.beginImport(of: "ab", format: "csv", again: false, as: ana)
    let names = (1...20).map { "Pessoa \($0 * 7)" }
    let marks = (1...20).map { ImportMark(uid: start.mark.uid, records: $0) }
    // Somebody comes while the third of the rows is saved.
    let waiting = try Waiting(in: centre.folder.data, after: 3)
    var surroundings = centre.surroundings
    let bytes = surroundings.randomBytes
    surroundings.randomBytes = { count in
      if count == ContactTable.salt { waiting.count() }
      return bytes(count)
    }
    let book = try ContactBook.open(in: centre.folder.data, surroundings: surroundings)
    let first = try await book.importItems(
      items(names, centre.surroundings), queuedIn: nil, upTo: marks, as: ana)
    #expect(first.count == 8)
    waiting.leave()
    let settled = try await book.beginImport(of: "ab", format: "csv", again: false, as: ana)
    #expect(settled.mark.records == 8)
    // Nobody waits any more.
    let rest = try await book.importItems(
      items(Array(names.dropFirst(8)), centre.surroundings), queuedIn: nil,
      upTo: Array(marks.dropFirst(8)), as: ana)
    #expect(rest.count == 12)
    await book.close()
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
    let rows = [
      ContactFields.person(
        "Ana Prada", phones: ["11987654321"], emails: ["a@exemplo.org"], city: "Recife"),
      .person("Rui Lima"),
    ]
    let found = try await store.book.importForecasts(
      of: rows.map { .registration(.new($0, key: ids.newUID())) }, as: store.owner)
    let finding = ImportFinding(
      uid: uid, name: Sensitive("Ana Prado"), rule: .phoneAndName, brings: [.emails],
      differs: [.name])
    #expect(found == [.saved([finding]), .saved([])])
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
    let consents = record.consents.map { $0.imported(by: bia.login) }
    #expect(consents.count == 2)
    for consent in record.consents {
      let brought = consent.imported(by: "eva")
      #expect(brought.recordedBy == "\(consent.recordedBy), importado por eva")
      #expect(brought.imported(by: "eva") == brought)
    }
    #expect(
      try await second.book.read(uid, after: nil, as: bia)
        == ContactRecord(
          contact: record.contact, interactions: record.interactions, consents: consents))
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
    // Nor twice in one record, which is refused alone.
    let elsewhere = try await Centre(.system)
    let bia = try await elsewhere.arrive()
    let twice = ContactRecord(
      contact: contact, interactions: record.interactions + record.interactions, consents: [])
    let refused = try await elsewhere.book.importItems(
      [.record(twice)] + items(["Rui Lima"], elsewhere.surroundings), queuedIn: nil, upTo: nil,
      as: bia)
    #expect(refused.first == .failure(StoreError(.invalid([.takenProtocol]))))
    #expect(try await elsewhere.book.contactCount(as: bia) == 1)
    #expect(try await centre.book.contactCount(as: ana) == 1)
  }

  @Test func `a file brings no consent to sensitive data on a basis that is none for them`()
    async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let uid = try await centre.book.register(
      .new(.person("Ana"), key: centre.surroundings.newUID()), as: ana
    ).uid
    let contact = try await centre.book.read(uid, after: nil, as: ana).contact
    let purpose = try #require(Purpose.named("encaminhamento"))
    for (basis, isTaken) in [("art. 7º, IX", false), (purpose.legalBasis, true)] {
      let record = ContactRecord(
        contact: Contact(
          uid: centre.surroundings.newUID(), fields: contact.fields, status: .active,
          createdAt: contact.createdAt, updatedAt: contact.updatedAt, version: 1),
        interactions: [],
        consents: [
          Consent(
            purpose: purpose.name, legalBasis: basis, textVersion: "1", textHash: "",
            channel: .phone,
            decision: .given, recordedAt: contact.createdAt, recordedBy: "outra")
        ])
      let results = try await centre.book.importItems(
        [.record(record)], queuedIn: nil, upTo: nil, as: ana)
      if isTaken {
        #expect(try results[0].get() != .known(uid))
      } else {
        #expect(results == [.failure(StoreError(.invalid([.basisOfSensitive])))])
      }
    }
  }

  /// The same record as of somebody else, with one interaction under another number or at another time.
  private func record(
    _ record: ContactRecord, number: ProtocolNumber, at moment: Timestamp, _ ids: Surroundings
  ) -> ImportItem {
    let (old, contact) = (record.interactions[0], record.contact)
    let interaction = Interaction(
      uid: ids.newUID(), protocolNumber: number, fields: old.fields, attendant: old.attendant,
      createdAt: moment, state: old.state, assignee: old.assignee)
    return .record(
      ContactRecord(
        contact: Contact(
          uid: ids.newUID(), fields: contact.fields, status: .active, createdAt: contact.createdAt,
          updatedAt: contact.updatedAt, version: 1), interactions: [interaction], consents: []))
  }

  @Test func `a file takes neither the numbers of this day nor those of days to come`() async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let ids = centre.surroundings
    let uid = try await centre.book.register(
      .new(.person("Ana"), text: "conversa", key: ids.newUID()), as: ana
    ).uid
    let whole = try await centre.book.read(uid, after: nil, as: ana)
    let today = whole.interactions[0].protocolNumber.date
    func outcome(_ number: Int, days: Int = 0, at moment: Timestamp? = nil) async throws
      -> StoreError?
    {
      let item = record(
        whole, number: ProtocolNumber(date: today.adding(days: days), number: number),
        at: moment ?? whole.interactions[0].createdAt, ids)
      let results = try await centre.book.importItems(
        [item], queuedIn: nil, upTo: nil, as: ana)
      guard case .failure(let error) = results[0] else { return nil }
      return error
    }
    let ahead = StoreError(.invalid([.protocolAhead]))
    #expect(try await outcome(999_999) == ahead)
    #expect(try await outcome(1 + ProtocolNumber.margin + 1) == ahead)
    #expect(try await outcome(1, days: 1) == ahead)
    #expect(
      try await outcome(2, at: centre.clock.now.adding(milliseconds: 86_400_000))
        == StoreError(.invalid([.futureRecord])))
    #expect(try await outcome(999_999, days: -1) == nil)
    #expect(try await outcome(7) == nil)
    let next = try await centre.book.register(
      .new(.person("Rui"), text: "outra", key: ids.newUID()), as: ana)
    #expect(next.protocolNumber?.number == 8)
  }

  @Test func `a day whose numbers are used up says so, and saves nothing`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let connection = try Connection(path: centre.folder.data.database, access: .writing)
    let today = centre.clock.now.local.date.iso8601
    try connection.execute(
      "INSERT INTO protocol_counters (day, last) VALUES (\(today), \(ProtocolNumber.most))")
    await #expect(throws: StoreError(.invalid([.noProtocolLeft]))) {
      try await centre.book.register(
        .new(.person("Ana"), text: "conversa", key: centre.surroundings.newUID()), as: ana)
    }
    let ids = centre.surroundings
    let rows: [ImportItem] = [
      .registration(.new(.person("Ana"), text: "conversa", key: ids.newUID())),
      .registration(.new(.person("Bia"), key: ids.newUID())),
    ]
    let results = try await centre.book.importItems(rows, queuedIn: nil, upTo: nil, as: ana)
    #expect(results.first == .failure(StoreError(.invalid([.noProtocolLeft]))))
    // Who comes without an interaction needs no number.
    #expect(try await centre.book.contactCount(as: ana) == 1)
    #expect(try await centre.book.search("ana", after: nil, limit: 5, as: ana).rows.isEmpty)
  }
}

/// A writer that comes to the turnstile in the middle of somebody else's turn, and stands there.
private final class Waiting: Sendable {
  private let file: Int32
  private let left: Guarded<Int>

  init(in folder: DataFolder, after count: Int) throws {
    file = try openLockFile(folder.queueLock)
    left = Guarded(count)
  }

  deinit { close(file) }

  func count() {
    left.withLock { left in
      left -= 1
      if left == 0 { #expect(flock(file, LOCK_EX | LOCK_NB) == 0) }
    }
  }

  func leave() { flock(file, LOCK_UN) }
}
