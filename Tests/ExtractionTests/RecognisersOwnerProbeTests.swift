import ContactsCore
import Extraction
import Testing

/// One line each, for whose a telephone, an address or a CPF is, and which of several is the one to use.
@Suite("Recognisers: one-line probes of whose a value is")
struct RecognisersOwnerProbeTests {
  @Test(arguments: [
    // The old number and the new one, in either order.
    ("o antigo (31) 97777-0000 não vale mais: novo (31) 98811-2020", ["+5531988112020"]),
    ("velho 31 97777-0000 não uso mais, agora é 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 era meu, agora 31 98811-2020", ["+5531988112020"]),
    ("coloquem 31 98811-2020 no lugar do 31 97777-0000", ["+5531988112020"]),
    ("mudar meu telefone do 31 97777-0000 para o 31 98811-2020", ["+5531988112020"]),
    ("não é 31 97777-0000, é 31 98811-2020", ["+5531988112020"]),
    ("meu número novo 31 98811-2020 (o anterior foi cancelado)", ["+5531988112020"]),
    ("perdi o celular com o 31 97777-0000, falem no 31 98811-2020", ["+5531988112020"]),
    // Somebody else's beside the caller's own.
    ("31 98811-2020 é o meu e 31 97777-0000 o do meu marido", ["+5531988112020"]),
    ("cel 31 97777-0000? não, esse é da patroa. O meu é 31 98811-2020", ["+5531988112020"]),
    ("a empresa fica no (31) 3333-2020. Sou a Lia, 31 98811-2020", ["+5531988112020"]),
    ("recebo cobrança do (31) 3003-4411. Lia, 31 98811-2020", ["+5531988112020"]),
    ("mandei o pix pra chave 31 97777-0000. meu fone 31 98811-2020", ["+5531988112020"]),
    ("Lia Paz 31 98811-2020. Indicado por: Joana 31 97777-0000", ["+5531988112020"]),
    ("mi número es 31 98811-2020 y el de mi hermano 31 97777-0000", ["+5531988112020"]),
    ("o filho dela atende no 31 97777-0000. Denúncia anônima", []),
    // Somebody else's where no other is left.
    ("tô usando o celular da minha filha: 31 98811-2020", ["+5531988112020"]),
    ("Sr. José, 82 anos, tel. da filha Maria 31 98811-2020", ["+5531988112020"]),
    ("Enf. Sônia, UBS Centro, (31) 3333-2020, encaminha paciente", ["+553133332020"]),
    // How the caller may be reached.
    ("por favor não liguem, só mandem mensagem no 31 98811-2020", ["+5531988112020"]),
    ("31 98811-2020 (não ligar após 18h)", ["+5531988112020"]),
    ("31 3333-2020 só zap, pra ligar 31 98811-2020", ["+5531988112020", "+553133332020"]),
    ("fixo 31 3333-2020 cel 31 98811-2020 (melhor)", ["+5531988112020", "+553133332020"]),
    (
      "31 3333-2020 e 31 98811-2020. Se puderem, liguem no segundo",
      ["+5531988112020", "+553133332020"]
    ),
    // One area code for both.
    ("(31) 98811-2020 / 3333-2020", ["+5531988112020", "+553133332020"]),
    ("tels 31 98811-2020, 98811-3030", ["+5531988112020", "+5531988113030"]),
    // No telephone of anybody.
    ("compra nº 98811-2020 não chegou", []), ("OS 31988112020 aberta", []),
    ("Ganhe 300 giros grátis, chame no (31) 98811-2020", []),
  ])
  func `the caller's telephones, the one to call first`(note: String, values: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == values)
  }

  @Test func `a digit that is missing is said, and not mended`() {
    let result = extract("meu fone (11) 9876-543")
    #expect(result.fields.phones.map(\.value.value) == ["119876543"])
    #expect(result.fields.phones.first?.value.isComplete == false)
    #expect(result.warnings.map(\.code) == [.phoneUnlikely])
  }

  @Test(arguments: [
    ("não mandem no a@exemplo.com, o certo é b@exemplo.com", ["b@exemplo.com"]),
    ("hackearam o a@exemplo.com, não respondam lá! agora: b@exemplo.com", ["b@exemplo.com"]),
    ("troquem a@exemplo.com por b@exemplo.com", ["b@exemplo.com"]),
    (
      "o laudo está com o dr. Ivo (ivo@exemplo.net). Respondam pra mim: l@exemplo.com",
      ["l@exemplo.com"]
    ),
    ("contato@loja.exemplo é da loja, o meu é b@exemplo.com", ["b@exemplo.com"]),
    ("meu filho usa o g@exemplo.com, o meu é b@exemplo.com", ["b@exemplo.com"]),
    ("falei com a Carla (carla@exemplo.net). meu email: b@exemplo.com", ["b@exemplo.com"]),
    ("mandei pra ouvidoria@exemplo.net e nada. Rosa, rosa@exemplo.com", ["rosa@exemplo.com"]),
    ("recebi um email de x@exemplo.net dizendo que devo", []),
    ("do serviço (a@exemplo.net), mas mandem no b@exemplo.com", ["b@exemplo.com"]),
    ("não tenho email, pode ser o da minha filha ana@exemplo.com", ["ana@exemplo.com"]),
    ("email a..b@x.com", []),
  ])
  func `the caller's addresses`(note: String, values: [String]) {
    #expect(extract(note).fields.emails.map(\.value.text) == values)
  }

  @Test(arguments: [
    ("rosa um nove sete quatro arroba hotmail ponto com", "rosa1974@hotmail.com"),
    (
      "anote por favor bruno traço dias arroba exemplo ponto com ponto br",
      "bruno-dias@exemplo.com.br"
    ),
    ("dulce amaral tudo junto arroba gmail com", "dulceamaral@gmail.com"),
    ("email carlos arroba hot mail ponto com br", "carlos@hotmail.com.br"),
    ("email a n a l u arroba exemplo ponto com", "analu@exemplo.com"),
    ("é nice m de maria arroba exemplo ponto com", "nicem@exemplo.com"),
    ("lia ponto k, arroba, exemplo, ponto, com", "lia.k@exemplo.com"),
    ("lia.k(@)exemplo.com", "lia.k@exemplo.com"), ("lia@exemplo. com", "lia@exemplo.com"),
    ("lia . k @ exemplo . com . br", "lia.k@exemplo.com.br"),
    ("manda pra studio underline bel arroba exemplo ponto com", "studio_bel@exemplo.com"),
  ])
  func `addresses as they are dictated and mistyped`(note: String, value: String) {
    #expect(extract(note).fields.emails.map(\.value.text) == [value])
  }

  @Test(arguments: [
    ("CPF 453.331.478-33 (meu), 932.880.407-86 (mãe)", "45333147833"),
    ("meu cpf não é 932.880.407-86, é 453.331.478-33", "45333147833"),
    ("cpf 453 ponto 331 ponto 478 traço 33", "45333147833"), ("cpf 453,331,478-33", "45333147833"),
    ("CPF/MF nº 453.331.478-33, RG 12.345.678-9", "45333147833"),
    ("minha chave pix é meu cpf 453.331.478-33", "45333147833"),
    ("minha aposentadoria não sai meu cpf é 45333147833 e não tenho celular", "45333147833"),
    ("CPF do cônjuge: 453.331.478-33", nil), ("compra nº 45325248731 não chegou", nil),
    ("OS 45563885380 aberta em outubro", nil),
  ])
  func `the caller's CPF among others`(note: String, digits: String?) {
    #expect(extract(note).fields.cpf?.value.digits == digits)
  }
}
