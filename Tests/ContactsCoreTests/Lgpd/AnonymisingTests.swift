import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// What is counted of people who are gone is shared by five, now and after others have left.
@Suite("Anonymising")
struct AnonymisingTests {
  @Test func `what five share is kept as it is, and what four share is said more generally`()
    async throws
  {
    var desk = try await AnonymisingDesk()
    try await desk.add(5, in: "Recife")
    try await desk.add(4, in: "Olinda")
    let exact = try await desk.leave(desk.people[0])
    #expect(exact.state == .done)
    #expect(exact.statistics?.kept.map(\.level) == [.day])
    #expect(exact.statistics?.kept.map(\.smallestGroup) == [5])
    // Of Olinda there are four; of the UF seven are left besides her.
    let coarse = try await desk.leave(desk.people[5])
    #expect(coarse.statistics?.kept.map(\.level) == [.state])
    #expect(coarse.statistics?.kept.first?.smallestGroup == 8)
    let cells = try desk.kept().map(\.cell)
    #expect(cells.map(\.city) == ["Recife", ""])
    #expect(cells.map(\.period.count) == [10, 4])
    #expect(try desk.rare() == [])
  }

  @Test func `each step of the ladder, and the end of it`() async throws {
    var desk = try await AnonymisingDesk()
    try await desk.add(1, in: "Recife", .high)
    try await desk.add(4, in: "Recife", .high, daysAgo: 1)
    #expect(try await desk.leave(desk.people[0]).statistics?.kept.map(\.level) == [.month])
    try await desk.add(1, in: "Caruaru", .low)
    try await desk.add(4, in: "Caruaru", .low, daysAgo: 40)
    #expect(try await desk.leave(desk.people[5]).statistics?.kept.map(\.level) == [.year])
    try await desk.add(1, in: "Natal", reason: "andamento", .critical)
    try await desk.add(4, in: nil, reason: "andamento", .critical)
    #expect(try await desk.leave(desk.people[10]).statistics?.kept.map(\.level) == [.anywhere])
    try await desk.add(1, in: nil, reason: "elogio", .critical)
    let last = try await desk.leave(desk.people[15])
    #expect(last.statistics?.kept.map(\.level) == [.anyReason])
    // Nobody else has been so urgent in another year.
    try await desk.add(1, in: "Recife", .critical, daysAgo: 900)
    let alone = try await desk.leave(desk.people[16])
    #expect(alone.statistics?.kept == [] && alone.statistics?.dropped == 1)
    #expect(try desk.rare() == [])
  }

  @Test func `who comes often is one person`() async throws {
    var desk = try await AnonymisingDesk()
    try await desk.add(1, in: "Recife")
    for _ in 0..<6 {
      var again = Registration.new(
        .person(), text: "voltou", key: desk.centre.surroundings.newUID())
      again.target = .existing(desk.people[0], completing: .person())
      again.interaction?.reasonCode = "informacao"
      _ = try await desk.book.register(again, as: desk.ana)
    }
    let erasure = try await desk.leave(desk.people[0])
    #expect(erasure.statistics == StatisticsProof(stored: "- 7"))
    #expect(try desk.kept() == [])
  }

