import ContactsCore

/// Draws **Painel**: the period, then as much of the page as there is room for.
struct PanelView {
  let screen: PanelScreen
  let layout: Layout

  /// Where the page is shown.
  static func page(_ layout: Layout) -> Region {
    layout.body.inset(top: 1, left: 1, right: 1)
  }

  func draw(in frame: inout Frame) {
    let region = PanelView.page(layout)
    frame.write(
      "Período: \(period)", row: layout.body.row, column: region.column, width: region.columns,
      style: .label)
    guard let glance = screen.glance else {
      frame.write(
        screen.failure?.message ?? "Lendo os números…", row: region.row, column: region.column,
        width: region.columns, style: .muted)
      return
    }
    let lines = PanelPage(glance: glance, width: region.columns).lines
    let first = min(screen.top, max(lines.count - region.rows, 0))
    for (offset, line) in lines.dropFirst(first).prefix(region.rows).enumerated() {
      line.draw(in: &frame, row: region.row + offset, column: region.column)
    }
    let isCut = first + region.rows < lines.count
    let more = [first > 0 ? "↑" : "", isCut ? "↓" : ""].joined()
    if !more.isEmpty {
      frame.write(
        "\(more) há mais", row: layout.body.row, endingAt: region.endColumn, style: .muted)
    }
  }

  /// `7 dias, de 15/11/2026 a 21/11/2026`.
  private var period: String {
    guard let report = screen.glance?.report, let from = report.from else {
      return screen.period.label
    }
    let last = report.to ?? from
    let days = from == last ? from.display : "de \(from.display) a \(last.display)"
    return "\(screen.period.label), \(days)"
  }
}
