import ContactsCore

/// Draws **Contatos**.
struct ContactsView {
  let screen: ContactsScreen
  let desk: Desk
  let layout: Layout
  /// Whether the screen has the keys: a dialog over it takes the cursor.
  let isActive: Bool

  func draw(in frame: inout Frame) {
    let body = layout.body
    drawSearch(in: &frame, row: body.row)
    let previewWidth = layout.hasPreview ? max(body.columns * 3 / 10, 36) : 0
    let list = Region(
      row: body.row + 2, column: 0, rows: body.rows - 2,
      columns: body.columns - (previewWidth > 0 ? previewWidth + 1 : 0))
    drawList(in: &frame, list)
    if previewWidth > 0 {
      frame.verticalLine(row: list.row, column: list.columns, length: list.rows)
      ContactPreview(summary: screen.selected).draw(
        in: &frame,
        Region(
          row: list.row, column: list.columns + 2, rows: list.rows, columns: previewWidth - 2))
    }
  }

  private func drawSearch(in frame: inout Frame, row: Int) {
    let label = "Buscar"
    frame.write(label, row: row, column: 1, style: .label)
    let counts = self.counts
    let start = 1 + columns(of: label) + 1
    let width = layout.size.columns - start - columns(of: counts) - 3
    frame.write(
      screen.search, row: row, column: start, width: max(width, 8),
      isFocused: isActive && screen.focus == .search)
    frame.write(counts, row: row, endingAt: layout.size.columns - 1, style: .muted)
  }

  /// `3 de 1.204 contatos`; with more to load, `100+`.
  private var counts: String {
    guard let total = screen.total else { return "" }
    let noun = total == 1 ? "contato" : "contatos"
    if isBlank(screen.search.text) { return "\(grouped(total)) \(noun)" }
    let shown = grouped(screen.rows.count) + (screen.next == nil ? "" : "+")
    return "\(shown) de \(grouped(total)) \(noun)"
  }

  private func drawList(in frame: inout Frame, _ region: Region) {
    let table = ContactColumns(width: region.columns)
    table.drawHeadings(in: &frame, row: region.row)
    let rows = screen.rows[
      min(screen.top, screen.rows.count)..<min(screen.top + region.rows - 1, screen.rows.count)]
    if rows.isEmpty {
      frame.writeWrapped(
        layout.keys.reworded(emptiness),
        in: Region(
          row: region.row + 2, column: 3, rows: region.rows - 2, columns: region.columns - 6),
        style: .muted)
    }
    frame.list = rows.isEmpty ? nil : region.inset(top: 1)
    for (offset, summary) in rows.enumerated() {
      let isSelected = screen.top + offset == screen.selection
      let row = region.row + 1 + offset
      table.draw(
        summary, in: &frame, row: row, isSelected: isSelected,
        hasFocus: isActive && screen.focus == .list)
      if isSelected, isActive, screen.focus == .list {
        frame.cursor = Position(row: row, column: 0)
        frame.focus = Focus(
          place: Region(row: row, column: 0, rows: 1, columns: region.columns),
          group: region.inset(top: 1), index: screen.selection, count: screen.rows.count)
      }
    }
  }

  private var emptiness: String {
    if desk.session.actor == nil { return "Abrindo o banco…" }
    if !desk.session.may(.searchContacts) {
      return "Seu papel não vê contatos. Ctrl-P mostra o que ele faz; q sai."
    }
    if screen.isSearching { return "Buscando…" }
    if let failure = screen.failure { return failure.message }
    guard desk.session.may(.registerContacts) else {
      return isBlank(screen.search.text)
        ? "Ainda não há contatos." : "Ninguém encontrado. Experimente parte do nome ou do telefone."
    }
    return isBlank(screen.search.text)
      ? "Ainda não há contatos. F6 abre o primeiro atendimento: cole a conversa e o formulário se"
        + " preenche."
      : "Ninguém encontrado. Experimente parte do nome ou do telefone; F6 abre um atendimento novo."
  }
}

/// Which columns fit a list of contacts, and how wide each is.
struct ContactColumns: Equatable, Sendable {
  let width: Int

  enum Column: Equatable, Sendable {
    case name, phone, email, cpf, reason

