import ContactsCore

@testable import TUI

extension People {
  static let outcomes = [
    Outcome(code: "orientacao", name: "Orientação dada"),
    Outcome(code: "resolvido", name: "Resolvido neste atendimento"),
    Outcome(code: "encaminhado", name: "Encaminhado a outro serviço"),
    Outcome(code: "retorno", name: "Retorno combinado"),
  ]

  static let referrals = [
    Referral(
      code: "cvv", name: "CVV, Centro de Valorização da Vida", number: "188",
      occasion: "Fala em morrer ou em não aguentar mais. Gratuito, 24 horas, sigiloso."),
    Referral(
      code: "samu", name: "SAMU", number: "192",
      occasion: "Tentativa em curso, ferimento, intoxicação, mal súbito. Fique na linha."),
    Referral(
      code: "mulher", name: "Central de Atendimento à Mulher", number: "180",
      occasion: "Violência contra a mulher: orientação, abrigo, denúncia. Gratuito, 24 horas."),
    Referral(
      code: "policia", name: "Polícia Militar", number: "190",
      occasion: "Agressão ou ameaça agora, alguém armado, risco de vida."),
    Referral(
      code: "direitos", name: "Disque 100, Direitos Humanos", number: "100",
      occasion: "Violência contra criança, idoso ou pessoa com deficiência. Gratuito, 24 horas."),
  ]

  /// More than have a digit at once.
  static let manyReasons = (1...11).map {
    Reason(code: "motivo_\($0)", name: "Motivo número \($0)", cues: [])
  }

  static func callback(
    _ number: Int, minutes: Int64, _ name: String? = "Conceição Araújo", note: String? = nil,
    isSafe: Bool = false, isHidden: Bool = false, state: CallbackState = .open
  ) -> CallbackSummary {
    CallbackSummary(
      uid: uid(400 + number), contact: uid(number),
      protocolNumber: ProtocolNumber(date: now.local.date, number: number),
      dueAt: now.adding(milliseconds: minutes * 60_000), attendant: "ana", state: state,
      postponed: number == 2 ? 1 : 0,
      details: isHidden
        ? nil
        : CallbackSummary.Details(
          name: name.map { Sensitive($0) }, maskedPhone: "(21) •••••-6655", maskedNote: note,
          hasSafeChannel: isSafe))
  }

  static let agenda = [
    callback(1, minutes: -40, note: "Saber como foi a consulta de [NOME].", isSafe: true),
    callback(2, minutes: 0, "José Aparecido da Conceição Pereira Júnior"),
    callback(3, minutes: 90, nil), callback(4, minutes: 300, "李雷", note: "Documentos do CRAS."),
    callback(5, minutes: 1500, isHidden: true), callback(6, minutes: 4000, "Rui Prado"),
  ]

  static func work(
    _ number: Int, _ state: InteractionState, _ urgency: Urgency = .medium,
    assignee: String? = "ana", isHidden: Bool = false, alert: InteractionSummary.Alert? = nil,
    closing: InteractionSummary.Closing? = nil
  ) -> InteractionSummary {
    InteractionSummary(
      uid: uid(500 + number), protocolNumber: ProtocolNumber(date: now.local.date, number: number),
      contact: uid(number), occurredAt: now.adding(milliseconds: Int64(number) * -1_800_000),
      state: state, assignee: assignee,
      details: isHidden
        ? nil
        : InteractionSummary.Details(
          name: Sensitive("Conceição Araújo"), reason: Sensitive("Orientação jurídica"),
          reasonCode: "orientacao_juridica", urgency: urgency, closing: closing), alert: alert)
  }

  static let work = [
    work(1, .open, .critical, alert: InteractionSummary.Alert(takenBy: nil, takenAt: nil)),
    work(
      2, .inProgress, .critical, assignee: "bia",
      alert: InteractionSummary.Alert(takenBy: "bia", takenAt: now)),
    work(3, .open, .low, assignee: nil), work(4, .closed), work(5, .open, isHidden: true),
  ]

  static let endedWork = [
    work(1, .closed, closing: ending(note: "Encaminhada ao CRAS de [CIDADE].")),
    work(
      2, .closed, .critical, assignee: "bia",
      alert: InteractionSummary.Alert(takenBy: "bia", takenAt: now),
      closing: ending(note: String(repeating: "Quer ser avisada de cada passo. ", count: 9))),
    work(3, .closed, assignee: nil),
  ]

