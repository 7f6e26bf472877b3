import ContactsCore

extension AppModel {
  /// A key: to the dialog on top, else to what the keymap says, else to the text that has the focus.
  mutating func press(_ key: Key) -> [AppEffect] {
    desk.idle.touch()
    if !gate.isOpen { return pressAtGate(key) }
    // Everywhere, over every dialog and in a window of any size.
    if key == .control("x") { return lock(.asked) }
    if let action = actionOnTerminal(key) { return run(action, by: key) }
    if isTooSmall { return pressWhileTooSmall(key) }
    if !dialogs.isEmpty { return pressInDialog(key) }
    if case .paste(let text) = key { return paste(text) + keepHeld() }
    if case .mouse(let mouse) = key { return point(mouse) }
    if let binding = desk.keys.binding(for: key, at: place) { return run(binding.action, by: key) }
    if let binding = desk.keys.elsewhere(key, at: place) {
      desk.status = .plain("\(key.label) (\(binding.title)) não se aplica a \(screen.title).")
      desk.status.isExact = true
      return []
    }
    return type(key)
  }

  /// What is asked of the terminal, whatever stands on it.
  private func actionOnTerminal(_ key: Key) -> Action? {
    switch desk.keys.canonical(key, at: place) {
    case .control("l"): .redraw
    case .control("z"): .suspend
    default: nil
    }
  }

  private mutating func pressWhileTooSmall(_ key: Key) -> [AppEffect] {
    switch key {
    // What nothing has but this program is not lost in a window that cannot even say so.
    case .character("q"), .character("Q"), .control("c"): desk.unsaved.hasFailed ? [] : leave()
    default: []
    }
  }

  // MARK: - Actions

  /// Does what an action says, or says why not.
  mutating func run(_ action: Action, by key: Key? = nil) -> [AppEffect] {
    if let obstacle = obstacle(to: action) {
      let label = key.map { "\($0.label): " } ?? ""
      desk.status = .warning(label + obstacle)
      return refusal(of: action)
    }
    switch action {
    case .help:
      dialogs.append(
        .help(HelpDialog(at: place, for: desk.session.actor?.roles ?? [], keys: desk.keys)))
      return []
    case .commands:
      dialogs.append(.palette(palette))
      return []
    case .redraw: return [.redraw]
    case .suspend: return keepDrafts() + [.suspend]
    case .newInteraction: return openInteraction()
    case .drafts:
      dialogs.append(.drafts(DraftsDialog(desk.drafts, unkept: desk.unkept)))
      return []
    case .contacts: return goHome()
    case .queue(.show): return goToQueue()
    case .panel: return goToPanel()
    case .queue(.pullModel): return showPull()
    case .search:
      let effects = goHome()
      return effects + updateContacts { $0.perform(.search, &$1).effects }
    case .quit: return quit()
    case .people(let action): return perform(action)
    case .shift(let action): return perform(action)
    case .office(let action): return perform(action)
    case .rights(let action): return perform(action)
    case .duplicates where !isForm: return openDuplicates()
    case .save, .options, .refresh, .history, .duplicates, .extract, .back, .open, .confirm, .edit,
      .nextField, .previousField, .switchPane, .moveUp, .moveDown, .pageUp, .pageDown, .moveToTop,
      .moveToBottom, .nextMatch, .previousMatch, .queue, .cancel:
      return performOnScreen(action)
    }
  }

