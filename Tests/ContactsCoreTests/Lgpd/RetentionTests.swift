import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// What is kept no longer than the catalogue says, and what keeps it all the same.
@Suite("Retention")
struct RetentionTests {
  private let why = Sensitive("processo em curso na vara")

  private func pass(days: Int, in desk: RightsDesk) async throws -> Actor {
    desk.centre.clock.advance(hours: Int64(days) * 24)
    return try await desk.centre.arrive()
  }

  private func people(_ desk: RightsDesk, _ actor: Actor) async throws -> [RetentionItem] {
    try await desk.book.retentionWorklist(limit: 10, as: actor).items.filter {
      $0.matter == .person
    }
  }

  @Test func `a record is due the day after its last, counted from the last interaction`()
    async throws
  {
    let desk = try await RightsDesk()
    let days = try #require(RetentionRule.ofRecord)
    var ana = try await pass(days: days, in: desk)
    #expect(try await people(desk, ana).isEmpty)
    ana = try await pass(days: 1, in: desk)
    let due = try await people(desk, ana)
    #expect(due.map(\.name) == [desk.contact.text])
    #expect(due.first?.endedOn == desk.centre.clock.now.local.date.adding(days: -1))
  }

  @Test func `what is due goes whole, and who comes back is welcome`() async throws {
    let desk = try await RightsDesk()
    let ana = try await pass(days: 1826, in: desk)
    let worklist = try await desk.book.retentionWorklist(limit: 10, as: ana)
    let gone = try await desk.book.runRetention(worklist, as: ana)
    #expect(gone.filter { $0.matter == .person }.map(\.name) == [desk.contact.text])
    #expect(try await desk.book.contactCount(as: ana) == 0)
    let erasure = try #require(try await desk.book.erasures(limit: 1, as: ana).first)
    #expect(erasure.state == .done)
    #expect(erasure.approval == "prazo do catálogo")
    for name in try ResidueScan.files(below: desk.centre.folder.data.path) {
      let bytes = try ErasureDesk.contents("\(desk.centre.folder.data.path)/\(name)")
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("52998224725") && !text.contains("Zilda"), "\(name)")
    }
    let deletions = try await desk.centre.entries(of: "DELETE")
    #expect(deletions.contains { $0.reason?.contains("cadastro=1") == true })
    #expect(deletions.contains { $0.reason?.contains("prazo=") == true && $0.subject != nil })
    #expect(try await desk.book.verifyAudit(as: ana).isIntact)
    let again = try await desk.book.importContacts(
      [
        .new(
          .person("Zilda Prado", phones: ["11987654321"], cpf: "52998224725"),
          key: desk.centre.surroundings.newUID())
      ], as: ana)
    #expect(throws: Never.self) { _ = try again[0].get() }
    let left = try await desk.book.retentionWorklist(limit: 10, as: ana).items
    #expect(left.map(\.matter) == [])
  }

  /// The desk with a callback that was made and a text of which a rule has filled something.
  private func deskOfKinds() async throws -> RightsDesk {
    let desk = try await RightsDesk()
    let callback = try await desk.book.schedule(
      NewCallback(
        contact: desk.contact, interaction: nil,
        dueAt: desk.centre.clock.now.adding(milliseconds: 3_600_000),
        note: Sensitive("pedir pela vizinha Perpétua")), as: desk.ana)
    try await desk.book.endCallback(callback, as: .done, as: desk.ana)
    var again = Registration.new(
      .person(), text: "Teobaldo Xisto ameaçou outra vez, na travessa",
      key: desk.centre.surroundings.newUID())
    again.target = .existing(desk.contact, completing: .person())
    again.interaction?.reason = Sensitive("ameaça do Teobaldo")
    again.interaction?.provenance = [
      FieldProvenance(
        field: .urgency, origin: .rule, model: nil, modelDigest: nil, promptVersion: nil,
        span: nil, review: .accepted)
    ]
    _ = try await desk.book.register(again, as: desk.ana)
    return desk
  }

  private func parts(_ desk: RightsDesk, _ actor: Actor) async throws -> [RetentionItem] {
    try await desk.book.retentionWorklist(limit: 10, as: actor).items.filter {
      $0.matter == .part
    }
  }

  private func contents(_ desk: RightsDesk) throws -> String {
    let folder = desk.centre.folder.data
    return try ResidueScan.files(below: folder.path).map {
      String(decoding: try ErasureDesk.contents("\(folder.path)/\($0)"), as: UTF8.self)
    }.joined()
  }

  @Test func `each kind of datum goes at its own term, and the record at the last`() async throws {
    let desk = try await deskOfKinds()
    var passed = 0
    let steps: [(day: Int, kind: DatumKind, gone: String, left: String)] = [
      (365, .callback, "Perpétua", "Xisto"), (730, .provenance, "Perpétua", "Xisto"),
      (1095, .account, "Teobaldo", "52998224725"),
    ]
    for step in steps {
      var ana = try await pass(days: step.day - passed, in: desk)
      #expect(try await parts(desk, ana).isEmpty, "\(step.kind)")
      ana = try await pass(days: 1, in: desk)
      passed = step.day + 1
      let worklist = try await desk.book.retentionWorklist(limit: 10, as: ana)
      #expect(worklist.items.filter { $0.matter == .part }.map(\.kind) == [step.kind])
      #expect(worklist.count(of: .person) == 0)
      let keeping = try await desk.book.retentionWorklist(
        limit: 10, keeping: [step.kind], as: ana)
      #expect(keeping.count(of: .part) == 0)
      #expect(keeping.frozen.map(\.frozenBy) == [[.kept]])
      let gone = try await desk.book.runRetention(worklist, as: ana)
      #expect(gone.filter { $0.matter == .part }.map(\.name) == [desk.contact.text])
      #expect(try await parts(desk, ana).isEmpty)
      let bytes = try contents(desk)
      #expect(!bytes.contains(step.gone) && bytes.contains(step.left), "\(step.kind)")
      let erasure = try #require(try await desk.book.erasures(limit: 1, as: ana).first)
      #expect(erasure.state == .done && erasure.contact != desk.contact)
      let entries = try await desk.centre.entries(of: "DELETE")
      #expect(
        entries.contains { $0.fields == step.kind.rawValue && $0.subject != nil }, "\(step.kind)")
      // The record is there, and found.
      let found = try await desk.book.search("11987654321", after: nil, limit: 5, as: ana).rows
      #expect(found.map(\.uid) == [desk.contact])
    }
    let ana = try await pass(days: 1826 - passed, in: desk)
    let record = try await desk.book.read(desk.contact, after: nil, as: ana)
    #expect(record.interactions.count == 2)
    #expect(record.interactions.allSatisfy { $0.fields.text == nil && $0.fields.reason == nil })
    #expect(record.contact.fields.phones.count == 1)
    let last = try await desk.book.retentionWorklist(limit: 10, as: ana)
    #expect(last.count(of: .person) == 1 && last.count(of: .part) == 0)
    _ = try await desk.book.runRetention(last, as: ana)
    #expect(try await desk.book.contactCount(as: ana) == 0)
    #expect(try await desk.book.verifyAudit(as: ana).isIntact)
  }

  @Test func `what an undo would need goes with what it would bring back`() async throws {
    let desk = try await RightsDesk()
    var fields = ContactFields.person("Zilda Prada", phones: ["1132530000"])
    fields.notes = Sensitive("dorme na casa de Iolanda Bicalho")
    let other = try await desk.book.register(
      .new(fields, text: "voltou", key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
    let ana = try await pass(days: 1096, in: desk)
    _ = try await desk.book.merge(Merge(kept: desk.contact, gone: other), as: ana)
    let contact = try await desk.book.read(desk.contact, after: nil, as: ana).contact
    var changed = contact.fields
    changed.notes = Sensitive("mora com Lindaura Bicalho")
    _ = try await desk.book.update(desk.contact, to: changed, version: contact.version, as: ana)
    let worklist = try await desk.book.retentionWorklist(limit: 10, as: ana)
    let gone = try await desk.book.runRetention(worklist, as: ana)
    #expect(gone.contains { $0.kind == .account })
    #expect(try !contents(desk).contains("Bicalho"))
    await #expect(throws: StoreError(.invalid([.tooLateToUndo]))) {
      try await desk.book.undoMerge(of: desk.contact, as: ana)
    }
    await #expect(throws: StoreError(.invalid([.noChangeToUndo]))) {
      try await desk.book.undoChange(of: desk.contact, as: ana)
    }
    #expect(
      try await desk.book.read(desk.contact, after: nil, as: ana).contact.fields.notes == nil)
    #expect(try await desk.book.erasures(limit: 1, as: ana).first?.state == .done)
  }

  @Test(arguments: [false, true])
  func `what an undo would bring back is no living person's, unless she still has it`(
    isLiving: Bool
  ) async throws {
    let desk = try await RightsDesk()
    let other = try await desk.book.register(
      .new(.person("Rui Lima"), key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
    let ana = try await pass(days: 1096, in: desk)
    let contact = try await desk.book.read(desk.contact, after: nil, as: ana).contact
    var changed = contact.fields
    changed.notes = Sensitive("mora com Lindaura Bicalho")
    _ = try await desk.book.update(desk.contact, to: changed, version: contact.version, as: ana)
    let worklist = try await desk.book.retentionWorklist(limit: 10, as: ana)
    if isLiving {
      // After the list, which so does not have it.
      let rui = try await desk.book.read(other, after: nil, as: ana).contact
      var fields = rui.fields
      fields.notes = Sensitive("mora com Lindaura Bicalho")
      let noted = try await desk.book.update(other, to: fields, version: rui.version, as: ana)
      fields.notes = Sensitive("mora com a irmã")
      _ = try await desk.book.update(other, to: fields, version: noted.version, as: ana)
    } else {
      let connection = try Connection(path: desk.centre.folder.data.database, access: .writing)
      let id = try connection.number("SELECT id FROM contacts WHERE uid = \(other)")
      try ChangeTable(database: connection).keep(
        changed, of: id, version: 1, by: "ana", at: desk.centre.clock.now)
    }
    _ = try await desk.book.runRetention(worklist, as: ana)
    let erasure = try #require(try await desk.book.erasures(limit: 1, as: ana).first)
    #expect((erasure.state == .done) == isLiving)
    #expect(erasure.residue.contains { $0.hasPrefix("atende.db") } == !isLiving)
  }

  @Test func `with a kind that stays, so does the record it stands in`() async throws {
    let desk = try await deskOfKinds()
    let without = try await desk.book.register(
      .new(.person("Rui Lima"), key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
    let ana = try await pass(days: 1826, in: desk)
    let worklist = try await desk.book.retentionWorklist(
      limit: 10, keeping: [.account], as: ana)
    let frozen = worklist.frozen.map { "\($0.name) \($0.kind?.rawValue ?? "cadastro")" }
    #expect(frozen == ["\(desk.contact) cadastro", "\(desk.contact) relato"])
    #expect(worklist.frozen.map(\.frozenBy) == [[.kept], [.kept]])
    // However short the list: who goes is not behind who stays.
    let short = try await desk.book.retentionWorklist(limit: 1, keeping: [.account], as: ana)
    #expect(short.due.filter { $0.matter == .person }.map(\.name) == [without.text])
    let gone = try await desk.book.runRetention(worklist, as: ana)
    #expect(gone.filter { $0.matter == .person }.map(\.name) == [without.text])
    // Of the record that stays the other kinds go at their terms all the same.
    #expect(gone.compactMap(\.kind) == [.callback, .provenance])
    #expect(try await desk.book.contactCount(as: ana) == 1)
    let bytes = try contents(desk)
    #expect(bytes.contains("Teobaldo") && !bytes.contains("Perpétua"))
    let next = try await desk.book.retentionWorklist(limit: 10, as: ana)
    #expect(next.count(of: .person) == 1)
  }

  @Test func `what comes to be of a kind that stays keeps its record too`() async throws {
    let desk = try await RightsDesk()
    let other = try await desk.book.register(
      .new(.person("Rui Lima"), key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
    let ana = try await pass(days: 1826, in: desk)
    let worklist = try await desk.book.retentionWorklist(
      limit: 10, keeping: [.account], as: ana)
    #expect(worklist.due.filter { $0.matter == .person }.map(\.name) == [other.text])
    let contact = try await desk.book.read(other, after: nil, as: ana).contact
    var fields = contact.fields
    fields.notes = Sensitive("prefere a manhã")
    _ = try await desk.book.update(other, to: fields, version: contact.version, as: ana)
    let gone = try await desk.book.runRetention(worklist, as: ana)
    #expect(gone.allSatisfy { $0.matter != .person })
  }

  @Test func `a kind that only goes with its record cannot be left`() async throws {
    let desk = try await RightsDesk()
    for kind in DatumKind.allCases where !RetentionRule.isEarly(kind) {
      await #expect(throws: StoreError(.invalid([.retentionKind])), "\(kind)") {
        _ = try await desk.book.retentionWorklist(limit: 1, keeping: [kind], as: desk.ana)
      }
    }
  }

  @Test func `what keeps a record keeps each of its kinds, and what came after the list too`()
    async throws
  {
    let desk = try await deskOfKinds()
    let ana = try await pass(days: 1096, in: desk)
    let worklist = try await desk.book.retentionWorklist(limit: 10, as: ana)
    #expect(worklist.count(of: .part) == 3)
    let holds = try await desk.book.addHold(
      NewHold(
        contact: desk.contact, kinds: [.account], article: "art. 16, I", reason: why, endsOn: nil),
      as: ana)
    let none = try await desk.book.runRetention(worklist, as: ana)
    #expect(none.allSatisfy { $0.matter != .part })
    #expect(try await parts(desk, ana).map(\.frozenBy) == [[.hold], [.hold], [.hold]])
    _ = try await desk.book.releaseHold(holds[0].uid, reason: why, as: ana)
    let request = try await desk.book.newRequest(
      NewRequest(kind: .confirmation, contact: desk.contact), as: ana)
    #expect(try await parts(desk, ana).map(\.frozenBy) == [[.request], [.request], [.request]])
    _ = try await desk.book.refuse(
      request.protocolNumber, article: "art. 16, I", reason: Sensitive("O caso está em juízo."),
      as: ana)
    let gone = try await desk.book.runRetention(worklist, as: ana)
    #expect(gone.filter { $0.matter == .part }.count == 3)
    #expect(try !contents(desk).contains("Teobaldo"))
  }

  @Test func `a request, a hold, a promise and a block keep it, and each is said`() async throws {
    let desk = try await RightsDesk()
    let ana = try await pass(days: 1826, in: desk)
    let request = try await desk.book.newRequest(
      NewRequest(kind: .confirmation, contact: desk.contact, identityCheck: "retorno"), as: ana)
    _ = try await desk.book.addHold(
      NewHold(
        contact: desk.contact, kinds: [.document], article: "art. 16, I", reason: why, endsOn: nil),
      as: ana)
    _ = try await desk.book.schedule(
      NewCallback(
        contact: desk.contact, interaction: nil,
        dueAt: desk.centre.clock.now.adding(milliseconds: 3_600_000), note: nil), as: ana)
    try await desk.book.block(desk.contact, reason: why, as: ana)
    let worklist = try await desk.book.retentionWorklist(limit: 10, as: ana)
    let item = try #require(worklist.items.first { $0.matter == .person })
    #expect(item.frozenBy == [.request, .hold, .callback, .blocked])
    let gone = try await desk.book.runRetention(worklist, as: ana)
    #expect(gone.allSatisfy { $0.matter != .person })
    #expect(try await desk.book.request(request.protocolNumber, as: ana).summary.contact != nil)
  }

  @Test func `what came after the list was shown keeps it too`() async throws {
    let desk = try await RightsDesk()
    let ana = try await pass(days: 1826, in: desk)
    let worklist = try await desk.book.retentionWorklist(limit: 10, as: ana)
    #expect(worklist.count(of: .person) == 1)
    _ = try await desk.book.newRequest(
      NewRequest(kind: .confirmation, contact: desk.contact), as: ana)
    let gone = try await desk.book.runRetention(worklist, as: ana)
    #expect(gone.allSatisfy { $0.matter != .person })
    #expect(try await desk.book.contactCount(as: ana) == 1)
  }

  @Test func `drafts, logs and the audit go at their own times, and a request keeps the logs`()
    async throws
  {
    let desk = try await RightsDesk()
    let folder = desk.centre.folder.data
    mkdir(folder.logs, 0o770)
    for name in ["atende-2025-11-20.jsonl", "atende-2026-11-20.jsonl", "outro.txt"] {
      fclose(fopen("\(folder.logs)/\(name)", "w"))
    }
    try await desk.book.saveDraft(
      Draft(
        uid: desk.centre.surroundings.newUID(), contents: Sensitive("{}"),
        updatedAt: desk.centre.clock.now), as: desk.ana)
    var worklist = try await desk.book.retentionWorklist(limit: 10, as: desk.ana)
    #expect(worklist.items.map(\.name) == ["atende-2025-11-20.jsonl"])
    let open = try await desk.ask(.confirmation)
    #expect(
      try await desk.book.retentionWorklist(limit: 10, as: desk.ana).frozen.map(\.frozenBy)
        == [[.request]])
    _ = try await desk.book.refuse(
      open.protocolNumber, article: "art. 16, I", reason: Sensitive("O caso está em juízo."),
      as: desk.eva)
    let ana = try await pass(days: 400, in: desk)
    worklist = try await desk.book.retentionWorklist(limit: 10, as: ana)
    #expect(Set(worklist.due.map(\.matter)) == [.draft, .audit, .log])
    _ = try await desk.book.runRetention(worklist, as: ana)
    #expect(access("\(folder.logs)/atende-2025-11-20.jsonl", F_OK) != 0)
    #expect(access("\(folder.logs)/outro.txt", F_OK) == 0)
    #expect(try await desk.book.drafts(as: ana).isEmpty)
    let gone = try await desk.centre.entries(of: "DELETE").filter { $0.entity == "rascunho" }
    #expect(gone.map(\.reason) == ["prazo, 1"])
    let files = try await desk.centre.entries(of: "DELETE").filter { $0.fields == "arquivos" }
    #expect(files.map(\.reason) == ["prazo: atende-2025-11-20.jsonl atende-2026-11-20.jsonl"])
    #expect(try await desk.book.auditSegments().count == 1)
    #expect(try await desk.book.verifyAudit(as: ana).isIntact)
    // Five years later the file of the segment goes, and its seal stays.
    let later = try await pass(days: 1826, in: desk)
    let last = try await desk.book.retentionWorklist(limit: 10, as: later)
    #expect(last.count(of: .segment) == 1)
    _ = try await desk.book.runRetention(last, as: later)
    #expect(access("\(folder.auditArchive)/segmento-000001.jsonl", F_OK) != 0)
    #expect(try await desk.book.verifyAudit(as: later).isIntact)
  }

  @Test func `every kind of the catalogue that ends has its days`() {
    #expect(RetentionRule.days(of: .draft) == 30)
    #expect(RetentionRule.days(of: .staff) == nil)
    let early: [DatumKind: Int] = [.callback: 365, .provenance: 730, .account: 1095]
    for kind in DatumKind.holdable {
      #expect(RetentionRule.days(of: kind) == early[kind] ?? 1825, "\(kind)")
    }
    #expect(RetentionRule.early.map(\.kind) == [.callback, .provenance, .account])
  }
}
