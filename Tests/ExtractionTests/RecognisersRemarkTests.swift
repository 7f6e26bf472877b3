import ContactsCore
import Extraction
import Testing

/// What stands near a value and seems to take it away, and does not.
@Suite("Recognisers: remarks on a value, and on something else")
struct RecognisersRemarkTests {
  @Test(arguments: [
    // What is out of use is another thing.
    ("Ana Prado, tel 84 98812-4410, cartão bloqueado", ["+5584988124410"]),
    ("84 98812-4410 plano cancelado sem pedir", ["+5584988124410"]),
    ("84 98812-4410 número de protocolo não existe", ["+5584988124410"]),
    ("84 98812-4410 meu pedido era azul e veio verde", ["+5584988124410"]),
    ("fone:\n84 98812-4410\nassunto:\nbolsa família bloqueado", ["+5584988124410"]),
    // And here it is the number.
    ("84 97777-0000 (esse já não funciona). cel 84 98812-4410", ["+5584988124410"]),
    ("o 84 97777-0000 era do meu pai, o meu é 84 98812-4410", ["+5584988124410"]),
    // What the note is about begins with a relative or a place.
    ("Ana Prado, 84 98812-4410 - filha com febre", ["+5584988124410"]),
    ("Ana Prado, 84 98812-4410, da escola ligaram", ["+5584988124410"]),
    ("84 97777-0000 - filha. Ana Prado, 84 98812-4410", ["+5584988124410"]),
    // A word of correction that corrects nothing.
    (
      "84 3212-4410, estou na lista de espera, cel 84 98812-4410",
      ["+558432124410", "+5584988124410"]
    ),
    (
      "tel 84 3212-4410, correção do endereço também, cel 84 98812-4410",
      ["+558432124410", "+5584988124410"]
    ),
    (
      "84 3212-4410, desculpa a demora, cel 84 98812-4410", ["+558432124410", "+5584988124410"]
    ),
    ("84 3212-4410, desculpa, é 84 98812-4410", ["+5584988124410"]),
    ("meu zap 84 98812-4410 ops, é final 4401... mentira, 4410 mesmo", ["+5584988124410"]),
    // What a call was for, and where it went.
    ("liguei pra remarcar tel 84 98812-4410", ["+5584988124410"]),
    ("liguei pra vocês 84 3212-4410. cel 84 98812-4410", ["+5584988124410"]),
    (
      "Minha funcionária Josefa vai ligar do 84 97777-0000, resolvam comigo: Ana 84 98812-4410",
      ["+5584988124410"]
    ),
    // What only others do with a number.
    ("84 97777-0000 me ligou cobrando. sou Ana Prado, 84 98812-4410", ["+5584988124410"]),
    ("o 84 97777-0000 fica me ligando. Ana Prado 84 98812-4410", ["+5584988124410"]),
    ("84 3212-0000 ninguém atende. Ana Prado 84 98812-4410", ["+5584988124410"]),
    ("Fui orientada a procurar o 84 3212-0000. Ana Prado, 84 98812-4410", ["+5584988124410"]),
    ("creche fechada, o tel de lá é 84 3212-0000. Ana Prado, 84 98812-4410", ["+5584988124410"]),
    ("84 98812-4410 (Ana), 84 97777-0000 (Beto). Sou a Ana Prado", ["+5584988124410"]),
    ("fiz pix pra 84 97777-0000 por engano, Ana Prado, 84 98812-4410", ["+5584988124410"]),
    // Given up when another is there.
    ("meu fixo 84 3212-0000 tá mudo, cel 84 98812-4410", ["+5584988124410"]),
    ("linha 84 98812-4410 sem sinal", ["+5584988124410"]),
    ("84 3212-0000 só recado com a vizinha; 84 98812-4410", ["+5584988124410"]),
    ("Tentativa 1: 84 3212-0000 caixa postal. Tentativa 2: 84 98812-4410", ["+5584988124410"]),
    // Said of the next value, and of the last.
    (
      "mas não é meu esse telefone 84 97777-0000 q tá no cadastro, o meu é 84 98812-4410",
      ["+5584988124410"]
    ),
    ("84 97777-0000 não é meu, o meu é 84 98812-4410", ["+5584988124410"]),
    ("o app não funciona meu telefone 84 98812-4410", ["+5584988124410"]),
    (
      "Fone do requerente 84 3212-4410; do fiador 84 97777-0000. Ana Prado", ["+558432124410"]
    ),
    ("Celular 84 98812-4410 é da filha Ester, pode falar com ela", ["+5584988124410"]),
    (
      "84 3212-4410 é de casa. Melhor 84 98812-4410", ["+5584988124410", "+558432124410"]
    ),
    // A relative of whom the sentence speaks, without a telephone of the caller's, and with one.
    ("quero saber do processo do meu pai, tel 84 98812-4410. Sou Ana Prado", ["+5584988124410"]),
    ("divorciada do meu ex, 84 98812-4410", ["+5584988124410"]),
    ("moro com minha avó, 84 97777-0000. Ana Prado, tel 84 98812-4410", ["+5584988124410"]),
    ("tel da minha mãe, 84 97777-0000. Sou Ana Prado", []),
  ])
  func `telephones`(note: String, values: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == values)
  }

  @Test(arguments: [
    ("CPF 307.492.978-24, benefício cancelado", "30749297824"),
    ("meu CPF 307.492.978-24 está bloqueado na receita", "30749297824"),
    ("oi meu cpf 30749297824 quero saber do cartão bloqueado", "30749297824"),
    ("CPF 307.492.978-24 (errado), o certo é 650.432.086-19", "65043208619"),
    ("liguei para falar do CPF 307.492.978-24", "30749297824"),
    ("Nome: Ana Prado, mãe: Rita Prado, CPF: 307.492.978-24", "30749297824"),
    ("Nome: Ana Prado, CPF da mãe: 307.492.978-24", nil),
    ("pode devolver no pix, chave cpf 307.492.978-24, Ana Prado", "30749297824"),
    ("Ana Prado, filha de Rita e José, CPF 307.492.978-24", "30749297824"),
    ("Ana Prado, nasc 10/02/1980, mãe Rita, CPF 307.492.978-24", "30749297824"),
    ("minha filha Rita, CPF 307.492.978-24. Sou Ana Prado", nil),
    ("meu cpf ele é 307.492.978-24 tá e eu sou a Ana Prado", "30749297824"),
    ("o cpf é esse 307.492.978-24 mas não é meu esse telefone 84 97777-0000", "30749297824"),
    ("CPF 307.492.978-24 e meu marido não recebe nada. Ana Prado", "30749297824"),
    ("o pix do síndico é 307.492.978-24. Sou a Ana Prado", nil),
    (
      "Paciente: Davi Prado, CPF 307.492.978-24. Responsável: Ana Prado, CPF 650.432.086-19",
      "65043208619"
    ),
  ])
  func `CPFs`(note: String, value: String?) {
    #expect(extract(note).fields.cpf?.value.digits == value)
  }

  @Test(arguments: [
    ("ana@exemplo.com senha não funciona", ["ana@exemplo.com"]),
    ("ana@exemplo.com, conta invadida", ["ana@exemplo.com"]),
    ("ana@exemplo.com não funciona mais, b@exemplo.com", ["b@exemplo.com"]),
    ("mandem pro médico dr.paiva@hospital.exemplo e pra mim ana@exemplo.com", ["ana@exemplo.com"]),
    (
      "pedro.alvez@exemplo.com (com s no final: pedro.alves@exemplo.com)",
      ["pedro.alves@exemplo.com"]
    ),
    ("ana1@exemplo.com, ana2@exemplo.com", ["ana1@exemplo.com", "ana2@exemplo.com"]),
    ("não tenho email só o insta @kellen.modas", []),
    ("meu email é kellen @exemplo.com", ["kellen@exemplo.com"]),
    ("email ana@exemplo,com,br", ["ana@exemplo.com.br"]),
    ("meu email é joaquim traço dias @ exemplo . com", ["joaquim-dias@exemplo.com"]),
    ("chegou um e-mail de no-reply@banco.exemplo pedindo senha. Ana Prado", []),
    ("Com cópia para: chefe@loja.exemplo\nAna Prado ana@exemplo.com", ["ana@exemplo.com"]),
  ])
  func `addresses`(note: String, values: [String]) {
    #expect(extract(note).fields.emails.map(\.value.text) == values)
  }
}

