import ContactsCore

/// What surrounds every screen: the title bar, the status line, the line of keys.
struct Chrome {
  let model: AppModel
  let layout: Layout

  func draw(in frame: inout Frame) {
    drawTitle(in: &frame)
    drawStatus(in: &frame)
    drawKeys(in: &frame)
    frame.title = "atende · \(screenName)"
  }

  /// Without anybody's name: the title of a window is seen outside it.
  private var screenName: String {
    if case .interaction = model.screen { return "Novo atendimento" }
    return model.screen.title
  }

  private func drawTitle(in frame: inout Frame) {
    let width = layout.size.columns
    frame.fill(Region(row: 0, column: 0, rows: 1, columns: width), style: .title)
    let session = model.desk.session
    let clock = session.now?.local.clock ?? "--:--"
    // What does not fit is left out from the left: the clock and the model always stay.
    var right: [String] = []
    let title = model.screen.title
    let parts = [
      clock, model.desk.unsavedLabel, session.alertLabel, session.overdueLabel,
      session.dueLabel, session.model.label, session.warningLabel, session.noticeLabel,
      session.userLabel, session.centre,
    ]
    for part in parts where !part.isEmpty {
      let candidate = ([part] + right).joined(separator: " · ")
      guard columns(of: candidate) + columns(of: title) + 5 <= width else { continue }
      right.insert(part, at: 0)
    }
    // How fast it is comes last: only where everything else has room.
    if let latency = session.latencyLabel, let place = right.firstIndex(of: session.model.label) {
      var candidate = right
      candidate[place] += " (\(latency))"
      if columns(of: candidate.joined(separator: " · ")) + columns(of: title) + 5 <= width {
        right = candidate
      }
    }
    frame.write(
      right.joined(separator: " · "), row: 0, endingAt: width - 1, style: .title)
    let room = width - columns(of: right.joined(separator: " · ")) - 4
    frame.write(title, row: 0, column: 1, width: room, style: .title)
  }

  private func drawStatus(in frame: inout Frame) {
    let status = model.desk.status
    guard !status.text.isEmpty else { return }
    let text = status.isExact ? status.marked : layout.keys.reworded(status.marked, at: model.place)
    frame.status = text
    let width = layout.size.columns - 2
    let lines = wrapped(text, to: width)
    let first = layout.statusRow - lines.count + 1
    guard lines.count > 1, isFree(first..<layout.statusRow, in: frame) else {
      frame.write(text, row: layout.statusRow, column: 1, width: width, style: status.tone.style)
      return
    }
    // What to do often stands at the end of a sentence: it goes over the foot of the body rather than being cut.
    frame.fill(Region(row: first, column: 0, rows: lines.count, columns: layout.size.columns))
    for (offset, line) in lines.enumerated() {
      frame.write(line, row: first + offset, column: 1, width: width, style: status.tone.style)
    }
  }

  /// Whether a message may cover these rows: not what is typed into or chosen, nor more than a few of them.
  private func isFree(_ rows: Range<Int>, in frame: Frame) -> Bool {
    guard rows.count <= 2, rows.count * 4 <= layout.body.rows else { return false }
    // A hint is not worth a line of what it is about.
    let isEmpty = rows.allSatisfy { frame.text(row: $0).isEmpty }
    guard isEmpty || model.desk.status.tone != .plain else { return false }
    let held = [frame.cursor?.row, frame.focus?.place.row].compactMap(\.self)
    return !held.contains(where: rows.contains)
  }

  private func drawKeys(in frame: inout Frame) {
    let width = layout.size.columns
    let hints = self.hints
    frame.keys = hints.map { "\($0.key) \($0.label)" }
    let letters = hints.reduce(0) { $0 + columns(of: $1.key) + 1 + columns(of: $1.label) }
    // A little closer together rather than one key fewer.
    let gap = letters + 2 * (hints.count - 1) <= width - 2 ? 2 : 1
    var column = 1
    for hint in hints {
      let room = columns(of: hint.key) + 1 + columns(of: hint.label)
      guard column + room <= width else { continue }
      frame.write(hint.key, row: layout.keyRow, column: column, style: .key)
      column += columns(of: hint.key) + 1
      frame.write(hint.label, row: layout.keyRow, column: column, style: .muted)
      column += columns(of: hint.label) + gap
    }
  }

