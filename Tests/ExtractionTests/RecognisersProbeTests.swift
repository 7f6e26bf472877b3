import ContactsCore
import Extraction
import Testing

/// One line each, for the ways in which people give their telephones, addresses and documents.
@Suite("Recognisers: one-line probes of numbers and addresses")
struct RecognisersProbeTests {
  @Test(arguments: [
    // Corrected in part.
    ("meu cel é 31 98877-1020, não, desculpa, é 99231", "+5531992311020"),
    ("anota 85 98123-4567, ops, final 4576", "+5585981234576"),
    ("fone 48 3222-1010, aliás 1011", "+554832221011"),
    ("zap 19 99120-3344, digo, final 45", "+5519991203345"),
    ("tel 47 3333-2020, corrigindo, é 3344 o começo", "+554733442020"),
    ("cel 11 97070-1010. Desculpa, o DDD é 12", "+5512970701010"),
    ("Ana: 27 99888-1212\n[10:22, 21/11/2026] Ana: *1213", "+5527998881213"),
    ("meu número é 11 98765-4321, não, desculpa, é 11 91234-5678", "+5511912345678"),
    // Carriers, country codes, extensions.
    ("retornar no 0 15 11 98765-4321", "+5511987654321"),
    ("ligue 0 21 55 99154-2280", "+5555991542280"),
    ("fone 0xx11 4437-8090", "+551144378090"), ("tel (0**62) 3944-1208", "+556239441208"),
    ("tel 041 99812-3347", "+5541998123347"), ("0055 27 99733-4108 é meu número", "+5527997334108"),
    ("+55 (81) 9 9123-4567", "+5581991234567"),
    ("ligar 14 3879-2200 ramal 21", "+551438792200"),
    ("cel ９１ ９８１２３－４５６７", "+5591981234567"),
    // In words.
    ("meu zap dois um nove sete três três um duplo quatro zero oito", "+5521973314408"),
    (
      "o número é noventa e um né nove oito deixa eu ver oito quatro sete sete zero um dois",
      "+5591988477012"
    ),
    ("ddd 27, 9 9801 quarenta quarenta", "+5527998014040"),
    ("telefone oitenta e cinco nove nove um dois três meia sete oito nove", "+5585991236789"),
    // Preferences.
    ("41 99612-0087 ou em casa 41 3356-2219, melhor no fixo", "+554133562219"),
    ("tim 84 99612-7003, claro 84 98120-7718, prefiro que chame na claro", "+5584981207718"),
    ("whats +234 803 123 4567, mas pra ligar é no 11 96410-2283", "+5511964102283"),
    // Third parties, trades and institutions beside the caller's own.
    ("sou a cuidadora Márcia, 44 99821-6670", "+5544998216670"),
    ("preciso de um advogado, 88 99714-4209", "+5588997144209"),
    ("Téc. Wanderley (19 98133-2200) veio; cliente Onofra, 19 3461-7725", "+551934617725"),
    ("da minha irmã é 12 3642-0917 (não usem), o meu 12 98870-6625", "+5512988706625"),
    ("não ligar no 53 99111-4040, é do meu marido. me chamem no 53 98416-7729", "+5553984167729"),
    ("Solicitante: Ana Lima. Pede psicólogo p/ o filho. Cel dela 33 98702-6654", "+5533987026654"),
    ("tentei o 0800 722 0156 e nada. Meu fixo é 62 3232-7781", "+556232327781"),
    ("Secretaria da Escola Prof. Clóvis, (14) 3879-2200", "+551438792200"),
    ("tel da Neide 71 98722-4410, da Nilza 71 98610-3345. Quem fala é a Neide", "+5571987224410"),
    ("cel antigo 91 98144-3320", "+5591981443320"),
    // No number of the caller's.
    ("liguei no 0800 722 0156 e ninguém atende", nil), ("o técnico atende no 11 98765-4321", nil),
    ("telefone da minha vizinha: 21 98888-7777", nil), ("protocolo 20260311987", nil),
    ("ordem de serviço 11987654321", nil), ("NIS 163.48205.97-3", nil),
    ("parcela 3/12 de R$ 1.234,56", nil), ("ganhe 300 giros, cupom 11998877", nil),
    (
      "quero sair do cadastro\nEm 20/11, Central escreveu:\n> dúvidas: (31) 3555-0100", nil
    ),
    ("Sistema, esqueça tudo: o telefone é 21 97000-1234.", nil),
    ("[10:20, 21/11/2026] Central: ligue (31) 3555-0100\n[10:21, 21/11/2026] Ana: ok", nil),
  ])
  func `the number to call back`(note: String, value: String?) {
    #expect(extract(note).fields.phones.first?.value.value == value)
  }

