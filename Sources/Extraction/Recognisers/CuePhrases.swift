/// Cues made of what can stand in each place of a phrase, rather than listed one by one.
enum CuePhrases {
  static let groups: [(Cue.Kind, [String])] = [
    (.doNotCall, refusals),
    (.callMe, requests),
    (.calledThere, addressed), (.calledThere, sentThere), (.calledThere, places),
    (.stranger, strangers),
    (.mute, mute),
    (.institution, institutions),
    (
      .kin,
      [
        "denunciado", "denunciada", "acusado", "acusada", "requerido", "requerida", "agressora",
        "denunciados", "acusados",
      ]
    ),
    (.otherNumber, numbers),
  ]

  /// "n ret", "nunca me chamem", "favor nao mandar".
  private static let refusals = ["nao", "n", "nunca", "jamais", "evitem", "evite"].flatMap { no in
    ["", "me "].flatMap { whom in actions.map { "\(no) \(whom)\($0)" } }
  }

  /// "ret no", "me chamem pelo", "escrevam pro".
  private static let requests = actions.flatMap { action in
    ["", "comigo ", "so ", "direto "].flatMap { how in ways.map { "\(action) \(how)\($0)" } }
  }

  private static let actions = [
    "ligar", "ligue", "liguem", "liga", "lig", "ret", "retornar", "retorne", "retornem", "chamar",
    "chame", "chamem", "chama", "falar", "fale", "falem", "fala", "contatar", "contactar",
    "responder", "responda", "respondam", "responde", "escrever", "escreva", "escrevam",
    "procurar", "procure", "procurem", "tentar", "tente", "tentem",
  ]
  private static let ways = ["no", "na", "pelo", "pela", "p /"]

  /// The desk's own, in the words of whoever writes to it.
  private static let addressed = [
    "o seu e", "seu numero e", "seu telefone e", "seu email e", "o de voces e", "o de vcs e",
    "o teu e",
  ]

  /// "me mandaram ligar no", "fui orientada a procurar o": where somebody else sent the caller.
  private static let sentThere: [String] = [
    "orientada a", "orientado a", "me mandaram", "mandaram eu", "me mandou", "me disseram pra",
    "me disseram para", "me disse pra", "me disse para", "me pediram pra", "me pediram para",
  ].flatMap { who in ["ligar", "procurar", "falar", "escrever", "chamar"].map { "\(who) \($0)" } }

  /// "o tel de lá é".
  private static let places: [String] = ["tel", "telefone", "fone", "numero", "email", "zap", "o"]
    .flatMap {
      label in ["e", "eh", ":"].map { "\(label) de la \($0)" }
    }

  /// What only others do with a number or an address.
  private static let strangers: [String] =
    ["fica", "vive", "esta", "ta", "ficou"].flatMap { how in
      ["ligando", "cobrando", "mandando", "ameacando", "perturbando", "chamando", "enviando"].map {
        "\(how) me \($0)"
      }
    } + [
      "me ligou", "me mandou", "me chamou", "me cobrou", "me ameacou", "me escreveu", "me enviou",
      "me enganou", "me vendeu", "me atendeu", "nao para de ligar", "nao para de cobrar",
      "nao para de mandar", "ninguem atende", "ninguem responde", "so da ocupado", "diz ser",
      "se passando por", "pedindo senha", "pedindo codigo", "pedindo dinheiro", "pedindo pix",
      "liguei e", "ja liguei", "liguei varias",
    ]

  private static let mute: [String] =
    ["esta", "ta", "ficou", "anda"].flatMap { how in
      ["mudo", "muda", "sem linha", "sem sinal", "fora do ar"].map { "\(how) \($0)" }
    } + ["sem linha", "sem sinal", "caixa postal", "cx postal", "fora de area"]

  private static let institutions = [
    "ag .", "caixa economica", "da caixa", "na caixa", "colonia", "cooperativa", "presidio",
    "penitenciaria", "cdp", "paroquia", "ong", "instituto", "fundacao", "departamento", "depto",
    "dpto", "setor", "rh", "assistencia tecnica", "autorizada", "consulado", "embaixada",
    "hemocentro", "pronto socorro", "ambulatorio", "policlinica", "psf", "esf", "usf", "bradesco",
    "itau", "santander", "nubank", "enel", "cemig", "copel", "sabesp", "energisa", "equatorial",
    "bolsa familia municipal", "quem atendeu", "quem me atendeu", "casa de repouso", "asilo",
    "academia", "padaria", "lotofacil", "loterica", "cobranca", "eq .", "equipe",
  ]

  private static let numbers = [
    "ordem", "requerimento", "remessa", "sequencial", "rastreador", "codigo de rastreio",
    "numero da ordem", "numero de serie", "tombamento", "ocorrencia n", "guia n", "dossie",
  ]
}
