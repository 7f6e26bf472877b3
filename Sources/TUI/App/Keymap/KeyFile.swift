import ContactsCore

/// A person's own keys: lines of `nome = teclas`, `perfil = nome`, and comments after `#`.
struct KeyFile: Equatable, Sendable {
  /// Nil where the file leaves the choice to the centre.
  private(set) var profile: KeyProfile?
  private(set) var changes: [KeyChange] = []
  private(set) var problems: [KeyProblem] = []

  /// One that is there and cannot be read.
  static let unreadable: KeyFile = {
    var file = KeyFile("")
    file.problems = [KeyProblem(line: 0, sentence: "não é um texto em UTF-8 que se possa ler")]
    return file
  }()

  init(_ text: String) {
    var lines: [String: Int] = [:]
    // Some editors begin a file in UTF-8 with a mark.
    let text = text.unicodeScalars.first == "\u{feff}" ? text.dropFirst() : text[...]
    for (offset, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let number = offset + 1
      do {
        try read(line, number, &lines)
      } catch {
        problems.append(KeyProblem(line: number, sentence: error.sentence))
      }
    }
  }

  private mutating func read(
    _ line: Substring, _ number: Int, _ lines: inout [String: Int]
  ) throws(Key.Refusal) {
    let words = trimmed(String(line))
    guard !words.isEmpty, !words.hasPrefix("#") else { return }
    // A key may be `#` or `=`: what is to the right of the first `=` ends at a `#` with a space before it.
    guard let equals = words.firstIndex(of: "=") else {
      throw Key.Refusal(sentence: "falta o sinal de igual, como em «salvar = F2»")
    }
    let name = trimmed(String(words[..<equals]))
    var given = words[words.index(after: equals)...].split(separator: " ").map(String.init)
    if let comment = given.dropFirst().firstIndex(where: { $0.hasPrefix("#") }) {
      given.removeSubrange(comment...)
    }
    if let first = lines.updateValue(number, forKey: folded(name)) {
      throw Key.Refusal(sentence: "«\(name)» já está na linha \(first)")
    }
    if folded(name) == "perfil" {
      guard given.count == 1, let profile = KeyProfile(rawValue: given[0]) else {
        let all = KeyProfile.allCases.map(\.rawValue).joined(separator: ", ")
        throw Key.Refusal(sentence: "o perfil é um destes: \(all)")
      }
      self.profile = profile
      return
    }
    guard let action = Keymap.action(named: name) else {
      throw Key.Refusal(sentence: "não há ação chamada «\(name)»; os nomes estão em docs/keys.md")
    }
    if let twin = changes.first(where: { $0.action == action }), let first = twin.line {
      throw Key.Refusal(sentence: "«\(name)» é a mesma ação da linha \(first)")
    }
    changes.append(try change(of: action, named: name, to: given, number))
  }

  private func change(
    of action: Action, named name: String, to given: [String], _ line: Int
  ) throws(Key.Refusal) -> KeyChange {
    var keys: [Key] = []
    var letters: [Character] = []
    for word in given {
      let key = try Key(named: word)
      if case .character(let letter) = key { letters.append(letter) } else { keys.append(key) }
    }
    let places = Keymap.bindings.filter { $0.action == action && !$0.isAtGate }.flatMap(\.places)
    if let letter = letters.first, places.allSatisfy(\.takesText) {
      throw Key.Refusal(
        sentence: "«\(letter)» é texto em todos os lugares de «\(name)»: dê uma tecla F ou Ctrl")
    }
    return KeyChange(action, keys, letters: letters, line: line)
  }
}

/// What is wrong with a file of keys.
struct KeyProblem: Equatable, Sendable {
  /// From 1; 0 for the whole file.
  let line: Int
  let sentence: String

  var text: String { line == 0 ? sentence : "linha \(line): \(sentence)" }
}

