import ContactsCore
import Testing

@testable import Extraction

@Suite("Partial answer")
struct PartialAnswerTests {
  private func fields(_ text: String) -> ([PartialAnswer.Field], PartialAnswer.State) {
    var answer = PartialAnswer()
    let fields = answer.append(Array(text.utf8))
    return (fields, answer.state)
  }

  @Test func `a field comes with the byte that completes it`() {
    var answer = PartialAnswer()
    #expect(answer.append(Array(#"{"nome":"Ana"#.utf8)) == [])
    #expect(answer.append(Array("\"".utf8)) == [.text(.name, "Ana")])
    #expect(answer.append(Array(#", "telefones": ["11 9"#.utf8)) == [])
    #expect(answer.append(Array(#"8", null, "]"]"#.utf8)) == [.list(.phones, ["11 98", "]"])])
    #expect(answer.append(Array(#","cpf":nul"#.utf8)) == [])
    #expect(answer.append(Array("l".utf8)) == [])
    #expect(answer.append(Array(",".utf8)) == [.null(.cpf)])
    #expect(answer.append(Array(#""uf" : null }"#.utf8)) == [.null(.state)])
    #expect(answer.state == .complete)
    #expect(answer.append(Array(#"{"nome":"Eva"}"#.utf8)) == [])
  }

  @Test func `prose before the object and words after it are passed over`() {
    let (found, state) = fields(
      "Claro! Aqui está:\n```json\n{\"cidade\": \"Araçuaí\"}\n``` pronto }")
    #expect(found == [.text(.city, "Araçuaí")])
    #expect(state == .complete)
    #expect(fields("{ }").1 == .complete)
  }

  @Test func `unknown keys are ignored and of equal keys the first wins`() {
    let (found, state) = fields(
      #"{"x":{"nome":"Falso"},"nome":"Ana","nome":"Eva","idade":30,"\u0063idade":"Ipu"}"#)
    #expect(found == [.text(.name, "Ana"), .text(.city, "Ipu")])
    #expect(state == .complete)
  }

  @Test func `wrong types are told apart`() {
    let (found, state) = fields(
      #"{"nome":7,"telefones":"11 98765-4321","emails":["a@b.co",3],"cpf":["1"],"motivo":{"a":1},"#
        + #""urgencia":true,"data":"","cidade":" \n","uf":"SP"}"#)
    #expect(
      found == [
        .wrongType(.name), .wrongType(.phones), .wrongType(.emails), .wrongType(.cpf),
        .wrongType(.reason), .wrongType(.urgency), .null(.date), .null(.city), .text(.state, "SP"),
      ])
    #expect(state == .complete)
  }

  @Test func `a value no person would write is a wrong type`() {
    let (found, _) = fields("{\"nome\":\"\(String(repeating: "a", count: 121))\"}")
    #expect(found == [.wrongType(.name)])
    let many = Array(repeating: "\"1\"", count: 33).joined(separator: ",")
    #expect(fields("{\"telefones\":[\(many)]}").0 == [.wrongType(.phones)])
  }

  @Test(arguments: [
    "{,", "{nome:1}", "{\"a\" 1}", "{\"a\":1,}", "{\"a\":1 2}", "{\"a\":}", "{\"a\":x}",
    "{\"a\":1\"b\"}",
    "{\"a\":1{}}", "{\"a\":[1}}", "{\"a\":tru}", "{\"a\":\"\\q\"}", "{\"a\\q\":1}",
  ])
  func `broken syntax ends the reading`(text: String) {
    #expect(fields(text).1 == .broken(.syntax))
  }

  @Test func `white space without end, endless text and depth are cut off`() {
    #expect(fields("{" + String(repeating: " ", count: 600)).1 == .broken(.runaway))
    #expect(fields(String(repeating: "palavra ", count: 9000)).1 == .broken(.runaway))
    #expect(fields("{\"a\":" + String(repeating: "[", count: 40)).1 == .broken(.depth))
    #expect(fields("{\"a\":\"" + String(repeating: "x", count: 70_000)).1 == .broken(.runaway))
  }

  @Test func `how the answer is cut makes no difference`() {
    let text = #"Ok {"nome":"José \"Zé\" Ação","telefones":["1","2"],"cpf":null,"x":[{"y":1}]} fim"#
    let whole = fields(text)
    for size in 1...9 {
      var answer = PartialAnswer()
      var found: [PartialAnswer.Field] = []
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        found += answer.append(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(found == whole.0)
      #expect(answer.state == whole.1)
    }
  }

  @Test func `random bytes never trap`() {
    var seed: UInt64 = 42
    func next() -> UInt64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return seed >> 33
    }
    let alphabet = Array("{}[]\",:\\ un0-e.tfalsr\u{00e9}nome".utf8) + [0, 0xff, 0xc3]
    for _ in 0..<2000 {
      var answer = PartialAnswer()
      let count = Int(next() % 60)
      let bytes = (0..<count).map { _ in alphabet[Int(next()) % alphabet.count] }
      _ = answer.append([UInt8(ascii: "{")] + bytes)
      _ = JSONValue(bytes)
      _ = ChatLine(bytes)
    }
  }
}
