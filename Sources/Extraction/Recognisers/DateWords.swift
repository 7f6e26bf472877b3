internal import ContactsCore

/// The words that make and surround dates.
enum DateWords {
  static let months: WordMap<Int> = table([
    ("janeiro", 1), ("jan", 1), ("fevereiro", 2), ("fev", 2), ("marco", 3), ("mar", 3),
    ("abril", 4), ("abr", 4), ("maio", 5), ("mai", 5),
    ("junho", 6), ("jun", 6), ("julho", 7), ("jul", 7), ("agosto", 8), ("ago", 8), ("setembro", 9),
    ("set", 9), ("outubro", 10), ("out", 10),
    ("novembro", 11), ("nov", 11), ("dezembro", 12), ("dez", 12),
  ])

  static let weekdays: WordMap<Int> = table([
    ("domingo", 0), ("segunda", 1), ("terca", 2), ("quarta", 3), ("quinta", 4), ("sexta", 5),
    ("sabado", 6), ("seg", 1), ("ter", 2), ("qua", 3), ("qui", 4), ("sex", 5), ("sab", 6),
    ("dom", 0),
  ])
  /// Short forms count only with "-feira", or after a word that announces a day.
  static let shortWeekdays: WordSet = hashes([
    "seg", "ter", "qua", "qui", "sex", "sab", "dom",
  ])

  enum Day: Sendable {
    /// Days from today.
    case offset(Int)
    /// Days from the Monday of this week.
    case week(Int)
    case weekend
    /// Months from this one: its first day.
    case month(Int)
    case monthEnd
    /// A feast by its month and day, the next one.
    case feast(Int, Int)
  }

  static let days = PhraseTable<Day>(
    [
      (.offset(0), ["hoje", "hj", "hje", "oje"]), (.offset(-1), ["ontem", "onten", "ontein"]),
      (
        .offset(-2),
        [
          "anteontem", "antes de ontem", "antes - de - ontem", "antiontem", "antontem",
          "anteont", "ante ontem", "ante - ontem",
        ]
      ),
      (.offset(1), ["amanha", "amnh", "amnha", "amanhan"]),
      (.offset(2), ["depois de amanha", "dps de amanha", "depois da manha"]),
      (
        .week(7),
        [
          "semana que vem", "proxima semana", "na outra semana", "semana q vem", "prox semana",
          "semana seguinte",
        ]
      ),
      (.week(-7), ["semana passada", "ultima semana"]),
      (.week(0), ["esta semana", "essa semana", "nesta semana", "nessa semana"]),
      (.weekend, ["fim de semana", "final de semana", "fds"]),
      (.month(1), ["mes que vem", "proximo mes", "mes q vem", "prox mes"]),
      (.month(-1), ["mes passado", "ultimo mes"]),
      (
        .monthEnd,
        ["fim do mes", "final do mes", "fim desse mes", "fim deste mes", "final deste mes"]
      ),
    ] + feasts)

  private static let feasts: [(Day, [String])] = [
    (.feast(12, 24), ["vespera de natal", "vespera do natal"]),
    (
      .feast(12, 25),
      [
        "ate o natal", "no natal", "antes do natal", "depois do natal", "pro natal",
        "para o natal", "dia de natal",
      ]
    ),
    (
      .feast(12, 31),
      [
        "fim do ano", "final do ano", "fim de ano", "final de ano", "reveillon",
        "vespera de ano novo",
      ]
    ),
    (.feast(1, 1), ["ano novo", "primeiro de janeiro"]),
  ]

  enum Context: Sendable {
    /// A deadline or a wish for the day.
    case request
    /// When something happened.
    case past
    /// A birth: never the date of the contact.
    case birth
    /// "Em …, Fulano escreveu", "Enviado em": a quoted message.
    case header
    /// "não posso", "menos": a day refused.
    case refused
    /// "é feriado", "está lotado": behind a day, that it cannot be.
    case taken
    /// "desde", "contrato de": background.
    case background
    /// "toda", "cada": a day that comes again and again.
    case recurring
    /// Takes back the day before it.
    case correction
  }

