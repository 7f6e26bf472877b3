/// Whether the centre has the terms of small agents: Resolução CD/ANPD 2/2022.
///
/// The resolution excludes high risk: one general criterion together with one special one (article 4). So the questions come
/// first, and a centre that answers them so keeps the normal terms, however small it is.
public struct SmallAgent: Equatable, Sendable {
  private let settings: Settings

  public init(_ settings: Settings) { self.settings = settings }

  /// The criteria of article 4, I.
  static let general: [SettingKey] = [.riskScale, .riskEffect]
  /// The criteria of article 4, II.
  static let special: [SettingKey] = [
    .riskTechnology, .riskSurveillance, .riskAutomation, .riskSensitive,
  ]

  /// Questions that nobody has answered.
  var unanswered: [SettingKey] {
    (Self.general + Self.special).filter { settings[$0] == "sem_resposta" }
  }

  public var isHighRisk: Bool {
    func isSo(_ keys: [SettingKey]) -> Bool { keys.contains { settings[$0] == "sim" } }
    return isSo(Self.general) && isSo(Self.special)
  }

  /// Whether the longer terms are the centre's.
  public var isGranted: Bool {
    settings[.smallAgent] == "sim" && unanswered.isEmpty && !isHighRisk
  }

  /// How long the centre has for a request: twice as long, and 15 days for what others answer at once (articles 14 and 15).
  func period(of kind: RequestKind) -> LegalPeriod {
    guard isGranted else { return kind.period }
    return kind.period.number == 0
      ? LegalDeadline.smallAgentDeclaration.period
      : kind.period.times(LegalDeadline.smallAgent.period.number)
  }

  /// The same to tell of an incident, but never where people's physical or moral integrity is at stake (article 14, II).
  func period(of deadline: LegalDeadline, risk: Incident.Risk) -> LegalPeriod {
    guard isGranted, risk == .low else { return deadline.period }
    return deadline.period.times(LegalDeadline.smallAgent.period.number)
  }

  /// What the register of processing says of it; nil where the terms are the normal ones.
  var profile: String? {
    guard isGranted else { return nil }
    return
      "Agente de tratamento de pequeno porte: registro simplificado e prazos em dobro (Resolução CD/ANPD nº "
      + "2/2022, arts. 9º e 14); respondeu que o tratamento não é de alto risco (art. 4º)."
  }

  /// What letters and reports say of it; nil where the terms are the normal ones.
  var sentence: String? {
    guard isGranted else { return nil }
    return
      "Esta central é agente de tratamento de pequeno porte, e os prazos desta resposta são os da "
      + "Resolução CD/ANPD nº 2/2022, arts. 14 e 15."
  }
}

extension Work {
  /// Refuses the profile while a question is open, and to who answers that the risk is high.
  func checkSize(_ changes: [(key: SettingKey, value: String)]) throws(StoreError) {
    var settings = try settings.all()
    for (key, value) in changes { settings[key] = value }
    guard settings[.smallAgent] == "sim" else { return }
    let agent = SmallAgent(settings)
    if !agent.unanswered.isEmpty {
      throw StoreError(.invalid([.unanswered(agent.unanswered)]))
    }
    if agent.isHighRisk { throw StoreError(.invalid([.highRisk])) }
  }
}

extension FieldProblem {
  fileprivate static func unanswered(_ keys: [SettingKey]) -> FieldProblem {
    let questions = keys.map { "\($0.rawValue) (\($0.meaning))" }.joined(separator: "; ")
    return FieldProblem(
      field: .setting,
      message: "Antes de dizer que a central é de pequeno porte, responda sim ou nao: \(questions)")
  }

  fileprivate static let highRisk = FieldProblem(
    field: .setting,
    message:
      "Pelas respostas, o tratamento é de alto risco (Resolução CD/ANPD 2/2022, art. 4º): valem os "
      + "prazos normais, e a central não usa o perfil de pequeno porte.")
}
