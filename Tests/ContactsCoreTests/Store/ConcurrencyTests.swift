import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Many at once")
struct ConcurrencyTests {
  @Test func `books on one folder save side by side without gap, loss or broken chain`()
    async throws
  {
    let surroundings = Surroundings.test()
    let store = try await TestStore(surroundings: surroundings)
    let books = try (0..<6).map { _ in
      try ContactBook.open(in: store.folder.data, surroundings: surroundings)
    }
    // Long enough for the log to pass its limit and be checkpointed while others write.
    let text = String(repeating: "palavra ", count: 6000)
    let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
      for (index, book) in books.enumerated() {
        group.addTask {
          var receipts: [Receipt] = []
          for number in 0..<20 {
            receipts.append(
              try await book.register(
                .new(.person("Pessoa \(index) \(number)"), text: text, key: surroundings.newUID()),
                as: store.owner))
          }
          return receipts
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(receipts.map(\.uid)).count == 120)
    #expect(receipts.compactMap(\.protocolNumber?.number).sorted() == Array(1...120))
    #expect(try await store.book.contactCount(as: store.owner) == 120)
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 121))
    for book in books { await book.close() }
    await store.book.close()
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    #expect(
      try connection.rows("PRAGMA integrity_check") { (row) throws(StoreError) in
        try row.text(0)
      } == ["ok"])
  }

  @Test func `many tasks share one book`() async throws {
    let surroundings = Surroundings.test()
    let store = try await TestStore(surroundings: surroundings)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          _ = try await store.book.register(
            .new(.person("Pessoa \(number)"), text: "oi", key: surroundings.newUID()),
            as: store.owner)
        }
        group.addTask { _ = try await store.book.contactCount(as: store.owner) }
      }
      try await group.waitForAll()
    }
    #expect(try await store.book.contactCount(as: store.owner) == 20)
  }

  @Test func `a retry from another process gets the first receipt`() async throws {
    let surroundings = Surroundings.test()
    let store = try await TestStore(surroundings: surroundings)
    let other = try ContactBook.open(in: store.folder.data, surroundings: surroundings)
    let registration = Registration.new(.person("Ana"), text: "oi", key: surroundings.newUID())
    async let first = store.book.register(registration, as: store.owner)
    async let second = other.register(registration, as: store.owner)
    #expect(try await first == second)
    #expect(try await store.book.contactCount(as: store.owner) == 1)
  }

  @Test func `a full disk is said, and what was saved before is still there`() throws {
    let folder = TestFolder()
    let path = folder.path + "/cheio.db"
    close(open(path, O_CREAT | O_RDWR, 0o600))
    let connection = try Connection(path: path, access: .writing)
    try connection.run("CREATE TABLE things (v); INSERT INTO things VALUES (1)")
    // SQLite answers a limit of pages as it answers a disk without room.
    try connection.run("PRAGMA max_page_count = 4")
    #expect(throws: StoreError(.diskFull)) {
      try connection.transaction(.writing) { () throws(StoreError) in
        try connection.execute(
          "INSERT INTO things VALUES (\([UInt8](repeating: 1, count: 40_000)))")
      }
    }
    #expect(try connection.number("SELECT count(*) FROM things") == 1)
  }

  @Test func `another program that holds the file is waited for, and then named`() async throws {
    let store = try await TestStore()
    let other = try Connection(path: store.folder.data.database, access: .writing)
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run("PRAGMA busy_timeout = 0")
    try other.run("BEGIN IMMEDIATE")
    #expect(throws: StoreError(.busy)) {
      try connection.transaction(.writing) { () throws(StoreError) in }
    }
    try other.run("ROLLBACK")
    try connection.transaction(.writing) { () throws(StoreError) in }
  }

  @Test func `a turn that fails is given back`() throws {
    let folder = TestFolder()
    let data = DataFolder(path: folder.path)
    let first = try Turnstile(in: data)
    let second = try Turnstile(in: data)
    #expect(throws: StoreError(.notFound)) {
      try first.pass { () throws(StoreError) in throw StoreError(.notFound) }
    }
    #expect(try second.pass { () throws(StoreError) in 7 } == 7)
    #expect(throws: StoreError(.io)) { try Turnstile(in: DataFolder(path: "/proc/nada")) }
  }
}
