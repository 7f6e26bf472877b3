import ContactsCore

/// What is asked in **LGPD** and **Consentimentos**.
enum RightsDialog: Equatable, Sendable {
  case new(NewRequestDialog)
  case step(StepDialog)
  case answer(AnswerDialog)
  case refusal(RefusalDialog)
  case letter(LetterDialog)
  case erasure(ErasureDialog)
  case notice(NoticeDialog)
  case offer(OfferDialog)
  case hold(HoldDialog)
  case release(ReleaseDialog)
  case incident(IncidentDialog)

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    switch self {
    case .new(var dialog):
      defer { self = .new(dialog) }
      return dialog.type(key)
    case .step(var dialog):
      defer { self = .step(dialog) }
      return dialog.type(key)
    case .answer(var dialog):
      defer { self = .answer(dialog) }
      return dialog.type(key)
    case .refusal(var dialog):
      defer { self = .refusal(dialog) }
      return dialog.type(key)
    case .letter(var dialog):
      defer { self = .letter(dialog) }
      return dialog.type(key)
    case .erasure(var dialog):
      defer { self = .erasure(dialog) }
      return dialog.type(key)
    case .notice(var dialog):
      defer { self = .notice(dialog) }
      return dialog.type(key)
    case .offer(let dialog): return dialog.type(key)
    case .hold(var dialog):
      defer { self = .hold(dialog) }
      return dialog.type(key)
    case .release(var dialog):
      defer { self = .release(dialog) }
      return dialog.type(key)
    case .incident(var dialog):
      defer { self = .incident(dialog) }
      return dialog.type(key)
    }
  }

  /// What it has asked of the store.
  var asking: Asking {
    get {
      switch self {
      case .new(let dialog): dialog.asking
      case .step(let dialog): dialog.asking
      case .answer(let dialog): dialog.asking
      case .refusal(let dialog): dialog.asking
      case .erasure(let dialog): dialog.asking
      case .notice(let dialog): dialog.asking
      case .hold(let dialog): dialog.asking
      case .release(let dialog): dialog.asking
      case .incident(let dialog): dialog.asking
      case .letter, .offer: Asking()
      }
    }
    set {
      switch self {
      case .new(var dialog):
        dialog.asking = newValue
        self = .new(dialog)
      case .step(var dialog):
        dialog.asking = newValue
        self = .step(dialog)
      case .answer(var dialog):
        dialog.asking = newValue
        self = .answer(dialog)
      case .refusal(var dialog):
        dialog.asking = newValue
        self = .refusal(dialog)
      case .erasure(var dialog):
        dialog.asking = newValue
        self = .erasure(dialog)
      case .notice(var dialog):
        dialog.asking = newValue
        self = .notice(dialog)
      case .hold(var dialog):
        dialog.asking = newValue
        self = .hold(dialog)
      case .release(var dialog):
        dialog.asking = newValue
        self = .release(dialog)
      case .incident(var dialog):
        dialog.asking = newValue
        self = .incident(dialog)
      case .letter, .offer: break
      }
    }
  }

  var hints: [(key: String, label: String)] {
    switch self {
    case .new:
      [("F2", "Registrar"), ("Esc", "Voltar"), ("Tab", "Campo"), ("← →", "Mudar")]
    case .step(let dialog):
      dialog.choices.isEmpty
        ? [("Enter", "Anotar"), ("Esc", "Voltar")]
        : [("Enter", "Anotar"), ("Esc", "Voltar"), ("← →", "Mudar")]
    case .answer:
      [("F2", "Gravar"), ("Esc", "Voltar"), ("Tab", "Campo"), ("← →", "Mudar")]
    case .refusal:
      [("F2", "Recusar"), ("Esc", "Voltar"), ("Tab", "Campo"), ("← →", "Artigo")]
    case .letter: [("Enter", "Fechar"), ("↑ ↓", "Rolar")]
    case .erasure(let dialog): [("Enter", dialog.deed), ("Esc", "Voltar")]
    case .notice: [("Enter", "Anotar"), ("Esc", "Voltar"), ("← →", "Resposta")]
    case .offer: [("Enter", "Registrar o pedido"), ("Esc", "Não")]
    case .hold:
      [("F2", "Reter"), ("Esc", "Voltar"), ("← →", "Tipo"), ("Espaço", "Marcar"), ("Tab", "Campo")]
    case .release: [("Enter", "Liberar"), ("Esc", "Voltar")]
    case .incident:
      [("F2", "Registrar"), ("Esc", "Voltar"), ("Tab", "Campo"), ("← →", "Risco")]
    }
  }
}

