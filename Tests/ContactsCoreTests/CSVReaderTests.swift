import ContactsCore
import TestSupport
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
  /// Records after the heading, the text given in pieces of `step` bytes.
  private func records(_ bytes: [UInt8], step: Int = 1 << 16) throws -> [CSVRecord] {
    var reader = reader(bytes, step: step)
    var records: [CSVRecord] = []
    if let heading = try reader.heading() { records.append(heading) }
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private func reader(_ bytes: [UInt8], step: Int = 1 << 16) -> CSVReader {
    var position = 0
    return CSVReader { buffer in
      let count = min(step, bytes.count - position, buffer.count)
      buffer.copyBytes(from: bytes[position..<(position + count)])
      position += count
      return count
    }
  }

  private func fields(_ text: String, step: Int = 1 << 16) throws -> [[String]] {
    try records(Array(text.utf8), step: step).map { record in
      guard case .fields(let fields) = record.content else { return ["broken"] }
      return fields
    }
  }

  @Test(arguments: [1, 2, 3, 7, 4096])
  func `quoted values keep line breaks, separators and doubled quotes`(step: Int) throws {
    let text = "nome;texto\r\n\"Ana \"\"Bia\"\" Sá\";\"linha 1\nlinha 2; fim\"\r\nJoão;\n"
    #expect(
      try fields(text, step: step)
        == [["nome", "texto"], ["Ana \"Bia\" Sá", "linha 1\nlinha 2; fim"], ["João", ""]])
  }

  @Test(arguments: [";", ",", "\t"])
  func `the heading tells the separator`(separator: String) throws {
    let text = "nome\(separator)cidade\nAna\(separator)Belém\n"
    #expect(try fields(text) == [["nome", "cidade"], ["Ana", "Belém"]])
  }

  @Test func `a separator inside quotes does not count`() throws {
    #expect(try fields("\"a,b,c,d\";x\n1;2\n") == [["a,b,c,d", "x"], ["1", "2"]])
  }

  @Test func `a sep line and a byte order mark are no data`() throws {
    #expect(try fields("\u{feff}sep=,\nnome,uf\nAna,SP") == [["nome", "uf"], ["Ana", "SP"]])
  }

  @Test func `a last line without its end is read`() throws {
    #expect(try fields("nome\nAna") == [["nome"], ["Ana"]])
    #expect(try fields("nome;uf\n\"Ana\";\"SP\"") == [["nome", "uf"], ["Ana", "SP"]])
  }

  @Test func `an empty file has no heading`() throws {
    #expect(try fields("") == [])
  }

  @Test func `Windows-1252 is told from UTF-8`() throws {
    var reader = reader([0x6e, 0x6f, 0x6d, 0x65, 0x0a, 0x4a, 0x6f, 0xe3, 0x6f, 0x20, 0x80, 0x0a])
    _ = try reader.heading()
    #expect(try reader.next()?.content == .fields(["João €"]))
    #expect(reader.legacyValues == 1)
  }

  @Test func `UTF-16 is refused as a whole`() throws {
    var reader = reader([0xff, 0xfe, 0x6e, 0x00])
    #expect(throws: CSVError.wideEncoding) { try reader.heading() }
  }

  @Test func `an open quote costs one line`() throws {
    let all = try records(Array("nome;uf\nAna;SP\n\"Bia;RJ\nCaio;MG\n".utf8))
    #expect(
      all.map(\.content) == [
        .fields(["nome", "uf"]), .fields(["Ana", "SP"]), .broken(.openQuote),
        .fields(["Caio", "MG"]),
      ])
    #expect(all.map(\.line) == [1, 2, 3, 4])
  }

  @Test func `the line of an open quote is told as far as it can be cut`() throws {
    var reader = reader(Array("nome;fone;texto\r\nBia;\"81 9\";\"aspas abertas\r\nCaio;2;3".utf8))
    _ = try reader.heading()
    #expect(try reader.next()?.content == .broken(.openQuote))
    #expect(reader.leftovers == ["Bia", "81 9", "aspas abertas"])
    #expect(try reader.next()?.content == .fields(["Caio", "2", "3"]))
  }

  @Test(arguments: [
    ("'=1+1", "=1+1"), ("'+x@y.exemplo", "+x@y.exemplo"), ("'-ontem\n'-hoje", "-ontem\n-hoje"),
    ("a; '@b", "a; @b"), ("O'Brien", "O'Brien"), ("'tis", "'tis"), ("d'-x", "d'-x"), ("", ""),
  ])
  func `what guarded an export against formulas is no part of the value`(
    text: String, value: String
  ) {
    #expect(CSVGuard.removed(from: text) == value)
  }

  @Test func `a bar separates, too`() throws {
    #expect(try fields("nome|uf\nAna; a moça|SP\n") == [["nome", "uf"], ["Ana; a moça", "SP"]])
  }

  @Test func `text after a closing quote costs one line`() throws {
    let all = try records(Array("nome\n\"Ana\" Sá\nBia\n".utf8))
    #expect(all.map(\.content) == [.fields(["nome"]), .broken(.textAfterQuote), .fields(["Bia"])])
  }

  @Test func `lines are counted through quoted line breaks`() throws {
    let all = try records(Array("nome\n\n\"a\nb\nc\"\n\nd\n".utf8))
    #expect(all.map(\.line) == [1, 3, 7])
  }

  @Test func `a first line that comes in pieces tells its separator all the same`() throws {
    let table = "nome,idade\nAna,30\n"
    #expect(try fields(table, step: 3) == fields(table))
    #expect(try fields(table, step: 3) == [["nome", "idade"], ["Ana", "30"]])
    #expect(try fields("sep=;\nnome;idade\n", step: 2) == [["nome", "idade"]])
  }

  @Test func `a value of a megabyte is read whole`() throws {
    let long = String(repeating: "é", count: 1 << 19)
    #expect(
      try fields("nome;texto\nAna;\(long)\nBia;x\n", step: 1 << 15).map { $0[1].utf8.count } == [
        5, 1 << 20, 1,
      ])
  }

  @Test(.disabled(if: Workload.isReduced))
  func `a record without end is given up and reading goes on`() throws {
    let text = "nome\n\"" + String(repeating: "a", count: CSVReader.longestRecord + 10) + "\nBia\n"
    let all = try records(Array(text.utf8))
    #expect(all.map(\.content) == [.fields(["nome"]), .broken(.tooLong), .fields(["Bia"])])
  }

  @Test func `consumed bytes add up to the file`() throws {
    let bytes = Array("nome;uf\n\"A\nB\";SP\n\nC;RJ".utf8)
    var reader = reader(bytes, step: 5)
    _ = try reader.heading()
    while try reader.next() != nil {}
    #expect(reader.consumed == bytes.count)
  }
}
