/// Who calls, where a note says it by what they are to another, by who signs, or in answer to a question.
extension NameRecogniser {
  /// "Mãe ligou, Verônica", "a tia que ligou (Roseli)": said by an attendant, it is who calls.
  func isCallOfKin(_ start: Int) -> Bool {
    guard People.calling.contains(view.tokens[start].hash), !saysMine else { return false }
    let last = view.isWord(start - 1, "que") ? start - 2 : start - 1
    guard last >= 0, let match = NameWords.cues.longest(in: view, at: last) else { return false }
    return match.end == last + 1 && match.meanings.contains(.other)
  }

  /// "Sobrinho Murilo Gusmão fala em nome da tia": a relative who begins the note and does the calling.
  func isSubject(_ start: Int, of name: Range<Int>) -> Bool {
    let first = view.isWord(start - 1, "a") || view.isWord(start - 1, "o") ? start - 1 : start
    guard startsSentence(first), !saysMine, name.upperBound < view.tokens.count else {
      return false
    }
    return People.calling.contains(view.tokens[name.upperBound].hash)
      || view.isWord(name.upperBound, "fala")
  }

  /// "em nome de Fulano, CPF …, que subscreve": the one who signs.
  func subscribes(_ name: Range<Int>) -> Bool {
    for index in name.upperBound..<min(name.upperBound + 18, view.tokens.count) {
      if view.isSentenceEnd(index) { return false }
      if Self.subscriptions.contains(view.tokens[index].hash) { return true }
    }
    return false
  }

  /// "mãe Lisandra Manso, solicitante".
  func isApplicant(_ name: Range<Int>) -> Bool {
    let sign = name.upperBound
    // "mãe (Rosane Klein) ligou".
    if view.isSign(sign, UInt8(ascii: ")")), sign + 1 < view.tokens.count, !saysMine,
      People.calling.contains(view.tokens[sign + 1].hash)
    {
      return true
    }
    return (view.isSign(sign, UInt8(ascii: ",")) || view.isSign(sign, UInt8(ascii: "(")))
      && sign + 1 < view.tokens.count && Self.applicants.contains(view.tokens[sign + 1].hash)
  }

  /// "sou o porteiro Cosme", "sou a neta, Bruna": the given name after what the caller is to somebody.
  func trade(from start: Int, to limit: Int) -> Int? {
    var next = start
    while next < limit, view.tokens[next].kind == .word, !view.tokens[next].isCapitalised,
      !Self.relations.contains(view.tokens[next].hash), !scanner.isGiven(next)
    { next += 1 }
    guard next > start, next < limit else { return nil }
    if view.isSign(next, UInt8(ascii: ",")) { next += 1 }
    guard next < limit, view.tokens[next].isCapitalised, scanner.isGiven(next) else { return nil }
    return next
  }

  private static let applicants: WordSet = [
    "solicitante", "requerente", "declarante", "comunicante", "manifestante", "denunciante",
    "reclamante",
  ]
  private static let relations: WordSet = [
    "do", "da", "de", "dos", "das", "com", "e", "que", "pro", "pra", "para", "no", "na", "sobre",
    "por", "pelo", "pela", "ao", "em", "contra", "sem", "mas", "ou",
  ]

  /// Where the answer to "seu nome?" begins, when another of the talk gives it: "A: seu nome? C: Alaíde".
  func answer(to end: Int, of cue: NameWords.Cue) -> Int? {
    guard cue == .statement || cue == .introduction || cue == .question else { return nil }
    guard
      let mark = (end..<min(end + 4, view.tokens.count)).first(where: {
        view.isSign($0, UInt8(ascii: "?"))
      })
    else { return nil }
    var index = mark + 1
    while index < view.tokens.count, index < mark + 3,
      view.isSign(index, UInt8(ascii: "/"))
        || view.isSign(index, UInt8(ascii: "-"))
    { index += 1 }
    guard index + 2 < view.tokens.count, view.tokens[index].kind == .word,
      view.isSign(index + 1, UInt8(ascii: ":"))
    else { return nil }
    return index + 2
  }

  private static let subscriptions: WordSet = [
    "subscreve", "subscrevo", "assina", "signatario", "signataria", "assinado", "assinada",
  ]

  /// "Prezada ouvidora doutora Lígia", "Caro diretor Ivo": to whom a letter is written.
  func isAddressed(_ start: Int) -> Bool {
    var first = start
    while first > 0, start - first < 6, view.tokens[first - 1].line == view.tokens[start].line {
      first -= 1
    }
    return isFirstOfLine(first) && first < start
      && Self.salutations.contains(view.tokens[first].hash)
      && !view.breaksSentence(in: first + 2..<max(first + 2, start))
  }

  private static let salutations: WordSet = [
    "prezado", "prezada", "caro", "cara", "ilmo", "ilma", "exmo", "exma", "ilustrissimo",
    "ilustrissima", "excelentissimo", "excelentissima", "estimado", "estimada", "querido",
    "querida",
  ]

  /// "represento a cliente Rita", "ligo em nome da usuária Rita": for whom somebody else makes the contact.
  func isSpokenFor(_ start: Int) -> Bool {
    var index = start - 1
    if view.isWord(index, "a") || view.isWord(index, "o") { index -= 1 }
    guard index >= 0 else { return false }
    if view.isWord(index, "represento") || view.isWord(index, "representando") { return true }
    return index > 1 && NameWords.particles.contains(view.tokens[index].hash)
      && view.isWord(index - 1, "nome") && view.isWord(index - 2, "em")
  }
}
