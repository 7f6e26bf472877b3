internal import CNCurses

/// What the description of the terminal that is open says, and what no description has a name for.
@MainActor
enum Capabilities {
  /// Asks for bracketed paste, for the mouse in SGR form, and for the window's title to be remembered.
  static var modesOn: String {
    "\u{1b}[?2004h\u{1b}[?1000h\u{1b}[?1006h" + (hasTitle ? "\u{1b}[22;2t" : "")
  }

  /// Takes back what `modesOn` asked for.
  static var modesOff: String {
    "\u{1b}[?1006l\u{1b}[?1000l\u{1b}[?2004l" + (hasTitle ? "\u{1b}[23;2t" : "")
  }

  static var hasTitle: Bool {
    let name = String(cString: termname())
    return ["xterm", "tmux", "screen", "rxvt", "foot", "alacritty", "kitty"].contains {
      name.hasPrefix($0)
    }
  }

  static func keySequences() -> KeySequences {
    var described: [[UInt8]: Key] = [:]
    for (name, key) in KeySequences.capabilities {
      let sequence = text(name)
      if !sequence.isEmpty { described[Array(sequence.utf8)] = key }
    }
    return KeySequences(described: described)
  }

  /// A capability of terminfo(5) as text, without its pauses; empty when the terminal has none.
  static func text(_ name: String) -> String {
    guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return "" }
    var parts = String(cString: text).split(separator: "$<", omittingEmptySubsequences: false)
    let first = parts.isEmpty ? "" : String(parts.removeFirst())
    return parts.reduce(first) {
      $0 + ($1.split(separator: ">", maxSplits: 1).dropFirst().first ?? "")
    }
  }
}
