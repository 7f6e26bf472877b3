import ContactsCore

/// Draws the interactions of a person: a list, and under it the one that is selected.
struct HistoryView {
  let record: ContactRecord
  let reasons: [Reason]
  let index: Int
  let top: Int
  let isActive: Bool

  func draw(in frame: inout Frame, _ region: Region) {
    frame.write(
      "Atendimentos (\(grouped(record.interactions.count)))", row: region.row,
      column: region.column, style: .heading)
    let listRows = min(record.interactions.count, max(region.rows / 3, 3))
    let first = max(0, min(index - listRows + 1, record.interactions.count - listRows))
    for (offset, interaction) in record.interactions.dropFirst(first).prefix(listRows).enumerated()
    {
      let isSelected = first + offset == index
      let row = region.row + 1 + offset
      let style: Style = isSelected ? .selection : .normal
      if isSelected {
        frame.fill(
          Region(row: row, column: region.column, rows: 1, columns: region.columns), style: style)
        if isActive { frame.cursor = Position(row: row, column: region.column) }
      }
      frame.write(
        (isSelected ? "▸ " : "  ") + HistoryView.line(interaction, reasons: reasons), row: row,
        column: region.column, width: region.columns, style: style)
    }
    guard record.interactions.indices.contains(index) else { return }
    let below = region.inset(top: listRows + 2)
    draw(record.interactions[index], in: &frame, below)
  }

  private func draw(_ interaction: Interaction, in frame: inout Frame, _ region: Region) {
    let fields = interaction.fields
    frame.horizontalLine(row: region.row - 1, column: region.column, length: region.columns)
    let occurred = fields.occurredAt.local
    var lines = [
      "Protocolo \(interaction.protocolNumber) · \(occurred.date.display) \(occurred.clock)"
        + " · \(fields.channel.label) · urgência \(fields.urgency.label)"
        + " · por \(interaction.attendant)"
    ]
    let reason = HistoryView.reason(of: interaction, reasons)
    if let reason { lines.append("Motivo: \(reason)") }
    if let date = fields.date { lines.append("Data: \(date.display)") }
    var row = region.row
    for line in lines {
      row += frame.writeWrapped(
        line, in: Region(row: row, column: region.column, rows: 2, columns: region.columns),
        style: .label)
    }
    row += 1
    let rest = Region(
      row: row, column: region.column, rows: max(region.endRow - row, 0), columns: region.columns)
    let body = body(of: interaction, shown: reason, width: rest.columns)
    let start = min(top, max(0, body.count - rest.rows))
    for (offset, line) in body.dropFirst(start).prefix(rest.rows).enumerated() {
      frame.write(
        line.text, row: rest.row + offset, column: rest.column, width: rest.columns,
        style: line.style)
    }
    if start + rest.rows < body.count {
      // Where nothing is written, so that no end of a line is covered.
      frame.write("↓ PgDn", row: rest.row - 1, endingAt: rest.endColumn, style: .muted)
    }
  }

  /// What is scrolled: how it ended, whose note may be long, and then the text.
  private func body(
    of interaction: Interaction, shown reason: String?, width: Int
  ) -> [(text: String, style: Style)] {
    var lines: [(text: String, style: Style)] = []
    for line in WorkWords.ending(of: interaction, shown: reason) {
      lines += wrapped(line, to: width).map { ($0, .label) }
    }
    lines.append(("", .normal))
    guard let text = interaction.fields.text?.revealed(for: .screen) else {
      return lines + [("Sem texto.", .muted)]
    }
    return lines + wrapped(text, to: width).map { ($0, .normal) }
  }

  /// In the person's words, else the catalogue's.
  private static func reason(of interaction: Interaction, _ reasons: [Reason]) -> String? {
    let code = interaction.fields.reasonCode
    return interaction.fields.reason?.revealed(for: .screen)
      ?? reasons.first { $0.code == code }?.name
  }

  /// `21/11/2026  20261121-000001  apoio emocional · média`.
  static func line(_ interaction: Interaction, reasons: [Reason]) -> String {
    let fields = interaction.fields
    // What was chosen at the end is how every list tells it.
    let reason =
      interaction.closing?.reason ?? reason(of: interaction, reasons) ?? "sem motivo"
    return "\(fields.occurredAt.local.date.display)  \(interaction.protocolNumber)  \(reason)"
      + " · \(fields.urgency.label)"
      + (interaction.state == .closed ? "" : " · \(interaction.state.label)")
  }
}
