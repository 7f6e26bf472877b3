import ContactsCore

/// Records closed to all but named people, notices, and the way to **Auditoria**.
extension AppModel {
  mutating func perform(_ action: PeopleAction) -> [AppEffect] {
    switch action {
    case .lock: return lock(.asked)
    case .otherPerson: return []
    case .changePassword:
      let effects = keepDrafts()
      gate = .passwordChange(PasswordChangeScreen(.wanted(hasPassword: desk.session.hasPassword)))
      return effects
    case .notices:
      let request = desk.requests.next()
      desk.notices = .reply(request)
      return [.people(.loadNotices(request))]
    case .audit:
      if case .audit = screen { return [] }
      return goHome() + openAudit(AuditFilter(), of: nil)
    case .readers:
      guard case .record(let record) = screen else { return [] }
      return openAudit(AuditFilter(contact: record.uid), of: record.shownName)
    case .restrict: return askToRestrict()
    case .guardian: return askOfGuardian()
    case .undoMerge: return undoMerge()
    case .undoChange: return undoChange()
    case .verify, .checkpoint, .export: return performOnScreen(.people(action))
    }
  }

  private mutating func openAudit(_ filter: AuditFilter, of name: String?) -> [AppEffect] {
    var audit = AuditScreen(filter, of: name)
    let effect = audit.load(&desk)
    desk.status = .none
    push(.audit(audit))
    return [effect]
  }

  private mutating func askToRestrict() -> [AppEffect] {
    guard case .record(let record) = screen else { return [] }
    switch record.phase {
    case .shown(let shown, _):
      if let restriction = shown.restriction {
        dialogs.append(.people(.restriction(RestrictionDialog(record.uid, changing: restriction))))
      } else {
        let login = desk.session.actor?.login ?? ""
        dialogs.append(.people(.restriction(RestrictionDialog(record.uid, closingFor: login))))
      }
    case .failed(.restricted):
      desk.status = .plain("Para mudar a restrição, abra antes a ficha em emergência (Enter).")
    case .loading, .failed:
      break
    }
    return []
  }

  private mutating func askOfGuardian() -> [AppEffect] {
    guard case .record(let record) = screen, case .shown(let shown, _) = record.phase else {
      return []
    }
    dialogs.append(
      .people(
        .guardian(
          GuardianDialog(
            record.uid, guardian: shown.contact.fields.guardian, shown.guardianCaution))))
    return []
  }

  // MARK: - Dialogs

  mutating func choose(_ outcome: PeopleOutcome) -> [AppEffect] {
    switch outcome {
    case .breaksGlass(var dialog):
      let request = desk.requests.next()
      dialog.asking.begin(request)
      dialogs.append(.people(.breakGlass(dialog)))
      return [.people(.breakGlass(dialog.uid, reason: Sensitive(dialog.words), request))]
    case .restricts(var dialog):
      let request = desk.requests.next()
      dialog.asking.begin(request)
      dialogs.append(.people(.restriction(dialog)))
      return [
        .people(
          .restrict(dialog.uid, to: dialog.logins, reason: Sensitive(dialog.words), request))
      ]
    case .unrestricts(var dialog):
      let request = desk.requests.next()
      dialog.asking.begin(request)
      dialogs.append(.people(.restriction(dialog)))
      return [.people(.unrestrict(dialog.uid, reason: Sensitive(dialog.words), request))]
    case .notesGuardian(var dialog):
      let request = desk.requests.next()
      dialog.asking.begin(request)
      dialogs.append(.people(.guardian(dialog)))
      return [.people(.noteGuardian(dialog.caution, request))]
    case .seesNotice(let dialog, let uid):
      dialogs.append(.people(.notices(dialog)))
      return [.people(.markSeen(notice: uid, desk.requests.next()))]
    case .filters(let filter):
      return updateAudit { $0.apply(filter, &$1) } ?? []
    case .exports(let path):
      return updateAudit { $0.export(to: path, &$1) } ?? []
    }
  }

  /// Changes the dialog on top, if it is one that awaits this.
  private mutating func updateAsking(
    _ request: RequestID, _ change: (inout PeopleDialog) -> Void
  ) -> Bool {
    guard case .people(var dialog) = dialogs.last, dialog.asking?.isFor(request) == true else {
      return false
    }
    change(&dialog)
    dialogs[dialogs.count - 1] = .people(dialog)
    return true
  }

  // MARK: - Replies

