import ContactsCore

/// How **Fila** divides the body: what is said above, the table, the selected text below.
struct QueueLayout {
  let header: [HeaderLine]
  /// With its headings.
  let list: Region
  /// The rows alone.
  let table: Region
  let detail: Region

  enum HeaderLine: Equatable {
    case counts
    case batch(BatchGlance)
    case more(Int)
    case warning(String)
  }

  init(_ screen: QueueScreen, _ layout: Layout) {
    let body = layout.body
    var header: [HeaderLine] = [.counts]
    // In a low window the rows come first.
    let room = body.rows >= 16 ? 3 : body.rows >= 12 ? 1 : 0
    let active = screen.batches
    header += active.prefix(room).map(HeaderLine.batch)
    if room > 0, active.count > room { header.append(.more(active.count - room)) }
    header += (screen.health?.warnings ?? []).prefix(body.rows >= 12 ? 3 : 1)
      .map { .warning($0.sentence) }
    self.header = header
    let detailRows = body.rows >= 14 ? 3 : 0
    detail = body.bottom(detailRows)
    list = body.inset(top: header.count + (body.rows >= 14 ? 1 : 0), bottom: detailRows)
    table = list.inset(top: 1)
  }
}

/// Draws **Fila**.
struct QueueView {
  let screen: QueueScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  private var parts: QueueLayout { QueueLayout(screen, layout) }

  func draw(in frame: inout Frame) {
    let parts = self.parts
    for (offset, line) in parts.header.enumerated() {
      draw(line, in: &frame, row: layout.body.row + offset)
    }
    drawTable(in: &frame, parts)
    drawDetail(in: &frame, parts.detail)
  }

  // MARK: - Above the table

  private func draw(_ line: QueueLayout.HeaderLine, in frame: inout Frame, row: Int) {
    let width = layout.size.columns
    switch line {
    case .counts:
      let shown = shownLabel
      let room = shown.isEmpty ? width - 2 : width - columns(of: shown) - 4
      frame.write(counts, row: row, column: 1, width: room)
      frame.write(shown, row: row, endingAt: width - 1, style: .heading)
    case .batch(let glance):
      draw(glance, in: &frame, row: row)
    case .more(let count):
      frame.write(
        count == 1 ? "e mais 1 lote: L mostra" : "e mais \(count) lotes: L mostra", row: row,
        column: 1, style: .muted)
    case .warning(let sentence):
      frame.write("! \(sentence)", row: row, column: 1, width: width - 2, style: .warning)
    }
  }

  private var counts: String {
    guard let health = screen.health else { return "" }
    let waiting = max(health.waiting - health.working, 0)
    return [
      "\(grouped(waiting)) aguardando", "\(grouped(health.working)) em trabalho",
      "\(grouped(health.toReview)) a revisar",
      health.failed == 1 ? "1 falhou" : "\(grouped(health.failed)) falharam",
    ].joined(separator: " · ")
  }

  /// What alone is shown; empty when all that is pending is.
  private var shownLabel: String {
    let parts = [
      screen.filter.state?.filterLabel ?? "", screen.filter.batch == nil ? "" : "um lote",
    ]
    .filter { !$0.isEmpty }
    return parts.isEmpty ? "" : "Só: \(parts.joined(separator: ", "))"
  }

  /// `Lote de 21/11 10:40 (csv, ana)  ████░░░░░░ 50/1.000 · faltam ~12 min`: the name gives way.
  private func draw(_ glance: BatchGlance, in frame: inout Frame, row: Int) {
    let width = layout.size.columns - 2
    let notes = glance.notes
    let after = "\(glance.progress.label)\(notes.isEmpty ? "" : " · \(notes)")"
    let barWidth = width >= 110 ? 30 : width >= 70 ? 10 : 0
    let used = columns(of: after) + (barWidth > 0 ? barWidth + 1 : 0)
    let label = shortened(glance.batch.label, to: max(width - used - 2, 4))
    frame.write(label, row: row, column: 1, style: .label)
    var column = 1 + width - used
    if barWidth > 0 {
      frame.write(glance.progress.bar(columns: barWidth), row: row, column: column)
      column += barWidth + 1
    }
    frame.write(after, row: row, column: column, width: layout.size.columns - column)
  }

  // MARK: - The table

  private func drawTable(in frame: inout Frame, _ parts: QueueLayout) {
    let table = QueueColumns(width: parts.list.columns)
    table.drawHeadings(in: &frame, row: parts.list.row)
    screen.list.draw(
      in: &frame, parts.table, isActive: isActive, emptiness: layout.keys.reworded(emptiness)
    ) {
      table.draw(screen.rows[$1], in: &$0, row: $2, isSelected: $3, desk.session.now)
    }
  }

  private var emptiness: String {
    if let failure = screen.failure { return failure.message }
    if screen.health == nil { return "Lendo a fila…" }
    switch screen.filter.state {
    case nil:
      return screen.filter.batch == nil
        ? "A fila está vazia: nada espera pela IA nem por revisão."
        : "Deste lote nada mais espera. F4 mostra o que já foi revisado."
    case .some(let state): return "Nenhum texto: \(state.filterLabel.lowercased()). F4 muda."
    }
  }

