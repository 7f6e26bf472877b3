import ContactsCore
import TestSupport
import Testing

@testable import Extraction

@Suite("Faults of the wire")
struct WireFaultTests {
  @Test(arguments: WireFault.all)
  func `nothing blocks, nothing is invented, and the reason is said`(fault: WireFault) async throws
  {
    let stub = StubOllama(fault.server)
    let recorder = Recorder()
    let result = try await Desk.extractor(stub, model: fault.model, limits: fault.limits).extract(
      Desk.note, in: Desk.context, engine: .auto, onPartial: recorder.record)

    #expect(recorder.all.first == Desk.rules, "the form was filled before the model was asked")
    let warning = try #require(result.warnings.first { $0.code == fault.code })
    #expect(warning.message.contains(fault.says) && warning.message.hasSuffix("."))
    #expect(result.mode == (fault.keepsName ? .model : .rules))
    #expect(result.fields.name?.value == "Joana Prado")
    #expect(result.fields.phones == Desk.rules.fields.phones)
    #expect(result.fields.emails == Desk.rules.fields.emails)
    #expect(result.fields.cpf == nil && result.fields.date == Desk.rules.fields.date)
    for city in [result.fields.city, Desk.rules.fields.city] { #expect(city?.value == "Recife") }
  }

  @Test(arguments: WireFault.all.filter { !$0.keepsName })
  func `the engine of the model fails with the same reason`(fault: WireFault) async throws {
    let stub = StubOllama(fault.server)
    let extractor = Desk.extractor(stub, model: fault.model, limits: fault.limits)
    let error = await #expect(throws: ExtractionError.self) {
      try await extractor.extract(Desk.note, in: Desk.context, engine: .model) { _ in }
    }
    #expect(error?.warning.code == fault.code)
  }

  @Test(arguments: WireFault.all.filter { $0.code == .modelRemote })
  func `a model that runs elsewhere sees no text`(fault: WireFault) async throws {
    let stub = StubOllama(fault.server)
    _ = try await Desk.extractor(stub, model: fault.model).extract(
      Desk.note, in: Desk.context, engine: .auto
    ) { _ in }
    #expect(!stub.requests.contains { $0.body.contains("Joana") })
  }

  @Test func `nobody at the port`() async throws {
    let extractor = Extractor(
      host: "127.0.0.1:\(StubOllama.freePort())", settings: ModelSettings(), limits: ModelLimits())
    let result = try await extractor.extract(Desk.note, in: Desk.context, engine: .auto) { _ in }
    #expect(result.mode == .rules && result.fields == Desk.rules.fields)
    #expect(result.warnings.contains { $0.message.contains("não está respondendo") })
  }
}
