import ContactsCore
import Extraction
import Testing

@Suite("Recognisers: the same value in many spellings")
struct RecognisersSpellingTests {
  @Test(arguments: [
    "(83) 98776-5012", "(83)98776-5012", "83 98776 5012", "83987765012", "83-98776-5012",
    "83.98776.5012", "83/98776-5012", "+55 83 98776-5012", "5583987765012", "083 98776-5012",
    "0xx83 98776-5012", "(0**83) 98776-5012", "0 15 83 98776-5012", "0055 83 98776-5012",
    "[83] 98776-5012", "83 98776/5012", "(83) 98776_5012", "83 9 8776 5012", "83 (9) 8776-5012",
    "98776-5012 (DDD 83)", "a cobrar 90 83 98776-5012", "83 98776\n5012", "(83)\n98776-5012",
    "O83 98776-5012", "８３ ９８７７６－５０１２",
    "código de área oitenta e três e o número nove oito sete sete meia cinco zero um dois",
    "oitenta e três que é daqui depois nove oito sete sete meia cinco zero um dois",
    "oito três nove oito sete sete meia cinquenta doze",
  ])
  func `a telephone`(spelling: String) {
    for note in ["meu telefone é \(spelling)", "meu número é \(spelling) obrigada"] {
      #expect(
        extract(note).fields.phones.map(\.value.value) == ["+5583987765012"], "\(note)")
    }
  }

  @Test(arguments: [
    "453.331.478-33", "45333147833", "453 331 478 33", "453.331.478/33", "453331478-33",
    "453-331-478-33", "453.331.478_33", "453.331.478 - 33", "453.331.47833",
    "quatro cinco três três três um quatro sete oito três três",
    "quatro cinco três ponto três três um ponto quatro sete oito traço trinta e três",
    "quatrocentos e cinquenta e três, trezentos e trinta e um, quatrocentos e setenta e oito, "
      + "trinta e três",
  ])
  func `a CPF, whatever it is for`(spelling: String) {
    for lead in ["meu CPF é", "o CPF do titular da conta é", "CPF para a nota:"] {
      #expect(extract("\(lead) \(spelling)").fields.cpf?.value.digits == "45333147833", "\(lead)")
    }
  }

  @Test func `the number of an order that looks like a CPF is none`() {
    #expect(extract("pedido 453.331.478-33 não chegou").fields.cpf == nil)
    #expect(extract("Ordem 45333147833, geladeira com defeito").fields.cpf == nil)
  }

  @Test(arguments: [
    "lia.k@exemplo.com", "<lia.k@exemplo.com>", "lia.k @ exemplo.com", "lia.k@exemplo. com",
    "lia.k@exemplo,com", "lia.k[at]exemplo.com", "lia.k at exemplo dot com",
    "lia.karrobaexemplo.com", "lia ponto cá arroba exemplo ponto com",
    "LIA.K@EXEMPLO.COMCPF:45333147833",
  ])
  func `an address`(spelling: String) {
    let found = extract("email:\(spelling)").fields.emails.map { folded($0.value.text) }
    #expect(found == ["lia.k@exemplo.com"])
  }

  @Test func `an address shown in part is none`() {
    let note = "o código foi para l*****k@exemplo.com, e não chegou"
    #expect(extract(note).fields.emails.isEmpty)
  }

  @Test func `letters said by their names end an address`() {
    let note = "mande para lia ponto k arroba exemplo ponto com ponto bê erre, obrigada"
    #expect(extract(note).fields.emails.map(\.value.text) == ["lia.k@exemplo.com.br"])
  }
}
