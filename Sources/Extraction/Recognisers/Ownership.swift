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
  /// "antigo": the one to call only when there is no other.
  var isOld = false
  /// "esse é da patroa": said of the value right before.
  var isDisowned = false
  /// "o meu é": so that the values before it are not the caller's.
  var isContrast = false
  /// Said to be perhaps wrong.
  var isDoubted = false
  /// Whether messages for the caller may be left there.
  var takesMessages = false
  /// A number that the caller dialled, or was called from.
  var isCalled = false
  /// Seems to be somebody else's: given up when another value is there.
  var isSuspect = false
  /// An address with the caller's own name in it.
  var isNamesake = false
  /// "do serviço": the caller's, and perhaps read by others.
  var isAtWork = false
  /// "recado: 18 3222-9048": given up when another number is there.
  var isForMessages = false
  /// The caller's by "titular", "cliente" alone, which others may be as well.
  private(set) var isByRole = false

  let view: NoteView
  let cues: Cues
  let people: People
  /// Whether the value is a CPF.
  let isDocument: Bool
  /// What the caller is to others: "mãe" where "a mãe, Luzia" calls.
  private let roles: Set<WordHash>
  /// How many tokens stand before the next value.
  private(set) var next = Int.max
  /// The token after the value.
  let end: Int
  /// Follows a relative of whom the sentence speaks: "pensão para a filha, CPF 453…".
  private(set) var isMatter = false
  /// A relative's, or that of whoever opens the note: the one to call when the desk notes no other.
  private(set) var isProxy = false

  /// Reads the words from `floor`, the end of the value before this one, to `ceiling`, the start of the next.
  init(
    of tokens: Range<Int>, floor: Int, ceiling: Int, view: NoteView, cues: Cues, people: People,
    roles: Set<WordHash>, isDocument: Bool
  ) {
    self.isDocument = isDocument
    self.roles = roles
    self.view = view
    self.cues = cues
    self.people = people
    end = tokens.upperBound
    next = ceiling < view.tokens.count ? ceiling - tokens.upperBound : Int.max
    readBefore(tokens.lowerBound, floor: floor)
    readAfter(tokens.upperBound, ceiling: ceiling)
  }
}

// MARK: - Before the value

