internal import ContactsCore

/// What people call places, and the words beside which a place is the caller's.
enum PlaceWords {
  /// Nickname, and the municipality it stands for as `nome;uf`.
  static let nicknames: [(String, String)] = [
    ("BH", "Belo Horizonte;MG"), ("Beagá", "Belo Horizonte;MG"), ("Belô", "Belo Horizonte;MG"),
    ("Sampa", "São Paulo;SP"), ("SP capital", "São Paulo;SP"),
    ("São Paulo capital", "São Paulo;SP"),
    ("capital paulista", "São Paulo;SP"),
    ("Floripa", "Florianópolis;SC"),
    ("POA", "Porto Alegre;RS"), ("Rio", "Rio de Janeiro;RJ"), ("RJ capital", "Rio de Janeiro;RJ"),
    ("Jampa", "João Pessoa;PB"), ("SSA", "Salvador;BA"), ("Sanca", "São Carlos;SP"),
    ("CWB", "Curitiba;PR"), ("Ctba", "Curitiba;PR"), ("BSB", "Brasília;DF"),
    ("SBC", "São Bernardo do Campo;SP"),
    ("São Bernardo", "São Bernardo do Campo;SP"), ("São Caetano", "São Caetano do Sul;SP"),
    ("SJC", "São José dos Campos;SP"), ("Rio Preto", "São José do Rio Preto;SP"),
    ("Prudente", "Presidente Prudente;SP"), ("Ribeirão", "Ribeirão Preto;SP"),
    ("Jaboatão", "Jaboatão dos Guararapes;PE"),
    ("Sto. André", "Santo André;SP"), ("S. André", "Santo André;SP"),

    ("Campos", "Campos dos Goytacazes;RJ"), ("Nova Friba", "Nova Friburgo;RJ"),
    ("Caxias", "Duque de Caxias;RJ"),
    ("São João del Rei", "São João del-Rei;MG"), ("Valadares", "Governador Valadares;MG"),
    ("Moc", "Montes Claros;MG"),
    ("Ceilândia", "Brasília;DF"), ("Taguatinga", "Brasília;DF"), ("Samambaia", "Brasília;DF"),
    ("Manaós", "Manaus;AM"), ("Balneário", "Balneário Camboriú;SC"),
    ("BC", "Balneário Camboriú;SC"),
    ("Mogi", "Mogi das Cruzes;SP"), ("Feira", "Feira de Santana;BA"),
    ("Conquista", "Vitória da Conquista;BA"),
    ("Jequié", "Jequié;BA"), ("Búzios", "Armação dos Búzios;RJ"), ("Parati", "Paraty;RJ"),
    ("Embu", "Embu das Artes;SP"), ("GYN", "Goiânia;GO"),
    ("Santa Bárbara do Oeste", "Santa Bárbara d'Oeste;SP"),
    ("Gov. Valadares", "Governador Valadares;MG"), ("Pres. Prudente", "Presidente Prudente;SP"),
    ("Fpolis", "Florianópolis;SC"), ("SJRP", "São José do Rio Preto;SP"),
    ("S. J. do Rio Preto", "São José do Rio Preto;SP"),
    ("S. J. dos Campos", "São José dos Campos;SP"), ("São Leo", "São Leopoldo;RS"),
    ("C. Frio", "Cabo Frio;RJ"), ("C. Grande", "Campo Grande;MS"),
    ("F. de Santana", "Feira de Santana;BA"), ("V. da Conquista", "Vitória da Conquista;BA"),
    ("S. B. do Campo", "São Bernardo do Campo;SP"), ("B. Horizonte", "Belo Horizonte;MG"),
    ("P. Alegre", "Porto Alegre;RS"),
  ]

