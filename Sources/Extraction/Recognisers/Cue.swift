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
    /// "no lugar do", "hackearam o": out of use is what comes after.
    case instead
    /// "não é", with the right value after it.
    case denied
    /// "não funciona mais", after the value that it says so of.
    case lapsed
    /// "no cadastro tá", "antes", "bina": noted before, and to be used only when no other is given.
    case registered
    /// "o meu é": what stands before and is nobody's is not the caller's.
    case contrast
    /// "não sei se tá certo": of a number that looks wrong, no number at all.
    case doubted
    /// "antigo": used only when there is no other.
    case old
    /// A call that was made to a number: it is not the caller's.
    case calledThere
    /// "DDD".
    case areaCode
    /// "ramal".
    case extensionNumber
    /// "do serviço": the caller's address where others may read it.
    case workplace
    /// "chave pix": where money goes, no number to call.
    case payment
    /// "fica me ligando", "ninguém atende": after a value that others use.
    case stranger
    /// "está mudo": after a number to be called only when there is no other.
    case mute
    /// "podem usar esse": asks for a call to the value right before.
    case thisOne
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

  private static let table = PhraseTable<Cue.Kind>(listed + CuePhrases.groups)

  private static let listed: [(Cue.Kind, [String])] = [
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
        "cliente numero", "pront", "renavam", "auto de infracao", "multa", "empenho", "edital",
        "oficio", "passaporte", "rnm", "rne", "crnm", "ctps", "carteira de trabalho", "localizador",
        "nsu", "lacre", "medidor", "hidrometro", "cda", "sisreg", "cadunico", "cad unico", "oc",
        "encomenda", "carteirinha n", "numero da carteirinha",
        "convenio n", "gtin", "codigo de barras", "patrimonio",
        "numero do cliente", "codigo do cliente", "sinistro", "cupom", "vale n", "rg numero", "crc",
        "sei n", "processo sei", "autos", "matr", "insc", "cvv", "validade", "token", "id",
        "numero do pedido", "numero do protocolo", "numero do contrato", "numero do processo",
        "numero do cartao", "numero da conta", "numero do beneficio", "numero da nota", "sus",
        "prontuario",
      ]
    ),
    (.cpf, ["cpf", "c p f", "c.p.f", "c.p.f.", "cpfs", "cic", "cin", "ce pe efe", "cepeefe"]),
    (.cnpj, ["cnpj"]),
    (.cep, ["cep", "codigo postal"]),
    (
      .caller,
      [
        "meu", "meus", "comigo", "eu", "me liga", "me ligar", "me ligue", "me liguem", "me chama",
        "me chamar", "me retorna", "me retornar", "me retornem", "o meu", "falar comigo", "pra mim",
        "para mim", "minha linha", "sou", "me acha", "me acham", "me encontra", "cliente",
        "titular", "declarante", "denunciante", "interessado", "interessada", "inventariante",
        "solicitante", "requerente", "segurado", "segurada", "usuario", "usuaria", "assistido",
        "assistida", "reclamante", "cli", "pcte", "paciente", "beneficiario", "beneficiaria",
        "minha", "nosso", "nossa", "proprio", "propria", "particular e", "particular :",
        "responsavel", "resp", "numero particular", "telefone particular", "celular particular",
        "ela mesma", "ele mesmo",
        "pessoal :", "contato pessoal", "telefone pessoal", "fone pessoal", "celular pessoal",
        "cel pessoal", "numero pessoal", "email pessoal", "e - mail pessoal",
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
        "indicado por", "indicada por", "indicacao de", "quem indicou", "indicacao da",
        "indicacao do", "registrado por", "atendido por", "atendida por", "cadastrado por",
        "anotado por", "preenchido por", "contato de emergencia", "em caso de emergencia",
        "emergencia :", "hermano", "hermana", "madre", "hijo", "hija", "jefe",
        "socio", "socia", "aluno", "aluna", "locatario", "devedor", "sogros", "irmaos",
        "primos", "filhas", "vizinhos", "meninas", "namoradinho", "bisneto", "bisneta",
        "em nome de", "em nome da", "em nome do", "represento", "representando", "representado",
        "representada", "constituinte", "outorgante", "curatelado", "curatelada", "tutelado",
        "tutelada", "interditado", "interditada", "a pedido de", "a pedido da", "a pedido do",
        "dona do", "dono do", "dona da", "dono da", "a moca", "o moco", "aquela moca",
        "aquele moco", "dependente", "dependentes",
        "cuidadora dela", "cuidadora dele", "fiador", "fiadora", "avalista", "tutor", "tutora",
        "tal de", "suspeito", "suspeita",
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
        "zelador", "zeladora", "faxineira", "baba", "diarista", "despachante", "dentista",
        "fisioterapeuta", "fono", "fonoaudiologa", "nutricionista", "farmaceutico", "promotor",
        "promotora", "juiz", "juiza", "escrivao", "oficial de justica", "vereador", "vereadora",
        "cacique", "lider", "presidente", "vigia", "voluntario", "voluntaria", "investigador",
        "investigadora", "sargento", "tenente", "soldado", "educador", "educadora", "monitor",
        "monitora", "instrutor", "instrutora", "chaveiro", "jardineiro", "caseiro", "caseira",
        "marceneiro", "pintor", "mecanico", "taxista", "proprietaria", "corretores",
      ]
    ),
    (
      .institution,
      [
        "escola", "hospital", "delegacia", "loja", "banco", "secretaria", "recepcao", "empresa",
        "pessoal da", "pessoal do", "pessoal de", "operadora", "prefeitura", "clinica", "upa",
        "ubs", "posto", "cras", "creas",
        "caps", "inss", "central", "farmacia", "forum", "cartorio", "ouvidoria", "agencia",
        "companhia", "defensoria", "conselho tutelar", "sac", "imobiliaria", "condominio",
        "creche", "faculdade", "universidade", "igreja", "associacao", "plano", "seguradora",
        "transportadora", "concessionaria", "procon", "samu", "policia", "bombeiros", "abrigo",
        "golpe", "portaria", "site", "aplicativo", "anuncio", "processo antigo", "administradora",
        "firma", "fabrica", "oficina", "emef", "emei", "cmei", "colegio", "laboratorio", "hotel",
        "restaurante", "mercado", "supermercado", "construtora", "santa casa", "correios",
        "detran", "financeira", "telemarketing", "gabinete", "camara", "fax",
        "contabilidade", "sindicato", "consultorio", "maternidade", "lotacao", "rodoviaria",
        "cobrador", "cobradora", "subprefeitura", "ministerio", "promotoria",
        "telefone de voces", "numero de voces", "fone de voces", "tel de voces", "zap de voces",
        "whats de voces", "email de voces", "telefone de vcs", "numero de vcs", "fone de vcs",
        "tel de vcs", "zap de vcs", "whats de vcs", "email de vcs",
      ]
    ),
    (.pronoun, ["dele", "dela", "deles", "delas", "ele", "ela"]),
    (
      .correction,
      [
        "desculpa", "desculpe", "desculpas", "ops", "opa", "perdao", "corrigindo", "correcao",
        "corrijo", "corrigiu", "corrigido", "retificou", "retifico", "retificado", "ou seja",
        "digo", "quer dizer", "agora e", "agora so", "agora o", "o novo e", "o novo :",
        "novo :", "agora :", "agora uso", "agora tenho", "agora atendo", "troquem por",
        "trocar por", "troque por", "substituam por", "substituir por", "substitua por",
        "mudou para", "mudou pra", "mudou pro", "mudei para", "mudei pro", "mudei pra",
        "mudar para", "mudar pro", "mudar pra", "alterar para", "altere para", "alterem para",
        "atualizar para", "atualizem para", "passou a ser", "passa a ser", "e sim", "entra o",
        "entrou o", "mas mudou", "mudou :",
        "entra", "agora ta", "agora esta", "hoje e", "o atual e", "atual :", "o correto :",
        "o certo :", "certo mesmo e", "o de agora e", "hoje uso", "hoje uso o", "leia se",
        "leia - se", "uso agora", "hoje tenho", "certo :", "correto :",
        "hoje atendo", "coloquem", "ponham", "o bom e", "alias", "na verdade", "errei",
        "me enganei", "enganei",
        "o certo e", "o correto e", "certo e", "correto e", "nao e nao", "nao , e", "nao pera",
        "pera", "perai", "espera",
        "nao nao", "minto", "falei errado", "confundi", "retificando", "troca por", "nao , nao",
        "disse que nao", "falou que nao", "melhor dizendo", "ah , entao e", "ah entao e", "ah , e",
        "ah , eh",
        "mentira ,", "mentira e", "mentira eh", "nao mentira", "ops mentira", "quis dizer",
        "ditei errado", "passei errado", "digitei errado", "li errado", "anotei errado", "errata",
        "oops", "epa", "corrija",
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
        "de preferencia", "pref", "prefiro que", "melhor )", "( melhor", "fico mais no",
        "mais facil de achar", "mais garantido",
        "atendo melhor", "atendo sempre", "pra ligar", "para ligar e", "ligacao so no",
        "ligacao so pelo", "so cel", "so celular", "so no celular", "so no cel", "so no zap",
        "so no fixo", "so fixo", "cel melhor", "celular melhor", "e o melhor",
        "esse e melhor", "esse melhor", "esse e o melhor", "e melhor", "mais facil no",
        "mais facil pelo", "o que mais uso", "que mais uso", "sempre ligado", "e o que uso",
        "e o que eu uso", "mais rapido no", "mais rapido pelo", "prioridade", "so uso", "uso mais",
        "sempre no", "atendo so", "preferir", "preferindo", "preferem",
      ]
    ),
    (
      .callMe,
      [
        "ligar no", "ligue no", "liguem no", "liga no", "ligar para o", "ligue para o", "ligar pro",
        "liga pro", "liguem para o", "liguem para", "retornar em", "retorno em", "retorne em",
        "retornem em", "ligar em", "ligar p /",
        "ligue p /", "liguem p /", "liga p /", "retornar p /", "retorno p /", "retorne p /",
        "ret p /", "retornar no", "retorno no", "retornem no",
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
        "usem o", "use o", "usar o", "me procurem no", "me procure no", "procurem no",
        "resposta no", "resposta para", "ligar na", "ligue na", "liguem na", "liga na",
        "retornar na",
        "resposta pra", "me escrevam no", "me escrevam em", "me escreve no", "escrevam para",
        "escreva para", "me respondam no", "podem falar comigo no", "me retornem no", "tratar no",
        "me achar no", "mandar pro", "mandar para", "mandar pra", "mandem pro", "mandem pra",
        "mande pro", "mande pra", "envie pro", "enviem pro", "me manda no", "me mandem no",
        "falem comigo pelo", "falar comigo pelo", "me chamem pelo", "me liguem pelo",
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
        "nao respondam", "nao responda", "nunca usem", "nao escrever", "nao escrevam",
        "nao mandar", "nao enviar", "nao liguem mais", "nao procurem", "favor nao ligar",
        "n ligar", "n ligue", "n liguem", "nao gosta q liguem", "nao gosta que liguem",
        "n gosta q liguem", "nao ligar la", "nao chamem", "nao contatar", "nao contactar",
        "nao entrar em contato", "nao telefonar", "nao telefonem", "evite ligar", "nao liguei",
        "desconsidere",
        "desconsiderem", "desconsiderar", "apaguem", "apague", "esquece o", "esqueca o",
        "nao passar recado", "nao passem recado", "nao deixar recado", "nao deixem recado",
        "nao deixar mensagem", "nao atender la",
      ]
    ),
    (
      .thisOne,
      [
        "usar este", "usar esse", "usem este", "usem esse", "use este", "use esse", "usa este",
        "usa esse", "chamar nesse", "chamar neste", "chama nesse", "chama neste", "chamem nesse",
        "chamem neste", "chame nesse", "chame neste", "liguem nesse", "liguem neste", "ligue nesse",
        "ligue neste", "liga nesse", "liga neste", "ligar nesse", "ligar neste", "retornar nesse",
        "retornar neste", "retornem nesse", "retornem neste", "falar nesse", "falar neste",
        "nesse mesmo", "neste mesmo", "esse mesmo", "que sempre atendo", "esse eu atendo",
        "esse atendo", "pode usar", "podem usar", "pode chamar", "podem chamar",
      ]
    ),
    (
      .obsolete,
      [
        "nao e mais", "nao uso mais", "nao tenho mais", "numero errado", "telefone errado", "era",
        "perdi o chip", "perdi esse", "parei de usar", "deixei de usar", "desativei", "cancelei",
        "desconsiderar", "desconsiderem", "desconsidere", "n uso mais", "nao usa mais",
        "n usa mais",
      ]
    ),
    (
      .instead,
      [
        "errado no cadastro :", "errado :", "o errado e", "o errado", "tinha o", "usava o",
        "atendia no", "atendia pelo",
        "perdi o chip do", "perdi o celular com o", "perdi o celular do", "perdi a senha do",
        "perdi o acesso ao", "perdi acesso ao", "hackearam o", "hackearam meu", "invadiram o",
        "bloquearam meu", "bloquearam meu chip", "clonaram meu", "roubaram meu chip",
        "invadiram meu", "roubaram o", "clonaram o", "bloquearam o", "no lugar do",
        "no lugar de", "no lugar da", "em vez do", "em vez de", "ao inves do", "ao inves de",
        "e nao", "e nao o", "e nao p /", "e nao para", "e nao para o", "e nao pra", "e nao pro",
        "e nao no", "e nao e", "e n", "nao o do", "nao o da", "nao no do", "nao no da",
        "cancelei o", "apagar o", "apaguem o",
        "tinha dito", "havia dito", "tinha informado", "havia informado", "tinha passado",
        "havia passado", "tinha dado", "havia dado", "roubaram meu celular",
        "roubaram meu telefone", "roubaram o celular", "furtaram meu celular",
        "levaram meu celular", "perdi meu celular", "perdi o celular", "perdi meu telefone",
        "perdi o telefone", "perdi meu chip", "perdi meu zap", "perdi meu numero",
        "excluir o", "excluam o", "tirem o", "tirar o", "removam o", "remover o", "desativei o",
        "ignorem o", "ignore o", "sai o", "nao atende mais o", "nao atende o", "nao atende no",
        "nao atende mais no", "sem contato no", "nao responde no", "nao e mais o",
        "nao e mais no", "nao mais no", "nao mais na", "nao mais para o", "nao mais pelo",
      ]
    ),
    (
      .lapsed,
      [
        "( errado", "nao existe mais", "desatualizado", "desatualizada", "nao funciona",
        "foi roubado",
        "cancelado", "nao atende mais", "esta errado", "ta errado", "desativado", "nao pega",
        "invadido", "hackeado", "hackeada", "invadida", "clonado", "bloqueado", "foi trocado",
        "nao existe", "inativo", "inexistente", "fora de uso", "perdi o aparelho",
        "roubaram esse", "clonaram", "nao vale mais", "nao vale", "nao presta", "ja era",
        "desligado", "desliguei", "queimou", "ya no sirve", "ya no uso",
        "nao recebe mais", "nao recebe", "ya no funciona", "no funciona", "ya no existe",
        "nao esta mais",
        "nao e meu", "nao e o meu", "nao e minha", "nao sou eu", "nao conheco", "deu baixa",
        "dei baixa", "ja cancelei", "ser apagado", "esta com meu ex", "nao autorizado",
        "nao autorizada", "deixou de usar", "nao existem mais", "nao esta funcionando",
        "nao ta funcionando", "nao funcionam", "nao respondam la", "nao respondam nele",
        "nao completa", "nao chama", "e de voces", "e de vcs", "e dai", "e daqui de voces",
        "ta com defeito", "esta com defeito", "ta quebrado", "esta quebrado",
        "nao liguem mais", "nao ligue mais", "foi cancelado", "foi clonado", "foi desativado",
        "caiu em desuso", "esse nao", "esse ja nao", "nao mais",
        "n gosta q liguem", "nao gosta que liguem", "nao gosta q liguem", "nao quero que liguem",
        "nao e pra ligar", "nao e para ligar", "nao ligar la", "nao liguem la", "nao ligue la",
        "nao liguem nele", "nao ligar nele", "nao ligar nesse", "nao liguem nesse",
        "nao mandem nesse", "nao respondam nesse", "nao escrevam nesse", "nao escrevam la",
      ]
    ),
    (
      .registered,
      [
        "no cadastro", "no cadastro ta", "no cadastro esta", "no cadastro tem", "no sistema",
        "no sistema ta", "no sistema esta", "onde tem", "onde ta", "onde esta", "onde consta",
        "consta", "constava", "antes", "antes era", "saiu o", "bina", "na bina", "que apareceu",
        "apareceu o",
      ]
    ),
    (.contrast, ["o meu e", "o meu eh", "o meu mesmo e", "o meu mesmo", "o meu :", "meu mesmo e"]),
    (
      .doubted,
      [
        "nao sei se ta certo", "nao sei se esta certo", "n sei se ta certo", "faltou um numero",
        "faltou um digito", "falta um numero", "falta um digito", "ta faltando", "esta faltando",
        "deve estar errado", "deve ta errado", "acho que ta errado", "nao tenho certeza",
        "n tenho certeza", "nao lembro direito", "numero incompleto", "esta incompleto",
        "ddd nao existe", "ddd n existe", "ddd inexistente", "ddd errado",
      ]
    ),
    (.denied, ["nao e", "nao eh", "nao era", "nao e o", "nao e mais"]),
    (.old, ["antigo", "antiga", "anterior", "velho"]),
    (
      .calledThere,
      [
        "tentei o", "tentei na", "ja tentei o", "ja tentei no", "recebo ligacao do",
        "recebi ligacao do", "mensagem de um", "sms do", "sms de", "ligou um",
        "me ligou um", "ligou de um", "numero que ligou", "numero que me ligou",
        "numero que me mandou", "numero que me chamou", "golpe do", "disse que era do",
        "liguei no", "liguei para o", "liguei para", "liguei pro", "liguei pra", "liguei pelo",
        "ligaram do", "ligou do", "disque denuncia", "ligacoes do", "ligacao do numero",
        "ligando do",
        "mensagem do numero", "mensagens do numero", "mensagem do",
        "ligou pro", "mandaram mensagem do", "recebi uma ligacao do", "me ligaram do",
        "me ligou do", "tentei no",
        "me passou o", "me passou", "me passaram", "me passaram o", "me deram o", "me deu o",
        "me informaram o", "tentei ligar no", "tentei ligar para o", "ja liguei no",
      ]
    ),
    (
      .message,
      [
        "recado", "recados", "nao tenho telefone", "nao tenho celular", "nao tem telefone",
        "nao tem celular",
        "estou sem celular", "estou sem telefone", "to sem celular", "to sem telefone",
        "sem celular", "sem telefone",
        "ele resolve",
        "ela resolve", "falar com ela", "falar com ele", "fale com ela", "fale com ele",
        "falem com ela", "falem com ele", "moro com ela", "moro com ele", "nao tenho email",
        "nao tenho e - mail",
        "nao tem email", "nao tem e - mail", "sem email",
        "usa o da minha", "usa o do meu", "pode ser o da", "pode ser o do", "pode ser no da",
        "pode ser no do", "pode usar o da",
        "pode usar o do", "usem o da", "usem o do",
        "usando o da", "usando o do", "usando o celular da", "usando o celular do",
        "usando o telefone da", "usando o telefone do", "usando o tel da", "usando o tel do",
        "usando o zap da", "usando o zap do", "usando o cel da", "usando o cel do",
        "usando o whats da", "usando o whats do", "usando o numero da", "usando o numero do",
        "falando do da", "falando do do",
        "falando do celular da", "falando do celular do", "falo do celular da",
        "falo do celular do", "no celular da", "no celular do", "pelo celular da",
        "pelo celular do", "pelo telefone da", "pelo telefone do", "emprestado", "emprestada",
        "esse e da", "esse e do", "este e da", "este e do", "uso o celular da",
        "uso o celular do", "uso o telefone da", "uso o telefone do", "pelo da minha",
        "pelo do meu", "no da minha", "no do meu", "pela minha", "ela me avisa", "ele me avisa",
        "ela me passa", "ele me passa", "falem com a minha", "falem com o meu",
        "eu leio", "eu vejo", "eu acesso", "por enquanto", "provisoriamente", "temporariamente",
        "estou usando o", "to usando o",
        "tou usando o", "nele que eu falo", "nela que eu falo", "e nele que", "e nela que",
        "uso o da", "uso o do", "so tenho o da", "so tenho o do",
      ]
    ),
    (.areaCode, ["ddd", "d d d", "codigo de area", "cod de area", "cod . de area"]),
    (
      .workplace,
      [
        "do servico", "do trabalho", "do meu trabalho", "do meu servico", "da firma", "da empresa",
        "corporativo", "profissional", "institucional", "trabalho :", "servico :",
      ]
    ),
    (
      .payment,
      [
        "chave", "chave pix", "pix pra", "pix para", "pix pro", "pix no", "pix do", "pix de",
        "pix :",
      ]
    ),
    (.extensionNumber, ["ramal", "rml", "extensao"]),
  ]
}

extension WordHash: ExpressibleByStringLiteral {
  init(stringLiteral value: StaticString) { self.init(value) }
}