  @Test func `who leaves later makes what is kept more general, and the audit says so`()
    async throws
  {
    var desk = try await AnonymisingDesk()
    try await desk.add(5, in: "Recife")
    try await desk.add(1, in: "Olinda")
    _ = try await desk.leave(desk.people[0])
    #expect(try desk.kept().map(\.cell.level) == [.day])
    _ = try await desk.leave(desk.people[1], .erasure)
    #expect(try desk.kept().map(\.cell.level) == [.state])
    let entries = try await desk.centre.entries(of: "DELETE")
    #expect(
      entries.last { $0.reason?.contains("pedido=") == true }?.reason?
        .contains("estatística: 1 generalizadas, 0 descartadas") == true)
    _ = try await desk.leave(desk.people[5], .erasure)
    #expect(try desk.kept() == [])
    #expect(try desk.rare() == [])
    #expect(try await desk.book.verifyAudit(as: desk.ana).isIntact)
  }

  @Test func `whoever goes, and in whichever way, no combination is shared by fewer than five`()
    async throws
  {
    var random = SeededGenerator(seed: 61)
    var desk = try await AnonymisingDesk()
    for _ in 0..<45 {
      try await desk.add(
        1, in: ["Recife", "Olinda", nil].randomElement(using: &random) ?? nil,
        reason: ["informacao", "andamento", nil].randomElement(using: &random) ?? nil,
        Bool.random(using: &random) ? .medium : .high,
        daysAgo: [0, 1, 35, 400].randomElement(using: &random) ?? 0)
    }
    var counted = 0
    var dropped = 0
    let leaving = desk.people.shuffled(using: &random).prefix(Workload.isReduced ? 4 : 45)
    for (index, uid) in leaving.enumerated() {
      let before = try desk.kept().reduce(0) { $0 + $1.interactions }
      let erasure = try await desk.leave(uid, index % 3 == 0 ? .erasure : .anonymisation)
      #expect(try desk.rare() == [], "\(index)")
      let after = try desk.kept().reduce(0) { $0 + $1.interactions }
      counted += max(after - before, 0)
      dropped += erasure.statistics?.dropped ?? 0
      for kept in erasure.statistics?.kept ?? [] { #expect(kept.smallestGroup >= 5) }
    }
    if Workload.isReduced { return }
    // Otherwise this showed nothing.
    #expect(counted > 10 && dropped > 0)
    for entry in try desk.kept() { #expect(entry.people >= 5) }
    #expect(try await desk.book.contactCount(as: desk.ana) == 0)
  }

  @Test func `reports and the workbook go on counting who was anonymised`() async throws {
    var desk = try await AnonymisingDesk()
    try await desk.add(6, in: "Recife", .high)
    let today = desk.centre.clock.now.local.date
    let before = try await desk.book.report(from: today, to: today, as: desk.ana)
    #expect(before.numbers.anonymised == .none)
    _ = try await desk.leave(desk.people[2])
    let after = try await desk.book.report(from: today, to: today, as: desk.ana)
    #expect(after.numbers.reasons == before.numbers.reasons)
    #expect(after.numbers.urgencies == before.numbers.urgencies)
    #expect(after.numbers.anonymised == .init(total: 1, days: [.init(day: today, count: 1)]))
    // All that is counted adds up, so that no difference tells what she had come for.
    #expect(after.counts.interactions == 6)
    #expect(after.numbers.days.map(\.count) == [6])
    #expect(after.numbers.attendants.map(\.count) == [5])
    #expect(after.hours.reduce(0, +) == 5)
    let other = try await desk.book.report(
      from: today.adding(days: -9), to: today.adding(days: -1), as: desk.ana)
    #expect(other.numbers.reasons == [])
  }

  @Test func `the step and the certificate prove it without a value`() async throws {
    var desk = try await AnonymisingDesk()
    try await desk.add(6, in: "Garanhuns", .critical, prefix: "Wilhelmina")
    let asked = try await desk.book.newRequest(
      NewRequest(kind: .anonymisation, contact: desk.people[3], identityCheck: "retorno"),
      as: desk.ana)
    let number = asked.protocolNumber
    let preview = try await desk.book.erasurePreview(
      of: desk.people[3], request: number.description, as: desk.ana)
    #expect(preview.isAnonymising)
    _ = try await desk.book.erase(
      desk.people[3], request: number.description, as: desk.ana)
    let step = try await desk.book.request(number, as: desk.ana).steps.first {
      $0.code == "anonimizacao"
    }
    let evidence = try #require(step?.done).evidence.revealed(for: .matching)
    #expect(evidence.hasSuffix("estatística: 1 por dia e cidade (k = 6)"))
    let entry = try await desk.centre.entries(of: "DELETE").last { $0.entity == "contato" }
    #expect(entry?.reason?.hasSuffix("estatística: 1 por dia e cidade (k = 6)") == true)
    let certificate = try await desk.book.erasureCertificate(
      request: number.description, as: desk.ana)
    #expect(certificate.kept.contains("estatistica;1 por dia e cidade (k = 6) (art. 12)"))
    #expect(!certificate.json.contains("Garanhuns") && !certificate.json.contains("critica"))
    #expect(ErasureCertificate(json: Array(certificate.json.utf8)) == certificate)
    #expect(try await desk.book.verify(certificate, as: desk.ana))
  }

  @Test func `nothing that identifies an anonymised person is in any file`() async throws {
    let desk = try await ErasureDesk(among: 20)
    let (book, owner, folder) = (desk.store.book, desk.store.owner, desk.store.folder.data)
    let asked = try await book.newRequest(
      NewRequest(kind: .anonymisation, contact: desk.uid), as: owner)
    let erasure = try await book.erase(
      desk.uid, request: asked.protocolNumber.description, as: owner)
    #expect(erasure.state == .done)
    #expect(erasure.statistics != nil)
    #expect(try ErasureDesk.found(in: folder) == [])
    let again = try await book.importContacts(
      [.new(ErasureDesk.fields, key: desk.ids.newUID())], as: owner)
    #expect(again == [.failure(StoreError(.erased))])
  }

  @Test func `an older copy loses the person again, and counts again`() async throws {
    let desk = try await ErasureDesk(among: 20)
    let (owner, folder) = (desk.store.owner, desk.store.folder.data)
    let asked = try await desk.store.book.newRequest(
      NewRequest(kind: .anonymisation, contact: desk.uid), as: owner)
    await desk.store.book.close()
    let aside = "\(desk.store.folder.path)/antes.db"
    try ErasureDesk.copy(folder.database, to: aside)
    var book = try ContactBook.open(in: folder, surroundings: .test(start: desk.ids.now()))
    _ = try await book.erase(
      desk.uid, request: asked.protocolNumber.description, as: owner)
    let kept = try entries(folder)
    #expect(kept.count == 1)
    await book.close()
    try ErasureDesk.copy(aside, to: folder.database)
    unlink(aside)
    book = try ContactBook.open(in: folder, surroundings: .test(start: desk.ids.now()))
    #expect(try entries(folder) == kept)
    #expect(try await book.contactCount(as: owner) == 20)
    await book.close()
    #expect(try ErasureDesk.found(in: folder) == [])
  }

  private func entries(_ folder: DataFolder) throws -> [KeptStatistics.Entry] {
    try KeptStatistics(database: try Connection(path: folder.database, access: .reading)).all()
  }

  @Test func `interactions on hold stay as they are, and are counted when the hold ends`()
    async throws
  {
    var desk = try await AnonymisingDesk()
    try await desk.add(6, in: "Recife")
    let why = Sensitive("processo em curso na vara")
    let holds = try await desk.book.addHold(
      NewHold(
        contact: desk.people[0], kinds: [.interaction], article: "art. 16, I", reason: why,
        endsOn: nil), as: desk.ana)
    let erasure = try await desk.leave(desk.people[0])
    #expect(erasure.state == .onHold && erasure.statistics == nil)
    #expect(try desk.kept() == [])
    let after = try await desk.book.releaseHold(holds[0].uid, reason: why, as: desk.ana)
    #expect(after?.state == .done)
    // The city went first, and she is counted without it.
    #expect(after?.statistics?.kept.map(\.level) == [.anywhere])
    #expect(try desk.rare() == [])
  }
}
