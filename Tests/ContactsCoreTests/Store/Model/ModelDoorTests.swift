import TestSupport
import Testing

@testable import ContactsCore

@Suite("The line before the model")
struct ModelDoorTests {
  let clock = SteppedClock()

  /// A store whose clock is this test's, and another process at the same store.
  private func desks() async throws -> (TestStore, ContactBook) {
    let store = try await TestStore(surroundings: clock.surroundings)
    let other = try ContactBook.open(in: store.folder.data, surroundings: clock.surroundings)
    return (store, other)
  }

  private func ticket(_ kind: ModelTicket.Kind = .interactive) -> ModelTicket {
    ModelTicket(uid: clock.surroundings.newUID(), kind: kind)
  }

  @Test func `places are given in order of arrival, and move up when one leaves`() async throws {
    let (store, other) = try await desks()
    let tickets = (0..<4).map { _ in ticket() }
    func ask(_ index: Int) async throws -> Admission {
      let book = index.isMultiple(of: 2) ? store.book : other
      return try await book.askModel(tickets[index], hosts: ["a"], as: store.owner)
    }
    for index in 0..<4 {
      #expect(try await ask(index) == (index == 0 ? .admitted(host: "a") : .waiting(place: index)))
    }
    #expect(try await ask(0) == .admitted(host: "a"))
    #expect(try await ask(2) == .waiting(place: 2))
    try await other.leaveModel(tickets[0].uid, outcome: .answered(milliseconds: 5), as: store.owner)
    #expect(try await ask(3) == .waiting(place: 2))
    #expect(try await ask(1) == .admitted(host: "a"))
    try await store.book.leaveModel(tickets[2].uid, outcome: .cancelled, as: store.owner)
    #expect(try await ask(3) == .waiting(place: 1))
  }