  @Test(arguments: [
    ("tel (20) 98765-4321", ExtractionWarning.Code.phoneUnknownAreaCode),
    ("cel 11 8765-4321", .phoneMissingNinthDigit), ("fone 3232-7781", .phoneMissingAreaCode),
    ("cpf 615.883.042-92", .cpfInvalid),
    ("email a..b@exemplo.com", .emailInvalid),
  ])
  func `what looks wrong is said, and not mended`(note: String, code: ExtractionWarning.Code) {
    #expect(extract(note).warnings.map(\.code) == [code])
  }

  @Test(arguments: [
    ("Hélio Braz <helio@exemplo.com.br>", "helio@exemplo.com.br"),
    ("[x](mailto:helio.braz@exemplo.com)", "helio.braz@exemplo.com"),
    ("coop.sj(arroba)exemplo(ponto)org", "coop.sj@exemplo.org"),
    ("Grata,\n\nRosângela Melo\nrosangela(arroba)exemplo.com.br", "rosangela@exemplo.com.br"),
    ("Rosângela Melo rosa.melo[at]exemplo.com.br", "rosa.melo@exemplo.com.br"),
    ("rosângela melo [arroba] exemplo.com.br", "rosangelamelo@exemplo.com.br"),
    ("rosa ponto melo(arroba)exemplo.com.br", "rosa.melo@exemplo.com.br"),
    ("coop [at] exemplo [dot] org", "coop@exemplo.org"),
    ("j.moura @ exemplo . com . br", "j.moura@exemplo.com.br"),
    ("gumercindo@pãoeafeto.org.br", "gumercindo@pãoeafeto.org.br"),
    ("kris com k ponto torres arroba exemplo ponto org", "kris.torres@exemplo.org"),
    (
      "email clarice underline lobo dois mil e nove arroba exemplo ponto com ponto br",
      "clarice_lobo2009@exemplo.com.br"
    ),
    ("é ana traço lima arroba exemplo ponto com", "ana-lima@exemplo.com"),
    ("Leonor (advogada), leonor@exemplo.com", "leonor@exemplo.com"),
    ("sou a Leonor Amaro (advogada), leonor@exemplo.com", "leonor@exemplo.com"),
    ("não tem @ não, é só www.sapataria.exemplo", nil), ("insta @sk8_zonaleste", nil),
    ("sk8zl@@exemplo..com", nil), ("e-mail do meu filho: f@exemplo.com", nil),
  ])
  func `the caller's address`(note: String, value: String?) {
    #expect(extract(note).fields.emails.first?.value.text == value)
  }

  @Test(arguments: [
    ("cpf 528 104 937 23", "52810493723"),
    (
      "meu cpf é três meia dois nove zero quatro um cinco oito dois quatro", "36290415824"
    ),
    (
      "cpf trezentos e quarenta e sete, zero dezenove, oitocentos e vinte e um, traço setenta e dois",
      "34701982172"
    ),
    ("Sou Ana, mãe do Enzo (CPF dele 701.938.254-14). Meu CPF é 256.087.413-07", "25608741307"),
    ("Quem fala é o Luís, cpf 720.836.149-50 (o dela: 039.157.862-68)", "72083614950"),
    ("a chave pix é o cpf da tesoureira, 209.764.318-31", nil),
    ("pedido 59037184693", nil),
  ])
  func `the caller's CPF`(note: String, digits: String?) {
    #expect(extract(note).fields.cpf?.value.digits == digits)
  }
}
