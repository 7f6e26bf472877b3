import ContactsCore

/// The first start: there is no store yet, and two sentences and three answers make one.
struct FirstStartScreen: Equatable, Sendable {
  var centre = TextField()
  var officerName = TextField()
  var officerEmail = TextField()
  var withDemonstration = false
  var focus = Row.centre
  var isCreating = false

  enum Row: Int, Equatable, Sendable, CaseIterable {
    case centre, officerName, officerEmail, demonstration

    var label: String {
      switch self {
      case .centre: "Nome da central"
      case .officerName: "Encarregado (LGPD)"
      case .officerEmail: "E-mail do encarregado"
      case .demonstration: "Dados de exemplo"
      }
    }

    var hint: String {
      switch self {
      case .centre: "Como a central se apresenta; aparece no alto da tela."
      case .officerName: "Quem responde pela proteção dos dados; pode ficar para depois."
      case .officerEmail: "Onde as pessoas falam com o encarregado; pode ficar para depois."
      case .demonstration: "Espaço liga e desliga: pessoas inventadas, para conhecer o programa."
      }
    }
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .save: return create(&desk)
    case .confirm:
      if focus == .demonstration { return create(&desk) }
      move(by: 1, &desk)
    case .nextField: move(by: 1, &desk)
    case .previousField: move(by: -1, &desk)
    case .back: return Step([.quit])
    case .cancel: desk.status = .plain("Não há o que cancelar. Esc sai sem criar nada.")
    case .help, .search, .options, .refresh, .newInteraction, .history, .duplicates, .extract,
      .commands, .quit, .open, .edit, .switchPane, .moveUp, .moveDown, .pageUp, .pageDown,
      .moveToTop, .moveToBottom, .nextMatch, .previousMatch, .contacts, .queue, .panel, .drafts,
      .redraw,
      .suspend, .people, .shift, .office, .rights:
      break
    }
    return .stay
  }

  mutating func type(_ key: Key) {
    switch focus {
    case .centre: _ = centre.handle(key)
    case .officerName: _ = officerName.handle(key)
    case .officerEmail: _ = officerEmail.handle(key)
    case .demonstration:
      if key == .character(" ") || key == .left || key == .right { withDemonstration.toggle() }
    }
  }

  mutating func failed(_ failure: Failure, _ desk: inout Desk) {
    isCreating = false
    desk.status = .failure(failure.message)
  }

  private mutating func move(by step: Int, _ desk: inout Desk) {
    focus = Row(rawValue: focus.rawValue + step) ?? focus
    desk.status = .plain(focus.hint)
  }

  private mutating func create(_ desk: inout Desk) -> Step {
    guard !isCreating else { return .stay }
    guard !isBlank(centre.text) else {
      focus = .centre
      desk.status = .warning("Diga o nome da central; o resto pode ficar para depois.")
      return .stay
    }
    guard isBlank(officerEmail.text) || EmailAddress(trimmed(officerEmail.text)) != nil else {
      focus = .officerEmail
      desk.status = .warning("Este e-mail está incompleto: corrija ou deixe vazio.")
      return .stay
    }
    isCreating = true
    desk.status = .plain("Criando o banco…")
    return Step([
      .create(
        FirstStartAnswers(
          centre: trimmed(centre.text), officerName: trimmed(officerName.text),
          officerEmail: trimmed(officerEmail.text), withDemonstration: withDemonstration))
    ])
  }
}
