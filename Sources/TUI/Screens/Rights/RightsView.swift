import ContactsCore

/// Draws **LGPD**: the list, or one request.
struct RightsView {
  let screen: RightsScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    let body = layout.body.inset(left: 1, right: 1)
    switch screen.view {
    case .list: drawList(in: &frame, body)
    case .request(let request, let list): draw(request, list, in: &frame, body)
    case .holds: drawHolds(in: &frame, body)
    case .incidents: drawIncidents(in: &frame, body)
    }
  }

  /// The three lists, and which of them is in view.
  func drawTabs(in frame: inout Frame, _ body: Region) {
    let tabs: [(name: String, isShown: Bool)] = [
      ("Pedidos", screen.view == .list), ("Retenções", screen.view == .holds),
      ("Incidentes", screen.view == .incidents),
    ]
    var column = body.column
    for tab in tabs {
      let words = tab.isShown ? "[\(tab.name)]" : " \(tab.name) "
      frame.write(
        words, row: body.row, column: column, width: max(body.endColumn - column, 0),
        style: tab.isShown ? .heading : .muted)
      column += columns(of: words) + 1
    }
    frame.write(
      layout.keys.reworded("Tab muda"), row: body.row, endingAt: body.endColumn, style: .muted)
  }

  private func clock(of summary: RequestSummary) -> (words: String, style: Style) {
    guard let now = desk.session.now else { return (summary.dueOn.display, .normal) }
    let clock = summary.clock(at: now)
    let style: Style =
      if clock.isClosed {
        .muted
      } else if clock.isOverdue {
        .error
      } else if clock.daysLeft <= 2 {
        .warning
      } else {
        .normal
      }
    return (clock.words, style)
  }

  // MARK: - The list

  private func drawList(in frame: inout Frame, _ body: Region) {
    let shown = screen.onlyOpen ? "Pedidos abertos" : "Todos os pedidos"
    drawTabs(in: &frame, body)
    frame.write(
      "\(shown), o primeiro a vencer primeiro", row: body.row + 1, column: body.column,
      width: body.columns - 6, style: .heading)
    frame.write("\(screen.rows.count)", row: body.row + 1, endingAt: body.endColumn, style: .muted)
    let columns = RequestColumns(width: body.columns)
    columns.draw(in: &frame, row: body.row + 2, column: body.column) { column in
      (column.heading, .label)
    }
    let rows = body.inset(top: 3, bottom: 3)
    screen.list.draw(
      in: &frame, rows, isActive: isActive, emptiness: layout.keys.reworded(emptiness)
    ) {
      frame, index, row, isSelected in
      let summary = screen.rows[index]
      if isSelected {
        frame.fill(
          Region(row: row, column: 0, rows: 1, columns: layout.size.columns), style: .selection)
        frame.write("▸", row: row, column: 0, style: .selection)
      }
      let clock = clock(of: summary)
      columns.draw(in: &frame, row: row, column: body.column) { column in
        let style: Style = isSelected ? .selection : column == .clock ? clock.style : .normal
        return (column == .clock ? clock.words : column.text(of: summary), style)
      }
    }
    guard let selected = screen.selected else { return }
    frame.writeWrapped(
      "\(selected.shownName): \(selected.kind.label) (\(selected.kind.article)), "
        + "\(selected.state.label), \(selected.done) de \(selected.steps) passos, até "
        + "\(selected.dueOn.display), por \(selected.openedBy).",
      in: body.inset(top: body.rows - 2), style: .muted)
  }

  private var emptiness: String {
    if screen.isLoading { return "Lendo os pedidos…" }
    if let failure = screen.failure { return failure.message }
    return screen.onlyOpen
      ? "Nenhum pedido espera resposta. F4 mostra também os fechados."
      : "Nenhum pedido. O de uma pessoa começa na ficha dela, com l."
  }

  // MARK: - One request

  private func draw(
    _ request: SubjectRequest, _ list: ListState, in frame: inout Frame, _ body: Region
  ) {
    let summary = request.summary
    frame.write(
      "\(request.protocolNumber) · \(request.kind.label) (\(request.kind.article))", row: body.row,
      column: body.column, width: body.columns, style: .heading)
    let clock = clock(of: summary)
    let labels = 12
    var row = body.row + 1
    func line(_ label: String, _ text: String, _ style: Style = .normal) {
      frame.write(label, row: row, column: body.column, style: .label)
      frame.write(
        text, row: row, column: body.column + labels, width: body.columns - labels, style: style)
      row += 1
    }
    line("Prazo", "\(summary.dueOn.display), \(clock.words)", clock.style)
    line("Quem", who(request))
    line("Identidade", request.identityCheck?.name ?? "ainda não conferida")
    if request.isGuardianFlagged.revealed(for: .screen) {
      line(
        "Atenção",
        "! o \(GuardianCaution.shortWarning)"
          + (request.mayBeOfAggressor ? "; quem pede é um representante" : ""), .warning)
    }
    line("Situação", "\(summary.state.label), \(summary.done) de \(summary.steps) passos")
    line(
      "Resposta",
      request.safeChannel.map { "pelo canal seguro: \($0.revealed(for: .screen))" }
        ?? "sem canal seguro no cadastro: combine com a pessoa",
      request.safeChannel == nil ? .warning : .normal)
    if let refusal = request.refusal {
      line("Recusa", "\(refusal.article): \(refusal.reason.revealed(for: .screen))")
    }
    row += 1
    let steps = Region(
      row: row, column: body.column, rows: max(body.endRow - row - 3, 1), columns: body.columns)
    list.draw(in: &frame, steps, isActive: isActive, emptiness: "Sem passos.") {
      frame, index, row, isSelected in
      let step = request.steps[index]
      if isSelected {
        frame.fill(
          Region(row: row, column: 0, rows: 1, columns: layout.size.columns), style: .selection)
      }
      frame.write(
        "\(step.done == nil ? "[ ]" : "[x]") \(step.text)", row: row, column: body.column,
        width: body.columns,
        style: isSelected ? .selection : step.done == nil ? .normal : .muted)
    }
    guard let step = screen.step else { return }
    let isCut = columns(of: step.text) + 4 > body.columns
    frame.writeWrapped(
      (isCut ? "\(step.text). " : "")
        + (step.done.map {
          "Feito em \($0.at.local.display) por \($0.by): \($0.evidence.revealed(for: .screen))"
        } ?? (step.isAutomatic ? "O programa o faz, com Enter." : "Falta: Enter o anota.")),
      in: body.inset(top: body.rows - 2), style: .muted)
  }

  private func who(_ request: SubjectRequest) -> String {
    let asker =
      if case .representative(let name, let mandate) = request.asker {
        "por \(name.revealed(for: .screen)), \(mandate.revealed(for: .screen))"
      } else {
        "a própria pessoa"
      }
    return "\(request.summary.shownName) · \(asker)"
  }
}

