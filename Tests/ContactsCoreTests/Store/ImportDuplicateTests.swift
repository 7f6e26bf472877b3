import TestSupport
import Testing

@testable import ContactsCore

@Suite("Possible duplicates of an import")
struct ImportDuplicateTests {
  private func imported(
    _ people: [ContactFields], into centre: Centre, as actor: Actor
  ) async throws -> [(uid: UID, fields: ContactFields)] {
    let items = people.map { person in
      ImportItem.registration(.new(person, key: centre.surroundings.newUID()))
    }
    let results = try await centre.book.importItems(items, queuedIn: nil, upTo: nil, as: actor)
    return try zip(results, people).map { result, fields in
      guard case .saved(let receipt) = try result.get() else { throw StoreError(.notFound) }
      #expect(receipt.duplicates.isEmpty)
      return (receipt.uid, fields)
    }
  }

  private func isIntact(_ centre: Centre, _ actor: Actor) async throws -> Bool {
    if case .intact = try await centre.book.verifyAudit(as: actor) { true } else { false }
  }

  @Test func `each row is compared with who was there before it, in the store and in the file`()
    async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let here = try await centre.book.register(
      .new(
        .person("Fernanda Dias", phones: ["11987654321"], city: "Recife"),
        key: centre.surroundings.newUID()), as: ana
    ).uid
    let people: [ContactFields] = [
      .person("Fernanda Dyas", city: "Recife"), .person("Caio Reis", emails: ["c@example.org"]),
      .person("Bia Lima", phones: ["1187654321"]), .person("Caio R.", emails: ["C@example.org"]),
      .person("Fernanda Diaz", city: "Recife"), .person("Rui Sá"),
    ]
    let saved = try await imported(people, into: centre, as: ana)
    let found = try await centre.book.importDuplicates(of: saved, as: ana)
    // The newest first, and nobody who came after.
    #expect(
      found == [[here], [], [here], [saved[1].uid], [saved[0].uid, here], []])
  }

  @Test func `more than are looked up at a time come back in their order`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let people = (0..<250).map { place in
      ContactFields.person("Rui", phones: ["1198765\(1000 + place % 125)"])
    }
    let saved = try await imported(people, into: centre, as: ana)
    let found = try await centre.book.importDuplicates(of: saved, as: ana)
    #expect(found.count == 250)
    for (place, uids) in found.enumerated() {
      #expect(uids == (place < 125 ? [] : [saved[place - 125].uid]))
    }
  }

  @Test func `a contact that is gone by then is nobody's duplicate`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let twice = ContactFields.person("Ana Prado", cpf: "52998224725")
    let saved = try await imported([twice, twice], into: centre, as: ana)
    _ = try await centre.book.merge(Merge(kept: saved[0].uid, gone: saved[1].uid), as: ana)
    #expect(try await centre.book.importDuplicates(of: saved, as: ana) == [[], []])
  }

  @Test func `what waits for the end of a turn is all there after it`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let people = [("Ana Prado", "a"), ("Bia Lima", "b"), ("Caio Reis", "c")].map {
      ContactFields.person($0, emails: ["\($1)@casa.example.org"], city: "Recife")
    }
    let before = try await centre.book.auditEntries(after: 0, limit: 99, as: ana).count
    _ = try await imported(people, into: centre, as: ana)
    #expect(try await centre.book.contactCount(as: ana) == 3)
    #expect(try await isIntact(centre, ana))
    let entries = try await centre.book.auditEntries(after: 0, limit: 99, as: ana)
    #expect(entries.dropFirst(before).filter { $0.action == "CREATE" }.count == 3)
    #expect(try await centre.book.search("bia", after: nil, limit: 9, as: ana).rows.count == 1)
    let connection = try Connection(path: centre.folder.data.database, access: .reading)
    // Two places, and three pairs of words of a name of two.
    #expect(try connection.number("SELECT count(*) FROM name_blocks") == 3 * 2 * 3)
    #expect(try connection.number("SELECT count(*) FROM idempotency_keys") == 0)
    #expect(
      try connection.number("SELECT value FROM totals WHERE name = 'audit'")
        == connection.number("SELECT max(seq) FROM audit_entries"))
    // The next entry follows the last of the turn.
    _ = try await centre.book.register(
      .new(.person("Davi Melo"), key: centre.surroundings.newUID()), as: ana)
    #expect(try await isIntact(centre, ana))
  }
}

extension ImportDuplicateTests {
  @Test func `a blocked record comes back without blocks`() async throws {
    let first = try await Centre(.system)
    let ana = try await first.arrive()
    var records: [ImportItem] = []
    for name in ["Ana Prado", "Bia Lima"] {
      let uid = try await first.book.register(
        .new(.person(name, city: "Recife"), key: first.surroundings.newUID()), as: ana
      ).uid
      if name == "Bia Lima" {
        try await first.book.block(
          uid, reason: Sensitive("a pedido da pessoa, por telefone"), as: ana)
      }
      records.append(.record(try await first.book.read(uid, after: nil, as: ana)))
    }
    let second = try await Centre(.system)
    let eva = try await second.arrive()
    _ = try await second.book.importItems(records, queuedIn: nil, upTo: nil, as: eva)
    let connection = try Connection(path: second.folder.data.database, access: .reading)
    #expect(try connection.number("SELECT count(*) FROM name_blocks") == 3)
  }
}

extension ContactBook {
  /// Items as they come, for tests of what becomes of them.
  func importItems(
    _ items: [ImportItem], queuedIn batch: UID?, upTo marks: [ImportMark]?, as actor: Actor
  ) async throws(StoreError) -> [Result<ImportOutcome, StoreError>] {
    try await importItems(items.map(PreparedImport.init), queuedIn: batch, upTo: marks, as: actor)
  }
}
