internal import CXLSXWriter

/// The sheet **Resumo**: numbers as numbers, none of them a formula, and charts beside them.
struct SummarySheet {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let book: Workbook
  private let formats: WorkbookFormats

  init(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, book: Workbook, formats: WorkbookFormats
  ) {
    self.sheet = sheet
    self.book = book
    self.formats = formats
  }

  /// - Parameters:
  ///   - numbers: What is shown.
  ///   - rows: How much there is in all.
  ///   - period: Of which days; nil in an export, whose **Sobre** tells its filters.
  /// - Throws: `.io` when libxlsxwriter refuses.
  func write(
    _ numbers: InteractionNumbers, _ rows: ExportCounts, of period: String? = nil
  ) throws(StoreError) {
    let counts = rows.adding(numbers.anonymised)
    var page = Page(sheet: sheet, formats: formats)
    page.title("Resumo")
    if let period { page.line("Período", period) }
    page.leaveRowBlank()
    page.heading(["Totais", "Quantidade"], numbers: 1)
    page.row("Pessoas", counts.contacts)
    page.row("Atendimentos", counts.interactions)
    page.row("Registros restritos deixados de fora", counts.closed)
    if let note = numbers.anonymised.note { page.line(note, "") }
    page.leaveRowBlank()
    let total = max(counts.interactions, 1)
    let reasons = table("Motivo", numbers.reasons, of: total, on: &page)
    let urgencies = table("Urgência", numbers.urgencies, of: total, on: &page)
    page.heading(["Dia", "Atendimentos"], numbers: 1)
    let firstDay = page.next
    for day in numbers.days { page.row(day.day, nil, day.count) }
    let days = firstDay..<page.next
    if numbers.anonymised.undated > 0 {
      page.row("Dia não mantido", numbers.anonymised.undated)
    }
    page.leaveRowBlank()
    page.heading(["Dia", "Atendente", "Atendimentos"], numbers: 2)
    for row in numbers.attendants { page.row(row.day, row.attendant, row.count) }
    page.finish()
    guard page.status == LXW_NO_ERROR else {
      throw StoreError(.io, detail: "libxlsxwriter: status \(page.status.rawValue)")
    }
    try chart(.urgencies, urgencies, greatest: numbers.urgencies.map(\.count).max())
    let years = Set(numbers.days.map(\.day.year))
    try chart(
      .days(namesYear: years.count > 1), days, greatest: numbers.days.map(\.count).max())
    try chart(.reasons, reasons, greatest: numbers.reasons.map(\.count).max())
  }

  /// Names, counts and shares; answers the rows of the names.
  private func table(
    _ heading: String, _ rows: [InteractionNumbers.Named], of total: Int, on page: inout Page
  ) -> Range<UInt32> {
    page.heading([heading, "Atendimentos", "Parte"], numbers: 1)
    let first = page.next
    for row in rows { page.row(row.name, row.count, share: Double(row.count) / Double(total)) }
    let range = first..<page.next
    page.leaveRowBlank()
    return range
  }

  private enum Subject: Equatable {
    case reasons, urgencies
    case days(namesYear: Bool)

    var title: String {
      switch self {
      case .reasons: "Atendimentos por motivo"
      case .urgencies: "Atendimentos por urgência"
      case .days: "Atendimentos por dia"
      }
    }

    var kind: lxw_chart_type { self == .reasons ? LXW_CHART_BAR : LXW_CHART_COLUMN }

    /// Where its corner is.
    var place: (row: UInt32, column: UInt16) {
      switch self {
      case .urgencies: (1, 4)
      case .days: (19, 4)
      case .reasons: (1, 13)
      }
    }
  }

  /// Days that are named below a chart, which has room for them side by side.
  private static let dayLabels = 6

  /// Pixels that a chart has until it is scaled.
  private static let height = 288.0

