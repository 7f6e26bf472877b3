/// Words around a value that seem to take it back, and speak of something else.
extension Ownership {
  /// "31 98811-2020 (esse já não funciona)", and not "31 98811-2020, cartão bloqueado": whether what is said to be out
  /// of use after a value is the value.
  func speaksOfIt(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    // A CPF that is blocked, or gets no benefit, is still whose it is.
    if isDocument, cue.kind == .lapsed, !takesAway(cue) { return false }
    let after = cue.tokens.upperBound
    // "…, não mais no da empresa": said of the next.
    if view.isWord(after - 1, "mais"), cue.tokens.count == 2,
      cues.starting(in: cue.tokens).contains(where: { $0.kind == .instead })
    {
      return false
    }
    // "mas não é meu esse telefone 11…": said of the next.
    if view.isWord(cue.tokens.lowerBound, "nao"), after + 1 < view.tokens.count,
      Self.pointing.contains(view.tokens[after].hash),
      People.labels.contains(view.tokens[after + 1].hash)
    {
      return false
    }
    // "… meu pedido era azul".
    let isPlain = gap.allSatisfy { index in
      let token = view.tokens[index]
      if token.kind == .sign { return !view.isSign(index, UInt8(ascii: ":")) }
      return token.kind == .word
        && (Self.remarks.contains(token.hash) || People.labels.contains(token.hash))
    }
    guard isPlain, view.isWord(cue.tokens.lowerBound, "era") else {
      let isState = cue.kind == .lapsed || cue.kind == .obsolete
      return isPlain && !(isState && hasObject(cue.tokens.upperBound))
    }
    let next = cue.tokens.upperBound
    return next >= view.tokens.count || view.tokens[next].kind == .sign
      || Self.formers.contains(view.tokens[next].hash)
      || Self.possessives.contains(view.tokens[next].hash)
  }

  /// "… não funciona a internet", "… não recebe o boleto": what is said to be out of use is the matter of the note.
  private func hasObject(_ end: Int) -> Bool {
    var next = end
    while view.isWord(next, "mais") { next += 1 }
    guard next < view.tokens.count, view.tokens[next].kind == .word,
      view.tokens[next].line == view.tokens[end - 1].line
    else { return false }
    if Self.determined.contains(view.tokens[next].hash) {
      next += 1
      guard next < view.tokens.count, view.tokens[next].kind == .word else { return false }
      return !People.labels.contains(view.tokens[next].hash)
        && !Self.lines.contains(view.tokens[next].hash)
    }
    return !People.labels.contains(view.tokens[next].hash)
      && !Self.adverbs.contains(view.tokens[next].hash)
      && !Self.remarks.contains(view.tokens[next].hash)
  }

  /// "errado", "não é meu": what can be said of a CPF that is not the one.
  private func takesAway(_ cue: Cue) -> Bool {
    let first = cue.tokens.lowerBound
    return cue.tokens.contains { view.isWord($0, "errado") }
      || view.isWord(first, "nao") && Self.denials.contains(view.tokens[first + 1].hash)
  }

  /// "31 98811-2020 - filha com febre", "…, da escola ligaram": a relative or a place that begins what the note is
  /// about, and owns nothing.
  func opensMatter(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    let next = cue.tokens.upperBound
    guard let first = gap.first, next < view.tokens.count, view.tokens[next].kind == .word,
      view.isSign(first, UInt8(ascii: "-"))
        || view.isSign(first, UInt8(ascii: ",")) && cue.kind == .institution
        || view.isWord(first, "e") && gap.count <= 2 && !view.isCopula(first)
          && !gap.contains(where: { Self.ties.contains(view.tokens[$0].hash) }),
      view.tokens[next].line == view.tokens[next - 1].line, !view.tokens[next].isCapitalised,
      !Lexicon.shared.givenNames.contains(view.tokens[next].hash)
    else { return false }
    if view.isWord(next, "de"), next + 1 < view.tokens.count {
      return view.tokens[next + 1].kind == .number
    }
    return !Self.attributes.contains(view.tokens[next].hash)
  }

