/// What a note says of its numbers by where they stand, or of two of them at once.
extension PhoneDecision {
  /// "o de cima é da minha filha, o de baixo é o meu": whose the first and the last are.
  mutating func place() {
    guard entries.count > 1 else { return }
    for index in view.tokens.indices.dropLast().prefix(4000) {
      guard let entry = position(at: index) else { continue }
      var next = index + 1
      while next < view.tokens.count, Self.bearers.contains(view.tokens[next].hash) { next += 1 }
      let remark = next..<min(next + 6, view.tokens.count)
      guard view.isWord(next, "e") || view.isWord(next, "eh") else { continue }
      for cue in cues.starting(in: remark) where cue.tokens.upperBound <= remark.upperBound {
        if view.breaksSentence(in: next..<cue.tokens.lowerBound) { break }
        switch cue.kind {
        case .kin, .trade, .institution: entries[entry].ownership.owner = .other
        case .caller where !entries[entry].ownership.precedesPerson(cue):
          entries[entry].ownership.owner = .caller
        case .preference: entries[entry].ownership.preference = 2
        case .obsolete, .lapsed, .old: entries[entry].ownership.isOld = true
        default: continue
        }
        break
      }
    }
  }

  /// The entry that "o de cima", "o primeiro" and the like stand for.
  private func position(at index: Int) -> Int? {
    let word = view.tokens[index].hash
    guard index > 0, Self.firsts.contains(word) || Self.lasts.contains(word),
      view.isWord(index - 1, "de") || view.isWord(index - 1, "o")
    else { return nil }
    return Self.firsts.contains(word) ? 0 : entries.count - 1
  }

  /// Of two numbers that differ in a digit or two the later is the right one, where the note says that one is wrong.
  mutating func dropMisspelt() {
    guard entries.count > 1,
      view.tokens.prefix(4000).contains(where: { Self.errors.contains($0.hash) })
    else { return }
    for index in entries.indices.dropLast().reversed() {
      let (one, other) = (entries[index], entries[index + 1])
      guard one.phone.digits.count == other.phone.digits.count,
        one.ownership.owner != .other, other.ownership.owner != .other,
        !other.ownership.isObsolete, !other.ownership.isDisowned,
        (1...2).contains(zip(one.phone.digits, other.phone.digits).count { $0 != $1 })
      else { continue }
      entries[index + 1].isCorrected = true
      entries.remove(at: index)
    }
  }

  /// "53 3225-9081 casa, 53 98117-6420 celular": the one entry with a word of these right after it.
  func entry(labelledAfter names: WordSet) -> Int? {
    let found = entries.indices.filter { index in
      let end = entries[index].phone.tokens.upperBound
      let word = view.isSign(end, UInt8(ascii: "(")) ? end + 1 : end
      guard word < view.tokens.count, view.tokens[word].line == view.tokens[end - 1].line else {
        return false
      }
      let next = word + 1
      return names.contains(view.tokens[word].hash)
        && (next == view.tokens.count || view.tokens[next].kind == .sign
          || view.tokens[next].line != view.tokens[word].line)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// "Atendente: posso ligar em qual?", and the number in the line of the other's answer.
  mutating func answer() {
    guard entries.count > 1 else { return }
    for index in entries.indices {
      let start = entries[index].phone.tokens.lowerBound
      guard !entries[index].isSender, let mark = question(before: start) else { continue }
      if cues.starting(in: max(0, mark - 8)..<mark).contains(where: {
        $0.kind == .phone || $0.kind == .callMe || $0.kind == .weakPhone
      }) {
        entries[index].ownership.preference = max(entries[index].ownership.preference, 1)
      }
    }
  }

  /// The question mark that ends the line above the one in which a value is all that is said.
  private func question(before start: Int) -> Int? {
    var first = start
    while first > 0, start - first < 24, view.tokens[first - 1].line == view.tokens[start].line {
      first -= 1
    }
    guard first > 0, view.isSign(first - 1, UInt8(ascii: "?")),
      view.isSign(start - 1, UInt8(ascii: ":")),
      view.stampEnd(in: first..<start + 1) != nil
    else { return nil }
    return first - 1
  }

  private static let firsts: WordSet = ["cima", "primeiro"]
  private static let lasts: WordSet = ["baixo", "segundo", "ultimo"]
  private static let bearers: WordSet = ["numero", "telefone", "celular", "tel", "cel"]
  private static let errors: WordSet = [
    "errado", "errada", "errei", "digitei", "troquei", "corrigindo", "corrijo", "correcao",
    "corrigiu", "retificou",
  ]
}
