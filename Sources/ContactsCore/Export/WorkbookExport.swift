internal import CXLSXWriter

/// People and interactions as a workbook of four sheets, which goes on to further ones where a sheet is full.
struct WorkbookExport {
  private let about: ExportAbout
  private let file: ExportFile
  private let database: any Database
  /// As many as Excel takes, or fewer in a test.
  var rowsPerSheet = SheetSink.rowsPerSheet

  init(_ about: ExportAbout, file: ExportFile, database: any Database) {
    self.about = about
    self.file = file
    self.database = database
  }

  /// Writes it all and answers the digest of the data.
  func write(
    _ query: ExportQuery, _ covering: Covering, _ meter: inout Exporter.Meter
  ) throws(StoreError) -> String {
    let counts = about.counts
    meter.total = counts.contacts + counts.interactions
    let cells =
      counts.contacts * ContactsSheet.columns.count
      + counts.interactions * InteractionsSheet.columns.count
    let book = try Workbook(file, cells: cells)
    let formats = try WorkbookFormats(book)
    let contactSheets = try sheets("Contatos", rows: counts.contacts, in: book)
    let interactionSheets = try sheets("Atendimentos", rows: counts.interactions, in: book)
    let summary = try book.sheet(named: "Resumo")
    let aboutSheet = try book.sheet(named: "Sobre")

    let hasher = ExportPen(nil)
    defer { hasher.drain() }
    let pen = SheetPen()
    // Whatever happens: the workbook is not freed while the pen writes. Its failure is told where the sheets are finished.
    defer { try? pen.finish() }
    var contacts = try SheetSink(
      contactSheets, columns: ContactsSheet.columns, formats: formats,
      digest: ExportOutput(hasher), rowsPerSheet: rowsPerSheet, pen: pen)
    try database.scan(query.contacts(in: database.dialect)) { (row) throws(StoreError) in
      try ContactsSheet.write(row, covering, to: &contacts)
      try meter.step()
    }
    try contacts.finishSheet()
    var interactions = try SheetSink(
      interactionSheets, columns: InteractionsSheet.columns, formats: formats,
      digest: contacts.digest, rowsPerSheet: rowsPerSheet, pen: pen)
    var tally = InteractionTally()
    try database.scan(query.interactions(in: database.dialect)) { (row) throws(StoreError) in
      try InteractionsSheet.write(row, covering, to: &interactions)
      try tally.add(row, .export)
      try meter.step()
    }
    try interactions.finishSheet()
    let digest = try interactions.digest.finish()

    let numbers = tally.numbers(with: try query.gone(in: database))
    try SummarySheet(summary, book: book, formats: formats).write(numbers, about.counts)
    try AboutSheet(aboutSheet, formats: formats).write(about, digest: digest)
    try describe(book)
    try meter.stop()
    meter.tell(.packing)
    try book.close()
    return digest
  }

  private func sheets(
    _ name: String, rows: Int, in book: Workbook
  ) throws(StoreError) -> [UnsafeMutablePointer<lxw_worksheet>] {
    var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
    for number in 0...(max(rows, 1) - 1) / rowsPerSheet {
      sheets.append(
        try book.sheet(named: number == 0 ? name : "\(name) (\(number + 1))"))
    }
    return sheets
  }

  /// What the file says of itself to a file manager: nothing of anybody.
  private func describe(_ book: Workbook) throws(StoreError) {
    var status = LXW_NO_ERROR
    "Exportação de atendimentos".withCString { title in
      about.organization.withCString { company in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.company = UnsafeMutablePointer(mutating: company)
        properties.created = Int(about.moment.milliseconds / 1000)
        status = workbook_set_properties(book.handle, &properties)
      }
    }
    guard status == LXW_NO_ERROR else { throw StoreError(.io, detail: "libxlsxwriter") }
  }
}
