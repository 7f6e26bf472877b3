internal import ContactsCore

/// Reads how soon somebody must act, by cues and their negations.
struct UrgencyRecogniser {
  private enum Cue: Sendable {
    /// Risk to life or safety, or a fraud under way.
    case critical
    case high
    /// No hurry, said so.
    case low
    /// Information, praise, suggestion: low unless something else weighs.
    case mild
    /// A complaint or a need: no longer mere information.
    case weighty
  }

  let suggestion: Suggestion<Urgency>

  /// Reads the note but for the caller's name: "Maria do Socorro" asks for no help by it.
  init(_ view: NoteView, name: Range<Int>?, foreign: Claims) {
    var found: [Urgency: Range<Int>] = [:]
    var mild: Range<Int>?
    var isWeighty = false
    var index = 0
    while index < view.tokens.count {
      guard !(name?.contains(index) ?? false), !foreign.contains(index),
        let match = Self.table.longest(in: view, at: index),
        let cue = match.meanings.first
      else {
        index += 1
        continue
      }
      let tokens = index..<match.end
      if cue == .critical,
        Self.isTopic(before: index, in: view) || Self.isOver(tokens, in: view)
      {
        index = match.end
        continue
      }
      let negation = Self.negation(before: index, in: view)
      switch cue {
      case .critical: if negation == nil, found[.critical] == nil { found[.critical] = tokens }
      case .high:
        if let negation {
          if found[.low] == nil { found[.low] = negation..<match.end }
        } else if found[.high] == nil {
          found[.high] = tokens
        }
      case .low: if found[.low] == nil { found[.low] = tokens }
      case .mild: if negation == nil { mild = mild ?? tokens }
      case .weighty: if negation == nil { isWeighty = true }
      }
      index = match.end
    }
    let choice: (Urgency, Range<Int>)? =
      found[.critical].map { (.critical, $0) } ?? found[.low].map { (.low, $0) }
      ?? found[.high].map { (.high, $0) } ?? (isWeighty ? nil : mild.map { (.low, $0) })
    suggestion = Suggestion(
      value: choice?.0 ?? .medium, origin: .rule, span: choice.map { view.span(ofTokens: $0.1) },
      isGrounded: true)
  }

  /// The word that denies what begins at `start`: "não é urgente", "sem nenhuma pressa".
  private static func negation(before start: Int, in view: NoteView) -> Int? {
    var index = start - 1
    while index >= 0, index >= start - 4, view.tokens[index].kind == .word {
      if negations.contains(view.tokens[index].hash) {
        // "não aguento mais" before "quero morrer" denies nothing.
        let between = index + 1..<start
        return between.allSatisfy { neutral.contains(view.tokens[$0].hash) } ? index : nil
      }
      index -= 1
    }
    return nil
  }

  /// "palestra de prevenção ao suicídio": what is spoken of, not what happens.
  private static func isTopic(before start: Int, in view: NoteView) -> Bool {
    view.tokens[max(0, start - 4)..<start].contains { topics.contains($0.hash) }
  }

  /// "ano passado clonaram meu chip", "já foi resolvido": a danger that is over.
  private static func isOver(_ tokens: Range<Int>, in view: NoteView) -> Bool {
    var index = tokens.upperBound
    while index < min(tokens.upperBound + 12, view.tokens.count), !view.isSentenceEnd(index) {
      if over.contains(view.tokens[index].hash),
        view.isWord(index - 1, "ja")
          || view.isWord(index - 2, "ja")
      {
        return true
      }
      index += 1
    }
    return (max(1, tokens.lowerBound - 5)..<max(1, tokens.lowerBound)).contains {
      (view.isWord($0, "passado") || view.isWord($0, "atras"))
        && (view.isWord($0 - 1, "ano") || view.isWord($0 - 1, "mes")
          || view.isWord($0 - 1, "anos") || view.isWord($0 - 1, "meses"))
    }
  }

  private static let topics: WordSet = [
    "prevencao", "combate", "palestra", "campanha", "livro", "pesquisa", "estudo", "material",
    "semana", "roda",
  ]
  private static let over: WordSet = [
    "resolvido", "resolvida", "resolvi", "resolveu", "resolveram", "passou", "superei",
    "devolveram",
    "recuperei", "estornaram",
  ]

