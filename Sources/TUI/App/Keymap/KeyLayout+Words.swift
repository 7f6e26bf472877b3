import ContactsCore

extension KeyLayout {
  /// The key of the table that a dialog knows, for the one that was pressed; nil for one that asks for nothing now.
  ///
  /// Dialogs have keys of their own beside those of the table, so a key that neither ever named goes through.
  func canonical(_ key: Key, at place: Place) -> Key? {
    guard !isStandard, !key.isFixed else { return key }
    if case .character = key { return key }
    if let row = binding(for: key, at: place)
      ?? bindings.first(where: { !$0.isAtGate && $0.keys.contains(key) })
    {
      let keys = Keymap.bindings.filter { $0.action == row.action && !$0.isAtGate }.flatMap(\.keys)
      return keys.first { !$0.isFixed } ?? keys.first
    }
    return Keymap.bindings.contains { !$0.isAtGate && $0.keys.contains(key) } ? nil : key
  }

  /// A sentence of the program with the keys it names as they are now.
  ///
  /// Only for the program's own sentences: what a person wrote is never changed.
  func reworded(_ sentence: String, at place: Place? = nil) -> String {
    guard !isStandard else { return sentence }
    var words = ""
    var rest = sentence[...]
    var before: Character = " "
    while let first = rest.first {
      if !before.isLetter, !before.isNumber, let (key, length) = KeyLayout.key(at: rest) {
        words += label(insteadOf: key, at: place)
        before = "0"
        rest = rest.dropFirst(length)
      } else {
        words.append(first)
        before = first
        rest = rest.dropFirst()
      }
    }
    return words
  }

  /// The first key that now asks for what a key of the table asks for.
  private func label(insteadOf key: Key, at place: Place?) -> String {
    let rows = Keymap.bindings.filter {
      $0.keys.contains(key) && !$0.isAtGate
    }
    guard
      let meant = rows.first(where: { row in place.map(row.places.contains) ?? true })
        ?? rows.first
    else { return key.label }
    let mine = bindings.filter { $0.action == meant.action && !$0.isAtGate }
    let here = mine.filter { row in place.map(row.places.contains) ?? true }
    for rows in [here, mine] {
      if rows.contains(where: { $0.keys.contains(key) }) { return key.label }
      if let key = rows.flatMap(\.keys).first { return key.label }
    }
    if place?.takesText == false, let letter = mine.flatMap(\.letters).first {
      return String(letter)
    }
    let palette = bindings.first { $0.action == .commands }?.keys.first?.label ?? "F10"
    return "\(palette) (\(meant.title))"
  }

  /// The F-key or the letter with Ctrl that a text begins with, and how long its name is.
  private static func key(at text: Substring) -> (Key, Int)? {
    if text.hasPrefix("Ctrl-"), let letter = text.dropFirst(5).first, letter.isASCII,
      letter.isUppercase, text.dropFirst(6).first?.isLetter != true
    {
      return (.control(Character(letter.lowercased())), 6)
    }
    guard text.first == "F" else { return nil }
    let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), (1...12).contains(number),
      text.dropFirst(1 + digits.count).first?.isLetter != true
    else { return nil }
    return (.function(number), 1 + digits.count)
  }
}
