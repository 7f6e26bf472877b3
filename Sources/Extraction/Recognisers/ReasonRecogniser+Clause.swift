/// The reason where no word announces it and no word of the catalogue stands: the clause that tells what is wrong or wanted.
extension ReasonRecogniser {
  /// The clause that tells most; nil where none tells anything.
  var clause: Range<Int>? {
    guard !isAdvertisement else { return nil }
    var best: (tokens: Range<Int>, score: Int)?
    for tokens in clauses {
      let score = score(of: tokens)
      if score >= 2, score > best?.score ?? 0 { best = (tokens, score) }
    }
    return best?.tokens
  }

  /// A word of the catalogue that is a clause by itself, or begins one: "Reclamação.", "estorno", "Elogio p/ registro".
  var standing: Range<Int>? {
    let starts = Set(clauses.map(\.lowerBound))
    return matches.map(\.tokens).first { starts.contains($0.lowerBound) && isNoun($0) }
  }

  /// Between signs, line ends, numbers, names and addresses.
  private var clauses: [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = 0
    func close(_ end: Int) {
      let tokens = trimmed(start..<end)
      if !tokens.isEmpty { clauses.append(tokens) }
    }
    for index in view.tokens.indices {
      let isBreak =
        apart.contains(index) || view.tokens[index].kind == .sign && !isJoint(index)
        || Self.contact.contains(view.tokens[index].hash)
        || index > start && view.tokens[index].line != view.tokens[index - 1].line
      if isBreak {
        close(index)
        let isPassed =
          apart.contains(index) || view.tokens[index].kind == .sign
          || Self.contact.contains(view.tokens[index].hash)
        start = isPassed ? index + 1 : index
      } else if index - start >= 18 {
        close(index)
        start = index
      }
    }
    close(view.tokens.count)
    return clauses
  }

  /// A hyphen or stroke inside a word, "p/", "c/", a dot of an abbreviation.
  private func isJoint(_ index: Int) -> Bool {
    if view.isSign(index, UInt8(ascii: ".")) || view.isSign(index, UInt8(ascii: ";")) {
      return view.isSign(index, UInt8(ascii: ".")) && !view.isSentenceEnd(index)
    }
    guard "-/'º".utf8.contains(view.byte(of: view.tokens[index])) else { return false }
    return !view.tokens[index].followsSpace
  }

  private func trimmed(_ tokens: Range<Int>) -> Range<Int> {
    var start = tokens.lowerBound
    var end = tokens.upperBound
    while start < end,
      Self.leads.contains(view.tokens[start].hash) || view.tokens[start].kind == .sign
    { start += 1 }
    while end > start,
      Self.trailers.contains(view.tokens[end - 1].hash) || view.tokens[end - 1].kind == .sign
    { end -= 1 }
    return start..<end
  }

  private func score(of tokens: Range<Int>) -> Int {
    guard !tokens.allSatisfy({ Self.calm.contains(view.tokens[$0].hash) }) else { return 0 }
    var score = 0
    var content = 0
    var hasTrouble = false
    for index in tokens where view.tokens[index].kind == .word {
      let hash = view.tokens[index].hash
      if Self.contact.contains(hash) || Self.callbacks.contains(hash) { return 0 }
      if Self.trouble.contains(hash) { hasTrouble = true }
      if view.tokens[index].count >= 4, !Self.light.contains(hash) { content += 1 }
    }
    if Self.introductions.contains(view.tokens[tokens.lowerBound].hash) { return 0 }
    if hasTrouble { score += 3 }
    score += min(content, 3)
    if isPerson(tokens) { return 0 }
    if content < 2, !hasTrouble {
      return content == 1 && tokens.count == 1 && isNoun(tokens) ? 2 : 0
    }
    return content == 0 ? 0 : score
  }

  /// "parceria", "Religação": one noun that stands alone.
  private func isNoun(_ tokens: Range<Int>) -> Bool {
    let word = Array(view.folded(view.tokens[tokens.lowerBound]))
    if Self.nouns.contains(view.tokens[tokens.lowerBound].hash) { return true }
    return Self.nounEndings.contains {
      word.count > $0.count + 2 && word.suffix($0.count) == $0[...]
    }
  }

  /// Capitals that begin with a first name: somebody else named there.
  private func isPerson(_ tokens: Range<Int>) -> Bool {
    Lexicon.shared.givenNames.contains(view.tokens[tokens.lowerBound].hash)
      && tokens.allSatisfy {
        view.tokens[$0].kind != .word || view.tokens[$0].isCapitalised
          || NameWords.particles.contains(view.tokens[$0].hash)
      }
  }

  /// Someone sells something to the centre: there is no wish of a caller in it.
  private var isAdvertisement: Bool {
    var strong: Set<WordHash> = []
    var weak: Set<WordHash> = []
    for token in view.tokens where token.kind == .word {
      if Self.sales.contains(token.hash) { strong.insert(token.hash) }
      if Self.baits.contains(token.hash) { weak.insert(token.hash) }
    }
    return strong.count * 2 + weak.count >= 4
  }

  private static let nounEndings: [[UInt8]] = [
    "cao", "coes", "mento", "aria", "eria", "encia", "agem", "sao", "ura", "ismo",
  ].map { Array($0.utf8) }