extension Ownership {
  private mutating func readBefore(_ start: Int, floor: Int) {
    let window = max(floor, start - 16, 0)..<start
    var isSettled = false
    var isListed = false
    switch people.named(before: start, floor: window.lowerBound, isDocument: isDocument) {
    case .caller:
      owner = .caller
      isSettled = true
    case .other:
      owner = .other
      isSettled = true
    case .neighbour: isSuspect = true
    case .listed: isListed = true
    case nil: break
    }
    if floor > 0, floor <= start, isMoved(floor..<start) || isStarred(start) {
      isCorrection = true
    }
    let slip = slip(before: start, floor: floor)
    if slip == .retyped { isCorrection = true }
    if slip == .earlier { isObsolete = true }
    if isMentioned(start, floor: window.lowerBound) { isSuspect = true }
    if start > floor, view.isWord(start - 1, "melhor") { preference = 2 }
    if !isDocument, isReceived(start, floor: window.lowerBound) { isCalled = true }
    for cue in cues.starting(in: window).reversed() where cue.tokens.upperBound <= start {
      let gap = cue.tokens.upperBound..<start
      if cue.kind == .correction, slip != .earlier {
        isCorrection = isCorrection || gap.count <= 10 && takesBack(cue, before: start)
        continue
      }
      if view.breaksSentence(in: gap) || view.startsNewField(in: gap, before: start) { continue }
      // "453.331.478-33 (meu), 932…": a remark on the value before.
      if floor > 0, view.isSign(floor, UInt8(ascii: "(")), view.isBracketClosed(in: gap) {
        continue
      }
      switch cue.kind {
      case .preference: if !isOfDay(cue.tokens.upperBound) { preference = max(preference, 2) }
      case .message:
        // "meu ex usa o da minha prima 71…".
        if view.isWord(cue.tokens.lowerBound, "usa"), !isOwnUse(cue) { continue }
        takesMessages = true
        if gap.count <= 3, view.isRecado(cue.tokens), isTransparent(gap) { isForMessages = true }
      case .callMe: preference = max(preference, 1)
      case .doNotCall: if leads(gap), !view.isBracketClosed(in: gap) { isObsolete = true }
      case .obsolete, .instead:
        if leads(gap), !view.isBracketClosed(in: gap), slip != .retyped { isObsolete = true }
      case .denied: if gap.count <= 3, leads(gap), next <= 5 { isObsolete = true }
      case .lapsed:
        let isDenied = view.isWord(cue.tokens.lowerBound + 1, "e") && (2...4).contains(gap.count)
        if gap.count == 1 && view.isSign(start - 1, UInt8(ascii: "(")) || isDenied && leads(gap) {
          isObsolete = true
        }
      case .old: if gap.count <= 5 { isOld = true }
      case .registered: if leads(gap) { isOld = true }
      case .contrast: if gap.count <= 2 { isContrast = true }
      case .payment:
        if gap.count <= 3, !gap.contains(where: { view.isSign($0, UInt8(ascii: ",")) }),
          !view.isBracketClosed(in: gap), !isRefund(cue)
        {
          isCalled = true
        }
      case .calledThere:
        // "Ligou do 11…" in an attendant's note is where the caller called from.
        let isOwnCall =
          !people.isFirstPerson
          && (view.isWord(cue.tokens.lowerBound, "ligou")
            || view.isWord(cue.tokens.lowerBound, "ligando"))
        if gap.count <= 5, !isOwnCall, !isPurpose(gap), !isDocument { isCalled = true }
      case .caller:
        guard !isSettled, !precedesPerson(cue), !isSaidOfLast(cue, floor: floor),
          !isRoleOfOther(cue), !isBidder(cue)
        else { continue }
        if isRoleWord(cue), namesAnother(cue, before: start) {
          if isDocument { owner = .other } else { isSuspect = true }
          isSettled = true
          continue
        }
        if isRepresented(cue) {
          if isTransparent(gap) {
            owner = .other
            isSettled = true
          }
          continue
        }
        owner = .caller
        isByRole = isRoleWord(cue)
        isSettled = true
      case .kin, .trade, .institution, .pronoun:
        // "mãe do aluno Caio, Tânia Reis, CPF 756…", where Tânia calls.
        if isListed, isBeforeCaller(gap), !isAdverse(cue) { continue }
        if cue.kind != .institution, view.namesSpeaker(cue.tokens),
          !gap.contains(where: { Self.theirs.contains(view.tokens[$0].hash) })
        {
          continue
        }
        guard !isSettled else { continue }
        if isOther(cue, before: start) {
          let isApart = isApart(cue, gap)
          if isApart, !isDocument || isOfSpeaker(cue, gap) {
            isSuspect = true
            continue
          }
          owner = .other
          isMatter = isApart
          isProxy = isProxy(cue, before: start)
          isSettled = true
        } else if isBeside(cue, before: start) || isSubject(cue, before: start)
          || isSpokenOf(cue, before: start) || isBracketHead(cue, before: start)
        {
          isSuspect = true
        }
      case .workplace: if gap.count <= 4 { isAtWork = true }
      default: continue
      }
    }
    if isListed, owner == .unsaid || isByRole { (owner, isByRole) = (.caller, false) }
  }

