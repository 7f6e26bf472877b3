import ContactsCore

/// How the importing half divides the body: the options, the columns with the first rows, and what would come of it.
struct ImportLayout {
  let heading: Region
  let options: Region
  let titles: Region
  let columns: Region
  let outcome: Region

  init(_ layout: Layout) {
    let body = layout.body.inset(left: 1, right: 1)
    let count = ImportForm.options.count
    let gap = body.rows >= 24 ? 1 : 0
    let said = 4
    heading = body.top(1)
    options = body.inset(top: 1 + gap).top(count)
    titles = body.inset(top: 1 + 2 * gap + count).top(1)
    columns = body.inset(top: 2 + 2 * gap + count, bottom: said)
    outcome = body.bottom(said)
  }
}

/// Draws the importing half of **Exportar e importar**.
struct ImportView {
  let screen: ImportScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  private var form: ImportForm { screen.form }

  func draw(in frame: inout Frame) {
    let parts = ImportLayout(layout)
    let used = frame.write(
      "Importar", row: parts.heading.row, column: parts.heading.column, style: .heading)
    frame.write(
      "pessoas, atendimentos e textos, de um arquivo", row: parts.heading.row,
      column: parts.heading.column + used + 2, width: parts.heading.columns - used - 2,
      style: .muted)
    for (offset, row) in ImportForm.options.prefix(parts.options.rows).enumerated() {
      drawOption(row, in: &frame, parts.options.row + offset, parts.options)
    }
    drawColumns(in: &frame, parts)
    frame.horizontalLine(
      row: parts.outcome.row, column: parts.outcome.column, length: parts.outcome.columns)
    drawOutcome(in: &frame, parts.outcome.inset(top: 1))
  }

  // MARK: - The options

  private func drawOption(
    _ item: ImportForm.Row, in frame: inout Frame, _ row: Int, _ region: Region
  ) {
    let isFocused = isActive && form.focus == item
    frame.write(
      item.label, row: row, column: region.column, width: 11,
      style: isFocused ? .heading : .label)
    let start = region.column + 12
    let width = min(72, region.columns - 12)
    if isFocused { focus(in: &frame, row) }
    guard item.isChoice else {
      frame.write(form.path, row: row, column: start, width: width, isFocused: isFocused)
      return
    }
    draw(form.choice(item), in: &frame, row, start, min(width, 36), isFocused)
  }

  private func draw(
    _ choice: String, in frame: inout Frame, _ row: Int, _ start: Int, _ width: Int,
    _ isFocused: Bool
  ) {
    let style: Style = isFocused ? .focusedField : .field
    frame.fill(Region(row: row, column: start, rows: 1, columns: width), style: style)
    frame.write(
      isFocused ? "‹ \(choice) ›" : choice, row: row, column: start, width: width, style: style)
    if isFocused { frame.cursor = Position(row: row, column: start) }
  }

  private func focus(in frame: inout Frame, _ row: Int) {
    let rows = form.rows
    frame.focusField(
      row: row, of: layout.body.inset(left: 1, right: 1), rows.firstIndex(of: form.focus) ?? 0,
      of: rows.count)
  }

  // MARK: - The columns

  private func drawColumns(in frame: inout Frame, _ parts: ImportLayout) {
    guard let glance = form.glance, !glance.columns.isEmpty else { return }
    let table = Table(width: parts.columns.columns)
    frame.write("No arquivo", row: parts.titles.row, column: 1, width: table.name, style: .label)
    frame.write("Campo", row: parts.titles.row, column: table.field, width: 18, style: .label)
    frame.write(
      "Primeiras linhas", row: parts.titles.row, column: table.sample,
      width: parts.titles.endColumn - table.sample, style: .label)
    var list = ListState(count: glance.columns.count)
    if case .column(let place) = form.focus { list.select(place) }
    for (offset, place) in list.visible(rows: parts.columns.rows).enumerated() {
      let column = glance.columns[place]
      let row = parts.columns.row + offset
      let isFocused = isActive && form.focus == .column(place)
      if isFocused { focus(in: &frame, row) }
      frame.write(
        "\(place + 1) \(column.heading.revealed(for: .screen))", row: row, column: 1,
        width: table.name, style: isFocused ? .heading : .normal)
      let label =
        ImportForm.label(of: column.field) + (column.isByContent ? " (pelo que traz)" : "")
      if glance.isCorrectable {
        draw(label, in: &frame, row, table.field, table.sample - table.field - 1, isFocused)
      } else {
        frame.write(
          label, row: row, column: table.field, width: table.sample - table.field - 1)
      }
      var start = table.sample
      for sample in column.samples.prefix(table.samples) {
        frame.write(
          shortened(sample.revealed(for: .screen), to: table.sampleWidth), row: row,
          column: start, width: table.sampleWidth, style: .muted)
        start += table.sampleWidth + 1
      }
    }
  }