  static let contexts = PhraseTable<Context>([
    (
      .request,
      [
        "ate", "retornamos", "retornaremos", "ligamos", "ligaremos", "para", "pra", "p /",
        "seria possivel", "da pra ser", "da para ser", "agendar", "agendamento", "marcar",
        "remarcar", "marquei",
        "marcado", "marcada", "agendado", "agendada", "prazo", "vence", "vencimento", "retornar",
        "retorno", "retornem", "retorne", "ligar", "liguem", "ligue", "me liga", "posso",
        "pode ser", "podem", "pode", "quero", "queria", "gostaria", "preciso", "prefiro",
        "a partir de", "consulta", "audiencia", "visita", "disponivel", "disponibilidade",
        "mudar para", "transferir para", "remarcada", "venham", "vir", "comparecer",
        "atendimento em", "reuniao", "sessao", "entrevista", "pericia", "exame", "limite", "ate o",
        "antes de", "atender", "adiar para", "encaixe", "horario", "mudanca",
      ]
    ),
    (
      .past,
      [
        "aconteceu", "ocorreu", "ocorrido", "ocorrida", "desde", "foi", "fui", "fiz", "teve",
        "houve", "fez", "comprei", "compra", "caiu", "sumiu", "passada", "passado", "registrado",
        "aberto", "aberta", "feito", "feita", "recebi", "liguei", "paguei", "chegou", "sofri",
        "sofreu", "fato", "deu", "saiu", "saí", "vi", "veio", "estava", "era", "cancelei", "pedi",
        "solicitei", "enviei", "mandei", "parou", "comecou", "perdi", "bateu", "faleceu", "morreu",
        "terminou", "acabou", "bloquearam", "clonaram", "cobraram", "disseram", "falei",
        "recebido", "recebida", "instalaram", "cortaram", "vieram", "fizeram", "atenderam",
        "marcaram", "prometeram",
        "perdemos", "venceu", "venceram", "furtada", "furtado", "furtaram", "roubada", "roubado",
        "roubaram", "quebrou", "tinha falado", "tinha ligado", "tinha pedido", "tinha marcado",
        "ultima vez",
        "ultima consulta", "ultimo atendimento", "ultima visita", "boletim de ocorrencia",
      ]
    ),
    (
      .birth,
      [
        "nascimento", "nasc", "dn", "d n", "nascida em", "nascido em", "nasci em", "nasci",
        "nasceu", "nascida", "nascido", "aniversario", "data de nasc", "dt nasc", "d.n.", "nascto",
        "nascida no dia", "dt nascimento", "data de nascimento", "nasc em", "nascimento em",
        "faco anos", "dta nasc", "data nasc",
      ]
    ),
    (
      .header,
      [
        "enviado em", "enviada em", "enviado", "enviada", "sent", "date", "escreveu",
        "mensagem original", "recebido em", "em seg", "em ter", "em qua", "em qui", "em sex",
        "em sab", "em dom", "emitido em", "emissao", "protocolo de", "impresso em", "gerado em",
        "atualizado em", "ultima atualizacao", "expedido em", "expedicao",
      ]
    ),
    (
      .refused,
      [
        "nao posso", "nao consigo", "nao pode ser", "nao da", "menos", "exceto", "nao vou poder",
        "nao estarei", "nao tem como", "nao quero", "em vez de", "ao inves de", "no lugar de",
        "nao vai dar", "nao vou conseguir", "estava marcado para", "estava marcada para",
        "estava agendado para", "estava agendada para", "era para", "seria", "marcada para o dia",
        "nao era", "era dia", "era em", "era no dia",
      ]
    ),
    (
      .taken,
      [
        "e feriado", "eh feriado", "esta lotado", "ta lotado", "lotado", "esta cheio", "ta cheio",
        "nao tem vaga", "nao tem mais vaga",
      ]
    ),
    (.recurring, ["toda", "todo", "cada", "todas as", "todos os"]),
    (
      .background,
      [
        "contrato de", "lei de", "decreto de",
        "validade",
        "cliente desde", "casados desde", "admissao", "admitida em", "admitido em", "casada em",
        "casado em", "desde que",
      ]
    ),
    (
      .correction,
      [
        "desculpa", "desculpe", "digo", "alias", "na verdade", "quer dizer", "corrigindo", "melhor",
        "ops", "perdao", "ou melhor", "de preferencia", "nao , e", "fechado", "combinado",
      ]
    ),
  ])

  /// After "segunda" and the like, these make an order and no day.
  static let ordinalNouns: WordSet = hashes([
    "via", "vias", "vez", "vezes", "opcao", "parcela", "serie", "tentativa", "chance", "linha",
    "turma", "parte", "fatura", "mensagem", "ligacao", "conta", "instancia", "etapa", "fase",
    "dose", "pessoa", "guerra", "idade", "categoria", "consulta", "sessao", "avaliacao", "geracao",
    "dimensao", "infancia", "avenida", "rua", "divisao", "camada", "ordem", "semana", "reclamacao",
    "visita", "cirurgia", "casa", "filha", "esposa", "mulher", "pagina", "unidade", "cobranca",
    "compra", "turno", "vara", "feita", "quadra", "pericia", "porta", "esquina", "gravidez",
    "gestacao", "rodada", "edicao",
  ])

  /// Words that announce a day of the week.
  static let announcers: WordSet = hashes([
    "na", "no", "ate", "proxima", "proximo", "nessa", "nesta", "nesse", "neste", "esta", "essa",
    "esse", "este", "de", "para", "pra", "ultima", "ultimo", "desde", "p", "ou", "e", "da", "do",
    "naquela", "so", "hoje", "seria", "dessa", "desta", "ontem", "amanha", "depois", "antes",
    "passada", "pode", "outra", "ret", "retornar", "retorno", "ligar", "apos", "prox", "ate", "ja",
    "nao", "melhor", "marcar", "marca", "agendar", "remarcar", "quinzena",
    "ser", "liguem", "ligue", "ligarem", "ligassem", "retornem", "retornarem", "venham", "vir",
  ])

  /// Words that follow a day of the week and no ordinal.
  static let followers: WordSet = hashes([
    "e", "ou", "as", "nao", "cedo", "pela", "que", "ja", "eu", "mesmo", "apos", "depois", "antes",
    "q", "agora", "proxima", "passada", "nem", "pq", "porque", "no", "pode",
  ])

  static let articles: WordSet = hashes([
    "o", "a", "dia", "no", "na", "em", "de", "do", "da", "as", "ao", "este", "esse", "esta", "essa",
    "nesta", "nessa", "proxima", "proximo", "ser", "e", "ja", "so", "foi", "agora", "meu", "minha",
    "sera", "tem", "tenho", "que", "pro",
  ])

  private static func table(_ words: [(String, Int)]) -> WordMap<Int> {
    WordMap(words.map { (WordHash($0.0.utf8), $0.1) })
  }

  private static func hashes(_ words: [String]) -> WordSet {
    WordSet(words.map { WordHash($0.utf8) })
  }
}
