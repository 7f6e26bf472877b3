import ContactsCore

/// The keys in force: the table of the program, as a profile and a person's own file change it.
struct KeyLayout: Equatable, Sendable {
  let profile: KeyProfile
  let bindings: [Binding]
  /// Whether it is the table as it stands, so that sentences that name keys need no second look.
  let isStandard: Bool

  static let standard = KeyLayout(profile: .standard, bindings: Keymap.bindings)

  private init(profile: KeyProfile, bindings: [Binding]) {
    self.profile = profile
    self.bindings = bindings
    isStandard = bindings == Keymap.bindings
  }

  /// The table with a profile's changes, then a person's.
  init(_ profile: KeyProfile, changes: [KeyChange] = []) {
    var bindings = Keymap.bindings
    // A file that names an action names all of its keys, whatever the profile says.
    let given = profile.changes.filter { mine in !changes.contains { $0.action == mine.action } }
    for change in given + changes { bindings = change.applied(to: bindings) }
    self.init(profile: profile, bindings: bindings)
  }

  /// The row a key asks for at a place.
  func binding(for key: Key, at place: Place) -> Binding? {
    bindings.first { $0.places.contains(place) && $0.answers(key, at: place) }
  }

  /// A key that means something elsewhere, so that it can say why it does nothing here.
  func elsewhere(_ key: Key, at place: Place) -> Binding? {
    switch key {
    case .function, .control:
      bindings.first { !$0.places.contains(place) && $0.keys.contains(key) }
    default: nil
    }
  }

  /// The rows of one place, one for each action, in the table's order.
  func rows(at place: Place) -> [Binding] {
    var seen: Set<String> = []
    return bindings.filter { $0.places.contains(place) && hasKey($0, at: place) }
      .filter { seen.insert($0.title).inserted }
  }

  /// Whether some key of the row works at a place where letters may be text.
  private func hasKey(_ binding: Binding, at place: Place) -> Bool {
    !binding.keys.isEmpty || (!place.takesText && !binding.letters.isEmpty)
  }

  /// All keys that ask for an action at a place, of all its rows.
  func labels(for action: Action, at place: Place) -> [String] {
    bindings.filter { $0.action == action && $0.places.contains(place) }
      .flatMap { $0.labels(at: place) }
  }
}

/// Other keys for one action; those that never move stay beside them.
struct KeyChange: Equatable, Sendable {
  let action: Action
  /// F-keys, letters held with Ctrl, `Ins`.
  let keys: [Key]
  /// For where letters are not text.
  let letters: [Character]
  /// Of the file; nil in a profile.
  var line: Int?

  init(_ action: Action, _ keys: [Key], letters: [Character] = [], line: Int? = nil) {
    self.action = action
    self.keys = keys
    self.letters = letters
    self.line = line
  }

  /// The table with these keys where the action had keys, and these letters where it had letters.
  ///
  /// An action that had none of the kind gets them wherever it is valid. The gate is left as it is.
  func applied(to table: [Binding]) -> [Binding] {
    let mine = table.filter { $0.action == action && !$0.isAtGate }
    var keyed = places(of: mine) { $0.keys.contains { !$0.isFixed } }
    var lettered = places(of: mine) { !$0.letters.isEmpty }
    return table.map { row in
      guard mine.contains(row) else { return row }
      let first = Array(row.keys.prefix(while: \.isFixed))
      let last = row.keys.dropFirst(first.count).filter(\.isFixed)
      var keys = first + last
      if keys.count < row.keys.count || keyed.isDisjoint(with: row.places) {
        keys = first + self.keys + last
        keyed.formUnion(row.places)
      }
      var letters = row.letters.filter(\.isNumber)
      if !row.letters.isEmpty || lettered.isDisjoint(with: row.places) {
        letters += self.letters
        lettered.formUnion(row.places)
      }
      return row.with(keys: keys, letters: letters)
    }
  }

  private func places(of rows: [Binding], where isMeant: (Binding) -> Bool) -> Set<Place> {
    rows.filter(isMeant).reduce(into: []) { $0.formUnion($1.places) }
  }
}

extension Binding {
  func with(keys: [Key], letters: [Character]) -> Binding {
    Binding(
      action, keys: keys, letters: letters, in: places, label: label, title: title, help: help,
      permission: permission, prominence: prominence)
  }
}

extension Key {
  /// Whether it stays where it is whatever a profile or a file says: nobody can lock themselves out of these.
  var isFixed: Bool {
    switch self {
    case .function, .insert: false
    case .control(let letter): Key.fixedControls.contains(letter)
    case .character(let character): character == " "
    default: true
    }
  }

  /// Cancel, redraw and lock, as in every profile.
  static let fixedControls: Set<Character> = ["c", "l", "x"]
}
