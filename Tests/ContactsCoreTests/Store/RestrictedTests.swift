import TestSupport
import Testing

@testable import ContactsCore

@Suite("Closed records")
struct RestrictedTests {
  /// A centre of four people, and a record that is closed to `bia`.
  private struct Desk {
    let centre: Centre
    let ana, bia, caio, dora: Actor
    let uid: UID

    init() async throws {
      centre = try await Centre(.system)
      ana = try await centre.arrive()
      bia = try await centre.person("bia", [.attendant], by: ana)
      caio = try await centre.person("caio", [.supervisor], by: ana)
      dora = try await centre.person("dora", [.dataProtectionOfficer], by: ana)
      uid = try await centre.book.register(
        .new(
          .person(
            "Maria Silva", phones: ["11987654321"], emails: ["maria@example.org"],
            cpf: "52998224725", city: "Recife"), text: "nota", key: centre.surroundings.newUID()),
        as: bia
      ).uid
      try await centre.book.restrict(uid, to: ["caio"], reason: why, as: caio)
      // What follows is later, so that the newest comes first.
      centre.clock.advance(minutes: 1)
    }

    let why = Sensitive("é parente de uma colega")
  }

  @Test func `the list says that a record is there, and nothing of the person`() async throws {
    let desk = try await Desk()
    for query in ["", "11987654321", "52998224725", "maria@example.org"] {
      let page = try await desk.centre.book.search(query, after: nil, limit: 9, as: desk.bia)
      let row = try #require(page.rows.first)
      #expect(row.access == .hidden)
      #expect(row.shownName == "registro restrito")
      #expect(
        row
          == ContactSummary(
            uid: desk.uid, name: nil, maskedPhone: nil, maskedEmail: nil, maskedCPF: nil, city: nil,
            state: nil, lastReason: nil, lastUrgency: nil, interactionCount: 0,
            updatedAt: row.updatedAt, access: .hidden))
    }
    let named = try await desk.centre.book.search("maria", after: nil, limit: 9, as: desk.caio)
    #expect(named.rows.first?.access == .restricted)
    #expect(named.rows.first?.name == Sensitive("Maria Silva"))
  }

  @Test func `no answer of the desk goes around it, and nobody names themselves in`() async throws {
    let desk = try await Desk()
    let (book, folder) = (desk.centre.book, TestFolder())
    let number = try await book.newRequest(
      NewRequest(kind: .simpleAccess, contact: desk.uid, identityCheck: "retorno"), as: desk.dora
    ).protocolNumber
    func answer() async throws -> String {
      _ = try await book.answer(
        number, AnswerOrder(.markdown), to: .named("r.md", in: folder, replaces: true),
        as: desk.dora)
      return try folder.text(of: "r.md")
    }
    await #expect(throws: StoreError(.restricted(desk.uid))) { _ = try await answer() }
    await #expect(throws: StoreError(.restricted(desk.uid))) {
      try await book.restrict(desk.uid, to: ["dora"], reason: desk.why, as: desk.dora)
    }
    #expect(!TestFolder.entries(of: folder.path).contains("r.md"))
    _ = try await book.breakGlass(desk.uid, reason: desk.why, as: desk.dora)
    #expect(try await answer().contains("Maria Silva"))
    #expect(
      try await book.notices(includingSeen: false, limit: 9, as: desk.dora).map(\.kind)
        .contains(.breakGlass))
  }

  @Test func `a refusal by role says whom it was about`() async throws {
    let desk = try await Desk()
    let book = desk.centre.book
    await #expect(throws: StoreError(.notPermitted(.handleRequests))) {
      try await book.withdrawGuardianCaution(of: desk.uid, reason: desk.why, as: desk.bia)
    }
    await #expect(throws: StoreError(.notPermitted(.eraseContacts))) {
      _ = try await book.erasurePreview(of: desk.uid, request: "LGPD-20261121-0001", as: desk.bia)
    }
    let entries = try await book.readers(of: desk.uid, limit: 20, as: desk.dora)
    #expect(entries.filter { $0.actor == "bia" && $0.action == "REFUSED" }.count == 2)
  }

  @Test func `a closed record cannot be spelled out by beginnings and parts`() async throws {
    let desk = try await Desk()
    for query in [
      "maria", "maria silva", "98765", "529982", "5299822472", "maria@", "maria@example.or",
    ] {
      let page = try await desk.centre.book.search(query, after: nil, limit: 9, as: desk.bia)
      #expect(page.rows.isEmpty, "\(query)")
      let named = try await desk.centre.book.search(query, after: nil, limit: 9, as: desk.caio)
      #expect(named.rows.count == 1, "\(query)")
    }
  }

  @Test func `closing a record anew ends its openings in an emergency`() async throws {
    let desk = try await Desk()
    let book = desk.centre.book
    _ = try await book.breakGlass(desk.uid, reason: desk.why, as: desk.bia)
    _ = try await book.read(desk.uid, after: nil, as: desk.bia)
    try await book.restrict(desk.uid, to: ["caio"], reason: desk.why, as: desk.dora)
    await #expect(throws: StoreError(.restricted(desk.uid))) {
      try await book.read(desk.uid, after: nil, as: desk.bia)
    }
  }

  @Test func `only who may read records can be named`() async throws {
    let desk = try await Desk()
    _ = try await desk.centre.person("eva", [.admin], by: desk.ana)
    await #expect(throws: StoreError(.invalid([.unknownReader]))) {
      try await desk.centre.book.restrict(desk.uid, to: ["eva"], reason: desk.why, as: desk.caio)
    }
  }

  @Test func `the banner of duplicates says nothing of the person either`() async throws {
    let desk = try await Desk()
    let probe = DuplicateProbe(.person("Maria Silva", cpf: "52998224725"))
    let matches = try await desk.centre.book.duplicates(of: probe, excluding: nil, as: desk.bia)
    #expect(matches.map(\.summary.access) == [.hidden])
    #expect(matches.map(\.summary.name) == [nil])
  }

  @Test func `opening, changing and adding to it are refused, and each is an entry`() async throws {
    let desk = try await Desk()
    let book = desk.centre.book
    let closed = StoreError(.restricted(desk.uid))
    await #expect(throws: closed) { try await book.read(desk.uid, after: nil, as: desk.bia) }
    await #expect(throws: closed) {
      try await book.update(desk.uid, to: .person("Outra"), version: 1, as: desk.bia)
    }
    await #expect(throws: closed) {
      try await book.register(
        Registration(
          target: .existing(desk.uid, completing: .person("Maria")), interaction: .note("mais"),
          consent: .notAsked, idempotencyKey: desk.centre.surroundings.newUID(), draft: nil),
        as: desk.bia)
    }
    await #expect(throws: closed) { try await book.read(desk.uid, after: nil, as: desk.dora) }
    let refused = try await desk.centre.entries(of: "REFUSED")
    #expect(refused.map(\.actor) == ["bia", "bia", "bia", "dora"])
    #expect(
      refused.map(\.reason) == [
        "READ: restrito", "UPDATE: restrito", "CREATE: restrito", "READ: restrito",
      ])
    let subject = try await desk.centre.entries(of: "CREATE").first?.subject
    #expect(subject != nil)
    #expect(refused.allSatisfy { $0.subject == subject && $0.outcome == "recusado" })
    #expect(try await book.read(desk.uid, after: nil, as: desk.caio).interactions.count == 1)
  }

  @Test func `in an emergency a reason opens it for an hour, and the encarregado is told`()
    async throws
  {
    let desk = try await Desk()
    let book = desk.centre.book
    for reason in ["", "   urgente   "] {
      await #expect(throws: StoreError(.invalid([.justification]))) {
        try await book.breakGlass(desk.uid, reason: Sensitive(reason), as: desk.bia)
      }
    }
    let record = try await book.breakGlass(
      desk.uid, reason: Sensitive("ligou agora,  em risco"), as: desk.bia)
    #expect(record.contact.fields.name == Sensitive("Maria Silva"))
    #expect(record.restriction?.readers == ["caio"])
    let entry = try #require(try await desk.centre.entries(of: "READ").last)
    #expect(entry.actor == "bia")
    #expect(entry.fields == "quebra_de_vidro")
    #expect(entry.reason == "quebra de vidro: ligou agora, em risco")

    let notices = try await book.notices(includingSeen: false, limit: 10, as: desk.dora)
    #expect(notices.map(\.kind) == [.breakGlass, .restricted])
    #expect(notices[0].by == "bia")
    #expect(notices[0].contact == desk.uid)
    #expect(notices[0].reason == Sensitive("ligou agora, em risco"))
    try await book.markSeen(notice: notices[0].uid, as: desk.dora)
    try await book.markSeen(notice: notices[0].uid, as: desk.dora)
    #expect(
      try await book.notices(includingSeen: false, limit: 10, as: desk.dora).map(\.kind)
        == [.restricted])
    #expect(
      try await book.notices(includingSeen: true, limit: 10, as: desk.dora).first?.seenBy
        == "dora")

    desk.centre.clock.advance(minutes: 59)
    _ = try await book.read(desk.uid, after: nil, as: desk.bia)
    await #expect(throws: StoreError(.restricted(desk.uid))) {
      try await book.read(desk.uid, after: nil, as: desk.dora)
    }
    desk.centre.clock.advance(minutes: 1)
    await #expect(throws: StoreError(.restricted(desk.uid))) {
      try await book.read(desk.uid, after: nil, as: desk.bia)
    }
  }

  @Test func `breaking the glass of a record that is open is a reading like any other`()
    async throws
  {
    let desk = try await Desk()
    _ = try await desk.centre.book.breakGlass(
      desk.uid, reason: Sensitive("não sabia que podia"), as: desk.caio)
    let notices = try await desk.centre.book.notices(includingSeen: true, limit: 9, as: desk.dora)
    #expect(notices.map(\.kind) == [.restricted])
    #expect(try await desk.centre.entries(of: "READ").first?.reason == nil)
  }

  @Test func `only who is named, or the encarregado, opens it again or names others`()
    async throws
  {
    let desk = try await Desk()
    let book = desk.centre.book
    let elsa = try await desk.centre.person("elsa", [.supervisor], by: desk.ana)
    await #expect(throws: StoreError(.restricted(desk.uid))) {
      try await book.unrestrict(desk.uid, reason: desk.why, as: elsa)
    }
    await #expect(throws: StoreError(.restricted(desk.uid))) {
      try await book.restrict(desk.uid, to: ["elsa"], reason: desk.why, as: elsa)
    }
    try await book.restrict(desk.uid, to: ["bia", " CAIO"], reason: desk.why, as: desk.dora)
    #expect(
      try await book.read(desk.uid, after: nil, as: desk.bia).restriction?.readers
        == ["bia", "caio"])
    desk.centre.clock.advance(minutes: 1)
    try await book.unrestrict(desk.uid, reason: desk.why, as: desk.dora)
    let record = try await book.read(desk.uid, after: nil, as: elsa)
    #expect(record.restriction == nil)
    let entries = try await desk.centre.entries(of: "UPDATE").filter { $0.fields == "restricao" }
    #expect(
      entries.map(\.reason) == [
        "restrito a 1: é parente de uma colega", "restrito a 2: é parente de uma colega",
        "restrição retirada: é parente de uma colega",
      ])
    #expect(
      try await book.notices(includingSeen: true, limit: 9, as: desk.dora).map(\.kind)
        == [.unrestricted, .restricted, .restricted])
  }

  @Test func `it takes somebody who is a user, and a reason`() async throws {
    let desk = try await Desk()
    let book = desk.centre.book
    for (logins, problem) in [
      ([], FieldProblem.nobodyNamed), (["ninguem"], .unknownReader),
      (["bia", "x"], .unknownReader),
    ] as [([String], FieldProblem)] {
      await #expect(throws: StoreError(.invalid([problem]))) {
        try await book.restrict(desk.uid, to: logins, reason: desk.why, as: desk.caio)
      }
    }
    await #expect(throws: StoreError(.invalid([.justification]))) {
      try await book.restrict(desk.uid, to: ["bia"], reason: Sensitive("porque"), as: desk.caio)
    }
  }
}
