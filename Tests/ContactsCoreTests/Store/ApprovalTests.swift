import TestSupport
import Testing

@testable import ContactsCore

@Suite("A second person's agreement")
struct ApprovalTests {
  private let export = Approval.Subject(
    kind: .export, scope: "xlsx motivo=ajuda", summary: "Exportar 250 cadastros completos",
    count: 250)
  private let erasure = Approval.Subject(
    kind: .erasure, scope: "019aa600-0000-7000-8000-000000000001 20261121-000001",
    summary: "Eliminar um cadastro, pedido 20261121-000001", count: 1)

  /// What an export or an erasure does in its own transaction.
  private func use(_ subject: Approval.Subject, _ centre: Centre, _ actor: Actor)
    async throws(StoreError) -> String
  {
    let attempt = AuditTrail.Event(action: .export, entity: .contact)
    return try await centre.book.writing(subject.kind.requesting, attempt, as: actor) {
      (work) throws(StoreError) in try work.useApproval(of: subject)
    }
  }

  @Test func `who is alone is told so, and goes on`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    #expect(try await centre.book.fourEyes(for: erasure, as: ana) == .nobodyElse)
    #expect(try await use(erasure, centre, ana) == "ninguém mais pode aprovar")
  }

  @Test func `as soon as two could, one asks and the other agrees, once`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.supervisor], by: ana)
    #expect(try await centre.book.fourEyes(for: export, as: bia) == .needed)
    await #expect(throws: StoreError(.approvalRequired)) { try await use(export, centre, bia) }

    let asked = try await centre.book.requestApproval(of: export, as: bia)
    #expect(asked.state == .pending)
    #expect(asked.code.count == 9)
    #expect(try await centre.book.requestApproval(of: export, as: bia) == asked)
    await #expect(throws: StoreError(.approvalRequired)) { try await use(export, centre, bia) }
    #expect(try await centre.book.approvals(as: ana) == [asked])

    let granted = try await centre.book.approve(asked.code.lowercased(), as: ana)
    #expect(granted.state == .granted(by: "ana", at: centre.clock.now))
    #expect(try await use(export, centre, bia) == "aprovado por ana")
    await #expect(throws: StoreError(.approvalRequired)) { try await use(export, centre, bia) }
    #expect(
      try await centre.book.approvals(as: ana).map(\.state) == [.used(at: centre.clock.now)])
    let entries = try await centre.entries().filter { $0.entity == "aprovacao" }
    #expect(entries.map(\.actor) == ["bia", "ana"])
    #expect(entries.map(\.action) == ["CREATE", "UPDATE"])
    #expect(entries.map(\.fields) == ["exportacao", "aprovado"])
    #expect(entries.allSatisfy { $0.reason == "\(asked.code) exportacao" })
  }

  @Test func `nobody agrees to their own request, and trying is an entry`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    _ = try await centre.person("bia", [.dataProtectionOfficer], by: ana)
    let asked = try await centre.book.requestApproval(of: erasure, as: ana)
    await #expect(throws: StoreError(.invalid([.ownApproval]))) {
      try await centre.book.approve(asked.code, as: ana)
    }
    #expect(try await centre.entries(of: "REFUSED").map(\.reason) == ["UPDATE: a própria pessoa"])
    #expect(try await centre.book.approvals(as: ana).map(\.state) == [.pending])
  }

  @Test func `what was denied, or is a day old, serves nothing`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.dataProtectionOfficer], by: ana)
    let first = try await centre.book.requestApproval(of: erasure, as: bia)
    _ = try await centre.book.deny(first.code, as: ana)
    await #expect(throws: StoreError(.approvalRequired)) { try await use(erasure, centre, bia) }
    await #expect(throws: StoreError(.invalid([.alreadyDecided]))) {
      try await centre.book.approve(first.code, as: ana)
    }
    let deniedAt = centre.clock.now
    centre.clock.advance(minutes: 1)
    let second = try await centre.book.requestApproval(of: erasure, as: bia)
    #expect(second.code != first.code)
    _ = try await centre.book.approve(second.code, as: ana)
    centre.clock.advance(hours: 24)
    await #expect(throws: StoreError(.approvalRequired)) { try await use(erasure, centre, bia) }
    let third = try await centre.book.requestApproval(of: erasure, as: bia)
    centre.clock.advance(hours: 24)
    await #expect(throws: StoreError(.invalid([.alreadyDecided]))) {
      try await centre.book.approve(third.code, as: ana)
    }
    #expect(
      try await centre.book.approvals(as: ana).last?.state
        == .denied(by: "ana", at: deniedAt))
  }

  @Test func `an approval serves what it was given for, and whoever asked`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.supervisor], by: ana)
    let caio = try await centre.person("caio", [.supervisor], by: ana)
    let asked = try await centre.book.requestApproval(of: export, as: bia)
    _ = try await centre.book.approve(asked.code, as: ana)
    let others = [
      Approval.Subject(kind: .export, scope: "csv", summary: export.summary, count: 250),
      Approval.Subject(kind: .export, scope: export.scope, summary: export.summary, count: 251),
    ]
    for other in others {
      await #expect(throws: StoreError(.approvalRequired)) { try await use(other, centre, bia) }
    }
    await #expect(throws: StoreError(.approvalRequired)) { try await use(export, centre, caio) }
    #expect(try await use(export, centre, bia) == "aprovado por ana")
  }

  @Test func `few records, or the centre's setting, ask for nobody`() async throws {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let bia = try await centre.person("bia", [.supervisor], by: ana)
    let few = Approval.Subject(kind: .export, scope: "xlsx", summary: "", count: 100)
    let many = Approval.Subject(kind: .export, scope: "xlsx", summary: "", count: 101)
    #expect(try await centre.book.fourEyes(for: few, as: bia) == .withinLimit(100))
    #expect(try await centre.book.fourEyes(for: many, as: bia) == .needed)
    try await centre.book.changeSettings([.fourEyesExportLimit: "101"], as: ana)
    #expect(try await centre.book.fourEyes(for: many, as: bia) == .withinLimit(101))
    try await centre.book.changeSettings([.fourEyes: "nao"], as: ana)
    #expect(try await centre.book.fourEyes(for: export, as: bia) == .turnedOff)
  }

  @Test func `a code is read however it is typed`() {
    #expect(Approval.normalised("k7qx2m9p") == "K7QX-2M9P")
    #expect(Approval.normalised(" K7QX 2M9P") == "K7QX-2M9P")
    #expect(Approval.normalised("ol1i-0000") == "0111-0000")
    #expect(Approval.code([0xff, 0xff, 0xff, 0xff, 0xff]) == "ZZZZ-ZZZZ")
    #expect(Approval.code([0, 0, 0, 0, 1]) == "0000-0001")
  }
}
