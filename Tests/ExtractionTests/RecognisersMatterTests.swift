import ContactsCore
import Extraction
import Testing

/// Notes in which what the caller wants stands right beside a value, and says nothing of it.
@Suite("Recognisers: the matter of a note beside a value")
struct RecognisersMatterTests {
  @Test(arguments: [
    // What does not work has its own object.
    ("Ana Prado, 31 98811-2020, não funciona a internet", ["+5531988112020"]),
    ("Ana Prado 31 98811-2020 não recebe o boleto", ["+5531988112020"]),
    ("Ana Prado, 31 98811-2020, queimou a geladeira", ["+5531988112020"]),
    ("Ana Prado, 31 98811-2020, bloqueado o benefício", ["+5531988112020"]),
    ("Ana Prado 31 98811-2020 não é mais titular da conta", ["+5531988112020"]),
    ("Ana Prado, 31 98811-2020, não existe mais a creche", ["+5531988112020"]),
    ("Ana Prado 31 98811-2020 bloqueado bolsa família", ["+5531988112020"]),
    // And here it is the number.
    ("31 97777-0000 não funciona à noite, usar 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 não funciona o sinal. Ana Prado", []),
    ("31 97777-0000 não funciona corretamente. Ana Prado", []),
    ("31 97777-0000 bloqueado a pedido. Ana Prado", []),
    ("31 97777-0000 não recebe internet, usar 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 (cancelado o pacote) / 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 não é mais válido, novo 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 não funciona. Ana Prado 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 não funciona mais aqui, usem 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 não recebe mais ligação, cel 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 clonaram o chip, cel 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 não é mais meu, cel 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 foi cancelado pela operadora, cel 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 desativado, 31 98811-2020", ["+5531988112020"]),
    // Of something else than the number before.
    (
      "tel 31 3333-2020. Errei a senha do portal. cel 31 98811-2020",
      ["+553133332020", "+5531988112020"]
    ),
    ("tel 31 3333-2020, errei, é 31 98811-2020", ["+5531988112020"]),
    ("tel 31 3333-2020 errei o número, é 31 98811-2020", ["+5531988112020"]),
    ("tel 31 97777-0000 confundi os números, é 31 98811-2020", ["+5531988112020"]),
    ("tel 31 97777-0000, errei a data, o certo é 31 98811-2020", ["+5531988112020"]),
    ("31 98811-2020 não ligar. só mensagem. Ana", ["+5531988112020"]),
    ("31 97777-0000 NÃO LIGAR. Só e-mail. Ana", []),
    ("31 97777-0000 não ligar. Só o marido atende", []),
    ("31 97777-0000 não ligar. zap 31 98811-2020", ["+5531988112020"]),
    ("31 97777-0000 NAO LIGAR - medida protetiva", []),
    // A CPF that is a relative's does not take the telephone with it.
    ("Ana Prado pede pensão p/ filha, CPF 390.533.447-05, 31 98811-2020", ["+5531988112020"]),
    (
      "advogado Ivo Sá, CPF 390.533.447-05, tel 31 97777-0000. Ana 31 98811-2020",
      ["+5531988112020"]
    ),
    ("Ana Prado, 3 filhos, CPF 390.533.447-05, tel 31 98811-2020", ["+5531988112020"]),
    ("Ana Prado - conversar com a assistente social - 31 98811-2020", ["+5531988112020"]),
    ("advogada - tel do médico - 31 97777-0000. Sou Ana Prado, 31 98811-2020", ["+5531988112020"]),
    ("telefone dos filhos 31 97777-0000, meu 31 98811-2020 Ana", ["+5531988112020"]),
    // Where the caller works, and whom the caller speaks of.
    ("Ana Prado, do hospital, 31 98811-2020", ["+5531988112020"]),
    ("Ana Prado (do CRAS Norte) 31 98811-2020", ["+5531988112020"]),
    ("Ana Prado, da creche 31 3333-2020, celular 31 98811-2020", ["+5531988112020"]),
    ("Ana Prado, telefone da escola 31 3333-2020", []),
    ("Ana Prado, o tel do hospital é 31 3333-2020", []),
    // Lent, and used by another.
    ("meu cel tá sem chip, usa o da minha prima 71 98744-1120", ["+5571987441120"]),
    ("meu ex usa o da minha prima 71 98744-1120", []),
    ("quem clonou usa o da minha prima 71 98744-1120", []),
    ("meu filho, que estuda à noite, usa o da minha prima 71 98744-1120", []),
    ("vendo geladeira, interessado ligou do 31 97777-0000. Ana 31 98811-2020", ["+5531988112020"]),
    ("não usem o telefone cadastrado: 31 3333-2020. usem 31 98811-2020", ["+5531988112020"]),
  ])
  func `telephones`(note: String, values: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == values)
  }

  @Test(arguments: [
    ("Ana Prado, cpf 390.533.447-05, não recebe o benefício", "39053344705"),
    ("Ana Prado, cpf 390.533.447-05, não existe no sistema", "39053344705"),
    ("Ana Prado. cpf 390.533.447-05 não existe", nil),
    ("CPF 390.533.447-05 inexistente. Ana Prado", nil),
    ("cpf 390.533.447-05 não existe na receita, certo 168.995.350-09. Ana", "16899535009"),
    ("cpf 390.533.447-05 tá errado. Ana Prado", nil),
    ("cpf 390.533.447-05 não é meu. Ana Prado", nil),
    // Relations that tell who the caller is.
    ("Ligou o Sr. Nestor Lima, pai da aluna Bia, CPF 390.533.447-05", "39053344705"),
    ("Ligou a mãe do aluno Caio, Tânia Reis, CPF 390.533.447-05", "39053344705"),
    ("encaminhada pelo Dr. Paulo, Marli Souto - CPF 390.533.447-05 - terapia", "39053344705"),
    ("Ana Prado, com 3 filhos, CPF 390.533.447-05", "39053344705"),
    ("o cpf dos filhos: 390.533.447-05. Ana", nil),
    // Of whom the caller complains, or is to see.
    ("Ana Prado quer falar com a psicóloga, CPF 390.533.447-05", "39053344705"),
    ("Ana Prado, reclama do vizinho, CPF 390.533.447-05", "39053344705"),
    ("Ana Prado - reclama do médico - CPF 390.533.447-05", "39053344705"),
    ("Ana Prado fala em nome da vizinha, CPF 390.533.447-05", nil),
    ("Ana Prado reclama do vizinho - CPF dele 390.533.447-05", nil),
    ("fiz pix pra um colega, CPF 390.533.447-05, e não caiu. Ana", nil),
    ("Ana Prado reclama do vizinho Carlos, CPF 390.533.447-05", nil),
    ("Ana Prado - guarda da filha - CPF 390.533.447-05", nil),
    ("Ana Prado - denúncia contra o agressor - CPF 390.533.447-05", nil),
    ("Ana Prado, queixa contra o médico carlos, CPF 390.533.447-05", nil),
    ("Agressor: João Silva, CPF 390.533.447-05. Ana Prado, 31 98811-2020", nil),
    ("Agressor - João Silva - CPF 390.533.447-05", nil),
    ("João Silva - CPF 390.533.447-05 - agressor de Ana Prado. Ana: 31 98811-2020", nil),
    ("João Silva, CPF 390.533.447-05, agressor da Ana Prado", nil),
    ("Ana Prado - CPF 390.533.447-05 - suspeita de gravidez", "39053344705"),
    ("Ana Prado - CPF 390.533.447-05 - mãe do Caio", "39053344705"),
    ("Ana Prado pede 2ª via do marido, CPF 390.533.447-05", nil),
    ("preciso da segunda via do meu pai, CPF 390.533.447-05. Ana", nil),
    (
      "tec Marcos (cpf 390.533.447-05) não veio. cliente Ana Prado cpf 168.995.350-09",
      "16899535009"
    ),
    // A clause after a comma.
    ("o cpf da conta é 390.533.447-05, que é do meu pai. Ana Prado", nil),
    ("meu cpf 390.533.447-05, que é o mesmo do cadastro. Ana Prado", "39053344705"),
    // A role that others may have gives way to whoever asks.
    (
      "CPF do beneficiário: 390.533.447-05 (menor). CPF da declarante: 168.995.350-09",
      "16899535009"
    ),
    ("CPF do titular: 390.533.447-05. Meu CPF: 168.995.350-09", "16899535009"),
    ("CPF do titular: 390.533.447-05", "39053344705"),
    // The name that a messenger shows of a contact.
    ("21/11/2026 11:14 - Ana Mãe do Caio: 390.533.447-05", "39053344705"),
    ("21/11/2026 11:14 - Ana Mãe do Caio: cpf dele 390.533.447-05", nil),
    ("21/11/2026 11:14 - Ana: cpf da minha mãe: 390.533.447-05", nil),
  ])
  func `CPFs`(note: String, value: String?) {
    #expect(extract(note).fields.cpf?.value.digits == value)
  }

  @Test(arguments: [
    ("ana@exemplo.com não recebe a fatura. Ana Prado", ["ana@exemplo.com"]),
    ("velho@exemplo.com não recebe mais nada, ana@exemplo.com", ["ana@exemplo.com"]),
    ("Ana Prado ana@exemplo.com foi cancelado o curso", ["ana@exemplo.com"]),
    (
      "mandem no ana@exemplo.com, e não mais no da firma: ana@firma.exemplo", ["ana@exemplo.com"]
    ),
    ("ana@firma.exemplo não mais, só ana@exemplo.com", ["ana@exemplo.com"]),
    ("Não usem o e-mail cadastrado (velho@exemplo.com). Usem ana@exemplo.com", ["ana@exemplo.com"]),
    ("Ana Prado, da Escola Sol, ana@escolasol.exemplo", ["ana@escolasol.exemplo"]),
    ("meu e-mail é contato.livia arroba exemplo.com", ["contato.livia@exemplo.com"]),
    ("meu contato livia arroba exemplo.com", ["livia@exemplo.com"]),
    ("ana@exemplo.com desativado ano passado. Ana Prado", []),
    ("ana@exemplo.com desativei a conta. Ana Prado", []),
    ("Ana Prado e-mail ana.silva@exemplo.com", ["ana.silva@exemplo.com"]),
  ])
  func `addresses`(note: String, values: [String]) {
    #expect(extract(note).fields.emails.map(\.value.text) == values)
  }

  @Test(arguments: [
    ("não é urgente", nil), ("Ana 31 98811-2020, não tenho pressa", nil),
    ("só quero dizer que não é urgente. Ana", nil), ("Pedido não urgente. Ana", nil),
    ("não é urgente, quero a segunda via", "segunda via"),
    ("não é urgente mas a rua está sem luz", "não é urgente mas a rua está sem luz"),
    ("falta de urgência no atendimento", "falta de urgência no atendimento"),
    // For whom somebody speaks is no reason.
    (
      "represento a Sra. Rita Lima (CPF 453.331.478-33). Requeiro a gravação do atendimento "
        + "realizado em 15/09/2026, protocolo 20260915-000207. Procuração anexa.\nIvo Prado",
      "Requeiro a gravação do atendimento realizado em 15/09/2026"
    ),
    ("represento os moradores e quero reclamar do lixo. Ana", "reclamar do lixo"),
  ])
  func `reasons`(note: String, value: String?) {
    #expect(extract(note).fields.reason?.value.text == value)
  }
}

