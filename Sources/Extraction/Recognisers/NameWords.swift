/// The words around which people say and write names.
enum NameWords {
  enum Cue: Sendable {
    /// "meu nome é", "me chamo", "nome:".
    case statement
    /// "quem fala?", "como se chama?": the answer is the name.
    case question
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
        "nome do titular", "nome do responsavel", "nome da responsavel",
        "nome do responsavel legal", "quem solicita :", "quem liga :", "quem ligou :",
        "quem fala :", "quem pede :", "nome p/ contato", "meu nme e", "meu nomi e", "me xamo",
        "mi nombre es",
        "me llamo", "my name is", "meu nome eh o", "meu nome e a", "meu nome e o", "nome :",
        "falou chamar - se", "disse chamar - se", "diz chamar - se", "disse se chamar",
        "diz se chamar", "falou se chamar", "diz que se chama", "disse que se chama",
        "identificou - se como", "se identificou como", "identifica - se como",
        "se identifica como", "identificando - se como",
        "prefiro ser chamada de", "prefiro ser chamado de",
        "pode me chamar so de", "podem me chamar de", "o meu nome e", "nome e", "eu me chamo",
        "nombre :", "quem lhes escreve e", "quem vos escreve e", "quem escreve e",
        "aqui quem escreve e",
      ]
    ),
    (
      .question,
      [
        "como se chama", "como voce se chama", "como o senhor se chama", "como a senhora se chama",
        "qual seu nome", "qual o seu nome", "qual e o seu nome", "qual e seu nome", "seu nome",
        "nm", "seu nm", "com quem falo", "com quem eu falo", "quem fala", "quem esta falando",
        "quem ta falando", "quem e", "pode me dizer seu nome", "me diz seu nome",
        "me fala seu nome",
        "qual seu nome completo", "seu nome completo", "qual o nome", "qual nome", "qual e a graca",
      ]
    ),
    (
      .introduction,
      [
        "soy", "soy el", "soy la", "yo soy", "eh a", "eh o", "alo e", "alo , e", "alo eh", "oi e",
        "oi , e", "oi eh", "bom dia e",
        "boa tarde e", "boa noite e", "alo aqui e", "que subscreve e",
        "aqui e o", "aqui e a", "aqui eh o", "aqui eh a", "aqui e", "aqui quem fala e",
        "quem fala e", "quem fala aqui e",
        "quem fala e a", "quem fala e o", "quem fala aqui e a", "quem fala aqui e o",
        "quem esta falando e", "quem ta falando e a", "quem ta falando e o",
        "eu", "eu ,", "aqui escreve", "aqui escreve a", "aqui escreve o", "sou a", "sou o",
        "eu sou a", "eu sou o", "eu sou", "sou", "aqui fala",
        "fala a", "e a",
        "e o", "aqui quem fala e a", "aqui quem fala e o", "quem escreve e", "quem escreve e a",
        "quem escreve e o", "quem esta falando e a", "quem esta falando e o", "falo em meu nome ,",
        "aqui e a sra", "aqui e o sr", "aqui e a dona", "quem pede e", "quem pede e a",
        "quem pede e o", "quem liga e", "quem ligou e", "quem assina e", "quem solicita e",
        "quem esta ligando e", "quem ta ligando e", "falo em nome proprio ,", "aki e", "aki e a",
        "aki e o", "aq e a", "aq e o", "aqui eh", "aqui quem ta falando e", "aqui e o seu",
        "quem vos fala e", "quem esta na linha e", "quem esta na linha e o",
        "quem esta na linha e a", "quem liga e o", "quem liga e a", "quem precisa e",
        "quem precisa e o", "quem precisa e a",
      ]
    ),
    (
      .signature,
      [
        "att", "atte", "atenciosamente", "abraco", "abracos", "abs", "cordialmente", "grato",
        "grata", "obrigado",
        "obrigada", "bjs", "beijos", "respeitosamente", "ass", "assinado", "agradeco",
        "desde ja agradeco", "um abraco", "sds", "saudacoes", "cumprimentos", "obg", "obgd",
        "com estima", "com apreco", "com todo o respeito",
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
        "falei c/", "contato c/", "pcte", "segurado", "segurada", "beneficiario", "beneficiaria",
        "req", "usr", "inscr", "mutuario", "mutuaria", "candidato", "candidata", "associado",
        "associada", "acolhida", "acolhido", "resp pelo contato", "em contato", "ligar para",
        "liga pra", "liga para", "retornar a", "ret p /", "ligar p /", "pac", "moradora",
        "morador", "munícipe", "municipe", "contribuinte", "servidora", "servidor",
        "responsavel :", "responsavel legal :", "resp :", "resp . :", "acompanhante :",
        "vitima :", "declarante :", "informante :", "comunicante :", "interessada :",
        "nome do aluno", "nome da aluna", "nome da crianca",
        "interessado :", "representante :", "procurador :", "procuradora :", "chama - se",
        "compareceu ao balcao", "compareceu no balcao", "compareceu ao plantao",
        "compareceu a unidade", "compareceu a recepcao", "lig receb de", "lig . receb . de",
        "ligacao recebida de", "recebi ligacao de",
        "recebida ligacao de", "ret lig", "ret . lig .", "retornar lig", "retornar ligacao de",
      ]
    ),
    (.sender, ["de", "from", "remetente"]),
    (
      .other,
      [
        "pela tia", "pelo tio", "pela mae", "pelo pai", "pela filha", "pelo filho", "pela esposa",
        "pelo marido", "pela irma", "pelo irmao", "pela avo", "pelo avo", "pela sogra",
        "pelo sogro", "pela amiga", "pelo amigo", "pela vizinha", "pelo vizinho", "com a chave",
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
        "mae", "pai", "minha sobrinha", "meu sobrinho", "falou com", "falou com a", "falou com o",
        "falou c /", "fui atendida por", "fui atendido por", "fui atendida pela",
        "fui atendido pelo", "atendida pela", "atendido pelo", "atend", "tec", "enf", "enfermeira",
        "enfermeiro", "um tal de", "uma tal de", "chamada", "chamado", "meu finado marido",
        "finado", "finada", "falecido", "falecida", "minha comadre", "meu compadre", "afilhada",
        "afilhado", "enteada", "enteado", "minha enteada", "meu enteado", "sogra", "sogro",
        "minha cuidadora", "funcionario nosso", "funcionaria nossa", "funcionario",
        "funcionaria", "cuidador de", "mae de", "namorado", "namorada", "padrasto", "madrasta",
        "meu padrasto", "vizinho", "vizinha", "moca", "moco", "tal de", "encaminhado por",
        "encaminhada por", "encaminhar para", "encam", "cc", "c/c", "testemunha", "acusado",
        "acusada", "suspeito", "locador", "instalador", "entregador", "gari", "pedreiro",
        "minha patroa", "meu patrao", "minha colega", "meu colega", "o cara", "atendente :",
        "operador", "operadora", "sobrinho", "sobrinha", "tio", "tia", "primo", "prima", "nora",
        "genro", "cunhado", "cunhada",
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
    (.socialName, ["nome social", "meu nome social e", "nome social e"]),
    (
      .answers,
      [
        "falar com", "falar com a", "falar com o", "fala com", "fala com a", "fala com o",
        "chamar a", "chamar o", "chamar", "falar c /", "procurar por", "chamar por",
        "procurar a",
        "procurar o",
      ]
    ),
  ])

  static let titles = hashes([
    "sr", "sra", "srta", "senhor", "senhora", "dona", "seu", "dr", "dra", "doutor",
    "doutora", "d",
    "prof", "professor", "professora", "profa", "senhorita", "sto", "pastor", "pastora", "padre",
    "frei", "cabo", "pm", "sgt", "sargento", "soldado", "sd", "tenente", "ten", "capitao",
    "major", "maj", "maestro", "coronel", "delegado", "delegada", "vereador", "vereadora",
    "deputado", "deputada",
    "diretor", "diretora", "coordenador", "coordenadora", "presidente", "cacique", "mestre",
    "missionaria", "missionario", "desembargador", "juiz", "juiza", "prefeito",
    "prefeita", "engenheiro", "engenheira", "eng", "arq", "cb", "gestora", "gestor",
  ])
  static let particles = hashes([
    "da", "de", "do", "das", "dos", "e", "d", "di", "del", "della", "von", "van", "y", "la",
  ])
  /// What follows "Maria do" and the like.
  static let devotional = hashes([
    "socorro", "carmo", "rosario", "livramento", "ceu", "dores", "gracas", "lourdes", "fatima",
    "jesus", "penha", "luz", "gloria", "guia", "paz", "piedade", "nascimento", "conceicao",
    "rocio", "patrocinio", "desterro", "perpetuo", "neves", "merces", "candeias", "ajuda", "bonfim",
    "rosa", "cruz", "anjos", "santos", "consolacao", "amparo", "saude", "remedios", "prazeres",
    "assuncao", "divino", "espirito", "deus", "sagrado", "salete", "aparecida", "monte", "pilar",
    "belem", "nazare", "vitorias", "chagas", "virgens", "reis", "oliveira", "prado",
  ])

  /// Names that are towns too, and follow "de" as often as not: "Ana de Castro", "Maria de Nazaré".
  static let afterDe = hashes([
    "assis", "castro", "toledo", "campos", "viana", "lima", "faria", "prado", "sousa", "souza",
    "oliveira", "paiva", "miranda", "medeiros", "moura", "barros", "freitas", "almeida", "azevedo",
    "camargo", "queiroz", "mesquita", "mendonca", "barbosa", "resende", "aguiar", "alcantara",
    "avelar", "bastos", "borba", "botelho", "braganca", "castilho", "gouveia", "lucena", "morais",
    "oliva", "padua", "paula", "santana", "siqueira", "sales", "salles", "torres", "valenca",
    "jesus", "deus", "lourdes", "fatima", "nazare", "cassia", "belem", "arimateia", "betania",
    "guadalupe", "luz", "loreto", "loyola", "lucia", "franca", "brito", "carvalho", "matos",
    "andrade", "araujo", "abreu", "melo", "macedo", "goes", "menezes", "vasconcelos", "novais",
    "alvarenga", "tarso", "cerqueira", "bessa", "benevides", "cassias", "caldas", "paz", "santa",
  ])

  /// Proper names of these are no people's.
  static let institutions = hashes([
    "escola", "colegio", "rua", "av", "avenida", "hospital", "bairro", "praca", "travessa",
    "creche", "clinica", "instituto", "associacao", "padaria", "loja", "construtora", "ubs", "upa",
    "rodovia", "alameda", "jardim", "jd", "vila", "parque", "conjunto", "residencial", "edificio",
    "condominio", "fundacao", "igreja", "paroquia", "mercado", "farmacia", "estadual", "municipal",
    "estrada", "largo", "viaduto", "ponte", "shopping", "hotel", "restaurante", "lei", "banco",
    "posto", "sitio", "fazenda", "aldeia", "distrito", "sociedade", "empresa", "oficina", "salao",
    "casa", "lar", "cemiterio", "teatro", "ginasio", "estadio", "aeroporto", "terminal", "grupo",
    "universidade", "faculdade", "asilo", "abrigo", "centro",
  ])

  /// Ends of a name that are no family name by themselves.
  static let suffixes = hashes(["junior", "jr", "filho", "neto", "sobrinho", "segundo"])

  /// Words in capitals, or at a line's begin, that are not names.
  static let notNames = hashes([
    "telefones", "celulares", "contatos", "nem", "br", "bina", "port", "end", "bebe", "municipe",
    "proprio", "propria", "cia", "lista", "desconhecido",
    "desconhecida",
    "visitante", "convidado", "convidada", "frentista", "caminhoneiro", "caminhoneira", "taxista",
    "motoboy", "cozinheira", "faxineira", "vigilante", "agricultor", "agricultora", "costureira",
    "telefone", "tel", "fone", "cel", "celular", "email", "e", "mail", "cpf", "rg", "cnpj", "cep",
    "endereco", "rua", "motivo", "municipio", "relato",
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
    "proprietaria", "proprietario", "inquilina", "inquilino", "servico", "cli", "tentativa",
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
    "este", "brasileira", "brasileiro", "fatura", "vence", "reclama", "plano", "sus", "inss",
    "cras", "creas", "caps", "bpc", "loas", "detran", "procon", "fgts", "ctps", "cnh", "nis", "pis",
    "iptu", "enem", "eja", "ead", "upa", "ubs", "samu", "avenida", "av", "travessa", "quadra",
    "lote", "casa", "apto", "bloco", "ref", "motivo", "queixa", "duvida", "pergunta", "resposta",
    "valeu", "abs", "bjs", "peço", "peco", "oie", "alo", "opa", "eita", "gratidao", "sindicato",
    "igreja", "empresa", "construtora", "padaria", "mercado", "farmacia", "supermercado", "clube",
    "projeto", "programa", "curso", "aula", "oficina", "palestra", "entrevista", "reuniao",
    "transporte", "consulta", "exame", "remedio", "medicamento", "receita", "laudo", "atestado",
    "certidao", "declaracao", "comprovante", "recibo", "nota", "fiscal", "contrato", "matricula",
    "inscricao", "vaga", "emprego", "trabalho", "pensao", "guarda", "divorcio", "inventario",
    "denuncia", "agressao", "ameaca", "abuso", "violencia", "racismo", "suicidio", "depressao",
    "ansiedade", "panico", "luto", "doacao", "parceria", "convite", "visita", "religacao",
    "retificacao", "correcao", "alteracao", "exclusao", "portabilidade", "cobranca", "reembolso",
    "estorno", "multa", "juros", "acordo", "parcelamento", "visto", "passaporte", "titulo",
    "passo", "mando", "segue", "veja", "ver", "favor", "verificar", "analisar", "agendar",
    "marcar", "remarcar", "cancelar", "mudar", "trocar", "atualizar", "corrigir", "pagar",
    "receber", "devolver", "sugiro", "elogio", "adoro", "amei", "parabens", "excelente", "otimo",
    "otima", "pessimo", "pessima", "horrivel", "absurdo", "vergonha", "descaso", "falta",
    "chama", "liga", "ligue", "liguem", "retorne", "retornem", "mandem", "mande", "manda", "venham",
    "preferencia", "melhor", "somente", "apenas", "depois", "antes", "apos", "durante", "entre",
    "quando", "onde", "como", "qual", "quais", "quanto", "quantos", "porta", "portao", "campainha",
    "tim", "claro", "vivo", "oi", "correios", "loterica", "caixa", "bradesco", "itau", "santander",
    "nubank", "serasa", "spc", "receita", "federal", "estadual", "municipal", "fone", "fixo",
    "insta", "site", "link", "app", "aplicativo", "video", "audio", "foto", "midia", "oculta",
    "figurinha", "imagem", "arquivo", "hola", "bonjou", "hello", "hi", "visitante", "deus", "amem",
    "kkk", "rs", "haha", "socorro", "fogo", "sangue", "faca", "arma", "tiro", "crise", "pediu",
    "nascimento", "dn", "nasc", "solteiro", "casado", "viuva", "pai", "dele", "dela", "deles",
    "todo", "toda", "todos", "todas", "cada", "outro", "outra", "outros", "mais", "menos", "nada",
    "tudo", "algo", "alguem", "ninguem", "sempre", "nunca", "talvez", "podem", "pode", "poderia",
    "poderiam", "queremos", "precisamos", "gostariamos", "estamos", "somos", "temos", "vamos",
    "meus", "minhas", "nossos", "nossas", "seus", "suas", "foi", "ser", "era", "sera", "acho",
    "sei", "vi", "vim", "fiz", "faco", "faz", "fazer", "ajudem", "ajude", "salve", "tchau", "ate",
    "enfermeiro", "motorista", "caminhoneiro", "pedreiro", "analista", "gerente", "supervisor",
    "supervisora", "contador", "contadora", "corretor", "corretora", "vendedor", "vendedora",
    "psicologa", "psicologo", "assistente", "cuidadora", "cuidador", "recepcionista", "haitiano",
    "haitiana", "venezuelana", "venezuelano", "uruguaio", "uruguaia", "boliviana", "boliviano",
    "argentina", "argentino", "paraguaio", "paraguaia", "angolano", "angolana", "sirio", "siria",
    "janeiro", "ensino", "fundamental", "medio", "superior", "publica", "publico", "privado",
    "acolher", "presencial", "online", "remoto", "visto", "sem", "zero", "tipo", "origem",
    "prioridade", "alta", "baixa", "media", "critica", "normal", "status", "aberto", "fechado",
    "pendente", "concluido", "hora", "horario", "turno", "periodo", "semana", "mes", "ano",
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
    "quis", "queria", "aguarda", "ditou", "confirma", "confirmou", "afirma", "afirmou", "alega",
    "alegou", "passou", "deixou", "ligando", "narra", "narrou", "comparece", "requer", "requereu",
  ])

  private static func hashes(_ words: [String]) -> WordSet {
    WordSet(words.map { WordHash($0.utf8) })
  }
}