  mutating func performOnScreen(_ action: Action) -> [AppEffect] {
    switch screen {
    case .contacts(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .contacts(screen)
      return follow(step)
    case .interaction(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .interaction(screen)
      return follow(step)
    case .record(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .record(screen)
      return follow(step)
    case .audit(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .audit(screen)
      return follow(step)
    case .firstStart(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .firstStart(screen)
      return follow(step)
    case .panel(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .panel(screen)
      return follow(step)
    case .admin(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .admin(screen)
      return follow(step)
    case .rights(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .rights(screen)
      return follow(step)
    case .consents(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .consents(screen)
      return follow(step)
    case .merge(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .merge(screen)
      return follow(step)
    case .transfer(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .transfer(screen)
      return follow(step)
    case .importer(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .importer(screen)
      return follow(step)
    case .queue(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .queue(screen)
      return follow(step)
    case .review(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .review(screen)
      return follow(step)
    case .agenda(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .agenda(screen)
      return follow(step)
    case .interactions(var screen):
      let step = screen.perform(action, &desk)
      self.screen = .interactions(screen)
      return follow(step)
    case .saved(let screen):
      return follow(perform(action, on: screen))
    case .closed:
      return action == .back || action == .cancel ? [.quit] : []
    }
  }

  private mutating func perform(_ action: Action, on screen: SavedScreen) -> Step {
    switch action {
    case .open:
      let request = desk.requests.next()
      return Step(
        [.read(screen.uid, after: nil, request)],
        .replace(.record(RecordScreen(screen.uid, awaiting: request))))
    case .back, .cancel:
      desk.status = .none
      return .go(.home)
    default:
      return .stay
    }
  }

  /// Why an action cannot be done now; nil when it can.
  func obstacle(to action: Action) -> String? {
    if !desk.session.may(permission(for: action)) { return "seu papel não permite esta ação." }
    switch (action, screen) {
    case (.suspend, _) where !desk.canSuspend:
      return "o programa instalado não volta ao terminal; q sai."
    case (.drafts, _) where desk.drafts.isEmpty:
      return "não há rascunhos guardados."
    case (.options, .interaction(let screen))
    where screen.pane == .note && !desk.drafts.contains(where: { $0.uid != screen.draft }):
      return "não há rascunhos guardados. Num campo, mostra as opções dele."
    case (.options, .interaction(let screen))
    where screen.pane == .form
      && screen.form.focused.field.options(reasons: desk.session.reasons).isEmpty:
      return "este campo não tem opções; digite o valor."
    case (.options, .record(let screen))
    where screen.editing?.form.focused.field.options(reasons: []).isEmpty == true:
      return "este campo não tem opções; digite o valor."
    case (.queue(.pullModel), _)
    where desk.session.missingModel == nil && !desk.session.pull.isRunning:
      return "o modelo não está em falta."
    case (.extract, .interaction(let screen)) where isBlank(screen.note.text):
      return "não há texto de onde extrair."
    case (.newInteraction, _) where desk.session.actor == nil:
      return "o banco ainda está abrindo."
    default:
      return nil
    }
  }

  private var isForm: Bool {
    if case .interaction = screen { true } else { false }
  }

  private func permission(for action: Action) -> Permission? {
    let rows = Keymap.bindings.filter { $0.action == action }
    return (rows.first { $0.places.contains(place) } ?? rows.first)?.permission
  }

  /// What nobody's role allows is written down, even when no screen was reached.
  private func refusal(of action: Action) -> [AppEffect] {
    guard let permission = permission(for: action), !desk.session.may(permission) else { return [] }
    return [.people(.refuse(permission))]
  }

  private var palette: PaletteDialog {
    var seen: Set<String> = []
    let rows = desk.keys.bindings
      .filter {
        $0.places.contains(place) && $0.action != .commands && seen.insert($0.title).inserted
      }
      .map { binding in
        PaletteDialog.Row(
          action: binding.action, title: binding.title,
          keys: desk.keys.labels(for: binding.action, at: place).joined(separator: " "),
          obstacle: obstacle(to: binding.action))
      }
    return PaletteDialog(rows)
  }

  // MARK: - Text

  private mutating func type(_ key: Key) -> [AppEffect] {
    switch screen {
    case .contacts(var screen):
      let step = screen.type(key, &desk)
      self.screen = .contacts(screen)
      return follow(step)
    case .interaction(var screen):
      let step = screen.type(key, &desk)
      self.screen = .interaction(screen)
      return follow(step)
    case .record:
      return updateRecord { record, desk in
        record.edit { $0.type(key, &desk) } ?? []
      } ?? []
    case .firstStart(var screen):
      screen.type(key)
      self.screen = .firstStart(screen)
      return []
    case .review:
      return updateReview { $0.type(key, &$1) } ?? []
    case .transfer:
      return updateTransfer { $0.type(key, &$1) }
    case .importer:
      return updateImport { $0.type(key, &$1) } ?? []
    case .merge(var screen):
      screen.type(key)
      self.screen = .merge(screen)
      return []
    case .saved, .queue, .agenda, .interactions, .panel, .admin, .audit, .rights, .consents,
      .closed:
      return []
    }
  }

  /// Pasted text is text, never commands; where none is expected it waits for a form.
  private mutating func paste(_ text: String) -> [AppEffect] {
    let isShort = !text.contains(where: \.isNewline) && text.count <= 200
    switch screen {
    case .contacts(var screen):
      let step = screen.paste(text, &desk)
      self.screen = .contacts(screen)
      return follow(step)
    case .interaction(var screen):
      let step = screen.paste(text, &desk)
      self.screen = .interaction(screen)
      return follow(step)
    case .record(let screen) where screen.editing != nil && isShort:
      return type(.paste(text))
    case .firstStart where isShort, .review where isShort, .transfer where isShort,
      .importer where isShort:
      return type(.paste(text))
    case .record, .saved, .queue, .agenda, .interactions, .panel, .review, .audit, .transfer,
      .importer, .admin, .merge, .rights, .consents, .firstStart:
      let held = HeldPaste(text)
      desk.held = held
      desk.status = .plain(held.notice)
      return []
    case .closed:
      return []
    }
  }

  // MARK: - Where to go

  /// Does what a screen asked for and goes where it said.
  mutating func follow(_ step: Step) -> [AppEffect] {
    switch step.move {
    case .stay: break
    case .back:
      keepReview()
      pop()
      return step.effects + arrive()
    case .home:
      popToContacts()
      return step.effects + arrive()
    case .open(let screen): push(screen)
    case .replace(let screen): self.screen = screen
    case .ask(.shift(let dialog)): return step.effects + resume(dialog)
    case .ask(let dialog): dialogs.append(dialog)
    }
    return step.effects
  }

  /// To **Contatos**; a form on the way is kept as a draft.
  mutating func goHome() -> [AppEffect] {
    let effects = keepDrafts(leaving: true)
    popToContacts()
    return effects + arrive()
  }

  private mutating func openInteraction() -> [AppEffect] {
    guard let now = desk.session.now, let names = desk.held?.names ?? takeNames() else {
      desk.status = .plain("Um instante, por favor: repita F6.")
      return [.makeIdentifiers]
    }
    var subject = InteractionScreen.Subject.newContact
    var known = KnownPerson()
    if case .record(let record) = screen, case .shown(let shown, _) = record.phase {
      subject = .contact(
        record.uid,
        name: shown.contact.fields.name?.revealed(for: .screen) ?? InteractionScreen.nameless)
      known = KnownPerson(shown.contact.fields)
    }
    var interaction = InteractionScreen(
      draft: names.draft, key: names.key, startedAt: now, subject: subject,
      form: Form(for: desk.session))
    interaction.known = known
    var effects: [AppEffect] = [.makeIdentifiers]
    desk.status =
      subject == .newContact
      ? .none : .plain("O que a ficha já tem não muda; só o que falta nela é acrescentado.")
    if let held = desk.held {
      desk.held = nil
      interaction.draftKeeping.mark(stored: held.names != nil)
      effects += interaction.paste(held.text.revealed(for: .screen), &desk).effects + keepHeld()
      if desk.status == .none {
        desk.status = .plain(
          "Aberto com o texto colado que esperava (\(grouped(held.count)) caracteres).")
      }
    } else if !desk.drafts.isEmpty {
      let count = desk.drafts.count
      desk.status = .plain(
        count == 1
          ? "Há 1 rascunho guardado: F4 o recupera."
          : "Há \(count) rascunhos guardados: F4 os mostra.")
    }
    if case .saved = screen {
      screen = .interaction(interaction)
    } else {
      push(.interaction(interaction))
    }
    return effects
  }
}
