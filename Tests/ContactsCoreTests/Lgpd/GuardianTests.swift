import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// Minors, and guardians who may be who they are to be protected from.
@Suite("Guardians")
struct GuardianTests {
  private static let note = "Mora com a avó Perpétua desde maio; o pai Teobaldo não pode saber"

  private func flag(
    _ desk: RightsDesk, _ flagged: Bool = true, note: String? = GuardianTests.note, as actor: Actor
  ) async throws(StoreError) {
    try await desk.book.noteGuardian(
      NewGuardianCaution(
        contact: desk.contact, mayBeAggressor: Sensitive(flagged),
        bestInterest: note.map(Sensitive.init)), as: actor)
  }

  private func askedFor(
    _ kind: RequestKind, _ desk: RightsDesk, about contact: UID? = nil
  ) async throws -> SubjectRequest {
    try await desk.book.newRequest(
      NewRequest(
        kind: kind, contact: contact ?? desk.contact,
        asker: .representative(name: Sensitive("Teobaldo Prado"), mandate: Sensitive("pai")),
        identityCheck: "documento"), as: desk.eva)
  }

  private func file(_ name: String, _ desk: RightsDesk) -> ExportFile {
    let folder = open(desk.centre.folder.path, O_RDONLY | O_DIRECTORY)
    return ExportFile(
      descriptor: openat(folder, ".g", O_RDWR | O_CREAT | O_EXCL, 0o600), folder: folder,
      name: name, temporary: ".g", replaces: true)
  }

  private func answer(
    _ number: DeskProtocol, _ format: AnswerFormat, _ desk: RightsDesk
  ) async throws -> String {
    _ = try await desk.book.answer(
      number, AnswerOrder(format), to: file("resposta", desk), as: desk.eva)
    return String(
      decoding: try ErasureDesk.contents("\(desk.centre.folder.path)/resposta"), as: UTF8.self)
  }

