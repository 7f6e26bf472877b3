import TestSupport
import Testing

@testable import ContactsCore

@Suite("Callbacks")
struct CallbackTests {
  @Test func `the agenda shows by when, masked, and leaves no trace`() async throws {
    let desk = try await ShiftDesk()
    let zilda = try await desk.register().uid
    let later = try await desk.schedule(zilda, minutes: 90)
    let sooner = try await desk.schedule(
      zilda, minutes: 30, note: "falar da audiência; o filho é 11 98888-7777")
    let before = try await desk.centre.entries().count
    let rows = try await desk.agenda()
    #expect(rows.map(\.uid) == [sooner, later])
    #expect(rows[0].details?.name == Sensitive("Zilda Prado"))
    #expect(rows[0].details?.maskedPhone?.hasSuffix("4321") == true)
    let note = try #require(rows[0].details?.maskedNote)
    #expect(note.contains("audiência"))
    #expect(!note.contains("98888"))
    #expect(rows[0].attendant == "bia")
    #expect(rows[0].state == .open)
    #expect(try await desk.centre.entries().count == before)
  }

  @Test func `what was typed is on the record, whose reading is audited`() async throws {
    let desk = try await ShiftDesk()
    let zilda = try await desk.register().uid
    _ = try await desk.schedule(zilda, note: "  o filho é\n 11 98888-7777 ")
    let record = try await desk.book.read(zilda, after: nil, as: desk.bia)
    #expect(record.callbacks.map(\.note) == [Sensitive("o filho é 11 98888-7777")])
    #expect(try await desk.centre.entries(of: "READ").count == 1)
  }

  @Test func `a callback comes due, is put off, and is made`() async throws {
    let desk = try await ShiftDesk()
    let uid = try await desk.schedule(try await desk.register().uid)
    #expect(try await desk.book.shiftPulse(as: desk.bia) == ShiftPulse(due: 0))
    desk.centre.clock.advance(minutes: 60)
    #expect(try await desk.book.shiftPulse(as: desk.bia).due == 1)
    #expect(try await desk.book.shiftPulse(as: desk.sara).due == 0)
    try await desk.book.postponeCallback(uid, to: desk.later(minutes: 5), as: desk.bia)
    #expect(try await desk.book.shiftPulse(as: desk.bia).due == 0)
    #expect(try await desk.agenda()[0].postponed == 1)
    desk.centre.clock.advance(minutes: 6)
    try await desk.book.endCallback(uid, as: .done, as: desk.bia)
    #expect(try await desk.agenda().isEmpty)
    #expect(try await desk.agenda(CallbackFilter(state: .done)).map(\.uid) == [uid])
    await #expect(throws: StoreError.callbackEnded) {
      try await desk.book.endCallback(uid, as: .cancelled, as: desk.bia)
    }
    await #expect(throws: StoreError.callbackEnded) {
      try await desk.book.postponeCallback(uid, to: desk.later(minutes: 5), as: desk.bia)
    }
    let trail = try await desk.centre.entries().filter { $0.entity == "retorno" }
    #expect(trail.map(\.action) == ["CREATE", "UPDATE", "UPDATE"])
    #expect(trail.map(\.reason) == [nil, "adiado", "feito"])
    #expect(Set(trail.map(\.subject)).count == 1)
    #expect(trail[0].subject != nil)
  }

  @Test func `a callback is passed by its owner or a supervisor, with a reason that is audited`()
    async throws
  {
    let desk = try await ShiftDesk()
    let caio = try await desk.centre.person("caio", [.attendant], by: desk.ana)
    let uid = try await desk.schedule(try await desk.register().uid)
    let why = Sensitive("fim de turno")
    await #expect(throws: StoreError(.notPermitted(.assignWork))) {
      try await desk.book.passCallback(uid, to: "caio", reason: why, as: caio)
    }
    await #expect(throws: StoreError(.invalid([.notAnAttendant]))) {
      try await desk.book.passCallback(uid, to: "ninguem", reason: why, as: desk.bia)
    }
    await #expect(throws: StoreError(.invalid([.alreadyTheirs]))) {
      try await desk.book.passCallback(uid, to: "bia", reason: why, as: desk.bia)
    }
    try await desk.book.passCallback(uid, to: " Caio ", reason: why, as: desk.bia)
    #expect(try await desk.agenda().map(\.attendant) == ["caio"])
    await #expect(throws: StoreError(.notPermitted(.assignWork))) {
      try await desk.book.passCallback(uid, to: "bia", reason: why, as: desk.bia)
    }
    try await desk.book.passCallback(uid, to: "bia", reason: why, as: desk.sara)
    #expect(try await desk.agenda().map(\.attendant) == ["bia"])
    let trail = try await desk.centre.entries().filter { $0.entity == "retorno" }
    #expect(trail.map(\.action) == ["CREATE", "REFUSED", "UPDATE", "REFUSED", "UPDATE"])
    #expect(
      trail.compactMap(\.reason).filter { $0.hasPrefix("passado") } == [
        "passado de bia a caio: fim de turno", "passado de caio a bia: fim de turno",
      ])
    try await desk.book.endCallback(uid, as: .done, as: desk.bia)
    await #expect(throws: StoreError.callbackEnded) {
      try await desk.book.passCallback(uid, to: "caio", reason: why, as: desk.sara)
    }
  }

  @Test func `what was promised for a moment that has passed is refused`() async throws {
    let desk = try await ShiftDesk()
    let zilda = try await desk.register().uid
    await #expect(throws: StoreError(.invalid([.momentPassed]))) {
      _ = try await desk.schedule(zilda, minutes: 0)
    }
    let uid = try await desk.schedule(zilda)
    await #expect(throws: StoreError(.invalid([.momentPassed]))) {
      try await desk.book.postponeCallback(uid, to: desk.now, as: desk.bia)
    }
    await #expect(throws: StoreError(.invalid([.longNote]))) {
      _ = try await desk.schedule(zilda, note: String(repeating: "x", count: 501))
    }
  }

  @Test func `only a supervisor fills somebody else's agenda`() async throws {
    let desk = try await ShiftDesk()
    let zilda = try await desk.register().uid
    await #expect(throws: StoreError(.notPermitted(.assignWork))) {
      _ = try await desk.schedule(zilda, for: "sara")
    }
    #expect(try await desk.centre.entries().last?.action == "REFUSED")
    _ = try await desk.schedule(zilda, for: "bia", by: desk.sara)
    #expect(try await desk.agenda(CallbackFilter(attendant: "bia")).count == 1)
    #expect(try await desk.agenda(CallbackFilter(attendant: "sara")).isEmpty)
    await #expect(throws: StoreError(.invalid([.notAnAttendant]))) {
      _ = try await desk.schedule(zilda, for: "ninguem", by: desk.sara)
    }
  }

  @Test func `nothing of a closed record is read through its callback`() async throws {
    let desk = try await ShiftDesk()
    let zilda = try await desk.register().uid
    let uid = try await desk.schedule(zilda, note: "falar da audiência")
    try await desk.close(zilda)
    let row = try await desk.agenda()[0]
    #expect(row.details == nil)
    #expect(row.shownName == "registro restrito")
    #expect(try await desk.agenda(as: desk.sara)[0].details?.maskedNote == "falar da audiência")
    for attempt in [CallbackState.done, .cancelled] {
      await #expect(throws: StoreError(.restricted(zilda))) {
        try await desk.book.endCallback(uid, as: attempt, as: desk.bia)
      }
    }
    await #expect(throws: StoreError(.restricted(zilda))) {
      _ = try await desk.schedule(zilda)
    }
    #expect(try await desk.centre.entries().last?.reason == "CREATE: restrito")
    try await desk.book.endCallback(uid, as: .done, as: desk.sara)
  }

  @Test func `a callback belongs to an interaction of the same person`() async throws {
    let desk = try await ShiftDesk()
    let (zilda, rui) = (try await desk.register(), try await desk.register("Rui Prado"))
    let callback = NewCallback(
      contact: zilda.uid, interaction: rui.interaction, dueAt: desk.later(minutes: 5), note: nil)
    await #expect(throws: StoreError(.notFound)) {
      _ = try await desk.book.schedule(callback, as: desk.bia)
    }
  }
}

