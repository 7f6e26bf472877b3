import ContactsCore

/// **LGPD** and **Consentimentos** among the other screens.
extension AppModel {
  mutating func perform(_ action: RightsAction) -> [AppEffect] {
    switch action {
    case .show: return goToRights()
    case .new: return askForRequest()
    case .consents:
      guard case .record(let record) = screen else { return performOnScreen(.rights(action)) }
      let request = desk.requests.next()
      desk.status = .none
      let name = record.shownName.map { Sensitive($0) }
      push(.consents(ConsentScreen(record.uid, of: name, awaiting: request)))
      return [.rights(.consents(record.uid, request))]
    case .hold: return askForHold()
    case .refuse, .record, .revoke, .release, .incident: return performOnScreen(.rights(action))
    }
  }

  mutating func goToRights() -> [AppEffect] {
    if case .rights = screen { return [] }
    guard contacts != nil else { return [] }
    let effects = keepDrafts(leaving: true)
    popToContacts()
    desk.status = .none
    push(.rights(RightsScreen()))
    return effects + updateRights { [$0.load(&$1)] } + [.rights(.pulse)]
  }

  private mutating func askForRequest() -> [AppEffect] {
    let uid: UID
    var reach = NewRequestDialog.Reach()
    switch screen {
    case .record(let record):
      uid = record.uid
      reach = record.reach
    case .contacts(let contacts):
      guard let selected = contacts.selected else {
        desk.status = .plain("Escolha antes uma pessoa na lista.")
        return []
      }
      uid = selected.uid
      reach.hasPhone = selected.maskedPhone != nil
    default: return performOnScreen(.rights(.new))
    }
    dialogs.append(.rights(.new(NewRequestDialog(of: uid, desk.session.channel, reach))))
    return []
  }

  private mutating func askForHold() -> [AppEffect] {
    switch screen {
    case .record(let record):
      let name = record.shownName.map { Sensitive($0) }
      dialogs.append(.rights(.hold(HoldDialog(of: record.uid, name))))
    case .contacts(let contacts):
      guard let selected = contacts.selected else {
        desk.status = .plain("Escolha antes uma pessoa na lista.")
        return []
      }
      dialogs.append(.rights(.hold(HoldDialog(of: selected.uid, selected.name))))
    default: return performOnScreen(.rights(.hold))
    }
    return []
  }

  /// The number of the title bar, with the clock's minute.
  mutating func takeRequestPulse() -> [AppEffect] {
    guard gate.isOpen, desk.session.actor != nil, desk.session.may(.handleRequests) else {
      return []
    }
    return [.rights(.pulse)]
  }

  // MARK: - Dialogs

  /// What a person chose; the dialog stays until the store has answered.
  mutating func choose(_ choice: RightsChoice) -> [AppEffect] {
    let request = desk.requests.next()
    var dialog: RightsDialog
    let effect: RightsEffect
    switch choice {
    case .registers(let asked, let new):
      dialog = .new(asked)
      effect = .create(new, request)
    case .notes(let asked, let evidence):
      dialog = .step(asked)
      effect = .complete(asked.number, step: asked.step.code, evidence: evidence, request)
    case .answers(let asked, let order, let path):
      dialog = .answer(asked)
      effect = .answer(asked.number, order, path: path, request)
    case .refuses(let asked, let words):
      dialog = .refusal(asked)
      effect = .refuse(asked.number, words, request)
    case .erases(let asked):
      dialog = .erasure(asked)
      effect = .erase(asked.preview.contact, asked.number, request)
    case .decides(let asked, let consent):
      dialog = .notice(asked)
      effect = .decide(consent, request)
    case .holds(let asked, let new):
      dialog = .hold(asked)
      effect = .hold(new, request)
    case .releases(let asked, let reason):
      dialog = .release(asked)
      effect = .release(asked.hold.uid, reason: reason, request)
    case .registersIncident(let asked, let new):
      dialog = .incident(asked)
      effect = .registerIncident(new, request)
    case .asksForErasure(let uid):
      guard desk.session.may(.handleRequests) else {
        desk.status = .plain("Avise o encarregado: é ele quem registra o pedido de eliminação.")
        return []
      }
      dialogs.append(
        .rights(.new(NewRequestDialog(of: uid, desk.session.channel, kind: .erasure))))
      return []
    }
    dialog.asking.begin(request)
    dialogs.append(.rights(dialog))
    return [.rights(effect)]
  }