  /// "tô sem chip, usa o da minha…", "Ana usa o da minha…": whether nobody else is said to use it.
  private func isOwnUse(_ cue: Cue) -> Bool {
    let last = cue.tokens.lowerBound - 1
    guard last >= 0 else { return true }
    if people.isCaller(last) { return true }
    guard view.isSign(last, UInt8(ascii: ",")) else { return false }
    var first = last
    while first > 0, last - first < 10, !view.isSign(first - 1, UInt8(ascii: ",")),
      !view.isSentenceEnd(first - 1), view.tokens[first - 1].line == view.tokens[last].line
    {
      first -= 1
    }
    let clause = first..<last
    return clause.contains { view.isWord($0, "sem") || view.isWord($0, "tenho") }
      && !clause.contains {
        view.isWord($0, "que") || view.isWord($0, "quem")
          || Lexicon.shared.givenNames.contains(view.tokens[$0].hash) && !people.isCaller($0)
      }
      && !cues.starting(in: clause).contains {
        $0.kind == .kin || $0.kind == .trade || $0.kind == .pronoun
      }
  }

  /// "meu cliente", "nossa paciente": whom a lawyer or a nurse speaks for.
  private func isRepresented(_ cue: Cue) -> Bool {
    let noun = view.tokens[cue.tokens.upperBound - 1].hash
    return Self.represented.contains(noun) && cue.tokens.count == 1 && cue.tokens.lowerBound > 0
      && Self.possessives.contains(view.tokens[cue.tokens.lowerBound - 1].hash)
  }

  /// "um interessado ligou do 31…": somebody who answered an advertisement.
  func isBidder(_ cue: Cue) -> Bool {
    let (first, next) = (cue.tokens.lowerBound, cue.tokens.upperBound)
    return (view.isWord(first, "interessado") || view.isWord(first, "interessada"))
      && next < view.tokens.count && Self.bids.contains(view.tokens[next].hash)
  }

  /// "titular", "cliente": what others may be as well.
  func isRoleWord(_ cue: Cue) -> Bool {
    cue.tokens.count == 1 && Self.roleWords.contains(view.tokens[cue.tokens.lowerBound].hash)
  }

  /// "CPF do marido (titular)": a role of whoever is named right before.
  private func isRoleOfOther(_ cue: Cue) -> Bool {
    guard isRoleWord(cue) else { return false }
    let first = cue.tokens.lowerBound
    return cues.starting(in: max(0, first - 2)..<first).contains {
      $0.kind == .kin && !people.describes($0.tokens)
        && ($0.tokens.upperBound..<first).allSatisfy {
          view.isSign($0, UInt8(ascii: "(")) || view.isSign($0, UInt8(ascii: ","))
            || view.isSign($0, UInt8(ascii: "/")) || view.isSign($0, UInt8(ascii: "-"))
        }
    }
  }

  /// "o rapaz da manutenção deixou o cartão com 43…", "Empresa de elevador = Liftec, (27)…": the sentence begins
  /// with somebody else, and nothing says that the number is a telephone of the caller's.
  private func isSubject(_ cue: Cue, before start: Int) -> Bool {
    let gap = cue.tokens.upperBound..<start
    guard cue.kind != .pronoun, (1...12).contains(gap.count), !people.describes(cue.tokens),
      !isCallersOwn(cue), !isRole(cue), cue.kind != .trade || isCertain(cue.tokens)
    else { return false }
    var first = cue.tokens.lowerBound
    while first > 0, Self.determiners.contains(view.tokens[first - 1].hash) { first -= 1 }
    let isMeant = first < cue.tokens.lowerBound && people.isFirstPerson
    if isMeant, hasVerb(gap), !asksForCaller(gap) { return true }
    guard !cues.starting(in: gap).contains(where: { Self.isLabel($0.kind) }) else { return false }
    return first == 0 || view.isSentenceEnd(first - 1)
      || view.tokens[first - 1].line != view.tokens[first].line
      || view.isSign(first - 1, UInt8(ascii: ":"))
  }

  private static func isLabel(_ kind: Cue.Kind) -> Bool {
    kind == .phone || kind == .weakPhone || kind == .cpf || kind == .callMe || kind == .caller
  }