  mutating func updated(by message: PeopleMessage) -> [AppEffect] {
    switch message {
    case .signInAsked(let call): return signInAsked(call)
    case .signInFailed(let request, let failure, let now):
      return signInFailed(request, failure, at: now)
    case .passwordChangeAsked(let request, let now): return passwordChangeAsked(request, at: now)
    case .passwordChanged(let request, let result, let now):
      return passwordChanged(request, result, at: now)
    case .unlocked(let request, let result, let now): return unlocked(request, result, at: now)
    case .glassBroken(let request, let result): return glassBroken(request, result)
    case .restricted(let request, let result): return restricted(request, result)
    case .guardianNoted(let request, let result): return guardianNoted(request, result)
    case .noticesLoaded(let request, let result): return noticesLoaded(request, result)
    case .noticeSeen(_, let result): return noticeSeen(result)
    }
  }

  private mutating func glassBroken(
    _ request: RequestID, _ result: Result<ContactRecord, Failure>
  ) -> [AppEffect] {
    switch result {
    case .success(let shown):
      guard updateAsking(request, { _ in }) else { return [] }
      dialogs.removeLast()
      updateRecord { record, _ in record.show(shown) }
      desk.status = .warning("Aberta em emergência: o encarregado foi avisado.")
    case .failure(let failure):
      _ = updateAsking(request) { $0.fail(failure) }
    }
    return []
  }

  private mutating func restricted(
    _ request: RequestID, _ result: Result<Bool, Failure>
  ) -> [AppEffect] {
    switch result {
    case .success(let isClosed):
      guard updateAsking(request, { _ in }) else { return [] }
      dialogs.removeLast()
      desk.status = .success(
        isClosed
          ? "Ficha restrita; o encarregado foi avisado."
          : "Restrição retirada; o encarregado foi avisado.")
      // Who closed it may not be among those named: what is shown next is what they may see.
      return updateRecord { record, desk in [record.reload(&desk)] } ?? []
    case .failure(let failure):
      _ = updateAsking(request) { $0.fail(failure) }
      return []
    }
  }

  private mutating func guardianNoted(
    _ request: RequestID, _ result: Result<Bool, Failure>
  ) -> [AppEffect] {
    switch result {
    case .success(let isFlagged):
      guard updateAsking(request, { _ in }) else { return [] }
      dialogs.removeLast()
      desk.status = .success(
        isFlagged
          ? "Anotado: a ficha, a agenda e os pedidos avisam que o responsável pode ser o agressor."
          : "Anotado.")
      return updateRecord { record, desk in [record.reload(&desk)] } ?? []
    case .failure(let failure):
      _ = updateAsking(request) { $0.fail(failure) }
      return []
    }
  }

  private mutating func noticesLoaded(
    _ request: RequestID, _ result: Result<[Notice], Failure>
  ) -> [AppEffect] {
    guard desk.notices.isFor(request) else { return [] }
    desk.notices = .nothing
    switch result {
    case .success(let notices):
      desk.session.notices = notices.count
      if notices.isEmpty {
        desk.status = .plain("Nenhum aviso novo.")
      } else {
        dialogs.append(.people(.notices(NoticesDialog(notices))))
      }
    case .failure(let failure): desk.status = .failure(failure.message)
    }
    return []
  }

  private mutating func noticeSeen(_ result: Result<UID, Failure>) -> [AppEffect] {
    switch result {
    case .success(let uid):
      desk.session.notices = max(desk.session.notices - 1, 0)
      guard case .people(.notices(let dialog)) = dialogs.last else { return [] }
      dialogs.removeLast()
      let left = dialog.notices.filter { $0.uid != uid }
      if left.isEmpty {
        desk.status = .success("Todos os avisos foram vistos.")
      } else {
        dialogs.append(.people(.notices(NoticesDialog(left, selected: dialog.chooser.selection))))
      }
    case .failure(let failure): desk.status = .failure(failure.message)
    }
    return []
  }

  // MARK: - Auditoria

  mutating func updated(by message: AuditMessage) -> [AppEffect] {
    switch message {
    case .listed(let request, let result):
      return updateAudit { $0.listed(request, result, &$1) } ?? []
    case .verifying(let request, let done, let total):
      return updateAudit { audit, _ in audit.verifying(request, done, of: total) } ?? []
    case .verified(let request, let result):
      return updateAudit { $0.verified(request, result, &$1) } ?? []
    case .checkpointed(let request, let result):
      return follow(updateAudit { $0.checkpointed(request, result, &$1) } ?? .stay)
    case .exported(let request, let result):
      return updateAudit { $0.exported(request, result, &$1) } ?? []
    }
  }

  private mutating func updateAudit<Answer>(
    _ change: (inout AuditScreen, inout Desk) -> Answer
  ) -> Answer? {
    guard case .audit(var audit) = screen else { return nil }
    let answer = change(&audit, &desk)
    screen = .audit(audit)
    return answer
  }
}