/// What a person wants done.
enum RightsChoice: Equatable, Sendable {
  case registers(NewRequestDialog, NewRequest)
  case notes(StepDialog, Sensitive<String>)
  case answers(AnswerDialog, AnswerOrder, path: String)
  case refuses(RefusalDialog, RefusalWords)
  case erases(ErasureDialog)
  case decides(NoticeDialog, NewConsent)
  /// The person also wants to be erased.
  case asksForErasure(UID)
  case holds(HoldDialog, NewHold)
  case releases(ReleaseDialog, Sensitive<String>)
  case registersIncident(IncidentDialog, NewIncident)
}

/// A value that is turned through by the arrows.
func turned<Value: Equatable>(_ value: Value, in values: [Value], by step: Int) -> Value {
  guard let index = values.firstIndex(of: value) else { return values.first ?? value }
  return values[(index + step + values.count) % values.count]
}

/// What shows that a person's step was done.
struct StepDialog: Equatable, Sendable {
  let number: DeskProtocol
  let step: RequestStep
  var words = TextField()
  /// Of the identity: how it was checked.
  var check: IdentityCheck?
  /// Of the identity: how it can be checked.
  let choices: [IdentityCheck]
  var asking = Asking()

  init(_ request: SubjectRequest, _ step: RequestStep) {
    number = request.protocolNumber
    self.step = step
    choices = step.code == "identidade" ? request.possibleChecks : []
    check = choices.first
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard key != .enter, key != .function(2) else {
      let said = choices.isEmpty ? trimmed(words.text) : check?.code ?? ""
      guard !said.isEmpty else {
        asking.notice = .warning("Diga, em poucas palavras, o que mostra que foi feito.")
        return .stays
      }
      return .rights(.notes(self, Sensitive(said)))
    }
    if choices.isEmpty {
      if words.handle(key) { asking.notice = .none }
    } else {
      switch key {
      case .left, .up: check = turned(check, in: choices.map(Optional.some), by: -1)
      case .right, .down, .character(" "):
        check = turned(check, in: choices.map(Optional.some), by: 1)
      default: break
      }
    }
    return .stays
  }
}

/// The letter of a refusal, to be read.
struct LetterDialog: Equatable, Sendable {
  let letter: Sensitive<String>
  let path: String?
  /// The first line in view.
  var top = 0

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .enter: return .closes
    case .down, .character("j"): top += 1
    case .up, .character("k"): top = max(top - 1, 0)
    case .pageDown: top += 10
    case .pageUp: top = max(top - 10, 0)
    default: break
    }
    // Never far past the end, so that the way back is as short.
    let lines = letter.revealed(for: .screen).count { $0.isNewline } * 3
    top = min(top, lines)
    return .stays
  }
}

/// What an erasure takes and leaves, and the word that it waits for.
struct ErasureDialog: Equatable, Sendable {
  let preview: ErasurePreview
  let number: DeskProtocol
  var word = TextField()
  var asking = Asking()

  /// The word that it waits for.
  var password: String { deed.lowercased() }

  var deed: String { preview.isAnonymising ? "Anonimizar" : "Eliminar" }

  init(_ preview: ErasurePreview, _ number: DeskProtocol) {
    self.preview = preview
    self.number = number
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter {
      guard folded(trimmed(word.text)) == password else {
        asking.notice = .warning("Isto não tem volta: digite a palavra \(password).")
        return .stays
      }
      return .rights(.erases(self))
    }
    if word.handle(key) { asking.notice = .none }
    return .stays
  }