  /// "tel da filha Maria 31…", "Enfermeira Sônia, UBS Centro, (31)…".
  private func isProxy(_ cue: Cue, before start: Int) -> Bool {
    if cue.kind == .trade { return cue.tokens.lowerBound == 0 }
    let isNamed = (cue.tokens.upperBound..<start).allSatisfy {
      view.tokens[$0].kind == .sign || view.tokens[$0].isCapitalised
        || People.labels.contains(view.tokens[$0].hash)
    }
    return isNamed && Self.family.contains(view.tokens[cue.tokens.lowerBound].hash)
  }

  /// Whether a word for somebody else makes the value at `start` theirs.
  private func isOther(_ cue: Cue, before start: Int) -> Bool {
    let gap = cue.tokens.upperBound..<start
    if cue.kind == .pronoun, isOfAnother(cue) { return leadsDocument(gap) }
    if cue.kind == .pronoun, !people.isFirstPerson || isResumptive(cue) { return false }
    if speaksFor(cue, gap) { return true }
    if people.describes(cue.tokens) || isCallersOwn(cue) || isParentage(cue, gap)
      || isOfRelation(cue)
    {
      return false
    }
    if isInBracket(of: cue, before: start), !isRole(cue) { return true }
    // "o número dela mudou pra 21…".
    if cue.kind == .pronoun, cue.tokens.lowerBound > 0, gap.count <= 6,
      People.labels.contains(view.tokens[cue.tokens.lowerBound - 1].hash)
    {
      return true
    }
    let isTied = isTied(cue.tokens.lowerBound)
    // "com 3 filhos, CPF 453…": no one of them.
    if cue.kind == .kin, !isTied, Self.plurals.contains(view.tokens[cue.tokens.lowerBound].hash) {
      return false
    }
    switch cue.kind {
    case .institution where isAffiliation(cue): return false
    case .institution:
      if view.isWord(cue.tokens.lowerBound, "fax") { return isFax(cue, gap) }
      if isBracketed(cue, gap) || isLabelled(cue, before: start) { return true }
      return isTied && (isTransparent(gap) || gap.count <= 3)
    case .kin where isRole(cue), .trade where isRole(cue): return false
    case .trade where !isCertain(cue.tokens): return false
    default: break
    }
    return isTied && gap.count <= 8 || isTransparent(gap) || isRelative(gap)
  }

  /// "fax (49) 3323-7009", "por fax p/ (92)…"; not "tel/fax".
  private func isFax(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    func isTelephone(_ index: Int) -> Bool {
      (0..<view.tokens.count).contains(index) && view.tokens[index].kind == .word
        && People.labels.contains(view.tokens[index].hash)
    }
    let first = cue.tokens.lowerBound
    return gap.count <= 4 && !cues.contains(.phone, in: gap)
      && !(isTelephone(first - 1)
        || first > 1 && view.isSign(first - 1, UInt8(ascii: "/"))
          && isTelephone(first - 2))
  }

  /// "Telefone escola: 82…", "escola: (24)…": a form's own word for whose number it is; a company may be the caller's.
  private func isLabelled(_ cue: Cue, before start: Int) -> Bool {
    let first = cue.tokens.lowerBound
    guard view.isSign(cue.tokens.upperBound, UInt8(ascii: ":")), start - cue.tokens.upperBound <= 2,
      !Self.employers.contains(view.tokens[first].hash)
    else { return false }
    return first == 0 || view.tokens[first - 1].kind == .sign
      || view.tokens[first - 1].line != view.tokens[first].line
      || People.labels.contains(view.tokens[first - 1].hash)
  }

  /// "o rapaz que me vendeu é 31…": a clause about somebody, and then the value.
  private func isRelative(_ gap: Range<Int>) -> Bool {
    guard let last = gap.last, (3...7).contains(gap.count), view.isWord(gap.lowerBound, "que")
    else { return false }
    return view.isCopula(last) || view.isSign(last, UInt8(ascii: ":"))
  }

