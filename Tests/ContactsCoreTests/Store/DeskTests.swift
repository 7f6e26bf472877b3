import TestSupport
import Testing

@testable import ContactsCore

@Suite("Drafts, settings and reasons")
struct DeskTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  private func draft(_ text: String, uid: UID? = nil) -> Draft {
    Draft(uid: uid ?? ids.newUID(), contents: Sensitive(text), updatedAt: ids.now())
  }

  private func actions(_ store: TestStore) async throws -> [String] {
    try await store.book.auditEntries(after: 1, limit: 100, as: store.owner)
      .map { "\($0.action) \($0.entity)" }
  }

  @Test func `a draft is kept as it is typed and offered to its owner alone`() async throws {
    let store = try await TestStore()
    let first = draft("ma")
    let colleague = store.actor([.attendant], login: "bento")
    try await store.book.saveDraft(first, as: store.owner)
    try await store.book.saveDraft(draft("maria", uid: first.uid), as: store.owner)
    try await store.book.saveDraft(draft("outro"), as: store.owner)
    let drafts = try await store.book.drafts(as: store.owner)
    #expect(drafts.map { $0.contents.revealed(for: .screen) } == ["outro", "maria"])
    #expect(try await store.book.drafts(as: colleague).isEmpty)
    await #expect(throws: StoreError(.notFound)) {
      try await store.book.saveDraft(draft("meu", uid: first.uid), as: colleague)
    }
    try await store.book.discardDraft(first.uid, as: colleague)
    #expect(try await store.book.drafts(as: store.owner).count == 2)
    try await store.book.discardDraft(first.uid, as: store.owner)
    #expect(try await store.book.drafts(as: store.owner).count == 1)
    #expect(
      try await actions(store) == [
        "CREATE rascunho", "CREATE rascunho", "READ rascunho", "READ rascunho", "DELETE rascunho",
        "READ rascunho",
      ])
  }

  @Test func `what was typed into an erased person's record is not kept`() async throws {
    let desk = try await ErasureDesk(among: 1)
    let (book, owner) = (desk.store.book, desk.store.owner)
    let typed = ["record", "contact"].map {
      draft(#"{"note": "x", "subject": {"\#($0)": {"uid": "\#(desk.uid)", "version": 1}}}"#)
    }
    for draft in typed { try await book.saveDraft(draft, as: owner) }
    #expect(try await book.stands(desk.uid))
    _ = try await desk.erase()
    for draft in typed {
      await #expect(throws: StoreError(.erased)) { try await book.saveDraft(draft, as: owner) }
    }
    #expect(try await !book.stands(desk.uid))
    try await book.saveDraft(draft(#"{"note": "x", "subject": {"newContact": {}}}"#), as: owner)
  }

  @Test func `saving the form removes its draft in the same transaction`() async throws {
    let store = try await TestStore()
    let draft = draft("ana")
    try await store.book.saveDraft(draft, as: store.owner)
    var registration = Registration.new(ContactFields(), key: ids.newUID())
    registration.draft = draft.uid
    await #expect(throws: StoreError.self) {
      try await store.book.register(registration, as: store.owner)
    }
    #expect(try await store.book.drafts(as: store.owner).count == 1)
    registration.target = .new(.person("Ana"))
    _ = try await store.book.register(registration, as: store.owner)
    #expect(try await store.book.drafts(as: store.owner).isEmpty)
  }

  @Test func `settings begin at their standards and keep what they are set to`() async throws {
    let store = try await TestStore()
    let before = try await store.book.settings()
    #expect(before.organization == "Central de Teste")
    #expect(before.dataProtectionOfficer == "Davi Prado")
    #expect(before.dataProtectionEmail == "davi@example.org")
    #expect(before.areaCode == nil)
    #expect(before.defaultChannel == .phone)
    #expect(before.defaultConsent == .notAsked)
    #expect(before.modelConnectLimit == 2000)
    #expect(before.modelFirstTokenLimit == 60_000)
    #expect(before.modelLoadLimit == 120_000)
    #expect(before.modelTotalLimit == 180_000)
    #expect(before.modelKeepAlive == "30m")
    #expect(before.modelContext == 8192)
    #expect(before.consentTextVersion == "1")
    try await store.book.changeSettings(
      [.areaCode: "21", .defaultChannel: "whatsapp", .modelConnectLimit: "500"], as: store.owner)
    let after = try await store.book.settings()
    #expect(after.areaCode == "21")
    #expect(after.defaultChannel == .whatsapp)
    #expect(after.modelConnectLimit == 500)
    let entry = try await store.book.auditEntries(after: 1, limit: 1, as: store.owner)[0]
    #expect(entry.action == "CONFIG")
    #expect(entry.fields == "atendimento.canal modelo.limite_conexao_ms telefone.ddd")
  }

  @Test func `a value out of bounds changes nothing`() async throws {
    let store = try await TestStore()
    await #expect(
      throws: StoreError(
        .invalid([
          FieldProblem(field: .setting, message: "telefone.ddd: Um DDD que exista, ou vazio.")
        ]))
    ) {
      try await store.book.changeSettings(
        [.areaCode: "20", .organization: "Outra"], as: store.owner)
    }
    #expect(try await store.book.settings().organization == "Central de Teste")
  }

  @Test(arguments: SettingKey.allCases)
  func `a standard is within its own bounds and has a meaning`(_ key: SettingKey) {
    #expect(key.problem(with: key.standard) == nil)
    #expect(!key.meaning.isEmpty)
    switch key.bounds {
    case .text(let longest):
      #expect(key.problem(with: String(repeating: "á", count: longest + 1)) != nil)
    case .number(let range):
      #expect(key.problem(with: "\(range.upperBound)") == nil)
      #expect(key.problem(with: "\(range.upperBound + 1)") != nil)
      #expect(key.problem(with: "muito") != nil)
    case .name(let longest), .prose(let longest):
      #expect(key.problem(with: " ") != nil)
      #expect(key.problem(with: String(repeating: "á", count: longest + 1)) != nil)
    case .choice, .areaCode, .email, .day, .recipient, .legalBasis, .hosts, .duration, .folder:
      #expect(key.problem(with: "?? ?") != nil)
    }
  }

  @Test func `a setting of a later version is passed over`() async throws {
    let store = try await TestStore()
    let connection = try Connection(path: store.folder.data.database, access: .writing)
    try connection.run(
      """
      INSERT INTO settings VALUES ('futuro.novo', 'x', 0, 'ana'), ('modelo.num_ctx', '', 0, 'ana'),
        ('atendimento.canal', 'pombo', 0, 'ana'), ('consentimento.decisao', '?', 0, 'ana')
      """)
    let settings = try await store.book.settings()
    #expect(settings.modelContext == 8192)
    #expect(settings.defaultChannel == .phone)
    #expect(settings.defaultConsent == .notAsked)
  }

  @Test func `the reason catalogue is the one that travels with the program`() async throws {
    let store = try await TestStore()
    #expect(try await store.book.reasons() == ReasonCatalogue.initial)
  }
}