  /// "não, desculpa", and not "correção de nome", "lista de espera", "desculpa a demora".
  func takesBack(_ cue: Cue) -> Bool {
    guard cue.tokens.count == 1 else { return true }
    let (before, next) = (cue.tokens.lowerBound - 1, cue.tokens.upperBound)
    let word = view.tokens[cue.tokens.lowerBound].hash
    if Self.nouns.contains(word) {
      let isObject = before >= 0 && Self.governors.contains(view.tokens[before].hash)
      return !isObject && !(next < view.tokens.count && Self.ties.contains(view.tokens[next].hash))
    }
    if word == "opa" {
      let said = view.isSign(next, UInt8(ascii: ",")) ? next + 1 : next
      return !(said < view.tokens.count && Self.greetings.contains(view.tokens[said].hash))
    }
    // "errei a senha", "espera há 3 meses": of something else.
    if Self.mistakes.contains(word) { return !hasObject(next) }
    if word == "espera", next < view.tokens.count,
      Self.durations.contains(view.tokens[next].hash)
    {
      return false
    }
    guard Self.apologies.contains(word) else { return true }
    return !(next..<min(next + 3, view.tokens.count)).contains {
      Self.troubles.contains(view.tokens[$0].hash)
    }
  }

  /// "*84 99133-2017": how messengers put right what was written before.
  func isStarred(_ start: Int) -> Bool {
    guard start > 1, view.isSign(start - 1, UInt8(ascii: "*")) else { return false }
    return view.isSign(start - 2, UInt8(ascii: ":"))
      || view.tokens[start - 1].line != view.tokens[start - 2].line
  }

  /// "liguei para remarcar, 84…": what the call was for, and not where to.
  func isPurpose(_ gap: Range<Int>) -> Bool {
    guard let first = gap.first, view.tokens[first].kind == .word, view.tokens[first].count > 3
    else { return false }
    return view.folded(view.tokens[first]).last == UInt8(ascii: "r")
  }

  /// "quero saber do processo do meu pai, tel 84…": a relative of whom the sentence speaks, and whose the telephone
  /// is only if the note has another.
  func isApart(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    guard cue.kind == .trade || cue.kind == .kin,
      !view.isSign(cue.tokens.upperBound, UInt8(ascii: ":"))
    else { return false }
    // "queixa do técnico Marcos, CPF 453…": a CPF goes with whoever is named.
    if isDocument, gap.contains(where: isName) { return false }
    var first = cue.tokens.lowerBound - 1
    while first >= 0, Self.determined.contains(view.tokens[first].hash) { first -= 1 }
    // "pensão p/ filha".
    if view.isSign(first, UInt8(ascii: "/")) { first -= 1 }
    guard first > 0, view.tokens[first].kind == .word,
      view.tokens[first].line == view.tokens[cue.tokens.lowerBound].line,
      !People.labels.contains(view.tokens[first].hash),
      !People.labels.contains(view.tokens[first - 1].hash)
    else { return false }
    return gap.contains { view.isSign($0, UInt8(ascii: ",")) || isDash($0) }
  }

  private func isDash(_ index: Int) -> Bool {
    view.isSign(index, UInt8(ascii: "|"))
      || view.isSign(index, UInt8(ascii: "-")) && view.tokens[index].followsSpace
  }

  /// Of whom people complain without knowing their CPF; "Ana Prado - guarda da filha - CPF 453…": a field of its own.
  func isOutsider(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    Self.outsiders.contains(view.tokens[cue.tokens.lowerBound].hash)
      || gap.contains(where: isDash) && !isAdverse(cue)
  }

  private func isName(_ index: Int) -> Bool {
    let token = view.tokens[index]
    return token.kind == .word && !People.labels.contains(token.hash)
      && (token.isCapitalised || Lexicon.shared.givenNames.contains(token.hash))
  }

  /// "Filha de Rita e José, CPF 453…", "Profissão: professora, CPF…": what a form says of its own person.
  func isOfForm(_ cue: Cue) -> Bool {
    let (before, next) = (cue.tokens.lowerBound - 1, cue.tokens.upperBound)
    guard before < 0 || !Self.determined.contains(view.tokens[before].hash) else { return false }
    let word = view.tokens[cue.tokens.lowerBound].hash
    if cue.kind == .trade {
      return before > 0 && view.isSign(before, UInt8(ascii: ":"))
        && Self.occupations.contains(view.tokens[before - 1].hash)
    }
    guard cue.kind == .kin else { return false }
    if Self.children.contains(word), next + 1 < view.tokens.count,
      Self.ties.contains(view.tokens[next].hash)
    {
      return view.tokens[next + 1].isCapitalised
        || Lexicon.shared.givenNames.contains(view.tokens[next + 1].hash)
    }
    return Self.parents.contains(word)
      && (max(0, before - 9)..<max(0, before)).contains {
        Self.births.contains(view.tokens[$0].hash)
      }
  }

