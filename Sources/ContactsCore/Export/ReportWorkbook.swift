internal import CXLSXWriter

/// The numbers of a period as a workbook, with the charts of an export's **Resumo**.
public enum ReportWorkbook {
  /// - Parameters:
  ///   - report: What it shows.
  ///   - title: Of which period.
  ///   - tables: What else there is to tell, on a sheet of its own.
  ///   - file: Where; opened with the rights of the person.
  ///   - number: Random bytes, for a name in between.
  /// - Throws: `.diskFull` or `.io`; no file is then left.
  public static func write(
    _ report: ShiftReport, of title: String, besides tables: [NumberTable], to file: ExportFile,
    number: [UInt8]
  ) throws(StoreError) {
    let book = try Workbook(file, cells: 0)
    let formats = try WorkbookFormats(book)
    try SummarySheet(try book.sheet(named: "Resumo"), book: book, formats: formats)
      .write(report.numbers, report.counts, of: title)
    var page = Page(sheet: try book.sheet(named: "Turno"), formats: formats)
    page.title("Turno")
    page.line("Período", title)
    page.leaveRowBlank()
    for table in tables {
      page.heading(table.heads, numbers: 1)
      for (name, counts) in table.rows { page.row(name, counts: counts) }
      page.leaveRowBlank()
    }
    page.finish()
    guard page.status == LXW_NO_ERROR else { throw StoreError(.io, detail: "libxlsxwriter") }
    try book.close()
    try file.commit(number: number)
  }

  /// The record of processing, or the report of impact, one sheet for each of its tables.
  public static func write(
    _ report: AccountabilityReport, to file: ExportFile, number: [UInt8]
  ) throws(StoreError) {
    try write(report.tables, to: file, number: number)
  }

  /// The register of incidents.
  public static func write(
    _ incidents: [Incident], to file: ExportFile, number: [UInt8]
  ) throws(StoreError) {
    let heads = [
      "Protocolo", "Risco", "Soube em", "Comunicar até", "Completar até", "Guardar até", "Pessoas",
      "O que aconteceu", "Registrado por",
    ]
    let rows = incidents.map { incident in
      [
        incident.protocolNumber.description, incident.risk.rawValue,
        incident.knownAt.local.display, incident.noticeDueOn.display,
        incident.complementDueOn.display, incident.keepUntil.display, grouped(incident.affected),
        incident.summary, incident.openedBy,
      ]
    }
    try write(
      [ReportTable(name: "Incidentes", heads: heads, rows: rows)], to: file, number: number)
  }

  private static func write(
    _ tables: [ReportTable], to file: ExportFile, number: [UInt8]
  ) throws(StoreError) {
    let book = try Workbook(file, cells: 0)
    let formats = try WorkbookFormats(book)
    for table in tables {
      var page = Page(sheet: try book.sheet(named: table.name), formats: formats)
      page.heading(table.heads)
      for row in table.rows { page.cells(row) }
      page.finish(widths: table.heads.map { $0.count > 12 ? 40 : 28 })
      guard page.status == LXW_NO_ERROR else { throw StoreError(.io, detail: "libxlsxwriter") }
    }
    try book.close()
    try file.commit(number: number)
  }
}

/// Names and their numbers; nil where one is not known.
public struct NumberTable: Sendable {
  let heads: [String]
  public let rows: [(name: String, counts: [Int?])]

  public init(heads: [String], rows: [(name: String, counts: [Int?])]) {
    self.heads = heads
    self.rows = rows
  }
}

/// A sheet of texts.
struct ReportTable: Equatable, Sendable {
  let name: String
  let heads: [String]
  let rows: [[String]]
}
