import ContactsCore
import Extraction
import Testing

/// One line each, for the ways in which people name themselves, their town, their day and their need.
@Suite("Recognisers: one-line probes of names, days and wishes")
struct RecognisersPersonProbeTests {
  @Test(arguments: [
    ("aqui é a bia, queria saber do curso", "Bia"),
    ("meu nome é luzia de fatima e moro longe", "Luzia de Fatima"),
    ("eu me chamo lourdes lourdes ferreira pinto", "Lourdes Ferreira Pinto"),
    ("me chamo maria do livramento e moro aqui", "Maria do Livramento"),
    ("jaqueline moura falando, boa tarde", "Jaqueline Moura"),
    ("Boa tarde, Eurípedes Caiado aqui.", "Eurípedes Caiado"),
    ("quero a segunda via do carnê. Marlúcia", "Marlúcia"),
    ("não recebi a fatura. Josimar, Marabá", "Josimar"),
    ("cli Jucélia, cel 79 98844-1067", "Jucélia"),
    ("Solicitante: Valquíria Sepúlveda, 47a", "Valquíria Sepúlveda"),
    ("Nome: Rosana Peixe, aliás, Rosângela Peixe", "Rosângela Peixe"),
    ("Nome de registro: Carlos Pinho. Nome social: Kamilly Pinho", "Kamilly Pinho"),
    ("Cabo PM Eliseu Trindade pede material", "Eliseu Trindade"),
    ("Bom dia, Priscila.\nquero a fatura\nAtt,\nEvaristo Lacerda", "Evaristo Lacerda"),
    ("agradeço ao Dr. Anselmo.\nMaria das Dores Bitencourt", "Maria das Dores Bitencourt"),
    ("Escola Prof. Clóvis, diretora Ivani Mazzafera pede palestra", "Ivani Mazzafera"),
    ("Sou Jean-Baptiste Desrosiers, haitiano", "Jean-Baptiste Desrosiers"),
    ("Liga pra Dona Zefinha amanhã", "Zefinha"),
    ("Atend. Rogério falando c/ cliente Suelen Baptistella", "Suelen Baptistella"),
    ("Somos Edvânia e Luís Cláudio Moreno. Quem fala é o Luís Cláudio", "Luís Cláudio Moreno"),
    ("kelvin 61 3352-8890", "Kelvin"), ("Aqui é Pedro Santos, de Santos", "Pedro Santos"),
    ("o técnico João não veio", nil), ("quero falar com a Márcia", nil),
    ("Religação. Tel. 62 3511-8804", nil), ("moro em Campinas", nil),
    ("preciso de ajuda, estou triste", nil), ("ME LIGA 81988110077", nil),
    ("Chama-se Laurindo Bastos. Quer desbloquear o cartão", "Laurindo Bastos"),
    ("Meu nome é Ana Prado. O sobrinho chama-se Bruno Lima", "Ana Prado"),
    ("aqui escreve Ismália Rabelo, moradora daqui", "Ismália Rabelo"),
    ("Compareceu ao balcão Maria Tonelli, pede inclusão", "Maria Tonelli"),
    ("Wesley Patrick Lobo, egresso. Defensora Dra. Olga ciente", "Wesley Patrick Lobo"),
    ("Munícipe não se identificou", nil),
    ("ret. lig. Jandira p/ marcar dentista", "Jandira"),
    ("só queria que tirassem meu nome da lista", nil), ("não deixou nome nem telefone", nil),
    ("zap 64 99288-1730 Vilmar Rezende-Rio Verde/GO, falta água", "Vilmar Rezende"),
    ("Aqui é a Ana Prado-Lima", "Ana Prado-Lima"),
    ("Caminhoneiro ligou da BR-116, com dor no peito", nil),
    (
      "[19:20, 20/11/2026] Central: Olá! Informe nome e cidade.\n[19:22, 20/11/2026] ~Drica: oi\n"
        + "[19:22, 20/11/2026] ~Drica: Adriana Falcão, Ribeirão Preto", "Adriana Falcão"
    ),
    (
      "[19:20, 20/11/2026] Central: Qual o nome do paciente?\n"
        + "[19:22, 20/11/2026] Rosa Lima: Adriana Falcão, minha tia", "Rosa Lima"
    ),
    (
      "[11:20, 20/11/2026] ONG: Nome e telefone?\n"
        + "[11:26, 20/11/2026] Desconhecido: Tati Belmonte 21 2719 3380", "Tati Belmonte"
    ),
  ])
  func `the caller's name`(note: String, name: String?) {
    #expect(extract(note).fields.name?.value == name)
  }

