import TestSupport
import Testing

@testable import ContactsCore

/// A blocked record is nobody's but the encarregado's.
@Suite("Blocking")
struct BlockingTests {
  @Test func `a blocked record is behind no door but the encarregado's`() async throws {
    let desk = try await ErasureDesk(among: 2)
    let (book, owner) = (desk.store.book, desk.store.owner)
    let why = Sensitive("coletado sem necessidade")
    let supervisor = desk.store.actor([.attendant, .supervisor])
    _ = try await book.read(desk.uid, after: nil, as: supervisor)
    try await book.block(desk.uid, reason: why, as: owner)

    #expect(try await book.search("zoraide", after: nil, limit: 5, as: owner).rows.isEmpty)
    #expect(try await book.callbacks(CallbackFilter(), limit: 5, as: supervisor).isEmpty)
    await #expect(throws: StoreError(.notFound)) {
      try await book.read(desk.uid, after: nil, as: supervisor)
    }
    await #expect(throws: StoreError(.notFound)) {
      try await book.update(desk.uid, to: .person("Bia"), version: 1, as: supervisor)
    }
    await #expect(throws: StoreError(.notFound)) {
      _ = try await book.breakGlass(desk.uid, reason: why, as: supervisor)
    }
    let found = try await book.duplicates(
      of: DuplicateProbe(ErasureDesk.fields), excluding: nil, as: supervisor)
    #expect(found.isEmpty)
    #expect(try await book.read(desk.uid, after: nil, as: owner).contact.status == .blocked)
    await #expect(throws: StoreError(.invalid([.statusIsOther]))) {
      try await book.block(desk.uid, reason: why, as: owner)
    }
    try await book.unblock(desk.uid, reason: why, as: owner)
    #expect(try await book.read(desk.uid, after: nil, as: supervisor).contact.status == .active)
  }
}