  /// The dialog that awaits this, and where it stands.
  private func dialog(awaiting request: RequestID) -> (index: Int, dialog: RightsDialog)? {
    for (index, dialog) in dialogs.enumerated().reversed() {
      if case .rights(let dialog) = dialog, dialog.asking.isFor(request) { return (index, dialog) }
    }
    return nil
  }

  /// Closes the dialog that awaits this, or says in it what went wrong; nil when none does.
  mutating func settle(_ request: RequestID, _ failure: Failure?) -> RightsDialog? {
    guard let found = dialog(awaiting: request) else { return nil }
    if let failure {
      var dialog = found.dialog
      dialog.asking.fail(failure)
      dialogs[found.index] = .rights(dialog)
    } else {
      dialogs.remove(at: found.index)
    }
    return found.dialog
  }

  // MARK: - Replies

  mutating func updated(by message: RightsMessage) -> [AppEffect] {
    switch message {
    case .pulsed(let result):
      if case .success(let pulse) = result { desk.session.requests = pulse }
      return []
    case .listed(let request, let result):
      return updateRights { screen, desk in
        screen.listed(request, result, &desk)
        return []
      }
    case .opened(let request, let result):
      return updateRights { screen, desk in
        screen.opened(request, result, &desk)
        return []
      }
    case .changed(let request, let result): return changed(request, result)
    case .refused(let request, let result):
      guard settle(request, result.failure) != nil, case .success(let refused) = result else {
        return []
      }
      dialogs.append(.rights(.letter(LetterDialog(letter: refused.letter, path: refused.path))))
      desk.status = .success("Pedido recusado.")
      return show(refused.request) + [.rights(.pulse)]
    case .previewed(let request, let result): return previewed(request, result)
    case .erased(let request, let result): return erased(request, result)
    case .ledger(let request, let result):
      if settle(request, result.failure) != nil {
        guard case .success(let ledger) = result else { return [] }
        desk.status = .success("Anotado: aviso lido, com a versão do texto e a resposta.")
        return updateConsents { screen, _ in screen.show(ledger) }
      }
      return updateConsents { screen, desk in screen.read(request, result, &desk) }
    case .revoked(let request, let result): return revoked(request, result)
    case .holds, .held, .released, .incidents, .incident, .registered: return kept(by: message)
    }
  }

  private mutating func changed(
    _ request: RequestID, _ result: Result<SubjectRequest, Failure>
  ) -> [AppEffect] {
    let asked = settle(request, result.failure)
    guard asked != nil else {
      return updateRights { screen, desk in
        screen.changed(request, result, &desk)
        return []
      } + [.rights(.pulse)]
    }
    guard case .success(let changed) = result else { return [] }
    let summary = changed.summary
    switch asked {
    case .new:
      let clock = desk.session.now.map { summary.clock(at: $0).words } ?? ""
      desk.status = .success(
        "\(summary.protocolNumber): prazo \(summary.dueOn.display), \(clock).")
      if case .rights = screen { return show(changed) }
      return []
    case .step: desk.status = .success("Passo anotado.")
    case .answer: desk.status = .success("Resposta gravada: entregue-a só pelo canal seguro.")
    case .erasure, .refusal, .letter, .notice, .offer, .hold, .release,
      .incident, nil:
      break
    }
    return show(changed)
  }

