import TestSupport
import Testing

@testable import ContactsCore

@Suite("Health of the store")
struct StoreHealthTests {
  @Test(arguments: [
    ((3, 40, 1), false), ((3, 44, 5), false), ((3, 44, 6), true), ((3, 45, 3), false),
    ((3, 50, 6), false), ((3, 50, 7), true), ((3, 51, 2), false), ((3, 51, 3), true),
    ((3, 53, 0), true), ((4, 0, 0), true),
  ])
  func `the versions with the fix are known`(version: (Int, Int, Int), hasFix: Bool) {
    #expect(StoreHealth.hasFix(version.0, version.1, version.2) == hasFix)
  }

  @Test func `the engine says its version`() {
    #expect(StoreHealth.engineVersion.hasPrefix("3."))
    _ = StoreHealth.engineHasFix
  }

  @Test func `a new store is current and sound, and looking changes nothing`() async throws {
    let store = try await TestStore()
    await store.book.close()
    let before = TestFolder.entries(of: store.folder.data.path)
    let report = try await StoreHealth.report(of: store.folder.data)
    #expect(report == StoreHealth.Report(schema: .current, isSound: true))
    #expect(
      TestFolder.entries(of: store.folder.data.path).filter { !before.contains($0) }
        .allSatisfy { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") })
  }

  @Test func `a folder without a store cannot be reported on`() async {
    let folder = TestFolder()
    await #expect(throws: StoreError.self) { try await StoreHealth.report(of: folder.data) }
  }
}
