/// Draws the first start: two sentences, three answers, one choice.
struct FirstStartView {
  let screen: FirstStartScreen
  let layout: Layout
  let isActive: Bool

  private static let welcome =
    "Boas-vindas! Este computador ainda não tem o banco de contatos da central, e este programa"
    + " o cria agora."
  private static let privacy =
    "Tudo fica nesta máquina: nada do que as pessoas contarem é enviado para fora."

  func draw(in frame: inout Frame) {
    let body = layout.body
    let region = body.centered(rows: body.rows, columns: min(76, body.columns - 4))
      .inset(top: body.rows > 16 ? 2 : 0)
    var row = region.row
    for text in [FirstStartView.welcome, FirstStartView.privacy] {
      row += frame.writeWrapped(
        text, in: Region(row: row, column: region.column, rows: 4, columns: region.columns))
    }
    row += 1
    for item in FirstStartScreen.Row.allCases {
      draw(item, in: &frame, row: row, region)
      row += body.rows > 16 ? 2 : 1
    }
    frame.writeWrapped(
      "F2 cria o banco e abre Contatos; Esc sai sem criar nada.",
      in: Region(row: row, column: region.column, rows: 2, columns: region.columns), style: .muted)
  }

  private func draw(
    _ item: FirstStartScreen.Row, in frame: inout Frame, row: Int, _ region: Region
  ) {
    let isFocused = isActive && screen.focus == item
    let labelWidth = min(24, region.columns / 2)
    frame.write(
      item.label, row: row, column: region.column, width: labelWidth - 1,
      style: isFocused ? .heading : .label)
    let column = region.column + labelWidth
    let width = region.columns - labelWidth
    switch item {
    case .centre:
      frame.write(screen.centre, row: row, column: column, width: width, isFocused: isFocused)
    case .officerName:
      frame.write(screen.officerName, row: row, column: column, width: width, isFocused: isFocused)
    case .officerEmail:
      frame.write(screen.officerEmail, row: row, column: column, width: width, isFocused: isFocused)
    case .demonstration:
      frame.write(
        screen.withDemonstration ? "[x] carregar pessoas inventadas" : "[ ] começar vazio",
        row: row, column: column, width: width, style: isFocused ? .focusedField : .field)
      if isFocused { frame.cursor = Position(row: row, column: column + 1) }
    }
  }
}