  private func chart(
    _ subject: Subject, _ rows: Range<UInt32>, greatest: Int?
  ) throws(StoreError) {
    guard !rows.isEmpty else { return }
    guard let chart = workbook_add_chart(book.handle, UInt8(subject.kind.rawValue)),
      let series = chart_add_series(
        chart, "=Resumo!$A$\(rows.lowerBound + 1):$A$\(rows.upperBound)",
        "=Resumo!$B$\(rows.lowerBound + 1):$B$\(rows.upperBound)")
    else { throw StoreError(.io, detail: "libxlsxwriter made no chart") }
    chart_series_set_name(series, "Atendimentos")
    chart_title_set_name(chart, subject.title)
    chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    var options = lxw_chart_options()
    options.x_scale = 1.1
    options.y_scale = 1.15
    switch subject {
    case .reasons:
      // Bars grow upwards; reversed, the greatest is on top as in the table. Their names are on the other axis.
      chart_axis_set_reverse(chart.pointee.y_axis)
      chart_axis_set_interval_unit(chart.pointee.y_axis, 1)
      chart_axis_set_min(chart.pointee.x_axis, 0)
      options.y_scale = max(1.15, (80 + 18 * Double(rows.count)) / SummarySheet.height)
    case .urgencies:
      colour(series)
      chart_axis_set_min(chart.pointee.y_axis, 0)
    case .days(let namesYear):
      chart_axis_set_num_format(chart.pointee.x_axis, namesYear ? "dd/mm/yy" : "dd/mm")
      let days = UInt16(clamping: (rows.count - 1) / SummarySheet.dayLabels + 1)
      chart_axis_set_interval_unit(chart.pointee.x_axis, days)
      chart_axis_set_interval_tick(chart.pointee.x_axis, days)
      chart_axis_set_min(chart.pointee.y_axis, 0)
    }
    let counts = subject == .reasons ? chart.pointee.x_axis : chart.pointee.y_axis
    // Nobody is attended half a time.
    if let greatest, greatest <= 10 { chart_axis_set_major_unit(counts, 1) }
    var grid = lxw_chart_line()
    grid.color = 0xD9D9D9
    chart_axis_major_gridlines_set_line(counts, &grid)
    let place = subject.place
    guard
      worksheet_insert_chart_opt(sheet, place.row, place.column, chart, &options) == LXW_NO_ERROR
    else { throw StoreError(.io, detail: "libxlsxwriter placed no chart") }
  }

  /// From `crítica` to `baixa`, darker than the cells so that they show on white.
  private func colour(_ series: UnsafeMutablePointer<lxw_chart_series>) {
    let colours: [UInt32] = [0xC00000, 0xED7D31, 0xFFC000, 0x70AD47]
    var fills = colours.map { colour in
      var fill = lxw_chart_fill()
      fill.color = colour
      return fill
    }
    fills.withUnsafeMutableBufferPointer { fills in
      var points = fills.indices.map { index in
        var point = lxw_chart_point()
        point.fill = fills.baseAddress.map { $0 + index }
        return point
      }
      points.withUnsafeMutableBufferPointer { points in
        var list: [UnsafeMutablePointer<lxw_chart_point>?] = points.indices.map { index in
          points.baseAddress.map { $0 + index }
        }
        list.append(nil)
        _ = chart_series_set_points(series, &list)
      }
    }
  }
}

/// The sheet **Sobre**: who made the file, when, of what, why, and what whoever holds it has to know.
struct AboutSheet {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let formats: WorkbookFormats

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, formats: WorkbookFormats) {
    self.sheet = sheet
    self.formats = formats
  }

  func write(_ about: ExportAbout, digest: String) throws(StoreError) {
    var page = Page(sheet: sheet, formats: formats)
    page.title("Sobre esta exportação")
    page.leaveRowBlank()
    page.line("Central", about.organization)
    page.line("Exportado por", about.login)
    page.moment("Exportado em", about.moment.local)
    page.line(
      "Conteúdo",
      about.request.isMasked
        ? "mascarado: o que identifica as pessoas está coberto" : "completo: dados pessoais abertos"
    )
    page.line("Filtros", AboutSheet.filters(of: about.request.filter))
    page.line("Justificativa", about.justification ?? "não informada")
    page.line("Segunda pessoa", about.approval)
    page.count("Pessoas", about.counts.contacts)
    page.count("Atendimentos", about.counts.interactions)
    page.count("Registros restritos deixados de fora", about.counts.closed)
    page.line("Identificador da exportação", about.uid.text)
    page.line("SHA-256 dos dados", digest)
    page.line(
      "Como se confere",
      "É o resumo das linhas de Contatos e depois de Atendimentos, sem os títulos, em UTF-8: depois "
        + "de cada célula o byte 1F, depois de cada linha o byte 1E; dias como 2026-11-21, horas como "
        + "2026-11-21 09:15:00, vazias sem nada.")
    page.line("Encarregado", AboutSheet.officer(about))
    page.line("Aviso (LGPD)", ExportAbout.notice)
    page.finish(widths: [36, 90])
    guard page.status == LXW_NO_ERROR else {
      throw StoreError(.io, detail: "libxlsxwriter: status \(page.status.rawValue)")
    }
  }

  private static func officer(_ about: ExportAbout) -> String {
    let parts = [about.dataProtectionOfficer, about.dataProtectionEmail].filter { !$0.isEmpty }
    return parts.isEmpty ? "não informado nas configurações" : parts.joined(separator: ", ")
  }

  private static func filters(of filter: ExportFilter) -> String {
    let shown: [(String, String?)] = [
      ("desde", filter.from?.display), ("até", filter.to?.display), ("motivo", filter.reasonCode),
      ("urgência", filter.urgency?.label), ("atendente", filter.attendant),
      ("cidade", filter.city), ("extração", filter.extraction?.rawValue),
    ]
    let parts = shown.compactMap { name, value in value.map { "\(name): \($0)" } }
    return parts.isEmpty ? "nenhum: todas as pessoas ativas" : parts.joined(separator: "; ")
  }
}
