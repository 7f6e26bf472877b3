import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Incidents")
struct IncidentTests {
  private func moment(_ text: String) throws -> Timestamp {
    try #require(Timestamp(iso8601: text))
  }

  @Test func `the clocks run from when it was known, in business days`() async throws {
    let desk = try await RightsDesk()
    // Thursday, the day before Consciência Negra; then a weekend.
    let incident = try await desk.book.newIncident(
      NewIncident(
        summary: Sensitive("pendrive perdido, CPF 529.982.247-25"), risk: .relevant,
        knownAt: try moment("2026-11-19T10:00:00-03:00"), scope: nil), as: desk.eva)
    #expect(incident.protocolNumber.description == "INC-20261121-0001")
    #expect(incident.noticeDueOn.iso8601 == "2026-11-25")
    #expect(incident.complementDueOn.iso8601 == "2026-12-18")
    #expect(incident.keepUntil.iso8601 == "2031-11-19")
    #expect(incident.daysLeft(at: desk.centre.clock.now) == 3)
    #expect(!incident.summary.contains("529.982"))
    #expect(try await desk.book.incidents(limit: 5, as: desk.eva) == [incident])
    let late = await desk.problem {
      _ = try await desk.book.newIncident(
        NewIncident(
          summary: Sensitive("algo"), risk: .low, knownAt: try moment("2027-01-01"), scope: nil),
        as: desk.eva)
    }
    #expect(late?.hasPrefix("Diga o que aconteceu") == true)
  }

