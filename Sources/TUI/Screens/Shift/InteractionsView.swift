import ContactsCore

/// Draws **Atendimentos**.
struct InteractionsView {
  let screen: InteractionsScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  /// Protocol, alert, state and outcome stand one under the other.
  static let detailRows = 5

  func draw(in frame: inout Frame) {
    let parts = AgendaLayout(layout, detailRows: InteractionsView.detailRows)
    frame.write(
      shownLabel, row: parts.header.row, column: 1, width: layout.size.columns - 2, style: .heading)
    let table = ListColumns(shownColumns, in: parts.headings)
    table.drawHeadings(in: &frame, row: parts.headings.row)
    screen.list.draw(
      in: &frame, parts.rows, isActive: isActive, emptiness: layout.keys.reworded(emptiness)
    ) {
      let region = Region(row: $2, column: 0, rows: 1, columns: layout.size.columns)
      table.draw(cells(of: screen.rows[$1]), in: &$0, region, isSelected: $3 && !screen.isAdrift)
    }
    drawDetail(in: &frame, parts.detail)
  }

  /// `Meus · de hoje · abertos: 12`: what alone is shown, and how much of it is loaded.
  private var shownLabel: String {
    let filter = screen.filter
    var parts: [String] = []
    switch filter.assignee {
    case nil: parts.append("de todos")
    case .nobody: parts.append("de ninguém")
    case .login(let login):
      parts.append(login == desk.session.actor?.login ? "meus" : "de \(login)")
    }
    parts.append(period)
    if let state = filter.state { parts.append(state.label) }
    if let code = filter.reasonCode {
      parts.append(desk.session.reasons.first { $0.code == code }?.name ?? code)
    }
    if let urgency = filter.urgency { parts.append("urgência \(urgency.label)") }
    let words = parts.filter { !$0.isEmpty }.joined(separator: " · ")
    guard screen.isLoaded else { return words }
    return "\(words): \(grouped(screen.rows.count))\(screen.next == nil ? "" : " ou mais")"
  }

  private var period: String {
    let filter = screen.filter
    let from = filter.from?.local.date
    let until = filter.until?.adding(milliseconds: -1).local.date
    switch (from, until) {
    case (nil, nil): return ""
    case (let from?, nil):
      return from == desk.session.now?.local.date ? "de hoje" : "desde \(from.display)"
    case (nil, let until?): return "até \(until.display)"
    case (let from?, let until?):
      return from == until ? "de \(from.display)" : "de \(from.display) a \(until.display)"
    }
  }

  private var shownColumns: [ListColumns.Column] {
    let columns = layout.size.columns
    var shown: [ListColumns.Column] = [.init(heading: "Quando", width: .fixed(11))]
    if columns >= 100 { shown.append(.init(heading: "Protocolo", width: .fixed(15))) }
    shown.append(.init(heading: "Nome", width: .share(3)))
    if columns >= 70 { shown.append(.init(heading: "Motivo", width: .share(3))) }
    shown += [
      .init(heading: "Urgência", width: .fixed(9)), .init(heading: "Situação", width: .fixed(12)),
    ]
    if columns >= 100 { shown.append(.init(heading: "Com quem", width: .fixed(12))) }
    return shown
  }

  private func cells(of row: InteractionSummary) -> [(text: String, style: Style)] {
    let columns = layout.size.columns
    let local = row.occurredAt.local
    let isToday = local.date == desk.session.now?.local.date
    let isThisYear = local.date.year == desk.session.now?.local.date.year
    let day = isThisYear ? "\(local.date.display.prefix(5)) \(local.clock)" : local.date.display
    var cells: [(text: String, style: Style)] = [(isToday ? "hoje \(local.clock)" : day, .normal)]
    if columns >= 100 { cells.append((row.protocolNumber.description, .normal)) }
    cells.append((row.shownName, .normal))
    if columns >= 70 { cells.append((row.details?.reason?.revealed(for: .screen) ?? "", .normal)) }
    cells += [urgency(of: row), state(of: row)]
    if columns >= 100 { cells.append((row.assignee ?? "ninguém", .normal)) }
    return cells
  }

  private func urgency(of row: InteractionSummary) -> (text: String, style: Style) {
    guard let urgency = row.details?.urgency else { return ("", .normal) }
    switch urgency {
    case .critical: return ((row.hasOpenAlert ? "! " : "") + urgency.label, .error)
    case .high: return (urgency.label, .warning)
    case .medium, .low: return (urgency.label, .normal)
    }
  }

  private func state(of row: InteractionSummary) -> (text: String, style: Style) {
    switch row.state {
    case .open: (row.state.label, .heading)
    case .inProgress: (row.state.label, .normal)
    case .closed: (row.state.label, .muted)
    }
  }

  private var emptiness: String {
    if let failure = screen.failure { return failure.message }
    guard screen.isLoaded else { return "Lendo os atendimentos…" }
    return "Nenhum atendimento assim. F4 muda o que é mostrado; F6 abre um."
  }

  private func drawDetail(in frame: inout Frame, _ region: Region) {
    guard region.rows > 1, let row = screen.selected else { return }
    frame.horizontalLine(row: region.row, column: 0, length: region.columns)
    let inside = region.inset(top: 1, left: 1, right: 1)
    var used = 0
    for line in detail(of: row) where used < inside.rows {
      used += frame.writeClipped(line.text, in: inside.inset(top: used), style: line.style)
    }
  }

  /// Of how it ended the note is masked: as typed it stands on the record, whose reading is audited.
  private func detail(of row: InteractionSummary) -> [(text: String, style: Style)] {
    let closing = row.details?.closing
    var lines: [(text: String, style: Style)] = [
      ("Protocolo \(row.protocolNumber) · \(row.occurredAt.local.display)", .label)
    ]
    if let by = row.alert?.takenBy, let at = row.alert?.takenAt {
      lines.append(("Alerta de risco assumido por \(by) em \(at.local.display).", .normal))
    } else if row.hasOpenAlert {
      lines.append(("! Alerta de risco que ninguém da supervisão assumiu ainda.", .warning))
    }
    let state = WorkWords.state(
      row.state, assignee: row.assignee, closed: closing.map { ($0.by, $0.at) })
    let isFree = row.assignee == nil && row.state != .closed
    lines.append((isFree ? "\(state), ainda com ninguém: P pega" : state, .label))
    if row.details == nil { lines.append(("A ficha está fechada a você.", .muted)) }
    if let closing {
      let note = closing.maskedNote.map { " · nota: \($0)" } ?? ""
      lines.append(("Desfecho: \(closing.outcome)\(note)", .normal))
    }
    return lines
  }
}
