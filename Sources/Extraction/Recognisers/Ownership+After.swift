/// What the words after a value say of it.
extension Ownership {
  mutating func readAfter(_ end: Int, ceiling: Int) {
    let window = end..<min(ceiling, end + 8, view.tokens.count)
    if owner != .caller, people.bracketsOther(after: end) { isSuspect = true }
    // "… que é do meu filho", "…, que é do meu filho".
    let clause = view.isSign(end, UInt8(ascii: ",")) ? end + 1 : end
    let isClause =
      clause < window.upperBound
      && (view.isWord(clause, "que") || view.isWord(clause, "q"))
    let remark = isClause ? clause + 1 : end
    if owner != .caller, isDisowned(from: end, to: min(window.upperBound, end + 7)) {
      owner = .other
      isDisowned = true
    }
    for cue in cues.starting(in: window) {
      let gap = min(remark, cue.tokens.lowerBound)..<cue.tokens.lowerBound
      guard !view.breaksSentence(in: gap) else { break }
      switch cue.kind {
      case .kin, .trade, .institution, .pronoun:
        let isNamed = accuses(cue, gap)
        guard gap.count <= 4, isNamed || isOf(gap) || isBare(cue, gap),
          isNamed || !leadsToNext(cue, ceiling: ceiling), !opensMatter(cue, gap)
        else { continue }
        if cue.kind == .pronoun, !people.isFirstPerson { continue }
        if people.describes(cue.tokens) { continue }
        if cue.kind == .institution {
          isCalled = true
        } else if owner != .caller || isByRole || isAdversary(cue) {
          owner = .other
        }
      case .caller:
        let isSaid =
          gap.isEmpty || view.isCopula(remark) || view.isSign(remark, UInt8(ascii: "("))
        if owner == .unsaid, gap.count <= 2, !gap.isEmpty, isSaid, !precedesPerson(cue),
          !isBidder(cue)
        {
          owner = .caller
        }
      case .thisOne:
        if gap.count <= 5, !belongsToNext(cue, end: end, ceiling: ceiling) {
          preference = max(preference, 2)
        }
      case .message:
        takesMessages = true
        if isLeftFor(cue, gap), !belongsToNext(cue, end: end, ceiling: ceiling) {
          isForMessages = true
        }
      case .stranger: if gap.count <= 3, speaksOfIt(cue, gap, ceiling: ceiling) { isCalled = true }
      case .mute: if gap.count <= 3, speaksOfIt(cue, gap, ceiling: ceiling) { isOld = true }
      case .doubted: isDoubted = true
      case .registered:
        if gap.count == 1, view.isSign(end, UInt8(ascii: "(")) { isOld = true }
      case .old: if gap.count <= 2, view.isSign(end, UInt8(ascii: "(")) { isOld = true }
      case .preference:
        if gap.count <= 4, !belongsToNext(cue, end: end, ceiling: ceiling),
          !isOfDay(cue.tokens.upperBound)
        {
          preference = max(preference, 2)
        }
      case .doNotCall:
        let isBracketed = gap.prefix(3).contains { view.isSign($0, UInt8(ascii: "(")) }
        let next = cue.tokens.upperBound
        // "… 95 98119-3031 NAO LIGAR - medida protetiva": nothing after it that the words could be of.
        let isLast =
          gap.isEmpty
          && (next >= view.tokens.count || view.tokens[next].kind == .sign
            || view.tokens[next].line != view.tokens[next - 1].line)
        if isBracketed || isLast, gap.count <= 3, !isTimed(next, ceiling: ceiling) {
          isObsolete = true
        }
      case .obsolete, .lapsed:
        let isOfNext =
          cue.kind == .obsolete && ceiling < view.tokens.count
          && cue.tokens.upperBound <= ceiling && leads(cue.tokens.upperBound..<ceiling)
        if gap.count <= 5, !isOfNext, speaksOfIt(cue, gap, ceiling: ceiling) { isObsolete = true }
      default: continue
      }
    }
  }

  /// "31 97777-0000 filho": a relative right after, and nothing else before the next sign.
  private func isBare(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    guard gap.isEmpty, cue.kind == .kin, cue.tokens.count == 1,
      view.tokens[gap.lowerBound].line == view.tokens[gap.lowerBound - 1].line
    else { return false }
    let next = cue.tokens.upperBound
    // "… Cônjuge: Marlon" is the name of what follows.
    if view.isSign(next, UInt8(ascii: ":")) { return false }
    return next == view.tokens.count || view.tokens[next].kind == .sign
      || view.tokens[next].line != view.tokens[next - 1].line
  }