  /// "mãe: Rita Prado, CPF: 453…": in a form the name of a parent is a field of its own.
  func isParentage(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    if isOfForm(cue) { return true }
    guard isDocument, cue.kind == .kin,
      Self.parents.contains(view.tokens[cue.tokens.lowerBound].hash)
    else { return false }
    let isField =
      view.isSign(cue.tokens.upperBound, UInt8(ascii: ":"))
      || cue.tokens.lowerBound > 1 && view.isWord(cue.tokens.lowerBound - 2, "nome")
    return isField
      && gap.contains {
        view.tokens[$0].kind == .sign && ",;/|".utf8.contains(view.byte(of: view.tokens[$0]))
      }
  }

  /// "Nestor Lima, pai da aluna Bia, CPF 707…": of whom the caller is the father.
  func isOfRelation(_ cue: Cue) -> Bool {
    let tie = cue.tokens.lowerBound - 1
    return tie > 0 && Self.ties.contains(view.tokens[tie].hash)
      && cues.starting(in: max(0, tie - 2)..<tie).contains {
        ($0.kind == .kin || $0.kind == .trade) && $0.tokens.upperBound == tie
          && people.describes($0.tokens)
      }
  }

  /// "Ana Prado, da Escola Sol, 31…": where the caller works.
  func isAffiliation(_ cue: Cue) -> Bool {
    let tie = cue.tokens.lowerBound - 1
    guard tie > 1, Self.ties.contains(view.tokens[tie].hash) else { return false }
    let before =
      view.isSign(tie - 1, UInt8(ascii: ",")) || view.isSign(tie - 1, UInt8(ascii: "("))
      ? tie - 2 : tie - 1
    return people.isCaller(before)
  }

  /// Whether a comma or a dash, and then the caller's name, come between somebody else and a value.
  func isBeforeCaller(_ gap: Range<Int>) -> Bool {
    guard let name = gap.first(where: people.isCaller) else { return false }
    return (gap.lowerBound..<name).contains {
      view.tokens[$0].kind == .sign && ",-|/;".utf8.contains(view.byte(of: view.tokens[$0]))
    }
  }

  /// "(recado)", "só recado com a Cida": nobody but a messenger is there.
  func isLeftFor(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    guard view.isRecado(cue.tokens) else { return false }
    if gap.count <= 1, view.isSign(cue.tokens.lowerBound - 1, UInt8(ascii: "(")) { return true }
    return gap.count <= 3 && !gap.isEmpty
      && gap.allSatisfy {
        Self.only.contains(view.tokens[$0].hash) || view.isSign($0, UInt8(ascii: "/"))
          || view.isSign($0, UInt8(ascii: "(")) || view.isSign($0, UInt8(ascii: "-"))
      } && gap.contains { view.tokens[$0].kind == .word }
  }

  /// "meu cpf ele é 453…": the value itself, as people say it.
  func isResumptive(_ cue: Cue) -> Bool {
    let label = cue.tokens.lowerBound - 1
    return label > 0
      && (view.isWord(cue.tokens.lowerBound, "ele") || view.isWord(cue.tokens.lowerBound, "ela"))
      && People.labels.contains(view.tokens[label].hash) && view.tokens[label].count > 1
      && !view.isWord(label, "eh")
  }

  /// "31 98811-2020 é o meu e …", "… que é o meu e": said of the value before.
  func isSaidOfLast(_ cue: Cue, floor: Int) -> Bool {
    let verb = view.isWord(floor, "que") || view.isWord(floor, "q") ? floor + 1 : floor
    return floor > 0 && cue.tokens.lowerBound > verb && cue.tokens.lowerBound - verb <= 3
      && (verb..<cue.tokens.lowerBound).allSatisfy {
        Self.copulas.contains(view.tokens[$0].hash) || Self.articles.contains(view.tokens[$0].hash)
          || view.isWord($0, "e") || view.isWord($0, "eh")
      } && view.isCopula(verb)
  }

  /// "devolvam no pix, chave 453…": money that the caller is to have back.
  func isRefund(_ cue: Cue) -> Bool {
    let floor = max(0, cue.tokens.lowerBound - 10)
    return (floor..<cue.tokens.lowerBound).contains {
      Self.refunds.contains(view.tokens[$0].hash)
        && !view.breaksSentence(in: $0..<cue.tokens.lowerBound)
    }
  }

