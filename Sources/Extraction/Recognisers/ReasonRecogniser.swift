internal import ContactsCore

/// Reads why the person came: by the phrase that states the wish, and by the catalogue's words.
struct ReasonRecogniser {
  private enum Wish: Sendable {
    /// "motivo:": what follows is the reason.
    case label
    /// "quero", "gostaria de", "preciso de".
    case wish
    /// "sobre", "por causa de".
    case topic
  }

  struct Phrase {
    let tokens: Range<Int>
    let strength: Int
  }

  let view: NoteView
  private let reasons: [Reason]
  private(set) var matches: [(reason: Int, tokens: Range<Int>)] = []
  private(set) var suggestion: Suggestion<SuggestedReason>?
  /// What names, numbers, addresses and places take up.
  let apart: Claims

  /// Reads the note; a reason ends at an address, a number or the caller's name.
  init(
    _ view: NoteView, reasons: [Reason], claims: Claims, numbers: [Range<Int>], name: Range<Int>?,
    places: Range<Int>?
  ) {
    self.view = view
    self.reasons = reasons
    var stops = claims.ranges + numbers
    if let name { stops.append(name) }
    let fences = Set(stops.map(\.lowerBound))
    if let places { stops.append(places) }
    apart = Claims(stops)
    collectMatches(claims: claims)
    let phrases = collectPhrases(fences: fences).filter { !claims.contains($0.tokens.lowerBound) }
    suggestion = decide(phrases, fences: fences) ?? clause.map { make($0, code: nil) }
  }

  private func decide(_ phrases: [Phrase], fences: Set<Int>) -> Suggestion<SuggestedReason>? {
    var best: (phrase: Phrase, reason: Int?, score: Int)?
    for phrase in phrases {
      let reason = strongest(matches(in: phrase.tokens))
      let score = phrase.strength * 10 + (reason == nil ? 0 : 15)
      if best.map({ score > $0.score }) ?? true { best = (phrase, reason, score) }
    }
    if best.map({ $0.reason == nil && $0.phrase.strength < 2 }) ?? true {
      if let alone = standing {
        return make(extended(alone, fences: fences), code: code(of: alone))
      }
      if matches.isEmpty, let clause { return make(clause, code: nil) }
    }
    if let best, best.reason != nil || best.phrase.strength >= 1 {
      return make(
        best.phrase.tokens, code: (best.reason ?? strongest(matches[...])).map { reasons[$0].code })
    }
    guard let reason = strongest(matches[...]),
      let match = matches.filter({ $0.reason == reason }).max(by: {
        ($0.tokens.count, -$0.tokens.lowerBound) < ($1.tokens.count, -$1.tokens.lowerBound)
      })
    else { return nil }
    return make(extended(match.tokens, fences: fences), code: reasons[reason].code)
  }

  private func code(of tokens: Range<Int>) -> String? {
    strongest(matches(in: tokens)).map { reasons[$0].code }
  }

  private func make(_ tokens: Range<Int>, code: String?) -> Suggestion<SuggestedReason> {
    Suggestion(
      value: SuggestedReason(text: view.line(ofTokens: tokens), code: code), origin: .rule,
      span: view.span(ofTokens: tokens), isGrounded: true)
  }

  /// Those that touch a phrase; matches are in order and apart from one another.
  private func matches(in tokens: Range<Int>) -> ArraySlice<(reason: Int, tokens: Range<Int>)> {
    var low = 0
    var high = matches.count
    while low < high {
      let middle = (low + high) / 2
      if matches[middle].tokens.upperBound <= tokens.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var end = low
    while end < matches.count, matches[end].tokens.lowerBound < tokens.upperBound { end += 1 }
    return matches[low..<end]
  }

  /// The reason with most words found; the earliest among equals.
  private func strongest(_ matches: ArraySlice<(reason: Int, tokens: Range<Int>)>) -> Int? {
    guard !matches.isEmpty else { return nil }
    var weights = [Int](repeating: 0, count: reasons.count)
    for match in matches { weights[match.reason] += match.tokens.count * 2 + 1 }
    var best: Int?
    for match in matches {
      guard let known = best else {
        best = match.reason
        continue
      }
      if weights[match.reason] > weights[known] { best = match.reason }
    }
    return best
  }
}

// MARK: - The catalogue's words

extension ReasonRecogniser {
  private mutating func collectMatches(claims: Claims) {
    let table = Self.table(of: reasons)
    var index = 0
    while index < view.tokens.count, matches.count < 500 {
      guard !claims.contains(index), let match = table.longest(in: view, at: index) else {
        index += 1
        continue
      }
      for reason in Set(match.meanings).sorted() { matches.append((reason, index..<match.end)) }
      index = match.end
    }
  }

