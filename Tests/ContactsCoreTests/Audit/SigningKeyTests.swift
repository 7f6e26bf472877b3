import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Keys that sign")
struct SigningKeyTests {
  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func `Ed25519 gives the second example of RFC 8032`() throws {
    let seed = try #require(
      [UInt8].decoding(
        hexadecimal: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    let key = try #require(SigningKey(seed: seed))
    #expect(
      key.publicKey.hexadecimal
        == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    let signature = key.sign([0x72])
    #expect(
      signature.hexadecimal
        == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    #expect(SigningKey.isValid(signature, of: [0x72], by: key.publicKey))
    #expect(!SigningKey.isValid(signature, of: [0x73], by: key.publicKey))
    #expect(!SigningKey.isValid([1, 2], of: [0x72], by: key.publicKey))
    #expect(SigningKey(seed: [1]) == nil)
  }

  @Test func `hexadecimal digits are read in either case, and nothing else`() {
    #expect([UInt8].decoding(hexadecimal: "00fFa9") == [0, 255, 0xa9])
    #expect([UInt8].decoding(hexadecimal: "") == [])
    for text in ["0", "0g", "é"] { #expect([UInt8].decoding(hexadecimal: text) == nil) }
  }

  @Test func `a store is made with two keys, which the chain names and nobody else reads`()
    async throws
  {
    let store = try await TestStore()
    let keys = try await store.book.signingKeys()
    #expect(keys.map(\.name) == [.audit, .documents])
    #expect(keys.allSatisfy { $0.state == .present })
    #expect(keys[0].publicKey != keys[1].publicKey)
    let folder = store.folder.data.keys
    #expect(mode(folder) == 0o2750)
    #expect(TestFolder.entries(of: folder) == ["auditoria.chave", "documentos.chave"])
    for name in TestFolder.entries(of: folder) { #expect(mode("\(folder)/\(name)") == 0o640) }
    let entry = try await store.book.auditEntries(after: 0, limit: 1, as: store.owner)[0]
    for key in keys {
      #expect(
        try #require(entry.reason).contains("\(key.name.rawValue)=\(try #require(key.publicKey))"))
    }
  }

  @Test func `a store of an older version gets its keys from an administrator alone`() async throws
  {
    let folder = try StoredStore.folder(StoreAt0002.sql)
    let surroundings = Surroundings.test()
    let book = try ContactBook.open(in: folder.data, surroundings: surroundings)
    #expect(try await book.signingKeys().map(\.state) == [.neverMade, .neverMade])
    let owner = try await book.actor(
      for: TestStore.account, session: surroundings.newUID(), terminal: "")
    let attendant = Actor(
      login: "bento", systemUserID: 1, roles: [.attendant], session: owner.session, terminal: "")
    try await book.makeMissingKeys(as: attendant)
    #expect(try await book.verifyAudit(as: nil) == .intact(entries: 1))
    await #expect(throws: StoreError(.signingKey(.audit, .neverMade))) {
      try await book.checkpoint(as: owner)
    }
    try await book.makeMissingKeys(as: owner)
    try await book.makeMissingKeys(as: owner)
    #expect(try await book.signingKeys().map(\.state) == [.present, .present])
    let checkpoint = try await book.checkpoint(as: owner)
    #expect(checkpoint.seq == 3)
    #expect(try await book.verifyAudit(against: checkpoint, as: nil) == .intact(entries: 3))
    await book.close()
  }

  @Test func `a key that is gone, foreign or damaged is noticed and signs nothing`() async throws {
    let audit = try await AuditStore(registrations: 1)
    let file = KeyFolder(audit.store.folder.data).file(of: .audit)
    let states: [(SigningKeyState, () -> Void)] = [
      (.missing, { unlink(file) }),
      (.altered, { AuditStore.overwrite(file, String(repeating: "ab", count: 32)) }),
      (.altered, { AuditStore.overwrite(file, "não é chave\n") }),
      (.altered, { AuditStore.overwrite(file, "") }),
    ]
    for (state, damage) in states {
      damage()
      #expect(try await audit.book.signingKeys()[0].state == state)
      await #expect(throws: StoreError(.signingKey(.audit, state))) {
        try await audit.book.checkpoint(as: audit.owner)
      }
      await #expect(throws: StoreError(.signingKey(.audit, state))) {
        try await audit.book.sealAudit(
          before: Timestamp(milliseconds: .max), as: audit.owner)
      }
    }
    #expect(try await audit.book.verifyAudit(as: nil) == .intact(entries: 2))
  }

  @Test func `a replaced key is named by the chain, and what the old one signed still counts`()
    async throws
  {
    let audit = try await AuditStore(registrations: 1)
    let before = try await audit.book.checkpoint(as: audit.owner)
    unlink(KeyFolder(audit.store.folder.data).file(of: .audit))
    let reason = try #require(AuditReason(" disco\ntrocado "))
    let publicKey = try await audit.book.replaceKey(.audit, reason: reason, as: audit.owner)
    #expect(publicKey != before.publicKey.hexadecimal)
    let entry = try await audit.book.auditEntries(after: 3, limit: 1, as: audit.owner)[0]
    #expect(entry.action == "CONFIG")
    #expect(entry.entity == "chave")
    #expect(
      entry.reason
        == "auditoria=\(publicKey) anterior=\(before.publicKey.hexadecimal) motivo: disco trocado")
    let after = try await audit.book.checkpoint(as: audit.owner)
    #expect(after.publicKey.hexadecimal == publicKey)
    for checkpoint in [before, after] {
      #expect(
        try await audit.book.verifyAudit(against: checkpoint, as: nil) == .intact(entries: 6))
    }
    // Put into the table by hand, a key is nobody's that the chain knows.
    try audit.connection.run("UPDATE signing_keys SET recorded_seq = 2 WHERE retired_at IS NULL")
    #expect(try await audit.book.verifyAudit(as: nil) == .broken(seq: 2))
  }

  @Test func `a reason is one line that says something`() {
    #expect(AuditReason("  \n\t ") == nil)
    #expect(AuditReason("a\u{1b}[31m\nb")?.text == "a[31m b")
    #expect(AuditReason(String(repeating: "á", count: 500))?.text.count == 200)
  }
}
