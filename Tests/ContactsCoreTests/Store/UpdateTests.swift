import TestSupport
import Testing

@testable import ContactsCore

@Suite("Changing a contact")
struct UpdateTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  private func saved(_ fields: ContactFields, in store: TestStore) async throws -> UID {
    try await store.book.register(.new(fields, key: ids.newUID()), as: store.owner).uid
  }

  @Test func `a change counts the version up and names its fields in the audit`() async throws {
    let store = try await TestStore()
    let uid = try await saved(
      .person("Ana Prado", phones: ["11987654321"], emails: ["ana@example.org"]), in: store)
    var fields = ContactFields.person("Ana Reis", phones: ["21988776655"])
    fields.city = Sensitive("  Santos \n")
    let contact = try await store.book.update(uid, to: fields, version: 1, as: store.owner)
    #expect(contact.version == 2)
    #expect(contact.fields.city == Sensitive("Santos"))
    // An e-mail can be emptied.
    #expect(contact.fields.emails.isEmpty)
    let entry = try await store.book.auditEntries(after: 2, limit: 1, as: store.owner)[0]
    #expect(entry.action == "UPDATE")
    #expect(entry.fields == "nome telefones emails cidade")
    for (text, count) in [("reis", 1), ("prado", 0), ("98877", 1), ("98765", 0)] {
      let page = try await store.book.search(text, after: nil, limit: 5, as: store.owner)
      #expect(page.rows.count == count, "\(text)")
    }
  }

  @Test func `the second of two writers is shown what the first saved`() async throws {
    let store = try await TestStore()
    let uid = try await saved(.person("Ana"), in: store)
    let first = try await store.book.update(
      uid, to: .person("Ana Prado"), version: 1, as: store.owner)
    await #expect(throws: StoreError(.conflict(current: first))) {
      try await store.book.update(uid, to: .person("Ana Reis"), version: 1, as: store.owner)
    }
    let entries = try await store.book.auditEntries(after: 3, limit: 5, as: store.owner)
    #expect(entries.map(\.action) == ["READ"])
    #expect(entries[0].reason == "conflito de versões")
  }

  @Test func `nothing changed writes nothing`() async throws {
    let store = try await TestStore()
    let uid = try await saved(.person("Ana"), in: store)
    let contact = try await store.book.update(
      uid, to: .person(" Ana "), version: 1, as: store.owner)
    #expect(contact.version == 1)
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 2))
  }

  @Test func `a contact cannot be emptied altogether`() async throws {
    let store = try await TestStore()
    let uid = try await saved(.person("Ana"), in: store)
    await #expect(throws: StoreError(.invalid([.nothingGiven]))) {
      try await store.book.update(uid, to: ContactFields(), version: 1, as: store.owner)
    }
  }

  @Test func `what is too long or too much is said field by field, without the value`()
    async throws
  {
    let store = try await TestStore()
    let long = Sensitive(String(repeating: "x", count: 501))
    var fields = ContactFields(
      name: long, socialName: long, city: long,
      notes: Sensitive(String(repeating: "y", count: 100_001)), guardian: long, safeChannel: long)
    fields.phones = Array(
      repeating: ContactFields.person(phones: ["11987654321"]).phones[0], count: 21)
    fields.emails = Array(
      repeating: ContactFields.person(emails: ["a@example.org"]).emails[0], count: 21)
    var note = InteractionFields.note(String(repeating: "z", count: 100_001))
    note.reason = long
    do {
      _ = try await store.book.register(
        Registration(
          target: .new(fields), interaction: note, consent: .notAsked,
          idempotencyKey: ids.newUID(), draft: nil), as: store.owner)
      Issue.record("saved what is too long")
    } catch {
      guard case .invalid(let problems) = error.reason else { throw error }
      #expect(
        problems.map(\.field) == [
          .name, .socialName, .city, .guardian, .safeChannel, .notes, .phones, .emails, .reason,
          .text,
        ])
      #expect(problems[0].message == "Nome: no máximo 500 caracteres.")
      #expect(problems[9].message == "Texto: no máximo 100.000 caracteres.")
      #expect(!error.message.contains("xxx"))
    }
  }

  @Test func `blank fields count as not given`() async throws {
    let store = try await TestStore()
    await #expect(throws: StoreError(.invalid([.nothingGiven]))) {
      try await store.book.register(
        .new(.person("  \n"), text: " \t ", key: ids.newUID()), as: store.owner)
    }
    let receipt = try await store.book.register(
      .new(.person("  "), text: "só o texto", key: ids.newUID()), as: store.owner)
    let record = try await store.book.read(receipt.uid, after: nil, as: store.owner)
    #expect(record.contact.fields.isEmpty)
  }

  @Test func `a state is not taken over to another city`() {
    var mine = ContactFields.person("Ana", city: "Santos")
    var given = ContactFields.person(city: "Recife")
    given.state = .PE
    #expect(mine.completed(with: given).state == nil)
    mine.city = nil
    #expect(mine.completed(with: given).state == .PE)
  }
}
