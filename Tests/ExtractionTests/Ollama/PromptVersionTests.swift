import ContactsCore
import FoundationEssentials
import TestSupport
import Testing

@testable import Extraction

/// A version of the prompt is kept with every value that it helped to find, so a version never changes.
@Suite("Versions of the prompt")
struct PromptVersionTests {
  /// The first bytes of each file's digest: a new text is a new file, with a line of its own here.
  static let versions = [
    ("extracao-v1", "4d60d8ed2f72"), ("extracao-v2", "04e5f43fddd3"),
  ]

  private static let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()

  private static func file(_ version: String) throws -> String {
    let path = "\(PromptVersionTests.root)/data/prompts/\(version).txt"
    return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test(arguments: versions)
  func `a version is what it was`(version: String, digest: String) throws {
    let bytes = SHA256.digest(of: try PromptVersionTests.file(version))
    #expect(
      bytes.prefix(6).map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined() == digest)
  }

  @Test func `every file is listed and the newest is in use`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: "\(PromptVersionTests.root)/data/prompts")
    #expect(files.sorted() == PromptVersionTests.versions.map { "\($0.0).txt" })
    let newest = try #require(PromptVersionTests.versions.last?.0)
    #expect(Prompt.current == Prompt(version: newest, file: try PromptVersionTests.file(newest)))
  }

  @Test(arguments: versions)
  func `the examples answer with what their notes say`(version: String, _: String) throws {
    let prompt = Prompt(version: version, file: try PromptVersionTests.file(version))
    #expect(prompt.examples.count >= 2)
    for example in prompt.examples {
      var partial = PartialAnswer()
      let fields = partial.append(Array(example.answer.utf8))
      #expect(partial.state == .complete)
      #expect(
        fields.map(\.field) == [
          .name, .phones, .emails, .cpf, .reason, .urgency, .date, .city, .state,
        ])
      let grounding = Grounding(example.note)
      for field in fields {
        switch field {
        case .text(.urgency, let value): #expect(Urgency(rawValue: value) != nil)
        case .text(_, let value): #expect(grounding.words(value, .phrase) != nil)
        case .list(_, let values):
          #expect(values.allSatisfy { grounding.words($0, .phrase) != nil })
        case .null: break
        case .wrongType(let field): Issue.record("\(field)")
        }
      }
    }
  }

  /// Everything that the prompt's examples say, as a model that copies them would answer.
  static let echoes: [String] =
    Prompt.current.examples.map(\.answer) + [
      // Parts of the answers, and people that only the examples' notes name.
      #"{"nome":"Jussara","motivo":"guarda dos meninos","cidade":"ananindeua"}"#,
      #"{"nome":"Conceição Távora","motivo":"não sai mais do quarto","cidade":"Palmas"}"#,
      #"{"nome":"DIRETOR","motivo":"falar com assistente social","uf":"null"}"#,
      #"{"nome":"Iolanda","motivo":"orientação jurídica"}"#,
      #"{"nome":"Neide","motivo":"elogiar o atendimento"}"#,
      #"{"nome":"nome de quem fez o contato","motivo":"poucas palavras","cidade":"cidade"}"#,
      #"{"nome":"Osmildo","emails":["zulmira.peixe@exemplo.net"],"motivo":"técnico"}"#,
    ]

  @Test(arguments: echoes)
  func `what the model copies from the prompt is dropped`(answer: String) async throws {
    let note = "Boa tarde. Aqui chove muito."
    let result = try await Desk.extract(chat: StubAnswer.chat(answer), note: note)
    let rules = Recognisers.extract(note, in: Desk.context).fields
    var fields = result.fields
    fields.urgency = rules.urgency
    #expect(fields == rules)
    #expect(result.mode == .model)
  }

  @Test(arguments: echoes)
  func `what stands in the note too is taken from the note`(answer: String) async throws {
    let note = "Aqui é a Neide, quero elogiar o atendimento."
    let result = try await Desk.extract(chat: StubAnswer.chat(answer), note: note)
    for span in [result.fields.name?.span, result.fields.reason?.span] {
      #expect(span != nil)
    }
    #expect(result.fields.name?.value == "Neide")
    #expect(result.fields.city == nil && result.fields.phones.isEmpty)
  }
}
