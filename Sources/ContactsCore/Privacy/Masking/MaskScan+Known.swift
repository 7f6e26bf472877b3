/// What the store already holds, asked for in the form in which it is indexed.
protocol KnownValueSource {
  /// Whether a contact has this name, and whether one has a name that goes on from it.
  func name(_ key: String) throws(StoreError) -> KnownName
  /// Whether a contact has a social name of exactly these words, folded.
  func hasSocialName(_ words: [String]) throws(StoreError) -> Bool
  /// Whether a contact has this telephone, with or without its DDD, or this CPF.
  func hasNumber(_ digits: String) throws(StoreError) -> Bool
}

struct KnownName: Equatable, Sendable {
  var isWhole: Bool
  var isBeginning: Bool
}

extension MaskScan {
  /// Covers what is left and is in the store: full names in any case, telephones and CPFs in any company.
  mutating func findKnown(in source: some KnownValueSource) throws(StoreError) {
    var run = DigitRun()
    var at = 0
    while at < tokens.count {
      let token = tokens[at]
      if isTaken(at) {
        at += 1
      } else if token.kind == .word, !token.word.traits.contains(.particle),
        let last = try knownName(from: at, in: source)
      {
        cover(at...last, as: .name)
        at = last + 1
      } else if token.kind == .number, read(&run, at: at) {
        at = try coverKnown(in: run, source)
      } else {
        at += 1
      }
    }
  }

  /// Words of the longest name that is looked for.
  private static let mostWords = 8

  /// The last token of the longest name in the store that begins here; a name of one word is a word like others.
  private func knownName(
    from start: Int, in source: some KnownValueSource
  ) throws(StoreError) -> Int? {
    var words: [String] = []
    var key = ""
    var last: Int?
    var goesOn = true
    var at = start
    while at < tokens.count, words.count < MaskScan.mostWords, tokens[at].kind == .word,
      !isTaken(at),
      at == start || tokens[at].gap == .space
    {
      if tokens[at].word.traits.contains(.particle) {
        at += 1
        continue
      }
      let word = folded(at)
      words.append(word)
      if goesOn {
        key = key.isEmpty ? word : "\(key) \(word)"
        let known = try source.name(key)
        if known.isWhole, words.count > 1 { last = at }
        goesOn = known.isBeginning
      }
      guard goesOn || tokens[at].letters != .lower else { break }
      if words.count > 1, last != at, tokens[at].letters != .lower, tokens[start].letters != .lower,
        try source.hasSocialName(words)
      {
        last = at
      }
      at += 1
    }
    return last
  }

  private func folded(_ index: Int) -> String {
    let units = line.units[Int(tokens[index].start)..<Int(tokens[index].end)]
    return String(
      decoding: units.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Covers the windows of a run that are in the store, and answers the token after the run.
  private mutating func coverKnown(
    in run: DigitRun, _ source: some KnownValueSource
  ) throws(StoreError) -> Int {
    var group = 0
    while group < run.groups.count {
      var sum = 0
      var end: Int?
      var kind = MaskKind.phone
      for index in group..<min(run.groups.count, group + NumberForm.mostGroups) {
        sum += run.groups[index].count
        if sum > 13 { break }
        if sum >= 8 {
          let digits = run.digits(group..<index + 1).map { Character(Unicode.Scalar($0 + 0x30)) }
          if try source.hasNumber(String(digits)) {
            end = index
            kind = sum == 11 ? .document : .phone
          }
        }
      }
      guard let end else {
        group += 1
        continue
      }
      let first = run.groups[group].tokens.lowerBound
      cover(first...run.groups[end].tokens.upperBound - 1, as: kind)
      group = end + 1
    }
    return run.groups.last.map(\.tokens.upperBound) ?? 0
  }
}
