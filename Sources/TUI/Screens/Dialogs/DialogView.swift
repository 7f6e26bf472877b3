import ContactsCore

/// Draws the dialog on top, in a box over the screen.
struct DialogView {
  let dialog: Dialog
  let layout: Layout

  func draw(in frame: inout Frame) {
    switch dialog {
    case .help(let help): draw(help, in: &frame)
    case .palette(let palette): draw(palette, in: &frame)
    case .options(let options):
      let inside = box(
        options.field.label, rows: min(options.chooser.items.count, 12) + 2, in: &frame)
      draw(options.chooser, in: &frame, inside)
    case .drafts(let drafts):
      let inside = box(
        "Rascunhos guardados", rows: drafts.chooser.items.count + 4, in: &frame)
      frame.writeWrapped(
        "Formulários que não foram salvos. Enter recupera, D descarta (pede uma palavra).",
        in: inside.top(2), style: .muted)
      draw(drafts.chooser, in: &frame, inside.inset(top: 3), filters: false)
    case .discard(let discard): draw(discard, in: &frame)
    case .doubtful(let doubtful):
      draw(
        heading: doubtful.heading,
        text: doubtful.question,
        lines: doubtful.lines, in: &frame)
    case .invalid(let invalid):
      draw(
        heading: "Valores a conferir",
        text: "Estes valores não cabem em seus campos. Corrija-os, ou salve assim: ficam"
          + " guardados no texto do atendimento.",
        lines: invalid.lines, in: &frame)
    case .telephone:
      draw(
        heading: "De quem é o telefone?",
        text: "Este telefone é o de uma pessoa que pediu para não ter mais dados aqui."
          + " Pergunte quem está falando, sem contar isso a ninguém.",
        lines: [
          "O: é outra pessoa, que usa o mesmo telefone.",
          "E: é ela mesma, que voltou e quer um novo cadastro.",
        ], in: &frame)
    case .duplicates(let duplicates): draw(duplicates, in: &frame)
    case .conflict(let conflict): draw(conflict, in: &frame)
    case .identity(let identity): draw(identity, in: &frame)
    case .queue(let queue): draw(queue, in: &frame)
    case .pull(let pull): draw(pull, in: &frame)
    case .people(let dialog): draw(dialog, in: &frame)
    case .unsaved(let unsaved): draw(unsaved, in: &frame)
    case .shift(let dialog): draw(dialog, in: &frame)
    case .said(let said): draw(said, in: &frame)
    case .pick(let pick): draw(pick, in: &frame)
    case .lines(let lines): draw(lines, in: &frame)
    case .tour(let tour): draw(tour, in: &frame)
    case .admin(let dialog): draw(dialog, in: &frame)
    case .rights(let dialog): draw(dialog, in: &frame)
    case .outgrown:
      draw(
        heading: "Atualização",
        text: "O banco foi atualizado por uma versão mais nova do programa. O que você digitou"
          + " está guardado como rascunho. Saia com Enter e abra o programa de novo.",
        lines: [], in: &frame)
    }
  }

  /// A box in the middle of the body, tall enough for so many rows inside.
  func box(_ heading: String, rows: Int, in frame: inout Frame) -> Region {
    let body = layout.body
    let region = body.centered(rows: rows + 2, columns: min(78, body.columns - 2))
    return frame.panel(region, heading: heading)
  }

  private func draw(heading: String, text: String, lines: [String], in frame: inout Frame) {
    let width = min(78, layout.body.columns - 2) - 4
    let intro = wrapped(text, to: width)
    let rest = lines.flatMap { wrapped("• \($0)", to: width) }
    let rows = intro.count + (rest.isEmpty ? 0 : rest.count + 1)
    let inside = box(heading, rows: rows, in: &frame)
    for (offset, line) in (intro + (rest.isEmpty ? [] : [""] + rest)).prefix(inside.rows)
      .enumerated()
    {
      frame.write(
        line, row: inside.row + offset, column: inside.column, width: inside.columns,
        style: offset > intro.count ? .warning : .normal)
    }
  }

