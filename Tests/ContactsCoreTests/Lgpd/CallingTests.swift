import TestSupport
import Testing

@testable import ContactsCore

/// Who has said that the centre is not to call is called no more, however that came to be known.
@Suite("Not to be called")
struct CallingTests {
  private let calling = Purpose.named("retorno")

  private func decide(_ decision: Consent.Decision, _ desk: RightsDesk) async throws {
    desk.centre.clock.advance(minutes: 1)
    try await desk.book.recordConsent(
      NewConsent(
        contact: desk.contact, purpose: try #require(calling), decision: decision,
        channel: .phone, noticeRead: true), as: desk.ana)
  }

  private func promise(_ desk: RightsDesk, to contact: UID? = nil) async throws -> UID {
    try await desk.book.schedule(
      NewCallback(
        contact: contact ?? desk.contact, interaction: nil,
        dueAt: desk.centre.clock.now.adding(milliseconds: 3_600_000), note: nil), as: desk.ana)
  }

  private func open(_ desk: RightsDesk) async throws -> [UID] {
    try await desk.book.callbacks(CallbackFilter(), limit: 9, as: desk.ana).map(\.uid)
  }

  private func unwanted(_ desk: RightsDesk) -> StoreError {
    StoreError(.invalid([.callbackUnwanted(since: desk.centre.clock.now.local.date)]))
  }

  private func cancelled(_ desk: RightsDesk) async throws -> [String] {
    try await desk.book.auditEntries(after: 0, limit: 100, as: desk.eva).compactMap(\.reason)
      .filter { $0.hasPrefix("cancelado: ") }
  }

  private func double(_ desk: RightsDesk) async throws -> UID {
    try await desk.book.register(
      .new(.person("Zilda Prada"), key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
  }

  @Test func `not to be asked takes no refusal back, and cancels nothing`() async throws {
    let desk = try await RightsDesk()
    let first = try await promise(desk)
    try await decide(.notAsked, desk)
    #expect(try await open(desk) == [first])
    #expect(try await cancelled(desk).isEmpty)
    try await decide(.refused, desk)
    #expect(try await open(desk).isEmpty)
    try await decide(.notAsked, desk)
    await #expect(throws: unwanted(desk)) { try await promise(desk) }
    let ledger = try await desk.book.consents(of: desk.contact, as: desk.ana)
    #expect(
      Consent.holding(in: ledger).first { $0.purpose == calling?.name }?.decision == .refused)
  }

  @Test func `not to be asked leaves what was given, so that it can be taken back`() async throws {
    let desk = try await RightsDesk()
    try await decide(.given, desk)
    try await decide(.notAsked, desk)
    _ = try await promise(desk)
    _ = try await desk.book.revokeConsents(
      of: desk.contact, purpose: nil, channel: .phone, as: desk.ana)
    #expect(try await open(desk).isEmpty)
    await #expect(throws: unwanted(desk)) { try await promise(desk) }
  }

  @Test(arguments: ["retorno", nil])
  func `who says no where nothing was given is called no more either`(code: String?) async throws {
    let desk = try await RightsDesk()
    _ = try await promise(desk)
    let purpose = code.flatMap(Purpose.named)?.name
    let revocation = try await desk.book.revokeConsents(
      of: desk.contact, purpose: purpose, channel: .email, as: desk.ana)
    #expect(revocation.withdrawn.isEmpty)
    #expect(revocation.neverGiven == [try #require(calling).name])
    #expect(try await open(desk).isEmpty)
    #expect(try await cancelled(desk) == ["cancelado: consentimento retirado"])
    await #expect(throws: unwanted(desk)) { try await promise(desk) }
    let line = try await desk.book.consents(of: desk.contact, as: desk.ana).first
    #expect(line?.purpose == calling?.name)
    #expect(line?.decision == .revoked && line?.channel == .email)
    // Said once is enough.
    let again = try await desk.book.revokeConsents(
      of: desk.contact, purpose: purpose, channel: .phone, as: desk.ana)
    #expect(again.purposes.isEmpty)
    #expect(try await desk.book.consents(of: desk.contact, as: desk.ana).count == 2)
  }

  @Test func `another purpose has nothing to do with calling`() async throws {
    let desk = try await RightsDesk()
    let first = try await promise(desk)
    let purpose = try #require(Purpose.named("encaminhamento"))
    _ = try await desk.book.revokeConsents(
      of: desk.contact, purpose: purpose.name, channel: .phone, as: desk.ana)
    #expect(try await open(desk) == [first])
    #expect(try await desk.book.consents(of: desk.contact, as: desk.ana).count == 1)
  }

  @Test(arguments: [true, false])
  func `a refusal holds for the record that two become, and an undoing gives the promise back`(
    isKept: Bool
  ) async throws {
    let desk = try await RightsDesk()
    let double = try await double(desk)
    try await decide(.refused, desk)
    let promised = try await promise(desk, to: double)
    let (kept, gone) = isKept ? (desk.contact, double) : (double, desk.contact)
    _ = try await desk.book.merge(Merge(kept: kept, gone: gone), as: desk.ana)
    #expect(try await open(desk).isEmpty)
    #expect(
      try await cancelled(desk) == ["cancelado: recusado no outro cadastro da unificação"])
    await #expect(throws: unwanted(desk)) { try await promise(desk, to: kept) }
    _ = try await desk.book.undoMerge(of: kept, as: desk.ana)
    let agenda = try await desk.book.callbacks(CallbackFilter(), limit: 9, as: desk.ana)
    #expect(agenda.map(\.uid) == [promised])
    #expect(agenda.map(\.contact) == [double])
    let given = try await desk.centre.entries(of: "UPDATE").last { $0.entity == "retorno" }
    #expect(given?.reason == "aberto: unificação desfeita")
    let theirs = try await desk.centre.entries(of: "CREATE").last { $0.entity == "retorno" }
    #expect(given?.subject == theirs?.subject && given?.subject != nil)
    await #expect(throws: unwanted(desk)) { try await promise(desk) }
    #expect(try await desk.book.verifyAudit(as: desk.ana).isIntact)
  }

  @Test func `a refusal after the merge keeps the promise cancelled when it is undone`()
    async throws
  {
    let desk = try await RightsDesk()
    let double = try await double(desk)
    try await decide(.refused, desk)
    _ = try await promise(desk, to: double)
    _ = try await desk.book.merge(Merge(kept: desk.contact, gone: double), as: desk.ana)
    try await decide(.refused, desk)
    _ = try await desk.book.undoMerge(of: double, as: desk.ana)
    #expect(try await open(desk).isEmpty)
  }

  @Test func `a refusal that comes with a registration ends what was promised`() async throws {
    let desk = try await RightsDesk()
    try await desk.book.changeSettings(
      [.consentPurpose: try #require(calling).name, .consentBasis: "art. 7º, I"], as: desk.ana)
    _ = try await promise(desk)
    _ = try await desk.book.register(
      Registration(
        target: .existing(desk.contact, completing: ContactFields()),
        interaction: .note("não quer que liguem"), consent: .refused,
        idempotencyKey: desk.centre.surroundings.newUID(), draft: nil), as: desk.ana)
    #expect(try await open(desk).isEmpty)
    #expect(try await cancelled(desk) == ["cancelado: consentimento retirado"])
  }
}
