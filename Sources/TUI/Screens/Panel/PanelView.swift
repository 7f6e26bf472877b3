import ContactsCore

/// How **Painel** divides the body: the model's hosts, the queue, the suggestions.
struct PanelLayout {
  let hosts: Region
  let queue: Region
  let heading: Region
  let rows: Region

  init(_ screen: PanelScreen, _ layout: Layout) {
    let body = layout.body.inset(left: 1, right: 1)
    let gap = body.rows >= 16 ? 1 : 0
    let most = body.rows >= 16 ? 4 : 2
    let hostRows = 1 + min(max(screen.glance?.hosts.count ?? 0, 1), most)
    let queueRows = 2 + min(screen.glance?.queue.warnings.count ?? 0, 3)
    hosts = body.top(hostRows)
    queue = body.inset(top: hostRows + gap).top(queueRows)
    let rest = body.inset(top: hostRows + queueRows + 2 * gap)
    heading = rest.top(2)
    rows = rest.inset(top: 2)
  }
}

/// Draws **Painel**.
struct PanelView {
  let screen: PanelScreen
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    let parts = PanelLayout(screen, layout)
    frame.write(
      "Período: \(screen.period.label)", row: parts.hosts.row, endingAt: layout.size.columns - 1,
      style: .label)
    guard let glance = screen.glance else {
      frame.write(
        screen.failure?.message ?? "Lendo os números…", row: parts.hosts.row + 1,
        column: parts.hosts.column, width: parts.hosts.columns, style: .muted)
      return
    }
    draw(glance.hosts, in: &frame, parts.hosts)
    draw(glance.queue, in: &frame, parts.queue)
    drawHeading(in: &frame, parts.heading)
    draw(glance.acceptance, in: &frame, parts.rows)
  }

  // MARK: - The model

  private func draw(_ hosts: [ModelHostHealth], in frame: inout Frame, _ region: Region) {
    frame.write("IA", row: region.row, column: region.column, style: .heading)
    let lines = region.inset(top: 1)
    if hosts.isEmpty {
      frame.write(
        "A IA ainda não foi consultada.", row: lines.row, column: lines.column,
        width: lines.columns, style: .muted)
    }
    for (offset, host) in hosts.prefix(lines.rows).enumerated() {
      let state = host.panelLabel
      let numbers = [
        state.text, "\(host.busy) em uso", "\(host.waiting) à espera",
        "p50 \(seconds(host.p50))", "p95 \(seconds(host.p95))",
      ].joined(separator: " · ")
      let used = columns(of: numbers)
      let name = shortened(host.host, to: max(lines.columns - used - 2, 8))
      let after = frame.write(
        name, row: lines.row + offset, column: lines.column, style: .label)
      frame.write(
        numbers, row: lines.row + offset, column: lines.column + after + 2,
        width: lines.columns - after - 2, style: state.style)
    }
  }

  /// `1,8 s`.
  private func seconds(_ milliseconds: Int?) -> String {
    guard let milliseconds else { return "–" }
    let tenths = (max(milliseconds, 0) + 50) / 100
    return "\(grouped(tenths / 10)),\(tenths % 10) s"
  }

  // MARK: - The queue

  private func draw(_ queue: QueueHealth, in frame: inout Frame, _ region: Region) {
    frame.write("Fila", row: region.row, column: region.column, style: .heading)
    let waiting = max(queue.waiting - queue.working, 0)
    let counts = [
      "\(grouped(waiting)) aguardando", "\(grouped(queue.working)) em trabalho",
      "\(grouped(queue.toReview)) a revisar",
      queue.failed == 1 ? "1 falhou" : "\(grouped(queue.failed)) falharam",
    ].joined(separator: " · ")
    frame.write(counts, row: region.row + 1, column: region.column, width: region.columns)
    for (offset, warning) in queue.warnings.prefix(region.rows - 2).enumerated() {
      frame.write(
        "! \(warning.sentence)", row: region.row + 2 + offset, column: region.column,
        width: region.columns, style: .warning)
    }
  }

  // MARK: - The suggestions

  private var table: PanelColumns { PanelColumns(width: layout.size.columns - 2) }

  private func drawHeading(in frame: inout Frame, _ region: Region) {
    frame.write(
      "Sugestões que as pessoas aceitaram", row: region.row, column: region.column,
      width: region.columns, style: .heading)
    table.draw(
      ["Campo", "Quem sugeriu", "Sugeridas", "Aceitas", "Corrigidas", "Recusadas", "Aceitação"],
      in: &frame, row: region.row + 1, column: region.column, style: .label)
  }

  private func draw(_ rows: [Acceptance], in frame: inout Frame, _ region: Region) {
    if rows.isEmpty {
      frame.writeWrapped(
        "Neste período ninguém conferiu sugestões ainda. F4 muda o período.",
        in: region, style: .muted)
    }
    for (offset, index) in screen.list.visible(rows: region.rows).enumerated() {
      let row = rows[index]
      let isSelected = index == screen.list.selection
      let place = region.row + offset
      if isSelected {
        frame.fill(
          Region(row: place, column: 0, rows: 1, columns: layout.size.columns), style: .selection)
        if isActive { frame.cursor = Position(row: place, column: 0) }
      }
      table.draw(
        [
          row.field.panelLabel, row.suggester, grouped(row.suggested), grouped(row.accepted),
          grouped(row.edited), grouped(row.rejected), rate(row),
        ], in: &frame, row: place, column: region.column,
        style: isSelected ? .selection : .normal)
    }
  }

  /// `████████░░ 82%`, the bar only where there is room.
  private func rate(_ row: Acceptance) -> String {
    guard let perMille = row.acceptedPerMille else { return "–" }
    let percent = "\((perMille + 5) / 10)%"
    guard table.hasBar else { return percent }
    let full = min(max(perMille, 0), 1000) * 10 / 1000
    return String(repeating: "█", count: full) + String(repeating: "░", count: 10 - full)
      + " " + percent
  }
}

