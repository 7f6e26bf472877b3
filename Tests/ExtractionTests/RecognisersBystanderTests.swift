import ContactsCore
import Extraction
import Testing

/// Values of people whom the caller's sentence speaks of, without a word that leads right to the value.
@Suite("Recognisers: bystanders")
struct RecognisersBystanderTests {
  @Test(arguments: [
    "minha advogada (cópia neste) atende no (31) 3145-8800. Meu contato: 31 98411-7703, Ivo Prado",
    "minha nora pediu para avisar: o número dela mudou pra 31 99001-2277. Quem precisa sou eu, Ivo "
      + "Prado, 31 98411-7703",
    "O nome dele é Saul e o telefone da casa é 31 3255-0011. Se precisarem falar comigo usem "
      + "31 98411-7703",
    "Ivo Prado, celular 31 98411-7703. Fogão com defeito, técnico autorizado Frisul (31 3333-8080)",
    "ret p/ Ivo 31 98411-7703 ap 18h. nao ret no trab 31 3224-9090",
    "Ivo Prado - 31 98411-7703 - curatela do irmão",
    "Ivo - 31 98411-7703 - ex-marido tem acesso ao 31 98119-3031 NAO LIGAR - medida protetiva",
    "Meu irmão está preso, o advogado dele é o Dr. Saulo 31 99622-1100. Eu, Regiane Dutra, só quero "
      + "saber o dia de visita: 31 98411-7703",
    "Sr. Abel, como combinado (o seu é 31 3027-1000, certo?), envio meu celular: 31 98411-7703. Rita",
    "Quem liga: Rosa Pinto (filha), (31) 98411-7703. Paciente: Davi Pinto, CPF 453.331.478-33, tel. "
      + "(31) 3251-4400",
  ])
  func `one number is the caller's`(note: String) {
    #expect(extract(note).fields.phones.map(\.value.value) == ["+5531984117703"], "\(note)")
  }

  @Test(arguments: [
    "Quem liga: Rosa Pinto (filha), (31) 98411-7703. Paciente: Davi Pinto, CPF 453.331.478-33",
    "Rosa Pinto - 31 98411-7703 - curatela do irmão (Davi, 44a, cpf 453.331.478-33)",
  ])
  func `the CPF is another's`(note: String) {
    #expect(extract(note).fields.cpf == nil, "\(note)")
  }

  @Test func `speakers who take turns are told apart without stamps`() {
    let note = """
      Visitante 88213: preciso remarcar
      Joana (central): qual seu e-mail?
      Visitante 88213: tereza_m@exemplo.com
      Joana (central): o meu é joana@central.exemplo se precisar
      Visitante 88213: ok
      """
    #expect(extract(note).fields.emails.map(\.value.text) == ["tereza_m@exemplo.com"])
  }

  @Test func `what the desk asks about and the caller confirms is the caller's`() {
    let note = """
      (09:00) SAC: Bom dia!
      (09:01) Vicente Leal: meu benefício foi cortado
      (09:02) SAC: O número (82) 3315-1010 é seu?
      (09:02) Vicente Leal: não, é o (82) 99381-4407
      (09:03) SAC: E o e-mail v.leal@exemplo.com?
      (09:03) Vicente Leal: sim é esse
      """
    let fields = extract(note).fields
    #expect(fields.phones.map(\.value.value) == ["+5582993814407"])
    #expect(fields.emails.map(\.value.text) == ["v.leal@exemplo.com"])
  }

  @Test func `an address said not to be it is not given`() {
    let note = "email: patty.reis@exemplo.com (com dois t, não paty.reis@exemplo.com)"
    #expect(extract(note).fields.emails.map(\.value.text) == ["patty.reis@exemplo.com"])
  }
}
