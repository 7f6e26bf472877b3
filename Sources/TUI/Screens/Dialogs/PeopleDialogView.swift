import ContactsCore

extension DialogView {
  func draw(_ dialog: PeopleDialog, in frame: inout Frame) {
    switch dialog {
    case .breakGlass(let dialog): draw(dialog, in: &frame)
    case .restriction(let dialog): draw(dialog, in: &frame)
    case .guardian(let dialog): draw(dialog, in: &frame)
    case .notices(let dialog): draw(dialog, in: &frame)
    case .auditFilter(let dialog): draw(dialog, in: &frame)
    case .auditExport(let dialog): draw(dialog, in: &frame)
    case .checkpoint(let glance): draw(glance, in: &frame)
    }
  }

  private func draw(_ dialog: BreakGlassDialog, in frame: inout Frame) {
    let inside = box("Abrir em emergência", rows: 11, in: &frame)
    let used = frame.writeWrapped(
      "Este registro está fechado a todos menos às pessoas nomeadas. Abri-lo assim mesmo avisa o"
        + " encarregado agora, com o seu nome e o motivo, e vale por uma hora.", in: inside.top(4),
      style: .warning)
    let row = inside.row + used + 1
    frame.write(
      "Por que é preciso abrir? Sem dados da pessoa atendida.", row: row, column: inside.column,
      width: inside.columns, style: .label)
    frame.write(
      dialog.reason, row: row + 1, column: inside.column, width: inside.columns, isFocused: true)
    draw(dialog.asking.notice, in: &frame, inside.inset(top: used + 4))
  }

  private func draw(_ dialog: RestrictionDialog, in frame: inout Frame) {
    let isClosed = dialog.restriction != nil
    let inside = box(
      isClosed ? "Registro restrito" : "Restringir o registro", rows: 12, in: &frame)
    let used = frame.writeWrapped(
      isClosed
        ? layout.keys.reworded(
          "Só estas pessoas podem abrir a ficha. Mude os nomes, ou libere a todos com F8.")
        : "A ficha fica fechada a todos menos a quem for nomeado aqui. O encarregado é avisado.",
      in: inside.top(3))
    var row = inside.row + used + 1
    for (item, label, field) in [
      (RestrictionDialog.Row.readers, "Nomes de entrada, com vírgulas", dialog.readers),
      (.reason, "Motivo, sem dados da pessoa atendida", dialog.reason),
    ] {
      let isFocused = dialog.focus == item
      frame.write(
        label, row: row, column: inside.column, width: inside.columns,
        style: isFocused ? .heading : .label)
      frame.write(
        field, row: row + 1, column: inside.column, width: inside.columns, isFocused: isFocused)
      row += 2
    }
    draw(
      dialog.asking.notice, in: &frame,
      Region(
        row: row + 1, column: inside.column, rows: max(inside.endRow - row - 1, 0),
        columns: inside.columns))
  }

  private func draw(_ dialog: GuardianDialog, in frame: inout Frame) {
    let inside = box("Cuidado com o responsável", rows: 13, in: &frame)
    let who = dialog.guardian.map { "Responsável: \($0.revealed(for: .screen))." }
    let used = frame.writeWrapped(
      (who ?? "A ficha não diz quem é o responsável.")
        + " Quem pede em nome da pessoa não é informado do que se anota aqui.", in: inside.top(3))
    var row = inside.row + used + 1
    let isOnFlag = dialog.focus == .flag
    let isFlagged = dialog.mayBeAggressor.revealed(for: .screen)
    frame.write(
      "O responsável pode ser o agressor?", row: row, column: inside.column,
      width: inside.columns, style: isOnFlag ? .heading : .label)
    let answer = isFlagged ? "sim" : "não"
    frame.fill(
      Region(row: row + 1, column: inside.column, rows: 1, columns: inside.columns),
      style: isOnFlag ? .focusedField : .field)
    frame.write(
      isOnFlag ? "‹ \(answer) ›" : answer, row: row + 1, column: inside.column,
      width: inside.columns, style: isOnFlag ? .focusedField : .field)
    if isOnFlag { frame.cursor = Position(row: row + 1, column: inside.column) }
    row += 2
    frame.write(
      "O que é melhor para a pessoa", row: row, column: inside.column, width: inside.columns,
      style: isOnFlag ? .label : .heading)
    frame.write(
      dialog.note, row: row + 1, column: inside.column, width: inside.columns,
      isFocused: !isOnFlag)
    draw(
      dialog.asking.notice, in: &frame,
      Region(
        row: row + 3, column: inside.column, rows: max(inside.endRow - row - 3, 0),
        columns: inside.columns))
  }

