import ContactsCore
import TestSupport
import Testing

@testable import Extraction

@Suite("Answers given before")
struct AnswerMemoryTests {
  private struct Place {
    let clock = SteppedClock()
    let store: TestStore
    let stub: StubOllama

    init(_ answer: String, digest: String = "365c0bd3c000") async throws {
      store = try await TestStore(surroundings: clock.surroundings)
      stub = StubOllama { request in
        if request.path == "/api/chat" { return StubAnswer.chat(answer) }
        if request.path == "/api/tags" {
          return StubAnswer.whole(
            "200 OK", "{\"models\":[{\"name\":\"llama3:8b\",\"digest\":\"\(digest)\"}]}")
        }
        return StubAnswer.housekeeping(request, models: ["llama3:8b"], loaded: true)
      }
    }

    var door: StoreDoor { StoreDoor(store, clock) }
    var chats: Int { stub.requests.count { $0.path == "/api/chat" } }

    func extractor(_ stub: StubOllama? = nil) -> Extractor {
      Extractor(
        hosts: [(stub ?? self.stub).host], settings: ModelSettings(), limits: ModelLimits(),
        door: door)
    }

    func extract(_ note: String = Desk.note, _ extractor: Extractor? = nil) async throws
      -> ExtractionResult
    {
      try await (extractor ?? self.extractor()).extract(
        note, in: Desk.context, engine: .auto
      ) { _ in }
    }
  }

  @Test func `the same note is not asked about twice`() async throws {
    let place = try await Place(Desk.answer)
    let first = try await place.extract()
    let second = try await place.extract()
    #expect(place.chats == 1)
    #expect(second.mode == .model && second.fields == first.fields)
    #expect(second.modelDigest == first.modelDigest)
    #expect(second.promptVersion == first.promptVersion)
    #expect(second.usage == nil)
    _ = try await place.extract(Desk.note + " ")
    #expect(place.chats == 2)
  }

  @Test func `what is known takes no place in the line`() async throws {
    let place = try await Place(Desk.answer)
    let extractor = place.extractor()
    let first = try await place.extract(Desk.note, extractor)
    place.stub.stop()
    let host = try extractor.hosts.usable()[0]
    let ticket = place.door.newTicket(.interactive)
    #expect(await place.door.ask(ticket, hosts: [host]) == .admitted(host: host))
    #expect(try await place.extract(Desk.note, extractor).fields == first.fields)
  }

  @Test func `another model is asked anew`() async throws {
    let place = try await Place(Desk.answer)
    _ = try await place.extract()
    let other = try await Place(Desk.answer, digest: "ffff")
    _ = try await place.extract(Desk.note, place.extractor(other.stub))
    #expect(place.chats == 1 && other.chats == 1)
  }

  @Test(arguments: [
    // The note does not have it.
    #"{"nome":"Carlos Nogueira"}"#,
    // The note writes it otherwise, or in other words.
    #"{"nome":"JOANA PRADO"}"#, #"{"motivo":"quero muito apoio emocional"}"#,
  ])
  func `an answer that places cannot give again is not kept`(answer: String) async throws {
    let place = try await Place(answer)
    let first = try await place.extract()
    let second = try await place.extract()
    #expect(place.chats == 2 && first.fields == second.fields)
  }

  @Test func `a choice of a list is kept as it is`() async throws {
    let place = try await Place(#"{"nome":null,"urgencia":"critica","uf":"PE"}"#)
    let first = try await place.extract()
    #expect(first.fields.urgency?.value == .critical)
    #expect(try await place.extract().fields == first.fields)
    #expect(place.chats == 1)
  }

  @Test func `an answer that was cut short is not kept`() async throws {
    let place = try await Place(Desk.answer)
    let cut = StubOllama(
      chat: Desk.stream(Desk.answer, then: .send(StubAnswer.done(promptTokens: 8192)))
        + [StubAnswer.streamEnd])
    let broken = StubOllama(chat: Desk.stream(#"{"nome":"Joana Prado","#, then: .reset))
    for stub in [cut, broken] { _ = try await place.extract(Desk.note, place.extractor(stub)) }
    _ = try await place.extract()
    #expect(place.chats == 1)
  }

  @Test func `what was kept is looked for in the note like any answer`() async throws {
    let place = try await Place(Desk.answer)
    let question = ModelQuestion(
      digest: "365c0bd3c000", promptVersion: Prompt.current.version, note: Sensitive(Desk.note))
    let end = Desk.note.unicodeScalars.count
    await place.door.keep(
      CachedAnswer(findings: [
        .span(.phones, 0..<8), .span(.cpf, 15..<26), .span(.emails, end..<end + 9),
        .span(.city, 15..<26), .span(.name, 15..<26),
      ]), to: question)
    let result = try await place.extract()
    #expect(place.chats == 0)
    #expect(result.fields.phones == Desk.rules.fields.phones)
    #expect(result.fields.emails == Desk.rules.fields.emails)
    #expect(result.fields.cpf == nil)
    #expect(result.fields.city?.value == "Recife")
  }
}
