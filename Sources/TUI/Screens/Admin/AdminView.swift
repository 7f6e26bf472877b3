import ContactsCore

/// How **Administração** divides the body: the sections, the headings, the rows, what is said of the row selected.
struct AdminLayout {
  let tabs: Region
  let heading: Region
  let rows: Region
  let detail: Region

  init(_ screen: AdminScreen, _ layout: Layout) {
    let body = layout.body
    let gap = body.rows >= 16 ? 1 : 0
    let said =
      switch screen.section {
      case .settings: body.columns >= 80 ? 4 : 5
      case .people: 0
      case .catalogue: 3
      case .warnings: body.columns >= 80 ? 3 : 4
      }
    tabs = body.top(1)
    heading = body.inset(top: 1 + gap).top(1)
    detail = body.bottom(said)
    rows = body.inset(top: 2 + gap, bottom: said)
  }
}

/// Draws **Administração**.
struct AdminView {
  let screen: AdminScreen
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    let parts = AdminLayout(screen, layout)
    drawTabs(in: &frame, parts.tabs)
    guard let glance = screen.glance else {
      frame.write(
        screen.failure?.message ?? "Lendo…", row: parts.rows.row, column: 1,
        width: parts.rows.columns - 2, style: .muted)
      return
    }
    switch screen.section {
    case .settings: draw(glance.settings, in: &frame, parts)
    case .people: draw(glance.users, in: &frame, parts)
    case .catalogue(let catalogue): draw(catalogue, screen.entries ?? [], in: &frame, parts)
    case .warnings: draw(glance.warnings, in: &frame, parts)
    }
  }

  private func drawTabs(in frame: inout Frame, _ region: Region) {
    var column = region.column + 1
    func width(_ sections: ArraySlice<AdminScreen.Section>) -> Int {
      sections.reduce(0) { $0 + columns(of: $1.label) + 2 }
    }
    var sections = screen.sections[...]
    let whole = width(sections) + sections.count
    // In a narrow window those before the chosen one make room for it.
    while let chosen = sections.firstIndex(of: screen.section), chosen > sections.startIndex,
      width(sections[...chosen]) > region.columns - 4
    {
      sections.removeFirst()
    }
    if sections.count < screen.sections.count {
      column += frame.write("‹", row: region.row, column: column, style: .muted)
    }
    for section in sections {
      let isChosen = section == screen.section
      // The sign tells it apart without colours.
      let text = isChosen ? "[\(section.label)]" : " \(section.label) "
      column += frame.write(
        text, row: region.row, column: column, width: region.endColumn - column - 1,
        style: isChosen ? .heading : .muted)
      // Their brackets keep them apart where there is no room for more.
      if whole < region.columns { column += 1 }
    }
  }

  // MARK: - Settings

  private func draw(_ settings: Settings, in frame: inout Frame, _ parts: AdminLayout) {
    let width = parts.rows.columns
    let first = min(34, width / 2)
    frame.write("Ajuste", row: parts.heading.row, column: 1, width: first - 1, style: .label)
    frame.write(
      "Valor", row: parts.heading.row, column: first + 1, width: width - first - 2, style: .label)
    screen.list.draw(in: &frame, parts.rows, isActive: isActive, emptiness: "") {
      (frame, index, row, isSelected) in
      let key = SettingKey.allCases[index]
      let value = settings[key]
      if isSelected {
        frame.fill(Region(row: row, column: 0, rows: 1, columns: width), style: .selection)
      }
      frame.write(
        key.rawValue, row: row, column: 1, width: first - 1,
        style: isSelected ? .selection : .normal)
      let isStandard = value == key.standard
      frame.write(
        (value.isEmpty ? "(vazio)" : value) + (isStandard ? "" : "  *"), row: row,
        column: first + 1, width: width - first - 2,
        style: isSelected ? .selection : isStandard ? .muted : .normal)
    }
    guard let key = screen.selectedKey, parts.detail.rows > 1 else { return }
    frame.horizontalLine(row: parts.detail.row, column: 1, length: width - 2)
    let said = parts.detail.inset(top: 1, left: 1, right: 1)
    let used = frame.writeWrapped(key.sentence, in: said)
    let standard = key.standard.isEmpty ? "vazio" : key.standard
    frame.writeWrapped(
      "Aceita: \(key.bounds.sentence). Padrão: \(shortened(standard, to: 30)).",
      in: said.inset(top: used), style: .muted)
  }

  // MARK: - Catalogues

  private func draw(
    _ catalogue: Catalogue, _ entries: [CatalogueEntry], in frame: inout Frame,
    _ parts: AdminLayout
  ) {
    let width = parts.rows.columns
    let name = min(40, width / 2)
    frame.write("Nome", row: parts.heading.row, column: 5, width: name, style: .label)
    let detail =
      switch catalogue {
      case .reasons: "Pistas"
      case .outcomes: ""
      case .referrals: "Telefone, e quando"
      }
    frame.write(
      detail, row: parts.heading.row, column: 6 + name, width: width - name - 7, style: .label)
    screen.list.draw(in: &frame, parts.rows, isActive: isActive, emptiness: "Nada ainda.") {
      (frame, index, row, isSelected) in
      let entry = entries[index]
      if isSelected {
        frame.fill(Region(row: row, column: 0, rows: 1, columns: width), style: .selection)
      }
      let style: Style = isSelected ? .selection : entry.isActive ? .normal : .muted
      let place = entry.isActive ? String(index + 1) : "–"
      frame.write(place, row: row, endingAt: 4, style: style)
      frame.write(
        shortened(entry.name + (entry.isActive ? "" : " (fora de uso)"), to: name), row: row,
        column: 5, width: name, style: style)
      let more =
        switch catalogue {
        case .reasons: entry.cues.joined(separator: ", ")
        case .outcomes: ""
        case .referrals: "\(entry.number)  \(entry.occasion)"
        }
      frame.write(
        shortened(more, to: width - name - 7), row: row, column: 6 + name, width: width - name - 7,
        style: isSelected ? .selection : .muted)
    }
    frame.horizontalLine(row: parts.detail.row, column: 1, length: width - 2)
    frame.writeWrapped(
      catalogue.meaning, in: parts.detail.inset(top: 1, left: 1, right: 1), style: .muted)
  }

  // MARK: - People

  private func draw(_ users: [User], in frame: inout Frame, _ parts: AdminLayout) {
    let width = parts.rows.columns
    let table = PeopleColumns(width: width - 2)
    table.draw(
      ["Nome", "Papéis", "Entra por", "Última entrada", "Situação"], in: &frame,
      row: parts.heading.row, style: .label)
    screen.list.draw(
      in: &frame, parts.rows, isActive: isActive, emptiness: "Ninguém cadastrado."
    ) { (frame, index, row, isSelected) in
      let user = users[index]
      if isSelected {
        frame.fill(Region(row: row, column: 0, rows: 1, columns: width), style: .selection)
      }
      let ways = [
        user.systemUserID.map { "conta \($0)" }, user.hasPassword ? "senha" : nil,
      ].compactMap { $0 }
      table.draw(
        [
          user.login,
          user.roles.count == Role.allCases.count
            ? "todos" : user.roles.map(\.rawValue).sorted().joined(separator: ", "),
          ways.isEmpty ? "nada" : ways.joined(separator: ", "),
          user.lastSignIn?.local.display ?? "nunca", user.isActive ? "ativa" : "desativada",
        ], in: &frame, row: row,
        style: isSelected ? .selection : user.isActive ? .normal : .muted)
    }
  }
}

