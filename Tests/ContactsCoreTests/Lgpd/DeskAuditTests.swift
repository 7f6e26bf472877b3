import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// What each thing done at the desk of rights, to two records at once or to the whole store leaves in the audit.
@Suite("The desk's audit")
struct DeskAuditTests {
  private static let why = Sensitive("um motivo para o teste")

  /// An entry without who, when and where.
  private struct Line: Equatable, CustomStringConvertible {
    let text: String
    /// Whether it tells whom it is about.
    let hasSubject: Bool

    init(_ text: String, ofSomebody hasSubject: Bool = true) {
      self.text = text
      self.hasSubject = hasSubject
    }

    var description: String { hasSubject ? text : "\(text) (ninguém)" }
  }

  private func all(_ folder: DataFolder) throws -> [AuditEntry] {
    let connection = try Connection(path: folder.database, access: .reading)
    return try AuditTrail(database: connection).entries(
      matching: AuditFilter(), subjects: [], order: .oldestFirst, after: 0, upTo: nil,
      limit: 10_000)
  }

  /// What `body` writes to the audit, as `ACTION entity fields`.
  private func written(
    in folder: DataFolder, _ body: () async throws -> Void
  ) async throws -> [Line] {
    let before = try all(folder).count
    try await body()
    return try all(folder)[before...].map { entry in
      let words = [entry.action, entry.entity, entry.fields].filter { !$0.isEmpty }
      return Line(words.joined(separator: " "), ofSomebody: entry.subject != nil)
    }
  }

  private func written(
    at desk: RightsDesk, _ body: () async throws -> Void
  ) async throws -> [Line] {
    try await written(in: desk.centre.folder.data, body)
  }

