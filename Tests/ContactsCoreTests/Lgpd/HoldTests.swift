import TestSupport
import Testing

@testable import ContactsCore

/// What the law keeps stays by kind of datum, and goes by itself when the hold ends.
@Suite("Holds")
struct HoldTests {
  private let why = Sensitive("processo em curso na vara")

  private func hold(
    _ desk: ErasureDesk, _ kinds: [DatumKind], until day: CivilDate? = nil
  ) async throws(StoreError) -> [Hold] {
    try await desk.store.book.addHold(
      NewHold(
        contact: desk.uid, kinds: kinds, article: "art. 16, I", reason: why, endsOn: day),
      as: desk.store.owner)
  }

  @Test(arguments: [
    ("art. 16, I", true), ("Art 16", true), ("art. 11, II, a, da LGPD", true),
    ("arts. 16, I, e 37 da Lei 13.709/2018", true), ("LGPD, art. 7º, § 3º, alínea a", true),
    ("art. 13 da Lei nº 8.069/1990", true), ("art. 205 do Código Civil", true),
    ("art. 99 do ECA", true), ("art. 16, I, c/c art. 195 da CLT", true),
    ("art. 99", false), ("art. 16, VI", false), ("arts. 16 e 99", false), ("art. 5º", false),
    ("art. 66 da LGPD", false),
  ])
  func `of the LGPD a hold rests on an article that lets data be kept`(
    article: String, isGround: Bool
  ) throws {
    #expect(try #require(LawArticle(article)).isGround == isGround)
  }

