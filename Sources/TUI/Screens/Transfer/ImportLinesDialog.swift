import ContactsCore

/// What there is to say of single rows of a file: who may be here already and what would change, and what was refused.
struct ImportLinesDialog: Equatable, Sendable {
  let lines: [ImportLine]
  /// How many more there would be.
  let unsaid: Int
  private(set) var list: ListState

  init(_ tally: ImportTally) {
    lines = tally.lines
    unsaid = tally.unsaid
    list = ListState(count: tally.lines.count)
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter { return .closes }
    _ = list.handle(key, page: 10, letters: true)
    return .stays
  }
}

extension DialogView {
  func draw(_ dialog: ImportLinesDialog, in frame: inout Frame) {
    let inside = box("Linhas do arquivo", rows: layout.body.rows - 4, in: &frame)
    guard dialog.lines.indices.contains(dialog.list.selection), inside.rows > 6 else { return }
    // The row chosen is said whole below: its end is what would change.
    let list = inside.inset(bottom: 5)
    dialog.list.draw(in: &frame, list, isActive: true, emptiness: "") {
      (frame, index, row, isSelected) in
      let line = dialog.lines[index]
      let style: Style = isSelected ? .selection : line.isRefusal ? .warning : .normal
      frame.fill(
        Region(row: row, column: inside.column, rows: 1, columns: inside.columns), style: style)
      frame.write(
        shortened(dialog.words(of: line), to: inside.columns), row: row, column: inside.column,
        width: inside.columns, style: style)
    }
    frame.horizontalLine(row: list.endRow, column: inside.column, length: inside.columns)
    let said = inside.inset(top: list.rows + 1)
    frame.writeWrapped(dialog.words(of: dialog.lines[dialog.list.selection]), in: said.top(3))
    let more = dialog.unsaid > 0 ? " E mais \(grouped(dialog.unsaid)), que não cabem aqui." : ""
    frame.write(
      "\(grouped(dialog.list.selection + 1)) de \(grouped(dialog.lines.count)).\(more)",
      row: inside.endRow - 1, column: inside.column, width: inside.columns, style: .muted)
  }
}

extension ImportLinesDialog {
  /// Such as `Linha 12: recusada. CPF: …`.
  func words(of line: ImportLine) -> String {
    let sentence = line.sentence.revealed(for: .screen)
    return "\(line.place.words): " + (line.isRefusal ? "! recusada. " : "") + sentence
  }
}
