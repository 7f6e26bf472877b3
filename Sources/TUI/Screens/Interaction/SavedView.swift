import ContactsCore

/// Draws the answer of a save, with the protocol in the middle of the window.
struct SavedView {
  let screen: SavedScreen
  let layout: Layout

  func draw(in frame: inout Frame) {
    var lines: [(String, Style)] = []
    if let number = screen.protocolNumber {
      lines += [
        ("Protocolo", .label), ("", .normal), (number.description, .success), ("", .normal),
      ]
    }
    lines.append((screen.name.isEmpty ? "Pessoa sem nome informado" : screen.name, .heading))
    if screen.isQueued {
      lines.append(("O texto ficou na fila para ser lido pela IA.", .muted))
    }
    if screen.duplicateCount > 0 {
      lines.append(
        (
          screen.duplicateCount == 1
            ? "Há 1 cadastro parecido." : "Há \(screen.duplicateCount) cadastros parecidos.",
          .warning
        ))
    }
    lines += [
      ("", .normal),
      (layout.keys.reworded("Esc volta a Contatos · F6 abre outro · Enter abre a ficha"), .muted),
    ]
    if screen.interaction != nil {
      lines.append((layout.keys.reworded("Ctrl-T encerra · Ctrl-R agenda um retorno"), .muted))
    }
    let body = layout.body
    let box = body.centered(rows: lines.count + 4, columns: min(64, body.columns - 2))
    let inside = frame.panel(box, heading: "Atendimento salvo")
    frame.panel = nil
    for (offset, line) in lines.enumerated() {
      let width = min(columns(of: line.0), inside.columns)
      frame.write(
        line.0, row: inside.row + 1 + offset, column: inside.column + (inside.columns - width) / 2,
        width: inside.columns, style: line.1)
    }
  }
}
