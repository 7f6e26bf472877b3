import ContactsCore
import TestSupport
import Testing

@Suite("Installing a model")
struct ModelCareTests {
  @Test func `only an admin may have a model installed`() async throws {
    let store = try await TestStore()
    try await store.book.recordModelPull(of: "llama3:8b", as: store.actor([.admin]))
    let error = await #expect(throws: StoreError.self) {
      try await store.book.recordModelPull(
        of: "llama3:8b", as: store.actor([.attendant, .supervisor, .dataProtectionOfficer]))
    }
    #expect(error?.reason == .notPermitted(.changeSettings))
  }
}
