import ContactsCore
import TestSupport
import Testing

@Suite("Registering and reading")
struct RegisterTests {
  let keys = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  @Test func `a saved contact is read back as it was given`() async throws {
    let store = try await TestStore()
    let fields = ContactFields.person(
      "Conceição Araújo", phones: ["(21) 98877-6655"], emails: ["Ceica@Example.org"],
      cpf: "529.982.247-25", city: "Niterói")
    let receipt = try await store.book.register(
      .new(fields, text: "quer conversar", key: keys.newUID()), as: store.owner)
    #expect(receipt.protocolNumber?.description == "20261121-000001")
    let record = try await store.book.read(receipt.uid, after: nil, as: store.owner)
    #expect(record.contact.fields == fields)
    #expect(record.contact.version == 1)
    #expect(record.interactions.map(\.protocolNumber) == [receipt.protocolNumber])
    #expect(record.consents.map(\.decision) == [.notAsked])
  }

  @Test func `a search finds folded prefixes in any order and shows only masks`() async throws {
    let store = try await TestStore()
    let fields = ContactFields.person("Conceição Araújo", phones: ["(21) 98877-6655"])
    let receipt = try await store.book.register(
      .new(fields, key: keys.newUID()), as: store.owner)
    for text in ["conceicao ara", "ARA con", "9887", "(21) 98877", "ara 6655", ""] {
      let page = try await store.book.search(text, after: nil, limit: 10, as: store.owner)
      #expect(page.rows.map(\.uid) == [receipt.uid], "\(text)")
      #expect(page.rows.first?.maskedPhone == "(21) •••••-6655")
    }
    for text in ["%", "_", "\"", "*", "conceicao OR maria", "ara -con*x", "' OR 1=1 --"] {
      let page = try await store.book.search(text, after: nil, limit: 10, as: store.owner)
      #expect(page.rows.isEmpty, "\(text)")
    }
  }
}
