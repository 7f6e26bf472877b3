import ContactsCore

/// Draws **Revisão** as **Novo atendimento** is drawn: the text on the left, the form on the right.
struct ReviewView {
  let screen: ReviewScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    switch screen.phase {
    case .loading:
      say("Abrindo o texto; a leitura fica registrada na auditoria…", .muted, in: &frame)
    case .seeking:
      say("Procurando o próximo texto…", .muted, in: &frame)
    case .failed(let failure):
      say(failure.message, .error, in: &frame)
    case .shown(let shown):
      draw(shown, in: &frame)
    }
  }

  private func say(_ text: String, _ style: Style, in frame: inout Frame) {
    frame.writeWrapped(text, in: layout.body.inset(top: 1, left: 1, right: 1), style: style)
  }

  private func draw(_ shown: ReviewScreen.Shown, in frame: inout Frame) {
    drawHeadings(of: shown, in: &frame)
    if layout.hasTwoPanes {
      drawNote(of: shown, in: &frame)
      frame.verticalLine(
        row: layout.body.row + 1, column: layout.form.column - 2, length: layout.body.rows - 1)
      drawForm(of: shown, in: &frame)
    } else if shown.pane == .note {
      drawNote(of: shown, in: &frame)
    } else {
      drawForm(of: shown, in: &frame)
    }
  }

  // MARK: - Above the panes

  private func drawHeadings(of shown: ReviewScreen.Shown, in frame: inout Frame) {
    let row = layout.body.row
    let width = layout.size.columns
    let item = shown.review.item
    let said = item.interaction.fields.occurredAt.local
    let after =
      " · \(item.interaction.protocolNumber) · \(said.date.display) \(said.clock)"
      + " · por \(item.interaction.attendant)"
    let name = item.contact.fields.name?.revealed(for: .screen) ?? "(sem nome)"
    frame.write(
      shortened(name, to: max(width - 2 - columns(of: after), 8)) + after, row: row, column: 1,
      width: width - 2, style: .heading)
    let note = "Texto (\(grouped(shown.note.scalars.count)))"
    let form = "A conferir (\(item.entries.count))"
    if layout.hasTwoPanes {
      frame.write("  " + note, row: row + 1, column: 0, style: .label)
      frame.write("▸ " + form, row: row + 1, column: layout.form.column - 1, style: .heading)
      frame.write(reader(of: item), row: row + 1, endingAt: layout.form.endColumn, style: .muted)
    } else {
      let isNote = shown.pane == .note
      let used = frame.write(
        (isNote ? "▸ " : "  ") + note, row: row + 1, column: 0, style: isNote ? .heading : .label)
      frame.write(
        (isNote ? "  " : "▸ ") + form, row: row + 1, column: used + 2,
        style: isNote ? .label : .heading)
      frame.write(
        layout.keys.reworded("Ctrl-O alterna"), row: row + 1, endingAt: width - 1, style: .muted)
    }
  }

  private func reader(of item: ReviewItem) -> String {
    item.entries.contains { $0.origin == .model } ? "lido pela IA" : "lido só pelas regras"
  }

  // MARK: - The panes

  private func drawNote(of shown: ReviewScreen.Shown, in frame: inout Frame) {
    guard !shown.note.isEmpty else {
      frame.write("Sem texto.", row: layout.note.row, column: layout.note.column, style: .muted)
      return
    }
    let highlight = shown.highlight
    shown.note.draw(
      in: &frame, region: layout.note, highlights: highlight.map { [$0] } ?? [],
      follow: highlight != nil && !shown.isScrolled)
  }

  private func drawForm(of shown: ReviewScreen.Shown, in frame: inout Frame) {
    var region = layout.form
    if let failure = shown.review.item.failure, shown.review.item.state == .failed {
      let used = frame.writeWrapped(
        "! \(failure.sentence) Só as regras leram.", in: region.top(2), style: .warning)
      region = region.inset(top: used + 1)
    }
    if shown.review.form.entries.isEmpty {
      frame.writeWrapped(
        layout.keys.reworded(
          "Nada foi encontrado neste texto. F2 conclui a revisão; o que faltar entra na Ficha."),
        in: region, style: .muted)
      return
    }
    FormView(
      form: shown.review.form, reader: desk.reader,
      hasFocus: isActive && shown.review.focused != nil,
      notes: shown.review.remarks, keys: layout.keys
    ).draw(in: &frame, region)
  }
}
