import TestSupport
import Testing

@testable import ContactsCore

@Suite("The breakers of the model's hosts")
struct ModelBreakerTests {
  let clock = SteppedClock()

  private func ask(
    _ store: TestStore, _ hosts: [String] = ["a"], ticket: UID? = nil
  ) async throws -> (UID, Admission) {
    let uid = ticket ?? clock.surroundings.newUID()
    return (
      uid,
      try await store.book.askModel(
        ModelTicket(uid: uid, kind: .interactive), hosts: hosts, as: store.owner)
    )
  }

  private func fail(_ store: TestStore, _ hosts: [String] = ["a"], times: Int) async throws {
    for _ in 0..<times {
      let (uid, admission) = try await ask(store, hosts)
      guard case .admitted = admission else {
        Issue.record("not admitted: \(admission)")
        return
      }
      try await store.book.leaveModel(uid, outcome: .failed(.serverFailed), as: store.owner)
    }
  }

  private func breaker(_ store: TestStore) async throws -> ModelHostHealth.Breaker? {
    try await store.book.modelHealth().first?.breaker
  }

  private func until(_ breaker: ModelHostHealth.Breaker?) -> Timestamp? {
    if case .open(let until) = breaker { until } else { nil }
  }

  @Test func `three failures in a row open it, and an answer between them does not let it`()
    async throws
  {
    let store = try await TestStore(surroundings: clock.surroundings)
    try await fail(store, times: 2)
    let (uid, _) = try await ask(store)
    try await store.book.leaveModel(uid, outcome: .answered(milliseconds: 900), as: store.owner)
    try await fail(store, times: 2)
    #expect(try await breaker(store) == .closed)
    try await fail(store, times: 1)
    let moment = try #require(until(try await breaker(store)))
    #expect(moment >= clock.now.adding(milliseconds: 10_000))
    #expect(moment < clock.now.adding(milliseconds: 15_000))
    #expect(try await ask(store).1 == .closed(until: moment))
    // Another process sees the same.
    let other = try ContactBook.open(in: store.folder.data, surroundings: clock.surroundings)
    #expect(try await other.modelHealth() == store.book.modelHealth())
  }

  @Test func `a cancelled request says nothing of the host`() async throws {
    let store = try await TestStore(surroundings: clock.surroundings)
    try await fail(store, times: 2)
    for _ in 0..<5 {
      let (uid, _) = try await ask(store)
      try await store.book.leaveModel(uid, outcome: .cancelled, as: store.owner)
    }
    #expect(try await breaker(store) == .closed)
    #expect(try await store.book.modelHealth().map(\.failures) == [2])
  }

  @Test func `when its time is over one probe goes through, and closes it by an answer`()
    async throws
  {
    let store = try await TestStore(surroundings: clock.surroundings)
    try await fail(store, times: 3)
    clock.advance(seconds: 15)
    #expect(try await breaker(store) == .halfOpen(isProbing: false))
    let (probe, admission) = try await ask(store)
    #expect(admission == .admitted(host: "a"))
    #expect(try await breaker(store) == .halfOpen(isProbing: true))
    let (waiting, place) = try await ask(store)
    #expect(place == .waiting(place: 1))
    try await store.book.leaveModel(probe, outcome: .answered(milliseconds: 700), as: store.owner)
    #expect(try await breaker(store) == .closed)
    #expect(try await ask(store, ticket: waiting).1 == .admitted(host: "a"))
  }

  @Test func `a probe that fails opens it for twice as long, up to ten minutes`() async throws {
    let store = try await TestStore(surroundings: clock.surroundings)
    try await fail(store, times: 3)
    var waits: [Int64] = []
    for _ in 0..<9 {
      let moment = try #require(until(try await breaker(store)))
      waits.append(moment.milliseconds - clock.now.milliseconds)
      clock.advance(milliseconds: waits[waits.count - 1])
      try await fail(store, times: 1)
    }
    let least: [Int64] = [10, 20, 40, 80, 160, 320, 400, 400, 400]
    for (wait, least) in zip(waits, least) {
      #expect(wait >= least * 1000 && wait <= least * 1500)
    }
    #expect(waits.allSatisfy { $0 <= 600_000 })
    #expect(Set(waits.suffix(3)).count > 1, "no jitter")
  }

