extension Screen {
  /// How the line of keys names a row of the keymap; nil where its key would do nothing now.
  func hint(_ row: Binding) -> String? {
    switch (self, row.action) {
    case (.admin(let screen), .open) where screen.section == .warnings:
      screen.list.count == 0 ? nil : "Cuidar"
    case (.admin(let screen), .office(.addPerson)) where screen.section == .warnings: nil
    case (_, .open), (_, .queue(.discard)), (.queue, .extract), (.agenda, .shift),
      (.interactions, .shift), (.consents, .rights(.revoke)), (.rights, .rights(.release)),
      (.rights, .rights(.hold)):
      isEmpty ? nil : row.label
    default: row.label
    }
  }

  /// Whether it is a list without rows.
  private var isEmpty: Bool {
    switch self {
    case .contacts(let screen): screen.rows.isEmpty
    case .queue(let screen): screen.rows.isEmpty
    case .agenda(let screen): screen.rows.isEmpty
    case .interactions(let screen): screen.rows.isEmpty
    case .rights(let screen): screen.isEmpty
    case .merge(let screen): screen.isEmpty
    case .audit(let screen): screen.rows.isEmpty
    case .admin(let screen): screen.list.count == 0
    case .interaction, .saved, .record, .review, .panel, .consents, .transfer, .importer,
      .firstStart, .closed:
      false
    }
  }
}
