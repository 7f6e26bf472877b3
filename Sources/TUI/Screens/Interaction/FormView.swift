import ContactsCore

/// Draws the rows of a form: name, value, where it came from, and under it what is wrong with it.
struct FormView {
  let form: Form
  let reader: FieldReader
  let hasFocus: Bool
  /// What else is to be said under a row, by its number.
  var notes: [Int: String] = [:]
  var keys = KeyLayout.standard

  private static let labelWidth = 14
  /// Room for the mark of where a value came from; a longer mark takes more.
  private static let markWidth = 6

  private struct Line {
    let entry: Int
    /// A line of what is said of the row above; nil for the row itself.
    var remark: (text: String, isInvalid: Bool)?
  }

  func draw(in frame: inout Frame, _ region: Region) {
    let lines = self.lines(width: region.columns)
    let focused = lines.lastIndex { $0.entry == form.focus } ?? 0
    // While everything fits nothing moves; otherwise the focused row stays clear of the edge.
    let first = max(0, min(focused - region.rows * 2 / 3, lines.count - region.rows))
    for (offset, line) in lines.dropFirst(first).prefix(region.rows).enumerated() {
      let row = region.row + offset
      if let remark = line.remark {
        frame.write(
          remark.text, row: row, column: region.column + 2, width: region.columns - 2,
          style: remark.isInvalid ? .error : .warning)
      } else {
        draw(line.entry, in: &frame, row: row, region)
      }
    }
  }

  private func lines(width: Int) -> [Line] {
    form.entries.indices.flatMap { index -> [Line] in
      var lines = [Line(entry: index)]
      if let remark = reader.remark(on: form.entries[index]) {
        let sign = remark.isInvalid ? "✗ " : "! "
        lines += self.lines(
          sign + keys.reworded(remark.text), under: index, width, isInvalid: remark.isInvalid)
      }
      if let note = notes[index] {
        lines += self.lines("! " + note, under: index, width, isInvalid: false)
      }
      return lines
    }
  }

  private func lines(_ remark: String, under entry: Int, _ width: Int, isInvalid: Bool) -> [Line] {
    wrapped(remark, to: width - 2).map { Line(entry: entry, remark: ($0, isInvalid)) }
  }

  private func draw(_ index: Int, in frame: inout Frame, row: Int, _ region: Region) {
    let entry = form.entries[index]
    let isFocused = hasFocus && index == form.focus
    let start = region.column + FormView.labelWidth
    let mark = max(columns(of: entry.mark) + 1, FormView.markWidth)
    let width = region.columns - FormView.labelWidth - mark
    frame.write(
      label(of: index), row: row, column: region.column, width: FormView.labelWidth - 1,
      style: isFocused ? .heading : .label)
    if isFocused { frame.focusField(row: row, of: region, index, of: form.entries.count) }
    if entry.field.isChoice, isFocused {
      frame.fill(Region(row: row, column: start, rows: 1, columns: width), style: .focusedField)
      frame.write("‹ \(entry.text) ›", row: row, column: start, width: width, style: .focusedField)
      frame.cursor = Position(row: row, column: start)
    } else {
      frame.write(entry.input, row: row, column: start, width: width, isFocused: isFocused)
    }
    frame.write(
      entry.mark, row: row, endingAt: region.endColumn, style: entry.isDoubtful ? .warning : .muted)
  }

  /// The second telephone is `Telefone 2`.
  private func label(of index: Int) -> String {
    let field = form.entries[index].field
    let before = form.entries[..<index].count { $0.field == field }
    return before == 0 ? field.label : "\(field.label) \(before + 1)"
  }
}
