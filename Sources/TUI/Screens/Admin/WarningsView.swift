import ContactsCore

extension AdminView {
  /// What somebody should see to: open first, then what somebody took care of or is no longer so.
  func draw(_ warnings: [CentreWarning], in frame: inout Frame, _ parts: AdminLayout) {
    let width = parts.rows.columns
    let table = WarningColumns(width: width - 2)
    table.draw(
      ["Aviso", "Vezes", "Primeira vez", "Última vez", "Quem cuida"], in: &frame,
      row: parts.heading.row, style: .label)
    screen.list.draw(
      in: &frame, parts.rows, isActive: isActive, emptiness: "Nada a cuidar agora."
    ) { (frame, index, row, isSelected) in
      let warning = warnings[index]
      if isSelected {
        frame.fill(Region(row: row, column: 0, rows: 1, columns: width), style: .selection)
      }
      let style: Style = isSelected ? .selection : warning.isOpen ? .warning : .muted
      table.draw(
        [
          (warning.isOpen ? "! " : "  ") + warning.code.label, grouped(warning.count),
          warning.first.local.display, warning.last.local.display, warning.keeper,
        ], in: &frame, row: row, style: style)
    }
    guard warnings.indices.contains(screen.list.selection), parts.detail.rows > 1 else { return }
    let warning = warnings[screen.list.selection]
    frame.horizontalLine(row: parts.detail.row, column: 1, length: width - 2)
    let said = parts.detail.inset(top: 1, left: 1, right: 1)
    let used = frame.writeWrapped(warning.message, in: said)
    let advice =
      warning.endedAt.map { "Acabou em \($0.local.display)." } ?? warning.code.advice
    frame.writeWrapped(advice, in: said.inset(top: used), style: .muted)
  }
}

extension CentreWarning {
  /// As the table says it.
  fileprivate var keeper: String {
    if endedAt != nil { return "já passou" }
    return seenBy ?? "ninguém"
  }
}

/// The columns of the warnings, as many as there is room for.
private struct WarningColumns {
  let width: Int

  func draw(_ cells: [String], in frame: inout Frame, row: Int, style: Style) {
    let times = width >= 100 ? 17 : 0
    let count = 5
    let last = width >= 76 ? 17 : 0
    let keeper = 12
    let gaps = 2 + (times > 0 ? 1 : 0) + (last > 0 ? 1 : 0)
    let name = width - times - count - last - keeper - gaps
    var column = 1
    for (cell, width) in zip(cells, [name, count, times, last, keeper]) where width > 0 {
      frame.write(shortened(cell, to: width), row: row, column: column, width: width, style: style)
      column += width + 1
    }
  }
}
