import ContactsCore

/// `F1`: the keymap, this place's keys first, narrowed by what is typed.
struct HelpDialog: Equatable, Sendable {
  let place: Place
  var filter = TextField()
  var scroll = 0

  init(at place: Place) {
    self.place = place
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
      let rows: [Line] = Keymap.rows(at: place).compactMap { row in
        let keys = Keymap.labels(for: row.action, at: place).joined(separator: " ")
        let text = folded("\(keys) \(row.title) \(row.help) \(place.title)")
        guard words.allSatisfy({ text.contains($0) }) else { return nil }
        return .key(keys, title: row.title, help: row.help)
      }
      guard !rows.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.blank) }
      lines += [.heading(place.title)] + rows
    }
    return lines
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    let last = max(lines.count - 1, 0)
    switch key {
    case .enter, .function(1): return .closes
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