  @Test func `whose data it concerns is computed from the audit`() async throws {
    let desk = try await RightsDesk()
    let other = try await desk.book.register(
      .new(.person("Rui Prado"), key: desk.centre.surroundings.newUID()), as: desk.ana
    ).uid
    desk.centre.clock.advance(hours: 1)
    let start = desk.centre.clock.now
    let bia = try await desk.centre.person("bia", [.attendant], by: desk.ana)
    _ = try await desk.book.read(desk.contact, after: nil, as: bia)
    _ = try await desk.book.read(other, after: nil, as: desk.ana)
    desk.centre.clock.advance(hours: 1)
    let end = desk.centre.clock.now
    _ = try await desk.book.read(other, after: nil, as: bia)
    func people(_ login: String?, _ from: Timestamp, _ until: Timestamp) async throws -> [UID] {
      let incident = try await desk.book.newIncident(
        NewIncident(
          summary: Sensitive("senha de bia exposta"), risk: .relevant, knownAt: end,
          scope: AuditScope(login: login, from: from, until: until)), as: desk.eva)
      let found = try await desk.book.incident(incident.protocolNumber, as: desk.eva)
      #expect(found.incident == incident)
      #expect(found.people.count == incident.affected)
      return found.people.map(\.uid)
    }
    #expect(try await people("bia", start, end) == [desk.contact])
    #expect(try await people(nil, start, end) == [desk.contact, other])
    #expect(
      try await people("bia", start, end.adding(milliseconds: 1)) == [desk.contact, other])
    #expect(try await people("eva", start, end).isEmpty)
  }

  @Test func `whose data it concerns is counted in what was sealed too, or not at all`()
    async throws
  {
    let desk = try await RightsDesk()
    let start = desk.centre.clock.now
    _ = try await desk.book.read(desk.contact, after: nil, as: desk.ana)
    desk.centre.clock.advance(hours: 1)
    let end = desk.centre.clock.now
    let segment = try await desk.book.sealAudit(
      before: Timestamp(milliseconds: .max), as: desk.ana)[0]
    func affected() async throws -> Int {
      try await desk.book.newIncident(
        NewIncident(
          summary: Sensitive("descoberto um ano depois"), risk: .relevant, knownAt: end,
          scope: AuditScope(login: nil, from: start, until: end)), as: desk.eva
      ).affected
    }
    #expect(try await affected() == 1)
    let number = try await desk.ask(.fullAccess).protocolNumber
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    try await desk.doSteps(number)
    let report = try await desk.answer(number, AnswerOrder(.markdown))
    #expect(report.contains("| ana | viu (cadastro) |") && !report.contains("Faltam registros"))
    #expect(unlink("\(desk.centre.folder.data.auditArchive)/\(segment.file)") == 0)
    #expect(await desk.problem { _ = try await affected() }?.contains(segment.file) == true)
    let next = try await desk.ask(.fullAccess).protocolNumber
    try await desk.doSteps(next)
    #expect(
      try await desk.answer(next, AnswerOrder(.markdown)).contains("Faltam registros de até"))
  }

  @Test func `nobody is counted as affected by somebody who is nobody here`() async throws {
    let desk = try await RightsDesk()
    await #expect(throws: StoreError(.invalid([.unknownLogin]))) {
      try await desk.book.newIncident(
        NewIncident(
          summary: Sensitive("acesso indevido"), risk: .relevant, knownAt: desk.centre.clock.now,
          scope: AuditScope(
            login: "ninguem", from: desk.centre.clock.now.adding(milliseconds: -1000),
            until: desk.centre.clock.now)),
        as: desk.eva)
    }
  }

  @Test func `it concerns whom a file may have held, and a record that became part of another`()
    async throws
  {
    let desk = try await RightsDesk()
    let (book, ids) = (desk.book, desk.centre.surroundings)
    let other = try await book.register(
      .new(.person("Zilda Pradp"), key: ids.newUID()), as: desk.ana
    ).uid
    desk.centre.clock.advance(hours: 1)
    let start = desk.centre.clock.now
    let bia = try await desk.centre.person("bia", [.attendant], by: desk.ana)
    _ = try await book.read(other, after: nil, as: bia)
    let read = desk.centre.clock.now.adding(milliseconds: 1)
    desk.centre.clock.advance(hours: 1)
    _ = try await book.merge(
      Merge(kept: desk.contact, gone: other), as: desk.ana)
    func people(_ login: String?, _ from: Timestamp, _ until: Timestamp) async throws -> [UID] {
      let incident = try await book.newIncident(
        NewIncident(
          summary: Sensitive("arquivo perdido"), risk: .relevant, knownAt: desk.centre.clock.now,
          scope: AuditScope(login: login, from: from, until: until)), as: desk.eva)
      return try await book.incident(incident.protocolNumber, as: desk.eva).people.map(\.uid)
    }
    #expect(try await people("bia", start, read) == [desk.contact])
    desk.centre.clock.advance(hours: 1)
    let before = desk.centre.clock.now
    try await book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    _ = try await book.export(
      ExportRequest(
        format: .csv, isMasked: false, justification: Sensitive("relatório do mês de novembro")),
      to: .nowhere(), as: desk.ana
    ) { _ in }
    desk.centre.clock.advance(hours: 1)
    let after = desk.centre.clock.now
    _ = try await book.register(.new(.person("Rui Depois"), key: ids.newUID()), as: desk.ana)
    #expect(try await people(nil, before, after) == [desk.contact])
    #expect(try await people("ana", before, after) == [desk.contact])
    #expect(try await people("bia", before, after).isEmpty)
    await #expect(throws: StoreError(.invalid([.incidentTimes]))) {
      _ = try await people(nil, after, before)
    }
    await #expect(throws: StoreError(.invalid([.incidentTimes]))) {
      _ = try await book.newIncident(
        NewIncident(
          summary: Sensitive("arquivo perdido"), risk: .low, knownAt: try moment("1900-01-01"),
          scope: nil), as: desk.eva)
    }
  }

  @Test func `arts. 37 and 38: the reports say what the catalogue says, and what was counted`()
    async throws
  {
    let desk = try await RightsDesk()
    _ = try await desk.ask(.review)
    let record = try await desk.book.accountability(.processing, as: desk.eva)
    for part in [
      "Central de Teste", "Eva Luz", "pessoas: 1", "pedidos de titulares abertos: 1",
      "art. 11, II, f", "O que a pessoa contou", "1825 dias depois do último atendimento",
    ] {
      #expect(record.markdown.contains(part), "\(part)")
    }
    #expect(!(record.markdown + record.json + record.page).contains("Zilda"))
    #expect(
      record.facts.users == [.attendant: 1, .supervisor: 1, .dataProtectionOfficer: 2, .admin: 1])
    let impact = try await desk.book.accountability(.impact, as: desk.eva)
    #expect(impact.markdown.contains("só uma pessoa tem o papel de Atendente, Supervisor, Admin"))
    #expect(impact.json.contains("\"formato\": \"atende.ripd.1\""))
    try await desk.book.changeSettings([.fourEyes: "nao"], as: desk.ana)
    let lax = try await desk.book.accountability(.impact, as: desk.eva)
    #expect(lax.markdown.contains("quatro\\_olhos.exigir"))
  }
}
