import TestSupport
import Testing

@testable import ContactsCore

@Suite("Interactions as work")
struct ShiftTests {
  @Test func `what is registered is open and its attendant's, until it is wrapped up`() async throws
  {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    let row = try await desk.list()[0]
    #expect(row.uid == receipt.interaction)
    #expect(row.state == .open)
    #expect(row.assignee == "bia")
    #expect(row.details?.reason == Sensitive("Saúde"))
    #expect(!"\(row)".contains("segredo"))
    let opened = desk.now
    desk.centre.clock.advance(minutes: 7)
    let done = try await desk.wrapUp(
      receipt, outcome: "encaminhado", reason: "idoso", note: "ao CRAS", openedAt: opened)
    #expect(done == WrapUpReceipt(handlingMilliseconds: 420_000, callback: nil))
    let closed = try await desk.list()[0]
    #expect(closed.state == .closed)
    #expect(closed.details?.reasonCode == "idoso")
    await #expect(throws: StoreError.interactionClosed) { _ = try await desk.wrapUp(receipt) }
    let entry = try #require(try await desk.centre.entries(of: "UPDATE").last)
    #expect(entry.entity == "atendimento")
    #expect(entry.fields == "situacao desfecho motivo nota")
    #expect(entry.reason == "encerrado: encaminhado")
  }

