import ContactsCore

/// **Duplicados** among the other screens.
extension AppModel {
  /// Looks for other records of who is selected or in view.
  mutating func openDuplicates() -> [AppEffect] {
    let uid: UID? =
      switch screen {
      case .contacts(let contacts): contacts.selected?.uid
      case .record(let record): record.uid
      default: nil
      }
    guard let uid else {
      desk.status = .plain("Escolha antes uma pessoa na lista.")
      return []
    }
    desk.status = .none
    let request = desk.requests.next()
    push(.merge(MergeScreen(uid, awaiting: request)))
    return [.merge(.find(uid, request))]
  }

  /// Undoes the last merge of the record in view.
  mutating func undoMerge() -> [AppEffect] {
    guard case .record(let record) = screen else { return [] }
    return [.merge(.undo(record.uid, desk.requests.next()))]
  }

  /// Undoes the last change of the record in view.
  mutating func undoChange() -> [AppEffect] {
    guard case .record(let record) = screen, let version = record.version else { return [] }
    return [.merge(.undoChange(record.uid, version: version, desk.requests.next()))]
  }

  mutating func updated(by message: MergeMessage) -> [AppEffect] {
    switch message {
    case .found(let request, let result):
      return updateMerge { screen, desk in
        screen.found(request, result, &desk)
        return []
      }
    case .read(let request, let result):
      return updateMerge { screen, desk in
        screen.read(request, result, &desk)
        return []
      }
    case .united(let request, let result):
      guard case .merge(var merge) = screen else { return [] }
      let step = merge.united(request, result, &desk)
      screen = .merge(merge)
      guard case .replace(let record) = step.move else { return follow(step) }
      // What lies under it may be the record that is no more.
      popToContacts()
      push(record)
      return step.effects + updateContacts { $0.reload(&$1) }
    case .changeUndone(_, let result):
      switch result {
      case .success(let undone):
        let names = undone.fields.map(\.label).joined(separator: ", ")
        let whose = undone.by == desk.session.actor?.login ? "" : " A mudança era de \(undone.by)."
        desk.status = .success(
          "Voltou ao que era antes: \(names).\(whose) z outra vez desfaz isto.")
        return (updateRecord { record, desk in [record.reload(&desk)] } ?? [])
          + updateContacts { $0.reload(&$1) }
      case .failure(.conflict):
        // What would be undone is a change that is not in view.
        desk.status = .warning(
          "Outra pessoa mudou esta ficha depois que você a abriu: nada foi desfeito. Veja agora.")
        return updateRecord { record, desk in [record.reload(&desk)] } ?? []
      case .failure(let failure):
        desk.status = .failure(failure.message)
        return []
      }
    case .undone(_, let result):
      switch result {
      case .success:
        desk.status = .success("União desfeita: são de novo dois registros.")
        return (updateRecord { record, desk in [record.reload(&desk)] } ?? [])
          + updateContacts { $0.reload(&$1) }
      case .failure(let failure):
        desk.status = .failure(failure.message)
        return []
      }
    }
  }

  private mutating func updateMerge(
    _ change: (inout MergeScreen, inout Desk) -> [AppEffect]
  ) -> [AppEffect] {
    guard case .merge(var merge) = screen else { return [] }
    let effects = change(&merge, &desk)
    screen = .merge(merge)
    return effects
  }
}
