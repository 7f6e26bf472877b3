extension StateCode {
  /// Reads `SP` and `São Paulo`, without minding accents and case.
  public static func named(_ text: String) -> StateCode? {
    let key = folded(text)
    return StateCode(rawValue: key.uppercased()) ?? names[key]
  }

  private static let names: [String: StateCode] = [
    "acre": .AC, "alagoas": .AL, "amazonas": .AM, "amapa": .AP, "bahia": .BA, "ceara": .CE,
    "distrito federal": .DF, "espirito santo": .ES, "goias": .GO, "maranhao": .MA,
    "minas gerais": .MG, "mato grosso do sul": .MS, "mato grosso": .MT, "para": .PA,
    "paraiba": .PB, "pernambuco": .PE, "piaui": .PI, "parana": .PR, "rio de janeiro": .RJ,
    "rio grande do norte": .RN, "rondonia": .RO, "roraima": .RR, "rio grande do sul": .RS,
    "santa catarina": .SC, "sergipe": .SE, "sao paulo": .SP, "tocantins": .TO,
  ]
}

extension Channel {
  /// Reads the raw value and the words that spreadsheets use for it.
  public static func named(_ text: String) -> Channel? {
    let key = foldedWords(text).joined(separator: " ")
    return switch key {
    case "telefone", "fone", "ligacao", "ligacao telefonica", "telefonema": .phone
    case "whatsapp", "whats", "zap", "whats app": .whatsapp
    case "email", "e mail", "mail": .email
    case "chat", "site", "chat do site": .chat
    case "presencial", "pessoalmente", "visita": .inPerson
    default: nil
    }
  }
}

extension Timestamp {
  /// Reads `DD/MM/AAAA`, with or without ` HH:MM` and `:SS`, as the time in São Paulo; midnight when none is given.
  public init?(brazilian text: String) {
    let parts = text.split(separator: " ")
    guard let first = parts.first, parts.count <= 2, let date = CivilDate(brazilian: String(first))
    else { return nil }
    var numbers: [Int] = []
    if parts.count == 2 {
      for part in parts[1].split(separator: ":", omittingEmptySubsequences: false) {
        guard part.utf8.count <= 2, let number = Int(part), number >= 0 else { return nil }
        numbers.append(number)
      }
      guard numbers.count == 2 || numbers.count == 3, numbers[0] < 24,
        numbers.dropFirst().allSatisfy({ $0 < 60 })
      else { return nil }
    }
    numbers += [Int](repeating: 0, count: 3 - numbers.count)
    self =
      LocalTime(date: date, hour: numbers[0], minute: numbers[1], second: numbers[2]).timestamp
  }
}
