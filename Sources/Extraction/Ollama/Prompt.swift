internal import ContactsCore

/// What the model is told: a versioned file of `data/prompts/`, and the note as data inside it.
struct Prompt: Equatable, Sendable {
  /// Kept with every value that the model gave.
  let version: String
  private let system: String
  private let frame: String
  private let examples: [Example]

  private struct Example: Equatable, Sendable {
    let note: String
    let answer: String
  }

  /// The one in use.
  static let current = Prompt(version: "extracao-v1", file: EmbeddedFile.extractionPrompt.text)

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
  }

  /// The messages that ask for the fields of `note`.
  func messages(for note: String) -> [ChatRequest.Message] {
    let mark = Prompt.mark(absentFrom: note)
    var messages = [ChatRequest.Message(role: .system, content: fill(system, mark: mark))]
    for example in examples {
      messages.append(.init(role: .user, content: fill(frame, mark: mark, note: example.note)))
      messages.append(.init(role: .assistant, content: example.answer))
    }
    let harmless = Prompt.neutralised(note)
    messages.append(.init(role: .user, content: fill(frame, mark: mark, note: harmless)))
    return messages
  }

  /// Tokens that a note may take, by our estimate, beside all else that has to fit.
  func room(for settings: ModelSettings) -> Int {
    // A message's frame takes some tokens of the model's own.
    let taken = messages(for: "").reduce(0) { $0 + Prompt.tokens($1.content) + 8 }
    return max(200, settings.contextTokens - settings.answerTokens - taken)
  }

  /// Folded values of the examples' answers: one that comes back and is not in the note was copied from here.
  var exampleValues: Set<String> {
    var values: Set<String> = []
    for example in examples {
      guard case .object(let members)? = JSONValue(example.answer.utf8) else { continue }
      for member in members where member.key != ExtractedField.urgency.rawValue {
        for value in member.value.array ?? [member.value] {
          if let text = value.string { values.insert(Prompt.key(text)) }
        }
      }
    }
    return values
  }

  /// The form in which an answer is compared with the examples.
  static func key(_ text: String) -> String {
    foldedWords(text).joined(separator: " ")
  }

  private func fill(_ text: String, mark: String, note: String? = nil) -> String {
    let marked = text.replacing("{{MARCA}}", with: mark)
    // The note goes in last and once, so that nothing in it is taken for a place to fill.
    guard let note, let place = marked.firstRange(of: "{{NOTA}}") else { return marked }
    return marked[..<place.lowerBound] + note + marked[place.upperBound...]
  }

  /// `ANOTAÇÃO`, or `ANOTAÇÃO 2` and so on: the first that the note does not contain.
  static func mark(absentFrom note: String) -> String {
    let words = foldedWords(note)
    var taken: Set<Int> = []
    for (index, word) in words.enumerated() where word == "anotacao" {
      taken.insert(1)
      if index + 1 < words.count, let number = Int(words[index + 1]) { taken.insert(number) }
    }
    var number = 1
    while taken.contains(number) { number += 1 }
    return number == 1 ? "ANOTAÇÃO" : "ANOTAÇÃO \(number)"
  }

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