  @Test func `whoever waits at a form goes before all that is bulk`() async throws {
    let (store, other) = try await desks()
    let first = ticket(.bulk)
    let second = ticket(.bulk)
    let person = ticket(.interactive)
    #expect(
      try await store.book.askModel(first, hosts: ["a"], as: store.owner)
        == .admitted(host: "a"))
    #expect(
      try await store.book.askModel(second, hosts: ["a"], as: store.owner) == .waiting(place: 1))
    #expect(try await store.book.keepModel(first.uid, as: store.owner) == .held)
    #expect(
      try await other.askModel(person, hosts: ["a"], as: store.owner) == .waiting(place: 1))
    #expect(
      try await store.book.askModel(second, hosts: ["a"], as: store.owner) == .waiting(place: 2))
    // The bulk request at the model is told to make room.
    #expect(try await store.book.keepModel(first.uid, as: store.owner) == .wanted)
    try await store.book.leaveModel(first.uid, outcome: .cancelled, as: store.owner)
    #expect(
      try await store.book.askModel(second, hosts: ["a"], as: store.owner) == .waiting(place: 1))
    #expect(
      try await other.askModel(person, hosts: ["a"], as: store.owner) == .admitted(host: "a"))
    #expect(try await other.keepModel(person.uid, as: store.owner) == .held)
  }

  @Test func `a host takes as many at once as the setting says, and the least busy is first`()
    async throws
  {
    let (store, _) = try await desks()
    try await store.book.changeSettings([.modelConcurrency: "2"], as: store.owner)
    var admissions: [Admission] = []
    for _ in 0..<5 {
      admissions.append(
        try await store.book.askModel(ticket(), hosts: ["a", "b"], as: store.owner))
    }
    #expect(
      admissions == [
        .admitted(host: "a"), .admitted(host: "b"), .admitted(host: "a"), .admitted(host: "b"),
        .waiting(place: 1),
      ])
    // Somebody who may use another host does not stand behind those who may not.
    #expect(
      try await store.book.askModel(ticket(), hosts: ["c"], as: store.owner)
        == .admitted(host: "c"))
  }

  @Test func `a ticket that nobody renews frees its place after ten seconds`() async throws {
    let (store, other) = try await desks()
    let dead = ticket()
    let alive = ticket()
    _ = try await store.book.askModel(dead, hosts: ["a"], as: store.owner)
    for _ in 0..<5 {
      #expect(
        try await other.askModel(alive, hosts: ["a"], as: store.owner) == .waiting(place: 1))
      clock.advance(seconds: 2)
    }
    clock.advance(milliseconds: 1)
    #expect(
      try await other.askModel(alive, hosts: ["a"], as: store.owner) == .admitted(host: "a"))
    #expect(try await store.book.keepModel(dead.uid, as: store.owner) == .lost)
    // What the dead one says later changes nothing.
    try await store.book.leaveModel(dead.uid, outcome: .failed(.timedOut), as: store.owner)
    #expect(try await store.book.modelHealth().map(\.failures) == [0])
  }

  @Test func `an answer that is kept alive holds its place`() async throws {
    let (store, other) = try await desks()
    let first = ticket()
    let second = ticket()
    _ = try await store.book.askModel(first, hosts: ["a"], as: store.owner)
    for _ in 0..<10 {
      clock.advance(seconds: 4)
      #expect(try await store.book.keepModel(first.uid, as: store.owner) == .held)
      #expect(
        try await other.askModel(second, hosts: ["a"], as: store.owner) == .waiting(place: 1))
    }
  }

  @Test func `waiting costs a look, and a write only every few seconds`() async throws {
    let (store, other) = try await desks()
    let first = ticket()
    let second = ticket()
    _ = try await store.book.askModel(first, hosts: ["a"], as: store.owner)
    _ = try await other.askModel(second, hosts: ["a"], as: store.owner)
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    func version() throws -> Int64 { try connection.number("PRAGMA data_version") }
    let before = try version()
    for _ in 0..<20 {
      _ = try await other.askModel(second, hosts: ["a"], as: store.owner)
      _ = try await store.book.keepModel(first.uid, as: store.owner)
      clock.advance(milliseconds: 100)
    }
    #expect(try version() == before)
    clock.advance(seconds: 2)
    _ = try await other.askModel(second, hosts: ["a"], as: store.owner)
    #expect(try version() != before)
  }

  @Test func `none of it stands in the audit`() async throws {
    let (store, _) = try await desks()
    let one = ticket()
    _ = try await store.book.askModel(one, hosts: ["a"], as: store.owner)
    try await store.book.leaveModel(one.uid, outcome: .failed(.busy), as: store.owner)
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: 1))
  }

  @Test func `a clock that was set back does not keep dead tickets`() async throws {
    let (store, _) = try await desks()
    _ = try await store.book.askModel(ticket(), hosts: ["a"], as: store.owner)
    clock.advance(seconds: -3600)
    #expect(
      try await store.book.askModel(ticket(), hosts: ["a"], as: store.owner)
        == .admitted(host: "a"))
  }

  @Test func `twenty desks at one slot are all served, each in its turn`() async throws {
    let store = try await TestStore(surroundings: clock.surroundings)
    let books = try (0..<5).map { _ in
      try ContactBook.open(in: store.folder.data, surroundings: clock.surroundings)
    }
    let tickets = (0..<20).map { _ in ticket() }
    var places: [Admission] = []
    for (index, ticket) in tickets.enumerated() {
      places.append(
        try await books[index % 5].askModel(ticket, hosts: ["a"], as: store.owner))
    }
    #expect(places == [.admitted(host: "a")] + (1..<20).map { .waiting(place: $0) })
    for index in 0..<20 {
      for later in index..<20 {
        let admission = try await books[later % 5].askModel(
          tickets[later], hosts: ["a"], as: store.owner)
        #expect(
          admission == (later == index ? .admitted(host: "a") : .waiting(place: later - index)))
      }
      try await books[index % 5].leaveModel(
        tickets[index].uid, outcome: .answered(milliseconds: 1), as: store.owner)
    }
  }
}
