import ContactsCore

/// What is asked of holds and incidents.
extension DialogView {
  func draw(_ dialog: HoldDialog, in frame: inout Frame) {
    let inside = box("Reter um dado", rows: 14, in: &frame)
    frame.write(
      dialog.name?.revealed(for: .screen) ?? "(nome não mostrado)", row: inside.row,
      column: inside.column,
      width: inside.columns, style: .heading)
    frame.writeWrapped(
      "Só o que a lei manda ou permite guardar (art. 16), tipo a tipo.",
      in: inside.inset(top: 1).top(2), style: .muted)
    var row = inside.row + 3
    for item in HoldDialog.Row.allCases {
      field(
        item.label, dialog.value(of: item), dialog[item], isFocused: dialog.focus == item,
        row: row, inside, in: &frame)
      row += 1
    }
    let chosen = dialog.chosen.map(\.label).joined(separator: "; ")
    frame.writeWrapped(
      chosen.isEmpty ? "Nada marcado ainda." : "Fica: \(chosen).",
      in: inside.inset(top: row - inside.row + 1).top(3), style: chosen.isEmpty ? .muted : .normal)
    let rest = inside.inset(top: row - inside.row + 5)
    guard dialog.asking.notice == .none else { return say(dialog.asking.notice, in: &frame, rest) }
    frame.writeWrapped(hint(dialog.focus), in: rest, style: .muted)
  }

  private func hint(_ row: HoldDialog.Row) -> String {
    switch row {
    case .kinds: "Setas mudam o tipo, Espaço o marca ou desmarca."
    case .article: "Como “art. 16, I”, ou a lei: “Lei 8.069/1990, art. 48”."
    case .reason: "Por quê, sem dados da pessoa."
    case .until: "Como 21/11/2027; vazio: até ser liberada."
    }
  }

  func draw(_ dialog: ReleaseDialog, in frame: inout Frame) {
    let hold = dialog.hold
    let inside = box("Liberar a retenção", rows: 9, in: &frame)
    frame.write(
      hold.shownName, row: inside.row, column: inside.column, width: inside.columns,
      style: .heading)
    frame.writeWrapped(
      "\(hold.kind.label): \(hold.article), \(hold.end(on: nil)).",
      in: inside.inset(top: 1).top(2))
    frame.writeWrapped(
      "Se uma eliminação esperava por isto, ela continua agora, e não tem volta.",
      in: inside.inset(top: 3).top(2), style: .warning)
    field("Por quê", nil, dialog.reason, isFocused: true, row: inside.row + 6, inside, in: &frame)
    say(dialog.asking.notice, in: &frame, inside.inset(top: 7))
  }

  func draw(_ dialog: IncidentDialog, in frame: inout Frame) {
    let inside = box("Incidente com dados pessoais", rows: 13, in: &frame)
    frame.writeWrapped(
      "O registro começa a contar os prazos para comunicar à ANPD e às pessoas.",
      in: inside.top(2), style: .muted)
    var row = inside.row + 3
    for item in IncidentDialog.Row.allCases {
      field(
        item.label, dialog.value(of: item), dialog[item], isFocused: dialog.focus == item,
        row: row, inside, in: &frame)
      row += 1
    }
    let rest = inside.inset(top: row - inside.row + 1)
    guard dialog.asking.notice == .none else { return say(dialog.asking.notice, in: &frame, rest) }
    frame.writeWrapped(hint(dialog.focus), in: rest, style: .muted)
  }

  private func hint(_ row: IncidentDialog.Row) -> String {
    switch row {
    case .summary: "O que aconteceu, sem dados de ninguém: “pendrive com fichas perdido”."
    case .risk: "O relevante tem de ser comunicado; o de risco baixo fica só no registro."
    case .known: "Quando a central soube, como 21/11/2026 09:15; vazio: agora."
    case .from: "Com o período, a auditoria diz de quem são os dados; vazio: não se sabe."
    case .until: "Vazio: até agora."
    case .person: "O nome de entrada de quem viu, mudou ou levou dados; vazio: qualquer pessoa."
    }
  }
}
