import ContactsCore

/// How **Auditoria** divides the body: what is shown, what the check says, the table.
struct AuditLayout {
  let header: Region
  /// Nil when there is nothing to say of a check.
  let check: Region?
  /// With its headings.
  let list: Region
  /// The rows alone.
  let table: Region

  init(_ screen: AuditScreen, _ layout: Layout) {
    let body = layout.body
    header = body.top(1)
    let checkRows = screen.check == .no ? 0 : body.columns >= 80 ? 2 : 3
    check = checkRows > 0 ? body.inset(top: 1).top(checkRows) : nil
    list = body.inset(top: 1 + checkRows + (body.rows >= 16 ? 1 : 0))
    table = list.inset(top: 1)
  }
}

/// Draws **Auditoria**.
struct AuditView {
  let screen: AuditScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    if case .entry(let top) = screen.view, let entry = screen.selected {
      return draw(entry, top: top, in: &frame)
    }
    let parts = AuditLayout(screen, layout)
    drawHeader(in: &frame, parts.header)
    if let region = parts.check { drawCheck(in: &frame, region.inset(left: 1, right: 1)) }
    drawTable(in: &frame, parts)
  }

  // MARK: - The list

  private func drawHeader(in frame: inout Frame, _ region: Region) {
    let count = "\(grouped(screen.rows.count))\(screen.hasMore ? "+" : "")"
    frame.write(count, row: region.row, endingAt: region.endColumn - 1, style: .muted)
    frame.write(
      shown, row: region.row, column: 1, width: region.columns - columns(of: count) - 4,
      style: .label)
  }

  /// `Por ana · leu (READ) · de 01/11/2026 · até 21/11/2026`.
  private var shown: String {
    let filter = screen.filter
    var parts: [String] = []
    if let name = screen.name {
      parts.append("Ficha de \(name)")
    } else if filter.contact != nil {
      parts.append("De uma ficha")
    }
    if let person = filter.person { parts.append("Por \(person)") }
    if let action = filter.action { parts.append(action.filterLabel) }
    if let from = filter.from { parts.append("de \(from.local.date.display)") }
    if let until = filter.until {
      parts.append("até \(until.adding(milliseconds: -1).local.date.display)")
    }
    return parts.isEmpty ? "Tudo, do mais novo ao mais antigo" : parts.joined(separator: " · ")
  }

  private func drawCheck(in frame: inout Frame, _ region: Region) {
    switch screen.check {
    case .no: break
    case .running(_, let done, let total):
      let share = total > 0 ? Int(min(done, total) * 100 / total) : 0
      let label = total > 0 ? "\(share) % de \(grouped(Int(total))) registros" : "começando…"
      frame.write("Conferindo", row: region.row, column: region.column, style: .label)
      let width = region.columns >= 70 ? 30 : 15
      let full = width * share / 100
      frame.write(
        String(repeating: "█", count: full) + String(repeating: "░", count: width - full),
        row: region.row, column: region.column + 11)
      frame.write(
        label, row: region.row, column: region.column + 12 + width,
        width: max(region.columns - 12 - width, 0))
    case .done(let finding):
      let status: Status =
        finding.isIntact ? .success(finding.sentence) : .failure(finding.sentence)
      frame.writeWrapped(status.marked, in: region, style: status.tone.style)
    }
  }

  private func drawTable(in frame: inout Frame, _ parts: AuditLayout) {
    let table = AuditColumns(width: parts.list.columns)
    table.drawHeadings(in: &frame, row: parts.list.row)
    screen.list.draw(
      in: &frame, parts.table, isActive: isActive, emptiness: layout.keys.reworded(emptiness)
    ) {
      table.draw(screen.rows[$1], in: &$0, row: $2, isSelected: $3)
    }
  }

  private var emptiness: String {
    if screen.isLoading { return "Lendo a auditoria; esta leitura fica registrada…" }
    if let failure = screen.failure { return failure.message }
    return "Nada com este filtro. F4 o muda."
  }

  // MARK: - One entry

  private func draw(_ entry: AuditEntry, top: Int, in frame: inout Frame) {
    let body = layout.body.inset(top: 1, left: 1, right: 1)
    let labelWidth = 21
    let lines = entry.details.flatMap { label, text -> [(label: String, text: String)] in
      wrapped(text, to: max(body.columns - labelWidth, 10)).enumerated().map {
        ($0.offset == 0 ? label : "", $0.element)
      }
    }
    let last = max(lines.count - body.rows, 0)
    let start = min(top, last)
    for (offset, line) in lines.dropFirst(start).prefix(body.rows).enumerated() {
      let row = body.row + offset
      frame.write(line.label, row: row, column: body.column, width: labelWidth - 1, style: .label)
      frame.write(
        line.text, row: row, column: body.column + labelWidth, width: body.columns - labelWidth,
        style: line.label == "Resultado" && entry.isRefused ? .warning : .normal)
    }
    if start < last {
      frame.write("↓ PgDn", row: body.endRow - 1, endingAt: body.endColumn, style: .muted)
    }
    if isActive { frame.cursor = Position(row: body.row, column: body.column) }
  }
}

/// Which columns fit the table of **Auditoria**, and how wide each is.
struct AuditColumns: Equatable, Sendable {
  let width: Int

  enum Column: Equatable, Sendable {
    case seq, time, person, action, entity, origin, remark

    var heading: String {
      switch self {
      case .seq: "Registro"
      case .time: "Quando"
      case .person: "Quem"
      case .action: "Ação"
      case .entity: "O quê"
      case .origin: "De onde"
      case .remark: "Detalhe"
      }
    }

    /// Of all but the remark, which takes what is left.
    var width: Int {
      switch self {
      case .seq: 8
      case .time: 14
      case .person: 10
      case .action: 10
      case .entity: 12
      case .origin: 22
      case .remark: 0
      }
    }
  }

  private static let mark = 2
  private static let gap = 2

  private var columns: [(column: Column, start: Int, width: Int)] {
    let shown: [Column] =
      switch width {
      case ..<76: [.time, .person, .action, .entity]
      case ..<110: [.seq, .time, .person, .action, .entity, .remark]
      default: [.seq, .time, .person, .action, .entity, .origin, .remark]
      }
    let fixed = shown.reduce(0) { $0 + $1.width } + AuditColumns.gap * (shown.count - 1)
    let rest = max(width - AuditColumns.mark - fixed - 1, 0)
    var start = AuditColumns.mark
    return shown.map { column in
      let wide = column == .remark ? rest : column.width
      defer { start += wide + AuditColumns.gap }
      return (column, start, wide)
    }
  }

  func drawHeadings(in frame: inout Frame, row: Int) {
    for (column, start, width) in columns {
      frame.write(column.heading, row: row, column: start, width: width, style: .label)
    }
  }

  func draw(_ entry: AuditEntry, in frame: inout Frame, row: Int, isSelected: Bool) {
    let style: Style = isSelected ? .selection : .normal
    if isSelected {
      frame.fill(Region(row: row, column: 0, rows: 1, columns: width), style: .selection)
      frame.write("▸", row: row, column: 0, style: .selection)
    }
    for (column, start, width) in columns {
      let text =
        switch column {
        case .seq: grouped(Int(entry.seq))
        case .time: entry.shortTime
        case .person: entry.actor
        case .action: entry.actionLabel
        case .entity: entry.entity
        case .origin: entry.origin.isEmpty ? entry.terminal : entry.origin
        case .remark: entry.remark
        }
      let isWarned = entry.isRefused && column == .action && !isSelected
      frame.write(text, row: row, column: start, width: width, style: isWarned ? .warning : style)
    }
  }
}