/// How wide each column of the suggestions is; in a narrow window the counts behind the first give way.
struct PanelColumns {
  let width: Int

  var hasBar: Bool { width >= 100 }

  /// Of each column; nil where there is no room.
  private var widths: [Int?] {
    let counts: [Int?] = width >= 74 ? [9, 7, 10, 9] : [9, nil, nil, nil]
    let rate = hasBar ? 15 : 9
    let used = 11 + rate + counts.compactMap { $0.map { $0 + 1 } }.reduce(0, +) + 2
    return [11, max(width - used, 8)] + counts + [rate]
  }

  func draw(_ cells: [String], in frame: inout Frame, row: Int, column: Int, style: Style) {
    var column = column
    for (index, (cell, width)) in zip(cells, widths).enumerated() {
      guard let width else { continue }
      let text = shortened(cell, to: width)
      // Numbers end where their column ends.
      let start = index >= 2 ? column + width - columns(of: text) : column
      frame.write(text, row: row, column: start, width: width, style: style)
      column += width + 1
    }
  }
}

extension Acceptance {
  fileprivate var suggester: String {
    guard let model else { return "regras" }
    return promptVersion.map { "\(model), \($0)" } ?? model
  }
}

extension ExtractedField {
  fileprivate var panelLabel: String {
    switch self {
    case .name: "Nome"
    case .phones: "Telefones"
    case .emails: "E-mails"
    case .cpf: "CPF"
    case .reason: "Motivo"
    case .urgency: "Urgência"
    case .date: "Data"
    case .city: "Cidade"
    case .state: "UF"
    }
  }
}

extension ModelHostHealth {
  fileprivate var panelLabel: (text: String, style: Style) {
    switch breaker {
    case .closed where failures > 0:
      (failures == 1 ? "falhou agora há pouco" : "falhou \(failures) vezes", .warning)
    case .closed: (p50 == nil ? "ainda não respondeu" : "respondendo", .normal)
    case .open(let until): ("em pausa até \(until.local.clock)", .warning)
    case .halfOpen(true): ("sendo testada", .warning)
    case .halfOpen(false): ("a testar", .warning)
    }
  }
}
