import ContactsCore

/// One row of the keymap.
struct Binding: Equatable, Sendable {
  let action: Action
  /// Valid wherever the action is.
  let keys: [Key]
  /// Valid too where letters are not text.
  ///
  /// Upper and lower case mean the same, except for `g G` and `n N`.
  let letters: [Character]
  let places: Set<Place>
  /// As short as the line of keys needs it.
  let label: String
  /// As the palette and the help name it.
  let title: String
  /// One sentence on what it does.
  let help: String
  let permission: Permission?
  /// Where the line of keys names it.
  let prominence: Set<Place>

  init(
    _ action: Action, keys: [Key] = [], letters: [Character] = [], in places: Set<Place>,
    label: String, title: String, help: String, permission: Permission? = nil,
    prominent: Bool = false, prominence: Set<Place>? = nil
  ) {
    self.action = action
    self.keys = keys
    self.letters = letters
    self.places = places
    self.label = label
    self.title = title
    self.help = help
    self.permission = permission
    self.prominence = prominence ?? (prominent ? places : [])
  }

  /// Whether it is for who has not come in, or comes back: these keys never change.
  var isAtGate: Bool { places.isSubset(of: Keymap.gate) }

  /// The keys that ask for it at a place, letters only where they are commands.
  func labels(at place: Place) -> [String] {
    keys.map(\.label) + (place.takesText ? [] : letters.map(String.init))
  }

  func answers(_ key: Key, at place: Place) -> Bool {
    if keys.contains(key) { return true }
    guard !place.takesText, case .character(let typed) = key else { return false }
    if letters.contains(typed) { return true }
    // CapsLock must not change what a key does; only these two tell the cases apart.
    let folded = Character(typed.lowercased())
    return folded != "g" && folded != "n" && letters.contains(folded)
  }
}

extension Key {
  /// As the help and the line of keys write it.
  var label: String {
    switch self {
    case .character(" "): "Espaço"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .insert: "Ins"
    case .function(let number): "F\(number)"
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .paste: "colar"
    case .mouse: "mouse"
    }
  }
}
