import TestSupport
import Testing

@testable import ContactsCore

@Suite("Reading the audit")
struct AuditListTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  /// Two people registered by the owner and read by two colleagues; entries 1 to 6.
  private func filled() async throws -> (store: TestStore, ana: UID, bia: UID) {
    let store = try await TestStore()
    var uids: [UID] = []
    for name in ["Ana", "Bia"] {
      uids.append(
        try await store.book.register(.new(.person(name), key: ids.newUID()), as: store.owner).uid)
    }
    let bento = store.actor([.attendant], login: "bento")
    let carla = store.actor([.supervisor], login: "carla")
    _ = try await store.book.read(uids[0], after: nil, as: bento)
    _ = try await store.book.read(uids[1], after: nil, as: bento)
    _ = try await store.book.read(uids[0], after: nil, as: carla)
    return (store, uids[0], uids[1])
  }

  private func found(
    _ filter: AuditFilter, in store: TestStore, order: AuditOrder = .oldestFirst,
    after seq: Int64? = nil, limit: Int = 100
  ) async throws -> [Int64] {
    try await store.book.auditEntries(
      matching: filter, order: order, after: seq, limit: limit, as: store.owner
    ).map(\.seq)
  }

  @Test func `each filter lets through what it names, and together what all name`() async throws {
    let (store, ana, bia) = try await filled()
    #expect(try await found(AuditFilter(person: "bento"), in: store) == [4, 5])
    #expect(try await found(AuditFilter(contact: ana), in: store) == [2, 4, 6])
    #expect(try await found(AuditFilter(action: .create), in: store) == [2, 3])
    #expect(try await found(AuditFilter(person: "bento", contact: bia), in: store) == [5])
    #expect(try await found(AuditFilter(person: "carla", action: .create), in: store).isEmpty)
    let all = try await store.book.auditEntries(after: 0, limit: 6, as: store.owner)
    let period = AuditFilter(from: all[2].time, until: all[4].time)
    #expect(try await found(period, in: store) == [3, 4])
  }

  @Test func `pages go on from either end without gap or repetition`() async throws {
    let (store, _, _) = try await filled()
    let filter = AuditFilter(until: Timestamp(milliseconds: .max))
    #expect(try await found(filter, in: store, limit: 4) == [1, 2, 3, 4])
    #expect(try await found(filter, in: store, after: 4, limit: 2) == [5, 6])
    #expect(
      try await found(filter, in: store, order: .newestFirst, limit: 3) == [7, 6, 5])
    #expect(
      try await found(filter, in: store, order: .newestFirst, after: 5, limit: 3) == [4, 3, 2])
  }

  @Test func `reading the audit is in the audit once a listing, and before it is shown`()
    async throws
  {
    let (store, ana, _) = try await filled()
    let filter = AuditFilter(person: "bento", contact: ana, action: .read)
    #expect(try await found(filter, in: store, limit: 1) == [4])
    _ = try await found(filter, in: store, after: 4)
    let all = try await store.book.auditEntries(after: 0, limit: 100, as: store.owner)
    #expect(all.map(\.seq) == Array(1...7))
    #expect(all[6].action == "READ")
    #expect(all[6].entity == "auditoria")
    #expect(all[6].subject == all[1].subject)
    #expect(all[6].fields == "pessoa contato acao")
    #expect(all[6].reason == "acao=READ")
    // The page of another listing is a reading of its own.
    _ = try await found(AuditFilter(person: "bento"), in: store, after: 4)
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 9))
  }

  @Test func `who saw a record is answered newest first, with who asked before`() async throws {
    let (store, ana, _) = try await filled()
    let first = try await store.book.readers(of: ana, limit: 2, as: store.owner)
    #expect(first.map(\.actor) == ["carla", "bento"])
    #expect(first.map(\.action) == ["READ", "READ"])
    let rest = try await store.book.readers(of: ana, before: 4, limit: 9, as: store.owner)
    #expect(rest.map(\.action) == ["CREATE"])
    let again = try await store.book.readers(of: ana, limit: 1, as: store.owner)
    #expect(again.map(\.entity) == ["auditoria"])
  }

  @Test func `the filter of a person nobody knows is not found`() async throws {
    let (store, _, _) = try await filled()
    await #expect(throws: StoreError(.notFound)) {
      try await store.book.readers(of: ids.newUID(), limit: 1, as: store.owner)
    }
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 6))
  }

  @Test func `an erased person's pseudonym finds nobody, and nobody else`() async throws {
    let (store, ana, _) = try await filled()
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run("UPDATE contacts SET audit_salt = NULL")
    #expect(try await store.book.readers(of: ana, limit: 9, as: store.owner).isEmpty)
  }

  @Test func `an entry says where from and for what request`() async throws {
    let store = try await TestStore()
    try await store.book.signIn(as: store.distantOwner)
    let entry = try await store.book.auditEntries(after: 1, limit: 1, as: store.owner)[0]
    #expect(entry.address == "203.0.113.7")
    #expect(entry.addressSource == "ambiente")
    #expect(entry.request == store.distantOwner.request?.text)
    #expect(entry.format == 2)
  }

  @Test func `entries of an older version stand in the chain beside new ones`() async throws {
    for sql in [StoreAt0001.sql, StoreAt0002.sql] {
      let folder = try StoredStore.folder(sql)
      let surroundings = Surroundings.test()
      let book = try ContactBook.open(in: folder.data, surroundings: surroundings)
      let actor = try await book.actor(
        for: TestStore.account, session: surroundings.newUID(), terminal: "")
      try await book.signIn(as: actor)
      let entries = try await book.auditEntries(after: 0, limit: 9, as: actor)
      #expect(entries.map(\.format) == [1, 2])
      #expect(try await book.verifyAudit(as: nil) == .intact(entries: 3))
      await book.close()
    }
  }

  @Test func `a number once given is not given again after the tail was cut`() async throws {
    let (store, _, _) = try await filled()
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run("DELETE FROM audit_entries")
    try await store.book.signIn(as: store.owner)
    #expect(try await found(AuditFilter(), in: store) == [7])
    #expect(try await store.book.verifyAudit(as: nil) == .broken(seq: 1))
  }
}
