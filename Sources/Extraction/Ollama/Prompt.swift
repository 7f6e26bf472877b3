internal import ContactsCore

/// What the model is told: a versioned file of `data/prompts/`, and the note as data inside it.
struct Prompt: Equatable, Sendable {
  /// Kept with every value that the model gave.
  let version: String
  let examples: [Example]
  private let system: String
  private let frame: String
  /// Folded, with a space on both sides of each word.
  private let ownWords: String

  struct Example: Equatable, Sendable {
    let note: String
    let answer: String
  }

  /// The one in use.
  static let current = Prompt(version: "extracao-v2", file: EmbeddedFile.extractionPrompt.text)

  /// Reads a file of sections, each begun by a line `@sistema`, `@nota`, `@exemplo` or `@resposta`.
  init(version: String, file: String) {
    self.version = version
    var sections: [(name: Substring, lines: [Substring])] = []
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("@") {
        sections.append((line.dropFirst(), []))
      } else if !sections.isEmpty {
        sections[sections.count - 1].lines.append(line)
      }
    }
    func texts(_ name: String) -> [String] {
      sections.filter { $0.name == name }.map { section in
        String(section.lines.joined(separator: "\n").reversed().drop { $0 == "\n" }.reversed())
      }
    }
    system = texts("sistema").first ?? ""
    frame = texts("nota").first ?? ""
    examples = zip(texts("exemplo"), texts("resposta")).map(Example.init)
    let own = [system] + examples.flatMap { [$0.note, $0.answer] }
    ownWords = own.map { " \(Prompt.key($0)) " }.joined(separator: "|")
  }

  /// The messages that ask for the fields of `note`.
  ///
  /// Only the last depends on the note, so that the server need not read the others again: on a processor that is most of
  /// the time until the first token.
  func messages(for note: String) -> [ChatRequest.Message] {
    var messages = [ChatRequest.Message(role: .system, content: system)]
    for example in examples {
      messages.append(.init(role: .user, content: framed(example.note)))
      messages.append(.init(role: .assistant, content: example.answer))
    }
    messages.append(.init(role: .user, content: framed(note)))
    return messages
  }

  /// Tokens that a note may take, by our estimate, beside all else that has to fit.
  func room(for settings: ModelSettings) -> Int {
    // A message's frame takes some tokens of the model's own.
    let taken = messages(for: "").reduce(0) { $0 + Prompt.tokens($1.content) + 8 }
    return max(200, settings.contextTokens - settings.answerTokens - taken)
  }

  /// Whether `text` consists of words that stand in a row in the prompt itself.
  ///
  /// A small model copies its instructions and examples: such a value, when the note does not have it, is one of these.
  func isOwn(_ text: String) -> Bool {
    let key = Prompt.key(text)
    return key.isEmpty || ownWords.contains(" \(key) ")
  }

  /// The form in which an answer is compared with the prompt.
  static func key(_ text: String) -> String {
    foldedWords(text).joined(separator: " ")
  }

  private func framed(_ note: String) -> String {
    let marked = frame.replacing("{{MARCA}}", with: Prompt.mark(absentFrom: note))
    // The note goes in last and once, so that nothing in it is taken for a place to fill.
    guard let place = marked.firstRange(of: "{{NOTA}}") else { return marked }
    return marked[..<place.lowerBound] + Prompt.neutralised(note) + marked[place.upperBound...]
  }

  /// Eight letters that the note does not contain, and that nobody can write into it beforehand.
  ///
  /// They are drawn from the note's own digest: whoever writes a mark into a note gets another mark. The same note is asked
  /// about in the same words, so an answer can be had again.
  static func mark(absentFrom note: String) -> String {
    let text = folded(note)
    var digest = SHA256.digest(of: note)
    while true {
      let mark = String(
        decoding: digest.prefix(8).map { letters[Int($0) % letters.count] }, as: UTF8.self)
      if !text.contains(mark.lowercased()) { return mark }
      digest = SHA256.digest(of: digest)
    }
  }

  /// No vowels: no word comes of them.
  private static let letters = Array("BCDFGHJKLMNPQRSTVWXZ".utf8)

  /// The note without what a model's server could take for control.
  ///
  /// `<` and `>` begin and end our marks and the special tokens of most models, square brackets those of others; control
  /// characters go too. Scalar by scalar, so that places stay the same.
  static func neutralised(_ note: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in note.unicodeScalars {
      switch scalar {
      case "<": result.append("‹")
      case ">": result.append("›")
      case "[": result.append("(")
      case "]": result.append(")")
      case "\n", "\t": result.append(scalar)
      case _ where scalar.properties.generalCategory == .control: result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// An upper estimate of the tokens of a text, for a tokeniser of bytes such as Llama's.
  ///
  /// Portuguese takes a token for 3 to 4 letters and digits one for 1 to 3; a mark or a letter with an accent may take
  /// one of its own, and what lies outside the first plane up to four.
  static func tokens(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + thirdsOfToken($1) } / 3 + 1
  }

  static func thirdsOfToken(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x41...0x5a, 0x61...0x7a, 0x20: 1
    case 0x30...0x39: 2
    case 0..<0x250: 3
    case 0x250..<0x10000: 6
    default: 12
    }
  }
}
