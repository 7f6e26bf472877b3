import ContactsCore

/// `F1`: the keymap, this place's keys first, then what each role may do; narrowed by what is typed.
struct HelpDialog: Equatable, Sendable {
  let place: Place
  /// Of who reads it.
  let roles: Set<Role>
  let keys: KeyLayout
  var filter = TextField()
  var scroll = 0

  init(at place: Place, for roles: Set<Role>, keys: KeyLayout = .standard) {
    self.place = place
    self.roles = roles
    self.keys = keys
  }

  enum Line: Equatable, Sendable {
    case heading(String)
    case key(String, title: String, help: String)
    case blank
  }

  var lines: [Line] {
    let words = folded(filter.text).split(separator: " ")
    var lines: [Line] = []
    for place in [place] + Place.allCases.filter({ $0 != place }) {
      let rows: [Line] = layout(at: place).rows(at: place).compactMap { row in
        let labels = layout(at: place).labels(for: row.action, at: place).joined(separator: " ")
        let text = folded("\(labels) \(row.title) \(row.help) \(place.title)")
        guard words.allSatisfy({ text.contains($0) }) else { return nil }
        return .key(labels, title: row.title, help: row.help)
      }
      guard !rows.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.blank) }
      lines += [.heading(place.title)] + rows
    }
    let rows = permissions(matching: words.map(String.init))
    guard !rows.isEmpty else { return lines }
    if !lines.isEmpty { lines.append(.blank) }
    return lines + [.heading(HelpDialog.permissionsTitle)] + rows
  }

  /// The gate has the keys of the table, whoever comes in.
  private func layout(at place: Place) -> KeyLayout {
    Keymap.gate.contains(place) ? .standard : keys
  }

  private static let permissionsTitle = "O que cada papel pode fazer"

  /// The one table of permissions, with what this person may marked.
  private func permissions(matching words: [String]) -> [Line] {
    Permission.allCases.compactMap { permission in
      let holders = Role.allCases.filter(permission.roles.contains).map(\.rawValue)
      let mark = permission.roles.isDisjoint(with: roles) ? "você não pode" : "você pode"
      let help = "Quem pode: \(holders.joined(separator: ", "))."
      let text = folded("\(permission.label) \(help) \(mark) \(HelpDialog.permissionsTitle)")
      guard words.allSatisfy({ text.contains($0) }) else { return nil }
      return .key(mark, title: permission.label, help: help)
    }
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    let last = max(lines.count - 1, 0)
    switch key {
    case .enter, .function(1): return .closes
    case .function(4): return .runs(.office(.tour))
    case .up: scroll = max(scroll - 1, 0)
    case .down: scroll = min(scroll + 1, last)
    case .pageUp: scroll = max(scroll - 10, 0)
    case .pageDown: scroll = min(scroll + 10, last)
    case .home: scroll = 0
    case .end: scroll = last
    default:
      let before = filter.text
      if filter.handle(key), filter.text != before { scroll = 0 }
    }
    return .stays
  }
}

/// `F10`: every action of this place by name, with its keys.
struct PaletteDialog: Equatable, Sendable {
  let rows: [Row]
  var chooser: Chooser

  struct Row: Equatable, Sendable {
    let action: Action
    let title: String
    let keys: String
    /// Why it cannot be done now; nil when it can.
    let obstacle: String?
  }

  init(_ rows: [Row]) {
    self.rows = rows
    chooser = Chooser(rows.map { "\($0.title) \($0.keys)" })
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .enter: return chooser.chosen.map { .runs(rows[$0].action) } ?? .stays
    case .function(10), .control("p"): return .closes
    default:
      _ = chooser.type(key)
      return .stays
    }
  }
}