  private struct Hint {
    let key: String
    let label: String
  }

  private var hints: [Hint] {
    if let dialog = model.dialogs.last {
      return dialog.hints.map {
        Hint(key: layout.keys.reworded($0.key, at: model.place), label: $0.label)
      }
    }
    var hints: [Hint] = []
    if !layout.hasTwoPanes, case .interaction = model.screen {
      let key = layout.keys.reworded("Ctrl-O", at: model.place)
      hints.append(Hint(key: key, label: "Outro painel"))
    }
    for row in layout.keys.rows(at: model.place) where row.prominence.contains(model.place) {
      guard let key = row.labels(at: model.place).first, let label = model.screen.hint(row),
        model.desk.session.may(row.permission)
      else { continue }
      hints.append(Hint(key: key, label: label))
    }
    // The way out comes before what there may be no room for.
    if let out = hints.firstIndex(where: { $0.label == "Voltar" }) {
      hints.insert(hints.remove(at: out), at: min(1, hints.count))
    }
    return hints
  }
}

extension Dialog {
  /// The keys of the dialog, for the line of keys.
  var hints: [(key: String, label: String)] {
    switch self {
    case .help: [("Esc", "Fechar"), ("↑ ↓", "Rolar"), ("letras", "Procurar")]
    case .palette: [("Enter", "Fazer"), ("Esc", "Fechar"), ("letras", "Filtrar")]
    case .options: [("Enter", "Escolher"), ("Esc", "Fechar"), ("letras", "Filtrar")]
    case .drafts: [("Enter", "Recuperar"), ("D", "Descartar"), ("Esc", "Deixar guardado")]
    case .discard: [("Enter", "Descartar"), ("Esc", "Voltar")]
    case .doubtful: [("S", "Salvar com eles"), ("D", "Salvar sem eles"), ("Esc", "Voltar")]
    case .invalid: [("Enter", "Corrigir"), ("S", "Salvar assim"), ("Esc", "Voltar")]
    case .telephone: [("O", "Outra pessoa"), ("E", "Ela mesma"), ("Esc", "Voltar")]
    case .duplicates(let dialog):
      dialog.isSaving
        ? [("Enter", "Usar este cadastro"), ("S", "Salvar assim mesmo"), ("Esc", "Voltar")]
        : [("Enter", "Usar este cadastro"), ("Esc", "Voltar")]
    case .conflict:
      [("← →", "Escolher"), ("↑ ↓", "Mudar de campo"), ("F2", "Salvar"), ("Esc", "Voltar")]
    case .identity: [("Enter", "Escolher"), ("↑ ↓", "Mudar"), ("Esc", "Voltar")]
    case .queue(let dialog): dialog.hints
    case .pull(let dialog): dialog.hints
    case .people(let dialog): dialog.hints
    case .unsaved: [("Enter", "Tentar de novo, ou sair com a palavra"), ("Esc", "Ficar")]
    case .shift(let dialog): dialog.hints
    case .said: [("Enter", "Fechar")]
    case .pick: [("Enter", "Escolher"), ("Esc", "Fechar"), ("letras", "Filtrar")]
    case .lines: [("Enter", "Fechar"), ("↑ ↓", "Rolar")]
    case .tour(let tour):
      tour.step == nil
        ? [("Enter", "Fechar")]
        : [(tour.wanted, "Fazer"), ("Enter", "Seguir"), ("Esc", "Deixar o passeio")]
    case .admin(let dialog): dialog.hints
    case .rights(let dialog): dialog.hints
    case .outgrown: [("Enter", "Sair")]
    }
  }
}
