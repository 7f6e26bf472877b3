/// Words around a value that seem to take it back, and speak of something else.
extension Ownership {
  /// "31 98811-2020 (esse já não funciona)", and not "31 98811-2020, cartão bloqueado": whether what is said to be out
  /// of use after a value is the value.
  func speaksOfIt(_ cue: Cue, _ gap: Range<Int>, ceiling: Int) -> Bool {
    // A CPF that is blocked, or gets no benefit, is still whose it is.
    if isDocument, cue.kind == .lapsed, isState(cue, ceiling: ceiling) { return false }
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
      let isMatter =
        (cue.kind == .lapsed || cue.kind == .obsolete) && hasMatter(cue, ceiling: ceiling)
      return isPlain && !isMatter
    }
    let next = cue.tokens.upperBound
    return next >= view.tokens.count || view.tokens[next].kind == .sign
      || Self.formers.contains(view.tokens[next].hash)
      || Self.possessives.contains(view.tokens[next].hash)
  }

  /// "… não funciona a internet", "… não recebe boleto": what is said to be out of use is the matter of the note, as
  /// long as no other value is given instead.
  private func hasMatter(_ cue: Cue, ceiling: Int) -> Bool {
    let end = cue.tokens.upperBound
    var next = end
    while view.isWord(next, "mais") { next += 1 }
    guard next < view.tokens.count, view.tokens[next].kind == .word,
      view.tokens[next].line == view.tokens[end - 1].line, !isReplaced(after: end, ceiling: ceiling)
    else { return false }
    let first = view.tokens[cue.tokens.lowerBound]
    let isDenial =
      first.hash == "nao" && Self.denials.contains(view.tokens[cue.tokens.lowerBound + 1].hash)
    if isDenial {
      guard Self.standings.contains(view.tokens[next].hash) else { return false }
    } else if Self.determined.contains(view.tokens[next].hash), !isContracted(next) {
      next += 1
      guard next < view.tokens.count, view.tokens[next].kind == .word, !isPerson(next),
        !Self.occasions.contains(view.tokens[next].hash),
        !(isAddress && Self.accounts.contains(view.tokens[next].hash))
      else { return false }
    } else if !Self.matters.contains(view.tokens[next].hash) {
      return false
    }
    // "bloqueado o acesso desse número".
    var last = next
    while last < view.tokens.count, last < next + 8,
      view.tokens[last].kind == .word || view.isSign(last, UInt8(ascii: "-")),
      view.tokens[last].line == view.tokens[next].line
    {
      if Self.lines.contains(view.tokens[last].hash) { return false }
      last += 1
    }
    return true
  }

  /// "não funciona a internet, usar 31…": another value takes the place of this one.
  private func isReplaced(after end: Int, ceiling: Int) -> Bool {
    guard ceiling < view.tokens.count, end <= ceiling else { return false }
    let gap = end..<ceiling
    return !view.breaksSentence(in: gap)
      || gap.suffix(5).contains { Self.instead.contains(view.tokens[$0].hash) }
  }

  private var isAddress: Bool {
    (max(0, end - 10)..<end).contains { view.isSign($0, UInt8(ascii: "@")) }
  }

  /// "à noite": "à", and no article.
  private func isContracted(_ index: Int) -> Bool {
    view.text(ofTokens: index..<index + 1).unicodeScalars.contains { $0.value > 0x7f }
  }

  private func isPerson(_ index: Int) -> Bool {
    Lexicon.shared.givenNames.contains(view.tokens[index].hash)
      || cues.starting(in: index..<index + 1).contains {
        $0.kind == .kin || $0.kind == .pronoun || $0.kind == .caller
      }
  }

  /// "bloqueado", "não existe na base": what a document can be, and stay the caller's.
  private func isState(_ cue: Cue, ceiling: Int) -> Bool {
    let first = cue.tokens.lowerBound
    if Self.states.contains(view.tokens[first].hash) { return true }
    guard view.isWord(first, "nao") else { return false }
    if view.isWord(first + 1, "recebe") { return true }
    var next = cue.tokens.upperBound
    while view.isWord(next, "mais") { next += 1 }
    return view.isWord(first + 1, "existe") && next < view.tokens.count
      && Self.inPlaces.contains(view.tokens[next].hash)
      && !isReplaced(after: cue.tokens.upperBound, ceiling: ceiling)
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
  func takesBack(_ cue: Cue, before start: Int) -> Bool {
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
    if Self.mistakes.contains(word) { return !isAboutElse(next, before: start) }
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

  /// "errei a senha, tel 31…", and not "errei o final, 31…", "errei a data, o certo é 31…".
  private func isAboutElse(_ next: Int, before start: Int) -> Bool {
    guard next + 1 < start, Self.determined.contains(view.tokens[next].hash),
      !view.isSign(start - 1, UInt8(ascii: ",")), !view.isSign(start - 1, UInt8(ascii: ":")),
      !Self.rights.contains(view.tokens[start - 1].hash)
    else { return false }
    let noun = next + 1
    if view.isWord(noun, "email") || view.isWord(noun, "e") && view.isWord(noun + 2, "mail") {
      return view.tokens[start].kind == .number
    }
    return Self.confused.contains(view.tokens[noun].hash)
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

  /// "Ana Prado reclama do médico, CPF 453…": whoever is named speaks, or complains, and of the other the clause
  /// says nothing that a CPF would be needed for.
  func isOfSpeaker(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    guard cue.kind == .trade || isOutsider(cue, gap),
      !gap.contains(where: { Self.theirs.contains(view.tokens[$0].hash) })
    else { return false }
    let last = cue.tokens.lowerBound
    var first = last
    while first > 0, last - first < 14, !view.isSentenceEnd(first - 1),
      view.tokens[first - 1].line == view.tokens[last].line
    {
      first -= 1
    }
    let clause = first..<last
    guard let verb = clause.last(where: { Self.complaints.contains(view.tokens[$0].hash) }),
      let name = (first..<verb).last(where: people.isCaller), verb - name <= 3
    else { return false }
    return !clause.contains { Self.dealings.contains(view.tokens[$0].hash) }
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
    // A form that asks for the parents does not ask how old they are: "Pai: Ivo Prado, 84 anos, CPF 707…".
    let tellsAge = people.name != nil && gap.contains { view.isWord($0, "anos") }
    return isField && !tellsAge
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
    guard tie > 1, Self.ties.contains(view.tokens[tie].hash),
      !view.isSign(cue.tokens.upperBound, UInt8(ascii: ":")), !isBeforeOwn()
    else { return false }
    let before =
      view.isSign(tie - 1, UInt8(ascii: ",")) || view.isSign(tie - 1, UInt8(ascii: "("))
      ? tie - 2 : tie - 1
    return people.isCaller(before)
  }

  /// "…, da escola 31…, celular 31…": the next value is said to be the caller's own.
  private func isBeforeOwn() -> Bool {
    (1..<Int.max).contains(next)
      && (end..<end + next).contains { Self.ownWords.contains(view.tokens[$0].hash) }
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

  /// What a document can be, and stay the caller's.
  private static let states: WordSet = [
    "bloqueado", "cancelado", "clonado", "clonaram", "inativo", "desativado", "foi", "hackeado",
    "invadido", "caiu", "desatualizado", "desligado", "deu",
  ]
  private static let inPlaces: WordSet = ["na", "no", "em", "nas", "nos"]
  private static let denials: WordSet = ["e", "sou", "conheco"]
  /// What the caller is no longer.
  private static let standings: WordSet = [
    "titular", "beneficiario", "beneficiaria", "dependente",
  ]
  /// What people call about, said without an article.
  private static let matters: WordSet = [
    "beneficio", "bolsa", "auxilio", "salario", "pensao", "visita", "boleto", "fatura", "vale",
    "cartao", "conta", "internet", "luz", "agua", "cadastro", "consulta", "aposentadoria",
    "remedio",
  ]
  /// What "não funciona" says of a line or an address.
  private static let lines: WordSet = [
    "chip", "chips", "linha", "aparelho", "final", "digito", "ultimo", "mesmo", "sinal", "placa",
    "tela", "bateria", "antena", "rede", "caixa", "numero", "numeros", "telefone", "tel", "fone",
    "celular", "cel", "fixo", "whatsapp", "whats", "zap", "wpp", "email", "mail", "contato",
    "ligacao", "ligacoes", "chamada", "chamadas", "mensagem", "mensagens", "sms", "audio", "anexo",
    "anexos", "codigo", "plano", "assinatura", "pacote", "operadora", "ddd", "vivo", "claro", "tim",
    "oi", "nele", "nela", "nesse", "neste",
    "nessa", "desse", "deste", "dessa",
  ]
  /// "o dia todo", "a pedido": when, and how.
  private static let occasions: WordSet = [
    "dia", "dias", "noite", "noites", "tarde", "tardes", "manha", "semana", "semanas", "mes",
    "meses", "ano", "anos", "tempo", "tempos", "vez", "vezes", "hora", "horas", "momento", "fim",
    "partir", "pedido", "toa", "domingo", "domingos", "sabado", "sabados", "segunda", "segundas",
    "feriado", "feriados", "madrugada", "principio", "menos", "nao", "que", "pouco", "pessoa",
    "gente",
    "dono", "dona",
  ]
  private static let accounts: WordSet = [
    "conta", "acesso", "perfil", "senha", "dominio", "provedor",
  ]
  private static let instead: WordSet = [
    "usar", "use", "usem", "uso", "uses", "novo", "nova", "atual", "correto", "certo", "ligar",
    "ligue", "liguem", "liga", "mandar", "mande", "mandem", "manda", "trocou", "troquei", "agora",
    "tentar", "falar", "chamar", "retornar", "cadastrar", "informou", "outro", "outra",
  ]
  private static let outsiders: WordSet = [
    "vizinho", "vizinha", "vizinhos", "patrao", "patroa", "chefe", "colega",
  ]
  static let theirs: WordSet = ["dele", "dela", "deles", "delas"]
  private static let complaints: WordSet = [
    "reclama", "reclamar", "falar", "fala", "queixa", "pede",
  ]
  /// With whose CPF the caller comes: "em nome da vizinha", "pix para o vendedor".
  private static let dealings: WordSet = [
    "nome", "procurador", "procuradora", "procuracao", "curador", "curadora", "curatela",
    "cadastro", "conta", "via", "dados", "pela", "pelo", "por", "pix", "paguei", "pagou",
    "contrato", "comprei", "comprou", "contra", "denuncia", "denunciar", "denunciou", "denuncio",
    "para", "pra", "p", "cpf",
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
  private static let ownWords: WordSet = ["cel", "celular", "meu", "minha", "pessoal"]
  private static let greetings: WordSet = [
    "tudo", "bom", "boa", "desculpa", "obrigado", "obrigada", "certo", "beleza", "blz", "oi",
  ]
  private static let mistakes: WordSet = ["errei", "confundi", "enganei"]
  /// What is mistaken for another, and is no value.
  private static let confused: WordSet = [
    "senha", "endereco", "data", "cep", "horario", "hora", "nome", "sobrenome", "rua", "bairro",
    "cidade", "login", "dia",
  ]
  private static let rights: WordSet = ["e", "eh", "certo", "correto", "certa", "correta"]
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
