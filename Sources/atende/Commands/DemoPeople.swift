import ContactsCore

/// Invented people for a first look: always the same ones, from every state.
///
/// Nobody is meant: the telephones begin with 90000, which Anatel has given to nobody, and the addresses end in
/// exemplo.com.br.
struct DemoPeople {
  private let now: Timestamp

  init(now: Timestamp) {
    self.now = now
  }

  private static let count = 270

  func registrations(_ surroundings: Surroundings) -> [Registration] {
    (0..<DemoPeople.count).map { registration($0, key: surroundings.newUID()) }
  }

  /// A second interaction, later than the first, for one person in nine.
  func followUp(_ index: Int, of uid: UID, key: UID) -> Registration? {
    guard index % 9 == 4 else { return nil }
    let topic = DemoPeople.topics[index % DemoPeople.topics.count]
    return Registration(
      target: .existing(uid, completing: ContactFields()),
      interaction: InteractionFields(
        channel: .phone, reasonCode: topic.code, reason: nil, urgency: .low,
        occurredAt: now.adding(milliseconds: -Int64(index % 20 + 1) * 3_600_000),
        text: Sensitive("Retorno sobre \(topic.name.lowercased()): combinamos um novo contato."),
        extraction: .manual, provenance: []),
      consent: .notAsked, idempotencyKey: key, draft: nil)
  }

  private func registration(_ index: Int, key: UID) -> Registration {
    let place = DemoPeople.places[index % DemoPeople.places.count]
    let name = DemoPeople.name(index)
    let topic = DemoPeople.topics[index % DemoPeople.topics.count]
    let urgency: Urgency =
      switch index % 12 {
      case 0: .high
      case 7: .critical
      case 3, 5: .low
      default: .medium
      }
    // Spread over sixty days, inside working hours, and never after now.
    let day = now.adding(milliseconds: -Int64(index % 60 + 1) * 86_400_000).local.date
    let occurredAt = LocalTime(date: day, hour: 8 + index % 10, minute: index * 7 % 60).timestamp
    let phone = PhoneNumber(DemoPeople.phone(index, place.areaCode), areaCode: nil)
    var fields = ContactFields(
      name: Sensitive(name), phones: [phone].compactMap { $0.map(Sensitive.init) },
      city: Sensitive(place.city), state: place.state)
    if index % 3 != 2 {
      fields.emails = [EmailAddress(DemoPeople.email(name, index))].compactMap {
        $0.map(Sensitive.init)
      }
    }
    if index % 4 != 3 { fields.cpf = DemoPeople.cpf(index).map(Sensitive.init) }
    if index % 5 != 4 {
      fields.birthDate = CivilDate(
        year: 1945 + index * 7 % 60, month: index % 12 + 1, day: index * 5 % 28 + 1
      ).map(Sensitive.init)
    }
    if index % 30 == 11 { fields.safeChannel = Sensitive("Só por WhatsApp, depois das 18h") }
    return Registration(
      target: .new(fields),
      interaction: InteractionFields(
        channel: Channel.allCases[index % Channel.allCases.count], reasonCode: topic.code,
        reason: nil, urgency: urgency, occurredAt: occurredAt,
        text: Sensitive(DemoPeople.note(index, name: name, city: place.city, topic: topic)),
        extraction: .manual, provenance: []),
      consent: index % 6 == 5 ? .notAsked : .given, idempotencyKey: key, draft: nil)
  }

  private static func name(_ index: Int) -> String {
    // The steps are coprime with the lengths, so that no two people share a name.
    let first = firstNames[index % firstNames.count]
    let last = lastNames[(index * 7 + index / firstNames.count) % lastNames.count]
    return "\(first) \(last)"
  }

  private static func phone(_ index: Int, _ areaCode: String) -> String {
    "\(areaCode) 90000-\(String(10_000 + index).dropFirst())"
  }

  private static func email(_ name: String, _ index: Int) -> String {
    foldedWords(name).joined(separator: ".") + "\(index)@exemplo.com.br"
  }

  /// A number whose check digits hold, made by trying them: the first nine digits are far below any that were issued.
  private static func cpf(_ index: Int) -> CPF? {
    let base = "000000" + String(1000 + index % 900).dropFirst()
    for digits in 0..<100 {
      if let cpf = CPF(base + String(100 + digits).dropFirst()) { return cpf }
    }
    return nil
  }
}

