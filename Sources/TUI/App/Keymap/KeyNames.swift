import ContactsCore

extension Keymap {
  /// What a file of keys calls each action: what the palette calls it, without accents and spaces.
  ///
  /// The name in most places comes first; those of single places are understood too.
  static func names(of action: Action) -> [String] {
    let rows = bindings.filter { $0.action == action && !$0.isAtGate }
    let titles = rows.enumerated().sorted {
      ($1.element.places.count, $0.offset) < ($0.element.places.count, $1.offset)
    }.map(\.element.title)
    var seen: Set<String> = []
    return titles.map(slug).filter { seen.insert($0).inserted }
  }

  /// The actions whose keys may change, in the table's order.
  static let actions: [Action] = {
    var actions: [Action] = []
    for row in bindings where !row.isAtGate && !actions.contains(row.action) {
      actions.append(row.action)
    }
    return actions
  }()

  /// The action of a name; one that several actions share means the one that has it first.
  static func action(named name: String) -> Action? {
    let wanted = slug(name)
    return actions.first { names(of: $0).first == wanted }
      ?? actions.first { names(of: $0).contains(wanted) }
  }

  private static func slug(_ title: String) -> String {
    let words = folded(title).split { !$0.isLetter && !$0.isNumber }
    return words.joined(separator: "_")
  }
}

extension Key {
  /// Why a key cannot be given to an action, in Portuguese.
  struct Refusal: Error, Equatable {
    let sentence: String
  }

  /// Reads a key as a file writes it: `F2`, `Ctrl-D`, `Ins`, or a letter.
  init(named name: String) throws(Refusal) {
    if name.count == 1, let character = name.first {
      guard !character.isNumber else {
        throw Refusal(sentence: "os algarismos são das telas e não mudam")
      }
      self = .character(character == "G" || character == "N" ? character : Key.folded(character))
      return
    }
    let upper = name.uppercased()
    if upper == "INS" {
      self = .insert
    } else if upper.first == "F", let number = Int(upper.dropFirst()) {
      guard (1...12).contains(number) else {
        throw Refusal(sentence: "\(upper) não chega a este programa; há de F1 a F12")
      }
      self = .function(number)
    } else if upper.hasPrefix("CTRL-"), upper.count == 6, let letter = upper.last {
      self = .control(try Key.held(letter))
    } else if Key.standing.contains(upper) {
      throw Refusal(sentence: "\(name) não muda: faz o mesmo em todos os perfis")
    } else {
      throw Refusal(
        sentence: "não conheço a tecla «\(name)»; escreva F2, Ctrl-D, Ins ou uma letra")
    }
  }

  private static let standing: Set<String> = [
    "ESC", "ENTER", "TAB", "SHIFT-TAB", "ESPAÇO", "ESPACO", "BACKSPACE", "DEL", "HOME", "END",
    "PGUP", "PGDN", "↑", "↓", "←", "→",
  ]

  private static func held(_ letter: Character) throws(Refusal) -> Character {
    let held = Character(letter.lowercased())
    let name = "Ctrl-\(letter)"
    guard held.isASCII, held.isLetter else {
      throw Refusal(sentence: "não conheço a tecla «\(name)»")
    }
    switch held {
    case "i", "m", "j", "h":
      throw Refusal(
        sentence: "o terminal manda \(name) como Tab, Enter ou Backspace; escolha outra")
    case "s", "q":
      throw Refusal(sentence: "\(name) para e solta o terminal; escolha outra")
    case "a", "e", "k", "u", "w":
      throw Refusal(sentence: "\(name) corrige o texto nos campos; escolha outra")
    case let fixed where fixedControls.contains(fixed):
      throw Refusal(sentence: "\(name) não muda: faz o mesmo em todos os perfis")
    default: return held
    }
  }

  private static func folded(_ character: Character) -> Character {
    let lower = character.lowercased()
    return lower.count == 1 ? Character(lower) : character
  }
}
