import TestSupport
import Testing

@testable import ContactsCore

@Suite("Registering and reading")
struct RegisterTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  @Test func `a saved contact is read back as it was given`() async throws {
    let store = try await TestStore()
    var fields = ContactFields.person(
      "Conceição Araújo", phones: ["(21) 98877-6655", "3333-4444", "+1 650 253 0000"],
      emails: ["Ceica@Example.org"], cpf: "529.982.247-25", city: "Niterói")
    fields.socialName = Sensitive("Ceiça")
    fields.birthDate = CivilDate(year: 1980, month: 2, day: 29).map(Sensitive.init)
    fields.state = .RJ
    fields.notes = Sensitive("Prefere a tarde.")
    fields.guardian = Sensitive("Rita Araújo")
    fields.safeChannel = Sensitive("só e-mail")
    var note = InteractionFields.note("quer conversar")
    note.reasonCode = ReasonCatalogue.initial[0].code
    note.reason = Sensitive("conversar")
    note.urgency = .critical
    note.extraction = .extracted
    note.date = CivilDate(year: 2026, month: 12, day: 1).map {
      SuggestedDate(date: $0, minutes: 900)
    }
    note.provenance = [
      FieldProvenance(
        field: .name, origin: .model, model: "llama3:8b", modelDigest: "abc", promptVersion: "1",
        span: 3..<9, review: .edited),
      FieldProvenance(
        field: .phones, origin: .rule, model: nil, modelDigest: nil, promptVersion: nil, span: nil,
        review: .accepted),
    ]
    let receipt = try await store.book.register(
      Registration(
        target: .new(fields), interaction: note, consent: .given, idempotencyKey: ids.newUID(),
        draft: nil), as: store.owner)
    #expect(receipt.protocolNumber?.description == "20261121-000001")
    let record = try await store.book.read(receipt.uid, after: nil, as: store.owner)
    #expect(record.contact.uid == receipt.uid)
    #expect(record.contact.fields == fields)
    #expect(record.contact.version == 1)
    #expect(record.contact.status == .active)
    let interaction = try #require(record.interactions.first)
    #expect(interaction.fields == note)
    #expect(interaction.attendant == "ana")
    #expect(interaction.protocolNumber == receipt.protocolNumber)
    let consent = try #require(record.consents.first)
    #expect(consent.decision == .given)
    #expect(consent.channel == .phone)
    #expect(consent.textHash == SHA256.digest(of: SettingKey.consentText.standard).hexadecimal)
    #expect(consent.recordedBy == "ana")
  }

  @Test(arguments: [
    "um\0dois", "👩🏽‍⚕️ ligou", "\u{1b}[31mvermelho", "a\u{301}", "aspas ' \" e % _ \\",
    String(repeating: "ç", count: 100_000),
  ])
  func `a text is kept scalar by scalar`(_ text: String) async throws {
    let store = try await TestStore()
    let receipt = try await store.book.register(
      .new(ContactFields(), text: text, key: ids.newUID()), as: store.owner)
    let record = try await store.book.read(receipt.uid, after: nil, as: store.owner)
    let kept = record.interactions[0].fields.text?.revealed(for: .screen)
    #expect(kept.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
  }

  @Test func `protocol numbers count up within a day of São Paulo`() async throws {
    // 23:59:59.990 in São Paulo.
    let midnight: Int64 = 1_795_316_400_000
    let store = try await TestStore(
      surroundings: .test(start: Timestamp(milliseconds: midnight - 40)))
    var numbers: [String?] = []
    for name in (0..<20).map({ "Pessoa \($0)" }) {
      let receipt = try await store.book.register(
        .new(.person(name), text: "oi", key: ids.newUID()), as: store.owner)
      numbers.append(receipt.protocolNumber?.description)
    }
    let today = numbers.filter { $0?.hasPrefix("20261121") == true }
    let tomorrow = numbers.filter { $0?.hasPrefix("20261122") == true }
    #expect(today.count + tomorrow.count == 20)
    #expect(today.last == "20261121-\(String(1_000_000 + today.count).dropFirst())")
    #expect(tomorrow.first == "20261122-000001")
  }

  @Test func `the same key saves once and answers the first receipt`() async throws {
    let store = try await TestStore()
    _ = try await store.book.register(
      .new(.person("Ana", phones: ["11987654321"]), key: ids.newUID()), as: store.owner)
    let registration = Registration.new(
      .person("Ana", phones: ["11987654321"]), text: "oi", key: ids.newUID())
    let first = try await store.book.register(registration, as: store.owner)
    let again = try await store.book.register(registration, as: store.owner)
    #expect(first.duplicates.count == 1)
    #expect(again == first)
    #expect(try await store.book.contactCount(as: store.owner) == 2)
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 3))
  }

  @Test func `a draft that was ended in two ways is two interactions of one person`() async throws {
    let store = try await TestStore()
    let key = ids.newUID()
    func save(_ text: String) async throws -> Receipt {
      try await store.book.register(
        .new(.person("Ana", phones: ["11987654321"]), text: text, key: key), as: store.owner)
    }
    let first = try await save("liguei para um")
    let other = try await save("liguei para dois")
    #expect(other.uid == first.uid)
    #expect(other.protocolNumber != first.protocolNumber)
    // A retry of the later one is a retry.
    #expect(try await save("liguei para dois") == other)
    let record = try await store.book.read(first.uid, after: nil, as: store.owner)
    #expect(
      Set(record.interactions.compactMap { $0.fields.text?.revealed(for: .screen) })
        == ["liguei para um", "liguei para dois"])
    #expect(try await store.book.contactCount(as: store.owner) == 1)
  }

  @Test func `a draft ended anew is known for a week from then on, also to a late retry`()
    async throws
  {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let key = clock.surroundings.newUID()
    func save(_ text: String) async throws -> Receipt {
      try await store.book.register(
        .new(.person("Ana"), text: text, key: key), as: store.owner)
    }
    _ = try await save("liguei para um")
    clock.advance(seconds: 6 * 86_400)
    let other = try await save("liguei para dois")
    clock.advance(seconds: 2 * 86_400)
    _ = try await store.book.register(
      .new(.person("Bia"), key: clock.surroundings.newUID()), as: store.owner)
    #expect(try await save("liguei para dois") == other)
    // Past its time, and nobody has saved since.
    clock.advance(seconds: 7 * 86_400)
    #expect(try await save("liguei para dois") == other)
  }

  @Test func `an import forgets old keys as it goes, twice as many as it brings`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    func rows(_ count: Int) -> [Registration] {
      (0..<count).map { .new(.person("Ana \($0)"), key: clock.surroundings.newUID()) }
    }
    _ = try await store.book.importContacts(rows(7), as: store.owner)
    clock.advance(seconds: 7 * 86_400 + 1)
    _ = try await store.book.importContacts(rows(2), as: store.owner)
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    #expect(try connection.number("SELECT count(*) FROM idempotency_keys") == 7 + 2 - 4)
  }

  @Test func `a key is forgotten after a week, and one of today is not`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    func save(_ name: String) async throws -> Registration {
      let registration = Registration.new(.person(name), key: clock.surroundings.newUID())
      _ = try await store.book.register(registration, as: store.owner)
      return registration
    }
    let old = try await save("Ana")
    clock.advance(seconds: 7 * 86_400 + 1)
    let recent = try await save("Bia")
    _ = try await store.book.register(recent, as: store.owner)
    #expect(try await store.book.contactCount(as: store.owner) == 2)
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let keys = try connection.rows("SELECT key FROM idempotency_keys") {
      (row) throws(StoreError) in try row.uid(0)
    }
    #expect(keys == [recent.idempotencyKey])
    #expect(!keys.contains(old.idempotencyKey))
  }

  @Test func `a contact without an interaction takes no protocol number`() async throws {
    let store = try await TestStore()
    let receipt = try await store.book.register(
      .new(.person(phones: ["11987654321"]), key: ids.newUID()), as: store.owner)
    #expect(receipt.protocolNumber == nil)
    let next = try await store.book.register(
      .new(.person("Bia"), text: "oi", key: ids.newUID()), as: store.owner)
    #expect(next.protocolNumber?.number == 1)
  }

  @Test func `an existing contact is completed and nothing it has is overwritten`() async throws {
    let store = try await TestStore()
    let uid = try await store.book.register(
      .new(
        .person("Ana Prado", phones: ["11987654321"], emails: ["ana@example.org"]),
        key: ids.newUID()), as: store.owner
    ).uid
    var given = ContactFields.person(
      "Anna P.", phones: ["+55 (11) 98765-4321", "1133334444"], emails: ["ANA@example.org"],
      cpf: "52998224725", city: "Santos")
    given.state = .SP
    let receipt = try await store.book.register(
      Registration(
        target: .existing(uid, completing: given), interaction: .note("de novo"),
        consent: .notAsked, idempotencyKey: ids.newUID(), draft: nil), as: store.owner)
    #expect(receipt.uid == uid)
    let record = try await store.book.read(uid, after: nil, as: store.owner)
    #expect(record.contact.version == 2)
    #expect(record.contact.fields.name == Sensitive("Ana Prado"))
    #expect(
      record.contact.fields.phones.map { $0.revealed(for: .screen).digits } == [
        "11987654321", "1133334444",
      ])
    #expect(record.contact.fields.emails.count == 1)
    #expect(record.contact.fields.cpf != nil)
    #expect(record.contact.fields.state == .SP)
    #expect(record.consents.count == 2)
    let entries = try await store.book.auditEntries(after: 2, limit: 2, as: store.owner)
    #expect(entries.map(\.action) == ["UPDATE", "CREATE"])
    #expect(entries[0].fields == "telefones cpf cidade uf")
    #expect(entries[1].entity == "atendimento")
    let page = try await store.book.search("3333", after: nil, limit: 5, as: store.owner)
    #expect(page.rows.map(\.uid) == [uid])
  }

  /// Somebody else's note on Ana's record, each value with where it came from.
  private func another(on uid: UID) -> Registration {
    var given = ContactFields.person(
      "Zuleide Prado", phones: ["11912345678"], emails: ["zu@example.org"], cpf: "11144477735",
      city: "Santos")
    given.notes = Sensitive("Só à noite.")
    var note = InteractionFields.note("outra pessoa")
    note.provenance = [ExtractedField.name, .phones, .emails, .cpf, .city, .urgency].map {
      FieldProvenance(
        field: $0, origin: .rule, model: nil, modelDigest: nil, promptVersion: nil, span: nil,
        review: .accepted)
    }
    return Registration(
      target: .existing(uid, completing: given), interaction: note, consent: .notAsked,
      idempotencyKey: ids.newUID(), draft: nil)
  }

  @Test func `another CPF adds nothing to a record, and nothing counts as accepted`() async throws {
    let store = try await TestStore()
    let ana = ContactFields.person("Ana Prado", phones: ["11987654321"], cpf: "52998224725")
    let uid = try await store.book.register(.new(ana, key: ids.newUID()), as: store.owner).uid
    _ = try await store.book.register(another(on: uid), as: store.owner)
    let record = try await store.book.read(uid, after: nil, as: store.owner)
    #expect(record.contact.fields == ana)
    #expect(record.contact.version == 1)
    #expect(
      record.interactions[0].fields.provenance.map(\.review)
        == [.unused, .unused, .unused, .unused, .unused, .accepted])
    let rows = try await store.book.acceptance(from: nil, to: nil, as: store.owner)
    #expect(rows.map(\.field) == [.urgency])
  }

  @Test func `it adds what the record lacks when somebody says that it is the same person`()
    async throws
  {
    let store = try await TestStore()
    let ana = ContactFields.person("Ana Prado", phones: ["11987654321"], cpf: "52998224725")
    let uid = try await store.book.register(.new(ana, key: ids.newUID()), as: store.owner).uid
    var registration = another(on: uid)
    registration.isSamePerson = true
    _ = try await store.book.register(registration, as: store.owner)
    let record = try await store.book.read(uid, after: nil, as: store.owner)
    #expect(record.contact.fields.phones.count == 2)
    #expect(record.contact.fields.city == Sensitive("Santos"))
    // The name and the CPF are still Ana's: what the form said of them was not used.
    #expect(record.contact.fields.cpf == ana.cpf)
    #expect(
      record.interactions[0].fields.provenance.map(\.review)
        == [.unused, .accepted, .accepted, .unused, .accepted, .accepted])
  }

  @Test func `an unknown contact is not found, and nothing is written`() async throws {
    let store = try await TestStore()
    let uid = ids.newUID()
    await #expect(throws: StoreError(.notFound)) {
      try await store.book.read(uid, after: nil, as: store.owner)
    }
    await #expect(throws: StoreError(.notFound)) {
      try await store.book.register(
        Registration(
          target: .existing(uid, completing: ContactFields()), interaction: .note("oi"),
          consent: .notAsked, idempotencyKey: ids.newUID(), draft: nil), as: store.owner)
    }
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 1))
  }

  @Test func `a batch saves every valid row and says why the others were refused`() async throws {
    let store = try await TestStore()
    var strange = InteractionFields.note("oi")
    strange.reasonCode = "inexistente"
    let batch = [
      Registration.new(.person("Ana"), text: "oi", key: ids.newUID()),
      Registration.new(ContactFields(), key: ids.newUID()),
      Registration(
        target: .new(.person("Bia")), interaction: strange, consent: .notAsked,
        idempotencyKey: ids.newUID(), draft: nil),
      Registration(
        target: .existing(ids.newUID(), completing: ContactFields()), interaction: nil,
        consent: .notAsked, idempotencyKey: ids.newUID(), draft: nil),
      Registration.new(.person("Caio"), text: "oi", key: ids.newUID()),
    ]
    let results = try await store.book.importContacts(batch, as: store.owner)
    let reasons = results.map { result -> StoreError.Reason? in
      if case .failure(let error) = result { error.reason } else { nil }
    }
    #expect(
      reasons == [nil, .invalid([.nothingGiven]), .invalid([.unknownReason]), .notFound, nil])
    #expect(try results[4].get().protocolNumber?.number == 2)
    #expect(try await store.book.contactCount(as: store.owner) == 2)
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 3))
  }
}