  /// The filter, then the items that match, the chosen one marked.
  func draw(
    _ chooser: Chooser, in frame: inout Frame, _ region: Region, filters: Bool = true,
    label: String = "Filtro"
  ) {
    var list = region
    if filters {
      frame.write(label, row: region.row, column: region.column, style: .label)
      frame.write(
        chooser.filter, row: region.row, column: region.column + 7, width: region.columns - 7,
        isFocused: true)
      list = region.inset(top: 2)
    }
    let matches = chooser.matches
    frame.list = matches.isEmpty ? nil : list
    if matches.isEmpty {
      frame.write(
        "Nada com estas letras.", row: list.row, column: list.column, style: .muted)
    }
    let first = max(0, min(chooser.selection - list.rows + 1, matches.count - list.rows))
    for (offset, item) in matches.dropFirst(first).prefix(list.rows).enumerated() {
      let isChosen = first + offset == chooser.selection
      let row = list.row + offset
      let style: Style = isChosen ? .selection : .normal
      if isChosen {
        frame.fill(
          Region(row: row, column: list.column, rows: 1, columns: list.columns), style: style)
        if !filters { frame.cursor = Position(row: row, column: list.column) }
        frame.focus = Focus(
          place: Region(row: row, column: list.column, rows: 1, columns: list.columns),
          group: list, index: chooser.selection, count: matches.count)
      }
      frame.write(
        (isChosen ? "▸ " : "  ") + chooser.items[item], row: row, column: list.column,
        width: list.columns, style: style)
    }
  }

  /// How wide the inside of a box is.
  var insideColumns: Int { min(78, layout.body.columns - 2) - 4 }

  private func draw(_ discard: DiscardDialog, in frame: inout Frame) {
    let inside = box("Descartar rascunho", rows: 5, in: &frame)
    frame.write(
      DraftsDialog.line(discard.draft), row: inside.row, column: inside.column,
      width: inside.columns)
    frame.writeWrapped(
      "Isto não tem volta. Para descartar, escreva: \(DiscardDialog.word)",
      in: Region(row: inside.row + 2, column: inside.column, rows: 2, columns: inside.columns),
      style: .warning)
    frame.write(
      discard.input, row: inside.endRow - 1, column: inside.column,
      width: min(20, inside.columns), isFocused: true)
  }

  private func draw(_ unsaved: UnsavedDialog, in frame: inout Frame) {
    let inside = box("O disco não guardou", rows: min(unsaved.lines.count, 4) + 6, in: &frame)
    frame.writeWrapped(
      "Sair agora perde isto. Libere espaço e Enter tenta de novo; para sair e perder, escreva: "
        + DiscardDialog.word, in: inside.top(3), style: .warning)
    for (offset, line) in unsaved.lines.prefix(max(inside.rows - 5, 0)).enumerated() {
      frame.write(
        line, row: inside.row + 3 + offset, column: inside.column, width: inside.columns)
    }
    frame.write(
      unsaved.input, row: inside.endRow - 1, column: inside.column,
      width: min(20, inside.columns), isFocused: true)
  }

  private func draw(_ duplicates: DuplicatesDialog, in frame: inout Frame) {
    let inside = box("Já cadastrada?", rows: min(duplicates.matches.count, 8) + 3, in: &frame)
    frame.writeWrapped(
      duplicates.isSaving
        ? "Há cadastro com os mesmos dados. É a mesma pessoa?"
        : "Quem já está cadastrado com os mesmos dados:",
      in: inside.top(2), style: .muted)
    draw(duplicates.chooser, in: &frame, inside.inset(top: 2), filters: false)
  }

  private func draw(_ identity: IdentityDialog, in frame: inout Frame) {
    let inside = box("De quem é este atendimento?", rows: 9, in: &frame)
    frame.writeWrapped(
      "O formulário parece ser de outra pessoa. O que a ficha já tem não muda.",
      in: inside.top(2), style: .warning)
    for (offset, line) in [
      ("Ficha", identity.doubt.record), ("Formulário", identity.doubt.form),
    ].enumerated() {
      frame.write(line.0, row: inside.row + 3 + offset, column: inside.column, style: .label)
      frame.write(
        line.1, row: inside.row + 3 + offset, column: inside.column + 12,
        width: inside.columns - 12)
    }
    draw(identity.chooser, in: &frame, inside.inset(top: 6), filters: false)
  }

  private func draw(_ conflict: ConflictDialog, in frame: inout Frame) {
    let inside = box("Duas versões", rows: conflict.rows.count * 3 + 3, in: &frame)
    frame.writeWrapped(
      "Outra pessoa salvou esta ficha enquanto você a editava. Escolha cada campo.",
      in: inside.top(2), style: .muted)
    var row = inside.row + 3
    let visible = max((inside.rows - 3) / 3, 1)
    let first = max(0, min(conflict.selection - visible + 1, conflict.rows.count - visible))
    for (offset, item) in conflict.rows.dropFirst(first).prefix(visible).enumerated() {
      let isSelected = first + offset == conflict.selection
      frame.write(
        (isSelected ? "▸ " : "  ") + item.field.label, row: row, column: inside.column,
        width: inside.columns, style: isSelected ? .heading : .label)
      draw(item, .mine, in: &frame, row: row + 1, inside)
      draw(item, .theirs, in: &frame, row: row + 2, inside)
      if isSelected { frame.cursor = Position(row: row, column: inside.column) }
      row += 3
    }
  }

