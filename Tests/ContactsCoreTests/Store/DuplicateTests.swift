import TestSupport
import Testing

@testable import ContactsCore

@Suite("Possible duplicates")
struct DuplicateTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  private func rules(_ saved: ContactFields, _ probe: ContactFields) async throws -> [String] {
    let store = try await TestStore()
    _ = try await store.book.register(.new(saved, key: ids.newUID()), as: store.owner)
    return try await store.book.duplicates(
      of: DuplicateProbe(probe), excluding: nil, as: store.owner
    ).map(\.rule.rawValue)
  }

  @Test(arguments: [
    ("11987654321", "+55 (11) 98765-4321", true), ("11987654321", "98765-4321", true),
    ("98765-4321", "21987654321", true), ("1187654321", "11987654321", true),
    ("11987654321", "21987654321", false), ("11987654321", "11987654322", false),
    ("+1 650 253 0000", "0016502530000", true), ("0800 123 4567", "08001234567", true),
    ("0800 123 4567", "11231234567", false), ("1132530000", "+1 650 253 0000", false),
  ])
  func `spellings of one number are the same person`(
    _ saved: String, _ typed: String, _ isDuplicate: Bool
  ) async throws {
    let found = try await rules(.person("A", phones: [saved]), .person("B", phones: [typed]))
    #expect(found == (isDuplicate ? ["telefone"] : []))
  }

  @Test func `a CPF, an e-mail in other letters and the same folded name are duplicates`()
    async throws
  {
    let saved = ContactFields.person(
      "Conceição de Araújo", emails: ["Ceica@Example.org"], cpf: "52998224725")
    #expect(try await rules(saved, .person(cpf: "529.982.247-25")) == ["cpf"])
    #expect(try await rules(saved, .person(emails: ["ceica@example.ORG"])) == ["email"])
    #expect(try await rules(saved, .person("CONCEICAO DOS ARAUJO")) == ["nome"])
    #expect(try await rules(saved, .person("Conceição")).isEmpty)
    #expect(try await rules(saved, ContactFields()).isEmpty)
    // One person is one match, by the strongest rule.
    #expect(try await rules(saved, saved) == ["cpf"])
  }

  @Test func `a list of duplicates is one search in the audit, however often it comes back`()
    async throws
  {
    let store = try await TestStore()
    let fields = ContactFields.person("Ana Prado", phones: ["11987654321"])
    let uid = try await store.book.register(.new(fields, key: ids.newUID()), as: store.owner).uid
    for _ in 0..<3 {
      let found = try await store.book.duplicates(
        of: DuplicateProbe(fields), excluding: nil, as: store.owner)
      #expect(found.map(\.summary.uid) == [uid])
      #expect(found[0].summary.maskedPhone == "(11) •••••-4321")
    }
    #expect(
      try await store.book.duplicates(
        of: DuplicateProbe(fields), excluding: uid, as: store.owner
      ).isEmpty)
    let entries = try await store.book.auditEntries(after: 2, limit: 9, as: store.owner)
    #expect(entries.map(\.action) == ["SEARCH"])
  }

  @Test func `a save reports duplicates and refuses nothing`() async throws {
    let store = try await TestStore()
    let fields = ContactFields.person("Ana Prado", phones: ["11987654321"])
    let first = try await store.book.register(.new(fields, key: ids.newUID()), as: store.owner)
    let second = try await store.book.register(.new(fields, key: ids.newUID()), as: store.owner)
    #expect(first.duplicates.isEmpty)
    #expect(second.duplicates == [first.uid])
  }

  @Test func `a name without letters has no key`() {
    #expect(nameKey("de da") == "")
    #expect(nameKey("Maria D'Ávila e Souza") == "maria avila souza")
  }
}