  private func draw(_ dialog: NoticesDialog, in frame: inout Frame) {
    let listed = min(dialog.notices.count, max(layout.body.rows - 9, 1))
    let inside = box("Avisos ao encarregado", rows: listed + 5, in: &frame)
    draw(dialog.chooser, in: &frame, inside.top(listed), filters: false)
    guard let notice = dialog.selected else { return }
    frame.horizontalLine(row: inside.row + listed, column: inside.column, length: inside.columns)
    frame.writeWrapped(
      "\(notice.kind.label), por \(notice.by). Motivo: \(notice.reason.revealed(for: .screen))",
      in: inside.inset(top: listed + 1))
  }

  private func draw(_ status: Status, in frame: inout Frame, _ region: Region) {
    frame.writeWrapped(status.marked, in: region, style: status.tone.style)
  }

  // MARK: - Auditoria

  private func draw(_ dialog: AuditFilterDialog, in frame: inout Frame) {
    let inside = box(
      "Filtrar a auditoria", rows: AuditFilterDialog.Row.allCases.count + 5, in: &frame)
    frame.writeWrapped(
      "O que ficar vazio não filtra. Datas como 21/11/2026.", in: inside.top(1), style: .muted)
    var row = inside.row + 2
    for item in AuditFilterDialog.Row.allCases {
      let isFocused = dialog.focus == item
      frame.write(
        item.label, row: row, column: inside.column, width: 17,
        style: isFocused ? .heading : .label)
      let start = inside.column + 18
      let width = inside.columns - 18
      if item == .action {
        let text = dialog.action?.filterLabel ?? "qualquer"
        frame.fill(
          Region(row: row, column: start, rows: 1, columns: width),
          style: isFocused ? .focusedField : .field)
        frame.write(
          isFocused ? "‹ \(text) ›" : text, row: row, column: start, width: width,
          style: isFocused ? .focusedField : .field)
        if isFocused { frame.cursor = Position(row: row, column: start) }
      } else {
        frame.write(dialog[item], row: row, column: start, width: width, isFocused: isFocused)
      }
      row += 1
    }
    draw(
      dialog.notice, in: &frame,
      Region(row: row + 1, column: inside.column, rows: 2, columns: inside.columns))
  }

  private func draw(_ dialog: AuditExportDialog, in frame: inout Frame) {
    let inside = box("Exportar a auditoria", rows: 9, in: &frame)
    let used = frame.writeWrapped(
      dialog.isFiltered
        ? "Grava o que o filtro mostra, em JSON, uma linha por registro. A exportação fica"
          + " registrada antes de o arquivo existir."
        : "Grava a auditoria inteira, em JSON, uma linha por registro. A exportação fica"
          + " registrada antes de o arquivo existir.", in: inside.top(3))
    frame.write(
      "Caminho do arquivo novo", row: inside.row + used + 1, column: inside.column, style: .label)
    frame.write(
      dialog.path, row: inside.row + used + 2, column: inside.column, width: inside.columns,
      isFocused: true)
    draw(dialog.notice, in: &frame, inside.inset(top: used + 4))
  }

  private func draw(_ glance: CheckpointGlance, in frame: inout Frame) {
    let made = glance.time.local
    let lines = [
      ("Registro", grouped(Int(glance.seq))), ("Quando", "\(made.date.display) \(made.clock)"),
      ("Resumo", hexadecimal(glance.root)), ("Chave", hexadecimal(glance.publicKey)),
    ]
    let inside = box("Ponto de controle", rows: 13, in: &frame)
    var row = inside.row
    for (label, value) in lines {
      frame.write(label, row: row, column: inside.column, style: .label)
      row += frame.writeWrapped(
        value,
        in: Region(
          row: row, column: inside.column + 10, rows: 3, columns: inside.columns - 10))
    }
    frame.writeWrapped(
      "Anote ou fotografe, e guarde fora desta máquina: com ele se prova que ninguém reescreveu a"
        + " auditoria. O arquivo assinado sai com: atende audit checkpoint",
      in: Region(
        row: row + 1, column: inside.column, rows: max(inside.endRow - row - 1, 0),
        columns: inside.columns), style: .muted)
  }
}
