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
}