/// How wide each column of the people is; in a narrow window the ways in and the last one give way.
struct PeopleColumns {
  let width: Int

  private var widths: [Int?] {
    let middle: [Int?] = width >= 100 ? [20, 16] : width >= 76 ? [nil, 16] : [nil, nil]
    // Room for the longest three roles: four are said as one word.
    let name = width >= 76 ? 14 : 12
    let used = name + 10 + middle.compactMap { $0.map { $0 + 1 } }.reduce(0, +) + 2
    return [name, max(width - used, 8)] + middle + [10]
  }

  func draw(_ cells: [String], in frame: inout Frame, row: Int, style: Style) {
    var column = 1
    for (cell, width) in zip(cells, widths) {
      guard let width else { continue }
      frame.write(cell, row: row, column: column, width: width, style: style)
      column += width + 1
    }
  }
}

extension DialogView {
  func draw(_ dialog: AdminDialog, in frame: inout Frame) {
    switch dialog {
    case .setting(let dialog): draw(dialog, in: &frame)
    case .person(let dialog): draw(dialog, in: &frame)
    case .entry(let dialog): draw(dialog, in: &frame)
    }
  }

  private func draw(_ dialog: SettingDialog, in frame: inout Frame) {
    let inside = box(dialog.key.rawValue, rows: 9, in: &frame)
    let used = frame.writeWrapped(dialog.key.sentence, in: inside.top(3))
    frame.writeWrapped(
      "Aceita: \(dialog.key.bounds.sentence).", in: inside.inset(top: used).top(2), style: .muted)
    let row = inside.row + used + 2
    if dialog.choices != nil {
      frame.fill(
        Region(row: row, column: inside.column, rows: 1, columns: inside.columns),
        style: .focusedField)
      frame.write(
        "‹ \(dialog.field.text) ›", row: row, column: inside.column, width: inside.columns,
        style: .focusedField)
      frame.cursor = Position(row: row, column: inside.column)
    } else {
      frame.write(
        dialog.field, row: row, column: inside.column, width: inside.columns, isFocused: true)
    }
    frame.writeWrapped(
      dialog.asking.notice.text.isEmpty
        ? "Fica na auditoria. Vale nas telas abertas a partir da próxima entrada."
        : dialog.asking.notice.marked,
      in: inside.inset(top: used + 4),
      style: dialog.asking.notice.text.isEmpty ? .muted : dialog.asking.notice.tone.style)
  }

