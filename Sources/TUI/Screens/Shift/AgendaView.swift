import ContactsCore

/// How **Agenda** and **Atendimentos** divide the body: counts above, the table, the selected row below.
struct AgendaLayout {
  let header: Region
  /// The headings of the table.
  let headings: Region
  /// The rows alone.
  let rows: Region
  let detail: Region

  /// - Parameters:
  ///   - layout: Of the window.
  ///   - detailRows: Of the detail and the line above it, where the window has room for one.
  init(_ layout: Layout, detailRows: Int = 4) {
    let body = layout.body
    let detailRows = body.rows >= 14 ? detailRows : 0
    header = body.top(1)
    detail = body.bottom(detailRows)
    let list = body.inset(top: body.rows >= 14 ? 2 : 1, bottom: detailRows)
    headings = list.top(1)
    rows = list.inset(top: 1)
  }
}

/// Columns of a list: fixed ones, and others that share what is left by their weights.
struct ListColumns {
  struct Column {
    let heading: String
    let width: Width

    enum Width {
      case fixed(Int)
      case share(Int)
    }
  }

  private let placed: [(heading: String, start: Int, width: Int)]

  init(_ columns: [Column], in region: Region) {
    let gap = 2
    var fixed = 2 + gap * (columns.count - 1)
    var shares = 0
    for column in columns {
      switch column.width {
      case .fixed(let width): fixed += width
      case .share(let weight): shares += weight
      }
    }
    let rest = max(region.columns - fixed - 1, 0)
    var start = region.column + 2
    placed = columns.map { column in
      let width =
        switch column.width {
        case .fixed(let width): width
        case .share(let weight): rest * weight / max(shares, 1)
        }
      defer { start += width + gap }
      return (column.heading, start, width)
    }
  }

  func drawHeadings(in frame: inout Frame, row: Int) {
    for (heading, start, width) in placed {
      frame.write(heading, row: row, column: start, width: width, style: .label)
    }
  }

  /// One row; the selected one in a style of its own, whatever the cells say.
  func draw(
    _ cells: [(text: String, style: Style)], in frame: inout Frame, _ region: Region,
    isSelected: Bool
  ) {
    if isSelected {
      frame.fill(region, style: .selection)
      frame.write("▸", row: region.row, column: region.column, style: .selection)
    }
    for (cell, place) in zip(cells, placed) {
      frame.write(
        cell.text, row: region.row, column: place.start, width: place.width,
        style: isSelected ? .selection : cell.style)
    }
  }
}

/// Draws **Agenda**.
struct AgendaView {
  let screen: AgendaScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  private var now: Timestamp? { desk.session.now }

  func draw(in frame: inout Frame) {
    let parts = AgendaLayout(layout)
    let scope = "Mostra: \(screen.scope.label)"
    frame.write(scope, row: parts.header.row, endingAt: layout.size.columns - 1, style: .heading)
    frame.write(
      counts, row: parts.header.row, column: 1, width: layout.size.columns - columns(of: scope) - 4)
    let table = ListColumns(shownColumns, in: parts.headings)
    table.drawHeadings(in: &frame, row: parts.headings.row)
    screen.list.draw(
      in: &frame, parts.rows, isActive: isActive, emptiness: layout.keys.reworded(emptiness)
    ) {
      let region = Region(row: $2, column: 0, rows: 1, columns: layout.size.columns)
      table.draw(cells(of: screen.rows[$1]), in: &$0, region, isSelected: $3)
    }
    drawDetail(in: &frame, parts.detail)
  }

  private var counts: String {
    guard screen.isLoaded else { return "" }
    guard screen.scope == .mine || screen.scope == .everybody else {
      return screen.rows.count == 1 ? "1 retorno" : "\(grouped(screen.rows.count)) retornos"
    }
    var due = 0
    var today = 0
    for row in screen.rows {
      switch urgency(of: row) {
      case .due: due += 1
      case .today: today += 1
      case .coming, .ended: break
      }
    }
    let rest = screen.rows.count - due - today
    return [
      due == 1 ? "1 vencido" : "\(grouped(due)) vencidos", "\(grouped(today)) ainda hoje",
      "\(grouped(rest)) depois",
    ].joined(separator: " · ")
  }

