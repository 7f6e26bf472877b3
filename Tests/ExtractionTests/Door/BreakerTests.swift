import ContactsCore
import TestSupport
import Testing

@testable import Extraction

@Suite("Hosts and their breakers")
struct BreakerTests {
  private func extractor(_ hosts: [String], _ door: any ModelDoor) -> Extractor {
    Extractor(
      hosts: hosts, settings: ModelSettings(), limits: ModelLimits(), door: door,
      pause: { _ in try await Bell().wait(after: 0) })
  }

  private func extract(
    _ extractor: Extractor, insisting: Bool = false
  ) async throws -> ExtractionResult {
    try await extractor.extract(
      Desk.note, in: Desk.context, engine: .auto, insisting: insisting
    ) { _ in }
  }

  @Test func `a server that fails is left alone, tried once, and used again`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let door = StoreDoor(store, clock)
    let isWell = Gate.Switch()
    let stub = StubOllama { request in
      guard request.path == "/api/chat" else {
        return StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
      }
      return isWell.isOn
        ? StubAnswer.chat(Desk.answer)
        : StubAnswer.whole("500 Internal Server Error", "{\"error\":\"runner\"}")
    }
    let extractor = extractor([stub.host], door)
    for _ in 0..<3 { #expect(try await extract(extractor).codes.contains(.modelFailed)) }
    let opened = try #require(await door.health().first)
    guard case .open(let until) = opened.breaker else {
      Issue.record("\(opened.breaker)")
      return
    }

    let connections = stub.connections
    let rested = try await extract(extractor)
    #expect(rested.fields == Desk.rules.fields)
    let warning = try #require(rested.warnings.first { $0.code == .modelResting })
    #expect(warning.message.contains("só será tentada de novo às 09:15:"))
    #expect(stub.connections == connections, "nobody asks it")
    #expect(try await extract(extractor, insisting: true).codes.contains(.modelFailed))
    #expect(stub.connections > connections, "whoever insists does")
    #expect(await door.health().first?.breaker == .open(until: until), "and costs nobody anything")

    clock.advance(milliseconds: until.milliseconds - clock.now.milliseconds)
    #expect(await door.health().first?.breaker == .halfOpen(isProbing: false))
    #expect(try await extract(extractor).codes.contains(.modelFailed))
    guard case .open(let later)? = await door.health().first?.breaker else {
      Issue.record("closed after a failed probe")
      return
    }
    #expect(later > until)

    isWell.turnOn()
    clock.advance(milliseconds: later.milliseconds - clock.now.milliseconds)
    #expect(try await extract(extractor).mode == .model)
    let health = try #require(await door.health().first)
    #expect(health.breaker == .closed && health.failures == 0 && health.p50 != nil)
  }

  @Test func `another server answers when one does not`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let door = StoreDoor(store, clock)
    let stub = StubOllama(chat: StubAnswer.chat(Desk.answer))
    let dead = "127.0.0.1:\(StubOllama.freePort())"
    let result = try await extract(extractor([dead, stub.host], door))
    #expect(result.mode == .model && result.warnings == Desk.rules.warnings)
    let health = await door.health()
    #expect(health.first { $0.host.hasSuffix(dead) }?.failures == 1)
    #expect(health.first { $0.host.hasSuffix(stub.host) }?.failures == 0)
    let alone = Extractor(
      hosts: [dead, stub.host], settings: ModelSettings(), limits: ModelLimits(), door: nil)
    #expect(try await extract(alone).mode == .model)
  }

  @Test func `a server that fails in the middle is not asked behind another's back`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let half = StubOllama(chat: Desk.stream(#"{"nome":"Joana Prado","#, then: .reset))
    let other = StubOllama(chat: StubAnswer.chat(Desk.answer))
    let result = try await extract(
      extractor([half.host, other.host], StoreDoor(store, clock)))
    #expect(result.codes.contains(.modelTruncated))
    #expect(other.connections == 0)
  }

  @Test func `the least busy server is asked`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let door = StoreDoor(store, clock)
    let gate = Gate()
    let busy = StubOllama(chat: [.wait(gate)] + StubAnswer.chat(Desk.answer))
    let idle = StubOllama(chat: StubAnswer.chat(Desk.answer))
    let hosts = [busy.host, idle.host]
    async let first = extract(extractor(hosts, door))
    for await event in busy.events where event == .request(path: "/api/chat") { break }
    #expect(try await extract(extractor(hosts, door)).mode == .model)
    #expect(idle.requests.count { $0.path == "/api/chat" } == 1)
    gate.open()
    #expect(try await first.mode == .model)
    #expect(busy.requests.count { $0.path == "/api/chat" } == 1)
  }

  @Test func `of several servers those that may not be asked are passed over`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let door = StoreDoor(store, clock)
    let stub = StubOllama(chat: StubAnswer.chat(Desk.answer))
    let mixed = extractor(["10.0.0.7", "a b", stub.host, "http://\(stub.host)/"], door)
    #expect(try await extract(mixed).mode == .model)
    let statuses = await mixed.statuses()
    #expect(
      statuses.map(\.status.problem) == [.remoteHost, .invalidAddress(.host), nil, nil])
    let none = try await extract(extractor(["10.0.0.7", "a b"], door))
    #expect(none.codes.contains(.modelRemote))
    let allowed = Extractor(
      hosts: ["https://10.0.0.7:11434"], settings: ModelSettings(allowsPrivateNetwork: true),
      limits: ModelLimits(), door: nil)
    #expect(try allowed.hosts.usable() == ["https://10.0.0.7:11434"])
  }
}
