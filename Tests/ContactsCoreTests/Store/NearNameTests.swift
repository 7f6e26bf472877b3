import TestSupport
import Testing

@testable import ContactsCore

@Suite("Near names")
struct NearNameTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  @Test(arguments: [
    // The same sound.
    ("Maria Souza Lima", "Maria Sousa Lima", true), ("Thiago Melo", "Tiago Mello", true),
    ("Walter Prado", "Valter Prado", true), ("Sophia Castro", "Sofia Castro", true),
    // A slip.
    ("Fernanda Oliveira Dias", "Fenanda Oliveira Dias", true),
    ("Carlos Augusto Nogueira", "Carlos Agusto Nogueira", true),
    ("José de Araújo Brandão", "JOSE ARAUJO BRADAO", true),
    // Names in the middle are missing, or initials.
    ("Ana Paula Castro Reis", "Ana P. Castro Reis", true),
    ("Ana Paula Castro Reis", "Ana Paula Reis", true),
    // Others.
    ("Maria Souza Lima", "Mario Souza Lima", false),
    ("Rafael Dias Melo", "Rafaela Dias Melo", false),
    ("Márcia Silva Santos", "Maria Silva Santos", false),
    ("Ana Paula Reis", "Ana Beatriz Reis", false), ("Ana Lima", "Ana Prado", false),
    ("Maria Silva Santos", "Maria Silva Souza", false), ("Ana", "Ana", false),
    ("Ana Silva", "Ana Paula Silva", false), ("Eva Lima", "Iva Lima", false),
  ])
  func `two spellings are near, two people are not`(
    _ first: String, _ second: String, _ isNear: Bool
  ) {
    let likeness = NameLikeness(allowsFewWords: false)
    #expect(likeness.areNear(nameKey(first), nameKey(second)) == isNear)
    #expect(likeness.areNear(nameKey(second), nameKey(first)) == isNear)
  }

  @Test func `a name of two may lack one where something else points to the person`() {
    #expect(NameLikeness(allowsFewWords: true).areNear("ana silva", "ana paula silva"))
  }

  @Test(arguments: [
    ("martha", "marhta", 0.961), ("dixon", "dicksonx", 0.813), ("jellyfish", "smellyfish", 0.896),
    ("", "", 1), ("a", "", 0), ("abc", "xyz", 0),
  ])
  func `Jaro-Winkler is what its paper says`(_ first: String, _ second: String, _ expected: Double)
  {
    let found = NameLikeness.jaroWinkler(Array(first.utf8), Array(second.utf8))
    #expect(abs(found - expected) < 0.001, "\(found)")
  }

  @Test func `a big provider is no house`() {
    #expect(NameBlocks.domain(of: "ana@gmail.com") == nil)
    #expect(NameBlocks.domain(of: "ana@yahoo.com.br") == nil)
    #expect(NameBlocks.domain(of: "ana@prefeitura.exemplo.gov.br") == "prefeitura.exemplo.gov.br")
  }

  private func rules(_ saved: ContactFields, _ probe: ContactFields) async throws -> [String] {
    let store = try await TestStore()
    let uid = try await store.book.register(.new(saved, key: ids.newUID()), as: store.owner).uid
    let rules = try await store.book.duplicates(
      of: DuplicateProbe(probe), excluding: nil, as: store.owner
    ).map(\.rule.rawValue)
    // A save says the same people.
    let second = try await store.book.register(.new(probe, key: ids.newUID()), as: store.owner)
    #expect(second.duplicates == (rules.isEmpty ? [] : [uid]))
    let swept = try await store.book.sweepDuplicates(limit: 9, as: store.owner)
    #expect(swept.total == (rules.isEmpty ? 0 : 1))
    #expect(swept.pairs.map(\.rule.rawValue) == rules)
    return rules
  }

  @Test func `the rule that found it is told`() async throws {
    let saved = ContactFields.person(
      "Fernanda Oliveira Dias", phones: ["11987654321"], emails: ["fernanda@casa.exemplo.org"],
      city: "São Paulo")
    let near = "Fenanda Oliveira Dias"
    #expect(try await rules(saved, .person(near, phones: ["98765-4321"])) == ["telefone_nome"])
    #expect(try await rules(saved, .person(near, city: "SAO PAULO")) == ["cidade_nome"])
    #expect(
      try await rules(saved, .person(near, emails: ["f.dias@casa.exemplo.org"], city: "São Paulo"))
        == ["dominio_nome"])
    #expect(try await rules(saved, .person("Rui Prado", phones: ["11987654321"])) == ["telefone"])
    #expect(try await rules(saved, .person(near, city: "Recife")).isEmpty)
    #expect(try await rules(saved, .person("Bia Oliveira Dias", city: "São Paulo")).isEmpty)
  }

  @Test func `another CPF, or another birth date, is another person`() async throws {
    var saved = ContactFields.person("Fernanda Oliveira Dias", cpf: "52998224725", city: "Recife")
    var probe = ContactFields.person("Fernanda Oliveira Diaz", cpf: "11144477735", city: "Recife")
    #expect(try await rules(saved, probe).isEmpty)
    (saved.cpf, probe.cpf) = (nil, nil)
    saved.birthDate = CivilDate(iso8601: "1990-02-01").map(Sensitive.init)
    probe.birthDate = CivilDate(iso8601: "1991-02-01").map(Sensitive.init)
    #expect(try await rules(saved, probe).isEmpty)
    probe.birthDate = saved.birthDate
    #expect(try await rules(saved, probe) == ["cidade_nome"])
  }

  @Test func `what was corrected is looked for as it stands now`() async throws {
    let store = try await TestStore()
    let uid = try await store.book.register(
      .new(.person("Fernanda Oliveira Dias", city: "Recife"), key: ids.newUID()), as: store.owner
    ).uid
    _ = try await store.book.update(
      uid, to: .person("Helena Castro Reis", city: "Olinda"), version: 1, as: store.owner)
    func found(_ name: String, _ city: String) async throws -> Int {
      try await store.book.duplicates(
        of: DuplicateProbe(.person(name, city: city)), excluding: nil, as: store.owner
      ).count
    }
    #expect(try await found("Fenanda Oliveira Dias", "Recife") == 0)
    #expect(try await found("Elena Castro Reis", "Olinda") == 1)
  }

  @Test func `the name in the blocks is the name of the record, whatever became of it`()
    async throws
  {
    let store = try await TestStore()
    func save(_ name: String) async throws -> UID {
      try await store.book.register(
        .new(.person(name, city: "Recife"), key: ids.newUID()), as: store.owner
      ).uid
    }
    // One sound, so the blocks stay and the name in them does not.
    let first = try await save("Maria Souza Lima")
    _ = try await store.book.update(
      first, to: .person("Maria Sousa Lima", city: "Recife"), version: 1, as: store.owner)
    let second = try await save("Helena Castro Reis")
    _ = try await store.book.merge(
      Merge(kept: first, gone: second, choices: [.name: .gone]), as: store.owner)
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let names = try connection.rows(
      """
      SELECT DISTINCT b.name_key, c.name_key FROM name_blocks b
      JOIN contacts c ON c.id = b.contact_id
      """
    ) { (row) throws(StoreError) in [try row.text(0), try row.text(1)] }
    #expect(names == [["helena castro reis", "helena castro reis"]])
  }

  @Test func `a blocked record is no near name of anybody, takes no place, and comes back`()
    async throws
  {
    let store = try await TestStore()
    let why = Sensitive("um motivo para o teste")
    func save(_ name: String) async throws -> Receipt {
      try await store.book.register(
        .new(.person(name, city: "Recife"), key: ids.newUID()), as: store.owner)
    }
    let open = try await save("Fernanda Diaz").uid
    var blocked: [UID] = []
    for _ in 0..<20 { blocked.append(try await save("Fernanda Dias").uid) }
    for uid in blocked { try await store.book.block(uid, reason: why, as: store.owner) }
    #expect(try await save("Fernanda Dyaz").duplicates == [open])
    try await store.book.unblock(blocked[3], reason: why, as: store.owner)
    #expect(try await save("Fernanda Dyas").duplicates.contains(blocked[3]))
  }

  @Test func `what told of a city goes with the city`() async throws {
    let store = try await TestStore()
    let uid = try await store.book.register(
      .new(.person("Fernanda Oliveira Dias", city: "Recife"), key: ids.newUID()), as: store.owner
    ).uid
    await store.book.close()
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    let blocks: SQL = "SELECT count(*) FROM name_blocks"
    #expect(try connection.number(blocks) == 3)
    let person = Eraser.Person(id: try connection.number("SELECT id FROM contacts"), uid: uid)
    _ = try connection.transaction(.writing) { () throws(StoreError) in
      try Eraser(database: connection, person: person, kept: []).trim(.place)
    }
    #expect(try connection.number(blocks) == 0)
  }

  @Test func `a telephone of a whole house is a handful of pairs, and the sweep is one search`()
    async throws
  {
    let store = try await TestStore()
    for name in ["Ana Prado", "Rui Lima", "Caio Reis", "Bia Melo"] {
      _ = try await store.book.register(
        .new(.person(name, phones: ["1132530000"]), key: ids.newUID()), as: store.owner)
    }
    let sweep = try await store.book.sweepDuplicates(limit: 2, as: store.owner)
    #expect(sweep.total == 3)
    #expect(sweep.pairs.map(\.first.name) == [Sensitive("Ana Prado"), Sensitive("Ana Prado")])
    let entries = try await store.book.auditEntries(after: 5, limit: 9, as: store.owner)
    #expect(entries.map(\.action) == ["SEARCH"])
    #expect(entries[0].reason?.hasSuffix("resultados=2") == true)
  }

  @Test func `a closed record is in no sweep of others, and no near name leads to it`() async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.attendant], by: ana)
    for name in ["Fernanda Oliveira Dias", "Fenanda Oliveira Dias"] {
      _ = try await centre.book.register(
        .new(.person(name, city: "Recife"), key: ids.newUID()), as: ana)
    }
    let first = try await centre.book.sweepDuplicates(limit: 1, as: bia).pairs[0].first.uid
    try await centre.book.restrict(
      first, to: ["ana"], reason: Sensitive("um motivo para o teste"), as: ana)
    #expect(try await centre.book.sweepDuplicates(limit: 1, as: bia).total == 0)
    #expect(try await centre.book.sweepDuplicates(limit: 1, as: ana).total == 1)
    let found = try await centre.book.duplicates(
      of: DuplicateProbe(.person("Fernanda Oliveira Diaz", city: "Recife")), excluding: nil, as: bia
    )
    #expect(found.map(\.summary.uid) != [first])
    #expect(found.count == 1)
  }
}
