import ContactsCore

/// **Administração** among the other screens.
extension AppModel {
  mutating func goToAdmin() -> [AppEffect] {
    if case .admin = screen { return [] }
    guard contacts != nil else { return [] }
    let effects = keepDrafts(leaving: true)
    popToContacts()
    desk.status = .none
    push(.admin(AdminScreen(desk.session)))
    return effects + lookAtAdmin()
  }

  private mutating func lookAtAdmin() -> [AppEffect] {
    guard case .admin(var admin) = screen else { return [] }
    let effect = admin.look(&desk)
    screen = .admin(admin)
    return [effect]
  }

  mutating func settleAdmin() {
    guard case .admin(var admin) = screen else { return }
    admin.settle(desk)
    screen = .admin(admin)
  }

  /// Every five minutes: what somebody should see to changes slowly.
  mutating func watchCentre() -> [AppEffect] {
    guard gate.isOpen, desk.session.actor != nil, desk.session.may(.readWarnings),
      (desk.session.now?.local.minute ?? 0) % 5 == 0
    else { return [] }
    return [.admin(.watch)]
  }

  /// What a person chose in a dialog; it stays until the store has answered.
  mutating func choose(_ choice: AdminChoice) -> [AppEffect] {
    let request = desk.requests.next()
    var dialog: AdminDialog
    let effect: AdminEffect
    switch choice {
    case .sets(let asked, let value):
      dialog = .setting(asked)
      effect = .set(asked.key, to: value, request)
    case .adds(let asked, let entry):
      dialog = .person(asked)
      effect = .add(entry, request)
    case .changes(let asked, let change):
      dialog = .person(asked)
      effect = .change(change, request)
    case .keeps(let asked, let entry, let place):
      dialog = .entry(asked)
      effect = .keep(entry, at: place, in: asked.catalogue, request)
    }
    dialog.asking.begin(request)
    dialogs.append(.admin(dialog))
    return [.admin(effect)]
  }

  mutating func updated(by message: AdminMessage) -> [AppEffect] {
    switch message {
    case .looked(let request, let result):
      guard case .admin(var admin) = screen else { return [] }
      admin.looked(request, result, &desk)
      screen = .admin(admin)
      return []
    case .changed(let request, let result):
      return changed(request, result)
    case .watched(let open):
      desk.session.warnings = open
      return []
    case .acknowledged(let code, let result):
      switch result {
      case .success: desk.status = .success("\(code.label): você cuida. Está na auditoria.")
      case .failure(let failure):
        desk.status = .failure(
          failure == .notFound ? "Alguém já cuida deste aviso." : failure.message)
      }
      return lookAtAdmin()
    }
  }

  private mutating func changed(
    _ request: RequestID, _ result: Result<Bool, Failure>
  ) -> [AppEffect] {
    let index = dialogs.lastIndex {
      if case .admin(let dialog) = $0 { dialog.asking.isFor(request) } else { false }
    }
    guard let index, case .admin(var dialog) = dialogs[index] else { return [] }
    switch result {
    case .success:
      dialogs.remove(at: index)
      switch dialog {
      case .setting(let asked):
        let name = asked.key.rawValue
        // What was sent is what stands in the field still.
        let caution = asked.key.caution(with: trimmed(asked.field.text))
        desk.status =
          caution.map { .warning("\(name) mudou: \($0).") } ?? .success("\(name) mudou.")
      case .entry(let asked):
        desk.status = .success(
          "\(asked.catalogue.label): \(trimmed(asked.name.text)) "
            + (asked.isNew ? "já é oferecido." : "mudou."))
      case .person(let asked):
        let login = asked.user?.login ?? NewUser.normalised(asked.name.text)
        desk.status = .success(
          asked.user == nil ? "\(login) já pode entrar." : "O que vale para \(login) mudou.")
      }
    case .failure(let failure):
      dialog.asking.fail(failure)
      dialogs[index] = .admin(dialog)
    }
    // Of several changes some may have been made before one failed.
    return lookAtAdmin()
  }
}
