internal import CXLSXWriter

/// The numbers of a period as a workbook of one sheet, with the charts of an export's **Resumo**.
public enum ReportWorkbook {
  /// - Parameters:
  ///   - report: What it shows.
  ///   - file: Where; opened with the rights of the person.
  ///   - number: Random bytes, for a name in between.
  /// - Throws: `.diskFull` or `.io`; no file is then left.
  public static func write(
    _ report: ShiftReport, to file: ExportFile, number: [UInt8]
  ) throws(StoreError) {
    let book = try Workbook(file, cells: 0)
    let formats = try WorkbookFormats(book)
    try SummarySheet(try book.sheet(named: "Resumo"), book: book, formats: formats)
      .write(report.numbers, report.counts)
    try book.close()
    try file.commit(number: number)
  }
}
