import ContactsCore

/// Draws **Consentimentos**.
struct ConsentView {
  let screen: ConsentScreen
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    let body = layout.body.inset(left: 1, right: 1)
    frame.write(
      "O que \(screen.name?.revealed(for: .screen) ?? "esta pessoa") decidiu", row: body.row,
      column: body.column, width: body.columns, style: .heading)
    if screen.isLoading {
      frame.writeWrapped(
        "Lendo; esta leitura fica registrada…", in: body.inset(top: 2), style: .muted)
      return
    }
    if let failure = screen.failure {
      frame.writeWrapped(failure.message, in: body.inset(top: 2), style: .error)
      return
    }
    let purposes = screen.purposes
    let rows = body.inset(top: 2).top(min(purposes.count, max(body.rows - 8, 3)))
    let decided = purposes.map { columns(of: decision($0.consent).0) }.max() ?? 0
    let wide = max(body.columns - decided - 1, 20)
    screen.list.draw(in: &frame, rows, isActive: isActive, emptiness: "Nenhuma finalidade.") {
      frame, index, row, isSelected in
      let item = purposes[index]
      if isSelected {
        frame.fill(
          Region(row: row, column: 0, rows: 1, columns: layout.size.columns), style: .selection)
      }
      frame.write(
        shortened(item.name, to: wide), row: row, column: body.column, width: wide,
        style: isSelected ? .selection : .normal)
      let (words, style) = decision(item.consent)
      frame.write(
        words, row: row, column: body.column + wide + 1, width: body.columns - wide - 1,
        style: isSelected ? .selection : style)
    }
    guard let selected = screen.selected else { return }
    drawDetail(selected, in: &frame, body.inset(top: rows.endRow - body.row + 1))
  }

  private func decision(_ consent: Consent?) -> (String, Style) {
    guard let consent else { return ("ainda não perguntado", .muted) }
    if consent.isOutdated { return ("! texto novo: pergunte de novo", .warning) }
    let day = consent.recordedAt.local.date.display
    return ("\(consent.decision.label) em \(day)", consent.decision == .given ? .success : .normal)
  }

  private func drawDetail(_ row: ConsentScreen.Row, in frame: inout Frame, _ region: Region) {
    var top = 0
    func say(_ text: String, _ style: Style = .normal) {
      top += frame.writeWrapped(text, in: region.inset(top: top), style: style)
    }
    if let purpose = row.purpose {
      let basis = LegalBasis.named(purpose.legalBasis)?.name ?? ""
      say("\(purpose.legalBasis), \(basis)", .label)
      say("Leia em voz alta: “\(purpose.notice)”")
    }
    for consent in screen.ledger where consent.purpose == row.name {
      let read = consent.noticeRead ? ", aviso lido" : ""
      say(
        "\(consent.recordedAt.local.display)  \(consent.decision.label)\(read), texto "
          + "\(consent.textVersion), por \(consent.channel.label), \(consent.recordedBy)", .muted)
    }
  }
}
