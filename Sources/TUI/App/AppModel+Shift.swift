import ContactsCore

/// **Agenda** and **Atendimentos** among the other screens, and what a shift asks everywhere.
extension AppModel {
  mutating func perform(_ action: ShiftAction) -> [AppEffect] {
    switch action {
    case .agenda: return goToAgenda()
    case .interactions: return goToInteractions()
    case .schedule: return askForCallback()
    case .wrapUp: return askForWrapUp()
    case .take: return take()
    case .assign: return performOnScreen(.shift(.assign))
    case .alerts:
      let request = desk.requests.next()
      desk.alerts = .reply(request)
      return [.shift(.loadAlerts(request))]
    case .referrals:
      dialogs.append(.shift(.referrals(desk.session.referrals)))
      return []
    }
  }

  private mutating func goToAgenda() -> [AppEffect] {
    if case .agenda = screen { return [] }
    guard contacts != nil else { return [] }
    let effects = keepDrafts(leaving: true)
    popToContacts()
    desk.status = .none
    push(.agenda(AgendaScreen()))
    return effects + lookAtShift()
  }

  private mutating func goToInteractions() -> [AppEffect] {
    if case .interactions = screen { return [] }
    guard contacts != nil else { return [] }
    let effects = keepDrafts(leaving: true)
    popToContacts()
    desk.status = .none
    let session = desk.session
    push(.interactions(InteractionsScreen(of: session.actor?.login, now: session.now)))
    return effects + lookAtShift()
  }

  /// Reads anew what is in view of **Agenda** or **Atendimentos**.
  mutating func lookAtShift() -> [AppEffect] {
    switch screen {
    case .agenda(var agenda):
      let effect = agenda.load(&desk)
      screen = .agenda(agenda)
      return [effect]
    case .interactions(var list):
      let effect = list.load(&desk)
      screen = .interactions(list)
      return [effect]
    default:
      return []
    }
  }

  mutating func settleShift() -> [AppEffect] {
    switch screen {
    case .agenda(var agenda):
      agenda.settle(desk)
      screen = .agenda(agenda)
      return []
    case .interactions(var list):
      let effects = list.settle(&desk)
      screen = .interactions(list)
      return effects
    default:
      return []
    }
  }

  /// The numbers of the title bar; **Agenda** and **Atendimentos** are read anew with them, since a callback comes due and
  /// others take and end what is listed.
  mutating func takePulse() -> [AppEffect] {
    guard gate.isOpen, desk.session.actor != nil, desk.session.may(.workShift) else { return [] }
    return [.shift(.pulse)] + lookAtShift()
  }

  // MARK: - Callbacks and wrap-ups

  private mutating func askForCallback() -> [AppEffect] {
    var purpose: ScheduleDialog.Purpose?
    var name = ""
    switch screen {
    case .contacts(let contacts):
      if let selected = contacts.selected {
        purpose = .promising(contact: selected.uid, interaction: nil)
        name = selected.shownName
      }
    case .record(let record):
      if case .shown(let shown, let mode) = record.phase {
        var interaction: UID?
        if case .browsing(let index, _) = mode { interaction = shown.interactions[index].uid }
        purpose = .promising(contact: record.uid, interaction: interaction)
        name = record.shownName ?? ""
      }
    case .saved(let saved):
      purpose = .promising(contact: saved.uid, interaction: saved.interaction)
      name = saved.name
    case .interactions(let list):
      if let selected = list.selected {
        purpose = .promising(contact: selected.contact, interaction: selected.uid)
        name = selected.shownName
      }
    case .interaction: return save(for: .schedule)
    case .agenda: return performOnScreen(.shift(.schedule))
    case .queue, .review, .panel, .transfer, .importer, .admin, .merge, .rights, .consents,
      .audit, .firstStart,
      .closed:
      break
    }
    guard let purpose else {
      desk.status = .plain("Ninguém escolhido para o retorno.")
      return []
    }
    return resume(.schedule(ScheduleDialog(purpose, of: name, desk.session.now)))
  }