  @Test
  func `the caution is on the record and on the callbacks, and only an encarregado takes it back`()
    async throws
  {
    let desk = try await RightsDesk()
    let bia = try await desk.centre.person("bia", [.attendant], by: desk.ana)
    #expect(
      try await desk.book.read(desk.contact, after: nil, as: bia).guardianCaution == nil)
    try await flag(desk, as: bia)
    let caution = try #require(
      try await desk.book.read(desk.contact, after: nil, as: bia).guardianCaution)
    #expect(caution.mayBeAggressor == Sensitive(true))
    #expect(caution.bestInterest == Sensitive(Self.note))
    #expect(caution.notedBy == "bia")
    #expect("\(caution)".contains("avó") == false)
    _ = try await desk.book.schedule(
      NewCallback(
        contact: desk.contact, interaction: nil,
        dueAt: desk.centre.clock.now.adding(milliseconds: 3_600_000), note: nil), as: bia)
    let row = try await desk.book.callbacks(CallbackFilter(), limit: 5, as: bia).first
    #expect(row?.details?.isGuardianFlagged == Sensitive(true))
    // Noting again takes no warning back.
    await #expect(throws: StoreError(.invalid([.cautionStays]))) {
      try await flag(desk, false, as: bia)
    }
    await #expect(throws: StoreError(.notPermitted(.handleRequests))) {
      try await desk.book.withdrawGuardianCaution(
        of: desk.contact, reason: Sensitive("a guarda passou à avó"), as: bia)
    }
    await #expect(throws: StoreError(.invalid([.withdrawalReason]))) {
      try await desk.book.withdrawGuardianCaution(
        of: desk.contact, reason: Sensitive(" ok "), as: desk.eva)
    }
    try await desk.book.withdrawGuardianCaution(
      of: desk.contact, reason: Sensitive("a guarda passou à avó Perpétua"), as: desk.eva)
    #expect(
      try await desk.book.read(desk.contact, after: nil, as: bia).guardianCaution == nil)
    // The words are the person's: with the record, and not in the audit.
    #expect(
      try await desk.centre.entries().allSatisfy {
        !($0.reason ?? "").contains("guarda") && !($0.reason ?? "").contains("avó")
      })
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    let own = try await desk.ask(.fullAccess)
    #expect(
      try await answer(own.protocolNumber, .markdown, desk).contains(
        "retirado: a guarda passou à avó Perpétua"))
    let noted = try await desk.centre.entries(of: "UPDATE").filter { $0.fields == "protecao" }
    #expect(noted.count == 2)
    #expect(noted.allSatisfy { !($0.reason ?? "").contains("agressor") && $0.subject != nil })
    await #expect(throws: StoreError(.invalid([.noCaution]))) {
      try await flag(desk, false, note: nil, as: bia)
    }
  }

  @Test func `what a flagged guardian asks waits until an encarregado has said why`() async throws {
    let desk = try await RightsDesk()
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    try await flag(desk, as: desk.ana)
    let asked = try await askedFor(.simpleAccess, desk)
    #expect(asked.mayBeOfAggressor)
    #expect(asked.steps.map(\.code).prefix(3) == ["identidade", "mandato", "responsavel"])
    let number = asked.protocolNumber
    _ = try await desk.book.completeStep(
      "mandato", of: number, evidence: Sensitive("certidão vista"), as: desk.eva)
    await #expect(throws: StoreError(.invalid([.guardianFlagged]))) {
      _ = try await answer(number, .markdown, desk)
    }
    let erasure = try await askedFor(.erasure, desk)
    await #expect(throws: StoreError(.invalid([.guardianFlagged]))) {
      _ = try await desk.book.erase(
        desk.contact, request: erasure.protocolNumber.description, as: desk.eva)
    }
    let correction = try await askedFor(.correction, desk)
    await #expect(throws: StoreError(.invalid([.guardianFlagged]))) {
      _ = try await desk.book.correct(
        correction.protocolNumber, to: .person("Outro"), version: 1, as: desk.eva)
    }
    // A word is no reason.
    await #expect(throws: StoreError.self) {
      _ = try await desk.book.completeStep(
        "responsavel", of: number, evidence: Sensitive("ok"), as: desk.eva)
    }
    _ = try await desk.book.completeStep(
      "responsavel", of: number, evidence: Sensitive("quem pede é a tia, com guarda judicial"),
      as: desk.eva)
    let reasons = try await desk.centre.entries(of: "UPDATE").compactMap(\.reason)
    #expect(reasons.contains { $0.contains("responsavel: quem pede é a tia") })
    let text = try await answer(number, .markdown, desk)
    #expect(text.contains("Zilda Prado"))
    // The person's own request waits for nothing.
    #expect(try await desk.ask(.confirmation).steps.allSatisfy { $0.code != "responsavel" })
    // To refuse is always possible.
    _ = try await desk.book.refuse(
      erasure.protocolNumber, article: "art. 18, § 3º",
      reason: Sensitive("Os poderes não bastam para este pedido."), as: desk.eva)
  }

  @Test func `a warning that comes later stops what was open`() async throws {
    let desk = try await RightsDesk()
    let asked = try await askedFor(.simpleAccess, desk)
    #expect(!asked.mayBeOfAggressor)
    let number = asked.protocolNumber
    _ = try await desk.book.completeStep(
      "mandato", of: number, evidence: Sensitive("certidão vista"), as: desk.eva)
    try await flag(desk, as: desk.ana)
    let now = try await desk.book.request(number, as: desk.eva)
    #expect(
      now.steps.map(\.code) == ["identidade", "mandato", "responsavel", "resposta", "entrega"])
    #expect(now.steps.map { $0.done != nil } == [true, true, false, false, false])
    await #expect(throws: StoreError(.invalid([.guardianFlagged]))) {
      _ = try await answer(number, .markdown, desk)
    }
    try await flag(desk, note: "outra nota qualquer", as: desk.ana)
    #expect(try await desk.book.request(number, as: desk.eva).steps.count == 5)
  }

  @Test func `the report tells the person what was noted, and nobody who asks in their name`()
    async throws
  {
    let desk = try await RightsDesk()
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    try await flag(desk, as: desk.ana)
    let asked = try await askedFor(.fullAccess, desk)
    for code in ["mandato", "responsavel"] {
      _ = try await desk.book.completeStep(
        code, of: asked.protocolNumber, evidence: Sensitive("visto e decidido assim"),
        as: desk.eva)
    }
    for format in [AnswerFormat.markdown, .json, .page] {
      let text = try await answer(asked.protocolNumber, format, desk)
      #expect(text.contains("Zilda Prado"))
      for word in ["Perpétua", "agressor", "aggressor", "protecao\"}", "guardian_cautions"] {
        #expect(!text.contains(word), "\(format) \(word)")
      }
    }
    let own = try await desk.ask(.fullAccess)
    for format in [AnswerFormat.markdown, .json] {
      let text = try await answer(own.protocolNumber, format, desk)
      #expect(text.contains("avó Perpétua"), "\(format)")
    }
    // What stands of it goes with the record.
    let request = try await desk.ask(.erasure)
    _ = try await desk.book.erase(
      desk.contact, request: request.protocolNumber.description, as: desk.eva)
    let connection = try Connection(
      path: desk.centre.folder.data.database, access: .reading)
    #expect(try connection.number("SELECT count(*) FROM guardian_cautions") == 0)
    let bytes = try ErasureDesk.contents(desk.centre.folder.data.database)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("Perpétua"))
  }

  @Test func `of two records that become one the more careful warning holds`() async throws {
    let desk = try await RightsDesk()
    let other = try await desk.book.register(
      .new(.person("Zilda Prado"), key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
    try await flag(desk, as: desk.ana)
    try await desk.book.noteGuardian(
      NewGuardianCaution(
        contact: other, mayBeAggressor: Sensitive(false),
        bestInterest: Sensitive("a mãe pode ser avisada")), as: desk.ana)
    _ = try await desk.book.merge(Merge(kept: other, gone: desk.contact), as: desk.ana)
    let caution = try #require(
      try await desk.book.read(other, after: nil, as: desk.ana).guardianCaution)
    #expect(caution.mayBeAggressor == Sensitive(true))
    #expect(caution.bestInterest?.revealed(for: .matching).contains("a mãe") == true)
  }

  @Test(arguments: [true, false])
  func `what a representative asked of one record waits for the warning of the other`(
    isFlaggedKept: Bool
  ) async throws {
    let desk = try await RightsDesk()
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    let other = try await desk.book.register(
      .new(.person("Zilda Prado"), key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
    try await flag(desk, as: desk.ana)
    let number = try await askedFor(.simpleAccess, desk, about: other).protocolNumber
    _ = try await desk.book.completeStep(
      "mandato", of: number, evidence: Sensitive("certidão vista"), as: desk.eva)
    let (kept, gone) = isFlaggedKept ? (desk.contact, other) : (other, desk.contact)
    _ = try await desk.book.merge(Merge(kept: kept, gone: gone), as: desk.ana)
    let asked = try await desk.book.request(number, as: desk.eva)
    #expect(asked.mayBeOfAggressor)
    #expect(
      asked.steps.map(\.code) == ["identidade", "mandato", "responsavel", "resposta", "entrega"])
    await #expect(throws: StoreError(.invalid([.guardianFlagged]))) {
      _ = try await answer(number, .markdown, desk)
    }
    _ = try await desk.book.completeStep(
      "responsavel", of: number, evidence: Sensitive("quem pede é a tia, com guarda judicial"),
      as: desk.eva)
    #expect(try await answer(number, .markdown, desk).contains("Zilda Prado"))
  }

  @Test func `a warning stops a request too that only had to be closed`() async throws {
    let desk = try await RightsDesk()
    let number = try await askedFor(.opposition, desk).protocolNumber
    try await desk.doSteps(number)
    if try await !desk.book.request(number, as: desk.eva).pending.isEmpty {
      _ = try await answer(number, .markdown, desk)
      try await desk.doSteps(number)
    }
    #expect(try await desk.book.request(number, as: desk.eva).pending.isEmpty)
    try await flag(desk, as: desk.ana)
    let asked = try await desk.book.request(number, as: desk.eva)
    #expect(asked.pending.map(\.code) == ["responsavel"])
    await #expect(throws: StoreError.self) {
      _ = try await desk.book.fulfil(number, as: desk.eva)
    }
    try await desk.doSteps(number)
    #expect(try await desk.book.fulfil(number, as: desk.eva).summary.state == .fulfilled)
  }

  @Test func `a warning alone leaves the note that was there, and an empty note ends it`()
    async throws
  {
    let desk = try await RightsDesk()
    try await flag(desk, false, as: desk.ana)
    try await flag(desk, true, note: nil, as: desk.ana)
    func caution() async throws -> GuardianCaution? {
      try await desk.book.read(desk.contact, after: nil, as: desk.ana).guardianCaution
    }
    #expect(try await caution()?.bestInterest == Sensitive(Self.note))
    #expect(try await caution()?.mayBeAggressor == Sensitive(true))
    try await flag(desk, true, note: " ", as: desk.ana)
    #expect(try await caution()?.bestInterest == nil)
    #expect(try await caution()?.mayBeAggressor == Sensitive(true))
  }
}
