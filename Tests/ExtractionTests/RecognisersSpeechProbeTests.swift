import ContactsCore
import Extraction
import Testing

/// One line each, for what is quoted, dictated, asked for in a talk, or signed by whoever noted it down.
@Suite("Recognisers: one-line probes of speech and signatures")
struct RecognisersSpeechProbeTests {
  @Test(arguments: [
    // What a third party says in quotation marks is theirs.
    ("o vendedor disse 'meu fone é 31 97777-0000'. Sou a Lia, 31 98811-2020", ["+5531988112020"]),
    ("ele falou \"me liga no 31 97777-0000\" e sumiu. meu fone 31 98811-2020", ["+5531988112020"]),
    ("a cliente disse \"meu fone é 31 98811-2020\"", ["+5531988112020"]),
    // The desk's own signature.
    (
      "Cliente Lia Paz, 31 98811-2020.\n\nAtt,\nFelipe Duarte\nAtendente, (31) 3222-0000",
      ["+5531988112020"]
    ),
    (
      "Cliente Lia Paz, 31 98811-2020.\nRegistrado por Carla Nunes\n(31) 3222-0000",
      ["+5531988112020"]
    ),
    ("Oi, segue meu fone.\nAtt,\nLia Paz\nArquiteta\n31 98811-2020", ["+5531988112020"]),
    // Who calls is called by what they are to another, or described.
    ("Mãe ligou, Vera Paz, 31 98811-2020. Diz que o filho sumiu", ["+5531988112020"]),
    ("fone da tia que ligou (Rosa Paz) 31 98811-2020", ["+5531988112020"]),
    ("Sra. Lia Paz, 52 anos, diarista, fone 31 98811-2020", ["+5531988112020"]),
    ("Dra. Lia Paz, advogada. Contato da advogada: 31 98811-2020", ["+5531988112020"]),
    // A preference after a bracket belongs to what it leads to.
    (
      "31 3333-2020 (casa) - de preferência ligar no 31 98811-2020",
      ["+5531988112020", "+553133332020"]
    ),
    ("2a via boleto 31.98811-2020", ["+5531988112020"]),
    ("boleto 34191790010104351004791020150008291070026000", []),
    // What is noted already, shown or handed on gives way to what is given; "o meu" takes the rest for others'.
    ("no cadastro tá 31 97777-0000, mas mudou: 31 98811-2020", ["+5531988112020"]),
    ("onde tem 31 97777-0000 põe 31 98811-2020", ["+5531988112020"]),
    ("bina 31 97777-0000, contato informado 31 98811-2020", ["+5531988112020"]),
    ("bina 31 98811-2020, quer visita", ["+5531988112020"]),
    ("31 97777-0000 (errado) 31 98811-2020 (certo)", ["+5531988112020"]),
    ("saiu o 31 97777-0000, entrou o 31 98811-2020", ["+5531988112020"]),
    ("liguem p/ 31 98811-2020 e não p/ 31 97777-0000", ["+5531988112020"]),
    ("31 97777-0000 recado com a portaria, o meu mesmo é 31 98811-2020", ["+5531988112020"]),
    ("O rapaz que me vendeu é 31 97777-0000. Sou a Ana, 31 98811-2020", ["+5531988112020"]),
    ("31 98811-2020 Ana, 31 97777-0000 filho", ["+5531988112020"]),
    ("31 98811-2020 (pessoal, preferência)", ["+5531988112020"]),
    // A letter wrong in what is dictated, and a digit missing that the note itself doubts.
    ("fone tres um nove oitto oito um um dois zero treis zero", ["+5531988112030"]),
    ("meu zap 31 9881-202 não sei se tá certo", []),
    ("meu zap 31 98811-2020 não sei se tá certo", ["+5531988112020"]),
  ])
  func `the caller's telephones`(note: String, values: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == values)
  }

  @Test(arguments: [
    ("meu cpf é 453 aí depois 331 depois 478 e o final 33", "45333147833"),
    ("meu cpf é 453 aí depois 331 depois 478 e o final 34", nil),
    ("Represento o Sr. Jair de Paula, CPF 453.331.478-33. Bianca Lopes, OAB 1.554", nil),
    ("meu cliente Raul Dias, CPF 453.331.478-33, pede vista", nil),
    ("cliente Raul Dias, CPF 453.331.478-33, pede vista", "45333147833"),
    ("A: número do protocolo? C: é o 45333147833", nil),
    ("A: qual o CPF? C: é o 45333147833", "45333147833"),
  ])
  func `the caller's CPF`(note: String, digits: String?) {
    #expect(extract(note).fields.cpf?.value.digits == digits)
  }

  @Test(arguments: [
    ("o e-mail é d i r c e arroba exemplo ponto com", "dirce@exemplo.com"),
    ("manda p vitin.gamer(at)exemplo.com", "vitin.gamer@exemplo.com"),
    ("c ponto lopes arroba exemplo ponto com", "c.lopes@exemplo.com"),
  ])
  func `addresses end where other words begin`(note: String, value: String) {
    #expect(extract(note).fields.emails.map(\.value.text) == [value])
  }

  @Test(arguments: [
    ("Mãe ligou, Verônica Caldas, sobre o filho", "Verônica Caldas"),
    ("minha mãe ligou, Verônica Caldas, e ninguém atendeu", nil),
    ("A: seu nome? C: Alaíde Torquato. A: telefone?", "Alaíde Torquato"),
    ("A: como se chama? C: prefiro não dizer", nil),
    ("A: quem fala? C: a vizinha dela, Neide Fontoura", "Neide Fontoura"),
    ("caiu 2x. falou chamar-se Odila Ferrari, quer bloquear", "Odila Ferrari"),
    ("oi é a Cidinha, quem tem a chave é o seu Horácio", "Cidinha"),
    ("S. Valdomiro Pacheco quer cesta básica", "Valdomiro Pacheco"),
    ("esposo ligou pq a esposa (Tatiane) está mal", nil),
    ("contratado em nome de Otacílio Neves, CPF 1, que subscreve", "Otacílio Neves"),
    ("Sobrinho Murilo Gusmão fala em nome da tia", "Murilo Gusmão"),
  ])
  func `who makes the contact`(note: String, name: String?) {
    #expect(extract(note).fields.name?.value == name)
  }

  @Test(arguments: [
    ("Sou a Luzia Prado de Olinda e estou sem água", "Luzia Prado", "Olinda"),
    ("aqui é o Antônio Farias de Sobral", "Antônio Farias", "Sobral"),
    ("Maria de Castro pede visita", "Maria de Castro", nil),
    ("Ana Lúcia dos Santos pede visita", "Ana Lúcia dos Santos", nil),
    ("oi sou de Santos, meu sobrenome é Campinas, Débora Campinas.", "Débora Campinas", "Santos"),
    ("Rita Dias, S. José SC, quer terapia", "Rita Dias", "São José"),
    ("Lia Dias mora em Imperatriz, o processo corre em São Luís", "Lia Dias", "Imperatriz"),
  ])
  func `a town after a name`(note: String, name: String, city: String?) {
    let fields = extract(note).fields
    #expect(fields.name?.value == name)
    #expect(fields.city?.value == city)
  }
}
