import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Searching")
struct SearchTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  /// Saves people and answers their identifiers by name.
  private func save(
    _ people: [ContactFields], in store: TestStore
  ) async throws -> [UID] {
    var uids: [UID] = []
    for fields in people {
      uids.append(
        try await store.book.register(.new(fields, key: ids.newUID()), as: store.owner).uid)
    }
    return uids
  }

  private func names(_ text: String, in store: TestStore) async throws -> [String] {
    let page = try await store.book.search(text, after: nil, limit: 50, as: store.owner)
    return page.rows.map { $0.name?.revealed(for: .screen) ?? "—" }
  }

  @Test func `words are found by their beginnings, in any order, without accents or case`()
    async throws
  {
    let store = try await TestStore()
    _ = try await save(
      [
        .person("Conceição Araújo"), .person("Maria Aparecida da Silva"),
        .person("Mariana Silveira"), .person("João Sílvio"),
      ], in: store)
    #expect(
      try await names("maria sil", in: store) == ["Mariana Silveira", "Maria Aparecida da Silva"])
    #expect(try await names("SIL MARIA APA", in: store) == ["Maria Aparecida da Silva"])
    #expect(try await names("conceicao", in: store) == ["Conceição Araújo"])
    #expect(try await names("CONCEIÇÃO  ara", in: store) == ["Conceição Araújo"])
    #expect(try await names("j", in: store) == ["João Sílvio"])
    #expect(try await names("aria", in: store).isEmpty)
  }

  @Test func `a word longer than the index keeps is compared to its end`() async throws {
    let store = try await TestStore()
    _ = try await save(
      [.person("Wolfeschlegelstein"), .person("Wolfeschlegelberg")], in: store)
    #expect(try await names("wolfeschlegelst", in: store) == ["Wolfeschlegelstein"])
    #expect(try await names("wolfeschlege", in: store).count == 2)
  }

  @Test(arguments: ["01234567890", "012.345.678-90", "0123"])
  func `a CPF that begins with a zero is found`(_ query: String) async throws {
    let store = try await TestStore()
    _ = try await save([.person("Zero", cpf: "01234567890"), .person("Outra")], in: store)
    #expect(try await names(query, in: store) == ["Zero"])
  }

  @Test func `any three digits of a phone find it, however punctuated`() async throws {
    let store = try await TestStore()
    _ = try await save(
      [
        .person("A", phones: ["(11) 98765-4321", "21 3333-4444"]),
        .person("B", phones: ["987654399"]), .person("C", phones: ["+1 650 253 0000"]),
      ], in: store)
    for text in [
      "1198765", "98765-4321", "(11) 98765", "11 4321", "654 321", "+55 11 98765-4321", "3344",
      "011 98765-4321", "11.98765.4321",
    ] {
      #expect(try await names(text, in: store) == ["A"], "\(text)")
    }
    #expect(try await names("98765", in: store) == ["B", "A"])
    #expect(try await names("4321 98765", in: store).isEmpty)
    #expect(try await names("650253", in: store) == ["C"])
    #expect(try await names("119876500", in: store).isEmpty)
  }

  @Test func `digits also begin a CPF, and words narrow digits`() async throws {
    let store = try await TestStore()
    _ = try await save(
      [
        .person("Maria", phones: ["11987654321"], cpf: "529.982.247-25"),
        .person("José", phones: ["11987651234"]),
      ], in: store)
    for text in ["529", "529.9", "529.982.247-25", "52998224725"] {
      #expect(try await names(text, in: store) == ["Maria"], "\(text)")
    }
    #expect(try await names("98224", in: store).isEmpty)
    #expect(try await names("jose 8765", in: store) == ["José"])
    #expect(try await names("8765 mar", in: store) == ["Maria"])
    #expect(try await names("maria 11", in: store).isEmpty)
  }

  @Test func `an e-mail is found by its beginning`() async throws {
    let store = try await TestStore()
    _ = try await save(
      [
        .person("Maria", emails: ["maria.silva@example.org"]),
        .person("Outra Maria", emails: ["maria.souza@example.org"]),
      ], in: store)
    #expect(try await names("Maria.Silva@Example.org", in: store) == ["Maria"])
    #expect(try await names("maria.s@", in: store).isEmpty)
    #expect(try await names("maria.souza@ outra", in: store) == ["Outra Maria"])
    #expect(try await names("maria.souza@ jose", in: store).isEmpty)
    #expect(try await names("%@%", in: store).isEmpty)
  }

  @Test func `a protocol number finds whom it was given to`() async throws {
    let store = try await TestStore()
    _ = try await store.book.register(
      .new(.person("Maria"), text: "oi", key: ids.newUID()), as: store.owner)
    for text in ["20261121-000001", " 20261121-1 ", "20261121000001"] {
      #expect(try await names(text, in: store) == ["Maria"], "\(text)")
    }
    #expect(try await names("20261121-000002", in: store).isEmpty)
    #expect(
      try await store.book.search(
        "20261121-000001", after: SearchCursor(key: "", id: 1), limit: 5, as: store.owner
      ).rows.isEmpty)
  }

  @Test func `punctuation and operators are inert and find nobody`() async throws {
    let store = try await TestStore()
    _ = try await save([.person("Maria Silva", phones: ["11987654321"])], in: store)
    for text in [
      "%", "_", "*", "\"", "'", "maria\" OR \"x", "NEAR(maria silva)x", "maria AND joao",
      "-maria x",
      "contact_index:maria", "';--", "^", "{}", "maria NOT silva", "(maria OR joao)",
    ] {
      #expect(try await names(text, in: store).isEmpty, "\(text)")
    }
    #expect(try await names("\"maria\" *silva*", in: store) == ["Maria Silva"])
    #expect(try await names("maria%", in: store) == ["Maria Silva"])
    #expect(try await names(" \n\t ", in: store) == ["Maria Silva"])
    #expect(try await names("maria\0silva", in: store) == ["Maria Silva"])
  }

  @Test(arguments: ["palavra ", "x", "1", "12 ", "a@b.com ", "987654321 ", "%_\"* "])
  func `a text pasted by mistake finds nobody and fails nothing`(_ piece: String) async throws {
    let store = try await TestStore()
    _ = try await save([.person("Maria Silva", phones: ["11987654321"])], in: store)
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    #expect(try await names(text, in: store).isEmpty)
  }

  @Test func `a social name is shown and both names are found`() async throws {
    let store = try await TestStore()
    var fields = ContactFields.person("Carlos Prado")
    fields.socialName = Sensitive("Carla Prado")
    _ = try await save([fields], in: store)
    #expect(try await names("carlos", in: store) == ["Carla Prado"])
    #expect(try await names("carla", in: store) == ["Carla Prado"])
  }

  @Test(arguments: ["", "pessoa"])
  func `pages follow one another without gap or repetition`(_ text: String) async throws {
    let store = try await TestStore()
    let uids = try await save((0..<7).map { .person("Pessoa \($0)") }, in: store)
    var seen: [UID] = []
    var cursor: SearchCursor?
    repeat {
      let page = try await store.book.search(text, after: cursor, limit: 3, as: store.owner)
      seen += page.rows.map(\.uid)
      cursor = page.next
    } while cursor != nil
    #expect(seen == uids.reversed())
  }

  @Test func `a full last page has no next`() async throws {
    let store = try await TestStore()
    _ = try await save((0..<3).map { .person("Pessoa \($0)") }, in: store)
    let page = try await store.book.search("pes", after: nil, limit: 3, as: store.owner)
    #expect(page.rows.count == 3)
    #expect(page.next == nil)
  }

  @Test func `an interaction moves its person to the top and shows its reason`() async throws {
    let store = try await TestStore()
    let uids = try await save([.person("Ana"), .person("Bia")], in: store)
    var note = InteractionFields.note("quer conversar")
    note.reasonCode = ReasonCatalogue.initial[0].code
    note.urgency = .high
    _ = try await store.book.register(
      Registration(
        target: .existing(uids[0], completing: ContactFields()), interaction: note,
        consent: .given, idempotencyKey: ids.newUID(), draft: nil), as: store.owner)
    let page = try await store.book.search("", after: nil, limit: 5, as: store.owner)
    #expect(page.rows.map(\.uid) == [uids[0], uids[1]])
    #expect(page.rows[0].lastReason == ReasonCatalogue.initial[0].name)
    #expect(page.rows[0].lastUrgency == .high)
    #expect(page.rows[0].interactionCount == 1)
    #expect(page.rows[1].interactionCount == 0)
    #expect(try await store.book.contactCount(as: store.owner) == 2)
  }

  @Test func `whoever is blocked is on no list`() async throws {
    let store = try await TestStore()
    _ = try await save([.person("Ana Prado", phones: ["11987654321"])], in: store)
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run("UPDATE contacts SET status = 'bloqueado'")
    for text in ["", "ana", "98765", "20261121-000001"] {
      #expect(try await names(text, in: store).isEmpty, "\(text)")
    }
  }

  @Test func `a newer number ends an older question and not its own`() async throws {
    let store = try await TestStore()
    let older = store.book.searcher.replaceEarlier()
    let newer = store.book.searcher.replaceEarlier()
    await #expect(throws: StoreError(.interrupted)) {
      try await store.book.searcher.read(number: older) { (database) throws(StoreError) in
        try database.number("SELECT 1")
      }
    }
    let answer = try await store.book.searcher.read(number: newer) {
      (database) throws(StoreError) in try database.number("SELECT 1")
    }
    #expect(answer == 1)
  }

  @Test func `a question under way ends when a newer one comes`() async throws {
    let store = try await TestStore()
    let searcher = store.book.searcher
    let older = searcher.replaceEarlier()
    await #expect(throws: StoreError(.interrupted)) {
      try await searcher.read(number: older) { (database) throws(StoreError) in
        // The newer one comes from inside, so that no time has to pass.
        _ = searcher.replaceEarlier()
        return try database.number(
          """
          WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n
          """)
      }
    }
    #expect(try await names("", in: store).isEmpty)
  }

  @Test func `a write that waits holds up no search`() async throws {
    let store = try await TestStore()
    _ = try await save([.person("Ana Prado")], in: store)
    let lock = open(store.folder.data.storeLock, O_RDWR)
    #expect(flock(lock, LOCK_EX) == 0)
    // The writer cannot end before this test lets go of the lock; the search answers meanwhile.
    async let saving = store.book.register(
      .new(.person("Bia"), key: ids.newUID()), as: store.owner)
    #expect(try await names("ana", in: store) == ["Ana Prado"])
    close(lock)
    _ = try await saving
    #expect(try await names("bia", in: store) == ["Bia"])
  }

  @Test func `what was typed is read as words, digits, addresses or a protocol`() {
    #expect(SearchQuery("") == .all)
    #expect(SearchQuery("—!") == .nothing)
    #expect(SearchQuery("Ana 12") == .terms(.init(words: ["ana", "12"])))
    #expect(SearchQuery("Ana 123") == .terms(.init(words: ["ana"], digitGroups: ["123"])))
    #expect(
      SearchQuery("0800 123 4567") == .terms(.init(digitGroups: ["0800", "123", "4567"])))
    #expect(SearchQuery("5511987654321") == .terms(.init(digitGroups: ["11987654321"])))
    #expect(SearchQuery("20261121-x").isTerms)
    #expect(SearchQuery("20261340-1").isTerms)
    let many = (0..<30).map { "palavra\($0)x" }.joined(separator: " ")
    guard case .terms(let terms) = SearchQuery(many) else { return #expect(Bool(false)) }
    #expect(terms.words.count == 8)
  }
}

extension SearchQuery {
  fileprivate var isTerms: Bool { if case .terms = self { true } else { false } }
}
