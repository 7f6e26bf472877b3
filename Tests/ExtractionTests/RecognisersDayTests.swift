import ContactsCore
import Extraction
import Testing

/// Notes of an ordinary day: each way of saying a thing, beside the same words where they say something else.
@Suite("Recognisers: an ordinary day's notes")
struct RecognisersDayTests {
  @Test(
    arguments: [
      ("Ana Prado ligou sobre o pai, internado. CPF dele: 453.331.478-33.", nil),
      ("Marcos Lima ligou sobre a mãe acamada. CPF dela 453.331.478-33", nil),
      (
        "Ana Prado ligou; o filho busca. CPF dele p/ retirada: 453.331.478-33. CPF dela: 390.533.447-05",
        "39053344705"
      ),
      ("Ligou Ana Prado p/ falar do tio. CPF dela 453.331.478-33", "45333147833"),
      ("Ana Prado ligou sobre o filho; cpf dela 453.331.478-33 (dele não tem)", "45333147833"),
      ("Ana Prado (mãe do Caio) ligou. CPF dela 453.331.478-33", "45333147833"),
      ("Marcos Lima, esposa Lia, um filho, pede cesta. CPF dele 453.331.478-33", "45333147833"),
      ("Ligou Socorro Prado, sobre o filho. CPF dela 453.331.478-33", "45333147833"),
      ("Kauã Prado ligou sobre o pai. CPF dele 453.331.478-33", "45333147833"),
      ("Ana Prado ligou. O cpf dele 453.331.478-33", "45333147833"),
      ("Atendi Paulo Souza, travesti, mora com a mãe. CPF dela 453.331.478-33", "45333147833"),
    ] as [(String, String?)])
  func `in an attendant's note dele and dela are the caller's where they can be`(
    note: String, cpf: String?
  ) {
    #expect(extract(note).fields.cpf?.value.digits == cpf, "\(note)")
  }

  @Test(
    arguments: [
      ("Ligou para nosso plantão a Ana Prado, CPF dela 453.331.478-33.", "45333147833"),
      (
        "Compareceu ao nosso balcão Ivo Lima. A mãe dele caiu. CPF dele 453.331.478-33",
        "45333147833"
      ),
      ("Nossa mãe caiu. Ligou chorando. O CPF dela é 453.331.478-33", nil),
      ("Ligou aqui em casa um rapaz, nossa conta venceu. O CPF dele é 453.331.478-33", nil),
    ] as [(String, String?)])
  func `the desk's we is not a family's`(note: String, cpf: String?) {
    #expect(extract(note).fields.cpf?.value.digits == cpf, "\(note)")
  }

  @Test(
    arguments: [
      ("Sou Ana Prado. Achei a carteira de um tal Beto Lima, CPF 453.331.478-33", nil),
      ("Sou Ana Prado. Fiz um pix pra uma tal Rita Lima, cpf 453.331.478-33", nil),
      ("Sou Ana Prado, me cobraram um tal seguro. CPF 453.331.478-33", "45333147833"),
      ("Sou Ana Prado, um tal Beto me ligou. Meu CPF é 453.331.478-33", "45333147833"),
      ("Uma tal Ana Prado ligou, CPF 453.331.478-33", "45333147833"),
    ] as [(String, String?)])
  func `the CPF of somebody whom the caller does not know is not theirs`(
    note: String, cpf: String?
  ) {
    #expect(extract(note).fields.cpf?.value.digits == cpf, "\(note)")
  }