  private mutating func askForWrapUp() -> [AppEffect] {
    let session = desk.session
    switch screen {
    case .interaction: return save(for: .wrapUp)
    case .agenda: return performOnScreen(.shift(.wrapUp))
    case .saved(let saved):
      guard let interaction = saved.interaction else { break }
      return ask(
        WrapUpDialog(
          interaction, of: saved.uid, name: saved.name, openedAt: saved.work.openedAt,
          reasonCode: saved.work.reasonCode, session))
    case .record(let record):
      guard case .shown(let shown, let mode) = record.phase else { return [] }
      var interaction = shown.interactions.first { $0.state != .closed }
      if case .browsing(let index, _) = mode { interaction = shown.interactions[index] }
      guard let interaction, interaction.state != .closed, let now = session.now else { break }
      return ask(
        WrapUpDialog(
          interaction.uid, of: record.uid, name: record.shownName ?? "",
          openedAt: record.openedAt ?? now, reasonCode: interaction.fields.reasonCode, session))
    case .interactions(let list):
      guard let selected = list.open(&desk), let now = session.now else { return [] }
      return ask(
        WrapUpDialog(
          selected.uid, of: selected.contact, name: selected.shownName, openedAt: now,
          reasonCode: selected.details?.reasonCode, session))
    case .contacts, .queue, .review, .panel, .transfer, .importer, .admin, .merge, .rights,
      .consents, .audit,
      .firstStart,
      .closed:
      break
    }
    desk.status = .plain("Não há aqui atendimento a encerrar.")
    return []
  }

  private mutating func ask(_ dialog: WrapUpDialog) -> [AppEffect] {
    resume(.wrapUp(dialog))
  }

  /// Saves the form in view, and then goes on with what was asked for.
  private mutating func save(for next: ShiftAction) -> [AppEffect] {
    follow(
      updateInteraction { interaction, desk -> Step in
        interaction.next = next
        return interaction.save(&desk)
      } ?? .stay)
  }

  /// A form has just been saved: what was asked for with it, and where somebody in danger is sent.
  mutating func goOnAfterSaving() -> [AppEffect] {
    guard case .saved(let saved) = screen else { return [] }
    var effects: [AppEffect] = []
    if let next = saved.next { effects += perform(next) }
    if saved.work.isCritical {
      effects += perform(.referrals)
      if desk.session.may(.takeAlerts) { effects.append(.shift(.pulse)) }
    }
    return effects
  }

  private mutating func take() -> [AppEffect] {
    guard case .interactions(let list) = screen, let selected = list.open(&desk) else { return [] }
    let request = desk.requests.next()
    desk.taking = .reply(request)
    desk.takingProtocol = selected.protocolNumber
    desk.status = .plain("Um instante…")
    return [.shift(.take(selected.uid, request))]
  }

  // MARK: - Dialogs

  /// What a person chose in a dialog; it stays until the store has answered.
  mutating func choose(_ choice: ShiftChoice) -> [AppEffect] {
    let request = desk.requests.next()
    var dialog: ShiftDialog
    let effect: ShiftEffect
    switch choice {
    case .filters(let filter):
      guard case .interactions(var list) = screen else { return [] }
      let effects = list.show(filter, &desk)
      screen = .interactions(list)
      return effects
    case .schedules(let asked, let moment):
      dialog = .schedule(asked)
      switch asked.purpose {
      case .promising(let contact, let interaction):
        let words = trimmed(asked.note.text)
        let callback = NewCallback(
          contact: contact, interaction: interaction, dueAt: moment,
          note: words.isEmpty ? nil : Sensitive(words))
        effect = .schedule(callback, request)
      case .postponing(let uid): effect = .postpone(uid, to: moment, request)
      }
    case .ends(let asked, let state):
      dialog = .outcome(asked)
      effect = .endCallback(asked.uid, as: state, request)
    case .wrapsUp(let asked, let wrapUp):
      dialog = .wrapUp(asked)
      effect = .wrapUp(wrapUp, request)
    case .assigns(let asked):
      dialog = .assign(asked)
      let (login, reason) = (trimmed(asked.login.text), Sensitive(trimmed(asked.reason.text)))
      effect =
        asked.isCallback
        ? .passCallback(asked.uid, to: login, reason: reason, request)
        : .assign(asked.uid, to: login, reason: reason, request)
    case .takesAlert(let asked, let alert):
      dialog = .alerts(asked)
      effect = .takeAlert(alert.interaction, request)
    }
    dialog.asking?.begin(request)
    dialogs.append(.shift(dialog))
    return [.shift(effect)]
  }

  /// The dialog that awaits this reply, taken off if the reply is good news.
  private mutating func answer<Value>(
    _ request: RequestID, _ result: Result<Value, Failure>
  ) -> ShiftDialog? {
    guard
      let index = dialogs.lastIndex(where: {
        if case .shift(let dialog) = $0 { dialog.asking?.isFor(request) == true } else { false }
      }), case .shift(var dialog) = dialogs[index]
    else { return nil }
    if let failure = result.failure {
      dialog.asking?.fail(failure)
      dialogs[index] = .shift(dialog)
      return nil
    }
    dialogs.remove(at: index)
    return dialog
  }

