import TestSupport
import Testing

@testable import ContactsCore

@Suite("Texts in exported files")
struct ExportTextTests {
  /// The cells of one row, as a file of CSV has them.
  private func csv(_ cells: [String]) throws -> String {
    var sink = try CSVSink(
      ExportOutput(ExportPen(nil)), columns: [TableColumn("Título")], marksByteOrder: false)
    sink.output.bytes = []
    for cell in cells { try sink.text(lent: Array(cell.utf8)) }
    return String(decoding: sink.output.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+55 11", "'+55 11"), ("-2", "'-2"), ("@soma", "'@soma"),
    ("\t=1", " '=1"), ("\r=1", " '=1"), (" \" =1", " \"\" '=1"), ("a=1", "a=1"), ("a-b", "a-b"),
    ("e-mail: x@y.org", "e-mail: x@y.org"), ("não, -5", "não, '-5"), ("a;=1", "a;'=1"),
    ("uma\n- duas", "uma\n'- duas"), ("a\u{0}b\u{7}\u{1b}[31m", "a·b··[31m"),
    ("a\u{202e}b\u{85}", "a·b·"), ("李雷 \"x\"", "李雷 \"\"x\"\""), ("", ""),
  ])
  func `no cell of CSV is a formula or acts`(_ text: String, _ expected: String) throws {
    #expect(try csv([text]) == "\"\(expected)\"")
  }

  @Test func `cells of CSV stand between semicolons`() throws {
    #expect(try csv(["a", "b;c"]) == "\"a\";\"b;c\"")
  }

  @Test(
    arguments: [
      [0xff], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf5, 0x80, 0x80, 0x80],
      [0xf0, 0x80, 0x80, 0xaf],
    ] as [[UInt8]])
  func `bytes that are no UTF-8 become the character for that`(_ bytes: [UInt8]) {
    var copied: [UInt8] = []
    ([0x61] + bytes + [0x62]).withUnsafeBytes { text in
      copied.append(text, except: SpecialASCII("")) { scalar, _, bytes in
        bytes.append(scalar == unreadable ? UInt8(ascii: "?") : UInt8(ascii: "!"))
      }
    }
    #expect(copied.first == 0x61 && copied.last == 0x62)
    #expect(copied.dropFirst().dropLast().allSatisfy { $0 == UInt8(ascii: "?") })
  }

  @Test func `any text is copied whole where nothing is special`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let text = String(
        String.UnicodeScalarView(
          (0..<20).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0x20..<0x11000, using: &generator))
          }.filter {
            !(0x7f..<0xa0).contains($0.value) && !(0x200e...0x2069).contains($0.value)
              && $0.value != 0xfeff && !(0xfffd...0xffff).contains($0.value)
          }))
      var copied: [UInt8] = []
      Array(text.utf8).withUnsafeBytes { bytes in
        copied.append(bytes, except: SpecialASCII("")) { _, _, _ in Issue.record("replaced") }
      }
      #expect(String(decoding: copied, as: UTF8.self) == text)
    }
  }

  @Test func `numbers, days and times are written as they are read`() throws {
    for number in [0, 7, -7, 1_048_576, Int64.max, Int64.min] {
      var bytes: [UInt8] = []
      bytes.append(decimal: number)
      #expect(String(decoding: bytes, as: UTF8.self) == String(number))
    }
    let moment = try #require(Timestamp(iso8601: "2026-01-02T03:04:05.678-03:00")).local
    var bytes: [UInt8] = []
    bytes.append(moment, separator: UInt8(ascii: " "))
    #expect(String(decoding: bytes, as: UTF8.self) == "2026-01-02 03:04:05")
    #expect(CivilDate(year: 1900, month: 3, day: 1)?.serialNumber == 61)
    #expect(CivilDate(year: 2026, month: 11, day: 21)?.serialNumber == 46_347)
  }

  @Test func `parts are found between their separators`() {
    Array("a\u{1f}\u{1f}b".utf8).withUnsafeBytes { bytes in
      #expect(bytes.split(Separator.unit).map(\.string) == ["a", "", "b"])
    }
    Array("".utf8).withUnsafeBytes { #expect($0.split(Separator.unit).map(\.string) == [""]) }
  }
}