  /// `19 linhas de 7 tabelas`, and what stays.
  var lines: [String] {
    let going = preview.counts.filter { !$0.isKept }
    let rows = going.reduce(0) { $0 + $1.rows }
    var lines = [
      "Sai: \(grouped(rows)) \(rows == 1 ? "linha" : "linhas") de "
        + "\(going.count) \(going.count == 1 ? "tabela" : "tabelas"), os rascunhos que falam da"
        + " pessoa e o que liga a auditoria a ela."
    ]
    lines += preview.holds.map { hold in
      let end = hold.endsOn.map { "até \($0.display)" } ?? "até ser liberado"
      return "Fica: \(hold.kind.label), \(hold.article), \(end)."
    }
    if preview.holds.isEmpty, !preview.isAnonymising {
      lines.append("Nada está retido: nada fica.")
    }
    if preview.isAnonymising {
      lines.append(
        "Fica só para contar: motivo, urgência, lugar e tempo, tão gerais que ao menos "
          + "\(StatisticsProof.threshold) pessoas têm a mesma combinação.")
    }
    if preview.copies > 0 {
      lines.append("Saem também \(preview.copies) cópias feitas antes de atualizações.")
    }
    if preview.disclosures > 0 {
      lines.append(
        "\(preview.disclosures) arquivos saíram da central com dados: avise a quem os tem.")
    }
    return lines + preview.warnings
  }
}

/// The erasure that is offered to who took back all consents.
struct OfferDialog: Equatable, Sendable {
  let uid: UID
  /// What was taken back.
  let purposes: [String]

  func type(_ key: Key) -> DialogOutcome {
    key == .enter ? .rights(.asksForErasure(uid)) : .stays
  }
}

/// A notice to be read aloud, and what the person said.
struct NoticeDialog: Equatable, Sendable {
  let uid: UID
  let purpose: Purpose
  let channel: Channel
  var decision: Consent.Decision
  var evidence = TextField()
  var asking = Asking()

  init(_ uid: UID, _ purpose: Purpose, _ channel: Channel) {
    self.uid = uid
    self.purpose = purpose
    self.channel = channel
    decision = NoticeDialog.decisions(of: purpose)[0]
  }

  /// Where the law gives a basis without consent nothing is asked: the notice is told, and may be opposed.
  static func decisions(of purpose: Purpose) -> [Consent.Decision] {
    LegalBasis.named(purpose.legalBasis)?.isConsent == true
      ? [.given, .refused] : [.notAsked, .refused]
  }

  var decisions: [Consent.Decision] { Self.decisions(of: purpose) }

  func label(_ decision: Consent.Decision) -> String {
    switch decision {
    case .given: "disse sim"
    case .refused: decisions.contains(.given) ? "disse não" : "ouviu, e se opõe"
    case .notAsked: "ouviu o aviso"
    case .revoked: "retirou"
    }
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .enter, .function(2):
      let proof = trimmed(evidence.text)
      return .rights(
        .decides(
          self,
          NewConsent(
            contact: uid, purpose: purpose, decision: decision, channel: channel,
            noticeRead: true, evidence: proof.isEmpty ? nil : Sensitive(proof))))
    case .left, .up: decision = turned(decision, in: decisions, by: -1)
    case .right, .down, .tab: decision = turned(decision, in: decisions, by: 1)
    default:
      if evidence.handle(key) { asking.notice = .none }
    }
    return .stays
  }
}

extension SaidDialog {
  /// What somebody has to know of an erasure that did not take everything everywhere; nil when it did.
  init?(after erasure: Erasure) {
    var paragraphs: [Paragraph] = []
    if let advice = erasure.adviceOnResidue {
      paragraphs.append(Paragraph(text: "Os dados saíram do cadastro. " + advice, style: .warning))
    }
    if !erasure.kept.isEmpty {
      paragraphs.append(Paragraph(text: "Fica retido, e sai por si no fim da retenção:"))
      paragraphs += erasure.kept.map { kept in
        let end = kept.endsOn.map { "até \($0.display)" } ?? "até ser liberado"
        return Paragraph(text: "• \(kept.kind.label): \(kept.article), \(end)")
      }
    }
    if erasure.isNamedInAudit {
      paragraphs.append(
        Paragraph(
          text:
            "Uma justificativa antiga da auditoria cita algo da pessoa, e a auditoria não se altera"
            + " (art. 16, I). O certificado o diz."))
    }
    guard !paragraphs.isEmpty else { return nil }
    self.init(heading: "Eliminação \(erasure.state.label)", paragraphs: paragraphs)
  }
}
