import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Schema and migrations")
struct MigrationTests {
  private func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    return Array(bytes.prefix(fread(&bytes, 1, bytes.count, file)))
  }

  @Test func `a store at 0001 is copied aside, brought up to date, and read`() async throws {
    let folder = try StoredStore.folder(StoreAt0001.sql)
    let surroundings = Surroundings.test()
    let book = try ContactBook.open(in: folder.data, surroundings: surroundings)
    #expect(try await book.schemaState() == .current)
    let actor = try await book.actor(
      for: TestStore.account, session: surroundings.newUID(), terminal: "")
    for text in ["conceicao ara", "8877", "529982"] {
      let page = try await book.search(text, after: nil, limit: 5, as: actor)
      #expect(page.rows.count == 1, "\(text)")
    }
    #expect(try await book.contactCount(as: actor) == 1)
    #expect(try await book.drafts(as: actor).count == 1)
    #expect(try await book.verifyAudit(as: actor) == .intact(entries: 2))
    await book.close()

    let copies = TestFolder.entries(of: folder.data.copies)
    #expect(copies == ["atende-0001_base-20261121-091500.db"])
    var status = stat()
    #expect(stat("\(folder.data.copies)/\(copies[0])", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
    let copy = try Connection(path: "\(folder.data.copies)/\(copies[0])", access: .reading)
    #expect(try MigrationLog(database: copy).applied() == ["0001_base"])
    #expect(try copy.number("SELECT count(*) FROM contacts") == 1)
  }

  @Test func `what waited at 0002 is queued, and what people decided is counted`() async throws {
    let folder = try StoredStore.folder(StoreAt0002.sql)
    let surroundings = Surroundings.test()
    let book = try ContactBook.open(in: folder.data, surroundings: surroundings)
    let actor = try await book.actor(
      for: TestStore.account, session: surroundings.newUID(), terminal: "")
    let page = try await book.search("conceicao ara", after: nil, limit: 5, as: actor)
    #expect(page.rows.count == 1)
    await book.close()
    let connection = try Connection(path: folder.data.database, access: .reading)
    let items = try connection.rows("SELECT interaction_id, state, due_at FROM queue_items") {
      (row) throws(StoreError) in "\(try row.integer(0)) \(try row.text(1)) \(try row.integer(2))"
    }
    #expect(items == ["2 pendente 1763722860000"])
    let counts = try connection.rows(
      "SELECT day, field, origin, model, prompt_version, review, count FROM review_counts"
    ) { (row) throws(StoreError) in
      "\(try row.integer(0)) \(try row.text(1)) \(try row.text(2)) \(try row.text(3)) "
        + "\(try row.text(4)) \(try row.text(5)) \(try row.integer(6))"
    }
    let day = try #require(CivilDate(year: 2025, month: 11, day: 21)).dayNumber
    #expect(counts == ["\(day) motivo llm llama3:8b 1 editado 1", "\(day) nome regra   aceito 1"])
  }

  @Test func `what was registered at 0005 counts as ended, by whoever registered it`() async throws
  {
    let folder = try StoredStore.folder(StoreAt0005.sql)
    let book = try ContactBook.open(in: folder.data, surroundings: .test())
    #expect(try await book.outcomes().count == 9)
    #expect(try await book.referrals().map(\.number) == ["188", "192", "180", "190", "100"])
    await book.close()
    let connection = try Connection(path: folder.data.database, access: .reading)
    let rows = try connection.rows("SELECT DISTINCT state, assigned_to FROM interactions") {
      (row) throws(StoreError) in "\(try row.text(0)) \(try row.text(1))"
    }
    #expect(rows == ["encerrado ana"])
    #expect(try connection.number("SELECT count(*) FROM wrap_ups") == 0)
    #expect(try connection.number("SELECT count(*) FROM risk_alerts") == 0)
  }

  @Test(arguments: [StoreAt0007.sql, StoreAt0012.sql])
  func `near names of earlier schemas are found`(_ sql: String) async throws {
    let folder = try StoredStore.folder(sql)
    let connection = try Connection(path: folder.data.database, access: .writing)
    let people = try connection.rows(
      "SELECT id, name, name_key, city FROM contacts WHERE name IS NOT NULL"
    ) { (row) throws(StoreError) in
      (try row.integer(0), try row.text(1), try row.text(2), try row.optionalText(3))
    }
    let (id, name, key, city) = try #require(people.first)
    if sql == StoreAt0012.sql {
      // As a save at that schema wrote them.
      for block in NameBlocks(nameKey: key, city: city, emailKeys: []).all {
        try connection.execute(
          "INSERT INTO name_blocks (block, contact_id) VALUES (\(block), \(id))")
      }
    }
    let surroundings = Surroundings.test()
    let book = try ContactBook.open(in: folder.data, surroundings: surroundings)
    let actor = try await book.actor(
      for: TestStore.account, session: surroundings.newUID(), terminal: "")
    let found = try await book.duplicates(
      of: DuplicateProbe(.person(name + "o", city: city)), excluding: nil, as: actor)
    #expect(found.map(\.rule) == (city == nil ? [] : [.cityAndName]), "\(name) \(city ?? "-")")
    await book.close()
  }

  @Test func `every past schema has a stored example`() throws {
    let examples = [
      "0001_base": StoreAt0001.sql, "0002_search": StoreAt0002.sql, "0003_queue": StoreAt0003.sql,
      "0004_people": StoreAt0004.sql, "0005_audit": StoreAt0005.sql,
      "0006_shift": StoreAt0006.sql, "0007_disclosures": StoreAt0007.sql,
      "0008_desk": StoreAt0008.sql, "0009_rights": StoreAt0009.sql,
      "0010_erasure": StoreAt0010.sql, "0011_desk_more": StoreAt0011.sql,
      "0012_lgpd_more": StoreAt0012.sql, "0013_near_names": StoreAt0013.sql,
    ]
    for past in Dialect.sqlite.migrations.dropLast() {
      let folder = try StoredStore.folder(try #require(examples[past.name]))
      let connection = try Connection(path: folder.data.database, access: .reading)
      #expect(try MigrationLog(database: connection).applied().last == past.name)
    }
  }

  @Test func `a store that is up to date is not copied`() async throws {
    let store = try await TestStore()
    await store.book.close()
    let again = try ContactBook.open(in: store.folder.data, surroundings: .test())
    await again.close()
    #expect(TestFolder.entries(of: store.folder.data.copies).isEmpty)
  }

  @Test func `each step is recorded with the digest of its statements`() async throws {
    let store = try await TestStore()
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let rows = try connection.rows("SELECT name, sha256 FROM schema_migrations ORDER BY name") {
      (row) throws(StoreError) in [try row.text(0), try row.text(1)]
    }
    #expect(rows == Dialect.sqlite.migrations.map { [$0.name, $0.digest] })
  }

  @Test func `a newer schema is refused without a byte written`() async throws {
    let store = try await TestStore()
    await store.book.close()
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run("INSERT INTO schema_migrations VALUES ('9999_future', 0, '')")
    try connection.close(checkpointing: true)
    let before = bytes(of: store.folder.data.database)
    #expect(throws: StoreError(.newerSchema)) {
      try ContactBook.open(in: store.folder.data, surroundings: .test())
    }
    #expect(bytes(of: store.folder.data.database) == before)
    #expect(TestFolder.entries(of: store.folder.data.copies).isEmpty)
  }

  @Test func `a running book notices a newer schema, keeps a draft and writes nothing else`()
    async throws
  {
    let store = try await TestStore()
    #expect(try await store.book.schemaState() == .current)
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run("INSERT INTO schema_migrations VALUES ('9999_future', 0, '')")
    #expect(try await store.book.schemaState() == .newer)
    let ids = Surroundings.test()
    await #expect(throws: StoreError(.newerSchema)) {
      try await store.book.register(
        .new(.person("Bento Reis"), key: ids.newUID()), as: store.owner)
    }
    let draft = Draft(
      uid: ids.newUID(), contents: Sensitive("meio escrito"), updatedAt: ids.now())
    try await store.book.saveDraft(draft, as: store.owner)
    #expect(try connection.number("SELECT count(*) FROM drafts") == 1)
    #expect(try connection.number("SELECT count(*) FROM contacts") == 0)
  }

  @Test func `a step that fails leaves the store as it was, and its copy`() throws {
    let folder = try StoredStore.folder(StoreAt0001.sql)
    let connection = try Connection(path: folder.data.database, access: .writing)
    try connection.run("CREATE TABLE totals (wrong INTEGER)")
    #expect(throws: StoreError.self) {
      try ContactBook.open(in: folder.data, surroundings: .test())
    }
    #expect(try MigrationLog(database: connection).applied() == ["0001_base"])
    #expect(
      try connection.number("SELECT count(*) FROM sqlite_master WHERE name = 'contact_index'") == 0)
    #expect(TestFolder.entries(of: folder.data.copies).count == 1)
  }

  @Test func `no step is tried when the copy cannot be made`() throws {
    let folder = try StoredStore.folder(StoreAt0001.sql)
    // A file where the folder of copies should be.
    close(open(folder.data.copies, O_CREAT | O_RDWR, 0o600))
    #expect(throws: StoreError(.io)) {
      try ContactBook.open(in: folder.data, surroundings: .test())
    }
    let connection = try Connection(path: folder.data.database, access: .reading)
    #expect(try MigrationLog(database: connection).applied() == ["0001_base"])
  }

  @Test func `plain SQLite finds the whole file sound`() async throws {
    let store = try await TestStore()
    let ids = Surroundings.test()
    _ = try await store.book.register(
      .new(.person("Bento Reis", phones: ["11987654321"]), text: "olá", key: ids.newUID()),
      as: store.owner)
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let answer = try connection.rows("PRAGMA integrity_check") { (row) throws(StoreError) in
      try row.text(0)
    }
    #expect(answer == ["ok"])
  }
}