  /// Shows a request in **LGPD**, if that is in view.
  private mutating func show(_ request: SubjectRequest) -> [AppEffect] {
    updateRights { screen, _ in
      screen.show(request)
      return []
    } + [.rights(.pulse)]
  }

  private mutating func previewed(
    _ request: RequestID, _ result: Result<ErasurePreview, Failure>
  ) -> [AppEffect] {
    guard case .rights(var rights) = screen, rights.takes(request) else { return [] }
    screen = .rights(rights)
    switch result {
    case .success(let preview):
      guard let number = DeskProtocol(preview.request) else { return [] }
      desk.status = .none
      dialogs.append(.rights(.erasure(ErasureDialog(preview, number))))
    case .failure(let failure): desk.status = .failure(failure.message)
    }
    return []
  }

  private mutating func erased(
    _ request: RequestID, _ result: Result<ErasedRequest, Failure>
  ) -> [AppEffect] {
    let asked = settle(request, result.failure)
    if asked == nil {
      guard case .rights(var rights) = screen, rights.takes(request) else { return [] }
      screen = .rights(rights)
      if case .failure(let failure) = result { desk.status = .failure(failure.message) }
    }
    guard case .success(let erased) = result else { return [] }
    let erasure = erased.erasure
    if let said = SaidDialog(after: erasure) { dialogs.append(.said(said)) }
    switch erasure.state {
    case .done:
      let isAnonymised = erased.request.summary.kind == .anonymisation
      desk.status = .success(
        "Dados \(isAnonymised ? "anonimizados" : "eliminados"); a certidão: atende request "
          + "certificate.")
    case .onHold:
      desk.status = .plain("Eliminado em parte: o retido sai no fim da guarda. A carta já pode ir.")
    case .cleaning: desk.status = .failure("A eliminação não está concluída.")
    }
    return show(erased.request)
  }

  private mutating func revoked(
    _ request: RequestID, _ result: Result<Revocation, Failure>
  ) -> [AppEffect] {
    switch screen {
    case .consents(var consents):
      guard consents.takes(request) else { return [] }
      if case .success(let revocation) = result { consents.show(revocation.ledger) }
      screen = .consents(consents)
      return offer(result, consents.uid)
    case .rights(var rights):
      guard rights.takes(request), let opened = rights.opened else { return [] }
      screen = .rights(rights)
      let effects = offer(result, opened.summary.contact)
      return effects + updateRights { [$0.open(opened.protocolNumber, &$1)] }
    default: return []
    }
  }

  private mutating func offer(
    _ result: Result<Revocation, Failure>, _ uid: UID?
  ) -> [AppEffect] {
    switch result {
    case .failure(let failure): desk.status = .failure(failure.message)
    case .success(let revocation)
    where revocation.purposes.isEmpty && revocation.neverGiven.isEmpty:
      desk.status = .plain("Não havia consentimento vigente a retirar.")
    case .success(let revocation) where revocation.purposes.isEmpty:
      desk.status = .success(
        "Anotado que não quer retorno (nada havia sido dado). Retornos dela cancelados.")
    case .success(let revocation):
      desk.status = .success("Retirado, e anotado na hora.")
      if let uid {
        dialogs.append(
          .rights(
            .offer(
              OfferDialog(uid: uid, purposes: revocation.purposes + revocation.neverGiven))))
      }
    }
    return []
  }

  mutating func updateRights(
    _ change: (inout RightsScreen, inout Desk) -> [AppEffect]
  ) -> [AppEffect] {
    guard case .rights(var rights) = screen else { return [] }
    let effects = change(&rights, &desk)
    screen = .rights(rights)
    return effects
  }

  private mutating func updateConsents(
    _ change: (inout ConsentScreen, inout Desk) -> Void
  ) -> [AppEffect] {
    guard case .consents(var consents) = screen else { return [] }
    change(&consents, &desk)
    screen = .consents(consents)
    return []
  }
}