extension DemoPeople {
  private struct Place {
    let city: String
    let state: StateCode
    let areaCode: String
  }

  private static let places: [Place] = [
    Place(city: "São Paulo", state: .SP, areaCode: "11"),
    Place(city: "Rio de Janeiro", state: .RJ, areaCode: "21"),
    Place(city: "Belo Horizonte", state: .MG, areaCode: "31"),
    Place(city: "Vitória", state: .ES, areaCode: "27"),
    Place(city: "Curitiba", state: .PR, areaCode: "41"),
    Place(city: "Florianópolis", state: .SC, areaCode: "48"),
    Place(city: "Porto Alegre", state: .RS, areaCode: "51"),
    Place(city: "Brasília", state: .DF, areaCode: "61"),
    Place(city: "Goiânia", state: .GO, areaCode: "62"),
    Place(city: "Palmas", state: .TO, areaCode: "63"),
    Place(city: "Cuiabá", state: .MT, areaCode: "65"),
    Place(city: "Campo Grande", state: .MS, areaCode: "67"),
    Place(city: "Rio Branco", state: .AC, areaCode: "68"),
    Place(city: "Porto Velho", state: .RO, areaCode: "69"),
    Place(city: "Salvador", state: .BA, areaCode: "71"),
    Place(city: "Aracaju", state: .SE, areaCode: "79"),
    Place(city: "Recife", state: .PE, areaCode: "81"),
    Place(city: "Maceió", state: .AL, areaCode: "82"),
    Place(city: "João Pessoa", state: .PB, areaCode: "83"),
    Place(city: "Natal", state: .RN, areaCode: "84"),
    Place(city: "Fortaleza", state: .CE, areaCode: "85"),
    Place(city: "Teresina", state: .PI, areaCode: "86"),
    Place(city: "Belém", state: .PA, areaCode: "91"),
    Place(city: "Manaus", state: .AM, areaCode: "92"),
    Place(city: "Boa Vista", state: .RR, areaCode: "95"),
    Place(city: "Macapá", state: .AP, areaCode: "96"),
    Place(city: "São Luís", state: .MA, areaCode: "98"),
  ]

  private static let firstNames = [
    "Conceição", "José", "Antônia", "Luís", "Débora", "Caetano", "Inês", "Otávio", "Lívia",
    "Sebastião", "Íris", "Tomé", "Glória", "Estêvão", "Verônica", "Raí", "Mônica", "Cícero",
    "Assunção", "Flávio", "Jussara", "Ângela", "Moacir", "Thaís", "Iracema", "Júlio",
    "Aparecida", "Ubirajara", "Vânia", "Hélio", "Simão", "Zélia", "Núbia",
  ]

  private static let lastNames = [
    "Araújo", "de Souza Brandão", "Gonçalves", "Falcão", "dos Anjos", "Magalhães", "Pessoa",
    "Guimarães", "da Conceição", "Paixão", "Simões", "Serafim", "Antunes", "Brito e Sá", "Camará",
    "Quintão", "Rezende", "de Assis", "Teófilo", "Vilaça", "Ximenes", "Leitão", "Nóbrega",
    "Peçanha", "Muniz", "Galvão",
  ]

  private static let topics = ReasonCatalogue.initial

  private static func note(_ index: Int, name: String, city: String, topic: Reason) -> String {
    let subject = topic.name.lowercased()
    return switch index % 6 {
    case 0: "\(name), de \(city), procurou a central sobre \(subject). Pediu retorno à tarde."
    case 1: "Ligou de \(city). Assunto: \(subject). Ouvi com calma e expliquei os próximos passos."
    case 2: "Aqui é \(name). Preciso de ajuda: \(subject). Podem me responder por mensagem?"
    case 3: "Segundo contato no mês sobre \(subject). Disse que está melhor e agradeceu."
    case 4: "\(name) foi indicada por uma vizinha de \(city). Quer saber mais sobre \(subject)."
    default: "Sem pressa; quer conversar sobre \(subject) quando houver horário."
    }
  }
}
