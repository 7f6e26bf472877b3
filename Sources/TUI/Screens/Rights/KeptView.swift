import ContactsCore

/// Draws the holds and the incidents of **LGPD**.
extension RightsView {
  // MARK: - Holds

  func drawHolds(in frame: inout Frame, _ body: Region) {
    let page = screen.holds
    drawTabs(in: &frame, body)
    let rows = page.rows
    frame.write(
      page.onlyActive ? "O que fica guardado, e por que lei" : "Todas, também as que terminaram",
      row: body.row + 1, column: body.column, width: body.columns - 6, style: .heading)
    frame.write("\(rows.count)", row: body.row + 1, endingAt: body.endColumn, style: .muted)
    let columns = KeptColumns.holds(in: body.columns)
    columns.draw(["Quem", "O que fica", "Até", "Artigo"], in: &frame, body, row: body.row + 2) {
      _ in .label
    }
    page.list.draw(
      in: &frame, body.inset(top: 3, bottom: 3), isActive: isActive,
      emptiness: layout.keys.reworded(emptiness(of: page))
    ) { frame, index, row, isSelected in
      let hold = rows[index]
      select(isSelected, row: row, in: &frame)
      let isOver = page.today.map { !hold.isActive(on: $0) } ?? false
      columns.draw(
        [hold.shownName, hold.kind.label, hold.end(on: page.today), hold.article], in: &frame,
        body, row: row
      ) { _ in isSelected ? .selection : isOver ? .muted : .normal }
    }
    guard let selected = page.selected else { return }
    frame.writeWrapped(
      "\(selected.kind.label): \(selected.article), \(selected.end(on: page.today)). "
        + "\(selected.reason) (por \(selected.by), \(selected.since.local.date.display))",
      in: body.inset(top: body.rows - 2), style: .muted)
  }

  private func emptiness(of page: HoldsPage) -> String {
    if page.isLoading { return "Lendo as retenções…" }
    if let failure = page.failure { return failure.message }
    return page.onlyActive
      ? "Nada está retido. A retenção de uma pessoa começa na ficha dela, com m."
      : "Nada foi retido até hoje."
  }

  // MARK: - Incidents

  func drawIncidents(in frame: inout Frame, _ body: Region) {
    let page = screen.incidents
    if let opened = page.opened { return draw(opened, page.people, in: &frame, body) }
    drawTabs(in: &frame, body)
    frame.write(
      "Incidentes com dados pessoais, o mais novo primeiro", row: body.row + 1,
      column: body.column, width: body.columns - 6, style: .heading)
    frame.write("\(page.rows.count)", row: body.row + 1, endingAt: body.endColumn, style: .muted)
    let columns = KeptColumns.incidents(in: body.columns)
    columns.draw(
      ["Protocolo", "Comunicar", "Pessoas", "O que houve"], in: &frame, body, row: body.row + 2
    ) { _ in .label }
    page.list.draw(
      in: &frame, body.inset(top: 3, bottom: 3), isActive: isActive,
      emptiness: layout.keys.reworded(emptiness(of: page))
    ) { frame, index, row, isSelected in
      let incident = page.rows[index]
      select(isSelected, row: row, in: &frame)
      let clock = incident.clock(at: desk.session.now)
      columns.draw(
        [
          incident.protocolNumber.description, clock.words, grouped(incident.affected),
          incident.summary,
        ], in: &frame, body, row: row
      ) { isSelected ? .selection : $0 == 1 ? clock.style : .normal }
    }
    guard let selected = page.selected else { return }
    frame.writeWrapped(
      "Soube em \(selected.knownAt.local.display), risco \(selected.risk.rawValue): comunicar até "
        + "\(selected.noticeDueOn.display), completar até \(selected.complementDueOn.display).",
      in: body.inset(top: body.rows - 2), style: .muted)
  }

  private func emptiness(of page: IncidentsPage) -> String {
    if page.isLoading { return "Lendo o registro de incidentes…" }
    if let failure = page.failure { return failure.message }
    return "Nenhum incidente. F6 registra um, e começa a contar os prazos."
  }

