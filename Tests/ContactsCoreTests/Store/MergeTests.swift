import FoundationEssentials
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Two records become one")
struct MergeTests {
  private static let why = Sensitive("um motivo para o teste")

  private func register(
    _ fields: ContactFields, text: String? = nil, in centre: Centre, by actor: Actor
  ) async throws -> Receipt {
    try await centre.book.register(
      .new(fields, text: text, key: centre.surroundings.newUID()), as: actor)
  }

  private let first = ContactFields.person(
    "Fernanda Oliveira Dias", phones: ["11987654321"], emails: ["fe@exemplo.org"], city: "Recife")
  private let second = ContactFields.person(
    "Fenanda Oliveira", phones: ["1132530000", "11987654321"], cpf: "52998224725", city: "Olinda")

  @Test func `what was said, consented to and promised of both hangs on the one that is left`()
    async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let kept = try await register(first, text: "primeira conversa", in: centre, by: ana)
    let gone = try await register(second, text: "segunda conversa", in: centre, by: ana)
    _ = try await centre.book.schedule(
      NewCallback(
        contact: gone.uid, interaction: gone.interaction,
        dueAt: centre.clock.now.adding(milliseconds: 60_000), note: nil), as: ana)
    let receipt = try await centre.book.merge(
      Merge(kept: kept.uid, gone: gone.uid, choices: [.city: .gone]), as: ana)
    #expect(receipt.uid == kept.uid)
    #expect(receipt.interactions == 1)
    #expect(receipt.undoUntil.local.display == "22/11/2026 00:00")

