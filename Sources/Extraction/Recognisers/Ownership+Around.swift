/// What the sentence around a value says of whom it speaks, where no word leads right to the value.
extension Ownership {
  /// "Paciente: Benedito Pinto, CPF 343…", where Rosângela calls.
  func namesAnother(_ cue: Cue, before start: Int) -> Bool {
    guard people.name != nil else { return false }
    var index = office(after: cue) ?? cue.tokens.upperBound
    while index < start,
      view.tokens[index].kind == .sign && !view.isSentenceEnd(index)
        || NameWords.titles.contains(view.tokens[index].hash)
    { index += 1 }
    guard index < start, view.tokens[index].isCapitalised,
      Lexicon.shared.givenNames.contains(view.tokens[index].hash), !people.isCaller(index)
    else { return false }
    return !(index..<start).contains {
      people.isCaller($0) && Lexicon.shared.givenNames.contains(view.tokens[$0].hash)
    }
  }

  /// "responsável financeiro Carlos", "responsável pela van: Carlos": where what they are responsible for ends.
  private func office(after cue: Cue) -> Int? {
    guard Self.guardians.contains(view.tokens[cue.tokens.lowerBound].hash) else { return nil }
    var index = cue.tokens.upperBound
    if view.isSign(index, UInt8(ascii: ".")) { index += 1 }
    guard index < view.tokens.count else { return nil }
    if Self.offices.contains(view.tokens[index].hash) { return index + 1 }
    guard Self.within.contains(view.tokens[index].hash) else { return nil }
    let limit = min(index + 5, view.tokens.count)
    while index < limit, view.tokens[index].kind == .word, !view.tokens[index].isCapitalised {
      index += 1
    }
    // "responsável pelo Caio, CPF 453…" is whoever says so.
    return view.isSign(index, UInt8(ascii: ":")) ? index : nil
  }

  private static let guardians: WordSet = ["responsavel", "resp"]
  private static let offices: WordSet = ["financeiro", "financeira", "tecnico", "tecnica"]
  private static let within: WordSet = [
    "pelo", "pela", "pelos", "pelas", "por", "do", "da", "no", "na",
  ]

  /// "o nome dele é Waldomiro e o telefone da casa é 19…": of whom the caller's sentence speaks.
  func isSpokenOf(_ cue: Cue, before start: Int) -> Bool {
    guard cue.kind == .pronoun, people.isFirstPerson else { return false }
    let gap = cue.tokens.upperBound..<start
    return gap.count <= 12
      && !cues.starting(in: gap).contains {
        $0.kind == .caller || $0.kind == .callMe || $0.kind == .preference
      }
  }

  /// "técnico autorizado Refrisul (47 3333-8080)": what stands in a bracket is of what stands before it.
  func isBracketHead(_ cue: Cue, before start: Int) -> Bool {
    guard cue.kind == .trade || cue.kind == .institution, !people.describes(cue.tokens),
      !isCallersOwn(cue), !isRole(cue),
      let open = (max(cue.tokens.upperBound, start - 3)..<start).first(where: {
        view.isSign($0, UInt8(ascii: "("))
      }), open - cue.tokens.upperBound <= 4
    else { return false }
    return (open + 1..<start).allSatisfy {
      view.tokens[$0].kind == .sign || People.labels.contains(view.tokens[$0].hash)
    } && !(cue.tokens.upperBound..<open).contains { people.isCaller($0) }
  }

  /// "curatela do irmão (Davi, 44a, cpf 217…": in the bracket that tells of a relative.
  func isInBracket(of cue: Cue, before start: Int) -> Bool {
    let open = cue.tokens.upperBound
    guard cue.kind == .kin, open < start, view.isSign(open, UInt8(ascii: "(")), start - open <= 10,
      cue.tokens.lowerBound > 1, !view.isBracketClosed(in: open + 1..<start)
    else { return false }
    let before = cue.tokens.lowerBound - 1
    return view.tokens[before].kind == .word
      && view.tokens[before].line == view.tokens[cue.tokens.lowerBound].line
      && !(open..<start).contains { people.isCaller($0) }
  }

  /// "minha advogada (cópia neste) atende no (11)…": whether somebody does something between.
  func hasVerb(_ gap: Range<Int>) -> Bool {
    gap.contains { Self.doings.contains(view.tokens[$0].hash) }
  }

  func asksForCaller(_ gap: Range<Int>) -> Bool {
    cues.starting(in: gap).contains { $0.kind == .caller || $0.kind == .callMe }
  }

