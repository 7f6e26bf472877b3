import ContactsCore
import Extraction
import Testing

/// One line each, for notes with several people's values: which are the caller's.
@Suite("Recognisers: one-line probes of the caller among others")
struct RecognisersCallerProbeTests {
  @Test(arguments: [
    // Words that come after the number.
    ("31 98811-2020 que é o meu e 31 97777-0000 que é do meu filho", ["+5531988112020"]),
    (
      "31 3333-2020 é o do serviço, o particular é 31 98811-2020, podem chamar nesse",
      ["+5531988112020", "+553133332020"]
    ),
    ("trab. 31 3333-2020 (não passar recado lá!), cel 31 98811-2020", ["+5531988112020"]),
    (
      "contato comercial: (31) 3333-2020. contato pessoal: (31) 98811-2020 <- usar este",
      ["+5531988112020", "+553133332020"]
    ),
    (
      "com. (31) 3444-2020, res. (31) 3333-2020. Pediu p/ ligar em casa",
      ["+553133332020", "+553134442020"]
    ),
    // By where they stand.
    (
      "o de cima é da minha filha, o de baixo é o meu:\n31 97777-0000\n31 98811-2020",
      ["+5531988112020"]
    ),
    // Numbers for messages, of the desk, of facsimiles.
    ("tel. recado: 31 3333-2020 c/ Marta | tel. próprio: 31 98811-2020", ["+5531988112020"]),
    ("o telefone de vocês (31) 3333-2020 só dá ocupado, liguem 31 98811-2020", ["+5531988112020"]),
    ("fone (31) 3333-2020 | fax (31) 3333-2021", ["+553133332020"]),
    // Whoever begins the sentence is not the caller.
    (
      "o rapaz da loja deixou o cartão com 31 97777-0000, mas o meu é 31 98811-2020",
      ["+5531988112020"]
    ),
    (
      "Lia Paz fala. Empresa de gás = Gasbom, (31) 3333-2020. Lia: 31 98811-2020",
      ["+5531988112020"]
    ),
    ("Tel. escola: 31 3333-2020. Lia Paz, tel 31 98811-2020", ["+5531988112020"]),
    ("Rui Paz 31 97777-0000. Quem fala é Lia Paz, 31 98811-2020", ["+5531988112020"]),
    // Put right.
    ("[09:01] Lia: 31 98811-2002\n[09:02] Lia: *31 98811-2020", ["+5531988112020"]),
    ("31 98811-2020 (tinha dito 31 98811-2002, retificou)", ["+5531988112020"]),
    ("onde se lê 31 98811-2002, ou seja 31 98811-2020", ["+5531988112020"]),
    // Lost, and borrowed.
    (
      "roubaram meu celular (31 97777-0000), por enquanto estou no 31 98811-2020 do meu irmão",
      ["+5531988112020"]
    ),
    (
      "[09:40, 21/11/2026] +55 31 97777-0000: to usando o tel da minha amiga\n"
        + "[09:41, 21/11/2026] +55 31 97777-0000: me chama no 31 98811-2020", ["+5531988112020"]
    ),
  ])
  func `the caller's telephones`(note: String, values: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == values)
  }

  @Test(arguments: [
    ("Tel: (11) 3456-7788/7789", ["+551134567788", "+551134567789"]),
    ("Fones (11) 3456-7788/89", ["+551134567788", "+551134567789"]),
    ("Fones (11) 3456-7788/7789/7790", ["+551134567788", "+551134567789", "+551134567790"]),
    ("Tel (11) 3456-7788/2026", ["+551134567788"]),
    ("Tel (11) 3456-7788/9984-1203", ["+551134567788", "+551199841203"]),
  ])
  func `ends of one line after a bar`(note: String, values: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == values)
  }

  @Test(arguments: [
    ("ligue a cobrar 9090 98811-2020", "988112020"),
    ("disque 0 15 31 98811-2020", "+5531988112020"),
    ("meu telefone: 31... 98811... 2020", "+5531988112020"),
    ("tel 98811-2020, código de área trinta e um", "+5531988112020"),
    (
      "o número é três um nove oito oito um um dois zero dois um e minha mãe não ouve",
      "+5531988112021"
    ),
  ])
  func `prefixes, pauses and area codes`(note: String, value: String) {
    #expect(extract(note).fields.phones.map(\.value.value) == [value])
  }

  @Test(arguments: [
    ("Lia Paz, CPF 453.331.478-33, CPF do marido (titular) 529.982.247-25", "45333147833"),
    (
      "CPF do titular: 529.982.247-25 (Rui Paz, pai). Quem liga é Lia Paz, CPF 453.331.478-33",
      "45333147833"
    ),
    ("CPF dependente 529.982.247-25 / CPF resp. 453.331.478-33", "45333147833"),
    ("meu CPF: 453... 331... 478... traço 33", "45333147833"),
    ("CPF na nota: 45333147833", "45333147833"),
  ])
  func `the caller's CPF`(note: String, digits: String) {
    #expect(extract(note).fields.cpf?.value.digits == digits)
  }

  @Test(arguments: [
    ("corporativo: a@firma.exemplo (não usar). Pessoal: b@exemplo.com", ["b@exemplo.com"]),
    (
      "De: Lia Paz <lia@exemplo.com>\nPara: sac@exemplo.org\nCc: Rui Paz <rui@exemplo.net>\n"
        + "Assunto: poda\n\nPeço a poda.", ["lia@exemplo.com"]
    ),
    ("Lia Paz <lia@exemplo.com> escreveu: peço a poda", ["lia@exemplo.com"]),
    ("e-mail lia.paz@correio-\ncafe.exemplo", ["lia.paz@correio-cafe.exemplo"]),
  ])
  func `the caller's addresses`(note: String, values: [String]) {
    #expect(extract(note).fields.emails.map(\.value.text) == values)
  }

  @Test(arguments: [
    ("fone 11 3871-2245, sou o porteiro Cosme Damasceno", "Cosme Damasceno"),
    ("ela é a beneficiária. sou a neta, Bruna Lacerda", "Bruna Lacerda"),
    ("responsável: Cláudia Bastos / paciente: Theo Bastos", "Cláudia Bastos"),
    (
      "Quem está na linha é o inquilino, Fábio Sato. A dona, Sra. Vera, atende depois", "Fábio Sato"
    ),
    ("aluno Ivo Manso; mãe Lisandra Manso, solicitante", "Lisandra Manso"),
  ])
  func `the caller's name`(note: String, name: String) {
    #expect(extract(note).fields.name?.value == name)
  }
}
