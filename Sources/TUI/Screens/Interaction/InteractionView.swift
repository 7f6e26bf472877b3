import ContactsCore

/// Draws **Novo atendimento**: text and form side by side, or one of them when there is no room for both.
struct InteractionView {
  let screen: InteractionScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    drawHeadings(in: &frame)
    if layout.hasTwoPanes {
      drawNote(in: &frame)
      frame.verticalLine(
        row: layout.body.row + 1, column: layout.form.column - 2, length: layout.body.rows - 1)
      drawForm(in: &frame)
    } else if screen.pane == .note {
      drawNote(in: &frame)
    } else {
      drawForm(in: &frame)
    }
  }

  // MARK: - Above the panes

  /// The banner of duplicates, then the names of the panes; the one with the focus is marked.
  private func drawHeadings(in frame: inout Frame) {
    let row = layout.body.row
    let width = layout.size.columns
    if let banner = banner(width: width - 2) {
      frame.write(banner, row: row, column: 1, width: width - 2, style: .warning)
    }
    let marks: (InteractionScreen.Pane) -> String = { screen.pane == $0 ? "▸ " : "  " }
    let styles: (InteractionScreen.Pane) -> Style = { screen.pane == $0 ? .heading : .label }
    let note = marks(.note) + "Texto" + (layout.hasTwoPanes ? count : "")
    let form = marks(.form) + "Formulário"
    if layout.hasTwoPanes {
      frame.write(note, row: row + 1, column: 0, width: layout.note.endColumn, style: styles(.note))
      frame.write(form, row: row + 1, column: layout.form.column - 1, style: styles(.form))
      frame.write(
        extractionLabel, row: row + 1, endingAt: layout.form.endColumn, style: .muted)
    } else {
      let used = frame.write(note, row: row + 1, column: 0, style: styles(.note))
      let end = used + 2 + frame.write(form, row: row + 1, column: used + 2, style: styles(.form))
      let hint = layout.keys.reworded("Ctrl-O alterna")
      if end + 2 + columns(of: hint) < width {
        frame.write(hint, row: row + 1, endingAt: width - 1, style: .muted)
      }
    }
  }

  private var count: String {
    screen.note.isEmpty ? "" : " (\(grouped(screen.note.scalars.count)))"
  }

  private var extractionLabel: String {
    switch screen.extraction {
    case .idle, .resting: ""
    case .running: screen.stage.label
    case .done(.model): "lido pela IA"
    case .done(.rules): "lido só pelas regras"
    }
  }

  /// Who is registered already, and the key that uses the record; only the name gives way to a narrow window.
  private func banner(width: Int) -> String? {
    let (before, name, after): (String, String, String)
    if case .contact(_, let contact) = screen.subject {
      (before, name, after) = (
        "Cadastro existente: ", contact, layout.keys.reworded(". F8 volta a cadastro novo.")
      )
    } else if let match = screen.duplicates.matches.first {
      let others = screen.duplicates.matches.count - 1
      let more = others == 0 ? "" : " e mais \(others)"
      (before, name) = ("Já cadastrada: ", match.summary.name?.revealed(for: .screen) ?? "")
      let count = interactions(match.summary.interactionCount)
      let end = more + "." + layout.keys.reworded(" F8 usa.")
      let whole = " (\(count), \(match.rule.label))" + end
      // The name is what it is decided by: the rule, which F8 tells too, goes first.
      let room = width - columns(of: before) - columns(of: name)
      after = columns(of: whole) > room ? " (\(count))" + end : whole
    } else {
      return nil
    }
    let room = width - columns(of: before) - columns(of: after)
    return before + shortened(name.isEmpty ? "sem nome" : name, to: room) + after
  }

  // MARK: - The panes

  private func drawNote(in frame: inout Frame) {
    let region = layout.note
    if screen.note.isEmpty {
      frame.writeWrapped(
        layout.keys.reworded(
          "Digite ou cole aqui o que a pessoa disse. O formulário se preenche sozinho; confira e"
            + " salve com F2."),
        in: region, style: .muted)
      if isActive, screen.pane == .note {
        frame.cursor = Position(row: region.row, column: region.column)
      }
      return
    }
    let highlight = screen.highlight
    let cursor = screen.note.draw(
      in: &frame, region: region, highlights: highlight.map { [$0] } ?? [],
      follow: highlight != nil)
    if isActive, screen.pane == .note { frame.cursor = cursor }
  }

  private func drawForm(in frame: inout Frame) {
    let region = layout.form
    let notices = screen.warnings.prefix(2).map { "! \($0.message)" }
    let lines = notices.flatMap { wrapped($0, to: region.columns) }
    let below = lines.isEmpty ? 0 : min(lines.count + 1, max(region.rows - 6, 0))
    FormView(
      form: screen.form, reader: desk.reader, hasFocus: isActive && screen.pane == .form,
      keys: layout.keys
    ).draw(in: &frame, region.inset(bottom: below))
    for (offset, line) in lines.prefix(max(below - 1, 0)).enumerated() {
      frame.write(
        line, row: region.endRow - below + 1 + offset, column: region.column,
        width: region.columns, style: .warning)
    }
  }
}
