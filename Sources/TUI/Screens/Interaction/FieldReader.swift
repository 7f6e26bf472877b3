import ContactsCore

/// What a text means in a field: the value, or what is wrong with it and what to do.
enum Reading<Value: Equatable & Sendable>: Equatable, Sendable {
  case empty
  case value(Value)
  /// Kept as it is, with something to tell the attendant.
  case unusual(Value, String)
  /// Cannot be stored as what the field is for.
  case invalid(String)

  var value: Value? {
    switch self {
    case .empty, .invalid: nil
    case .value(let value), .unusual(let value, _): value
    }
  }

  var remark: String? {
    switch self {
    case .empty, .value: nil
    case .unusual(_, let remark), .invalid(let remark): remark
    }
  }

  var isInvalid: Bool {
    if case .invalid = self { true } else { false }
  }
}

/// Reads what stands in the rows of a form.
///
/// Pure: the centre's DDD and the time are given to it.
struct FieldReader: Equatable, Sendable {
  var areaCode: String?
  var now: Timestamp?

  // MARK: - One reading a kind of field

  func phone(_ text: String) -> Reading<PhoneNumber> {
    guard !isBlank(text) else { return .empty }
    guard let phone = PhoneNumber(text, areaCode: areaCode) else {
      return .invalid("Não parece telefone: confira os dígitos.")
    }
    switch phone.issue {
    case nil: return .value(phone)
    case .missingAreaCode: return .unusual(phone, "Sem DDD: pergunte qual é.")
    case .missingNinthDigit:
      return .unusual(phone, "Celular sem o nono dígito: confirme o número.")
    case .unknownAreaCode: return .unusual(phone, "DDD inexistente: confirme o número.")
    case .unlikely: return .unusual(phone, "Número improvável: confirme.")
    }
  }

  func email(_ text: String) -> Reading<EmailAddress> {
    guard !isBlank(text) else { return .empty }
    if let address = EmailAddress(trimmed(text)) { return .value(address) }
    return .invalid(
      text.contains("@")
        ? "E-mail incompleto: confira o que vem depois do @." : "E-mail sem @: confira.")
  }

  func cpf(_ text: String) -> Reading<CPF> {
    guard !isBlank(text) else { return .empty }
    if let cpf = CPF(trimmed(text)) { return .value(cpf) }
    let count = text.unicodeScalars.filter { $0.asciiDigit != nil }.count
    return .invalid(
      count == 11
        ? "Dígito verificador não confere: peça de novo."
        : "CPF tem 11 dígitos, aqui há \(count): confira.")
  }

  func birthDate(_ text: String) -> Reading<CivilDate> {
    guard !isBlank(text) else { return .empty }
    guard let date = FieldReader.date(from: trimmed(text)) else {
      return .invalid("Use dd/mm/aaaa.")
    }
    if let today = now?.local.date {
      if date > today { return .invalid("Nascimento no futuro: confira.") }
      if today.year - date.year > 120 { return .unusual(date, "Mais de 120 anos: confirme.") }
      if today.dayNumber - date.dayNumber < 18 * 365 + 4 {
        return .unusual(date, "Menor de idade: anote o responsável.")
      }
    }
    return .value(date)
  }

  func state(_ text: String) -> Reading<StateCode> {
    guard !isBlank(text) else { return .empty }
    if let state = StateCode(rawValue: trimmed(text).uppercased()) { return .value(state) }
    return .invalid("UF desconhecida: F4 mostra as opções.")
  }

  /// A day with an hour or without: `22/11/2026`, `22/11/2026 15:00`.
  func date(_ text: String) -> Reading<SuggestedDate> {
    guard !isBlank(text) else { return .empty }
    let parts = trimmed(text).split(separator: " ").map(String.init)
    guard let first = parts.first, parts.count <= 2, let date = FieldReader.date(from: first) else {
      return .invalid("Use dd/mm/aaaa ou dd/mm/aaaa hh:mm.")
    }
    guard parts.count == 2 else { return .value(SuggestedDate(date: date, minutes: nil)) }
    guard let minutes = FieldReader.minutes(from: parts[1]) else {
      return .invalid("Hora inválida: use hh:mm.")
    }
    return .value(SuggestedDate(date: date, minutes: minutes))
  }

  // MARK: - Any field

  /// What is to be said beside a row, and whether it keeps the value from being stored.
  func remark(on entry: FormEntry) -> (text: String, isInvalid: Bool)? {
    func said<Value>(_ reading: Reading<Value>) -> (text: String, isInvalid: Bool)? {
      reading.remark.map { ($0, reading.isInvalid) }
    }
    let text = entry.typed ?? entry.text
    return switch entry.field {
    case .phone: said(phone(text))
    case .email: said(email(text))
    case .cpf: said(cpf(text))
    case .birthDate: said(birthDate(text))
    case .state: said(state(text))
    case .date: said(date(text))
    case .name, .socialName, .city, .reason, .urgency, .channel, .consent, .notes, .guardian,
      .safeChannel:
      nil
    }
  }

  /// The punctuation people are used to; the text itself where it cannot be read.
  static func usualForm(of text: String, as field: FormField) -> String {
    let reader = FieldReader(areaCode: nil, now: nil)
    return switch field {
    case .phone: reader.phone(text).value?.national ?? text
    case .email: reader.email(text).value?.text ?? text
    case .cpf: reader.cpf(text).value?.formatted ?? text
    case .birthDate: reader.birthDate(text).value?.display ?? text
    case .state: reader.state(text).value?.rawValue ?? text
    case .date: reader.date(text).value?.display ?? text
    case .name, .socialName, .city, .reason, .urgency, .channel, .consent, .notes, .guardian,
      .safeChannel:
      text
    }
  }

  private static func date(from text: String) -> CivilDate? {
    if let date = CivilDate(brazilian: text) ?? CivilDate(iso8601: text) { return date }
    guard text.count == 8, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return CivilDate(
      brazilian: "\(text.prefix(2))/\(text.dropFirst(2).prefix(2))/\(text.suffix(4))")
  }

  /// Minutes after midnight of `15:00`, `15h`, `15h30`.
  private static func minutes(from text: String) -> Int? {
    let parts = text.lowercased().split(whereSeparator: { $0 == ":" || $0 == "h" })
    guard let first = parts.first, parts.count <= 2, let hour = Int(first), (0...23).contains(hour)
    else { return nil }
    guard parts.count == 2 else { return text.lowercased().hasSuffix("h") ? hour * 60 : nil }
    guard let minute = Int(parts[1]), (0...59).contains(minute) else { return nil }
    return hour * 60 + minute
  }
}

extension SuggestedDate {
  /// `22/11/2026`, or `22/11/2026 15:00` with a time.
  var display: String {
    guard let minutes else { return date.display }
    let hour = minutes / 60
    let minute = minutes % 60
    return "\(date.display) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}

func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

/// The text without white space around it.
func trimmed(_ text: String) -> String {
  let start = text.drop(while: \.isWhitespace)
  guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
  return String(start[...end])
}
