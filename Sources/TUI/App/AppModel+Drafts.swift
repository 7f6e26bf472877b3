import ContactsCore

/// Keeping what is typed: its drafts, what was pasted and not used, and leaving only when the store has both.
extension AppModel {
  /// Writes the drafts of whatever is open.
  mutating func keepDrafts(leaving: Bool = false) -> [AppEffect] {
    keepReview()
    var effects = updateReview { $0.unsaved == nil && !leaving ? [] : $0.leave(&$1) } ?? []
    effects +=
      updateInteraction { interaction, desk -> [AppEffect] in
        if leaving { return interaction.leave(&desk) }
        guard interaction.hasContent else { return [] }
        return interaction.draftKeeping.write(interaction.draft, interaction.draftText.text, &desk)
      } ?? []
    effects +=
      updateRecord { record, desk -> [AppEffect] in
        let uid = record.uid
        return record.edit {
          leaving ? $0.leave(uid, &desk) : ($0.isChanged ? $0.keep(uid, &desk) : [])
        }
          ?? []
      } ?? []
    return effects
  }

  /// Writes what was pasted and waits for a form, as soon as it waits.
  mutating func keepHeld() -> [AppEffect] {
    guard let held = desk.held, held.names == nil, let now = desk.session.now,
      desk.session.actor != nil, desk.session.may(.keepDrafts)
    else { return [] }
    guard let names = takeNames() else { return [.makeIdentifiers] }
    desk.held?.names = names
    var interaction = InteractionScreen(
      draft: names.draft, key: names.key, startedAt: now, subject: .newContact,
      note: held.text.revealed(for: .screen), form: Form(for: desk.session))
    return interaction.draftKeeping.write(names.draft, interaction.draftText.text, &desk)
      + [.makeIdentifiers]
  }

  /// Nil until more have been made.
  mutating func takeNames() -> FormNames? {
    guard desk.session.identifiers.count >= 2, let draft = desk.session.identifiers.popLast(),
      let key = desk.session.identifiers.popLast()
    else { return nil }
    return FormNames(draft: draft, key: key)
  }

  /// Tries again what the store could not take of this person's.
  mutating func retryDrafts() -> [AppEffect] {
    guard let owner = desk.session.actor?.login else { return [] }
    return desk.unsaved.retry(of: owner, &desk.requests)
  }

  // MARK: - Leaving

  /// Ends the program at once; what is typed is kept first, and what was pasted and not used.
  mutating func leave() -> [AppEffect] {
    keepDrafts(leaving: true) + keepHeld() + retryDrafts() + [.quit]
  }

  /// Ends the program once the store has every draft; asks for a word when it could not take one.
  mutating func quit() -> [AppEffect] {
    let effects = keepDrafts(leaving: true) + keepHeld() + retryDrafts()
    if desk.unsaved.isEmpty { return effects + [.quit] }
    if desk.isQuitting {
      // The answer is long in coming: nobody is kept here by that.
      askToLose()
    } else {
      desk.isQuitting = true
      desk.status = .keepingDraft
    }
    return effects
  }

  /// Every writing was answered: leaves, or says what would be lost.
  private mutating func goOnQuitting() -> [AppEffect] {
    guard desk.isQuitting else { return [] }
    guard case .contacts = screen, dialogs.isEmpty, gate.isOpen else {
      desk.isQuitting = false
      return []
    }
    guard !desk.unsaved.isAwaiting else { return [] }
    if desk.unsaved.isEmpty { return [.quit] }
    askToLose()
    return []
  }

  mutating func askToLose() {
    desk.isQuitting = false
    dialogs.append(.unsaved(UnsavedDialog(desk.unsaved.items.map(\.draft))))
  }

  // MARK: - Replies

  mutating func draftSaved(_ request: RequestID, _ result: Result<Timestamp, Failure>)
    -> [AppEffect]
  {
    switch result {
    case .success(let moment):
      desk.session.now = max(moment, desk.session.now ?? moment)
      let item = desk.unsaved.ended(request, nil)
      if desk.status == .keepingDraft {
        if let sentence = item?.announcement {
          desk.status = .plain(sentence)
        } else if !desk.unsaved.isAwaiting {
          desk.status = .none
        }
      } else if item?.failure != nil {
        desk.status = .success("O disco voltou a responder: rascunho guardado.")
      }
      // An open form is not on offer; one that was left is.
      let reload: [AppEffect] = openDraft == nil ? [.loadDrafts] : []
      return reload + retryDrafts() + goOnQuitting()
    case .failure(let failure):
      let item = desk.unsaved.ended(request, failure)
      if failure == .erased, let draft = item?.draft.uid, let effects = recordGone(editing: draft) {
        return effects + goOnQuitting()
      }
      if item?.isRetry != true || desk.status == .keepingDraft {
        let way =
          item?.draft.uid == openDraft
          ? "Continua aqui; tento de novo." : "F6 e depois F4 o abrem; tento de novo."
        let sentence = Status.failure("Rascunho não guardado: \(failure.cause). \(way)")
        // That nothing was saved is said by what was to save it, and matters more.
        if desk.status.tone != .failure || desk.status.isOfDraft { desk.status = sentence.ofDraft }
      }
      return goOnQuitting()
    }
  }

  mutating func draftDiscarded(_ uid: UID, _ result: Result<Bool, Failure>) -> [AppEffect] {
    switch result {
    case .success: desk.session.drafts.removeAll { $0.uid == uid }
    case .failure(let failure): desk.status = .failure(failure.message)
    }
    return []
  }

  /// The draft of the form in view.
  private var openDraft: UID? {
    switch screen {
    case .interaction(let screen): screen.draft
    case .record(let screen): screen.editing?.draft
    case .review(let screen): screen.draft
    default: nil
    }
  }
}
