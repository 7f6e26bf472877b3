import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// Small agents have longer terms, unless what they do is of high risk: Resolução CD/ANPD 2/2022.
@Suite("Small agents")
struct SmallAgentTests {
  private let questions = SmallAgent.general + SmallAgent.special

  private func answered(_ yes: Set<SettingKey> = []) -> [SettingKey: String] {
    Dictionary(uniqueKeysWithValues: questions.map { ($0, yes.contains($0) ? "sim" : "nao") })
  }

  @Test func `the questions come first, and each that is open is named`() async throws {
    let desk = try await RightsDesk()
    let none = await desk.problem {
      try await desk.book.changeSettings([.smallAgent: "sim"], as: desk.ana)
    }
    for key in questions { #expect(none?.contains(key.rawValue) == true, "\(key)") }
    var all = answered()
    all[.riskSensitive] = nil
    all[.smallAgent] = "sim"
    let (most, ana, book) = (all, desk.ana, desk.book)
    let one = await desk.problem { try await book.changeSettings(most, as: ana) }
    #expect(one?.contains("porte.dados_sensiveis") == true)
    #expect(one?.contains("porte.vigilancia") == false)
    #expect(try await desk.ask(.fullAccess).summary.dueOn == CivilDate(iso8601: "2026-12-06"))
  }

  @Test func `twice the term, 15 days for what others answer at once, and the letter says so`()
    async throws
  {
    let desk = try await RightsDesk()
    var settings = answered()
    settings[.smallAgent] = "sim"
    try await desk.book.changeSettings(settings, as: desk.ana)
    let request = try await desk.ask(.fullAccess)
    #expect(request.summary.dueOn == CivilDate(iso8601: "2026-12-21"))
    #expect(try await desk.ask(.simpleAccess).summary.dueOn == CivilDate(iso8601: "2026-12-06"))
    let letter = try await desk.book.refuse(
      request.protocolNumber, article: "art. 16, I",
      reason: Sensitive("A lei manda guardar."), as: desk.eva
    ).letter.revealed(for: .output)
    #expect(letter.contains("Resolução CD/ANPD nº 2/2022, arts. 14 e 15"))
  }

  @Test func `high risk keeps the normal terms, whoever asks`() async throws {
    let desk = try await RightsDesk()
    var settings = answered([.riskEffect, .riskSensitive])
    settings[.smallAgent] = "sim"
    let (refused, ana, book) = (settings, desk.ana, desk.book)
    let why = await desk.problem { try await book.changeSettings(refused, as: ana) }
    #expect(why?.contains("alto risco") == true)
    // One kind of criterion alone is not high risk.
    settings = answered([.riskSensitive])
    settings[.smallAgent] = "sim"
    try await desk.book.changeSettings(settings, as: desk.ana)
    #expect(try await desk.ask(.fullAccess).summary.dueOn == CivilDate(iso8601: "2026-12-21"))
    // An answer that makes it so takes the profile along.
    let later = await desk.problem {
      try await book.changeSettings([.riskScale: "sim"], as: ana)
    }
    #expect(later?.contains("alto risco") == true)
  }

  @Test func `the register and the access report say that the centre is a small agent`()
    async throws
  {
    let desk = try await RightsDesk()
    let before = try await desk.book.accountability(.processing, as: desk.eva)
    #expect(!before.markdown.contains("pequeno porte"))
    #expect(before.json.contains("\"pequeno_porte\": null"))
    var settings = answered([])
    settings[.smallAgent] = "sim"
    try await desk.book.changeSettings(settings, as: desk.ana)
    let after = try await desk.book.accountability(.processing, as: desk.eva)
    for text in [after.markdown, after.page, after.json] {
      #expect(text.contains("Agente de tratamento de pequeno porte"))
    }
    #expect(after.tables.last?.rows.last?.first == "Porte")
    let asked = try await desk.ask(.simpleAccess)
    let folder = open(desk.centre.folder.path, O_RDONLY | O_DIRECTORY)
    _ = try await desk.book.answer(
      asked.protocolNumber, AnswerOrder(.markdown),
      to: ExportFile(
        descriptor: openat(folder, ".p", O_RDWR | O_CREAT | O_EXCL, 0o600), folder: folder,
        name: "acesso.md", temporary: ".p", replaces: true), as: desk.eva)
    let report = try ErasureDesk.contents("\(desk.centre.folder.path)/acesso.md")
    #expect(
      String(decoding: report, as: UTF8.self).contains("agente de tratamento de pequeno porte"))
  }

  @Test func `an incident that touches people is told in the normal term`() async throws {
    let desk = try await RightsDesk()
    func due(_ risk: Incident.Risk) async throws -> CivilDate {
      try await desk.book.newIncident(
        NewIncident(
          summary: Sensitive("planilha perdida"), risk: risk, knownAt: desk.centre.clock.now,
          scope: nil), as: desk.eva
      ).noticeDueOn
    }
    let normal = try await due(.low)
    var settings = answered()
    settings[.smallAgent] = "sim"
    try await desk.book.changeSettings(settings, as: desk.ana)
    #expect(try await due(.relevant) == normal)
    let day = LegalPeriod(6, .businessDays).end(after: desk.centre.clock.now)
    #expect(try await due(.low) == day)
    #expect(day > normal)
  }
}