  private func draw(
    _ item: ConflictDialog.Row, _ side: ConflictDialog.Side, in frame: inout Frame, row: Int,
    _ region: Region
  ) {
    let isChosen = item.side == side
    let value = side == .mine ? item.mine : item.theirs
    let name = side == .mine ? "sua versão  " : "versão salva"
    frame.write(
      "    \(isChosen ? "(•)" : "( )") \(name)  \(value.isEmpty ? "(vazio)" : value)", row: row,
      column: region.column, width: region.columns, style: isChosen ? .selection : .normal)
  }

  // MARK: - Help and palette

  private func draw(_ help: HelpDialog, in frame: inout Frame) {
    let body = layout.body
    let inside = frame.panel(
      body.centered(rows: body.rows, columns: min(100, body.columns)), heading: "Ajuda")
    frame.write("Procurar", row: inside.row, column: inside.column, style: .label)
    let tour = help.keys.reworded("F4") + " primeiros minutos"
    let room = inside.columns - 9 - columns(of: tour) - 2
    frame.write(
      help.filter, row: inside.row, column: inside.column + 9, width: room, isFocused: true)
    frame.write(tour, row: inside.row, endingAt: inside.endColumn, style: .muted)
    let list = inside.inset(top: 2)
    let rows = HelpDialog.rows(help.lines, width: list.columns)
    if rows.isEmpty {
      frame.write("Nada com estas palavras.", row: list.row, column: list.column, style: .muted)
    }
    let first = min(help.scroll, max(0, rows.count - list.rows))
    for (offset, line) in rows.dropFirst(first).prefix(list.rows).enumerated() {
      let row = list.row + offset
      if !line.heading.isEmpty {
        frame.write(
          line.heading, row: row, column: list.column, width: list.columns, style: .heading)
      }
      frame.write(line.keys, row: row, column: list.column, width: 18, style: .key)
      frame.write(
        line.text, row: row, column: list.column + min(20, list.columns / 3),
        width: list.columns - min(20, list.columns / 3))
    }
  }

  private func draw(_ palette: PaletteDialog, in frame: inout Frame) {
    let inside = box(
      "Comandos", rows: min(palette.rows.count, layout.body.rows - 4) + 2, in: &frame)
    let chooser = palette.chooser
    draw(chooser, in: &frame, inside)
    // The keys stand at the right of each action, and why one cannot be done now.
    let list = inside.inset(top: 2)
    let matches = chooser.matches
    let first = max(0, min(chooser.selection - list.rows + 1, matches.count - list.rows))
    for (offset, item) in matches.dropFirst(first).prefix(list.rows).enumerated() {
      let isChosen = first + offset == chooser.selection
      let row = list.row + offset
      let entry = palette.rows[item]
      let style: Style = isChosen ? .selection : .normal
      frame.fill(
        Region(row: row, column: list.column, rows: 1, columns: list.columns), style: style)
      frame.write(
        (isChosen ? "▸ " : "  ") + entry.title, row: row, column: list.column,
        width: list.columns / 2, style: style)
      let note = entry.obstacle.map { "indisponível: \($0)" } ?? entry.keys
      frame.write(
        note, row: row, column: list.column + list.columns / 2, width: list.columns / 2,
        style: isChosen ? .selection : entry.obstacle == nil ? .key : .muted)
    }
  }
}

extension HelpDialog {
  /// A line of the help as it is drawn.
  struct Row: Equatable {
    var heading = ""
    var keys = ""
    var text = ""
  }

  /// The lines broken to a width; the keys stand beside the first row of their text.
  static func rows(_ lines: [Line], width: Int) -> [Row] {
    lines.flatMap { line -> [Row] in
      switch line {
      case .blank: return [Row()]
      case .heading(let heading): return [Row(heading: heading)]
      case .key(let keys, let title, let help):
        let text = wrapped("\(title). \(help)", to: max(width - min(20, width / 3), 10))
        return text.enumerated().map { Row(keys: $0.offset == 0 ? keys : "", text: $0.element) }
      }
    }
  }
}