    var heading: String {
      switch self {
      case .name: "Nome"
      case .phone: "Telefone"
      case .email: "E-mail"
      case .cpf: "CPF"
      case .reason: "Último motivo"
      }
    }

    /// Of all but the name and the reason, which share what is left.
    var width: Int {
      switch self {
      case .phone: 15
      case .email: 17
      case .cpf: 14
      case .name, .reason: 0
      }
    }
  }

  private static let mark = 2
  private static let gap = 2

  private var columns: [(column: Column, start: Int, width: Int)] {
    let shown: [Column] =
      switch width {
      case ..<54: [.name, .phone]
      case ..<76: [.name, .phone, .cpf]
      case ..<96: [.name, .phone, .email, .cpf]
      default: [.name, .phone, .email, .cpf, .reason]
      }
    let fixed = shown.reduce(0) { $0 + $1.width } + ContactColumns.gap * (shown.count - 1)
    let rest = width - ContactColumns.mark - fixed - 1
    let reason = shown.contains(.reason) ? rest * 2 / 5 : 0
    var start = ContactColumns.mark
    return shown.map { column in
      let wide =
        switch column {
        case .name: rest - reason
        case .reason: reason
        case .phone, .email, .cpf: column.width
        }
      defer { start += wide + ContactColumns.gap }
      return (column, start, wide)
    }
  }

  func drawHeadings(in frame: inout Frame, row: Int) {
    for (column, start, width) in columns {
      frame.write(column.heading, row: row, column: start, width: width, style: .label)
    }
  }

  func draw(
    _ summary: ContactSummary, in frame: inout Frame, row: Int, isSelected: Bool, hasFocus: Bool
  ) {
    let style: Style = isSelected ? .selection : .normal
    if isSelected {
      frame.fill(Region(row: row, column: 0, rows: 1, columns: width), style: .selection)
      frame.write(hasFocus ? "▸" : "›", row: row, column: 0, style: .selection)
    }
    for (column, start, width) in columns {
      let text =
        switch column {
        case .name:
          summary.access == .restricted ? "\(summary.shownName) (restrito)" : summary.shownName
        case .phone: summary.maskedPhone ?? ""
        case .email: summary.maskedEmail ?? ""
        case .cpf: summary.maskedCPF ?? ""
        case .reason: summary.lastReason ?? ""
        }
      frame.write(text, row: row, column: start, width: width, style: style)
    }
  }
}

/// What may be said of a contact without an audit entry.
struct ContactPreview {
  let summary: ContactSummary?

  func draw(in frame: inout Frame, _ region: Region) {
    guard let summary else { return }
    frame.write(
      summary.shownName, row: region.row,
      column: region.column, width: region.columns, style: .heading)
    guard summary.access != .hidden else {
      frame.writeWrapped(
        "Só as pessoas nomeadas podem abri-lo. Numa emergência, Enter e depois o motivo; o"
          + " encarregado é avisado.", in: region.inset(top: 2), style: .muted)
      return
    }
    let place = [summary.city ?? "", summary.state?.rawValue ?? ""].filter { !$0.isEmpty }
    let updated = summary.updatedAt.local
    let lines: [(String, String)] = [
      ("Telefone", summary.maskedPhone ?? ""), ("E-mail", summary.maskedEmail ?? ""),
      ("CPF", summary.maskedCPF ?? ""), ("Cidade", place.joined(separator: " / ")),
      ("Motivo", summary.lastReason ?? ""), ("Urgência", summary.lastUrgency?.label ?? ""),
      ("Histórico", interactions(summary.interactionCount)),
      ("Atualizado", "\(updated.date.display) \(updated.clock)"),
    ]
    var row = region.row + 2
    for (label, value) in lines where !value.isEmpty {
      guard row < region.row + region.rows - 2 else { return }
      frame.write(label, row: row, column: region.column, style: .label)
      row += frame.writeWrapped(
        value,
        in: Region(row: row, column: region.column + 12, rows: 2, columns: region.columns - 12))
    }
    frame.writeWrapped(
      "Enter abre a ficha; a leitura fica registrada.",
      in: Region(row: row + 1, column: region.column, rows: 2, columns: region.columns),
      style: .muted)
  }
}
