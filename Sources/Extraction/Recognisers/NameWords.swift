/// The words around which people say and write names.
enum NameWords {
  enum Cue: Sendable {
    /// "meu nome é", "me chamo", "nome:".
    case statement
    /// "aqui é a", "sou a": a name may follow, or a trade.
    case introduction
    /// "att,", "atenciosamente": a name ends the letter.
    case signature
    /// "cliente", "sra.", "falei com": how attendants note a caller.
    case note
    /// "De:" of a quoted header.
    case sender
    /// "filho de", "meu marido": somebody else.
    case other
    /// "nome da mãe", "em nome de".
    case otherName
    /// "nome social".
    case socialName
    /// "falar com", after a telephone: who answers there.
    case answers
  }

  static let cues = PhraseTable<Cue>([
    (
      .statement,
      [
        "meu nome e", "meu nome eh", "meu nome completo e", "me chamo", "chamo-me", "nome completo",
        "nome",
        "meu nome", "pode me chamar de", "nome do cliente", "nome da cliente", "nome do contato",
        "nome do solicitante",
        "nome da solicitante", "nome do usuario", "nome da usuaria", "nome completo e", "o nome e",
        "nome do assistido", "nome da assistida",
        "nome do titular", "nome p/ contato",
      ]
    ),
    (
      .introduction,
      [
        "aqui e o", "aqui e a", "aqui eh o", "aqui eh a", "aqui e", "aqui quem fala e",
        "quem fala e", "quem fala aqui e",
        "quem fala e a", "quem fala e o", "quem fala aqui e a", "quem fala aqui e o",
        "quem esta falando e", "quem ta falando e a", "quem ta falando e o",
        "sou a", "sou o", "eu sou a", "eu sou o", "eu sou", "sou", "aqui fala", "fala a", "e a",
        "e o", "aqui quem fala e a", "aqui quem fala e o", "quem escreve e", "quem escreve e a",
        "quem escreve e o", "quem esta falando e a", "quem esta falando e o", "falo em meu nome ,",
        "aqui e a sra", "aqui e o sr", "aqui e a dona",
      ]
    ),
    (
      .signature,
      [
        "att", "atte", "atenciosamente", "abraco", "abracos", "abs", "cordialmente", "grato",
        "grata", "obrigado",
        "obrigada", "bjs", "beijos", "respeitosamente", "ass", "assinado", "agradeco",
        "desde ja agradeco", "um abraco", "sds", "saudacoes", "cumprimentos", "obg", "obgd",
      ]
    ),
    (
      .note,
      [
        "cliente", "contato", "novo contato", "solicitante", "requerente", "usuario", "usuaria",
        "assistido", "assistida", "interessado", "interessada", "falei com",
        "atendi", "atendida", "atendido", "ligou", "ligacao de", "ligacao da", "ligacao do",
        "recebi ligacao de", "recebi ligacao da", "recebi ligacao do", "contato de", "contato da",
        "contato do", "chamada de", "mensagem de", "titular", "paciente", "sr", "sra", "senhor",
        "senhora", "dona", "seu", "srta", "dra", "dr", "pessoa", "atendimento a",
        "ligou a", "ligou o", "conversei com", "contatou-nos", "procurou-nos", "retorno para",
        "retornar para", "atendimento de", "reclamante", "denunciante", "remetente", "compareceu",
        "compareceu a", "compareceu o", "entrou em contato a", "entrou em contato o",
        "recebida ligacao de", "atendimento da", "atendimento do", "atd", "cli",
        "visitante", "inscrito", "inscrita", "aluno", "aluna", "manifestante", "cidadao", "cidada",
        "consumidor", "consumidora", "quem ligou foi", "quem ligou foi a", "quem ligou foi o",
        "falei c/", "contato c/",
      ]
    ),
    (.sender, ["de", "from", "remetente"]),
    (
      .other,
      [
        "filho de", "filha de", "mae de", "pai de", "mae do", "mae da", "pai do", "pai da",
        "filha do", "filha da", "filho do",
        "filho da", "esposa do", "esposa de", "marido da", "marido de", "irma do", "irma da",
        "irmao do", "irmao da", "vizinha da", "vizinha do", "vizinho da", "vizinho do",
        "tecnico", "tecnica", "atendente", "advogado", "advogada", "doutor", "doutora", "medico",
        "medica", "psicologo", "psicologa", "minha mae", "meu pai",
        "meu marido", "minha esposa", "meu filho", "minha filha", "meu irmao", "minha irma",
        "meu esposo", "minha vizinha", "meu vizinho", "minha amiga", "meu amigo",
        "gerente", "supervisor", "supervisora", "colega", "meu ex", "meu namorado",
        "minha namorada", "minha avo", "meu avo", "minha sogra", "meu chefe", "minha chefe",
        "sua mae", "seu pai", "seu filho", "sua filha",
        "seu marido", "sua esposa", "aos cuidados de", "a/c", "ex marido", "ex - marido",
        "companheiro", "meu companheiro",
        "avo de", "avo do", "avo da", "avo", "tia de", "tia do", "tia da", "tio do", "tio da",
        "prima do", "prima da", "amiga do", "amiga da", "neto", "neta", "motorista", "vendedor",
        "vendedora", "professor", "professora", "assistente social", "recepcionista", "minha tia",
        "meu tio", "minha prima", "meu primo", "minha neta", "meu neto", "minha cunhada",
        "meu cunhado", "indicada por", "indicado por", "indicacao de", "enviado por",
        "atendida por", "atendido por", "assistente", "consultor", "consultora", "corretor",
        "corretora", "porteiro", "sindico", "patroa", "patrao", "agressor", "autor",
        "responsavel tecnico", "cuidadora", "irma", "irmao", "esposa", "marido", "filho", "filha",
        "mae", "pai", "minha sobrinha", "meu sobrinho",
      ]
    ),
    (
      .otherName,
      [
        "nome da mae", "nome do pai", "em nome de", "em nome da", "em nome do", "no nome de",
        "no nome da", "no nome do", "nome da empresa", "nome do filho",
        "nome da filha", "nome do marido", "nome da esposa", "nome do tecnico", "nome do atendente",
        "nome da atendente", "nome dele e", "nome dela e", "nome dele", "nome dela",
        "nome do responsavel", "nome fantasia", "nome sujo", "nome do agressor", "nome do medico",
        "nome do menino", "nome da menina", "nome da crianca", "ele se chama", "ela se chama",
        "que se chama", "se chama", "nome do meu", "nome da minha", "meu nome sujo", "nome no",
        "nome limpo", "nome de usuario", "nome do bairro", "nome da rua", "nome do produto",
      ]
    ),
    (.socialName, ["nome social"]),
    (
      .answers,
      [
        "falar com", "falar com a", "falar com o", "falar c /", "procurar por", "chamar por",
        "procurar a",
        "procurar o",
      ]
    ),
  ])

