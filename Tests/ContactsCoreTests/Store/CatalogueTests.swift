import TestSupport
import Testing

@testable import ContactsCore

@Suite("Catalogues")
struct CatalogueTests {
  private func names(_ catalogue: Catalogue, _ desk: ShiftDesk) async throws -> [String] {
    try await desk.book.catalogue(catalogue, as: desk.ana).filter(\.isActive).map(\.name)
  }

  @Test func `a supervisor adds a reason, which is offered and recognised from then on`()
    async throws
  {
    let desk = try await ShiftDesk()
    let code = try await desk.book.saveCatalogueEntry(
      CatalogueEntry(name: "  Moradia e aluguel ", cues: ["despejo", " Aluguel", ""]), at: 1,
      in: .reasons, as: desk.sara)
    #expect(code == "moradia_e_aluguel")
    let reasons = try await desk.book.reasons()
    #expect(reasons.first?.name == "Moradia e aluguel")
    #expect(reasons.first?.cues == ["despejo", "aluguel"])
    let entry = try #require(try await desk.centre.entries().last)
    #expect(entry.action == "CONFIG")
    #expect(entry.fields == "motivos")
    #expect(entry.reason == "incluiu moradia_e_aluguel")
  }

  @Test func `a retired reason is offered no more, and stays on what has it`() async throws {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    let before = try await desk.book.catalogue(.reasons, as: desk.sara)
    var health = try #require(before.first { $0.code == "saude" })
    health.name = "Saúde e remédios"
    health.isActive = false
    _ = try await desk.book.saveCatalogueEntry(health, at: nil, in: .reasons, as: desk.sara)
    #expect(try await !desk.book.reasons().contains { $0.code == "saude" })
    let page = try await desk.book.search("zilda", after: nil, limit: 5, as: desk.bia)
    #expect(page.rows.first?.lastReason == "Saúde e remédios")
    let record = try await desk.book.read(receipt.uid, after: nil, as: desk.bia)
    #expect(record.interactions.first?.fields.reasonCode == "saude")
    health.isActive = true
    _ = try await desk.book.saveCatalogueEntry(health, at: nil, in: .reasons, as: desk.sara)
    #expect(try await desk.book.reasons().last?.code == "saude")
    let told = try await desk.centre.entries().compactMap(\.reason)
    #expect(told.contains("retirou saude"))
    #expect(told.contains("voltou a usar saude"))
  }

  @Test func `outcomes fit the digits, keep one, and no two have one name`() async throws {
    let desk = try await ShiftDesk()
    var outcomes = try await desk.book.catalogue(.outcomes, as: desk.sara)
    #expect(outcomes.count == Catalogue.outcomes.most)
    func save(_ entry: CatalogueEntry, at place: Int? = nil) async throws {
      _ = try await desk.book.saveCatalogueEntry(entry, at: place, in: .outcomes, as: desk.sara)
    }
    await #expect(throws: StoreError.self) { try await save(CatalogueEntry(name: "Décimo")) }
    outcomes[8].isActive = false
    try await save(outcomes[8])
    await #expect(throws: StoreError.self) {
      try await save(CatalogueEntry(name: outcomes[0].name.uppercased()))
    }
    for name in ["", "  ", "!!!", "a\nb", String(repeating: "x", count: 61)] {
      await #expect(throws: StoreError.self) { try await save(CatalogueEntry(name: name)) }
    }
    try await save(CatalogueEntry(name: "Nova visita"), at: 2)
    #expect(try await names(.outcomes, desk)[1] == "Nova visita")
    #expect(try await names(.outcomes, desk).count == 9)
    for var outcome in try await desk.book.catalogue(.outcomes, as: desk.sara).prefix(8) {
      outcome.isActive = false
      try await save(outcome)
    }
    var last = try #require(
      try await desk.book.catalogue(.outcomes, as: desk.sara).first { $0.isActive })
    last.isActive = false
    await #expect(throws: StoreError.self) { try await save(last) }
    await #expect(throws: StoreError(.notFound)) {
      try await save(CatalogueEntry(code: "nenhum", name: "Nenhum"))
    }
  }

  @Test func `an interaction is ended with an outcome that is in use`() async throws {
    let desk = try await ShiftDesk()
    let interaction = try desk.interaction(try await desk.register())
    var outcome = try await desk.book.catalogue(.outcomes, as: desk.sara)[0]
    outcome.isActive = false
    _ = try await desk.book.saveCatalogueEntry(outcome, at: nil, in: .outcomes, as: desk.sara)
    let wrapUp = WrapUp(
      interaction: interaction, outcomeCode: outcome.code, reasonCode: nil, note: nil,
      openedAt: desk.now, callback: nil)
    await #expect(throws: StoreError.self) {
      _ = try await desk.book.wrapUp(wrapUp, as: desk.bia)
    }
  }

  @Test func `referrals are the admin's, reasons are not`() async throws {
    let desk = try await ShiftDesk()
    let root = try await desk.centre.person("root", [.admin], by: desk.ana)
    let fire = CatalogueEntry(
      name: "Bombeiros", number: "193", occasion: "Incêndio, resgate, afogamento.")
    await #expect(throws: StoreError(.notPermitted(.editReferrals))) {
      _ = try await desk.book.saveCatalogueEntry(fire, at: nil, in: .referrals, as: desk.sara)
    }
    await #expect(throws: StoreError(.notPermitted(.editCatalogues))) {
      _ = try await desk.book.saveCatalogueEntry(fire, at: nil, in: .reasons, as: root)
    }
    _ = try await desk.book.saveCatalogueEntry(fire, at: 1, in: .referrals, as: root)
    #expect(try await desk.book.referrals().first?.number == "193")
    for number in ["", "cento e noventa", "=1+1"] {
      var wrong = fire
      wrong.name = "Outro"
      wrong.number = number
      await #expect(throws: StoreError.self) {
        _ = try await desk.book.saveCatalogueEntry(wrong, at: nil, in: .referrals, as: root)
      }
    }
  }
}
