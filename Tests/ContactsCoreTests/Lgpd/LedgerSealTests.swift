import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// Only this centre's own lines of the ledger erase anybody.
@Suite("The sealed ledger")
struct LedgerSealTests {
  private static func lines(_ path: String) throws -> [String] {
    String(decoding: try ErasureDesk.contents(path), as: UTF8.self).split(separator: "\n")
      .map(String.init)
  }

  private static func write(_ lines: [String], to path: String) {
    let text = lines.map { $0 + "\n" }.joined()
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o660)
    precondition(Glibc.write(file, text, text.utf8.count) == text.utf8.count)
    close(file)
  }

  /// A line that chains on as it should, as somebody without the store could write it.
  private static func forged(
    after last: ErasureLedger.Line?, erasing uid: UID, _ desk: ErasureDesk, seal: String = ""
  ) -> String {
    var line = ErasureLedger.Line(
      seq: (last?.seq ?? 0) + 1, erasure: desk.ids.newUID(), contact: uid,
      request: "LGPD-20261121-0099", time: desk.ids.now(), kept: [], suppressed: [])
    line.previous = last?.hash ?? ""
    line.hash = line.expectedHash
    line.seal = seal
    return line.json
  }

  private func somebody(_ desk: ErasureDesk) async throws -> UID {
    let page = try await desk.store.book.search(
      "maria", after: nil, limit: 1, as: desk.store.owner)
    return try #require(page.rows.first).uid
  }

  @Test(arguments: [false, true])
  func `a forged line erases nobody, and is named`(_ isSealed: Bool) async throws {
    let desk = try await ErasureDesk(among: 3)
    let folder = desk.store.folder.data
    let victim = try await somebody(desk)
    _ = try await desk.erase()
    await desk.store.book.close()
    let ledger = ErasureLedger(path: folder.ledger)
    let good = try Self.lines(folder.ledger)
    let seal = isSealed ? [UInt8](repeating: 7, count: 32).hexadecimal : ""
    Self.write(
      good + [Self.forged(after: try ledger.read().lines.last, erasing: victim, desk, seal: seal)],
      to: folder.ledger)
    #expect(ContactBook.ledgerProblem(in: folder) == StoreError(.ledgerDamaged(line: 2)))
    #expect(throws: StoreError(.ledgerDamaged(line: 2))) {
      try ContactBook.open(in: folder, surroundings: .test())
    }
    #expect(StoreError(.ledgerDamaged(line: 2)).message.contains("a primeira linha errada é a 2"))
    Self.write(good, to: folder.ledger)
    let book = try ContactBook.open(in: folder, surroundings: .test())
    #expect(try await book.contactCount(as: desk.store.owner) == 3)
    await book.close()
  }

  @Test func `in a new store not even the first line is taken without a seal`() async throws {
    let desk = try await ErasureDesk(among: 2)
    let folder = desk.store.folder.data
    await desk.store.book.close()
    Self.write([Self.forged(after: nil, erasing: desk.uid, desk)], to: folder.ledger)
    #expect(throws: StoreError(.ledgerDamaged(line: 1))) {
      try ContactBook.open(in: folder, surroundings: .test())
    }
  }

  @Test func `what was changed, moved or lost its seal is named, and what was cut comes back`()
    async throws
  {
    let desk = try await ErasureDesk(among: 3)
    let (book, owner, folder) = (desk.store.book, desk.store.owner, desk.store.folder.data)
    let other = try await somebody(desk)
    _ = try await desk.erase()
    let request = try await book.newRequest(
      NewRequest(kind: .erasure, contact: other), as: owner
    ).protocolNumber.description
    _ = try await book.erase(other, request: request, as: owner)
    await book.close()
    let good = try Self.lines(folder.ledger)
    #expect(good.count == 2)
    let seal = try #require(try ErasureLedger(path: folder.ledger).read().lines.last).seal
    #expect(seal.count == 64)
    let bare = good[1].replacing(", \"selo\": \"\(seal)\"", with: "")
    #expect(bare != good[1])
    let wrong = good[1].replacing(seal, with: String(seal.reversed()))
    for (lines, bad) in [
      ([good[1], good[0]], 1), ([good[0], bare], 2), ([good[0], wrong], 2), ([good[1]], 1),
      ([good[0].replacing(desk.uid.text, with: other.text), good[1]], 1),
    ] as [([String], Int64)] {
      Self.write(lines, to: folder.ledger)
      #expect(throws: StoreError(.ledgerDamaged(line: bad)), "\(lines)") {
        try ContactBook.open(in: folder, surroundings: .test())
      }
    }
    // Shorter at its end, it is only an older one.
    for cut in [[], [good[0]]] {
      Self.write(cut, to: folder.ledger)
      let opened = try ContactBook.open(in: folder, surroundings: .test())
      await opened.close()
      #expect(
        try ErasureLedger(path: folder.ledger).read().lines.map(\.contact) == [desk.uid, other])
    }
  }

  @Test func `lines of versions without seals hold once, and before the first that has one`()
    async throws
  {
    let desk = try await ErasureDesk(among: 3)
    let folder = desk.store.folder.data
    let victim = try await somebody(desk)
    await desk.store.book.close()
    // As a store of such a version comes out of its migration.
    let connection = try Connection(path: folder.database, access: .writing)
    try connection.run("UPDATE totals SET value = -1 WHERE name = 'ledger_unsealed'")
    let old = Self.forged(after: nil, erasing: desk.uid, desk)
    Self.write([old], to: folder.ledger)
    #expect(ContactBook.ledgerProblem(in: folder) == nil)
    #expect(ContactBook.unsealedLines(in: folder) == 1)
    var book = try ContactBook.open(in: folder, surroundings: .test())
    #expect(try await book.contactCount(as: desk.store.owner) == 3)
    await book.close()
    // From now on it knows all of them.
    let last = try ErasureLedger(path: folder.ledger).read().lines.last
    Self.write([old, Self.forged(after: last, erasing: victim, desk)], to: folder.ledger)
    #expect(throws: StoreError(.ledgerDamaged(line: 2))) {
      try ContactBook.open(in: folder, surroundings: .test())
    }
    Self.write([old], to: folder.ledger)
    book = try ContactBook.open(in: folder, surroundings: .test())
    #expect(try await book.contactCount(as: desk.store.owner) == 3)
    await book.close()
  }

  @Test func `a restore with a forged ledger changes nothing`() async throws {
    let desk = try await ErasureDesk(among: 3)
    let key = try #require(AgeIdentity(seed: [UInt8](repeating: 7, count: 32)))
    try await desk.store.book.changeSettings(
      [.backupRecipient: key.recipient.text], as: desk.store.owner)
    let victim = try await somebody(desk)
    let copy = try await desk.store.book.backup(to: nil, as: desk.store.owner).path
    _ = try await desk.erase()
    let beside = BackupShelf.ledger(beside: copy)
    let good = try Self.lines(beside)
    #expect(good.count == 1)
    let forged = Self.forged(
      after: try ErasureLedger(path: beside).read().lines.last, erasing: victim, desk)
    Self.write(good + [forged], to: beside)
    let folder = TestFolder()
    func restore() async throws(StoreError) -> RestoreReceipt {
      try await ContactBook.restore(
        copy, as: key, ledger: nil, into: folder.data,
        surroundings: .test(start: Timestamp(milliseconds: 1_795_263_500_000)),
        by: Arrival(TestStore.account, session: Surroundings.test().newUID(), terminal: ""))
    }
    await #expect(throws: StoreError(.ledgerDamaged(line: 2))) { _ = try await restore() }
    #expect(!ContactBook.exists(in: folder.data))
    #expect(!DataFolder.isThere(folder.data.ledger))
    Self.write(good, to: beside)
    let receipt = try await restore()
    #expect(receipt.replayed == 1 && receipt.unsealed == 0)
    let book = try ContactBook.open(in: folder.data, surroundings: .test())
    #expect(try await book.contactCount(as: desk.store.owner) == 3)
    await book.close()
  }
}