  /// The table of a catalogue, kept from note to note: the form asks again at every pause of the keyboard.
  private static func table(of reasons: [Reason]) -> PhraseTable<Int> {
    if let known = latest.withLock({ $0.reasons == reasons ? $0.table : nil }) { return known }
    var table = PhraseTable<Int>()
    for (position, reason) in reasons.enumerated() {
      for cue in reason.cues { table.insert(cue, position) }
      table.insert(reason.name, position)
    }
    latest.withLock { $0 = (reasons, table) }
    return table
  }

  private static let latest = Guarded<(reasons: [Reason], table: PhraseTable<Int>)>(
    ([], PhraseTable()))

  /// A word of the catalogue with what belongs to it: "segunda via" of "segunda via do boleto".
  private func extended(_ tokens: Range<Int>, fences: Set<Int>) -> Range<Int> {
    var end = tokens.upperBound
    var taken = 0
    while taken < 2, end + 1 < view.tokens.count, Self.links.contains(view.tokens[end].hash),
      view.tokens[end].line == view.tokens[tokens.lowerBound].line,
      view.tokens[end + 1].kind == .word,
      !fences.contains(end + 1), !Self.enders.contains(view.tokens[end + 1].hash)
    {
      end += 2
      taken += 1
      if Self.links.contains(view.tokens[end - 1].hash), end < view.tokens.count,
        view.tokens[end].kind == .word
      {
        end += 1
      }
    }
    return tokens.lowerBound..<end
  }

  private static let links: WordSet = [
    "de", "do", "da", "dos", "das", "no", "na", "com", "em", "contra", "sobre",
  ]
}

// MARK: - The phrase that states the wish

extension ReasonRecogniser {
  private func collectPhrases(fences: Set<Int>) -> [Phrase] {
    var phrases: [Phrase] = []
    var index = 0
    while index < view.tokens.count, phrases.count < 200 {
      guard let match = Self.table.longest(in: view, at: index), let wish = match.meanings.first
      else {
        index += 1
        continue
      }
      if !isRefused(index), let tokens = phrase(after: match.end, wish, fences: fences) {
        let strength =
          switch wish {
          // A subject line says less than a wish whose words the catalogue knows.
          case .label: view.isWord(index, "assunto") || view.isWord(index, "subject") ? 3 : 6
          case .wish where isCalled(index, tokens): 0
          case .wish: isCallback(tokens) ? 0 : isScheduling(tokens) ? 1 : 2
          case .topic: 1
          }
        if strength > 0, !isEmpty(tokens) {
          phrases.append(Phrase(tokens: tokens, strength: strength))
        }
      }
      index = match.end
    }
    return phrases
  }

  private func phrase(after end: Int, _ wish: Wish, fences: Set<Int>) -> Range<Int>? {
    var start = end
    if wish == .label {
      var sawColon = false
      while start < view.tokens.count, start < end + 10,
        view.tokens[start].kind == .sign && start < end + 3
          && !view.isSign(start, UInt8(ascii: ","))
          || view.isWord(start, "e")
          || view.isWord(start, "eh") || Self.replies.contains(view.tokens[start].hash)
          || start > end && Self.replies.contains(view.tokens[start - 1].hash)
            && view.tokens[start].kind == .sign
      {
        sawColon = true
        start += 1
      }
      guard sawColon else { return nil }
    } else if wish == .topic || wish == .wish {
      if start + 1 < view.tokens.count, view.isWord(start, "e") || view.isWord(start, "eh"),
        view.isWord(start + 1, "que")
      {
        start += 2
      }
      while start < view.tokens.count, start < end + 6,
        Self.openers.contains(view.tokens[start].hash)
      { start += 1 }
    }
    // "Quem pede é a Neide": who, and not what.
    guard start < view.tokens.count, view.tokens[start].kind != .sign,
      !(wish != .label && (view.isWord(start, "e") || view.isWord(start, "eh"))),
      view.tokens[start].line - view.tokens[max(0, end - 1)].line <= 1
    else { return nil }
    var last = start
    let limit = min(start + (wish == .label ? 24 : 14), view.tokens.count)
    while last < limit {
      if fences.contains(last) { break }
      let token = view.tokens[last]
      if token.line != view.tokens[start].line { break }
      if token.kind == .sign {
        let byte = view.byte(of: token)
        if view.isSentenceEnd(last) || ",:(|[\"*".utf8.contains(byte) { break }
        if byte == UInt8(ascii: "-"), token.followsSpace { break }
        if byte == FoldedScalar.symbol { break }
      }
      if Self.possessives.contains(token.hash), last + 1 < view.tokens.count,
        Self.contactNouns.contains(view.tokens[last + 1].hash), last > start + 1
      {
        break
      }
      if last > start + 1, Self.enders.contains(token.hash) { break }
      last += 1
    }
    while last > start,
      view.tokens[last - 1].kind == .sign || Self.trailers.contains(view.tokens[last - 1].hash)
    { last -= 1 }
    return last > start ? start..<last : nil
  }