  /// "não uso mais o número 51…": nothing but labels between the words and the value.
  func leads(_ gap: Range<Int>) -> Bool {
    gap.count <= 7
      && gap.allSatisfy { index in
        let token = view.tokens[index]
        if token.kind == .sign { return !view.isSign(index, UInt8(ascii: ",")) }
        return People.labels.contains(token.hash) || Self.leading.contains(token.hash)
      }
  }

  /// "sou a mãe do Pedro", "aqui é a diretora": the caller says what they are.
  func isCallersOwn(_ cue: Cue) -> Bool {
    var index = cue.tokens.lowerBound - 1
    while index >= 0, Self.articles.contains(view.tokens[index].hash) { index -= 1 }
    if view.isWord(index, "e") || view.isWord(index, "eh") { index -= 1 }
    return index >= 0 && index >= cue.tokens.lowerBound - 4
      && Self.copulas.contains(view.tokens[index].hash)
  }

  /// "tel da mãe", where the mother is the caller; not "da minha mãe".
  func isRole(_ cue: Cue) -> Bool {
    let next = cue.tokens.upperBound
    // "a advogada Sônia", where another advogada calls.
    if cue.kind == .trade, next < view.tokens.count, view.tokens[next].isCapitalised,
      !people.isCaller(next)
    {
      return false
    }
    return roles.contains(view.tokens[cue.tokens.lowerBound].hash)
      && !(cue.tokens.lowerBound > 0
        && Self.possessives.contains(view.tokens[cue.tokens.lowerBound - 1].hash))
  }

  /// "a administradora (adm@…": a certain one, and its own values in a bracket.
  private func isBracketed(_ cue: Cue, _ gap: Range<Int>) -> Bool {
    guard let last = gap.last, cue.tokens.lowerBound > 0,
      Self.definite.contains(view.tokens[cue.tokens.lowerBound - 1].hash),
      gap.contains(where: { view.isSign($0, UInt8(ascii: "(")) }), !view.isBracketClosed(in: gap)
    else { return false }
    return last - cue.tokens.upperBound <= 8 && isTransparent(gap)
  }

  /// "telefone da minha mãe", "CPF do titular": the value's name is tied to the person.
  private func isTied(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, Self.determiners.contains(view.tokens[index].hash) { index -= 1 }
    guard index > 0, Self.ties.contains(view.tokens[index].hash) else { return false }
    let noun = view.tokens[index - 1]
    return noun.kind == .sign || noun.kind == .number || People.labels.contains(noun.hash)
      || Self.linked.contains(noun.hash)
  }

  /// "o técnico", "meu advogado", "técnico João": one certain person of a trade.
  private func isCertain(_ cue: Range<Int>) -> Bool {
    var next = cue.upperBound
    if view.isSign(next, UInt8(ascii: ".")) { next += 1 }
    if next < view.tokens.count, view.tokens[next].kind == .word, view.tokens[next].isCapitalised {
      return true
    }
    let before = cue.lowerBound - 1
    guard before >= 0, view.tokens[before].kind == .word else { return true }
    return Self.definite.contains(view.tokens[before].hash)
  }

  /// Whether nothing but names, labels and links stands between somebody and a value.
  func isTransparent(_ gap: Range<Int>) -> Bool {
    gap.allSatisfy { index in
      let token = view.tokens[index]
      if token.kind != .word { return true }
      if view.isWord(index, "ramal"), index + 1 < gap.upperBound,
        view.tokens[index + 1].kind == .number
      {
        return true
      }
      return token.isCapitalised || People.labels.contains(token.hash)
        || Self.links.contains(token.hash) || NameWords.particles.contains(token.hash)
        || NameWords.titles.contains(token.hash)
        || Lexicon.shared.givenNames.contains(token.hash)
        || Lexicon.shared.surnames.contains(token.hash)
        || Self.kinWords.contains(token.hash)
    }
  }

