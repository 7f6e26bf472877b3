/// A phrase of a note that says what stands beside it.
struct Cue: Sendable {
  enum Kind: UInt8, Sendable {
    /// Names a telephone, or asks for a call.
    case phone
    /// "número", "contato": a telephone unless a stronger word stands near.
    case weakPhone
    /// Says that a number is something else: an order, a bill, a document.
    case otherNumber
    case cpf, cnpj, cep
    /// "meu", "comigo": the caller.
    case caller
    /// "minha mãe", "vizinha": somebody else, when the word leads to the value.
    case kin
    /// "o técnico", "a Dra. Simone": somebody else, when a certain one is meant.
    case trade
    /// "da operadora", "do hospital": nobody's own, when the value is said to be theirs.
    case institution
    /// "dele", "dela": somebody else in the caller's own words, the caller in an attendant's.
    case pronoun
    /// Takes back what was said before: "não, desculpa".
    case correction
    /// "prefiro", "de preferência".
    case preference
    /// Asks for a call there: weaker than a preference.
    case callMe
    /// "recado", "não tenho telefone": somebody else's number is the one to call.
    case message
    /// "não ligue no".
    case doNotCall
    /// "antigo", "não uso mais".
    case obsolete
    /// "antigo": used only when there is no other.
    case old
    /// A call that was made to a number: it is not the caller's.
    case calledThere
    /// "DDD".
    case areaCode
    /// "ramal".
    case extensionNumber
  }

  let kind: Kind
  let tokens: Range<Int>
}

/// The cues of a note, in order.
struct Cues: Sendable {
  let all: [Cue]

  init(_ view: NoteView) {
    var all: [Cue] = []
    for index in view.tokens.indices {
      Self.table.matches(in: view, at: index) { kind, end in
        all.append(Cue(kind: kind, tokens: index..<end))
      }
    }
    self.all = all
  }