  @Test func `consents: read, given, taken back, and the step of whoever asked for that`()
    async throws
  {
    let desk = try await RightsDesk()
    let purpose = try #require(Purpose.named("retorno"))
    let given = try await written(at: desk) {
      try await desk.book.recordConsent(
        NewConsent(
          contact: desk.contact, purpose: purpose, decision: .given, channel: .phone,
          noticeRead: true), as: desk.ana)
    }
    #expect(given == [Line("UPDATE contato consentimento")])
    let read = try await written(at: desk) {
      _ = try await desk.book.consents(of: desk.contact, as: desk.ana)
    }
    #expect(read == [Line("READ contato consentimento")])
    _ = try await desk.ask(.revocation)
    let revoked = try await written(at: desk) {
      _ = try await desk.book.revokeConsents(
        of: desk.contact, purpose: nil, channel: .phone, as: desk.ana)
    }
    #expect(
      revoked == [Line("UPDATE contato consentimento"), Line("UPDATE pedido revogacao")])
  }

  @Test func `a request: made, read, each step, corrected, answered, closed`() async throws {
    let desk = try await RightsDesk()
    let made = try await written(at: desk) { _ = try await desk.ask(.correction, identity: nil) }
    #expect(made == [Line("CREATE pedido correcao")])
    let number = try #require(
      try await desk.book.requests(RequestFilter(), limit: 1, as: desk.eva).first
    ).protocolNumber
    let read = try await written(at: desk) {
      _ = try await desk.book.request(number, as: desk.eva)
    }
    #expect(read == [Line("READ pedido")])
    let step = try await written(at: desk) {
      _ = try await desk.book.completeStep(
        "identidade", of: number, evidence: Sensitive("dados"), as: desk.eva)
    }
    #expect(step == [Line("UPDATE pedido identidade")])
    let current = try await desk.book.read(desk.contact, after: nil, as: desk.ana).contact
    var fields = current.fields
    fields.city = Sensitive("Olinda")
    let corrected = try await written(at: desk) {
      _ = try await desk.book.correct(
        number, to: fields, version: current.version, as: desk.eva)
    }
    #expect(corrected == [Line("UPDATE contato cidade"), Line("UPDATE pedido alteracao")])
    try await desk.doSteps(number)
    let folder = open(desk.centre.folder.path, O_RDONLY | O_DIRECTORY)
    let file = ExportFile(
      descriptor: openat(folder, ".x", O_RDWR | O_CREAT | O_EXCL, 0o600), folder: folder,
      name: "resposta.md", temporary: ".x", replaces: true)
    let answered = try await written(at: desk) {
      _ = try await desk.book.answer(number, AnswerOrder(.markdown), to: file, as: desk.eva)
    }
    #expect(answered == [Line("EXPORT contato correcao"), Line("UPDATE pedido resposta")])
    try await desk.doSteps(number)
    let closed = try await written(at: desk) {
      _ = try await desk.book.fulfil(number, as: desk.eva)
    }
    #expect(closed == [Line("UPDATE pedido situacao")])
  }

  @Test func `a request that is refused, and one about nobody`() async throws {
    let desk = try await RightsDesk()
    let number = try await desk.ask(.fullAccess).protocolNumber
    let refused = try await written(at: desk) {
      _ = try await desk.book.refuse(
        number, article: "art. 18, § 3º", reason: Sensitive("Quem ligou não é a pessoa."),
        as: desk.eva)
    }
    #expect(refused == [Line("UPDATE pedido situacao")])
    let nobody = try await written(at: desk) {
      _ = try await desk.ask(.confirmation, about: .some(nil), identity: nil)
    }
    #expect(nobody == [Line("CREATE pedido confirmacao", ofSomebody: false)])
  }

  @Test func `an incident: registered, and whose data it concerns looked at`() async throws {
    let desk = try await RightsDesk()
    let made = try await written(at: desk) {
      _ = try await desk.book.newIncident(
        NewIncident(
          summary: Sensitive("pendrive perdido"), risk: .relevant, knownAt: desk.centre.clock.now,
          scope: nil), as: desk.eva)
    }
    #expect(made.map(\.text) == ["CREATE incidente relevante"])
    let incident = try #require(try await desk.book.incidents(limit: 1, as: desk.eva).first)
    let read = try await written(at: desk) {
      _ = try await desk.book.incident(incident.protocolNumber, as: desk.eva)
    }
    #expect(read == [Line("READ incidente", ofSomebody: false)])
  }

  @Test func `a record that is blocked, and opened again`() async throws {
    let desk = try await RightsDesk()
    let lines = try await written(at: desk) {
      try await desk.book.block(desk.contact, reason: Self.why, as: desk.eva)
      try await desk.book.unblock(desk.contact, reason: Self.why, as: desk.eva)
    }
    #expect(lines == [Line("UPDATE contato situacao"), Line("UPDATE contato situacao")])
  }

  @Test func `a hold, its end, an erasure, its certificate`() async throws {
    let desk = try await ErasureDesk(among: 1)
    let (book, owner, folder) = (desk.store.book, desk.store.owner, desk.store.folder.data)
    let held = try await written(in: folder) {
      _ = try await book.addHold(
        NewHold(
          contact: desk.uid, kinds: [.document], article: "art. 16, I", reason: Self.why,
          endsOn: nil), as: owner)
    }
    #expect(held == [Line("CREATE retencao documento")])
    let hold = try #require(try await book.holds(of: desk.uid, as: owner).first)
    let released = try await written(in: folder) {
      _ = try await book.releaseHold(hold.uid, reason: Self.why, as: owner)
    }
    #expect(released == [Line("UPDATE retencao documento")])
    let erased = try await written(in: folder) { _ = try await desk.erase() }
    #expect(erased.filter { $0.text.hasPrefix("DELETE contato") && $0.hasSubject }.count == 1)
    let certified = try await written(in: folder) {
      _ = try await book.erasureCertificate(request: desk.request, as: owner)
    }
    #expect(certified == [Line("EXPORT eliminacao certificado", ofSomebody: false)])
  }

  @Test func `a safe copy before it is made, and what is erased once more out of an older one`()
    async throws
  {
    let desk = try await ErasureDesk(among: 1)
    let key = try #require(AgeIdentity(seed: [UInt8](repeating: 7, count: 32)))
    try await desk.store.book.changeSettings(
      [.backupRecipient: key.recipient.text], as: desk.store.owner)
    var path = ""
    let copied = try await written(in: desk.store.folder.data) {
      path = try await desk.store.book.backup(to: nil, as: desk.store.owner).path
    }
    #expect(copied == [Line("EXPORT copia", ofSomebody: false)])
    _ = try await desk.erase()
    let folder = TestFolder()
    _ = try await ContactBook.restore(
      path, as: key, ledger: nil, into: folder.data,
      surroundings: .test(start: Timestamp(milliseconds: 1_795_263_500_000)),
      by: Arrival(TestStore.account, session: Surroundings.test().newUID(), terminal: ""))
    let replayed = try all(folder.data).filter {
      $0.action == "DELETE" && $0.reason?.hasSuffix("reaplicada do livro de eliminações") == true
    }
    #expect(replayed.count == 1)
    #expect(replayed.first?.subject != nil)
  }

  @Test func `a sweep for duplicates, and an import's look for who is known`() async throws {
    let desk = try await RightsDesk()
    let swept = try await written(at: desk) {
      _ = try await desk.book.sweepDuplicates(limit: 9, as: desk.ana)
    }
    #expect(swept.map(\.text) == ["SEARCH busca"])
    let found = try await written(at: desk) {
      _ = try await desk.book.importForecasts(
        of: [
          .registration(.new(.person(cpf: "52998224725"), key: desk.centre.surroundings.newUID()))
        ],
        as: desk.ana)
    }
    #expect(found.map(\.text) == ["SEARCH busca"])
    let none = try await written(at: desk) {
      _ = try await desk.book.importForecasts(
        of: [
          .registration(.new(.person(cpf: "11144477735"), key: desk.centre.surroundings.newUID()))
        ],
        as: desk.ana)
    }
    #expect(none.isEmpty)
  }

  @Test func `two records made one, made two again, and the other version of a conflict`()
    async throws
  {
    let desk = try await RightsDesk()
    let other = try await desk.book.register(
      .new(.person("Zilda do Prado"), key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
    let conflict = try await written(at: desk) {
      await #expect(throws: StoreError.self) {
        try await desk.book.merge(
          Merge(kept: desk.contact, gone: other, keptVersion: 99), as: desk.ana)
      }
    }
    #expect(conflict == [Line("READ contato")])
    let united = try await written(at: desk) {
      _ = try await desk.book.merge(Merge(kept: desk.contact, gone: other), as: desk.ana)
    }
    #expect(united == [Line("UPDATE contato"), Line("DELETE contato")])
    let parted = try await written(at: desk) {
      _ = try await desk.book.undoMerge(of: desk.contact, as: desk.ana)
    }
    #expect(parted == [Line("UPDATE contato"), Line("CREATE contato nome")])
  }

  @Test func `a record of our own export that comes in whole`() async throws {
    let desk = try await RightsDesk()
    let record = try await desk.book.read(desk.contact, after: nil, as: desk.ana)
    let other = try await Centre(.system)
    let bia = try await other.arrive()
    let came = try await written(in: other.folder.data) {
      let results = try await other.book.importItems(
        [.record(record)], queuedIn: nil, upTo: nil, as: bia)
      for result in results { _ = try result.get() }
    }
    #expect(came.count == 1)
    #expect(came.first?.text.hasPrefix("CREATE contato nome") == true)
  }
}