  /// Where the parts of a column's row begin.
  private struct Table {
    let name: Int
    let field: Int
    let sample: Int
    let samples: Int
    let sampleWidth: Int

    init(width: Int) {
      name = width >= 100 ? 26 : width >= 76 ? 20 : 16
      field = 1 + name + 1
      sample = field + (width >= 76 ? 27 : 20) + 1
      samples = width >= 100 ? 3 : width >= 76 ? 2 : 1
      sampleWidth = (width + 1 - sample - (samples - 1)) / samples
    }
  }

  // MARK: - What would come of it

  private func drawOutcome(in frame: inout Frame, _ region: Region) {
    if let job = desk.importing { return draw(job, in: &frame, region) }
    let line = self.line
    let used = frame.writeWrapped(line.text, in: region, style: line.style)
    if !line.more.isEmpty, used < region.rows {
      frame.writeWrapped(
        layout.keys.reworded(line.more), in: region.inset(top: used), style: .muted)
    }
  }

  private var line: (text: String, style: Style, more: String) {
    if let problem = form.problem { return ("! " + problem.sentence, .warning, "") }
    if let told = screen.told {
      return (
        told.words, .heading,
        told.tally.lines.isEmpty ? "" : "F7 mostra as linhas, e o que mudaria."
      )
    }
    switch screen.state {
    case .none:
      return (
        layout.keys.reworded("Nada é gravado antes de F2."), .muted,
        "CSV, JSON ou vCard; a exportação do próprio atende volta inteira."
      )
    case .looking: return ("Lendo o começo do arquivo…", .muted, "")
    case .imported(let moment):
      return (
        "! Este arquivo já foi importado inteiro em \(moment.local.display): nada foi gravado de novo.",
        .warning, "Com De novo: sim, F2 o importa outra vez."
      )
    case .failed(let sentence): return ("! " + sentence, .warning, "")
    case .looked:
      return (
        form.glance?.remark ?? "", .normal, "Confira os campos. F5 ensaia sem gravar; F2 importa."
      )
    }
  }

  private func draw(_ job: ImportJob, in frame: inout Frame, _ region: Region) {
    let width = min(region.columns, 48)
    let heading = job.isRehearsal ? "Ensaiando: nada é gravado" : "Importando"
    frame.write(
      job.isEnding ? "Interrompendo…" : heading, row: region.row, column: region.column,
      style: .heading)
    let full = (job.percent ?? 0) * width / 100
    let percent = job.percent.map { "\($0)%  " } ?? ""
    frame.write(
      String(repeating: "█", count: full) + String(repeating: "░", count: width - full),
      row: region.row + 1, column: region.column, width: region.columns)
    let end =
      job.isRehearsal ? "Esc interrompe." : "Esc interrompe; depois, continua de onde parou."
    frame.write(
      "\(percent)\(grouped(job.rows)) linhas. \(end)", row: region.row + 2, column: region.column,
      width: region.columns, style: .muted)
  }
}

extension ImportScreen.Told {
  /// Such as `Ensaio, nada gravado: 120 linhas podem entrar, 3 recusadas, 5 possíveis duplicados.`.
  var words: String {
    let imported = tally.importedAt.map {
      " Já foi importado inteiro em \($0.local.display): só entra de novo com De novo: sim."
    }
    return (isRehearsal ? "Ensaio, nada gravado: " : "Importação: ") + tally.words(isRehearsal)
      + (imported ?? "")
  }
}

extension ImportTally {
  func words(_ isRehearsal: Bool) -> String {
    let rows = accepted == 1 ? "1 linha" : "\(grouped(accepted)) linhas"
    var parts = [rows + (isRehearsal ? " podem entrar" : " gravadas")]
    if accepted == 1 { parts = [rows + (isRehearsal ? " pode entrar" : " gravada")] }
    parts.append(refused == 1 ? "1 recusada" : "\(grouped(refused)) recusadas")
    parts.append(
      duplicates == 1 ? "1 possível duplicado" : "\(grouped(duplicates)) possíveis duplicados")
    if known > 0 { parts.append("\(grouped(known)) já estavam aqui") }
    if resumed > 0 { parts.append("\(grouped(resumed)) de antes da interrupção") }
    return parts.joined(separator: ", ") + "."
  }
}
