internal import CXLSXWriter

/// A small sheet that is written from top to bottom; the first failure is kept, and what follows it is not written.
struct Page {
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  let formats: WorkbookFormats
  /// The row that comes next, counted from 0.
  private(set) var next: UInt32 = 0
  private(set) var status = LXW_NO_ERROR
  private var width = 28

  init(sheet: UnsafeMutablePointer<lxw_worksheet>, formats: WorkbookFormats) {
    self.sheet = sheet
    self.formats = formats
  }

  mutating func leaveRowBlank() { next += 1 }

  mutating func title(_ text: String) {
    write(text, 0, formats.title)
    next += 1
  }

  /// - Parameters:
  ///   - texts: One for each column.
  ///   - numbers: The first column whose cells are numbers, which stand at the right.
  mutating func heading(_ texts: [String], numbers: Int = .max) {
    for (column, text) in texts.enumerated() {
      write(text, UInt16(column), column < numbers ? formats.heading : formats.numberHeading)
    }
    next += 1
  }

  mutating func row(_ name: String, _ count: Int, share: Double? = nil) {
    write(name, 0, formats.text)
    width = max(width, min(name.unicodeScalars.count, 60))
    write(Double(count), 1, formats.number)
    if let share { write(share, 2, formats.percent) }
    next += 1
  }

  /// A name and as many numbers as are known.
  mutating func row(_ name: String, counts: [Int?]) {
    write(name, 0, formats.text)
    width = max(width, min(name.unicodeScalars.count, 60))
    for (column, count) in counts.enumerated() {
      if let count { write(Double(count), UInt16(column + 1), formats.number) }
    }
    next += 1
  }

  mutating func row(_ day: CivilDate, _ name: String?, _ count: Int) {
    write(Double(day.serialNumber), 0, formats.day)
    if let name { write(name, 1, formats.text) }
    write(Double(count), name == nil ? 1 : 2, formats.number)
    next += 1
  }

  /// One row of texts; what no cell would hold is cut, and says so.
  mutating func cells(_ texts: [String]) {
    let most = 32_000
    for (column, text) in texts.enumerated() {
      let isLong = text.unicodeScalars.count > most
      let cut = isLong ? String(text.unicodeScalars.prefix(most)) + " … [texto cortado]" : text
      if !cut.isEmpty { write(cut, UInt16(column), formats.wrapped) }
    }
    next += 1
  }

  /// A label and a text, which may take several lines.
  mutating func line(_ label: String, _ text: String) {
    write(label, 0, formats.label)
    write(text, 1, formats.wrapped)
    let lines = (text.unicodeScalars.count + 84) / 85
    if lines > 1 { note(worksheet_set_row(sheet, next, Double(lines) * 15 + 1, nil)) }
    next += 1
  }

  mutating func count(_ label: String, _ count: Int) {
    write(label, 0, formats.label)
    write(Double(count), 1, formats.count)
    next += 1
  }

  mutating func moment(_ label: String, _ moment: LocalTime) {
    write(label, 0, formats.label)
    let minutes = Double(moment.hour * 60 + moment.minute) / 1440
    write(Double(moment.date.serialNumber) + minutes, 1, formats.moment)
    next += 1
  }

  /// Widths, and how it prints.
  mutating func finish(widths: [Double]? = nil) {
    for (column, width) in (widths ?? [Double(width) + 2, 18, 14]).enumerated() {
      note(worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil))
    }
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  private mutating func write(
    _ text: String, _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>
  ) {
    // Ours, or of the centre's settings and logins; a zero byte would end it early and no more.
    let safe = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 && $0 != "\n" ? "·" : $0 }))
    note(worksheet_write_string(sheet, next, column, safe, format))
  }

  private mutating func write(
    _ number: Double, _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>
  ) {
    note(worksheet_write_number(sheet, next, column, number, format))
  }

  private mutating func note(_ status: lxw_error) {
    if self.status == LXW_NO_ERROR { self.status = status }
  }
}