  func isAdverse(_ cue: Cue) -> Bool {
    Self.adversaries.contains(view.tokens[cue.tokens.lowerBound].hash)
  }

  /// "João Silva - CPF 453… - agressor de Ana Prado": no caller, whoever stands before; not "suspeita de gravidez".
  private func isAdversary(_ cue: Cue) -> Bool {
    let next = cue.tokens.upperBound
    guard isAdverse(cue), next + 1 < view.tokens.count,
      Self.ties.contains(view.tokens[next].hash)
    else { return false }
    let isSuspicion =
      view.isWord(next, "de")
      && (view.isWord(next - 1, "suspeito") || view.isWord(next - 1, "suspeita"))
    return !isSuspicion || isNamed(next + 1)
      || cues.starting(in: next + 1..<next + 2).contains { $0.kind == .kin }
  }

  /// "João Silva, CPF 453…, agressor da Ana Prado".
  private func accuses(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    gap.count == 1 && view.isSign(gap.lowerBound, UInt8(ascii: ",")) && isAdversary(cue)
      && isNamed(cue.tokens.upperBound + 1)
  }

  private func isNamed(_ index: Int) -> Bool {
    let token = view.tokens[index]
    return token.kind == .word
      && (token.isCapitalised && !token.isAllCapitals
        || Lexicon.shared.givenNames.contains(token.hash))
  }

  /// "de preferência pela manhã": when to call, and not where.
  func isOfDay(_ next: Int) -> Bool {
    let next = view.isSign(next, UInt8(ascii: ",")) ? next + 1 : next
    guard next + 1 < view.tokens.count else { return false }
    return Self.limits.contains(view.tokens[next].hash)
      || Self.during.contains(view.tokens[next].hash)
        && Self.hours.contains(view.tokens[next + 1].hash)
  }

  /// "(não ligar após 18h)": only then; and "não ligar", with "só mensagem" in a sentence of its own.
  private func isTimed(_ next: Int, ceiling: Int) -> Bool {
    if ceiling >= view.tokens.count, isOnlyWritten(next) { return true }
    let next = view.isSign(next, UInt8(ascii: ",")) ? next + 1 : next
    return next < view.tokens.count
      && (view.tokens[next].kind == .number || Self.times.contains(view.tokens[next].hash))
  }

  /// "só mensagem", "zap" after a sign, and nothing more in the clause, nor another value after it.
  private func isOnlyWritten(_ sign: Int) -> Bool {
    guard sign < view.tokens.count, view.tokens[sign].kind == .sign else { return false }
    var next = sign + 1
    if next < view.tokens.count, Self.onlyWords.contains(view.tokens[next].hash) { next += 1 }
    guard next < view.tokens.count, Self.channels.contains(view.tokens[next].hash) else {
      return false
    }
    next += 1
    guard next < view.tokens.count else { return true }
    return (view.tokens[next].kind == .sign || view.tokens[next].line != view.tokens[sign].line)
      && !(next..<min(next + 20, view.tokens.count)).contains {
        view.isSign($0, UInt8(ascii: "@"))
          || view.tokens[$0].kind == .number && view.tokens[$0].count > 3
      }
  }

  /// "cel +351… não, esse é da patroa": said of the value right before.
  private func isDisowned(from end: Int, to limit: Int) -> Bool {
    guard end < limit else { return false }
    for index in end..<limit where Self.these.contains(view.tokens[index].hash) {
      var next = index + 1
      while next < limit, Self.bearers.contains(view.tokens[next].hash) { next += 1 }
      guard next < limit, view.isWord(next, "e") || view.isWord(next, "eh") else { return false }
      next += 1
      guard next < limit, Self.ofWords.contains(view.tokens[next].hash) else { return false }
      return cues.starting(in: next + 1..<min(next + 3, view.tokens.count)).contains {
        ($0.kind == .kin || $0.kind == .trade || $0.kind == .institution)
          && !people.describes($0.tokens)
      }
    }
    return false
  }

  /// "3222-1010 mas prefiro o 98877-1020": the words lead to the next value, unless a bracket opens before them.
  private func belongsToNext(_ cue: Cue, end: Int, ceiling: Int) -> Bool {
    guard ceiling < view.tokens.count, cue.tokens.upperBound <= ceiling,
      ceiling - cue.tokens.upperBound <= 7,
      !view.isSign(end, UInt8(ascii: "("))
        || view.isBracketClosed(in: end + 1..<max(end + 1, cue.tokens.lowerBound))
    else { return false }
    return !view.breaksSentence(in: cue.tokens.upperBound..<ceiling)
  }

