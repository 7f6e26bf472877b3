import ContactsCore

extension DialogView {
  func draw(_ dialog: ShiftDialog, in frame: inout Frame) {
    switch dialog {
    case .schedule(let dialog): draw(dialog, in: &frame)
    case .outcome(let dialog): draw(dialog, in: &frame)
    case .wrapUp(let dialog): draw(dialog, in: &frame)
    case .filter(let dialog): draw(dialog, in: &frame)
    case .assign(let dialog): draw(dialog, in: &frame)
    case .alerts(let dialog): draw(dialog, in: &frame)
    case .referrals(let referrals): draw(referrals, in: &frame)
    }
  }

  private func draw(_ status: Status, in frame: inout Frame, _ region: Region) {
    frame.writeWrapped(status.marked, in: region, style: status.tone.style)
  }

  /// A named field over the whole width; gives back the row after it.
  private func draw(
    _ label: String, _ field: TextField, isFocused: Bool, in frame: inout Frame, _ region: Region,
    row: Int
  ) -> Int {
    frame.write(
      label, row: row, column: region.column, width: region.columns,
      style: isFocused ? .heading : .label)
    frame.write(
      field, row: row + 1, column: region.column, width: region.columns, isFocused: isFocused)
    return row + 2
  }

  // MARK: - Callbacks

  private func draw(_ dialog: ScheduleDialog, in frame: inout Frame) {
    let isPostponing = dialog.purpose.isPostponing
    let inside = box(
      isPostponing ? "Adiar o retorno" : "Agendar retorno", rows: isPostponing ? 7 : 9, in: &frame)
    frame.write(
      dialog.name.isEmpty ? "Pessoa sem nome informado" : dialog.name, row: inside.row,
      column: inside.column, width: inside.columns, style: .heading)
    var row = draw(
      "Quando: amanhã 15h, sexta 9h30, 28/11 14:00, em 40 min", dialog.when,
      isFocused: dialog.focus == .when, in: &frame, inside, row: inside.row + 1)
    frame.write(
      understood(dialog.when, dialog.moment), row: row, column: inside.column,
      width: inside.columns, style: .muted)
    row += 1
    if !isPostponing {
      row = draw(
        "Assunto", dialog.note, isFocused: dialog.focus == .note, in: &frame, inside, row: row)
    }
    draw(dialog.asking.notice, in: &frame, Region(inside, from: row + 1))
  }

  /// The moment as it is understood, with its day of the week.
  private func understood(_ field: TextField, _ moment: Timestamp?) -> String {
    guard !isBlank(field.text) else { return "" }
    guard let moment else { return "Falta entender o dia e a hora." }
    let days = ["domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado"]
    return "\(days[moment.local.date.weekday.rawValue]), \(moment.local.display)"
  }

  private func draw(_ dialog: CallbackOutcomeDialog, in frame: inout Frame) {
    let inside = box("Concluir o retorno", rows: 8, in: &frame)
    frame.write(
      dialog.name, row: inside.row, column: inside.column, width: inside.columns, style: .heading)
    for (index, state) in CallbackOutcomeDialog.states.enumerated() {
      let isChosen = index == dialog.selection
      let row = inside.row + 2 + index
      let style: Style = isChosen ? .selection : .normal
      if isChosen {
        frame.fill(
          Region(row: row, column: inside.column, rows: 1, columns: inside.columns), style: style)
        frame.cursor = Position(row: row, column: inside.column)
      }
      frame.write(
        (isChosen ? "▸ " : "  ") + "\(index + 1) \(CallbackOutcomeDialog.label(state))", row: row,
        column: inside.column, width: inside.columns, style: style)
    }
    draw(dialog.asking.notice, in: &frame, Region(inside, from: inside.row + 6))
  }

  // MARK: - Encerramento

  private func draw(_ dialog: WrapUpDialog, in frame: inout Frame) {
    let inside = box("Encerramento", rows: 17, in: &frame)
    var row = inside.row
    if inside.rows >= 17 {
      frame.write(
        dialog.name.isEmpty ? "Pessoa sem nome informado" : dialog.name, row: row,
        column: inside.column, width: inside.columns, style: .heading)
      row += 1
    }
    for item in WrapUpDialog.Row.allCases {
      row = draw(item, of: dialog, in: &frame, inside, row: row)
    }
    let rest = Region(inside, from: min(row, inside.endRow - 1))
    if dialog.asking.notice.text.isEmpty {
      let isBare = dialog.focus == .when && isBlank(dialog.when.text)
      frame.write(
        isBare
          ? "Vazio não agenda; ou amanhã 15h, 28/11 14:00."
          : understood(dialog.when, dialog.moment), row: rest.row, column: rest.column,
        width: rest.columns, style: .muted)
    } else {
      draw(dialog.asking.notice, in: &frame, rest)
    }
  }

