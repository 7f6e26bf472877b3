import ContactsCore

extension AppModel {
  mutating func pressInDialog(_ key: Key) -> [AppEffect] {
    guard let key = desk.keys.canonical(key, at: place), var dialog = dialogs.popLast() else {
      return []
    }
    let outcome = dialog.type(key)
    switch outcome {
    case .stays:
      dialogs.append(dialog)
      return []
    case .closes:
      return closed(dialog)
    case .runs(let action):
      return run(action)
    case .chooses(let option):
      return choose(option)
    case .picks(let index, let items):
      return updateImport { $0.pick(index, of: items, &$1) } ?? []
    case .recovers(let draft):
      return recover(draft)
    case .asksToDiscard(let draft):
      dialogs += [dialog, .discard(DiscardDialog(draft))]
      return []
    case .discards(let draft):
      desk.forgetDraft(draft.uid)
      if case .drafts = dialogs.last {
        dialogs.removeLast()
        if !desk.drafts.isEmpty {
          dialogs.append(.drafts(DraftsDialog(desk.drafts, unkept: desk.unkept)))
        }
      }
      desk.status = .plain("Rascunho descartado.")
      return [.discardDraft(draft.uid)]
    case .savesDoubtful(let keeping):
      if case .review = screen {
        return follow(updateReview { $0.answerDoubtful(keeping: keeping, &$1) } ?? .stay)
      }
      return follow(updateInteraction { $0.answerDoubtful(keeping: keeping, &$1) } ?? .stay)
    case .savesInvalid:
      return follow(updateInteraction { $0.checkDuplicates(&$1) } ?? .stay)
    case .tellsWhose(let isOther):
      return follow(updateInteraction { $0.answer(isOther: isOther, &$1) } ?? .stay)
    case .usesExisting(let match):
      return useExisting(match, in: dialog)
    case .savesAnyway:
      return follow(updateInteraction { $0.saveAnyway(&$1) } ?? .stay)
    case .identifies(let doubt, let choice):
      return follow(updateInteraction { $0.answer(choice, to: doubt, &$1) } ?? .stay)
    case .resolves(let conflict):
      return updateRecord { record, desk -> [AppEffect] in
        let uid = record.uid
        return record.edit { $0.resolve(conflict, uid, &desk) } ?? []
      } ?? []
    case .queue(let choice):
      return perform(choice)
    case .pulls:
      return beginPull()
    case .cancelsPull:
      return cancelPull()
    case .people(let outcome):
      return choose(outcome)
    case .shift(let choice):
      return choose(choice)
    case .admin(let choice):
      return choose(choice)
    case .rights(let choice):
      return choose(choice)
    case .quits:
      guard case .outgrown = dialog, desk.unsaved.hasFailed else { return [.quit] }
      dialogs.append(dialog)
      askToLose()
      return []
    case .triesAgain:
      return quit()
    }
  }

  /// What is said when a dialog is closed without an answer.
  private mutating func closed(_ dialog: Dialog) -> [AppEffect] {
    switch dialog {
    case .drafts(let dialog) where !dialog.drafts.isEmpty:
      let state = desk.unsaved.hasFailed ? "aqui" : "guardado"
      desk.status = .plain("O rascunho continua \(state): F6 e depois F4, no texto, o recuperam.")
    case .unsaved:
      desk.status = .plain("O programa continua aberto, e o que não foi guardado continua nele.")
    case .doubtful, .identity, .telephone:
      desk.status = .plain("Ainda não foi salvo.")
    case .duplicates(let dialog) where dialog.isSaving:
      desk.status = .plain("Ainda não foi salvo.")
    case .invalid:
      desk.status = .plain("Ainda não foi salvo: corrija o valor ou apague-o.")
    case .conflict:
      desk.status = .warning("Ainda não foi salvo: F2 compara de novo as duas versões.")
    case .tour:
      desk.status = .plain("O passeio está sempre em F1, Ajuda.")
    case .shift(let dialog): leaveBehind(dialog)
    case .help, .palette, .options, .drafts, .discard, .duplicates, .queue, .pull, .people, .said,
      .admin, .pick, .lines, .rights, .outgrown:
      break
    }
    return []
  }

  private mutating func choose(_ option: String) -> [AppEffect] {
    let typed = updateInteraction { $0.choose(option, &$1) } ?? []
    let edited =
      updateRecord { record, desk -> [AppEffect] in
        record.edit { editing in
          editing.form.entries[editing.form.focus].choose(option)
          return editing.draftKeeping.changed(&desk)
        } ?? []
      } ?? []
    let reviewed = updateReview { $0.choose(option, &$1) } ?? []
    return typed + edited + reviewed
  }

  private mutating func useExisting(_ match: DuplicateMatch, in dialog: Dialog) -> [AppEffect] {
    let effects = updateInteraction { $0.use(match, &$1) } ?? []
    guard case .duplicates(let asked) = dialog, asked.isSaving else { return effects }
    return effects + follow(updateInteraction { $0.save(&$1) } ?? .stay)
  }

  // MARK: - Recovering

  private mutating func recover(_ draft: Draft) -> [AppEffect] {
    var effects = keepDrafts(leaving: true)
    if desk.held?.names?.draft == draft.uid { desk.held = nil }
    if case .interaction = screen { pop() }
    guard let text = DraftText(draft) else { return effects + recoverNote(draft) }
    if case .record(let uid, _) = text.subject {
      guard let uid = UID(uid) else { return effects + recoverNote(draft) }
      let request = desk.requests.next()
      push(.record(RecordScreen(uid, awaiting: request, recovering: draft)))
      return effects + [.read(uid, after: nil, request)]
    }
    if case .review(let uid) = text.subject {
      guard let uid = UID(uid) else { return effects + recoverNote(draft) }
      return effects + recoverReview(uid, draft, text.form)
    }
    guard let key = UID(text.idempotencyKey) else { return effects + recoverNote(draft) }
    var subject = InteractionScreen.Subject.newContact
    var known = KnownPerson()
    if case .contact(let text, let name, let cpf) = text.subject, let uid = UID(text) {
      subject = .contact(uid, name: name)
      known = KnownPerson(name: name == InteractionScreen.nameless ? "" : name, cpf: cpf)
    }
    var interaction = InteractionScreen(
      draft: draft.uid, key: key, startedAt: Timestamp(milliseconds: text.startedAt),
      subject: subject, note: "",
      form: text.form.entries.isEmpty ? Form(for: desk.session) : text.form)
    interaction.known = known
    interaction.draftKeeping.mark(stored: true)
    effects += interaction.formChanged(&desk)
    desk.status = .success("Rascunho recuperado: F2 salva.")
    effects += interaction.take(text.note, &desk) + keepHeld()
    push(.interaction(interaction))
    return effects
  }

  /// A draft in a form that this version does not know: its words, at least.
  private mutating func recoverNote(_ draft: Draft) -> [AppEffect] {
    guard let key = desk.session.identifiers.popLast() else {
      desk.status = .plain("Um instante, por favor: repita.")
      return [.makeIdentifiers]
    }
    var interaction = InteractionScreen(
      draft: draft.uid, key: key, startedAt: draft.updatedAt, subject: .newContact,
      form: Form(for: desk.session))
    interaction.draftKeeping.mark(stored: true)
    desk.status = .warning("Rascunho de outra versão: só o texto foi recuperado.")
    let effects = interaction.take(draft.contents.revealed(for: .screen), &desk) + keepHeld()
    push(.interaction(interaction))
    return effects + [.makeIdentifiers]
  }
}
