import ContactsCore

extension KeyProfile {
  /// What it changes of the table.
  var changes: [KeyChange] {
    switch self {
    case .standard: []
    case .as400:
      // F3 and F12 leave, F7 and F8 roll, F11 shows the other view, as on a 5250.
      [
        KeyChange(.back, [.function(12), .function(3)], letters: ["q"]),
        KeyChange(.search, [.control("f")], letters: ["/"]),
        KeyChange(.pageUp, [.function(7)]),
        KeyChange(.pageDown, [.function(8)]),
        KeyChange(.history, [.function(11)], letters: ["h"]),
        KeyChange(.duplicates, [.control("d")], letters: ["d"]),
      ]
    case .vim:
      // The lists answer j, k, g, G, n, N, / and : in every profile.
      [
        KeyChange(.moveDown, [.control("n")], letters: ["j"]),
        KeyChange(.moveUp, [.control("p")], letters: ["k"]),
        KeyChange(.pageDown, [.control("f")]),
        KeyChange(.pageUp, [.control("b")]),
        KeyChange(.open, [], letters: ["o"]),
        KeyChange(.edit, [], letters: ["e"]),
        KeyChange(.commands, [.function(10)], letters: [":"]),
      ]
    }
  }
}