  @Test func `how an interaction ended is read back with it, also by an outcome of the past`()
    async throws
  {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    let before = try await desk.book.read(receipt.uid, after: nil, as: desk.bia).interactions
    #expect(before.map(\.closing) == [nil])
    desk.centre.clock.advance(minutes: 7)
    let ended = desk.now
    _ = try await desk.wrapUp(
      receipt, outcome: "encaminhado", reason: "idoso", note: " Zilda Prado, ao CRAS ",
      as: desk.sara)
    desk.centre.clock.advance(minutes: 1)
    for (catalogue, code) in [(Catalogue.outcomes, "encaminhado"), (.reasons, "idoso")] {
      var entry = try #require(
        try await desk.book.catalogue(catalogue, as: desk.ana).first { $0.code == code })
      entry.isActive = false
      _ = try await desk.book.saveCatalogueEntry(entry, at: nil, in: catalogue, as: desk.ana)
    }
    let record = try await desk.book.read(receipt.uid, after: nil, as: desk.bia)
    let closing = try #require(record.interactions.first?.closing)
    #expect(
      closing
        == Closing(
          at: ended, by: "sara", outcomeCode: "encaminhado", outcome: "Encaminhado a outro serviço",
          reason: "Pessoa idosa", note: Sensitive("Zilda Prado, ao CRAS"),
          handlingMilliseconds: 0))
    #expect(!"\(closing)".contains("Zilda"))
    #expect(record.interactions.map(\.state) == [.closed])
  }

  @Test
  func `a list tells how an interaction ended, its note masked, and nothing of a closed record`()
    async throws
  {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    #expect(try await desk.list()[0].details?.closing == nil)
    _ = try await desk.wrapUp(receipt, outcome: "retorno", note: "ligar no 11 98765-4321")
    let closing = try #require(try await desk.list()[0].details?.closing)
    #expect(closing.by == "bia")
    #expect(closing.outcome == "Retorno combinado")
    #expect(closing.maskedNote?.hasPrefix("ligar no ") == true)
    #expect(closing.maskedNote?.contains("98765") == false)
    try await desk.close(receipt.uid)
    #expect(try await desk.list()[0].details == nil)
  }

  @Test func `a wrap-up and the callback it promises are saved together, or neither`() async throws
  {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    let past = WrapUp.Promise(dueAt: desk.now, note: nil)
    await #expect(throws: StoreError(.invalid([.momentPassed]))) {
      _ = try await desk.wrapUp(receipt, callback: past)
    }
    #expect(try await desk.list()[0].state == .open)
    let promise = WrapUp.Promise(dueAt: desk.later(minutes: 30), note: Sensitive("audiência"))
    let done = try await desk.wrapUp(receipt, outcome: "retorno", callback: promise)
    let callback = try await desk.agenda()[0]
    #expect(callback.uid == done.callback)
    #expect(callback.protocolNumber == receipt.protocolNumber)
  }

  @Test func `what is in no catalogue ends nothing`() async throws {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    await #expect(throws: StoreError(.invalid([.unknownOutcome]))) {
      _ = try await desk.wrapUp(receipt, outcome: "x")
    }
    await #expect(throws: StoreError(.invalid([.unknownReason]))) {
      _ = try await desk.wrapUp(receipt, reason: "x")
    }
    #expect(try await desk.list()[0].state == .open)
  }

  @Test func `a retry of a save answers the same interaction`() async throws {
    let desk = try await ShiftDesk()
    let registration = Registration.new(
      .person("Rui"), text: "um texto", key: desk.centre.surroundings.newUID())
    let first = try await desk.book.register(registration, as: desk.bia)
    #expect(first.interaction != nil)
    #expect(try await desk.book.register(registration, as: desk.bia) == first)
  }

  @Test func `lists narrow by whose, state, reason, urgency and period`() async throws {
    let desk = try await ShiftDesk()
    let yesterday = desk.now
    let old = try await desk.register("Velha Prado", by: desk.ana)
    desk.centre.clock.advance(hours: 24)
    let today = desk.now.local.date
    let start = LocalTime(date: today, hour: 0, minute: 0).timestamp
    let urgent = try await desk.register("Urgente Prado", urgency: .high)
    _ = try await desk.wrapUp(urgent)
    let usual = try await desk.register("Comum Prado")
    func found(_ filter: InteractionFilter) async throws -> [UID?] {
      try await desk.list(filter).map(\.uid)
    }
    #expect(try await found(.init()) == [usual.interaction, urgent.interaction, old.interaction])
    #expect(
      try await found(.init(assignee: .login("bia"), from: start))
        == [usual.interaction, urgent.interaction])
    #expect(try await found(.init(assignee: .nobody)) == [])
    #expect(try await found(.init(state: .closed)) == [urgent.interaction])
    #expect(try await found(.init(state: .open)) == [usual.interaction, old.interaction])
    #expect(try await found(.init(urgency: .high)) == [urgent.interaction])
    #expect(try await found(.init(reasonCode: "idoso")) == [])
    #expect(
      try await found(.init(from: yesterday, until: yesterday.adding(milliseconds: 1)))
        == [old.interaction])
  }

  @Test func `what happened last stands first, whenever it was registered`() async throws {
    let desk = try await ShiftDesk()
    let first = try await desk.register()
    var old = InteractionFields.note("contado depois")
    old.occurredAt = desk.now.adding(milliseconds: -86_400_000)
    let backdated = try await desk.book.register(
      Registration(
        target: .existing(first.uid, completing: .person()), interaction: old,
        consent: .notAsked, idempotencyKey: desk.centre.surroundings.newUID(), draft: nil),
      as: desk.bia)
    let uids = [try desk.interaction(first), try desk.interaction(backdated)]
    #expect(try await desk.list().map(\.uid) == uids)
    let record = try await desk.book.read(first.uid, after: nil, as: desk.bia)
    #expect(record.interactions.map(\.uid) == uids)
    let page = try await desk.book.interactions(
      InteractionFilter(), after: nil, limit: 1, as: desk.bia)
    let rest = try await desk.book.interactions(
      InteractionFilter(), after: page.next, limit: 1, as: desk.bia)
    #expect((page.rows + rest.rows).map(\.uid) == uids)
  }

  @Test func `a name that nobody has is no empty list`() async throws {
    let desk = try await ShiftDesk()
    _ = try await desk.register()
    #expect(try await desk.list(.init(assignee: .login("sara"))).isEmpty)
    await #expect(throws: StoreError(.invalid([.unknownPerson]))) {
      _ = try await desk.list(.init(assignee: .login("saara")))
    }
  }

  @Test func `pages go on where the last ended`() async throws {
    let desk = try await ShiftDesk()
    for number in 0..<5 { _ = try await desk.register("Pessoa \(number)") }
    let first = try await desk.book.interactions(
      InteractionFilter(), after: nil, limit: 3, as: desk.bia)
    let second = try await desk.book.interactions(
      InteractionFilter(), after: first.next, limit: 3, as: desk.bia)
    #expect((first.rows + second.rows).map(\.protocolNumber.number) == [5, 4, 3, 2, 1])
    #expect(second.next == nil)
  }

  @Test func `a supervisor gives work to somebody and says why`() async throws {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    let uid = try desk.interaction(receipt)
    await #expect(throws: StoreError(.notPermitted(.assignWork))) {
      try await desk.book.assignInteraction(
        uid, to: "sara", reason: Sensitive("fim de turno"), as: desk.bia)
    }
    let promise = try await desk.book.schedule(
      NewCallback(
        contact: receipt.uid, interaction: uid, dueAt: desk.later(minutes: 60), note: nil),
      as: desk.bia)
    let other = try await desk.schedule(receipt.uid)
    let why = Sensitive("fim de turno da bia, de Zilda Prado")
    try await desk.book.assignInteraction(uid, to: "SARA", reason: why, as: desk.sara)
    let row = try await desk.list()[0]
    #expect(row.assignee == "sara")
    #expect(row.state == .inProgress)
    await #expect(throws: StoreError.interactionTaken) {
      try await desk.book.takeInteraction(uid, as: desk.bia)
    }
    await #expect(throws: StoreError.interactionTaken) {
      _ = try await desk.wrapUp(receipt, as: desk.bia)
    }
    let history = try await desk.book.assignments(of: uid, as: desk.sara)
    #expect(history.map(\.from) == ["bia"])
    #expect(history.map(\.to) == ["sara"])
    #expect(history.map(\.by) == ["sara"])
    let entry = try #require(
      try await desk.centre.entries(of: "UPDATE").last { $0.entity == "atendimento" })
    #expect(entry.reason?.hasPrefix("passado a sara com 1 retorno: fim de turno") == true)
    // What was promised in it goes with it, and nothing else.
    let calls = try await desk.agenda()
    #expect(calls.first { $0.uid == promise }?.attendant == "sara")
    #expect(calls.first { $0.uid == other }?.attendant == "bia")
    #expect(entry.reason?.contains("Zilda") == false)
    await #expect(throws: StoreError(.invalid([.notAnAttendant]))) {
      try await desk.book.assignInteraction(uid, to: "ninguem", reason: why, as: desk.sara)
    }
  }

  @Test func `what comes in a file and waits to be read is nobody's, until somebody takes it`()
    async throws
  {
    let desk = try await ShiftDesk()
    var waiting = InteractionFields.note("um texto")
    waiting.extraction = .pending
    let rows = [waiting, .note("lido noutro lugar")].map { fields in
      Registration(
        target: .new(.person("Rui")), interaction: fields, consent: .notAsked,
        idempotencyKey: desk.centre.surroundings.newUID(), draft: nil)
    }
    _ = try await desk.book.importContacts(rows, as: desk.sara)
    let list = try await desk.list()
    #expect(list.map(\.state) == [.closed, .open])
    #expect(list.map(\.assignee) == [nil, nil])
    try await desk.book.takeInteraction(list[1].uid, as: desk.bia)
    try await desk.book.takeInteraction(list[1].uid, as: desk.bia)
    #expect(try await desk.list(.init(assignee: .login("bia"))).map(\.state) == [.inProgress])
    #expect(
      try await desk.centre.entries(of: "UPDATE").filter { $0.reason == "assumido" }.count == 1)
  }

  @Test func `a closed record says nothing in the list, and is not found by its reason`()
    async throws
  {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register(urgency: .critical)
    try await desk.close(receipt.uid)
    let row = try await desk.list()[0]
    #expect(row.details == nil)
    #expect(!row.hasOpenAlert)
    #expect(try await desk.list(.init(reasonCode: "saude")).isEmpty)
    #expect(try await desk.list(.init(urgency: .critical)).isEmpty)
    #expect(try await desk.list(.init(urgency: .critical), as: desk.sara).count == 1)
    await #expect(throws: StoreError(.restricted(receipt.uid))) {
      _ = try await desk.wrapUp(receipt)
    }
    let uid = try desk.interaction(receipt)
    await #expect(throws: StoreError(.restricted(receipt.uid))) {
      try await desk.book.takeInteraction(uid, as: desk.bia)
    }
  }
}