  private static let negations: WordSet = [
    "nao", "sem", "nunca", "nem", "nada", "n", "jamais",
  ]
  private static let neutral: WordSet = [
    "e", "eh", "ha", "tem", "tenho", "muita", "muito", "nenhuma", "nenhum", "um", "uma", "caso",
    "tao", "de", "estou", "esta",
    "precisa", "ser", "penso", "pensa", "em", "corre", "corro", "seria", "assim", "nada", "trata",
    "se", "considera", "me", "quero", "vou", "foi", "ta", "to", "pra", "para", "mais", "risco",
    "pensou", "pensando", "era", "sofreu", "sofri", "houve", "teve", "acho", "que", "vejo",
  ]

  private static let table = PhraseTable<Cue>([
    (
      .critical,
      [
        "suicid*", "me matar", "se matar", "tirar minha vida", "tirar a minha vida",
        "tirar a propria vida", "acabar com a minha vida",
        "acabar com a propria vida", "acabar com minha vida", "nao quero mais viver",
        "nao quer mais viver", "nao quero viver", "quero morrer", "quer morrer",
        "vontade de morrer",
        "pensando em morrer", "prefiro morrer", "penso em morrer", "pensa em morrer",
        "ameaca de morte", "ameacas de morte", "ameacada de morte", "ameacado de morte",
        "ameacou me matar",
        "ameacando me matar", "vai me matar", "ameaca me matar", "disse que vai me matar",
        "ameacou de morte", "ameaca matar", "ameacou matar", "me ameacando", "ameacando ela",
        "me ameacou com", "esta me batendo", "ta me batendo", "esta batendo", "ta batendo na",
        "me agrediu", "agrediu ela", "sendo agredid*",
        "fui agredid*", "foi agredid*", "me espancou", "espancad*", "me bateu", "bateu em mim",
        "batendo em mim", "apanhando", "apanhei", "com uma faca", "com faca", "armado",
        "com uma arma", "com arma", "esta armado", "trancada em casa", "trancada no quarto",
        "me trancou", "trancad*",
        "carcere privado", "sangrando", "sangramento", "desmaiou", "desmaiad*", "inconsciente",
        "nao respira", "nao esta respirando", "sem respirar", "falta de ar", "overdose",
        "tomou remedios", "tomei remedios", "tomou varios remedios", "tomei varios comprimidos",
        "tomou comprimidos", "tomou veneno", "incendio", "pegando fogo",
        "vazamento de gas", "cheiro de gas", "risco de vida", "risco de morte", "corre risco",
        "corro risco", "correndo risco", "corremos risco", "em perigo", "perigo de vida",
        "sequestr*", "estupr*", "abuso sexual", "abusou", "abusad*", "me cortando", "se cortando",
        "me cortei", "automutil*", "se mutil*", "pular da ponte", "pular do predio", "me jogar",
        "se jogar",
        "clonaram", "passei minha senha", "passei a senha", "passei meus dados", "ja fizeram",
        "fizeram um pix", "fizeram pix", "clonad*", "invadiram minha conta", "invadiram meu",
        "invadiram a conta",
        "estao usando meu cartao", "estao usando o meu cartao", "usando meu cartao",
        "pix que nao fiz", "pix que eu nao fiz", "compra que nao fiz", "compras que nao fiz",
        "transferencia que nao fiz", "transferencias que nao fiz", "nao reconheco essa compra",
        "caindo num golpe", "caindo em um golpe", "golpe agora",
        "estao fazendo pix", "fazendo pix da minha conta", "tirando dinheiro da minha conta",
        "sacando dinheiro", "hackea*", "fraude em andamento", "emprestimo que nao fiz",
        "emprestimo no meu nome", "abriram conta no meu nome", "usando meu nome",
        "usando meus dados", "golpistas estao", "golpista esta", "infarto", "convulsao", "avc",
        "passando muito mal", "dor no peito", "crianca sozinha", "sozinha em casa desde", "atirou",
        "tiros", "tiroteio", "facada", "perseguindo", "estao me seguindo", "quer me matar",
        "fio caido", "fio eletrico caido", "acabar com tudo", "dar cabo da",
        "nao vejo mais sentido em viver", "sumir do mundo", "tirar a vida", "enforcar",
        "me enforcar", "caiu num golpe", "cai num golpe", "cai em um golpe", "cai em golpe",
        "cai no golpe", "caiu no golpe", "caiu em um golpe", "vazamento de gas", "ameaca com faca",
        "me bate", "me bater", "bate em mim", "desacordad*", "respirando mal", "nao acorda",
        "fumaca saindo", "tem fumaca", "nao voltou da escola", "ninguem viu ela",
        "ninguem viu ele", "sumiu de casa", "minha filha sumiu", "meu filho sumiu",
        "meu pai sumiu", "minha mae sumiu", "desaparecid*", "desapareceu", "se despedindo",
        "carta de despedida", "despedida da vida", "que nao fui eu", "q nao fui eu",
        "vendo sair agora", "tirando dinheiro", "se machucar", "alguma coisa com ela mesma",
        "alguma coisa com ele mesmo", "tentou se matar", "tentei me matar", "engasgad*", "afogando",
        "atropelad*", "vai me bater", "com uma faca na mao", "ta na porta com", "ele vai me achar",
        "ameacou a gente", "ameacou meus filhos", "vou me matar", "vai se matar", "quer se matar",
        "batendo nela", "batendo na mae", "apanha do", "apanha dele", "me estrangul*",
        "me enforcou", "me empurrou", "me jogou", "refem", "nao consigo respirar", "infart*",
        "derrame", "fazendo compras no meu nome", "entraram na minha conta", "levaram minha filha",
        "levaram meu filho", "levou meu filho", "levou minha filha", "nao quero mais estar aqui",
        "dormir e nao acordar", "acabar com o sofrimento", "desisti de viver", "desistir da vida",
        "desisti da vida", "chumbinho", "cartela inteira", "pulsos", "me ferir", "se ferir",
        "quebrando tudo", "arrombando", "arrombaram", "invadindo",
      ]
    ),
    (
      .high,
      [
        "urgente", "urgentissimo", "urgencia", "urgentemente", "com urgencia",
        "o mais rapido possivel", "mais rapido possivel", "o quanto antes", "quanto antes",
        "imediat*", "ainda hoje", "pra hoje", "para hoje", "pra ontem", "para ontem",
        "hoje mesmo", "agora mesmo", "ate hoje as", "ate o fim do dia", "ate o final do dia",
        "vence hoje", "vence amanha", "vencem hoje", "vencem amanha", "ultimo dia", "ultimo prazo",
        "ultima chance", "nao pode esperar", "nao posso esperar", "nao da para esperar",
        "nao da pra esperar", "nao consigo esperar", "prioridade", "prioritario", "emergencia",
        "emergencial",
        "socorro", "asap", "acaba hoje", "acaba amanha", "termina hoje", "termina amanha", "e hoje",
        "rapido por favor", "correndo contra o tempo", "prazo curto", "prazo vence", "prazo acaba",
        "prazo termina", "prazo e hoje", "prazo e amanha", "o prazo e amanha", "despejo",
        "despejad*", "cortam amanha", "vao cortar amanha", "vao cortar hoje", "corte amanha",
        "sem comida", "passando fome", "nao tem o que comer", "sem remedio", "acabou o remedio",
        "sem agua ha", "sem luz ha", "e pra ja", "pra ja", "logo por favor", "ate meio dia de hoje",
        "crise agora", "desesperad*", "em crise", "ate amanha cedo", "impreterivelmente",
        "o mais breve possivel", "mais breve possivel", "rapidamente", "nesse instante",
        "neste momento preciso",
        "audiencia amanha", "audiencia e amanha", "audiencia hoje", "prazo final", "com pressa",
        "tenho pressa", "pressa", "e urgente", "mt urgente", "muito urgente", "caso grave",
        "agilidade", "o qto antes", "qto antes", "urg", "ate hoje no fim", "sem falta hoje",
        "sem falta amanha", "prazo fatal", "so ate hoje", "so ate amanha",
        "preciso hoje", "vao cortar", "vai cortar", "luz hoje", "agua hoje", "pra hj", "para hj",
        "p / hj", "p / hoje", "ate hj", "e hj", "hj ate", "fecha amanha", "fecha hoje",
        "encerra hoje", "encerra amanha", "daqui a uma hora", "daqui a meia hora", "daqui a 1 hora",
        "suspenda o corte", "sem demora", "urgente mesmo", "com mt urgencia", "hj ainda",
        "ainda hj",
        "preciso disso hoje", "nao posso ficar sem", "resolver hoje", "resolvido hoje",
        "resolvam hoje", "resolver agora", "preciso agora", "grave",
      ]
    ),
    (
      .low,
      [
        "sem pressa", "nao tenho pressa", "nao tem pressa", "nao estou com pressa", "nao ha pressa",
        "nao precisa ter pressa", "sem nenhuma pressa", "nao tenho nenhuma pressa", "nada urgente",
        "sem urgencia", "quando puder", "quando puderem", "quando der", "quando possivel",
        "quando for possivel", "quando tiver tempo", "quando tiverem tempo", "pode ser depois",
        "pode demorar", "com calma", "sem compromisso", "a hora que puder", "na hora que puderem",
        "pode esperar", "podem esperar", "nao e pra agora", "nao e para agora", "tranquilo",
        "nao corre pressa", "prioridade baixa", "baixa prioridade", "qdo puder", "qdo der",
        "qdo puderem", "qualquer dia", "qualquer hora", "so por curiosidade", "nao e emergencia",
        "urgencia baixa", "nao precisa ser hoje", "nao precisa ser agora", "sem prazo",
        "nao e nada urgente", "nao e nada grave", "nada grave", "quando voces puderem",
        "quando vcs puderem", "quando vc puder", "quando voce puder",
      ]
    ),
    (
      .mild,
      [
        "elogio", "elogiar", "elogios", "parabens", "parabenizar", "agradecer", "agradecimento",
        "sugestao", "sugestoes", "sugerir", "sugiro", "gostaria de sugerir", "so queria saber",
        "queria saber", "gostaria de saber", "quero saber", "saber se", "saber o horario",
        "saber como", "qual o horario", "qual e o horario", "que horas", "horario de funcionamento",
        "horario de atendimento", "queria sabr", "qria sabr", "qria saber", "como faco pra",
        "como faco para", "uma duvida", "tirar uma duvida", "duvida", "duvidas",
        "informacao", "informacoes", "so uma informacao", "apenas informacao", "curiosidade",
        "excelente atendimento", "otimo atendimento", "muito bem atendid*", "bem atendid*",
        "adorei", "amei o atendimento", "nota dez", "nota 10", "obrigada por tudo",
        "obrigado por tudo", "gratidao", "quero agradecer", "como funciona", "quanto custa",
        "onde fica", "qual o endereco", "qual endereco", "quais documentos",
        "quais sao os documentos", "ideia de melhoria", "voces atendem", "voces fazem",
        "deveriam ter", "poderiam ter", "seria bom se", "seria otimo", "seria legal", "agradece",
        "agradeceu", "elogia", "elogiou", "sugere", "sugeriu", "pergunta se", "perguntou se",
        "quer saber", "duvida sobre", "newsletter", "promocao imperdivel", "clique no link",
        "ganhe dinheiro",
      ]
    ),
    (
      .weighty,
      [
        "reclamacao", "reclamar", "reclama", "violencia", "ameaca*", "cancelar", "cancelamento",
        "nao funciona", "sem internet", "cobranca indevida", "cobraram", "nao recebi", "nao chegou",
        "ninguem resolve", "problema", "chorando", "ansiedade", "depress*", "angustia",
        "desemprega*", "despejo", "divorcio", "pensao", "agress*", "medo", "golpe", "fraude",
        "apoio emocional", "preciso de ajuda", "erro", "atras*", "quebr*", "parou de", "panico",
        "triste", "divida", "denuncia*", "segunda via", "agendar", "marcar", "remarcar",
        "insatisf*", "pessimo", "descaso", "absurdo", "quero falar com", "psicolog*", "advogad*",
        "desabafar", "conversar", "luto",
      ]
    ),
  ])
}
