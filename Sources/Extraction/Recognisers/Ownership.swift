/// Whose a number or an address is, and how much its owner wants it used, by the words around it.
struct Ownership: Sendable {
  enum Owner: Sendable { case caller, unsaid, other }

  var owner = Owner.unsaid
  /// 0 none, 1 "pode ligar no", 2 "prefiro".
  var preference = 0
  /// Whether what stands before takes back the value before it.
  var isCorrection = false
  /// Said to be out of use, or never to be called.
  var isObsolete = false
  /// Whether messages for the caller may be left there.
  var takesMessages = false
  /// A number that the caller dialled, or was called from.
  var isCalled = false

  /// Reads the words from `floor`, the end of the value before this one, to `ceiling`, the start of the next.
  init(of tokens: Range<Int>, floor: Int, ceiling: Int, view: NoteView, cues: Cues) {
    readBefore(tokens.lowerBound, floor: floor, view: view, cues: cues)
    readAfter(tokens.upperBound, ceiling: ceiling, view: view, cues: cues)
  }

  private mutating func readBefore(_ start: Int, floor: Int, view: NoteView, cues: Cues) {
    let window = max(floor, start - 16, 0)..<start
    var isSettled = false
    var named = false
    for cue in cues.starting(in: window).reversed() where cue.tokens.upperBound <= start {
      let gap = cue.tokens.upperBound..<start
      let sentenceEnds = view.breaksSentence(in: gap)
      if cue.kind == .correction {
        isCorrection = isCorrection || start - cue.tokens.upperBound <= 10
        continue
      }
      if sentenceEnds || view.startsNewField(in: gap, before: start) { continue }
      switch cue.kind {
      case .preference: preference = max(preference, 2)
      case .message: takesMessages = true
      case .callMe: preference = max(preference, 1)
      case .doNotCall: isObsolete = true
      case .obsolete: if start - cue.tokens.upperBound <= 5 { isObsolete = true }
      case .calledThere: isCalled = true
      case .phone, .weakPhone: named = named || view.hasComma(before: cue.tokens.lowerBound)
      case .caller:
        guard !isSettled, !view.precedesPerson(cue, cues: cues) else { continue }
        owner = .caller
        isSettled = true
      case .otherPerson:
        guard !isSettled else { continue }
        isSettled = true
        // "Maria, mãe do Pedro, telefone 11…": a new clause names the caller's own number.
        owner = named ? .unsaid : .other
      default: continue
      }
    }
  }

  private mutating func readAfter(_ end: Int, ceiling: Int, view: NoteView, cues: Cues) {
    let window = end..<min(ceiling, end + 7, view.tokens.count)
    for cue in cues.starting(in: window) {
      guard !view.breaksSentence(in: end..<cue.tokens.lowerBound) else { break }
      let distance = cue.tokens.lowerBound - end
      switch cue.kind {
      case .otherPerson:
        if distance <= 4, view.isOf(end..<cue.tokens.lowerBound) { owner = .other }
      case .message: takesMessages = true
      case .preference:
        if distance <= 4, !belongsToNext(cue, end: end, ceiling: ceiling, view: view) {
          preference = max(preference, 2)
        }
      case .obsolete:
        if distance <= 4, !belongsToNext(cue, end: end, ceiling: ceiling, view: view) {
          isObsolete = true
        }
      default: continue
      }
    }
  }

  /// "3222-1010 mas prefiro o 98877-1020": the words lead to the next value, unless a bracket opens before them.
  private func belongsToNext(_ cue: Cue, end: Int, ceiling: Int, view: NoteView) -> Bool {
    guard ceiling < view.tokens.count, ceiling - cue.tokens.upperBound <= 7,
      !view.isSign(end, UInt8(ascii: "("))
    else { return false }
    return !view.breaksSentence(in: cue.tokens.upperBound..<ceiling)
  }
}

extension NoteView {
  /// Whether a comma or another break stands right before a token, or it begins its line.
  fileprivate func hasComma(before index: Int) -> Bool {
    guard index > 0 else { return true }
    if tokens[index].line != tokens[index - 1].line { return true }
    return tokens[index - 1].kind == .sign && !isSign(index - 1, UInt8(ascii: "("))
  }

  /// Whether a line begins between a cue and its value, and not right at the value.
  fileprivate func startsNewField(in gap: Range<Int>, before start: Int) -> Bool {
    for index in gap where index > 0 && tokens[index].line != tokens[index - 1].line { return true }
    guard start > 0, start < tokens.count else { return false }
    return tokens[start].line != tokens[start - 1].line && !isSign(start - 1, UInt8(ascii: ":"))
  }

  /// Whether "meu" or "sou" only leads to somebody else: "meu pai".
  fileprivate func precedesPerson(_ cue: Cue, cues: Cues) -> Bool {
    let next = cue.tokens.upperBound
    return cues.starting(in: next..<min(next + 2, tokens.count)).contains {
      $0.kind == .otherPerson
    }
  }

  /// Whether "(", "-", "é da minha" or the like ties what follows to what stands before.
  fileprivate func isOf(_ range: Range<Int>) -> Bool {
    range.contains { index in
      isSign(index, UInt8(ascii: "(")) || isSign(index, UInt8(ascii: "-"))
        || Self.ties.contains(tokens[index].hash)
    }
  }

  private static let ties: WordSet = ["da", "do", "de", "das", "dos"]
}