  private static let denials: WordSet = ["e", "sou", "conheco"]
  /// What may follow "não funciona" and the like without being what it is said of.
  private static let adverbs: WordSet = [
    "desde", "ha", "faz", "ainda", "nunca", "nada", "direito", "bem", "ligacao", "ligacoes",
    "mensagem", "mensagens", "chamada", "chamadas", "sms", "pelo", "pela", "pro", "para", "pra",
    "com", "sem", "em", "quando", "se", "use", "usem", "usar", "ligue", "liguem", "liga", "ligar",
    "chama", "chamem", "mandem", "anota", "anote", "tem", "cel", "novo", "ne", "viu", "tb",
    "tambem", "obrigado", "obrigada", "mesmo", "dele", "dela", "entao", "outro", "somente", "aqui",
    "nesse", "neste", "nessa", "nele",
  ]
  private static let lines: WordSet = [
    "chip", "linha", "aparelho", "mesmo", "final", "digito", "ultimo",
  ]
  private static let outsiders: WordSet = [
    "vizinho", "vizinha", "vizinhos", "patrao", "patroa", "chefe", "colega",
  ]
  private static let remarks: WordSet = [
    "que", "q", "esse", "este", "essa", "esta", "isso", "a", "os", "as", "chip", "linha",
    "aparelho", "mas", "so", "ja", "agora", "hoje", "ta", "foi", "fica", "por", "favor", "pq",
    "porque", "pois", "eu", "meu", "minha", "infelizmente", "la", "ai", "nele", "do", "da", "de",
    "na", "trabalho", "casa", "servico", "pessoal", "ele", "aquele", "nao", "n", "quebrado", "ate",
    "sempre", "depois", "ontem", "ela", "cadastro", "sistema", "consta", "sim", "acho", "parece",
    "pode", "podem", "ser", "antes",
  ]
  private static let formers: WordSet = ["antigo", "antes", "do", "da", "o", "de", "dele", "dela"]
  private static let attributes: WordSet = [
    "que", "q", "dela", "dele", "ou", "e", "do", "da", "mais", "onde", "aqui", "ali", "la", "ao",
    "perto", "central", "dos", "das", "atende", "tem", "usa", "meu", "minha", "no", "na",
  ]
  private static let only: WordSet = ["so", "somente", "apenas", "para", "pra", "p", "e", "eh"]
  private static let determined: WordSet = [
    "minha", "meu", "nossa", "nosso", "sua", "seu", "a", "o", "uma", "um", "meus", "minhas", "os",
    "as",
  ]
  private static let occupations: WordSet = ["profissao", "cargo", "funcao", "ocupacao"]
  private static let children: WordSet = ["filho", "filha", "neto", "neta"]
  private static let births: WordSet = [
    "nasc", "nascimento", "nascida", "nascido", "dn", "nasci", "nascto", "filiacao",
  ]
  private static let pointing: WordSet = ["esse", "este", "o", "essa", "esta", "a"]
  private static let parents: WordSet = ["mae", "pai"]
  private static let nouns: WordSet = ["correcao", "espera", "retificado", "corrigido", "entra"]
  private static let governors: WordSet = [
    "de", "da", "a", "uma", "em", "para", "pra", "por", "solicita", "solicito", "pede", "peco",
    "quero", "quer", "na", "preciso", "precisa", "sem", "foi", "ser", "e", "que", "nao",
  ]
  private static let greetings: WordSet = [
    "tudo", "bom", "boa", "desculpa", "obrigado", "obrigada", "certo", "beleza", "blz", "oi",
  ]
  private static let mistakes: WordSet = ["errei", "confundi", "enganei"]
  private static let durations: WordSet = ["ha", "faz", "desde", "por"]
  private static let apologies: WordSet = ["desculpa", "desculpe", "desculpas", "perdao"]
  private static let troubles: WordSet = [
    "demora", "incomodo", "incomodar", "transtorno", "atraso", "horario", "hora", "audio",
    "perturbar", "perturbacao", "insistencia", "insistir", "confusao",
  ]
  private static let refunds: WordSet = [
    "devolver", "devolva", "devolvam", "devolvido", "devolucao", "estorno", "estornar", "estornem",
    "reembolso", "reembolsar", "reembolsem", "ressarcimento", "ressarcir", "restituicao",
    "restituir", "depositar", "depositem", "creditar", "creditem", "receber", "ressarcam",
  ]
}
