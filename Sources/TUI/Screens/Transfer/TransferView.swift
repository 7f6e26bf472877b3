import ContactsCore

/// How **Exportar e importar** divides the body: the form, and what would come of it below or beside.
struct TransferLayout {
  let heading: Region
  let form: Region
  let outcome: Region
  /// Whether the outcome stands at the right.
  let isBeside: Bool

  init(_ screen: TransferScreen, _ layout: Layout) {
    let body = layout.body.inset(left: 1, right: 1)
    let rows = screen.form.rows.count
    let gap = body.rows >= rows + 8 ? 1 : 0
    heading = body.top(1)
    isBeside = layout.hasPreview
    let rest = body.inset(top: 1 + gap)
    form = (isBeside ? rest.left(66) : rest).top(rows)
    outcome = isBeside ? rest.right(rest.columns - 70) : rest.inset(top: rows + gap)
  }
}

/// Draws **Exportar e importar**.
struct TransferView {
  let screen: TransferScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    let parts = TransferLayout(screen, layout)
    let used = frame.write(
      "Exportar", row: parts.heading.row, column: parts.heading.column, style: .heading)
    frame.write(
      "pessoas e atendimentos, num arquivo", row: parts.heading.row,
      column: parts.heading.column + used + 2, width: parts.heading.columns - used - 2,
      style: .muted)
    for (offset, row) in screen.form.rows.prefix(parts.form.rows).enumerated() {
      draw(row, in: &frame, parts.form.row + offset, parts.form)
    }
    if parts.isBeside {
      frame.verticalLine(
        row: parts.outcome.row, column: parts.outcome.column - 2, length: parts.form.rows)
    } else if parts.outcome.rows > 3 {
      frame.horizontalLine(
        row: parts.outcome.row, column: parts.outcome.column, length: parts.outcome.columns)
    }
    let isRuled = !parts.isBeside && parts.outcome.rows > 3
    drawOutcome(in: &frame, parts.outcome.inset(top: isRuled ? 1 : 0))
  }

  // MARK: - The form

  private func draw(
    _ item: ExportForm.Row, in frame: inout Frame, _ row: Int, _ region: Region
  ) {
    let form = screen.form
    let isFocused = isActive && form.focus == item
    if isFocused {
      frame.focusField(
        row: row, of: region, form.rows.firstIndex(of: item) ?? 0, of: form.rows.count)
    }
    frame.write(
      item.label, row: row, column: region.column, width: 14,
      style: isFocused ? .heading : .label)
    let start = region.column + 15
    let isDate = item == .from || item == .to
    let width = min(isDate ? 12 : 62, region.columns - 15)
    guard item.isChoice else {
      frame.write(form[item], row: row, column: start, width: width, isFocused: isFocused)
      return
    }
    let style: Style = isFocused ? .focusedField : .field
    let text = form.choice(item)
    frame.fill(Region(row: row, column: start, rows: 1, columns: width), style: style)
    frame.write(
      isFocused ? "‹ \(text) ›" : text, row: row, column: start, width: width, style: style)
    if isFocused { frame.cursor = Position(row: row, column: start) }
  }

  // MARK: - What would come of it

  private struct Line {
    let text: String
    var style = Style.normal
  }

  private func drawOutcome(in frame: inout Frame, _ region: Region) {
    if let running = desk.exporting.running {
      return draw(running, in: &frame, region)
    }
    var lines = previewLines
    if case .written(_, _, let path) = desk.exporting {
      lines.append(Line(text: "Última exportação: \(path)", style: .success))
    }
    var row = region.row
    for line in lines {
      // Half a sentence says nothing.
      guard row + wrapped(line.text, to: region.columns).count <= region.endRow else { continue }
      row += frame.writeWrapped(
        line.text,
        in: Region(
          row: row, column: region.column, rows: region.endRow - row, columns: region.columns),
        style: line.style)
    }
  }

  private var previewLines: [Line] {
    switch screen.preview {
    case .none, .counting: return [Line(text: "Contando…", style: .muted)]
    case .missing(let sentence):
      return sentence.isEmpty ? [] : [Line(text: "! \(sentence)", style: .warning)]
    case .counted(let preview):
      let counts = preview.counts
      var lines = [Line(text: counts.words, style: .heading)]
      if counts.isEmpty {
        lines = [
          Line(
            text: "Ninguém corresponde a estes filtros: o arquivo só teria os títulos.",
            style: .heading)
        ]
      }
      if counts.closed > 0 {
        lines.append(
          Line(
            text: counts.closed == 1
              ? "1 registro restrito fica de fora."
              : "\(grouped(counts.closed)) registros restritos ficam de fora."))
      }
      lines.append(agreement(preview))
      lines.append(
        Line(
          text: "A exportação fica na auditoria e no registro de compartilhamentos.", style: .muted)
      )
      return lines
    }
  }

  /// Whether somebody else has to agree.
  private func agreement(_ preview: ExportPreview) -> Line {
    if screen.form.isMasked {
      return Line(text: "Mascarada: nomes viram iniciais, e ninguém precisa aprovar.")
    }
    switch preview.fourEyes {
    case .needed:
      return Line(
        text: "! Precisa da aprovação de outra pessoa: \(either(preview.approvers)).",
        style: .warning)
    case .withinLimit(let limit):
      return Line(text: "Até \(grouped(limit)) pessoas, ninguém mais precisa aprovar.")
    case .nobodyElse:
      return Line(text: "Ninguém mais pode aprovar nesta central: fica escrito que foi assim.")
    case .turnedOff:
      return Line(text: "Nesta central, exportar não pede a aprovação de outra pessoa.")
    }
  }

  private func draw(_ running: ExportJob.Running, in frame: inout Frame, _ region: Region) {
    let progress = running.progress
    let words = progress?.words(after: running.milliseconds) ?? "Começando…"
    let width = min(region.columns, 48)
    let full = progress?.share(of: width) ?? 0
    frame.write(
      running.isEnding ? "Interrompendo…" : "Exportando", row: region.row, column: region.column,
      style: .heading)
    frame.write(
      String(repeating: "█", count: full) + String(repeating: "░", count: width - full),
      row: region.row + 1, column: region.column, width: region.columns)
    frame.write(words, row: region.row + 2, column: region.column, width: region.columns)
    frame.writeWrapped(
      layout.keys.reworded(
        "Esc interrompe, e nenhum arquivo fica. F3 volta a Contatos, e ela continua."),
      in: region.inset(top: 3), style: .muted)
  }
}

/// `bia, carla ou davi`; many are cut.
func either(_ logins: [String]) -> String {
  var named = Array(logins.prefix(4))
  guard logins.count <= 4 else { return named.joined(separator: ", ") + " ou outra" }
  guard named.count > 1, let last = named.popLast() else { return named.first ?? "ninguém" }
  return named.joined(separator: ", ") + " ou " + last
}
