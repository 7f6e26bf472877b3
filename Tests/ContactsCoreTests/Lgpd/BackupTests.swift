import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// A safe copy opens into the same store, or says why not and changes nothing.
@Suite("Safe copies")
struct BackupTests {
  private static func key(_ byte: UInt8) throws -> AgeIdentity {
    try #require(AgeIdentity(seed: [UInt8](repeating: byte, count: 32)))
  }

  private func desk(_ others: Int = 3) async throws -> ErasureDesk {
    let desk = try await ErasureDesk(among: others)
    try await desk.store.book.changeSettings(
      [.backupRecipient: try BackupTests.key(7).recipient.text], as: desk.store.owner)
    return desk
  }

  private func restore(
    _ path: String, _ key: AgeIdentity, into folder: TestFolder, ledger: String? = nil,
    hasNoLedger: Bool = false, days: Int64 = 0
  ) async throws -> RestoreReceipt {
    let now = Timestamp(milliseconds: 1_795_263_500_000).adding(milliseconds: days * 86_400_000)
    return try await ContactBook.restore(
      path, as: key, ledger: ledger, hasNoLedger: hasNoLedger, into: folder.data,
      surroundings: .test(start: now),
      by: Arrival(TestStore.account, session: Surroundings.test().newUID(), terminal: ""))
  }

