internal import CXLSXWriter

/// The cells of a table, on as many sheets as its rows need; all that is written is hashed.
struct SheetSink: CellSink {
  private let sheets: [UnsafeMutablePointer<lxw_worksheet>]
  private let formats: WorkbookFormats
  private let columns: [TableColumn]
  private let rowsPerSheet: Int
  private var sheet = 0
  private var row: UInt32 = 1
  private var column: UInt16 = 0
  /// In characters, of what was written so far.
  private var widths: [Int]
  private var scratch: [UInt8] = []
  private let pen: SheetPen
  private var batch = SheetPen.Batch()
  var digest: ExportOutput

  /// What a sheet of Excel holds beside its heading.
  static let rowsPerSheet = 1_048_575
  /// Cells that the pen takes over at a time.
  private static let batchSize = 2_000
  /// The longest text a cell of Excel holds, in UTF-16 units.
  private static let longest = 32_767

  /// - Parameters:
  ///   - sheets: Empty ones, enough for the rows.
  ///   - columns: Of each of them.
  ///   - formats: Of their workbook.
  ///   - digest: Feeds the digest of the data.
  ///   - rowsPerSheet: After how many it goes on to the next.
  ///   - pen: Writes the cells; whoever gives it waits for it before the workbook is touched or left.
  /// - Throws: When the headings cannot be written.
  init(
    _ sheets: [UnsafeMutablePointer<lxw_worksheet>], columns: [TableColumn],
    formats: WorkbookFormats, digest: ExportOutput, rowsPerSheet: Int, pen: SheetPen
  ) throws(StoreError) {
    self.pen = pen
    self.sheets = sheets
    self.columns = columns
    self.formats = formats
    self.digest = digest
    self.rowsPerSheet = rowsPerSheet
    widths = columns.map { $0.heading.utf8CodeUnitCount + 3 }
    for sheet in sheets {
      try check(worksheet_set_row(sheet, 0, 22, nil))
      for (index, column) in columns.enumerated() {
        // A literal ends with a zero byte.
        try column.heading.utf8Start.withMemoryRebound(
          to: CChar.self, capacity: column.heading.utf8CodeUnitCount + 1
        ) { (text) throws(StoreError) in
          try check(worksheet_write_string(sheet, 0, UInt16(index), text, formats.heading))
        }
      }
    }
  }

  mutating func text(_ text: UnsafeRawBufferPointer?) throws(StoreError) {
    try write(text, formats.text)
  }

  mutating func urgency(_ urgency: Urgency?) throws(StoreError) {
    guard let urgency else { return try empty() }
    var label = urgency.label
    let format = formats.urgency(urgency)
    let written = label.withUTF8 { bytes in
      Result { () throws(StoreError) in try write(UnsafeRawBufferPointer(bytes), format) }
    }
    try written.get()
  }

  mutating func number(_ number: Int64) throws(StoreError) {
    digest.bytes.append(decimal: number)
    try write(Double(number), formats.number, width: 8)
  }

  mutating func day(_ day: CivilDate) throws(StoreError) {
    digest.bytes.append(day)
    try write(Double(day.serialNumber), formats.day, width: 11)
  }

  /// Seconds are kept; a spreadsheet shows minutes.
  mutating func moment(_ moment: LocalTime) throws(StoreError) {
    digest.bytes.append(moment, separator: UInt8(ascii: " "))
    let seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    try write(
      Double(moment.date.serialNumber) + Double(seconds) / 86_400, formats.tableMoment, width: 18)
  }

  mutating func endRow() throws(StoreError) {
    digest.bytes.append(Separator.record)
    try digest.flush()
    if batch.cells.count >= SheetSink.batchSize { try hand() }
    column = 0
    row += 1
    if Int(row) > rowsPerSheet, sheet + 1 < sheets.count {
      try finishSheet()
      sheet += 1
      row = 1
    }
  }