@Suite("Spoken moments")
struct SpokenMomentTests {
  /// A Saturday, 09:15.
  private static let now = Timestamp(milliseconds: 1_795_263_300_000)

  @Test(arguments: [
    ("amanhã 15h", "22/11/2026 15:00"), ("amanha às 15:30", "22/11/2026 15:30"),
    ("hoje 10h", "21/11/2026 10:00"), ("10h", "21/11/2026 10:00"), ("9h", "22/11/2026 09:00"),
    ("depois de amanhã 8h", "23/11/2026 08:00"), ("segunda 9h30", "23/11/2026 09:30"),
    ("sexta-feira 14 horas", "27/11/2026 14:00"), ("sábado 9h", "28/11/2026 09:00"),
    ("28/11 14:00", "28/11/2026 14:00"), ("05/01 8h", "05/01/2027 08:00"),
    ("28/11/2026 14:00", "28/11/2026 14:00"), ("28/11/26 14h", "28/11/2026 14:00"),
    ("em 40 min", "21/11/2026 09:55"), ("em 2 horas", "21/11/2026 11:15"),
    ("daqui a 2h", "21/11/2026 11:15"), ("amanhã meio-dia", "22/11/2026 12:00"),
    ("2026-11-30T08:00", "30/11/2026 08:00"), ("dia 28/11 às 14h", "28/11/2026 14:00"),
  ]) func `people say when`(_ text: String, _ wanted: String) {
    #expect(SpokenMoment(text, now: Self.now)?.timestamp.local.display == wanted)
  }

  @Test(arguments: [
    "", "amanhã", "hoje 8h", "28/11", "31/11 10h", "25h", "amanhã 15h70", "21/11/2025 10h",
    "xis 10h",
    "em 40", "em mil anos", "15", "1/2/3/4 10h",
  ]) func `what says no moment to come is none`(_ text: String) {
    #expect(SpokenMoment(text, now: Self.now) == nil)
  }

  @Test(arguments: [
    ("sabado", "Falta a hora: como “sabado 15h”."), ("25/12", "Falta a hora: como “25/12 15h”."),
    ("ontem 15h", "Esse momento já passou."), ("hoje 8h", "Esse momento já passou."),
    ("21/11/2025 10h", "Esse momento já passou."),
    ("31/02 10h", "O dia 31/02 não existe no calendário."),
    ("2026-02-30 10:00", "O dia 2026-02-30 não existe no calendário."),
    ("2027-02-30T10:00", "O dia 2027-02-30 não existe no calendário."),
    ("30/02", "O dia 30/02 não existe no calendário."),
    ("2026-11-28", "Falta a hora: como “2026-11-28 15h”."),
    ("xis 10h", "Diga o dia e a hora, como amanhã 15h ou 28/11 14:00."),
    ("", "Diga o dia e a hora, como amanhã 15h ou 28/11 14:00."),
  ]) func `what is wrong with it is said`(_ text: String, _ sentence: String) {
    #expect(SpokenMoment.complaint(about: text, now: Self.now) == sentence)
  }
}