  private static let doings: WordSet = [
    "atende", "atendeu", "tem", "usa", "fica", "deixou", "passou", "mandou", "disse", "ligou",
    "responde", "respondeu", "trabalha", "falou", "deu", "veio", "cobrou", "mora", "cuida",
    "indicou", "escreveu", "pediu", "mudou", "trocou", "vendeu", "instalou", "anotou", "prometeu",
    "vai", "vao",
  ]

  /// "Aparecida (ACS) liga do posto 33…": in an attendant's note, where the caller is.
  func isCalledFrom(_ cue: Cue) -> Bool {
    let tie = cue.tokens.lowerBound - 1
    return !people.isFirstPerson && tie > 0 && Self.ties.contains(view.tokens[tie].hash)
      && People.calling.contains(view.tokens[tie - 1].hash)
  }

  /// "atende na Clínica Vida, 3421-8800", "a empresa fica no (35)…": most likely theirs.
  func isBeside(_ cue: Cue, before start: Int) -> Bool {
    guard cue.kind == .institution, !isCallersOwn(cue), !people.describes(cue.tokens),
      !isCalledFrom(cue)
    else {
      return false
    }
    let gap = cue.tokens.upperBound..<start
    return gap.count <= 10 && isTransparent(gap)
  }

  /// "Represento, como advogado, a Rita Prado, CPF 453…", "ligo em nome da usuária Rita Prado (CPF 453…)": whose CPF it is
  /// where the caller speaks for another.
  func speaksFor(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    guard isDocument, cue.kind == .kin, isMandate(cue), gap.count <= 16,
      !gap.contains(where: people.isCaller)
    else { return false }
    var index = gap.lowerBound
    if index < gap.upperBound, view.isSign(index, UInt8(ascii: ",")) {
      guard
        let close = (index + 1..<gap.upperBound).first(where: {
          view.isSign($0, UInt8(ascii: ","))
        })
      else { return false }
      index = close + 1
    }
    let whom = index..<gap.upperBound
    // "a cliente", "a usuária": what the other is to whoever calls.
    let roles = cues.starting(in: whom).filter(isRoleWord)
    return whom.contains {
      NameWords.titles.contains(view.tokens[$0].hash)
        || Lexicon.shared.givenNames.contains(view.tokens[$0].hash)
    }
      && whom.allSatisfy { index in
        view.isWord(index, "a") || view.isWord(index, "o") || isTransparent(index..<index + 1)
          || roles.contains { $0.tokens.contains(index) }
      }
      && !whom.contains { Self.firms.contains(view.tokens[$0].hash) }
      && !cues.starting(in: whom).contains {
        $0.kind == .institution || $0.kind == .caller && !isRoleWord($0)
      }
  }

  /// Whether it says for whom one speaks.
  private func isMandate(_ cue: Cue) -> Bool {
    let first = cue.tokens.lowerBound
    return view.isWord(first, "represento") || view.isWord(first, "representando")
      || view.isWord(first, "em") && view.isWord(first + 1, "nome")
  }

  /// What ends the name of a company.
  private static let firms: WordSet = ["ltda", "me", "mei", "eireli", "sa", "epp", "cia"]

  /// "Ana ligou sobre o pai, CPF dele 453…" in an attendant's note: the caller is a woman, and a man was spoken of since.
  ///
  /// Of a telephone it says too little: many are noted without a word for whose they are.
  func isOfAnother(_ cue: Cue) -> Bool {
    guard isDocument, !people.isFirstPerson, let name = people.name,
      name.upperBound <= cue.tokens.lowerBound,
      let spoken = Gender(ofPronoun: view.tokens[cue.tokens.lowerBound].hash),
      let caller = Gender(ofGivenName: name.lowerBound, in: view), spoken != caller
    else { return false }
    let between = max(name.upperBound, cue.tokens.lowerBound - 40)..<cue.tokens.lowerBound
    return cues.starting(in: between).contains {
      $0.kind == .kin && Gender(ofKin: view.tokens[$0.tokens.lowerBound].hash) == spoken
    } && !view.tokens.prefix(2000).contains { Self.transitions.contains($0.hash) }
  }

  /// "CPF dele p/ retirada: 453…": nothing but what the CPF is for stands between.
  func leadsDocument(_ gap: Range<Int>) -> Bool {
    gap.count <= 6 && !view.breaksSentence(in: gap)
      && !gap.contains { view.tokens[$0].kind == .number }
      && !cues.starting(in: gap).contains { $0.kind == .caller || $0.kind == .pronoun }
  }

  private static let transitions: WordSet = ["trans", "travesti", "transexual", "social"]
}