  private enum When { case due, today, coming, ended }

  private func urgency(of row: CallbackSummary) -> When {
    guard row.state == .open else { return .ended }
    guard let now else { return .coming }
    if row.dueAt <= now { return .due }
    return row.dueAt.local.date == now.local.date ? .today : .coming
  }

  private var shownColumns: [ListColumns.Column] {
    var columns: [ListColumns.Column] = [
      .init(heading: "Quando", width: .fixed(11)), .init(heading: "Situação", width: .fixed(13)),
      .init(heading: "Nome", width: .share(3)),
    ]
    if layout.size.columns >= 70 {
      columns.append(.init(heading: "Telefone", width: .fixed(15)))
    }
    if layout.size.columns >= 100 {
      columns.append(.init(heading: "Atendente", width: .fixed(12)))
      columns.append(.init(heading: "Nota", width: .share(4)))
    }
    return columns
  }

  private func cells(of row: CallbackSummary) -> [(text: String, style: Style)] {
    let local = row.dueAt.local
    let when: String
    if let now, local.date == now.local.date {
      when = "hoje \(local.clock)"
    } else {
      when = "\(local.date.display.prefix(5)) \(local.clock)"
    }
    var cells: [(text: String, style: Style)] = [
      (when, .normal), state(of: row), (row.shownName, .normal),
    ]
    if layout.size.columns >= 70 { cells.append((row.details?.maskedPhone ?? "", .normal)) }
    if layout.size.columns >= 100 {
      cells.append((row.attendant, .normal))
      cells.append((row.details?.maskedNote ?? "", .muted))
    }
    return cells
  }

  private func state(of row: CallbackSummary) -> (text: String, style: Style) {
    switch urgency(of: row) {
    case .due:
      switch age(since: row.dueAt, now: now) {
      case "agora": ("! agora", .warning)
      case let age: ("! há \(age)", .warning)
      }
    case .today: ("hoje", .heading)
    case .coming: ("a vir", .normal)
    case .ended: (row.state.label, .muted)
    }
  }

  private var emptiness: String {
    if let failure = screen.failure { return failure.message }
    guard screen.isLoaded else { return "Lendo a agenda…" }
    switch screen.scope {
    case .mine:
      return "Você não tem retornos a fazer. F4 mostra os de todos; Ctrl-R, numa ficha, agenda um."
    case .everybody: return "Ninguém tem retornos a fazer."
    case .done, .missed, .cancelled: return "Nenhum retorno aqui. F4 muda o que é mostrado."
    }
  }

  private func drawDetail(in frame: inout Frame, _ region: Region) {
    guard region.rows > 1, let row = screen.selected else { return }
    frame.horizontalLine(row: region.row, column: 0, length: region.columns)
    let inside = region.inset(top: 1, left: 1, right: 1)
    var facts = ["\(row.dueAt.local.display), com \(row.attendant)"]
    if let number = row.protocolNumber { facts.append("protocolo \(number)") }
    if row.postponed > 0 {
      facts.append(row.postponed == 1 ? "adiado 1 vez" : "adiado \(row.postponed) vezes")
    }
    frame.write(
      facts.joined(separator: " · "), row: inside.row, column: inside.column,
      width: inside.columns, style: .label)
    guard let details = row.details else {
      frame.write(
        "A ficha está fechada a você: só quem pode abri-la faz este retorno.",
        row: inside.row + 1, column: inside.column, width: inside.columns, style: .muted)
      return
    }
    var warnings = details.hasSafeChannel ? ["! Há um canal seguro na ficha: só por ele."] : []
    if details.isGuardianFlagged.revealed(for: .screen) {
      warnings.insert(
        "! O \(GuardianCaution.shortWarning): confira quem atende.", at: 0)
    }
    for (offset, warning) in warnings.enumerated() {
      frame.write(
        warning, row: inside.row + 1 + offset, column: inside.column, width: inside.columns,
        style: .warning)
    }
    frame.writeWrapped(
      details.maskedNote ?? "Sem nota.", in: inside.inset(top: warnings.count + 1),
      style: details.maskedNote == nil ? .muted : .normal)
  }
}