  /// Those that begin in `range`, in order.
  func starting(in range: Range<Int>) -> ArraySlice<Cue> {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].tokens.lowerBound < range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var end = low
    while end < all.count, all[end].tokens.lowerBound < range.upperBound { end += 1 }
    return all[low..<end]
  }

  func contains(_ kind: Cue.Kind, in range: Range<Int>) -> Bool {
    starting(in: range).contains { $0.kind == kind }
  }

  private static let table = PhraseTable<Cue.Kind>([
    (
      .phone,
      [
        "telefone", "telefones", "telefonema", "tel", "tels", "fone", "fones", "cel", "celular",
        "celulares", "zap", "zapzap", "whats", "whatsapp", "whatsap", "watsapp", "wats", "wpp",
        "wa",
        "fixo", "residencial", "movel", "ligar",
        "ligue", "liguem", "liga", "ligacao", "retornar", "retorne", "retorno", "chamar", "chama",
        "recado", "recados", "sms", "telegram", "disque", "discar", "pix celular", "callback",
      ]
    ),
    (.weakPhone, ["contato", "contatos", "numero", "numeros", "nro", "num", "n."]),
    (
      .otherNumber,
      [
        "protocolo", "prot", "pedido", "pedidos", "nota", "nota fiscal", "nf", "nfe", "boleto",
        "codigo",
        "cod", "matricula", "conta", "agencia", "rg", "identidade", "cnh", "habilitacao", "nis",
        "pis", "pasep", "nit", "cartao", "cns", "processo", "ordem de servico", "chamado",
        "ticket", "inscricao", "titulo de eleitor", "titulo", "contrato", "lote", "apolice",
        "beneficio", "registro", "oab", "crm", "crp", "placa", "serie", "imei", "rastreio",
        "rastreamento", "fatura", "linha digitavel", "guia", "r$", "reais", "valor", "referencia",
        "ref", "senha", "cadastro numero", "numero do cadastro", "atendimento numero", "ocorrencia",
        "boletim", "bo", "instalacao", "uc", "unidade consumidora", "renavam", "chassi",
        "cliente numero",
        "numero do cliente", "codigo do cliente", "sinistro", "cupom", "vale", "rg numero", "crc",
        "sei", "autos", "matr", "insc", "cvv", "validade", "token", "id",
        "numero do pedido", "numero do protocolo", "numero do contrato", "numero do processo",
        "numero do cartao", "numero da conta", "numero do beneficio", "numero da nota", "sus",
        "prontuario",
      ]
    ),
    (.cpf, ["cpf", "c p f", "c.p.f", "c.p.f.", "cpfs"]),
    (.cnpj, ["cnpj"]),
    (.cep, ["cep", "codigo postal"]),
    (
      .caller,
      [
        "meu", "meus", "comigo", "eu", "me liga", "me ligar", "me ligue", "me liguem", "me chama",
        "me chamar", "me retorna", "me retornar", "me retornem", "o meu", "falar comigo", "pra mim",
        "para mim", "minha linha", "sou", "me acha", "me acham", "me encontra", "cliente",
        "titular",
        "solicitante", "requerente", "segurado", "segurada", "usuario", "usuaria", "assistido",
        "assistida", "reclamante", "cli", "pcte", "paciente", "beneficiario", "beneficiaria",
        "minha", "nosso", "nossa",
      ]
    ),
    (
      .kin,
      [
        "mae", "pai", "filho", "filha", "filhos", "marido", "esposa", "esposo", "companheiro",
        "companheira", "irmao", "irma", "tio", "tia", "avo", "sogra", "sogro", "cunhado", "cunhada",
        "primo", "prima", "neto", "neta", "sobrinho", "sobrinha", "namorado", "namorada", "noivo",
        "noiva", "ex marido", "ex mulher", "ex namorado", "ex", "vizinho", "vizinha", "amigo",
        "amiga", "patrao", "patroa", "chefe", "colega", "padrasto", "madrasta", "enteado",
        "enteada", "padrinho", "madrinha", "mulher dele", "mamae", "papai", "vo", "nora", "genro",
        "bisavo", "testemunha", "acompanhante", "comadre", "compadre", "afilhado", "afilhada",
        "marida", "menino", "menina", "bebe", "rapaz", "familiar", "parente", "finado", "falecido",
        "falecida", "conhecida", "conhecido", "inquilino", "inquilina", "tesoureira", "tesoureiro",
        "herdeiro", "herdeira", "conjuge", "agressor", "golpista", "dono", "dona da casa",
      ]
    ),
    (
      .trade,
      [
        "gerente", "tecnico", "tecnica", "tec", "advogado", "advogada", "adv", "medico", "medica",
        "psicologo", "psicologa", "assistente social", "atendente", "atend", "sindico", "sindica",
        "porteiro", "motorista", "professor", "professora", "corretor", "corretora", "vendedor",
        "vendedora", "entregador", "cuidador", "cuidadora", "conselheira", "conselheiro",
        "supervisor", "supervisora", "responsavel tecnico", "locador", "proprietario",
        "fornecedor", "enfermeira", "enfermeiro", "enf", "dr", "dra", "doutor", "doutora",
        "defensor", "defensora", "delegado", "delegada", "diretor", "diretora", "coordenador",
        "coordenadora", "contador", "contadora", "instalador", "pedreiro", "eletricista",
        "encanador", "funcionario", "funcionaria", "consultor", "consultora", "analista",
        "recepcionista", "secretario", "perito", "perita", "fiscal", "agente", "pastor", "padre",
      ]
    ),
    (
      .institution,
      [
        "escola", "hospital", "delegacia", "loja", "banco", "secretaria", "recepcao", "empresa",
        "pessoal", "operadora", "prefeitura", "clinica", "upa", "ubs", "posto", "cras", "creas",
        "caps", "inss", "central", "farmacia", "forum", "cartorio", "ouvidoria", "agencia",
        "companhia", "defensoria", "conselho tutelar", "sac", "imobiliaria", "condominio",
        "creche", "faculdade", "universidade", "igreja", "associacao", "plano", "seguradora",
        "transportadora", "concessionaria", "procon", "samu", "policia", "bombeiros", "abrigo",
        "golpe", "portaria", "site", "aplicativo", "anuncio", "processo antigo",
      ]
    ),
    (.pronoun, ["dele", "dela", "deles", "delas", "ele", "ela"]),
    (
      .correction,
      [
        "desculpa", "desculpe", "desculpas", "ops", "opa", "perdao", "corrigindo", "correcao",
        "corrijo", "digo", "quer dizer", "alias", "na verdade", "errei", "me enganei", "enganei",
        "o certo e", "o correto e", "certo e", "correto e", "nao e nao", "nao , e", "nao pera",
        "pera", "perai", "espera",
        "nao nao", "minto", "falei errado", "confundi", "retificando", "troca por", "nao , nao",
        "melhor dizendo",
      ]
    ),
    (
      .preference,
      [
        "prefiro", "preferencia", "preferencial", "preferencialmente", "preferivel", "prefere",
        "preferimos", "melhor ligar", "melhor numero", "melhor chamar", "melhor no",
        "melhor contato",
        "melhor telefone", "melhor me ligar", "so atendo", "so atende", "atendo mais",
        "melhor falar", "melhor retornar", "melhor pelo",
        "melhor e o", "melhor usar", "principal", "melhor o", "melhor pra mim", "melhor na",
        "de preferencia", "pref", "prefiro que", "so uso", "uso mais", "sempre no", "atendo so",
      ]
    ),
    (
      .callMe,
      [
        "ligar no", "ligue no", "liguem no", "liga no", "ligar para o", "ligue para o", "ligar pro",
        "liga pro", "liguem para o", "liguem para", "retornar no", "retorno no", "retornem no",
        "retornar para", "retorno para", "retorno pelo", "chamar no", "chama no", "chame no",
        "chamem no", "falar comigo no", "contato pelo", "contato no", "entrar em contato no",
        "entrar em contato pelo", "ligar para", "ligue para", "ligar pelo", "liga para", "liga pra",
        "ligar pra", "me liga nesse", "ligar nesse", "ligue nesse",
        "ligar neste", "retornar pelo", "retornem para", "retorne no", "retorne para", "ligar e no",
        "ligar e",
        "ligar so no", "liguem so no", "chamem so", "chama so", "chamem so nesse", "chame so",
        "ligar neste", "ligar nesse", "ligue neste", "me chama no", "me chamem no", "me ligue no",
        "me liguem no", "falar no", "fale no", "falem no", "me acham no", "me acha no",
        "respondam para", "responder para", "responde no",
        "respondam no", "respondam pra mim", "responda para", "mandar no", "mande no", "mandem no",
        "enviar para", "envie para", "enviem para", "mandem para", "mande para", "manda no",
        "manda para", "manda pra",
      ]
    ),
    (
      .doNotCall,
      [
        "nao ligue", "nao liguem", "nao ligar", "nao liga", "nunca ligue", "nunca liguem",
        "nao chame", "nao chamar", "nao retornar", "nao usar", "nao use", "nao usem",
        "nao e para ligar",
        "nao pode ligar", "evitem ligar", "evitar ligar", "nao me ligue", "nao me liguem",
        "nao me liga", "nao mandem", "nao mande", "nao enviem", "nao envie", "nao manda",
        "nao respondam", "nao responda", "nunca usem", "evite ligar", "nao liguei", "desconsidere",
        "desconsiderem", "desconsiderar", "apaguem", "apague", "esquece o", "esqueca o",
      ]
    ),
    (
      .obsolete,
      [
        "nao e mais", "nao uso mais", "nao existe mais", "desatualizado",
        "nao funciona", "nao funciona mais", "foi roubado", "perdi o chip", "cancelei", "cancelado",
        "nao tenho mais", "nao atende mais",
        "numero errado", "telefone errado", "esta errado", "ta errado", "era", "desativado",
        "desativei", "nao pega", "invadido", "hackeado", "hackeada", "invadida", "clonado",
        "clonaram", "bloqueado", "foi trocado", "desconsiderar", "desconsiderem", "nao existe",
        "inativo", "inexistente", "fora de uso", "perdi esse", "perdi o aparelho", "roubaram esse",
      ]
    ),
    (.old, ["antigo", "antiga", "anterior", "velho"]),
    (
      .calledThere,
      [
        "tentei o", "tentei na", "ja tentei o", "ja tentei no", "recebo ligacao do",
        "recebi ligacao do", "mensagem de um", "sms do", "sms de", "ligou um",
        "me ligou um", "ligou de um", "numero que ligou", "golpe do", "disse que era do",
        "liguei no", "liguei para o", "liguei para", "liguei pro", "liguei pra", "liguei pelo",
        "ligaram do", "ligou do", "ligacoes do", "ligacao do numero", "ligando do",
        "mensagem do numero", "mensagens do numero", "mensagem do",
        "ligou pro", "mandaram mensagem do", "recebi uma ligacao do", "me ligaram do",
        "me ligou do", "tentei no",
        "tentei ligar no", "tentei ligar para o", "ja liguei no", "disque",
      ]
    ),
    (
      .message,
      [
        "recado", "recados", "nao tenho telefone", "nao tenho celular", "nao tem telefone",
        "nao tem celular",
        "estou sem celular", "estou sem telefone", "to sem celular", "to sem telefone",
        "sem celular", "sem telefone",
        "uso o da", "uso o do", "so tenho o da", "so tenho o do",
      ]
    ),
    (.areaCode, ["ddd", "d d d"]),
    (.extensionNumber, ["ramal", "rml", "extensao"]),
  ])
}

extension WordHash: ExpressibleByStringLiteral {
  init(stringLiteral value: StaticString) { self.init(value) }
}