  /// Names of states as people write them; two letters are read apart, in capitals only.
  static let states = PhraseTable<StateCode>([
    (.AC, ["acre"]), (.AL, ["alagoas"]), (.AM, ["amazonas"]), (.AP, ["amapa"]), (.BA, ["bahia"]),
    (.CE, ["ceara"]), (.DF, ["distrito federal"]), (.ES, ["espirito santo"]), (.GO, ["goias"]),
    (.MA, ["maranhao"]), (.MG, ["minas gerais", "minas"]), (.MS, ["mato grosso do sul"]),
    (.MT, ["mato grosso"]), (.PA, ["para"]), (.PB, ["paraiba"]), (.PE, ["pernambuco"]),
    (.PI, ["piaui"]), (.PR, ["parana"]), (.RJ, ["rio de janeiro"]), (.RN, ["rio grande do norte"]),
    (.RO, ["rondonia"]), (.RR, ["roraima"]), (.RS, ["rio grande do sul"]),
    (.SC, ["santa catarina"]),
    (.SE, ["sergipe"]), (.SP, ["sao paulo"]), (.TO, ["tocantins"]),
  ])

  enum Context: Sendable {
    /// "moro em", "cidade:".
    case home
    /// "a loja de", "unidade de": where the service is.
    case service
    /// "interior de", "estado de": a state follows.
    case state
    /// "rua", "bairro", "hospital": a proper name follows, and no city.
    case proper
    /// "nasci em", "viagem para": a city, not where the caller is.
    case elsewhere
  }

  static let contexts = PhraseTable<Context>([
    (
      .home,
      [
        "moro em", "moro no", "moro na", "moro aqui em", "moro perto de", "moramos em", "mora em",
        "morando em", "morador de", "moradora de",
        "moradora em", "morador em", "resido em", "residente em", "reside em", "resido no",
        "residente no",
        "cidade", "cidade de", "municipio", "municipio de", "cidade / uf", "cidade - uf",
        "cidade e uf", "municipio / uf", "cidade e estado", "cidade / estado", "gente e de",
        "sai daqui de", "saimos daqui de", "saida de", "sou de", "sou do", "sou da",
        "somos de", "falo de", "falo do", "falando de", "aqui de", "aqui do", "aqui em",
        "aqui no", "estou em", "estou no", "to em", "tou em", "vivo em", "vivo no", "vive em",
        "localidade", "ligando de", "ligo de", "mora no", "mora na", "moro p/",
        "mudei para", "mudei pra", "me mudei para", "mudamos para", "endereco em",
        "natural e residente em", "ligou de", "vim de", "escrevo de", "estamos em",
        "domiciliado em", "domiciliada em", "mora aqui em", "liga de",
        // Many who come from beyond the border begin in their own language.
        "estoy en", "vivo en", "soy de",
      ]
    ),
    (
      .service,
      [
        "loja de", "agencia de", "unidade de", "filial de", "posto de", "polo de", "sede de",
        "delegacia de",
        "forum de", "cartorio de", "atendimento em", "servico em", "instalacao em", "unidade em",
        "polo em",
        "comarca de", "regional de", "loja em", "agencia em", "ubs de", "loja do", "unidade do",
        "cras de", "creas de", "caps de", "upa de", "inss de", "farmacia popular de",
        "prefeitura de", "camara de", "hospital de", "rodoviaria de", "aldeia em", "centro de",
        "clinica em", "clinica de", "consultorio em", "obra em", "sitio em", "predio em",
        "unidade", "polo", "policlinica de", "secretaria de", "atendem em", "atende em",
      ]
    ),
    (
      .state,
      [
        "interior de", "interior do", "interior da", "estado de", "estado do", "estado da",
        "estado", "uf", "litoral de", "litoral do", "sul de", "norte de", "sul do", "norte do",
        "oeste do", "sertao do", "sertao da",
      ]
    ),
    (
      .proper,
      [
        "rua", "r.", "avenida", "av", "av.", "alameda", "travessa", "praca", "rodovia", "estrada",
        "bairro", "jardim", "jd",
        "vila", "parque", "residencial", "condominio", "edificio", "hospital", "escola", "colegio",
        "creche",
        "igreja", "paroquia", "banco", "bairro de", "rua de", "time do", "jogo do", "largo",
        "viaduto", "ponte", "linha", "conta de", "universidade", "faculdade", "clinica",
        "santa casa de", "casa de",
        "hotel", "shopping", "restaurante", "loja", "estadio", "aeroporto", "rua do", "rua da",
        "bairro do", "bairro da", "conj", "quadra",
      ]
    ),
    (
      .elsewhere,
      [
        "nasci em", "nasceu em", "nascida em", "nascido em", "natural de", "viagem para",
        "viagem a",
        "viajei para", "viajei pra", "voo para", "onibus para", "passagem para", "passagem p /",
        "passagem pra",
        "transporte para", "transporte pra", "fui para",
        "foi para", "morava em", "morei em", "morou em", "vinha de", "chegando de", "vindo de",
        "mudar para", "mudar pra", "ex moradora de", "festa em", "ferias em",
      ]
    ),
  ])

