extension Frame {
  /// A text field of one line, with the cursor when it has the focus.
  mutating func write(_ field: TextField, row: Int, column: Int, width: Int, isFocused: Bool) {
    guard width > 0 else { return }
    guard isFocused else {
      fill(Region(row: row, column: column, rows: 1, columns: width), style: .field)
      write(field.text, row: row, column: column, width: width, style: .field)
      return
    }
    cursor = field.draw(in: &self, row: row, column: column, width: width, style: .focusedField)
  }
}
