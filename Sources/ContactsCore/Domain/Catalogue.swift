/// A list that the centre keeps itself, and whose entries stay on what was registered with them.
public enum Catalogue: String, Sendable, CaseIterable {
  case reasons = "motivos"
  case outcomes = "desfechos"
  case referrals = "encaminhamentos"

  /// Who may change it.
  public var permission: Permission {
    switch self {
    case .reasons, .outcomes: .editCatalogues
    case .referrals: .editReferrals
    }
  }

  /// As a heading.
  public var label: String {
    switch self {
    case .reasons: "Motivos"
    case .outcomes: "Desfechos"
    case .referrals: "Encaminhamentos"
    }
  }

  /// How many may be in use: outcomes are chosen by one digit, reasons by digits in pages of nine, and what to read to
  /// somebody in danger fits a screen.
  public var most: Int {
    switch self {
    case .reasons: 81
    case .outcomes: 9
    case .referrals: 9
    }
  }

  /// Said where it is edited.
  public var meaning: String {
    switch self {
    case .reasons: "Por que as pessoas procuram a central: nos formulários e no encerramento."
    case .outcomes: "Como um atendimento termina: no encerramento, pelos dígitos de 1 a 9."
    case .referrals: "Para onde encaminhar quem corre perigo: lido durante a ligação, com Ctrl-G."
    }
  }
}

/// A line of a catalogue.
public struct CatalogueEntry: Equatable, Sendable {
  /// Stable, in lower case ASCII with underscores; empty for one that is new.
  public var code: String
  /// As shown.
  public var name: String
  /// Words by which a reason is told in a text; empty for the others.
  public var cues: [String]
  /// What is dialled, of a referral.
  public var number: String
  /// When it is the right one, of a referral.
  public var occasion: String
  /// A retired one is offered no more, and stays on what was registered with it.
  public var isActive: Bool

  public init(
    code: String = "", name: String, cues: [String] = [], number: String = "",
    occasion: String = "", isActive: Bool = true
  ) {
    self.code = code
    self.name = name
    self.cues = cues
    self.number = number
    self.occasion = occasion
    self.isActive = isActive
  }
}

extension CatalogueEntry {
  static let longestName = 60
  static let longestCues = 1000
  static let longestNumber = 20
  static let longestOccasion = 200

  /// Without what surrounds its texts.
  var trimmed: CatalogueEntry {
    CatalogueEntry(
      code: code, name: name.trimmed,
      cues: cues.map { $0.trimmed.lowercased() }.filter { !$0.isEmpty }, number: number.trimmed,
      occasion: occasion.trimmed, isActive: isActive)
  }

  /// What keeps it out of a catalogue, whatever else is in it; sentences for people.
  func problems(in catalogue: Catalogue) -> [String] {
    var problems: [String] = []
    func check(_ text: String, _ what: String, upTo longest: Int) {
      if text.unicodeScalars.count > longest {
        problems.append("\(what): no máximo \(longest) caracteres.")
      }
      if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        problems.append("\(what): numa linha só.")
      }
    }
    if CatalogueEntry.code(of: name).isEmpty { problems.append("Dê um nome, com letras.") }
    check(name, "Nome", upTo: CatalogueEntry.longestName)
    check(cues.joined(separator: ","), "Pistas", upTo: CatalogueEntry.longestCues)
    guard catalogue == .referrals else { return problems }
    let allowed: (UInt8) -> Bool = { (0x30...0x39).contains($0) || "()+- ".utf8.contains($0) }
    if number.isEmpty || !number.utf8.allSatisfy(allowed)
      || number.utf8.count > CatalogueEntry.longestNumber
    {
      problems.append("Telefone: só dígitos, como 188 ou (11) 3333-4444.")
    }
    if occasion.isEmpty { problems.append("Diga quando é o certo, numa frase.") }
    check(occasion, "Quando", upTo: CatalogueEntry.longestOccasion)
    return problems
  }

  /// A name as a code, such as `apoio_emocional`.
  static func code(of name: String) -> String {
    let words = foldedWords(name).map { word in
      String(word.unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic || isDigit($0) })
    }
    return String(words.filter { !$0.isEmpty }.joined(separator: "_").prefix(40))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }
}