/// Numbers that are CPFs by what they are called, or not.
@Suite("Recognisers: names of numbers")
struct RecognisersNumberNameTests {
  @Test(arguments: [
    ("CIN nº 390.533.447-05 Ana Prado", "39053344705"),
    ("não tenho CPF ainda, só o protocolo 390.533.447-05 da receita", nil),
    ("sem cpf, matrícula 39053344705 Ana", nil),
    ("cliente não localizada pelo CPF, do contrato: 390.533.447-05 Ana", "39053344705"),
    ("CPF, RG e título: 390.533.447-05, MG12345. Ana", "39053344705"),
    ("o CPF do titular da conta é 390.533.447-05 Ana", "39053344705"),
    ("CPF\tFone\nAna\t39053344705\t31988112020", "39053344705"),
    ("fone 31988112020", nil),
    (
      "CPF: três nove zero. cinco três três. quatro quatro sete dígito verificador zero cinco",
      "39053344705"
    ),
    (
      "três nove zero cinco três três quatro quatro sete dígito zero cinco o meu cpf viu",
      "39053344705"
    ),
    ("cpf três nove zero. cinco três três", nil),
  ])
  func `CPFs`(note: String, value: String?) {
    #expect(extract(note).fields.cpf?.value.digits == value)
  }

  @Test(arguments: [
    ("ligação nº 00412233987 Ana 31 98811-2020", ["+5531988112020"]),
    ("fone 031 98811-2020", ["+5531988112020"]), ("fone 0055 31 98811-2020", ["+5531988112020"]),
    ("Ezequiel Braga nº 9 8812 4410 ddd 85", ["+5585988124410"]),
    ("quer agendar CIN - 31988112020 Ana", ["+5531988112020"]),
    ("pedido nº 98812-4410", []), ("segunda via do CPF - 31 98811-2020", ["+5531988112020"]),
    ("cpf 31.988.112-02", []),
  ])
  func `telephones`(note: String, values: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == values)
  }

  @Test(arguments: [
    ("Paciente Ana Prado. Resp. financeiro Carlos Dutra, CPF 390.533.447-05", nil),
    (
      "Ana Prado reclama da van do filho. Responsável pela van: Carlos Dutra, CPF 390.533.447-05",
      nil
    ),
    ("Sou Ana Prado, responsável pelo Caio, CPF 390.533.447-05", "39053344705"),
    ("Ana Prado, responsável técnica, CPF 390.533.447-05", "39053344705"),
  ])
  func `who answers for money or for a thing keeps their CPF`(note: String, cpf: String?) {
    #expect(extract(note).fields.cpf?.value.digits == cpf)
  }

  @Test(arguments: [
    ("meu cpf é 45953664268 ops digitei errado, 45953664265. Rui Sá", "45953664265", 0),
    ("cpf 45953664268, errei, 45953664265", "45953664265", 0),
    ("bot: Informe o CPF do titular (somente números)\ncliente: 02899689258", "02899689258", 0),
    ("o número da carteirinha velha é 45001987", nil, 0),
    ("O número que me ligou foi 11 4003-8817. Meu celular 67 99233-8104", nil, 1),
    ("Caí num golpe. Número que me mandou mensagem: 11 95512-0034. cel 67 99233-8104", nil, 1),
    // A telephone after a CPF that does not hold is none.
    ("cpf 45953664268, errado? tel 11987654321", nil, 1),
    ("cpf 45953664268. Rui Sá 11987654321", nil, 1),
    ("cpf 45953664268, digitei errado, cel 45953664265", nil, 1),
  ])
  func `a CPF that is typed anew, or asked for in digits, is no telephone`(
    note: String, cpf: String?, phones: Int
  ) {
    let fields = extract(note).fields
    #expect(fields.cpf?.value.digits == cpf)
    #expect(fields.phones.count == phones)
  }
}