  private func draw(_ dialog: PersonDialog, in frame: inout Frame) {
    let rows = dialog.rows
    let inside = box(
      dialog.user.map { "Pessoa: \($0.login)" } ?? "Pessoa nova", rows: rows.count + 4, in: &frame)
    let start = inside.column + 19
    let width = inside.columns - 19
    for (offset, item) in rows.enumerated() where offset < inside.rows {
      let row = inside.row + offset
      let isFocused = dialog.focus == item
      frame.write(
        item.label, row: row, column: inside.column, width: 18,
        style: isFocused ? .heading : .label)
      switch item {
      case .name:
        frame.write(dialog.name, row: row, column: start, width: width, isFocused: isFocused)
      case .account:
        frame.write(dialog.account, row: row, column: start, width: width, isFocused: isFocused)
      case .role(let role):
        mark(dialog.roles.contains(role), in: &frame, row: row, column: start, isFocused: isFocused)
      case .active:
        mark(dialog.isActive, in: &frame, row: row, column: start, isFocused: isFocused)
      case .password, .again:
        frame.write(secretFieldAt: row, column: start, width: width, isFocused: isFocused)
      }
    }
    let said = inside.inset(top: rows.count + 1)
    frame.writeWrapped(
      dialog.asking.notice.text.isEmpty ? advice(of: dialog) : dialog.asking.notice.marked,
      in: said,
      style: dialog.asking.notice.text.isEmpty ? .muted : dialog.asking.notice.tone.style)
  }

  private func mark(
    _ isOn: Bool, in frame: inout Frame, row: Int, column: Int, isFocused: Bool
  ) {
    frame.write(
      isOn ? "[x] sim" : "[ ] não", row: row, column: column, width: 7,
      style: isFocused ? .focusedField : .field)
    if isFocused { frame.cursor = Position(row: row, column: column + 1) }
  }

  private func advice(of dialog: PersonDialog) -> String {
    switch dialog.focus {
    case .account: "A conta com que a pessoa entra nesta máquina; vazio, a de mesmo nome."
    case .password, .again: "A pessoa a troca ao entrar; as telas dela se encerram."
    case .active: "Desativada, a pessoa não entra, e nada do que fez se apaga."
    case .name: "Letras sem acento, números, ponto, hífen; como bia ou ana.souza."
    case .role: "Espaço dá ou tira o papel; vale já na próxima coisa que a pessoa fizer."
    }
  }
}
