import TestSupport
import Testing

@testable import ContactsCore

@Suite("Report")
struct ReportTests {
  /// Three interactions of one day and one of the day before; the last is of a record closed to all but `bia`.
  private struct Desk {
    let centre: Centre
    let ana, bia, dora: Actor
    let today: CivilDate

    init() async throws {
      centre = try await Centre(.system)
      ana = try await centre.arrive()
      bia = try await centre.person("bia", [.supervisor], by: ana)
      dora = try await centre.person("dora", [.dataProtectionOfficer], by: ana)
      today = centre.clock.now.local.date
      for (name, urgency, day) in [
        ("Maria Silva", Urgency.critical, 0), ("João Prado", .low, 0), ("Rui Prado", .low, 1),
      ] {
        _ = try await register(name, urgency, daysAgo: Int64(day), as: bia)
      }
      let closed = try await register("Fulana Oculta", .high, daysAgo: 0, as: ana)
      let why = Sensitive("pedido da própria pessoa")
      try await centre.book.restrict(closed, to: ["bia"], reason: why, as: ana)
    }

    private func register(
      _ name: String, _ urgency: Urgency, daysAgo: Int64, as actor: Actor
    ) async throws -> UID {
      var note = InteractionFields.note("\(name) ligou.")
      note.urgency = urgency
      note.occurredAt = centre.clock.now.adding(milliseconds: -daysAgo * 86_400_000)
      return try await centre.book.register(
        Registration(
          target: .new(.person(name)), interaction: note, consent: .notAsked,
          idempotencyKey: centre.surroundings.newUID(), draft: nil), as: actor
      ).uid
    }
  }

  @Test func `a day is counted by urgency, hour and attendant`() async throws {
    let desk = try await Desk()
    let report = try await desk.centre.book.report(
      from: desk.today, to: desk.today, as: desk.bia)
    #expect(report.counts == ExportCounts(contacts: 3, interactions: 3, closed: 0))
    #expect(report.numbers.urgencies.map(\.count) == [1, 1, 0, 1])
    #expect(report.hours.count == 24)
    #expect(report.hours[desk.centre.clock.now.local.hour] == 3)
    #expect(report.peak?.count == 3)
    #expect(
      report.numbers.perAttendant == [.init(name: "bia", count: 2), .init(name: "ana", count: 1)])
    let all = try await desk.centre.book.report(from: nil, to: nil, as: desk.bia)
    #expect(all.numbers.days.map(\.count) == [1, 3])
    #expect(all.counts.contacts == 4)
  }

  @Test func `a record closed to whoever asks is counted for nobody`() async throws {
    let desk = try await Desk()
    let report = try await desk.centre.book.report(
      from: desk.today, to: desk.today, as: desk.dora)
    #expect(report.counts == ExportCounts(contacts: 2, interactions: 2, closed: 1))
    #expect(report.numbers.urgencies.map(\.count) == [1, 0, 0, 1])
    #expect(report.hours.reduce(0, +) == 2)
  }

  @Test func `callbacks are counted, and those whose time has come`() async throws {
    let desk = try await Desk()
    let contact = try await desk.centre.book.search(
      "Maria", after: nil, limit: 1, as: desk.bia
    ).rows[0].uid
    for minutes in [1, 60] {
      _ = try await desk.centre.book.schedule(
        NewCallback(
          contact: contact, interaction: nil,
          dueAt: desk.centre.clock.now.adding(milliseconds: Int64(minutes) * 60_000), note: nil),
        as: desk.bia)
    }
    desk.centre.clock.advance(minutes: 2)
    let report = try await desk.centre.book.report(from: nil, to: nil, as: desk.bia)
    #expect(report.openCallbacks == 2)
    #expect(report.dueCallbacks == 1)
  }

  @Test func `it is what the sheet Resumo of an export counts`() async throws {
    let desk = try await Desk()
    for (from, to) in [
      (nil, nil), (desk.today, desk.today), (desk.today.adding(days: -1), nil),
      (nil, desk.today.adding(days: -1)),
    ] as [(CivilDate?, CivilDate?)] {
      for actor in [desk.bia, desk.dora] {
        var filter = ExportFilter()
        filter.from = from
        filter.to = to
        let report = try await desk.centre.book.report(from: from, to: to, as: actor)
        let connection = try Connection(
          path: desk.centre.folder.data.database, access: .reading)
        let query = try ExportQuery(filter, login: actor.login, in: connection)
        #expect(report.counts == (try query.counts(in: connection)))
        // Each of them counts every interaction once; that it is the right one, InteractionTallyTests say.
        let numbers = report.numbers
        for counts in [
          numbers.reasons.map(\.count), numbers.urgencies.map(\.count),
          numbers.attendants.map(\.count), report.hours,
        ] { #expect(counts.reduce(0, +) == report.counts.interactions) }
        let preview = try await desk.centre.book.exportPreview(
          ExportRequest(format: .workbook, filter: filter, isMasked: true), as: actor)
        #expect(report.counts == preview.counts)
      }
    }
  }
}
