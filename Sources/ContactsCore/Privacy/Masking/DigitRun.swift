/// Digits that may belong together: groups, and what joins each to the one before.
struct DigitRun {
  var groups: [DigitGroup] = []
  /// The digits of all groups, one after another.
  var digits: [UInt8] = []

  init() {
    groups.reserveCapacity(8)
    digits.reserveCapacity(32)
  }

  /// Digits of the groups of a range.
  func digits(_ range: Range<Int>) -> ArraySlice<UInt8> {
    guard let last = range.last else { return [] }
    return digits[groups[range.lowerBound].first..<groups[last].first + groups[last].count]
  }

  var isSpoken: Bool { groups.count(where: \.isSpoken) * 2 > groups.count }
}

/// Digits written together, or a number in words.
struct DigitGroup {
  /// The tokens it is made of: one, but for numbers in words.
  var tokens: Range<Int>
  /// Where its digits begin among those of the run.
  var first: Int
  var count: Int
  var joint: Joint
  var isSpoken: Bool

  /// What stands between a group and the one before.
  enum Joint: UInt8 {
    /// Nothing: the first group.
    case none
    case dot, comma, hyphen
    /// A sign that few write there: `529_982_247_25`.
    case odd
    case slash
    case space, parenthesis
    /// A sign with a space beside it.
    case looseDot, looseComma, looseHyphen, looseSlash
    /// A word such as `ponto`, or a comma between dictated digits.
    case word

    var isTight: Bool { rawValue >= Joint.dot.rawValue && rawValue <= Joint.slash.rawValue }
  }
}

extension MaskScan {
  /// Reads the run of digits that begins at a token into `run`, and answers whether one does.
  ///
  /// A caller that reads many lends the same run again, whose memory is then used anew.
  func read(_ run: inout DigitRun, at start: Int) -> Bool {
    run.groups.removeAll(keepingCapacity: true)
    run.digits.removeAll(keepingCapacity: true)
    guard var next = appendGroup(at: start, joint: .none, to: &run) else { return false }
    while run.groups.count < 64 {
      guard let (joint, at) = joint(after: next, isSpoken: run.groups.last?.isSpoken ?? false),
        !isTaken(at), let end = appendGroup(at: at, joint: joint, to: &run)
      else { break }
      next = end
    }
    return true
  }

  /// Appends one group and answers the token after it.
  private func appendGroup(at start: Int, joint: DigitGroup.Joint, to run: inout DigitRun) -> Int? {
    let token = tokens[start]
    let first = run.digits.count
    if token.kind == .number {
      for at in Int(token.start)..<Int(token.end) { run.digits.append(line.units[at] - 0x30) }
      run.groups.append(
        DigitGroup(
          tokens: start..<start + 1, first: first, count: token.count, joint: joint,
          isSpoken: false))
      return start + 1
    }
    guard token.kind == .word, token.word.number >= 0 else { return nil }
    let (value, end) = spokenNumber(at: start)
    for character in String(value).utf8 { run.digits.append(character - 0x30) }
    run.groups.append(
      DigitGroup(
        tokens: start..<end, first: first, count: run.digits.count - first, joint: joint,
        isSpoken: true))
    return end
  }

  /// `nove mil duzentos e trinta` is one number; `dois oito` is two.
  private func spokenNumber(at start: Int) -> (value: Int, end: Int) {
    let (thousands, end) = spokenBelowThousand(at: start)
    guard thousands > 0, end < tokens.count, tokens[end].hash == MaskScan.thousand else {
      return (thousands, end)
    }
    // `nove mil e trinta`, `nove mil, duzentos`
    var next = end + 1
    if next < tokens.count, tokens[next].hash == MaskScan.and || tokens[next].isSign(",") {
      next += 1
    }
    guard next < tokens.count, tokens[next].kind == .word, tokens[next].gap == .space,
      tokens[next].word.number >= (next == end + 1 || tokens[next - 1].isSign(",") ? 100 : 1)
    else { return (thousands * 1000, end + 1) }
    let (rest, last) = spokenBelowThousand(at: next)
    return (thousands * 1000 + rest, last)
  }

  /// `duzentos e cinquenta e oito`.
  private func spokenBelowThousand(at start: Int) -> (value: Int, end: Int) {
    var value = Int(tokens[start].word.number)
    var end = start + 1
    var room = value >= 100 ? 100 : value >= 20 && value % 10 == 0 ? 10 : 1
    while room > 1, end + 1 < tokens.count, tokens[end].hash == MaskScan.and,
      tokens[end + 1].kind == .word
    {
      let part = Int(tokens[end + 1].word.number)
      guard part > 0, part < room else { break }
      value += part
      end += 2
      room = part >= 20 && part % 10 == 0 ? 10 : 1
    }
    return (value, end)
  }

