import TestSupport
import Testing

@testable import ContactsCore

@Suite("Masking what the store holds")
struct KnownValuesTests {
  private func book(_ contacts: [ContactFields]) async throws -> TestStore {
    let store = try await TestStore()
    for fields in contacts {
      _ = try await store.book.register(
        .new(fields, key: store.book.surroundings.newUID()), as: store.owner)
    }
    return store
  }

  private func masked(_ text: String, by known: KnownValues) async throws -> String? {
    try await known.mask([text]).first?.text
  }

  @Test func `names that no list has are covered in any case and with other particles`()
    async throws
  {
    let store = try await book([.person("Xuri Wapixana"), .person("Tukã da Serra Roxa")])
    let known = try await store.book.knownValues(for: MaskerTests.masker, as: store.owner)
    #expect(MaskerTests.masker.mask("xuri wapixana dormiu aqui").spans.isEmpty)
    #expect(try await masked("xuri wapixana dormiu aqui", by: known) == "[nome] dormiu aqui")
    #expect(try await masked("com TUKA SERRA ROXA ontem", by: known) == "com [nome] ontem")
    #expect(try await masked("xuri dormiu aqui", by: known) == "xuri dormiu aqui")
  }

  @Test func `a social name is covered too`() async throws {
    var fields = ContactFields.person("Fulano Qualquer")
    fields.socialName = Sensitive("Zyra Moxotó")
    let store = try await book([fields])
    let known = try await store.book.knownValues(for: MaskerTests.masker, as: store.owner)
    #expect(try await masked("hoje Zyra Moxotó dormiu", by: known) == "hoje [nome] dormiu")
  }

  @Test func `numbers are covered whatever word stands before them`() async throws {
    let store = try await book([
      .person("Ana", phones: ["11 98765-4321"], cpf: "529.982.247-25")
    ])
    let known = try await store.book.knownValues(for: MaskerTests.masker, as: store.owner)
    #expect(try await masked("pedido 11987654321", by: known) == "pedido [documento]")
    #expect(try await masked("pedido 987654321", by: known) == "pedido [telefone]")
    #expect(try await masked("pedido 52998224725", by: known) == "pedido [documento]")
    #expect(try await masked("pedido 11987654322", by: known) == "pedido 11987654322")
  }

  @Test func `it takes the right to search, and its use is in the audit`() async throws {
    let store = try await book([])
    await #expect(throws: StoreError(.notPermitted(.searchContacts))) {
      try await store.book.knownValues(for: MaskerTests.masker, as: store.actor([.admin]))
    }
    _ = try await store.book.knownValues(for: MaskerTests.masker, as: store.owner)
    let entries = try await store.book.auditEntries(after: 0, limit: 100, as: store.owner)
    #expect(entries.contains { $0.action == "SEARCH" && $0.reason == "mascaramento" })
    #expect(entries.contains { $0.action == "REFUSED" && $0.reason == "SEARCH: searchContacts" })
  }

  @Test func `a store that cannot be asked gives nothing back`() async throws {
    let store = try await book([])
    let known = try await store.book.knownValues(for: MaskerTests.masker, as: store.owner)
    await store.book.close()
    await #expect(throws: StoreError(.closed)) { try await known.mask(["Ana Souza"]) }
  }
}
