/// What a note gives in quotation marks as said by somebody who is not the caller: "o vendedor disse 'meu telefone é 11…'".
struct ReportedSpeech: Sendable {
  /// Ranges of tokens, in order, the marks left out.
  private(set) var ranges: [Range<Int>] = []

  init(_ view: NoteView, cues: Cues, people: People) {
    var index = 0
    while index < view.tokens.count {
      guard let end = Self.end(ofQuotationAt: index, in: view) else {
        index += 1
        continue
      }
      if Self.isOfOther(index, in: view, cues: cues, people: people) {
        ranges.append(index + 1..<end)
      }
      index = end + 1
    }
  }

  func contains(_ token: Int) -> Bool {
    ranges.contains { $0.contains(token) }
  }

  /// The token that closes a quotation opened at a token; nil when none is opened there.
  static func end(ofQuotationAt index: Int, in view: NoteView) -> Int? {
    opens(index, in: view) ? end(of: index, in: view) : nil
  }

  private static func isMark(_ index: Int, in view: NoteView) -> Bool {
    view.isSign(index, UInt8(ascii: "\"")) || view.isSign(index, UInt8(ascii: "'"))
  }

  private static func opens(_ index: Int, in view: NoteView) -> Bool {
    isMark(index, in: view) && view.tokens[index].followsSpace && index + 1 < view.tokens.count
      && !view.tokens[index + 1].followsSpace
  }

  /// The mark that closes what one opens, in the same line.
  private static func end(of start: Int, in view: NoteView) -> Int? {
    let mark = view.byte(of: view.tokens[start])
    for index in start + 1..<min(start + 60, view.tokens.count) {
      guard view.tokens[index].line == view.tokens[start].line else { return nil }
      if view.isSign(index, mark), !view.tokens[index].followsSpace,
        index + 1 == view.tokens.count || view.tokens[index + 1].followsSpace
          || view.tokens[index + 1].kind == .sign
      {
        return index
      }
    }
    return nil
  }

  /// Whether a verb of speech leads to the mark, and a third party to the verb.
  private static func isOfOther(_ mark: Int, in view: NoteView, cues: Cues, people: People) -> Bool
  {
    let floor = max(0, mark - 10)
    guard
      let verb = (max(0, mark - 5)..<mark).last(where: {
        verbs.contains(view.tokens[$0].hash)
      }), !view.breaksSentence(in: verb..<mark)
    else { return false }
    for cue in cues.starting(in: floor..<verb).reversed()
    where cue.tokens.upperBound <= verb
      && !view.breaksSentence(in: cue.tokens.upperBound..<verb)
    {
      switch cue.kind {
      case .kin, .trade, .institution: return !people.describes(cue.tokens)
      case .pronoun: return people.isFirstPerson
      default: continue
      }
    }
    return people.isFirstPerson
      && !(max(0, verb - 2)..<verb).contains { view.isWord($0, "eu") || people.isCaller($0) }
      && !own.contains(view.tokens[verb].hash)
  }

  private static let verbs: WordSet = [
    "disse", "falou", "diz", "fala", "dizia", "falava", "respondeu", "escreveu", "mandou", "avisou",
    "dizendo", "falando", "alegou", "alega", "prometeu", "pediu", "gritou", "contou", "explicou",
    "informou", "ditou", "passou", "deixou", "disseram", "falaram", "mandaram", "escrito",
    "escrita", "assim",
  ]
  /// "fala: 'meu nome é…'" may be the caller's own.
  private static let own: WordSet = ["fala", "assim", "falando", "dizendo"]
}