  /// Filter, frozen heading, widths and how it prints; the library needs none of it before the rows.
  mutating func finishSheet() throws(StoreError) {
    try hand()
    try pen.finish()
    let sheet = sheets[self.sheet]
    let last = UInt16(columns.count - 1)
    try check(worksheet_autofilter(sheet, 0, 0, max(row, 2) - 1, last))
    worksheet_freeze_panes(sheet, 1, 1)
    for (index, width) in widths.enumerated() {
      try check(
        worksheet_set_column(sheet, UInt16(index), UInt16(index), Double(width) + 1.5, nil))
    }
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    // Two pages side by side can still be read; each begins with the name or the protocol.
    worksheet_fit_to_pages(sheet, 2, 0)
    worksheet_set_margins(sheet, 0.3, 0.3, 0.4, 0.6)
    try check(worksheet_repeat_rows(sheet, 0, 0))
    try check(worksheet_repeat_columns(sheet, 0, 0))
    try check(
      worksheet_set_footer(sheet, "&L&A: dados pessoais (LGPD)&RPágina &P de &N"))
  }

  private mutating func hand() throws(StoreError) {
    try pen.write(batch)
    batch = SheetPen.Batch()
  }

  private func place(_ format: UnsafeMutablePointer<lxw_format>) -> SheetPen.Place {
    SheetPen.Place(sheet: sheets[sheet], row: row, column: column, format: format)
  }

  private mutating func write(
    _ number: Double, _ format: UnsafeMutablePointer<lxw_format>, width: Int
  ) throws(StoreError) {
    if widths[Int(column)] < width { widths[Int(column)] = width }
    digest.bytes.append(Separator.unit)
    batch.number(number, at: place(format))
    column += 1
  }

  private static let special = SpecialASCII("_")

  private mutating func write(
    _ text: UnsafeRawBufferPointer?, _ format: UnsafeMutablePointer<lxw_format>
  ) throws(StoreError) {
    defer { column += 1 }
    guard let text, !text.isEmpty else {
      digest.bytes.append(Separator.unit)
      return
    }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(text, except: SheetSink.special) { scalar, at, bytes in
      switch scalar {
      case 0x0a: bytes.append(0x0a)
      case 0x09, 0x0d, 0x2028, 0x2029: bytes.append(0x20)
      // `_x0041_` would be read as the character of that number.
      case 0x5f: bytes.append(at + 1 < text.count && text[at + 1] == 0x78 ? "_x005F_" : "_")
      case unreadable: bytes.append("\u{fffd}")
      default: bytes.append("·")
      }
    }
    if scratch.count > SheetSink.longest { SheetSink.shorten(&scratch) }
    digest.bytes.append(contentsOf: scratch)
    digest.bytes.append(Separator.unit)
    measure()
    batch.text(scratch, at: place(format))
  }

  /// Cuts a text that no cell would hold, and says so in its last words.
  private static func shorten(_ text: inout [UInt8]) {
    let said = " … [texto cortado: uma célula guarda 32.767 caracteres]"
    var units = 0
    var cut = 0
    for (index, byte) in text.enumerated() where byte & 0xc0 != 0x80 {
      let length = byte >= 0xf0 ? 2 : 1
      if units + length <= longest - said.utf16.count { cut = index }
      units += length
    }
    guard units > longest else { return }
    text.removeSubrange(cut...)
    text.append(contentsOf: said.utf8)
  }

  /// The first line's characters, up to the widest that the column grows to.
  private mutating func measure() {
    let widest = columns[Int(column)].widest
    guard widths[Int(column)] < widest else { return }
    var width = 0
    for byte in scratch {
      if byte == 0x0a || width >= widest { break }
      if byte & 0xc0 != 0x80 { width += 1 }
    }
    if width > widths[Int(column)] { widths[Int(column)] = width }
  }

  private func check(_ status: lxw_error) throws(StoreError) {
    guard status == LXW_NO_ERROR else {
      throw StoreError(.io, detail: "libxlsxwriter: status \(status.rawValue)")
    }
  }
}

extension CivilDate {
  /// As spreadsheets count days: 1 March 1900 is 61.
  var serialNumber: Int { dayNumber + 25_569 }
}