  static func ending(note: String?) -> InteractionSummary.Closing {
    InteractionSummary.Closing(
      at: now, by: "bia", outcome: "Encaminhado a outro serviço", maskedNote: note)
  }

  static let alerts = [1, 2].map { number in
    RiskAlert(
      interaction: uid(500 + number), contact: uid(number),
      protocolNumber: ProtocolNumber(date: now.local.date, number: number), raisedBy: "ana",
      raisedAt: now, takenBy: nil, takenAt: nil, name: Sensitive("Conceição Araújo"),
      isHidden: number == 2)
  }
}

extension ScreenDriver {
  /// A desk whose catalogues are those of a shift.
  static func shift(
    columns: Int = 80, rows: Int = 24, roles: Set<Role> = [.attendant],
    reasons: [Reason] = People.reasons, pulse: ShiftPulse = ShiftPulse()
  ) -> ScreenDriver {
    var driver = ScreenDriver(columns: columns, rows: rows)
    var opening = Opening.invented(roles: roles)
    opening.reasons = reasons
    opening.outcomes = People.outcomes
    opening.referrals = People.referrals
    opening.pulse = pulse
    driver.arrive(opening)
    return driver
  }

  static func openAgenda(
    columns: Int = 80, rows: Int = 24, _ callbacks: [CallbackSummary]? = People.agenda
  ) -> ScreenDriver {
    var driver = shift(columns: columns, rows: rows, pulse: ShiftPulse(due: 2))
    driver.press(.escape, .character("3"))
    if let callbacks { driver.answerAgenda(.success(callbacks)) }
    return driver
  }

  static func openWork(
    columns: Int = 80, rows: Int = 24, roles: Set<Role> = [.supervisor],
    _ work: [InteractionSummary] = People.work
  ) -> ScreenDriver {
    var driver = shift(
      columns: columns, rows: rows, roles: roles, pulse: ShiftPulse(due: 0, alerts: 1))
    driver.press(.escape, .character("t"))
    driver.answerWork(work)
    return driver
  }

  var shiftEffects: [ShiftEffect] {
    effects.compactMap { if case .shift(let effect) = $0 { effect } else { nil } }
  }

  mutating func answerAgenda(_ result: Result<[CallbackSummary], Failure>) {
    for case .shift(.loadAgenda(_, let request)) in effects.reversed() {
      send(.shift(.agendaLoaded(request, result)))
      return
    }
  }

  mutating func answerWork(_ rows: [InteractionSummary]) {
    for case .shift(.list(_, _, _, let request)) in effects.reversed() {
      send(.shift(.listed(request, .success(InteractionPage(rows: rows, next: nil)))))
      return
    }
  }

  mutating func answerChange(_ result: Result<Bool, Failure> = .success(true)) {
    for case .shift(let effect) in effects.reversed() {
      switch effect {
      case .schedule(_, let request), .endCallback(_, _, let request),
        .postpone(_, _, let request), .take(_, let request), .assign(_, _, _, let request),
        .passCallback(_, _, _, let request),
        .takeAlert(_, let request):
        send(.shift(.changed(request, result)))
        return
      case .pulse, .loadAgenda, .wrapUp, .list, .loadAlerts: break
      }
    }
  }

  mutating func answerWrapUp(_ result: Result<WrapUpReceipt, Failure>) {
    for case .shift(.wrapUp(_, let request)) in effects.reversed() {
      send(.shift(.wrappedUp(request, result)))
      return
    }
  }

  mutating func answerAlerts(_ alerts: [RiskAlert]) {
    for case .shift(.loadAlerts(let request)) in effects.reversed() {
      send(.shift(.alertsLoaded(request, .success(alerts))))
      return
    }
  }

  /// Saves a form, so that the protocol is in view.
  mutating func saveForm(by key: Key = .function(2), interaction: UID? = People.uid(77)) {
    fillForm()
    press(key)
    answerDuplicates([])
    let receipt = Receipt(
      uid: People.uid(1), protocolNumber: ProtocolNumber(date: People.now.local.date, number: 7),
      duplicates: [], interaction: interaction)
    answerSave(.success(receipt))
  }

  var topDialog: ShiftDialog? {
    if case .shift(let dialog) = model.dialogs.last { dialog } else { nil }
  }
}
