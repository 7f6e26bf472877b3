import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Exporting the audit")
struct AuditExportTests {
  private func exported(
    _ format: AuditFileFormat, _ filter: AuditFilter = AuditFilter(), from audit: AuditStore,
    replacing replaces: Bool = false
  ) async throws -> String {
    let path = audit.store.folder.path + "/auditoria.saida"
    _ = try await audit.book.exportAudit(
      matching: filter, to: path, replacing: replaces, format: format, as: audit.owner)
    return AuditStore.text(of: path)
  }

  @Test func `an export is an entry before it is a file, and not in it`() async throws {
    let audit = try await AuditStore(registrations: 2)
    let text = try await exported(.json, from: audit)
    let read = text.split(separator: "\n").compactMap { AuditLine(json: $0.utf8)?.entry }
    #expect(read.map(\.seq) == [1, 2, 3])
    #expect(read.allSatisfy { $0.hash == $0.expectedHash })
    let entry = try await audit.book.auditEntries(after: 3, limit: 1, as: audit.owner)[0]
    #expect(entry.action == "EXPORT")
    #expect(entry.entity == "auditoria")
    #expect(entry.reason == "formato=json")
    // A folder that cannot be written to: the attempt is an entry all the same.
    await #expect(throws: StoreError(.io)) {
      try await audit.book.exportAudit(
        matching: AuditFilter(action: .create), to: "/proc/nada/x", format: .csv, as: audit.owner)
    }
    #expect(try await audit.book.verifyAudit(as: nil) == .intact(entries: 6))
  }

  @Test func `a filtered export is a table that no spreadsheet computes`() async throws {
    let audit = try await AuditStore(registrations: 1)
    var actor = audit.store.actor([.attendant], login: "=1+1;\"x\"")
    actor.request = nil
    try await audit.book.signIn(as: actor)
    let text = try await exported(.csv, AuditFilter(action: .login), from: audit)
    let lines = text.split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("\u{feff}seq;quando;ator;"))
    #expect(lines[1].contains(";\"'=1+1;\"\"x\"\"\";1000;atendente;"))
    #expect(AuditLine.cell("-1") == "'-1")
    #expect(AuditLine.cell("@x") == "'@x")
    #expect(AuditLine.cell("\tx") == "'\tx")
    #expect(AuditLine.cell("a=b") == "a=b")
  }

  @Test func `the file is the owner's alone, and replaces an old one whole where it is said`()
    async throws
  {
    let audit = try await AuditStore(registrations: 1)
    let first = try await exported(.csv, from: audit)
    await #expect(throws: StoreError(.io)) { _ = try await exported(.csv, from: audit) }
    #expect(AuditStore.text(of: audit.store.folder.path + "/auditoria.saida") == first)
    let second = try await exported(.csv, from: audit, replacing: true)
    #expect(second.hasPrefix(first))
    #expect(second.count > first.count)
    var status = stat()
    #expect(stat(audit.store.folder.path + "/auditoria.saida", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(TestFolder.entries(of: audit.store.folder.path) == ["auditoria.saida", "dados"])
  }

  @Test func `a line says of an entry all that its hash covers`() throws {
    var entry = AuditEntry(
      seq: 7, time: Timestamp(milliseconds: 1_795_263_300_123), actor: "ana\u{7}\"\\",
      systemUserID: 1000, roles: "", session: "s", terminal: "", action: "READ", entity: "contato",
      subject: nil, fields: "a b", reason: "linha\nnova\u{2028}", outcome: "ok")
    entry.address = "192.0.2.1"
    entry.previous = [UInt8](repeating: 1, count: 32)
    entry.hash = entry.expectedHash
    let line = AuditLine(entry: entry).json
    #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7f })
    #expect(try #require(AuditLine(json: line.utf8)).entry == entry)
    #expect(AuditLine(json: "{}".utf8) == nil)
  }
}