  @Test func `a probe whose process died leaves the way to the next`() async throws {
    let store = try await TestStore(surroundings: clock.surroundings)
    try await fail(store, times: 3)
    clock.advance(seconds: 15)
    #expect(try await ask(store).1 == .admitted(host: "a"))
    #expect(try await ask(store).1 == .waiting(place: 1))
    clock.advance(seconds: 11)
    #expect(try await ask(store).1 == .admitted(host: "a"))
  }

  @Test func `who insists tries a host that rests, one at a time, and an answer ends its rest`()
    async throws
  {
    let store = try await TestStore(surroundings: clock.surroundings)
    try await fail(store, times: 3)
    let moment = try #require(until(try await breaker(store)))
    func insist() async throws -> (UID, Admission) {
      let uid = clock.surroundings.newUID()
      let ticket = ModelTicket(uid: uid, kind: .interactive, insists: true)
      return (uid, try await store.book.askModel(ticket, hosts: ["a"], as: store.owner))
    }
    let (first, admission) = try await insist()
    #expect(admission == .admitted(host: "a"))
    #expect(try await insist().1 == .closed(until: moment), "another tries already")
    #expect(try await ask(store).1 == .closed(until: moment), "who does not insist waits")
    try await store.book.leaveModel(first, outcome: .failed(.unreachable), as: store.owner)
    #expect(until(try await breaker(store)) == moment, "a failure lengthens no rest")
    let (second, _) = try await insist()
    try await store.book.leaveModel(second, outcome: .answered(milliseconds: 800), as: store.owner)
    #expect(try await breaker(store) == .closed)
    #expect(try await ask(store).1 == .admitted(host: "a"))
  }

  @Test func `an open host is passed over for another, and each has its own breaker`()
    async throws
  {
    let store = try await TestStore(surroundings: clock.surroundings)
    try await fail(store, times: 3)
    #expect(try await ask(store, ["a", "b"]).1 == .admitted(host: "b"))
    #expect(try await ask(store, ["a", "b"]).1 == .waiting(place: 1))
    let health = try await store.book.modelHealth()
    #expect(health.map(\.host) == ["a", "b"])
    #expect(health.map(\.busy) == [0, 1])
    #expect(health.map(\.waiting) == [1, 1])
    #expect(health[1].breaker == .closed)
  }

  @Test func `whoever waits when the last host fails is told, and has left the line`()
    async throws
  {
    let store = try await TestStore(surroundings: clock.surroundings)
    try await fail(store, times: 2)
    let (last, _) = try await ask(store)
    let (waiting, _) = try await ask(store)
    try await store.book.leaveModel(last, outcome: .failed(.unreachable), as: store.owner)
    guard case .closed = try await ask(store, ticket: waiting).1 else {
      Issue.record("not closed")
      return
    }
    #expect(try await store.book.modelHealth().map(\.waiting) == [0])
  }

  @Test func `times are of the last hundred answers`() async throws {
    let store = try await TestStore(surroundings: clock.surroundings)
    #expect(try await store.book.modelHealth() == [])
    for milliseconds in [9000, 9000] + Array(1...100) {
      let (uid, _) = try await ask(store)
      try await store.book.leaveModel(
        uid, outcome: .answered(milliseconds: milliseconds), as: store.owner)
    }
    let health = try #require(try await store.book.modelHealth().first)
    #expect(health.p50 == 50)
    #expect(health.p95 == 95)
    // Whom nobody asked for a day is forgotten.
    clock.advance(seconds: 90_000)
    _ = try await ask(store, ["b"])
    #expect(try await store.book.modelHealth().map(\.host) == ["b"])
    #expect(try await store.book.modelHealth().map(\.p50) == [nil])
  }

  @Test(arguments: [[0, 0, 0, 0], [255, 255, 255, 255], [128, 0, 0, 0]] as [[UInt8]])
  func `a delay stays between ten seconds and ten minutes`(_ random: [UInt8]) {
    let delays = (1...40).map { BackOff.delay(after: $0, random: random) }
    #expect(delays.allSatisfy { (10_000...600_000).contains($0) })
    #expect(delays == delays.sorted())
    #expect(delays[0] == 10_000 + Int64(random[0]) * 5000 / 256 || random[0] == 255)
  }
}