  // MARK: - Replies

  mutating func updated(by message: ShiftMessage) -> [AppEffect] {
    switch message {
    case .pulsed(let result):
      if case .success(let pulse) = result { desk.session.pulse = pulse }
      return []
    case .agendaLoaded(let request, let result):
      guard case .agenda(var agenda) = screen else { return [] }
      agenda.loaded(request, result, &desk)
      screen = .agenda(agenda)
      return []
    case .listed(let request, let result):
      guard case .interactions(var list) = screen else { return [] }
      let effects = list.listed(request, result, &desk)
      screen = .interactions(list)
      return effects
    case .alertsLoaded(let request, let result): return alertsLoaded(request, result)
    case .changed(let request, let result): return changed(request, result)
    case .wrappedUp(let request, let result): return wrappedUp(request, result)
    }
  }

  private mutating func alertsLoaded(
    _ request: RequestID, _ result: Result<[RiskAlert], Failure>
  ) -> [AppEffect] {
    guard desk.alerts.isFor(request) else { return [] }
    desk.alerts = .nothing
    switch result {
    case .success(let alerts):
      desk.session.pulse.alerts = alerts.count
      if alerts.isEmpty {
        desk.status = .plain("Nenhum alerta de risco espera por alguém.")
      } else {
        dialogs.append(.shift(.alerts(AlertsDialog(alerts))))
      }
    case .failure(let failure): desk.status = .failure(failure.message)
    }
    return []
  }

  private mutating func changed(_ request: RequestID, _ result: Result<Bool, Failure>)
    -> [AppEffect]
  {
    if desk.taking.isFor(request) {
      desk.taking = .nothing
      switch result {
      case .success:
        let number = desk.takingProtocol.map { " \($0.description)" } ?? ""
        desk.status = .success("O atendimento\(number) é seu, e está em andamento.")
      case .failure(let failure): desk.status = .failure(failure.message)
      }
      return lookAtShift()
    }
    guard let dialog = answer(request, result) else {
      // Somebody else may have been faster: what is told of the centre is read anew.
      return result.failure == nil ? [] : [.shift(.pulse)]
    }
    var effects: [AppEffect] = [.shift(.pulse)]
    switch dialog {
    case .schedule(let asked):
      let when = asked.moment.map { " para \($0.local.display)" } ?? ""
      desk.status = .success(
        (asked.purpose.isPostponing ? "Adiado" : "Retorno agendado") + when + ".")
    case .outcome: desk.status = .success("Retorno concluído.")
    case .assign(let asked):
      desk.status = .success(
        "O \(asked.isCallback ? "retorno" : "atendimento") agora é de \(trimmed(asked.login.text))."
      )
    case .alerts(let asked):
      desk.status = .success("Alerta assumido.")
      guard let chosen = asked.chooser.chosen else { break }
      let next = desk.requests.next()
      let contact = asked.alerts[chosen].contact
      effects += goHome()
      push(.record(RecordScreen(contact, awaiting: next)))
      effects.append(.read(contact, after: nil, next))
    case .wrapUp, .filter, .referrals: break
    }
    return effects + lookAtShift() + reloadRecord()
  }

  private mutating func wrappedUp(_ request: RequestID, _ result: Result<WrapUpReceipt, Failure>)
    -> [AppEffect]
  {
    guard answer(request, result) != nil, case .success(let receipt) = result else { return [] }
    var effects: [AppEffect] = [.shift(.pulse)]
    if case .saved = screen {
      popToContacts()
      effects += arrive()
    }
    let minutes = Int(receipt.handlingMilliseconds / 60_000)
    let time = minutes < 1 ? "menos de 1 min" : "\(grouped(minutes)) min"
    desk.status = .success(
      "Encerrado em \(time)\(receipt.callback == nil ? "" : "; retorno agendado").")
    return effects + lookAtShift() + reloadRecord()
  }

  /// What is in view of a person is as it was before: it is read anew, unless somebody is typing in it.
  private mutating func reloadRecord() -> [AppEffect] {
    updateRecord { record, desk -> [AppEffect] in
      guard case .shown = record.phase, record.editing == nil else { return [] }
      return [record.reload(&desk)]
    } ?? []
  }
}
