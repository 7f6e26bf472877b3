import ContactsCore
import Extraction
import Testing

@Suite("Recognisers: names, places, dates, reasons, urgency")
struct RecognisersFieldTests {
  @Test(arguments: [
    ("Novo contato: Maria Silva, telefone 11-9999-8888, motivo: apoio emocional", "Maria Silva"),
    ("Conceição Araújo\n21988776655\n conceicao@exemplo.com.br\n52998224725", "Conceição Araújo"),
    ("meu nome é maria aparecida da silva e eu queria ajuda", "Maria Aparecida da Silva"),
    ("Aqui é o Dr. José Carlos de Sá e Souza.", "José Carlos de Sá e Souza"),
    (
      "[10:21, 21/11/2026] Ana Paula Reis: bom dia\n[10:22, 21/11/2026] Central: oi",
      "Ana Paula Reis"
    ),
    ("Sra. Ivone Batista ligou sobre o filho Pedro", "Ivone Batista"),
    ("quero saber do curso\nAtt,\nDirceu Fontana", "Dirceu Fontana"),
    ("Sou a Joana, mãe do Pedro Henrique Lima", "Joana"),
  ])
  func `the caller's name is read`(note: String, name: String) {
    #expect(extract(note).fields.name?.value == name)
  }

  @Test(arguments: [
    "quero cancelar a internet", "o técnico João não veio", "Ligação anônima, sem nome",
  ])
  func `nobody else's name is taken for the caller's`(note: String) {
    #expect(extract(note).fields.name == nil)
  }

  @Test(arguments: [
    ("moro em Campinas-SP", "Campinas", StateCode.SP), ("aqui de bh", "Belo Horizonte", .MG),
    ("sou a Carla Campinas, de Uberlândia/MG", "Uberlândia", .MG),
    ("cidade: São Luís", "São Luís", .MA),
    ("Rua Salvador, 10, em Santos", "Santos", .SP), ("moro em sto andre-sp", "Santo André", .SP),
    ("Mora em São Leo", "São Leopoldo", .RS), ("Onésimo, C. Frio, 22 2643-9015", "Cabo Frio", .RJ),
    ("Ana, tel (17) 3227-8801 - SJRP", "São José do Rio Preto", .SP),
    ("Plantão. Bina 48 98802-7719. Fpolis.", "Florianópolis", .SC),
    ("soy Ana Prado, estoy en Pacaraima", "Pacaraima", .RR),
  ])
  func `the city and its state are read`(note: String, city: String, state: StateCode) {
    let fields = extract(note).fields
    #expect(fields.city?.value == city)
    #expect(fields.state?.value == state)
  }

  @Test func `towns of one name are told apart by the area code, or left without a state`() {
    #expect(extract("moro em Cascavel").fields.state == nil)
    #expect(extract("moro em Cascavel, tel (45) 99911-3344").fields.state?.value == .PR)
    #expect(extract("moro no interior da Bahia").fields.state?.value == .BA)
    #expect(extract("Meu nome é Roberto Santos").fields.city == nil)
  }

  @Test(arguments: [
    ("quero para amanhã às 15h", "2026-11-22T15:00-03:00"), ("pode ser dia 3?", "2026-12-03"),
    ("na próxima terça-feira de manhã", "2026-11-24"), ("sexta passada faltou luz", "2026-11-20"),
    ("marcar para 10/12", "2026-12-10"), ("o fato foi em 10 de outubro de 2026", "2026-10-10"),
    ("retornar em 2026-11-27", "2026-11-27"), ("me liguem daqui a 3 dias", "2026-11-24"),
    ("há duas semanas pedi e nada", "2026-11-07"),
    ("amanhã às três e meia da tarde", "2026-11-22T15:30-03:00"),
    ("preciso até sexta", "2026-11-27"), ("comprei no dia 3 e não chegou", "2026-11-03"),
    ("quinta ao meio-dia", "2026-11-26T12:00-03:00"), ("depois de amanhã", "2026-11-23"),
    ("semana que vem", "2026-11-23"), ("anteontem", "2026-11-19"), ("no fim do mês", "2026-11-30"),
  ])
  func `days are counted from now`(note: String, date: String) {
    #expect(extract(note).fields.date?.value.iso8601 == date)
  }

  @Test(arguments: [
    "Nascimento: 12/03/1988", "[10:21, 21/11/2026] Ana Reis: oi", "quero a segunda via",
    "hoje em dia é difícil", "Em 19/11/2026, Central escreveu:",
  ])
  func `births, quoted stamps and idioms are no dates`(note: String) {
    #expect(extract(note).fields.date == nil)
  }

  @Test(arguments: [
    ("não é urgente", Urgency.low), ("é urgente!", .high), ("meu marido me bateu", .critical),
    ("não corro risco", .medium), ("clonaram meu cartão", .critical), ("quero elogiar vocês", .low),
    ("quero mudar o plano", .medium), ("sem pressa", .low), ("preciso ainda hoje", .high),
    ("não aguento mais, quero morrer", .critical), ("Maria do Socorro Lima ligou", .medium),
  ])
  func `urgency follows its cues and their negations`(note: String, urgency: Urgency) {
    #expect(extract(note).fields.urgency?.value == urgency)
  }

  @Test(arguments: [
    ("motivo: apoio emocional", "apoio emocional", "apoio_emocional"),
    ("quero cancelar o meu plano", "cancelar o meu plano", "cancelamento"),
    (
      "gostaria de orientação jurídica, pois fui demitido", "orientação jurídica",
      "orientacao_juridica"
    ),
    ("Sr. Jorge solicita a segunda via do boleto", "segunda via do boleto", "segunda_via"),
  ])
  func `the reason is what the note words, with the catalogue's code`(
    note: String, text: String, code: String
  ) {
    let reason = extract(note).fields.reason
    #expect(reason?.value.text == text)
    #expect(reason?.value.code == code)
    #expect(quoted(reason?.span, in: note) == text)
  }

  @Test func `the canonical note gives each field its span`() {
    let fields = extract(
      "Novo contato: Maria Silva, telefone 11-9999-8888, motivo: apoio emocional"
    ).fields
    #expect(fields.name?.span == 14..<25)
    #expect(fields.phones.first?.span == 36..<48)
    #expect(fields.phones.first?.value.national == "(11) 9999-8888")
    #expect(fields.phones.first?.value.isComplete == true)
    #expect(fields.reason?.span == 58..<73)
  }

  @Test func `companies' numbers hold by their check digits, with letters too`() {
    #expect(CNPJ("12.ABC.345/01DE-35")?.formatted == "12.ABC.345/01DE-35")
    #expect(CNPJ("12.345.678/0001-95")?.code == "12345678000195")
    #expect(CNPJ("12.345.678/0001-96") == nil)
    #expect(CNPJ("11.111.111/1111-11") == nil)
    #expect(CNPJ("12345") == nil)
  }
}
