import ContactsCore

/// Invented people, the same for the same number, made fast.
struct Invented {
  static let firstNames = [
    "Maria", "José", "Ana", "João", "Antônia", "Francisco", "Conceição", "Carlos", "Adriana",
    "Paulo", "Juliana",
    "Pedro", "Márcia", "Lucas", "Fernanda", "Luiz", "Patrícia", "Marcos", "Aline", "Rafael",
    "Sandra", "Daniel",
    "Camila", "Marcelo", "Amanda", "Bruno", "Bruna", "Eduardo", "Jéssica", "Felipe", "Letícia",
    "Raimundo",
    "Júlia", "Rodrigo", "Luciana", "Manoel", "Vanessa", "Mateus", "Mariana", "André",
  ]
  static let surnames = [
    "Silva", "Santos", "Oliveira", "Souza", "Rodrigues", "Ferreira", "Alves", "Pereira", "Lima",
    "Gomes", "Costa",
    "Ribeiro", "Martins", "Carvalho", "Almeida", "Lopes", "Soares", "Fernandes", "Vieira",
    "Barbosa", "Rocha",
    "Dias", "Nascimento", "Andrade", "Moreira", "Nunes", "Marques", "Machado", "Mendes", "Freitas",
    "Cardoso",
    "Ramos", "Gonçalves", "Santana", "Teixeira", "Araújo", "Pinto", "Correia", "Batista", "Campos",
  ]
  static let cities: [(String, StateCode, String)] = [
    ("São Paulo", .SP, "11"), ("Rio de Janeiro", .RJ, "21"), ("Belo Horizonte", .MG, "31"),
    ("Salvador", .BA, "71"),
    ("Fortaleza", .CE, "85"), ("Curitiba", .PR, "41"), ("Manaus", .AM, "92"), ("Recife", .PE, "81"),
    ("Belém", .PA, "91"), ("Goiânia", .GO, "62"), ("Porto Alegre", .RS, "51"),
    ("São Luís", .MA, "98"),
  ]

  /// The registration of contact `number`, with an interaction for one in four.
  static func registration(_ number: Int, at now: Timestamp, key: UID) -> Registration {
    var random = Mixer(UInt64(number))
    let name =
      "\(random.pick(firstNames)) \(random.pick(surnames)) \(random.pick(surnames))"
    let (city, state, areaCode) = random.pick(cities)
    let phone =
      "\(areaCode)9\(6 + random.below(4))\(String(10_000_000 + random.below(10_000_000)).suffix(7))"
    let email = "pessoa\(number)@exemplo.com.br"
    let fields = ContactFields(
      name: Sensitive(name),
      phones: PhoneNumber(phone, areaCode: nil).map { [Sensitive($0)] } ?? [],
      emails: EmailAddress(email).map { [Sensitive($0)] } ?? [],
      cpf: number % 3 == 0 ? cpf(number).map { Sensitive($0) } : nil,
      city: Sensitive(city), state: state)
    let interaction = InteractionFields(
      channel: .phone, reasonCode: nil, reason: Sensitive("orientação"), urgency: .medium,
      occurredAt: now,
      text: Sensitive("Pede orientação sobre o atendimento."), extraction: .manual, provenance: [])
    return Registration(
      target: .new(fields), interaction: number % 4 == 0 ? interaction : nil, consent: .notAsked,
      idempotencyKey: key, draft: nil)
  }

  /// A number with right check digits, made from its first nine.
  static func cpf(_ number: Int) -> CPF? {
    var digits = String(1_000_000_000 + (number &* 7919) % 999_999_999).dropFirst().compactMap(
      \.wholeNumberValue)
    for _ in 0..<2 {
      let sum = digits.enumerated().reduce(0) { $0 + $1.element * (digits.count + 1 - $1.offset) }
      digits.append(sum % 11 < 2 ? 0 : 11 - sum % 11)
    }
    return CPF(digits.map(String.init).joined())
  }
}

/// SplitMix64: small, fast, and the same everywhere.
struct Mixer {
  private var state: UInt64

  init(_ seed: UInt64) {
    // Mixed once, or the numbers of one seed would be those of the next but for the first.
    state = Mixer.mixed(seed &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678_9abc_def1)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Mixer.mixed(state)
  }

  private static func mixed(_ state: UInt64) -> UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func pick<Element>(_ all: [Element]) -> Element { all[below(all.count)] }
}