  /// "liguei pra secretaria": whom, and not what for.
  private func isCalled(_ cue: Int, _ tokens: Range<Int>) -> Bool {
    guard Self.dials.contains(view.tokens[cue].hash),
      let first = view.bytes[..<view.tokens[tokens.lowerBound].end].last
    else { return false }
    return first != UInt8(ascii: "r")
  }

  /// "marcar dia 31/11": when, and not what.
  private func isScheduling(_ tokens: Range<Int>) -> Bool {
    tokens.allSatisfy {
      view.tokens[$0].kind != .word || view.tokens[$0].count < 4
        || Self.schedules.contains(view.tokens[$0].hash)
        || Self.hollow.contains(view.tokens[$0].hash)
    }
  }

  private static let dials: WordSet = ["ligou", "liguei", "ligando"]
  private static let schedules: WordSet = [
    "marcar", "agendar", "remarcar", "reagendar", "confirmar",
  ]

  /// Nothing but words of hurry or greeting: "Assunto: URGENTE".
  private func isEmpty(_ tokens: Range<Int>) -> Bool {
    let isHollow = tokens.allSatisfy {
      view.tokens[$0].kind != .word || view.tokens[$0].count < 4
        || Self.hollow.contains(view.tokens[$0].hash) || Self.light.contains(view.tokens[$0].hash)
        || Self.trailers.contains(view.tokens[$0].hash)
    }
    return isHollow && matches(in: tokens).allSatisfy { isHollowMatch($0.tokens) }
  }

  private func isHollowMatch(_ tokens: Range<Int>) -> Bool {
    tokens.allSatisfy { Self.hollow.contains(view.tokens[$0].hash) }
  }

  /// "não mandem mais nada": no wish for what follows.
  private func isRefused(_ start: Int) -> Bool {
    start > 0 && (view.isWord(start - 1, "nao") || view.isWord(start - 1, "n"))
      && Self.refusable.contains(view.tokens[start].hash)
  }

  private static let refusable: WordSet = [
    "mande", "mandem", "manda", "envie", "enviem", "da", "precisa", "pode", "podem", "tem",
  ]

  private static let replies: WordSet = ["re", "res", "enc", "fwd", "fw"]
  private static let hollow: WordSet = [
    "urgente", "urgencia", "urgentissimo", "importante", "ajuda", "contato", "informacao", "oi",
    "ola", "bom", "boa", "dia", "tarde", "noite", "atendimento", "muito", "mensagem", "isso",
    "aqui", "falar", "logo", "hoje", "amanha", "rapido", "protocolo", "pedido", "cpf", "seu",
    "depois", "segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo", "retorno",
    "resposta", "telefone", "email", "numero", "dados", "nome", "dizer",
  ]

  /// "Quero que me liguem": how to answer, and no reason.
  private func isCallback(_ tokens: Range<Int>) -> Bool {
    tokens.prefix(4).contains { Self.callbacks.contains(view.tokens[$0].hash) }
  }

  private static let possessives: WordSet = ["meu", "minha"]
  private static let contactNouns: WordSet = [
    "telefone", "tel", "fone", "cel", "celular", "whats", "whatsapp", "zap", "email", "e", "cpf",
    "nome", "numero",
    "contato",
  ]
  static let callbacks: WordSet = [
    "retorno", "liguem", "ligue", "ligassem", "retornem", "retorne", "retornar", "ligacao", "liga",
    "ligar", "confirmar",
  ]
  static let openers: WordSet = [
    "de", "do", "da", "dos", "das", "que", "o", "a", "um", "uma", "os", "as", "muito", "urgente",
    "fazer", "com", "por",
    "favor", "saber", "voces", "vcs", "voce", "vc", "me", "ajudem", "ajude", "pra", "para", "so",
    "mais", "alguem",
  ]
  static let enders: WordSet = [
    "pois", "porque", "pq", "mas", "porem", "telefone", "tel", "fone", "cel",
    "celular", "whatsapp", "zap", "email", "cpf", "moro", "sou", "obrigado", "obrigada", "obg",
    "grato", "grata", "ligar", "retornar", "retorno", "contato", "urgente", "ate",
    "amanha", "hoje", "ontem", "urgencia", "desde", "quando", "segue", "caso",
  ]
  static let trailers: WordSet = [
    "e", "de", "do", "da", "o", "a", "com", "para", "pra", "p", "em", "no", "na", "por", "que",
    "me", "favor", "eu", "ja", "os", "as", "dia", "um", "uma", "ou", "se", "as", "pelo", "pela",
    "sobre",
    "nao",
  ]