/// CPFs and telephones in layouts that say little of what they are.
@Suite("Recognisers: numbers in unlabelled layouts")
struct RecognisersLayoutTests {
  @Test(arguments: [
    ("É 307 ponto 492 ponto 978 traço 24 o cpf", "30749297824"),
    ("Ana Prado 307 . 492 . 978 - 24", "30749297824"),
    ("Ana Prado 307.492.97824", "30749297824"), ("Ana Prado 307492.978-24", "30749297824"),
    ("Contato: 30749297824", "30749297824"), ("81936829207 (cpf)", "81936829207"),
    ("3 0 7 4 9 2 9 7 8 2 4 é o meu cpf", "30749297824"), ("84988124410, cpf: não tem", nil),
    ("CIC nº 30749297824", "30749297824"),
    ("referente ao contrato de Ana Prado 307.492.978-24", "30749297824"),
    ("protocolo nº 307.492.978-24", nil), ("protocolo 307.492.978-24", nil),
    ("1) Ana Prado\n2) 307.492.978-24\n3) (82) 3326-7741", "30749297824"),
    ("Nome=Ana Prado;Doc=81936829207;Cel=5571991230045", "81936829207"),
    (
      "Atendente: qual o CPF? Cliente: é três zero sete. Atendente: sim. Cliente: quatro nove "
        + "dois. Atendente: ok. Cliente: nove sete oito. Atendente: e o final? Cliente: dois quatro",
      "30749297824"
    ),
    (
      "cpf três zero sete ok quatro nove dois ok nove sete oito tracinho dois quatro", "30749297824"
    ),
    ("cpf trinta sete quarenta e nove dois noventa e sete oito vinte e quatro", "30749297824"),
    (
      "meu cê pê efe é três zero sete quatro nove dois nove sete oito dígito dois quatro",
      "30749297824"
    ),
  ])
  func `CPFs`(note: String, value: String?) {
    #expect(extract(note).fields.cpf?.value.digits == value)
  }

  @Test(arguments: [
    ("1) Ana Prado\n2) 307.492.978-24\n3) (82) 3326-7741", ["+558233267741"]),
    ("1- Ana Prado\n2- 82 3326-7741", ["+558233267741"]),
    ("11) 98811-2020", ["+5511988112020"]),
    ("cel 11.9.8123.4455", ["+5511981234455"]), ("Ana Prado 8498812-4410", ["+5584988124410"]),
    ("https://api.whatsapp.com/send?phone=5584988124410", ["+5584988124410"]),
    ("https://exemplo.com/pedido/84988124410", []),
    ("98 98122-2010 ou com final 2011", ["+5598981222010", "+5598981222011"]),
    ("Contato: 30749297824", []),
  ])
  func `telephones`(note: String, values: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == values)
  }
}
