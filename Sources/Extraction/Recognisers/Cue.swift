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
    /// "minha mãe", "o técnico": somebody else.
    case otherPerson
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
        "numero do cliente", "codigo do cliente", "sinistro", "cvv", "validade", "token", "id",
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
        "para mim",
        "minha linha", "sou", "me acha", "me acham", "me encontra",
      ]
    ),
    (
      .otherPerson,
      [
        "mae", "pai", "filho", "filha", "filhos", "marido", "esposa", "esposo", "companheiro",
        "companheira", "irmao", "irma", "tio", "tia", "avo", "sogra", "sogro", "cunhado", "cunhada",
        "primo", "prima", "neto", "neta", "sobrinho", "sobrinha", "namorado", "namorada", "noivo",
        "noiva", "ex marido", "ex mulher", "ex namorado", "ex", "vizinho", "vizinha", "amigo",
        "amiga",
        "patrao", "patroa", "chefe", "gerente", "tecnico", "tecnica", "advogado", "advogada",
        "medico",
        "medica", "psicologo", "psicologa", "assistente social", "atendente", "sindico", "sindica",
        "porteiro", "motorista", "dele", "dela", "deles", "delas", "colega", "agressor",
        "professor",
        "professora", "escola", "hospital", "delegacia", "loja", "banco", "golpista", "padrasto",
        "madrasta", "enteado", "enteada", "padrinho", "madrinha", "corretor", "corretora",
        "vendedor",
        "vendedora", "entregador", "cuidador", "cuidadora", "conselheira", "conselheiro",
        "supervisor",
        "supervisora", "secretaria", "recepcao", "responsavel tecnico", "locador", "inquilino",
        "proprietario", "dono", "dona da casa", "fornecedor", "mulher dele", "empresa", "pessoal",
        "mamae", "papai", "vo", "nora", "genro", "bisavo", "testemunha", "acompanhante", "ele",
        "ela",
      ]
    ),
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
        "melhor e o", "melhor usar", "principal",
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
        "ligar neste", "retornar pelo", "retornem para", "retorne no", "retorne para",
      ]
    ),
    (
      .doNotCall,
      [
        "nao ligue", "nao liguem", "nao ligar", "nao liga", "nunca ligue", "nunca liguem",
        "nao chame", "nao chamar", "nao retornar", "nao usar", "nao use", "nao usem",
        "nao e para ligar",
        "nao pode ligar", "evitem ligar", "evitar ligar", "nao me ligue", "nao me liguem",
        "nao me liga",
      ]
    ),
    (
      .obsolete,
      [
        "antigo", "antiga", "nao e mais", "nao uso mais", "nao existe mais", "desatualizado",
        "nao funciona", "nao funciona mais", "foi roubado", "perdi o chip", "cancelei", "cancelado",
        "nao tenho mais", "nao atende mais",
        "numero errado", "telefone errado", "esta errado", "ta errado", "era", "desativado",
        "desativei", "anterior", "nao pega",
      ]
    ),
    (
      .calledThere,
      [
        "liguei no", "liguei para o", "liguei para", "liguei pro", "liguei pra", "liguei pelo",
        "ligaram do", "ligou do", "ligacao do", "ligacoes do", "ligacao do numero", "ligando do",
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
