import ContactsCore
import TestSupport
import Testing

@testable import Extraction

@Suite("Reading a text of the queue")
struct QueueReadingTests {
  private static let note = Sensitive(
    "Sou a Joana Prado, moro em Recife. Quero apoio emocional, meu telefone é (11) 98765-4321.")

  private static let answer =
    #"{"nome":"Joana Prado","telefones":["(11) 98765-4321"],"emails":[],"cpf":null,"#
    + #""motivo":"apoio emocional","urgencia":"media","data":null,"cidade":"Recife","uf":null}"#

  private func read(
    _ stub: StubOllama?, isLastTry: Bool = false, host: String? = nil
  ) async throws -> QueueReading {
    let settings = Settings()
    let extractor = Extractor(
      host: stub?.host ?? host, settings: ModelSettings(name: nil, settings: settings),
      limits: ModelLimits())
    let day = try #require(CivilDate(year: 2026, month: 11, day: 21))
    return await extractor.read(
      Self.note,
      in: NoteContext(
        now: LocalTime(date: day, hour: 9, minute: 15), areaCode: nil,
        reasons: ReasonCatalogue.initial),
      isLastTry: isLastTry)
  }

  @Test func `a whole answer is what was found`() async throws {
    let stub = StubOllama(chat: StubAnswer.chat(Self.answer))
    guard case .found(let result) = try await read(stub) else {
      Issue.record("not found")
      return
    }
    #expect(result.mode == .model)
    #expect(result.fields.name?.value == "Joana Prado")
  }

  private static let begun = StubAnswer.line(#"{"nome":"Joana Prado","#)

  @Test func `an answer that broke off is tried again, and on the last try is better than nothing`()
    async throws
  {
    let stub = StubOllama(chat: [StubAnswer.streamHead, .send(Self.begun), .reset])
    #expect(try await read(stub) == .failed(.model(.interrupted), nil))
    guard case .found(let result) = try await read(stub, isLastTry: true) else {
      Issue.record("not found")
      return
    }
    #expect(result.fields.name?.value == "Joana Prado")
    #expect(result.fields.phones.count == 1)
  }

  private static let faults: [(ModelFault, [StubOllama.Step])] = [
    (.modelMissing, StubAnswer.whole("404 Not Found", #"{"error":"not found"}"#)),
    (.serverFailed, StubAnswer.whole("500 Internal Server Error", #"{"error":"x"}"#)),
    (.busy, StubAnswer.whole("503 Service Unavailable", #"{"error":"busy"}"#)),
    (.invalidAnswer, StubAnswer.chat("Claro! Vamos lá.")),
    (.unusable, StubAnswer.whole("200 OK", "<html>", type: "text/html")),
  ]

  @Test(arguments: faults)
  func `a fault is told by its code, and on the last try the rules' findings come with it`(
    _ fault: ModelFault, _ chat: [StubOllama.Step]
  ) async throws {
    let stub = StubOllama(chat: chat)
    #expect(try await read(stub) == .failed(.model(fault), nil))
    guard case .failed(.model(fault), let found?) = try await read(stub, isLastTry: true) else {
      Issue.record("not failed")
      return
    }
    #expect(found.mode == .rules)
    #expect(found.fields.phones.map(\.value.value) == ["+5511987654321"])
  }

  @Test func `nobody there and a wrong address are no fault of the text`() async throws {
    for (host, fault) in [("127.0.0.1:1", ModelFault.unreachable), ("ftp://x", .unusable)] {
      #expect(try await read(nil, host: host) == .failed(.model(fault), nil))
      #expect(fault.isOfHost)
    }
  }

  @Test func `a reading that is told to stop leaves the text unread`() async throws {
    let stub = StubOllama(chat: [.hang])
    let run = Task { try await read(stub) }
    for await event in stub.events where event == .request(path: "/api/chat") { break }
    run.cancel()
    #expect(try await run.value == .unread(until: nil))
  }
}