  /// What joins the group before `next` to a following one, and where that begins.
  private func joint(after next: Int, isSpoken: Bool) -> (DigitGroup.Joint, Int)? {
    guard next < tokens.count else { return nil }
    let token = tokens[next]
    guard token.gap != .wide else { return nil }
    if isDigits(next) {
      let fits = token.kind == .number ? token.gap == .space || isSpoken : token.gap == .space
      return fits ? (.space, next) : nil
    }
    if token.kind == .sign { return joint(of: token, at: next, isSpoken: isSpoken) }
    // `0xx11`: a carrier of the caller's choice.
    if token.hash == MaskScan.anyCarrier, token.gap == .none, next + 1 < tokens.count,
      tokens[next + 1].kind == .number, tokens[next + 1].gap == .none
    {
      return (.parenthesis, next + 1)
    }
    // `três ponto dois`, `529 traço 25`; words such as `e` and `depois` only beside a number in words.
    let at = afterJoints(next)
    guard at > next, isDigits(at), tokens[at].gap == .space,
      isSpoken || tokens[at].kind == .word || MaskScan.signNames.contains(token.hash)
    else { return nil }
    return (.word, at)
  }

  /// The token after up to three words that join dictated digits.
  private func afterJoints(_ start: Int) -> Int {
    var at = start
    while at < tokens.count, at < start + 3, tokens[at].kind == .word,
      tokens[at].word.traits.contains(.joint), tokens[at].gap == .space
    {
      at += 1
    }
    return at
  }

  private static let afterAreaCode: SignSet = "-._/"
  private static let anyCarrier = MaskLexicon.Hash.of("xx".utf8)
  private static let signNames: WordSet = ["ponto", "traco", "hifen", "barra", "digito"]

  private func joint(
    of sign: MaskToken, at index: Int, isSpoken: Bool
  ) -> (DigitGroup.Joint, Int)? {
    let after = index + 1
    guard after < tokens.count, tokens[after].gap != .wide else { return nil }
    switch Unicode.Scalar(sign.sign) {
    case "(":
      // A DDD: `55 (11) 98765-4321`.
      guard isDigits(after), tokens[after].count <= 3, after + 1 < tokens.count,
        tokens[after + 1].isSign(")")
      else { return nil }
      return (.parenthesis, after)
    case "]" where index < 2 || !tokens[index - 2].isSign("[") || tokens[index - 1].count > 3:
      return nil
    case ")", "]":
      if isDigits(after) { return (.parenthesis, after) }
      if MaskScan.afterAreaCode.contains(tokens[after].sign), after + 1 < tokens.count,
        isDigits(after + 1)
      {
        return (.parenthesis, after + 1)
      }
      return nil
    case ".", ",", "-", "/": break
    case "_", "*": break
    // Hours and minutes are no part of anything.
    case ":" where tokens[index - 1].count == 3 && tokens[after].count > 1: break
    default: return nil
    }
    var at = after
    // The same sign again: `529..982`; dictated digits come with dots for pauses.
    while at < tokens.count, at < after + 3, tokens[at].kind == .sign,
      tokens[at].sign == sign.sign && tokens[at].gap == .none || isSpoken && tokens[at].isSign(".")
    {
      at += 1
    }
    if isSpoken { at = afterJoints(at) }
    guard at < tokens.count, isDigits(at) else { return nil }
    let isTight = sign.gap == .none && tokens[at].gap == .none
    // The next field of a table, and no decimal comma.
    if isTight, sign.isSign(","), tokens[at].count > 4 || tokens[index - 1].count > 4 { return nil }
    let speaks = isSpoken || tokens[at].kind == .word
    let joint: DigitGroup.Joint =
      switch Unicode.Scalar(sign.sign) {
      case ".": isTight ? .dot : .looseDot
      case ",": isTight ? .comma : .looseComma
      case "-": isTight ? .hyphen : .looseHyphen
      case "/": isTight ? .slash : .looseSlash
      default: .odd
      }
    if joint == .odd, !isTight { return nil }
    return (speaks && !isTight ? .word : joint, at)
  }

  /// Whether digits, or a number in words, begin here.
  func isDigits(_ index: Int) -> Bool {
    guard index < tokens.count else { return false }
    return tokens[index].kind == .number
      || tokens[index].kind == .word && tokens[index].word.number >= 0
  }

  static let and = MaskLexicon.Hash.of("e".utf8)
  private static let thousand = MaskLexicon.Hash.of("mil".utf8)
}