  /// One line, and below that of the focus the nine that have a digit; gives back the row after it.
  private func draw(
    _ item: WrapUpDialog.Row, of dialog: WrapUpDialog, in frame: inout Frame, _ inside: Region,
    row: Int
  ) -> Int {
    let isFocused = dialog.focus == item
    let labels = ["Motivo", "Desfecho", "Nota", "Retorno"]
    frame.write(
      labels[item.rawValue], row: row, column: inside.column, width: 9,
      style: isFocused ? .heading : .label)
    let start = inside.column + 10
    let width = inside.columns - 10
    switch item {
    case .note, .when:
      frame.write(
        item == .note ? dialog.note : dialog.when, row: row, column: start, width: width,
        isFocused: isFocused)
      return row + 1
    case .reason, .outcome:
      let name =
        item == .reason
        ? dialog.reason.map { dialog.reasons[$0].name }
        : dialog.outcome.map { dialog.outcomes[$0].name }
      let missing = item == .reason ? "(sem motivo do catálogo)" : "(escolha com um número)"
      frame.write(
        name ?? missing, row: row, column: start, width: width,
        style: name == nil ? .muted : .normal)
    }
    guard isFocused else { return row + 1 }
    let (names, first, selected) = dialog.choices
    let shown = names.dropFirst(first).prefix(WrapUpDialog.page)
    for (offset, name) in shown.enumerated() {
      let isChosen = first + offset == selected
      let line = row + 1 + offset
      let style: Style = isChosen ? .selection : .normal
      if isChosen {
        frame.fill(
          Region(row: line, column: inside.column + 1, rows: 1, columns: inside.columns - 1),
          style: style)
      }
      frame.write(
        "\(isChosen ? "▸" : " ") \(offset + 1)", row: line, column: inside.column + 1,
        style: isChosen ? .selection : .key)
      frame.write(
        name, row: line, column: inside.column + 5, width: inside.columns - 5, style: style)
    }
    if names.count > WrapUpDialog.page {
      let pages = (names.count + WrapUpDialog.page - 1) / WrapUpDialog.page
      frame.write(
        "← \(first / WrapUpDialog.page + 1)/\(pages) →", row: row, endingAt: inside.endColumn,
        style: .key)
    }
    frame.cursor = Position(row: row, column: start)
    return row + 1 + shown.count
  }

  // MARK: - Atendimentos

  private func draw(_ dialog: InteractionFilterDialog, in frame: inout Frame) {
    let inside = box(
      "Filtrar os atendimentos", rows: InteractionFilterDialog.Row.allCases.count + 6, in: &frame)
    frame.writeWrapped(
      "O que ficar vazio não filtra; em Com quem, ninguem mostra os que não têm ninguém.",
      in: inside.top(2), style: .muted)
    var row = inside.row + 3
    for item in InteractionFilterDialog.Row.allCases {
      let isFocused = dialog.focus == item
      frame.write(
        item.label, row: row, column: inside.column, width: 10,
        style: isFocused ? .heading : .label)
      let start = inside.column + 11
      let width = inside.columns - 11
      if item.isChoice {
        let style: Style = isFocused ? .focusedField : .field
        let text = dialog.choice(item)
        frame.fill(Region(row: row, column: start, rows: 1, columns: width), style: style)
        frame.write(
          isFocused ? "‹ \(text) ›" : text, row: row, column: start, width: width, style: style)
        if isFocused { frame.cursor = Position(row: row, column: start) }
      } else {
        frame.write(dialog[item], row: row, column: start, width: width, isFocused: isFocused)
      }
      row += 1
    }
    draw(dialog.notice, in: &frame, Region(inside, from: row + 1))
  }

  private func draw(_ dialog: AssignDialog, in frame: inout Frame) {
    let inside = box(
      dialog.isCallback ? "Passar o retorno" : "Passar o atendimento", rows: 10, in: &frame)
    frame.write(
      dialog.title, row: inside.row, column: inside.column, width: inside.columns, style: .heading)
    frame.write(
      "Hoje com: \(dialog.assignee ?? "ninguém")", row: inside.row + 1, column: inside.column,
      width: inside.columns, style: .label)
    var row = draw(
      "Para quem (nome de entrada)", dialog.login, isFocused: dialog.focus == .login, in: &frame,
      inside, row: inside.row + 3)
    row = draw(
      "Motivo, sem dados da pessoa atendida", dialog.reason, isFocused: dialog.focus == .reason,
      in: &frame, inside, row: row)
    draw(dialog.asking.notice, in: &frame, Region(inside, from: row + 1))
  }

  // MARK: - Risk

  private func draw(_ dialog: AlertsDialog, in frame: inout Frame) {
    let listed = min(dialog.alerts.count, max(layout.body.rows - 8, 1))
    let inside = box("Alertas de risco", rows: listed + 4, in: &frame)
    frame.writeWrapped(
      "Atendimentos críticos que ninguém assumiu.", in: inside.top(1), style: .warning)
    draw(dialog.chooser, in: &frame, inside.inset(top: 2).top(listed), filters: false)
    draw(dialog.asking.notice, in: &frame, Region(inside, from: inside.row + listed + 3))
  }

  private static let script = "Fique na linha. Diga o número devagar, e o que ele faz."

  private func draw(_ referrals: [Referral], in frame: inout Frame) {
    let width = insideColumns
    let indent = 6
    let texts = referrals.map { wrapped($0.occasion, to: width - indent) }
    let isShort = texts.reduce(0) { $0 + $1.count + 1 } + 3 > layout.body.rows - 2
    let rows = texts.reduce(0) { $0 + 1 + (isShort ? 0 : $1.count) }
    let inside = box("Risco: a quem ligar agora", rows: rows + 3, in: &frame)
    frame.writeWrapped(
      isShort ? "Fique na linha. Diga o número devagar." : Self.script, in: inside.top(1),
      style: .warning)
    var row = inside.row + 2
    for (referral, lines) in zip(referrals, texts) {
      frame.write(referral.number, row: row, column: inside.column, width: indent, style: .key)
      frame.write(
        referral.name, row: row, column: inside.column + indent, width: width - indent,
        style: .heading)
      row += 1
      guard !isShort else { continue }
      for line in lines where row < inside.endRow {
        frame.write(line, row: row, column: inside.column + indent, width: width - indent)
        row += 1
      }
    }
  }
}

extension Region {
  /// What is left of a region from a row on.
  fileprivate init(_ region: Region, from row: Int) {
    self.init(
      row: row, column: region.column, rows: region.endRow - row, columns: region.columns)
  }
}