  @Test(arguments: [
    (
      "O carro de Ivo Lima (cel dele: 31 97777-2021) bateu no muro. Ana Prado 31 98811-2020",
      ["+5531988112020"]
    ),
    ("Ana Prado (tel dela: 31 98811-2020) reclama do barulho", ["+5531988112020"]),
  ])
  func `a bracket with dele right after a name is of the name`(note: String, phones: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == phones, "\(note)")
  }

  @Test(
    arguments: [
      ("Ana Prado, 31 98811-2020, digitei errado: 31 98811-2021", ["+5531988112021"]),
      ("Ana Prado. 31 98811-2020. escrevi o número errado: 31 97777-2021", ["+5531977772021"]),
      ("Ana Prado, 31 98811-2020, opa, coloquei errado. 31 97777-2021", ["+5531977772021"]),
      (
        "Ana Prado, 31 98811-2020. Ontem passei errado o telefone, 31 97777-2021",
        ["+5531988112020"]
      ),
      (
        "Ana Prado, 31 98811-2020. No site coloquei errado o número: 31 97777-2021",
        ["+5531988112020"]
      ),
      ("Ana Prado, 31 98811-2020 (li errado: 31 97777-2021)", []),
      (
        "Ana Prado, 31 98811-2020, informei errado o endereço, cel 31 97777-2021",
        ["+5531988112020", "+5531977772021"]
      ),
      ("passei errado: 31 98811-2020. o certo é 31 98811-2021. Ana Prado", ["+5531988112021"]),
    ] as [(String, [String])])
  func `a slip owned up to is of the number before, or of one given elsewhere`(
    note: String, phones: [String]
  ) {
    #expect(extract(note).fields.phones.map(\.value.value) == phones, "\(note)")
  }

  @Test(arguments: [
    ("Ana Prado, cpf 453.331.478-33, digitei errado: 390.533.447-05", "39053344705"),
    (
      "CPF 453.331.478-33 Ana Prado. No contrato digitei errado o número: 390.533.447-05",
      "45333147833"
    ),
  ])
  func `a CPF typed anew after a slip is the CPF`(note: String, cpf: String) {
    #expect(extract(note).fields.cpf?.value.digits == cpf, "\(note)")
  }

  @Test(arguments: [
    (
      "Ana Prado: 31 3222-1010 casa, 31 98811-2020 celular. Prefere o de casa",
      ["+553132221010", "+5531988112020"]
    ),
    (
      "Ana Prado: 31 98811-2020 (cel), 31 3222-1010 (res). Prefere em casa",
      ["+553132221010", "+5531988112020"]
    ),
    (
      "Ana Prado: 31 98811-2020 cel, 31 3222-1010 trab. Prefere no trabalho",
      ["+553132221010", "+5531988112020"]
    ),
    (
      "Casa: 31 3222-1010, trabalho: 31 98811-2020. Prefere em casa. Ana Prado",
      ["+553132221010", "+5531988112020"]
    ),
  ])
  func `a preference finds the number by the word after it`(note: String, phones: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == phones, "\(note)")
  }

  @Test(
    arguments: [
      ("Ana Prado deixou o 20 98811-2020 e também o 54 3281-6619", "+555432816619"),
      ("Ana Prado deixou o 54 3281-6619 e também o 20 98811-2020", "+555432816619"),
      ("Ana Prado deixou o 20 98811-2020", "+5520988112020"),
      ("Ana Prado, 54 98811-2020, ou 54 3281-6619", "+5554988112020"),
      ("prefiro que liguem no 20 98811-2020. Ana Prado, 54 3281-6619", "+5520988112020"),
    ] as [(String, String)])
  func `a number that cannot be dialled is not the first of several`(note: String, phone: String) {
    #expect(extract(note).fields.phones.first?.value.value == phone, "\(note)")
  }

  @Test(
    arguments: [
      ("aqui no Jardim Ângela, zona sul de sampa, falta luz. Ana Prado", nil),
      ("moro no Planalto Paulista. Ana Prado", nil),
      ("moro em Jardim, MS. Ana Prado", "Jardim"),
      ("Ana Prado, moro em Bonito MS", "Bonito"),
      ("> Pergunta 1: nome?\nAna Prado\n> Pergunta 2: estado?\nGoiás", nil),
      ("> Pergunta 1: nome?\nAna Prado\n> Pergunta 2: cidade?\nGoiás", "Goiás"),
    ] as [(String, String?)])
  func `a town's name may begin another, or be a state's`(note: String, city: String?) {
    #expect(extract(note).fields.city?.value == city, "\(note)")
  }

  @Test(
    arguments: [
      ("Prezada ouvidora Dra. Lígia Prado,\nagradeço a reforma.\nRui Aranha", "Rui Aranha"),
      ("Ilmo. Sr. Diretor Ivo Prado,\nsolicito a vaga.\nRita Aranha", "Rita Aranha"),
      ("Prezados, sou a Dra. Lígia Prado", "Lígia Prado"),
      ("Falei com a Dra. Lígia Prado, quer 2ª via", "Lígia Prado"),
      (
        "Há um buraco na porta.\nCom estima,\nHermengarda Lopes\nMeu telefone: 38 3531-4207",
        "Hermengarda Lopes"
      ),
      (
        "Identificação: Anônimo\nDeseja se identificar? Não\nRelato: sem corrimão\nMunicípio: Divinópolis",
        nil
      ),
    ] as [(String, String?)])
  func `who is written to is not who writes`(note: String, name: String?) {
    #expect(extract(note).fields.name?.value == name, "\(note)")
  }

  @Test(
    arguments: [
      ("ligo em nome da usuária Rita Prado (cpf 390.533.447-05). Vilma Takahashi", nil),
      ("Quem fala: Rita Prado. Pai: Ivo Prado, 84 anos, CPF 390.533.447-05.", nil),
      ("Sou mãe, 34 anos, CPF 390.533.447-05. Rita Prado", "39053344705"),
      ("Mãe: Rita Prado, 34 anos, CPF 390.533.447-05, liga pela filha", "39053344705"),
      ("Rita Prado, 34 anos, CPF 390.533.447-05, filha de Ivo", "39053344705"),
      ("Moro com minha mãe há 20 anos, CPF 390.533.447-05. Rita Prado", "39053344705"),
      ("Represento a cliente Rita Prado, CPF 390.533.447-05. Ivo Aranha", nil),
      ("ligo em nome da usuária, meu cpf 390.533.447-05. Vilma Takahashi", "39053344705"),
      (
        "o contrato está em nome da cliente, Ana Prado, cpf 390.533.447-05, que ligou",
        "39053344705"
      ),
      ("conta em nome de Ana Prado, CPF 390.533.447-05. Ana Prado pede 2ª via", "39053344705"),
    ] as [(String, String?)])
  func `who speaks for another keeps the other's CPF apart`(note: String, cpf: String?) {
    #expect(extract(note).fields.cpf?.value.digits == cpf, "\(note)")
  }
}