extension RequestSummary {
  /// Who it is about, as a list says it.
  var shownName: String {
    name?.revealed(for: .screen) ?? (contact == nil ? "sem cadastro" : "(nome não mostrado)")
  }
}

/// Which columns fit the list of **LGPD**.
struct RequestColumns: Equatable, Sendable {
  let width: Int

  enum Column: Equatable, Sendable {
    case number, kind, who, state, steps, clock

    var heading: String {
      switch self {
      case .number: "Protocolo"
      case .kind: "O que pede"
      case .who: "Quem"
      case .state: "Situação"
      case .steps: "Passos"
      case .clock: "Prazo"
      }
    }

    func text(of summary: RequestSummary) -> String {
      switch self {
      case .number: summary.protocolNumber.description
      case .kind: summary.kind.label
      case .who: summary.shownName
      case .state: summary.state.label
      case .steps: "\(summary.done) de \(summary.steps)"
      case .clock: summary.dueOn.display
      }
    }
  }

  private var columns: [(column: Column, start: Int, width: Int)] {
    let fixed: [(Column, Int)] =
      switch width {
      case ..<76: [(.number, 18), (.clock, 19), (.kind, 0)]
      case ..<110: [(.number, 18), (.clock, 19), (.kind, 18), (.who, 0)]
      default: [(.number, 18), (.clock, 28), (.kind, 30), (.state, 12), (.steps, 6), (.who, 0)]
      }
    let used = fixed.reduce(0) { $0 + $1.1 + 2 } - 2
    var start = 1
    return fixed.map { column, wide in
      let wide = wide == 0 ? max(width - used - 2, 0) : wide
      defer { start += wide + 2 }
      return (column, start, wide)
    }
  }

  func draw(
    in frame: inout Frame, row: Int, column left: Int,
    _ text: (Column) -> (text: String, style: Style)
  ) {
    for (column, start, wide) in columns {
      let shown = text(column)
      frame.write(
        shortened(shown.text, to: wide), row: row, column: left + start, width: wide,
        style: shown.style)
    }
  }
}