  // MARK: - Below the table

  /// What the row has no room for: the reason whole, when it is tried again, where it comes from.
  private func drawDetail(in frame: inout Frame, _ region: Region) {
    guard region.rows > 1, let item = screen.selected else { return }
    frame.horizontalLine(row: region.row, column: 0, length: region.columns)
    let inside = region.inset(top: 1, left: 1, right: 1)
    let queued = item.queuedAt.local
    var source = ["Protocolo \(item.protocolNumber)", "por \(item.attendant)"]
    if let batch = screen.batch(item.batch) {
      source.append(batch.label.prefix(1).lowercased() + String(batch.label.dropFirst()))
    } else {
      source.append("na fila desde \(queued.date.display) \(queued.clock)")
    }
    frame.write(
      layout.keys.reworded(whatNext(for: item)), row: inside.row, column: inside.column,
      width: inside.columns,
      style: item.state == .failed ? .error : .normal)
    frame.write(
      source.joined(separator: " · "), row: inside.row + 1, column: inside.column,
      width: inside.columns, style: .label)
  }

  private func whatNext(for item: QueueItemSummary) -> String {
    let reason = item.failure?.sentence ?? ""
    switch item.state {
    case .waiting where item.isBeingRead: return "Sendo lido pela IA agora."
    case .waiting:
      let isPaused = screen.batch(item.batch)?.state == .paused
      if isPaused { return "O lote está em pausa: L o retoma." }
      guard let now = desk.session.now, item.dueAt > now else {
        return reason.isEmpty ? "Espera a vez." : "\(reason) Espera a vez."
      }
      return "\(reason) Nova tentativa às \(item.dueAt.local.clock)."
    case .extracted: return "Lido. Enter abre para conferir o que foi encontrado."
    case .failed: return "\(reason) Enter revisa, F9 tenta de novo, X descarta."
    case .reviewed: return "Revisado. Enter abre a ficha."
    case .discarded: return "Descartado por uma pessoa. Enter abre a ficha."
    case .cancelled: return "Saiu da fila com o lote. Enter abre a ficha."
    }
  }
}

/// Which columns fit the table of **Fila**, and how wide each is.
struct QueueColumns: Equatable, Sendable {
  let width: Int

  enum Column: Equatable, Sendable {
    case state, age, tries, protocolNumber, name, reason

    var heading: String {
      switch self {
      case .state: "Situação"
      case .age: "Idade"
      case .tries: "Tent."
      case .protocolNumber: "Protocolo"
      case .name: "Nome"
      case .reason: "Motivo da falha"
      }
    }

    /// Of all but the name and the reason, which share what is left.
    var width: Int {
      switch self {
      case .state: 11
      case .age: 7
      case .tries: 5
      case .protocolNumber: 15
      case .name, .reason: 0
      }
    }
  }

  private static let mark = 2
  private static let gap = 2

  private var columns: [(column: Column, start: Int, width: Int)] {
    let shown: [Column] =
      width < 100
      ? [.state, .age, .tries, .name, .reason]
      : [.state, .age, .tries, .protocolNumber, .name, .reason]
    let fixed = shown.reduce(0) { $0 + $1.width } + QueueColumns.gap * (shown.count - 1)
    let rest = max(width - QueueColumns.mark - fixed - 1, 0)
    let name = rest * 9 / 20
    var start = QueueColumns.mark
    return shown.map { column in
      let wide =
        switch column {
        case .name: name
        case .reason: rest - name
        case .state, .age, .tries, .protocolNumber: column.width
        }
      defer { start += wide + QueueColumns.gap }
      return (column, start, wide)
    }
  }

  func drawHeadings(in frame: inout Frame, row: Int) {
    for (column, start, width) in columns {
      frame.write(column.heading, row: row, column: start, width: width, style: .label)
    }
  }

  func draw(
    _ item: QueueItemSummary, in frame: inout Frame, row: Int, isSelected: Bool, _ now: Timestamp?
  ) {
    let style: Style = isSelected ? .selection : .normal
    if isSelected {
      frame.fill(Region(row: row, column: 0, rows: 1, columns: width), style: .selection)
      frame.write("▸", row: row, column: 0, style: .selection)
    }
    for (column, start, width) in columns {
      let text =
        switch column {
        case .state: item.stateLabel
        case .age: age(since: item.queuedAt, now: now)
        case .tries: item.tries == 0 ? "" : String(item.tries)
        case .protocolNumber: item.protocolNumber.description
        case .name: item.name?.revealed(for: .screen) ?? "(sem nome)"
        case .reason: item.failure?.sentence ?? ""
        }
      frame.write(
        text, row: row, column: start, width: width,
        style: isSelected || column != .state ? style : item.state.style)
    }
  }
}
