/// The parts of the window that every screen has.
struct Layout: Equatable, Sendable {
  let size: Size
  /// The keys that sentences on the screen name.
  var keys = KeyLayout.standard

  var isTooSmall: Bool { size.columns < 40 || size.rows < 10 }
  /// Whether two panes fit side by side.
  var hasTwoPanes: Bool { size.columns >= 80 && size.rows >= 24 }
  /// Whether a preview fits beside a list.
  var hasPreview: Bool { size.columns >= 110 && size.rows >= 20 }
  /// Between the title bar and the status line.
  var body: Region {
    Region(row: 1, column: 0, rows: size.rows - 3, columns: size.columns)
  }
  /// Where the text of **Novo atendimento** is typed.
  var note: Region {
    let pane = body.inset(top: 2, left: 1)
    return hasTwoPanes ? pane.left(size.columns * 2 / 5 - 1) : pane.inset(right: 1)
  }
  var noteSize: Size { Size(rows: note.rows, columns: note.columns) }
  /// Where its form is filled.
  var form: Region {
    let pane = body.inset(top: 2)
    return hasTwoPanes
      ? pane.right(size.columns - note.endColumn - 3) : pane.inset(left: 1, right: 1)
  }
  var statusRow: Int { size.rows - 2 }
  var keyRow: Int { size.rows - 1 }
}

/// How many contacts are in view at once: below the search and the headings.
func listHeight(_ size: Size) -> Int { max(Layout(size: size).body.rows - 3, 1) }