  private func draw(
    _ opened: IncidentReading, _ people: ListState, in frame: inout Frame, _ body: Region
  ) {
    let incident = opened.incident
    frame.write(
      "\(incident.protocolNumber) · risco \(incident.risk.rawValue)", row: body.row,
      column: body.column, width: body.columns, style: .heading)
    let used = frame.writeWrapped(incident.summary, in: body.inset(top: 1).top(3))
    var row = body.row + 1 + used
    func line(_ label: String, _ text: String, _ style: Style = .normal) {
      frame.write(label, row: row, column: body.column, style: .label)
      frame.write(
        text, row: row, column: body.column + 12, width: body.columns - 12, style: style)
      row += 1
    }
    let clock = incident.clock(at: desk.session.now)
    line(
      "Soube em",
      "\(incident.knownAt.local.display), registrado por \(incident.openedBy)")
    line(
      "Comunicar", "à ANPD e às pessoas até \(incident.noticeDueOn.display), \(clock.words)",
      clock.style)
    line("Completar", "até \(incident.complementDueOn.display)")
    line("Guardar", "até \(incident.keepUntil.display)")
    if let scope = incident.scope {
      line(
        "Período",
        "\(scope.from.local.display) a \(scope.until.local.display), "
          + (scope.login ?? "qualquer pessoa"))
    }
    line("Pessoas", grouped(incident.affected))
    row += 1
    people.draw(
      in: &frame,
      Region(
        row: row, column: body.column, rows: max(body.endRow - row - 1, 1), columns: body.columns),
      isActive: isActive,
      emptiness: "Nenhum cadastro atingido foi achado na auditoria."
    ) { frame, index, row, isSelected in
      select(isSelected, row: row, in: &frame)
      frame.write(
        opened.people[index].name?.revealed(for: .screen) ?? "(nome não mostrado)", row: row,
        column: body.column + 1, width: body.columns - 1,
        style: isSelected ? .selection : .normal)
    }
  }

  private func select(_ isSelected: Bool, row: Int, in frame: inout Frame) {
    guard isSelected else { return }
    frame.fill(
      Region(row: row, column: 0, rows: 1, columns: layout.size.columns), style: .selection)
    frame.write("▸", row: row, column: 0, style: .selection)
  }
}

/// Columns beside each other: which texts they show, and how wide they are; none takes what room there is.
struct KeptColumns {
  private var columns: [(text: Int, start: Int, width: Int)] = []

  init(_ widths: [(text: Int, width: Int?)], in width: Int) {
    let fixed = widths.reduce(0) { $0 + ($1.width ?? 0) + 2 } - 2
    var start = 1
    for column in widths {
      let wide = column.width ?? max(width - 1 - fixed, 0)
      columns.append((column.text, start, wide))
      start += wide + 2
    }
  }

  /// Of a hold: whose, what, until when, by which article.
  static func holds(in width: Int) -> KeptColumns {
    switch width {
    case ..<76: KeptColumns([(0, 20), (1, nil), (2, 16)], in: width)
    case ..<110: KeptColumns([(0, 24), (1, nil), (2, 22)], in: width)
    default: KeptColumns([(0, 34), (1, nil), (2, 22), (3, 24)], in: width)
    }
  }

  /// Of an incident: its number, the time that is left, how many people, what happened.
  static func incidents(in width: Int) -> KeptColumns {
    width < 76
      ? KeptColumns([(0, 17), (1, 22), (3, nil)], in: width)
      : KeptColumns([(0, 17), (1, 27), (2, 7), (3, nil)], in: width)
  }

  func draw(
    _ texts: [String], in frame: inout Frame, _ body: Region, row: Int, _ style: (Int) -> Style
  ) {
    for column in columns {
      frame.write(
        shortened(texts[column.text], to: column.width), row: row,
        column: body.column + column.start, width: column.width, style: style(column.text))
    }
  }
}