  /// Municipalities that are everyday words, first names or family names: only a clear context makes them places.
  static let ordinary: WordSet = WordSet(
    [
      "contagem", "serra", "passos", "patos", "natal", "planalto", "palmeira", "castelo", "central",
      "cruzeiro", "salto", "franca", "lins", "feliz", "triunfo", "esperanca", "saudades", "uniao",
      "prata",
      "areia", "luz", "posse", "leme", "prado", "pedras", "barra", "barreiras", "remanso", "gloria",
      "conceicao", "assis", "castro", "toledo", "viana", "caxias", "campos", "feira", "conquista",
      "balneario", "mogi", "rio", "ribeirao", "mesquita", "sobral", "bandeirantes", "colina",
      "aurora",
      "bonito", "extrema", "alvorada", "harmonia", "progresso", "soledade", "lagoa", "lapa",
      "capela",
      "monte", "portao", "canela", "sertaozinho", "independencia", "liberdade", "tabuleiro",
      "independente",
      "rosario", "nazare", "santana", "salvador", "vitoria", "marilia", "olinda", "americana",
      "horizonte",
      "pinhais", "socorro", "paulista", "santos", "campinas", "valenca", "bento", "lagarto",
      "estancia", "bom sucesso",
      "cafelandia", "pontes", "ramos", "fronteira", "bezerros", "mariana", "lavras", "formosa",
      "trindade", "russas",
      "paulo", "bc", "prudente", "varginha", "carmo", "piedade", "aparecida", "candido",
      "medianeira", "guarda",
      "cidade", "ipe", "conde", "chaves", "arara", "touros", "encanto", "mar", "mata", "laje",
      "granja", "saude",
      "floresta", "exu", "custodia", "moreno", "condado", "bom jesus", "bom jardim", "bom conselho",
      "santo antonio", "para", "minas", "jardim", "belem", "braganca", "planura",
      "lima", "faria", "dourados", "araujos", "pintopolis", "amparo", "bocaina", "batalha", "altos",
      "picos", "simoes", "colonia", "padre", "campo", "alto", "baixo", "boa vista", "acara",
      "primavera", "redencao", "novo", "boa esperanca", "boa hora", "fama", "guia", "sao jose",
      "nova esperanca", "queimados", "vassouras", "areal", "cordeiro", "carrancas", "ventania",
      "pitanga", "ivate", "realeza", "espera feliz", "descanso", "maravilha", "modelo", "treviso",
      "urubici", "caibate", "nao", "porto", "serrana", "taquara", "ita", "sapucaia", "pinheiro",
      "codo", "pio", "mirador", "cantagalo", "quatis", "itabaiana", "pombos", "tupa", "garca",
      "itu", "jau", "lorena", "cunha", "queluz", "silveiras", "tapira", "roca", "pocos", "vera",
      "jacuba", "colider", "sorriso", "santa maria", "sao francisco",
    ].map { WordHash($0.utf8) })
}
