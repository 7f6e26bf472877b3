import Glibc
import TestSupport

@testable import ContactsCore

/// A store with some entries, and a second connection to tamper with.
struct AuditStore {
  let store: TestStore
  let connection: Connection
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  var book: ContactBook { store.book }
  var owner: Actor { store.owner }

  /// Entry 1 makes the store; each registration is one more.
  init(registrations: Int) async throws {
    store = try await TestStore()
    connection = try Connection(path: store.folder.data.database, access: .writing)
    try await register(registrations)
  }

  func register(_ count: Int) async throws {
    for number in 0..<count {
      _ = try await book.register(
        .new(.person("Pessoa \(number)"), key: ids.newUID()), as: store.distantOwner)
    }
  }

  /// What somebody does who edits entries from `seq` on and computes every hash again.
  func rebuild(from seq: Int64, _ edit: (inout AuditEntry) -> Void) throws {
    let trail = AuditTrail(database: connection)
    let entries = try trail.entries(
      matching: AuditFilter(), subjects: [], order: .oldestFirst, after: seq - 1, upTo: nil,
      limit: 10_000)
    var previous = entries.first?.previous ?? []
    try connection.transaction(.writing) { () throws(StoreError) in
      for var entry in entries {
        edit(&entry)
        entry.previous = previous
        entry.hash = entry.expectedHash
        previous = entry.hash
        try connection.execute(
          """
          UPDATE audit_entries SET actor = \(entry.actor), reason = \(entry.reason),
            prev = \(entry.previous), hash = \(entry.hash) WHERE seq = \(entry.seq)
          """)
      }
    }
  }

  static func overwrite(_ path: String, _ text: String) {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }

  static func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 22)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
