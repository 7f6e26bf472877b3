import ContactsCore

/// A list to choose from, narrowed by what is typed.
struct Chooser: Equatable, Sendable {
  let items: [String]
  var filter = TextField()
  /// An index of `matches`.
  var selection = 0

  init(_ items: [String], selected: Int = 0) {
    self.items = items
    selection = items.indices.contains(selected) ? selected : 0
  }

  /// Indexes of the items that hold every typed word, accents aside.
  var matches: [Int] {
    let words = folded(filter.text).split(separator: " ")
    guard !words.isEmpty else { return Array(items.indices) }
    return items.indices.filter { index in
      let item = folded(items[index])
      return words.allSatisfy { item.contains($0) }
    }
  }

  /// The index of the chosen item; nil when nothing matches.
  var chosen: Int? {
    let matches = matches
    return matches.indices.contains(selection) ? matches[selection] : nil
  }

  /// Moves, or narrows; false when the key means nothing here.
  mutating func type(_ key: Key, filters: Bool = true) -> Bool {
    let last = max(matches.count - 1, 0)
    switch key {
    case .up: selection = max(selection - 1, 0)
    case .down: selection = min(selection + 1, last)
    case .pageUp: selection = max(selection - 10, 0)
    case .pageDown: selection = min(selection + 10, last)
    case .home: selection = 0
    case .end: selection = last
    default:
      guard filters else { return false }
      let before = filter.text
      guard filter.handle(key) else { return false }
      if filter.text != before { selection = 0 }
    }
    return true
  }
}
