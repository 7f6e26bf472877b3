import ContactsCore
import TestSupport
import Testing

@testable import Extraction

@Suite("The line before the model")
struct LineTests {
  /// What one attendant is told, in order.
  private enum Told: Equatable, Sendable {
    case place(Int)
    case answered
    case cancelled
  }

  /// An attendant who extracts, and what they see.
  private struct Attendant: Sendable {
    let task: Task<ExtractionResult, any Error>
    let told: AsyncStream<Told>

    init(
      _ number: Int, _ stub: StubOllama, _ door: RingingDoor,
      kind: ModelTicket.Kind = .interactive
    ) {
      let (told, continuation) = AsyncStream.makeStream(of: Told.self)
      let extractor = Extractor(
        hosts: [stub.host], settings: ModelSettings(), limits: ModelLimits(), door: door,
        pause: door.pause)
      self.told = told
      task = Task.detached {
        let result = try await extractor.extract(
          LineTests.note(number), in: Desk.context, engine: .auto, kind: kind,
          onWaiting: { continuation.yield(.place($0)) }, onPartial: { _ in })
        continuation.yield(result.codes.contains(.modelCancelled) ? .cancelled : .answered)
        continuation.finish()
        return result
      }
    }
  }

  private static func note(_ number: Int) -> String {
    "Atendimento de número \(number). Sou a Joana Prado, moro em Recife."
  }

  /// Which attendant a chat is about.
  private static func number(of request: StubOllama.Request) -> Int? {
    guard request.path == "/api/chat", let start = request.body.ranges(of: "de número ").last
    else { return nil }
    return Int(request.body[start.upperBound...].prefix { $0.isNumber })
  }

  /// A server of one model that answers each attendant when their gate opens.
  private static func stub(_ gates: [Gate], asked: AsyncStream<Int>.Continuation) -> StubOllama {
    StubOllama { request in
      guard let number = number(of: request) else {
        return StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
      }
      asked.yield(number)
      return [StubAnswer.streamHead, .wait(gates[number])]
        + StubAnswer.chat(#"{"nome":"Joana Prado","cidade":"Recife"}"#).dropFirst()
    }
  }

  @Test func `ten attendants are answered one after another, and each sees their place`()
    async throws
  {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let bell = Bell()
    let gates = (0..<10).map { _ in Gate() }
    let (asked, continuation) = AsyncStream.makeStream(of: Int.self)
    let stub = LineTests.stub(gates, asked: continuation)
    var requests = asked.makeAsyncIterator()
    var attendants: [Attendant] = []
    var told: [AsyncStream<Told>.Iterator] = []
    for number in 0..<10 {
      attendants.append(Attendant(number, stub, RingingDoor(StoreDoor(store, clock), bell)))
      told.append(attendants[number].told.makeAsyncIterator())
      // Everybody stands in the line before the next comes.
      if number == 0 {
        #expect(await requests.next() == 0)
      } else {
        #expect(await told[number].next() == .place(number))
      }
    }
    let health = try #require(await StoreDoor(store, clock).health().first)
    #expect(health.busy == 1 && health.waiting == 9)

    for number in 0..<10 {
      gates[number].open()
      #expect(await told[number].next() == .answered)
      guard number < 9 else { break }
      #expect(await requests.next() == number + 1)
      for other in (number + 2)..<10 where other < 10 {
        #expect(await told[other].next() == .place(other - number - 1))
      }
    }
    for attendant in attendants {
      #expect(try await attendant.task.value.fields.name?.origin != nil)
    }
    #expect(await StoreDoor(store, clock).health().first?.waiting == 0)
  }

  @Test func `who goes away leaves the line at once, and those behind move up`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let bell = Bell()
    let gates = (0..<4).map { _ in Gate() }
    let (asked, continuation) = AsyncStream.makeStream(of: Int.self)
    let stub = LineTests.stub(gates, asked: continuation)
    var requests = asked.makeAsyncIterator()
    var attendants: [Attendant] = []
    var told: [AsyncStream<Told>.Iterator] = []
    for number in 0..<4 {
      attendants.append(Attendant(number, stub, RingingDoor(StoreDoor(store, clock), bell)))
      told.append(attendants[number].told.makeAsyncIterator())
      if number == 0 {
        #expect(await requests.next() == 0)
      } else {
        #expect(await told[number].next() == .place(number))
      }
    }
    // One who waits.
    attendants[1].task.cancel()
    #expect(await told[1].next() == .cancelled)
    #expect(await told[2].next() == .place(1))
    #expect(await told[3].next() == .place(2))
    // One whose answer is being written.
    attendants[0].task.cancel()
    #expect(await told[0].next() == .cancelled)
    #expect(await requests.next() == 2)
    #expect(await told[3].next() == .place(1))
    for await event in stub.events where event == .clientLeft(path: "/api/chat") { break }
    gates[2].open()
    gates[3].open()
    #expect(await told[2].next() == .answered)
    #expect(await told[3].next() == .answered)
    let health = try #require(await StoreDoor(store, clock).health().first)
    #expect(health.busy == 0 && health.waiting == 0 && health.breaker == .closed)
  }

  @Test func `bulk work makes room for an attendant`() async throws {
    let clock = SteppedClock()
    let store = try await TestStore(surroundings: clock.surroundings)
    let bell = Bell()
    let renewals = Bell()
    let gates = (0..<2).map { _ in Gate() }
    let (asked, continuation) = AsyncStream.makeStream(of: Int.self)
    let stub = LineTests.stub(gates, asked: continuation)
    var requests = asked.makeAsyncIterator()
    let bulk = Attendant(
      0, stub, RingingDoor(StoreDoor(store, clock), bell, renewals: renewals), kind: .bulk)
    #expect(await requests.next() == 0)
    let person = Attendant(1, stub, RingingDoor(StoreDoor(store, clock), bell))
    var told = person.told.makeAsyncIterator()
    #expect(await told.next() == .place(1))
    renewals.ring()
    let result = try await bulk.task.value
    #expect(result.codes == [.modelBusy])
    #expect(await requests.next() == 1)
    gates[1].open()
    #expect(await told.next() == .answered)
    #expect(await StoreDoor(store, clock).health().first?.failures == 0)
  }
}