@Suite("Alerts of risk")
struct RiskTests {
  @Test func `an old case in a file alerts nobody, and one of today does`() async throws {
    let desk = try await ShiftDesk()
    let rows = [0, 23, 30 * 24].map { (hours: Int64) -> Registration in
      var fields = InteractionFields.note("precisa de ajuda")
      fields.urgency = .critical
      fields.extraction = .pending
      fields.occurredAt = desk.now.adding(milliseconds: -hours * 3_600_000)
      return Registration(
        target: .new(.person("Pessoa de \(hours) horas")), interaction: fields,
        consent: .notAsked, idempotencyKey: desk.centre.surroundings.newUID(), draft: nil)
    }
    let saved = try await desk.book.importContacts(rows, as: desk.ana)
    #expect(saved.count { (try? $0.get()) != nil } == 3)
    let alerts = try await desk.book.riskAlerts(includingTaken: false, limit: 10, as: desk.sara)
    #expect(
      Set(alerts.compactMap { $0.name?.revealed(for: .matching) })
        == ["Pessoa de 0 horas", "Pessoa de 23 horas"])
  }

  @Test func `a critical interaction alerts every supervisor until one takes it`() async throws {
    let desk = try await ShiftDesk()
    _ = try await desk.register("Rui Prado", urgency: .high)
    let receipt = try await desk.register(urgency: .critical)
    #expect(try await desk.book.shiftPulse(as: desk.sara).alerts == 1)
    #expect(try await desk.book.shiftPulse(as: desk.ana).alerts == 1)
    #expect(try await desk.book.shiftPulse(as: desk.bia).alerts == 0)
    let alerts = try await desk.book.riskAlerts(includingTaken: false, limit: 10, as: desk.sara)
    #expect(alerts.map(\.interaction) == [receipt.interaction])
    #expect(alerts[0].raisedBy == "bia")
    #expect(alerts[0].name == Sensitive("Zilda Prado"))
    desk.centre.clock.advance(minutes: 2)
    let taken = desk.now
    try await desk.book.takeAlert(of: alerts[0].interaction, as: desk.sara)
    desk.centre.clock.advance(minutes: 1)
    // Two who both believe that it is theirs may both leave the person alone.
    await #expect(throws: StoreError(.invalid([.alertTaken(by: "sara", at: taken)]))) {
      try await desk.book.takeAlert(of: alerts[0].interaction, as: desk.ana)
    }
    try await desk.book.takeAlert(of: alerts[0].interaction, as: desk.sara)
    #expect(try await desk.book.shiftPulse(as: desk.ana).alerts == 0)
    let all = try await desk.book.riskAlerts(includingTaken: true, limit: 10, as: desk.sara)
    #expect(all.map(\.takenBy) == ["sara"])
    #expect(all.map(\.takenAt) == [taken])
    let row = try await desk.list(.init(urgency: .critical))[0]
    #expect(row.alert == InteractionSummary.Alert(takenBy: "sara", takenAt: taken))
    let trail = try await desk.centre.entries().filter { $0.entity == "risco" }
    #expect(trail.map(\.action) == ["CREATE", "UPDATE"])
    #expect(trail.map(\.actor) == ["bia", "sara"])
    #expect(Set(trail.map(\.subject)).count == 1)
  }

  @Test func `what a review finds critical alerts too, once`() async throws {
    let desk = try await QueueDesk()
    let (item, _) = try await desk.queue("um texto")
    let connection = try Connection(path: desk.store.folder.data.database, access: .writing)
    try connection.run("UPDATE interactions SET urgency = 'critica'")
    let lease = try #require(try await desk.claim())
    _ = try await desk.book.completeQueueItem(lease, with: .nothing, as: desk.owner)
    _ = try await desk.book.review(item, [:], version: 1, as: desk.owner)
    #expect(try await desk.book.shiftPulse(as: desk.owner).alerts == 1)
    #expect(try connection.number("SELECT count(*) FROM risk_alerts") == 1)
  }

  @Test func `nothing imported from elsewhere alerts anybody`() async throws {
    let desk = try await ShiftDesk()
    var fields = InteractionFields.note("há um ano")
    fields.urgency = .critical
    let row = Registration(
      target: .new(.person("Rui")), interaction: fields, consent: .notAsked,
      idempotencyKey: desk.centre.surroundings.newUID(), draft: nil)
    _ = try await desk.book.importContacts([row], as: desk.sara)
    #expect(try await desk.book.shiftPulse(as: desk.sara).alerts == 0)
  }

  @Test func `of a closed record an alert says only that there is one`() async throws {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register(urgency: .critical)
    try await desk.book.restrict(
      receipt.uid, to: ["bia"], reason: Sensitive("colega desta central"), as: desk.ana)
    let alert = try await desk.book.riskAlerts(includingTaken: false, limit: 1, as: desk.sara)[0]
    #expect(alert.isHidden)
    #expect(alert.name == nil)
  }
}