  private static let nouns: WordSet = [
    "estorno", "elogio", "denuncia", "reembolso", "cadastro", "consulta", "exame", "matricula",
    "boleto", "segunda", "parceria", "parabens", "divorcio", "pensao", "emprego", "curso",
  ]
  private static let sales: WordSet = [
    "bet", "giros", "gratis", "cupom", "ganhe", "ganhou", "clique", "imperdivel", "bitcoin",
    "cassino", "liberada", "liberado", "aproveite", "buscas", "seguidores", "marketing",
    "sorteado", "sair", "consignado", "lucre", "fature", "promocao",
  ]
  private static let baits: WordSet = [
    "premio", "oferta", "desconto", "lucro", "renda", "inscreva", "proposta", "apenas", "sim",
    "link", "aprovado", "resgate", "emprestimo", "spc", "serasa", "credito", "chame", "hora",
    "site", "negocio", "responda", "digite", "receba", "cadastre",
  ]
  private static let trouble: WordSet = [
    "nao", "n", "sem", "errado", "errada", "errados", "erradas", "atrasado", "atrasada", "atraso",
    "quebrou", "quebrado", "quebrada", "parou", "caiu", "sumiu", "cortaram", "cortou", "cortada",
    "bloqueado", "bloqueada", "bloquearam", "falta", "faltando", "faltou", "perdi", "perdeu",
    "roubaram", "roubado", "vazamento", "vazando", "pifou", "estragou", "travou", "travado", "erro",
    "negado", "negaram", "recusou", "recusaram", "cobraram", "cobrando", "cobrado", "demora",
    "demorando", "nunca", "problema", "medo", "faca", "bate", "bateu", "batendo", "ameaca",
    "ameacando", "ameacou", "fogo", "fumaca", "sangue", "desacordado", "desacordada", "preso",
    "presa", "trancada", "trancado", "machucado", "machucada", "doente", "morreu", "faleceu",
    "golpe", "pix", "clonaram", "invadiram", "fora", "vazio", "cheio", "mofo", "buraco", "barulho",
    "esgoto", "alagou", "alagado", "despejo", "desempregado", "desempregada", "fome", "dor",
    "despedindo", "sumida", "desaparecido", "desapareceu", "barrada", "barrado", "humilhada",
    "humilhado", "suspensa", "suspenso", "cancelaram", "cancelado", "cancelada", "esqueci",
    "abandonou",
  ]
  private static let contact: WordSet = [
    "telefone", "tel", "fone", "cel", "celular", "zap", "whats", "whatsapp", "wpp", "email", "cpf",
    "ramal", "cep", "rg", "endereco", "bairro", "nome", "chamo", "ddd", "numero", "recado",
    "prefiro", "liga", "ligar", "ligue", "anota", "nasci", "nascimento", "contato", "moro",
    "protocolo", "atenciosamente", "att", "obrigado", "obrigada", "grata", "grato", "sds",
  ]
  private static let introductions: WordSet = [
    "sou", "aqui", "rua", "avenida", "av", "cidade", "cliente", "bom", "boa", "oi", "ola", "data",
    "de", "para", "to", "from", "date", "enviado", "enviada", "cc", "prezados", "prezado",
    "prezada", "solicitante", "paciente", "titular", "falo", "resid", "empresa", "associacao",
    "instituto", "escola", "prefeitura", "padaria", "loja", "construtora", "hola",
    "carinho", "retornar", "sim", "ok", "represento", "representando",
  ]
  private static let leads: WordSet = [
    "e", "mas", "que", "q", "entao", "so", "porque", "pq", "pois", "ai", "ja", "oi", "ola", "moca",
    "moco", "gente", "alo", "bom", "boa", "dia", "tarde", "noite", "kkk", "viu", "ta", "por",
    "favor", "ah", "ih", "olha", "senao", "socorro", "urg", "urgente", "hoje", "ontem", "amanha",
  ]
  /// "não é urgente", "pode ser sem pressa": how soon, and not what.
  private static let calm: WordSet = [
    "urgente", "urgencia", "pressa", "nao", "n", "nada", "sem", "nenhuma", "e", "eh", "ser", "com",
    "tenho", "tem", "ha", "pode", "so", "isso", "muito", "mt", "pedido", "assunto", "caso", "que",
    "quero", "queria", "dizer", "avisar", "estou", "to",
  ]
  static let light: WordSet = [
    "para", "esta", "este", "essa", "esse", "isso", "aqui", "hoje", "ontem", "amanha", "muito",
    "muita", "mais", "menos", "quando", "onde", "como", "depois", "antes", "ainda", "tudo", "nada",
    "mesmo", "mesma", "dele", "dela", "eles", "elas", "voces", "voce", "casa", "anos", "dias",
    "hora", "horas", "manha", "tarde", "noite", "semana", "feira", "certo", "favor", "minha",
    "segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo", "tenho", "temos",
    "estou", "pode", "podem", "brincadeira", "agora", "gente", "moca", "confirmo", "acho", "resto",
    "comeco", "final", "desculpa", "desculpe", "antigo", "serio", "falando", "sendo", "central",
    "carinho", "passar", "usar", "sempre", "ouvi", "coisa", "ninguem", "alguem", "casados",
    "analista", "corretor", "contador", "recepcionista",
  ]
}
