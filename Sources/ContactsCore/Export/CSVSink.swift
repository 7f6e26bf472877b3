/// Cells as CSV: quoted each, semicolons between them, lines that end as RFC 4180 has it.
struct CSVSink: CellSink {
  var output: ExportOutput
  private var isFirst = true

  /// What no cell may begin with, since a spreadsheet would take the rest for a formula.
  private static let formula = SpecialASCII("=+-@")
  private static let special = SpecialASCII("\"=+-@")

  /// - Parameters:
  ///   - output: Where the bytes go.
  ///   - columns: Whose headings stand on the first line.
  ///   - marksByteOrder: Whether the mark of UTF-8 stands before everything.
  /// - Throws: When the headings cannot be written.
  init(_ output: ExportOutput, columns: [TableColumn], marksByteOrder: Bool) throws(StoreError) {
    self.output = output
    if marksByteOrder { self.output.bytes.append("\u{feff}") }
    for column in columns { try label(column.heading) }
    try endRow()
  }

  /// A cell that begins like a formula gets an apostrophe in front; so does what would begin one if the file were cut
  /// at another separator than ours.
  mutating func text(_ text: UnsafeRawBufferPointer?) throws(StoreError) {
    begin()
    guard let text else { return end() }
    output.bytes.append(text, except: CSVSink.special) { scalar, at, bytes in
      switch scalar {
      case 0x22: bytes.append("\"\"")
      case 0x0a: bytes.append(0x0a)
      case 0x09, 0x0d, 0x2028, 0x2029: bytes.append(0x20)
      case unreadable: bytes.append("\u{fffd}")
      case 0x21..<0x7f:
        if CSVSink.begins(at, in: text) { bytes.append(UInt8(ascii: "'")) }
        bytes.append(UInt8(scalar))
      default: bytes.append("·")
      }
    }
    end()
  }

  /// Whether a cell begins here, now or after a separator; spaces and quotes before it do not count.
  private static func begins(_ at: Int, in text: UnsafeRawBufferPointer) -> Bool {
    var at = at
    while at > 0 {
      at -= 1
      switch text[at] {
      case 0x20, 0x22, 0x27, 0x09, 0x0d: continue
      case UInt8(ascii: ","), UInt8(ascii: ";"), 0x0a, UInt8(ascii: "|"): return true
      default: return false
      }
    }
    return true
  }

  mutating func number(_ number: Int64) throws(StoreError) {
    begin()
    output.bytes.append(decimal: number)
    end()
  }

  mutating func day(_ day: CivilDate) throws(StoreError) {
    begin()
    output.bytes.append(day)
    end()
  }

  mutating func moment(_ moment: LocalTime) throws(StoreError) {
    begin()
    output.bytes.append(moment, separator: UInt8(ascii: " "))
    end()
  }

  mutating func urgency(_ urgency: Urgency?) throws(StoreError) {
    begin()
    if let urgency { output.bytes.append(contentsOf: urgency.label.utf8) }
    end()
  }

  mutating func endRow() throws(StoreError) {
    output.bytes.append("\r\n")
    isFirst = true
    try output.flush()
  }

  private mutating func begin() {
    if !isFirst { output.bytes.append(UInt8(ascii: ";")) }
    isFirst = false
    output.bytes.append(UInt8(ascii: "\""))
  }

  private mutating func end() { output.bytes.append(UInt8(ascii: "\"")) }
}