  @Test(arguments: [
    ("ret seg após 16h", "2026-11-23T16:00-03:00"), ("urg p/ hj", "2026-11-21"),
    ("dia 31/11? não, então 1/12", "2026-12-01"),
    ("a audiência é daqui a uma hora", "2026-11-21T11:30-03:00"),
    ("sexta passada faltou luz", "2026-11-20"), ("marcar quinta que vem", "2026-11-26"),
    ("pode ser 10/12 às 8h30", "2026-12-10T08:30-03:00"),
    ("moro na rua 25 de março, pode vir amanhã", "2026-11-22"),
    ("atendo de segunda a sexta", nil), ("moro na rua 7 de setembro", nil),
    ("parcela 3/12", nil), ("pressão 14/9", nil), ("nascida em 04/07/1961", nil),
    ("na av. 15 de Novembro", nil),
  ])
  func `the day that is meant`(note: String, date: String?) {
    #expect(extract(note).fields.date?.value.iso8601 == date)
  }

  @Test(arguments: [
    ("fui ao CRAS de Codó", "Codó"), ("sou o adão ferreira de itapecuru mirim", "Itapecuru Mirim"),
    ("nasci em Jequié mas moro em Itabuna", "Itabuna"), ("Roberto Campinas", nil),
    ("rua Salvador, 10", nil), ("Cidade/UF: Caxias do Sul/RS", "Caxias do Sul"),
    ("o lixo não passa, bairro Laguinho macapá", "Macapá"),
    ("rua Petrópolis", nil), ("ivonete r. salgueiro, picos pi", "Picos"),
    ("Diamantina, 23 de fevereiro de 2026.\nPeço providências", "Diamantina"),
    ("podem buscar sábado de manhã, ribeirão preto", "Ribeirão Preto"),
    ("a gente é de Sobral", "Sobral"), ("valor da passagem p/ Teresina", nil),
  ])
  func `the caller's town`(note: String, city: String?) {
    #expect(extract(note).fields.city?.value == city)
  }

  @Test(arguments: [
    ("não é urgente", Urgency.low), ("não tem urgência nenhuma", .low), ("sem pressa", .low),
    ("ano passado clonaram meu chip, já foi resolvido", .medium),
    ("palestra de prevenção ao suicídio", .medium), ("não corro perigo", .medium),
    ("meu padrasto me bate", .critical), ("meu pai caiu e tá desacordado", .critical),
    ("minha filha sumiu", .critical), ("tem fumaça saindo do abrigo", .critical),
    ("estão tirando dinheiro da minha conta agora", .critical),
    ("o prazo é hj até 23h59", .high), ("socorro, o link não abre", .high),
    ("vão cortar minha luz hoje", .high), ("quero doar um guarda-roupa", .medium),
    ("parabéns à equipe", .low), ("só queria saber o horário", .low),
  ])
  func `how soon somebody must act`(note: String, urgency: Urgency) {
    #expect(extract(note).fields.urgency?.value == urgency)
  }

  @Test(arguments: [
    ("Assunto: RE: RE: Pendência documental", "Pendência documental"),
    ("Ana Lima, 85 98877-1020, transporte pra hemodiálise", "transporte pra hemodiálise"),
    ("62 98877-1020. a nota fiscal veio errada", "a nota fiscal veio errada"),
    ("ref. parceria", "parceria"),
    ("preciso da segunda via do cartão", "segunda via do cartão"),
    ("queremos entrar na fila de adoção", "entrar na fila de adoção"),
    ("Assunto: URGENTE\n\nSó preciso trocar o endereço", "trocar o endereço"),
    ("ME LIGA 81988110077", nil), ("BET LIBERADA, ganhe giros grátis, cupom X", nil),
  ])
  func `what is wanted`(note: String, reason: String?) {
    #expect(extract(note).fields.reason?.value.text == reason)
  }
}
