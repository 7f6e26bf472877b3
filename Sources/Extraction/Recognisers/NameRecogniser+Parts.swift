/// Names that no word announces: a part of the note between signs, numbers and line ends that is nothing but a name.
extension NameRecogniser {
  mutating func collectParts() {
    let known = candidates.map(\.tokens).sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    for index in view.tokens.indices where startsPart(index) && !claims.contains(index) {
      while next < known.count, known[next].upperBound <= index { next += 1 }
      guard !(next < known.count && known[next].contains(index)) else { continue }
      let start = skipTitles(from: index)
      guard start < view.tokens.count, view.tokens[start].kind == .word,
        view.tokens[start].isCapitalised || scanner.isGiven(start),
        !isThirdParty(before: index), !isInstitution(before: start),
        let name = scanner.name(at: start, needsKnown: false, isStated: false),
        let score = score(ofPart: name, from: index)
      else { continue }
      candidates.append(Candidate(tokens: name, score: score))
    }
  }

  /// How much a part that begins at `start` looks like the caller's name; nil when it does not.
  private func score(ofPart name: Range<Int>, from start: Int) -> Int? {
    let end = name.upperBound
    let isGiven = scanner.isGiven(name.lowerBound)
    let isFamily = name.dropFirst().contains { scanner.isFamily($0) }
    let count = scanner.words(of: name)
    if end < view.tokens.count, Self.present.contains(view.tokens[end].hash),
      view.tokens[end].line == view.tokens[end - 1].line
    {
      return 9 + (count >= 2 ? 1 : 0)
    }
    // "Ana (eu)".
    if view.isSign(end, UInt8(ascii: "(")), view.isWord(end + 1, "eu") { return 12 }
    let endsLine = end == view.tokens.count || view.tokens[end].line != view.tokens[end - 1].line
    let isClosed =
      endsLine || view.tokens[end].kind != .word || claims.contains(end) || isDictated(end)
      || isBesidePlace(end) || isGiven && Self.contactWords.contains(view.tokens[end].hash)
      || isGiven && followsContact(start) && !NameWords.notNames.contains(view.tokens[end].hash)
    guard isClosed else { return isGiven && count >= 2 ? 3 : nil }
    if scanner.isPlace(name), !isGiven || !isBesideContact(name) { return nil }
    if !isGiven, hasCommonEnding(name) { return nil }
    let startsLine = isFirstOfLine(start)
    let isLast = end >= view.tokens.count - 1
    let isBeside = isBesideContact(name)
    if !isLast, !isBeside, isGreeted(start) { return nil }
    if let label = label(before: start), !isGiven || Self.addressees.contains(label) { return nil }
    var score = isGiven ? (count >= 2 ? 4 : 2) : (count >= 2 ? (isFamily ? 3 : 1) : 0)
    if count >= 2, startsLine { score += endsLine ? 2 : 1 }
    if isBeside { score += 2 }
    // A whole name as the first thing that is noted, and then who they are.
    if start == 0, count >= 2, isGiven, view.isSign(end, UInt8(ascii: ",")) {
      score += 3
    }
    if isLast { score += 1 }
    // A whole name as a sentence of its own is how people sign.
    if isGiven, count >= 2, isAlone(start, end) { score += 2 }
    if isBesidePlace(end) { score += 1 }
    if !isGiven, !isFamily, !view.tokens[name.lowerBound].isCapitalised { return nil }
    // A single unknown word must stand where people sign, and an unknown pair at least beside something.
    let isAlone = isAlone(start, end)
    if !isGiven, !isFamily {
      return score + (isAlone ? 1 : 0) >= (count >= 2 ? 2 : 1) ? max(score, 1) : nil
    }
    if count == 1, !startsLine, !isBeside, !isLast, !isBesidePlace(end) {
      return isBetween(start, end) ? 1 : nil
    }
    return score
  }

  /// "94 99120-3344 Raimunda passagem": right after a telephone, a CPF or an address.
  private func followsContact(_ start: Int) -> Bool {
    guard start > 0, view.tokens[start].isCapitalised || isDictated(start - 1),
      view.tokens[start].line == view.tokens[start - 1].line
    else { return false }
    return claims.contains(start - 1)
      || view.tokens[start - 1].kind == .number && view.tokens[start - 1].count >= 2
      || isDictated(start - 1)
  }

  /// "… reclamação Severina Bispo" at the very end: capitals after a word in small letters.
  mutating func collectTrailing() {
    var start = view.tokens.count
    while start > 0, start > view.tokens.count - 6, view.tokens[start - 1].kind == .word,
      view.tokens[start - 1].isCapitalised
        || NameWords.particles.contains(view.tokens[start - 1].hash)
          && start < view.tokens.count && start > 1 && view.tokens[start - 2].isCapitalised,
      view.tokens[start - 1].line == view.tokens[view.tokens.count - 1].line
    { start -= 1 }
    guard start > 0, start < view.tokens.count, view.tokens[start - 1].kind == .word,
      !view.tokens[start - 1].isCapitalised, scanner.isGiven(start), !claims.contains(start),
      !Self.leaders.contains(view.tokens[start - 1].hash), !isThirdParty(before: start),
      let name = scanner.name(at: start, needsKnown: true, isStated: false),
      name.upperBound == view.tokens.count
    else { return }
    candidates.append(Candidate(tokens: name, score: scanner.words(of: name) >= 2 ? 3 : 2))
  }

