import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// A person whose record was made of two is gone for good: no undo, no copy and no file brings either of the two back.
@Suite("Erasing a merged record")
struct ErasureMergeTests {
  private static let key = AgeIdentity(seed: [UInt8](repeating: 7, count: 32))

  /// The desk's person, into whom another record of hers is merged.
  private func merge(
    _ desk: ErasureDesk, copying: Bool = false
  ) async throws -> (gone: UID, record: ContactRecord, copy: String?) {
    let (book, owner) = (desk.store.book, desk.store.owner)
    let gone = try await book.register(
      .new(
        .person("Zoraide Quintanilha Canarina", phones: ["21 97777-1234"], city: "Niterói"),
        text: "Sou a Zoraide da Travessa Jaburu.", key: desk.ids.newUID()), as: owner
    ).uid
    let record = try await book.read(gone, after: nil, as: owner)
    var copy: String?
    if copying {
      let key = try #require(ErasureMergeTests.key)
      try await book.changeSettings([.backupRecipient: key.recipient.text], as: owner)
      copy = try await book.backup(to: nil, as: owner).path
    }
    _ = try await book.merge(Merge(kept: desk.uid, gone: gone), as: owner)
    return (gone, record, copy)
  }

  @Test func `an erasure is not undone by undoing the merge, whatever a hold keeps`() async throws {
    let desk = try await ErasureDesk(among: 3)
    let (book, owner) = (desk.store.book, desk.store.owner)
    _ = try await merge(desk)
    let contact = try await book.read(desk.uid, after: nil, as: owner).contact
    var fields = contact.fields
    fields.notes = Sensitive("vem com a sobrinha")
    _ = try await book.update(desk.uid, to: fields, version: contact.version, as: owner)
    _ = try await book.addHold(
      NewHold(
        contact: desk.uid, kinds: [.identification], article: "art. 16, I",
        reason: Sensitive("processo em curso na vara"), endsOn: nil), as: owner)
    #expect(try await desk.erase().state == .onHold)
    await #expect(throws: StoreError(.invalid([.closedToUndo]))) {
      try await book.undoMerge(of: desk.uid, as: owner)
    }
    let connection = try Connection(path: desk.store.folder.data.database, access: .reading)
    #expect(
      try connection.number(
        """
        SELECT count(*) FROM name_blocks b JOIN contacts c ON c.id = b.contact_id
        WHERE c.uid = \(desk.uid)
        """) == 0)
    #expect(try connection.number("SELECT count(*) FROM merges") == 1)
    #expect(try connection.number("SELECT count(*) FROM merges WHERE snapshot IS NOT NULL") == 0)
    #expect(
      try ErasureDesk.found(in: desk.store.folder.data).allSatisfy { !$0.contains("98123") })
  }

  @Test func `both records of an older copy are erased again`() async throws {
    let desk = try await ErasureDesk(among: 3)
    let merged = try await merge(desk, copying: true)
    #expect(try await desk.erase().state == .done)
    let folder = TestFolder()
    let key = try #require(ErasureMergeTests.key)
    let receipt = try await ContactBook.restore(
      try #require(merged.copy), as: key, ledger: nil, into: folder.data,
      surroundings: .test(start: Timestamp(milliseconds: 1_795_263_500_000)),
      by: Arrival(TestStore.account, session: Surroundings.test().newUID(), terminal: ""))
    #expect(receipt.replayed == 1)
    #expect(try ErasureDesk.found(in: folder.data) == [])
    let book = try ContactBook.open(in: folder.data, surroundings: .test())
    #expect(try await book.contactCount(as: desk.store.owner) == 3)
    for uid in [desk.uid, merged.gone] {
      await #expect(throws: StoreError(.notFound)) {
        try await book.read(uid, after: nil, as: desk.store.owner)
      }
    }
    await book.close()
  }

  @Test func `what a hold kept of both records of an older copy goes with it`() async throws {
    let desk = try await ErasureDesk(among: 3)
    let (book, owner) = (desk.store.book, desk.store.owner)
    let merged = try await merge(desk, copying: true)
    let holds = try await book.addHold(
      NewHold(
        contact: desk.uid, kinds: [.account], article: "art. 16, I",
        reason: Sensitive("processo em curso na vara"), endsOn: nil), as: owner)
    #expect(try await desk.erase().state == .onHold)
    _ = try await book.releaseHold(
      holds[0].uid, reason: Sensitive("processo encerrado na vara"), as: owner)
    // Both lines stand beside the copy too: the release is as much to be done again as the erasure.
    let beside = ErasureLedger(path: BackupShelf.ledger(beside: try #require(merged.copy)))
    #expect(try beside.read().lines.map(\.kept) == [[.account], []])
    #expect(try beside.read().lines.map(\.others) == [[merged.gone], [merged.gone]])
    let folder = TestFolder()
    let key = try #require(ErasureMergeTests.key)
    _ = try await ContactBook.restore(
      try #require(merged.copy), as: key, ledger: nil, into: folder.data,
      surroundings: .test(start: Timestamp(milliseconds: 1_795_263_500_000)),
      by: Arrival(TestStore.account, session: Surroundings.test().newUID(), terminal: ""))
    #expect(try ErasureDesk.found(in: folder.data) == [])
  }

  @Test func `an export from before the merge does not bring the other record back`() async throws {
    let desk = try await ErasureDesk(among: 1)
    let (book, owner) = (desk.store.book, desk.store.owner)
    let merged = try await merge(desk)
    #expect(try await desk.erase().state == .done)
    // Nothing by which she would be known again is left but the identifier.
    let was = merged.record.contact
    let record = ContactRecord(
      contact: Contact(
        uid: was.uid, fields: .person("Outra Grafia"), status: was.status,
        createdAt: was.createdAt, updatedAt: was.updatedAt, version: was.version),
      interactions: [], consents: [])
    let results = try await book.importItems(
      [.record(record)], queuedIn: nil, upTo: nil, as: owner)
    #expect(results == [.failure(StoreError(.erased))])
  }

  @Test func `what records were before a merge is not kept past its day by a centre that rests`()
    async throws
  {
    let desk = try await ErasureDesk(among: 1)
    _ = try await merge(desk)
    await desk.store.book.close()
    let path = desk.store.folder.data.database
    func snapshots() throws -> Int64 {
      let connection = try Connection(path: path, access: .reading)
      return try connection.number("SELECT count(*) FROM merges WHERE snapshot IS NOT NULL")
    }
    #expect(try snapshots() == 1)
    let later = Timestamp(milliseconds: 1_795_263_400_000).adding(milliseconds: 86_400_000)
    let book = try ContactBook.open(
      in: desk.store.folder.data, surroundings: .test(start: later))
    await book.close()
    #expect(try snapshots() == 0)
  }
}
