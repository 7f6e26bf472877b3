import Testing

@testable import ContactsCore

@Suite("Objects of a JSON file")
struct JSONRecordReaderTests {
  /// Reads a text in pieces of so many bytes.
  private func read(_ text: String, piece: Int) throws -> [JSONRecord] {
    var bytes = Array(text.utf8)
    var reader = JSONRecordReader { buffer in
      let count = min(piece, bytes.count, buffer.count)
      buffer.copyBytes(from: bytes[..<count])
      bytes.removeFirst(count)
      return count
    }
    var found: [JSONRecord] = []
    while let record = try reader.next() { found.append(record) }
    return found
  }

  /// The line of each, and its bytes or `?`.
  private func records(_ text: String, piece: Int = 7) throws -> [String] {
    try read(text, piece: piece).map { record in
      "\(record.line) \(record.bytes.map { String(decoding: $0, as: UTF8.self) } ?? "?")"
    }
  }

  @Test(arguments: [1, 3, 1000])
  func `an array, and lines, give the same objects`(_ piece: Int) throws {
    let array = "\u{feff}[\n  {\"a\": {\"b\": \"}\"}},\n  {\"c\": \"\\\"{\"}\n]\n"
    #expect(
      try records(array, piece: piece) == [#"2 {"a": {"b": "}"}}"#, #"3 {"c": "\"{"}"#])
    let lines = "{\"a\": 1}\r\n\r\n{\"b\": [{}]}"
    #expect(try records(lines, piece: piece) == [#"1 {"a": 1}"#, #"3 {"b": [{}]}"#])
    #expect(try records("", piece: piece) == [])
    #expect(try records("[]", piece: piece) == [])
  }

  @Test func `what is no object costs its own line`() throws {
    let text = """
      {"a": "sem fim
      {"b": 2}
      texto solto {"x": 1}
      12
      {"c": 3}
      """
    #expect(
      try records(text) == ["1 ?", #"2 {"b": 2}"#, "3 ?", "4 ?", #"5 {"c": 3}"#])
    #expect(try records(#"{"a": {"b": 1}"#) == ["1 ?"])
  }

  @Test(arguments: [1, 5, 1000])
  func `what is no object is kept as it stands, for who has to mend it`(_ piece: Int) throws {
    let text = """
      [{"a": 1}, "Maria 81 98222-9999",
      12 ] , {"nome": "Trunc
      {"b": [2
      """
    let strays = try read(text, piece: piece).filter { $0.bytes == nil }
      .map { String(decoding: $0.stray, as: UTF8.self) }
    #expect(
      strays == [#""Maria 81 98222-9999""#, "12", #"{"nome": "Trunc"#, #"{"b": [2"#])
  }

  @Test(arguments: [1, 2, 5, 1000])
  func `what is no object in an array costs none of its neighbours`(_ piece: Int) throws {
    #expect(
      try records(#"[{"a": 1}, 12, {"b": 2}, "x, {", null ,{"c": 3}, "\"", true]"#, piece: piece)
        == [
          #"1 {"a": 1}"#, "1 ?", #"1 {"b": 2}"#, "1 ?", "1 ?", #"1 {"c": 3}"#, "1 ?", "1 ?",
        ])
  }

  @Test func `an object without end does not fill the memory`() throws {
    let huge = "{\"a\": " + String(repeating: "1", count: CSVReader.longestRecord) + "\n{\"b\": 1}"
    #expect(try records(huge, piece: 1 << 16) == ["1 ?", #"2 {"b": 1}"#])
  }
}