  /// After a sign, a number or an address, or at a line's begin.
  private func startsPart(_ index: Int) -> Bool {
    guard view.tokens[index].kind == .word else { return false }
    guard index > 0, view.tokens[index].line == view.tokens[index - 1].line else { return true }
    if claims.contains(index - 1) { return true }
    if view.tokens[index - 1].kind == .sign {
      return view.tokens[index].followsSpace
        || !"'-.@_".utf8.contains(view.byte(of: view.tokens[index - 1]))
    }
    return view.tokens[index - 1].kind == .number
      || SpokenNumber.value(of: view.tokens[index - 1]) != nil && isDictated(index - 2)
  }

  private func isDictated(_ index: Int) -> Bool {
    index >= 0 && index < view.tokens.count && SpokenNumber.value(of: view.tokens[index]) != nil
  }

  /// A telephone, CPF or address right before or after.
  private func isBesideContact(_ name: Range<Int>) -> Bool {
    func isContact(_ index: Int) -> Bool {
      guard index >= 0, index < view.tokens.count else { return false }
      return claims.contains(index)
        || view.tokens[index].kind == .number && view.tokens[index].count >= 2
        || Self.contactWords.contains(view.tokens[index].hash)
    }
    return (name.upperBound..<name.upperBound + 3).contains(where: isContact)
      || (name.lowerBound - 3..<name.lowerBound).contains {
        isContact($0) && view.tokens[name.lowerBound].line - view.tokens[$0].line <= 1
      }
  }

  /// ", Marabá", "de Ilhéus", "Campinas-SP" right after.
  private func isBesidePlace(_ end: Int) -> Bool {
    var index = end
    while index < view.tokens.count, index < end + 2,
      view.tokens[index].kind == .sign || Self.placeLeads.contains(view.tokens[index].hash)
    { index += 1 }
    guard index < view.tokens.count, view.tokens[index].isCapitalised else { return false }
    return Lexicon.shared.places.longest(in: view, at: index) != nil
  }

  /// "Bom dia, Priscila.": whom the message is written to.
  private func isGreeted(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, index > start - 4, view.tokens[index].kind == .sign { index -= 1 }
    guard index >= 0, index < start - 1 || start > 0 else { return false }
    return Self.greetings.contains(view.tokens[index].hash)
  }

  private func label(before start: Int) -> WordHash? {
    guard start > 1, view.isSign(start - 1, UInt8(ascii: ":")),
      view.tokens[start - 2].kind == .word,
      view.tokens[start - 1].line == view.tokens[start].line
    else { return nil }
    return view.tokens[start - 2].hash
  }

  /// Whether a stretch stands between commas or sentence ends: ", Adailton,".
  private func isBetween(_ start: Int, _ end: Int) -> Bool {
    guard start > 0, end < view.tokens.count, view.tokens[start - 1].kind == .sign else {
      return false
    }
    return (view.isSign(start - 1, UInt8(ascii: ",")) || view.isSentenceEnd(start - 1))
      && (view.isSign(end, UInt8(ascii: ",")) || view.isSentenceEnd(end))
  }

  /// A sentence of nothing else.
  private func isAlone(_ start: Int, _ end: Int) -> Bool {
    start > 0 && end < view.tokens.count && view.isSentenceEnd(start - 1)
      && view.isSentenceEnd(end)
  }

  /// "Religação", "Atendimento": nouns in the place of a name.
  private func hasCommonEnding(_ name: Range<Int>) -> Bool {
    name.contains { index in
      let token = view.tokens[index]
      guard token.kind == .word, !scanner.isFamily(index), !scanner.isGiven(index) else {
        return false
      }
      let word = Array(view.folded(token))
      return Self.endings.contains { word.count > $0.count + 1 && word.suffix($0.count) == $0[...] }
    }
  }

  private static let endings: [[UInt8]] = [
    "cao", "coes", "mento", "mentos", "dade", "dades", "agem", "ismo", "encia", "ancia", "sao",
    "logia", "grafia", "ario", "aria", "ivel", "avel", "mente", "ico", "ica", "ista", "tivo",
    "ando", "endo", "indo", "ado", "ada", "ido", "ida", "ura", "osa", "oso", "al", "ores",
  ].map { Array($0.utf8) }
  private static let present: WordSet = ["falando", "aqui", "falano", "escrevendo"]
  private static let contactWords: WordSet = [
    "tel", "telefone", "fone", "cel", "celular", "zap", "whats", "whatsapp", "wpp", "cpf", "email",
    "contato", "ramal",
  ]
  private static let placeLeads: WordSet = ["de", "do", "da", "em", "aqui"]
  private static let greetings: WordSet = [
    "dia", "tarde", "noite", "ola", "oi", "prezado", "prezada", "prezados", "caro", "cara",
    "querida", "querido", "obrigada", "obrigado", "valeu", "oie", "oii", "alo", "hola", "sra",
    "sr",
  ]
  private static let addressees: WordSet = [
    "para", "to", "cc", "assunto", "atendente", "tecnico", "att", "enc", "re", "bairro", "rua",
    "escola", "mae", "pai", "filho", "filha", "responsavel", "cidade", "municipio",
  ]
  private static let leaders: WordSet = [
    "a", "o", "e", "da", "do", "de", "dos", "das", "com", "pela", "pelo", "para", "pra", "ao",
    "em", "no", "na", "por", "sobre", "contra", "que", "tecnico", "atendente", "filho", "filha",
    "mae", "pai", "p", "pro", "chamada", "chamado", "rua", "bairro",
  ]
}
