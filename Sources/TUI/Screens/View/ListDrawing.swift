extension ListState {
  /// Draws the rows in view, one below the other, or says why there are none.
  ///
  /// - Parameters:
  ///   - frame: What is drawn on.
  ///   - region: Where the rows stand.
  ///   - isActive: Whether keys go to this list: the cursor is then at the row that is selected.
  ///   - emptiness: What is said where there are no rows.
  ///   - draw: Draws the row of an index at a row of the screen, as the selected one or not.
  func draw(
    in frame: inout Frame, _ region: Region, isActive: Bool, emptiness: @autoclosure () -> String,
    _ draw: (inout Frame, _ index: Int, _ row: Int, _ isSelected: Bool) -> Void
  ) {
    frame.list = count == 0 ? nil : region
    if count == 0 {
      frame.writeWrapped(
        emptiness(), in: region.inset(top: 1, left: 3, right: 3), style: .muted)
    }
    for (offset, index) in visible(rows: region.rows).enumerated() {
      let isSelected = index == selection
      let row = region.row + offset
      draw(&frame, index, row, isSelected)
      if isSelected { mark(row, in: &frame, region) }
      if isSelected, isActive {
        frame.cursor = Position(row: row, column: 0)
        frame.focus = Focus(
          place: Region(row: row, column: region.column, rows: 1, columns: region.columns),
          group: region, index: index, count: count)
      }
    }
  }

  /// Points at the chosen row, where the row does not say by itself that it is: its colours may not be seen.
  private func mark(_ row: Int, in frame: inout Frame, _ region: Region) {
    let column = max(region.column - 1, 0)
    let marks = [column, region.column, region.column + 1].map { frame[row, $0].text }
    guard frame[row, column].text == " ", !marks.contains("▸"), !marks.contains("›") else { return }
    frame.write("▸", row: row, column: column, style: frame[row, column].style)
  }
}