  private static let table = PhraseTable<Wish>([
    (
      .label,
      [
        "motivo", "motivo do contato", "motivo da ligacao", "motivo do atendimento", "assunto",
        "solicitacao", "demanda", "pedido", "queixa", "razao do contato", "finalidade",
        "motivo do chamado", "o motivo", "objetivo", "necessidade", "tema", "motivo contato", "mot",
        "subject", "ref", "queixa principal", "qp", "relato",
      ]
    ),
    (
      .wish,
      [
        "quero", "queria", "gostaria de", "gostaria", "preciso de", "preciso", "precisava",
        "precisava de", "precisando de", "precisando", "necessito de", "necessito", "necessita de",
        "solicito", "solicita", "solicitou", "solicitando", "pede", "pediu", "peco", "pedindo",
        "busca", "buscando", "procura", "procurando", "deseja", "desejo", "venho", "quer",
        "pretende", "pretendo", "precisa de", "precisa", "para solicitar", "para pedir",
        "para fazer", "ligou para", "ligou pra", "ligou p /", "liguei para", "liguei pra",
        "ligando para", "ligando pra", "ligando p /", "to ligando pra", "to ligando para",
        "entrando em contato para", "entrou em contato para", "entro em contato para",
        "contato para", "escrevo para", "vim", "reclama", "reclamou", "reclamando", "relata",
        "relatou", "denuncia", "sugere", "sugeriu", "agradece", "elogia", "elogiou", "querendo",
        "em contato porque", "em contato pois", "ligando porque", "ligando pq", "ligou porque",
        "ligou pq", "liguei porque", "liguei pq",
        "interesse em", "tenho interesse em", "teria como", "tem como", "como faco para",
        "como faco pra", "poderia", "poderiam", "podem", "pode me ajudar com", "me ajuda com",
        "me ajudem com", "me ajudem a", "me ajude a", "ajudar a", "vcs podem", "escrevendo para",
        "necessitando de", "qria", "qro",
        "quero fazer", "queria fazer", "gostaria de fazer", "preciso fazer",
        "gostaria de saber sobre", "queria saber sobre", "quero saber sobre", "gostaria de saber",
        "queria saber", "quero saber", "refere", "solicita apoio para", "manifesta interesse em",
        "requer", "requereu", "queremos", "gostariamos de", "precisamos de", "precisamos",
        "gostaria que", "mande", "mandem", "manda", "me manda", "me mande", "me mandem", "enviem",
        "me enviem", "me envie", "envie", "busco", "buscamos", "qr", "sol", "sol .", "solic",
        "resolver", "pra resolver", "para resolver", "so queria", "so quero", "quero so",
        "so preciso", "preciso so", "pergunta se", "pergunta sobre", "pra saber", "para saber",
        "e pra", "e para", "ajuda com", "ajuda pra", "ajuda para", "tentando",
        "marca", "marquem", "pode vir", "podem vir", "da pra", "da para",
        "tem jeito de", "teria vaga", "tem vaga", "pedido de", "solicitacao de",
        "intencao de", "com interesse em", "confirma", "confirmem", "aguardo", "cade",
        "quando sai", "quando abre", "qual o", "qual a", "quais os", "quais as", "como faz",
        "como faz pra", "como faz para", "como eu faco", "onde consigo", "onde eu consigo",
        "informar que", "informa que", "comunicar", "avisar",
        "vcs fazem",
        "voces fazem", "pede para", "pede pra", "quer saber", "quer saber se", "peco que",
        "solicito que", "peco ajuda com", "estou precisando de", "to precisando de", "querem",
        "tou precisando de", "estou querendo", "to querendo", "tava querendo", "necessitamos de",
        "reclama que", "relata que", "diz que", "alega que", "alega", "afirma que", "conta que",
      ]
    ),
    (
      .topic,
      [
        "sobre", "a respeito de", "a respeito do", "a respeito da", "referente a", "referente ao",
        "por causa de", "por causa do", "por causa da", "por conta de", "por conta do",
        "por conta da", "em relacao a", "em relacao ao", "relacionado a", "para tratar de",
        "devido a", "devido ao", "problema com", "problemas com", "problema no", "problema na",
        "duvida sobre", "com relacao a", "ref", "ref .", "queixa de", "duvida de", "duvida no",
        "duvida na", "acerca de", "relativo a", "quanto a", "quanto ao", "em virtude de",
        "por motivo de",
      ]
    ),
  ])
}