  @Test func `one kind stays, the rest goes, and a release takes it`() async throws {
    let desk = try await ErasureDesk(among: 10)
    let (book, owner, folder) = (desk.store.book, desk.store.owner, desk.store.folder.data)
    let holds = try await hold(desk, [.document])
    let erasure = try await desk.erase()
    #expect(erasure.state == .onHold)
    #expect(erasure.kept.map(\.kind) == [.document])
    let unready = StoreError(.invalid([.erasureOnHold]))
    await #expect(throws: unready) {
      _ = try await book.erasureCertificate(request: desk.request, as: owner)
    }
    let left = try ErasureDesk.found(in: folder)
    // In the store, or in its log, since the step of the request was written last.
    #expect(left.allSatisfy { $0.hasPrefix("atende.db") })
    // The request is open still, and keeps where its answer goes.
    #expect(
      Set(left.compactMap { $0.split(separator: ": ").last.map(String.init) })
        == ["52998224725", "529982247", "1971-03-09", "vizinha Perpétua"])
    for text in ["zoraide", "529982247", "52998224725"] {
      #expect(try await book.search(text, after: nil, limit: 5, as: owner).rows.isEmpty, "\(text)")
    }
    let after = try #require(
      try await book.releaseHold(holds[0].uid, reason: why, as: owner))
    #expect(after.state == .done)
    #expect(after.uid == erasure.uid)
    #expect(try ErasureDesk.found(in: folder) == [])
    #expect(try await book.verifyAudit(as: owner).isIntact)
  }

  @Test func `a hold that ends by its day lets the erasure go on by itself`() async throws {
    let desk = try await ErasureDesk(among: 5)
    let folder = desk.store.folder.data
    _ = try await hold(desk, [.account], until: CivilDate(iso8601: "2026-11-30"))
    #expect(try await desk.erase().state == .onHold)
    await desk.store.book.close()
    #expect(try ErasureDesk.found(in: folder).contains { $0.contains("Teobaldo Xisto") })
    // 30 November is its last day.
    for (day, state) in [(9, ErasureState.onHold), (10, .done)] {
      let start = Timestamp(milliseconds: 1_795_263_300_000).adding(
        milliseconds: Int64(day) * 86_400_000)
      let book = try ContactBook.open(in: folder, surroundings: .test(start: start))
      #expect(
        try await book.erasures(limit: 1, as: desk.store.owner).map(\.state) == [state], "\(day)")
      await book.close()
    }
    #expect(try ErasureDesk.found(in: folder) == [])
  }

  @Test func `two requests of one person under a hold both end with it`() async throws {
    let desk = try await ErasureDesk(among: 3)
    let (book, owner) = (desk.store.book, desk.store.owner)
    let holds = try await hold(desk, [.document])
    let second = try await book.newRequest(
      NewRequest(kind: .erasure, contact: desk.uid), as: owner
    ).protocolNumber.description
    #expect(try await desk.erase().state == .onHold)
    #expect(try await book.erase(desk.uid, request: second, as: owner).state == .onHold)
    // Asked again, the first is still the first.
    #expect(try await desk.erase().request == desk.request)
    let after = try #require(try await book.releaseHold(holds[0].uid, reason: why, as: owner))
    #expect(after.state == .done)
    #expect(try await book.erasures(limit: 9, as: owner).map(\.state) == [.done, .done])
    #expect(try ErasureDesk.found(in: desk.store.folder.data) == [])
    for request in [desk.request, second] {
      #expect(try await book.erase(desk.uid, request: request, as: owner).state == .done)
    }
  }

  @Test func `a hold needs an article, a reason, a kind that can stay and a day to come`()
    async throws
  {
    let desk = try await ErasureDesk(among: 1)
    let past = CivilDate(iso8601: "2026-11-20")
    await #expect(throws: StoreError(.invalid([.holdKind]))) { try await hold(desk, [.audit]) }
    await #expect(throws: StoreError(.invalid([.holdKind]))) { try await hold(desk, []) }
    await #expect(throws: StoreError(.invalid([.holdEnd]))) {
      try await hold(desk, [.document], until: past)
    }
    await #expect(throws: StoreError(.invalid([.holdArticle]))) {
      try await desk.store.book.addHold(
        NewHold(contact: desk.uid, kinds: [.document], article: " ", reason: why, endsOn: nil),
        as: desk.store.owner)
    }
    for article in [
      "A Zoraide Quintanilha, CPF 529.982.247-25", "art. 16, I, de Zoraide", "art. 529.982.247-25",
      "art. 71981234567", "16, I", "art. 98123-4567", "art. 16; x",
    ] {
      await #expect(throws: StoreError(.invalid([.holdArticle])), "\(article)") {
        try await desk.store.book.addHold(
          NewHold(
            contact: desk.uid, kinds: [.document], article: article, reason: why, endsOn: nil),
          as: desk.store.owner)
      }
    }
    for article in [
      "art. 16, I", "Art. 13 da Lei nº 8.069/1990", "LGPD, art. 7º, § 3º, alínea a",
      "art. 5º-A, inciso XXIII, da Constituição Federal", "arts. 16, I, e 37 da Lei 13.709/2018",
      "art. 9º, §1º, da Resolução CD/ANPD nº 15/2024", "art. 205 do Código Civil",
    ] {
      #expect(LawArticle(article)?.text == article, "\(article)")
    }
    for article in [
      "art. 99", "art. 16, V", "LGPD, art. 66", "art. 9º", "art. 99 da Lei 13.709/2018",
    ] {
      await #expect(throws: StoreError(.invalid([.holdGround])), "\(article)") {
        try await desk.store.book.addHold(
          NewHold(
            contact: desk.uid, kinds: [.document], article: article, reason: why, endsOn: nil),
          as: desk.store.owner)
      }
    }
    #expect(try await desk.store.book.holds(of: nil, as: desk.store.owner).isEmpty)
    let made = try await hold(desk, [.document, .callback])
    #expect(try await desk.store.book.holds(of: desk.uid, as: desk.store.owner) == made)
    let entries = try await desk.store.book.auditEntries(
      after: 1, limit: 200, as: desk.store.owner)
    #expect(
      entries.contains { "\($0.action) \($0.entity)" == "READ retencao" && $0.subject != nil })
    #expect(
      try await desk.store.book.releaseHold(made[0].uid, reason: why, as: desk.store.owner) == nil)
    await #expect(throws: StoreError(.invalid([.holdReleased]))) {
      try await desk.store.book.releaseHold(made[0].uid, reason: why, as: desk.store.owner)
    }
  }
}