  @Test func `a copy holds the whole store, and nothing of it in the open`() async throws {
    let desk = try await desk(40)
    let receipt = try await desk.store.book.backup(to: nil, as: desk.store.owner)
    let bytes = try ErasureDesk.contents(receipt.path)
    #expect(bytes.starts(with: Array("age-encryption.org/v1\n-> X25519 ".utf8)))
    let left = try ErasureDesk.found(in: desk.store.folder.data)
    #expect(left.allSatisfy { $0.hasPrefix("atende.db") })
    #expect(
      TestFolder.entries(of: desk.store.folder.data.path).allSatisfy { !$0.contains("parte") })
    #expect(
      try await desk.store.book.backups(in: nil, as: desk.store.owner) == [receipt.manifest])
    #expect(
      try ContactBook.verifyBackup(
        receipt.path, as: BackupTests.key(7), at: receipt.manifest.made) == receipt.manifest)

    let folder = TestFolder()
    let restored = try await restore(receipt.path, BackupTests.key(7), into: folder)
    #expect(restored.replayed == 0)
    let book = try ContactBook.open(in: folder.data, surroundings: .test())
    #expect(try await book.contactCount(as: desk.store.owner) == 41)
    let record = try await book.read(desk.uid, after: nil, as: desk.store.owner)
    #expect(record.interactions.count == 1)
    #expect(try await book.verifyAudit(as: desk.store.owner).isIntact)
    await book.close()
  }

  @Test func `what a killed program left of a copy goes with the next, or with an erasure`()
    async throws
  {
    let desk = try await desk()
    let folder = desk.store.folder.data
    let left = "\(folder.path)/atende.copia.0011.parte"
    for _ in 1...2 {
      try ErasureDesk.copy(folder.database, to: left)
      _ = try await desk.store.book.backup(to: nil, as: desk.store.owner)
      #expect(!TestFolder.entries(of: folder.path).contains { $0.hasSuffix(".parte") })
    }
    try ErasureDesk.copy(folder.database, to: left)
    #expect(try await desk.erase().state == .done)
    #expect(!TestFolder.entries(of: folder.path).contains { $0.hasSuffix(".parte") })
  }

  @Test func `who was erased since is gone before the copy opens`() async throws {
    let desk = try await desk()
    let receipt = try await desk.store.book.backup(to: nil, as: desk.store.owner)
    #expect(try await desk.erase().state == .done)
    let folder = TestFolder()
    let restored = try await restore(receipt.path, BackupTests.key(7), into: folder)
    #expect(restored.replayed == 1)
    #expect(try ErasureDesk.found(in: folder.data) == [])
    let book = try ContactBook.open(in: folder.data, surroundings: .test())
    #expect(try await book.contactCount(as: desk.store.owner) == 3)
    await book.close()
  }

  @Test func `an erasure is told to every folder in which a copy was made`() async throws {
    let desk = try await desk()
    let elsewhere = TestFolder()
    let receipt = try await desk.store.book.backup(to: elsewhere.path, as: desk.store.owner)
    #expect(receipt.manifest.ledgerLines == 0)
    #expect(try await desk.erase().state == .done)
    let folder = TestFolder()
    #expect(try await restore(receipt.path, BackupTests.key(7), into: folder).replayed == 1)
    #expect(try ErasureDesk.found(in: folder.data) == [])
  }

  @Test func `a copy without a ledger is restored only by whoever says that there is none`()
    async throws
  {
    let desk = try await desk()
    let receipt = try await desk.store.book.backup(to: nil, as: desk.store.owner)
    let beside = BackupShelf.ledger(beside: receipt.path)
    let (folder, key) = (TestFolder(), try BackupTests.key(7))
    await #expect(throws: StoreError(.backup(.ledgerMissing))) {
      _ = try await restore(receipt.path, key, into: folder, ledger: beside + "x")
    }
    unlink(beside)
    await #expect(throws: StoreError(.backup(.noLedger))) {
      _ = try await restore(receipt.path, key, into: folder)
    }
    #expect(!ContactBook.exists(in: folder.data))
    #expect(try await restore(receipt.path, key, into: folder, hasNoLedger: true).replayed == 0)
  }

  @Test func `a damaged, cut, foreign or old copy says so and changes nothing`() async throws {
    let desk = try await desk()
    let receipt = try await desk.store.book.backup(to: nil, as: desk.store.owner)
    let good = try ErasureDesk.contents(receipt.path)
    func put(_ bytes: [UInt8]) {
      let file = open(receipt.path, O_WRONLY | O_TRUNC)
      precondition(write(file, bytes, bytes.count) == bytes.count)
      close(file)
    }
    func problem(
      _ key: AgeIdentity, days: Int64 = 0, ledger: String? = nil
    ) async throws -> BackupProblem? {
      let folder = TestFolder()
      do {
        _ = try await restore(receipt.path, key, into: folder, ledger: ledger, days: days)
        return nil
      } catch let error as StoreError {
        guard case .backup(let problem) = error.reason else { throw error }
        #expect(!ContactBook.exists(in: folder.data))
        #expect(
          TestFolder.entries(of: folder.data.path).allSatisfy { !$0.hasPrefix("atende.db") })
        return problem
      }
    }
    let key = try BackupTests.key(7)
    for index in [3, 40, 120, 210, good.count / 2, good.count - 1] {
      var bytes = good
      bytes[index] ^= 1
      put(bytes)
      #expect(try await problem(key) == .damaged, "\(index)")
    }
    put(Array(good.dropLast(40)))
    #expect(try await problem(key) == .damaged)
    put(good)
    #expect(try await problem(BackupTests.key(8)) == .wrongKey)
    #expect(try await problem(key, days: 91) == .expired)
    let expires = receipt.manifest.expires
    #expect(throws: StoreError(.backup(.pastTerm(expires.local.date)))) {
      try ContactBook.verifyBackup(receipt.path, as: key, at: expires)
    }
    let again = TestFolder()
    _ = try await restore(receipt.path, key, into: again)
    await #expect(throws: StoreError(.backup(.storeIsThere))) {
      _ = try await restore(receipt.path, key, into: again)
    }
    unlink(receipt.path + ".json")
    #expect(try await problem(key) == .noManifest)
  }

  @Test(arguments: [0, 1, 131_071, 131_072, 131_073, 262_144, 1_048_576])
  func `a stream comes back whole, whatever buffers it fills to the brim`(count: Int) throws {
    let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    var packed: [UInt8] = []
    let writer = try ZstdWriter { (bytes) throws(StoreError) in packed += bytes }
    let outcome = plain.withUnsafeBytes { bytes in
      Result { () throws(StoreError) in try writer.write(bytes) }
    }
    try outcome.get()
    try writer.finish()
    let reader = try ZstdReader()
    var read: [UInt8] = []
    try reader.read(packed) { (bytes) throws(StoreError) in read += bytes }
    #expect(read == plain)
    #expect(reader.isWhole)
  }

  @Test func `a copy from after an erasure wants a ledger that knows it`() async throws {
    let desk = try await desk()
    #expect(try await desk.erase().state == .done)
    let receipt = try await desk.store.book.backup(to: nil, as: desk.store.owner)
    #expect(receipt.manifest.ledgerLines == 1)
    unlink(BackupShelf.ledger(beside: receipt.path))
    let folder = TestFolder()
    await #expect(throws: StoreError(.backup(.ledgerTooOld))) {
      _ = try await restore(receipt.path, BackupTests.key(7), into: folder)
    }
    let restored = try await restore(
      receipt.path, BackupTests.key(7), into: folder, ledger: desk.store.folder.data.ledger)
    #expect(restored.replayed == 0)
  }

  @Test func `copies past their time go when a new one is made, and without a key none is`()
    async throws
  {
    let bare = try await ErasureDesk(among: 1)
    await #expect(throws: StoreError(.backup(.noRecipient))) {
      try await bare.store.book.backup(to: nil, as: bare.store.owner)
    }
    let desk = try await desk()
    let first = try await desk.store.book.backup(to: nil, as: desk.store.owner)
    await desk.store.book.close()
    let later = Timestamp(milliseconds: 1_795_263_500_000).adding(milliseconds: 91 * 86_400_000)
    let book = try ContactBook.open(
      in: desk.store.folder.data, surroundings: .test(start: later))
    let second = try await book.backup(to: nil, as: desk.store.owner)
    #expect(second.removed == 1)
    #expect(try await book.backups(in: nil, as: desk.store.owner) == [second.manifest])
    #expect(access(first.path, F_OK) != 0)
    await book.close()
  }

  @Test func `a manifest removes nothing but its own copy`() async throws {
    let desk = try await desk()
    let receipt = try await desk.store.book.backup(to: nil, as: desk.store.owner)
    let shelf = String(receipt.path.prefix(upTo: try #require(receipt.path.lastIndex(of: "/"))))
    let victim = "\(desk.store.folder.data.path)/vitima.txt"
    func put(_ text: String, _ path: String) {
      let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      precondition(write(file, text, text.utf8.count) == text.utf8.count)
      close(file)
    }
    func manifest(of name: String) throws -> String {
      receipt.manifest.json.replacing(receipt.manifest.file, with: name)
        .replacing("\(receipt.manifest.expiresAt)", with: "1")
    }
    put("nada disso", victim)
    put("nada disso", "\(shelf)/lista.age")
    mkdir("\(shelf)/sub", 0o700)
    put(try manifest(of: "../vitima.txt"), "\(shelf)/evil.age.json")
    put(try manifest(of: "lista.age"), "\(shelf)/outra.age.json")
    put(try manifest(of: "lista.age"), "\(shelf)/lista.age.json")
    put(try manifest(of: "lista.age"), "\(shelf)/sub/lista.age.json")
    let second = try await desk.store.book.backup(to: nil, as: desk.store.owner)
    #expect(second.removed == 0)
    #expect(access(victim, F_OK) == 0)
    #expect(access("\(shelf)/lista.age", F_OK) == 0)
    #expect(access(receipt.path, F_OK) == 0)
    let missing = "\(shelf)/nenhuma.age"
    #expect(throws: StoreError(.backup(.noFile))) {
      _ = try ContactBook.verifyBackup(missing, as: nil, at: Timestamp(milliseconds: 0))
    }
  }

  @Test func `keys are written as age writes them`() throws {
    // The first vector of BIP 173's key form that age's own manual shows the shape of: encoding is its own inverse.
    let key = try BackupTests.key(7)
    #expect(key.recipient.text.hasPrefix("age1"))
    #expect(key.recipient.text.count == 62)
    #expect(AgeRecipient(key.recipient.text) == key.recipient)
    #expect(AgeIdentity(file: key.file)?.recipient == key.recipient)
    let wrong =
      String(key.recipient.text.dropLast()) + (key.recipient.text.hasSuffix("q") ? "p" : "q")
    #expect(AgeRecipient(wrong) == nil)
    #expect(AgeIdentity(file: "age1nada") == nil)
  }

  @Test(arguments: [0, 1, 65535, 65536, 65537, 131_072, 200_000])
  func `a file of any length comes back`(length: Int) throws {
    let key = try BackupTests.key(9)
    let plain = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var sealed: [UInt8] = []
    let writer = try AgeWriter(for: key.recipient, randomBytes: Surroundings.test().randomBytes) {
      (bytes) throws(StoreError) in sealed += bytes
    }
    for start in stride(from: 0, to: length, by: 10_000) {
      try writer.write(plain[start..<min(start + 10_000, length)])
    }
    try writer.finish()
    var rest = sealed[...]
    let reader = try AgeReader(as: key) { () throws(StoreError) in
      let piece = Array(rest.prefix(5000))
      rest = rest.dropFirst(5000)
      return piece
    }
    var back: [UInt8] = []
    while let bytes = try reader.next() { back += bytes }
    #expect(back == plain)
    for index in [30, 100, sealed.count - 1] {
      var changed = [sealed]
      changed[0][index] ^= 1
      #expect(throws: StoreError.self) {
        let reader = try AgeReader(as: key) { () throws(StoreError) in changed.popLast() ?? [] }
        while try reader.next() != nil {}
      }
    }
  }
}