    let record = try await centre.book.read(kept.uid, after: nil, as: ana)
    let fields = record.contact.fields
    #expect(fields.name == first.name)
    #expect(fields.city == Sensitive("Olinda"))
    #expect(fields.cpf == second.cpf)
    #expect(
      fields.phones.map { $0.revealed(for: .matching).value } == [
        "+5511987654321", "+551132530000",
      ])
    #expect(record.contact.version == 2)
    #expect(
      record.interactions.map { $0.fields.text?.revealed(for: .matching) }
        == ["segunda conversa", "primeira conversa"])
    #expect(record.consents.count == 2)
    #expect(record.callbacks.count == 1)
    let page = try await centre.book.search("fernanda", after: nil, limit: 9, as: ana)
    #expect(page.rows.map(\.interactionCount) == [2])
    #expect(try await centre.book.search("fenanda", after: nil, limit: 9, as: ana).rows.isEmpty)
    #expect(try await centre.book.contactCount(as: ana) == 1)
    for number in [kept.protocolNumber, gone.protocolNumber] {
      let found = try await centre.book.search(
        try #require(number).description, after: nil, limit: 2, as: ana)
      #expect(found.rows.map(\.uid) == [kept.uid])
    }
  }

  @Test func `the other identifier leads to the one that is left, for reading and for saving`()
    async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let kept = try await register(first, in: centre, by: ana).uid
    let gone = try await register(second, in: centre, by: ana).uid
    _ = try await centre.book.merge(Merge(kept: kept, gone: gone), as: ana)
    #expect(try await centre.book.read(gone, after: nil, as: ana).contact.uid == kept)
    let receipt = try await centre.book.register(
      Registration(
        target: .existing(gone, completing: ContactFields()), interaction: .note("depois"),
        consent: .notAsked, idempotencyKey: centre.surroundings.newUID(), draft: nil), as: ana)
    #expect(receipt.uid == kept)
    // A form that was open on the record that went is a conflict, whatever its version was.
    await #expect(throws: StoreError.self) {
      try await centre.book.update(gone, to: .person("Outra"), version: 1, as: ana)
    }
    // And another merge later leads on.
    let third = try await register(.person("Fernanda Dias"), in: centre, by: ana).uid
    _ = try await centre.book.merge(Merge(kept: third, gone: kept), as: ana)
    #expect(try await centre.book.read(gone, after: nil, as: ana).contact.uid == third)
  }

  @Test func `both records have their entry, and who asks for one sees those of both`() async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let kept = try await register(first, in: centre, by: ana).uid
    let gone = try await register(second, in: centre, by: ana).uid
    _ = try await centre.book.merge(Merge(kept: kept, gone: gone), as: ana)
    let entries = try await centre.entries().suffix(2)
    #expect(entries.map(\.action) == ["UPDATE", "DELETE"])
    #expect(entries.map(\.entity) == ["contato", "contato"])
    #expect(Set(entries.map(\.subject)).count == 2)
    let seen = try await centre.book.readers(of: kept, limit: 99, as: ana)
    #expect(seen.map(\.action) == ["DELETE", "UPDATE", "CREATE", "CREATE"])
    #expect(try await centre.book.verifyAudit(as: ana).firstBad == nil)
  }

  @Test func `until the day ends it can be undone, and what came since stays`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let kept = try await register(first, text: "primeira", in: centre, by: ana).uid
    let gone = try await register(second, text: "segunda", in: centre, by: ana).uid
    let before = (
      try await centre.book.read(kept, after: nil, as: ana),
      try await centre.book.read(gone, after: nil, as: ana)
    )
    _ = try await centre.book.merge(
      Merge(kept: kept, gone: gone, choices: [.name: .gone]), as: ana)
    var changed = try await centre.book.read(kept, after: nil, as: ana).contact
    var fields = changed.fields
    fields.guardian = Sensitive("Rita Dias")
    changed = try await centre.book.update(
      kept, to: fields, version: changed.version, as: ana)
    _ = try await centre.book.register(
      Registration(
        target: .existing(kept, completing: ContactFields()), interaction: .note("depois"),
        consent: .notAsked, idempotencyKey: centre.surroundings.newUID(), draft: nil), as: ana)

    let undone = try await centre.book.undoMerge(of: gone, as: ana)
    #expect(undone.kept == kept)
    #expect(undone.restored == gone)
    let after = (
      try await centre.book.read(kept, after: nil, as: ana),
      try await centre.book.read(gone, after: nil, as: ana)
    )
    var expected = before.0.contact.fields
    expected.guardian = Sensitive("Rita Dias")
    #expect(after.0.contact.fields == expected)
    #expect(after.1.contact.fields == before.1.contact.fields)
    #expect(after.1.contact.createdAt == before.1.contact.createdAt)
    // A form that was opened on the one record, under this identifier, is a conflict.
    #expect(after.1.contact.version > changed.version)
    #expect(after.1.interactions == before.1.interactions)
    #expect(after.1.consents == before.1.consents)
    #expect(
      after.0.interactions.map { $0.fields.text?.revealed(for: .matching) } == [
        "depois", "primeira",
      ])
    #expect(after.0.consents.count == 2)
    #expect(try await centre.book.contactCount(as: ana) == 2)
    #expect(
      try await centre.book.search("fenanda", after: nil, limit: 9, as: ana).rows.map(\.uid) == [
        gone
      ])
    // The audit goes on under the same pseudonym.
    let seen = try await centre.book.readers(of: gone, limit: 99, as: ana)
    #expect(seen.map(\.action) == ["READ", "CREATE", "DELETE", "READ", "CREATE"])
    await #expect(throws: StoreError(.invalid([.nothingToUndo]))) {
      try await centre.book.undoMerge(of: kept, as: ana)
    }
  }

  @Test func `merges are undone from the last to the first, and never on another day`() async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let uids = [
      try await register(.person("Ana Prado"), text: "a", in: centre, by: ana).uid,
      try await register(.person("Ana Prada"), text: "b", in: centre, by: ana).uid,
      try await register(.person("Ana Prados"), text: "c", in: centre, by: ana).uid,
    ]
    _ = try await centre.book.merge(Merge(kept: uids[1], gone: uids[0]), as: ana)
    _ = try await centre.book.merge(Merge(kept: uids[2], gone: uids[1]), as: ana)
    #expect(try await centre.book.undoMerge(of: uids[0], as: ana).restored == uids[1])
    let undone = try await centre.book.undoMerge(of: uids[0], as: ana)
    #expect(undone.kept == uids[1])
    #expect(undone.restored == uids[0])
    for (uid, text) in zip(uids, ["a", "b", "c"]) {
      let record = try await centre.book.read(uid, after: nil, as: ana)
      #expect(record.interactions.map { $0.fields.text } == [Sensitive(text)])
    }
    _ = try await centre.book.merge(Merge(kept: uids[1], gone: uids[0]), as: ana)
    centre.clock.advance(hours: 15)
    await #expect(throws: StoreError(.invalid([.tooLateToUndo]))) {
      try await centre.book.undoMerge(of: uids[1], as: ana)
    }
    // What the records were is not kept past its use.
    _ = try await register(.person("Rui Lima"), in: centre, by: ana)
    let connection = try Connection(path: centre.folder.data.database, access: .reading)
    #expect(try connection.number("SELECT count(*) FROM merges WHERE snapshot IS NOT NULL") == 0)
  }

  @Test func `somebody else's change in between is shown, and two CPFs are asked about`()
    async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let kept = try await register(.person("Ana Sá", cpf: "11144477735"), in: centre, by: ana).uid
    let gone = try await register(second, in: centre, by: ana).uid
    await #expect(throws: StoreError(.invalid([.twoCPFs]))) {
      try await centre.book.merge(Merge(kept: kept, gone: gone), as: ana)
    }
    await #expect(throws: StoreError(.invalid([.sameRecord]))) {
      try await centre.book.merge(Merge(kept: kept, gone: kept), as: ana)
    }
    let current = try await centre.book.update(gone, to: first, version: 1, as: ana)
    await #expect(throws: StoreError(.conflict(current: current))) {
      try await centre.book.merge(
        Merge(kept: kept, gone: gone, keptVersion: 1, goneVersion: 1), as: ana)
    }
    #expect(try await centre.entries().last?.reason == "conflito de versões")
    _ = try await centre.book.merge(
      Merge(kept: kept, gone: gone, keptVersion: 1, goneVersion: 2), as: ana)
  }

  @Test func `what was closed stays closed, to those who could open both`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.attendant], by: ana)
    _ = try await centre.person("caio", [.attendant], by: ana)
    let kept = try await register(first, in: centre, by: ana).uid
    let gone = try await register(second, in: centre, by: ana).uid
    try await centre.book.restrict(kept, to: ["ana", "caio"], reason: Self.why, as: ana)
    await #expect(throws: StoreError(.restricted(kept))) {
      try await centre.book.merge(Merge(kept: gone, gone: kept), as: bia)
    }
    try await centre.book.restrict(gone, to: ["ana", "bia"], reason: Self.why, as: ana)
    _ = try await centre.book.merge(Merge(kept: kept, gone: gone), as: ana)
    #expect(
      try await centre.book.read(kept, after: nil, as: ana).restriction?.readers == ["ana"])
    for uid in [kept, gone] {
      await #expect(throws: StoreError(.restricted(kept))) {
        try await centre.book.read(uid, after: nil, as: bia)
      }
    }
    _ = try await centre.book.undoMerge(of: kept, as: ana)
    #expect(
      try await centre.book.read(kept, after: nil, as: ana).restriction?.readers == ["ana", "caio"])
    #expect(
      try await centre.book.read(gone, after: nil, as: ana).restriction?.readers == ["ana", "bia"])
  }

  @Test func `a restriction made after the merge stays on both when it is undone`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.attendant], by: ana)
    let kept = try await register(first, in: centre, by: ana).uid
    let gone = try await register(second, in: centre, by: ana).uid
    _ = try await centre.book.merge(Merge(kept: kept, gone: gone), as: ana)
    try await centre.book.restrict(kept, to: ["ana"], reason: Self.why, as: ana)
    _ = try await centre.book.undoMerge(of: kept, as: ana)
    for uid in [kept, gone] {
      #expect(
        try await centre.book.read(uid, after: nil, as: ana).restriction?.readers == ["ana"])
      await #expect(throws: StoreError(.restricted(uid))) {
        try await centre.book.read(uid, after: nil, as: bia)
      }
    }
  }

  @Test func `every table that hangs on a contact is listed`() async throws {
    let store = try await TestStore()
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let tables = try connection.rows(
      """
      SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND c.name = 'contact_id' ORDER BY m.name
      """
    ) { (row) throws(StoreError) in try row.text(0) }
    #expect(tables == ContactLink.all.map(\.table).sorted())
    for (_, name, _) in ContactLink.moved {
      guard case .goesOver(let key)? = ContactLink.all.first(where: { $0.table == name })?.fate
      else {
        continue
      }
      let keys = try connection.rows(
        """
        SELECT c.name FROM pragma_table_info(\(name)) c
        LEFT JOIN pragma_index_list(\(name)) l ON l."unique" = 1
        LEFT JOIN pragma_index_info(l.name) x ON x.name = c.name
        WHERE c.pk = 1 OR x.name IS NOT NULL
        """
      ) { (row) throws(StoreError) in try row.text(0) }
      #expect(keys.contains(key), "\(name)")
    }
  }
}