extension KeyLayout {
  /// The keys that a file makes, or what is wrong with it.
  ///
  /// - Parameters:
  ///   - file: Of the person.
  ///   - profile: Where the file names none.
  ///   - reachable: The F-keys that this terminal can send.
  /// - Returns: The keys, and the mistakes by line; with any of them the keys are not to be used.
  static func reading(
    _ file: KeyFile, over profile: KeyProfile, reachable: Set<Int> = Set(1...12)
  ) -> (layout: KeyLayout, problems: [KeyProblem]) {
    let layout = KeyLayout(file.profile ?? profile, changes: file.changes)
    var problems = file.problems
    for change in file.changes {
      let line = change.line ?? 0
      for sentence in layout.clashes(of: change) + layout.losses(by: change, reachable) {
        problems.append(KeyProblem(line: line, sentence: sentence))
      }
    }
    return (layout, problems.sorted { $0.line < $1.line })
  }

  /// Keys that another action has too at one of the same places.
  private func clashes(of change: KeyChange) -> [String] {
    let mine = bindings.filter { $0.action == change.action }
    let given = change.keys + change.letters.map { Key.character($0) }
    return given.compactMap { key in
      for row in bindings where row.action != change.action {
        let shared = mine.filter { own in
          own.places.contains {
            row.places.contains($0) && own.answers(key, at: $0) && row.answers(key, at: $0)
          }
        }
        guard !shared.isEmpty, let name = Keymap.names(of: row.action).first else { continue }
        return "\(key.label) já é de «\(name)»; dê a ela outra tecla numa linha sua"
      }
      return nil
    }
  }

  /// What nobody could do any more.
  private func losses(by change: KeyChange, _ reachable: Set<Int>) -> [String] {
    let isReached = change.keys.contains { key in
      if case .function(let number) = key { return reachable.contains(number) }
      return true
    }
    let needed: [(action: Action, name: String, needsMoreThanLetters: Bool)] = [
      (.help, "Ajuda", true), (.commands, "Comandos", true), (.quit, "Sair", false),
    ]
    if let need = needed.first(where: { $0.action == change.action }), !isReached,
      need.needsMoreThanLetters || change.letters.isEmpty
    {
      return [
        need.needsMoreThanLetters
          ? "«\(need.name)» precisa de uma tecla F ou Ctrl, que valha também nos campos de texto"
          : "«\(need.name)» precisa de ao menos uma tecla"
      ]
    }
    guard !change.keys.isEmpty, !isReached, change.letters.isEmpty else { return [] }
    let keys = change.keys.map(\.label).joined(separator: " ")
    return ["este terminal não manda \(keys), e a ação não tem outra tecla"]
  }
}

/// What a person has chosen of keys, before the centre's own choice is known.
public struct KeyPreferences: Equatable, Sendable {
  /// Wins over the centre's profile.
  var profile: KeyProfile?
  /// What was given instead of the name of a profile.
  var unknownProfile: String?
  var file: KeyFile?
  /// As the person knows the file.
  var path: String
  var reachable: Set<Int>

  /// - Parameters:
  ///   - profile: The name of a profile; one that is not known counts as none, and is told.
  ///   - text: Of the person's file of keys; nil where there is none, or none that can be read.
  ///   - isUnreadable: Whether it is there all the same.
  ///   - path: Of that file.
  ///   - reachable: The F-keys that this terminal can send.
  public init(
    profile: String? = nil, text: String? = nil, isUnreadable: Bool = false, path: String = "",
    reachable: Set<Int> = Set(1...12)
  ) {
    self.profile = profile.flatMap(KeyProfile.init(rawValue:))
    if self.profile == nil { unknownProfile = profile }
    file = isUnreadable ? .unreadable : text.map(KeyFile.init)
    self.path = path
    self.reachable = reachable
  }

  /// The keys in force at a centre, and what is wrong with the file, which then counts for nothing.
  func layout(centre: KeyProfile) -> (layout: KeyLayout, problems: [KeyProblem]) {
    let profile = profile ?? centre
    guard let file else { return (KeyLayout(profile), []) }
    let read = KeyLayout.reading(file, over: profile, reachable: reachable)
    return read.problems.isEmpty ? read : (KeyLayout(profile), read.problems)
  }
}
