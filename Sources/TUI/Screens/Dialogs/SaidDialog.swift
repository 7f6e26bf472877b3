/// Something to be read, and no more.
struct SaidDialog: Equatable, Sendable {
  let heading: String
  let paragraphs: [Paragraph]

  struct Paragraph: Equatable, Sendable {
    let text: String
    var style = Style.normal
  }

  func type(_ key: Key) -> DialogOutcome {
    key == .enter ? .closes : .stays
  }
}

extension DialogView {
  func draw(_ said: SaidDialog, in frame: inout Frame) {
    let lines = said.paragraphs.flatMap { paragraph in
      wrapped(paragraph.text, to: insideColumns).map { (text: $0, style: paragraph.style) }
    }
    let inside = box(said.heading, rows: lines.count, in: &frame)
    for (offset, line) in lines.prefix(inside.rows).enumerated() {
      frame.write(
        line.text, row: inside.row + offset, column: inside.column, width: inside.columns,
        style: line.style)
    }
  }
}