  /// "720.836.149-50 (o dela: 039…": the person of the next value.
  private func leadsToNext(_ cue: Cue, ceiling: Int) -> Bool {
    guard ceiling < view.tokens.count else { return false }
    let gap = cue.tokens.upperBound..<max(cue.tokens.upperBound, ceiling)
    return gap.count <= 5 && !view.breaksSentence(in: gap) && (isTransparent(gap) || hasVerb(gap))
      && !view.isBracketClosed(in: gap)
  }

  /// Whether "(", "-", "é da minha" or the like ties what follows to what stands before.
  private func isOf(_ range: Range<Int>) -> Bool {
    guard let first = range.first, !range.contains(where: { view.isWord($0, "falar") }) else {
      return false
    }
    if view.isWord(first, "o") || view.isWord(first, "a"), range.count > 1 {
      return view.isWord(first + 1, "do") || view.isWord(first + 1, "da")
    }
    // "… três um e minha mãe": no "é", where the note writes its accents.
    if view.isWord(first, "e"), view.writesAccents, !view.isCopula(first) { return false }
    // "31 3398-2040 - curatela do irmão": another matter after the dash.
    if view.isSign(first, UInt8(ascii: "-")) {
      return range.dropFirst().allSatisfy {
        Self.ofWords.contains(view.tokens[$0].hash) || Self.articles.contains(view.tokens[$0].hash)
          || Self.possessives.contains(view.tokens[$0].hash)
          || People.labels.contains(view.tokens[$0].hash)
      }
    }
    return view.isSign(first, UInt8(ascii: "(")) || view.isSign(first, UInt8(ascii: "-"))
      || Self.ofWords.contains(view.tokens[first].hash)
      || view.isSign(first, UInt8(ascii: ",")) && range.count > 1
        && Self.ofWords.contains(view.tokens[first + 1].hash)
  }

  private static let adversaries: WordSet = [
    "agressor", "agressora", "golpista", "acusado", "acusada", "denunciado", "denunciada",
    "suspeito", "suspeita", "devedor", "requerido", "requerida",
  ]
  private static let times: WordSet = [
    "antes", "depois", "apos", "de", "a", "as", "aos", "no", "nos", "na", "cedo", "muito", "em",
    "ate", "durante", "pela", "domingo", "so", "somente", "apenas", "mensagem", "zap", "whatsapp",
    "whats", "wpp", "mande", "mandem", "manda",
  ]
  private static let onlyWords: WordSet = ["so", "somente", "apenas"]
  private static let channels: WordSet = ["mensagem", "msg", "zap", "whats", "whatsapp", "wpp"]
  private static let limits: WordSet = ["apos", "depois", "antes", "entre"]
  private static let during: WordSet = ["pela", "de", "a", "na", "no", "em", "durante"]
  private static let hours: WordSet = ["manha", "tarde", "noite", "horario", "periodo", "almoco"]
  private static let these: WordSet = ["esse", "este", "essa", "esta", "aquele", "isso"]
  private static let bearers: WordSet = [
    "numero", "telefone", "tel", "celular", "cel", "zap", "whats", "whatsapp", "email", "mail",
    "ai",
    "fone", "contato",
  ]
  private static let ofWords: WordSet = ["da", "do", "de", "das", "dos", "e", "eh"]
}

extension NoteView {
  func isRecado(_ cue: Range<Int>) -> Bool {
    isWord(cue.lowerBound, "recado") || isWord(cue.lowerBound, "recados")
  }

  /// "é", and not "e".
  func isCopula(_ index: Int) -> Bool {
    if isWord(index, "eh") { return true }
    guard isWord(index, "e") else { return false }
    let text = text(ofTokens: index..<index + 1)
    return text == "é" || text == "É"
  }

  /// Whether a line begins between a cue and its value, and not right at the value.
  func startsNewField(in gap: Range<Int>, before start: Int) -> Bool {
    for index in gap where index > 0 && tokens[index].line != tokens[index - 1].line { return true }
    guard start > 0, start < tokens.count else { return false }
    return tokens[start].line != tokens[start - 1].line && !isSign(start - 1, UInt8(ascii: ":"))
  }

  /// Whether a bracket ends in a gap that did not begin there.
  func isBracketClosed(in gap: Range<Int>) -> Bool {
    var depth = 0
    for index in gap {
      if isSign(index, UInt8(ascii: "(")) { depth += 1 }
      if isSign(index, UInt8(ascii: ")")) {
        depth -= 1
        if depth < 0 { return true }
      }
    }
    return false
  }
}
