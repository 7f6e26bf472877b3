import Testing

@testable import Extraction

@Suite("JSON value")
struct JSONValueTests {
  private func read(_ text: String) -> JSONValue? { JSONValue(text.utf8) }

  @Test func `a document of every kind is read`() {
    let value = read(#" {"a": [1, -2.5e3, true, false, null, "x"], "b": {"c": ""}} "#)
    #expect(
      value
        == .object([
          .init(
            key: "a",
            value: .array([
              .number("1"), .number("-2.5e3"), .bool(true), .bool(false), .null, .string("x"),
            ])), .init(key: "b", value: .object([.init(key: "c", value: .string(""))])),
        ]))
    #expect(value?["a"]?.array?.count == 6)
    #expect(value?["a"]?.array?[1].integer == -2500)
    #expect(value?["a"]?["x"] == nil)
    #expect(value?["b"]?.integer == nil)
    #expect(value?.bool == nil)
    #expect(read("[]") == .array([]))
    #expect(read("{}") == .object([]))
  }

  @Test(arguments: [
    (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{c}\n\r\tz"),
    (#""\u00e7\u00C3o""#, "çÃo"),
    (#""\ud83d\ude00!""#, "😀!"),
    (#""\ud83dx""#, "\u{fffd}x"),
    (#""\ud83d\u0041""#, "\u{fffd}A"),
    (#""\u0000""#, "\0"),
  ])
  func `escapes become what they stand for`(json: String, text: String) {
    #expect(read(json)?.string == text)
  }

  @Test(arguments: [
    "", "{", "[1,", "[1 2]", "{\"a\" 1}", "{a:1}", "{\"a\":}", "tru", "\"abc", "\"\\x\"",
    "\"\\u12\"",
    "\"\\u+123\"", "1 2", "--1", "[1,]", "nul", "\"\\",
  ])
  func `what is no JSON is nil`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `depth is bounded`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(read(deep) == nil)
    #expect(read(String(repeating: "[", count: 20) + String(repeating: "]", count: 20)) != nil)
  }

  @Test func `what is written is read back`() {
    let text = "aspas \" barra \\ linha \n tab \t nulo \0 acento é 😀 \u{7f}"
    #expect(read(JSONValue.quoted(text))?.string == text)
  }

  @Test func `numbers that do not fit are nil`() {
    #expect(read("99999999999999999999")?.integer == nil)
    #expect(read("1e400")?.integer == nil)
    #expect(read("12.9")?.integer == 12)
  }
}