  static let titles = hashes([
    "sr", "sra", "srta", "senhor", "senhora", "dona", "seu", "dr", "dra", "doutor", "doutora", "d",
    "prof",
    "professor", "professora", "senhorita", "sto", "pastor", "padre",
  ])
  static let particles = hashes([
    "da", "de", "do", "das", "dos", "e", "d", "di", "del", "della", "von", "van", "y", "la",
  ])
  /// Ends of a name that are no family name by themselves.
  static let suffixes = hashes(["junior", "jr", "filho", "neto", "sobrinho", "segundo"])

  /// Words in capitals, or at a line's begin, that are not names.
  static let notNames = hashes([
    "telefone", "tel", "fone", "cel", "celular", "email", "e", "mail", "cpf", "rg", "cnpj", "cep",
    "endereco", "rua", "motivo",
    "assunto", "data", "cidade", "bairro", "ola", "oi", "bom", "boa", "dia", "tarde", "noite",
    "prezados", "prezado", "prezada",
    "senhores", "atenciosamente", "obrigado", "obrigada", "att", "central", "atendimento",
    "atendente", "protocolo", "pedido",
    "urgente", "nao", "sim", "contato", "novo", "nova", "cliente", "nome", "quero", "preciso",
    "gostaria", "solicito", "solicita",
    "reclamacao", "elogio", "sugestao", "informacao", "segunda", "terca", "quarta", "quinta",
    "sexta", "sabado", "domingo", "hoje", "ontem", "amanha",
    "janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro",
    "whatsapp", "zap", "wpp", "instagram", "facebook", "lgpd", "sac", "ouvidoria", "apoio",
    "emocional", "psicologico", "juridica", "juridico",
    "orientacao", "violencia", "domestica", "cancelamento", "agendamento", "mensagem", "enviado",
    "para", "assunto", "re", "fwd", "enc", "de", "eu", "ele", "ela", "meu", "minha", "voce",
    "vocês",
    "voces", "equipe", "setor", "departamento", "prefeitura", "secretaria", "centro", "instituto",
    "associacao", "hospital", "escola", "banco", "loja",
    "mae", "pai", "filho", "filha", "esposa", "marido", "irmao", "irma", "vizinha", "vizinho",
    "amiga", "amigo", "moradora", "morador",
    "aposentada", "aposentado", "professora", "professor", "enfermeira", "estudante", "gestante",
    "viuva", "viuvo", "solteira", "casada", "divorciada", "autonoma", "diarista", "titular",
    "cidada", "cidadao",
    "aqui", "quem", "fala", "falando", "sou", "estou", "esta", "ligou", "disse", "informou",
    "pediu", "quer", "deseja", "relata", "urgencia", "retorno", "observacao", "obs", "anonimo",
    "anonima", "nenhum", "nenhuma",
    "uma", "um", "o", "a", "os", "as", "que", "com", "sem", "muito", "muita", "por", "favor",
    "ajuda", "socorro", "mim", "mulher", "homem", "mesma", "mesmo", "responsavel", "dono",
    "proprietaria", "proprietario", "inquilina", "inquilino", "servico",
    "golpe", "fatura", "boleto", "internet", "conta", "luz", "agua", "cartao", "pix", "sp", "rj",
    "mg", "ba", "pr", "rs", "sc", "go", "df", "es", "pe", "ce", "pa", "am", "ma", "pb", "rn", "al",
    "se", "pi", "mt", "ms", "to", "ro", "ac", "ap", "rr", "nascimento:",
    "atualizacao", "cadastro", "cadastral", "dados", "pessoais", "documento", "documentos",
    "solicitacao", "registro", "ocorrencia", "chamado", "ligacao", "recado", "aviso", "promocao",
    "oferta", "parabens", "premio", "ganhou", "clique", "gratis", "emprestimo", "credito",
    "desconto", "pois", "porque", "mas", "ainda", "agora", "ja", "so", "tambem", "moro", "tenho",
    "queria", "fui", "foi", "vou", "tive", "comprei", "recebi", "liguei", "peco", "venho",
    "desculpa", "desculpe", "ok", "certo", "segue", "seguem", "anexo", "favor", "ddd", "ramal",
    "anos", "nascida", "nascido", "brasil", "idade", "sexo", "profissao", "estado", "civil",
    "pessoa", "canal", "sistema", "suporte", "tecnico", "tecnica", "medico", "medica", "advogado",
    "advogada", "ligar", "whats", "beneficio", "processo", "numero", "codigo", "entrou",
    "compareceu", "procurou", "informa", "reclama", "mora", "diz",
    "feminino", "masculino", "residencial", "comercial", "fixo", "recados", "demanda",
    "encaminhamento", "resumo", "anotacao", "anotacoes", "ficha", "triagem", "acolhimento",
    "plantao", "usuario", "usuaria", "segue", "abraco", "abracos", "grata", "grato", "deus",
    "nossa", "gente", "moca", "moco", "minha", "nosso", "elas", "eles", "isso", "esse", "essa",
    "este", "brasileira", "brasileiro",
  ])

  /// What follows a caller's name in an attendant's note.
  static let verbs = hashes([
    "ligou", "informa", "informou", "relata", "relatou", "solicita", "solicitou", "pede", "pediu",
    "quer", "deseja", "reclama",
    "reclamou", "disse", "diz", "entrou", "procurou", "procura", "compareceu", "mora", "busca",
    "precisa", "veio", "esta", "conta", "contou",
    "telefonou", "escreveu", "mandou", "enviou", "residente", "moradora", "morador", "chorando",
    "agradece", "agradeceu", "elogiou", "sugeriu", "sugere", "elogia", "denuncia", "denunciou",
    "retornou", "perguntou", "pergunta", "gostaria", "cancelou", "necessita", "refere", "apresenta",
    "teme", "sofre", "sofreu", "foi", "teve", "tel", "telefone", "cel", "cpf", "fone", "nao",
    "quis", "queria", "aguarda",
  ])

  private static func hashes(_ words: [String]) -> WordSet {
    WordSet(words.map { WordHash($0.utf8) })
  }
}