  /// Whether "meu" or "sou" only leads to somebody else: "meu pai".
  func precedesPerson(_ cue: Cue) -> Bool {
    let next = cue.tokens.upperBound
    return cues.starting(in: next..<min(next + 2, view.tokens.count)).contains {
      switch $0.kind {
      case .kin, .trade, .institution, .pronoun: true
      default: false
      }
    }
  }

  private static let leading: WordSet = [
    "a", "do", "da", "na", "de", "com", "meu", "minha", "esse", "este", "essa", "aquele", "chip",
    "linha", "mais", "nem", "que", "tem", "termina", "final", "ao", "era", "velho", "antigo",
    "trabalho", "servico", "hein", "viu", "trab", "serv", "firma", "loja", "comercial", "outro",
    "cadastrado", "cadastrada", "empresa",
  ]
  private static let plurals: WordSet = [
    "filhos", "filhas", "irmaos", "primos", "vizinhos", "sogros", "meninas",
  ]
  private static let employers: WordSet = [
    "operadora", "empresa", "firma", "loja", "fabrica", "oficina", "mercado", "restaurante",
    "consultorio",
    "central", "posto", "portaria", "agencia", "condominio", "igreja", "associacao", "sindicato",
  ]
  private static let roleWords: WordSet = [
    "responsavel", "resp", "cliente", "titular", "segurado", "segurada", "usuario", "usuaria",
    "assistido", "assistida",
    "cli", "pcte", "paciente", "beneficiario", "beneficiaria",
  ]
  private static let represented: WordSet = [
    "cliente", "clientes", "paciente", "pcte", "assistido", "assistida", "usuario", "usuaria",
    "beneficiario", "beneficiaria", "segurado", "segurada",
  ]
  private static let bids: WordSet = [
    "ligou", "liga", "ligando", "falou", "fala", "quer", "queria", "procurou", "perguntou",
    "mandou", "chamou", "veio", "ofereceu", "disse", "que",
  ]
  static let articles: WordSet = ["a", "o", "uma", "um", "as", "os"]
  private static let family: WordSet = [
    "mae", "pai", "filho", "filha", "marido", "esposa", "esposo", "irma", "irmao", "avo", "tia",
    "tio", "neto", "neta", "sobrinho", "sobrinha", "nora", "genro", "acompanhante", "companheiro",
    "companheira", "madrasta", "padrasto",
  ]
  static let possessives: WordSet = ["minha", "meu", "nossa", "nosso", "sua", "seu"]
  static let copulas: WordSet = ["sou", "somos", "aqui", "fala", "falando"]
  private static let determiners: WordSet = [
    "minha", "meu", "nossa", "nosso", "sua", "seu", "a", "o", "uma", "um",
  ]
  static let ties: WordSet = ["da", "do", "de", "das", "dos"]
  private static let linked: WordSet = [
    "servico", "trabalho", "casa", "ramal", "pix", "chave", "so", "e", "eh",
  ]
  private static let definite: WordSet = [
    "o", "a", "do", "da", "ao", "pelo", "pela", "meu", "minha", "no", "na", "seu", "sua", "nosso",
    "nossa", "pro", "pra",
  ]
  private static let links: WordSet = [
    "anos", "atende", "tem", "usa", "pelo", "chama", "chamado", "chamada", "dele", "dela", "que",
    "esse", "este", "com", "novo", "pessoal", "comercial", "so", "mesmo", "direto", "dois", "uso",
    "ligou",
    "meu", "minha", "ligar", "ligue", "liga", "fica", "la", "na", "no", "pelo", "central",
    "crm", "oab", "crp", "cress", "coren", "crea", "crc", "registro",
  ]
  private static let kinWords: WordSet = [
    "mae", "pai", "irma", "irmao", "filho", "filha", "marido", "esposa",
  ]
}
